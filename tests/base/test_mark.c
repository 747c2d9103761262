/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include "mark/json.h"
#include "mark/xml.h"

static void
test_xml_escapes_for_its_place(void **state)
{
	struct dais_xml w;
	DAIS_BUF_AUTO b = { 0 };

	(void)state;
	dais_buf_init(&b, 4096);
	dais_xml_begin_fragment(&w, &b, DAIS_XML_MODE_XML);
	dais_xml_open(&w, "a");
	dais_xml_attr(&w, "b", DAIS_STR("<\"&'\n"));
	dais_xml_text(&w, DAIS_STR("1 < 2 & 3 > \"2\" \x01"));
	dais_xml_open(&w, "c");
	dais_xml_close(&w);
	dais_xml_close(&w);
	dais_xml_finish(&w);
	assert_str(dais_buf_str(&b),
	    "<a b=\"&lt;&quot;&amp;'&#10;\">1 &lt; 2 &amp; 3 &gt; \"2\" <c/></a>");
}

static void
test_html_void_elements(void **state)
{
	struct dais_xml w;
	DAIS_BUF_AUTO b = { 0 };

	(void)state;
	dais_buf_init(&b, 4096);
	dais_xml_begin_fragment(&w, &b, DAIS_XML_MODE_HTML);
	dais_xml_open(&w, "p");
	dais_xml_open(&w, "br");
	dais_xml_close(&w);
	dais_xml_open(&w, "span");
	dais_xml_close(&w);
	dais_xml_close(&w);
	dais_xml_finish(&w);
	assert_str(dais_buf_str(&b), "<p><br><span></span></p>");
}

static void
test_json(void **state)
{
	struct dais_json w;
	DAIS_BUF_AUTO b = { 0 };

	(void)state;
	dais_buf_init(&b, 4096);
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair_c(&w, "a", "\"\\\n\x01é");
	dais_json_key(&w, "b");
	dais_json_array(&w);
	dais_json_int(&w, -3);
	dais_json_bool(&w, true);
	dais_json_null(&w);
	dais_json_end(&w);
	dais_json_key(&w, "c");
	dais_json_object(&w);
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_finish(&w);
	assert_str(
	    dais_buf_str(&b), "{\"a\":\"\\\"\\\\\\n\\u0001é\",\"b\":[-3,true,null],\"c\":{}}\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_xml_escapes_for_its_place),
		cmocka_unit_test(test_html_void_elements),
		cmocka_unit_test(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
