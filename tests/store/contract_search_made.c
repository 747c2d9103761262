/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The search, the same on every engine: how its index is made, made again, and emptied.
 */
#include "contract_texts.h"

#include "store/sql.h"

static void
replacing_and_emptying_leave_nothing_behind(void **state)
{
	static const struct contract_text one[] = { { "en9", DAIS_LANG_EN, "Another title",
	    "other words", "B/9", "CTOC/COP", "", 2023, false } };
	struct dais_store *s = contract_new_index();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = { .words = DAIS_STR("other"), .max = 20 };
	struct dais_search_result r;

	(void)state;
	q.language = DAIS_LANG_EN;
	contract_put_texts(s, "other-2023", one, 1);
	contract_finds(s, DAIS_LANG_EN, "other", "en9");
	contract_finds(s, DAIS_LANG_EN, "technical assistance", "en1 en2");
	contract_put_texts(s, "untoc-2022", contract_texts, 1);
	contract_finds(s, DAIS_LANG_EN, "technical assistance", "en1");
	contract_finds(s, DAIS_LANG_EN, "covid", "");
	contract_finds(s, DAIS_LANG_RU, "совещание", "");
	contract_put_texts(s, "untoc-2022", contract_texts, contract_texts_n);
	contract_finds(s, DAIS_LANG_EN, "technical assistance", "en1 en2");
	contract_put_texts(s, "untoc-2022", contract_texts, 0);
	contract_finds(s, DAIS_LANG_EN, "technical", "");
	contract_finds(s, DAIS_LANG_EN, "other", "en9");
	contract_search_for(s, &q, a, &r);
	assert_str(r.hits.v[0].package, "other-2023");
	dais_store_close(s);
}

/* As after an update of dais whose rules give other keys. */
static void
an_index_by_other_rules_is_made_again(void **state)
{
	static const struct contract_text one[] = { { "en9", DAIS_LANG_EN, "Another title",
	    "other words", "B/9", "CTOC/COP", "", 2023, false } };
	struct dais_store *s = contract_new_index();
	struct dais_sql *c = dais_store_sql(s);
	struct dais_err err = DAIS_ERR_INIT;
	bool unsure;

	(void)state;
	assert_true(dais_sql_begin(c, DAIS_SQL_WRITE, &err));
	assert_true(dais_sql_run(c, DAIS_SQL_SEARCH_VALUES_REMOVE,
	    DAIS_SQL_ARGS(dais_sql_text(DAIS_STR("rules"))), NULL, &err));
	assert_true(dais_sql_run(c, DAIS_SQL_SEARCH_INDEX_EMPTY, DAIS_SQL_NO_ARGS, NULL, &err));
	assert_true(dais_sql_commit(c, &unsure, &err));
	contract_finds(s, DAIS_LANG_EN, "technical assistance", "");
	contract_put_texts(s, "other-2023", one, 1);
	contract_finds(s, DAIS_LANG_EN, "technical assistance", "en1 en2");
	contract_finds(s, DAIS_LANG_EN, "CTOC/COP/2020/10", "fr1");
	contract_finds(s, DAIS_LANG_EN, "other", "en9");
	contract_put_texts(s, "untoc-2022", contract_texts, 0);
	contract_finds(s, DAIS_LANG_EN, "technical assistance", "");
	dais_store_close(s);
}

/* More texts than are made at once: the newest are found first, and what is written
 * meanwhile stands where it belongs. */
static void
an_index_is_made_again_in_portions(void **state)
{
	static const struct contract_text one[] = { { "en9", DAIS_LANG_EN, "Another title",
	    "other words", "B/9", "CTOC/COP", "", 1950, false } };
	static struct contract_text many[1200];
	struct dais_store *s = contract_new();
	struct dais_sql *c = dais_store_sql(s);
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = {
		.words = DAIS_STR("meeting"), .language = DAIS_LANG_EN, .max = 1
	};
	struct dais_search_result r;
	struct dais_search_verdict verdict;
	bool behind, unsure;
	size_t done;

	(void)state;
	for (int i = 0; i < 1200; i++)
		many[i] = (struct contract_text){ "m", DAIS_LANG_EN, "Meeting", "of the year", "",
			"CTOC/COP", "", 1990 + i % 30, false };
	contract_put_texts(s, "many", many, 1200);
	assert_true(dais_search_is_behind(s, &behind, &err) && !behind);
	assert_true(dais_sql_begin(c, DAIS_SQL_WRITE, &err));
	assert_true(dais_sql_run(c, DAIS_SQL_SEARCH_VALUES_REMOVE,
	    DAIS_SQL_ARGS(dais_sql_text(DAIS_STR("rules"))), NULL, &err));
	assert_true(dais_sql_commit(c, &unsure, &err));
	assert_true(dais_search_is_behind(s, &behind, &err) && behind);
	assert_true(dais_search_verify(s, NULL, NULL, a, &verdict, &err));
	assert_true(verdict.sound && verdict.is_partial);
	assert_true(dais_search_make(s, &done, &behind, &err));
	assert_int_equal(done, 1000);
	assert_true(behind);
	assert_true(dais_search_verify(s, NULL, NULL, a, &verdict, &err));
	assert_true(verdict.sound && verdict.is_partial);
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 1000);
	assert_true(r.is_partial);
	assert_int_equal(r.hits.v[0].year, 2019);
	/* Out and in, before and behind the place that is reached; a release makes a portion, too.
	 */
	contract_put_texts(s, "many", many, 10);
	contract_put_texts(s, "other-1950", one, 1);
	assert_true(dais_search_is_behind(s, &behind, &err) && !behind);
	assert_true(dais_search_make(s, &done, &behind, &err) && !behind && done == 0);
	contract_finds(s, DAIS_LANG_EN, "other", "en9");
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 10);
	assert_false(r.is_partial);
	dais_store_close(s);
}

