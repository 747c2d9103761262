/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The days that dates are made of (find_date.c), and what joins them.
 */
#include "text/find_date_priv.h"

#define YEAR_MIN 1800 /* of four figures behind a month: "15 March 1000-1300" are hours */
#define YEAR_MAX 2199

bool
dais_day_is_number(const struct dais_token *t, unsigned digits_min, unsigned digits_max)
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

bool
dais_day_is_comma(struct dais_scan *s, unsigned i)
{
	return dais_scan_is_mark(s, i, ',') || dais_scan_is_mark(s, i, 0x60C);
}

/* "1er", "23rd", "1.º": past the ending of a day written as an ordinal. */
unsigned
dais_day_skip_suffix(struct dais_scan *s, unsigned i)
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
struct dais_hit
dais_day_month(struct dais_scan *s, unsigned i)
{
	struct dais_hit h = dais_scan_hit(s, i);

	if (!h.kinds && s->table->masthead_english && dais_scan_peek(s, i)->capital)
		h = dais_scan_english(s, i);
	if (!(h.kinds & DAIS_WORD_MONTH) ||
	    (s->table->months_capitalised && !dais_scan_peek(s, i)->capital))
		return (struct dais_hit){ 0 };
	return h;
}

unsigned
dais_day_read_year(struct dais_scan *s, unsigned i, struct dais_day_part *p)
{
	unsigned j = skip_words(s, i, DAIS_WORD_LINK | DAIS_WORD_YEAR);
	const struct dais_token *t = dais_scan_peek(s, j);
	struct dais_hit h;

	if (!dais_day_is_number(t, 4, 4) || t->value < YEAR_MIN || t->value > YEAR_MAX)
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
read_month(struct dais_scan *s, unsigned i, struct dais_day_part *p)
{
	unsigned j = skip_words(s, i, DAIS_WORD_LINK), k;
	struct dais_hit h = dais_day_month(s, j);

	if (!h.kinds)
		return i;
	p->d.month = (int)h.value;
	p->own_month = true;
	p->end = h.end;
	j += h.n;
	/* The stop of an abbreviated month or a comma, when a year follows: "sept. 2020", "23
	 * February, 2014". */
	k = j;
	if ((dais_scan_is_mark(s, j, '.') ||
		(s->table->months_capitalised && dais_day_is_comma(s, j))) &&
	    dais_day_is_number(dais_scan_peek(s, j + 1), 4, 4))
		k = j + 1;
	k = dais_day_read_year(s, k, p);
	return p->own_year ? k : j;
}

/* "May 23, 2022": the year is required, as "in May 10 States" is no date. */
static unsigned
read_month_first(struct dais_scan *s, unsigned i, struct dais_day_part *p)
{
	struct dais_hit h = dais_day_month(s, i);
	const struct dais_token *t;
	unsigned j;

	if (!h.kinds || !s->table->months_capitalised)
		return 0;
	j = i + h.n;
	t = dais_scan_peek(s, j);
	if (!dais_day_is_number(t, 1, 2))
		return 0;
	p->d = (struct dais_date){ 0, (int)h.value, t->value };
	j = dais_day_skip_suffix(s, j + 1);
	if (dais_day_is_comma(s, j))
		j++;
	j = dais_day_read_year(s, j, p);
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
read_figures(
    struct dais_scan *s, unsigned i, const struct dais_day_part *before, struct dais_day_part *p)
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
read_weekday_behind(struct dais_scan *s, unsigned i, struct dais_day_part *p)
{
	bool bracket = dais_scan_is_mark(s, i, '(');
	struct dais_hit w =
	    bracket || dais_day_is_comma(s, i) ? dais_scan_hit(s, i + 1) : (struct dais_hit){ 0 };
	unsigned end = i + 1 + w.n, next = end;

	if (p->weekday || !p->own_month || !(w.kinds & DAIS_WORD_WEEKDAY) ||
	    (w.kinds & DAIS_WORD_MONTH) || (bracket && !dais_scan_is_mark(s, end, ')')))
		return i;
	next = skip_words(s, next + dais_day_is_comma(s, next), DAIS_WORD_ARTICLE);
	if (!bracket &&
	    (dais_scan_peek(s, next)->kind == DAIS_TOKEN_NUMBER || dais_day_month(s, next).kinds))
		return i;
	p->weekday = (int)w.value;
	p->end = bracket ? dais_scan_peek(s, end)->end : w.end;
	return end + bracket;
}

/* Reads a part at token @i, behind the part @before (or NULL), without a weekday behind it; 0 when
 * there is none, else the token behind it. */
static unsigned
read_day(
    struct dais_scan *s, unsigned i, const struct dais_day_part *before, struct dais_day_part *p)
{
	struct dais_hit w = dais_scan_hit(s, i);
	const struct dais_token *t;
	unsigned j = i, k;

	*p = (struct dais_day_part){ .at = dais_scan_peek(s, i)->at };
	if ((w.kinds & DAIS_WORD_WEEKDAY) && !(w.kinds & DAIS_WORD_MONTH)) {
		p->weekday = (int)w.value;
		j += w.n;
		if (dais_scan_is_mark(s, j, '.'))
			j++;
		if (dais_day_is_comma(s, j))
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
	if (!dais_day_is_number(t, 1, 2) || t->value < 1 || t->value > 31)
		return 0;
	p->d.day = t->value;
	p->end = t->end;
	k = dais_day_skip_suffix(s, j + 1);
	if (k > j + 1)
		p->end = dais_scan_peek(s, k - 1)->end;
	p->tokens_end = read_month(s, k, p);
	p->order = p->own_month ? DAIS_FIGURES_ANY : DAIS_FIGURES_DAY_FIRST; /* "15-19/3/2021" */
	return p->tokens_end;
}

/* The same with its weekday wherever that stands. */
unsigned
dais_day_read(
    struct dais_scan *s, unsigned i, const struct dais_day_part *before, struct dais_day_part *p)
{
	unsigned end = read_day(s, i, before, p);

	if (end)
		p->tokens_end = end = read_weekday_behind(s, end, p);
	return end;
}

/* What joins the part that ends before token @i with a part behind it; *ret_next is where that
 * part would begin. */
enum dais_day_joint
dais_day_read_joint(struct dais_scan *s, unsigned i, unsigned *ret_next)
{
	struct dais_hit h = dais_scan_hit(s, i);
	enum dais_day_joint joint = DAIS_DAY_JOINT_NONE;
	unsigned next = i + 1;

	if (dais_scan_is_mark(s, i, '&')) {
		joint = DAIS_DAY_JOINT_AND;
	} else if (dais_scan_is_mark(s, i, '-')) {
		/* "--" stands for a dash in plain text. */
		if (dais_scan_is_mark(s, next, '-'))
			next++;
		joint = DAIS_DAY_JOINT_TO;
	} else if (dais_day_is_comma(s, i)) {
		joint = DAIS_DAY_JOINT_COMMA;
		/* "23 mai, et 24 mai", "Monday, 23 May, to Friday, 27 May" */
		h = dais_scan_hit(s, next);
		if (h.kinds & (DAIS_WORD_TO | DAIS_WORD_AND)) {
			joint = h.kinds & DAIS_WORD_TO ? DAIS_DAY_JOINT_TO : DAIS_DAY_JOINT_AND;
			next += h.n;
		}
	} else if (h.kinds & (DAIS_WORD_TO | DAIS_WORD_AND)) {
		joint = h.kinds & DAIS_WORD_TO ? DAIS_DAY_JOINT_TO : DAIS_DAY_JOINT_AND;
		next = i + h.n;
	}
	*ret_next = skip_words(s, next, DAIS_WORD_ARTICLE | DAIS_WORD_FROM);
	return joint;
}
