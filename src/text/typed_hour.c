/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Hours as they are typed. Words are read by the finder of hours of running text, which must take
 * all that was typed but for a word such as "at" before it.
 */
#include "text/find_priv.h"
#include "text/text.h"
#include "text/typed_priv.h"

#define HOURS 24
#define MINUTES 60

struct hours {
	struct dais_fact fact;
	unsigned n; /* hours found */
	bool other; /* something else was found, too */
};

static void
on_fact(void *ctx, const struct dais_fact *f)
{
	struct hours *h = ctx;

	if (f->kind == DAIS_FACT_TIME && !h->n++)
		h->fact = *f;
	else
		h->other = true;
}

/* ---- figures alone ---- */

/* "10", "10:30", "10.30", "10/30", "1030": hours, and minutes in two figures. */
static bool
read_figures(struct dais_str s, int *ret_hour, int *ret_minute, unsigned *ret_digits)
{
	size_t mark = 0;
	int64_t hour, minute = 0;

	while (mark < s.n && s.p[mark] >= '0' && s.p[mark] <= '9')
		mark++;
	if (mark == s.n && s.n == 4)
		mark = 2;
	if (!mark || mark > 2 || !dais_str_to_int(dais_str_sub(s, 0, mark), 0, 99, &hour))
		return false;
	*ret_digits = (unsigned)mark;
	*ret_hour = (int)hour;
	*ret_minute = 0;
	if (mark == s.n)
		return true;
	s = dais_str_sub(s, mark, s.n);
	if (s.n == 3 && strchr(":./", s.p[0]))
		s = dais_str_sub(s, 1, 3);
	if (s.n != 2 || !dais_str_to_int(s, 0, 99, &minute))
		return false;
	*ret_minute = (int)minute;
	return true;
}

static enum dais_typed_hour
read_in_figures(enum dais_lang l, struct dais_str s, int *ret)
{
	int hour, minute;
	unsigned digits;

	if (!read_figures(s, &hour, &minute, &digits))
		return DAIS_TYPED_HOUR_UNREADABLE;
	if (minute >= MINUTES || hour * MINUTES + minute > HOURS * MINUTES)
		return DAIS_TYPED_HOUR_NONE_SUCH;
	*ret = hour * MINUTES + minute;
	return l == DAIS_LANG_EN && digits == 1 && hour ? DAIS_TYPED_HOUR_AMBIGUOUS
							: DAIS_TYPED_HOUR;
}

/* ---- words ---- */

/* "at", "à", "a las": nothing, or words behind whose last hours are a time of day.
 */
static bool
is_introduction(enum dais_lang l, struct dais_str s)
{
	struct dais_scan scan;
	struct dais_hit h;
	uint64_t last = 0;

	s = dais_str_trim(s);
	if (!s.n || l == DAIS_LANG_ZH)
		return !s.n;
	dais_scan_init(&scan, l, s);
	for (h = dais_scan_hit(&scan, 0); h.kinds; h = dais_scan_hit(&scan, 0)) {
		last = h.kinds;
		dais_scan_skip(&scan, h.n);
	}
	return (last & scan.table->hour_after) && dais_scan_peek(&scan, 0)->kind == DAIS_TOKEN_END;
}

static enum dais_typed_hour
read_in_words(enum dais_lang l, struct dais_str s, int *ret)
{
	struct hours h = { .n = 0 };
	struct dais_str behind;

	dais_text_find_facts(l, s, on_fact, &h);
	if (h.n != 1 || h.other || !is_introduction(l, dais_str_sub(s, 0, h.fact.at)))
		return DAIS_TYPED_HOUR_UNREADABLE;
	behind = dais_str_trim(dais_str_sub(s, h.fact.at + h.fact.n, s.n));
	if (behind.n && !dais_str_is(behind, "."))
		return DAIS_TYPED_HOUR_UNREADABLE;
	*ret = h.fact.minute;
	return DAIS_TYPED_HOUR;
}

/* "10点" and "10點" are what people type; running text needs "10时" to tell an hour from a point.
 */
static struct dais_str
hours_of_chinese(struct typed *t)
{
	static const char *const points[] = { "点", "點" };
	struct dais_str s = { t->bytes, t->n };

	for (size_t i = 0; i < sizeof(points) / sizeof(*points); i++) {
		size_t at = dais_str_find(s, dais_str_from(points[i]), 0);

		if (at != SIZE_MAX)
			memcpy(t->bytes + at, "时", strlen("时"));
	}
	return dais_str_trim(s);
}

enum dais_typed_hour
dais_text_typed_hour(enum dais_lang l, struct dais_str s, int *ret)
{
	enum dais_typed_hour said;
	struct typed t;
	struct dais_str words;

	if (!dais_typed_clean(s, &t))
		return DAIS_TYPED_HOUR_UNREADABLE;
	words = dais_str_trim((struct dais_str){ t.bytes, t.n });
	if (!t.has_letters)
		return read_in_figures(l, words, ret);
	said = read_in_words(l, words, ret);
	for (int k = 0; k < DAIS_LANG_COUNT && said == DAIS_TYPED_HOUR_UNREADABLE; k++)
		said = read_in_words(
		    (enum dais_lang)k, k == DAIS_LANG_ZH ? hours_of_chinese(&t) : words, ret);
	return said;
}
