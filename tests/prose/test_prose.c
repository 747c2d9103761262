/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * References and the composed tree, on the shipped example in its six languages. The folder of
 * the example is the first argument.
 */
#include "support/test.h"

#include <stdlib.h>

#include "prose/resolve.h"
#include "read/package/load.h"
#include "text/text.h"
#include "write/compose/compose.h"

static const char *example;

static const struct dais_record *
load(struct dais_arena *a)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r = NULL;
	struct dais_diags diags;

	dais_diags_init(&diags, a);
	if (!dais_package_load(a, example, &r, &diags, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(diags.errors, 0);
	return r;
}

static struct dais_said
say(const struct dais_record *r, enum dais_lang l, size_t body, const char *inside,
    struct dais_arena *a, bool *ret_agrees)
{
	struct dais_prose_place at = { r, l, body };
	struct dais_ref ref;
	struct dais_said said = { .is_symbol = false };

	if (!dais_ref_parse(dais_str_from(inside), &ref, NULL) ||
	    !dais_prose_say(&at, &ref, a, &said))
		fail_msg("{{%s}} is not resolved", inside);
	if (ret_agrees)
		*ret_agrees = dais_prose_agrees(&at, &ref, &said, a);
	return said;
}

static size_t
body(const struct dais_record *r, const char *id)
{
	return dais_map_get(&r->body_ids, dais_str_from(id));
}

static void
test_numbers_follow_the_body(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_record *r = load(a);

	(void)state;
	assert_str(say(r, DAIS_LANG_EN, body(r, "ic"), "item environment", a, NULL).text,
	    "item" DAIS_NBSP "3");
	assert_str(say(r, DAIS_LANG_EN, body(r, "ta"), "item environment", a, NULL).text,
	    "item" DAIS_NBSP "2");
	assert_str(say(r, DAIS_LANG_EN, body(r, "ta"), "number environment@ic", a, NULL).text, "3");
	assert_str(say(r, DAIS_LANG_EN, body(r, "ic"), "item organization/agenda", a, NULL).text,
	    "item" DAIS_NBSP "1 (b)");
	assert_str(say(r, DAIS_LANG_FR, body(r, "ic"), "item organization/agenda", a, NULL).text,
	    "point" DAIS_NBSP "1 b)");
}

static void
test_facts_in_words(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_record *r = load(a);
	size_t ic = body(r, "ic");

	(void)state;
	assert_str(say(r, DAIS_LANG_EN, ic, "meeting ta@12", a, NULL).text, "twelfth meeting");
	assert_str(say(r, DAIS_LANG_FR, ic, "meeting cop@10", a, NULL).text, "dixième session");
	assert_str(say(r, DAIS_LANG_ZH, ic, "date 2022-05-23", a, NULL).text, "2022年5月23日");
	assert_str(say(r, DAIS_LANG_ZH, ic, "mandate cop:10/6", a, NULL).text, "第10/6号决议");
	assert_str(say(r, DAIS_LANG_RU, ic, "approved dates", a, NULL).text, "30 июля 2021 года");
	assert_str(
	    say(r, DAIS_LANG_ES, ic, "doc comments-crp", a, NULL).text, "CTOC/COP/2020/CRP.5");
	assert_str(say(r, DAIS_LANG_FR, ic, "doc env-paper", a, NULL).text,
	    "CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3");
}

static void
test_words_must_agree(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *inside;
		bool agrees;
	} cases[] = {
		{ DAIS_LANG_RU, "meeting ta@12|двенадцатого совещания", true },
		{ DAIS_LANG_RU, "meeting ta@12|одиннадцатого совещания", false },
		{ DAIS_LANG_FR, "meeting ta@12|onzième réunion", false },
		{ DAIS_LANG_FR, "meeting ta@12|la douzième réunion", true },
		{ DAIS_LANG_EN, "dates ic@13|from 23 to 27 May 2022", true },
		{ DAIS_LANG_EN, "dates ic@13|from 23 to 26 May 2022", false },
		{ DAIS_LANG_FR, "date 2022-05-23|le 23 mai 2022", true },
		{ DAIS_LANG_FR, "date 2022-05-23|le 24 mai 2022", false },
		{ DAIS_LANG_EN, "item environment@ic|agenda item 3", true },
		{ DAIS_LANG_EN, "item environment@ic|agenda item 4", false },
		{ DAIS_LANG_EN, "mandate cop:10/6|its resolution 10/6", true },
		{ DAIS_LANG_EN, "mandate cop:10/6|its resolution 10/4", false },
		{ DAIS_LANG_RU, "body cop|Конференции участников", true },
		{ DAIS_LANG_EN, "body ic|Working Group on Firearms", false },
		{ DAIS_LANG_EN, "doc env-paper|see CTOC/COP/WG.2/2022/2", false },
		{ DAIS_LANG_EN, "time 10:00|at 10 a.m.", true },
		{ DAIS_LANG_EN, "time 10:00|at 11 a.m.", false },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_record *r = load(a);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool agrees = false;

		(void)say(r, cases[i].l, DAIS_NONE, cases[i].inside, a, &agrees);
		if (agrees != cases[i].agrees)
			fail_msg(
			    "{{%s}} %s", cases[i].inside, agrees ? "agrees" : "does not agree");
	}
}

