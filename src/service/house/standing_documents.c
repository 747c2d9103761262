/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Documents of all packages, from the summary.
 */
#include <stdlib.h>

#include "service/house/house_priv.h"
#include "service/house/standing_priv.h"

#define PORTION 200
/* Rows looked at for a page: whoever may read a few packages only does not have all looked through.
 */
#define LOOKED_AT_MAX 20000

/* A package as it was met: read once. */
struct known {
	struct dais_standing standing;
	bool may_read;
};

struct looking {
	struct dais_house *h;
	const struct dais_actor *actor;
	const struct dais_documents_query *q;
	struct dais_arena *a;
	struct dais_map places;
	DAIS_VEC(struct known) packages;
};

static bool
find_package(
    struct looking *l, struct dais_str package, const struct known **ret, struct dais_err *err)
{
	size_t at = dais_map_get(&l->places, package);
	struct dais_standing_package row;
	struct dais_matter matter;
	struct known *k;

	if (at != DAIS_MAP_NONE) {
		*ret = &l->packages.v[at];
		return true;
	}
	(void)dais_map_add(&l->places, package, l->packages.n);
	k = dais_vec_add(l->a, &l->packages);
	*k = (struct known){ .may_read = false };
	*ret = k;
	if (!dais_standing_package_get(l->h->store, package, l->a, &row, err) ||
	    !dais_standing_read(&row, l->a, &k->standing, err))
		return false;
	matter = dais_standing_matter(&k->standing);
	k->may_read = dais_actor_may(l->actor, DAIS_ACTION_READ_WORKING, &matter);
	return true;
}

static struct dais_standing_query
query_of(const struct dais_documents_query *q)
{
	return (struct dais_standing_query){ .body = q->body,
		.with_closed = !q->only_open && !q->only_late,
		.by_due = q->by_due && !q->only_late,
		.late_before = q->only_late ? dais_date_to_days(q->today) : DAIS_STANDING_NEVER + 1,
		.due_from = dais_date_is_set(q->due_from) ? dais_date_to_days(q->due_from)
							  : -DAIS_STANDING_NEVER,
		.move = q->move };
}

static bool
take_rows(struct looking *l, const dais_standing_document_vec *rows, size_t *passed,
    dais_document_state_vec *ret, struct dais_err *err)
{
	for (size_t i = 0; i < rows->n && ret->n <= l->q->max; i++) {
		struct dais_document_state s;
		const struct known *k;

		if (!find_package(l, rows->v[i].package, &k, err))
			return false;
		if (!k->may_read || (*passed)++ < l->q->skip)
			continue;
		if (!standing_document_read(&rows->v[i], &k->standing, l->a, &s, err))
			return false;
		house_document_judge(&s, l->q->today);
		dais_vec_push(l->a, ret, s);
	}
	return true;
}

bool
dais_documents_everywhere(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_documents_query *q, struct dais_arena *a, dais_document_state_vec *ret,
    bool *ret_more, struct dais_err *err)
{
	static const struct dais_matter all;
	struct looking l = { .h = h, .actor = actor, .q = q, .a = a };
	struct dais_standing_query query = query_of(q);
	size_t passed = 0;

	dais_map_init(&l.places, a);
	*ret_more = false;
	query.max = PORTION;
	/* Who may read all need not be asked row by row. */
	if (dais_actor_may(actor, DAIS_ACTION_READ_WORKING, &all)) {
		query.skip = passed = q->skip;
		query.max = q->max + 1;
	}
	while (ret->n <= q->max && query.skip < LOOKED_AT_MAX) {
		dais_standing_document_vec rows = { 0 };

		if (!dais_standing_documents(h->store, &query, a, &rows, err) ||
		    !take_rows(&l, &rows, &passed, ret, err))
			return false;
		if (rows.n < query.max)
			break;
		query.skip += rows.n;
	}
	*ret_more = ret->n > q->max;
	if (*ret_more)
		ret->n = q->max;
	return true;
}

static int
by_lateness(const void *x, const void *y)
{
	const struct dais_standing_document *p = x, *q = y;

	if (p->late_day != q->late_day)
		return p->late_day < q->late_day ? -1 : 1;
	int order = dais_str_cmp(p->package, q->package);
	return order ? order : dais_str_cmp(p->id, q->id);
}

static bool
take_late(struct looking *l, struct dais_str package, dais_standing_document_vec *ret,
    struct dais_err *err)
{
	int64_t today = dais_date_to_days(l->q->today);
	dais_standing_document_vec rows = { 0 };

	if (!dais_standing_documents_of(l->h->store, package, l->a, &rows, err))
		return false;
	for (size_t i = 0; i < rows.n; i++) {
		if (!rows.v[i].closed && rows.v[i].late_day < today)
			dais_vec_push(l->a, ret, rows.v[i]);
	}
	return true;
}

/* Only what is told is read: a row holds titles in six languages. */
bool
dais_documents_late_among(struct dais_house *h, const dais_store_strs *packages,
    struct dais_date today, size_t max, struct dais_arena *a, dais_document_state_vec *ret,
    struct dais_err *err)
{
	const struct dais_documents_query q = { .today = today };
	const struct dais_actor program = dais_actor_program();
	struct looking l = { .h = h, .actor = &program, .q = &q, .a = a };
	dais_standing_document_vec late = { 0 };

	dais_map_init(&l.places, a);
	for (size_t i = 0; i < packages->n; i++)
		if (!take_late(&l, packages->v[i], &late, err))
			return false;
	if (late.n)
		qsort(late.v, late.n, sizeof(*late.v), by_lateness);
	for (size_t i = 0; i < late.n && i < max; i++) {
		struct dais_document_state s;
		const struct known *k;

		if (!find_package(&l, late.v[i].package, &k, err) ||
		    !standing_document_read(&late.v[i], &k->standing, a, &s, err))
			return false;
		house_document_judge(&s, today);
		dais_vec_push(a, ret, s);
	}
	return true;
}

bool
dais_documents_count(
    struct dais_house *h, const struct dais_documents_query *q, size_t *ret, struct dais_err *err)
{
	struct dais_standing_query query = query_of(q);

	query.max = q->max;
	return dais_standing_count(h->store, &query, ret, err);
}
