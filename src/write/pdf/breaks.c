/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/pdf/breaks.h"

#include <unicode/uchar.h>

void
dais_breaker_init(struct dais_breaker *b, bool chinese)
{
	*b = (struct dais_breaker){ .chinese = chinese, .before = -1, .last = -1 };
}

bool
dais_cp_is_wide(uint32_t cp)
{
	return (cp >= 0x2E80 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
	       (cp >= 0xFE30 && cp <= 0xFE4F) || (cp >= 0xFF00 && cp <= 0xFFEF) ||
	       (cp >= 0x20000 && cp <= 0x3FFFF);
}

/* The class of @cp with the ones that need context resolved (LB1). */
static int
class_of(const struct dais_breaker *b, uint32_t cp)
{
	int c;

	if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')
		return U_LB_ALPHABETIC;
	if (cp == 0xAD) /* soft hyphens are not used: no hyphenation */
		return U_LB_COMBINING_MARK;
	c = u_getIntPropertyValue((UChar32)cp, UCHAR_LINE_BREAK);
	switch (c) {
	case U_LB_QUOTATION:
		if (b->chinese && (cp == 0x201C || cp == 0x2018))
			return U_LB_OPEN_PUNCTUATION;
		if (b->chinese && (cp == 0x201D || cp == 0x2019))
			return U_LB_CLOSE_PUNCTUATION;
		return c;
	case U_LB_AMBIGUOUS:
	case U_LB_SURROGATE:
	case U_LB_UNKNOWN:
	case U_LB_COMPLEX_CONTEXT:
	case U_LB_HEBREW_LETTER:
		return U_LB_ALPHABETIC;
	case U_LB_CONDITIONAL_JAPANESE_STARTER:
		return U_LB_NONSTARTER;
	case U_LB_ZWJ:
		return U_LB_COMBINING_MARK;
	case U_LB_CLOSE_PARENTHESIS:
		return cp == ')' || cp == ']' ? c : U_LB_CLOSE_PUNCTUATION;
	default:
		return c;
	}
}

static bool
is_alpha(int c)
{
	return c == U_LB_ALPHABETIC;
}

/* Classes that never begin a line (LB13, LB7 and LB11, LB14..LB21). */
static bool
never_first(int c)
{
	switch (c) {
	case U_LB_CLOSE_PUNCTUATION:
	case U_LB_CLOSE_PARENTHESIS:
	case U_LB_EXCLAMATION:
	case U_LB_INFIX_NUMERIC:
	case U_LB_BREAK_SYMBOLS:
	case U_LB_SPACE:
	case U_LB_ZWSPACE:
	case U_LB_WORD_JOINER:
	case U_LB_MANDATORY_BREAK:
	case U_LB_LINE_FEED:
	case U_LB_CARRIAGE_RETURN:
		return true;
	default:
		return false;
	}
}

/* Pairs kept together when nothing stands between them. */
static bool
joined(int a, int c)
{
	if (c == U_LB_GLUE)
		return a != U_LB_BREAK_AFTER && a != U_LB_HYPHEN;
	if (a == U_LB_GLUE || a == U_LB_WORD_JOINER || c == U_LB_QUOTATION || a == U_LB_QUOTATION)
		return true;
	if (c == U_LB_BREAK_AFTER || c == U_LB_HYPHEN || c == U_LB_NONSTARTER ||
	    c == U_LB_INSEPARABLE || a == U_LB_BREAK_BEFORE)
		return true;
	if (c == U_LB_NUMERIC)
		return a != U_LB_IDEOGRAPHIC && a != U_LB_BREAK_AFTER &&
		       a != U_LB_CLOSE_PUNCTUATION && a != U_LB_EXCLAMATION &&
		       a != U_LB_NONSTARTER && a != U_LB_BREAK_BOTH;
	if (is_alpha(c))
		return is_alpha(a) || a == U_LB_NUMERIC || a == U_LB_PREFIX_NUMERIC ||
		       a == U_LB_POSTFIX_NUMERIC || a == U_LB_INFIX_NUMERIC ||
		       a == U_LB_CLOSE_PARENTHESIS || a == U_LB_BREAK_SYMBOLS;
	if (c == U_LB_IDEOGRAPHIC)
		return a == U_LB_PREFIX_NUMERIC;
	if (c == U_LB_POSTFIX_NUMERIC || c == U_LB_PREFIX_NUMERIC)
		return is_alpha(a) || a == U_LB_NUMERIC || a == U_LB_CLOSE_PUNCTUATION ||
		       a == U_LB_CLOSE_PARENTHESIS ||
		       (a == U_LB_IDEOGRAPHIC && c == U_LB_POSTFIX_NUMERIC);
	if (c == U_LB_OPEN_PUNCTUATION)
		return is_alpha(a) || a == U_LB_NUMERIC || a == U_LB_PREFIX_NUMERIC ||
		       a == U_LB_POSTFIX_NUMERIC;
	return a == U_LB_BREAK_BOTH && c == U_LB_BREAK_BOTH;
}

static enum dais_break
decide(const struct dais_breaker *b, int c, uint32_t cp, bool in_url)
{
	bool spaced = b->last == U_LB_SPACE;
	int a = b->before;

	if (b->last < 0 || never_first(c))
		return DAIS_BREAK_NONE;
	if (b->last == U_LB_ZWSPACE)
		return DAIS_BREAK_SPACE;
	if (a == U_LB_OPEN_PUNCTUATION)
		return DAIS_BREAK_NONE;
	if ((a == U_LB_CLOSE_PUNCTUATION || a == U_LB_CLOSE_PARENTHESIS) && c == U_LB_NONSTARTER)
		return DAIS_BREAK_NONE;
	if (spaced)
		return c == U_LB_NONSTARTER && b->chinese ? DAIS_BREAK_NONE : DAIS_BREAK_SPACE;
	if (a == U_LB_BREAK_SYMBOLS && in_url && b->cp == '/' && cp != '/')
		return DAIS_BREAK_URL;
	/* In Chinese a bracket may open after a Latin word or figure. */
	if (b->chinese && c == U_LB_OPEN_PUNCTUATION && cp > 0x2E80)
		return DAIS_BREAK_SPACE;
	/* "heures-13" may break, "COVID-19" and "23-27" not. */
	if (a == U_LB_HYPHEN && c == U_LB_NUMERIC)
		return b->cp_before >= 'a' && b->cp_before <= 'z' ? DAIS_BREAK_HYPHEN
								  : DAIS_BREAK_NONE;
	if (joined(a, c))
		return DAIS_BREAK_NONE;
	if (a == U_LB_HYPHEN || a == U_LB_BREAK_AFTER || a == U_LB_BREAK_BOTH ||
	    c == U_LB_BREAK_BOTH)
		return DAIS_BREAK_HYPHEN;
	return a == U_LB_BREAK_SYMBOLS ? DAIS_BREAK_NONE : DAIS_BREAK_SPACE;
}

enum dais_break
dais_breaker_next(struct dais_breaker *b, uint32_t cp, bool in_url)
{
	int c = class_of(b, cp);
	enum dais_break r;

	if (c == U_LB_COMBINING_MARK) {
		if (b->last >= 0 && b->last != U_LB_SPACE && b->last != U_LB_ZWSPACE)
			return DAIS_BREAK_NONE;
		c = U_LB_ALPHABETIC;
	}
	r = decide(b, c, cp, in_url);
	b->last = c;
	b->cp_before = b->cp;
	b->cp = cp;
	if (c != U_LB_SPACE)
		b->before = c;
	return r;
}
