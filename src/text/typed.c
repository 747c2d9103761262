/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Days as they are typed. Words are read by the finder of dates of running text, which must take
 * all that was typed. Figures alone are brought into the form that the finder reads, so that its
 * rule of what comes first is the only one.
 */
#include "text/typed.h"

#include <stdio.h>

#include "text/find_priv.h"
#include "text/typed_priv.h"

#define YEAR_DIGITS 4
#define MONTHS 12

struct reading {
	struct dais_fact fact;
	unsigned days, absent; /* facts found; days that the calendar has not */
};

static void
on_fact(void *ctx, const struct dais_fact *f)
{
	struct reading *r = ctx;

	r->fact = *f;
	r->days++;
}

static void
on_no_day(void *ctx, const struct dais_fact *f)
{
	struct reading *r = ctx;

	(void)f;
	r->absent++;
}

/* ---- what was typed ---- */

static char
separator_of(uint32_t c)
{
	switch (c) {
	case '/':
	case 0xFF0F: /* full width */
	case 0x60D:  /* Arabic date separator */
		return '/';
	case '.':
	case 0xFF0E:
		return '.';
	case '-':
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2212:
	case 0xFF0D:
		return '-';
	case ':':
	case 0xFF1A:
		return ':';
	default:
		return 0;
	}
}

static void
put(struct typed *t, struct dais_str bytes)
{
	memcpy(t->bytes + t->n, bytes.p, bytes.n);
	t->n += bytes.n;
}

bool
dais_typed_clean(struct dais_str s, struct typed *t)
{
	s = dais_str_trim(s);
	*t = (struct typed){ .n = 0 };
	if (!s.n || s.n > DAIS_TYPED_MAX)
		return false;
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t c = dais_str_decode(s, &at);
		int digit = dais_scan_digit(c);
		char ascii = digit >= 0 ? (char)('0' + digit) : separator_of(c);

		if (dais_scan_is_ignored(c))
			continue;
		if (dais_scan_is_space(c))
			ascii = ' ';
		if (ascii)
			put(t, (struct dais_str){ &ascii, 1 });
		else
			put(t, dais_str_sub(s, from, at));
		t->has_letters |= !ascii;
	}
	return t->n > 0;
}

/* ---- figures alone ---- */

struct figures {
	int value[3];
	unsigned digits[3];
	unsigned n;
	char mark; /* between them */
};

/* The mark behind a number, ' ' for white space alone; 0: none, or two of them. */
static char
read_mark(struct dais_str s, size_t *at)
{
	char mark = 0;

	for (; *at < s.n && (s.p[*at] < '0' || s.p[*at] > '9'); ++*at) {
		if (s.p[*at] == ' ' && mark)
			continue;
		if (mark && mark != ' ')
			return 0;
		mark = s.p[*at];
	}
	return mark;
}

static bool
read_figures(struct dais_str s, struct figures *f)
{
	*f = (struct figures){ .n = 0 };
	for (size_t at = 0; at < s.n;) {
		char mark;

		if (f->n == 3 || s.p[at] < '0' || s.p[at] > '9')
			return false;
		for (; at < s.n && s.p[at] >= '0' && s.p[at] <= '9'; at++) {
			if (++f->digits[f->n] > YEAR_DIGITS)
				return false;
			f->value[f->n] = f->value[f->n] * 10 + s.p[at] - '0';
		}
		f->n++;
		if (at == s.n)
			break;
		mark = read_mark(s, &at);
		/* "23.05.2022." */
		if (at == s.n)
			return f->n == 3 && mark == '.';
		if (!mark || (f->mark && f->mark != mark))
			return false;
		f->mark = mark;
	}
	return f->n == 3;
}

static bool find_all(enum dais_lang l, struct dais_str s, struct reading *r);

static enum dais_typed
read_order(enum dais_lang l, const struct figures *f, struct dais_date *ret)
{
	bool year_first = f->digits[0] == YEAR_DIGITS;
	char mark = f->mark == '.' ? '.' : '/', words[32];
	struct reading r = { .days = 0 };
	int n;

	if (year_first)
		n = snprintf(
		    words, sizeof(words), "%04d-%02d-%02d", f->value[0], f->value[1], f->value[2]);
	else
		n = snprintf(words, sizeof(words), "%d%c%d%c%04d", f->value[0], mark, f->value[1],
		    mark, f->value[2]);
	/* Chinese text has figures in the English order (find_zh.c). */
	if (find_all(
		l == DAIS_LANG_ZH ? DAIS_LANG_EN : l, (struct dais_str){ words, (size_t)n }, &r) &&
	    r.days == 1) {
		*ret = r.fact.from;
		return DAIS_TYPED_DAY;
	}
	*ret = (struct dais_date){ f->value[2], f->value[1], f->value[0] };
	return !r.absent && !year_first && f->value[1] <= MONTHS && dais_date_is_valid(*ret)
		   ? DAIS_TYPED_AMBIGUOUS
		   : DAIS_TYPED_NO_SUCH_DAY;
}

