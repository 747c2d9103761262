/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Days and ranges of days in Chinese text.
 */
#include "text/find_zh_priv.h"

#define ENGLISH_BYTES 40u /* "28 September-2 October 2015" */

struct day {
	struct dais_date d;
	int weekday;
	size_t end;
};

/* Whether the weekday that ends at byte @at belongs to the date before its comma: words of another
 * sentence may follow it ("5月14日，星期三休会"), an hour, a verb of holding or nothing does not.
 */
static bool
is_apposition(const struct dais_find_zh *z, size_t at)
{
	static const uint32_t goes_on[] = { 0x4E0A, 0x4E0B, 0x4E2D, 0x665A, 0x65E9, 0x4E3E, 0x53EC,
		0x5728, 0x5F00, 0x81F3, 0x5230 };
	size_t next;
	uint32_t c = dais_find_zh_peek(z->s, at, &next);

	for (size_t i = 0; i < sizeof(goes_on) / sizeof(goes_on[0]); i++) {
		if (goes_on[i] == c)
			return true;
	}
	return (at < z->s.n && z->s.p[at] == ' ') || c < 0x4E00 || c > 0x9FFF;
}

/* A weekday behind a date, perhaps in brackets or behind a comma: "23日星期一", "23日（星期一）",
 * "23日，星期一". */
static void
read_weekday(const struct dais_find_zh *z, struct day *day)
{
	size_t at = day->end, next = at, end;
	uint32_t c = dais_find_zh_peek(z->s, at, &next);
	bool bracket = c == '(' || c == 0xFF08, comma = c == 0xFF0C || c == ',';
	unsigned value = 0;

	end = dais_find_zh_match(z->s, bracket || comma ? next : at, DAIS_WORD_WEEKDAY, &value);
	if (end == 0 || (comma && !is_apposition(z, end)))
		return;
	if (bracket) {
		c = dais_find_zh_peek(z->s, end, &next);
		if (c != ')' && c != 0xFF09)
			return;
		end = next;
	}
	day->weekday = (int)value;
	day->end = end;
}

/* "2022年5月23日星期一", "5月23日", "23日" at @at; what is left out is taken from @before. */
static bool
read_day(const struct dais_find_zh *z, size_t at, const struct dais_date *before, struct day *ret)
{
	struct day day = { .end = at };
	size_t end = dais_find_zh_read_unit(z->s, at, 1000, 9999, 0x5E74, 0x5E74, &day.d.year);

	if (end)
		at = end;
	else if (before)
		day.d.year = before->year;
	end = dais_find_zh_read_unit(z->s, at, 1, 12, 0x6708, 0x6708, &day.d.month);
	if (end)
		at = end;
	else if (before && day.d.year == before->year)
		day.d.month = before->month;
	else
		return false;
	end = dais_find_zh_read_unit(z->s, at, 1, 31, 0x65E5, 0x53F7, &day.d.day);
	if (end == 0 && before) {
		/* "2014年2月11至24日" is read from its second end, below. */
		return false;
	}
	if (end == 0)
		return false;
	day.end = end;
	read_weekday(z, &day);
	*ret = day;
	return true;
}

static void
report_day(const struct dais_find_zh *z, size_t at, const struct day *day)
{
	struct dais_fact fact = { .kind = day->weekday ? DAIS_FACT_WEEKDAY : DAIS_FACT_DATE,
		.at = at,
		.n = day->end - at,
		.from = day->d,
		.to = day->d,
		.weekday = day->weekday };

	if (dais_find_is_day(day->d))
		z->fn(z->ctx, &fact);
	else if (z->no_day)
		z->no_day(z->ctx, &fact);
}

static void
report_range(
    const struct dais_find_zh *z, size_t at, const struct day *a, size_t at_b, const struct day *b)
{
	struct dais_fact fact = {
		.kind = DAIS_FACT_RANGE, .at = at, .n = b->end - at, .from = a->d, .to = b->d
	};

	if (dais_find_is_day(a->d) && dais_find_is_day(b->d))
		z->fn(z->ctx, &fact);
	if (a->weekday || !dais_find_is_day(a->d))
		report_day(z, at, a);
	if (b->weekday || !dais_find_is_day(b->d))
		report_day(z, at_b, b);
}

/* "2014年2月11至24日": the first day without its unit. */
static bool
read_bare_range(const struct dais_find_zh *z, size_t at, struct day *a, size_t *ret_joint)
{
	unsigned digits;
	size_t end = dais_find_zh_read_unit(z->s, at, 1000, 9999, 0x5E74, 0x5E74, &a->d.year);
	bool range;

	at = end ? end : at;
	at = dais_find_zh_read_unit(z->s, at, 1, 12, 0x6708, 0x6708, &a->d.month);
	end = at ? dais_find_zh_read_number(z->s, at, &a->d.day, &digits) : 0;
	if (end == 0 || a->d.day < 1 || a->d.day > 31 ||
	    dais_find_zh_read_joint(z->s, end, &range) == 0)
		return false;
	a->end = end;
	*ret_joint = end;
	return true;
}

