/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lists of times of planning.yaml as half-days of the meetings, and back.
 */
#include "service/house/planning_edit.h"

#define HALF_DAYS_MAX 120

static bool
has_sitting(const struct dais_record *r, struct dais_date day)
{
	for (size_t i = 0; i < r->sittings.n; i++)
		if (dais_date_eq(r->sittings.v[i].start.date, day))
			return true;
	return false;
}

void
dais_planning_half_days(const struct dais_record *r, struct dais_arena *a, dais_half_day_vec *ret)
{
	struct dais_date day = { 0 }, last = { 0 };

	for (size_t i = 0; i < r->together.n; i++) {
		const struct dais_meeting *m = &r->meetings.v[r->together.v[i]];

		if (!i || dais_date_cmp(m->opens.date, day) < 0)
			day = m->opens.date;
		if (!i || dais_date_cmp(m->closes, last) > 0)
			last = m->closes;
	}
	if (!dais_date_is_set(day) || !dais_date_is_set(last))
		return;
	for (; dais_date_cmp(day, last) <= 0 && ret->n < HALF_DAYS_MAX;
	    day = dais_date_add(day, 1)) {
		if (dais_planning_day(r->planning, &r->profile, day) == DAIS_PLAN_DAY_CLOSED &&
		    !has_sitting(r, day))
			continue;
		dais_vec_push(a, ret, ((struct dais_half_day){ day, false }));
		dais_vec_push(a, ret, ((struct dais_half_day){ day, true }));
	}
}

struct dais_str
dais_half_day_print(struct dais_arena *a, struct dais_half_day h)
{
	return dais_arena_printf(a, "%.*s/%s", DAIS_STR_ARG(dais_date_print(a, h.day)),
	    h.afternoon ? "afternoon" : "morning");
}

bool
dais_planning_covers(struct dais_str words, struct dais_half_day h)
{
	struct dais_when w = { 0 };

	if (!dais_when_read(words, &w))
		return false;
	/* A sitting that begins at an hour stands for its half-day. */
	if (w.minute >= 0)
		w.half = w.minute >= DAIS_AFTERNOON_MIN ? DAIS_HALF_AFTERNOON : DAIS_HALF_MORNING;
	w.minute = -1;
	return dais_when_names(&w, h.day, h.afternoon ? DAIS_AFTERNOON_MIN : 0);
}

/* "at" of {at: ..., minutes: ...}. */
static struct dais_str
time_of(const struct dais_yaml_node *n)
{
	const struct dais_yaml_node *at = n->kind == DAIS_YAML_MAPPING ? dais_yaml_get(n, "at") : n;

	return at ? at->text : DAIS_STR_NONE;
}

static bool
is_among(const dais_half_day_vec *some, struct dais_half_day h)
{
	for (size_t i = 0; i < some->n; i++)
		if (dais_date_eq(some->v[i].day, h.day) && some->v[i].afternoon == h.afternoon)
			return true;
	return false;
}

static bool
loses(struct dais_str time, const dais_half_day_vec *gone)
{
	for (size_t i = 0; i < gone->n; i++)
		if (dais_planning_covers(time, gone->v[i]))
			return true;
	return false;
}

/* Adds @h; like entry @old, if there is one: what that says of its time ("minutes") holds for @h.
 */
static void
add(struct dais_planning_edit *e, struct dais_yaml_node *list, struct dais_half_day h,
    const struct dais_yaml_node *old)
{
	struct dais_yaml_node *at = dais_yaml_new_scalar(e->a, dais_half_day_print(e->a, h)),
			      *entry;

	if (!old || old->kind != DAIS_YAML_MAPPING) {
		dais_yaml_add(e->a, list, DAIS_STR_NONE, at);
		return;
	}
	entry = dais_yaml_new(e->a, DAIS_YAML_MAPPING);
	entry->flow = true;
	for (size_t i = 0; i < old->entries.n; i++)
		dais_yaml_add(e->a, entry, old->entries.v[i].key,
		    dais_str_is(old->entries.v[i].key, "at") ? at : old->entries.v[i].value);
	dais_yaml_add(e->a, list, DAIS_STR_NONE, entry);
}

