/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The planner on small problems whose best plan is known: every kind of demand once kept and once
 * not to be kept, as a wish with its cost and as a demand with its conflict.
 *
 * The world: four slots of three hours on two days (0: Monday morning, 1: afternoon, 2, 3:
 * Tuesday), steps of 60 minutes; bodies A and B; items 1 and 2 of A, 3 of B, 4 of both.
 */
#include "test.h"

#include "build.h"
#include "plan/judge/judge.h"
#include "plan/meeting/meeting.h"

static struct dais_arena *a;
static struct dais_problem *p;
static struct dais_plan plan;

static int
setup(void **state)
{
	static const unsigned bodies[] = { 1, 1, 2, 3 };

	(void)state;
	a = dais_arena_new(0);
	p = build_problem(a, 60, 2, 2);
	(void)build_body(p, a);
	(void)build_body(p, a);
	for (size_t i = 0; i < 4; i++)
		(void)build_task(p, a, bodies[i]);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	dais_arena_free(a);
	return 0;
}

/* --- demands in short --- */

/* Bits of slots and rooms; no slots: every one. */
struct line {
	enum dais_demand_kind kind;
	int task, other, body, body_2;
	unsigned amount, slots, rooms;
	bool ends; /* of a list */
};

static void
add(const struct line *l, unsigned rank)
{
	struct dais_demand *d = dais_problem_demand(p, a, l->kind, rank);

	d->task = l->task < 0 ? DAIS_NONE : (size_t)l->task;
	d->other = l->other < 0 ? DAIS_NONE : (size_t)l->other;
	d->body = l->body < 0 ? DAIS_NONE : (size_t)l->body;
	d->body_2 = l->body_2 < 0 ? DAIS_NONE : (size_t)l->body_2;
	d->amount = l->amount;
	d->slots = l->slots ? build_slots(p, a, l->slots) : NULL;
	d->rooms = l->rooms;
}

