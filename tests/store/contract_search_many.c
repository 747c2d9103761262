/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The search among more texts than it looks at in one go.
 */
#include "contract.h"

#include <stdio.h>

#include "store/search_priv.h"

/* Puts @n texts made by @make as those of @package. */
static void
put_package(struct dais_store *s, const char *package, size_t n,
    void (*make)(size_t i, struct dais_index_text *t))
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_writing *w = contract_begin(s, package, "index");
	struct dais_index_rows rows = { .bodies = { .n = 0 } };
	struct dais_err err = DAIS_ERR_INIT;

	dais_vec_push(a, &rows.bodies,
	    ((struct dais_index_body){ .key = DAIS_STR("B"), .as_of = { 2022, 5, 23 } }));
	for (size_t i = 0; i < n; i++) {
		struct dais_index_text t = { .package = dais_str_from(package),
			.kind = DAIS_STR("document"),
			.id = DAIS_STR("d"),
			.language = DAIS_LANG_EN,
			.body = DAIS_STR("B") };

		make(i, &t);
		dais_vec_push(a, &rows.texts, t);
	}
	if (!dais_index_replace(w, &rows, &err))
		fail_msg("%s", err.msg);
	contract_put(w, "package", "package", "1");
	(void)contract_commit(w);
}

static void
put_many(struct dais_store *s, size_t n, void (*make)(size_t i, struct dais_index_text *t))
{
	put_package(s, "many", n, make);
}

static void
search(
    struct dais_store *s, const char *words, struct dais_arena *a, struct dais_search_result *ret)
{
	struct dais_search_query q = {
		.words = dais_str_from(words), .language = DAIS_LANG_EN, .max = 20
	};
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_search(s, &q, a, ret, &err))
		fail_msg("%s", err.msg);
}

/* The words are in a row in every text; in a row of the title in the oldest alone. Titles of the
 * others have the words, too, but not in a row. */
static void
make_title(size_t i, struct dais_index_text *t)
{
	t->year = i == 0 ? 1990 : 2020;
	t->id = i == 0 ? DAIS_STR("wanted") : DAIS_STR("other");
	t->title = i == 0    ? DAIS_STR("Human rights")
		   : i < 900 ? DAIS_STR("Rights that are human")
			     : DAIS_STR("Report");
	t->text = DAIS_STR("On human rights.");
}

static void
a_match_is_not_hidden_by_what_nearly_matches(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_search_result r;

	(void)state;
	put_many(s, 1200, make_title);
	search(s, "\"human rights\"", a, &r);
	assert_str(r.hits.v[0].id, "wanted");
	assert_int_equal(r.total, 1200);
	dais_store_close(s);
}

/* Every three words in a row stand in a row in all texts; all four in every eleventh of the newest,
 * and in all of the others. A text a day, the newest first. */
static void
make_row(size_t i, struct dais_index_text *t)
{
	bool is_row = i % 11 == 0 || i > 250;

	t->date = (struct dais_date){ (int16_t)(2020 - i / 336), (int8_t)(12 - i / 28 % 12),
		(int8_t)(28 - i % 28) };
	t->text = is_row ? DAIS_STR("one two three four")
			 : DAIS_STR("one two three, and then two three four");
}

static void
what_nearly_matches_does_not_make_the_others_fewer(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_search_result r;

	(void)state;
	put_many(s, 3000, make_row);
	search(s, "\"one two three four\"", a, &r);
	assert_true(r.total_is_more ? r.about >= 2500 && r.about <= 3000 : r.total >= 2500);
	dais_store_close(s);
}

/* One text has four words, all others have two others. */
static void
make_missing(size_t i, struct dais_index_text *t)
{
	t->id = i == 0 ? DAIS_STR("wanted") : DAIS_STR("other");
	t->year = 2020;
	t->text = i == 0 ? DAIS_STR("alpha beta gamma delta") : DAIS_STR("common usual");
}

