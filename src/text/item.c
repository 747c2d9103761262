/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Item marks and references, quotation marks, lists, capitals, language lines.
 */
#include "base/buf.h"
#include "base/err.h"
#include "text/tables_priv.h"

#define END_SLOT { NULL, DAIS_STR_NONE }

struct dais_str
dais_text_item_mark(struct dais_arena *a, enum dais_lang l, unsigned n)
{
	return dais_text_fill(a, l, "format-item-mark",
	    (const struct dais_slot[]){ { "n", dais_text_number(a, l, n) }, END_SLOT });
}

/* Past the last letter they are doubled, then trebled: z, aa, bb. */
static struct dais_str
letter_name(struct dais_arena *a, enum dais_lang l, unsigned letter)
{
	const struct dais_text_table *t = dais_text_table(l);
	struct dais_str s = dais_text_ref_str(t, t->letters[letter % t->n_letters]);
	struct dais_str r = s;

	DAIS_ASSERT(letter < t->n_letters * 4);
	for (unsigned i = 0; i < letter / t->n_letters; i++)
		r = dais_arena_concat(a, r, s);
	return r;
}

struct dais_str
dais_text_letter_mark(struct dais_arena *a, enum dais_lang l, unsigned letter)
{
	return dais_text_fill(a, l, "format-letter-mark",
	    (const struct dais_slot[]){ { "letter", letter_name(a, l, letter) }, END_SLOT });
}

struct dais_str
dais_text_item_number(struct dais_arena *a, enum dais_lang l, unsigned n, int letter)
{
	if (letter < 0)
		return dais_text_fill(a, l, "format-item-number",
		    (const struct dais_slot[]){ { "n", dais_text_number(a, l, n) }, END_SLOT });
	return dais_text_fill(a, l, "format-item-number-letter",
	    (const struct dais_slot[]){ { "n", dais_text_number(a, l, n) },
		{ "letter", letter_name(a, l, (unsigned)letter) }, END_SLOT });
}

struct dais_str
dais_text_item_ref(struct dais_arena *a, enum dais_lang l, unsigned n, int letter)
{
	return dais_text_fill(a, l, "format-item-ref",
	    (const struct dais_slot[]){
		{ "number", dais_text_item_number(a, l, n, letter) }, END_SLOT });
}

struct dais_str
dais_text_quote(struct dais_arena *a, enum dais_lang l, struct dais_str s)
{
	return dais_text_fill(
	    a, l, "format-quote", (const struct dais_slot[]){ { "s", s }, END_SLOT });
}

/* Whether @s begins with one of the space-separated @prefixes, whatever the case. */
static bool
begins_with_any(struct dais_arena *a, struct dais_str s, struct dais_str prefixes)
{
	struct dais_str low = dais_str_lower_ascii(a, s);
	struct dais_str rest = prefixes, p;

	while (dais_str_next(&rest, ' ', &p))
		if (p.n && dais_str_has_prefix(low, p))
			return true;
	return false;
}

/* The word before the last element. Spanish "y" becomes "e" before the sound "i". */
static struct dais_str
last_and(struct dais_arena *a, const struct dais_text_table *t, struct dais_str next)
{
	struct dais_str other = dais_text_ref_str(t, t->list_other_and);

	if (other.n && begins_with_any(a, next, dais_text_ref_str(t, t->other_before)) &&
	    !begins_with_any(a, next, dais_text_ref_str(t, t->other_not_before)))
		return other;
	return dais_text_ref_str(t, t->list_and);
}

struct dais_str
dais_text_list(struct dais_arena *a, enum dais_lang l, const struct dais_str *v, size_t n)
{
	const struct dais_text_table *t = dais_text_table(l);
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && i + 1 == n)
			dais_buf_put(&b, last_and(a, t, v[i]));
		else if (i > 0)
			dais_buf_put(&b, dais_text_ref_str(t, t->comma));
		dais_buf_put(&b, v[i]);
	}
	return dais_buf_dup(&b, a);
}

/* Upper case of the letters that begin words in Latin and Cyrillic script; others have none. */
static uint32_t
upper(uint32_t c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7) ||
	    (c >= 0x430 && c <= 0x44F))
		return c - 0x20;
	if (c >= 0x450 && c <= 0x45F)
		return c - 0x50;
	if (c == 0x153)
		return 0x152;
	return c;
}

struct dais_str
dais_text_capitalise(struct dais_arena *a, enum dais_lang l, struct dais_str s)
{
	size_t at = 0, from;
	char out[4];

	(void)l; /* no language among the six has a rule of its own (Turkish would) */
	while (at < s.n) {
		uint32_t c;

		from = at;
		c = dais_str_decode(s, &at);
		/* Opening marks stand before the first letter: "(common item)". */
		if (c < 0x80 ? strchr("(\"'[ ", (int)c) != NULL && c != 0
			     : (c == 0xAB || c == 0xA0 || (c >= 0x2018 && c <= 0x201F)))
			continue;
		if (upper(c) == c)
			return s;
		return dais_arena_printf(a, "%.*s%.*s%.*s", (int)from, s.p,
		    (int)dais_str_encode(upper(c), out), out, (int)(s.n - at), s.p + at);
	}
	return s;
}

struct dais_str
dais_text_original(enum dais_lang l, enum dais_lang original)
{
	static const char *const keys[DAIS_LANG_COUNT] = { "original-ar", "original-zh",
		"original-en", "original-fr", "original-ru", "original-es" };

	return dais_text_phrase(l, keys[original]);
}

struct dais_str
dais_text_only_line(struct dais_arena *a, enum dais_lang l, dais_lang_set set)
{
	/* Mastheads list the languages in English alphabetical order. */
	static const enum dais_lang order[] = { DAIS_LANG_AR, DAIS_LANG_ZH, DAIS_LANG_EN,
		DAIS_LANG_FR, DAIS_LANG_RU, DAIS_LANG_ES };
	struct dais_str v[DAIS_LANG_COUNT], list;
	size_t n = 0;

	if (dais_text_table(l)->masthead_english)
		l = DAIS_LANG_EN;
	for (size_t i = 0; i < DAIS_LANG_COUNT; i++)
		if (set & DAIS_LANG_BIT(order[i]))
			v[n++] = dais_text_original(l, order[i]);
	list = dais_text_capitalise(a, l, dais_text_list(a, l, v, n));
	return dais_text_fill(
	    a, l, "only", (const struct dais_slot[]){ { "languages", list }, END_SLOT });
}
