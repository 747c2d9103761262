/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/timetable/arrange.h"

#include <stdlib.h>

/* ---- a copy that may be changed ---- */

static void
copy_sitting(const struct dais_sitting *from, struct dais_arena *a, struct dais_sitting *to)
{
	*to = *from;
	to->bodies = (dais_index_vec){ 0 };
	for (size_t i = 0; i < from->bodies.n; i++)
		dais_vec_push(a, &to->bodies, from->bodies.v[i]);
	to->entries.v = NULL;
	to->entries.n = to->entries.cap = 0;
	for (size_t i = 0; i < from->entries.n; i++)
		dais_vec_push(a, &to->entries, from->entries.v[i]);
}

void
dais_arrange_begin(const struct dais_snapshot *s, enum dais_lang language, struct dais_arena *a,
    struct dais_arrangement *ret)
{
	struct dais_record *r = DAIS_NEW(a, struct dais_record);

	*r = *s->record;
	r->arena = a;
	r->sittings = (dais_sitting_vec){ 0 };
	for (size_t i = 0; i < s->record->sittings.n; i++)
		copy_sitting(&s->record->sittings.v[i], a, dais_vec_add(a, &r->sittings));
	*ret = (struct dais_arrangement){ r, s, 0, language };
}

static bool
find(const struct dais_arrangement *t, size_t i, struct dais_sitting **ret, struct dais_err *err)
{
	*ret = t->record->sittings.v;
	if (i >= t->record->sittings.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such sitting any more");
	*ret = &t->record->sittings.v[i];
	return true;
}

/* By time, then by first body: the order in which they are written. */
static int
by_time(const void *x, const void *y)
{
	const struct dais_sitting *a = x, *b = y;
	int order = dais_local_cmp(a->start, b->start);
	size_t p = a->bodies.n ? a->bodies.v[0] : 0, q = b->bodies.n ? b->bodies.v[0] : 0;

	return order ? order : (p > q) - (p < q);
}

static void
sort(struct dais_arrangement *t)
{
	if (t->record->sittings.n)
		qsort(t->record->sittings.v, t->record->sittings.n, sizeof(struct dais_sitting),
		    by_time);
}

static bool
shares_body(const struct dais_sitting *x, const struct dais_sitting *y)
{
	for (size_t i = 0; i < x->bodies.n; i++)
		for (size_t k = 0; k < y->bodies.n; k++)
			if (x->bodies.v[i] == y->bodies.v[k])
				return true;
	return false;
}

bool
dais_arrange_move(struct dais_arrangement *t, size_t i, struct dais_local start,
    struct dais_local end, struct dais_err *err)
{
	struct dais_sitting *s;

	if (!find(t, i, &s, err))
		return false;
	if (dais_local_cmp(end, start) <= 0)
		return dais_err_set(err, DAIS_ERR_INVALID, "a sitting must end after it begins");
	for (size_t k = 0; k < t->record->sittings.n; k++) {
		struct dais_sitting *other = &t->record->sittings.v[k];

		if (k == i || dais_local_cmp(other->start, start) != 0 || !shares_body(s, other))
			continue;
		other->start = s->start;
		other->end = s->end;
	}
	s->start = start;
	s->end = end;
	sort(t);
	return true;
}

static bool
has_item(const struct dais_sitting *s, size_t item)
{
	for (size_t i = 0; i < s->entries.n; i++)
		if (s->entries.v[i].item == item)
			return true;
	return false;
}

static void
take_out(struct dais_sitting *s, size_t entry)
{
	for (size_t i = entry; i + 1 < s->entries.n; i++)
		s->entries.v[i] = s->entries.v[i + 1];
	s->entries.n--;
}

bool
dais_arrange_move_entry(
    struct dais_arrangement *t, size_t from, size_t entry, size_t to, struct dais_err *err)
{
	struct dais_sitting *s, *d;

	if (!find(t, from, &s, err) || !find(t, to, &d, err))
		return false;
	if (entry >= s->entries.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such entry any more");
	if (has_item(d, s->entries.v[entry].item))
		return dais_err_set(
		    err, DAIS_ERR_CONFLICT, "the item is taken up in that sitting already");
	dais_vec_push(t->record->arena, &d->entries, s->entries.v[entry]);
	take_out(s, entry);
	return true;
}

bool
dais_arrange_add(struct dais_arrangement *t, struct dais_local start, struct dais_local end,
    const size_t *bodies, size_t n, struct dais_err *err)
{
	struct dais_sitting *s;

	if (n == 0)
		return dais_err_set(err, DAIS_ERR_INVALID, "a sitting needs a body");
	if (dais_local_cmp(end, start) <= 0)
		return dais_err_set(err, DAIS_ERR_INVALID, "a sitting must end after it begins");
	s = dais_vec_add(t->record->arena, &t->record->sittings);
	s->start = start;
	s->end = end;
	for (size_t i = 0; i < n; i++)
		dais_vec_push(t->record->arena, &s->bodies, bodies[i]);
	sort(t);
	return true;
}

bool
dais_arrange_add_entry(struct dais_arrangement *t, size_t i, size_t item, struct dais_err *err)
{
	struct dais_sitting *s;

	if (!find(t, i, &s, err))
		return false;
	if (item >= t->record->items.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such item any more");
	if (has_item(s, item))
		return dais_err_set(
		    err, DAIS_ERR_CONFLICT, "the item is taken up in that sitting already");
	dais_vec_push(t->record->arena, &s->entries, ((struct dais_entry){ .item = item }));
	return true;
}

bool
dais_arrange_close_entry(struct dais_arrangement *t, size_t i, size_t entry, struct dais_err *err)
{
	struct dais_sitting *s;

	if (!find(t, i, &s, err))
		return false;
	if (entry >= s->entries.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such entry any more");
	take_out(s, entry);
	return true;
}

bool
dais_arrange_close(struct dais_arrangement *t, size_t i, struct dais_err *err)
{
	struct dais_sitting *s;

	if (!find(t, i, &s, err))
		return false;
	for (size_t k = i; k + 1 < t->record->sittings.n; k++)
		t->record->sittings.v[k] = t->record->sittings.v[k + 1];
	t->record->sittings.n--;
	return true;
}

bool
dais_arrange_hours(struct dais_arrangement *t, size_t i, struct dais_local start,
    struct dais_local end, struct dais_err *err)
{
	struct dais_sitting *s;

	if (!find(t, i, &s, err))
		return false;
	if (dais_local_cmp(end, start) <= 0)
		return dais_err_set(err, DAIS_ERR_INVALID, "a sitting must end after it begins");
	s->start = start;
	s->end = end;
	sort(t);
	return true;
}

/* Of a sitting that ends on the day it begins, as all do that a package can hold. */
static unsigned
length(const struct dais_sitting *s)
{
	int64_t days = dais_date_to_days(s->end.date) - dais_date_to_days(s->start.date);

	return (unsigned)(days * 1440 + s->end.minute - s->start.minute);
}

bool
dais_arrange_minutes(
    struct dais_arrangement *t, size_t i, size_t entry, unsigned minutes, struct dais_err *err)
{
	struct dais_sitting *s;

	if (!find(t, i, &s, err))
		return false;
	if (entry >= s->entries.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such entry any more");
	if (minutes > length(s)) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "%u minutes are more than the sitting has", minutes);
		return dais_err_hint(err, "The sitting is %u minutes long.", length(s));
	}
	s->entries.v[entry].minutes = minutes;
	return true;
}
