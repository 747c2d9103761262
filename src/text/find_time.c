/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Times of day: "10.30 a.m.", "10 h 30", "10 ч. 00 м.", "10.00 horas", "الساعة 10/00", "15:00".
 */
#include "text/find_priv.h"

#define JOINTS (DAIS_WORD_TO | DAIS_WORD_AND)
#define ABBREVIATION_MAX 3 /* letters */
#define RANGE_BYTES 12      /* between the ends of a range of hours */
#define HOUR_BEHIND_DAY_BYTES 20u /* between a day and its hour: ", at " */

struct clock {
	int hour, minute;
	unsigned end; /* token behind */
	size_t byte_end;
	bool bare;    /* hours only, in words: "18 heures" may be a length of time */
};

static bool
read_two(struct dais_scan *s, unsigned i, int *ret_value)
{
	const struct dais_token *t = dais_scan_peek(s, i);

	if (t->kind != DAIS_TOKEN_NUMBER || t->digits > 2)
		return false;
	*ret_value = t->value;
	return true;
}

/* "10", "10.30", "10:30", "10/00" at token @i; *ret_mark is the mark between, 0 for none. */
static bool
read_figures(struct dais_scan *s, unsigned i, struct clock *c, uint32_t *ret_mark)
{
	const struct dais_token *m, *t;

	if (!read_two(s, i, &c->hour))
		return false;
	c->minute = 0;
	c->end = i + 1;
	c->byte_end = dais_scan_peek(s, i)->end;
	*ret_mark = 0;
	m = dais_scan_peek(s, i + 1);
	t = dais_scan_peek(s, i + 2);
	if (m->kind == DAIS_TOKEN_MARK && !m->space && strchr(".:/", (int)(m->mark & 0x7F)) &&
	    m->mark < 0x80 && t->kind == DAIS_TOKEN_NUMBER && !t->space && t->digits == 2) {
		*ret_mark = m->mark;
		c->minute = t->value;
		c->end = i + 3;
		c->byte_end = t->end;
	}
	return true;
}

static void
take(struct dais_scan *s, struct clock *c, struct dais_hit h)
{
	const struct dais_token *last = dais_scan_peek(s, c->end + h.n - 1);

	c->end += h.n;
	c->byte_end = h.end;
	/* The stop of "a.m." and "ч."; at the end of a sentence it is both. */
	if (dais_scan_is_mark(s, c->end, '.') && !dais_scan_peek(s, c->end)->space &&
	    dais_str_count((struct dais_str){ last->word, last->n }) <= ABBREVIATION_MAX)
		c->byte_end = dais_scan_peek(s, c->end++)->end;
}

/* a.m. or p.m. behind the figures. */
static bool
read_half(struct dais_scan *s, struct clock *c)
{
	struct dais_hit h = dais_scan_hit(s, c->end);
	uint64_t noon = c->hour == 12 || s->table->noun_takes_number ? DAIS_WORD_NOON : 0;

	/* "12 noon"; in Arabic "2.00 ظهرا" is past noon. */
	if (!(h.kinds & (DAIS_WORD_AM | DAIS_WORD_PM | noon)) || c->hour > 12)
		return false;
	c->hour = c->hour % 12 + (h.kinds & (DAIS_WORD_PM | noon) ? 12 : 0);
	take(s, c, h);
	return true;
}

/* Minutes have two digits, but for "10 h 5". */
static bool
may_be_minutes(struct dais_scan *s, const struct clock *c, unsigned unit)
{
	return dais_scan_peek(s, c->end)->digits == 2 || dais_scan_peek(s, unit)->n == 1;
}

/* "10 heures et demie", "الساعة العاشرة والنصف" */
static void
read_past(struct dais_scan *s, struct clock *c)
{
	struct dais_hit h = dais_scan_hit(s, c->end);

	if (!(h.kinds & DAIS_WORD_PAST) || c->minute != 0)
		return;
	c->minute = (int)h.value;
	c->bare = false;
	c->byte_end = h.end;
	c->end += h.n;
}

/* The word for hours behind the figures, and minutes behind that. */
static bool
read_hours(struct dais_scan *s, struct clock *c, uint32_t mark)
{
	struct dais_hit h = dais_scan_hit(s, c->end);
	unsigned unit = c->end;
	int minute;

	if (!(h.kinds & DAIS_WORD_HOUR))
		return false;
	take(s, c, h);
	c->bare = mark == 0;
	if (mark == 0)
		read_past(s, c);
	if (mark != 0 || !read_two(s, c->end, &minute) || !may_be_minutes(s, c, unit))
		return true;
	h = dais_scan_hit(s, c->end + 1);
	/* "10 heures 23 mai" states no minutes. */
	if (h.kinds & DAIS_WORD_MONTH)
		return true;
	c->minute = minute;
	c->bare = false;
	c->byte_end = dais_scan_peek(s, c->end)->end;
	c->end++;
	if (h.kinds & DAIS_WORD_MINUTE)
		take(s, c, h);
	return true;
}

