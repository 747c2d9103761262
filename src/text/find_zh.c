/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Facts in Chinese text, which has no spaces between words: a scanner of characters. White space
 * may stand anywhere, as page layout breaks lines inside words.
 */
#include "text/find_priv.h"

#define NAME_BYTES 45u    /* of a conference: fifteen characters */
#define ENGLISH_BYTES 40u /* "28 September-2 October 2015" */

struct zh {
	struct dais_str s;
	void (*fn)(void *ctx, const struct dais_fact *f);
	void *ctx;
	void (*no_day)(void *ctx, const struct dais_fact *f); /* or NULL */
	bool pm;       /* the time just before was in the afternoon ("下午3时至6时") */
	size_t pm_end; /* where that time ended */
};

static size_t
match_kind(const struct zh *z, size_t at, uint64_t kinds, unsigned *ret_value)
{
	return dais_find_zh_match(z->s, at, kinds, ret_value);
}

/* "5月" and the like: a number from @min to @max and the character @unit or @unit2. */
static size_t
read_unit(struct dais_str s, size_t at, int min, int max, uint32_t unit, uint32_t unit2, int *ret)
{
	unsigned digits;
	int value;
	size_t end = dais_find_zh_read_number(s, at, &value, &digits);
	uint32_t c;

	if (end == 0 || value < min || value > max)
		return 0;
	c = dais_find_zh_peek(s, end, &end);
	if (c != unit && c != unit2)
		return 0;
	*ret = value;
	return end;
}

struct day {
	struct dais_date d;
	int weekday;
	size_t end;
};

/* Whether the weekday that ends at byte @at belongs to the date before its comma: words of another
 * sentence may follow it ("5月14日，星期三休会"), an hour, a verb of holding or nothing does not.
 */