static enum dais_outcome
solve(struct dais_meeting_model **ret_model, uint64_t *ret_cost)
{
	const struct dais_search search = { .seed = 1 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_verdict verdict;
	struct dais_result result;

	assert_true(dais_meeting_model_new(p, a, ret_model, &err));
	dais_meeting_solve(*ret_model, &search, a, &plan, &result);
	if (result.outcome != DAIS_OUTCOME_OPTIMAL)
		return result.outcome;
	dais_judge(p, &plan, a, &verdict);
	assert_true(verdict.sound);
	assert_int_equal(verdict.cost[1], result.at.cost[1]);
	*ret_cost = verdict.cost[1];
	return result.outcome;
}

/* --- every kind --- */

#define LEAST(i, minutes) { DAIS_DEMAND_LEAST, .task = (i), .amount = (minutes) }
#define MOST(i, minutes) { DAIS_DEMAND_MOST, .task = (i), .amount = (minutes) }
#define SLOTS(i, bits) { DAIS_DEMAND_SLOTS, .task = (i), .slots = (bits) }
#define FIXED(i, bits, minutes)                                                                    \
	{ DAIS_DEMAND_FIXED, .task = (i), .slots = (bits), .amount = (minutes) }
#define KEEP_OUT(i, bits, minutes)                                                                 \
	{ DAIS_DEMAND_KEEP_OUT, .task = (i), .slots = (bits), .amount = (minutes) }
#define BODY_SLOTS(b, bits) { DAIS_DEMAND_BODY_SLOTS, .body = (b), .slots = (bits) }
#define BEFORE(i, k, lead) { DAIS_DEMAND_BEFORE, .task = (i), .other = (k), .amount = (lead) }
#define OF(kind_, ...) { DAIS_DEMAND_##kind_, __VA_ARGS__ }
#define END { .ends = true }

static const struct known {
	struct line wish;
	uint64_t cost;
	struct line hard[6];
} known[] = {
	{ LEAST(0, 720), 0, { END } },
	{ LEAST(0, 720), 3, { LEAST(1, 180), END } },
	{ LEAST(0, 150), 0, { MOST(0, 180), END } },
	{ LEAST(0, 150), 1, { MOST(0, 150), END } },
	{ MOST(0, 120), 0, { LEAST(0, 120), END } },
	{ MOST(0, 120), 2, { LEAST(0, 240), END } },
	{ OF(UNDIVIDED, .task = 0, .amount = 1), 0, { LEAST(0, 180), END } },
	{ OF(UNDIVIDED, .task = 0, .amount = 1), 1, { LEAST(0, 240), END } },
	{ SLOTS(0, 1), 0, { LEAST(0, 180), END } },
	{ SLOTS(0, 1), 2, { LEAST(0, 480), END } },
	{ FIXED(0, 2, 120), 0, { END } },
	{ FIXED(0, 2, 120), 1, { KEEP_OUT(0, 2, 60), END } },
	{ BODY_SLOTS(0, 1), 0, { LEAST(0, 90), LEAST(1, 60), END } },
	{ BODY_SLOTS(0, 1), 1, { LEAST(0, 180), LEAST(3, 60), END } },
	{ BEFORE(0, 1, 0), 0, { FIXED(0, 1, 60), FIXED(1, 1, 60), END } },
	{ BEFORE(0, 1, 0), 1, { FIXED(0, 2, 60), FIXED(1, 1, 60), END } },
	{ BEFORE(0, 1, 2), 0, { FIXED(0, 1, 60), FIXED(1, 4, 60), END } },
	{ BEFORE(0, 1, 2), 1, { FIXED(0, 1, 60), FIXED(1, 2, 60), END } },
	/* nothing waits through an item that is not taken up */
	{ MOST(1, 0), 0,
	    { FIXED(0, 8, 60), KEEP_OUT(0, 7, 0), FIXED(2, 1, 60), BEFORE(0, 1, 0), BEFORE(1, 2, 0),
		END } },
	{ OF(APART, .task = 0, .other = 2), 0, { LEAST(0, 360), LEAST(2, 360), END } },
	{ OF(APART, .task = 0, .other = 2), 2, { LEAST(0, 540), LEAST(2, 540), END } },
	{ OF(APART, .task = -1, .body = 0, .body_2 = 1), 0,
	    { LEAST(0, 240), LEAST(2, 240), FIXED(3, 15, 60), END } },
	{ OF(APART, .task = -1, .body = 0, .body_2 = 1), 3,
	    { FIXED(0, 14, 60), FIXED(2, 14, 60), KEEP_OUT(3, 15, 0), END } },
	{ OF(ROOMS, .body = 0, .rooms = 2), 0, { LEAST(0, 60), END } },
	{ OF(ROOMS, .body = 0, .rooms = 1), 2, { FIXED(0, 3, 60), END } },
	{ OF(ONE_ROOM, .body = 1), 0, { FIXED(2, 6, 60), END } },
	{ OF(ONE_ROOM, .body = 1), 1,
	    { FIXED(2, 3, 60), FIXED(0, 2, 60), KEEP_OUT(3, 15, 0), END } },
	{ OF(ITEMS_MOST, .amount = 1), 0, { LEAST(0, 60), LEAST(1, 60), END } },
	{ OF(ITEMS_MOST, .amount = 1), 2,
	    { FIXED(0, 1, 60), FIXED(2, 1, 60), FIXED(3, 1, 60), END } },
	{ OF(DENSE, .body = 0), 0, { LEAST(0, 60), LEAST(1, 60), END } },
	{ OF(DENSE, .body = 0), 1, { FIXED(0, 1, 60), FIXED(1, 1, 60), END } },
	{ OF(UNBROKEN, .task = 0), 0, { FIXED(0, 5, 60), FIXED(1, 8, 60), END } },
	{ OF(UNBROKEN, .task = 0), 1, { FIXED(0, 5, 60), FIXED(1, 2, 180), END } },
	{ OF(FREE, .body = -1, .slots = 8), 0, { LEAST(0, 540), END } },
	{ OF(FREE, .body = -1, .slots = 8), 1, { FIXED(3, 8, 60), END } },
	{ OF(FREE, .body = 0, .slots = 3), 1, { FIXED(2, 15, 60), LEAST(0, 540), END } },
	{ OF(NO_GAP, .body = 0), 0, { FIXED(0, 5, 60), END } },
	{ OF(NO_GAP, .body = 0), 1, { FIXED(0, 5, 60), BODY_SLOTS(0, 5), END } },
	{ OF(KEEP, .task = 0, .slots = 3), 0, { END } },
	{ OF(KEEP, .task = 0, .slots = 3), 1, { MOST(0, 60), END } },
	{ KEEP_OUT(0, 1, 60), 0, { FIXED(0, 1, 60), END } },
	{ KEEP_OUT(0, 1, 60), 1, { FIXED(0, 1, 120), END } },
	{ OF(KEEP_ROOM, .body = 0, .slots = 1, .rooms = 1), 0, { FIXED(0, 2, 60), END } },
	{ OF(KEEP_ROOM, .body = 0, .slots = 1, .rooms = 1), 1, { FIXED(0, 3, 60), END } },
	{ OF(FULL, .task = -1), 0, { LEAST(0, 120), END } },
	{ OF(FULL, .task = -1), 1, { LEAST(0, 120), MOST(0, 120), MOST(1, 0), MOST(3, 0), END } },
};

/* A seats 50 and fits into the second room only; the first is free for B, but not on Monday
 * morning. */
static void
add_rooms(void)
{
	size_t small = build_room(p, a, 20), large = build_room(p, a, 100);

	p->bodies.v[0].attendance = 50;
	p->bodies.v[1].attendance = 10;
	p->rooms.v[small].free = build_slots(p, a, 14);
	(void)large;
}

static void
put(const struct known *k, unsigned rank)
{
	add_rooms();
	for (const struct line *l = k->hard; !l->ends; l++)
		add(l, 0);
	add(&k->wish, rank);
}

static void
test_wishes(void **state)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct dais_meeting_model *m;
		uint64_t cost = 0;

		(void)teardown(state);
		(void)setup(state);
		put(&known[i], 1);
		if (solve(&m, &cost) != DAIS_OUTCOME_OPTIMAL || cost != known[i].cost)
			fail_msg("%s, line %zu: costs %d, not %d",
			    dais_demand_kind_name(known[i].wish.kind), i, (int)cost,
			    (int)known[i].cost);
	}
}