/* "الساعة العاشرة", "الساعة 10/00". In right-to-left text the two numbers may have been typed
 * in either order; hours are at most twenty-four. */
static bool
read_clock(struct dais_scan *s, struct clock *c)
{
	struct dais_hit h = dais_scan_hit(s, 0);
	uint32_t mark = 0;
	unsigned value, n;

	if (!(h.kinds & DAIS_WORD_CLOCK))
		return false;
	n = dais_find_read_ordinal(s, h.n, &value, &c->byte_end);
	if (n && value <= 12) {
		c->hour = (int)value;
		c->minute = 0;
		c->end = h.n + n;
	} else if (!read_figures(s, h.n, c, &mark)) {
		return false;
	}
	/* "00/10" is ten o'clock: nothing begins ten minutes past midnight. */
	if (mark != 0 && c->minute <= 24 &&
	    (c->hour > 24 ||
		(c->hour == 0 && c->minute > 0 && dais_scan_peek(s, h.n)->digits == 2))) {
		int hour = c->minute;

		c->minute = c->hour;
		c->hour = hour;
	}
	read_past(s, c);
	(void)read_half(s, c);
	return true;
}

/* "10.00 a 13.00 horas": the first of two times leaves its unit to the second. */
static bool
unit_follows(struct dais_scan *s, const struct clock *c, uint32_t mark)
{
	struct dais_hit h = dais_scan_hit(s, c->end);
	struct clock second;
	uint32_t mark2;
	unsigned i = c->end + 1;

	if (mark != '.' || (!(h.kinds & JOINTS) && !dais_scan_is_mark(s, c->end, '-')))
		return false;
	if (h.kinds & JOINTS)
		i = dais_scan_hit(s, c->end + h.n).kinds & DAIS_WORD_ARTICLE ? c->end + h.n + 1
									     : c->end + h.n;
	return read_figures(s, i, &second, &mark2) && mark2 == '.' &&
	       (dais_scan_hit(s, second.end).kinds &
		   (DAIS_WORD_HOUR | DAIS_WORD_AM | DAIS_WORD_PM)) != 0;
}

/* "10-11.30 a.m.", "from 3 to 6 p.m.": the first of two times takes the half of the day from the
 * second. */
static bool
read_shared_half(struct dais_scan *s, struct clock *c, uint32_t mark)
{
	struct dais_hit h = dais_scan_hit(s, c->end);
	bool dash = dais_scan_is_mark(s, c->end, '-'), pm;
	unsigned i = dash ? c->end + 1 : c->end + h.n;
	struct clock second = { 0 };
	uint32_t mark2;

	if ((mark != 0 && mark != '.' && mark != ':') || c->hour < 1 || c->hour > 12 ||
	    (!dash && !(h.kinds & DAIS_WORD_TO) &&
		!((h.kinds & DAIS_WORD_AND) && s->since_range <= 3)))
		return false;
	/* "9.30-noon" */
	if (dash && c->hour < 12 && (dais_scan_hit(s, i).kinds & DAIS_WORD_NOON)) {
		c->byte_end = dais_scan_peek(s, c->end - 1)->end;
		return true;
	}
	if (!read_figures(s, i, &second, &mark2) || second.hour > 12)
		return false;
	h = dais_scan_hit(s, second.end);
	if (!(h.kinds & (DAIS_WORD_AM | DAIS_WORD_PM)))
		return false;
	pm = (h.kinds & DAIS_WORD_PM) &&
	     c->hour % 12 * 60 + c->minute < second.hour % 12 * 60 + second.minute;
	c->hour = c->hour % 12 + (pm ? 12 : 0);
	return true;
}

/* "on 15 March 2021, at 10.00": close behind a day, figures with a stop are an hour. */
static bool
follows_day(struct dais_find *f, uint32_t mark, const struct clock *c)
{
	const struct dais_token before = dais_scan_before(&f->scan);
	size_t at = dais_scan_peek(&f->scan, 0)->at;

	return mark == '.' && f->date_end && at - f->date_end <= HOUR_BEHIND_DAY_BYTES &&
	       (before.hit.kinds & f->scan.table->hour_after) && c->hour < 24 &&
	       c->minute % 5 == 0 && c->byte_end - at >= strlen("9.00");
}

