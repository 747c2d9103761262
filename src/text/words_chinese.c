/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words of a Chinese query. The index needs no dictionary: it has every character and every two
 * neighbours, so that a word is found wherever it stands. What a reader types without spaces may
 * stand apart in a text, though: the dictionary says where.
 */
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "text/words_priv.h"

#define RUN_MAX 512 /* bytes of a query are fewer (src/store/search_query.h) */

/* Where bytes of UTF-8 are after @units of UTF-16. */
static size_t
byte_at(struct dais_str s, int32_t units)
{
	size_t at = 0;

	while (units > 0 && at < s.n)
		units -= dais_str_decode(s, &at) > 0xFFFF ? 2 : 1;
	return at;
}

/* Particles, conjunctions and prepositions of one character: what is looked for does not depend on
 * them. */
static bool
is_particle(struct dais_str word)
{
	/* Three bytes each. */
	static const struct dais_str particles =
	    DAIS_STR_INIT("的和与及或在对为等之其由从以了是被把向并将于第");

	for (size_t at = 0; word.n == 3 && at < particles.n; at += 3)
		if (dais_str_eq(dais_str_sub(particles, at, at + word.n), word))
			return true;
	return false;
}

struct words {
	struct dais_str text;
	void (*fn)(void *ctx, struct dais_str word);
	void *ctx;
	size_t from, to; /* the word that is not given yet; equal: none */
	bool has_given;
};

static void
give(struct words *w)
{
	if (w->to > w->from) {
		w->fn(w->ctx, dais_str_sub(w->text, w->from, w->to));
		w->has_given = true;
	}
	w->from = w->to;
}

/* A character that the dictionary leaves single belongs to the word before it ("group" in "working
 * group"), which may be such a one itself. */
static void
take(struct words *w, size_t at, size_t end)
{
	struct dais_str word = dais_str_sub(w->text, at, end);

	if (dais_str_count(word) == 1 && !is_particle(word) && w->to > w->from) {
		w->to = end;
		return;
	}
	give(w);
	w->from = is_particle(word) ? end : at;
	w->to = end;
}

/* The dictionary takes an unknown character and a "de" behind it for one word; "purpose" is one. */
static void
take_without_de(struct words *w, size_t at, size_t end)
{
	struct dais_str word = dais_str_sub(w->text, at, end), de = DAIS_STR("的");

	if (dais_str_has_suffix(word, de) && word.n > de.n &&
	    !dais_str_eq(word, DAIS_STR("目的"))) {
		take(w, at, end - de.n);
		take(w, end - de.n, end);
	} else {
		take(w, at, end);
	}
}

void
dais_words_of_chinese(struct dais_str text, void (*fn)(void *ctx, struct dais_str word), void *ctx)
{
	struct words w = { .text = text, .fn = fn, .ctx = ctx };
	UChar x[RUN_MAX];
	UErrorCode e = U_ZERO_ERROR;
	int32_t n = 0, from = 0;
	UBreakIterator *it = NULL;

	u_strFromUTF8WithSub(x, RUN_MAX, &n, text.p, (int32_t)text.n, 0xFFFD, NULL, &e);
	if (U_SUCCESS(e))
		it = ubrk_open(UBRK_WORD, "zh", x, n, &e);
	for (int32_t to = U_SUCCESS(e) ? ubrk_next(it) : UBRK_DONE; to != UBRK_DONE;
	    to = ubrk_next(it)) {
		take_without_de(&w, byte_at(text, from), byte_at(text, to));
		from = to;
	}
	give(&w);
	if (it)
		ubrk_close(it);
	if (!w.has_given && text.n)
		fn(ctx, text);
}