static enum dais_typed
read_in_figures(enum dais_lang l, struct dais_str s, struct dais_date *ret)
{
	struct figures f;

	if (!read_figures(s, &f))
		return DAIS_TYPED_UNREADABLE;
	for (unsigned i = 0; i < f.n; i++)
		if (f.digits[i] > 2 && f.digits[i] != YEAR_DIGITS)
			return DAIS_TYPED_UNREADABLE;
	if (f.digits[1] > 2 || (f.digits[0] > 2 && f.digits[2] > 2))
		return DAIS_TYPED_UNREADABLE;
	if (f.digits[0] <= 2 && f.digits[2] <= 2)
		return DAIS_TYPED_WITHOUT_YEAR;
	return read_order(l, &f, ret);
}

/* ---- words ---- */

/* "(Monday)" behind the day; what is left begins at the token after it. */
static void
read_weekday_behind(struct dais_scan *s, struct reading *r)
{
	unsigned i = 0;
	struct dais_hit h;

	while (dais_scan_is_mark(s, i, ',') || dais_scan_is_mark(s, i, 0x60C) ||
	       dais_scan_is_mark(s, i, '('))
		i++;
	h = dais_scan_hit(s, i);
	if (r->fact.kind != DAIS_FACT_DATE || !(h.kinds & DAIS_WORD_WEEKDAY))
		return;
	r->fact.kind = DAIS_FACT_WEEKDAY;
	r->fact.weekday = (int)h.value;
	dais_scan_skip(s, i + h.n);
	if (dais_scan_is_mark(s, 0, ')'))
		dais_scan_skip(s, 1);
}

/* Whether all of @s is what the finder of dates takes, with an article before it and a weekday or
 * the word of the year behind it. */
static bool
find_all(enum dais_lang l, struct dais_str s, struct reading *r)
{
	struct dais_find f = { .fn = on_fact, .no_day = on_no_day, .ctx = r };
	struct dais_hit h;
	unsigned n;

	if (l == DAIS_LANG_ZH) {
		size_t end = dais_find_zh_date(s, 0, &f);

		return end && dais_find_zh_skip_space(s, end) == s.n;
	}
	dais_scan_init(&f.scan, l, s);
	h = dais_scan_hit(&f.scan, 0);
	if (h.kinds & DAIS_WORD_ARTICLE)
		dais_scan_skip(&f.scan, h.n);
	n = dais_find_date(&f);
	if (!n)
		return false;
	dais_scan_skip(&f.scan, n);
	read_weekday_behind(&f.scan, r);
	h = dais_scan_hit(&f.scan, 0);
	if (h.kinds & DAIS_WORD_YEAR)
		dais_scan_skip(&f.scan, h.n);
	if (dais_scan_is_mark(&f.scan, 0, '.'))
		dais_scan_skip(&f.scan, 1);
	return dais_scan_peek(&f.scan, 0)->kind == DAIS_TOKEN_END;
}

/* English months in running text begin with a capital; in a field nobody may be held to it. */
static void
capitalise(struct typed *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->bytes[i] >= 'a' && t->bytes[i] <= 'z' &&
		    (!i || t->bytes[i - 1] == ' ' || t->bytes[i - 1] == '-' ||
			t->bytes[i - 1] == ','))
			t->bytes[i] = (char)(t->bytes[i] - 'a' + 'A');
}

static enum dais_typed
read_in_words(enum dais_lang l, struct dais_str s, struct dais_date *ret, int *ret_weekday)
{
	struct reading r = { .days = 0 };

	if (!find_all(l, s, &r) || r.days + r.absent != 1)
		return DAIS_TYPED_UNREADABLE;
	if (r.absent)
		return DAIS_TYPED_NO_SUCH_DAY;
	if (r.fact.kind != DAIS_FACT_DATE && r.fact.kind != DAIS_FACT_WEEKDAY)
		return DAIS_TYPED_UNREADABLE;
	*ret_weekday = r.fact.weekday;
	*ret = r.fact.from;
	if (!r.fact.from.year)
		return DAIS_TYPED_WITHOUT_YEAR;
	return r.fact.weekday && r.fact.weekday != dais_date_weekday(*ret)
		   ? DAIS_TYPED_OTHER_WEEKDAY
		   : DAIS_TYPED_DAY;
}

enum dais_typed
dais_typed_day_in(enum dais_lang l, struct dais_str s, struct dais_date *ret, int *ret_weekday)
{
	enum dais_typed said;
	struct typed t;
	struct dais_str words;

	*ret_weekday = 0;
	if (dais_date_parse(dais_str_trim(s), ret))
		return DAIS_TYPED_DAY;
	if (!dais_typed_clean(s, &t))
		return DAIS_TYPED_UNREADABLE;
	words = dais_str_trim((struct dais_str){ t.bytes, t.n });
	if (!t.has_letters)
		return read_in_figures(l, words, ret);
	said = read_in_words(l, words, ret, ret_weekday);
	for (int k = 0; k < DAIS_LANG_COUNT && said == DAIS_TYPED_UNREADABLE; k++) {
		if (k == DAIS_LANG_EN)
			capitalise(&t);
		said = read_in_words((enum dais_lang)k, words, ret, ret_weekday);
	}
	return said;
}

enum dais_typed
dais_text_typed_day(enum dais_lang l, struct dais_str s, struct dais_date *ret)
{
	struct dais_date day = { .year = 0 };
	int weekday;
	enum dais_typed said = dais_typed_day_in(l, s, &day, &weekday);

	if (said == DAIS_TYPED_DAY || said == DAIS_TYPED_OTHER_WEEKDAY ||
	    said == DAIS_TYPED_AMBIGUOUS)
		*ret = day;
	return said;
}
