/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The facts of one paragraph. Dates, times and ordinals come from src/text, symbols from
 * src/model; everything else that is a number is found here. Digits inside another fact are kept
 * as weak numbers: what one language writes as a date another may write otherwise.
 */
#include "base/map.h"
#include "concord/concord_priv.h"
#include "model/symbol.h"
#include "text/letters.h"
#include "text/refer.h"

#define INSIDE_MAX ((size_t)64 << 20)

void
concord_finder_init(struct concord_finder *f, struct dais_arena *a, enum dais_lang l)
{
	*f = (struct concord_finder){ .arena = a, .lang = l };
	dais_buf_init(&f->inside, INSIDE_MAX);
}

void
concord_finder_release(struct concord_finder *f)
{
	dais_buf_release(&f->inside);
}

struct concord_fact *
concord_add(struct concord_finder *f, enum concord_kind kind, enum concord_strength strength,
    uint64_t key, size_t at, size_t end)
{
	struct concord_fact *fact = dais_vec_add(f->arena, &f->facts);

	*fact = (struct concord_fact){ .key = key,
		.at = (uint32_t)at,
		.n = (uint32_t)(end - at),
		.kind = (uint8_t)kind,
		.strength = (uint8_t)strength };
	return fact;
}

void
concord_add_weak(struct concord_finder *f, uint64_t value, int exponent, size_t at, size_t end)
{
	(void)concord_add(
	    f, CONCORD_FIGURE, CONCORD_WEAK, concord_number_key(value, exponent), at, end);
}

static void
cover(struct concord_finder *f, size_t at, size_t n)
{
	memset(f->inside.p + at, 1, n);
}

bool
concord_is_inside(const struct concord_finder *f, size_t at)
{
	return f->inside.p[at] != 0;
}

/* --- facts of other rooms --- */

static uint64_t
date_key(struct dais_date d)
{
	return (uint64_t)d.year * 10000 + (uint64_t)d.month * 100 + (unsigned)d.day;
}

static void
add_day(struct concord_finder *f, struct dais_date d, const struct dais_fact *t)
{
	(void)concord_add(f, CONCORD_DATE, CONCORD_SURE, date_key(d), t->at, t->at + t->n);
	/* The month is in no other number; days and years may stand apart elsewhere. */
	concord_add_weak(f, (unsigned)d.month, 0, t->at, t->at + t->n);
}

static void
on_fact(void *ctx, const struct dais_fact *t)
{
	struct concord_finder *f = ctx;

	if (t->kind == DAIS_FACT_WEEKDAY)
		(void)concord_add(
		    f, CONCORD_WEEKDAY, CONCORD_SURE, (uint64_t)t->weekday, t->at, t->at + t->n);
	/* The weekdays of a range's ends come after it and are of the same days. */
	if (t->kind == DAIS_FACT_WEEKDAY && concord_is_inside(f, t->at))
		return;
	switch (t->kind) {
	case DAIS_FACT_RANGE:
		add_day(f, t->from, t);
		add_day(f, t->to, t);
		break;
	case DAIS_FACT_DATE:
	case DAIS_FACT_WEEKDAY:
		add_day(f, t->from, t);
		break;
	case DAIS_FACT_ORDINAL:
		(void)concord_add(f, CONCORD_ORDINAL, CONCORD_SURE,
		    concord_number_key(t->number, 0), t->at, t->at + t->n);
		break;
	case DAIS_FACT_TIME:
		(void)concord_add(
		    f, CONCORD_TIME, CONCORD_SURE, (uint64_t)t->minute + 1, t->at, t->at + t->n);
		break;
	}
	cover(f, t->at, t->n);
}

static void
on_ordinal(void *ctx, const struct dais_fact *t)
{
	struct concord_finder *f = ctx;

	if (!concord_is_inside(f, t->at))
		concord_add_weak(f, t->number, 0, t->at, t->at + t->n);
}

/* A symbol without its stars and the spaces that a line break leaves. */
static uint64_t
symbol_key(struct dais_str s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '*' || (unsigned char)s.p[i] <= ' ')
			continue;
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	}
	return h | 1;
}

