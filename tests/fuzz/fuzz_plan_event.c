/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any text as what happened (--lose, --overran, --late, --fix): what is read stays inside it, and
 * a problem takes it in or says why not.
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
		} else {
			DAIS_ASSERT(err.code == DAIS_ERR_INVALID && err.hint[0]);
		}
	}
	return 0;
}
