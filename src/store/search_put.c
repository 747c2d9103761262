/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Texts into the index and out of it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "store/search.h"
#include "store/search_id.h"
#include "store/search_put.h"
#include "store/store_priv.h"

#define LEVELS_MAX 32 /* of bodies above each other */

enum dais_search_engine
dais_search_engine_of(struct dais_sql *c)
{
	return strcmp(c->engine->name, "sqlite") == 0 ? DAIS_SEARCH_SQLITE : DAIS_SEARCH_POSTGRESQL;
}

/* ---- numbers of values ---- */

bool
dais_search_value_number(struct dais_sql *c, const char *facet, struct dais_str value,
    unsigned *ret, struct dais_err *err)
{
	int64_t n;

	if (!dais_sql_number(c, DAIS_SQL_SEARCH_VALUE_NUMBER,
		DAIS_SQL_ARGS(dais_sql_text(dais_str_from(facet)), dais_sql_text(value)), &n, err))
		return false;
	*ret = (unsigned)n;
	return true;
}

/* The number of @value, a new one when it has none; 0 for the empty value. */
static bool
number_of(struct dais_search_putting *p, const char *facet, struct dais_str value, unsigned *ret,
    struct dais_err *err)
{
	struct dais_str key = dais_arena_printf(p->arena, "%s %.*s", facet, DAIS_STR_ARG(value));
	size_t known = dais_map_get(&p->numbers, key);

	*ret = known == DAIS_MAP_NONE ? 0 : (unsigned)known;
	if (known != DAIS_MAP_NONE || value.n == 0)
		return true;
	if (!dais_search_value_number(p->sql, facet, value, ret, err))
		return false;
	if (*ret == 0 && !p->only_looks) {
		int64_t last;

		if (!dais_sql_number(p->sql, DAIS_SQL_SEARCH_VALUE_LAST,
			DAIS_SQL_ARGS(dais_sql_text(dais_str_from(facet))), &last, err) ||
		    !dais_sql_run(p->sql, DAIS_SQL_SEARCH_VALUE_ADD,
			DAIS_SQL_ARGS(dais_sql_text(dais_str_from(facet)), dais_sql_int(last + 1),
			    dais_sql_text(value)),
			NULL, err))
			return false;
		*ret = (unsigned)last + 1;
	}
	(void)dais_map_add(&p->numbers, key, *ret);
	return true;
}

/* The numbers of @body and those above it; each once. */
static bool
numbers_of_body(struct dais_search_putting *p, struct dais_str body, struct dais_search_facets *ret,
    struct dais_err *err)
{
	for (int level = 0; body.n && level < LEVELS_MAX; level++) {
		size_t place = dais_map_get(&p->body_places, body), i = 0;
		unsigned n;

		if (!number_of(p, "body", body, &n, err))
			return false;
		while (i < ret->bodies.n && ret->bodies.v[i] != n)
			i++;
		if (i == ret->bodies.n)
			dais_vec_push(p->arena, &ret->bodies, n);
		body = place == DAIS_MAP_NONE ? DAIS_STR_NONE : p->bodies.v[place].parent;
	}
	return true;
}

/* The numbers that the text is found by, into @ret; and, into @ret_own, the one that its own number
 * holds for counting: of its body or, when there are several, of all of them together. */
static bool
numbers_of_bodies(struct dais_search_putting *p, const struct dais_index_text *t,
    struct dais_search_facets *ret, unsigned *ret_own, struct dais_err *err)
{
	struct dais_str all = t->body;

	if (!numbers_of_body(p, t->body, ret, err))
		return false;
	for (size_t i = 0; i < t->also.n; i++) {
		if (!numbers_of_body(p, t->also.v[i], ret, err))
			return false;
		all = dais_arena_printf(p->arena, "%.*s%c%.*s", DAIS_STR_ARG(all),
		    DAIS_SEARCH_BETWEEN, DAIS_STR_ARG(t->also.v[i]));
	}
	return number_of(p, "body", all, ret_own, err);
}

/* "3 5 2022 12 4": kind, genre, year, bodies; what taking a text out of the index needs, whatever
 * has become of the bodies since. */
