/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-HYB: hybrid and online sittings, contingency plans, interpretation.
 */
#include "check/check_priv.h"

static bool
is_remote(enum dais_modality m)
{
	return m == DAIS_MODALITY_HYBRID || m == DAIS_MODALITY_ONLINE;
}

static void
check_length(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	int max = c->r->profile.hybrid_max_min;

	(void)is_plan;
	for (size_t s = 0; is_remote(m) && max > 0 && s < v->n; s++) {
		if (dais_check_length(&v->v[s]) <= max)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, v->v[s].origin, DAIS_STR_NONE,
			"the %.*s sitting on %.*s lasts %d minutes, at most %d are possible",
			CHECK_VALUE(c, dais_modality_name(m)),
			DAIS_STR_ARG(dais_check_when(c, v->v[s].start)),
			dais_check_length(&v->v[s]), max),
		    "divide it: remote interpretation ends after %d minutes", max);
	}
}

void
dais_check_hyb_01(struct dais_check *c) /* R-HYB-01 */
{
	dais_check_each_plan(c, check_length);
}

static bool
is_in(const dais_sitting_vec *v, size_t item)
{
	for (size_t s = 0; s < v->n; s++) {
		for (size_t e = 0; e < v->v[s].entries.n; e++) {
			if (v->v[s].entries.v[e].item == item)
				return true;
		}
	}
	return false;
}

/* Minutes of all sittings of @body. */
static int
minutes_of(const dais_sitting_vec *v, size_t body)
{
	int sum = 0;

	for (size_t s = 0; s < v->n; s++) {
		if (dais_check_has(&v->v[s].bodies, body))
			sum += dais_check_length(&v->v[s]);
	}
	return sum;
}

static void
check_plan(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	const dais_sitting_vec *main = &c->r->sittings;
	struct dais_origin at = v->v[0].origin;

	if (!is_plan || !main->n)
		return;
	for (size_t i = 0; i < c->r->items.n; i++) {
		if (!is_in(main, i) || is_in(v, i))
			continue;
		dais_check_hint(c,
		    dais_check_say(c, at, DAIS_STR_NONE, "the %.*s plan has no sitting for %.*s",
			CHECK_VALUE(c, dais_modality_name(m)),
			DAIS_STR_ARG(dais_check_item(c, i, DAIS_NONE))),
		    "a plan distributes all items over its sittings");
	}
	for (size_t t = 0; t < c->r->together.n; t++) {
		size_t body = dais_check_body_at(c->r, t);
		int have = minutes_of(v, body), want = minutes_of(main, body);

		if (have >= want)
			continue;
		/* a shortfall may be accepted, but must be known */
		dais_check_hint(c,
		    dais_check_say_as(c, DAIS_SEVERITY_WARNING, at, DAIS_STR_NONE,
			"the %.*s plan gives the %.*s %d h %02d, the timetable %d h %02d",
			CHECK_VALUE(c, dais_modality_name(m)),
			DAIS_STR_ARG(dais_check_body(c, body)), have / 60, have % 60, want / 60,
			want % 60),
		    "%d minutes are lost: add sittings, or accept the shortfall", want - have);
	}
}

void
dais_check_hyb_02(struct dais_check *c) /* R-HYB-02 */
{
	dais_check_each_plan(c, check_plan);
}

/* Monday of the week of @d, in days since 1970. */
static int64_t
week_of(struct dais_date d)
{
	return dais_date_to_days(d) - dais_date_weekday(d) + 1;
}

/* Sittings of the week of v[first] that the team of v[first] has; "no team named" counts as one. */
static int
count_of_team(const dais_sitting_vec *v, size_t first)
{
	int n = 0;

	for (size_t s = first; s < v->n; s++)
		n += week_of(v->v[s].start.date) == week_of(v->v[first].start.date) &&
		     dais_str_eq(v->v[s].team, v->v[first].team);
	return n;
}

static bool
is_first_of_team(const dais_sitting_vec *v, size_t at)
{
	for (size_t s = 0; s < at; s++) {
		if (week_of(v->v[s].start.date) == week_of(v->v[at].start.date) &&
		    dais_str_eq(v->v[s].team, v->v[at].team))
			return false;
	}
	return true;
}

