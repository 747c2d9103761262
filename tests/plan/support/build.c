/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "build.h"

#include <string.h>

#include "base/buf.h"
#include "base/err.h"

static const struct dais_date monday = { 2022, 5, 23 };

static void
add_slot(struct dais_problem *p, struct dais_arena *a, unsigned day, unsigned n, unsigned a_day)
{
	static const int starts[3][3] = { { 600 }, { 600, 900 }, { 540, 720, 900 } };
	struct dais_plan_slot *slot = dais_vec_add(a, &p->slots);
	int64_t days;

	slot->week = day / 5;
	slot->day_index = day;
	slot->day = dais_date_add(monday, (int)(day / 5 * 7 + day % 5));
	days = dais_date_to_days(slot->day);
	slot->start = starts[a_day - 1][n];
	slot->end = slot->start + (a_day == 3 ? 120 : 180);
	slot->utc = days * 86400 + slot->start * 60;
	slot->half_day = days * 2 + (slot->start >= 750);
}

struct dais_problem *
build_problem(struct dais_arena *a, unsigned step, unsigned days, unsigned a_day)
{
	struct dais_problem *p = DAIS_NEW(a, struct dais_problem);

	p->language = DAIS_LANG_EN;
	p->step = step;
	for (unsigned d = 0; d < days; d++) {
		for (unsigned n = 0; n < a_day; n++)
			add_slot(p, a, d, n, a_day);
	}
	return p;
}

size_t
build_body(struct dais_problem *p, struct dais_arena *a)
{
	struct dais_plan_body *body = dais_vec_add(a, &p->bodies);

	body->body = DAIS_NONE;
	body->name = p->bodies.n <= 26
			 ? dais_arena_printf(a, "%c", (char)('A' + (int)p->bodies.n - 1))
			 : dais_arena_printf(a, "body %zu", p->bodies.n);
	return p->bodies.n - 1;
}

size_t
build_room(struct dais_problem *p, struct dais_arena *a, unsigned capacity)
{
	struct dais_plan_room *room = dais_vec_add(a, &p->rooms);

	room->id = dais_arena_printf(a, "room-%zu", p->rooms.n);
	room->capacity = capacity;
	return p->rooms.n - 1;
}

size_t
build_team(struct dais_problem *p, struct dais_arena *a, dais_lang_set languages)
{
	struct dais_plan_team *team = dais_vec_add(a, &p->teams);

	team->id = dais_arena_printf(a, "%zu", p->teams.n);
	team->languages = languages;
	return p->teams.n - 1;
}

size_t
build_task(struct dais_problem *p, struct dais_arena *a, unsigned bodies)
{
	struct dais_task *task = dais_vec_add(a, &p->tasks);

	task->item = DAIS_NONE;
	task->name = dais_arena_printf(a, "item %zu", p->tasks.n);
	task->group = p->tasks.n - 1;
	task->rank = (unsigned)p->tasks.n;
	task->substantive = true;
	for (size_t b = 0; b < p->bodies.n && b < 32; b++) {
		if (bodies >> b & 1u)
			dais_vec_push(a, &task->bodies, b);
	}
	return p->tasks.n - 1;
}

dais_slot_set
build_slots(const struct dais_problem *p, struct dais_arena *a, uint64_t mask)
{
	dais_slot_set set = dais_slots_new(p, a);

	for (size_t t = 0; t < p->slots.n && t < 64; t++) {
		if (mask >> t & 1u)
			dais_slots_put(set, t);
	}
	return set;
}

size_t
build_sitting(struct dais_plan *plan, struct dais_arena *a, size_t slot)
{
	struct dais_plan_sitting *sitting = dais_vec_add(a, &plan->sittings);

	sitting->slot = slot;
	sitting->room = sitting->team = DAIS_NONE;
	return plan->sittings.n - 1;
}

void
build_seat(struct dais_plan *plan, struct dais_arena *a, size_t sitting, size_t body)
{
	dais_index_vec *v = &plan->sittings.v[sitting].bodies;
	size_t at = 0;

	while (at < v->n && v->v[at] < body)
		at++;
	if (at < v->n && v->v[at] == body)
		return;
	(void)dais_vec_add(a, v);
	memmove(v->v + at + 1, v->v + at, (v->n - 1 - at) * sizeof(size_t));
	v->v[at] = body;
}

