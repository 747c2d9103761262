/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Walking through the leaves of FTS5 finds what FTS5 itself finds, in the same order: among texts
 * that are put in, taken out and put in again, while segments are merged, with words that many
 * leaves are full of and texts that go over several.
 */
#include "contract_texts.h"

#include <stdio.h>

#include "base/buf.h"
#include "store/search_leaves.h"
#include "store/search_walk.h"

#define ROUNDS 160
#define PACKAGES 24
#define TEXTS_MAX 40
#define WORDS 50
#define MANY 6000

static uint32_t
roll(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static char first_letter = 'w'; /* words begin with that, ... */
static unsigned letters = 1;    /* ... or one of so many */

static unsigned languages = 2; /* of texts: English alone, or French, too */

/* The nth about as often as 1/n. */
static void
put_word(struct dais_buf *b, uint32_t *seed)
{
	int first = first_letter + (letters > 1 ? (int)roll(seed, letters) : 0);

	dais_buf_printf(b, "%c%uord ", first, (unsigned)roll(seed, 1 + roll(seed, WORDS)));
}

static void
make_text(struct dais_index_text *t, struct dais_arena *a, uint32_t *seed, unsigned words)
{
	struct dais_buf b;

	dais_buf_init(&b, 1 << 20);
	for (unsigned i = 0; i < 1 + words / 8; i++)
		put_word(&b, seed);
	t->title = dais_buf_dup(&b, a);
	dais_buf_clear(&b);
	for (unsigned i = 0; i < words; i++)
		if (words > 1000)
			dais_buf_printf(&b, "w%uord rare%u ", (unsigned)roll(seed, 5),
			    (unsigned)roll(seed, 100000));
		else
			put_word(&b, seed);
	t->text = dais_buf_dup(&b, a);
	dais_buf_release(&b);
	t->language = (enum dais_lang)(2 + roll(seed, languages));
	t->kind = DAIS_STR("item");
	t->year = 2000 + (int)roll(seed, 4);
	t->body = roll(seed, 2) ? DAIS_STR("B") : DAIS_STR("C");
	t->restricted = roll(seed, 8) == 0;
	t->symbols =
	    dais_arena_printf(a, "B/%u/%u", (unsigned)roll(seed, 3), (unsigned)roll(seed, 30));
}

/* Replaces the texts of a package by @n others. */
static void
put_package(struct dais_store *s, const char *package, size_t n, unsigned words, uint32_t *seed)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_writing *w = contract_begin(s, package, "index");
	struct dais_index_rows rows = { .bodies = { .n = 0 } };
	struct dais_err err = DAIS_ERR_INIT;

	dais_vec_push(a, &rows.bodies,
	    ((struct dais_index_body){ .key = DAIS_STR("B"), .as_of = { 2022, 5, 23 } }));
	dais_vec_push(a, &rows.bodies,
	    ((struct dais_index_body){ .key = DAIS_STR("C"), .as_of = { 2022, 5, 23 } }));
	for (size_t i = 0; i < n; i++) {
		struct dais_index_text *t = dais_vec_add(a, &rows.texts);

		make_text(t, a, seed, words);
		t->package = dais_str_from(package);
		t->id = dais_arena_printf(a, "%s-%zu", package, i);
	}
	if (!dais_index_replace(w, &rows, &err))
		fail_msg("%s", err.msg);
	contract_put(w, "package", package, "1");
	(void)contract_commit(w);
}

static void
put_query(struct dais_buf *b, uint32_t *seed)
{
	dais_buf_clear(b);
	for (uint32_t i = 0, n = 1 + roll(seed, 3); i < n; i++) {
		uint32_t kind = roll(seed, 10);

		if (i && kind == 0)
			dais_buf_put_char(b, '-');
		if (kind < 3) {
			dais_buf_put_char(b, '"');
			put_word(b, seed);
			put_word(b, seed);
			if (kind == 2)
				put_word(b, seed);
			dais_buf_puts(b, "\" ");
		} else if (kind == 3) {
			dais_buf_printf(b, "w%u* ", (unsigned)roll(seed, 9));
		} else if (kind == 4) {
			dais_buf_printf(
			    b, "%u/%u ", (unsigned)roll(seed, 3), (unsigned)roll(seed, 30));
		} else if (kind == 5) {
			dais_buf_printf(b, "rare%u ", (unsigned)roll(seed, 100000));
		} else {
			put_word(b, seed);
		}
	}
}