static void
check_team(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	int max = c->r->profile.sittings_per_team_week;

	(void)is_plan;
	for (size_t s = 0; max > 0 && s < v->n; s++) {
		struct dais_str team = v->v[s].team;
		int n = is_first_of_team(v, s) ? count_of_team(v, s) : 0;
		struct dais_diag *g;

		if (n <= max)
			continue;
		g = team.n ? dais_check_say(c, v->v[s].origin, DAIS_STR_NONE,
				 "%d %.*s sittings in the week of %.*s are more than the %d of the "
				 "team of interpreters %.*s",
				 n, CHECK_VALUE(c, dais_modality_name(m)),
				 CHECK_DATE(c, v->v[s].start.date), max, DAIS_STR_ARG(team))
			   : dais_check_say(c, v->v[s].origin, DAIS_STR_NONE,
				 "%d %.*s sittings in the week of %.*s are more than the %d of one "
				 "team of interpreters",
				 n, CHECK_VALUE(c, dais_modality_name(m)),
				 CHECK_DATE(c, v->v[s].start.date), max);
		dais_check_hint(c, g, "reserve %d teams", (n + max - 1) / max);
	}
}

void
dais_check_hyb_03(struct dais_check *c) /* R-HYB-03 */
{
	dais_check_each_plan(c, check_team);
}

static void
check_gap(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	int least = c->r->profile.hybrid_gap_min;

	(void)is_plan;
	for (size_t s = 1; is_remote(m) && s < v->n; s++) {
		int gap = v->v[s].start.minute - v->v[s - 1].end.minute;

		if (!dais_date_eq(v->v[s].start.date, v->v[s - 1].end.date) || gap >= least ||
		    gap < 0)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, v->v[s].origin, DAIS_STR_NONE,
			"the %.*s sitting on %.*s begins %d minutes after the one before",
			CHECK_VALUE(c, dais_modality_name(m)),
			DAIS_STR_ARG(dais_check_when(c, v->v[s].start)), gap),
		    "leave at least %d minutes", least);
	}
}

void
dais_check_hyb_05(struct dais_check *c) /* R-HYB-05 */
{
	dais_check_each_plan(c, check_gap);
}

void
dais_check_hyb_06(struct dais_check *c) /* R-HYB-06 */
{
	const struct dais_record *r = c->r;

	for (size_t t = 0; t < r->together.n; t++) {
		const struct dais_meeting *m = &r->meetings.v[r->together.v[t]];
		bool found = m->modality == DAIS_MODALITY_IN_PERSON;

		for (size_t i = 0; i < r->approvals.n; i++) {
			const struct dais_approval *one = &r->approvals.v[i];

			found |= dais_str_is(one->object, "format") &&
				 (!one->has_modality || one->modality == m->modality) &&
				 dais_check_has(&one->meetings, r->together.v[t]);
		}
		if (found)
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, m->origin, DAIS_STR_NONE,
			"nobody is recorded as having approved the %.*s format of the %.*s",
			CHECK_VALUE(c, dais_modality_name(m->modality)),
			DAIS_STR_ARG(dais_check_meeting(c, r->together.v[t]))),
		    "add an approval with object: format");
	}
}

static void
check_late(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	int latest = c->r->profile.latest_end_min;

	(void)m;
	(void)is_plan;
	for (size_t s = 0; latest > 0 && s < v->n; s++) {
		if (v->v[s].end.minute <= latest &&
		    dais_date_eq(v->v[s].start.date, v->v[s].end.date))
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, v->v[s].origin, DAIS_STR_NONE,
			"the sitting on %.*s goes on after %.*s",
			DAIS_STR_ARG(dais_check_when(c, v->v[s].start)),
			DAIS_STR_ARG(dais_text_time(c->a, c->lang, latest))),
		    "end it earlier, or obtain a waiver and set latest-end in profile.yaml");
	}
}

void
dais_check_hyb_08(struct dais_check *c) /* R-HYB-08 */
{
	dais_check_each_plan(c, check_late);
}
