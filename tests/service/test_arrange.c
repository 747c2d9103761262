/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timetable arranged by hand, over a real record.
 */
#include "arranged.h"

static size_t
count_sittings(struct dais_house *h, struct dais_arena *a)
{
	dais_thing_vec things = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	assert_true(dais_store_things(
	    dais_house_store(h), ARRANGED, DAIS_STR("sitting"), a, &things, &err));
	return things.n;
}

static void
a_sitting_that_moves_keeps_its_id(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_thing before, after, other;
	struct dais_arrangement t;
	DAIS_SNAPSHOT_AUTO s = NULL;
	size_t n = count_sittings(h, a);

	(void)state;
	arranged_sitting(h, "s5", a, &before);
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	/* Wednesday morning to Friday afternoon, which is free. */
	assert_true(dais_arrange_move(&t, 4, arranged_at(27, 900), arranged_at(27, 1080), &err));
	assert_int_not_equal(arranged_put(h, &t, a), 0);
	arranged_sitting(h, "s5", a, &after);
	assert_int_not_equal(after.revision, before.revision);
	assert_int_not_equal(dais_str_find(after.value, DAIS_STR("2022-05-27T15:00"), 0), SIZE_MAX);
	arranged_sitting(h, "s4", a, &other);
	assert_int_equal(other.revision, 1); /* nothing else was touched */
	assert_int_equal(count_sittings(h, a), n);
	dais_snapshot_release(s);
	s = NULL;
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	for (size_t i = 1; i < s->record->sittings.n; i++) /* R-TIME-07 */
		assert_true(dais_local_cmp(s->record->sittings.v[i - 1].start,
				s->record->sittings.v[i].start) <= 0);
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	assert_int_equal(arranged_put(h, &t, a), 0); /* nothing changed: no change */
	dais_snapshot_release(s);
	s = NULL;
	record_remove(h);
}

static struct dais_local
opening_of(struct dais_house *h, const char *meeting)
{
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_SNAPSHOT_AUTO s = NULL;
	size_t m;

	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	m = dais_map_get(&s->record->meeting_ids, dais_str_from(meeting));
	assert_int_not_equal(m, DAIS_MAP_NONE);
	return s->record->meetings.v[m].opens;
}

/* A meeting opens with its first sitting, wherever that goes; those of others stay. */
static void
the_opening_goes_along(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_local hour = arranged_at(23, 630), day = arranged_at(24, 600);

	(void)state;
	assert_int_equal(dais_local_cmp(opening_of(h, "ic@13"), arranged_at(23, 600)), 0);
	for (int step = 0; step < 3; step++) {
		struct dais_arrangement t;
		DAIS_SNAPSHOT_AUTO s = NULL;

		assert_true(dais_house_working(h, ARRANGED, &s, &err));
		dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
		if (step == 0) { /* another hour */
			assert_true(dais_arrange_hours(&t, 0, hour, arranged_at(23, 780), &err));
		} else if (step == 1) { /* the sittings of the first day go */
			while (dais_date_eq(t.record->sittings.v[0].start.date, hour.date))
				assert_true(dais_arrange_close(&t, 0, &err));
		} else { /* the last sitting is not the first */
			size_t last = t.record->sittings.n - 1;

			assert_true(dais_arrange_hours(&t, last, t.record->sittings.v[last].start,
			    arranged_at(27, 770), &err));
		}
		assert_int_not_equal(arranged_put(h, &t, a), 0);
		assert_int_equal(dais_local_cmp(opening_of(h, "ic@13"), step == 0 ? hour : day), 0);
	}
	record_remove(h);
}

