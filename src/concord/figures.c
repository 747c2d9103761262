/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers in digits of any script. Which mark divides thousands and which decimals depends on the
 * language, and in practice on the typist: where both are possible the number has two readings.
 * Arabic documents often hold the groups of a number in the order of display ("000 10" for ten
 * thousand).
 */
#include <limits.h>

#include "base/map.h"
#include "concord/concord_priv.h"
#include "text/letters.h"

#define GROUPS_MAX 8
#define DIGITS_MAX 15 /* of a number that is computed with; longer ones are identifiers */
#define IDENTIFIER ((uint64_t)1 << 63)

struct group {
	size_t at, end;
	unsigned digits;
	uint64_t value;
	uint32_t before; /* mark before it: ' ' for spaces of all kinds */
};

uint64_t
concord_number_key(uint64_t mantissa, int exponent)
{
	while (mantissa && mantissa % 10 == 0) {
		mantissa /= 10;
		exponent++;
	}
	if (!mantissa)
		exponent = 0;
	if (exponent < -31 || exponent > 31)
		return IDENTIFIER | mantissa;
	return mantissa << 6 | (uint64_t)(exponent + 32);
}

static bool
read_group(struct dais_str s, size_t at, struct group *ret)
{
	size_t next = at;

	*ret = (struct group){ .at = at };
	while (next < s.n) {
		size_t here = next;
		int d = dais_scan_digit(dais_str_decode(s, &next));

		if (d < 0) {
			next = here;
			break;
		}
		ret->digits++;
		if (ret->digits <= DIGITS_MAX)
			ret->value = ret->value * 10 + (unsigned)d;
	}
	ret->end = next;
	return ret->digits > 0;
}

/* The mark at @at when a group of digits follows it directly; 0 otherwise. */
static uint32_t
mark_at(struct dais_str s, size_t at, struct group *ret_group)
{
	size_t next = at;
	uint32_t c;

	if (at >= s.n)
		return 0;
	c = dais_str_decode(s, &next);
	if (dais_scan_is_space(c))
		c = ' ';
	else if (c == 0x66C || c == 0x60C || c == 0x2019 || c == '\'')
		c = '\'';
	else if (c == 0x66B)
		c = ',';
	else if (c != ',' && c != '.')
		return 0;
	if (!read_group(s, next, ret_group))
		return 0;
	ret_group->before = c;
	return c;
}

/* Whether group @k goes on with the whole number that @g begins. */
static bool
goes_on(enum dais_lang l, const struct group *g, size_t k)
{
	if (k > 1 && g[k].before != g[1].before)
		return false;
	if (g[k].digits == 3 && (g[0].digits <= 3 && g[0].value + (l == DAIS_LANG_AR) > 0))
		return true;
	/* Groups in order of display: all but the last have three digits. */
	return l == DAIS_LANG_AR && g[k].before == ' ' && g[k].digits < 3 && g[k].value &&
	       g[k - 1].digits == 3 && g[0].digits == 3;
}

static uint64_t
whole(const struct group *g, size_t n, bool backwards)
{
	uint64_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v * 1000 + g[backwards ? n - 1 - i : i].value;
	return v;
}

static uint64_t
decimal(uint64_t before, const struct group *after)
{
	uint64_t v = before;

	if (after->digits > 6)
		return concord_number_key(before, 0);
	for (unsigned i = 0; i < after->digits; i++)
		v *= 10;
	return concord_number_key(v + after->value, -(int)after->digits);
}

static struct concord_figure
identifier(struct dais_str s, size_t at, size_t end)
{
	return (struct concord_figure){ .end = end,
		.key = IDENTIFIER | dais_map_hash(dais_str_sub(s, at, end)),
		.value = UINT_MAX };
}

/* A number of groups of three. */
static void
set_grouped(enum dais_lang l, const struct group *g, size_t n, struct concord_figure *ret)
{
	char mark = concord_words[l].decimal;

	ret->end = g[n - 1].end;
	ret->key = concord_number_key(whole(g, n, false), 0);
	/* No number begins with a nought. */
	if (l == DAIS_LANG_AR && g[1].before == ' ' && g[0].digits == 3 &&
	    (g[n - 1].digits < 3 || g[n - 1].value >= 100)) {
		ret->other = g[n - 1].digits == 3 && g[0].value >= 100 ? ret->key : 0;
		ret->key = concord_number_key(whole(g, n, true), 0);
	}
	if (n == 2 && (g[1].before == ',' || g[1].before == '.')) {
		ret->other = decimal(g[0].value, &g[1]);
		if (g[1].before == (uint32_t)mark) {
			uint64_t swap = ret->key;

			ret->key = ret->other;
			ret->other = swap;
		}
	}
}

/* Decimals behind a whole number of @n groups, if any. */
static bool
read_decimals(enum dais_lang l, struct dais_str s, const struct group *g, size_t n,
    struct concord_figure *ret)
{
	struct group d, more;
	uint32_t mark = mark_at(s, ret->end, &d);

