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

void
dais_words_of_chinese(struct dais_str text, void (*fn)(void *ctx, struct dais_str word), void *ctx)
{
	UChar x[RUN_MAX];
	UErrorCode e = U_ZERO_ERROR;
	int32_t n = 0, from = 0, single_from = -1;
	UBreakIterator *it;

	u_strFromUTF8WithSub(x, RUN_MAX, &n, text.p, (int32_t)text.n, 0xFFFD, NULL, &e);
	if (U_FAILURE(e)) {
		fn(ctx, text);
		return;
	}
	it = ubrk_open(UBRK_WORD, "zh", x, n, &e);
	for (int32_t to = U_SUCCESS(e) ? ubrk_next(it) : UBRK_DONE; to != UBRK_DONE;
	    to = ubrk_next(it)) {
		size_t at = byte_at(text, from), end = byte_at(text, to);

		if (dais_str_count(dais_str_sub(text, at, end)) == 1) {
			single_from = single_from < 0 ? from : single_from;
		} else {
			if (single_from >= 0)
				fn(ctx, dais_str_sub(text, byte_at(text, single_from), at));
			single_from = -1;
			fn(ctx, dais_str_sub(text, at, end));
		}
		from = to;
	}
	if (single_from >= 0)
		fn(ctx, dais_str_sub(text, byte_at(text, single_from), text.n));
	if (U_FAILURE(e))
		fn(ctx, text);
	else
		ubrk_close(it);
}
