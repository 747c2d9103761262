/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any text as what happened (--lose, --overran, --late, --fix, --not): what is read stays inside
 * it, and a problem takes it in or says why not, whether its tasks have names of their own or are
 * items of a record, with numbers, parts and titles.
 */
#include "plan/repair/repair.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_inside(struct dais_str whole, struct dais_str part)
{
	DAIS_ASSERT(!part.n || (part.p >= whole.p && part.p + part.n <= whole.p + whole.n));
}

/* One day of one sitting, a task and a room. */
static struct dais_problem *
small(struct dais_arena *a)
{
	struct dais_problem *p = DAIS_NEW(a, struct dais_problem);

	struct dais_plan_slot *slot = dais_vec_add(a, &p->slots);
	struct dais_task *task;

	p->language = DAIS_LANG_EN;
	p->step = 30;
	slot->day = (struct dais_date){ 2022, 5, 24 };
	slot->start = 900;
	slot->end = 1080;
	slot->half_day = 1;
	dais_vec_add(a, &p->bodies)->name = DAIS_STR("A");
	dais_vec_add(a, &p->rooms)->id = DAIS_STR("board-d");
	task = dais_vec_add(a, &p->tasks);
	task->item = DAIS_NONE;
	task->name = DAIS_STR("item");
	dais_vec_push(a, &task->bodies, (size_t)0);
	return p;
}

static size_t
add_item(struct dais_record *r, struct dais_str id, struct dais_str title)
{
	struct dais_item *item = dais_vec_add(r->arena, &r->items);

	item->id = id;
	item->parent = DAIS_NONE;
	item->title.in[DAIS_LANG_EN] = title;
	return r->items.n - 1;
}

/* The same of a record: item 1, item 2 with two parts. */
static struct dais_problem *
of_record(struct dais_arena *a)
{
	struct dais_problem *p = small(a);
	struct dais_record *r = dais_record_new(a);
	struct dais_body *body = dais_vec_add(a, &r->bodies);
	struct dais_agenda *agenda = dais_vec_add(a, &r->agendas);
	size_t items[] = { add_item(r, DAIS_STR("opening"), DAIS_STR("Opening")),
		add_item(r, DAIS_STR("env"), DAIS_STR("Environment")),
		add_item(r, DAIS_STR("env/a"), DAIS_STR("Forests (5)")),
		add_item(r, DAIS_STR("env/b"), DAIS_STR("Seas of 2 states")) };

	body->id = DAIS_STR("wg-a");
	body->symbol = DAIS_STR("X/COP/WG.2");
	body->name.in[DAIS_LANG_EN] = DAIS_STR("Working Group A");
	dais_vec_push(a, &agenda->items, items[0]);
	dais_vec_push(a, &agenda->items, items[1]);
	for (size_t i = 2; i < 4; i++) {
		r->items.v[items[i]].parent = items[1];
		dais_vec_push(a, &r->items.v[items[1]].parts, items[i]);
	}
	p->record = r;
	p->tasks.n = 0;
	for (size_t i = 0; i < 4; i++) {
		struct dais_task *task;

		if (i == 1) /* has parts */
			continue;
		task = dais_vec_add(a, &p->tasks);
		task->item = items[i];
		task->name = r->items.v[items[i]].title.in[DAIS_LANG_EN];
		dais_vec_push(a, &task->bodies, (size_t)0);
	}
	return p;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool (*const parsers[])(struct dais_str, struct dais_event *,
	    struct dais_err *) = { dais_event_parse_lost, dais_event_parse_overran,
		dais_event_parse_late, dais_event_parse_fix, dais_event_parse_not };

	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = dais_arena_dup(a, (struct dais_str){ (const char *)data, size });

	if (!dais_str_is_text(s, NULL))
		return 0;
	for (size_t i = 0; i < sizeof parsers / sizeof *parsers; i++) {
		struct dais_event e;
		struct dais_err err = DAIS_ERR_INIT;

		if (parsers[i](s, &e, &err)) {
			check_inside(s, e.name);
			check_inside(s, e.when);
			DAIS_ASSERT(dais_event_apply(small(a), NULL, &e, a, &err) || err.code);
			err = (struct dais_err)DAIS_ERR_INIT;
			DAIS_ASSERT(dais_event_apply(of_record(a), NULL, &e, a, &err) || err.code);
		} else {
			DAIS_ASSERT(err.code == DAIS_ERR_INVALID && err.hint[0]);
		}
	}
	return 0;
}
