/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is new in the timetable, and in what no other line speaks of. Sittings of a record have no
 * ids: two are the same when they have time and bodies in common, or, when one has moved, bodies
 * and items.
 */
#include "service/house/release_priv.h"
#include "text/say.h"
#include "text/text.h"

/* The bodies of a sitting, by id. */
static bool
same_bodies(const struct dais_record *p, const struct dais_sitting *x, const struct dais_record *q,
    const struct dais_sitting *y)
{
	if (x->bodies.n != y->bodies.n)
		return false;
	for (size_t i = 0; i < x->bodies.n; i++) {
		if (!dais_str_eq(p->bodies.v[x->bodies.v[i]].id, q->bodies.v[y->bodies.v[i]].id))
			return false;
	}
	return true;
}

static bool
same_entries(const struct dais_record *p, const struct dais_sitting *x, const struct dais_record *q,
    const struct dais_sitting *y)
{
	if (x->entries.n != y->entries.n)
		return false;
	for (size_t i = 0; i < x->entries.n; i++) {
		if (!dais_str_eq(
			p->items.v[x->entries.v[i].item].id, q->items.v[y->entries.v[i].item].id))
			return false;
	}
	return true;
}

static bool
same_start(const struct dais_sitting *x, const struct dais_sitting *y)
{
	return dais_local_cmp(x->start, y->start) == 0;
}

static bool
same_room(const struct dais_sitting *x, const struct dais_sitting *y)
{
	return dais_str_eq(x->room_id, y->room_id) && house_ml_equal(&x->room, &y->room);
}

enum likeness {
	SAME_ALL,
	SAME_TIME,
	SAME_WORK,
	SAME_COUNT
};

static bool
are_like(const struct news_maker *m, const struct dais_sitting *x, const struct dais_sitting *y,
    enum likeness like)
{
	if (!same_bodies(m->before, x, m->now, y))
		return false;
	switch (like) {
	case SAME_ALL:
		return same_start(x, y) && same_room(x, y) && same_entries(m->before, x, m->now, y);
	case SAME_TIME:
		return same_start(x, y);
	default:
		return x->entries.n && same_entries(m->before, x, m->now, y);
	}
}

/* When and where. */
static struct dais_ml
when(struct news_maker *m, const struct dais_sitting *s, bool with_room)
{
	struct dais_ml ml;

	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;
		struct dais_say_value values[] = {
			{ "place", dais_text_day_hours(m->a, l, s->start, s->end) },
			{ "room", s->room.in[i] },
		};

		ml.in[i] = with_room && s->room.in[i].n
			       ? dais_say_fill(m->a, l, DAIS_SAY_HOUSE_PLACE_AND_ROOM, values, 2)
			       : values[0].words;
	}
	return ml;
}

/* The numbers of what a sitting takes up, for its first body that has each. */
static struct dais_ml
items(struct news_maker *m, const struct dais_record *r, const struct dais_sitting *s)
{
	struct dais_ml ml = { 0 };

	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		struct dais_str *v = DAIS_NEW_N(m->a, s->entries.n + 1, struct dais_str);
		size_t n = 0;

		for (size_t k = 0; k < s->entries.n; k++) {
			struct dais_number number = { 0 };

			for (size_t b = 0; b < s->bodies.n && !number.found; b++)
				number =
				    dais_record_number(r, s->entries.v[k].item, s->bodies.v[b]);
			if (number.found)
				v[n++] = dais_text_item_number(
				    m->a, (enum dais_lang)i, number.number, number.letter);
		}
		if (n)
			ml.in[i] = dais_text_list(m->a, (enum dais_lang)i, v, n);
	}
	return ml;
}

static struct dais_news *
sitting_line(struct news_maker *m, enum dais_news_kind kind, const struct dais_sitting *s)
{
	struct dais_news *n = house_news_add(m, kind, "sitting", dais_local_print(m->a, s->start));

	n->about = when(m, s, false);
	return n;
}

