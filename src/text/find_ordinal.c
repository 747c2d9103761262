/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Ordinals of gatherings: "tenth and eleventh sessions", "13-го совещания", "الاجتماع الثالث عشر".
 */
#include "text/find_priv.h"

#define ORDINALS_MAX 8
#define NAME_WORDS_MAX 5
#define ROMAN_ORDINAL_MOST 300u
#define BRACKETS_MOST 999
#define SMALL_WORD_MAX 3u /* letters of "la", "на", "its" */
/* What words of the name of a body may be in the tables, too. */
#define NAME_KINDS (DAIS_WORD_MORE | DAIS_WORD_BETWEEN | DAIS_WORD_NOUN)

struct found {
	size_t at, end;
	unsigned value;
};

const char *
dais_find_noun_name(unsigned noun)
{
	static const char *const names[DAIS_NOUN_FOUND_COUNT] = { "meeting", "session", "sitting",
		"conference", "assembly", "congress", "forum" };

	return noun < DAIS_NOUN_FOUND_COUNT ? names[noun] : NULL;
}

/* Figures with the ending of an ordinal: "13th", "13-е", "13.º", "13ª". */
static unsigned
read_figures(struct dais_scan *s, unsigned i, unsigned *ret_value, size_t *ret_end)
{
	const struct dais_token *t = dais_scan_peek(s, i), *m;
	unsigned value = (unsigned)t->value, j = i + 1;

	if (t->value <= 0)
		return 0;
	m = dais_scan_peek(s, j);
	if (m->kind == DAIS_TOKEN_MARK && (m->mark == '-' || m->mark == '.') && !m->space)
		j++;
	m = dais_scan_peek(s, j);
	if (m->kind != DAIS_TOKEN_WORD || m->space ||
	    !(dais_scan_hit(s, j).kinds & DAIS_WORD_SUFFIX))
		return 0;
	*ret_value = value;
	*ret_end = m->end;
	return j + 1 - i;
}

/* "one hundred and twenty-first", "сто двадцать первая", "cent vingt et unième". */
static unsigned
read_hundred(struct dais_scan *s, unsigned i, unsigned *ret_value, size_t *ret_end)
{
	struct dais_hit h = dais_scan_hit(s, i), rest;
	unsigned k = i + h.n;

	if (!(h.kinds & DAIS_WORD_HUNDRED) || !s->table->ordinal_before)
		return 0;
	/* "one hundred-and-first" */
	if (dais_scan_is_mark(s, k, '-'))
		k++;
	rest = dais_scan_hit(s, k);
	if (rest.kinds & DAIS_WORD_AND) {
		k += rest.n;
		if (dais_scan_is_mark(s, k, '-'))
			k++;
		rest = dais_scan_hit(s, k);
	}
	if (!(rest.kinds & DAIS_WORD_ORDINAL) || rest.value >= 100)
		return 0;
	*ret_value = h.value + rest.value;
	*ret_end = rest.end;
	return k + rest.n - i;
}

unsigned
dais_find_read_ordinal(struct dais_scan *s, unsigned i, unsigned *ret_value, size_t *ret_end)
{
	struct dais_hit h, hundred;
	unsigned n;

	if (dais_scan_peek(s, i)->kind == DAIS_TOKEN_NUMBER)
		return read_figures(s, i, ret_value, ret_end);
	n = read_hundred(s, i, ret_value, ret_end);
	if (n)
		return n;
	h = dais_scan_hit(s, i);
	if (!(h.kinds & DAIS_WORD_ORDINAL))
		return 0;
	*ret_value = h.value;
	*ret_end = h.end;
	/* In Arabic the hundreds come behind: "الثامنة والعشرون بعد المائة". */
	hundred = dais_scan_hit(s, i + h.n);
	if (h.value >= 100 || !s->table->ordinal_after || s->table->ordinal_before ||
	    !(hundred.kinds & DAIS_WORD_HUNDRED))
		return h.n;
	*ret_value += hundred.value;
	*ret_end = hundred.end;
	return h.n + hundred.n;
}

/* "الدورة العادية (159)": a number in brackets, no year. */
static unsigned
read_in_brackets(struct dais_scan *s, unsigned i, unsigned *ret_value, size_t *ret_end)
{
	const struct dais_token *t = dais_scan_peek(s, i + 1);

	if (s->table != dais_text_table(DAIS_LANG_AR) || !dais_scan_is_mark(s, i, '(') ||
	    t->kind != DAIS_TOKEN_NUMBER || t->value <= 0 || t->value > BRACKETS_MOST ||
	    !dais_scan_is_mark(s, i + 2, ')'))
		return 0;
	*ret_value = (unsigned)t->value;
	*ret_end = t->end + 1;
	return 3;
}