/* A demand that can be kept is; one that cannot is in every conflict. */
static void
test_demands(void **state)
{
	const struct dais_search search = { .seed = 1 };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct dais_meeting_model *m;
		uint64_t cost = 0;
		enum dais_outcome outcome;
		enum dais_conflict_proof proof;
		bool found = false;
		size_t *tags, n;

		(void)teardown(state);
		(void)setup(state);
		put(&known[i], 0);
		outcome = solve(&m, &cost);
		if ((outcome == DAIS_OUTCOME_OPTIMAL) != (known[i].cost == 0))
			fail_msg("%s, line %zu: outcome %d",
			    dais_demand_kind_name(known[i].wish.kind), i, (int)outcome);
		if (outcome == DAIS_OUTCOME_OPTIMAL)
			continue;
		assert_true(dais_optimizer_conflict(
		    dais_meeting_optimizer(m), &search, a, &tags, &n, &proof));
		for (size_t k = 0; k < n; k++)
			found |= tags[k] == p->demands.n - 1;
		assert_true(found);
		assert_true(n <= 5);
	}
}

/* --- sittings --- */

static void
test_fewest(void **state)
{
	struct dais_meeting_model *m;
	uint64_t cost = 0;

	(void)state;
	add(&(struct line)LEAST(0, 120), 0);
	add(&(struct line)LEAST(2, 180), 0);
	add(&(struct line){ .kind = DAIS_DEMAND_FEWEST, .task = -1 }, 1);
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_OPTIMAL);
	assert_int_equal(cost, 2);
	/* With the common item for one hour everything would be a sitting of six hours. */
	add(&(struct line)LEAST(3, 60), 0);
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_OPTIMAL);
	assert_int_equal(cost, 2);
	add(&(struct line)FIXED(3, 15, 60), 0);
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_OPTIMAL);
	assert_int_equal(cost, 4);
	assert_int_equal(plan.sittings.v[0].bodies.n, 2);
}

/* Bodies that only meet through others share the time of one sitting. */
static void
test_chain(void **state)
{
	struct dais_meeting_model *m;
	uint64_t cost = 0;
	size_t c = build_body(p, a), last;

	(void)state;
	(void)build_task(p, a, 6);
	last = build_task(p, a, 4);
	assert_int_equal(c, 2);
	add(&(struct line)FIXED(0, 1, 60), 0);
	add(&(struct line)FIXED(3, 1, 60), 0);
	add(&(struct line)FIXED(4, 1, 60), 0);
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_OPTIMAL);
	assert_int_equal(plan.sittings.n, 1);
	assert_int_equal(plan.sittings.v[0].bodies.n, 3);
	add(&(struct line)FIXED((int)last, 1, 60), 0);
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_INFEASIBLE);
}

static void
test_seats_together(void **state)
{
	struct dais_meeting_model *m;
	uint64_t cost = 0;
	size_t room = build_room(p, a, 60);

	(void)state;
	p->bodies.v[0].attendance = p->bodies.v[1].attendance = 40;
	add(&(struct line)LEAST(0, 60), 0);
	add(&(struct line)LEAST(2, 60), 0);
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_OPTIMAL);
	add(&(struct line)LEAST(3, 60), 0);
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_INFEASIBLE);
	p->rooms.v[room].capacity = 80;
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_OPTIMAL);
}

