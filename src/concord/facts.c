/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The facts of one paragraph. Dates, times and ordinals come from src/text, symbols from
 * src/model; everything else that is a number is found here. Digits inside another fact are kept
 * as weak numbers: what one language writes as a date another may write otherwise.
 */
#include <limits.h>

#include "base/map.h"
#include "concord/concord_priv.h"
#include "model/symbol.h"
#include "text/letters.h"
#include "text/text.h"

#define LABEL_WORDS 2 /* words that may stand between "article" and its number */
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

static void
add_weak(struct concord_finder *f, uint64_t value, int exponent, size_t at, size_t end)
{
	(void)concord_add(
	    f, CONCORD_FIGURE, CONCORD_WEAK, concord_number_key(value, exponent), at, end);
}

static void
cover(struct concord_finder *f, size_t at, size_t n)
{
	memset(f->inside.p + at, 1, n);
}

static bool
is_inside(const struct concord_finder *f, size_t at)
{
	return f->inside.p[at] != 0;
}

/* --- facts of other rooms --- */

static uint64_t
date_key(struct dais_date d)
{
	return (uint64_t)d.year * 10000 + (unsigned)d.month * 100 + (unsigned)d.day;
}

static void
add_day(struct concord_finder *f, struct dais_date d, const struct dais_fact *t)
{
	(void)concord_add(f, CONCORD_DATE, CONCORD_SURE, date_key(d), t->at, t->at + t->n);
	/* The month is in no other number; days and years may stand apart elsewhere. */
	add_weak(f, (unsigned)d.month, 0, t->at, t->at + t->n);
}

static void
on_fact(void *ctx, const struct dais_fact *t)
{
	struct concord_finder *f = ctx;

	/* The weekdays of a range's ends come after it and are of the same days. */
	if (t->kind == DAIS_FACT_WEEKDAY && is_inside(f, t->at))
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

	if (!is_inside(f, t->at))
		add_weak(f, t->number, 0, t->at, t->at + t->n);
}

static bool
is_ascii_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
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
find_symbols(struct concord_finder *f)
{
	for (size_t i = 0; i < f->s.n; i++) {
		size_t n;

		if (f->s.p[i] < 'A' || f->s.p[i] > 'Z' || is_inside(f, i) ||
		    (i > 0 && (is_ascii_letter(f->s.p[i - 1]) || f->s.p[i - 1] == '/')))
			continue;
		n = dais_symbol_match(dais_str_sub(f->s, i, f->s.n));
		if (!n)
			continue;
		(void)concord_add(f, CONCORD_SYMBOL, CONCORD_SURE,
		    symbol_key(dais_str_sub(f->s, i, i + n)), i, i + n);
		cover(f, i, n);
		i += n - 1;
	}
}

/* --- numbers --- */

static enum concord_kind
labelled(const struct concord_finder *f)
{
	if (f->since_label > LABEL_WORDS || !(f->label & CONCORD_WORD_REFERENCE))
		return CONCORD_FIGURE;
	return CONCORD_REFERENCE;
}

static bool
after_resolution(const struct concord_finder *f)
{
	return f->since_label <= LABEL_WORDS && f->label & CONCORD_WORD_RESOLUTION;
}

static void
set_label(struct concord_finder *f, unsigned kinds)
{
	f->label = kinds & (CONCORD_WORD_REFERENCE | CONCORD_WORD_RESOLUTION);
	f->since_label = 0;
}

/* The kind that a Chinese word behind the number gives ("第21条"), else @kind. */
static enum concord_kind
labelled_behind(const struct concord_finder *f, size_t at, enum concord_kind kind)
{
	const struct concord_word *w;
	size_t end;

	if (f->lang != DAIS_LANG_ZH)
		return kind;
	while (at < f->s.n && f->s.p[at] == ' ')
		at++;
	w = concord_run_at(f->s, at, &end);
	if (w && w->kinds & CONCORD_WORD_REFERENCE)
		return CONCORD_REFERENCE;
	return kind;
}

static bool
is_year(const struct concord_figure *g)
{
	return g->digits == 4 && g->value >= 1800 && g->value < 2100;
}

static struct concord_fact *
add_number(struct concord_finder *f, const struct concord_figure *g, size_t at,
    enum concord_strength strength)
{
	struct concord_fact *fact =
	    concord_add(f, labelled_behind(f, g->end, labelled(f)), strength, g->key, at, g->end);

	fact->other = g->other;
	fact->year = is_year(g);
	fact->four = g->digits == 4;
	return fact;
}

