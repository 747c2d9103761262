/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Proposals of the planner, over a real record.
 */
#include "arranged.h"

#include "plan/engine/optimizer.h"
#include "service/timetable/propose.h"

static void
plan(struct dais_house *h, const char *const *lost, size_t n, struct dais_arena *a,
    struct dais_propose_answer *ret)
{
	struct dais_propose_wish wish = { .keeps = n > 0, .seconds = 5, .language = DAIS_LANG_EN };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str question;
	DAIS_BUF_AUTO answer = { 0 };

	dais_buf_init(&answer, DAIS_BUF_MAX);
	for (size_t i = 0; i < n; i++)
		dais_vec_push(a, &wish.lost, dais_str_from(lost[i]));
	if (!dais_propose_question(h, ARRANGED, &wish, a, &question, &err) ||
	    !dais_propose_work(NULL, question, &answer, &err) ||
	    !dais_propose_keep(h, ARRANGED, DAIS_STR("me"), dais_buf_str(&answer), &err) ||
	    !dais_propose_kept(h, ARRANGED, DAIS_STR("me"), a, ret, &err))
		fail_msg("%s", err.msg);
}

static void
a_lost_day_is_planned_and_taken(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_propose_answer proposal;
	struct dais_arrange_verdict v;
	struct dais_arrangement t;
	const struct dais_snapshot *s;

	(void)state;
	plan(h, (const char *[]){ "day:2022-05-24/morning" }, 1, a, &proposal);
	assert_true(proposal.planned);
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	assert_true(dais_propose_arrange(h, s, &proposal, DAIS_LANG_EN, a, &t, &err));
	dais_arrange_judge(&t, a, &v);
	assert_true(v.judged && v.sound);
	assert_int_not_equal(arranged_put(h, &t, a), 0);
	dais_snapshot_release(s);
	assert_true(dais_house_working(h, ARRANGED, &s, &err));
	for (size_t i = 0; i < s->record->sittings.n; i++)
		assert_false(s->record->sittings.v[i].start.date.day == 24 &&
			     s->record->sittings.v[i].start.minute < 720);
	assert_int_equal(s->record->plans[DAIS_MODALITY_HYBRID].n, 14); /* the other plan stays */
	dais_snapshot_release(s);
	assert_true(dais_propose_forget(h, ARRANGED, DAIS_STR("me"), &err));
	assert_false(dais_propose_kept(h, ARRANGED, DAIS_STR("me"), a, &proposal, &err));
	record_remove(h);
}

static void
no_plan_is_told_with_its_reasons(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_propose_answer proposal;

	(void)state;
	plan(h,
	    (const char *[]){
		"day:2022-05-23", "day:2022-05-24", "day:2022-05-25", "day:2022-05-26" },
	    4, a, &proposal);
	assert_false(proposal.planned);
	assert_true(proposal.proven);
	assert_true(proposal.words.n > 0 && proposal.ways.n > 0);
	record_remove(h);
}

/* What the search had to do without is told at the desk, as on a terminal. */
static void
what_lacks_is_told(void **state)
{
	static const char lack[] =
	    "No second search could be begun beside the first: proofs may take longer.";
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_propose_answer proposal;

	(void)state;
	plan(h, (const char *[]){ "day:2022-05-24/morning" }, 1, a, &proposal);
	assert_int_equal(proposal.notes.n, 0);
	dais_optimizer_set_lack(lack);
	plan(h, (const char *[]){ "day:2022-05-24/morning" }, 1, a, &proposal);
	dais_optimizer_set_lack(NULL);
	assert_int_equal(proposal.notes.n, 1);
	assert_true(dais_str_is(proposal.notes.v[0], lack));
	record_remove(h);
}

/* On Tuesday evening the expert is lost on Wednesday: what was held stands. */
static void
what_is_past_stands(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = arranged_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_propose_wish wish = { .keeps = true,
		.seconds = 5,
		.now_ms = INT64_C(1653415200000) /* 2022-05-24T18:00Z */ };
	struct dais_propose_answer proposal;
	struct dais_str question;
	DAIS_BUF_AUTO answer = { 0 };

	(void)state;
	dais_buf_init(&answer, DAIS_BUF_MAX);
	dais_vec_push(a, &wish.lost, DAIS_STR("room:board-room-d@2022-05-25"));
	assert_true(dais_propose_question(h, ARRANGED, &wish, a, &question, &err));
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
	assert_true(dais_propose_question(h, ARRANGED, &wish, a, &question, &err));
	assert_true(dais_propose_work(NULL, question, &answer, &err));
	assert_true(dais_propose_read(dais_buf_dup(&answer, a), a, &proposal, &err));
	assert_false(dais_date_is_set(proposal.past.date));
	record_remove(h);
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
		cmocka_unit_test(a_lost_day_is_planned_and_taken),
		cmocka_unit_test(no_plan_is_told_with_its_reasons),
		cmocka_unit_test(what_lacks_is_told),
		cmocka_unit_test(what_is_past_stands),
		cmocka_unit_test(a_damaged_proposal_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
