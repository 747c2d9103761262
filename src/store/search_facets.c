/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Facets of matches, counted from their numbers alone.
 */
#include <stdlib.h>

#include "base/map.h"
#include "store/search_id.h"
#include "store/search_priv.h"

#define VALUES_MAX 20  /* of a facet that are told: the most frequent ones */
#define NUMBERS_MAX 60 /* that are looked up for them: some stand for several values */
#define YEAR_FIRST 1945
#define YEARS 200

struct value {
	unsigned number;
	size_t count;
	struct dais_str words; /* what it stands for; may be several */
};

/* The values with the highest counts, of equal ones those with the lowest numbers. */
struct most {
	struct value v[NUMBERS_MAX];
	size_t n;
};

/* Values are given in the order of their numbers. */
static void
keep_most(struct most *m, struct value value)
{
	size_t at = m->n < NUMBERS_MAX ? m->n : NUMBERS_MAX - 1;

	if (m->n == NUMBERS_MAX && m->v[at].count >= value.count)
		return;
	for (; at > 0 && m->v[at - 1].count < value.count; at--)
		m->v[at] = m->v[at - 1];
	m->v[at] = value;
	m->n += m->n < NUMBERS_MAX;
}

struct counting {
	struct dais_sql *sql;
	struct dais_arena *arena;
	struct dais_search_result *result;
};

static void
add(struct counting *c, const char *facet, struct dais_str value, size_t count)
{
	struct dais_search_facet *f = dais_vec_add(c->arena, &c->result->facets);

	f->facet = dais_str_from(facet);
	f->value = value;
	f->count = count;
	f->is_more = c->result->total_is_more;
}

/* What stands under a value: @count more. */
struct told {
	struct dais_str value;
	size_t count;
};
typedef DAIS_VEC(struct told) told_vec;

static int
by_told(const void *x, const void *y)
{
	const struct told *a = x, *b = y;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return dais_str_cmp(a->value, b->value);
}

/* A number may stand for several bodies: each has its own count. */
static void
share_out(struct counting *c, struct dais_str values, size_t count, struct dais_map *places,
    told_vec *told)
{
	struct dais_str value;

	while (dais_str_next(&values, DAIS_SEARCH_BETWEEN, &value)) {
		size_t at = dais_map_get(places, value);

		if (at == DAIS_MAP_NONE) {
			(void)dais_map_add(places, value, told->n);
			dais_vec_push(c->arena, told, ((struct told){ value, count }));
		} else {
			told->v[at].count += count;
		}
	}
}

/* All in one query. */
static bool
read_values(struct counting *c, const char *facet, struct value *v, size_t n, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	DAIS_BUF_AUTO list = { 0 };
	bool row = true;

	dais_buf_init(&list, 65536);
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&list, "%c%u", i ? ',' : '[', v[i].number);
	dais_buf_puts(&list, n ? "]" : "[]");
	if (!dais_sql_query(c->sql, DAIS_SQL_SEARCH_VALUES,
		DAIS_SQL_ARGS(
		    dais_sql_text(dais_str_from(facet)), dais_sql_text(dais_buf_str(&list))),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		int64_t number = dais_sql_column_int(&rows, 0);

		for (size_t i = 0; i < n; i++)
			if (v[i].number == number)
				v[i].words = dais_sql_column_dup(&rows, 1, c->arena);
	}
	return !row;
}

/* The values with most matches, by the numbers that the index gives them; 0 is none. */
static bool
add_values(
    struct counting *c, const char *facet, const unsigned *counts, unsigned n, struct dais_err *err)
{
	struct most v = { .n = 0 };
	told_vec told = { 0 };
	struct dais_map places;

	dais_map_init(&places, c->arena);
	for (unsigned i = 1; i < n; i++)
		if (counts[i])
			keep_most(&v, (struct value){ .number = i, .count = counts[i] });
	if (!read_values(c, facet, v.v, v.n, err))
		return false;
	for (size_t i = 0; i < v.n; i++)
		share_out(c, v.v[i].words, v.v[i].count, &places, &told);
	if (told.n > 1)
		qsort(told.v, told.n, sizeof(*told.v), by_told);
	for (size_t i = 0; i < told.n && i < VALUES_MAX; i++)
		add(c, facet, told.v[i].value, told.v[i].count);
	return true;
}

/* Years: those behind the last match that was looked at are counted to the end; that of the last
 * one, and those before it, are not. */
static bool
add_years(
    struct counting *c, const unsigned *years, int64_t last, bool has_year, struct dais_err *err)
{
	const struct dais_search_id undated = { .date = { 0, 0, 0 } };
	int reached = dais_search_id_of(last).date.year, oldest = reached;
	int64_t number;

	if (c->result->total_is_more && !has_year) {
		if (!dais_sql_number(c->sql, DAIS_SQL_SEARCH_OLDEST,
			DAIS_SQL_ARGS(dais_sql_int(dais_search_id_first(&undated))), &number, err))
			return false;
		oldest = dais_search_id_of(number).date.year;
	}
	for (int y = YEARS; y-- > 0;) {
		int year = YEAR_FIRST + y;
		bool is_behind = c->result->total_is_more && year <= reached;

		if (years[y] == 0 && !(is_behind && year >= oldest && oldest > 0 && !has_year))
			continue;
		add(c, "year", dais_arena_printf(c->arena, "%d", year), years[y]);
		c->result->facets.v[c->result->facets.n - 1].is_more = is_behind;
	}
	return true;
}

/* Matches of a day stand side by side. */
static void
count_years(const int64_t *matches, size_t n, unsigned *years)
{
	for (size_t i = 0, from = 0; i < n; i = from) {
		int year = dais_search_id_of(matches[i]).date.year;

		while (from < n && matches[from] >> DAIS_SEARCH_DAY_SHIFT ==
				       matches[i] >> DAIS_SEARCH_DAY_SHIFT)
			from++;
		if (year >= YEAR_FIRST && year < YEAR_FIRST + YEARS)
			years[year - YEAR_FIRST] += (unsigned)(from - i);
	}
}

bool
dais_search_count_facets(struct dais_sql *sql, const int64_t *matches, size_t n, bool has_year,
    struct dais_arena *a, struct dais_search_result *ret, struct dais_err *err)
{
	struct counting c = { sql, a, ret };
	unsigned *bodies = DAIS_NEW_N(a, DAIS_SEARCH_BODIES, unsigned);
	unsigned kinds[DAIS_SEARCH_KINDS] = { 0 }, genres[DAIS_SEARCH_GENRES] = { 0 };
	unsigned languages[8] = { 0 }, years[YEARS] = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct dais_search_id id = dais_search_id_undated(matches[i]);

		bodies[id.body]++;
		kinds[id.kind]++;
		genres[id.genre]++;
		languages[id.language]++;
	}
	count_years(matches, n, years);
	if (!add_values(&c, "body", bodies, DAIS_SEARCH_BODIES, err))
		return false;
	if (n && !add_years(&c, years, matches[n - 1], has_year, err))
		return false;
	if (!add_values(&c, "kind", kinds, DAIS_SEARCH_KINDS, err))
		return false;
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		if (languages[l])
			add(&c, "language", dais_str_from(dais_lang_code((enum dais_lang)l)),
			    languages[l]);
	return add_values(&c, "genre", genres, DAIS_SEARCH_GENRES, err);
}
