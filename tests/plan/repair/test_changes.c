/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/repair/repair.h"
#include "small.h"
#include "test.h"

struct meeting {
	struct dais_arena *a;
	struct dais_problem p;
	struct dais_plan before, after;
	dais_change_vec changes;
};

/* Two groups, four days: item 0 is of both, 1 of the first, 2 of the second. */
static void
build(struct meeting *m)
{
	*m = (struct meeting){ .a = dais_arena_new(0) };
	small_days(&m->p, m->a, 4);
	small_body(&m->p, m->a, "First Group");
	small_body(&m->p, m->a, "Second Group");
	small_room(&m->p, m->a, "board-a", 0);
	small_room(&m->p, m->a, "board-d", 0);
	small_task(&m->p, m->a, "item 1", 0, 1, 60);
	small_task(&m->p, m->a, "item 2", 0, DAIS_NONE, 180);
	small_task(&m->p, m->a, "item 3", 1, DAIS_NONE, 180);
}

static void
tell(struct meeting *m)
{
	dais_plan_changes(&m->p, &m->before, &m->after, m->a, &m->changes);
}

static void
test_same_plan(void **state)
{
	struct meeting m;

	(void)state;
	build(&m);
	small_entry(&m.p, m.a, &m.before, 0, 0, 60);
	small_entry(&m.p, m.a, &m.before, 0, 1, 120);
	small_entry(&m.p, m.a, &m.before, 2, 1, 60);
	m.after = m.before;
	tell(&m);
	assert_int_equal(m.changes.n, 0);
	dais_arena_free(m.a);
}

static void
test_nearest_move(void **state)
{
	struct meeting m;

	(void)state;
	build(&m);
	small_entry(&m.p, m.a, &m.before, 0, 1, 60);
	small_entry(&m.p, m.a, &m.before, 4, 1, 120);
	small_entry(&m.p, m.a, &m.after, 5, 1, 90);
	small_entry(&m.p, m.a, &m.after, 7, 2, 30);
	tell(&m);
	assert_int_equal(m.changes.n, 3);
	assert_int_equal(m.changes.v[0].kind, DAIS_CHANGE_DROPPED);
	assert_int_equal(m.changes.v[0].from, 0);
	assert_int_equal(m.changes.v[0].to, DAIS_NONE);
	assert_int_equal(m.changes.v[0].minutes_before, 60);
	assert_int_equal(m.changes.v[1].kind, DAIS_CHANGE_MOVED);
	assert_int_equal(m.changes.v[1].from, 4);
	assert_int_equal(m.changes.v[1].to, 5);
	assert_int_equal(m.changes.v[1].minutes_before, 120);
	assert_int_equal(m.changes.v[1].minutes_after, 90);
	assert_int_equal(m.changes.v[2].kind, DAIS_CHANGE_ADDED);
	assert_int_equal(m.changes.v[2].task, 2);
	assert_int_equal(m.changes.v[2].to, 7);
	dais_arena_free(m.a);
}

static void
test_length(void **state)
{
	struct meeting m;

	(void)state;
	build(&m);
	small_entry(&m.p, m.a, &m.before, 1, 1, 60);
	small_entry(&m.p, m.a, &m.before, 2, 1, 120);
	small_entry(&m.p, m.a, &m.after, 1, 1, 90);
	small_entry(&m.p, m.a, &m.after, 2, 1, 30);
	tell(&m);
	assert_int_equal(m.changes.n, 2);
	assert_int_equal(m.changes.v[0].kind, DAIS_CHANGE_LONGER);
	assert_int_equal(m.changes.v[0].minutes_before, 60);
	assert_int_equal(m.changes.v[0].minutes_after, 90);
	assert_int_equal(m.changes.v[1].kind, DAIS_CHANGE_SHORTER);
	assert_int_equal(m.changes.v[1].to, 2);
	dais_arena_free(m.a);
}

static void
test_room(void **state)
{
	struct meeting m;

	(void)state;
	build(&m);
	small_entry(&m.p, m.a, &m.before, 1, 2, 60);
	small_entry(&m.p, m.a, &m.before, 2, 0, 60);
	small_entry(&m.p, m.a, &m.after, 1, 2, 60);
	small_entry(&m.p, m.a, &m.after, 2, 0, 60);
	m.before.sittings.v[0].room = m.before.sittings.v[1].room = 0;
	m.after.sittings.v[0].room = 0;
	m.after.sittings.v[1].room = 1;
	tell(&m);
	assert_int_equal(m.changes.n, 1);
	assert_int_equal(m.changes.v[0].kind, DAIS_CHANGE_ROOM);
	assert_int_equal(m.changes.v[0].task, DAIS_NONE);
	assert_int_equal(m.changes.v[0].to, 2);
	assert_int_equal(m.changes.v[0].room_before, 0);
	assert_int_equal(m.changes.v[0].room_after, 1);
	assert_int_equal(m.changes.v[0].bodies.n, 2);
	dais_arena_free(m.a);
}

/* What the changes say, done to the plan they start from, gives the plan they end with. */
static void
test_changes_applied(void **state)
{
	uint64_t seed = 20220523;

	(void)state;
	for (int round = 0; round < 500; round++) {
		unsigned table[2][3][8] = { { { 0 } } };
		struct meeting m;

		build(&m);
		for (size_t s = 0; s < 2; s++) {
			for (size_t slot = 0; slot < 8; slot++) {
				for (size_t task = 0; task < 3; task++) {
					seed = seed * UINT64_C(6364136223846793005) +
					       UINT64_C(1442695040888963407);
					if (seed >> 62 != 0)
						continue;
					table[s][task][slot] = 30 + (unsigned)(seed >> 40) % 3 * 30;
					small_entry(&m.p, m.a, s ? &m.after : &m.before, slot, task,
					    table[s][task][slot]);
				}
			}
		}
		tell(&m);
		for (size_t i = 0; i < m.changes.n; i++) {
			const struct dais_change *c = &m.changes.v[i];

			assert_true(c->task < 3);
			if (c->from != DAIS_NONE) {
				assert_int_equal(table[0][c->task][c->from], c->minutes_before);
				table[0][c->task][c->from] = 0;
			}
			if (c->to != DAIS_NONE) {
				assert_int_equal(table[0][c->task][c->to], 0);
				table[0][c->task][c->to] = c->minutes_after;
			}
		}
		assert_memory_equal(table[0], table[1], sizeof table[0]);
		dais_arena_free(m.a);
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