static bool
is_next_day(struct dais_date a, struct dais_date b)
{
	if (a.year == 0) /* no year given: one that has every day */
		a.year = b.year = 2000;
	return dais_date_is_valid(a) && dais_date_is_valid(b) &&
	       dais_date_eq(dais_date_add(a, 1), b);
}

static void
ignore(void *ctx, const struct dais_fact *f)
{
	(void)ctx;
	(void)f;
}

/* "5月20日上午9时至21日下午6时": behind the day @a with an hour, the day up to which it lasts, and
 * both are told. Bytes up to its end; 0: there is none. */
static size_t
find_last_day(struct dais_find_zh *z, size_t at, const struct day *a)
{
	struct dais_find_zh quiet = { .s = z->s, .fn = ignore };
	size_t hour = dais_find_zh_time(&quiet, a->end), next;
	struct day b = { 0 };
	bool range;

	next = hour ? dais_find_zh_read_joint(z->s, hour, &range) : 0;
	if (next == 0 || !range || !read_day(z, next, &a->d, &b))
		return 0;
	report_day(z, at, a);
	(void)dais_find_zh_time(z, a->end);
	report_day(z, dais_find_zh_skip_space(z->s, next), &b);
	return b.end;
}

size_t
dais_find_zh_dates(struct dais_find_zh *z, size_t at)
{
	struct day a = { 0 }, b = { 0 }, c = { 0 };
	size_t joint, next, at_b;
	bool range;

	if (!read_day(z, at, NULL, &a)) {
		a = (struct day){ 0 };
		if (!read_bare_range(z, at, &a, &joint))
			return 0;
		next = dais_find_zh_read_joint(z->s, joint, &range);
		if (!read_day(z, next, &a.d, &b))
			return 0;
		if (!range && !is_next_day(a.d, b.d)) {
			report_day(z, at, &a);
			report_day(z, dais_find_zh_skip_space(z->s, next), &b);
			return b.end;
		}
		report_range(z, at, &a, next, &b);
		return b.end;
	}
	next = dais_find_zh_read_joint(z->s, a.end, &range);
	if (next == 0 || !read_day(z, next, &a.d, &b)) {
		size_t last = find_last_day(z, at, &a);

		if (last)
			return last;
		report_day(z, at, &a);
		return a.end;
	}
	at_b = dais_find_zh_skip_space(z->s, next);
	if (range || is_next_day(a.d, b.d)) {
		report_range(z, at, &a, at_b, &b);
		return b.end;
	}
	report_day(z, at, &a);
	next = dais_find_zh_read_joint(z->s, b.end, &range);
	if (next == 0 || !range || !read_day(z, next, &b.d, &c)) {
		report_day(z, at_b, &b);
		return b.end;
	}
	/* "2月21日和3月4日至13日" */
	report_range(z, at_b, &b, dais_find_zh_skip_space(z->s, next), &c);
	return c.end;
}

struct english {
	const struct dais_find_zh *z;
	size_t at, end;
};

static void
report_english(void *ctx, const struct dais_fact *f)
{
	struct english *e = ctx;
	struct dais_fact fact = *f;

	if (f->at != 0 || e->end || (f->kind != DAIS_FACT_DATE && f->kind != DAIS_FACT_RANGE))
		return;
	fact.at = e->at;
	e->end = e->at + f->n;
	e->z->fn(e->z->ctx, &fact);
}

/* Whether the figures at @at go on from a symbol. */
static bool
goes_on(struct dais_str s, size_t at)
{
	char c = at > 0 ? s.p[at - 1] : ' ';

	return c == '/' || c == '.' || c == '-' || (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool
is_figure(char c)
{
	return c >= '0' && c <= '9';
}

size_t
dais_find_zh_masthead(const struct dais_find_zh *z, size_t at)
{
	struct english e = { z, at, 0 };
	size_t next = at;
	char mark;

	while (next < at + 4 && next < z->s.n && is_figure(z->s.p[next]))
		next++;
	if (next + 1 >= z->s.n || goes_on(z->s, at))
		return 0;
	mark = z->s.p[next++];
	if (mark == '/' || mark == '.'
		? !is_figure(z->s.p[next])
		: (mark != ' ' && mark != '-') ||
		      !(is_figure(z->s.p[next]) || (z->s.p[next] >= 'A' && z->s.p[next] <= 'Z')))
		return 0;
	dais_text_find_facts(
	    DAIS_LANG_EN, dais_str_sub(z->s, at, at + ENGLISH_BYTES), report_english, &e);
	return e.end;
}

size_t
dais_find_zh_date(struct dais_str s, size_t at, const struct dais_find *f)
{
	struct dais_find_zh z = { .s = s, .fn = f->fn, .ctx = f->ctx, .no_day = f->no_day };

	return dais_find_zh_dates(&z, at);
}