/* A list of the half-days in words @at that lies like @old. */
static void
add_words(struct dais_planning_edit *e, struct dais_yaml_node *list, struct dais_str at,
    const struct dais_yaml_node *old)
{
	struct dais_yaml_node *words = dais_yaml_new_scalar(e->a, at), *entry;

	if (old->kind != DAIS_YAML_MAPPING) {
		dais_yaml_add(e->a, list, DAIS_STR_NONE, words);
		return;
	}
	entry = dais_yaml_new(e->a, DAIS_YAML_MAPPING);
	entry->flow = true;
	for (size_t i = 0; i < old->entries.n; i++)
		dais_yaml_add(e->a, entry, old->entries.v[i].key,
		    dais_str_is(old->entries.v[i].key, "at") ? words : old->entries.v[i].value);
	dais_yaml_add(e->a, list, DAIS_STR_NONE, entry);
}

static struct dais_str
half_suffix(enum dais_half half)
{
	return half == DAIS_HALF_MORNING     ? DAIS_STR("/morning")
	       : half == DAIS_HALF_AFTERNOON ? DAIS_STR("/afternoon")
					     : DAIS_STR_NONE;
}

/* The days @from to @to of an entry as they were, when there are any. */
static void
add_span(struct dais_planning_edit *e, struct dais_yaml_node *list, struct dais_date from,
    struct dais_date to, enum dais_half half, const struct dais_yaml_node *old)
{
	struct dais_str half_words = half_suffix(half), first = dais_date_print(e->a, from);

	if (dais_date_cmp(from, to) > 0)
		return;
	if (dais_date_eq(from, to))
		add_words(e, list, dais_arena_concat(e->a, first, half_words), old);
	else
		add_words(e, list,
		    dais_arena_printf(e->a, "%.*s..%.*s%.*s", DAIS_STR_ARG(first),
			DAIS_STR_ARG(dais_date_print(e->a, to)), DAIS_STR_ARG(half_words)),
		    old);
}

static bool
is_shown(const dais_half_day_vec *all, struct dais_date day)
{
	for (size_t i = 0; i < all->n; i++)
		if (dais_date_eq(all->v[i].day, day))
			return true;
	return false;
}

/* What an entry of days says of days that the form does not show stays said: before the meeting,
 * behind it, and days within without sittings. Of a weekday only those of the meeting are kept. */
static void
keep_others(struct dais_planning_edit *e, struct dais_yaml_node *list,
    const struct dais_yaml_node *old, const dais_half_day_vec *all)
{
	struct dais_when w = { 0 };
	struct dais_date first = all->v[0].day, last = all->v[all->n - 1].day;

	if (!dais_when_read(time_of(old), &w) || !dais_date_is_set(w.from))
		return;
	add_span(e, list, w.from, dais_date_cmp(w.to, first) < 0 ? w.to : dais_date_add(first, -1),
	    w.half, old);
	for (struct dais_date d = first; dais_date_cmp(d, last) <= 0; d = dais_date_add(d, 1))
		if (!is_shown(all, d) && dais_date_cmp(d, w.from) >= 0 &&
		    dais_date_cmp(d, w.to) <= 0)
			add_span(e, list, d, d, w.half, old);
	add_span(e, list, dais_date_cmp(w.from, last) > 0 ? w.from : dais_date_add(last, 1), w.to,
	    w.half, old);
}

/* The entries of @old that stay, those that lose a half-day written out. */
static void
keep(struct dais_planning_edit *e, struct dais_yaml_node *list, struct dais_yaml_node *old,
    const dais_half_day_vec *all, const dais_half_day_vec *gone)
{
	struct dais_str time = time_of(old);

	if (!loses(time, gone)) {
		dais_yaml_add(e->a, list, DAIS_STR_NONE, old);
		return;
	}
	for (size_t i = 0; i < all->n; i++)
		if (dais_planning_covers(time, all->v[i]) && !is_among(gone, all->v[i]))
			add(e, list, all->v[i], old);
	keep_others(e, list, old, all);
}