static void
of_many_words_the_most_frequent_may_be_missed(void **state)
{
	static const struct {
		const char *words;
		int64_t postings;
		size_t total;
	} v[] = {
		{ "alpha beta gamma delta common usual", 100, 1 },
		{ "alpha beta gamma delta common usual", 1000, 0 },
		{ "alpha beta gamma delta \"common\" usual", 100, 0 },
		{ "beta gamma common usual", 100, 0 },
		{ "alpha beta gamma delta common -usual", 100, 1 },
		{ "alpha beta gamma delta common -gamma", 100, 0 },
	};
	const int64_t before = dais_search_terms_postings;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();

	(void)state;
	put_many(s, 100, make_missing);
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		struct dais_search_result r = { .total = 0 };

		dais_search_terms_postings = v[i].postings;
		search(s, v[i].words, a, &r);
		if (r.total != v[i].total)
			fail_msg("%s: %zu", v[i].words, r.total);
	}
	dais_search_terms_postings = before;
	dais_store_close(s);
}

/* A text a day, the newest first. */
static void
make_day(size_t i, struct dais_index_text *t)
{
	static const char *const ids[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };

	t->id = dais_str_from(ids[i % 10]);
	t->date = (struct dais_date){ 2022, 5, 28 - (int)i };
	t->text = DAIS_STR("word");
}

static void
make_newer(size_t i, struct dais_index_text *t)
{
	make_day(i, t);
	t->date.year = 2023;
}

/* Texts that come and go between two pages move nothing from one to the other. */
static void
pages_of_the_newest_follow_on(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = {
		.words = DAIS_STR("word"), .language = DAIS_LANG_EN, .newest_first = true, .max = 4
	};
	struct dais_store *s = contract_new();
	struct dais_search_result r = { .total = 0 };
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	put_many(s, 10, make_day);
	assert_true(dais_search(s, &q, a, &r, &err));
	assert_int_equal(r.hits.n, 4);
	assert_str(r.hits.v[3].id, "3");
	q.after = r.hits.v[3].number;
	put_package(s, "newer", 7, make_newer);
	assert_true(dais_search(s, &q, a, &r, &err));
	assert_int_equal(r.total, 17);
	assert_int_equal(r.skipped, 11);
	assert_int_equal(r.hits.n, 4);
	assert_str(r.hits.v[0].id, "4");
	put_package(s, "newer", 0, make_newer);
	q.after = r.hits.v[3].number;
	assert_true(dais_search(s, &q, a, &r, &err));
	assert_int_equal(r.hits.n, 2);
	assert_str(r.hits.v[0].id, "8");
	q.after = r.hits.v[1].number;
	assert_true(dais_search(s, &q, a, &r, &err));
	assert_int_equal(r.hits.n, 0);
	assert_int_equal(r.total, 10);
	dais_store_close(s);
}

static void
make_ordinal(size_t i, struct dais_index_text *t)
{
	(void)i;
	t->language = DAIS_LANG_ZH;
	t->year = 2022;
	t->title = DAIS_STR("工作组第十三次会议");
	t->text = DAIS_STR("第一届会议。");
}

static void
one_character_is_marked_beside_others_only(void **state)
{
	static const char opens[] = "\xEE\x80\x80", closes[] = "\xEE\x80\x81";
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = {
		.words = DAIS_STR("第 会议"), .language = DAIS_LANG_ZH, .max = 1
	};
	struct dais_store *s = contract_new();
	struct dais_search_result r = { .total = 0 };
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	put_many(s, 1, make_ordinal);
	assert_true(dais_search(s, &q, a, &r, &err));
	assert_int_equal(r.hits.n, 1);
	assert_str(
	    r.hits.v[0].title, dais_arena_printf(a, "工作组第十三次%s会议%s", opens, closes).p);
	q.words = DAIS_STR("第");
	assert_true(dais_search(s, &q, a, &r, &err));
	assert_str(
	    r.hits.v[0].title, dais_arena_printf(a, "工作组%s第%s十三次会议", opens, closes).p);
	dais_store_close(s);
}

const struct CMUnitTest contract_search_many[] = {
	cmocka_unit_test(pages_of_the_newest_follow_on),
	cmocka_unit_test(one_character_is_marked_beside_others_only),
	cmocka_unit_test(of_many_words_the_most_frequent_may_be_missed),
	cmocka_unit_test(a_match_is_not_hidden_by_what_nearly_matches),
	cmocka_unit_test(what_nearly_matches_does_not_make_the_others_fewer),
};
const size_t contract_search_many_n = sizeof(contract_search_many) / sizeof(*contract_search_many);
