/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words in a row, each of which may stand as any of several keys, in the segments of a group.
 */
#include "store/search_rows.h"

#include <limits.h>
#include <stdlib.h>

/* ---- making ready ---- */

static bool
open_word(struct dais_search_rows *rows, const struct dais_search_segment *s, struct dais_str word,
    unsigned key, struct dais_search_place *p, struct dais_err *err)
{
	bool any;

	if (!dais_search_entries_open(&rows->leaves, s, word, &p->v[p->n], &any, err))
		return false;
	if (!any)
		return true;
	p->id = p->v[p->n].id < p->id ? p->v[p->n].id : p->id;
	p->keys[p->n++] = key;
	return true;
}

/* @key as the index has it. */
static struct dais_str
word_of(struct dais_arena *a, enum dais_search_where where, struct dais_str key)
{
	if (where == DAIS_SEARCH_TITLE)
		return dais_arena_concat(a, key, DAIS_STR("^"));
	return where == DAIS_SEARCH_SYMBOL ? dais_arena_concat(a, DAIS_STR("$"), key) : key;
}

static struct dais_search_place
empty_place(struct dais_search_rows *rows, unsigned titled, size_t most)
{
	return (struct dais_search_place){ .titled = titled,
		.id = INT64_MAX,
		.v = DAIS_NEW_N(rows->arena, most + 1, struct dais_search_entries),
		.keys = DAIS_NEW_N(rows->arena, most + 1, unsigned) };
}

/* Behind those of @to. */
static void
append(struct dais_search_place *to, const struct dais_search_place *more)
{
	for (size_t i = 0; i < more->n; i++) {
		to->v[to->n] = more->v[i];
		to->keys[to->n++] = more->keys[i];
	}
	to->id = more->id < to->id ? more->id : to->id;
}

bool
dais_search_place_open(struct dais_search_rows *rows, unsigned group, enum dais_search_where where,
    const struct dais_str *keys, size_t n, struct dais_search_place *ret, struct dais_err *err)
{
	bool anywhere = where == DAIS_SEARCH_ANYWHERE;
	const struct dais_search_segment *segments = rows->leaves.segments.v;
	struct dais_search_place titled;
	size_t most = 0;

	for (size_t i = 0; i < rows->leaves.segments.n; i++)
		most += segments[i].group == group ? n : 0;
	*ret = empty_place(rows,
	    where == DAIS_SEARCH_TITLE ? 0
	    : anywhere                 ? (unsigned)n
				       : UINT_MAX,
	    anywhere ? 2 * most : most);
	titled = empty_place(rows, 0, anywhere ? most : 0);
	for (unsigned key = 0; key < n; key++) {
		struct dais_str word = word_of(rows->arena, where, keys[key]),
				title = word_of(rows->arena, DAIS_SEARCH_TITLE, keys[key]);

		/* In a segment the two stand side by side. */
		for (size_t i = 0; i < rows->leaves.segments.n; i++)
			if (segments[i].group == group &&
			    (!open_word(rows, &segments[i], word, key, ret, err) ||
				(anywhere && !open_word(rows, &segments[i], title,
						 (unsigned)n + key, &titled, err))))
				return false;
	}
	append(ret, &titled);
	return true;
}

bool
dais_search_row_open(struct dais_search_rows *rows, unsigned group, enum dais_search_where where,
    const struct dais_search_term *t, struct dais_search_row *ret, struct dais_err *err)
{
	ret->n = t->positions.n;
	ret->places = DAIS_NEW_N(rows->arena, ret->n + 1, struct dais_search_place);
	for (size_t i = 0; i < ret->n && !ret->is_absent; i++) {
		const struct dais_search_position *p = &t->positions.v[i];

		if (p->is_said)
			continue;
		if (!dais_search_place_open(
			rows, group, where, p->keys.v, p->keys.n, &ret->places[i], err))
			return false;
		ret->is_absent = ret->places[i].n == 0;
	}
	return true;
}

/* ---- a text ---- */

