/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Timetables as plans and plans as timetables.
 */
#include "support.h"

static const struct dais_gather_options in_person = { .modality = DAIS_MODALITY_IN_PERSON };

/* The plan of the package's sittings; false with what is said first in *@ret_said. */
static bool
plan_of(struct dais_arena *a, const char *yaml, const char *planning, struct dais_plan *ret,
    const struct dais_problem **ret_p, const char **ret_said)
{
	struct dais_record *r = package(a, yaml, planning);
	struct dais_diags d;
	bool ok;

	*ret_p = gathered(a, r, &in_person, &d);
	assert_string_equal(said(a, &d), "nothing");
	ok = dais_plan_from_sittings(*ret_p, &r->sittings, a, ret, &d);
	*ret_said = said(a, &d);
	return ok;
}

static void
test_minutes_are_shared(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_problem *p;
	struct dais_plan plan;
	const char *words;

	(void)state;
	assert_true(plan_of(a, package_yaml, "", &plan, &p, &words));
	assert_int_equal(plan.sittings.n, 3);
	assert_int_equal(plan.sittings.v[0].slot, 0);
	assert_int_equal(plan.sittings.v[0].entries.n, 3);
	assert_int_equal(plan.sittings.v[0].entries.v[0].minutes, 30);
	assert_int_equal(plan.sittings.v[0].entries.v[1].minutes, 30);
	assert_int_equal(plan.sittings.v[0].entries.v[2].minutes, 120);
	assert_int_equal(dais_plan_minutes(&plan, task_of(p, "other"), 2), 90);
	assert_int_equal(plan.sittings.v[2].bodies.n, 1);
	assert_int_equal(plan.sittings.v[2].bodies.v[0], 1);
	assert_int_equal(plan.sittings.v[2].room, DAIS_NONE);
	assert_int_equal(plan.sittings.v[2].team, DAIS_NONE);
}

static void
test_an_item_stands_for_its_parts(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *yaml =
	    replaced(a, package_yaml, "organization/opening, organization/agenda", "organization");
	const struct dais_problem *p;
	struct dais_plan plan;
	const char *words;

	(void)state;
	assert_true(plan_of(a, yaml, "", &plan, &p, &words));
	assert_int_equal(plan.sittings.v[0].entries.n, 3);
	assert_int_equal(dais_plan_minutes(&plan, task_of(p, "organization/agenda"), 0), 30);
}

static void
test_rooms_and_teams_are_found(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *yaml = replaced(a, package_yaml, "    bodies: [ta]\n",
	    "    room: {en: Room E}\n    team: second\n    bodies: [ta]\n");
	const char *planning = "rooms: {d: {name: {en: Room D}}, e: {name: {en: Room E}}}\n"
			       "teams: {first: {}, second: {}}\n";
	const struct dais_problem *p;
	struct dais_plan plan;
	const char *words;

	(void)state;
	assert_true(plan_of(a, yaml, planning, &plan, &p, &words));
	assert_int_equal(plan.sittings.v[2].room, 1);
	assert_int_equal(plan.sittings.v[2].team, 1);
	/* Those that name none have one that is free. */
	assert_int_equal(plan.sittings.v[0].room, 0);
	assert_int_equal(plan.sittings.v[0].team, 0);
}