static void
compare(struct news_maker *m, const struct dais_sitting *x, const struct dais_sitting *y)
{
	bool moved = !same_start(x, y) || dais_local_cmp(x->end, y->end) != 0;
	bool other_room = !same_room(x, y);
	struct dais_news *n;

	if (moved || other_room) {
		n = sitting_line(m, DAIS_NEWS_SITTING_MOVED, y);
		n->from = when(m, x, other_room);
		n->to = when(m, y, other_room);
	}
	if (!same_entries(m->before, x, m->now, y)) {
		n = sitting_line(m, DAIS_NEWS_SITTING_ITEMS, y);
		n->from = items(m, m->before, x);
		n->to = items(m, m->now, y);
	}
}

void
house_news_sittings(struct news_maker *m)
{
	const dais_sitting_vec *before = &m->before->sittings, *now = &m->now->sittings;
	size_t *found = DAIS_NEW_N(m->a, now->n + 1, size_t);
	bool *taken = DAIS_NEW_N(m->a, before->n + 1, bool);

	for (size_t i = 0; i < now->n; i++)
		found[i] = DAIS_NONE;
	for (int like = 0; like < SAME_COUNT; like++) {
		for (size_t i = 0; i < now->n; i++) {
			for (size_t k = 0; k < before->n && found[i] == DAIS_NONE; k++) {
				if (taken[k] ||
				    !are_like(m, &before->v[k], &now->v[i], (enum likeness)like))
					continue;
				taken[k] = true;
				found[i] = k;
			}
		}
	}
	for (size_t i = 0; i < now->n; i++) {
		if (found[i] != DAIS_NONE)
			compare(m, &before->v[found[i]], &now->v[i]);
		else
			sitting_line(m, DAIS_NEWS_SITTING_NEW, &now->v[i])->to =
			    when(m, &now->v[i], true);
	}
	for (size_t k = 0; k < before->n; k++) {
		if (!taken[k])
			sitting_line(m, DAIS_NEWS_SITTING_CLOSED, &before->v[k])->from =
			    when(m, &before->v[k], true);
	}
}

/* ---- the rest ---- */

static struct dais_ml
name_of(const struct news_maker *m, const struct dais_thing *t)
{
	struct dais_ml ml = { 0 };
	const struct dais_record *r = m->now;
	size_t at;

	for (int tries = 0; tries < 2; tries++, r = m->before) {
		at = dais_map_get(&r->body_ids, t->id);
		if (dais_str_is(t->kind, "body") && at != DAIS_MAP_NONE)
			return r->bodies.v[at].name;
		at = dais_map_get(&r->mandate_ids, t->id);
		if (dais_str_is(t->kind, "mandate") && at != DAIS_MAP_NONE &&
		    !dais_ml_is_empty(&r->mandates.v[at].title))
			return r->mandates.v[at].title;
	}
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = t->id;
	return ml;
}

/* Lines for the things of @x that are not the same in @y; those closed only when @gone. */
static void
compare_kind(struct news_maker *m, const char *kind, const dais_thing_vec *x,
    const dais_thing_vec *y, bool gone)
{
	for (size_t i = 0; i < x->n; i++) {
		const struct dais_thing *t = &x->v[i];
		size_t at;

		if (!dais_str_is(t->kind, kind) ||
		    (dais_str_is(t->kind, "approval") && house_news_is_of_silence(m, t->id)))
			continue;
		at = dais_things_find(y, t->kind, t->id);
		if (at == SIZE_MAX || (!gone && !dais_str_eq(t->value, y->v[at].value)))
			house_news_add(m, DAIS_NEWS_OTHER, kind, t->id)->about = name_of(m, t);
	}
}

static const char *const rest_kinds[] = { "body", "mandate", "approval" };

static bool
is_of_the_rest(const void *ctx, struct dais_str kind, struct dais_str id)
{
	(void)ctx;
	(void)id;
	for (size_t i = 0; i < sizeof(rest_kinds) / sizeof(*rest_kinds); i++)
		if (dais_str_is(kind, rest_kinds[i]))
			return true;
	return false;
}

void
house_news_rest(struct news_maker *m)
{
	dais_thing_vec before = { 0 }, now = { 0 };

	dais_things_some(m->before, is_of_the_rest, NULL, m->a, &before);
	dais_things_some(m->now, is_of_the_rest, NULL, m->a, &now);
	for (size_t i = 0; i < sizeof(rest_kinds) / sizeof(*rest_kinds); i++) {
		compare_kind(m, rest_kinds[i], &now, &before, false);
		compare_kind(m, rest_kinds[i], &before, &now, true);
	}
}
