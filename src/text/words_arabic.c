/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A light stemmer for Arabic after the published light10 (L. Larkey, L. Ballesteros, M. Connell,
 * "Light stemming for Arabic information retrieval", 2007): conjunction, article and its
 * compounds, then endings. The Snowball stemmer of Arabic takes letters of the root for particles
 * ("fariq", team, loses its first letter) and treats a noun differently with and without its
 * article, so that the two do not find each other.
 */
#include "text/words_priv.h"

#define LETTER 2 /* bytes of an Arabic letter */

static bool
take_front(struct dais_str *s, struct dais_str front, size_t least)
{
	if (!dais_str_has_prefix(*s, front) || s->n < front.n + least * LETTER)
		return false;
	*s = dais_str_sub(*s, front.n, s->n);
	return true;
}

static void
take_end(struct dais_str *s, struct dais_str end)
{
	if (dais_str_has_suffix(*s, end) && s->n >= end.n + 2 * LETTER)
		s->n -= end.n;
}

bool
dais_word_stem_arabic(struct dais_str plain, bool particle, struct dais_word_form *ret)
{
	static const struct dais_str articles[] = { DAIS_STR_INIT("ال"), DAIS_STR_INIT("بال"),
		DAIS_STR_INIT("كال"), DAIS_STR_INIT("فال"), DAIS_STR_INIT("لل") };
	static const struct dais_str particles[] = { DAIS_STR_INIT("ب"), DAIS_STR_INIT("ل"),
		DAIS_STR_INIT("ك"), DAIS_STR_INIT("ف") };
	static const struct dais_str ends[] = { DAIS_STR_INIT("ها"), DAIS_STR_INIT("ان"),
		DAIS_STR_INIT("ات"), DAIS_STR_INIT("ون"), DAIS_STR_INIT("ين"), DAIS_STR_INIT("يه"),
		DAIS_STR_INIT("ه"), DAIS_STR_INIT("ي") };
	bool taken = false;

	(void)take_front(&plain, DAIS_STR("و"), 3);
	for (size_t i = 0; i < sizeof(articles) / sizeof(*articles) && !taken; i++)
		taken = take_front(&plain, articles[i], 2);
	for (size_t i = 0; particle && i < sizeof(particles) / sizeof(*particles) && !taken; i++)
		taken = take_front(&plain, particles[i], 4);
	if (particle && !taken)
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		take_end(&plain, ends[i]);
	ret->n = plain.n;
	memcpy(ret->p, plain.p, plain.n);
	return !particle || plain.n >= 4 * LETTER;
}