static void
test_teams(void **state)
{
	struct dais_meeting_model *m;
	uint64_t cost = 0;
	size_t team = build_team(p, a, 3);

	(void)state;
	p->bodies.v[0].languages = 1;
	p->teams.v[team].week_most = 3;
	add(&(struct line)FIXED(0, 7, 60), 0);
	add(&(struct line)KEEP_OUT(3, 15, 0), 0);
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_OPTIMAL);
	add(&(struct line)LEAST(2, 60), 0);
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_INFEASIBLE);
	team = build_team(p, a, 3);
	p->teams.v[team].week_most = 3;
	p->teams.v[team].day_most = 1;
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_OPTIMAL);
	p->bodies.v[1].languages = 4;
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_INFEASIBLE);
}

/* More time than there is: seen without trying, also in many slots. */
static void
test_too_little_time(void **state)
{
	const struct dais_search search = { .seed = 1 };
	struct dais_meeting_model *m;
	uint64_t cost = 0;
	size_t *tags, n;
	enum dais_conflict_proof proof;

	(void)state;
	p = build_problem(a, 30, 10, 2);
	(void)build_body(p, a);
	for (size_t i = 0; i < 12; i++) {
		(void)build_task(p, a, 1);
		add(&(struct line)LEAST((int)i, 330), 0);
		add(&(struct line)LEAST((int)i, 360), 1);
	}
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_INFEASIBLE);
	assert_true(
	    dais_optimizer_conflict(dais_meeting_optimizer(m), &search, a, &tags, &n, &proof));
	assert_int_equal(n, 11);
	p->demands.v[0].amount = 30;
	p->demands.v[2].amount = 240;
	assert_int_equal(solve(&m, &cost), DAIS_OUTCOME_OPTIMAL);
	assert_int_equal(cost, 24);
}

/* One team with seven sittings for a report that waits for three items, which leave it a sitting of
 * its own: six are left for the items, whatever the report needs. The work is limited, as a proof
 * by trying out which seven of ten sittings are held takes a thousand times as much. */
static void
test_report_takes_whole_sittings(void **state)
{
	static const unsigned bodies[] = { 1, 2, 3, 3 }, wished[] = { 480, 480, 360, 180 };
	const struct dais_search search = { .seed = 1, .effort = 30000000 };
	struct dais_meeting_model *m;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_result result;

	(void)state;
	p = build_problem(a, 30, 5, 2);
	(void)build_body(p, a);
	(void)build_body(p, a);
	(void)build_team(p, a, 0);
	p->teams.v[0].week_most = 7;
	for (int i = 0; i < 4; i++) {
		(void)build_task(p, a, bodies[i]);
		add(&(struct line)LEAST(i, 60), 0);
		add(&(struct line)LEAST(i, wished[i]), 1);
		add(&(struct line)LEAST(i, wished[i] / 6 * 5), 1);
		add(&(struct line)LEAST(i, wished[i] / 6 * 4), 1);
		if (i < 3)
			add(&(struct line)BEFORE(i, 3, 1), 0);
	}
	assert_true(dais_meeting_model_new(p, a, &m, &err));
	dais_meeting_solve(m, &search, a, &plan, &result);
	assert_int_equal(result.outcome, DAIS_OUTCOME_OPTIMAL);
	/* Of 44 steps of the items 36 can be had: two of each at their price, two more at twice it.
	 */
	assert_int_equal(result.at.cost[1], 10);
}

/* Three bodies that share ten sittings, by whatever @share says, and a fourth that does not: what
 * the items of the three wish above that is known to be lost without trying. */
static void
lose_what_three_share(void (*share)(void))
{
	static const unsigned bodies[] = { 1, 1, 2, 2, 4, 4, 8, 8 };
	const struct dais_search search = { .seed = 1, .effort = 30000000 };
	struct dais_meeting_model *m;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_result result;

	p = build_problem(a, 30, 5, 2);
	for (int b = 0; b < 4; b++)
		(void)build_body(p, a);
	for (int i = 0; i < 8; i++) {
		(void)build_task(p, a, bodies[i]);
		add(&(struct line)LEAST(i, 60), 0);
		add(&(struct line)LEAST(i, 390), 1);
	}
	share();
	assert_true(dais_meeting_model_new(p, a, &m, &err));
	dais_meeting_solve(m, &search, a, &plan, &result);
	assert_int_equal(result.outcome, DAIS_OUTCOME_OPTIMAL);
	/* Of 78 steps of the three 60 can be had. */
	assert_int_equal(result.at.cost[1], 18);
}

