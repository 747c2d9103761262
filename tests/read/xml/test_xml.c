/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * XML as events and as a tree, and what is refused. */
#include "support/test.h"

#include "base/buf.h"
#include "read/xml/xml.h"

enum {
	A = 1,
	B,
	KEY
};

static const struct dais_xml_name names[] = {
	{ "urn:x", "a", A },
	{ "urn:old", "a", A },
	{ "urn:x", "b", B },
	{ "", "key", KEY },
	{ NULL, NULL, 0 },
};

struct log {
	struct dais_buf out;
	bool stop_at_b;
};

static bool
on_start(void *reader, const struct dais_xml_tag *tag)
{
	struct log *l = reader;
	struct dais_str key = dais_xml_value(tag, KEY);

	dais_buf_printf(&l->out, "(%u@%u", tag->name, tag->line);
	if (key.p)
		dais_buf_printf(&l->out, " %.*s", DAIS_STR_ARG(key));
	return !(l->stop_at_b && tag->name == B);
}

static void
on_end(void *reader, unsigned name)
{
	dais_buf_printf(&((struct log *)reader)->out, "%u)", name);
}

static void
on_text(void *reader, struct dais_str text, unsigned line, unsigned column)
{
	dais_buf_printf(
	    &((struct log *)reader)->out, "[%u:%u %.*s]", line, column, DAIS_STR_ARG(text));
}

static const struct dais_xml_events events = { names, on_start, on_end, on_text };

static bool
stream(const char *xml, struct log *l, struct dais_err *err)
{
	dais_buf_init(&l->out, 1 << 20);
	return dais_xml_stream(dais_str_from(xml), DAIS_STR("f.xml"), &events, l, err);
}

static void
assert_events(const char *xml, const char *expected)
{
	struct log l = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	if (!stream(xml, &l, &err))
		fail_msg("%s: %s", xml, err.msg);
	assert_string_equal(l.out.p, expected);
	dais_buf_release(&l.out);
}

static void
test_events(void **state)
{
	(void)state;
	assert_events("<a xmlns='urn:x'>one\n<b key='x&amp;y'/>\n two</a>",
	    "(1@1[1:18 one\n](2@2 x&y2)[2:19 \n two]1)");
	assert_events("<p:a xmlns:p='urn:old' p:key='no'><a/></p:a>", "(1@1(0@10)1)");
	assert_events("<a><![CDATA[<&]]></a>", "(0@1[1:13 <&]0)");
	assert_events("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9t\xE9</a>",
	    "(0@1[1:47 \xC3\xA9t\xC3\xA9]0)");
}

static void
test_stop(void **state)
{
	struct log l = { .stop_at_b = true };
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	assert_true(stream("<a xmlns='urn:x'><b/>never<", &l, &err));
	assert_string_equal(l.out.p, "(1@1(2@1");
	dais_buf_release(&l.out);
}

static void
assert_refused(const char *xml, enum dais_err_code code, const char *words)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct log l = { 0 };
	struct dais_err err = DAIS_ERR_INIT, tree = DAIS_ERR_INIT;
	xmlNode *root = NULL;

	assert_false(stream(xml, &l, &err));
	assert_int_equal(err.code, code);
	if (!strstr(err.msg, words))
		fail_msg("got \"%s\", expected \"%s\"", err.msg, words);
	dais_buf_release(&l.out);
	assert_false(dais_xml_parse(a, dais_str_from(xml), DAIS_STR("f.xml"), &root, &tree));
	assert_null(root);
}

static void
test_refused(void **state)
{
	DAIS_BUF_AUTO deep = { 0 };

	(void)state;
	assert_refused("", DAIS_ERR_INVALID, "f.xml:0: not well-formed XML");
	assert_refused("<a>\n<b></a>", DAIS_ERR_INVALID, "f.xml:2: not well-formed XML");
	assert_refused("<a>&nbsp;</a>", DAIS_ERR_INVALID, "f.xml:1: not well-formed XML");
	assert_refused("<!DOCTYPE a [<!ENTITY b 'cccccccc'><!ENTITY d '&b;&b;'>]><a>&d;</a>",
	    DAIS_ERR_UNSUPPORTED, "f.xml:1: there is a document type declaration");
	assert_refused("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", DAIS_ERR_UNSUPPORTED,
	    "document type declaration");
	dais_buf_init(&deep, 1 << 20);
	for (int i = 0; i < 5000; i++)
		dais_buf_puts(&deep, "<a>");
	for (int i = 0; i < 5000; i++)
		dais_buf_puts(&deep, "</a>");
	assert_refused(deep.p, DAIS_ERR_LIMIT, "more than 250 elements");
}

static void
test_tree(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	xmlNode *root = NULL;

	(void)state;
	assert_true(
	    dais_xml_parse(a, DAIS_STR("<a><b>one</b></a>"), DAIS_STR("f.xml"), &root, &err));
	assert_string_equal((const char *)root->name, "a");
	assert_string_equal((const char *)root->children->name, "b");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_events),
		cmocka_unit_test(test_stop),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
