/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Days in the words of authors, for other days: "du 23 au 27 mai 2022" becomes "du 22 au 26 mai
 * 2023". Figures, months and weekdays are put in the place of those they stand for, everything
 * else stays; what comes out is held against the days, so that nothing is guessed.
 */
#include "base/buf.h"
#include "service/house/next_priv.h"
#include "text/text.h"

struct changing {
	struct dais_arena *a;
	enum dais_lang l;
	struct dais_str words;
	const struct dais_date *was, *now; /* two each: first and last */
	struct dais_buf *out;
	size_t days, months, years; /* met so far */
	bool failed;
};

/* ---- names ---- */

/* The month as dates have it: "мая", "mai", "May". It is the one word of two dates that differs. */
static struct dais_str
month_in_date(struct dais_arena *a, enum dais_lang l, int year, int month)
{
	struct dais_date d = { year, month, 23 }, other = { year, month % 12 + 1, 23 };
	struct dais_str x = dais_text_date(a, l, d), y = dais_text_date(a, l, other), p, q;

	while (dais_str_next(&x, ' ', &p) && dais_str_next(&y, ' ', &q))
		if (!dais_str_eq(p, q))
			return p;
	return DAIS_STR_NONE;
}

static bool
stands_at(const struct changing *c, size_t at, struct dais_str name)
{
	return name.n && dais_str_has_prefix(dais_str_sub(c->words, at, c->words.n), name);
}

/* The end that the next of a sort stands for: the first, then the last; one alone is of both. */
static size_t
end_of(size_t met)
{
	return met ? 1 : 0;
}

/* A month at @at: its length, and what it becomes; 0: there is none. */
static size_t
take_month(struct changing *c, size_t at, struct dais_str *ret)
{
	size_t end = end_of(c->months);

	for (int form = 0; form < 2; form++) {
		const struct dais_date *was = &c->was[end], *now = &c->now[end];
		struct dais_str old = form ? dais_text_month(c->l, was->month)
					   : month_in_date(c->a, c->l, was->year, was->month);

		if (!stands_at(c, at, old))
			continue;
		*ret = form ? dais_text_month(c->l, now->month)
			    : month_in_date(c->a, c->l, now->year, now->month);
		c->months++;
		return old.n;
	}
	return 0;
}

static size_t
take_weekday(struct changing *c, size_t at, struct dais_str *ret)
{
	for (size_t end = 0; end < 2; end++) {
		struct dais_str old = dais_text_weekday(c->l, dais_date_weekday(c->was[end]));
		struct dais_str now = dais_text_weekday(c->l, dais_date_weekday(c->now[end]));

		if (!stands_at(c, at, old))
			continue;
		*ret = now;
		return old.n;
	}
	return 0;
}

/* ---- figures ---- */

static size_t
figures_at(struct dais_str s, size_t at, int *ret)
{
	size_t n = 0;

	*ret = 0;
	while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9' && n < 9)
		*ret = *ret * 10 + (s.p[at + n++] - '0');
	return n;
}

static int
replaced(struct changing *c, size_t *met, int value, int first, int last, int to_first, int to_last)
{
	size_t end = end_of((*met)++);

	/* One figure for both ends can become one figure only. */
	if (first == last && to_first != to_last && end == 0 && met != &c->days)
		c->failed = true;
	if (value != (end ? last : first))
		c->failed = true;
	return end ? to_last : to_first;
}

/* The figure of a day, a month in Chinese, or a year. */
static void
put_figure(struct changing *c, int value, struct dais_str behind)
{
	const struct dais_date *was = c->was, *now = c->now;
	int to;

	if (value >= 1000)
		to = replaced(
		    c, &c->years, value, was[0].year, was[1].year, now[0].year, now[1].year);
	else if (c->l == DAIS_LANG_ZH && dais_str_has_prefix(behind, DAIS_STR("月")))
		to = replaced(
		    c, &c->months, value, was[0].month, was[1].month, now[0].month, now[1].month);
	else
		to = replaced(c, &c->days, value, was[0].day, was[1].day, now[0].day, now[1].day);
	dais_buf_put(c->out, dais_arena_printf(c->a, "%d", to));
	if (c->l == DAIS_LANG_FR && to == 1 && value < 1000)
		dais_buf_puts(c->out, "er");
}

