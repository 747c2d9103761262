/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The difference of two timetables of one meeting, item by item and by half-days: a change of the
 * hours alone (another pattern of sittings) is no change of the order of work.
 */
#include "write/timetable/build_priv.h"

#include <stdlib.h>

#define NOON (12 * 60)

/* What an item has in one half-day. */
struct use {
	size_t item;
	int64_t half_day;
	struct dais_period period; /* of its first sitting there */
	unsigned minutes;
	size_t sittings;
	dais_index_vec bodies;
	bool paired;
};
typedef DAIS_VEC(struct use) use_vec;

static int64_t
half_day_of(struct dais_local at)
{
	return dais_date_to_days(at.date) * 2 + (at.minute >= NOON);
}

static void
add_bodies(const struct dais_record *r, const struct dais_sitting *s, const struct dais_entry *e,
    struct dais_arena *a, dais_index_vec *ret)
{
	const dais_index_vec *from = e->bodies.n ? &e->bodies : &s->bodies;

	for (size_t i = 0; i < from->n; i++) {
		bool known = !dais_record_number(r, e->item, from->v[i]).found;

		for (size_t k = 0; k < ret->n && !known; k++)
			known = ret->v[k] == from->v[i];
		if (!known)
			dais_vec_push(a, ret, from->v[i]);
	}
}

static int
by_item(const void *x, const void *y)
{
	const struct use *p = x, *q = y;

	if (p->item != q->item)
		return p->item < q->item ? -1 : 1;
	return dais_local_cmp(p->period.start, q->period.start);
}

/* The uses of all items, by item and time, one a half-day. */
static void
find_uses(const struct dais_record *r, const dais_sitting_vec *sittings, struct dais_arena *a,
    use_vec *ret)
{
	use_vec all = { NULL, 0, 0 };

	for (size_t s = 0; s < sittings->n; s++) {
		const struct dais_sitting *sitting = &sittings->v[s];

		for (size_t e = 0; e < sitting->entries.n; e++) {
			struct use *u = dais_vec_add(a, &all);

			u->item = sitting->entries.v[e].item;
			u->half_day = half_day_of(sitting->start);
			u->period = (struct dais_period){ sitting->start, sitting->end };
			u->minutes = dais_timetable_minutes(sitting, e);
			u->sittings = 1;
			add_bodies(r, sitting, &sitting->entries.v[e], a, &u->bodies);
		}
	}
	if (all.n)
		qsort(all.v, all.n, sizeof(*all.v), by_item);
	for (size_t i = 0; i < all.n; i++) {
		struct use *last = ret->n ? &ret->v[ret->n - 1] : NULL;

		if (last && last->item == all.v[i].item && last->half_day == all.v[i].half_day) {
			last->minutes += all.v[i].minutes;
			last->sittings++;
		} else {
			dais_vec_push(a, ret, all.v[i]);
		}
	}
}

static struct dais_timetable_change *
add_change(dais_timetable_change_vec *ret, struct dais_arena *a,
    enum dais_timetable_change_kind kind, const struct use *u)
{
	struct dais_timetable_change *c = dais_vec_add(a, ret);

	c->kind = kind;
	c->item = u->item;
	c->bodies = u->bodies;
	return c;
}

static bool
same_hours(const struct use *x, const struct use *y)
{
	return x->sittings == 1 && y->sittings == 1 &&
	       dais_local_cmp(x->period.start, y->period.start) == 0 &&
	       dais_local_cmp(x->period.end, y->period.end) == 0;
}

/* Pairs uses in the same half-day; where the hours are the same, minutes are compared. */
static void
pair_same(struct use *before, size_t nb, struct use *after, size_t na, struct dais_arena *a,
    dais_timetable_change_vec *ret)
{
	for (size_t i = 0, k = 0; i < nb && k < na;) {
		struct use *x = &before[i], *y = &after[k];

		if (x->half_day != y->half_day) {
			i += x->half_day < y->half_day;
			k += x->half_day > y->half_day;
			continue;
		}
		x->paired = y->paired = true;
		if (same_hours(x, y) && x->minutes != y->minutes) {
			struct dais_timetable_change *c = add_change(ret, a,
			    y->minutes > x->minutes ? DAIS_TIMETABLE_LONGER
						    : DAIS_TIMETABLE_SHORTER,
			    y);

			c->to = y->period;
			c->minutes_before = x->minutes;
			c->minutes_after = y->minutes;
		}
		i++;
		k++;
	}
}

