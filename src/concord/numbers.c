/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The numbers of a paragraph that are in no date, time or symbol: what they are of (an article, a
 * resolution) and how surely they are stated.
 */
#include <ctype.h>
#include <limits.h>

#include "concord/concord_priv.h"
#include "text/letters.h"

#define JOB_NUMBER_MAX 16 /* bytes of "22-00789" at most */
#define MEASURE_NEAR 16u  /* bytes between a number and what it measures, or the next one */
#define LABEL_WORDS 2 /* words that may stand between "article" and its number */

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

/* The kind that a Chinese word behind the number at @from gives ("第21条"), else @kind. */
static enum concord_kind
labelled_behind(const struct concord_finder *f, size_t from, size_t at, enum concord_kind kind)
{
	const struct concord_word *w;
	size_t end;

	/* Without 第 they count: "21条". */
	if (f->lang != DAIS_LANG_ZH ||
	    !dais_str_has_suffix(dais_str_sub(f->s, 0, from), DAIS_STR("第")))
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
	struct concord_fact *fact = concord_add(
	    f, labelled_behind(f, at, g->end, labelled(f)), strength, g->key, at, g->end);

	fact->other = g->other;
	fact->year = is_year(g);
	fact->four = g->digits == 4;
	return fact;
}

/* "201542": a year with the mark of a footnote behind it, most likely. Returns its end, 0 when it
 * is none. */
static size_t
read_noted_year(struct concord_finder *f, const struct concord_figure *g, size_t at)
{
	unsigned unit = g->digits == 8 ? 10000 : g->digits == 5 ? 10 : g->digits == 6 ? 100 : 1000;

	/* "20142015" has lost its dash. */
	if (g->digits == 8 && (g->value % unit < 1950 || g->value % unit >= 2050))
		return 0;
	if (g->digits < 5 || g->digits > 8 || g->value / unit < 1950 || g->value / unit >= 2050 ||
	    g->value % unit < unit / 10)
		return 0;
	concord_add_weak(f, g->value, 0, at, g->end);
	concord_add_weak(f, g->value / unit, 0, at, g->end);
	concord_add_weak(f, g->value % unit, 0, at, g->end);
	return g->end;
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
	concord_add_weak(f, g->value, 0, at, g->end);
	concord_add_weak(f, h.value, 0, g->end + 1, h.end);
	/* "2014/15": two years */
	if (is_year(g) && h.digits == 2)
		concord_add_weak(f, g->value - g->value % 100 + h.value, 0, g->end + 1, h.end);
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
	concord_add_weak(f, g->value, 0, at, g->end);
	concord_add_weak(f, h.value, 0, next, h.end);
	return h.end + 1;
}

/* Whether the digits at @at belong to a word, a mark of a footnote or a number of a job: "CO2",
 * "text.12", "V.22-00789". */
static bool
is_glued(const struct concord_finder *f, size_t at)
{
	char before = at > 0 ? f->s.p[at - 1] : ' ';
	size_t begin = at;

	if (concord_is_ascii_letter(before) || before == '%')
		return true;
	if (before == '.' || before == ',' || before == '"' || before == ')')
		return at > 1 && concord_is_ascii_letter(f->s.p[at - 2]);
	if (before != '-')
		return false;
	while (begin > 0 && at - begin < JOB_NUMBER_MAX &&
	       (isdigit((unsigned char)f->s.p[begin - 1]) || strchr("-.", f->s.p[begin - 1])))
		begin--;
	return begin > 0 && f->s.p[begin] == '.' && concord_is_ascii_letter(f->s.p[begin - 1]);
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
	concord_add_weak(f, before->key >> 6, exponent, before->at, before->at + before->n);
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
			concord_add_weak(f, v, 0, begin, at);
	}
}

/* Arabic documents write article 2.1 as "2-1", which may be a range elsewhere: both are kept as
 * what may be said. Returns the end, 0 when it is none. */
