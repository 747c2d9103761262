/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Dates in running text. An expression is a row of parts, each a day with what the text repeats
 * of weekday, month and year, joined by dashes, "to" or "and": "Monday, 30 November to Friday,
 * 11 December 2015", "les 9 et 10 juillet 2020". What a part leaves out it takes from the part
 * after it.
 */
#include "text/find_date_priv.h"

#define PARTS_MAX 8

struct expression {
	struct dais_day_part part[PARTS_MAX];
	unsigned n;
};

/* Commas join only bare days in rising order: "4, 5 and 6 May", not "item 3, 23 May". */
static bool
may_join(
    enum dais_day_joint joint, const struct dais_day_part *before, const struct dais_day_part *p)
{
	if (before->figure_month)
		return joint == DAIS_DAY_JOINT_TO && p->in_figures;
	/* No bare day comes before one that begins with its year: "92-1-2021-02-28". */
	if (!before->own_month && p->in_figures && p->order == DAIS_FIGURES_ANY)
		return false;
	if (joint == DAIS_DAY_JOINT_COMMA)
		return !before->own_month && before->weekday == 0 && p->d.day == before->d.day + 1;
	return joint != DAIS_DAY_JOINT_NONE;
}

static void
inherit(struct expression *e)
{
	for (unsigned k = e->n - 1; k > 0; k--) {
		struct dais_day_part *p = &e->part[k - 1], *after = &e->part[k];

		if (!p->own_month)
			p->d.month = p->figure_month ? p->figure_month : after->d.month;
		if (p->own_year)
			continue;
		p->d.year = after->d.year;
		/* "30 November to 2 January 2016" began in 2015. */
		if (after->joint == DAIS_DAY_JOINT_TO && (p->own_month || p->figure_month) &&
		    p->d.year > 1 && dais_date_cmp(p->d, after->d) > 0)
			p->d.year--;
	}
}

/* Reads the expression that begins at token @i; false when there is none. */
static bool
read_expression(struct dais_scan *s, unsigned i, struct expression *e)
{
	unsigned next = i, last = 0;
	bool after_range = s->since_range <= 3;

	e->n = 0;
	if (dais_day_read(s, i, NULL, &e->part[0]) == 0)
		return false;
	for (unsigned n = 1; n < PARTS_MAX; n++) {
		struct dais_day_part *p = &e->part[n], *before = &e->part[n - 1];
		enum dais_day_joint joint;

		if (before->own_month)
			last = n;
		joint = dais_day_read_joint(s, before->tokens_end, &next);
		if (joint == DAIS_DAY_JOINT_NONE || dais_day_read(s, next, before, p) == 0 ||
		    !may_join(joint, before, p)) {
			e->n = last;
			break;
		}
		/* "between 23 and 27 May" */
		p->joint = joint == DAIS_DAY_JOINT_AND && after_range && n == 1 ? DAIS_DAY_JOINT_TO
										: joint;
		if (n + 1 == PARTS_MAX && p->own_month)
			last = n + 1;
		e->n = last;
	}
	if (e->n == 0)
		return false;
	inherit(e);
	return true;
}

static void
report_day(struct dais_find *f, const struct dais_day_part *p)
{
	struct dais_fact fact = { .kind = p->weekday ? DAIS_FACT_WEEKDAY : DAIS_FACT_DATE,
		.at = p->at,
		.n = p->end - p->at,
		.from = p->d,
		.to = p->d,
		.weekday = p->weekday };

	f->date_end = p->end;
	if (dais_find_is_day(p->d))
		f->fn(f->ctx, &fact);
	else if (f->no_day && p->own_month)
		f->no_day(f->ctx, &fact);
}

/* Parts @from..@to as a range, and the weekdays in it. */
static void
report_range(struct dais_find *f, const struct expression *e, unsigned from, unsigned to)
{
	const struct dais_day_part *a = &e->part[from], *b = &e->part[to];
	struct dais_fact fact = {
		.kind = DAIS_FACT_RANGE, .at = a->at, .n = b->end - a->at, .from = a->d, .to = b->d
	};

	if (dais_find_is_day(a->d) && dais_find_is_day(b->d))
		f->fn(f->ctx, &fact);
	for (unsigned k = from; k <= to; k++)
		if (e->part[k].weekday || !dais_find_is_day(e->part[k].d))
			report_day(f, &e->part[k]);
}