static bool
read_numbers(struct dais_find *f, struct clock *c)
{
	struct dais_scan *s = &f->scan;
	uint32_t mark;
	const struct dais_token *t = dais_scan_peek(s, 0);
	unsigned figures_end;

	if (t->kind != DAIS_TOKEN_NUMBER || !read_figures(s, 0, c, &mark))
		return false;
	if (t->at > 0 && strchr("/.:", s->text.p[t->at - 1]))
		return false;
	if (mark == '/')
		return false;
	figures_end = c->end;
	if (read_half(s, c) || read_shared_half(s, c, mark))
		return true;
	/* Spelled-out hours are times in languages that write times so; English has a.m. */
	if ((mark != 0 || !s->table->months_capitalised) && read_hours(s, c, mark))
		return true;
	if (unit_follows(s, c, mark) || follows_day(f, mark, c))
		return true;
	/* "1:13" is a ratio. */
	return mark == ':' && (t->digits == 2 || (c->hour >= 6 && c->minute % 5 == 0)) &&
	       dais_scan_peek(s, figures_end)->kind != DAIS_TOKEN_NUMBER &&
	       !(dais_scan_is_mark(s, figures_end, ':') && !dais_scan_peek(s, figures_end)->space);
}

/* Whether bare hours are a time of day rather than a length of time: "à 18 heures", "a las 18
 * horas", "в 18 часов", or the end of a range of hours. */
static bool
is_time_of_day(struct dais_find *f, const struct clock *c)
{
	struct dais_scan *s = &f->scan;
	const struct dais_token before = dais_scan_before(s);
	size_t at = dais_scan_peek(s, 0)->at;
	struct dais_hit next = dais_scan_hit(s, c->end);

	if (!c->bare)
		return true;
	if (c->hour >= 24)
		return false;
	if (before.kind == DAIS_TOKEN_END || (before.kind == DAIS_TOKEN_MARK && before.mark != '('))
		return true;
	if (f->time_end && at - f->time_end <= RANGE_BYTES)
		return true;
	if (before.hit.kinds & s->table->hour_after)
		return true;
	/* "de 10 heures à 13 heures" */
	return (before.hit.kinds & (DAIS_WORD_FROM | DAIS_WORD_RANGE)) && (next.kinds & JOINTS);
}

/* "at 1100 hours", "2359 hours" */
static bool
read_four_digits(struct dais_scan *s, struct clock *c)
{
	const struct dais_token *t = dais_scan_peek(s, 0);
	struct dais_hit h = dais_scan_hit(s, 1);

	if (t->kind != DAIS_TOKEN_NUMBER || t->digits != 4 || !s->table->months_capitalised ||
	    t->value / 100 > 24 || t->value % 100 > 59 ||
	    (t->at > 0 && strchr("/.:", s->text.p[t->at - 1])))
		return false;
	c->hour = t->value / 100;
	c->minute = t->value % 100;
	c->end = 1;
	c->byte_end = t->end;
	if (h.kinds & DAIS_WORD_HOUR) {
		const struct dais_token before = dais_scan_before(s);

		take(s, c, h);
		return c->hour < 10 || (before.hit.kinds & s->table->hour_after) != 0;
	}
	/* "between 1100 and 1200 hours" */
	t = dais_scan_peek(s, 1 + h.n);
	return (h.kinds & JOINTS) && t->kind == DAIS_TOKEN_NUMBER && t->digits == 4 &&
	       (dais_scan_hit(s, 2 + h.n).kinds & DAIS_WORD_HOUR) && s->since_range <= 3;
}

static bool
read_named(struct dais_find *f, struct clock *c)
{
	struct dais_scan *s = &f->scan;
	struct dais_hit h = dais_scan_hit(s, 0);
	const struct dais_token *t = dais_scan_peek(s, 0);

	/* Not "après-midi", but "9 a.m.-noon". */
	if (!(h.kinds & (DAIS_WORD_NOON | DAIS_WORD_MIDNIGHT)) ||
	    (t->at > 0 && s->text.p[t->at - 1] == '-' && f->time_end + 1 != t->at))
		return false;
	*c = (struct clock){
		.hour = h.kinds & DAIS_WORD_NOON ? 12 : 0, .end = h.n, .byte_end = h.end
	};
	return true;
}

unsigned
dais_find_time(struct dais_find *f)
{
	struct dais_scan *s = &f->scan;
	struct clock c = { 0 };
	size_t at = dais_scan_peek(s, 0)->at;
	struct dais_fact fact = { .kind = DAIS_FACT_TIME, .at = at };

	if (!read_named(f, &c) && !read_clock(s, &c) && !read_numbers(f, &c) &&
	    !read_four_digits(s, &c))
		return 0;
	if (!is_time_of_day(f, &c))
		return 0;
	fact.minute = c.hour * 60 + c.minute;
	if (c.minute > 59 || fact.minute > 24 * 60)
		return 0;
	fact.n = c.byte_end - at;
	f->time_end = c.byte_end;
	f->fn(f->ctx, &fact);
	return c.end;
}