/* Whoever arranges sittings, and may change nothing else, moves the first one, too. */
static void
the_opening_is_a_matter_of_the_timetable(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_edit_conflict conflict = { 0 };
	struct dais_actor planner = { .account = DAIS_STR("irina"),
		.name = DAIS_STR("Irina"),
		.scopes = 1u << DAIS_ACTION_EDIT_TIMETABLE,
		.is_token = true };
	struct dais_grant *g = dais_vec_add(a, &planner.grants);
	struct dais_arrangement t;
	struct dais_diags diags;
	DAIS_SNAPSHOT_AUTO s = NULL;
	uint64_t change = 0;

	(void)state;
	g->role = DAIS_ROLE_SECRETARIAT;
	dais_diags_init(&diags, a);
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	assert_true(dais_arrange_hours(&t, 0, arranged_at(23, 630), arranged_at(23, 780), &err));
	if (!dais_arrange_put(h, &planner, &t, DAIS_STR_NONE, &diags, &change, &conflict, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(dais_local_cmp(opening_of(h, "ic@13"), arranged_at(23, 630)), 0);
	dais_snapshot_release(s);
	s = NULL;
	record_remove(h);
}

static void
two_sittings_change_places(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrangement t;
	const struct dais_snapshot *s;

	(void)state;
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	assert_true(dais_arrange_move(&t, 2, arranged_at(25, 600), arranged_at(25, 780), &err));
	assert_int_equal(t.record->sittings.n, 9);
	assert_int_equal(t.record->sittings.v[4].bodies.n, 2); /* the joint one */
	assert_int_equal(t.record->sittings.v[2].bodies.n, 1);
	assert_int_equal(s->record->sittings.v[2].bodies.n, 2); /* the snapshot stays */
	dais_snapshot_release(s);
	record_remove(h);
}

static void
what_cannot_be_is_refused(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrangement t;
	const struct dais_snapshot *s;

	(void)state;
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	assert_false(dais_arrange_move(&t, 99, arranged_at(25, 600), arranged_at(25, 780), &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_arrange_move(&t, 0, arranged_at(25, 780), arranged_at(25, 600), &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(
	    dais_arrange_add(&t, arranged_at(25, 600), arranged_at(25, 780), NULL, 0, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_arrange_move_entry(&t, 2, 0, 3, &err)); /* continued there already */
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_arrange_close_entry(&t, 2, 7, &err));
	dais_snapshot_release(s);
	record_remove(h);
}

static bool
any_hard(const struct dais_arrange_verdict *v)
{
	for (size_t i = 0; i < v->breaches.n; i++)
		if (v->breaches.v[i].hard)
			return true;
	return false;
}

static void
the_checker_sees_what_a_move_breaks(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrange_verdict v;
	struct dais_arrangement t;
	const struct dais_snapshot *s;

	(void)state;
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	dais_arrange_judge(&t, a, &v);
	assert_true(v.judged && v.sound);
	assert_false(any_hard(&v));
	assert_int_equal(v.slots.n, 10);
	/* The adoption of the report before everything else. */
	assert_true(dais_arrange_move(&t, 8, arranged_at(23, 600), arranged_at(23, 780), &err));
	dais_arrange_judge(&t, a, &v);
	assert_true(v.judged);
	assert_true(any_hard(&v));
	/* A time that the profile does not know. */
	assert_true(dais_arrange_move(&t, 3, arranged_at(28, 61), arranged_at(28, 100), &err));
	dais_arrange_judge(&t, a, &v);
	assert_false(v.judged);
	assert_true(v.why.n > 0);
	dais_snapshot_release(s);
	record_remove(h);
}

static const struct dais_arrange_choice *
choice(const dais_arrange_choice_vec *v, const char *id)
{
	for (size_t i = 0; i < v->n; i++)
		if (dais_str_is(v->v[i].id, id))
			return &v->v[i];
	fail_msg("no %s", id);
	return NULL;
}

static void
rooms_and_teams_are_held_against_the_checker(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	dais_arrange_choice_vec rooms, teams;
	struct dais_arrangement t;
	const struct dais_snapshot *s;
	size_t body;

	(void)state;
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	/* A joint sitting of 400 people. */
	dais_arrange_choices(&t, 2, a, &rooms, &teams);
	assert_int_equal(choice(&rooms, "board-room-d")->obstacle, DAIS_OBSTACLE_NONE);
	assert_int_equal(choice(&rooms, "m-building")->obstacle, DAIS_OBSTACLE_SEATS);
	assert_int_equal(choice(&teams, "first")->obstacle, DAIS_OBSTACLE_NONE);
	assert_true(
	    dais_arrange_services(&t, 2, DAIS_STR("board-room-d"), NULL, DAIS_STR("first"), &err));
	dais_arrange_choices(&t, 2, a, &rooms, &teams);
	assert_true(choice(&rooms, "board-room-d")->chosen);
	assert_true(choice(&teams, "first")->chosen);
	assert_false(
	    dais_arrange_services(&t, 2, DAIS_STR("ballroom"), NULL, DAIS_STR("first"), &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	/* Another sitting at the same time finds it taken. */
	body = t.record->meetings.v[t.record->together.v[1]].body;
	assert_true(
	    dais_arrange_add(&t, arranged_at(24, 600), arranged_at(24, 780), &body, 1, &err));
	assert_true(dais_arrange_add_entry(&t, 3, t.record->sittings.v[5].entries.v[0].item, &err));
	dais_arrange_choices(&t, 3, a, &rooms, &teams);
	assert_int_equal(choice(&rooms, "board-room-d")->obstacle, DAIS_OBSTACLE_TAKEN);
	assert_int_equal(choice(&teams, "first")->obstacle, DAIS_OBSTACLE_TAKEN);
	dais_snapshot_release(s);
	record_remove(h);
}

static void
minutes_and_hours_are_changed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrange_verdict v;
	struct dais_arrangement t;
	const struct dais_snapshot *s;

	(void)state;
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	assert_true(dais_arrange_minutes(&t, 2, 0, 120, &err));
	assert_int_equal(t.record->sittings.v[2].entries.v[0].minutes, 120);
	assert_false(dais_arrange_minutes(&t, 2, 0, 181, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_arrange_hours(&t, 2, arranged_at(24, 600), arranged_at(24, 750), &err));
	dais_arrange_judge(&t, a, &v);
	assert_false(v.judged); /* no sitting of the profile ends then */
	assert_false(dais_arrange_hours(&t, 2, arranged_at(24, 600), arranged_at(24, 600), &err));
	dais_snapshot_release(s);
	record_remove(h);
}

/* Someone changes the sitting after I have looked: I am told. Someone moves another: I am not. */

static void
the_second_is_told_of_the_first(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_actor program = dais_actor_program();
	struct dais_house *h = arranged_open();
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrangement mine, theirs;
	const struct dais_snapshot *s;
	struct dais_diags diags;
	uint64_t seen, change;

	(void)state;
	dais_diags_init(&diags, a);
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	seen = s->revision;
	dais_arrange_begin(s, DAIS_LANG_EN, a, &theirs);
	assert_true(dais_arrange_minutes(&theirs, 2, 0, 120, &err));
	assert_int_not_equal(arranged_put(h, &theirs, a), 0);
	dais_snapshot_release(s);
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &mine);
	mine.seen = seen;
	assert_true(dais_arrange_minutes(&mine, 4, 0, 60, &err));
	assert_int_not_equal(arranged_put(h, &mine, a), 0);
	dais_snapshot_release(s);
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &mine);
	mine.seen = seen;
	assert_true(dais_arrange_minutes(&mine, 2, 0, 60, &err));
	assert_false(
	    dais_arrange_put(h, &program, &mine, DAIS_STR_NONE, &diags, &change, &conflict, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	assert_str(conflict.id, "s3");
	assert_true(conflict.who.n > 0);
	assert_true(dais_arrange_overtaken(h, ARRANGED, seen, a, &conflict, &err));
	assert_false(dais_arrange_overtaken(h, ARRANGED, s->revision, a, &conflict, &err));
	dais_snapshot_release(s);
	record_remove(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sitting_that_moves_keeps_its_id),
		cmocka_unit_test(the_opening_goes_along),
		cmocka_unit_test(the_opening_is_a_matter_of_the_timetable),
		cmocka_unit_test(two_sittings_change_places),
		cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(the_checker_sees_what_a_move_breaks),
		cmocka_unit_test(rooms_and_teams_are_held_against_the_checker),
		cmocka_unit_test(minutes_and_hours_are_changed),
		cmocka_unit_test(the_second_is_told_of_the_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
