/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The examples planned: what the standard wishes make of them is what a secretary would sign. The
 * costs are proven, the plan is held against the checker, and the days are compared as text.
 */
#include "support.h"

#include "base/buf.h"
#include "base/err.h"
#include "plan/judge/judge.h"
#include "plan/meeting/meeting.h"
#include "read/package/load.h"
#include "read/package/planning.h"
#include "read/package/save.h"

static struct dais_problem *
example(struct dais_arena *a, const char *dir, enum dais_modality modality)
{
	struct dais_gather_options opt = { .modality = modality, .from_sittings = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r;
	struct dais_diags d;
	struct dais_problem *p;

	dais_diags_init(&d, a);
	assert_true(
	    dais_package_load(a, dais_arena_printf(a, "%s/%s", EXAMPLES, dir).p, &r, &d, &err));
	p = dais_problem_gather(r, &opt, a, &d);
	assert_string_equal(said(a, &d), "nothing");
	return p;
}

static void
solve(struct dais_arena *a, const struct dais_problem *p, struct dais_plan *ret,
    struct dais_verdict *ret_verdict)
{
	struct dais_search s = { .seed = 1 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_meeting_model *m;
	struct dais_result result;

	assert_true(dais_meeting_model_new(p, a, &m, &err));
	dais_meeting_solve(m, &s, a, ret, &result);
	assert_int_equal(result.outcome, DAIS_OUTCOME_OPTIMAL);
	dais_judge(p, ret, a, ret_verdict);
	assert_true(ret_verdict->sound);
}

/* "23a opening 30, agenda 30, transfer 120" a sitting: day, m for morning, a for afternoon. */
static const char *
days(struct dais_arena *a, const struct dais_problem *p, const struct dais_plan *plan)
{
	struct dais_buf b;
	struct dais_str s;

	dais_buf_init(&b, 1u << 16);
	for (size_t i = 0; i < plan->sittings.n; i++) {
		const struct dais_plan_sitting *x = &plan->sittings.v[i];
		const struct dais_plan_slot *slot = &p->slots.v[x->slot];

		dais_buf_printf(&b, "%d%c", slot->day.day, slot->half_day % 2 ? 'a' : 'm');
		for (size_t e = 0; e < x->entries.n; e++)
			dais_buf_printf(&b, "%s %.*s %u", e ? "," : "",
			    DAIS_STR_ARG(
				p->record->items.v[p->tasks.v[x->entries.v[e].task].item].id),
			    x->entries.v[e].minutes);
		dais_buf_puts(&b, "\n");
	}
	s = dais_buf_dup(&b, a);
	dais_buf_release(&b);
	return s.p;
}

static void
test_two_bodies(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = example(a, "untoc-2022", DAIS_MODALITY_IN_PERSON);
	struct dais_verdict verdict, in_force;
	struct dais_plan plan, hand;
	struct dais_diags d;

	(void)state;
	solve(a, p, &plan, &verdict);
	assert_string_equal(days(a, p, &plan),
	    "23m organization/opening 30, organization/agenda 30, transfer 120\n"
	    "23a transfer 180\n"
	    "24m environment 180\n"
	    "24a environment 180\n"
	    "25m strategies 180\n"
	    "25a strategies 180\n"
	    "26m recommendations 180\n"
	    "26a review 90, other 90\n"
	    "27m report 180\n");
	for (unsigned rank = 1; rank <= 3; rank++)
		assert_int_equal(verdict.cost[rank], 0);
	/* The timetable of 2022 is sound, too; it crowds the Thursday. */
	dais_diags_init(&d, a);
	assert_true(dais_plan_from_sittings(p, &p->record->sittings, a, &hand, &d));
	dais_judge(p, &hand, a, &in_force);
	assert_true(in_force.sound);
	assert_true(in_force.cost[1] > 0 && in_force.cost[3] > 0);
	assert_true(in_force.cost[4] > verdict.cost[4]);
}

static void
test_one_body(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = example(a, "single-body", DAIS_MODALITY_IN_PERSON);
	struct dais_verdict verdict;
	struct dais_plan plan;

	(void)state;
	solve(a, p, &plan, &verdict);
	assert_string_equal(days(a, p, &plan),
	    "14m organization/opening 30, organization/officers 30, organization/agenda 30, "
	    "floods/network 90\n"
	    "14a floods/network 60, floods/data 120\n"
	    "15m low-flow 180\n"
	    "15a low-flow 180\n"
	    "16m low-flow 90, other 90\n"
	    "16a report 180\n");
	for (unsigned rank = 1; rank <= 3; rank++)
		assert_int_equal(verdict.cost[rank], 0);
}

/* The contingency plan of the package, typed by hand, holds all demands. */
static void
test_the_hybrid_plan_is_sound(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p = example(a, "untoc-2022", DAIS_MODALITY_HYBRID);
	struct dais_verdict verdict;
	struct dais_plan hand;
	struct dais_diags d;

	(void)state;
	dais_diags_init(&d, a);
	assert_true(
	    dais_plan_from_sittings(p, &p->record->plans[DAIS_MODALITY_HYBRID], a, &hand, &d));
	dais_judge(p, &hand, a, &verdict);
	assert_true(verdict.sound);
}

/* --- written and read again ----------------------------------------------------------------- */

/* The package of @r with the timetable @sittings, as text and read again. */
static struct dais_record *
written(struct dais_arena *a, const struct dais_record *r, const dais_sitting_vec *sittings)
{
	struct dais_str text[DAIS_LANG_COUNT] = { 0 };
	struct dais_record copy = *r, *again;
	struct dais_diags d;

	copy.sittings = *sittings;
	dais_diags_init(&d, a);
	again =
	    dais_package_read(a, dais_package_print_yaml(&copy, a), text, r->origin_profile, &d);
	dais_package_read_planning(again, r->origin_planning, &d);
	assert_string_equal(said(a, &d), "nothing");
	return again;
}

static void
assert_same_plan(const struct dais_plan *x, const struct dais_plan *y)
{
	assert_int_equal(x->sittings.n, y->sittings.n);
	for (size_t i = 0; i < x->sittings.n; i++) {
		const struct dais_plan_sitting *s = &x->sittings.v[i], *t = &y->sittings.v[i];

		assert_int_equal(s->slot, t->slot);
		assert_int_equal(s->room, t->room);
		assert_int_equal(s->team, t->team);
		assert_int_equal(s->bodies.n, t->bodies.n);
		assert_int_equal(s->entries.n, t->entries.n);
		for (size_t e = 0; e < s->entries.n; e++) {
			assert_int_equal(s->entries.v[e].task, t->entries.v[e].task);
			assert_int_equal(s->entries.v[e].minutes, t->entries.v[e].minutes);
		}
	}
}

static void
test_a_plan_survives_the_package(void **state)
{
	static const char *const names[] = { "untoc-2022", "single-body" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const struct dais_problem *p = example(a, names[i], DAIS_MODALITY_IN_PERSON);
		struct dais_gather_options opt = { .from_sittings = true };
		dais_sitting_vec sittings = { 0 };
		struct dais_verdict verdict;
		struct dais_plan plan, back;
		const struct dais_problem *q;
		struct dais_record *again;
		struct dais_diags d;

		solve(a, p, &plan, &verdict);
		dais_plan_to_sittings(p, &plan, a, &sittings);
		again = written(a, p->record, &sittings);
		q = gathered(a, again, &opt, &d);
		assert_string_equal(said(a, &d), "nothing");
		assert_true(dais_plan_from_sittings(q, &again->sittings, a, &back, &d));
		assert_same_plan(&plan, &back);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_bodies),
		cmocka_unit_test(test_one_body),
		cmocka_unit_test(test_the_hybrid_plan_is_sound),
		cmocka_unit_test(test_a_plan_survives_the_package),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
