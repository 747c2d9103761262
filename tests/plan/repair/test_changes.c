/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "build.h"
#include "plan/repair/repair.h"
#include "random.h"
#include "test.h"

/* Two bodies, four days of two sittings: item 1 is of both, 2 of the first, 3 of the second. */
struct meeting {
	struct dais_arena *a;
	struct dais_problem *p;
	dais_plan_change_vec changes;
};

static void
tell(struct meeting *m, const char *before, const char *after)
{
	struct dais_plan x = { .sittings = { .n = 0 } }, y = { .sittings = { .n = 0 } };

	*m = (struct meeting){ .a = dais_arena_new(0) };
	m->p = build_problem(m->a, 30, 4, 2);
	build_body(m->p, m->a);
	build_body(m->p, m->a);
	build_room(m->p, m->a, 0);
	build_room(m->p, m->a, 0);
	build_task(m->p, m->a, 3);
	build_task(m->p, m->a, 1);
	build_task(m->p, m->a, 2);
	build_plan(m->p, m->a, before, &x);
	build_plan(m->p, m->a, after, &y);
	dais_plan_changes(m->p, &x, &y, m->a, &m->changes);
}

static void
test_same_plan(void **state)
{
	struct meeting m;

	(void)state;
	tell(&m, "0: 1=60 2=120; 2: 2=60", "0: 1=60 2=120; 2: 2=60");
	assert_int_equal(m.changes.n, 0);
	dais_arena_free(m.a);
}

static void
test_nearest_move(void **state)
{
	struct meeting m;

	(void)state;
	tell(&m, "0: 2=60; 4: 2=120", "5: 2=90; 7: 3=30");
	assert_int_equal(m.changes.n, 3);
	assert_int_equal(m.changes.v[0].kind, DAIS_PLAN_CHANGE_DROPPED);
	assert_int_equal(m.changes.v[0].from, 0);
	assert_int_equal(m.changes.v[0].to, DAIS_NONE);
	assert_int_equal(m.changes.v[0].minutes_before, 60);
	assert_int_equal(m.changes.v[1].kind, DAIS_PLAN_CHANGE_MOVED);
	assert_int_equal(m.changes.v[1].from, 4);
	assert_int_equal(m.changes.v[1].to, 5);
	assert_int_equal(m.changes.v[1].minutes_before, 120);
	assert_int_equal(m.changes.v[1].minutes_after, 90);
	assert_int_equal(m.changes.v[2].kind, DAIS_PLAN_CHANGE_ADDED);
	assert_int_equal(m.changes.v[2].task, 2);
	assert_int_equal(m.changes.v[2].to, 7);
	dais_arena_free(m.a);
}

static void
test_length(void **state)
{
	struct meeting m;

	(void)state;
	tell(&m, "1: 2=60; 2: 2=120", "1: 2=90; 2: 2=30");
	assert_int_equal(m.changes.n, 2);
	assert_int_equal(m.changes.v[0].kind, DAIS_PLAN_CHANGE_LONGER);
	assert_int_equal(m.changes.v[0].minutes_before, 60);
	assert_int_equal(m.changes.v[0].minutes_after, 90);
	assert_int_equal(m.changes.v[1].kind, DAIS_PLAN_CHANGE_SHORTER);
	assert_int_equal(m.changes.v[1].to, 2);
	dais_arena_free(m.a);
}

static void
test_room(void **state)
{
	struct meeting m;

	(void)state;
	tell(&m, "1 r0: 3=60; 2 r0: 1=60", "1 r0: 3=60; 2 r1: 1=60");
	assert_int_equal(m.changes.n, 1);
	assert_int_equal(m.changes.v[0].kind, DAIS_PLAN_CHANGE_ROOM);
	assert_int_equal(m.changes.v[0].task, DAIS_NONE);
	assert_int_equal(m.changes.v[0].to, 2);
	assert_int_equal(m.changes.v[0].room_before, 0);
	assert_int_equal(m.changes.v[0].room_after, 1);
	assert_int_equal(m.changes.v[0].bodies.n, 2);
	dais_arena_free(m.a);
}

/* --- what the changes say, done to the plan they start from, gives the plan they end with --- */

struct table {
	size_t slots;
	unsigned *minutes; /* [task * slots + slot] */
};

static struct table
table_of(const struct dais_problem *p, const struct dais_plan *plan, struct dais_arena *a)
{
	struct table t = { .slots = p->slots.n };

	t.minutes = DAIS_NEW_N(a, p->tasks.n * p->slots.n + 1, unsigned);
	for (size_t i = 0; i < p->tasks.n; i++)
		for (size_t s = 0; s < p->slots.n; s++)
			t.minutes[i * t.slots + s] = dais_plan_minutes(plan, i, s);
	return t;
}

static void
apply(struct table *t, const struct dais_plan_change *c)
{
	if (c->kind == DAIS_PLAN_CHANGE_ROOM)
		return;
	if (c->from != DAIS_NONE) {
		assert_int_equal(t->minutes[c->task * t->slots + c->from], c->minutes_before);
		t->minutes[c->task * t->slots + c->from] = 0;
	}
	if (c->to != DAIS_NONE) {
		assert_int_equal(t->minutes[c->task * t->slots + c->to], 0);
		t->minutes[c->task * t->slots + c->to] = c->minutes_after;
	}
}

static void
test_changes_applied(void **state)
{
	struct chance chance = { 20220523 };

	(void)state;
	for (int round = 0; round < 300; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_plan planted = { .sittings = { .n = 0 } };
		struct dais_problem *p = random_problem(&chance, &random_small, a, &planted);
		struct dais_plan before = { .sittings = { .n = 0 } };
		struct dais_plan after = { .sittings = { .n = 0 } };
		dais_plan_change_vec changes = { .n = 0 };
		struct table old, new;
		size_t last = 0;

		random_plan(&chance, p, 30, a, &before);
		random_plan(&chance, p, 30, a, &after);
		old = table_of(p, &before, a);
		new = table_of(p, &after, a);
		dais_plan_changes(p, &before, &after, a, &changes);
		for (size_t i = 0; i < changes.n; i++) {
			const struct dais_plan_change *c = &changes.v[i];
			size_t first = c->from < c->to ? c->from : c->to;

			assert_true(first >= last);
			last = first;
			apply(&old, c);
		}
		assert_memory_equal(
		    old.minutes, new.minutes, p->tasks.n * p->slots.n * sizeof(unsigned));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_plan),
		cmocka_unit_test(test_nearest_move),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_changes_applied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
