/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timetable arranged by hand and by the planner, over a real record.
 */
#include "support/test.h"

#include <stdio.h>
#include <unistd.h>

#include "service/timetable/format.h"
#include "service/timetable/propose.h"
#include "service/timetable/why.h"

#define PACKAGE DAIS_STR("example")

static char path[64];

static struct dais_house *
open_house(void)
{
	struct dais_house_options options = { .store = { .where = path, .create = true } };
	struct dais_actor program = dais_actor_program();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_house *h;
	uint64_t change;

	(void)snprintf(path, sizeof(path), "/tmp/dais-test-timetable-%d.db", (int)getpid());
	dais_diags_init(&diags, a);
	if (!dais_house_open(&options, &h, &err) ||
	    !dais_house_import(h, &program, EXAMPLE, PACKAGE, false, &diags, &change, &err))
		fail_msg("%s", err.msg);
	return h;
}

static void
remove_record(struct dais_house *h)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	dais_house_close(h);
	for (size_t i = 0; i < 3; i++) {
		char name[80];

		(void)snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		(void)unlink(name);
	}
}

static struct dais_local
at(int day, int minute)
{
	return (struct dais_local){ { 2022, 5, day }, minute };
}

static uint64_t
put(struct dais_house *h, const struct dais_arrangement *t, struct dais_arena *a)
{
	struct dais_actor program = dais_actor_program();
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change = 0;

	dais_diags_init(&diags, a);
	if (!dais_arrange_put(h, &program, t, DAIS_STR_NONE, &diags, &change, &conflict, &err))
		fail_msg("%s %s", err.msg,
		    diags.list.n ? dais_arena_cstr(a, diags.list.v[0].message) : "");
	return change;
}

static void
sitting(struct dais_house *h, const char *id, struct dais_arena *a, struct dais_thing *ret)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_store_thing(
		dais_house_store(h), PACKAGE, DAIS_STR("sitting"), dais_str_from(id), a, ret, &err))
		fail_msg("%s: %s", id, err.msg);
}

static size_t
count_sittings(struct dais_house *h, struct dais_arena *a)
{
	dais_thing_vec things = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	assert_true(
	    dais_store_things(dais_house_store(h), PACKAGE, DAIS_STR("sitting"), a, &things, &err));
	return things.n;
}

static void
a_sitting_that_moves_keeps_its_id(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_thing before, after, other;
	struct dais_arrangement t;
	DAIS_SNAPSHOT_AUTO s = NULL;
	size_t n = count_sittings(h, a);

	(void)state;
	sitting(h, "s5", a, &before);
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	/* Wednesday morning to Friday afternoon, which is free. */
	assert_true(dais_arrange_move(&t, 4, at(27, 900), at(27, 1080), &err));
	assert_int_not_equal(put(h, &t, a), 0);
	sitting(h, "s5", a, &after);
	assert_int_not_equal(after.revision, before.revision);
	assert_int_not_equal(dais_str_find(after.value, DAIS_STR("2022-05-27T15:00"), 0), SIZE_MAX);
	sitting(h, "s4", a, &other);
	assert_int_equal(other.revision, 1); /* nothing else was touched */
	assert_int_equal(count_sittings(h, a), n);
	dais_snapshot_release(s);
	s = NULL;
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	for (size_t i = 1; i < s->record->sittings.n; i++) /* R-TIME-07 */
		assert_true(dais_local_cmp(s->record->sittings.v[i - 1].start,
				s->record->sittings.v[i].start) <= 0);
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	assert_int_equal(put(h, &t, a), 0); /* nothing changed: no change */
	dais_snapshot_release(s);
	s = NULL;
	remove_record(h);
}

static struct dais_local
opening_of(struct dais_house *h, const char *meeting)
{
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_SNAPSHOT_AUTO s = NULL;
	size_t m;

	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	m = dais_map_get(&s->record->meeting_ids, dais_str_from(meeting));
	assert_int_not_equal(m, DAIS_MAP_NONE);
	return s->record->meetings.v[m].opens;
}