static size_t
next_open(const struct use *v, size_t n, size_t i)
{
	while (i < n && v[i].paired)
		i++;
	return i;
}

static void
pair_rest(struct use *before, size_t nb, struct use *after, size_t na, struct dais_arena *a,
    dais_timetable_change_vec *ret)
{
	size_t i = next_open(before, nb, 0), k = next_open(after, na, 0);

	while (i < nb || k < na) {
		struct dais_timetable_change *c =
		    i < nb && k < na ? add_change(ret, a, DAIS_TIMETABLE_MOVED, &after[k])
		    : k < na         ? add_change(ret, a, DAIS_TIMETABLE_ADDED, &after[k])
				     : add_change(ret, a, DAIS_TIMETABLE_DROPPED, &before[i]);

		if (i < nb) {
			c->from = before[i].period;
			c->minutes_before = before[i].minutes;
		}
		if (k < na) {
			c->to = after[k].period;
			c->minutes_after = after[k].minutes;
		}
		i = i < nb ? next_open(before, nb, i + 1) : i;
		k = k < na ? next_open(after, na, k + 1) : k;
	}
}

static bool
same_bodies(const dais_index_vec *x, const dais_index_vec *y)
{
	return x->n == y->n && (x->n == 0 || memcmp(x->v, y->v, x->n * sizeof(*x->v)) == 0);
}

static bool
same_words(const struct dais_ml *x, const struct dais_ml *y)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!dais_str_eq(x->in[l], y->in[l]))
			return false;
	}
	return true;
}

static void
compare_rooms(const dais_sitting_vec *before, const dais_sitting_vec *after, struct dais_arena *a,
    dais_timetable_change_vec *ret)
{
	for (size_t i = 0; i < after->n; i++) {
		const struct dais_sitting *y = &after->v[i];

		for (size_t k = 0; k < before->n; k++) {
			const struct dais_sitting *x = &before->v[k];
			struct dais_timetable_change *c;

			if (dais_local_cmp(x->start, y->start) != 0 ||
			    !same_bodies(&x->bodies, &y->bodies) || dais_ml_is_empty(&x->room) ||
			    dais_ml_is_empty(&y->room) || same_words(&x->room, &y->room))
				continue;
			c = dais_vec_add(a, ret);
			c->kind = DAIS_TIMETABLE_ROOM;
			c->item = DAIS_NONE;
			c->bodies = y->bodies;
			c->to = (struct dais_period){ y->start, y->end };
			c->room_before = x->room;
			c->room_after = y->room;
		}
	}
}

static int
by_time(const void *x, const void *y)
{
	const struct dais_timetable_change *p = x, *q = y;
	const struct dais_local *s = p->to.start.date.year ? &p->to.start : &p->from.start;
	const struct dais_local *t = q->to.start.date.year ? &q->to.start : &q->from.start;
	int c = dais_local_cmp(*s, *t);

	if (c)
		return c;
	if (p->item != q->item)
		return p->item < q->item ? -1 : 1;
	return (p->kind > q->kind) - (p->kind < q->kind);
}

void
dais_timetable_compare(const struct dais_record *r, const dais_sitting_vec *before,
    const dais_sitting_vec *after, struct dais_arena *a, dais_timetable_change_vec *ret)
{
	use_vec x = { NULL, 0, 0 }, y = { NULL, 0, 0 };

	find_uses(r, before, a, &x);
	find_uses(r, after, a, &y);
	for (size_t i = 0, k = 0; i < x.n || k < y.n;) {
		size_t item =
		    i < x.n && (k >= y.n || x.v[i].item <= y.v[k].item) ? x.v[i].item : y.v[k].item;
		size_t nb = 0, na = 0;

		while (i + nb < x.n && x.v[i + nb].item == item)
			nb++;
		while (k + na < y.n && y.v[k + na].item == item)
			na++;
		pair_same(x.v + i, nb, y.v + k, na, a, ret);
		pair_rest(x.v + i, nb, y.v + k, na, a, ret);
		i += nb;
		k += na;
	}
	compare_rooms(before, after, a, ret);
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(*ret->v), by_time);
}
