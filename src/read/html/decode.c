/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Bytes of a page → UTF-8. Source: WHATWG Encoding, "names and labels" (a page that says
 * ISO-8859-1 is windows-1252, gb2312 is gb18030), and HTML, "determining the character encoding".
 */
#include "read/html/html_priv.h"

#include <unicode/ucnv.h>

#define HEAD_BYTES ((size_t)4096)

struct label {
	const char *label, *encoding; /* UTF-8: "" */
};

/* Labels whose encoding is not the one of that name in ICU. */
static const struct label labels[] = {
	{ "utf-8", "" },
	{ "utf8", "" },
	{ "unicode-1-1-utf-8", "" },
	/* A page that could be read so far is not in two bytes a character. */
	{ "utf-16", "" },
	{ "utf-16le", "" },
	{ "utf-16be", "" },
	{ "iso-8859-1", "windows-1252" },
	{ "iso8859-1", "windows-1252" },
	{ "iso_8859-1", "windows-1252" },
	{ "latin1", "windows-1252" },
	{ "latin-1", "windows-1252" },
	{ "us-ascii", "windows-1252" },
	{ "ascii", "windows-1252" },
	{ "x-cp1251", "windows-1251" },
	{ "x-cp1252", "windows-1252" },
	{ "iso-8859-6-i", "iso-8859-6" },
	{ "iso-8859-9", "windows-1254" },
	{ "gb2312", "gb18030" },
	{ "gb_2312-80", "gb18030" },
	{ "gbk", "gb18030" },
	{ "x-gbk", "gb18030" },
	{ "x-mac-roman", "macintosh" },
};

/* What pages in a language were written in before UTF-8. */
static const struct label languages[] = {
	{ "ar", "windows-1256" },
	{ "ru", "windows-1251" },
	{ "zh", "gb18030" },
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

static bool
is_value(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
	       c == ':' || c == '.';
}

/* The value of the first @name = in lower-case @head behind @from. */
static struct dais_str
value_of(struct dais_str head, const char *name, size_t from)
{
	struct dais_str key = dais_str_from(name);

	for (size_t at = from; (at = dais_str_find(head, key, at)) != SIZE_MAX;) {
		size_t n;

		at += key.n;
		while (at < head.n && is_space(head.p[at]))
			at++;
		if (at >= head.n || head.p[at] != '=')
			continue;
		at++;
		while (at < head.n &&
		       (is_space(head.p[at]) || head.p[at] == '"' || head.p[at] == '\''))
			at++;
		n = at;
		while (n < head.n && is_value(head.p[n]))
			n++;
		if (n > at)
			return dais_str_sub(head, at, n);
	}
	return DAIS_STR_NONE;
}

/* What the page says of itself, or empty. */
static struct dais_str
declared(struct dais_str head)
{
	size_t meta = dais_str_find(head, DAIS_STR("<meta"), 0);
	struct dais_str label = DAIS_STR_NONE;

	if (meta != SIZE_MAX)
		label = value_of(head, "charset", meta);
	if (!label.n && dais_str_has_prefix(head, DAIS_STR("<?xml")))
		label = value_of(head, "encoding", 0);
	return label;
}

static const char *
encoding_of(struct dais_arena *a, struct dais_str label)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		if (dais_str_is(label, labels[i].label))
			return labels[i].encoding;
	}
	return dais_arena_cstr(a, label);
}

static const char *
usual_encoding(struct dais_str head)
{
	struct dais_str lang = value_of(head, "lang", 0);

	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
		if (dais_str_has_prefix(lang, dais_str_from(languages[i].label)))
			return languages[i].encoding;
	}
	return "windows-1252";
}

/* UTF-8 as it stands, what is none replaced. */
static void
copy_utf8(struct dais_str bytes, struct dais_buf *out)
{
	if (dais_str_is_text(bytes, NULL)) {
		dais_buf_put(out, bytes);
		return;
	}
	for (size_t i = 0; i < bytes.n;) {
		size_t from = i;
		uint32_t c = dais_str_decode(bytes, &i);

		if (c == 0xFFFD || c == 0 || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
			dais_buf_puts(out, "\xEF\xBF\xBD");
		else
			dais_buf_put(out, dais_str_sub(bytes, from, i));
	}
}

/* Whether all of it is UTF-8 and some of it more than ASCII. */
static bool
is_surely_utf8(struct dais_str bytes)
{
	size_t i = 0;

	if (!dais_str_is_text(bytes, NULL))
		return false;
	while (i < bytes.n && (unsigned char)bytes.p[i] < 0x80)
		i++;
	return i < bytes.n;
}

static bool
convert(struct dais_str bytes, const char *encoding, struct dais_buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *from = ucnv_open(encoding, &status), *to = ucnv_open("UTF-8", &status);
	const char *source = bytes.p, *source_end = bytes.p + bytes.n;
	bool first = true;
	UChar pivot[4096];
	UChar *pivot_source = pivot, *pivot_target = pivot;

	while (U_SUCCESS(status)) {
		char piece[8192], *target = piece;

		ucnv_convertEx(to, from, &target, piece + sizeof(piece), &source, source_end, pivot,
		    &pivot_source, &pivot_target, pivot + sizeof(pivot) / sizeof(pivot[0]), first,
		    true, &status);
		first = false;
		copy_utf8((struct dais_str){ piece, (size_t)(target - piece) }, out);
		if (status != U_BUFFER_OVERFLOW_ERROR)
			break;
		status = U_ZERO_ERROR;
	}
	ucnv_close(from);
	ucnv_close(to);
	return U_SUCCESS(status);
}

void
html_decode(struct dais_str bytes, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str head = dais_str_lower_ascii(a, dais_str_sub(bytes, 0, HEAD_BYTES));
	struct dais_str label = declared(head);
	const char *encoding = encoding_of(a, label);
	bool many = dais_str_is(dais_str_from(encoding), "gb18030");

	if (dais_str_has_prefix(bytes, DAIS_STR("\xEF\xBB\xBF"))) {
		copy_utf8(dais_str_sub(bytes, 3, bytes.n), out);
		return;
	}
	if (dais_str_has_prefix(bytes, DAIS_STR("\xFF\xFE")))
		encoding = "UTF-16LE";
	else if (dais_str_has_prefix(bytes, DAIS_STR("\xFE\xFF")))
		encoding = "UTF-16BE";
	/* A page that an editor or browser saved anew often keeps its old declaration. */
	else if (!many && is_surely_utf8(bytes))
		encoding = "";
	else if (!label.n)
		encoding = dais_str_is_text(bytes, NULL) ? "" : usual_encoding(head);
	if (dais_str_has_prefix(dais_str_from(encoding), DAIS_STR("UTF-16")))
		bytes = dais_str_sub(bytes, 2, bytes.n);
	if (*encoding && convert(bytes, encoding, out))
		return;
	dais_buf_clear(out);
	copy_utf8(bytes, out);
}
