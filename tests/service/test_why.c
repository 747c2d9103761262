/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Why the timetable is as it is, over a real record.
 */
#include "arranged.h"

#include "service/timetable/why.h"

/* For every sitting and every time: "possible" before the move is "no more rules broken" after it,
 * and "not possible" is the contrary. */
static void
what_moving_a_sitting_would_break_is_what_it_breaks(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrange_verdict v;
	struct dais_arrangement t;
	const struct dais_snapshot *s;
	size_t n[DAIS_WHY_KIND_COUNT] = { 0 };
	struct dais_why why;

	(void)state;
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
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
	record_remove(h);
}

static void
it_is_said_why_an_item_is_where_it_is(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrange_verdict v;
	struct dais_arrangement t;
	const struct dais_snapshot *s;
	size_t moved = SIZE_MAX, expert = SIZE_MAX;
	struct dais_why why;

	(void)state;
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
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
	record_remove(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_moving_a_sitting_would_break_is_what_it_breaks),
		cmocka_unit_test(it_is_said_why_an_item_is_where_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
