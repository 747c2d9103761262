/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words of planning.yaml that are more than words: times and names of wishes.
 */
#include "model/planning.h"

#include "base/err.h"
#include "base/message.h"
#include "model/working_day.h"

static int
weekday_of(struct dais_str s)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday" };

	for (int i = 0; i < 7; i++) {
		if (dais_str_is(s, names[i]))
			return i + 1;
	}
	return 0;
}

static bool
read_half(struct dais_str s, enum dais_half *ret)
{
	if (dais_str_is(s, "morning"))
		*ret = DAIS_HALF_MORNING;
	else if (dais_str_is(s, "afternoon"))
		*ret = DAIS_HALF_AFTERNOON;
	else
		return false;
	return true;
}

/* "2022-05-24..2022-05-26", "2022-05-24", "2022-05-24T15:00", "friday", "15:00" (of every day). */
static bool
read_days(struct dais_str s, struct dais_when *w)
{
	size_t dots = dais_str_find(s, DAIS_STR(".."), 0);
	struct dais_local at;

	w->weekday = weekday_of(s);
	if (w->weekday || dais_minute_parse(s, &w->minute))
		return true;
	if (dots != SIZE_MAX)
		return dais_date_parse(dais_str_sub(s, 0, dots), &w->from) &&
		       dais_date_parse(dais_str_sub(s, dots + 2, s.n), &w->to) &&
		       dais_date_cmp(w->from, w->to) <= 0;
	if (!dais_local_parse(s, &at))
		return false;
	w->from = w->to = at.date;
	w->minute = at.minute;
	return true;
}

bool
dais_when_read(struct dais_str s, struct dais_when *ret)
{
	struct dais_when w = { .minute = -1, .words = s, .place = ret->place };
	size_t slash = dais_str_find_char(s, '/', 0);
	struct dais_str behind =
	    slash == SIZE_MAX ? DAIS_STR_NONE : dais_str_sub(s, slash + 1, s.n);
	int minute = -1;

	if (slash != SIZE_MAX && !read_half(behind, &w.half) && !dais_minute_parse(behind, &minute))
		return false;
	if (!read_days(dais_str_sub(s, 0, slash), &w) || (slash != SIZE_MAX && w.minute >= 0))
		return false;
	if (minute >= 0)
		w.minute = minute;
	*ret = w;
	return true;
}

bool
dais_when_names(const struct dais_when *w, struct dais_date day, int minute)
{
	if (w->weekday && dais_date_weekday(day) != w->weekday)
		return false;
	if (dais_date_is_set(w->from) &&
	    (dais_date_cmp(day, w->from) < 0 || dais_date_cmp(day, w->to) > 0))
		return false;
	if (w->half == DAIS_HALF_MORNING && minute >= DAIS_AFTERNOON_MIN)
		return false;
	if (w->half == DAIS_HALF_AFTERNOON && minute < DAIS_AFTERNOON_MIN)
		return false;
	return w->minute < 0 || w->minute == minute;
}

bool
dais_when_any_names_day(const dais_when_vec *v, struct dais_date d)
{
	for (size_t i = 0; i < v->n; i++) {
		struct dais_when w = v->v[i];

		w.half = DAIS_HALF_BOTH;
		w.minute = -1;
		if (dais_when_names(&w, d, 0))
			return true;
	}
	return false;
}

enum dais_plan_day
dais_planning_day(
    const struct dais_planning *planning, const struct dais_profile *p, struct dais_date d)
{
	if (planning && dais_when_any_names_day(&planning->also, d))
		return DAIS_PLAN_DAY_OPEN;
	switch (dais_profile_day(p, d)) {
	case DAIS_DAY_WORKING:
		return DAIS_PLAN_DAY_OPEN;
	case DAIS_DAY_HOST_HOLIDAY:
		return planning && planning->host_holidays_open ? DAIS_PLAN_DAY_OPEN
								: DAIS_PLAN_DAY_EXTRA;
	default:
		return DAIS_PLAN_DAY_CLOSED;
	}
}

const char *
dais_when_forms(void)
{
	return DAIS_MESSAGE(
	    "write a day (2022-05-24, friday) or days (2022-05-24..2022-05-26), with /morning, "
	    "/afternoon or the hour at which a sitting begins (/15:00) behind it, or the hour "
	    "alone "
	    "(15:00)");
}

static const char *const wishes[DAIS_WISH_COUNT] = { "time", "prefer", "opening", "apart", "order",
	"unbroken", "dense", "lead", "fewest-sittings", "free", "full", "no-gap", "one-room" };

const char *
dais_wish_name(enum dais_wish w)
{
	DAIS_ASSERT((unsigned)w < DAIS_WISH_COUNT);
	return wishes[w];
}

int
dais_wish_parse(struct dais_str s)
{
	for (int i = 0; i < DAIS_WISH_COUNT; i++) {
		if (dais_str_is(s, wishes[i]))
			return i;
	}
	return -1;
}

/* Ranks and weights of the standard wishes; doc/planning.md says why they are so. */
static const struct {
	unsigned rank, weight;
} standard[DAIS_WISH_COUNT] = {
	[DAIS_WISH_TIME] = { 1, 1 },
	[DAIS_WISH_PREFER] = { 2, 1 },
	[DAIS_WISH_OPENING] = { 2, 4 },
	[DAIS_WISH_APART] = { 2, 2 },
	[DAIS_WISH_ORDER] = { 3, 2 },
	[DAIS_WISH_UNBROKEN] = { 3, 1 },
	[DAIS_WISH_DENSE] = { 4, 2 },
	[DAIS_WISH_LEAD] = { 3, 3 },
	[DAIS_WISH_FEWEST] = { 4, 3 },
	[DAIS_WISH_FREE] = { 4, 4 },
	[DAIS_WISH_FULL] = { 4, 1 },
	[DAIS_WISH_NO_GAP] = { 4, 1 },
	[DAIS_WISH_ONE_ROOM] = { 4, 2 },
};

void
dais_wish_standard(enum dais_wish w, unsigned *ret_rank, unsigned *ret_weight)
{
	DAIS_ASSERT((unsigned)w < DAIS_WISH_COUNT);
	*ret_rank = standard[w].rank;
	*ret_weight = standard[w].weight;
}

struct dais_ml
dais_planning_name(const struct dais_ml *name, struct dais_str id)
{
	struct dais_ml words = *name;

	for (int l = 0; dais_ml_is_empty(name) && l < DAIS_LANG_COUNT; l++)
		words.in[l] = id;
	return words;
}
