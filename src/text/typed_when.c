/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * When sittings are, as a table of them shows it or a person says it: a day, and behind it a half
 * of the day or an hour. Days and hours are read by those who read them in fields; here the text
 * is only parted, at the last place where what stands before it is a day.
 */
#include "text/find_priv.h"
#include "text/text.h"
#include "text/typed_priv.h"

/* ---- the day ---- */

static int
weekday_alone(enum dais_lang l, struct dais_str s)
{
	struct dais_scan scan;
	struct dais_hit h;
	unsigned value = 0;

	if (l == DAIS_LANG_ZH)
		return dais_find_zh_match(s, 0, DAIS_WORD_WEEKDAY, &value) == s.n ? (int)value : 0;
	dais_scan_init(&scan, l, s);
	h = dais_scan_hit(&scan, 0);
	if (h.kinds & DAIS_WORD_ARTICLE) {
		dais_scan_skip(&scan, h.n);
		h = dais_scan_hit(&scan, 0);
	}
	if (!(h.kinds & DAIS_WORD_WEEKDAY))
		return 0;
	dais_scan_skip(&scan, h.n);
	return dais_scan_peek(&scan, 0)->kind == DAIS_TOKEN_END ? (int)h.value : 0;
}

static bool
read_day(enum dais_lang l, struct dais_str s, struct dais_typed_when *ret)
{
	enum dais_typed said;

	*ret = (struct dais_typed_when){ .minute = -1 };
	s = dais_str_trim(s);
	ret->weekday = s.n ? weekday_alone(l, s) : 0;
	if (ret->weekday)
		return true;
	said = dais_typed_day_in(l, s, &ret->day, &ret->weekday);
	return ret->day.month && (said == DAIS_TYPED_DAY || said == DAIS_TYPED_WITHOUT_YEAR ||
				     said == DAIS_TYPED_OTHER_WEEKDAY);
}

/* ---- what stands behind it ---- */

static enum dais_typed_half
half_of(uint64_t kinds)
{
	if (kinds & DAIS_WORD_MORNING)
		return DAIS_TYPED_HALF_MORNING;
	return kinds & DAIS_WORD_AFTERNOON ? DAIS_TYPED_HALF_AFTERNOON : DAIS_TYPED_HALF_NONE;
}

/* The half of the day that all of @s names. */
static enum dais_typed_half
read_half(enum dais_lang l, struct dais_str s)
{
	struct dais_scan scan;
	struct dais_hit h;
	unsigned value;

	if (l == DAIS_LANG_ZH) {
		if (dais_find_zh_match(s, 0, DAIS_WORD_MORNING, &value) == s.n)
			return DAIS_TYPED_HALF_MORNING;
		return dais_find_zh_match(s, 0, DAIS_WORD_AFTERNOON, &value) == s.n
			   ? DAIS_TYPED_HALF_AFTERNOON
			   : DAIS_TYPED_HALF_NONE;
	}
	dais_scan_init(&scan, l, s);
	h = dais_scan_hit(&scan, 0);
	if (!half_of(h.kinds))
		return DAIS_TYPED_HALF_NONE;
	dais_scan_skip(&scan, h.n);
	return dais_scan_peek(&scan, 0)->kind == DAIS_TOKEN_END ? half_of(h.kinds)
								: DAIS_TYPED_HALF_NONE;
}

struct hours {
	int first;
	size_t at, end; /* bytes of the text that are hours */
	unsigned n;
	bool other;
};

static void
on_fact(void *ctx, const struct dais_fact *f)
{
	struct hours *h = ctx;

	if (f->kind != DAIS_FACT_TIME || h->n == 2) {
		h->other = true;
		return;
	}
	if (!h->n++) {
		h->first = f->minute;
		h->at = f->at;
	}
	h->end = f->at + f->n;
}

/* @s without the word before an hour, "at". */
static struct dais_str
behind_introduction(enum dais_lang l, struct dais_str s)
{
	struct dais_scan scan;
	struct dais_hit h;

	if (l == DAIS_LANG_ZH)
		return s;
	dais_scan_init(&scan, l, s);
	h = dais_scan_hit(&scan, 0);
	return h.kinds & scan.table->hour_after ? dais_str_trim(dais_str_sub(s, h.end, s.n)) : s;
}

