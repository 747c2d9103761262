/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "text/direction.h"

#include <unicode/uchar.h>

#define ISOLATE 0x2068u     /* FIRST STRONG ISOLATE */
#define END_ISOLATE 0x2069u /* POP DIRECTIONAL ISOLATE */

static bool
runs_against(enum dais_lang l, struct dais_str words)
{
	bool from_right = dais_lang_is_rtl(l);
	size_t depth = 0;

	for (size_t at = 0; at < words.n;) {
		uint32_t cp = dais_str_decode(words, &at);
		UCharDirection d;

		if (cp == ISOLATE)
			depth++;
		else if (cp == END_ISOLATE && depth)
			depth--;
		if (depth || cp < 'A')
			continue;
		d = u_charDirection((UChar32)cp);
		if (from_right ? d == U_LEFT_TO_RIGHT
			       : d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC)
			return true;
	}
	return false;
}

void
dais_text_put_isolated(struct dais_buf *out, enum dais_lang l, struct dais_str words)
{
	bool enclose = runs_against(l, words);

	if (enclose)
		dais_buf_put_cp(out, ISOLATE);
	dais_buf_put(out, words);
	if (enclose)
		dais_buf_put_cp(out, END_ISOLATE);
}

struct dais_str
dais_text_isolated(struct dais_arena *a, enum dais_lang l, struct dais_str words)
{
	DAIS_BUF_AUTO out = { 0 };

	if (!runs_against(l, words))
		return words;
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_text_put_isolated(&out, l, words);
	return dais_buf_dup(&out, a);
}

struct dais_str
dais_text_alone(struct dais_arena *a, enum dais_lang l, struct dais_str figures)
{
	if (!dais_lang_is_rtl(l) || !figures.n)
		return figures;
	return dais_arena_concat(a, DAIS_STR("\u061C"), figures);
}