static bool
is_apposition(const struct zh *z, size_t at)
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
read_weekday(const struct zh *z, struct day *day)
{
	size_t at = day->end, next = at, end;
	uint32_t c = dais_find_zh_peek(z->s, at, &next);
	bool bracket = c == '(' || c == 0xFF08, comma = c == 0xFF0C || c == ',';
	unsigned value = 0;

	end = match_kind(z, bracket || comma ? next : at, DAIS_WORD_WEEKDAY, &value);
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
read_day(const struct zh *z, size_t at, const struct dais_date *before, struct day *ret)
{
	struct day day = { .end = at };
	size_t end = read_unit(z->s, at, 1000, 9999, 0x5E74, 0x5E74, &day.d.year);

	if (end)
		at = end;
	else if (before)
		day.d.year = before->year;
	end = read_unit(z->s, at, 1, 12, 0x6708, 0x6708, &day.d.month);
	if (end)
		at = end;
	else if (before && day.d.year == before->year)
		day.d.month = before->month;
	else
		return false;
	end = read_unit(z->s, at, 1, 31, 0x65E5, 0x53F7, &day.d.day);
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

size_t
dais_find_zh_read_joint(struct dais_str s, size_t at, bool *ret_range)
{
	unsigned value;
	size_t next = at, end = dais_find_zh_match(s, at, DAIS_WORD_TO, &value);
	uint32_t c;

	*ret_range = true;
	if (end)
		return end;
	c = dais_find_zh_peek(s, at, &next);
	if (c == '-' || (c >= 0x2010 && c <= 0x2015) || c == '~' || c == 0xFF5E || c == 0xFF0D) {
		while (dais_find_zh_peek(s, next, &end) == c)
			next = end;
		return next;
	}
	*ret_range = false;
	return dais_find_zh_match(s, at, DAIS_WORD_AND, &value);
}

static size_t
read_joint(const struct zh *z, size_t at, bool *ret_range)
{
	return dais_find_zh_read_joint(z->s, at, ret_range);
}

static void
report_day(const struct zh *z, size_t at, const struct day *day)
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
report_range(const struct zh *z, size_t at, const struct day *a, size_t at_b, const struct day *b)
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
read_bare_range(const struct zh *z, size_t at, struct day *a, size_t *ret_joint)
{
	unsigned digits;
	size_t end = read_unit(z->s, at, 1000, 9999, 0x5E74, 0x5E74, &a->d.year);
	bool range;

	at = end ? end : at;
	at = read_unit(z->s, at, 1, 12, 0x6708, 0x6708, &a->d.month);
	end = at ? dais_find_zh_read_number(z->s, at, &a->d.day, &digits) : 0;
	if (end == 0 || a->d.day < 1 || a->d.day > 31 || read_joint(z, end, &range) == 0)
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

static size_t find_time(struct zh *z, size_t at);

static void
ignore(void *ctx, const struct dais_fact *f)
{
	(void)ctx;
	(void)f;
}

/* "5月20日上午9时至21日下午6时": behind the day @a with an hour, the day up to which it lasts, and
 * both are told. Bytes up to its end; 0: there is none. */
static size_t
find_last_day(struct zh *z, size_t at, const struct day *a)
{
	struct zh quiet = { .s = z->s, .fn = ignore };
	size_t hour = find_time(&quiet, a->end), next;
	struct day b = { 0 };
	bool range;

	next = hour ? read_joint(z, hour, &range) : 0;
	if (next == 0 || !range || !read_day(z, next, &a->d, &b))
		return 0;
	report_day(z, at, a);
	(void)find_time(z, a->end);
	report_day(z, dais_find_zh_skip_space(z->s, next), &b);
	return b.end;
}

static size_t
find_date(struct zh *z, size_t at)
{
	struct day a = { 0 }, b = { 0 }, c = { 0 };
	size_t joint, next, at_b;
	bool range;

	if (!read_day(z, at, NULL, &a)) {
		a = (struct day){ 0 };
		if (!read_bare_range(z, at, &a, &joint))
			return 0;
		next = read_joint(z, joint, &range);
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
	next = read_joint(z, a.end, &range);
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
	next = read_joint(z, b.end, &range);
	if (next == 0 || !range || !read_day(z, next, &b.d, &c)) {
		report_day(z, at_b, &b);
		return b.end;
	}
	/* "2月21日和3月4日至13日" */
	report_range(z, at_b, &b, dais_find_zh_skip_space(z->s, next), &c);
	return c.end;
}

/* A date of a masthead, whose lines stay in English: "29 January 2015". */
struct english {
	const struct zh *z;
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

/* A date in figures, or of a masthead. */
static size_t
find_english_date(const struct zh *z, size_t at)
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

struct ordinal {
	size_t at, end;
	int value;
};

/* Past the measure word of an ordinal: "第276次和第277次会议". */
static size_t
skip_measure(struct dais_str s, size_t at)
{
	size_t next = at;
	uint32_t c = dais_find_zh_peek(s, at, &next);

	return c == 0x6B21 || c == 0x5C4A ? next : at;
}

/* Characters that stand in sentences, not in the names of conferences. */
static bool
is_particle(uint32_t c)
{
	static const uint32_t v[] = { 0x7684, 0x5728, 0x5411, 0x5C06, 0x7531, 0x5BF9, 0x4E86,
		0x4E0A, 0x63D0, 0x4E3A, 0x662F, 0x5DF2, 0x5E74 };

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		if (v[i] == c)
			return true;
	return false;
}

/* "第二次联合国人类住区会议", "第四十五次太平洋岛屿论坛": past the name of a conference behind the
 * measure word, which ends in a word of NOUN with a name before it; else 0. */
static size_t
match_conference(const struct zh *z, size_t at, unsigned *ret_noun)
{
	unsigned value;
	size_t measured = skip_measure(z->s, at);
	bool named = measured > at && match_kind(z, measured, DAIS_WORD_BETWEEN, &value) != 0;

	for (size_t k = measured; measured > at && k < measured + NAME_BYTES;) {
		size_t next, end;
		uint32_t c;

		end = match_kind(z, k, DAIS_WORD_NAMED, &value);
		if (end && (named || value == DAIS_NOUN_FORUM)) {
			*ret_noun = value;
			return end;
		}
		c = dais_find_zh_peek(z->s, k, &next);
		if (c < 0x4E00 || c > 0x9FFF || is_particle(c))
			return 0;
		k = next;
	}
	return 0;
}

/* "第十三次会议", "第十二和第十三届会议". */
static size_t
find_ordinal(const struct zh *z, size_t at)
{
	struct ordinal v[8];
	unsigned n = 0, noun = 0, digits;
	size_t k = at, next = at, end;

	while (n < 8) {
		bool range;

		if (dais_find_zh_peek(z->s, k, &next) != 0x7B2C) { /* the ordinal prefix */
			if (n == 0)
				break;
			next = k; /* "第276和277次会议" */
		}
		end = dais_find_zh_read_number(z->s, next, &v[n].value, &digits);
		if (end == 0 || v[n].value <= 0)
			break;
		v[n].at = dais_find_zh_skip_space(z->s, k);
		v[n].end = end;
		n++;
		k = read_joint(z, skip_measure(z->s, end), &range);
		if (k == 0)
			break;
	}
	if (n == 0)
		return 0;
	end = match_kind(z, v[n - 1].end, DAIS_WORD_NOUN, &noun);
	if (end == 0)
		end = match_conference(z, v[n - 1].end, &noun);
	if (end == 0)
		return v[0].end;
	v[n - 1].end = end;
	for (unsigned i = 0; i < n; i++) {
		struct dais_fact fact = { .kind = DAIS_FACT_ORDINAL,
			.at = v[i].at,
			.n = v[i].end - v[i].at,
			.number = (unsigned)v[i].value,
			.noun = dais_find_noun_name(noun) };

		z->fn(z->ctx, &fact);
	}
	return end;
}

/* "上午10时30分", "下午3时至6时", "10:00", "中午12时". */
static size_t
find_time(struct zh *z, size_t at)
{
	unsigned value, digits;
	size_t half = match_kind(
	    z, at, DAIS_WORD_AM | DAIS_WORD_PM | DAIS_WORD_NOON | DAIS_WORD_MIDNIGHT, &value);
	bool pm = half && match_kind(z, at, DAIS_WORD_PM, &value) == half;
	bool named = half && match_kind(z, at, DAIS_WORD_NOON | DAIS_WORD_MIDNIGHT, &value) == half;
	struct dais_fact fact = { .kind = DAIS_FACT_TIME, .at = at };
	int hour = 0, minute = 0, m;
	size_t end = dais_find_zh_read_number(z->s, half ? half : at, &hour, &digits), unit,
	       next = end;
	uint32_t c;

	if (end == 0 || hour < 0 || hour > 24)
		return 0;
	unit = match_kind(z, end, DAIS_WORD_HOUR, &value);
	/* "一点" is also "one point" and "一时期" a period: alone, only "10时" is a time. */
	if (unit && !half &&
	    (dais_scan_digit(dais_find_zh_peek(z->s, at, &next)) < 0 ||
		dais_find_zh_peek(z->s, end, &next) != 0x65F6))
		return 0;
	c = dais_find_zh_peek(z->s, end, &next);
	if (unit) {
		end = unit;
		next = read_unit(z->s, unit, 0, 59, 0x5206, 0x5206, &m);
		if (next) {
			minute = m;
			end = next;
		} else if (dais_find_zh_peek(z->s, unit, &next) == 0x534A) { /* half past */
			minute = 30;
			end = next;
		}
	} else if ((c == ':' || c == 0xFF1A) &&
		   (next = dais_find_zh_read_number(z->s, next, &m, &digits)) != 0 && digits == 2 &&
		   m >= 0 && m < 60) {
		minute = m;
		end = next;
	} else {
		return 0;
	}
	if (!half && z->pm && at <= z->pm_end + 4)
		pm = true;
	if (pm && hour < 12)
		hour += 12;
	if (named && hour == 12 && match_kind(z, at, DAIS_WORD_MIDNIGHT, &value) == half)
		hour = 0;
	z->pm = pm;
	z->pm_end = end;
	fact.minute = hour * 60 + minute;
	fact.n = end - at;
	if (fact.minute > 24 * 60)
		return 0;
	z->fn(z->ctx, &fact);
	return end;
}

size_t
dais_find_zh_date(struct dais_str s, size_t at, const struct dais_find *f)
{
	struct zh z = { .s = s, .fn = f->fn, .ctx = f->ctx, .no_day = f->no_day };

	return find_date(&z, at);
}

/* Whether a fact can begin with @c: figures, numerals, the ordinal prefix, halves of the day. */
static bool
may_begin(uint32_t c)
{
	return dais_find_zh_is_number(c) || c == 0x7B2C || c == 0x4E0A || c == 0x4E0B ||
	       c == 0x4E2D || c == 0x6B63 || c == 0x5348 || c == 0x665A || c == 0x65E9 ||
	       c == 0x51CC;
}

void
dais_find_zh(struct dais_str s, void (*fn)(void *ctx, const struct dais_fact *f), void *ctx)
{
	struct zh z = { .s = s, .fn = fn, .ctx = ctx };
	size_t at = 0;

	while (at < s.n) {
		size_t next = at, end = 0;
		uint32_t c = dais_str_decode(s, &next);
		unsigned digits;
		int value;

		if (may_begin(c)) {
			end = find_date(&z, at);
			if (!end && c >= '0' && c <= '9')
				end = find_english_date(&z, at);
			if (!end)
				end = find_ordinal(&z, at);
			if (!end)
				end = find_time(&z, at);
			/* A number that is none of these is passed whole. */
			if (!end && dais_scan_digit(c) >= 0)
				end = dais_find_zh_read_number(s, at, &value, &digits);
		}
		at = end > at ? end : next;
	}
}
