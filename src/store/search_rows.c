/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words in a row, each of which may stand as any of several keys, in the segments of a group.
 */
#include "store/search_rows.h"

#include <stdlib.h>

/* ---- making ready ---- */

static bool
open_key(struct dais_search_rows *rows, unsigned group, struct dais_str word, unsigned key,
    struct dais_search_place *p, struct dais_err *err)
{
	for (size_t i = 0; i < rows->leaves.segments.n; i++) {
		bool any;

		if (rows->leaves.segments.v[i].group != group)
			continue;
		if (!dais_search_entries_open(
			&rows->leaves, &rows->leaves.segments.v[i], word, &p->v[p->n], &any, err))
			return false;
		if (!any)
			continue;
		p->id = p->v[p->n].id < p->id ? p->v[p->n].id : p->id;
		p->keys[p->n++] = key;
	}
	return true;
}

bool
dais_search_place_open(struct dais_search_rows *rows, unsigned group, char sign,
    const struct dais_str *keys, size_t n, struct dais_search_place *ret, struct dais_err *err)
{
	size_t most = 0;

	for (size_t i = 0; i < rows->leaves.segments.n; i++)
		most += rows->leaves.segments.v[i].group == group;
	ret->v = DAIS_NEW_N(rows->arena, n * most + 1, struct dais_search_entries);
	ret->keys = DAIS_NEW_N(rows->arena, n * most + 1, unsigned);
	ret->id = INT64_MAX;
	for (size_t i = 0; i < n; i++) {
		struct dais_str word =
		    sign ? dais_arena_printf(rows->arena, "%c%.*s", sign, DAIS_STR_ARG(keys[i]))
			 : keys[i];

		if (!open_key(rows, group, word, (unsigned)i, ret, err))
			return false;
	}
	return true;
}

bool
dais_search_row_open(struct dais_search_rows *rows, unsigned group, char sign,
    const struct dais_search_term *t, struct dais_search_row *ret, struct dais_err *err)
{
	ret->n = t->positions.n;
	ret->places = DAIS_NEW_N(rows->arena, ret->n + 1, struct dais_search_place);
	for (size_t i = 0; i < ret->n && !ret->is_absent; i++) {
		const struct dais_search_position *p = &t->positions.v[i];

		if (p->is_said)
			continue;
		if (!dais_search_place_open(
			rows, group, sign, p->keys.v, p->keys.n, &ret->places[i], err))
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

/* Whether the text @id has a key of @p: the newest segment that knows of it says so. */
static bool
has(const struct dais_search_place *p, int64_t id)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].id != id)
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

/* Where the keys of @p stand in the text @id, each place once. */
static bool
read_places(
    const struct dais_search_place *p, int64_t id, dais_search_places *ret, struct dais_err *err)
{
	size_t several = 0, kept = 0;

	ret->n = 0;
	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].id != id)
			continue;
		if (p->v[i].places_n &&
		    (several++, !dais_search_entries_places(&p->v[i], ret, err)))
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
    struct dais_err *err)
{
	dais_search_places *at = &rows->at;

	if (!read_places(&r->places[0], id, at, err))
		return false;
	for (size_t i = 1; i < r->n && at->n > 0; i++) {
		size_t kept = 0, k = 0;

		if (r->places[i].n == 0) /* said by the one before */
			continue;
		if (!read_places(&r->places[i], id, &rows->of_place, err))
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
    bool *ret, struct dais_err *err)
{
	*ret = true;
	for (size_t i = 0; i < r->n && *ret; i++)
		*ret = r->places[i].n == 0 || has(&r->places[i], id);
	if (!*ret || r->n == 1)
		return true;
	if (!dais_search_row_places(rows, r, id, err))
		return false;
	*ret = rows->at.n > 0;
	return true;
}
