/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Months with their year: "September 2014", "septembre 2014", "2014年9月".
 */
#include "text/find_priv.h"

#define MONTHS_MAX 4 /* of one year in a row */

/* A token that may be a year. */
static int
year_at(struct dais_scan *s, unsigned i)
{
	const struct dais_token *t = dais_scan_peek(s, i);

	return t->kind == DAIS_TOKEN_NUMBER && t->digits == 4 && t->value >= 1800 && t->value < 2200
		   ? t->value
		   : 0;
}

/* A month named beside others of one year: "July and August 2014". */
struct named {
	size_t at, end;
	int month;
};

/* Reads months joined by "and", "to", a dash or a comma; returns the token behind them. */
static unsigned
read_names(struct dais_scan *s, struct named *v, unsigned *ret_n)
{
	unsigned i = 0, end = 0;

	*ret_n = 0;
	while (*ret_n < MONTHS_MAX) {
		struct dais_hit h = dais_scan_hit(s, i);

		if (!(h.kinds & DAIS_WORD_MONTH))
			break;
		v[(*ret_n)++] = (struct named){ dais_scan_peek(s, i)->at, h.end, (int)h.value };
		end = i += h.n;
		h = dais_scan_hit(s, i);
		if (h.kinds & (DAIS_WORD_AND | DAIS_WORD_TO))
			i += h.n;
		else if (dais_scan_is_mark(s, i, '-') || dais_scan_is_mark(s, i, ',') ||
			 dais_scan_is_mark(s, i, 0x60C))
			i++;
		/* "en juillet et en août" */
		if (dais_scan_peek(s, i)->kind == DAIS_TOKEN_WORD &&
		    !(dais_scan_hit(s, i).kinds & DAIS_WORD_MONTH) &&
		    dais_scan_hit(s, i + 1).kinds & DAIS_WORD_MONTH)
			i++;
	}
	return end;
}

/* Tokens that months with their year take at the beginning; 0: none. */
static unsigned
find_here(struct dais_scan *s, void (*fn)(void *ctx, const struct dais_fact *f), void *ctx)
{
	struct named v[MONTHS_MAX];
	unsigned n, i = read_names(s, v, &n);

	if (!n)
		return 0;
	if (dais_scan_hit(s, i).kinds & DAIS_WORD_LINK)
		i += dais_scan_hit(s, i).n;
	else if (dais_scan_is_mark(s, i, ','))
		i++;
	if (!year_at(s, i))
		return 0;
	v[n - 1].end = dais_scan_peek(s, i)->end;
	for (unsigned k = 0; k < n; k++) {
		struct dais_fact f = { .kind = DAIS_FACT_DATE,
			.at = v[k].at,
			.n = v[k].end - v[k].at,
			.from = { .year = year_at(s, i), .month = v[k].month } };

		f.to = f.from;
		fn(ctx, &f);
	}
	return i + 1;
}

/* Digits at *@at of @s, white space before them passed; their number. */
static unsigned
read_digits(struct dais_str s, size_t *at, int *ret_value)
{
	unsigned n = 0;

	*ret_value = 0;
	while (*at < s.n) {
		size_t next = *at;
		uint32_t c = dais_str_decode(s, &next);
		int d = dais_scan_digit(c);

		if (d < 0 && (n || !dais_scan_is_space(c)))
			break;
		if (d >= 0) {
			*ret_value = n < 5 ? *ret_value * 10 + d : 0;
			n++;
		}
		*at = next;
	}
	return n;
}

static bool
pass(struct dais_str s, size_t *at, uint32_t want)
{
	size_t next = *at;

	if (*at >= s.n || dais_str_decode(s, &next) != want)
		return false;
	*at = next;
	return true;
}

/* "9月" at @at, no day behind it; returns its end, 0: none. */
static size_t
read_zh_month(struct dais_str s, size_t at, int *ret_month)
{
	size_t end;
	int day;

	if (!read_digits(s, &at, ret_month) || !pass(s, &at, 0x6708) || *ret_month < 1 ||
	    *ret_month > 12)
		return 0;
	end = at;
	return read_digits(s, &at, &day) && pass(s, &at, 0x65E5) ? 0 : end;
}

/* Past a mark or word that joins months: "和", "及", "至", "、", dashes. */
static bool
pass_joint(struct dais_str s, size_t *at)
{
	static const uint32_t joints[] = { 0x548C, 0x53CA, 0x81F3, 0x5230, 0x3001, '-', 0x2013,
		0x2014, 0xFF0D };

	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++) {
		if (pass(s, at, joints[i]))
			return true;
	}
	return false;
}

/* "2014年9月", "2014年7月和8月" at @at; returns the end, 0: none. */
static size_t
find_zh_here(
    struct dais_str s, size_t at, void (*fn)(void *ctx, const struct dais_fact *f), void *ctx)
{
	size_t from = at, end = 0;
	int year, month;

	if (read_digits(s, &at, &year) != 4 || !pass(s, &at, 0x5E74))
		return 0;
	for (unsigned n = 0; n < MONTHS_MAX; n++) {
		size_t next = read_zh_month(s, at, &month);
		struct dais_fact f;

		if (!next)
			break;
		f = (struct dais_fact){ .kind = DAIS_FACT_DATE,
			.at = from,
			.n = next - from,
			.from = { .year = year, .month = month } };
		f.to = f.from;
		fn(ctx, &f);
		end = at = next;
		if (!pass_joint(s, &at))
			break;
		from = at;
	}
	return end;
}

static void
find_zh(struct dais_str s, void (*fn)(void *ctx, const struct dais_fact *f), void *ctx)
{
	for (size_t at = 0; at < s.n;) {
		size_t next = at;

		if (dais_scan_digit(dais_str_decode(s, &next)) >= 0) {
			int value;

			next = find_zh_here(s, at, fn, ctx);
			if (!next) {
				next = at;
				(void)read_digits(s, &next, &value);
			}
		}
		at = next;
	}
}

void
dais_text_find_months(enum dais_lang l, struct dais_str s,
    void (*fn)(void *ctx, const struct dais_fact *f), void *ctx)
{
	struct dais_scan scan;

	if (l == DAIS_LANG_ZH) {
		find_zh(s, fn, ctx);
		return;
	}
	dais_scan_init(&scan, l, s);
	while (dais_scan_peek(&scan, 0)->kind != DAIS_TOKEN_END) {
		unsigned n = find_here(&scan, fn, ctx);

		dais_scan_skip(&scan, n ? n : 1);
	}
}