static void
test_open_rooms_and_teams_serve(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *planning = "rooms:\n"
			       "  d: {capacity: 300}\n"
			       "  e: {capacity: 100, closed: [2022-05-24/afternoon]}\n"
			       "  f: {capacity: 120}\n"
			       "teams: {first: {day: 1}, second: {closed: [2022-05-23]}}\n"
			       "bodies: {ic: {attendance: 150}, ta: {attendance: 90}}\n";
	const struct dais_problem *p;
	struct dais_plan plan;
	const char *words;

	(void)state;
	assert_true(plan_of(a, package_yaml, planning, &plan, &p, &words));
	assert_int_equal(plan.sittings.v[0].room, 0); /* seats 240 */
	assert_int_equal(plan.sittings.v[2].room, 0); /* where it sat before */
	assert_int_equal(plan.sittings.v[0].team, 0);
	assert_int_equal(plan.sittings.v[1].team, 1); /* has worked less */
	assert_int_equal(plan.sittings.v[2].team, 0);
	planning =
	    "rooms: {d: {capacity: 300, closed: [2022-05-24/afternoon]}, e: {capacity: 100},\n"
	    "  f: {capacity: 90}}\n"
	    "bodies: {ic: {attendance: 250, rooms: [d]}, ta: {attendance: 50, rooms: [d, e]}}\n";
	assert_true(plan_of(a, package_yaml, planning, &plan, &p, &words));
	assert_int_equal(plan.sittings.v[0].room, 0);
	assert_int_equal(plan.sittings.v[2].room, 1); /* the smaller one is not for it */
	planning = "rooms: {e: {capacity: 100, closed: [2022-05-23]}}\n";
	assert_true(plan_of(a, package_yaml, planning, &plan, &p, &words));
	assert_int_equal(plan.sittings.v[0].room, DAIS_NONE);
}

/* Entries without minutes share their sitting by what the items still wish. */
static void
test_shares_go_by_wishes(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *yaml = replaced(
	    a, package_yaml, "{item: environment, minutes: 90}, other", "environment, strategies");
	const struct dais_problem *p;
	struct dais_plan plan;
	const char *words;

	(void)state;
	assert_true(plan_of(a, yaml,
	    "items: {environment: {minutes: {wished: 120}}, strategies: {minutes: {wished: "
	    "240}}}\n",
	    &plan, &p, &words));
	/* The strategies have three hours of four already. */
	assert_int_equal(dais_plan_minutes(&plan, task_of(p, "environment"), 2), 120);
	assert_int_equal(dais_plan_minutes(&plan, task_of(p, "strategies"), 2), 60);
	yaml = replaced(a, package_yaml, "{item: environment, minutes: 90}", "environment");
	assert_true(plan_of(a, yaml,
	    "items: {environment: {minutes: {wished: 30}}, other: {minutes: {wished: 60, most: "
	    "60}}}\n",
	    &plan, &p, &words));
	assert_int_equal(dais_plan_minutes(&plan, task_of(p, "environment"), 2), 120);
	assert_int_equal(dais_plan_minutes(&plan, task_of(p, "other"), 2), 60);
}

static const struct {
	const char *from, *to, *planning, *said;
} wrongs[] = {
	{ "start: 2022-05-24T10:00", "start: 2022-05-24T11:00", "",
	    "meeting.yaml:31:5: no sitting can begin on 2022-05-24T11:00 in person [Sittings can "
	    "begin that day at 10:00, 15:00.]" },
	{ "end: 2022-05-24T13:00", "end: 2022-05-24T12:00", "",
	    "meeting.yaml:31:5: the sitting of 2022-05-24T10:00 does not end at 13:00, as sittings "
	    "that begin then do in person [other hours than the profile's stand in planning.yaml: "
	    "`hours`]" },
	{ "2022-05-24T15:00\n    end: 2022-05-24T18:00",
	    "2022-05-26T15:00\n    end: 2022-05-26T18:00", "",
	    "meeting.yaml:35:5: no sitting can begin on 2022-05-26T15:00 in person [It is a "
	    "weekend, a holiday or a closed day: `days` in planning.yaml can open it (`also`, "
	    "`host-holidays: open`).]" },
	{ "minutes: 90", "minutes: 240", "",
	    "meeting.yaml:31:5: the sitting of 2022-05-24T10:00 leaves no time for item 4 (Other "
	    "matters) []" },
	{ "minutes: 90", "minutes: 40", "",
	    "meeting.yaml:34:22: 40 minutes is no multiple of the step of 30 []" },
	{ "minutes: 90", "minutes: 180", "",
	    "meeting.yaml:31:5: the sitting of 2022-05-24T10:00 leaves no time for item 4 (Other "
	    "matters) []" },
	{ "entries: [strategies]", "entries: [environment]", "",
	    "meeting.yaml:38:15: item 3 of X/1 and 2 of X/2 (Environment) is common and `ic` does "
	    "not take part in the sitting of 2022-05-24T15:00 []" },
	{ "{item: environment, minutes: 90}", "{item: environment, bodies: [ta]}", "",
	    "meeting.yaml:34:22: item 3 of X/1 and 2 of X/2 (Environment) is common and `ic` does "
	    "not take part in the sitting of 2022-05-24T10:00 []" },
	{ "    bodies: [ta]\n", "    room: {en: Lobby}\n    bodies: [ta]\n",
	    "rooms: {d: {name: {en: Room D}}}\n",
	    "meeting.yaml:35:5: the room of this sitting is none of planning.yaml []" },
};