/* Last part of the run of bare consecutive days that begins at @k: "9 et 10 juillet". */
static unsigned
run_end(const struct expression *e, unsigned k)
{
	unsigned end = k;

	while (end + 1 < e->n && !e->part[end].own_month &&
	       e->part[end + 1].joint != DAIS_DAY_JOINT_TO &&
	       e->part[end + 1].d.day == e->part[end].d.day + 1)
		end++;
	return end;
}

/* A day behind the month of a range in American order: the token behind it, 0 for none. */
static unsigned
read_american_day(struct dais_scan *s, unsigned i, struct dais_day_part *p)
{
	struct dais_hit h = dais_day_month(s, i);
	const struct dais_token *t;

	*p = (struct dais_day_part){ .at = dais_scan_peek(s, i)->at };
	p->d.month = h.kinds ? (int)h.value : 0;
	i += h.n;
	t = dais_scan_peek(s, i);
	if (!dais_day_is_number(t, 1, 2) || t->value < 1 || t->value > 31)
		return 0;
	p->d.day = t->value;
	p->end = t->end;
	return dais_day_skip_suffix(s, i + 1);
}

/* Reads the last day of a range in American order, which begins with the day @from before token @i:
 * behind "to", or at the end of days that follow one another, "3 and 4", "3, 4 and 5"; of two that
 * do not, *@ret_apart. The token behind it; 0: there is none. */
static unsigned
read_american_end(struct dais_scan *s, unsigned i, const struct dais_day_part *from,
    struct dais_day_part *to, bool *ret_apart)
{
	int day = from->d.day;
	unsigned next;

	*ret_apart = false;
	for (;;) {
		enum dais_day_joint joint = dais_day_read_joint(s, i, &next);

		i = joint == DAIS_DAY_JOINT_NONE ? 0 : read_american_day(s, next, to);
		if (i == 0 || joint == DAIS_DAY_JOINT_TO)
			return i;
		*ret_apart = to->d.month || to->d.day != ++day;
		if (*ret_apart)
			return joint == DAIS_DAY_JOINT_AND && day == from->d.day + 1 ? i : 0;
		if (joint == DAIS_DAY_JOINT_AND)
			return i;
	}
}

/* "July 13 to 17, 2015", "June 28-July 2, 2021", "April 3 and 4, 1998": the year is required. */
static unsigned
find_american_range(struct dais_find *f)
{
	struct dais_scan *s = &f->scan;
	struct expression e = { .n = 2 };
	struct dais_day_part *from = &e.part[0], *to = &e.part[1];
	unsigned i, end;
	bool apart;

	if (!s->table->months_capitalised || !dais_day_month(s, 0).kinds)
		return 0;
	i = read_american_day(s, 0, from);
	if (i == 0)
		return 0;
	i = read_american_end(s, i, from, to, &apart);
	if (i == 0)
		return 0;
	end = dais_day_read_year(s, dais_day_is_comma(s, i) ? i + 1 : i, to);
	if (!to->own_year)
		return 0;
	if (!to->d.month)
		to->d.month = from->d.month;
	from->d.year = to->d.year - (from->d.month > to->d.month);
	if (apart) {
		report_day(f, from);
		report_day(f, to);
	} else {
		report_range(f, &e, 0, 1);
	}
	return end;
}

unsigned
dais_find_date(struct dais_find *f)
{
	struct dais_scan *s = &f->scan;
	const struct dais_token *t = dais_scan_peek(s, 0);
	struct expression e;
	unsigned k = 0;

	/* A number that goes on from a symbol or a figure is no day: "WG.3/2022/1 May". */
	if (t->kind == DAIS_TOKEN_NUMBER && t->at > 0 && strchr("/.:", s->text.p[t->at - 1]))
		return 0;
	if (!read_expression(s, 0, &e))
		return find_american_range(f);
	while (k < e.n) {
		unsigned end = run_end(&e, k);

		if (k + 1 < e.n && e.part[k + 1].joint == DAIS_DAY_JOINT_TO)
			end = k + 1;
		if (end > k)
			report_range(f, &e, k, end);
		else
			report_day(f, &e.part[k]);
		k = end + 1;
	}
	return e.part[e.n - 1].tokens_end;
}

bool
dais_find_is_date(struct dais_scan *s, unsigned i)
{
	struct expression e;

	return read_expression(s, i, &e);
}