/* "69/251": two whole numbers. Returns their end, 0 when it is none. */
static size_t
read_pair(struct concord_finder *f, const struct concord_figure *g, size_t at)
{
	struct concord_figure h;
	struct concord_fact *fact;
	size_t next = g->end + 1;

	if (g->value > 99999 || next >= f->s.n || f->s.p[g->end] != '/' ||
	    dais_scan_digit(dais_str_decode(f->s, &next)) < 0)
		return 0;
	h = concord_read_figure(f->lang, f->s, g->end + 1);
	if (h.value > 99999 || (h.end < f->s.n && f->s.p[h.end] == '/'))
		return 0;
	fact = concord_add(f, CONCORD_RESOLUTION, CONCORD_SURE,
	    (uint64_t)g->value * 1000000 + h.value + 1, at, h.end);
	/* Arabic documents may hold the two in the order of display. */
	if (f->lang == DAIS_LANG_AR)
		fact->other = (uint64_t)h.value * 1000000 + g->value + 1;
	add_weak(f, g->value, 0, at, g->end);
	add_weak(f, h.value, 0, g->end + 1, h.end);
	/* "2014/15": two years */
	if (is_year(g) && h.digits == 2)
		add_weak(f, g->value - g->value % 100 + h.value, 0, g->end + 1, h.end);
	return h.end;
}

/* "2127 (2013)". Returns its end, 0 when it is none. */
static size_t
read_numbered_year(struct concord_finder *f, const struct concord_figure *g, size_t at)
{
	struct concord_figure h;
	size_t next = g->end;

	if (g->value > 9999 || next >= f->s.n)
		return 0;
	if (f->s.p[next] == ' ')
		next++;
	if (next >= f->s.n || f->s.p[next] != '(' || next + 1 >= f->s.n)
		return 0;
	next++;
	{
		size_t digit = next;

		if (dais_scan_digit(dais_str_decode(f->s, &digit)) < 0)
			return 0;
	}
	h = concord_read_figure(f->lang, f->s, next);
	if (!is_year(&h) || h.end >= f->s.n || f->s.p[h.end] != ')')
		return 0;
	/* "2014 (2013)" may be two years, unless a resolution is spoken of. */
	if (is_year(g) && !after_resolution(f) &&
	    !dais_str_has_prefix(dais_str_sub(f->s, h.end + 1, f->s.n), DAIS_STR("号")))
		return 0;
	(void)concord_add(f, CONCORD_RESOLUTION, CONCORD_SURE,
	    (uint64_t)g->value * 1000000 + h.value + 1, at, h.end + 1);
	add_weak(f, g->value, 0, at, g->end);
	add_weak(f, h.value, 0, next, h.end);
	return h.end + 1;
}

/* Whether the digits at @at belong to a word or a mark of a footnote: "CO2", "G20", "text.12". */
static bool
is_glued(const struct concord_finder *f, size_t at)
{
	char before = at > 0 ? f->s.p[at - 1] : ' ';

	if (is_ascii_letter(before))
		return true;
	if (before == '.' || before == ',' || before == '"' || before == ')')
		return at > 1 && is_ascii_letter(f->s.p[at - 2]);
	return false;
}

/* "3-5 million": the scale belongs to both. */
static void
share_scale(struct concord_finder *f, const struct concord_figure *g, size_t at)
{
	const struct concord_fact *before = NULL;
	int exponent;

	for (size_t i = f->facts.n; i > f->first && !before; i--) {
		if (f->facts.v[i - 1].strength == CONCORD_SURE)
			before = &f->facts.v[i - 1];
	}
	if (!before || before->kind < CONCORD_ORDINAL || before->at + before->n + 8 < at)
		return;
	exponent = (int)(before->key & 63) - 32 + g->scale;
	if (before->key >> 63)
		return;
	add_weak(f, before->key >> 6, exponent, before->at, before->at + before->n);
}

/* The parts of a number that may be apart elsewhere: "1 234" as 1 and 234. */
static void
add_parts(struct concord_finder *f, size_t at, size_t end)
{
	while (at < end) {
		size_t begin = at;
		uint64_t v = 0;
		unsigned digits = 0;

		while (at < end) {
			size_t here = at;
			int d = dais_scan_digit(dais_str_decode(f->s, &at));

			if (d < 0) {
				at = digits ? here : at;
				break;
			}
			v = digits < 15 ? v * 10 + (unsigned)d : v;
			digits++;
		}
		if (digits)
			add_weak(f, v, 0, begin, at);
	}
}

static size_t
read_digits(struct concord_finder *f, size_t at)
{
	struct concord_figure g = concord_read_figure(f->lang, f->s, at);
	enum concord_strength strength = CONCORD_SURE;
	size_t end;

	if (is_inside(f, at)) {
		size_t stop = at;

		while (stop < g.end && is_inside(f, stop))
			stop++;
		add_parts(f, at, stop);
		return stop;
	}
	if (is_glued(f, at))
		strength = CONCORD_WEAK;
	end = strength == CONCORD_SURE ? read_pair(f, &g, at) : 0;
	if (!end)
		end = strength == CONCORD_SURE ? read_numbered_year(f, &g, at) : 0;
	if (end) {
		f->since_label = 0;
		return end;
	}
	if (g.scale)
		share_scale(f, &g, at);
	(void)add_number(f, &g, at, strength);
	if (g.value == UINT_MAX)
		add_parts(f, at, g.end);
	f->since_label = 0;
	return g.end;
}