static void
test_what_cannot_be_said_is_reported(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(wrongs) / sizeof(*wrongs); i++) {
		const char *yaml = replaced(a, package_yaml, wrongs[i].from, wrongs[i].to), *words;
		const struct dais_problem *p;
		struct dais_plan plan;

		assert_false(plan_of(a, yaml, wrongs[i].planning, &plan, &p, &words));
		assert_string_equal(words, wrongs[i].said);
	}
}

/* --- back ----------------------------------------------------------------------------------- */

static void
test_a_plan_comes_back(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *planning = "rooms: {d: {name: {en: Room D}}, e: {}}\n"
			       "teams: {first: {name: {en: A}}}\n";
	const struct dais_problem *p;
	struct dais_plan plan, again;
	dais_sitting_vec sittings = { 0 };
	struct dais_diags d;
	const char *words;

	(void)state;
	assert_true(plan_of(a, package_yaml, planning, &plan, &p, &words));
	plan.sittings.v[0].room = 0;
	plan.sittings.v[1].room = 1;
	plan.sittings.v[1].team = 0;
	dais_plan_to_sittings(p, &plan, a, &sittings);
	assert_int_equal(sittings.n, 3);
	assert_int_equal(sittings.v[1].start.minute, 600);
	assert_int_equal(sittings.v[1].end.minute, 780);
	assert_true(dais_str_is(sittings.v[0].room.in[DAIS_LANG_EN], "Room D"));
	assert_true(dais_str_is(sittings.v[1].room.in[DAIS_LANG_EN], "e"));
	assert_true(dais_str_is(sittings.v[1].team, "first"));
	assert_true(dais_str_is(sittings.v[1].team_name.in[DAIS_LANG_EN], "A"));
	assert_true(dais_str_is(sittings.v[0].room_id, "d"));
	assert_int_equal(sittings.v[0].bodies.n, 2);
	assert_int_equal(sittings.v[0].entries.v[2].minutes, 120);
	assert_int_equal(sittings.v[2].entries.v[0].minutes, 0); /* the whole sitting */
	dais_diags_init(&d, a);
	assert_true(dais_plan_from_sittings(p, &sittings, a, &again, &d));
	for (size_t i = 0; i < plan.sittings.n; i++) {
		const struct dais_plan_sitting *x = &plan.sittings.v[i], *y = &again.sittings.v[i];

		assert_int_equal(x->slot, y->slot);
		assert_int_equal(x->room, y->room);
		assert_int_equal(x->team, y->team);
		assert_int_equal(x->entries.n, y->entries.n);
		for (size_t e = 0; e < x->entries.n; e++) {
			assert_int_equal(x->entries.v[e].task, y->entries.v[e].task);
			assert_int_equal(x->entries.v[e].minutes, y->entries.v[e].minutes);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_minutes_are_shared),
		cmocka_unit_test(test_an_item_stands_for_its_parts),
		cmocka_unit_test(test_rooms_and_teams_are_found),
		cmocka_unit_test(test_open_rooms_and_teams_serve),
		cmocka_unit_test(test_shares_go_by_wishes),
		cmocka_unit_test(test_what_cannot_be_said_is_reported),
		cmocka_unit_test(test_a_plan_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