static struct dais_str
print_facets(struct dais_search_putting *p, const struct dais_search_facets *f)
{
	struct dais_buf b;
	struct dais_str s;

	dais_buf_init(&b, 4096);
	dais_buf_printf(&b, "%u %u %d", f->kind, f->genre, f->year);
	for (size_t i = 0; i < f->bodies.n; i++)
		dais_buf_printf(&b, " %u", f->bodies.v[i]);
	s = dais_buf_dup(&b, p->arena);
	dais_buf_release(&b);
	return s;
}

/* ---- out ---- */

static bool
remove_old(struct dais_search_putting *p, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_counts counts;
	dais_search_old_vec old = { 0 };

	dais_search_counts_init(&counts, a);
	if (!dais_search_read_texts(
		p, DAIS_SQL_SEARCH_TEXT_OF_PACKAGE, dais_sql_text(p->package), a, &old, err))
		return false;
	for (size_t i = 0; i < old.n; i++) {
		struct dais_search_facets facets;

		/* What is behind the place that is reached is not in the index yet. */
		if (p->is_making && old.v[i].id > p->made)
			continue;
		dais_search_read_facets(a, &old.v[i], &facets);
		dais_search_tokens(p->words, p->engine, &old.v[i].t, &facets, &counts, &p->tokens);
		if (!dais_sql_run(p->sql, DAIS_SQL_SEARCH_INDEX_REMOVE,
			DAIS_SQL_ARGS(
			    dais_sql_int(old.v[i].id), dais_sql_text(dais_buf_str(&p->tokens))),
			NULL, err))
			return false;
	}
	return dais_search_put_counts(p, &counts, -1, err) &&
	       dais_sql_run(p->sql, DAIS_SQL_SEARCH_TEXT_REMOVE,
		   DAIS_SQL_ARGS(dais_sql_text(p->package)), NULL, err);
}

/* ---- in ---- */

struct new_text {
	int64_t first, id;
	const struct dais_index_text *t;
	struct dais_search_facets facets;
};

bool
dais_search_number_text(struct dais_search_putting *p, const struct dais_index_text *t,
    int64_t *ret_first, struct dais_search_facets *ret, struct dais_err *err)
{
	struct dais_search_id id = { .language = t->language, .restricted = t->restricted };

	id.date = dais_date_is_set(t->date) ? t->date
		  : t->year                 ? (struct dais_date){ t->year, 1, 1 }
					    : (struct dais_date){ 0, 0, 0 };
	if (!number_of(p, "kind", t->kind, &id.kind, err) ||
	    !number_of(p, "genre", t->genre, &id.genre, err) ||
	    !numbers_of_bodies(p, t, ret, &id.body, err))
		return false;
	ret->kind = id.kind;
	ret->genre = id.genre;
	*ret_first = dais_search_id_first(&id);
	ret->year = dais_search_id_of(*ret_first).date.year;
	ret->slice = dais_search_id_slice(*ret_first);
	return true;
}

static int
by_first(const void *x, const void *y)
{
	const struct new_text *a = x, *b = y;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->t < b->t ? -1 : a->t > b->t;
}

/* Gives each its number, in ascending order, which is how FTS5 takes them fastest. */
static bool
number_texts(struct dais_search_putting *p, struct new_text *v, size_t n, struct dais_err *err)
{
	const int64_t serials = (int64_t)1 << DAIS_SEARCH_SERIAL_BITS;
	int64_t next = 0;

	qsort(v, n, sizeof(*v), by_first);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || v[i].first != v[i - 1].first) {
			if (!dais_sql_number(p->sql, DAIS_SQL_SEARCH_TEXT_LAST,
				DAIS_SQL_ARGS(dais_sql_int(v[i].first),
				    dais_sql_int(v[i].first + serials - 1)),
				&next, err))
				return false;
			next = next ? next + 1 : v[i].first;
		}
		if (next >= v[i].first + serials)
			return dais_err_set(err, DAIS_ERR_LIMIT,
			    "the search holds at most %lld texts of one body, day, kind and "
			    "language",
			    (long long)serials);
		v[i].id = next++;
	}
	return true;
}

static bool
add_text(struct dais_search_putting *p, const struct new_text *n, struct dais_search_counts *counts,
    struct dais_err *err)
{
	const struct dais_index_text *t = n->t;