/* ---- words held against the texts ---- */

static struct dais_search_verdict
verdict(struct dais_store *s, struct dais_arena *a)
{
	struct dais_search_verdict v;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_search_verify(s, NULL, NULL, a, &v, &err))
		fail_msg("%s", err.msg);
	assert_false(v.is_partial);
	return v;
}

static void
write_past_the_search(
    struct dais_store *s, enum dais_sql_id id, struct dais_sql_value x, struct dais_sql_value y)
{
	struct dais_sql *c = dais_store_sql(s);
	struct dais_err err = DAIS_ERR_INIT;
	bool unsure;

	assert_true(dais_sql_begin(c, DAIS_SQL_WRITE, &err));
	assert_true(dais_sql_run(c, id, DAIS_SQL_ARGS(x, y), NULL, &err));
	assert_true(dais_sql_commit(c, &unsure, &err));
}

/* Texts that came, went and came again are found by their words, and by no others. */
static void
words_are_those_of_the_texts(void **state)
{
	static const struct contract_text one[] = { { "en9", DAIS_LANG_EN, "Another title",
	    "other words", "B/9", "CTOC/COP", "", 2023, false } };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();

	(void)state;
	assert_true(verdict(s, a).sound);
	contract_put_texts(s, "untoc-2022", contract_texts, contract_texts_n);
	assert_true(verdict(s, a).sound);
	contract_put_texts(s, "other-2023", one, 1);
	contract_put_texts(s, "untoc-2022", contract_texts, 2);
	assert_true(verdict(s, a).sound);
	contract_put_texts(s, "untoc-2022", contract_texts, contract_texts_n);
	contract_put_texts(s, "other-2023", one, 0);
	assert_true(verdict(s, a).sound);
	dais_store_close(s);
}

static void
a_spoilt_word_is_found_and_healed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new_index();
	struct dais_search_verdict v;
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t changes;

	(void)state;
	contract_now()->run(contract_where(), contract_now()->spoil_words);
	v = verdict(s, a);
	assert_false(v.sound);
	assert_str(v.package, "untoc-2022");
	assert_str(v.kind, "document");
	assert_str(v.thing, "en2");
	assert_non_null(memmem(v.word.p, v.word.n, "cov", 3));
	assert_true(dais_store_rebuild(s, &changes, &err));
	contract_put_texts(s, "untoc-2022", contract_texts, contract_texts_n);
	assert_true(verdict(s, a).sound);
	contract_finds(s, DAIS_LANG_EN, "covid", "en2");
	dais_store_close(s);
}

static void
words_of_no_text_are_found(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new_index();
	const struct dais_sql_value english = dais_sql_int(DAIS_LANG_EN);
	struct dais_search_verdict v;

	(void)state;
	write_past_the_search(
	    s, DAIS_SQL_SEARCH_WORDS_ADD, dais_sql_text(DAIS_STR("{\"meeting\":1}")), english);
	v = verdict(s, a);
	assert_false(v.sound);
	assert_int_equal(v.package.n, 0);
	write_past_the_search(
	    s, DAIS_SQL_SEARCH_WORDS_ADD, dais_sql_text(DAIS_STR("{\"meeting\":-1}")), english);
	assert_true(verdict(s, a).sound);
	write_past_the_search(s, DAIS_SQL_SEARCH_INDEX_ADD, dais_sql_int(7),
	    dais_sql_text(dais_str_from(contract_now()->stray_word)));
	v = verdict(s, a);
	assert_false(v.sound);
	assert_int_equal(v.package.n, 0);
	write_past_the_search(s, DAIS_SQL_SEARCH_INDEX_REMOVE, dais_sql_int(7),
	    dais_sql_text(dais_str_from(contract_now()->stray_word)));
	assert_true(verdict(s, a).sound);
	dais_store_close(s);
}

const struct CMUnitTest contract_search_made[] = { cmocka_unit_test(
						       replacing_and_emptying_leave_nothing_behind),
	cmocka_unit_test(an_index_by_other_rules_is_made_again),
	cmocka_unit_test(an_index_is_made_again_in_portions),
	cmocka_unit_test(words_are_those_of_the_texts),
	cmocka_unit_test(a_spoilt_word_is_found_and_healed),
	cmocka_unit_test(words_of_no_text_are_found) };
const size_t contract_search_made_n = sizeof(contract_search_made) / sizeof(*contract_search_made);