void
build_entry(const struct dais_problem *p, struct dais_plan *plan, struct dais_arena *a,
    size_t sitting, size_t task, unsigned minutes)
{
	const struct dais_task *t = &p->tasks.v[task];
	struct dais_plan_entry *entry = dais_vec_add(a, &plan->sittings.v[sitting].entries);

	entry->task = task;
	entry->minutes = minutes;
	for (size_t b = 0; b < t->bodies.n; b++)
		build_seat(plan, a, sitting, t->bodies.v[b]);
}

void
build_copy(const struct dais_plan *from, struct dais_arena *a, struct dais_plan *ret)
{
	*ret = (struct dais_plan){ 0 };
	for (size_t s = 0; s < from->sittings.n; s++) {
		const struct dais_plan_sitting *x = &from->sittings.v[s];
		size_t n = build_sitting(ret, a, x->slot);
		struct dais_plan_sitting *y = &ret->sittings.v[n];

		y->room = x->room;
		y->team = x->team;
		for (size_t b = 0; b < x->bodies.n; b++)
			dais_vec_push(a, &y->bodies, x->bodies.v[b]);
		for (size_t e = 0; e < x->entries.n; e++)
			dais_vec_push(a, &y->entries, x->entries.v[e]);
	}
}

/* --- plans as text --- */

static size_t
number(struct dais_str s)
{
	int64_t n = 0;

	DAIS_ASSERT(dais_str_to_int(s, 0, 1000000, &n));
	return (size_t)n;
}

static void
read_sitting(
    const struct dais_problem *p, struct dais_arena *a, struct dais_str text, struct dais_plan *ret)
{
	size_t colon = dais_str_find_char(text, ':', 0);
	struct dais_str head = dais_str_trim(dais_str_sub(text, 0, colon));
	struct dais_str entries = dais_str_trim(dais_str_sub(text, colon + 1, text.n)), word;
	size_t s = SIZE_MAX;

	while (dais_str_next(&head, ' ', &word)) {
		if (s == SIZE_MAX)
			s = build_sitting(ret, a, number(word));
		else if (word.p[0] == 'r')
			ret->sittings.v[s].room = number(dais_str_sub(word, 1, word.n));
		else
			ret->sittings.v[s].team = number(dais_str_sub(word, 1, word.n));
	}
	while (dais_str_next(&entries, ' ', &word)) {
		size_t equals = dais_str_find_char(word, '=', 0);

		if (!word.n)
			continue;
		DAIS_ASSERT(s != SIZE_MAX && equals != SIZE_MAX);
		build_entry(p, ret, a, s, number(dais_str_sub(word, 0, equals)) - 1,
		    (unsigned)number(dais_str_sub(word, equals + 1, word.n)));
	}
}

void
build_plan(
    const struct dais_problem *p, struct dais_arena *a, const char *text, struct dais_plan *ret)
{
	struct dais_str rest = dais_str_from(text), sitting;

	*ret = (struct dais_plan){ 0 };
	while (dais_str_next(&rest, ';', &sitting)) {
		if (dais_str_trim(sitting).n)
			read_sitting(p, a, sitting, ret);
	}
}

struct dais_str
build_print_plan(const struct dais_plan *plan, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t s = 0; s < plan->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &plan->sittings.v[s];

		dais_buf_printf(&b, "%s%zu", s ? "; " : "", sitting->slot);
		if (sitting->room != DAIS_NONE)
			dais_buf_printf(&b, " r%zu", sitting->room);
		if (sitting->team != DAIS_NONE)
			dais_buf_printf(&b, " t%zu", sitting->team);
		dais_buf_puts(&b, ":");
		for (size_t e = 0; e < sitting->entries.n; e++)
			dais_buf_printf(&b, " %zu=%u", sitting->entries.v[e].task + 1,
			    sitting->entries.v[e].minutes);
	}
	return dais_buf_dup(&b, a);
}