/* As dais_find_read_ordinal(), and bare numbers where the language's nouns take them. */
static unsigned
read_after_noun(struct dais_scan *s, unsigned i, unsigned *ret_value, size_t *ret_end)
{
	const struct dais_token *t = dais_scan_peek(s, i), *next;
	unsigned n = dais_find_read_ordinal(s, i, ret_value, ret_end);

	if (!n)
		n = read_in_brackets(s, i, ret_value, ret_end);
	if (n || !s->table->noun_takes_number || t->kind != DAIS_TOKEN_NUMBER || t->value <= 0)
		return n;
	next = dais_scan_peek(s, i + 1);
	if ((next->kind == DAIS_TOKEN_MARK && !next->space &&
		(next->mark == '/' || next->mark == ':')) ||
	    dais_find_is_date(s, i))
		return 0;
	*ret_value = (unsigned)t->value;
	*ret_end = t->end;
	return 1;
}

/* Reads ordinals joined by "and", "to" or commas at token @i; returns the token behind. */
static unsigned
read_list(struct dais_scan *s, unsigned i,
    unsigned (*read)(struct dais_scan *, unsigned, unsigned *, size_t *), struct found *v,
    unsigned *ret_n)
{
	unsigned n = 0, j = i;

	while (n < ORDINALS_MAX) {
		unsigned k = j, taken;
		struct dais_hit h = dais_scan_hit(s, j);

		if (n > 0) {
			if (dais_scan_is_mark(s, j, ',') || dais_scan_is_mark(s, j, 0x60C) ||
			    dais_scan_is_mark(s, j, '-'))
				k = j + 1;
			else if (h.kinds & (DAIS_WORD_AND | DAIS_WORD_TO))
				k = j + h.n;
			k += dais_scan_hit(s, k).kinds & DAIS_WORD_ARTICLE ? 1 : 0;
			/* "its 21st and resumed 27th meetings" */
			k += dais_scan_hit(s, k).kinds & DAIS_WORD_BETWEEN ? 1 : 0;
		}
		v[n].at = dais_scan_peek(s, k)->at;
		taken = read(s, k, &v[n].value, &v[n].end);
		if (taken == 0)
			break;
		n++;
		j = k + taken;
	}
	*ret_n = n;
	return j;
}

/* "la XXXIX reunión", "XXI сессия": not "Committee II meetings", so not behind a name. */
static unsigned
read_roman(struct dais_scan *s, struct found *v)
{
	const struct dais_token *t = dais_scan_peek(s, 0);
	struct dais_token before = dais_scan_before(s);
	size_t n;

	if (t->kind != DAIS_TOKEN_WORD || !dais_scan_may_be_roman(s->text, t->at, t->end))
		return 0;
	/* "V reunión", but "the X meeting" */
	if (s->table == dais_text_table(DAIS_LANG_EN) && t->end - t->at == 1)
		return 0;
	if (before.kind == DAIS_TOKEN_NUMBER || (before.kind == DAIS_TOKEN_MARK && t->space == 0))
		return 0;
	if (before.kind == DAIS_TOKEN_WORD &&
	    (before.capital ||
		dais_str_count((struct dais_str){ before.word, before.n }) > SMALL_WORD_MAX))
		return 0;
	*v = (struct found){ t->at, t->end,
		dais_text_roman(dais_str_sub(s->text, t->at, t->end), &n) };
	return v->value <= ROMAN_ORDINAL_MOST;
}

static unsigned
skip_between(struct dais_scan *s, unsigned i)
{
	for (int k = 0; k < 2; k++) {
		struct dais_hit h = dais_scan_hit(s, i);

		if (!(h.kinds & DAIS_WORD_BETWEEN))
			break;
		i += h.n;
	}
	return i;
}

static void
report(struct dais_find *f, const struct found *v, unsigned n, unsigned noun)
{
	for (unsigned k = 0; k < n; k++) {
		struct dais_fact fact = { .kind = DAIS_FACT_ORDINAL,
			.at = v[k].at,
			.n = v[k].end - v[k].at,
			.number = v[k].value,
			.noun = dais_find_noun_name(noun) };

		f->fn(f->ctx, &fact);
	}
}

/* "forty-fifth Pacific Islands Forum": past words in capitals, to a noun that is part of a name. */
static unsigned
skip_name(struct dais_scan *s, unsigned i)
{
	/* In Russian only the first word of a name has a capital. */
	bool small = s->table->masthead_english;
	unsigned k = i;

	for (; k < i + NAME_WORDS_MAX; k++) {
		const struct dais_token *t = dais_scan_peek(s, k);
		struct dais_hit h = dais_scan_hit(s, k);

		if (t->kind != DAIS_TOKEN_WORD || (!t->capital && (k == i || !small)))
			return i;
		if (h.kinds & DAIS_WORD_NOUN)
			return h.value >= DAIS_NOUN_COUNT ? k : i;
		if (h.kinds & (DAIS_WORD_MONTH | DAIS_WORD_WEEKDAY | DAIS_WORD_ORDINAL))
			return i;
	}
	return i;
}

