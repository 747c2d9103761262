/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Cutting. A text is read once, character by character; what a word is found by words_stems.c says.
 */
#include <unicode/uchar.h>

#include "text/letters.h"
#include "text/words_priv.h"

#define JOINT_MAX 3 /* characters: ")/" of "GC(65)/1" */

enum sort {
	SORT_LETTER,
	SORT_DIGIT,
	SORT_HAN,
	SORT_IGNORED, /* belongs to the word it is in */
	SORT_HYPHEN,
	SORT_APOSTROPHE,
	SORT_STROKE,
	SORT_SIGN,
	SORT_OTHER
};

enum script {
	SCRIPT_NONE,
	SCRIPT_LATIN,
	SCRIPT_CYRILLIC,
	SCRIPT_ARABIC
};

struct dais_words {
	struct dais_arena *arena;
	struct dais_stems *stems;
	struct dais_str text;
	enum dais_lang language;
	size_t at;
	dais_word_letters letters; /* that are looked for */
	bool is_first;
	bool before_is_han, before_has_digits;
	struct dais_word_form before;
	char pair[2 * DAIS_WORD_MAX_BYTES + 1];
};

struct dais_words *
dais_words_new(void)
{
	struct dais_arena *a = dais_arena_new(0);
	struct dais_words *w = DAIS_NEW(a, struct dais_words);

	w->arena = a;
	w->letters = ~(dais_word_letters)0;
	w->stems = dais_stems_new(a);
	return w;
}

void
dais_words_free(struct dais_words *w)
{
	if (!w)
		return;
	dais_stems_release(w->stems);
	dais_arena_free(w->arena);
}

void
dais_words_freep(struct dais_words **w)
{
	dais_words_free(*w);
	*w = NULL;
}

static bool
is_han(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005 ||
	       c == 0x3007 || (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) ||
	       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3134F);
}

static enum sort
sort_ascii(uint32_t c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return SORT_LETTER;
	if (c >= '0' && c <= '9')
		return SORT_DIGIT;
	switch (c) {
	case '-':
		return SORT_HYPHEN;
	case '\'':
	case '`':
		return SORT_APOSTROPHE;
	case '/':
		return SORT_STROKE;
	case '.':
	case ',':
	case '(':
	case ')':
	case ':':
	case '_':
	case '&':
	case '@':
	case '+':
		return SORT_SIGN;
	default:
		return SORT_OTHER;
	}
}

static enum sort
sort_of(uint32_t c)
{
	if (c < 0x80)
		return sort_ascii(c);
	if (is_han(c))
		return SORT_HAN;
	if (dais_scan_digit(c) >= 0)
		return SORT_DIGIT;
	if ((c >= 0x400 && c <= 0x481) || (c >= 0x620 && c <= 0x64A) || c == 0xAA || c == 0xBA)
		return SORT_LETTER;
	if (c == 0x2010 || c == 0x2011 || c == 0xFF0D)
		return SORT_HYPHEN;
	if (c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0xB4 || c == 0xFF07)
		return SORT_APOSTROPHE;
	if (c == 0xFF0F)
		return SORT_STROKE;
	if (c == 0xFF0E || c == 0xFF08 || c == 0xFF09)
		return SORT_SIGN;
	if (dais_scan_is_ignored(c) || (c >= 0x64B && c <= 0x65F) || c == 0x640 || c == 0x670)
		return SORT_IGNORED;
	switch (u_charType((UChar32)c)) {
	case U_UPPERCASE_LETTER:
	case U_LOWERCASE_LETTER:
	case U_TITLECASE_LETTER:
	case U_MODIFIER_LETTER:
	case U_OTHER_LETTER:
		return SORT_LETTER;
	case U_DECIMAL_DIGIT_NUMBER:
		return SORT_DIGIT;
	case U_NON_SPACING_MARK:
	case U_COMBINING_SPACING_MARK:
		return SORT_IGNORED;
	default:
		return SORT_OTHER;
	}
}

static enum script
script_of(uint32_t c)
{
	if (c < 0x250 || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0xFF21 && c <= 0xFF5A))
		return SCRIPT_LATIN;
	if (c >= 0x400 && c <= 0x52F)
		return SCRIPT_CYRILLIC;
	if (c >= 0x600 && c <= 0x6FF)
		return SCRIPT_ARABIC;
	return SCRIPT_NONE;
}

/* Whose rules a word follows; COUNT: nobody's. */
static enum dais_lang
rules_for(enum dais_lang l, enum script script)
{
	switch (script) {
	case SCRIPT_LATIN:
		return l == DAIS_LANG_FR || l == DAIS_LANG_ES ? l : DAIS_LANG_EN;
	case SCRIPT_CYRILLIC:
		return DAIS_LANG_RU;
	case SCRIPT_ARABIC:
		return DAIS_LANG_AR;
	default:
		return DAIS_LANG_COUNT;
	}
}

void
dais_words_start(struct dais_words *w, enum dais_lang l, struct dais_str text)
{
	w->text = text;
	w->language = l;
	w->at = 0;
	w->is_first = true;
	w->before.n = 0;
}

/* Moves to the next character of a word; the joint before it. SORT_OTHER at the end. */
static enum sort
skip_gap(struct dais_words *w, enum dais_word_joint *ret_joint, bool *ret_stroke)
{
	size_t signs = 0, hyphens = 0;
	bool apart = w->is_first;

	*ret_stroke = false;
	while (w->at < w->text.n) {
		size_t at = w->at;
		enum sort sort = sort_of(dais_str_decode(w->text, &w->at));

		if (sort <= SORT_HAN) {
			w->at = at;
			*ret_joint = apart || signs + hyphens > JOINT_MAX ? DAIS_WORD_APART
				     : signs                              ? DAIS_WORD_SIGN
				     : hyphens                            ? DAIS_WORD_HYPHEN
									  : DAIS_WORD_CLOSE;
			*ret_stroke = *ret_stroke && *ret_joint == DAIS_WORD_SIGN;
			return sort;
		}
		if (sort == SORT_HYPHEN || sort == SORT_APOSTROPHE)
			hyphens++;
		else if (sort == SORT_STROKE || sort == SORT_SIGN)
			signs++;
		apart = apart || sort == SORT_OTHER;
		*ret_stroke = *ret_stroke || sort == SORT_STROKE;
	}
	return SORT_OTHER;
}