	if (mark != ',' && mark != '.')
		return false;
	if (n > 1 && mark == g[1].before)
		return false;
	/* "items 1,2" in a language that does not write decimals so */
	if (n == 1 && mark == ',' && concord_words[l].decimal != ',')
		return false;
	if (mark_at(s, d.end, &more) == mark) {
		size_t end = more.end;

		while (mark_at(s, end, &d) == mark)
			end = d.end;
		*ret = identifier(s, g[0].at, end);
		return true;
	}
	ret->key = decimal(whole(g, n, false), &d);
	ret->other = 0;
	ret->end = d.end;
	/* "630.8 1" in the order of display */
	if (l == DAIS_LANG_AR && n == 1 && g[0].digits == 3 && mark_at(s, d.end, &more) == ' ' &&
	    more.digits <= 3)
		ret->other = decimal(more.value * 1000 + g[0].value, &d);
	ret->value = UINT_MAX;
	return true;
}

static struct concord_figure
read_digits(enum dais_lang l, struct dais_str s, size_t at)
{
	struct group g[GROUPS_MAX];
	struct concord_figure f = { .value = UINT_MAX };
	size_t n = 1, digits;

	(void)read_group(s, at, &g[0]);
	if (g[0].digits > DIGITS_MAX)
		return identifier(s, at, g[0].end);
	digits = g[0].digits;
	while (n < GROUPS_MAX && digits + 3 <= DIGITS_MAX && mark_at(s, g[n - 1].end, &g[n]) &&
	       goes_on(l, g, n)) {
		digits += g[n].digits;
		n++;
		if (g[n - 1].digits < 3)
			break;
	}
	f.end = g[n - 1].end;
	if (n > 1) {
		set_grouped(l, g, n, &f);
	} else {
		f.key = concord_number_key(g[0].value, 0);
		f.digits = g[0].digits;
		f.value = g[0].digits <= 8 ? (unsigned)g[0].value : UINT_MAX;
	}
	(void)read_decimals(l, s, g, n, &f);
	return f;
}

static uint64_t
times(uint64_t key, int power)
{
	int exponent = (int)(key & 63) - 32;

	if (!key || key & IDENTIFIER)
		return key;
	return concord_number_key(key >> 6, exponent + power);
}

static const struct concord_word *
scale_at(enum dais_lang l, struct dais_str s, size_t at, size_t *ret_end)
{
	const struct concord_word *w;
	size_t next = at;

	/* "(80) million" */
	if (at < s.n && s.p[at] == ')')
		next = ++at;
	if (at >= s.n)
		return NULL;
	if (dais_scan_is_space(dais_str_decode(s, &next)) || s.p[at] == '-')
		at = next;
	if (l != DAIS_LANG_ZH) {
		w = concord_word_at(l, s, at, ret_end);
	} else {
		w = concord_run_at(s, at, ret_end);
		if (w && w->kinds & CONCORD_WORD_ABOUT) /* "200多万" */
			w = concord_run_at(s, *ret_end, ret_end);
	}
	return w && w->kinds & CONCORD_WORD_SCALE ? w : NULL;
}

/* The value of @key, a whole number; false when it is none or too large. */
static bool
whole_of(uint64_t key, uint64_t *ret)
{
	int exponent = (int)(key & 63) - 32;

	if (key & IDENTIFIER || exponent < 0 || exponent > 12 || key >> 6 > 1000000)
		return false;
	for (*ret = key >> 6; exponent > 0; exponent--)
		*ret *= 10;
	return true;
}

/* "3亿2 000万", "1万5000": the rest of a Chinese number behind its first scale. */
static void
add_rest(struct dais_str s, struct concord_figure *f)
{
	const struct concord_word *w;
	struct concord_figure rest;
	size_t end, next = f->end;
	uint64_t v, more;

	if (f->end >= s.n || dais_scan_digit(dais_str_decode(s, &next)) < 0)
		return;
	rest = read_digits(DAIS_LANG_ZH, s, f->end);
	w = scale_at(DAIS_LANG_ZH, s, rest.end, &end);
	if (w) {
		rest.key = times(rest.key, w->value);
		rest.end = end;
	}
	if ((w && w->value >= f->scale) || !whole_of(f->key, &v) || !whole_of(rest.key, &more) ||
	    more >= v)
		return;
	f->key = concord_number_key(v + more, 0);
	f->end = rest.end;
}

struct concord_figure
concord_read_figure(enum dais_lang l, struct dais_str s, size_t at)
{
	struct concord_figure f = read_digits(l, s, at);

	for (int i = 0; i < 2; i++) {
		size_t end;
		const struct concord_word *w = scale_at(l, s, f.end, &end);

		if (!w || f.key & IDENTIFIER || f.scale + w->value > 15)
			break;
		f.key = times(f.key, w->value);
		f.other = times(f.other, w->value);
		f.scale += w->value;
		f.end = end;
		f.value = UINT_MAX;
		if (l == DAIS_LANG_ZH) {
			add_rest(s, &f);
			break;
		}
	}
	return f;
}
