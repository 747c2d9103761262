/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A light stemmer for Arabic after the published light10 (L. Larkey, L. Ballesteros, M. Connell,
 * "Light stemming for Arabic information retrieval", 2007): conjunction, article and its
 * compounds, then endings. The Snowball stemmer of Arabic takes letters of the root for particles
 * ("fariq", team, loses its first letter) and treats a noun differently with and without its
 * article, so that the two do not find each other.
 */
#include "text/words_priv.h"

#define LETTER ((size_t)2) /* bytes of an Arabic letter */

static bool
take_front(struct dais_str *s, struct dais_str front, size_t least)
{
	if (!dais_str_has_prefix(*s, front) || s->n < front.n + least * LETTER)
		return false;
	*s = dais_str_sub(*s, front.n, s->n);
	return true;
}

static void
take_end(struct dais_str *s, struct dais_str end, size_t least)
{
	if (dais_str_has_suffix(*s, end) && s->n >= end.n + least * LETTER)
		s->n -= end.n;
}

/* Of an ending of two letters @least are left, at least, else two. */
static void
take_ends(struct dais_str *s, size_t least)
{
	static const struct dais_str ends[] = { DAIS_STR_INIT("ها"), DAIS_STR_INIT("ان"),
		DAIS_STR_INIT("ات"), DAIS_STR_INIT("ون"), DAIS_STR_INIT("ين"), DAIS_STR_INIT("يه"),
		DAIS_STR_INIT("ه"), DAIS_STR_INIT("ي") };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		take_end(s, ends[i], ends[i].n > LETTER ? least : 2);
	/* The accusative without article. */
	if (s->n > 3 * LETTER)
		take_end(s, DAIS_STR("ا"), 2);
}

static const struct dais_str particles[] = { DAIS_STR_INIT("ب"), DAIS_STR_INIT("ل"),
	DAIS_STR_INIT("ك"), DAIS_STR_INIT("ف") };

/* Whether the stem of @word is known, as it stands or behind a particle: before what begins as the
 * article does is taken for it. */
static bool
is_own_stem(struct dais_str word, struct dais_word_form *ret)
{
	if (dais_word_own_stem(DAIS_LANG_AR, word, ret))
		return true;
	for (size_t i = 0; i < sizeof(particles) / sizeof(*particles); i++) {
		struct dais_str behind = word;

		if (take_front(&behind, particles[i], 4))
			return dais_word_own_stem(DAIS_LANG_AR, behind, ret);
	}
	return false;
}

bool
dais_word_stem_arabic(struct dais_str plain, bool particle, struct dais_word_form *ret)
{
	static const struct dais_str articles[] = { DAIS_STR_INIT("ال"), DAIS_STR_INIT("بال"),
		DAIS_STR_INIT("كال"), DAIS_STR_INIT("فال"), DAIS_STR_INIT("لل") };
	struct dais_str singular, behind = plain;
	bool taken = false, is_known, has_and = take_front(&behind, DAIS_STR("و"), 3);
	/* "li" before the article becomes "ll"; before a word with an "l" of its own it looks so.
	 */
	size_t count = sizeof(articles) / sizeof(*articles) - particle,
	       least = has_and || dais_str_has_prefix(behind, DAIS_STR("لل")) ? 3 : 4;

	if (!particle && is_own_stem(behind, ret))
		return true;
	for (size_t i = 0; i < count && !taken; i++)
		taken = take_front(&behind, articles[i], 2);
	for (size_t i = 0; particle && i < sizeof(particles) / sizeof(*particles) && !taken; i++)
		taken = take_front(&behind, particles[i], 4);
	/* What begins with "wa" is as often a word of its own ("document", "delegation"). */
	taken = taken || (particle && has_and);
	if (taken)
		plain = behind;
	else if (particle)
		return false;
	if (dais_word_own_stem(DAIS_LANG_AR, plain, ret))
		return true;
	/* A plural may look as if it had an ending, and may have one behind it. */
	singular = dais_word_arabic_singular(plain);
	is_known = singular.p != plain.p;
	plain = singular;
	take_ends(&plain, 2);
	plain = dais_word_arabic_singular(plain);
	/* What looks like a second ending of "Vienna" would leave "in" of it. */
	take_ends(&plain, 3);
	ret->n = plain.n;
	memcpy(ret->p, plain.p, plain.n);
	return !particle || is_known || plain.n >= least * LETTER;
}