static void
on_month(void *ctx, const struct dais_fact *t)
{
	struct concord_finder *f = ctx;

	if (concord_is_inside(f, t->at) || concord_is_inside(f, t->at + t->n - 1))
		return;
	(void)concord_add(f, CONCORD_MONTH, CONCORD_SURE, date_key(t->from), t->at, t->at + t->n);
	concord_add_weak(f, (unsigned)t->from.month, 0, t->at, t->at + t->n);
	cover(f, t->at, t->n);
}

static bool
has_letter(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((s.p[i] >= 'A' && s.p[i] <= 'Z') || (unsigned char)s.p[i] > 127)
			return true;
	}
	return false;
}

/* Numbers of resolutions are found as all numbers are; here are those with letters. */
static void
on_reference(void *ctx, const struct dais_reference *t)
{
	struct concord_finder *f = ctx;
	struct dais_str name = dais_str_sub(f->s, t->name_at, t->name_at + t->name_n);
	struct dais_str value;

	switch (t->kind) {
	case DAIS_REFERENCE_SYMBOL:
	case DAIS_REFERENCE_RESOLUTION:
	case DAIS_REFERENCE_DECISION:
		if (!t->name_n || concord_is_inside(f, t->name_at) || !has_letter(name))
			return;
		value = dais_text_reference_value(f->arena, f->s, t);
		(void)concord_add(f,
		    t->kind == DAIS_REFERENCE_SYMBOL ? CONCORD_SYMBOL : CONCORD_NAME, CONCORD_SURE,
		    symbol_key(value), t->name_at, t->name_at + t->name_n);
		cover(f, t->name_at, t->name_n);
		break;
	case DAIS_REFERENCE_HALF_DAY:
		(void)concord_add(
		    f, CONCORD_HALF_DAY, CONCORD_SURE, t->afternoon ? 2 : 1, t->at, t->at + t->n);
		break;
	case DAIS_REFERENCE_ITEM:
	case DAIS_REFERENCE_PARAGRAPH:
		if (t->letter >= 0)
			(void)concord_add(f, CONCORD_LETTER, CONCORD_SURE,
			    (uint64_t)t->number * 64 + (unsigned)t->letter + 1, t->at,
			    t->at + t->n);
		break;
	case DAIS_REFERENCE_LINK:
		if (!concord_is_inside(f, t->at))
			cover(f, t->at, t->n);
		break;
	case DAIS_REFERENCE_NO_DATE:
	case DAIS_REFERENCE_KIND_COUNT:
		break;
	}
}

/* Whether each part between hyphens is a symbol of its own: "X/1-Y/1", not "X/1-2". */
static bool
is_joint(struct dais_str s)
{
	struct dais_str part;

	while (dais_str_next(&s, '-', &part)) {
		if (dais_str_find_char(part, '/', 0) == SIZE_MAX)
			return false;
	}
	return true;
}

/* The symbol from @at to @end; the parts of a joint symbol are facts of their own, as they may
 * stand on two lines. */
static void
add_symbols(struct concord_finder *f, size_t at, size_t end)
{
	bool joint = is_joint(dais_str_sub(f->s, at, end));

	while (at < end) {
		size_t stop = at;

		while (stop < end && !(joint && f->s.p[stop] == '-'))
			stop++;
		(void)concord_add(f, CONCORD_SYMBOL, CONCORD_SURE,
		    symbol_key(dais_str_sub(f->s, at, stop)), at, stop);
		at = stop + 1;
	}
}

static void
find_symbols(struct concord_finder *f)
{
	for (size_t i = 0; i < f->s.n; i++) {
		size_t n;

		if (f->s.p[i] < 'A' || f->s.p[i] > 'Z' || concord_is_inside(f, i) ||
		    (i > 0 && (concord_is_ascii_letter(f->s.p[i - 1]) || f->s.p[i - 1] == '/')))
			continue;
		n = dais_symbol_match(dais_str_sub(f->s, i, f->s.n));
		if (!n)
			continue;
		add_symbols(f, i, i + n);
		cover(f, i, n);
		i += n - 1;
	}
}

