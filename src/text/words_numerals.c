/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Chinese numbers that are typed in figures where texts write numerals, and the other way round.
 */
#include "base/buf.h"
#include "text/find_priv.h"
#include "text/letters.h"
#include "text/text.h"
#include "text/words.h"

#define NUMERALS_MAX 99

/* Behind numbers that are written both ways: of meetings, sessions, articles, years that something
 * is old, numbers, paragraphs, items, chapters, months and days. */
static bool
is_counted_by(struct dais_str s, size_t at)
{
	static const struct dais_str units = DAIS_STR_INIT("次届条條周号號段项項章月日");

	for (size_t i = 0; at < s.n && i < units.n; i += 3)
		if (dais_str_has_prefix(dais_str_sub(s, at, s.n), dais_str_sub(units, i, i + 3)))
			return true;
	return false;
}

/* 13 as "十三": an ordinal without what makes it one. */
static void
put_numerals(struct dais_buf *out, struct dais_arena *a, unsigned n)
{
	struct dais_str ordinal = dais_text_ordinal(a, DAIS_LANG_ZH, n, DAIS_GENDER_MASCULINE);

	dais_buf_put(out, dais_str_sub(ordinal, sizeof("第") - 1, ordinal.n));
}

struct dais_str
dais_words_other_numerals(struct dais_arena *a, struct dais_str s)
{
	DAIS_BUF_AUTO out = { 0 };
	bool is_other = false;

	dais_buf_init(&out, 4 * s.n + 64);
	for (size_t at = 0; at < s.n;) {
		unsigned digits;
		int value = 0;
		bool is_figures = dais_scan_digit(dais_find_zh_peek(s, at, &(size_t){ 0 })) >= 0;
		size_t from = at, end = dais_find_zh_read_number(s, at, &value, &digits);

		if (end > at && value > 0 && value <= NUMERALS_MAX && is_counted_by(s, end)) {
			if (is_figures)
				put_numerals(&out, a, (unsigned)value);
			else
				dais_buf_printf(&out, "%d", value);
			is_other = true;
			at = end;
			continue;
		}
		if (end > at)
			at = end;
		else
			(void)dais_str_decode(s, &at);
		dais_buf_put(&out, dais_str_sub(s, from, at));
	}
	return is_other ? dais_buf_dup(&out, a) : DAIS_STR_NONE;
}