static void
keep_apart(void)
{
	for (int b = 0; b < 3; b++)
		add(&(struct line)OF(APART, .task = -1, .body = b, .body_2 = (b + 1) % 3), 0);
}

/* As when a meeting turns hybrid and one room is equipped. */
static void
equip_one_room(void)
{
	size_t hall = build_room(p, a, 500);

	(void)build_room(p, a, 500);
	(void)build_room(p, a, 500);
	p->rooms.v[hall].remote = true;
	for (int b = 0; b < 3; b++)
		p->bodies.v[b].remote = true;
}

static void
have_one_team(void)
{
	(void)build_team(p, a, 7);
	(void)build_team(p, a, 1);
	(void)build_team(p, a, 1);
	for (int b = 0; b < 3; b++)
		p->bodies.v[b].languages = 6;
	p->bodies.v[3].languages = 1;
}

static void
test_three_bodies_share_time(void **state)
{
	(void)state;
	lose_what_three_share(keep_apart);
	lose_what_three_share(equip_one_room);
	lose_what_three_share(have_one_team);
}

/* --- what cannot be encoded --- */

static void
test_circle(void **state)
{
	struct dais_meeting_model *m;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	add(&(struct line)BEFORE(0, 1, 0), 0);
	add(&(struct line)BEFORE(1, 2, 0), 0);
	add(&(struct line)BEFORE(2, 0, 1), 0);
	assert_false(dais_meeting_model_new(p, a, &m, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	assert_string_equal(err.msg,
	    "each of these comes before the next and the last before the first: item 1, item 2 "
	    "and item 3");
}

static void
test_too_large(void **state)
{
	struct dais_meeting_model *m;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	for (size_t r = 0; r < 65; r++)
		(void)build_room(p, a, 0);
	assert_false(dais_meeting_model_new(p, a, &m, &err));
	assert_int_equal(err.code, DAIS_ERR_LIMIT);
	assert_string_equal(err.msg, "65 rooms; a meeting is planned with 64 at most");
}

/* A thousand bodies, each with items of its own and one common to all. */
static void
test_thousand_bodies(void **state)
{
	const struct dais_search search = { .seed = 1, .first_answer = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_meeting_model *m;
	struct dais_verdict verdict;
	struct dais_result result;

	(void)state;
	dais_arena_free(a);
	a = dais_arena_new((size_t)4 << 30);
	p = build_problem(a, 60, 3, 2);
	for (size_t b = 0; b < 1000; b++) {
		size_t i;

		(void)build_body(p, a);
		i = build_task(p, a, 1);
		p->tasks.v[i].bodies.v[0] = b;
		add(&(struct line)LEAST((int)i, 120), 0);
		add(&(struct line){ .kind = DAIS_DEMAND_BEFORE, .task = 0, .other = (int)i }, 1);
	}
	for (size_t b = 1; b < 1000; b++)
		dais_vec_push(a, &p->tasks.v[0].bodies, b);
	assert_true(dais_meeting_model_new(p, a, &m, &err));
	dais_meeting_solve(m, &search, a, &plan, &result);
	assert_int_equal(result.outcome, DAIS_OUTCOME_FEASIBLE);
	dais_judge(p, &plan, a, &verdict);
	assert_true(verdict.sound);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_wishes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_demands, setup, teardown),
		cmocka_unit_test_setup_teardown(test_fewest, setup, teardown),
		cmocka_unit_test_setup_teardown(test_chain, setup, teardown),
		cmocka_unit_test_setup_teardown(test_seats_together, setup, teardown),
		cmocka_unit_test_setup_teardown(test_teams, setup, teardown),
		cmocka_unit_test_setup_teardown(test_too_little_time, setup, teardown),
		cmocka_unit_test_setup_teardown(test_report_takes_whole_sittings, setup, teardown),
		cmocka_unit_test_setup_teardown(test_three_bodies_share_time, setup, teardown),
		cmocka_unit_test_setup_teardown(test_circle, setup, teardown),
		cmocka_unit_test_setup_teardown(test_too_large, setup, teardown),
		cmocka_unit_test_setup_teardown(test_thousand_bodies, setup, teardown),
	};

	if (argc == 2)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
