/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A document in Akoma Ntoso 1.0: identifiers, structure, date.
 */
#include "support/test.h"

#include "written.h"
#include "write/akn/akn.h"

static struct dais_str
attributes(struct dais_arena *a, struct dais_str s, const char *name)
{
	struct dais_str open = dais_arena_printf(a, " %s=\"", name);
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t at = dais_str_find(s, open, 0); at != SIZE_MAX;
	    at = dais_str_find(s, open, at)) {
		size_t end;

		at += open.n;
		end = dais_str_find_char(s, '"', at);
		dais_buf_put(&b, dais_str_sub(s, at, end));
		dais_buf_put_char(&b, '\n');
	}
	return dais_buf_dup(&b, a);
}

static void
test_akn_ids(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str first =
	    attributes(a, written(a, dais_akn_write, sample_tree(a, DAIS_LANG_EN)), "eId");

	(void)state;
	assert_has(first, "\npart_1__sec_1__para_1__subpara_b\n");
	assert_has(first, "\npart_1__sec_1__para_2__cl_1\n");
	assert_has(first, "\natt_1__table_1\n");
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str s = written(a, dais_akn_write, sample_tree(a, l));

		assert_true(dais_str_eq(first, attributes(a, s, "eId")));
	}
}

static void
test_akn_identification(void **state)
{
	static const char work[] =
	    "<FRBRWork>\n<FRBRthis value=\"/akn/un/debateReport/agendaAnnotated/"
	    "2022-02-14/CTOC/COP/WG.2/2022/1-CTOC/COP/WG.3/2022/1/!main\"/>";
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		assert_has(written(a, dais_akn_write, sample_tree(a, l)), work);
	assert_has(written(a, dais_akn_write, sample_tree(a, DAIS_LANG_ZH)),
	    "CTOC/COP/WG.3/2022/1/zho@\"/>");
}

static void
test_akn_structure(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_akn_write, sample_tree(a, DAIS_LANG_FR));

	(void)state;
	assert_has(s, "<debateReport name=\"agendaAnnotated\"");
	assert_has(s, "<docNumber><ref href=\"https://undocs.org/fr/CTOC/COP/WG.2/2022/1\">");
	assert_has(s, "<session refersTo=\"#event-2\">Treizième réunion</session>");
	assert_has(s, "<num>1.</num>\n<heading><ref href=\"#part_1__sec_1__para_1\">");
	assert_has(s, "<p><ref href=\"#part_1__sec_1__para_3\">Pour les annotations");
	assert_has(s, "<recordedTime type=\"startEvent\" time=\"2022-05-23T10:00:00\">");
	assert_has(s, "<heading>Annexe</heading>\n<subheading>Projet");
	assert_int_equal(written_count(s, "<authorialNote"), 1);
	assert_int_equal(written_count(s, "<noteRef"), 1);
}

/* Each of very many bullets gets its number without counting through those before it: counted
 * through, so many would take more memory than an arena has. */
static void
test_akn_many(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_tree *t = sample_tree(a, DAIS_LANG_EN);
	struct dais_node *list = dais_tree_add(t, NULL, DAIS_NODE_LIST, DAIS_ROLE_NONE);
	struct dais_str s;

	(void)state;
	for (size_t i = 0; i < 16000; i++) {
		struct dais_node *n = dais_tree_add(t, list, DAIS_NODE_ITEM, DAIS_ROLE_NONE);

		n->number = i < 8000 ? DAIS_STR("\u2022") : DAIS_STR("7.");
	}
	s = written(a, dais_akn_write, t);
	assert_has(s, "__item_1\"");
	assert_has(s, "__item_8000\"");
	assert_has(s, "__item_7-2\"");
	assert_has(s, "__item_7-8001\"");
}

static void
test_akn_no_date(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_tree *t = sample_tree(a, DAIS_LANG_EN);

	(void)state;
	dais_buf_init(&out, DAIS_BUF_MAX);
	t->date.year = 0;
	assert_false(dais_akn_write(t, &out, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_akn_ids),
		cmocka_unit_test(test_akn_identification),
		cmocka_unit_test(test_akn_structure),
		cmocka_unit_test(test_akn_many),
		cmocka_unit_test(test_akn_no_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
