/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "concord/words_priv.h"

const struct concord_word *
concord_word_find(enum dais_lang l, struct dais_str key)
{
	const struct concord_words *w = &concord_words[l];
	size_t lo = 0, hi = w->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = dais_str_cmp(key, (struct dais_str){ w->v[mid].key, w->v[mid].n });

		if (c == 0)
			return &w->v[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}