/* "1er", "1º": what a first day has behind its figure. */
static size_t
mark_behind(const struct changing *c, int value, size_t at)
{
	if (value != 1)
		return 0;
	if (c->l == DAIS_LANG_FR && stands_at(c, at, DAIS_STR("er")))
		return 2;
	return stands_at(c, at, DAIS_STR("º")) ? 2 : 0;
}

static void
change(struct changing *c)
{
	for (size_t at = 0; at < c->words.n && !c->failed;) {
		struct dais_str to = DAIS_STR_NONE;
		int value;
		size_t n = figures_at(c->words, at, &value);

		if (n) {
			size_t mark = mark_behind(c, value, at + n);

			put_figure(c, value, dais_str_sub(c->words, at + n, c->words.n));
			at += n + mark;
			continue;
		}
		n = take_month(c, at, &to);
		if (!n)
			n = take_weekday(c, at, &to);
		if (n) {
			dais_buf_put(c->out, to);
			at += n;
		} else {
			dais_buf_put_char(c->out, c->words.p[at++]);
		}
	}
}

/* ---- the whole ---- */

struct weekdays {
	const struct dais_date *now;
	bool wrong;
};

static void
check_weekday(void *ctx, const struct dais_fact *f)
{
	struct weekdays *w = ctx;
	struct dais_date day = f->from;

	if (!f->weekday)
		return;
	if (!day.year)
		day.year = w->now[0].year;
	w->wrong = w->wrong || dais_date_weekday(day) != f->weekday;
}

/* Whether @words state just these days. */
static bool
holds(enum dais_lang l, struct dais_str words, const struct dais_date *now)
{
	struct weekdays w = { .now = now };

	dais_text_find_facts(l, words, check_weekday, &w);
	return !w.wrong &&
	       (dais_date_eq(now[0], now[1]) ? dais_text_states_date(l, words, now[0])
					     : dais_text_states_range(l, words, now[0], now[1]));
}

/* Where the days were written as dais writes them, they are written anew. */
static struct dais_str
rewritten(struct dais_arena *a, enum dais_lang l, struct dais_str words,
    const struct dais_date *was, const struct dais_date *now)
{
	struct dais_str (*const writers[])(struct dais_arena *, enum dais_lang,
	    struct dais_date) = { dais_text_on_day, dais_text_day, dais_text_date };
	struct dais_str old = dais_text_range(a, l, was[0], was[1]),
			new = dais_text_range(a, l, now[0], now[1]);
	size_t at = dais_str_find(words, old, 0);

	for (size_t i = 0; dais_date_eq(was[0], was[1]) && i < 3; i++) {
		size_t found = dais_str_find(words, writers[i](a, l, was[0]), 0);

		if (found == SIZE_MAX)
			continue;
		at = found;
		old = writers[i](a, l, was[0]);
		new = writers[i](a, l, now[0]);
		break;
	}
	return at == SIZE_MAX
		   ? DAIS_STR_NONE
		   : dais_arena_printf(a, "%.*s%.*s%.*s", (int)at, words.p, DAIS_STR_ARG(new),
			 DAIS_STR_ARG(dais_str_sub(words, at + old.n, words.n)));
}

struct dais_str
house_next_days(struct dais_arena *a, enum dais_lang l, struct dais_str words,
    const struct dais_date was[2], const struct dais_date now[2])
{
	DAIS_BUF_AUTO out = { 0 };
	struct changing c = { .a = a, .l = l, .words = words, .was = was, .now = now, .out = &out };
	struct dais_str again = rewritten(a, l, words, was, now);

	if (again.n && holds(l, again, now))
		return again;
	dais_buf_init(&out, DAIS_BUF_MAX);
	change(&c);
	if (c.failed)
		return DAIS_STR_NONE;
	again = dais_buf_dup(&out, a);
	return holds(l, again, now) ? again : DAIS_STR_NONE;
}
