/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lists of times of planning.yaml as half-days of the meetings, and back.
 */
#include "service/house/planning_edit.h"

#define HALF_DAYS_MAX 120
#define SATURDAY 6

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
		if (dais_date_weekday(day) >= SATURDAY && !has_sitting(r, day))
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
	if (w.weekday && dais_date_weekday(h.day) != w.weekday)
		return false;
	if (dais_date_is_set(w.from) &&
	    (dais_date_cmp(h.day, w.from) < 0 || dais_date_cmp(h.day, w.to) > 0))
		return false;
	if (w.minute >= 0)
		return h.afternoon == (w.minute >= DAIS_AFTERNOON_MIN);
	return w.half == DAIS_HALF_BOTH || h.afternoon == (w.half == DAIS_HALF_AFTERNOON);
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