static size_t
read_hyphened(struct concord_finder *f, const struct concord_figure *g, size_t at)
{
	struct concord_figure h;
	size_t next = g->end + 1, begin;

	if (f->lang != DAIS_LANG_AR || labelled(f) != CONCORD_REFERENCE || g->digits > 2 ||
	    g->value == UINT_MAX || next >= f->s.n || f->s.p[g->end] != '-')
		return 0;
	next += f->s.p[next] == ' ';
	begin = next;
	if (next >= f->s.n || dais_scan_digit(dais_str_decode(f->s, &next)) < 0)
		return 0;
	h = concord_read_figure(f->lang, f->s, begin);
	if (h.value > 99)
		return 0;
	concord_add_weak(f, g->value, 0, at, g->end);
	concord_add_weak(f, h.value, 0, begin, h.end);
	concord_add_weak(f, (uint64_t)g->value * (h.value > 9 ? 100 : 10) + h.value,
	    h.value > 9 ? -2 : -1, at, h.end);
	concord_add_weak(f, (uint64_t)h.value * (g->value > 9 ? 100 : 10) + g->value,
	    g->value > 9 ? -2 : -1, at, h.end);
	f->since_label = 0;
	return h.end;
}

static size_t
read_digits(struct concord_finder *f, size_t at)
{
	struct concord_figure g = concord_read_figure(f->lang, f->s, at);
	enum concord_strength strength = CONCORD_SURE;
	size_t end;

	if (concord_is_inside(f, at)) {
		size_t stop = at;

		while (stop < g.end && concord_is_inside(f, stop))
			stop++;
		add_parts(f, at, stop);
		return stop;
	}
	if (is_glued(f, at))
		strength = CONCORD_WEAK;
	end = strength == CONCORD_SURE ? read_hyphened(f, &g, at) : 0;
	if (!end)
		end = read_noted_year(f, &g, at);
	if (end)
		return end;
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

/* "five decades": the number before, times @power. */
static void
add_multiple(struct concord_finder *f, int power, size_t at, size_t end)
{
	for (size_t i = f->facts.n; i > f->first; i--) {
		const struct concord_fact *before = &f->facts.v[i - 1];

		if (before->strength == CONCORD_WEAK)
			continue;
		if (before->kind >= CONCORD_ORDINAL && before->at + before->n + 6 >= at &&
		    !(before->key >> 63))
			concord_add_weak(
			    f, before->key >> 6, (int)(before->key & 63) - 32 + power, at, end);
		return;
	}
}

/* "7 to 15 centimetres": what the numbers just before measure. */
static void
set_measure(struct concord_finder *f, unsigned measure, size_t at)
{
	for (size_t i = f->facts.n; i > f->first; i--) {
		struct concord_fact *before = &f->facts.v[i - 1];

		if (before->at + before->n + MEASURE_NEAR < at || before->measure)
			return;
		before->measure = (uint8_t)measure;
		at = before->at;
	}
}

/* Words that imply numbers without saying them. */
static void
add_implied(struct concord_finder *f, unsigned kinds, size_t at, size_t end)
{
	if (kinds & CONCORD_WORD_HALF) {
		concord_add_weak(f, 2, 0, at, end);
		concord_add_weak(f, 5, -1, at, end);
		concord_add_weak(f, 50, 0, at, end);
		concord_add_weak(f, 6, 0, at, end); /* half a year */
	}
	if (kinds & CONCORD_WORD_THIRD) {
		concord_add_weak(f, 3, 0, at, end);
		concord_add_weak(f, 33, 0, at, end);
		concord_add_weak(f, 66, 0, at, end);
		concord_add_weak(f, 67, 0, at, end);
	}
	if (kinds & CONCORD_WORD_QUARTER) {
		concord_add_weak(f, 4, 0, at, end);
		concord_add_weak(f, 25, 0, at, end);
		concord_add_weak(f, 75, 0, at, end);
		concord_add_weak(f, 3, 0, at, end); /* months */
	}
	if (kinds & CONCORD_WORD_TEN) {
		add_multiple(f, 1, at, end);
		concord_add_weak(f, 10, 0, at, end);
	}
	if (kinds & CONCORD_WORD_HUNDRED) {
		add_multiple(f, 2, at, end);
		concord_add_weak(f, 100, 0, at, end);
	}
}

static bool
try_roman(struct concord_finder *f, size_t at, size_t end)
{
	unsigned value;
	bool sure = labelled(f) == CONCORD_REFERENCE;

	/* "25C"; and single letters that number mostly other things */
	if (at > 0 && dais_scan_digit(dais_str_decode(f->s, &(size_t){ at - 1 })) >= 0)
		return false;
	if (end == at + 1 && !strchr("IVX", f->s.p[at]))
		return false;
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

	if (concord_is_inside(f, at))
		return end;
	if (try_roman(f, at, end))
		return end;
	if (!w) {
		f->since_label++;
		return end;
	}
	if (w->kinds & (CONCORD_WORD_CARDINAL | CONCORD_WORD_SCALE) &&
	    concord_read_spelled(f->lang, f->s, at, &value, &spelled)) {
		/* "millions of people" is no number, and "half a million" is another. */
		bool bare = spelled == end && w->kinds & CONCORD_WORD_SCALE;

		(void)concord_add(f, labelled(f), bare ? CONCORD_WEAK : CONCORD_WORDS,
		    concord_number_key(value, 0), at, spelled);
		if (bare)
			concord_add_weak(f, 5, w->value - 1, at, end);
		end = spelled > end ? spelled : end;
		f->since_label = 0;
	}
	if (w->kinds & CONCORD_WORD_MEASURE)
		set_measure(f, w->measure, at);
	if (w->kinds & CONCORD_WORD_DERIVED)
		concord_add_weak(f, w->value, 0, at, end);
	add_implied(f, w->kinds, at, end);
	if (w->kinds & (CONCORD_WORD_REFERENCE | CONCORD_WORD_RESOLUTION))
		set_label(f, w->kinds);
	else
		f->since_label++;
	return end;
}

/* Whether the numeral at @at is an approximation or no number: "数十万", "千百万", "之二". */
static bool
is_vague_han(struct dais_str s, size_t at, size_t end)
{
	static const char *const before[] = { "数", "几", "成", "上", "好", "之" };
	static const char *const units[] = { "百", "千", "万", "亿" };

	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++) {
		if (dais_str_has_suffix(dais_str_sub(s, 0, at), dais_str_from(before[i])))
			return true;
	}
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (dais_str_has_prefix(dais_str_sub(s, at, end), dais_str_from(units[i])))
			return true;
	}
	return false;
}