/* "52-55th sessions": the first of two figures leaves its ending to the second. */
static unsigned
read_figures_range(struct dais_scan *s, struct found *v, unsigned *ret_n)
{
	const struct dais_token *t = dais_scan_peek(s, 0), *dash = dais_scan_peek(s, 1),
				*next = dais_scan_peek(s, 2);
	unsigned n;

	*ret_n = 0;
	if (t->kind != DAIS_TOKEN_NUMBER || t->value <= 0 || dash->kind != DAIS_TOKEN_MARK ||
	    dash->mark != '-' || next->kind != DAIS_TOKEN_NUMBER || next->value <= t->value)
		return 0;
	v[0] = (struct found){ t->at, t->end, (unsigned)t->value };
	v[1].at = next->at;
	n = read_figures(s, 2, &v[1].value, &v[1].end);
	*ret_n = n ? 2 : 0;
	return n ? 2 + n : 0;
}

static unsigned
find_before(struct dais_find *f)
{
	struct dais_scan *s = &f->scan;
	struct found v[ORDINALS_MAX];
	unsigned n, i = read_list(s, 0, dais_find_read_ordinal, v, &n);
	struct dais_hit h;

	if (n == 0)
		i = read_figures_range(s, v, &n);
	if (n == 0)
		i = n = read_roman(s, v);
	if (n == 0)
		return 0;
	i = skip_between(s, i);
	h = dais_scan_hit(s, i);
	if (!(h.kinds & DAIS_WORD_NOUN)) {
		i = skip_name(s, i);
		h = dais_scan_hit(s, i);
	}
	if (!(h.kinds & DAIS_WORD_NOUN))
		return 0;
	v[n - 1].end = h.end;
	report(f, v, n, h.value);
	return i + h.n;
}

/* Whether the Arabic noun is feminine. */
static bool
is_feminine(unsigned noun)
{
	return noun == DAIS_NOUN_SESSION || noun == DAIS_NOUN_SITTING || noun == DAIS_NOUN_ASSEMBLY;
}

static bool
is_feminine_ordinal(struct dais_scan *s, unsigned i)
{
	const struct dais_token *t = dais_scan_peek(s, i);
	struct dais_str w = { t->word, t->n };

	return dais_str_has_suffix(w, DAIS_STR("ه")) || dais_str_has_suffix(w, DAIS_STR("ولي"));
}

/* "دورة لجنة المخدرات الثامنة والخمسين", "جلسة مجلس الأمن 7378": in Arabic the name of the body
 * stands between the noun and the ordinal, which agrees with the noun in gender. The token behind;
 * *@ret_n is 0 when there is none. */
static unsigned
read_behind_name(struct dais_scan *s, struct dais_hit noun, struct found *v, unsigned *ret_n)
{
	unsigned i = noun.n;

	*ret_n = 0;
	if (!s->table->noun_takes_number)
		return 0;
	for (unsigned k = 0; k < NAME_WORDS_MAX; k++, i++) {
		const struct dais_token *t = dais_scan_peek(s, i);
		unsigned n, value;
		bool feminine, year, is_number;

		/* Prepositions have at most three letters; what the tables know is no name. */
		if (t->kind != DAIS_TOKEN_WORD || t->n <= 6 ||
		    (dais_scan_hit(s, i).kinds & ~(uint64_t)NAME_KINDS))
			return 0;
		value = (unsigned)dais_scan_peek(s, i + 1)->value;
		is_number = dais_scan_peek(s, i + 1)->kind == DAIS_TOKEN_NUMBER;
		year = is_number && value >= 1900 && value <= 2100;
		n = year ? 0 : read_after_noun(s, i + 1, &v[0].value, &v[0].end);
		if (n == 0)
			continue;
		v[0].at = dais_scan_peek(s, i + 1)->at;
		feminine = is_feminine_ordinal(s, i + 1);
		if (is_number && noun.value >= DAIS_NOUN_COUNT)
			return 0;
		/* "دورة اللجنة الثالثة" is a session of the Third Committee. */
		if (!is_number &&
		    (k == 0 || (v[0].value % 10 != 0 && feminine != is_feminine(noun.value))))
			return 0;
		*ret_n = 1;
		return i + 1 + n;
	}
	return 0;
}

static unsigned
find_after(struct dais_find *f)
{
	struct dais_scan *s = &f->scan;
	struct found v[ORDINALS_MAX];
	struct dais_hit h = dais_scan_hit(s, 0);
	unsigned n, i;

	if (!(h.kinds & DAIS_WORD_NOUN))
		return 0;
	i = read_list(s, skip_between(s, h.n),
	    h.value < DAIS_NOUN_COUNT ? read_after_noun : dais_find_read_ordinal, v, &n);
	if (n == 0)
		i = read_behind_name(s, h, v, &n);
	if (n == 0)
		return 0;
	v[0].at = dais_scan_peek(s, 0)->at;
	report(f, v, n, h.value);
	return i;
}

unsigned
dais_find_ordinal(struct dais_find *f)
{
	unsigned n = f->scan.table->ordinal_before ? find_before(f) : 0;

	if (n == 0 && f->scan.table->ordinal_after)
		n = find_after(f);
	return n;
}
