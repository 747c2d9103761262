/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Builds an index of many documents and asks it; figures as JSON.
 *
 *     search_run WORDS WHERE COUNT QUERIES [SORT]
 *
 * WORDS is a folder with ar.md ... es.md, WHERE a new SQLite file or an empty PostgreSQL database.
 * With SORT only queries of that sort are asked. An index that has COUNT documents already is asked
 * only. Time of the processor is that of this process and of the one that serves it in PostgreSQL.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "corpus.h"
#include "store/index.h"
#include "store/search_sqlite.h"
#include "store/store.h"
#include "text/words.h"

#define PACKAGE 1000

/* The process that serves this client in PostgreSQL; 0: there is none. */
static long backend;

/* Found by its title, "postgres: USER DATABASE ...", on this machine. */
static void
find_backend(const char *where)
{
	const char *mark = strchr(where, '?'), *end = mark ? mark : where + strlen(where),
		   *name = end;
	char wanted[128];
	glob_t all;

	while (name > where && name[-1] != '/')
		name--;
	if (glob("/proc/[0-9]*/cmdline", 0, NULL, &all) != 0)
		return;
	(void)snprintf(wanted, sizeof(wanted), " %.*s ", (int)(end - name), name);
	for (size_t i = 0; i < all.gl_pathc; i++) {
		FILE *file = fopen(all.gl_pathv[i], "r");
		char title[256] = "";

		if (!file)
			continue;
		if (fgets(title, sizeof(title), file) && strncmp(title, "postgres:", 9) == 0 &&
		    strstr(title, wanted))
			backend = strtol(all.gl_pathv[i] + strlen("/proc/"), NULL, 10);
		(void)fclose(file);
	}
	globfree(&all);
}

/* Time of the processor that the server has spent for this client. */
static double
server_ms(void)
{
	char path[64], text[128] = "";
	FILE *file;

	if (!backend)
		return 0;
	(void)snprintf(path, sizeof(path), "/proc/%ld/schedstat", backend);
	file = fopen(path, "r");
	if (!file)
		return 0;
	(void)!fgets(text, sizeof(text), file);
	(void)fclose(file);
	return strtod(text, NULL) / 1e6;
}

