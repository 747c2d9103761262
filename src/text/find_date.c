/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Dates in running text. An expression is a row of parts, each a day with what the text repeats
 * of weekday, month and year, joined by dashes, "to" or "and": "Monday, 30 November to Friday,
 * 11 December 2015", "les 9 et 10 juillet 2020". What a part leaves out it takes from the part
 * after it.
 */
#include "text/find_priv.h"

#define YEAR_MIN 1800 /* of four figures behind a month: "15 March 1000-1300" are hours */
#define YEAR_MAX 2199
#define PARTS_MAX 8

enum joint {
	JOINT_NONE,
	JOINT_TO,
	JOINT_AND,
	JOINT_COMMA
};

struct part {
	size_t at, end;      /* with its weekday */
	int weekday;         /* 0: none */
	struct dais_date d;  /* month and year 0 when not given */
	bool own_month;
	bool own_year;
	int figure_month;    /* in figures, without a year: 0 none */
	bool in_figures;     /* with a year */
	enum dais_figures_order order;
	enum joint joint;    /* with the part before */
	unsigned tokens_end; /* token index behind the part */
};

struct expression {
	struct part part[PARTS_MAX];
	unsigned n;
};

static bool
is_number(const struct dais_token *t, unsigned digits_min, unsigned digits_max)
{
	return t->kind == DAIS_TOKEN_NUMBER && t->digits >= digits_min && t->digits <= digits_max;
}

/* Past tokens of @kinds (articles, links), at most three. */
static unsigned
skip_words(struct dais_scan *s, unsigned i, uint64_t kinds)
{
	for (int k = 0; k < 3; k++) {
		struct dais_hit h = dais_scan_hit(s, i);

		if (!(h.kinds & kinds))
			break;
		i += h.n;
	}
	return i;
}

static bool
is_comma(struct dais_scan *s, unsigned i)
{
	return dais_scan_is_mark(s, i, ',') || dais_scan_is_mark(s, i, 0x60C);
}

/* "1er", "23rd", "1.º": past the ending of a day written as an ordinal. */
static unsigned
skip_suffix(struct dais_scan *s, unsigned i)
{
	const struct dais_token *t = dais_scan_peek(s, i);
	unsigned j = i;

	if (t->kind == DAIS_TOKEN_MARK && t->mark == '.' && !t->space)
		j++;
	t = dais_scan_peek(s, j);
	if (t->kind == DAIS_TOKEN_WORD && !t->space &&
	    (dais_scan_hit(s, j).kinds & DAIS_WORD_SUFFIX))
		return j + 1;
	return i;
}

/* The month at token @i, or a hit without kinds. */
static struct dais_hit
month_at(struct dais_scan *s, unsigned i)
{
	struct dais_hit h = dais_scan_hit(s, i);

	if (!h.kinds && s->table->masthead_english && dais_scan_peek(s, i)->capital)
		h = dais_scan_english(s, i);
	if (!(h.kinds & DAIS_WORD_MONTH) ||
	    (s->table->months_capitalised && !dais_scan_peek(s, i)->capital))
		return (struct dais_hit){ 0 };
	return h;
}

static unsigned
read_year(struct dais_scan *s, unsigned i, struct part *p)
{
	unsigned j = skip_words(s, i, DAIS_WORD_LINK | DAIS_WORD_YEAR);
	const struct dais_token *t = dais_scan_peek(s, j);
	struct dais_hit h;

	if (!is_number(t, 4, 4) || t->value < YEAR_MIN || t->value > YEAR_MAX)
		return i;
	p->d.year = t->value;
	p->own_year = true;
	p->end = t->end;
	j++;
	h = dais_scan_hit(s, j);
	if (h.kinds & DAIS_WORD_YEAR) {
		p->end = h.end;
		j += h.n;
		/* "2022 г." */
		if (dais_scan_is_mark(s, j, '.') && h.end - dais_scan_peek(s, j - 1)->at <= 2)
			p->end = dais_scan_peek(s, j++)->end;
	}
	return j;
}