/* "15/00-18/00", hours in figures: the first. */
static bool
read_first_of_two(enum dais_lang l, struct dais_str s, int *ret)
{
	static const char *const dashes[] = { "-", "–" };
	int last;

	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++) {
		size_t at = dais_str_find(s, dais_str_from(dashes[i]), 0);

		if (at != SIZE_MAX &&
		    dais_text_typed_hour(l, dais_str_sub(s, 0, at), ret) == DAIS_TYPED_HOUR &&
		    dais_text_typed_hour(l, dais_str_sub(s, at + strlen(dashes[i]), s.n), &last) ==
			DAIS_TYPED_HOUR)
			return true;
	}
	return false;
}

/* "from 3 p.m. to 6 p.m.": the first of two hours that are all of @s but a word before them. */
static bool
read_hours(enum dais_lang l, struct dais_str s, int *ret)
{
	struct hours h = { .n = 0 };
	struct dais_str behind = behind_introduction(l, s);

	if (dais_text_typed_hour(l, s, ret) == DAIS_TYPED_HOUR ||
	    dais_text_typed_hour(l, behind, ret) == DAIS_TYPED_HOUR ||
	    read_first_of_two(l, behind, ret))
		return true;
	dais_text_find_facts(l, s, on_fact, &h);
	if (h.n != 2 || h.other || dais_str_trim(dais_str_sub(s, h.end, s.n)).n > 1 ||
	    dais_str_find_char(dais_str_trim(dais_str_sub(s, 0, h.at)), ' ', 0) != SIZE_MAX)
		return false;
	*ret = h.first;
	return true;
}

static struct dais_str
without_mark(struct dais_str s)
{
	static const char *const marks[] = { ",", "،", "，", "、" };

	s = dais_str_trim(s);
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (dais_str_has_prefix(s, dais_str_from(marks[i])))
			return dais_str_trim(dais_str_sub(s, strlen(marks[i]), s.n));
	return s;
}

static void
read_behind(enum dais_lang l, struct dais_str s, struct dais_typed_when *ret)
{
	s = without_mark(s);
	if (!s.n)
		return;
	ret->half = read_half(l, s);
	if (!ret->half && !read_hours(l, s, &ret->minute)) {
		ret->minute = -1;
		ret->rest = s;
	}
}

/* ---- both ---- */

/* Whether a day may end before byte @at: in Chinese anywhere but inside what is in ASCII. */
static bool
may_part(enum dais_lang l, struct dais_str s, size_t at)
{
	if (at == s.n || s.p[at] == ' ' || s.p[at] == ',')
		return true;
	if (l == DAIS_LANG_ZH)
		return ((unsigned char)s.p[at] & 0x80) || ((unsigned char)s.p[at - 1] & 0x80);
	return dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("،"));
}

static bool
read_in(enum dais_lang l, struct dais_str s, struct dais_typed_when *ret)
{
	for (size_t at = s.n; at; at--) {
		if ((at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80) || !may_part(l, s, at) ||
		    !read_day(l, dais_str_sub(s, 0, at), ret))
			continue;
		read_behind(l, dais_str_sub(s, at, s.n), ret);
		return true;
	}
	return false;
}

bool
dais_text_typed_when(enum dais_lang l, struct dais_str s, struct dais_typed_when *ret)
{
	struct dais_typed_when first = { .minute = -1 }, other;
	bool any = false;

	s = dais_str_trim(s);
	if (!s.n || s.n > DAIS_TYPED_MAX)
		return false;
	for (int k = -1; k < DAIS_LANG_COUNT; k++) {
		if (!read_in(k < 0 ? l : (enum dais_lang)k, s, &other))
			continue;
		if (!any || !other.rest.n)
			first = other;
		any = true;
		if (!other.rest.n)
			break;
	}
	if (any)
		*ret = first;
	return any;
}