static void
test_a_display_closes_its_sentence(void **state)
{
	static const struct {
		const char *said, *text, *want;
	} cases[] = { { "10 a.m.", ". Then", " Then" }, { "10 ч. 00 м.", ".", "" },
		{ "10 heures", ". Puis", ". Puis" }, { "10 a.m.", "... and", "... and" },
		{ "10 a.m.", ", and", ", and" }, { "", ". Then", ". Then" },
		{ "10 a.m.", "", "" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_true(dais_str_is(
		    dais_prose_after(dais_str_from(cases[i].said), dais_str_from(cases[i].text)),
		    cases[i].want));
}

static void
test_schedule_names_every_item(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_record *r = load(a);

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		for (size_t g = 0; g < r->agendas.n; g++) {
			struct dais_prose_place at = { r, (enum dais_lang)l, r->agendas.v[g].body };
			struct dais_str text = dais_prose_schedule(&at, a);

			for (size_t i = 0; i < r->agendas.v[g].items.n; i++) {
				size_t item = r->agendas.v[g].items.v[i];

				if (dais_str_find(text, r->items.v[item].title.in[l], 0) ==
				    SIZE_MAX)
					fail_msg("%s: item %zu is not in the schedule",
					    dais_lang_code(at.lang), i + 1);
			}
		}
	}
}

struct count {
	size_t items, annotations, gaps, continued, symbols_without_url, rows;
	struct dais_str mark;
};

static void
count_runs(const dais_run_vec *runs, struct count *n)
{
	for (size_t i = 0; i < runs->n; i++) {
		n->gaps += dais_str_find(runs->v[i].text, DAIS_STR("[…]"), 0) != SIZE_MAX;
		n->continued += dais_str_has_suffix(runs->v[i].text, n->mark);
		n->symbols_without_url += runs->v[i].is_symbol && !runs->v[i].url.n;
	}
}

static void
count_nodes(const struct dais_node *node, struct count *n, unsigned depth)
{
	assert_true(depth < 32);
	n->items += node->role == DAIS_ROLE_AGENDA_ITEM;
	n->annotations += node->role == DAIS_ROLE_ANNOTATION;
	n->rows += node->kind == DAIS_NODE_ROW;
	count_runs(&node->runs, n);
	for (size_t i = 0; i < node->children.n; i++)
		count_nodes(node->children.v[i], n, depth + 1);
}

static void
test_tree_is_complete(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_record *r = load(a);
	const struct dais_compose_options opt = { .draft = false };

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_tree *t = dais_compose_agenda(r, (enum dais_lang)l, &opt, a);
		struct count n = { .mark = dais_text_phrase((enum dais_lang)l, "continued") };

		for (size_t i = 0; i < t->body.n; i++)
			count_nodes(t->body.v[i], &n, 0);
		assert_int_equal(n.items, 5 + 2 + 7 + 2);
		assert_int_equal(n.annotations, 5 + 2 + 7 + 2);
		assert_int_equal(n.gaps, 0);
		assert_int_equal(n.continued, 6); /* IC 2, 3, 5; TA 2, 3, 7 (P-06) */
		assert_int_equal(n.symbols_without_url, 0);
		assert_int_equal(t->masthead.symbols.n, 2);
	}
}

static void
test_reissued_documents_have_a_footnote(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_record *r = load(a);
	const struct dais_compose_options opt = { .draft = false };
	struct dais_document *paper =
	    &r->documents.v[dais_map_get(&r->document_ids, DAIS_STR("transfer-paper"))];
	struct dais_tree *t = dais_compose_agenda(r, DAIS_LANG_EN, &opt, a);

	(void)state;
	assert_int_equal(t->footnotes.n, 0);
	paper->symbols.v[0].stars = 1;
	paper->date = (struct dais_date){ 2022, 4, 11 };
	t = dais_compose_agenda(r, DAIS_LANG_EN, &opt, a);
	assert_int_equal(t->footnotes.n, 1);
	assert_str(dais_runs_plain(a, &t->footnotes.v[0].runs),
	    "Reissued for technical reasons on 11 April 2022.");
}

static void
test_plan_prints_instead_of_the_sittings(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_record *r = load(a);
	const struct dais_compose_options opt = { .use_plan = true,
		.modality = DAIS_MODALITY_HYBRID };
	struct dais_tree *t = dais_compose_agenda(r, DAIS_LANG_EN, &opt, a);
	struct count n = { .mark = DAIS_STR("\n") };

	(void)state;
	for (size_t i = 0; i < t->body.n; i++)
		count_nodes(t->body.v[i], &n, 0);
	assert_int_equal(n.items, 16); /* a change of format changes no item (R-HYB-07) */
	assert_true(n.rows > 14);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_follow_the_body),
		cmocka_unit_test(test_facts_in_words),
		cmocka_unit_test(test_words_must_agree),
		cmocka_unit_test(test_a_display_closes_its_sentence),
		cmocka_unit_test(test_schedule_names_every_item),
		cmocka_unit_test(test_tree_is_complete),
		cmocka_unit_test(test_reissued_documents_have_a_footnote),
		cmocka_unit_test(test_plan_prints_instead_of_the_sittings),
	};

	if (argc < 2)
		return EXIT_FAILURE;
	example = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