/* A meeting opens with its first sitting, wherever that goes; those of others stay. */
static void
the_opening_goes_along(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_local hour = at(23, 630), day = at(24, 600);

	(void)state;
	assert_int_equal(dais_local_cmp(opening_of(h, "ic@13"), at(23, 600)), 0);
	for (int step = 0; step < 3; step++) {
		struct dais_arrangement t;
		DAIS_SNAPSHOT_AUTO s = NULL;

		assert_true(dais_house_working(h, PACKAGE, &s, &err));
		dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
		if (step == 0) { /* another hour */
			assert_true(dais_arrange_hours(&t, 0, hour, at(23, 780), &err));
		} else if (step == 1) { /* the sittings of the first day go */
			while (dais_date_eq(t.record->sittings.v[0].start.date, hour.date))
				assert_true(dais_arrange_close(&t, 0, &err));
		} else { /* the last sitting is not the first */
			size_t last = t.record->sittings.n - 1;

			assert_true(dais_arrange_hours(
			    &t, last, t.record->sittings.v[last].start, at(27, 770), &err));
		}
		assert_int_not_equal(put(h, &t, a), 0);
		assert_int_equal(dais_local_cmp(opening_of(h, "ic@13"), step == 0 ? hour : day), 0);
	}
	remove_record(h);
}

static void
two_sittings_change_places(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrangement t;
	const struct dais_snapshot *s;

	(void)state;
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	assert_true(dais_arrange_move(&t, 2, at(25, 600), at(25, 780), &err));
	assert_int_equal(t.record->sittings.n, 9);
	assert_int_equal(t.record->sittings.v[4].bodies.n, 2); /* the joint one */
	assert_int_equal(t.record->sittings.v[2].bodies.n, 1);
	assert_int_equal(s->record->sittings.v[2].bodies.n, 2); /* the snapshot stays */
	dais_snapshot_release(s);
	remove_record(h);
}

