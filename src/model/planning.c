/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words of planning.yaml that are more than words: times and names of wishes.
 */
#include "model/planning.h"

#include "base/err.h"

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

/* "2022-05-24..2022-05-26", "2022-05-24", "2022-05-24T15:00", "friday". */
static bool
read_days(struct dais_str s, struct dais_when *w)
{
	size_t dots = dais_str_find(s, DAIS_STR(".."), 0);
	struct dais_local at;

	w->weekday = weekday_of(s);
	if (w->weekday)
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

	if (slash != SIZE_MAX && !read_half(dais_str_sub(s, slash + 1, s.n), &w.half))
		return false;
	if (!read_days(dais_str_sub(s, 0, slash), &w) || (slash != SIZE_MAX && w.minute >= 0))
		return false;
	*ret = w;
	return true;
}

const char *
dais_when_forms(void)
{
	return "write 2022-05-24, 2022-05-24/morning, 2022-05-24/afternoon, 2022-05-24T15:00, "
	       "2022-05-24..2022-05-26, friday or friday/afternoon";
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
