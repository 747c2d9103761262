/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include "model/record.h"

static void
test_symbols_print_back(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	static const struct {
		const char *text, *stem, *base, *special;
		unsigned year, session, serial, body, stars;
	} good[] = {
		{ "CTOC/COP/WG.3/2022/2", "CTOC/COP/WG.3", "CTOC/COP/WG.3/2022/2", "", 2022, 0, 2,
		    3, 0 },
		{ "CTOC/COP/2020/CRP.5", "CTOC/COP", "CTOC/COP/2020/CRP.5", "CRP", 2020, 0, 5, 0,
		    0 },
		{ "CTOC/COP/2008/INF/1", "CTOC/COP", "CTOC/COP/2008/INF/1", "INF", 2008, 0, 1, 0,
		    0 },
		{ "CTOC/COP/2004/6*", "CTOC/COP", "CTOC/COP/2004/6", "", 2004, 0, 6, 0, 1 },
		{ "CTOC/COP/WG.5/2011/2/Rev.1", "CTOC/COP/WG.5", "CTOC/COP/WG.5/2011/2", "", 2011,
		    0, 2, 5, 0 },
		{ "CAC/COSP/IRG/2015/1", "CAC/COSP/IRG", "CAC/COSP/IRG/2015/1", "", 2015, 0, 1, 0,
		    0 },
		{ "A/RES/45/238", "A", "A/RES/45/238", "RES", 0, 0, 238, 0, 0 },
		{ "A/70/256", "A", "A/70/256", "", 0, 70, 256, 0, 0 },
		{ "E/CN.15/2018/INF/1", "E/CN.15", "E/CN.15/2018/INF/1", "INF", 2018, 0, 1, 15, 0 },
		{ "FCCC/SBI/2014/8", "FCCC/SBI", "FCCC/SBI/2014/8", "", 2014, 0, 8, 0, 0 },
		{ "UNEP/CHW.6/1/Add.1", "UNEP", "", "", 0, 0, 0, 0, 0 },
	};
	static const char *const bad[] = { "", "CTOC", "ctoc/COP/1", "CTOC//1", "CTOC/COP",
		"CTOC/COP/x", "CTOC/COP/2022/1/Add", "/1", "CTOC/COP/2022/INF",
		"CTOC/COP/2022/Add.1/3", "CTOC/COP/2022/1-CTOC/COP/2022/2" };

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(good) / sizeof(good[0]); i++) {
		struct dais_symbol s;

		if (!dais_symbol_parse(a, dais_str_from(good[i].text), &s, NULL))
			fail_msg("%s does not parse", good[i].text);
		assert_str(s.text, good[i].text);
		assert_str(s.stem, good[i].stem);
		assert_str(s.base, good[i].base);
		assert_str(s.special, good[i].special);
		assert_int_equal(s.year, good[i].year);
		assert_int_equal(s.session, good[i].session);
		assert_int_equal(s.serial, good[i].serial);
		assert_int_equal(s.body_number, good[i].body);
		assert_int_equal(s.stars, good[i].stars);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dais_symbol s;

		if (dais_symbol_parse(a, dais_str_from(bad[i]), &s, NULL))
			fail_msg("\"%s\" parses", bad[i]);
	}
}

static void
test_symbols_of_other_organizations(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	static const char *const good[] = { "CL 168/1", "C 2021/LIM/4", "GC(65)/1/Add.1", "EB150/3",
		"IDB.49/1", "CM(2009)164", "A/81/6 (Sect. 10)", "ICC-ASP/20/1*" };
	struct dais_symbol s;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		if (!dais_symbol_parse(a, dais_str_from(good[i]), &s, NULL))
			fail_msg("%s does not parse", good[i]);
		assert_true(dais_symbol_match(dais_str_from(good[i])) == s.text.n);
	}
	assert_true(dais_symbol_parse(a, DAIS_STR("GC(65)/1/Add.1"), &s, NULL));
	assert_str(s.base, "GC(65)/1");
	assert_str(s.stem, "GC");
	assert_true(s.is_addendum);
	assert_int_equal(s.serial, 1);
	assert_true(dais_symbol_parse(a, DAIS_STR("C 2021/LIM/4"), &s, NULL));
	assert_str(s.stem, "C");
	assert_true(s.is_foreign);
	/* Of some house, but not of the United Nations: R-SYM-01 tells a body's own apart by that.
	 */
	assert_true(dais_symbol_parse(a, DAIS_STR("SOLA/WG.1/2022/CRP2"), &s, NULL));
	assert_true(s.is_foreign);
	assert_true(dais_symbol_parse(a, DAIS_STR("SOLA/WG.1/2022/CRP.2"), &s, NULL));
	assert_false(s.is_foreign);
	assert_false(dais_symbol_parse(a, DAIS_STR("III/4"), &s, NULL));
	assert_false(dais_symbol_parse(a, DAIS_STR("CL 168"), &s, NULL));
}

