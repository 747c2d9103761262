/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Facts in Chinese text, which has no spaces between words: a scanner of characters. White space
 * may stand anywhere, as page layout breaks lines inside words.
 */
#include "text/find_zh_priv.h"

#define NAME_BYTES 45u   /* of a conference: fifteen characters */
#define BETWEEN_HOURS 4u /* "至" or a dash, and a space */

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
match_conference(const struct dais_find_zh *z, size_t at, unsigned *ret_noun)
{
	unsigned value;
	size_t measured = skip_measure(z->s, at);
	bool named =
	    measured > at && dais_find_zh_match(z->s, measured, DAIS_WORD_BETWEEN, &value) != 0;

	for (size_t k = measured; measured > at && k < measured + NAME_BYTES;) {
		size_t next, end;
		uint32_t c;

		end = dais_find_zh_match(z->s, k, DAIS_WORD_NAMED, &value);
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
find_ordinal(const struct dais_find_zh *z, size_t at)
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
		k = dais_find_zh_read_joint(z->s, skip_measure(z->s, end), &range);
		if (k == 0)
			break;
	}
	if (n == 0)
		return 0;
	end = dais_find_zh_match(z->s, v[n - 1].end, DAIS_WORD_NOUN, &noun);
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
size_t
dais_find_zh_time(struct dais_find_zh *z, size_t at)
{
	unsigned value, digits;
	size_t half = dais_find_zh_match(
	    z->s, at, DAIS_WORD_AM | DAIS_WORD_PM | DAIS_WORD_NOON | DAIS_WORD_MIDNIGHT, &value);
	bool pm = half && dais_find_zh_match(z->s, at, DAIS_WORD_PM, &value) == half;
	bool named = half && dais_find_zh_match(
				 z->s, at, DAIS_WORD_NOON | DAIS_WORD_MIDNIGHT, &value) == half;
	struct dais_fact fact = { .kind = DAIS_FACT_TIME, .at = at };
	int hour = 0, minute = 0, m;
	size_t end = dais_find_zh_read_number(z->s, half ? half : at, &hour, &digits), unit,
	       next = end;
	uint32_t c;

	if (end == 0 || hour < 0 || hour > 24)
		return 0;
	unit = dais_find_zh_match(z->s, end, DAIS_WORD_HOUR, &value);
	/* "一点" is also "one point" and "一时期" a period: alone, only "10时" is a time, but for
	 * the end of "下午三时至六时". */
	if (unit && !half && !(z->pm_end && at <= z->pm_end + BETWEEN_HOURS) &&
	    (dais_scan_digit(dais_find_zh_peek(z->s, at, &next)) < 0 ||
		dais_find_zh_peek(z->s, end, &next) != 0x65F6))
		return 0;
	c = dais_find_zh_peek(z->s, end, &next);
	if (unit) {
		end = unit;
		next = dais_find_zh_read_unit(z->s, unit, 0, 59, 0x5206, 0x5206, &m);
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
	if (!half && z->pm && at <= z->pm_end + BETWEEN_HOURS)
		pm = true;
	if (pm && hour < 12)
		hour += 12;
	if (named && hour == 12 && dais_find_zh_match(z->s, at, DAIS_WORD_MIDNIGHT, &value) == half)
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
	struct dais_find_zh z = { .s = s, .fn = fn, .ctx = ctx };
	size_t at = 0;

	while (at < s.n) {
		size_t next = at, end = 0;
		uint32_t c = dais_str_decode(s, &next);
		unsigned digits;
		int value;

		if (may_begin(c)) {
			end = dais_find_zh_dates(&z, at);
			if (!end && c >= '0' && c <= '9')
				end = dais_find_zh_masthead(&z, at);
			if (!end)
				end = find_ordinal(&z, at);
			if (!end)
				end = dais_find_zh_time(&z, at);
			/* A number that is none of these is passed whole. */
			if (!end && dais_scan_digit(c) >= 0)
				end = dais_find_zh_read_number(s, at, &value, &digits);
		}
		at = end > at ? end : next;
	}
}