static double
now_ms(clockid_t clock)
{
	struct timespec t;

	(void)clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool
put_package(struct dais_store *s, const struct corpus *c, uint64_t package, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str name = dais_arena_printf(a, "p%llu", (unsigned long long)package);
	const struct dais_change_head head = {
		.who = DAIS_STR("bench"), .action = DAIS_STR("release"), .package = name, .at_ms = 1
	};
	struct dais_index_rows rows = { .bodies = { .n = 0 } };
	struct dais_writing *w;
	uint64_t number;

	for (uint64_t i = 0; package == 0 && i < CORPUS_BODIES; i++)
		dais_vec_push(a, &rows.bodies,
		    ((struct dais_index_body){ .key = corpus_body(i, a),
			.parent = corpus_body_parent(i, a),
			.as_of = { 2022, 1, 1 } }));
	for (uint64_t i = 0; i < PACKAGE; i++) {
		struct dais_index_text *t = dais_vec_add(a, &rows.texts);

		corpus_text(c, package * PACKAGE + i, a, t);
		t->package = name;
	}
	return dais_store_begin(s, &head, &w, err) && dais_index_replace(w, &rows, err) &&
	       dais_store_put(
		   w, DAIS_STR("package"), DAIS_STR("package"), 1, DAIS_STR("{}"), DAIS_ANY, err) &&
	       dais_store_commit(w, &number, err);
}

/* ---- queries ---- */

enum class {
	TWO_WORDS,
	ONE_FREQUENT,
	TWO_FREQUENT,
	SYMBOL_PART,
	WHOLE_SYMBOL,
	PHRASE,
	FREQUENT_PHRASE,
	CHINESE,
	ARABIC,
	WITHOUT,
	PREFIX,
	WITH_FACETS,
	SMALL_BODY,
	NEWEST_FIRST,
	LATER_PAGE,
	TENTH_PAGE,
	PHRASE_SECOND_PAGE,
	MANY_FREQUENT,
	NOTHING,
	CLASSES
};
static const char *const class_names[] = { "two words of a document", "one frequent word",
	"two frequent words", "part of a symbol", "whole symbol", "phrase of a document",
	"phrase of frequent words", "Chinese", "Arabic", "one word without another", "prefix",
	"two words, body, year and language given", "frequent word in one body",
	"frequent word, newest first", "frequent word, hits 981-1000",
	"two frequent words, hits 181-200", "phrase of frequent words, hits 21-40",
	"sixteen frequent words", "words that nothing has" };

static struct dais_str
some_word(struct corpus_random *r, struct dais_str text, enum dais_lang l, unsigned words)
{
	DAIS_WORDS_AUTO cut = dais_words_new();
	struct dais_word w;
	size_t starts[200], ends[200], n = 0, at;

	dais_words_start(cut, l, text);
	while (n < 200 && dais_words_next(cut, &w)) {
		starts[n] = w.at;
		ends[n++] = w.at + w.n;
	}
	if (n <= words)
		return text;
	at = corpus_random(r, n - words);
	return dais_str_sub(text, starts[at], ends[at + words - 1]);
}

static struct dais_str
two_words(struct corpus_random *r, const struct dais_index_text *t, struct dais_arena *a)
{
	unsigned n = t->language == DAIS_LANG_ZH ? 3 : 1;
	struct dais_str x = some_word(r, t->text, t->language, n),
			y = some_word(r, t->text, t->language, n);

	return dais_arena_printf(a, "%.*s %.*s", DAIS_STR_ARG(x), DAIS_STR_ARG(y));
}

static struct dais_str
frequent(const struct corpus *c, struct corpus_random *r, enum dais_lang l)
{
	return c->frequent[l][corpus_random(r, 20)];
}

static struct dais_str
many_frequent(
    const struct corpus *c, struct corpus_random *r, enum dais_lang l, struct dais_arena *a)
{
	struct dais_str words = frequent(c, r, l);

	for (int i = 1; i < 16; i++) {
		/* A name of its own: DAIS_STR_ARG() evaluates its argument twice. */
		struct dais_str word = frequent(c, r, l);

		words = dais_arena_printf(a, "%.*s %.*s", DAIS_STR_ARG(words), DAIS_STR_ARG(word));
	}
	return words;
}

static struct dais_str
some_symbol(
    const struct corpus *c, struct corpus_random *r, uint64_t documents, struct dais_arena *a)
{
	struct dais_index_text t;

	do
		corpus_text(c, corpus_random(r, documents), a, &t);
	while (t.symbols.n == 0);
	return t.symbols;
}

static size_t
first_letters(struct dais_str s, int n)
{
	size_t at = 0;

	while (n-- > 0 && at < s.n)
		(void)dais_str_decode(s, &at);
	return at;
}

static void
make_query(const struct corpus *c, enum class class, struct corpus_random *r, uint64_t documents,
    struct dais_arena *a, struct dais_search_query *q)
{
	struct dais_index_text t;
	struct dais_str x, y, three, begin;
	uint64_t i = corpus_random(r, documents);

	i = class == CHINESE  ? i - i % DAIS_LANG_COUNT + DAIS_LANG_ZH
	    : class == ARABIC ? i - i % DAIS_LANG_COUNT + DAIS_LANG_AR
			      : i;
	corpus_text(c, i, a, &t);
	x = frequent(c, r, t.language);
	y = frequent(c, r, t.language);
	three = some_word(r, t.text, t.language, 3);
	begin = some_word(r, t.text, t.language, 1);
	begin = dais_str_sub(begin, 0, first_letters(begin, t.language == DAIS_LANG_ZH ? 1 : 4));
	*q = (struct dais_search_query){ .language = t.language, .max = 20 };
	q->words = two_words(r, &t, a);
	if (class == ONE_FREQUENT || class == SMALL_BODY || class == NEWEST_FIRST ||
	    class == LATER_PAGE)
		q->words = frequent(c, r, t.language);
	else if (class == TWO_FREQUENT || class == TENTH_PAGE)
		q->words = dais_arena_printf(a, "%.*s %.*s", DAIS_STR_ARG(x), DAIS_STR_ARG(y));
	else if (class == FREQUENT_PHRASE || class == PHRASE_SECOND_PAGE)
		q->words = dais_arena_printf(a, "\"%.*s %.*s\"", DAIS_STR_ARG(x), DAIS_STR_ARG(y));
	else if (class == WHOLE_SYMBOL)
		q->words = some_symbol(c, r, documents, a);
	else if (class == SYMBOL_PART)
		q->words = some_word(r, some_symbol(c, r, documents, a), DAIS_LANG_EN,
		    1 + (unsigned)corpus_random(r, 3));
	else if (class == PHRASE)
		q->words = dais_arena_printf(a, "\"%.*s\"", DAIS_STR_ARG(three));
	else if (class == WITHOUT)
		q->words = dais_arena_printf(a, "%.*s -%.*s", DAIS_STR_ARG(x), DAIS_STR_ARG(y));
	else if (class == PREFIX)
		q->words = dais_arena_printf(a, "%.*s*", DAIS_STR_ARG(begin));
	else if (class == MANY_FREQUENT)
		q->words = many_frequent(c, r, t.language, a);
	else if (class == NOTHING)
		q->words = DAIS_STR("qqxqq wwxww");
	if (class == WITH_FACETS) {
		q->body = t.body;
		q->year = t.year;
		q->in = DAIS_LANG_BIT(t.language);
	}
	if (class == SMALL_BODY)
		q->body = t.body;
	q->newest_first = class == NEWEST_FIRST;
	q->skip = class == LATER_PAGE ? 980 : class == TENTH_PAGE ? 180 : 0;
	q->skip = class == PHRASE_SECOND_PAGE ? 20 : q->skip;
}

static int
by_value(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return a < b ? -1 : a > b;
}

/* @s for a string of JSON, which has no controls: its quotation marks are plain ones. */
static struct dais_str
without_quotes(struct dais_arena *a, struct dais_str s)
{
	char *copy = dais_arena_cstr(a, s);

	for (char *p = copy; *p; p++)
		*p = *p == '"' || *p == '\\' ? '\'' : *p;
	return (struct dais_str){ copy, s.n };
}

static bool
ask(struct dais_store *s, const struct corpus *c, enum class class, uint64_t documents, int queries,
    struct dais_err *err)
{
	double *ms = calloc((size_t)queries, sizeof(*ms)), slowest = 0;
	double *cpu = calloc((size_t)queries, sizeof(*cpu));
	struct corpus_random r = { (uint64_t)class * 1000003 + 17 };
	size_t found = 0, more = 0;
	struct dais_str slow = DAIS_STR_NONE;
	DAIS_ARENA_AUTO kept = dais_arena_new(0);

	for (int i = -queries / 10 - 1; i < queries; i++) { /* the first ones are not counted */
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_search_query q;
		struct dais_search_result result = { .total = 0 };
		double began, took, cpu_began;

		make_query(c, class, &r, documents, a, &q);
		began = now_ms(CLOCK_MONOTONIC);
		cpu_began = now_ms(CLOCK_PROCESS_CPUTIME_ID) + server_ms();
		if (!dais_search(s, &q, a, &result, err) && err->code != DAIS_ERR_INVALID)
			return false;
		took = now_ms(CLOCK_MONOTONIC) - began;
		cpu_began = now_ms(CLOCK_PROCESS_CPUTIME_ID) + server_ms() - cpu_began;
		*err = (struct dais_err)DAIS_ERR_INIT;
		if (i < 0)
			continue;
		ms[i] = took;
		cpu[i] = cpu_began;
		found += result.hits.n > 0;
		more += result.total_is_more;
		if (cpu_began > slowest) {
			slowest = cpu_began;
			slow = dais_arena_dup(kept, q.words);
		}
	}
	qsort(ms, (size_t)queries, sizeof(*ms), by_value);
	qsort(cpu, (size_t)queries, sizeof(*cpu), by_value);
	(void)printf(
	    ",\n  {\"class\": \"%s\", \"queries\": %d, \"p50_ms\": %.3f, \"p99_ms\": %.3f, "
	    "\"max_ms\": %.3f, \"cpu_p50_ms\": %.3f, \"cpu_p99_ms\": %.3f, \"with_hits\": %zu, "
	    "\"total_is_more\": %zu, \"slowest\": \"%s\"}",
	    class_names[class], queries, ms[queries / 2], ms[queries * 99 / 100], ms[queries - 1],
	    cpu[queries / 2], cpu[queries * 99 / 100], found, more, without_quotes(kept, slow).p);
	(void)fflush(stdout);
	free(ms);
	free(cpu);
	return true;
}

/* What FTS5 does by itself: every match is ranked. The same index, the same words. */
static void
ask_bm25(const char *where, const struct corpus *c, int queries)
{
	double *ms = calloc((size_t)queries, sizeof(*ms)),
	       *cpu = calloc((size_t)queries, sizeof(*cpu));
	struct corpus_random r = { 4711 };
	struct dais_err err = DAIS_ERR_INIT;
	sqlite3_stmt *s = NULL;
	sqlite3 *db = NULL;

	if (sqlite3_open_v2(where, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
	    !dais_search_sqlite_open(db, "SELECT fts5(?1)", &err) ||
	    sqlite3_prepare_v2(db,
		"SELECT rowid FROM search_index WHERE search_index MATCH ?1 ORDER BY rank LIMIT 20",
		-1, &s, NULL) != SQLITE_OK)
		abort();
	for (int i = -1; i < queries; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		DAIS_WORDS_AUTO words = dais_words_new();
		enum dais_lang l = (enum dais_lang)corpus_random(&r, DAIS_LANG_COUNT);
		struct dais_word w;
		struct dais_str match;
		double began = now_ms(CLOCK_MONOTONIC),
		       cpu_began = now_ms(CLOCK_PROCESS_CPUTIME_ID);

		dais_words_start(words, l, frequent(c, &r, l));
		if (!dais_words_next(words, &w))
			abort();
		match = dais_arena_printf(a, "\"%.*s\"", DAIS_STR_ARG(w.keys[0]));
		(void)sqlite3_bind_text(s, 1, match.p, (int)match.n, SQLITE_STATIC);
		while (sqlite3_step(s) == SQLITE_ROW)
			continue;
		(void)sqlite3_reset(s);
		if (i >= 0) {
			ms[i] = now_ms(CLOCK_MONOTONIC) - began;
			cpu[i] = now_ms(CLOCK_PROCESS_CPUTIME_ID) - cpu_began;
		}
	}
	(void)sqlite3_finalize(s);
	(void)sqlite3_close(db);
	qsort(ms, (size_t)queries, sizeof(*ms), by_value);
	qsort(cpu, (size_t)queries, sizeof(*cpu), by_value);
	(void)printf(
	    ",\n  {\"class\": \"one frequent word, ranked by FTS5 itself\", \"queries\": %d, "
	    "\"p50_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f, \"cpu_p50_ms\": %.3f, "
	    "\"cpu_p99_ms\": %.3f, \"with_hits\": %d, \"total_is_more\": 0, \"slowest\": \"\"}",
	    queries, ms[queries / 2], ms[queries * 99 / 100], ms[queries - 1], cpu[queries / 2],
	    cpu[queries * 99 / 100], queries);
	free(ms);
	free(cpu);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;
	struct corpus c;
	const struct dais_store_options options = { .where = argc > 2 ? argv[2] : "",
		.create = true };
	int64_t documents = 0, queries = 0;
	dais_thing_vec things = { 0 };
	double began;
	bool ok = (argc == 5 || argc == 6) &&
		  dais_str_to_int(dais_str_from(argv[3]), PACKAGE, 100000000, &documents) &&
		  dais_str_to_int(dais_str_from(argv[4]), 1, 1000000, &queries);

	if (!ok) {
		(void)fputs("usage: search_run WORDS WHERE COUNT QUERIES [SORT]\n", stderr);
		return 2;
	}
	ok = corpus_read(a, argv[1], &c, &err) && dais_store_open(&options, &s, &err);
	began = now_ms(CLOCK_MONOTONIC);
	ok = ok && dais_store_things(s,
		       dais_arena_printf(a, "p%lld", (long long)(documents / PACKAGE - 1)),
		       DAIS_STR_NONE, a, &things, &err);
	for (int64_t p = 0; ok && things.n == 0 && p < documents / PACKAGE; p++)
		ok = put_package(s, &c, (uint64_t)p, &err);
	/* As the workshop of a server does between releases. */
	for (bool more = ok; ok && more;)
		ok = dais_search_merge(s, &more, &err);
	(void)printf("[{\"class\": \"build\", \"engine\": \"%s\", \"documents\": %lld, \"built\": "
		     "%s, \"seconds\": %.1f}",
	    ok ? dais_store_engine(s) : "", (long long)documents, things.n ? "false" : "true",
	    (now_ms(CLOCK_MONOTONIC) - began) / 1e3);
	if (ok && strcmp(dais_store_engine(s), "sqlite") != 0)
		find_backend(argv[2]);
	for (int class = 0; ok && class < CLASSES; class ++)
		if (argc == 5 || strcmp(argv[5], class_names[class]) == 0)
			ok =
			    ask(s, &c, (enum class) class, (uint64_t)documents, (int)queries, &err);
	if (ok && argc == 5 && strcmp(dais_store_engine(s), "sqlite") == 0)
		ask_bm25(argv[2], &c, (int)queries / 4 + 1);
	(void)printf("]\n");
	if (!ok)
		(void)fprintf(stderr, "%s\n", err.msg);
	dais_store_close(s);
	return ok ? 0 : 1;
}