/* @is_limited: by a facet, which FTS5 weighs, too. */
static size_t
compare(struct dais_store *s, const struct dais_search_query *q, bool is_limited)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_result walked, asked;

	contract_search_for(s, q, a, &walked);
	dais_search_asks_fts5 = true;
	contract_search_for(s, q, a, &asked);
	dais_search_asks_fts5 = false;
	if (walked.total != asked.total || walked.hits.n != asked.hits.n)
		fail_msg("%.*s: %zu found, %zu by FTS5", DAIS_STR_ARG(q->words), walked.total,
		    asked.total);
	assert_int_equal(walked.total_is_more, asked.total_is_more);
	assert_int_equal(walked.about, asked.about);
	assert_int_equal(walked.facets.n, asked.facets.n);
	for (size_t i = 0; i < walked.facets.n; i++)
		assert_int_equal(walked.facets.v[i].count, asked.facets.v[i].count);
	for (size_t i = 0; i < walked.hits.n; i++)
		if (!is_limited && walked.hits.v[i].number != asked.hits.v[i].number)
			fail_msg("%.*s: hit %zu is another", DAIS_STR_ARG(q->words), i);
	return walked.total;
}

/* The leaves are read, and not FTS5 asked twice; *@merging counts the times that segments were
 * being merged. Gives how many were read to their ends by that. */
static unsigned
check_leaves(struct dais_store *s, unsigned *merging)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_search_leaves leaves;
	unsigned ended = 0;
	bool known;

	assert_true(dais_sql_begin(dais_store_sql(s), DAIS_SQL_READ, &err));
	assert_true(dais_search_leaves_read(dais_store_sql(s), a, &leaves, &known, &err));
	dais_sql_rollback(dais_store_sql(s));
	assert_true(known);
	*merging += leaves.groups < leaves.segments.n;
	for (size_t i = 0; i < leaves.segments.n; i++)
		ended += leaves.segments.v[i].last == 0;
	return ended;
}

static size_t
count_segments(struct dais_store *s)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_search_leaves leaves;
	bool known;

	assert_true(dais_sql_begin(dais_store_sql(s), DAIS_SQL_READ, &err));
	assert_true(dais_search_leaves_read(dais_store_sql(s), a, &leaves, &known, &err));
	dais_sql_rollback(dais_store_sql(s));
	assert_true(known);
	return leaves.segments.n;
}

static size_t
ask(struct dais_store *s, uint32_t *seed, unsigned queries)
{
	size_t found = 0;

	for (unsigned i = 0; i < queries; i++) {
		DAIS_BUF_AUTO b = { 0 };
		struct dais_search_query q = { .language = DAIS_LANG_EN, .max = 50 };

		dais_buf_init(&b, 4096);
		put_query(&b, seed);
		q.words = dais_buf_str(&b);
		q.restricted = roll(seed, 4) == 0;
		q.newest_first = roll(seed, 4) == 0;
		q.in = roll(seed, 4) == 0 ? DAIS_LANG_BIT(DAIS_LANG_FR) : 0;
		q.year = roll(seed, 6) == 0 ? 2001 : 0;
		q.body = roll(seed, 6) == 0 ? DAIS_STR("C") : DAIS_STR_NONE;
		found += compare(s, &q, q.year || q.body.n) > 0;
	}
	return found;
}

