/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A conference of five submissions, judged by hand. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "plan/public/book.h"
#include "planning/cosplib_sheet.h"

static const struct book_sheet conference[] = {
	{ "parameters", "Sessions||||Weights\n"
			"Local time zone:|GMT+0|||1\n"
			"Suitable||||1\n"
			"From:|08:00|||1\n"
			"To:|0.75|||1\n"
			"Less suitable||||1\n"
			"From:|07:00|||1\n"
			"To:|23:00|||1\n"
			"Penalty:|1|||1\n"
			"Unsuitable||||1\n"
			"Penalty:|10|||1\n"
			"||||1\n||||1\n||||100\n||||1\n||||1\n||||1\n" },
	{ "submissions", "Reference|Track|Required Timeslots|Order|Time "
			 "Zone|Presenters|Attendees|s1|s2|s3|r1|r2\n"
			 "a1|A|1|1|GMT+0|P|Q\n"
			 "a2|A|1|2|GMT+0|Z||3\n"
			 "a3|A|1|0|GMT+9\n"
			 "b1|B|2|0|GMT+0|P||||||5\n"
			 "b2|B|1|0|GMT+0|Q\n" },
	{ "tracks", "Tracks|Chairs\nA|X\nB|X, Y\n" },
	{ "sessions", "Sessions|Max|Date|Start|End\n"
		      "s1|2|1|09:00|10:00\ns2|2|1|14:00|15:00\ns3|1|1|22:00|23:00\n" },
	{ "rooms", "Rooms\nr1\nr2\n" },
	{ "tracks_sessions|penalty", "|s1|s2|s3\nA|||7\nB\n" },
	{ "tracks_rooms|penalty", "|r1|r2\nB||2\nA\n" },
	{ "similar tracks", "|A|B\nA||6\nB|99\n" },
	{ "sessions_rooms|penalty", "|r1|r2\ns1||4\ns2\ns3\n" },
};

static const char timetable[] = "|r1|r2\ns1|A|B\ns2\ns3|A|B\n\n"
				"s1|a2|b1\ns1|a1|b1\ns2\ns2\ns3|a3|b2\n";

struct place {
	char conference[64], solution[64];
};

static int
set_up(void **state)
{
	static struct place p;
	const struct book_sheet solution[] = {
		{ "sol", timetable },
		{ "violations", "Obj|Evaluate Tracks|Sessions\n" },
	};
	char folder[] = "/tmp/dais-public-XXXXXX";

	assert_non_null(mkdtemp(folder));
	(void)snprintf(p.conference, sizeof(p.conference), "%s/c.xlsx", folder);
	(void)snprintf(p.solution, sizeof(p.solution), "%s/s.xlsx", folder);
	book_write(p.conference, conference, sizeof(conference) / sizeof(conference[0]));
	book_write(p.solution, solution, 2);
	*state = &p;
	return 0;
}

static int
tear_down(void **state)
{
	struct place *p = *state;

	(void)unlink(p->conference);
	(void)unlink(p->solution);
	*strrchr(p->conference, '/') = '\0';
	return rmdir(p->conference);
}

static void
test_read(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct place *at = *state;
	struct cosplib p;

	assert_true(cosplib_read(a, at->conference, &p, &err));
	assert_int_equal(p.submissions.n, 5);
	assert_int_equal(p.slots, 5);
	assert_int_equal(p.tracks.v[1].slots, 3);
	assert_int_equal(p.weight[COSPLIB_ATTENDEES], 100);
	assert_int_equal(p.sessions.v[1].start, 14 * 60);
	assert_str(p.tracks.v[1].chairs.v[1], "Y");
	/* only the half above the diagonal counts */
	assert_int_equal(p.similar[1 * 2 + 0], 6);
	assert_int_equal(p.track_room[1 * 2 + 1], 2);
	assert_int_equal(p.presenters[0 * 5 + 3], 1);
	assert_int_equal(p.attendees[4 * 5 + 0], 1);
	assert_int_equal(p.attendees[1 * 5 + 0], 0);
	/* 22:00 to 23:00 in Greenwich is 7:00 to 8:00 nine hours to the east */
	assert_int_equal(p.zone_session[2 * 3 + 2], 1);
	/* 14:00 to 15:00 is 23:00 to 0:00 */
	assert_int_equal(p.zone_session[2 * 3 + 1], 10);
}