static unsigned
read_month(struct dais_scan *s, unsigned i, struct part *p)
{
	unsigned j = skip_words(s, i, DAIS_WORD_LINK), k;
	struct dais_hit h = month_at(s, j);

	if (!h.kinds)
		return i;
	p->d.month = (int)h.value;
	p->own_month = true;
	p->end = h.end;
	j += h.n;
	/* The stop of an abbreviated month or a comma, when a year follows: "sept. 2020", "23
	 * February, 2014". */
	k = j;
	if ((dais_scan_is_mark(s, j, '.') || (s->table->months_capitalised && is_comma(s, j))) &&
	    is_number(dais_scan_peek(s, j + 1), 4, 4))
		k = j + 1;
	k = read_year(s, k, p);
	return p->own_year ? k : j;
}

/* "May 23, 2022": the year is required, as "in May 10 States" is no date. */
static unsigned
read_month_first(struct dais_scan *s, unsigned i, struct part *p)
{
	struct dais_hit h = month_at(s, i);
	const struct dais_token *t;
	unsigned j;

	if (!h.kinds || !s->table->months_capitalised)
		return 0;
	j = i + h.n;
	t = dais_scan_peek(s, j);
	if (!is_number(t, 1, 2))
		return 0;
	p->d = (struct dais_date){ 0, (int)h.value, t->value };
	j = skip_suffix(s, j + 1);
	if (is_comma(s, j))
		j++;
	j = read_year(s, j, p);
	p->own_month = true;
	return p->own_year ? j : 0;
}