/* "五分之一": one fifth, or twenty per cent. Returns the end, 0 when it is none. */
static size_t
read_han_fraction(struct concord_finder *f, size_t at, uint64_t whole, size_t end)
{
	static const struct dais_str of = DAIS_STR_INIT("分之");
	uint64_t part;
	size_t stop;

	if (!dais_str_has_prefix(dais_str_sub(f->s, end, f->s.n), of) || whole == 0 ||
	    whole > 1000 || !concord_read_han(f->s, end + of.n, &part, &stop) || part > whole)
		return 0;
	concord_add_weak(f, whole, 0, at, end);
	concord_add_weak(f, part, 0, end + of.n, stop);
	concord_add_weak(f, part * 100 / whole, 0, at, stop);
	concord_add_weak(f, (part * 100 + whole - 1) / whole, 0, at, stop);
	return stop;
}

/* A character of Chinese text; returns where to go on. */
static size_t
read_han(struct concord_finder *f, size_t at, size_t next)
{
	size_t end = at, numeral = at;
	const struct concord_word *w = concord_run_at(f->s, at, &end);
	uint64_t value;
	bool is_number = !concord_is_inside(f, at) && concord_read_han(f->s, at, &value, &numeral);

	if (is_number) {
		size_t stop = read_han_fraction(f, at, value, numeral);

		if (stop)
			return stop;
	}
	/* "三方" is no three. */
	if (is_number && (!w || end <= numeral)) {
		(void)concord_add(f, labelled_behind(f, at, numeral, CONCORD_FIGURE),
		    is_vague_han(f->s, at, numeral) ? CONCORD_WEAK : CONCORD_WORDS,
		    concord_number_key(value, 0), at, numeral);
		return numeral;
	}
	if (!w) {
		f->since_label++;
		return next;
	}
	if (w->kinds & (CONCORD_WORD_CARDINAL | CONCORD_WORD_DERIVED))
		concord_add_weak(f, w->value, 0, at, end);
	if (w->kinds & CONCORD_WORD_MEASURE)
		set_measure(f, w->measure, at);
	add_implied(f, w->kinds, at, end);
	if (w->kinds & (CONCORD_WORD_REFERENCE | CONCORD_WORD_RESOLUTION))
		set_label(f, w->kinds);
	return end;
}

void
concord_find_numbers(struct concord_finder *f, size_t at)
{
	f->label = 0;
	f->since_label = LABEL_WORDS + 1;
	while (at < f->s.n) {
		size_t next = at;
		uint32_t folded[2], c = dais_str_decode(f->s, &next);

		if (dais_scan_digit(c) >= 0)
			at = read_digits(f, at);
		else if (f->lang == DAIS_LANG_ZH && (c >= 0x3000 || (c >= 0x2460 && c < 0x2490)))
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
