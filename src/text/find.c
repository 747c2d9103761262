/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Finding facts in running text, and asking whether words state a fact.
 */
#include "base/err.h"
#include "text/find_priv.h"

bool
dais_find_is_day(struct dais_date d)
{
	if (d.year == 0)
		d.year = 2000;
	return dais_date_is_valid(d);
}

#define BEGINNINGS                                                                                 \
	(DAIS_WORD_MONTH | DAIS_WORD_WEEKDAY | DAIS_WORD_ORDINAL | DAIS_WORD_NOUN |                \
	    DAIS_WORD_HUNDRED | DAIS_WORD_NOON | DAIS_WORD_MIDNIGHT | DAIS_WORD_CLOCK)

/* What a fact may begin with, besides a number: only in some languages a noun. And words that
 * change what follows must be noticed. */
uint64_t
dais_find_beginnings(const struct dais_text_table *t)
{
	return (t->ordinal_after ? BEGINNINGS : BEGINNINGS & ~(uint64_t)DAIS_WORD_NOUN) |
	       DAIS_WORD_RANGE;
}

unsigned
dais_find_fact(struct dais_find *f, uint64_t kinds, bool dated, unsigned date_tokens)
{
	const struct dais_token *t = dais_scan_peek(&f->scan, 0);
	unsigned n;

	if (t->kind != DAIS_TOKEN_NUMBER &&
	    (t->kind != DAIS_TOKEN_WORD ||
		(!(dais_scan_hit(&f->scan, 0).kinds & kinds) &&
		    !dais_scan_may_be_roman(f->scan.text, t->at, t->end))))
		return 0;
	n = dated ? date_tokens : dais_find_date(f);
	if (n == 0)
		n = dais_find_ordinal(f);
	return n ? n : dais_find_time(f);
}

void
dais_text_find_facts(enum dais_lang l, struct dais_str s,
    void (*fn)(void *ctx, const struct dais_fact *f), void *ctx)
{
	struct dais_find f = { .fn = fn, .ctx = ctx };
	uint64_t kinds = dais_find_beginnings(dais_text_table(l));

	if (l == DAIS_LANG_ZH) {
		dais_find_zh(s, fn, ctx);
		return;
	}
	dais_scan_init(&f.scan, l, s);
	for (;;) {
		unsigned n;

		dais_scan_seek(&f.scan, kinds, false);
		if (dais_scan_peek(&f.scan, 0)->kind == DAIS_TOKEN_END)
			return;
		n = dais_find_fact(&f, kinds, false, 0);
		dais_scan_skip(&f.scan, n ? n : 1);
	}
}

void
dais_text_find_ordinals(enum dais_lang l, struct dais_str s,
    void (*fn)(void *ctx, const struct dais_fact *f), void *ctx)
{
	struct dais_scan scan;

	if (l == DAIS_LANG_ZH)
		return;
	dais_scan_init(&scan, l, s);
	for (;;) {
		size_t at, end;
		unsigned value = 0, n;

		dais_scan_seek(&scan, DAIS_WORD_ORDINAL | DAIS_WORD_HUNDRED, false);
		if (dais_scan_peek(&scan, 0)->kind == DAIS_TOKEN_END)
			return;
		at = end = dais_scan_peek(&scan, 0)->at;
		n = dais_find_read_ordinal(&scan, 0, &value, &end);
		if (n) {
			struct dais_fact f = {
				.kind = DAIS_FACT_ORDINAL, .at = at, .n = end - at, .number = value
			};

			fn(ctx, &f);
		}
		dais_scan_skip(&scan, n ? n : 1);
	}
}

struct wanted {
	struct dais_fact fact;
	bool stated;
	bool other; /* something else is stated, too */
};

static void
on_ordinal(void *ctx, const struct dais_fact *f)
{
	struct wanted *w = ctx;

	if (f->kind != DAIS_FACT_ORDINAL)
		return;
	if (f->number == w->fact.number)
		w->stated = true;
	else
		w->other = true;
}

/* Ordinals and, failing those, bare numbers anywhere in @s: "двенадцатого", "la 12ª", "12". */
static void
scan_ordinals(enum dais_lang l, struct dais_str s, struct wanted *w)
{
	struct dais_scan scan;

	dais_scan_init(&scan, l, s);
	while (dais_scan_peek(&scan, 0)->kind != DAIS_TOKEN_END) {
		const struct dais_token *t = dais_scan_peek(&scan, 0);
		unsigned value = 0, n;
		size_t end;

		n = dais_find_read_ordinal(&scan, 0, &value, &end);
		if (n == 0 && t->kind == DAIS_TOKEN_NUMBER)
			w->stated = w->stated || t->value == (int)w->fact.number;
		if (n) {
			w->stated = w->stated || value == w->fact.number;
			w->other = w->other || value != w->fact.number;
		}
		dais_scan_skip(&scan, n ? n : 1);
	}
}

bool
dais_text_states_ordinal(enum dais_lang l, struct dais_str s, unsigned n)
{
	struct wanted w = { .fact = { .number = n } };

	dais_text_find_facts(l, s, on_ordinal, &w);
	if (!w.stated && !w.other && l != DAIS_LANG_ZH)
		scan_ordinals(l, s, &w);
	if (!w.stated && !w.other && l == DAIS_LANG_ZH)
		w.stated = dais_find_zh_number(s, n);
	return w.stated && !w.other;
}

/* Whether the text's day @said may be @d; a year left out fits any. */
static bool
fits(struct dais_date said, struct dais_date d)
{
	return said.day == d.day && said.month == d.month &&
	       (said.year == 0 || said.year == d.year);
}

static void
on_date(void *ctx, const struct dais_fact *f)
{
	struct wanted *w = ctx;

	if ((f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY ||
		f->kind == DAIS_FACT_RANGE) &&
	    (fits(f->from, w->fact.from) || fits(f->to, w->fact.from)))
		w->stated = true;
}

bool
dais_text_states_date(enum dais_lang l, struct dais_str s, struct dais_date d)
{
	struct wanted w = { .fact = { .from = d } };

	dais_text_find_facts(l, s, on_date, &w);
	return w.stated;
}

static void
on_range(void *ctx, const struct dais_fact *f)
{
	struct wanted *w = ctx;

	if ((f->kind == DAIS_FACT_DATE || f->kind == DAIS_FACT_WEEKDAY ||
		f->kind == DAIS_FACT_RANGE) &&
	    fits(f->from, w->fact.from) && fits(f->to, w->fact.to))
		w->stated = true;
}

bool
dais_text_states_range(
    enum dais_lang l, struct dais_str s, struct dais_date from, struct dais_date to)
{
	struct wanted w = { .fact = { .from = from, .to = to } };

	dais_text_find_facts(l, s, on_range, &w);
	return w.stated;
}
