/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Days in figures: "15/03/2021", "15.3.2021", "2021-03-15" (ISO 8601), and the first days of ranges
 * such as "15.03-19.03.2021". Outside America the day comes first; where "3/4/2021" could be
 * either, and no day before it tells, it is not read.
 */
#include "text/find_priv.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2199
#define MONTHS 12
#define DAYS 31

static bool
is_close_number(struct dais_scan *s, unsigned i, unsigned digits_min, unsigned digits_max)
{
	const struct dais_token *t = dais_scan_peek(s, i);

	return t->kind == DAIS_TOKEN_NUMBER && !t->space && t->digits >= digits_min &&
	       t->digits <= digits_max;
}

static bool
is_close_mark(struct dais_scan *s, unsigned i, uint32_t mark)
{
	return dais_scan_is_mark(s, i, mark) && !dais_scan_peek(s, i)->space;
}

/* Figures that go on are a symbol or a number of sections: "12.3.2021.4", "1/12/2021/Add.1". */
static bool
goes_on(struct dais_scan *s, unsigned i)
{
	const struct dais_token *next = dais_scan_peek(s, i + 1);

	if (is_close_mark(s, i, '/'))
		return true;
	/* "15.03.2021г." */
	if (!is_close_mark(s, i, '.') && !is_close_mark(s, i, '-'))
		return dais_scan_peek(s, i)->kind == DAIS_TOKEN_WORD &&
		       !dais_scan_peek(s, i)->space &&
		       !(dais_scan_hit(s, i).kinds & DAIS_WORD_YEAR);
	return dais_scan_is_mark(s, i, '.') && !next->space &&
	       (next->kind == DAIS_TOKEN_NUMBER || next->kind == DAIS_TOKEN_WORD);
}

static bool
is_year(const struct dais_token *t)
{
	return t->kind == DAIS_TOKEN_NUMBER && t->digits == 4 && t->value >= YEAR_MIN &&
	       t->value <= YEAR_MAX;
}

/* "2021-03-15", "2021/3/15". */
static unsigned
read_year_first(struct dais_scan *s, unsigned i, struct dais_figures *ret)
{
	uint32_t mark = dais_scan_is_mark(s, i + 1, '-') ? '-' : '/';
	unsigned least = mark == '-' ? 2 : 1;

	if (!is_close_mark(s, i + 1, mark) || !is_close_number(s, i + 2, least, 2) ||
	    !is_close_mark(s, i + 3, mark) || !is_close_number(s, i + 4, least, 2) ||
	    goes_on(s, i + 5))
		return 0;
	ret->d = (struct dais_date){ dais_scan_peek(s, i)->value, dais_scan_peek(s, i + 2)->value,
		dais_scan_peek(s, i + 4)->value };
	ret->end = dais_scan_peek(s, i + 4)->end;
	ret->order = DAIS_FIGURES_ANY;
	return i + 5;
}

/* Whether the order of day and month is known: by *@order, else by the figures, where they may only
 * be one of both; then *@order says it, too. The day comes first in @d, and they are exchanged
 * where it does not. */
static bool
settle_order(
    struct dais_scan *s, uint32_t mark, struct dais_date *d, enum dais_figures_order *order)
{
	int first = d->day;

	if (mark != '/' || !s->table->months_capitalised || d->day > MONTHS)
		*order = DAIS_FIGURES_DAY_FIRST;
	else if (d->month > MONTHS)
		*order = DAIS_FIGURES_MONTH_FIRST;
	if (*order == DAIS_FIGURES_MONTH_FIRST) {
		d->day = d->month;
		d->month = first;
	}
	return *order != DAIS_FIGURES_ANY || d->day == d->month;
}

/* What no month can have is no slip, but something else: "99/02/2021". */
static bool
may_be_day(const struct dais_date *d)
{
	return d->month >= 1 && d->month <= MONTHS && d->day >= 1 && d->day <= DAYS;
}

unsigned
dais_find_figures(
    struct dais_scan *s, unsigned i, enum dais_figures_order order, struct dais_figures *ret)
{
	const struct dais_token *t = dais_scan_peek(s, i);
	uint32_t mark;
	unsigned end = 0;

	*ret = (struct dais_figures){ .order = order };
	if (is_year(t))
		end = read_year_first(s, i, ret);
	if (end)
		return may_be_day(&ret->d) ? end : 0;
	mark = dais_scan_is_mark(s, i + 1, '.') ? '.' : '/';
	if (t->kind != DAIS_TOKEN_NUMBER || t->digits > 2 || !is_close_mark(s, i + 1, mark) ||
	    !is_close_number(s, i + 2, 1, 2))
		return 0;
	ret->d = (struct dais_date){ 0, dais_scan_peek(s, i + 2)->value, t->value };
	ret->end = dais_scan_peek(s, i + 2)->end;
	end = i + 3;
	if (is_close_mark(s, end, mark) && is_year(dais_scan_peek(s, end + 1)) &&
	    !dais_scan_peek(s, end + 1)->space) {
		ret->d.year = dais_scan_peek(s, end + 1)->value;
		ret->end = dais_scan_peek(s, end + 1)->end;
		end += 2;
	}
	if ((ret->d.year && goes_on(s, end)) || !settle_order(s, mark, &ret->d, &ret->order) ||
	    !may_be_day(&ret->d))
		return 0;
	return end;
}