/* --- marks --- */

static size_t
skip_spaces(struct dais_str s, size_t at)
{
	while (at < s.n) {
		size_t next = at;
		uint32_t c = dais_str_decode(s, &next);

		if (!dais_scan_is_space(c) && !dais_scan_is_ignored(c))
			break;
		at = next;
	}
	return at;
}

/* "12.", "12)", "12 -", "12、" at the beginning. */
static bool
read_number_mark(struct dais_str s, struct concord_unit *u)
{
	size_t at = skip_spaces(s, 0), digits = 0, dash;
	unsigned v = 0;
	uint32_t c = 0;

	while (at < s.n && digits < 5) {
		size_t next = at;
		int d = dais_scan_digit(dais_str_decode(s, &next));

		if (d < 0)
			break;
		v = v * 10 + (unsigned)d;
		digits++;
		at = next;
	}
	if (!digits || digits > 4 || at >= s.n)
		return false;
	dash = skip_spaces(s, at);
	if (dash >= s.n)
		return false;
	c = dais_str_decode(s, &dash);
	if (c == '.' || c == ')' || c == 0x3001 || c == 0xFF0E) {
		size_t next = dash;

		if (dash < s.n && dais_scan_digit(dais_str_decode(s, &next)) >= 0)
			return false;
	} else if (c != '-' && c != 0x2013 && c != 0x2014) {
		return false;
	} else if (dash < s.n && !dais_scan_is_space((unsigned char)s.p[dash])) {
		return false;
	}
	u->mark = CONCORD_MARK_NUMBER;
	u->number = v;
	u->body = (uint32_t)skip_spaces(s, dash);
	return true;
}

/* "(a)", "a)", "(أ)" at the beginning: a letter in parentheses. */
static bool
read_letter_mark(struct dais_str s, struct concord_unit *u)
{
	size_t at = skip_spaces(s, 0), next;
	uint32_t folded[2];

	if (at < s.n && s.p[at] == '(')
		at++;
	next = at;
	if (at >= s.n || dais_scan_fold_letter(dais_str_decode(s, &next), folded) <= 0)
		return false;
	if (next >= s.n || s.p[next] != ')')
		return false;
	u->mark = CONCORD_MARK_LETTER;
	u->number = folded[0];
	u->body = (uint32_t)skip_spaces(s, next + 1);
	return true;
}

/* The language of @text: mastheads and names stand in English in documents of other scripts. */
static enum dais_lang
language_of(enum dais_lang l, struct dais_str text)
{
	size_t ascii = 0, other = 0;

	if (l != DAIS_LANG_ZH && l != DAIS_LANG_AR && l != DAIS_LANG_RU)
		return l;
	for (size_t i = 0; i < text.n; i++) {
		ascii += concord_is_ascii_letter(text.p[i]);
		other += (unsigned char)text.p[i] >= 0xC0;
	}
	return ascii > 2 * other + 8 ? DAIS_LANG_EN : l;
}

void
concord_find(struct concord_finder *f, struct dais_str text, struct concord_unit *ret)
{
	enum dais_lang l;
	char *inside;

	*ret = (struct concord_unit){ .text = text, .first = f->facts.n };
	f->s = text;
	f->first = f->facts.n;
	dais_buf_clear(&f->inside);
	inside = dais_buf_extend(&f->inside, text.n + 1);
	if (!inside)
		return;
	memset(inside, 0, text.n + 1);
	if (!read_number_mark(text, ret))
		(void)read_letter_mark(text, ret);
	if (ret->body)
		cover(f, 0, ret->body);
	f->s = text;
	find_symbols(f);
	l = language_of(f->lang, text);
	dais_text_find_facts(l, text, on_fact, f);
	dais_text_find_references(l, text, on_reference, f);
	dais_text_find_months(l, text, on_month, f);
	dais_text_find_ordinals(f->lang, text, on_ordinal, f);
	concord_find_numbers(f, ret->body);
	ret->n_facts = f->facts.n - ret->first;
}