static void
test_modifiers(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_symbol s;
	struct dais_str why;

	(void)state;
	assert_true(dais_symbol_parse(a, DAIS_STR("CTOC/COP/2020/1/Rev.1/Add.2/Corr.1"), &s, NULL));
	assert_true(s.is_revision && s.is_addendum && s.is_corrigendum);
	assert_str(s.base, "CTOC/COP/2020/1");
	assert_false(dais_symbol_parse(a, DAIS_STR("CTOC/COP/wg.3/2022/1"), &s, &why));
	assert_str(why, "wg.3");
}

static void
test_joint_symbols(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_symbol v[4];

	(void)state;
	assert_int_equal(dais_symbol_parse_joint(
			     a, DAIS_STR("CTOC/COP/WG.2/2022/3-\n\nCTOC/COP/WG.3/2022/3"), v, 4),
	    2);
	assert_int_equal(v[1].body_number, 3);
	assert_int_equal(dais_symbol_parse_joint(a, DAIS_STR("CTOC/COP/WG.2/2022/3-x"), v, 4), 0);
}

static void
test_symbols_in_running_text(void **state)
{
	(void)state;
	assert_int_equal(dais_symbol_match(DAIS_STR("CTOC/COP/WG.3/2022/2), qui")), 20);
	assert_int_equal(dais_symbol_match(DAIS_STR("CTOC/COP/WG.3/2022/2.")), 20);
	assert_int_equal(dais_symbol_match(DAIS_STR("AND/OR nothing")), 0);
	assert_int_equal(
	    dais_symbol_match(DAIS_STR("CTOC/COP/WG.2/2022/3-\nCTOC/COP/WG.3/2022/3 x")), 42);
}

static void
test_references(void **state)
{
	struct dais_ref r;
	const char *why;

	(void)state;
	assert_true(dais_ref_parse(DAIS_STR("item organization/agenda@ic"), &r, &why));
	assert_str(r.kind, "item");
	assert_str(r.argument, "organization/agenda");
	assert_str(r.body, "ic");
	assert_true(dais_ref_parse(DAIS_STR("meeting ta@12|двенадцатого совещания"), &r, &why));
	assert_str(r.argument, "ta@12");
	assert_str(r.body, "");
	assert_str(r.words, "двенадцатого совещания");
	assert_true(dais_ref_parse(DAIS_STR("period 2022-02-14  2022-02-16"), &r, &why));
	assert_str(r.argument2, "2022-02-16");
	assert_false(dais_ref_parse(DAIS_STR("item"), &r, &why));
	assert_false(dais_ref_parse(DAIS_STR("  "), &r, &why));
	assert_false(dais_ref_parse(DAIS_STR("item x|"), &r, &why));
	assert_false(dais_ref_parse(DAIS_STR("item @ic"), &r, &why));
	assert_false(dais_ref_parse(DAIS_STR("period a b c"), &r, &why));
}