static void
what_cannot_be_is_refused(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrangement t;
	const struct dais_snapshot *s;

	(void)state;
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	assert_false(dais_arrange_move(&t, 99, at(25, 600), at(25, 780), &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_arrange_move(&t, 0, at(25, 780), at(25, 600), &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_arrange_add(&t, at(25, 600), at(25, 780), NULL, 0, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_arrange_move_entry(&t, 2, 0, 3, &err)); /* continued there already */
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_arrange_close_entry(&t, 2, 7, &err));
	dais_snapshot_release(s);
	remove_record(h);
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
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrange_verdict v;
	struct dais_arrangement t;
	const struct dais_snapshot *s;

	(void)state;
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	dais_arrange_judge(&t, a, &v);
	assert_true(v.judged && v.sound);
	assert_false(any_hard(&v));
	assert_int_equal(v.slots.n, 10);
	/* The adoption of the report before everything else. */
	assert_true(dais_arrange_move(&t, 8, at(23, 600), at(23, 780), &err));
	dais_arrange_judge(&t, a, &v);
	assert_true(v.judged);
	assert_true(any_hard(&v));
	/* A time that the profile does not know. */
	assert_true(dais_arrange_move(&t, 3, at(28, 61), at(28, 100), &err));
	dais_arrange_judge(&t, a, &v);
	assert_false(v.judged);
	assert_true(v.why.n > 0);
	dais_snapshot_release(s);
	remove_record(h);
}

static void
plan(struct dais_house *h, const char *const *lost, size_t n, struct dais_arena *a,
    struct dais_propose_answer *ret)
{
	struct dais_propose_wish wish = { .keeps = n > 0, .seconds = 5 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str question;
	DAIS_BUF_AUTO answer;

	dais_buf_init(&answer, DAIS_BUF_MAX);
	for (size_t i = 0; i < n; i++)
		dais_vec_push(a, &wish.lost, dais_str_from(lost[i]));
	if (!dais_propose_question(h, PACKAGE, &wish, a, &question, &err) ||
	    !dais_propose_work(NULL, question, &answer, &err) ||
	    !dais_propose_keep(h, PACKAGE, DAIS_STR("me"), dais_buf_str(&answer), &err) ||
	    !dais_propose_kept(h, PACKAGE, DAIS_STR("me"), a, ret, &err))
		fail_msg("%s", err.msg);
}

static void
a_lost_day_is_planned_and_taken(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_propose_answer proposal;
	struct dais_arrange_verdict v;
	struct dais_arrangement t;
	const struct dais_snapshot *s;

	(void)state;
	plan(h, (const char *[]){ "day:2022-05-24/morning" }, 1, a, &proposal);
	assert_true(proposal.planned);
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	assert_true(dais_propose_arrange(h, s, &proposal, DAIS_LANG_EN, a, &t, &err));
	dais_arrange_judge(&t, a, &v);
	assert_true(v.judged && v.sound);
	assert_int_not_equal(put(h, &t, a), 0);
	dais_snapshot_release(s);
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	for (size_t i = 0; i < s->record->sittings.n; i++)
		assert_false(s->record->sittings.v[i].start.date.day == 24 &&
			     s->record->sittings.v[i].start.minute < 720);
	assert_int_equal(s->record->plans[DAIS_MODALITY_HYBRID].n, 14); /* the other plan stays */
	dais_snapshot_release(s);
	assert_true(dais_propose_forget(h, PACKAGE, DAIS_STR("me"), &err));
	assert_false(dais_propose_kept(h, PACKAGE, DAIS_STR("me"), a, &proposal, &err));
	remove_record(h);
}

static void
no_plan_is_told_with_its_reasons(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_propose_answer proposal;

	(void)state;
	plan(h,
	    (const char *[]){
		"day:2022-05-23", "day:2022-05-24", "day:2022-05-25", "day:2022-05-26" },
	    4, a, &proposal);
	assert_false(proposal.planned);
	assert_true(proposal.words.n > 0);
	remove_record(h);
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
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	dais_arrange_choice_vec rooms, teams;
	struct dais_arrangement t;
	const struct dais_snapshot *s;
	size_t body;

	(void)state;
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
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
	assert_true(dais_arrange_add(&t, at(24, 600), at(24, 780), &body, 1, &err));
	assert_true(dais_arrange_add_entry(&t, 3, t.record->sittings.v[5].entries.v[0].item, &err));
	dais_arrange_choices(&t, 3, a, &rooms, &teams);
	assert_int_equal(choice(&rooms, "board-room-d")->obstacle, DAIS_OBSTACLE_TAKEN);
	assert_int_equal(choice(&teams, "first")->obstacle, DAIS_OBSTACLE_TAKEN);
	dais_snapshot_release(s);
	remove_record(h);
}

static void
minutes_and_hours_are_changed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrange_verdict v;
	struct dais_arrangement t;
	const struct dais_snapshot *s;

	(void)state;
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	assert_true(dais_arrange_minutes(&t, 2, 0, 120, &err));
	assert_int_equal(t.record->sittings.v[2].entries.v[0].minutes, 120);
	assert_false(dais_arrange_minutes(&t, 2, 0, 181, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_arrange_hours(&t, 2, at(24, 600), at(24, 750), &err));
	dais_arrange_judge(&t, a, &v);
	assert_false(v.judged); /* no sitting of the profile ends then */
	assert_false(dais_arrange_hours(&t, 2, at(24, 600), at(24, 600), &err));
	dais_snapshot_release(s);
	remove_record(h);
}

/* Someone changes the sitting after I have looked: I am told. Someone moves another: I am not. */
static void
the_second_is_told_of_the_first(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_actor program = dais_actor_program();
	struct dais_house *h = open_house();
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrangement mine, theirs;
	const struct dais_snapshot *s;
	struct dais_diags diags;
	uint64_t seen, change;

	(void)state;
	dais_diags_init(&diags, a);
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	seen = s->revision;
	dais_arrange_begin(s, DAIS_LANG_EN, a, &theirs);
	assert_true(dais_arrange_minutes(&theirs, 2, 0, 120, &err));
	assert_int_not_equal(put(h, &theirs, a), 0);
	dais_snapshot_release(s);
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &mine);
	mine.seen = seen;
	assert_true(dais_arrange_minutes(&mine, 4, 0, 60, &err));
	assert_int_not_equal(put(h, &mine, a), 0);
	dais_snapshot_release(s);
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &mine);
	mine.seen = seen;
	assert_true(dais_arrange_minutes(&mine, 2, 0, 60, &err));
	assert_false(
	    dais_arrange_put(h, &program, &mine, DAIS_STR_NONE, &diags, &change, &conflict, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	assert_str(conflict.id, "s3");
	assert_true(conflict.who.n > 0);
	assert_true(dais_arrange_overtaken(h, PACKAGE, seen, a, &conflict, &err));
	assert_false(dais_arrange_overtaken(h, PACKAGE, s->revision, a, &conflict, &err));
	dais_snapshot_release(s);
	remove_record(h);
}

/* For every sitting and every time: "possible" before the move is "no more rules broken" after it,
 * and "not possible" is the contrary. */
static void
what_moving_a_sitting_would_break_is_what_it_breaks(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrange_verdict v;
	struct dais_arrangement t;
	const struct dais_snapshot *s;
	size_t n[DAIS_WHY_KIND_COUNT] = { 0 };
	struct dais_why why;

	(void)state;
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	for (size_t at = 0; at < t.record->sittings.n; at++) {
		assert_true(dais_why_sitting(&t, at, a, &why, &err));
		assert_int_equal(why.places.n, 10);
		assert_int_equal(why.others, 9);
		for (size_t i = 0; i < why.places.n; i++) {
			const struct dais_why_place *place = &why.places.v[i];
			struct dais_arrangement other;

			n[place->kind]++;
			dais_arrange_begin(s, DAIS_LANG_EN, a, &other);
			assert_true(dais_arrange_move(&other, at, place->start, place->end, &err));
			dais_arrange_judge(&other, a, &v);
			assert_true(v.judged);
			assert_int_equal(v.sound, place->kind != DAIS_WHY_IMPOSSIBLE);
			assert_int_equal(place->words.n > 0, place->kind >= DAIS_WHY_GAINS);
		}
	}
	assert_int_equal(n[DAIS_WHY_HERE], t.record->sittings.n);
	assert_int_equal(n[DAIS_WHY_ALSO], 0);
	assert_true(n[DAIS_WHY_IMPOSSIBLE] > 0);
	assert_true(n[DAIS_WHY_FREE] + n[DAIS_WHY_COSTS] + n[DAIS_WHY_GAINS] > 0);
	assert_false(dais_why_sitting(&t, 99, a, &why, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	dais_snapshot_release(s);
	remove_record(h);
}

static void
it_is_said_why_an_item_is_where_it_is(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrange_verdict v;
	struct dais_arrangement t;
	const struct dais_snapshot *s;
	size_t moved = SIZE_MAX, expert = SIZE_MAX;
	struct dais_why why;

	(void)state;
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_EN, a, &t);
	assert_true(dais_why(&t, 2, 0, a, &why, &err)); /* the environment, on Tuesday morning */
	assert_int_equal(why.places.n, 10);
	assert_int_equal(why.others, 8);
	assert_int_equal(why.places.v[0].kind, DAIS_WHY_IMPOSSIBLE); /* the expert is away */
	assert_true(why.places.v[0].words.n > 0);
	assert_int_equal(why.places.v[2].kind, DAIS_WHY_HERE);
	assert_int_equal(why.places.v[3].kind, DAIS_WHY_ALSO);
	for (size_t i = 0; i < why.reasons.n; i++)
		if (why.reasons.v[i].rank == 0 && why.reasons.v[i].against.n == 2 &&
		    why.reasons.v[i].against.v[1] == 1 && why.reasons.v[i].place.line)
			expert = i;
	assert_int_not_equal(expert, SIZE_MAX);
	/* What is said to be possible is: the checker finds no rule broken afterwards. */
	for (size_t i = 0; i < why.places.n; i++) {
		struct dais_arrangement other;

		if (why.places.v[i].kind <= DAIS_WHY_ALSO ||
		    why.places.v[i].kind == DAIS_WHY_IMPOSSIBLE)
			continue;
		dais_arrange_begin(s, DAIS_LANG_EN, a, &other);
		assert_true(dais_why_move(&other, &why, i, &err));
		dais_arrange_judge(&other, a, &v);
		assert_true(v.judged && v.sound);
		moved = i;
	}
	assert_int_not_equal(moved, SIZE_MAX);
	assert_false(dais_why_move(&t, &why, 2, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_why(&t, 99, 0, a, &why, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_why(&t, 2, DAIS_NONE, a, &why, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	dais_snapshot_release(s);
	remove_record(h);
}

static bool
switch_to(struct dais_house *h, enum dais_modality m, struct dais_date on, const char *method,
    uint64_t seen, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_actor program = dais_actor_program();
	struct dais_format_change wanted = { .to = m,
		.approved = on,
		.by = DAIS_STR("bureau"),
		.method = dais_str_from(method),
		.seen = seen };
	struct dais_edit_conflict conflict = { 0 };
	struct dais_diags diags;
	uint64_t change;

	dais_diags_init(&diags, a);
	*err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_house_working(h, PACKAGE, &s, err));
	return dais_format_switch(h, &program, s, &wanted, &diags, &change, &conflict, err);
}

static void
the_format_is_changed_with_its_approval(void **state)
{
	static const struct dais_date day = { 2022, 5, 16 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_arrangement t, as;
	struct dais_arrange_verdict v;
	const struct dais_snapshot *s;
	struct dais_contingency costs;
	struct dais_thing before, after;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	dais_arrange_begin(s, DAIS_LANG_FR, a, &t);
	assert_true(dais_format_as(&t, DAIS_MODALITY_HYBRID, a, &as, &err));
	assert_int_equal(as.record->sittings.n, 14);
	dais_arrange_judge(&as, a, &v);
	assert_true(v.judged && v.sound);
	assert_int_equal(s->record->sittings.n, 9); /* the snapshot stays */
	assert_false(dais_format_as(&t, DAIS_MODALITY_ONLINE, a, &as, &err));
	assert_true(dais_format_compare(&t, DAIS_MODALITY_HYBRID, a, &costs, &err));
	assert_int_equal(costs.total[DAIS_SIDE_NORMAL].sittings, 9);
	assert_int_equal(costs.total[DAIS_SIDE_CONTINGENCY].sittings, 14);
	dais_snapshot_release(s);

	assert_false(switch_to(h, DAIS_MODALITY_ONLINE, day, "silence", 0, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	assert_false(switch_to(h, DAIS_MODALITY_HYBRID, day, "shouting", 0, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	assert_false(switch_to(h, DAIS_MODALITY_HYBRID, (struct dais_date){ 0 }, "", 0, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED); /* R-HYB-06 */
	sitting(h, "s10", a, &before);
	assert_int_not_equal(
	    dais_str_find(before.value, DAIS_STR("\"plan\":\"hybrid\""), 0), SIZE_MAX);
	assert_true(switch_to(h, DAIS_MODALITY_HYBRID, day, "silence", 0, &err));
	sitting(h, "s10", a, &after); /* keeps its id */
	assert_int_equal(dais_str_find(after.value, DAIS_STR("\"plan\""), 0), SIZE_MAX);
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	assert_int_equal(s->record->sittings.n, 14);
	assert_int_equal(s->record->plans[DAIS_MODALITY_IN_PERSON].n, 9);
	for (size_t i = 0; i < s->record->together.n; i++) {
		const struct dais_meeting *m = &s->record->meetings.v[s->record->together.v[i]];

		assert_int_equal(m->modality, DAIS_MODALITY_HYBRID);
		/* The first hybrid sitting is at 9, that of the meeting in person was at 10. */
		assert_int_equal(m->opens.minute, 9 * 60);
	}
	assert_str(s->record->approvals.v[s->record->approvals.n - 1].method, "silence");
	dais_snapshot_release(s);
	/* Back again; and who has looked before all this is told. */
	assert_false(switch_to(h, DAIS_MODALITY_HYBRID, day, "silence", 0, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	assert_false(switch_to(h, DAIS_MODALITY_IN_PERSON, day, "meeting", 1, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	assert_true(switch_to(h, DAIS_MODALITY_IN_PERSON, day, "meeting", 0, &err));
	remove_record(h);
}

static struct dais_actor
someone(struct dais_arena *a, enum dais_role role)
{
	struct dais_actor who = {
		.account = DAIS_STR("someone"), .name = DAIS_STR("Someone"), .scopes = ~0u
	};

	dais_vec_push(a, &who.grants, ((struct dais_grant){ .role = role }));
	return who;
}

/* Chair and bureau approve; the secretariat puts in force what is approved, without saying it
 * again, and a format that is not approved by nobody. */
static void
approving_is_a_step_of_its_own(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_actor chair = someone(a, DAIS_ROLE_CHAIR),
			  member = someone(a, DAIS_ROLE_BUREAU),
			  staff = someone(a, DAIS_ROLE_SECRETARIAT),
			  translator = someone(a, DAIS_ROLE_TRANSLATOR);
	struct dais_format_change wanted = { .to = DAIS_MODALITY_HYBRID,
		.approved = { 2022, 5, 16 },
		.by = DAIS_STR("bureau"),
		.method = DAIS_STR("meeting") },
				  force = { .to = DAIS_MODALITY_HYBRID }, later = wanted;
	struct dais_edit_conflict conflict = { 0 };
	const struct dais_snapshot *s;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change;

	(void)state;
	dais_diags_init(&diags, a);
#define FAILS(call, expected)                                                                      \
	do {                                                                                       \
		err = (struct dais_err)DAIS_ERR_INIT;                                              \
		assert_false(call);                                                                \
		assert_int_equal(err.code, expected);                                              \
	} while (0)
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	FAILS(dais_format_approve(h, &translator, s, &wanted, &diags, &change, &conflict, &err),
	    DAIS_ERR_DENIED);
	FAILS(dais_format_switch(h, &chair, s, &wanted, &diags, &change, &conflict, &err),
	    DAIS_ERR_DENIED);
	FAILS(dais_format_switch(h, &staff, s, &force, &diags, &change, &conflict, &err),
	    DAIS_ERR_DENIED);
	later.approved = dais_date_add(dais_house_today(h), 1);
	FAILS(dais_format_approve(h, &chair, s, &later, &diags, &change, &conflict, &err),
	    DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_format_approve(h, &chair, s, &wanted, &diags, &change, &conflict, &err));
	dais_snapshot_release(s);
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	assert_true(s->record->approvals.v[s->record->approvals.n - 1].has_modality);
	FAILS(dais_format_approve(h, &member, s, &wanted, &diags, &change, &conflict, &err),
	    DAIS_ERR_CONFLICT);
	/* That of another format is another one, of the same day, too. */
	wanted.to = DAIS_MODALITY_ONLINE;
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_format_approve(h, &member, s, &wanted, &diags, &change, &conflict, &err));
	FAILS(dais_format_switch(h, &chair, s, &force, &diags, &change, &conflict, &err),
	    DAIS_ERR_DENIED);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_format_switch(h, &staff, s, &force, &diags, &change, &conflict, &err));
	dais_snapshot_release(s);
	assert_true(dais_house_working(h, PACKAGE, &s, &err));
	assert_int_equal(
	    s->record->meetings.v[s->record->together.v[0]].modality, DAIS_MODALITY_HYBRID);
	assert_int_equal(s->record->sittings.n, 14);
#undef FAILS
	dais_snapshot_release(s);
	remove_record(h);
}

/* On Tuesday evening the expert is lost on Wednesday: what was held stands. */
static void
what_is_past_stands(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = open_house();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_propose_wish wish = { .keeps = true,
		.seconds = 5,
		.now_ms = INT64_C(1653415200000) /* 2022-05-24T18:00Z */ };
	struct dais_propose_answer proposal;
	struct dais_str question;
	DAIS_BUF_AUTO answer;

	(void)state;
	dais_buf_init(&answer, DAIS_BUF_MAX);
	dais_vec_push(a, &wish.lost, DAIS_STR("room:board-room-d@2022-05-25"));
	assert_true(dais_propose_question(h, PACKAGE, &wish, a, &question, &err));
	assert_true(dais_propose_work(NULL, question, &answer, &err));
	assert_true(dais_propose_read(dais_buf_dup(&answer, a), a, &proposal, &err));
	assert_true(proposal.planned);
	assert_int_equal(proposal.past.date.day, 25);
	assert_int_equal(proposal.past.minute, 600);
	assert_int_equal(proposal.happened.n, 1);
	assert_true(proposal.in_force.given && proposal.proposed.given && !proposal.best.given);
	/* Long after the meeting nothing is past: it is an exercise. */
	wish.now_ms = INT64_C(1793415200000);
	dais_buf_clear(&answer);
	assert_true(dais_propose_question(h, PACKAGE, &wish, a, &question, &err));
	assert_true(dais_propose_work(NULL, question, &answer, &err));
	assert_true(dais_propose_read(dais_buf_dup(&answer, a), a, &proposal, &err));
	assert_false(dais_date_is_set(proposal.past.date));
	remove_record(h);
}

static void
a_damaged_proposal_is_refused(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_propose_answer proposal;
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	assert_false(dais_propose_read(DAIS_STR("\7rubbish"), a, &proposal, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_propose_read(DAIS_STR_NONE, a, &proposal, &err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sitting_that_moves_keeps_its_id),
		cmocka_unit_test(the_opening_goes_along),
		cmocka_unit_test(two_sittings_change_places),
		cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(the_checker_sees_what_a_move_breaks),
		cmocka_unit_test(a_lost_day_is_planned_and_taken),
		cmocka_unit_test(no_plan_is_told_with_its_reasons),
		cmocka_unit_test(rooms_and_teams_are_held_against_the_checker),
		cmocka_unit_test(minutes_and_hours_are_changed),
		cmocka_unit_test(the_second_is_told_of_the_first),
		cmocka_unit_test(it_is_said_why_an_item_is_where_it_is),
		cmocka_unit_test(what_moving_a_sitting_would_break_is_what_it_breaks),
		cmocka_unit_test(the_format_is_changed_with_its_approval),
		cmocka_unit_test(approving_is_a_step_of_its_own),
		cmocka_unit_test(what_is_past_stands),
		cmocka_unit_test(a_damaged_proposal_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
