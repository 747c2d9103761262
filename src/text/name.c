/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether words may be an inflected or shortened form of a name. There is no dictionary: two words
 * count as one when they begin alike and differ in no more than an ending; in Arabic after
 * taking off the article and the particles written together with it.
 */
#include "text/scan_priv.h"

#define WORDS_MAX 96
#define LETTERS_MAX 40
#define LONG_WORD 4  /* letters; shorter words are articles and prepositions */
#define ENDING_MAX 3 /* letters an inflection may change */

struct word {
	uint32_t c[LETTERS_MAX]; /* folded letters */
	unsigned n;
};

struct words {
	struct word w[WORDS_MAX];
	unsigned n;
	bool too_many;
};

static void
letters(const struct dais_token *t, struct word *w)
{
	struct dais_str s = { t->word, t->n };
	size_t at = 0;

	w->n = 0;
	while (at < s.n && w->n < LETTERS_MAX)
		w->c[w->n++] = dais_str_decode(s, &at);
}

static void
split(enum dais_lang l, struct dais_str s, unsigned at_least, struct words *ret)
{
	struct dais_scan scan;

	ret->n = 0;
	ret->too_many = false;
	dais_scan_init(&scan, l, s);
	while (dais_scan_peek(&scan, 0)->kind != DAIS_TOKEN_END) {
		const struct dais_token *t = dais_scan_peek(&scan, 0);

		if (t->kind == DAIS_TOKEN_WORD && ret->n < WORDS_MAX) {
			letters(t, &ret->w[ret->n]);
			if (ret->w[ret->n].n >= at_least)
				ret->n++;
		} else if (t->kind == DAIS_TOKEN_WORD) {
			ret->too_many = true;
		}
		dais_scan_skip(&scan, 1);
	}
}

static bool
same_stem(const uint32_t *a, unsigned an, const uint32_t *b, unsigned bn)
{
	unsigned k = 0, shorter = an < bn ? an : bn, longer = an < bn ? bn : an;

	while (k < shorter && a[k] == b[k])
		k++;
	if (k == longer)
		return true;
	/* What is alike must be most of the word, and all but an ending of both. */
	return k >= 3 && k * 2 > longer && longer - k <= ENDING_MAX;
}

/* Lengths of what may be taken off the front of an Arabic word: "و", "ال", "لل", "وال" ... */
static unsigned
arabic_fronts(const struct word *w, unsigned front[6])
{
	unsigned n = 0, at = 0;

	front[n++] = 0;
	if (w->n > 4 && (w->c[0] == 0x648 || w->c[0] == 0x641)) /* and, so */
		front[n++] = at = 1;
	if (w->n > at + 3 && (w->c[at] == 0x644 || w->c[at] == 0x628 || w->c[at] == 0x643)) {
		front[n++] = at + 1; /* for, in, as */
		if (w->c[at] == 0x644 && w->c[at + 1] == 0x644)
			front[n++] = at + 2; /* for + article */
		else if (w->c[at + 1] == 0x627 && w->c[at + 2] == 0x644)
			front[n++] = at + 3;
	} else if (w->n > at + 3 && w->c[at] == 0x627 && w->c[at + 1] == 0x644) {
		front[n++] = at + 2;
	}
	return n;
}

static bool
same_word(enum dais_lang l, const struct word *a, const struct word *b)
{
	unsigned fa[6] = { 0 }, fb[6] = { 0 }, na = 1, nb = 1;

	if (l == DAIS_LANG_AR) {
		na = arabic_fronts(a, fa);
		nb = arabic_fronts(b, fb);
	}
	for (unsigned i = 0; i < na; i++)
		for (unsigned k = 0; k < nb; k++)
			if (same_stem(a->c + fa[i], a->n - fa[i], b->c + fb[k], b->n - fb[k]))
				return true;
	return false;
}

static bool
contains(enum dais_lang l, const struct words *v, const struct word *w)
{
	for (unsigned i = 0; i < v->n; i++)
		if (same_word(l, &v->w[i], w))
			return true;
	return false;
}

/* Chinese has neither words nor endings: a short form keeps characters of the long one in order. */
static bool
states_chinese(struct dais_str s, struct dais_str name)
{
	struct dais_str x = s.n <= name.n ? s : name, y = s.n <= name.n ? name : s;
	size_t at = 0, in = 0;
	unsigned n = 0;

	while (at < x.n) {
		uint32_t c = dais_str_decode(x, &at);

		if (dais_scan_is_space(c) || dais_scan_is_ignored(c))
			continue;
		n++;
		for (;;) {
			if (in >= y.n)
				return false;
			if (dais_str_decode(y, &in) == c)
				break;
		}
	}
	return n >= 2;
}

bool
dais_text_states_name(enum dais_lang l, struct dais_str s, struct dais_str name)
{
	struct words a, b;
	const struct words *shorter = &a, *longer = &b;

	if (l == DAIS_LANG_ZH)
		return states_chinese(s, name);
	split(l, s, LONG_WORD, &a);
	split(l, name, LONG_WORD, &b);
	if (a.n == 0 || b.n == 0) {
		/* Names of short words only. */
		split(l, s, 1, &a);
		split(l, name, 1, &b);
	}
	if (a.n == 0 || b.n == 0 || a.too_many || b.too_many)
		return false;
	if (a.n > b.n) {
		shorter = &b;
		longer = &a;
	}
	for (unsigned i = 0; i < shorter->n; i++)
		if (!contains(l, longer, &shorter->w[i]))
			return false;
	return true;
}