/* Two bodies; items: 0 organization (parts 1, 2), 3 own of the first, 4 common. */
static struct dais_record *
small_record(struct dais_arena *a)
{
	struct dais_record *r = dais_record_new(a);

	for (size_t b = 0; b < 2; b++) {
		struct dais_meeting *m;
		struct dais_agenda *g;

		dais_vec_add(a, &r->bodies)->parent = DAIS_NONE;
		m = dais_vec_add(a, &r->meetings);
		m->body = b;
		dais_vec_push(a, &r->together, b);
		g = dais_vec_add(a, &r->agendas);
		g->body = b;
		dais_vec_push(a, &g->items, (size_t)0);
		if (b == 0)
			dais_vec_push(a, &g->items, (size_t)3);
		dais_vec_push(a, &g->items, (size_t)4);
	}
	for (size_t i = 0; i < 5; i++)
		dais_vec_add(a, &r->items)->parent = i == 1 || i == 2 ? 0 : DAIS_NONE;
	dais_vec_push(a, &r->items.v[0].parts, (size_t)1);
	dais_vec_push(a, &r->items.v[0].parts, (size_t)2);
	return r;
}

static void
add_sitting(struct dais_record *r, size_t from_body, size_t to_body, size_t item1, size_t item2)
{
	struct dais_sitting *s = dais_vec_add(r->arena, &r->sittings);

	for (size_t b = from_body; b <= to_body; b++)
		dais_vec_push(r->arena, &s->bodies, b);
	dais_vec_add(r->arena, &s->entries)->item = item1;
	dais_vec_add(r->arena, &s->entries)->item = item2;
}

static void
test_numbers_are_places(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = small_record(a);
	struct dais_number n = dais_record_number(r, 4, 0);

	(void)state;
	assert_true(n.found && n.number == 3 && n.letter == -1);
	n = dais_record_number(r, 4, 1);
	assert_true(n.found && n.number == 2);
	n = dais_record_number(r, 2, 1);
	assert_true(n.found && n.number == 1 && n.letter == 1);
	assert_false(dais_record_number(r, 3, 1).found);
	assert_true(dais_record_is_common(r, 4, NULL, a));
	assert_true(dais_record_is_common(r, 1, NULL, a));
	assert_false(dais_record_is_common(r, 3, NULL, a));
}

static void
test_continued_is_computed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = small_record(a);
	struct dais_cell_entry *v;
	size_t n;

	(void)state;
	add_sitting(r, 0, 1, 1, 3); /* joint; item 3 is of the first body only */
	add_sitting(r, 0, 0, 3, 4);
	add_sitting(r, 0, 1, 4, 4);
	dais_record_cell(r, &r->sittings, 0, 0, a, &v, &n);
	assert_int_equal(n, 2);
	assert_true(v[0].joint && !v[0].continued && !v[1].joint);
	dais_record_cell(r, &r->sittings, 0, 1, a, &v, &n);
	assert_int_equal(n, 1);
	dais_record_cell(r, &r->sittings, 1, 0, a, &v, &n);
	assert_true(v[0].continued && !v[1].continued);
	dais_record_cell(r, &r->sittings, 1, 1, a, &v, &n);
	assert_int_equal(n, 0);
	/* The first body has already taken item 4 up, the second has not. */
	dais_record_cell(r, &r->sittings, 2, 0, a, &v, &n);
	assert_true(v[0].continued);
	dais_record_cell(r, &r->sittings, 2, 1, a, &v, &n);
	assert_true(!v[0].continued && v[0].joint);
}

static void
test_names_parse_back(void **state)
{
	(void)state;
	for (int i = 0; i < (int)DAIS_ITEM_KIND_COUNT; i++)
		assert_int_equal(dais_item_kind_parse(
				     dais_str_from(dais_item_kind_name((enum dais_item_kind)i))),
		    i);
	assert_int_equal(dais_modality_parse(DAIS_STR("hybrid")), DAIS_MODALITY_HYBRID);
	assert_int_equal(dais_item_kind_parse(DAIS_STR("nothing")), -1);
	assert_int_equal(dais_version_status_parse(DAIS_STR("issued")), DAIS_VERSION_ISSUED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_symbols_print_back),
		cmocka_unit_test(test_symbols_of_other_organizations),
		cmocka_unit_test(test_modifiers),
		cmocka_unit_test(test_joint_symbols),
		cmocka_unit_test(test_symbols_in_running_text),
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_numbers_are_places),
		cmocka_unit_test(test_continued_is_computed),
		cmocka_unit_test(test_names_parse_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