void
dais_planning_set_times(struct dais_planning_edit *e, struct dais_str section, struct dais_str id,
    const char *member, const dais_half_day_vec *all, const dais_half_day_vec *gone,
    const dais_half_day_vec *come)
{
	struct dais_yaml_node *old = dais_planning_at(e->doc.root, section, id, member);
	struct dais_yaml_node *list = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);

	if (!gone->n && !come->n)
		return;
	list->flow = true;
	if (old && old->kind == DAIS_YAML_SCALAR && !dais_yaml_is_null(old))
		keep(e, list, old, all, gone);
	for (size_t i = 0; old && old->kind == DAIS_YAML_SEQUENCE && i < old->entries.n; i++)
		keep(e, list, old->entries.v[i].value, all, gone);
	for (size_t i = 0; i < come->n; i++)
		add(e, list, come->v[i], NULL);
	dais_planning_replace(e, section, id, member, list->entries.n ? list : NULL);
}

/* ---- minutes of a half-day ---- */

static bool
covers_alone(struct dais_str time, const dais_half_day_vec *all, struct dais_half_day h)
{
	for (size_t i = 0; i < all->n; i++)
		if (dais_planning_covers(time, all->v[i]) &&
		    (all->v[i].afternoon != h.afternoon || !dais_date_eq(all->v[i].day, h.day)))
			return false;
	return dais_planning_covers(time, h);
}

/* The place in the list of the entry that covers @h; the list has one entry for each half-day that
 * is looked for, since it is written out. */
static struct dais_yaml_entry *
entry_of(const struct dais_yaml_node *list, struct dais_half_day h)
{
	for (size_t i = 0; list && list->kind == DAIS_YAML_SEQUENCE && i < list->entries.n; i++)
		if (dais_planning_covers(time_of(list->entries.v[i].value), h))
			return &list->entries.v[i];
	return NULL;
}

struct dais_str
dais_planning_minutes_at(struct dais_yaml_node *root, struct dais_str section, struct dais_str id,
    const char *member, struct dais_half_day h)
{
	const struct dais_yaml_entry *entry =
	    entry_of(dais_planning_at(root, section, id, member), h);
	const struct dais_yaml_node *minutes = entry && entry->value->kind == DAIS_YAML_MAPPING
						   ? dais_yaml_get(entry->value, "minutes")
						   : NULL;

	return minutes ? minutes->text : DAIS_STR_NONE;
}

void
dais_planning_set_minutes(struct dais_planning_edit *e, struct dais_str section, struct dais_str id,
    const char *member, const dais_half_day_vec *all, struct dais_half_day h,
    struct dais_str minutes)
{
	struct dais_yaml_entry *entry =
	    entry_of(dais_planning_at(e->doc.root, section, id, member), h);
	struct dais_yaml_node *now;
	struct dais_str at;

	if (!entry)
		return;
	at = time_of(entry->value);
	if (!covers_alone(at, all, h)) {
		dais_half_day_vec one = { 0 };

		dais_vec_push(e->a, &one, h);
		dais_planning_set_times(e, section, id, member, all, &one, &one);
		entry = entry_of(dais_planning_at(e->doc.root, section, id, member), h);
		at = dais_half_day_print(e->a, h);
	}
	now = dais_yaml_new_scalar(e->a, at);
	if (minutes.n) {
		struct dais_yaml_node *map = dais_yaml_new(e->a, DAIS_YAML_MAPPING);

		map->flow = true;
		dais_yaml_add(e->a, map, DAIS_STR("at"), now);
		dais_yaml_add(e->a, map, DAIS_STR("minutes"), dais_yaml_new_scalar(e->a, minutes));
		now = map;
	}
	entry->value = now;
	e->changed = true;
}