static void
walking_finds_what_fts5_finds(void **state)
{
	struct dais_store *s = contract_new();
	uint32_t seed = 4;
	size_t found = 0;

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		char package[16];
		unsigned size = roll(&seed, 12);

		(void)snprintf(package, sizeof(package), "p%u", (unsigned)roll(&seed, PACKAGES));
		if (round % 60 == 30)
			put_package(s, package, 2, 6000, &seed);
		else
			put_package(
			    s, package, size ? roll(&seed, TEXTS_MAX) : 0, 4 + size * 3, &seed);
		found += ask(s, &seed, round % 10 == 9 ? 40 : 2);
	}
	assert_true(found > 350);
	dais_store_close(s);
}

/* Words that fill many leaves, which have an index then; some of the texts are taken out again. */
static void
words_of_many_leaves(void **state)
{
	struct dais_store *s = contract_new();
	uint32_t seed = 9;

	(void)state;
	put_package(s, "many", MANY, 3, &seed);
	(void)ask(s, &seed, 60);
	put_package(s, "more", 500, 20, &seed);
	(void)ask(s, &seed, 60);
	put_package(s, "many", MANY / 2, 3, &seed);
	assert_true(ask(s, &seed, 60) > 15);
	dais_store_close(s);
}

/* FTS5 merges segments a few leaves at a time, so that some of the words of a text are in one
 * segment and some in another. */
static void
segments_that_are_being_merged(void **state)
{
	struct dais_store *s = contract_new();
	uint32_t seed = 5;
	unsigned merging = 0;

	(void)state;
	for (unsigned i = 0; i < 14; i++) {
		char package[16];

		(void)snprintf(package, sizeof(package), "p%u", i % 9);
		put_package(s, package, 8, 1500, &seed);
		(void)check_leaves(s, &merging);
		(void)ask(s, &seed, 6);
	}
	assert_true(merging > 0);
	dais_store_close(s);
}

/* What is merged beside other work: a level keeps one segment, and what is found stays the same at
 * every step of it. */
static void
segments_are_merged_until_levels_have_one(void **state)
{
	struct dais_store *s = contract_new();
	uint32_t seed = 8;
	unsigned merging = 0, steps = 0;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	for (unsigned i = 0; i < 11; i++) {
		char package[16];

		(void)snprintf(package, sizeof(package), "p%u", i % 9);
		put_package(s, package, 8, 1500, &seed);
	}
	for (bool more = true; more; steps++) {
		assert_true(dais_search_merge(s, &more, &err));
		(void)check_leaves(s, &merging);
		(void)ask(s, &seed, 6);
	}
	assert_true(steps > 1);
	assert_int_equal(count_segments(s), 1);
	dais_store_close(s);
}

/* Each of the @each most frequent words of @n letters. */
static size_t
ask_words(struct dais_store *s, unsigned n, unsigned each)
{
	size_t found = 0;

	for (unsigned i = 0; i < n * each; i++) {
		char word[16];
		struct dais_search_query q = {
			.language = DAIS_LANG_EN, .max = 50, .newest_first = true
		};

		(void)snprintf(word, sizeof(word), "%c%uord", 'a' + (int)(i % n), i / n);
		q.words = dais_str_from(word);
		found += compare(s, &q, false) > 0;
	}
	return found;
}

/* A record whose pages of FTS5 have about @size bytes. */
static struct dais_store *
open_with_pages(unsigned size)
{
	char sql[128];

	dais_store_close(contract_new());
	(void)snprintf(sql, sizeof(sql),
	    "INSERT INTO search_index_config (k, v) VALUES ('pgsz', %u), ('automerge', 2)", size);
	contract_sqlite.run(contract_where(), sql);
	return contract_open(contract_where());
}

/* Small pages have what is rare in large ones: words that end where a page does, and whose texts
 * begin in the next one; an index of leaves over many pages. */
