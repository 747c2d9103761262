/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any query over any text: it is read without an error of syntax and means the same to FTS5; marks
 * are in pairs and a snippet is text; every word of the text finds it.
 * The first byte is the language, the first line the query, the rest the text.
 */
#include <stdlib.h>

#include "store/search_priv.h"
#include "store/search_sqlite.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static sqlite3 *
database(void)
{
	static sqlite3 *db;
	struct dais_err err = DAIS_ERR_INIT;

	if (db)
		return db;
	DAIS_ASSERT(sqlite3_open(":memory:", &db) == SQLITE_OK);
	DAIS_ASSERT(dais_search_sqlite_open(db, "SELECT fts5(?1)", &err));
	DAIS_ASSERT(sqlite3_exec(db,
			"CREATE VIRTUAL TABLE search_index USING fts5(words, content='', "
			"columnsize=0, tokenize='dais')",
			NULL, NULL, NULL) == SQLITE_OK);
	return db;
}

/* Runs @sql with a text in it; how many rows it gives. */
static int
run(const char *sql, struct dais_str text)
{
	sqlite3_stmt *s = NULL;
	int rc, rows = 0;

	DAIS_ASSERT(sqlite3_prepare_v2(database(), sql, -1, &s, NULL) == SQLITE_OK);
	if (text.n)
		(void)sqlite3_bind_text(s, 1, text.p, (int)text.n, SQLITE_STATIC);
	while ((rc = sqlite3_step(s)) == SQLITE_ROW)
		rows++;
	DAIS_ASSERT(rc == SQLITE_DONE);
	(void)sqlite3_finalize(s);
	return rows;
}

static void
check_marks(struct dais_str s, bool valid)
{
	size_t at = 0;
	bool inside = false;

	DAIS_ASSERT(!valid || dais_str_is_text(s, NULL));
	while (at < s.n) {
		uint32_t c = dais_str_decode(s, &at);

		DAIS_ASSERT(c != 0xE000 || !inside);
		DAIS_ASSERT(c != 0xE001 || inside);
		inside = c == 0xE000 || (inside && c != 0xE001);
	}
	DAIS_ASSERT(!inside);
}

static int
matches(struct dais_words *words, enum dais_lang l, struct dais_str query, struct dais_str text,
    struct dais_arena *a)
{
	static const struct dais_search_filter none;
	struct dais_search_terms terms;
	struct dais_err err = DAIS_ERR_INIT;
	int rows = 0;

	if (!dais_search_parse(
		words, l, query.n % 2 ? DAIS_LANG_ALL : DAIS_LANG_BIT(l), query, a, &terms, &err)) {
		DAIS_ASSERT(err.code == DAIS_ERR_INVALID);
		return -1;
	}
	for (size_t i = 0; i < terms.v.n; i++) {
		struct dais_search_term *t = &terms.v.v[i];
		struct dais_search_position *p = &t->positions.v[t->positions.n - 1];

		if (t->is_prefix && p->keys.n == 0)
			dais_vec_push(a, &p->keys, p->prefix);
	}
	for (int where = DAIS_SEARCH_ANYWHERE; where <= DAIS_SEARCH_WHOLE_SYMBOL; where++) {
		const struct dais_search_part all = { .after = -1, .last = INT64_MAX },
					      part = { { { 0, 1 }, { 2, 931 } }, 2, -1, INT64_MAX };
		struct dais_search_expression x;

		if (where == DAIS_SEARCH_WHOLE_SYMBOL && terms.whole.n == 0)
			continue;
		dais_search_compile(
		    DAIS_SEARCH_SQLITE, &terms, (enum dais_search_where)where, &none, &all, a, &x);
		rows = where == DAIS_SEARCH_ANYWHERE
			   ? run("SELECT search_rank(search_index, 200) FROM search_index WHERE "
				 "search_index "
				 "MATCH ?1",
				 x.wanted)
			   : (run("SELECT rowid FROM search_index WHERE search_index MATCH ?1",
				  x.wanted),
				 rows);
		dais_search_compile(DAIS_SEARCH_POSTGRESQL, &terms, (enum dais_search_where)where,
		    &none, &part, a, &x);
	}
	check_marks(dais_search_mark(words, &terms, l, text, a), dais_str_is_text(text, NULL));
	check_marks(dais_search_snippet(words, &terms, l, text, a), dais_str_is_text(text, NULL));
	DAIS_ASSERT(dais_search_coverage(words, &terms, l, text) <= 1000);
	return rows;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_WORDS_AUTO words = dais_words_new();
	struct dais_str rest = { (const char *)data, size < 20000 ? size : 20000 }, query;
	enum dais_lang l = size ? (enum dais_lang)(data[0] % DAIS_LANG_COUNT) : DAIS_LANG_EN;
	struct dais_search_facets facets = { .kind = 1 };
	struct dais_search_counts counts;
	struct dais_index_text t = { .language = l };
	struct dais_buf tokens;
	struct dais_word w;
	size_t at, end;

	rest = dais_str_sub(rest, 1, rest.n);
	if (!dais_str_next_line(&rest, &query))
		query = DAIS_STR_NONE;
	rest = rest.p ? rest : DAIS_STR("");
	t.title = dais_str_sub(rest, 0, 40);
	t.text = rest;
	t.symbols = dais_str_sub(query, 0, 40);
	dais_search_counts_init(&counts, a);
	dais_buf_init(&tokens, DAIS_BUF_MAX);
	dais_search_tokens(words, DAIS_SEARCH_SQLITE, &t, &facets, &counts, &tokens);
	(void)run("INSERT INTO search_index (rowid, words) VALUES (1, ?1)", dais_buf_str(&tokens));
	(void)matches(words, l, query, rest, a);
	/* A word in the middle of the text. */
	dais_words_start(words, l, rest);
	for (at = 0, end = 0; dais_words_next(words, &w) && w.at <= rest.n / 2;) {
		at = w.at;
		end = w.at + w.n;
	}
	if (end > at && end - at <= DAIS_SEARCH_BYTES_MAX)
		DAIS_ASSERT(matches(words, l, dais_str_sub(rest, at, end), rest, a) == 1);
	(void)run("INSERT INTO search_index (search_index) VALUES ('delete-all')", DAIS_STR_NONE);
	dais_buf_release(&tokens);
	return 0;
}
