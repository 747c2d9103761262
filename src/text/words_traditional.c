/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Traditional Chinese characters are looked for as the simplified ones that stand for them.
 */
#include <stddef.h>

#include "text/words_priv.h"

static const struct {
	uint16_t traditional, simplified;
} pairs[] = {
#include "traditional_priv.h"
};

uint32_t
dais_word_simplified(uint32_t c)
{
	size_t from = 0, to = sizeof(pairs) / sizeof(*pairs);

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (pairs[middle].traditional == c)
			return pairs[middle].simplified;
		if (pairs[middle].traditional < c)
			from = middle + 1;
		else
			to = middle;
	}
	return c;
}
