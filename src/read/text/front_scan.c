/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a line of the front says of days, hours and gatherings.
 */
#include "read/text/front_priv.h"

#define DAYS_APART_MAX 6u     /* bytes between two days of one gathering: ", ", " and " */

static void
collect(void *ctx, const struct dais_fact *f)
{
	struct front_scan *s = ctx;

	if (f->kind == DAIS_FACT_ORDINAL && f->noun && strcmp(f->noun, "sitting") != 0) {
		if (!s->ordinals) {
			s->ordinal = f->number;
			s->noun = f->noun;
			s->ordinal_at = f->at;
		}
		s->ordinal_end = f->at + f->n;
		s->ordinals++;
	}
	if (f->kind == DAIS_FACT_ORDINAL && f->noun && f->at == 0 &&
	    strcmp(f->noun, "sitting") == 0) {
		s->sitting = true;
		s->sitting_end = f->n;
	}
	if (f->kind == DAIS_FACT_TIME && !s->times++)
		s->minute = f->minute;
	if (f->kind == DAIS_FACT_TIME || f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY)
		s->when += f->n;
	s->dates += f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY;
	if ((f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY) && f->from.year &&
	    !s->day_end) {
		s->day = s->last_day = f->from;
		s->day_at = f->at;
		s->day_end = f->at + f->n;
	}
	if ((f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY) && f->from.year &&
	    dais_date_cmp(s->last_day, f->from) < 0)
		s->last_day = f->from;
	if ((f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY) && f->from.year)
		s->last_day_end = f->at + f->n;
	if (f->kind == DAIS_FACT_TIME && !s->time_at)
		s->time_at = f->at;
	if (f->kind == DAIS_FACT_RANGE && f->to.year && !s->has_range) {
		s->from = f->from;
		s->to = f->to;
		s->date_at = f->at;
		s->date_end = f->at + f->n;
		s->has_range = true;
	}
}

struct front_scan
front_scan_of(const struct reader *r, struct dais_str s)
{
	struct front_scan f = { 0 };

	dais_text_find_facts(r->lang, s, collect, &f);
	/* "12, 14 and 15 April": the days from the first on. */
	if (f.has_range && f.day_end && f.day_end <= f.date_at &&
	    f.date_at - f.day_end <= DAYS_APART_MAX && dais_date_cmp(f.day, f.from) < 0) {
		f.from = f.day;
		f.date_at = f.day_at;
	}
	/* "30 and 31 August and 1 September" */
	if (f.has_range && f.day_end && f.day_at >= f.date_end &&
	    f.day_at - f.date_end <= DAYS_APART_MAX && dais_date_cmp(f.to, f.day) < 0) {
		f.to = f.last_day;
		f.date_end = f.last_day_end;
	}
	return f;
}