/* Figures behind a letter or a hyphen belong to a symbol: "CRP-2021-03-15", "v1.2.2021". */
static bool
begins_anew(struct dais_scan *s, size_t at)
{
	char c = at > 0 ? s->text.p[at - 1] : ' ';

	return c != '-' && c != '_' && c != '#' && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* A day in figures: "15/03/2021", or the "15.03" of a range; @before: the part before, or NULL. */
static unsigned
read_figures(struct dais_scan *s, unsigned i, const struct part *before, struct part *p)
{
	struct dais_figures f;
	unsigned end = dais_find_figures(s, i, before ? before->order : DAIS_FIGURES_ANY, &f);

	if (end == 0 || (!before && !begins_anew(s, dais_scan_peek(s, i)->at)))
		return 0;
	p->order = f.order;
	p->in_figures = p->own_month = p->own_year = f.d.year != 0;
	p->figure_month = f.d.year ? 0 : f.d.month;
	p->d = f.d;
	p->end = f.end;
	p->tokens_end = end;
	return end;
}

/* The weekday behind the day @p that ends before token @i: "14 October 2027 (Thursday)", "14
 * октября 2027 года, четверг"; not that of the next day. The token behind it; @i: there is none. */
static unsigned
read_weekday_behind(struct dais_scan *s, unsigned i, struct part *p)
{
	bool bracket = dais_scan_is_mark(s, i, '(');
	struct dais_hit w =
	    bracket || is_comma(s, i) ? dais_scan_hit(s, i + 1) : (struct dais_hit){ 0 };
	unsigned end = i + 1 + w.n, next = end;

	if (p->weekday || !p->own_month || !(w.kinds & DAIS_WORD_WEEKDAY) ||
	    (w.kinds & DAIS_WORD_MONTH) || (bracket && !dais_scan_is_mark(s, end, ')')))
		return i;
	next = skip_words(s, next + is_comma(s, next), DAIS_WORD_ARTICLE);
	if (!bracket &&
	    (dais_scan_peek(s, next)->kind == DAIS_TOKEN_NUMBER || month_at(s, next).kinds))
		return i;
	p->weekday = (int)w.value;
	p->end = bracket ? dais_scan_peek(s, end)->end : w.end;
	return end + bracket;
}

/* Reads a part at token @i, behind the part @before (or NULL), without a weekday behind it; 0 when
 * there is none, else the token behind it. */
static unsigned
read_day(struct dais_scan *s, unsigned i, const struct part *before, struct part *p)
{
	struct dais_hit w = dais_scan_hit(s, i);
	const struct dais_token *t;
	unsigned j = i, k;

	*p = (struct part){ .at = dais_scan_peek(s, i)->at };
	if ((w.kinds & DAIS_WORD_WEEKDAY) && !(w.kinds & DAIS_WORD_MONTH)) {
		p->weekday = (int)w.value;
		j += w.n;
		if (dais_scan_is_mark(s, j, '.'))
			j++;
		if (is_comma(s, j))
			j++;
		j = skip_words(s, j, DAIS_WORD_ARTICLE);
	}
	t = dais_scan_peek(s, j);
	if (t->kind == DAIS_TOKEN_WORD) {
		j = read_month_first(s, j, p);
		p->tokens_end = j;
		return j;
	}
	k = read_figures(s, j, before, p);
	if (k)
		return k;
	if (!is_number(t, 1, 2) || t->value < 1 || t->value > 31)
		return 0;
	p->d.day = t->value;
	p->end = t->end;
	k = skip_suffix(s, j + 1);
	if (k > j + 1)
		p->end = dais_scan_peek(s, k - 1)->end;
	p->tokens_end = read_month(s, k, p);
	p->order = p->own_month ? DAIS_FIGURES_ANY : DAIS_FIGURES_DAY_FIRST; /* "15-19/3/2021" */
	return p->tokens_end;
}

/* The same with its weekday wherever that stands. */
static unsigned
read_part(struct dais_scan *s, unsigned i, const struct part *before, struct part *p)
{
	unsigned end = read_day(s, i, before, p);

	if (end)
		p->tokens_end = end = read_weekday_behind(s, end, p);
	return end;
}

/* What joins the part that ends before token @i with a part behind it; *ret_next is where that
 * part would begin. */
static enum joint
read_joint(struct dais_scan *s, unsigned i, unsigned *ret_next)
{
	struct dais_hit h = dais_scan_hit(s, i);
	enum joint joint = JOINT_NONE;
	unsigned next = i + 1;

	if (dais_scan_is_mark(s, i, '&')) {
		joint = JOINT_AND;
	} else if (dais_scan_is_mark(s, i, '-')) {
		/* "--" stands for a dash in plain text. */
		if (dais_scan_is_mark(s, next, '-'))
			next++;
		joint = JOINT_TO;
	} else if (is_comma(s, i)) {
		joint = JOINT_COMMA;
		/* "23 mai, et 24 mai", "Monday, 23 May, to Friday, 27 May" */
		h = dais_scan_hit(s, next);
		if (h.kinds & (DAIS_WORD_TO | DAIS_WORD_AND)) {
			joint = h.kinds & DAIS_WORD_TO ? JOINT_TO : JOINT_AND;
			next += h.n;
		}
	} else if (h.kinds & (DAIS_WORD_TO | DAIS_WORD_AND)) {
		joint = h.kinds & DAIS_WORD_TO ? JOINT_TO : JOINT_AND;
		next = i + h.n;
	}
	*ret_next = skip_words(s, next, DAIS_WORD_ARTICLE | DAIS_WORD_FROM);
	return joint;
}

/* Commas join only bare days in rising order: "4, 5 and 6 May", not "item 3, 23 May". */
static bool
may_join(enum joint joint, const struct part *before, const struct part *p)
{
	if (before->figure_month)
		return joint == JOINT_TO && p->in_figures;
	/* No bare day comes before one that begins with its year: "92-1-2021-02-28". */
	if (!before->own_month && p->in_figures && p->order == DAIS_FIGURES_ANY)
		return false;
	if (joint == JOINT_COMMA)
		return !before->own_month && before->weekday == 0 && p->d.day == before->d.day + 1;
	return joint != JOINT_NONE;
}

static void
inherit(struct expression *e)
{
	for (unsigned k = e->n - 1; k > 0; k--) {
		struct part *p = &e->part[k - 1], *after = &e->part[k];

		if (!p->own_month)
			p->d.month = p->figure_month ? p->figure_month : after->d.month;
		if (p->own_year)
			continue;
		p->d.year = after->d.year;
		/* "30 November to 2 January 2016" began in 2015. */
		if (after->joint == JOINT_TO && (p->own_month || p->figure_month) &&
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
	if (read_part(s, i, NULL, &e->part[0]) == 0)
		return false;
	for (unsigned n = 1; n < PARTS_MAX; n++) {
		struct part *p = &e->part[n], *before = &e->part[n - 1];
		enum joint joint;

		if (before->own_month)
			last = n;
		joint = read_joint(s, before->tokens_end, &next);
		if (joint == JOINT_NONE || read_part(s, next, before, p) == 0 ||
		    !may_join(joint, before, p)) {
			e->n = last;
			break;
		}
		/* "between 23 and 27 May" */
		p->joint = joint == JOINT_AND && after_range && n == 1 ? JOINT_TO : joint;
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
report_day(struct dais_find *f, const struct part *p)
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
	const struct part *a = &e->part[from], *b = &e->part[to];
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

	while (end + 1 < e->n && !e->part[end].own_month && e->part[end + 1].joint != JOINT_TO &&
	       e->part[end + 1].d.day == e->part[end].d.day + 1)
		end++;
	return end;
}

/* A day behind the month of a range in American order: the token behind it, 0 for none. */
static unsigned
read_american_day(struct dais_scan *s, unsigned i, struct part *p)
{
	struct dais_hit h = month_at(s, i);
	const struct dais_token *t;

	*p = (struct part){ .at = dais_scan_peek(s, i)->at };
	p->d.month = h.kinds ? (int)h.value : 0;
	i += h.n;
	t = dais_scan_peek(s, i);
	if (!is_number(t, 1, 2) || t->value < 1 || t->value > 31)
		return 0;
	p->d.day = t->value;
	p->end = t->end;
	return skip_suffix(s, i + 1);
}

/* Reads the last day of a range in American order, which begins with the day @from before token @i:
 * behind "to", or at the end of days that follow one another, "3 and 4", "3, 4 and 5"; of two that
 * do not, *@ret_apart. The token behind it; 0: there is none. */
static unsigned
read_american_end(
    struct dais_scan *s, unsigned i, const struct part *from, struct part *to, bool *ret_apart)
{
	int day = from->d.day;
	unsigned next;

	*ret_apart = false;
	for (;;) {
		enum joint joint = read_joint(s, i, &next);

		i = joint == JOINT_NONE ? 0 : read_american_day(s, next, to);
		if (i == 0 || joint == JOINT_TO)
			return i;
		*ret_apart = to->d.month || to->d.day != ++day;
		if (*ret_apart)
			return joint == JOINT_AND && day == from->d.day + 1 ? i : 0;
		if (joint == JOINT_AND)
			return i;
	}
}

/* "July 13 to 17, 2015", "June 28-July 2, 2021", "April 3 and 4, 1998": the year is required. */
static unsigned
find_american_range(struct dais_find *f)
{
	struct dais_scan *s = &f->scan;
	struct expression e = { .n = 2 };
	struct part *from = &e.part[0], *to = &e.part[1];
	unsigned i, end;
	bool apart;

	if (!s->table->months_capitalised || !month_at(s, 0).kinds)
		return 0;
	i = read_american_day(s, 0, from);
	if (i == 0)
		return 0;
	i = read_american_end(s, i, from, to, &apart);
	if (i == 0)
		return 0;
	end = read_year(s, is_comma(s, i) ? i + 1 : i, to);
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

		if (k + 1 < e.n && e.part[k + 1].joint == JOINT_TO)
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