static void
small_pages(void **state)
{
	static const unsigned sizes[] = { 64, 200, 260 };
	uint32_t seed = 12;
	unsigned merging = 0;
	size_t found = 0;

	(void)state;
	first_letter = 'a';
	letters = 12;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct dais_store *s = open_with_pages(sizes[i]);

		for (unsigned round = 0; round < ROUNDS / 2; round++) {
			char package[16];

			(void)snprintf(
			    package, sizeof(package), "p%u", (unsigned)roll(&seed, PACKAGES));
			put_package(s, package, roll(&seed, 8), 1 + roll(&seed, 40), &seed);
			(void)check_leaves(s, &merging);
			if (round % 8 == 7)
				found += ask_words(s, letters, 4);
		}
		dais_store_close(s);
	}
	first_letter = 'w';
	letters = 1;
	assert_true(merging > 0);
	assert_true(found > 350);
}

/* The texts of a word that ends where a page does begin in the next one, and so many of them have
 * an index: it is that of the page where the word is. */
static void
many_texts_behind_a_page(void **state)
{
	uint32_t seed = 21;

	(void)state;
	first_letter = 'a';
	/* Only where segments are merged, and in pages of more than 128 bytes: else FTS5 knows how
	 * much room a word takes. */
	for (unsigned size = 160; size < 192; size += 2) {
		struct dais_store *s = open_with_pages(size);

		for (unsigned i = 0; i < 4; i++) {
			char package[16];

			(void)snprintf(package, sizeof(package), "p%u", i);
			put_package(s, package, 250, 40, &seed);
		}
		assert_true(ask_words(s, letters, WORDS - 10) > 30);
		dais_store_close(s);
	}
	first_letter = 'w';
}

/* A segment whose words all stand before those of the others is read to its end by a merging that
 * is not over: its leaves are still there and say nothing any more. */
static void
segments_read_to_their_ends(void **state)
{
	struct dais_store *s = open_with_pages(64);
	uint32_t seed = 3;
	unsigned merging = 0, ended = 0;

	(void)state;
	first_letter = 'a';
	letters = 2;
	for (unsigned i = 0; i < 6; i++) {
		char package[16];

		/* The stems of English texts stand before those of French ones. */
		languages = 1 + i % 2;
		(void)snprintf(package, sizeof(package), "p%u", i % 3);
		put_package(s, package, i % 2 ? 600 : 8, 4, &seed);
		ended += check_leaves(s, &merging);
		(void)ask_words(s, letters, 4);
		(void)ask(s, &seed, 20);
	}
	languages = 2;
	first_letter = 'w';
	letters = 1;
	assert_true(ended > 0);
	dais_store_close(s);
}

/* Whatever the bytes of the index say: a search finds something or fails. */
static void
a_damaged_index(void **state)
{
	struct dais_store *s = contract_new();
	const char *where = contract_where();
	uint32_t seed = 6;
	unsigned failed = 0;

	(void)state;
	put_package(s, "many", 1500, 6, &seed);
	put_package(s, "more", 4, 1500, &seed);
	put_package(s, "many", 1200, 6, &seed);
	for (unsigned i = 0; i < 150; i++) {
		struct dais_search_query q = { .words = DAIS_STR("w1ord \"w2ord w3ord\" w4*"),
			.language = DAIS_LANG_EN,
			.max = 20 };
		struct dais_search_result r;
		struct dais_err err = DAIS_ERR_INIT;
		DAIS_ARENA_AUTO a = dais_arena_new(0);

		(void)contract_sqlite.flip(
		    where, "search_index_data", "block", roll(&seed, 24), roll(&seed, 5000));
		failed += !dais_search(s, &q, a, &r, &err);
	}
	assert_true(failed > 0);
	dais_store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walking_finds_what_fts5_finds),
		cmocka_unit_test(words_of_many_leaves),
		cmocka_unit_test(segments_that_are_being_merged),
		cmocka_unit_test(segments_are_merged_until_levels_have_one),
		cmocka_unit_test(small_pages),
		cmocka_unit_test(many_texts_behind_a_page),
		cmocka_unit_test(segments_read_to_their_ends),
		cmocka_unit_test(a_damaged_index),
	};
	int failed =
	    contract_run_tests(&contract_sqlite, "walk", tests, sizeof(tests) / sizeof(*tests));

	return failed;
}
