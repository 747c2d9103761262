/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether the search finds texts by the words that they have. The texts lie in the order of their
 * numbers and the index of SQLite in that of its keys, so that neither is held against the other
 * place by place: each place of a key is a number, the places that the texts have are added to sums
 * and those that the index has are taken from them. Nothing is left of texts that are found as they
 * stand. A text has one of some thousand sums, which tell where to look closer.
 *
 * The numbers are no digests: what is told here is what a disk, a program or a careless hand did.
 * Who forges the index of a record he can write might as well forge the program that looks.
 */
#include "store/search_put.h"
#include "store/store_priv.h"

#define SUMS 65536u
#define SPLIT_ALTERNATIVES '\x1F'
#define PROGRESS_ROWS 65536u
#define NO_SUM SUMS

struct sums {
	uint64_t of_texts[SUMS];
	uint64_t counts; /* in how many texts words stand */
	uint64_t places;
};

/* What is left of one key of a text, where sum @only was left. */
struct left {
	struct dais_str key;
	int64_t text;
	uint64_t sum;
};

struct verifying {
	struct dais_sql *sql;
	struct dais_words *words;
	struct dais_arena *arena;
	dais_store_progress *progress;
	void *ctx;
	enum dais_search_engine engine;
	int64_t made; /* texts up to this number are in the index */
	struct sums *sums;
	unsigned only; /* NO_SUM: all are added up; else the keys of this one, each by itself */
	struct dais_map left_places;
	DAIS_VEC(struct left) left;
	int64_t wrong; /* the text; 0: none */
	struct dais_str word;
};

static void
tell(const struct verifying *v, uint64_t done, uint64_t total)
{
	if (v->progress)
		(void)v->progress(v->ctx, done, total);
}

static uint64_t
number_of(uint64_t key, int64_t text, int64_t place)
{
	const uint64_t all[] = { key, (uint64_t)text, (uint64_t)place };

	return dais_map_hash((struct dais_str){ (const char *)all, sizeof(all) });
}

static unsigned
sum_of(int64_t text)
{
	return (unsigned)(number_of(0, text, 0) % SUMS);
}

/* A place of @key, @sign 1 of the text and -1 (as a number without one) of the index. */
static void
add_place(struct verifying *v, struct dais_str key, uint64_t hash, int64_t text, int64_t place,
    uint64_t sign)
{
	unsigned at = sum_of(text);
	uint64_t n = sign * number_of(hash, text, place);
	struct dais_str name;
	size_t known;

	if (v->only == NO_SUM) {
		v->sums->of_texts[at] += n;
		v->sums->places += sign == 1;
		return;
	}
	if (at != v->only)
		return;
	name = dais_arena_printf(v->arena, "%lld %.*s", (long long)text, DAIS_STR_ARG(key));
	known = dais_map_get(&v->left_places, name);
	if (known == DAIS_MAP_NONE) {
		known = v->left.n;
		(void)dais_map_add(&v->left_places, name, known);
		dais_vec_push(
		    v->arena, &v->left, ((struct left){ dais_arena_dup(v->arena, key), text, 0 }));
	}
	v->left.v[known].sum += n;
}

/* ---- the texts ---- */

/* The keys of SQLite, as its tokenizer takes them: search_sqlite.c. */
static void
add_keys(struct verifying *v, struct dais_str keys, int64_t text)
{
	int64_t place = 0;
	struct dais_str here, key;

	while (dais_str_next(&keys, ' ', &here)) {
		while (dais_str_next(&here, SPLIT_ALTERNATIVES, &key))
			add_place(v, key, dais_map_hash(key), text, place, 1);
		place++;
	}
}

