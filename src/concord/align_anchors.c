/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Anchors: paragraphs whose facts no other paragraph of their version has, and one of the other
 * version has, too. Of those the most that stand in the same order in both.
 */
#include <stdlib.h>

#include "concord/align_priv.h"

#define KEYS_OF_ANCHOR 1 /* facts that make a paragraph an anchor */

static uint64_t
hash_of(const struct concord_document *d, const struct concord_paragraph *p)
{
	uint64_t h = p->unit.mark == CONCORD_MARK_NUMBER ? p->unit.number + 1 : 0;

	for (unsigned i = 0; i < p->n_keys; i++)
		h = (h ^ d->keys.v[p->first_key + i]) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 29;
}

static int
by_hash(const void *a, const void *b)
{
	const struct concord_anchor *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static int
by_place(const void *a, const void *b)
{
	const struct concord_anchor *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

/* The paragraphs of @d whose facts no other of it has. */
static struct concord_anchor *
list_anchors(struct dais_arena *a, const struct concord_document *d, size_t *ret_n)
{
	struct concord_anchor *v = DAIS_NEW_N(a, d->paragraphs.n + 1, struct concord_anchor);
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < d->paragraphs.n; i++) {
		const struct concord_paragraph *p = &d->paragraphs.v[i];

		if (p->n_keys >= KEYS_OF_ANCHOR)
			v[n++] = (struct concord_anchor){ hash_of(d, p), (uint32_t)i, UINT32_MAX };
	}
	qsort(v, n, sizeof(*v), by_hash);
	for (size_t i = 0; i < n;) {
		size_t end = i + 1;

		while (end < n && v[end].hash == v[i].hash)
			end++;
		if (end == i + 1)
			v[kept++] = v[i];
		i = end;
	}
	*ret_n = kept;
	return v;
}

/* Matches anchors of the two by hash; keeps those of @v that have a match, in order of place. */
static size_t
match_anchors(struct concord_anchor *v, size_t n, const struct concord_anchor *w, size_t m)
{
	size_t kept = 0;

	for (size_t i = 0, k = 0; i < n && k < m;) {
		if (v[i].hash == w[k].hash) {
			v[i].match = w[k++].at;
			v[kept++] = v[i++];
		} else if (v[i].hash < w[k].hash) {
			i++;
		} else {
			k++;
		}
	}
	qsort(v, kept, sizeof(*v), by_place);
	return kept;
}

/* The longest part of @v whose matches ascend; returns its length. */
static size_t
ascending(struct dais_arena *a, struct concord_anchor *v, size_t n)
{
	size_t *tail = DAIS_NEW_N(a, n + 1, size_t), *before = DAIS_NEW_N(a, n + 1, size_t);
	size_t length = 0, at;

	for (size_t i = 0; i < n; i++) {
		size_t lo = 0, hi = length;

		while (lo < hi) {
			size_t mid = lo + (hi - lo) / 2;

			if (v[tail[mid]].match < v[i].match)
				lo = mid + 1;
			else
				hi = mid;
		}
		before[i] = lo ? tail[lo - 1] : SIZE_MAX;
		tail[lo] = i;
		length = lo == length ? length + 1 : length;
	}
	at = length ? tail[length - 1] : SIZE_MAX;
	for (size_t i = length; i > 0; i--) {
		tail[i - 1] = at;
		at = before[at];
	}
	for (size_t i = 0; i < length; i++)
		v[i] = v[tail[i]];
	return length;
}

size_t
concord_anchors(struct dais_arena *a, const struct concord_document *x,
    const struct concord_document *y, const struct concord_anchor **ret)
{
	size_t n, m;
	struct concord_anchor *v = list_anchors(a, x, &n), *w = list_anchors(a, y, &m);

	n = match_anchors(v, n, w, m);
	*ret = v;
	return ascending(a, v, n);
}