/* Words that imply numbers without saying them. */
static void
add_implied(struct concord_finder *f, unsigned kinds, size_t at, size_t end)
{
	if (kinds & CONCORD_WORD_HALF) {
		add_weak(f, 2, 0, at, end);
		add_weak(f, 5, -1, at, end);
		add_weak(f, 50, 0, at, end);
		add_weak(f, 6, 0, at, end); /* half a year */
	}
	if (kinds & CONCORD_WORD_THIRD)
		add_weak(f, 3, 0, at, end);
	if (kinds & CONCORD_WORD_QUARTER) {
		add_weak(f, 4, 0, at, end);
		add_weak(f, 25, 0, at, end);
		add_weak(f, 3, 0, at, end); /* months */
	}
	if (kinds & CONCORD_WORD_TEN)
		add_weak(f, 10, 0, at, end);
	if (kinds & CONCORD_WORD_HUNDRED)
		add_weak(f, 100, 0, at, end);
}

static bool
try_roman(struct concord_finder *f, size_t at, size_t end)
{
	unsigned value;
	bool sure = labelled(f) == CONCORD_REFERENCE;

	if (!concord_read_roman(dais_str_sub(f->s, at, end), &value))
		return false;
	(void)concord_add(f, sure ? CONCORD_REFERENCE : CONCORD_FIGURE,
	    sure ? CONCORD_SURE : CONCORD_WEAK, concord_number_key(value, 0), at, end);
	f->since_label = 0;
	return true;
}

static size_t
read_word(struct concord_finder *f, size_t at)
{
	uint64_t value;
	size_t end, spelled;
	const struct concord_word *w = concord_word_at(f->lang, f->s, at, &end);

	if (is_inside(f, at))
		return end;
	if (try_roman(f, at, end))
		return end;
	if (!w) {
		f->since_label++;
		return end;
	}
	if (w->kinds & (CONCORD_WORD_CARDINAL | CONCORD_WORD_SCALE) &&
	    concord_read_spelled(f->lang, f->s, at, &value, &spelled)) {
		(void)concord_add(
		    f, labelled(f), CONCORD_WORDS, concord_number_key(value, 0), at, spelled);
		end = spelled > end ? spelled : end;
		f->since_label = 0;
	}
	add_implied(f, w->kinds, at, end);
	if (w->kinds & (CONCORD_WORD_REFERENCE | CONCORD_WORD_RESOLUTION))
		set_label(f, w->kinds);
	else
		f->since_label++;
	return end;
}

/* A character of Chinese text; returns where to go on. */
static size_t
read_han(struct concord_finder *f, size_t at, size_t next)
{
	const struct concord_word *w;
	uint64_t value;
	size_t end;

	if (!is_inside(f, at) && concord_read_han(f->s, at, &value, &end)) {
		(void)concord_add(f, labelled_behind(f, end, CONCORD_FIGURE), CONCORD_WORDS,
		    concord_number_key(value, 0), at, end);
		return end;
	}
	w = concord_run_at(f->s, at, &end);
	if (!w) {
		f->since_label++;
		return next;
	}
	if (w->kinds & CONCORD_WORD_CARDINAL)
		add_weak(f, w->value, 0, at, end);
	add_implied(f, w->kinds, at, end);
	if (w->kinds & (CONCORD_WORD_REFERENCE | CONCORD_WORD_RESOLUTION))
		set_label(f, w->kinds);
	return end;
}

static void
find_numbers(struct concord_finder *f, size_t at)
{
	f->label = 0;
	f->since_label = LABEL_WORDS + 1;
	while (at < f->s.n) {
		size_t next = at;
		uint32_t folded[2], c = dais_str_decode(f->s, &next);

		if (dais_scan_digit(c) >= 0)
			at = read_digits(f, at);
		else if (f->lang == DAIS_LANG_ZH && c >= 0x3000)
			at = read_han(f, at, next);
		else if (dais_scan_fold_letter(c, folded) > 0)
			at = read_word(f, at);
		else {
			if (c == ';' || c == '(' || c == ':')
				f->since_label = LABEL_WORDS + 1;
			at = next;
		}
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

void
concord_find(struct concord_finder *f, struct dais_str text, struct concord_unit *ret)
{
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
	dais_text_find_facts(f->lang, text, on_fact, f);
	dais_text_find_ordinals(f->lang, text, on_ordinal, f);
	find_numbers(f, ret->body);
	ret->n_facts = f->facts.n - ret->first;
}