static void
test_judge(void **state)
{
	static const int64_t expected[COSPLIB_TERMS] = { 7, 4, 4, 12, 0, 0, 2, 2, 2, 3, 10, 1, 0, 2,
		1, 0 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct place *at = *state;
	struct cosplib_verdict v;
	struct cosplib_plan plan;
	struct cosplib p;
	size_t strange;

	assert_true(cosplib_read(a, at->conference, &p, &err));
	assert_true(cosplib_plan_read(&p, a, at->solution, &plan, &strange, &err));
	assert_int_equal(strange, 0);
	cosplib_judge(&p, &plan, a, &v);
	for (enum cosplib_term t = 0; t < COSPLIB_TERMS; t++)
		assert_int_equal(v.units[t], expected[t]);
	assert_int_equal(v.cost, 50);
	assert_true(cosplib_is_whole(&v));

	/* b2 beside a1 in another room of the session: its attendee cannot hear both */
	plan.submission[4 * 2 + 1] = COSPLIB_NONE;
	plan.submission[0 * 2 + 1] = 4;
	cosplib_judge(&p, &plan, a, &v);
	assert_int_equal(v.units[COSPLIB_ATTENDEES], 1);
	assert_int_equal(v.units[COSPLIB_ATTENDEES_SLOT], 0);
	assert_int_equal(v.missing, 1);
	assert_int_equal(v.misplaced, 0);
	plan.track[0 * 2 + 1] = 0;
	cosplib_judge(&p, &plan, a, &v);
	assert_int_equal(v.misplaced, 2);
	assert_int_equal(v.units[COSPLIB_PARALLEL], 1);
	assert_int_equal(v.units[COSPLIB_ROOMS], 1);
}

static void
test_agree(void **state)
{
	/* as if the weight of similar tracks had been 10, and one violation were another */
	static const struct book_sheet solution[] = {
		{ "sol", timetable },
		{ "violations", "Obj|Evaluate Similar Tracks||Evaluate Chairs Conflicts||Evaluate "
				"Submissions Order\n"
				"Objective Value = 42|A - B - s1|60|A - B|1|Total|0\n"
				"|A - B - s3|60|B - A|1\n"
				"|Total|120|Total|2\n" },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct place *at = *state;
	struct cosplib_agreements g;
	struct cosplib_verdict v;
	struct cosplib_plan plan;
	struct cosplib p;
	size_t strange;

	book_write(at->solution, solution, 2);
	assert_true(cosplib_read(a, at->conference, &p, &err));
	assert_true(cosplib_plan_read(&p, a, at->solution, &plan, &strange, &err));
	cosplib_judge(&p, &plan, a, &v);
	assert_true(cosplib_agree(a, &v, at->solution, &g, &err));
	assert_int_equal(g.objective, 42);
	assert_int_equal(g.term[COSPLIB_SIMILAR].then, 10);
	assert_int_equal(g.term[COSPLIB_SIMILAR].common, 2);
	assert_int_equal(g.term[COSPLIB_SIMILAR].sheet_cost, 120);
	assert_int_equal(g.term[COSPLIB_SIMILAR].ours_only, 0);
	assert_int_equal(g.term[COSPLIB_CHAIRS].common, 1);
	assert_int_equal(g.term[COSPLIB_CHAIRS].sheet_only, 1);
	assert_int_equal(g.term[COSPLIB_CHAIRS].ours_only, 1);
	assert_int_equal(g.term[COSPLIB_ORDER].ours_only, 2);
	assert_false(g.term[COSPLIB_ZONE].listed);
}

static void
expect_error(const char *path, unsigned sheet, const char *cells, const char *message)
{
	struct book_sheet changed[sizeof(conference) / sizeof(conference[0])];
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct cosplib p;

	memcpy(changed, conference, sizeof(conference));
	changed[sheet].cells = cells;
	book_write(path, changed, sizeof(conference) / sizeof(conference[0]));
	assert_false(cosplib_read(a, path, &p, &err));
	assert_non_null(strstr(err.msg, message));
}

static void
test_errors(void **state)
{
	struct place *at = *state;
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct workbook w;

	expect_error(at->conference, 5, "|s1|s9|s3\nA\nB\n", "\"s9\" is not known");
	expect_error(
	    at->conference, 5, "|s1|s2|s3\nA|x\nB\n", "row 2, column 2: \"x\" is not a number");
	expect_error(at->conference, 3, "Sessions|Max|Date|Start|End\ns1|2|1|25:00|10:00\n",
	    "\"25:00\" is not a time");
	expect_error(
	    at->conference, 3, "Sessions|Max|Date|Start|End\ns1|0|1|05:00|10:00\n", "no timeslots");
	assert_false(workbook_read(a, "/nowhere/at/all.xlsx", &w, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_judge),
		cmocka_unit_test(test_agree),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests_name("plan-public", tests, set_up, tear_down);
}