/* Reads the rest of the word of @sort; one character when it is Chinese. */
static struct dais_str
read_word(struct dais_words *w, enum sort sort, enum script *ret_script)
{
	size_t from = w->at, end = from;

	*ret_script = SCRIPT_NONE;
	while (w->at < w->text.n) {
		size_t at = w->at;
		uint32_t c = dais_str_decode(w->text, &w->at);
		enum sort next = sort_of(c);

		if (next != SORT_IGNORED && (next != sort || (sort == SORT_HAN && end > from))) {
			w->at = at;
			break;
		}
		if (next == sort && *ret_script == SCRIPT_NONE && sort == SORT_LETTER)
			*ret_script = script_of(c);
		/* Controls behind a word are not its own; accents and vowels are. */
		if (next == sort || !dais_scan_is_ignored(c))
			end = w->at;
	}
	return dais_str_sub(w->text, from, end);
}

static bool
is_apostrophe_at(const struct dais_words *w, size_t *at)
{
	return *at < w->text.n && sort_of(dais_str_decode(w->text, at)) == SORT_APOSTROPHE;
}

static bool
is_word_at(const struct dais_words *w, size_t at)
{
	return at < w->text.n && sort_of(dais_str_decode(w->text, &at)) <= SORT_HAN;
}

/* An article or pronoun that has lost its vowel: "l'eau", "d'Ivoire". */
static bool
is_elided(const struct dais_words *w, struct dais_str raw, struct dais_str plain)
{
	static const char *const elided[] = { "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu",
		"lorsqu", "puisqu", "quoiqu" };
	size_t after = (size_t)(raw.p - w->text.p) + raw.n;

	if (plain.n > 6)
		return false;
	for (size_t i = 0; i < sizeof(elided) / sizeof(*elided); i++)
		if (dais_str_is(plain, elided[i]))
			return is_apostrophe_at(w, &after) && is_word_at(w, after);
	return false;
}

/* The English 's. */
static bool
is_possessive(const struct dais_words *w, enum dais_word_joint joint, struct dais_str raw,
    struct dais_str plain)
{
	size_t from = (size_t)(raw.p - w->text.p), one = from - 1, three = from - 3;

	if (joint != DAIS_WORD_HYPHEN || !dais_str_is(plain, "s") || is_word_at(w, from + raw.n))
		return false;
	/* An apostrophe is one byte or three. */
	return (from >= 1 && is_apostrophe_at(w, &one) && one == from) ||
	       (from >= 3 && is_apostrophe_at(w, &three) && three == from);
}

/* Whether the two words are found as a pair, and its key. */
static struct dais_str
make_pair(struct dais_words *w, enum sort sort, enum dais_word_joint joint, bool stroke,
    struct dais_str plain)
{
	bool han = w->before_is_han && sort == SORT_HAN;
	size_t n = 0;

	if (joint == DAIS_WORD_APART || w->before.n == 0)
		return DAIS_STR_NONE;
	if (!stroke && !(han && joint == DAIS_WORD_CLOSE) && !w->before_has_digits &&
	    sort != SORT_DIGIT)
		return DAIS_STR_NONE;
	memcpy(w->pair, w->before.p, w->before.n);
	n = w->before.n;
	if (!han)
		w->pair[n++] = '/';
	memcpy(w->pair + n, plain.p, plain.n);
	return (struct dais_str){ w->pair, n + plain.n };
}

void
dais_words_seek(struct dais_words *w, dais_word_letters letters)
{
	w->letters = letters;
}

bool
dais_words_next(struct dais_words *w, struct dais_word *ret)
{
	enum dais_word_joint joint, kept = DAIS_WORD_APART;
	bool stroke, has_kept = false, kept_stroke = false;
	enum sort sort;

	while ((sort = skip_gap(w, &joint, &stroke)) != SORT_OTHER) {
		enum script script;
		struct dais_str raw = read_word(w, sort, &script), plain;
		const struct dais_word_keys *s =
		    dais_stems_keys(w->stems, w->letters, rules_for(w->language, script), raw);

		if (s->n == 0)
			continue;
		plain = dais_word_form_str(&s->v[0]);
		if (has_kept) {
			joint = kept;
			stroke = kept_stroke;
		}
		if (script == SCRIPT_LATIN && is_possessive(w, joint, raw, plain))
			continue;
		if (script == SCRIPT_LATIN && is_elided(w, raw, plain)) {
			kept = joint;
			kept_stroke = stroke;
			has_kept = true;
			w->is_first = false;
			continue;
		}
		*ret = (struct dais_word){ .at = (size_t)(raw.p - w->text.p),
			.n = raw.n,
			.joint = joint,
			.is_han = sort == SORT_HAN,
			.key_count = s->n };
		for (size_t i = 0; i < s->n; i++)
			ret->keys[i] = dais_word_form_str(&s->v[i]);
		ret->pair = make_pair(w, sort, joint, stroke, plain);
		w->before = s->v[0];
		w->before_is_han = sort == SORT_HAN;
		w->before_has_digits = sort == SORT_DIGIT;
		w->is_first = false;
		return true;
	}
	return false;
}
