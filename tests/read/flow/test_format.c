/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a file is, from its bytes alone. */
#include "support/test.h"

#include <stdlib.h>

#include "base/buf.h"
#include "read/flow/format.h"

#define FORMAT(literal) dais_flow_format_of(DAIS_STR(literal))

static void
test_fixed_marks(void **state)
{
	(void)state;
	assert_string_equal(FORMAT(""), "");
	assert_string_equal(FORMAT(" \r\n\t "), "");
	assert_string_equal(FORMAT("\xEF\xBB\xBF\n"), "");
	assert_string_equal(FORMAT("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), "pdf");
	assert_string_equal(FORMAT("\nHTTP/1.1 200 OK\n\n%PDF-1.4\n"), "pdf");
	assert_string_equal(FORMAT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), "doc");
	assert_string_equal(FORMAT("{\\rtf1\\ansi"), "rtf");
	assert_string_equal(FORMAT("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), "image");
	assert_string_equal(FORMAT("\xFF\xD8\xFF\xE0\0\x10JFIF"), "image");
	assert_string_equal(FORMAT("II*\0\x08\0\0\0"), "image");
	assert_string_equal(FORMAT("GIF89a\x01\0"), "image");
	assert_string_equal(FORMAT("RIFF\x10\0\0\0WEBPVP8 "), "image");
	assert_string_equal(FORMAT("BM\x12\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"), "image");
	assert_string_equal(FORMAT("\x7F"
				   "ELF\x02\x01\x01\0\0\0"),
	    "unknown");
	assert_string_equal(FORMAT("\x1F\x8B\x08\0\0\0\0\0"), "unknown");
	assert_string_equal(
	    FORMAT("MIME-Version: 1.0\nContent-Type: multipart/related\n"), "unknown");
}

static void
test_text(void **state)
{
	(void)state;
	assert_string_equal(FORMAT("Provisional agenda\n\n1. Opening\n"), "text");
	assert_string_equal(FORMAT("BMZ reports on the programme budget\n"), "text");
	assert_string_equal(FORMAT("Items < 5 and > 3 are <deleted> today\n"), "text");
	assert_string_equal(FORMAT("<draft> Agenda of the session\n1. Opening\n"), "text");
	assert_string_equal(FORMAT("< 5 items\n"), "text");
	assert_string_equal(FORMAT("Page one\n\fPage two\n"), "text");
	assert_string_equal(FORMAT("\xD2\xE9\xB3\xCC\n"), "text");
	assert_string_equal(FORMAT("\xFF\xFE"
				   "A\0g\0e\0n\0d\0a\0"),
	    "text");
	assert_string_equal(FORMAT("\xFE\xFF\x8B\xAE\x7A\x0B"), "text");
}

static void
test_markup(void **state)
{
	(void)state;
	assert_string_equal(FORMAT("<!DOCTYPE html>\n<html lang=en>"), "html");
	assert_string_equal(
	    FORMAT("<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">x"), "html");
	assert_string_equal(FORMAT("\xEF\xBB\xBF \n<HTML><BODY>x"), "html");
	assert_string_equal(FORMAT("<?xml version='1.0'?>\n<!-- x -->\n<html xmlns='x'>"), "html");
	assert_string_equal(FORMAT("<!-- saved from a page -->\n<p>One"), "html");
	assert_string_equal(FORMAT("<h2>Agenda of the Assembly</h2>\n<p>1. Election"), "html");
	assert_string_equal(FORMAT("Agenda<p>1. One</p><p>2. Two</p>"), "html");
	assert_string_equal(FORMAT("<o:p>x</o:p><p>1. One</p><p>2. Two</p>"), "html");
	assert_string_equal(FORMAT("\xFF\xFE<\0p\0>\0x\0"), "html");
	assert_string_equal(
	    FORMAT("<?xml version=\"1.0\"?><akomaNtoso xmlns=\"http://x\"><act>"), "akn");
	assert_string_equal(FORMAT("<an:akomaNtoso xmlns:an=\"http://x\">"), "akn");
	assert_string_equal(
	    FORMAT("<?xml version=\"1.0\"?><?xml-stylesheet href='x'?>\n<akomaNtoso>"), "akn");
	assert_string_equal(FORMAT("<?xml version=\"1.0\"?><meeting><title/></meeting>"), "xml");
	assert_string_equal(
	    FORMAT("<!DOCTYPE a [<!ENTITY b \"<p>\"><!ENTITY c \"]\">]><doc>&b;</doc>"), "xml");
	assert_string_equal(FORMAT("<tei:TEI xmlns:tei='http://x'>"), "xml");
	assert_string_equal(FORMAT("<?xml version=\"1.0\""), "xml");
	assert_string_equal(FORMAT("<!--"), "text");
}

/* Adds a member with a header before it; @late: its sizes come after its data. */
static void
put_member(struct dais_buf *b, const char *name, const char *data, bool late)
{
	unsigned char h[30] = { 'P', 'K', 3, 4, 20, 0, late ? 8 : 0 };

	h[18] = h[22] = late ? 0 : (unsigned char)strlen(data);
	h[26] = (unsigned char)strlen(name);
	dais_buf_put_bytes(b, h, sizeof(h));
	dais_buf_puts(b, name);
	dais_buf_puts(b, data);
}

/* Adds the list at the end. */
static void
put_list(struct dais_buf *b, const char *const *names)
{
	size_t at = b->n;
	unsigned char end[22] = { 'P', 'K', 5, 6 };

	for (; *names; names++) {
		unsigned char h[46] = { 'P', 'K', 1, 2 };

		h[28] = (unsigned char)strlen(*names);
		dais_buf_put_bytes(b, h, sizeof(h));
		dais_buf_puts(b, *names);
	}
	end[16] = (unsigned char)at;
	end[17] = (unsigned char)(at >> 8);
	dais_buf_put_bytes(b, end, sizeof(end));
}

static void
test_containers(void **state)
{
	DAIS_BUF_AUTO b = { 0 };
	static const char *const word[] = { "[Content_Types].xml", "_rels/.rels",
		"word/document2.xml", NULL };
	static const char *const sheet[] = { "[Content_Types].xml", "xl/workbook.xml", NULL };
	static const char *const open[] = { "content.xml", "META-INF/manifest.xml", NULL };

	(void)state;
	dais_buf_init(&b, 1 << 20);
	put_member(&b, "[Content_Types].xml", "abc", true);
	put_list(&b, word);
	assert_string_equal(dais_flow_format_of(dais_buf_str(&b)), "docx");
	for (size_t n = 0; n < b.n; n++) {
		char *cut = malloc(n ? n : 1);

		memcpy(cut, b.p, n);
		(void)dais_flow_format_of((struct dais_str){ cut, n });
		free(cut);
	}
	dais_buf_clear(&b);
	put_member(&b, "[Content_Types].xml", "abc", true);
	put_list(&b, sheet);
	assert_string_equal(dais_flow_format_of(dais_buf_str(&b)), "zip");
	dais_buf_clear(&b);
	put_member(&b, "mimetype", "application/vnd.oasis.opendocument.text", false);
	assert_string_equal(dais_flow_format_of(dais_buf_str(&b)), "odt");
	dais_buf_clear(&b);
	put_member(&b, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", false);
	put_list(&b, open);
	assert_string_equal(dais_flow_format_of(dais_buf_str(&b)), "zip");
	dais_buf_clear(&b);
	put_member(&b, "content.xml", "abc", true);
	put_list(&b, open);
	assert_string_equal(dais_flow_format_of(dais_buf_str(&b)), "odt");
	/* Whole headers, the list lost. */
	dais_buf_clear(&b);
	put_member(&b, "[Content_Types].xml", "abc", false);
	put_member(&b, "word/document.xml", "abcdef", false);
	assert_string_equal(dais_flow_format_of(dais_buf_str(&b)), "docx");
	assert_string_equal(FORMAT("PK\5\6"), "zip");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fixed_marks),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_markup),
		cmocka_unit_test(test_containers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