	if (!dais_sql_run(p->sql, DAIS_SQL_SEARCH_TEXT_ADD,
		DAIS_SQL_ARGS(dais_sql_int(n->id), dais_sql_text(p->package),
		    dais_sql_text(t->kind), dais_sql_text(t->id), dais_sql_int(t->language),
		    dais_sql_text(t->title), dais_sql_text(t->text), dais_sql_text(t->symbols),
		    dais_sql_text(t->body), dais_sql_text(t->genre),
		    dais_sql_text(print_facets(p, &n->facets))),
		NULL, err))
		return false;
	if (p->is_making && n->id > p->made)
		return true;
	dais_search_tokens(p->words, p->engine, t, &n->facets, counts, &p->tokens);
	DAIS_ASSERT(!dais_buf_has_failed(&p->tokens));
	return dais_sql_run(p->sql, DAIS_SQL_SEARCH_INDEX_ADD,
	    DAIS_SQL_ARGS(dais_sql_int(n->id), dais_sql_text(dais_buf_str(&p->tokens))), NULL, err);
}

static bool
add_new(struct dais_search_putting *p, const struct dais_index_text *texts, size_t n,
    struct dais_err *err)
{
	struct new_text *v = DAIS_NEW_N(p->arena, n, struct new_text);
	struct dais_search_counts counts;

	dais_search_counts_init(&counts, p->arena);
	for (size_t i = 0; i < n; i++) {
		v[i].t = &texts[i];
		if (!dais_search_number_text(p, &texts[i], &v[i].first, &v[i].facets, err))
			return false;
	}
	if (!number_texts(p, v, n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!add_text(p, &v[i], &counts, err))
			return false;
	return dais_search_put_counts(p, &counts, 1, err);
}

/* The bodies that texts are found under, and all above them. */
static bool
find_bodies(struct dais_store *s, const struct dais_index_text *texts, size_t n,
    struct dais_arena *a, dais_index_body_vec *ret, struct dais_err *err)
{
	dais_store_strs keys = { 0 };
	struct dais_map seen;

	dais_map_init(&seen, a);
	for (size_t i = 0; i < n; i++) {
		if (texts[i].body.n && dais_map_add(&seen, texts[i].body, i))
			dais_vec_push(a, &keys, texts[i].body);
		for (size_t k = 0; k < texts[i].also.n; k++)
			if (dais_map_add(&seen, texts[i].also.v[k], i))
				dais_vec_push(a, &keys, texts[i].also.v[k]);
	}
	return dais_index_bodies_named(s, &keys, a, ret, err);
}

bool
dais_search_replace(
    struct dais_writing *w, const struct dais_index_text *texts, size_t n, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_WORDS_AUTO words = dais_words_new();
	struct dais_search_putting p;
	bool ok;

	dais_search_putting_init(&p, dais_writing_sql(w), words, a);
	p.package = dais_writing_package(w);
	ok = find_bodies(w->store, texts, n, a, &p.bodies, err);
	for (size_t i = 0; ok && i < p.bodies.n; i++)
		(void)dais_map_add(&p.body_places, p.bodies.v[i].key, i);
	ok = ok && dais_search_make_begin(&p, err) && remove_old(&p, err) &&
	     add_new(&p, texts, n, err) &&
	     dais_sql_run(p.sql, DAIS_SQL_SEARCH_SETTLE, DAIS_SQL_NO_ARGS, NULL, err) &&
	     dais_search_make_portion(&p, NULL, err);
	dais_buf_release(&p.tokens);
	return ok;
}

bool
dais_search_empty(struct dais_sql *sql, struct dais_err *err)
{
	return dais_sql_run(sql, DAIS_SQL_SEARCH_INDEX_EMPTY, DAIS_SQL_NO_ARGS, NULL, err) &&
	       dais_sql_run(sql, DAIS_SQL_SEARCH_TEXT_EMPTY, DAIS_SQL_NO_ARGS, NULL, err) &&
	       dais_sql_run(sql, DAIS_SQL_SEARCH_WORDS_EMPTY, DAIS_SQL_NO_ARGS, NULL, err) &&
	       dais_sql_run(sql, DAIS_SQL_SEARCH_VALUES_EMPTY, DAIS_SQL_NO_ARGS, NULL, err);
}