bool
dais_search_place_go(struct dais_search_place *p, int64_t id, struct dais_err *err)
{
	int64_t lowest = INT64_MAX;

	if (p->n == 1) {
		bool ok = dais_search_entries_seek(p->v, id, err);

		p->id = p->v->id;
		return ok;
	}
	for (size_t i = 0; i < p->n; i++) {
		struct dais_search_entries *e = &p->v[i];

		if (e->id < id && !dais_search_entries_seek(e, id, err))
			return false;
		lowest = e->id < lowest ? e->id : lowest;
	}
	p->id = lowest;
	return true;
}

/* Whether the text @id, or its title, has a key of @p: the newest segment that knows of it says so.
 */
static bool
has(const struct dais_search_place *p, int64_t id, bool in_title)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].id != id || (in_title && p->keys[i] < p->titled))
			continue;
		if (p->v[i].places_n)
			return true;
		while (i + 1 < p->n && p->keys[i + 1] == p->keys[i])
			i++;
	}
	return false;
}

static int
by_place(const void *x, const void *y)
{
	unsigned a = *(const unsigned *)x, b = *(const unsigned *)y;

	return a < b ? -1 : a > b;
}

/* Adds the places of one key. The last one of a title says how long that is. */
static bool
read_places_of(struct dais_search_rows *rows, const struct dais_search_place *p, size_t i,
    dais_search_places *ret, struct dais_err *err)
{
	size_t before = ret->n;

	if (!dais_search_entries_places(&p->v[i], ret, err))
		return false;
	if (p->keys[i] < p->titled)
		return true;
	if (ret->n < before + 2)
		return dais_search_fail_damaged(err);
	rows->title_words = ret->v[--ret->n] - 1;
	return true;
}

/* Where the keys of @p stand in the text @id, or in its title, each place once. */
static bool
read_places(struct dais_search_rows *rows, const struct dais_search_place *p, int64_t id,
    bool in_title, dais_search_places *ret, struct dais_err *err)
{
	size_t several = 0, kept = 0;

	ret->n = 0;
	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].id != id || (in_title && p->keys[i] < p->titled))
			continue;
		if (p->v[i].places_n && (several++, !read_places_of(rows, p, i, ret, err)))
			return false;
		while (i + 1 < p->n && p->keys[i + 1] == p->keys[i])
			i++;
	}
	if (several < 2)
		return true;
	qsort(ret->v, ret->n, sizeof(*ret->v), by_place);
	for (size_t i = 0; i < ret->n; i++)
		if (kept == 0 || ret->v[kept - 1] != ret->v[i])
			ret->v[kept++] = ret->v[i];
	ret->n = kept;
	return true;
}

bool
dais_search_row_places(struct dais_search_rows *rows, const struct dais_search_row *r, int64_t id,
    bool in_title, struct dais_err *err)
{
	dais_search_places *at = &rows->at;

	if (!read_places(rows, &r->places[0], id, in_title, at, err))
		return false;
	for (size_t i = 1; i < r->n && at->n > 0; i++) {
		size_t kept = 0, k = 0;

		if (r->places[i].n == 0) /* said by the one before */
			continue;
		if (!read_places(rows, &r->places[i], id, in_title, &rows->of_place, err))
			return false;
		for (size_t j = 0; j < at->n; j++) {
			while (k < rows->of_place.n && rows->of_place.v[k] < at->v[j] + i)
				k++;
			if (k < rows->of_place.n && rows->of_place.v[k] == at->v[j] + i)
				at->v[kept++] = at->v[j];
		}
		at->n = kept;
	}
	return true;
}

bool
dais_search_row_has(struct dais_search_rows *rows, const struct dais_search_row *r, int64_t id,
    bool in_title, bool *ret, struct dais_err *err)
{
	*ret = true;
	for (size_t i = 0; i < r->n && *ret; i++)
		*ret = r->places[i].n == 0 || has(&r->places[i], id, in_title);
	if (!*ret || r->n == 1)
		return true;
	if (!dais_search_row_places(rows, r, id, in_title, err))
		return false;
	*ret = rows->at.n > 0;
	return true;
}