/* PostgreSQL compares. */
static bool
ask(struct verifying *v, struct dais_str keys, int64_t text, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (!dais_sql_query(v->sql, DAIS_SQL_SEARCH_INDEX_OTHERWISE,
		DAIS_SQL_ARGS(dais_sql_int(text), dais_sql_text(keys)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	v->sums->places++;
	if (row && v->wrong == 0) {
		v->wrong = text;
		v->word = dais_sql_column_dup(&rows, 0, v->arena);
	}
	return true;
}

static void
add_counts(struct verifying *v, const struct dais_search_counts *counts)
{
	for (size_t i = 0; i < counts->v.n; i++) {
		const struct dais_search_count *c = &counts->v.v[i];

		for (int l = 0; c->is_counted && l < DAIS_LANG_COUNT; l++)
			v->sums->counts += c->texts[l] * number_of(dais_map_hash(c->key), l, 0);
	}
}

/* Adds the texts behind number *@after, and says in it how far that is. */
static bool
add_portion(struct verifying *v, int64_t *after, size_t *ret_n, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_putting p;
	struct dais_search_counts counts;
	dais_search_old_vec texts = { 0 };
	bool ok;

	dais_search_counts_init(&counts, a);
	dais_search_putting_init(&p, v->sql, v->words, a);
	ok = dais_search_read_texts(
	    &p, DAIS_SQL_SEARCH_TEXTS_AFTER, dais_sql_int(*after), a, &texts, err);
	for (size_t i = 0; ok && i < texts.n; i++) {
		struct dais_search_facets facets;

		*after = texts.v[i].id;
		if (*after > v->made || (v->only != NO_SUM && sum_of(*after) != v->only))
			continue;
		dais_search_read_facets(a, &texts.v[i], &facets);
		dais_search_tokens(v->words, v->engine, &texts.v[i].t, &facets, &counts, &p.tokens);
		if (v->engine == DAIS_SEARCH_SQLITE)
			add_keys(v, dais_buf_str(&p.tokens), *after);
		else
			ok = ask(v, dais_buf_str(&p.tokens), *after, err);
	}
	if (ok && v->only == NO_SUM)
		add_counts(v, &counts);
	dais_buf_release(&p.tokens);
	*ret_n = texts.n;
	return ok;
}

static bool
add_texts(struct verifying *v, struct dais_err *err)
{
	int64_t all = 0, after = 0, done = 0;
	size_t n;

	if (!dais_sql_number(v->sql, DAIS_SQL_SEARCH_TEXT_COUNT,
		DAIS_SQL_ARGS(dais_sql_int(v->made)), &all, err))
		return false;
	do {
		if (!add_portion(v, &after, &n, err))
			return false;
		done += (int64_t)n;
		tell(v, (uint64_t)done, (uint64_t)all);
	} while (n == DAIS_SEARCH_PORTION && after < v->made);
	return true;
}

/* ---- the index ---- */

static bool
take_places(struct verifying *v, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	DAIS_BUF_AUTO last = { 0 };
	uint64_t hash = 0, done = 0;
	bool row = true;

	dais_buf_init(&last, DAIS_SEARCH_KEY_BYTES_MAX);
	if (!dais_sql_run(v->sql, DAIS_SQL_SEARCH_PLACES_OPEN, DAIS_SQL_NO_ARGS, NULL, err) ||
	    !dais_sql_query(v->sql, DAIS_SQL_SEARCH_PLACES, DAIS_SQL_NO_ARGS, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_str key = dais_sql_column(&rows, 0);

		if (done == 0 || !dais_str_eq(key, dais_buf_str(&last))) {
			dais_buf_clear(&last);
			dais_buf_put(&last, key);
			hash = dais_map_hash(key);
		}
		add_place(v, key, hash, dais_sql_column_int(&rows, 1),
		    dais_sql_column_int(&rows, 2), UINT64_MAX);
		if (++done % PROGRESS_ROWS == 0)
			tell(v, done, v->sums->places);
	}
	return !row;
}

static bool
take_counts(struct verifying *v, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(v->sql, DAIS_SQL_SEARCH_WORDS_ALL, DAIS_SQL_NO_ARGS, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		v->sums->counts -= (uint64_t)dais_sql_column_int(&rows, 2) *
				   number_of(dais_map_hash(dais_sql_column(&rows, 0)),
				       dais_sql_column_int(&rows, 1), 0);
	return !row;
}

/* ---- verdict ---- */

/* The first key that is left of sum @v->only. */
static bool
look_closer(struct verifying *v, struct dais_err *err)
{
	if (!add_texts(v, err) || !take_places(v, err))
		return false;
	for (size_t i = 0; i < v->left.n; i++)
		if (v->left.v[i].sum) {
			v->wrong = v->left.v[i].text;
			v->word = v->left.v[i].key;
			break;
		}
	return true;
}

static bool
verify_places(struct verifying *v, bool *ret_sound, struct dais_err *err)
{
	int64_t texts;

	if (v->engine == DAIS_SEARCH_POSTGRESQL) {
		if (!dais_sql_number(
			v->sql, DAIS_SQL_SEARCH_INDEX_COUNT, DAIS_SQL_NO_ARGS, &texts, err))
			return false;
		*ret_sound = v->wrong == 0 && (uint64_t)texts == v->sums->places;
		return true;
	}
	if (!take_places(v, err)) {
		/* What FTS5 cannot read is wrong; what the disk does not give is not known. */
		*ret_sound = false;
		if (err->code != DAIS_ERR_INTERNAL)
			return false;
		*err = (struct dais_err)DAIS_ERR_INIT;
		return true;
	}
	for (unsigned i = 0; i < SUMS; i++)
		if (v->sums->of_texts[i]) {
			*ret_sound = false;
			v->only = i;
			return look_closer(v, err);
		}
	*ret_sound = true;
	return true;
}

/* A key without its signs (search_tokens.h): "%of%the" as "of the". */
static struct dais_str
plain(struct dais_arena *a, struct dais_str key)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_SEARCH_KEY_BYTES_MAX);
	for (size_t i = 0; i < key.n; i++)
		if (key.p[i] == '%' && b.n)
			dais_buf_put_char(&b, ' ');
		else if (!strchr("%^$=#", key.p[i]))
			dais_buf_put_char(&b, key.p[i]);
	return dais_buf_dup(&b, a);
}

/* Which text it is whose word stands elsewhere. */
static bool
say_text(const struct verifying *v, struct dais_arena *a, struct dais_search_verdict *ret,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (v->wrong == 0)
		return true;
	if (!dais_sql_query(
		v->sql, DAIS_SQL_SEARCH_TEXT, DAIS_SQL_ARGS(dais_sql_int(v->wrong)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	ret->word = plain(a, v->word);
	if (row) {
		ret->package = dais_sql_column_dup(&rows, 0, a);
		ret->kind = dais_sql_column_dup(&rows, 1, a);
		ret->thing = dais_sql_column_dup(&rows, 2, a);
	}
	return true;
}

static bool
verify_inside(struct verifying *v, struct dais_arena *a, struct dais_search_verdict *ret,
    struct dais_err *err)
{
	struct dais_search_state state;
	bool sound = true;

	if (!dais_search_state_read(v->sql, v->arena, &state, err))
		return false;
	*ret = (struct dais_search_verdict){ .sound = true };
	ret->is_partial = state.has_texts && (state.is_other || state.made >= 0);
	if (state.has_texts && state.is_other)
		return true;
	v->made = state.made >= 0 ? state.made : INT64_MAX;
	if (!add_texts(v, err) || !take_counts(v, err) || !verify_places(v, &sound, err))
		return false;
	ret->sound = sound && v->sums->counts == 0;
	return say_text(v, a, ret, err);
}

bool
dais_search_verify(struct dais_store *s, dais_store_progress *progress, void *ctx,
    struct dais_arena *a, struct dais_search_verdict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO own = dais_arena_new((size_t)1 << 30);
	DAIS_WORDS_AUTO words = dais_words_new();
	struct verifying v = { .sql = dais_store_sql(s),
		.words = words,
		.arena = own,
		.progress = progress,
		.ctx = ctx,
		.sums = DAIS_NEW(own, struct sums),
		.only = NO_SUM };
	bool ok;

	v.engine = dais_search_engine_of(v.sql);
	dais_map_init(&v.left_places, own);
	/* One moment: releases that come meanwhile are not seen. */
	if (!dais_sql_begin(v.sql, DAIS_SQL_READ, err))
		return false;
	ok = verify_inside(&v, a, ret, err);
	dais_sql_rollback(v.sql);
	return ok;
}
