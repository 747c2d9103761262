/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a word is found by: itself and its stems. Stemming costs most of what cutting costs and is
 * remembered for the words that were seen lately: in a thousand words of a document three hundred
 * are different.
 */
#include <libstemmer.h>

#include "base/err.h"
#include "base/map.h"
#include "text/words_priv.h"

#define CACHE_SLOTS 1024u
#define CACHED_BYTES 40

struct slot {
	uint8_t n, rules; /* n 0: empty */
	char raw[CACHED_BYTES];
	struct dais_word_keys keys;
};

struct dais_stems {
	struct sb_stemmer *stemmers[DAIS_LANG_COUNT]; /* NULL: of a language without one */
	struct slot *cache;
	struct dais_word_keys own; /* of a word that is not kept */
};

struct dais_stems *
dais_stems_new(struct dais_arena *a)
{
	static const struct {
		enum dais_lang l;
		const char *algorithm;
	} known[] = { { DAIS_LANG_EN, "english" }, { DAIS_LANG_FR, "french" },
		{ DAIS_LANG_RU, "russian" }, { DAIS_LANG_ES, "spanish" } };
	struct dais_stems *t = DAIS_NEW(a, struct dais_stems);

	t->cache = DAIS_NEW_N(a, CACHE_SLOTS, struct slot);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		t->stemmers[known[i].l] = sb_stemmer_new(known[i].algorithm, "UTF_8");
		if (!t->stemmers[known[i].l])
			dais_err_no_memory();
	}
	return t;
}

void
dais_stems_release(struct dais_stems *t)
{
	for (size_t i = 0; i < DAIS_LANG_COUNT; i++)
		sb_stemmer_delete(t->stemmers[i]);
}

static void
add_key(struct dais_word_keys *keys, const struct dais_word_form *form)
{
	for (size_t i = 0; i < keys->n; i++)
		if (dais_str_eq(dais_word_form_str(&keys->v[i]), dais_word_form_str(form)))
			return;
	if (form->n && keys->n < DAIS_WORD_KEYS)
		keys->v[keys->n++] = *form;
}

/* A stem is marked with its language, so that a word is told from the words that it is the stem of,
 * and stems of two languages from each other. */
static void
add_stem_key(struct dais_word_keys *keys, enum dais_lang rules, const struct dais_word_form *stem)
{
	struct dais_word_form marked = { .n = 2, .p = { '~', dais_lang_letter(rules) } };
	size_t n = stem->n;

	while (n > sizeof(marked.p) - 2 ||
	       (n < stem->n && ((unsigned char)stem->p[n] & 0xC0u) == 0x80))
		n--;
	memcpy(marked.p + 2, stem->p, n);
	marked.n += n;
	if (n)
		add_key(keys, &marked);
}

/* Adds the stem of @s, folded, which is left in *@ret. */
static void
add_stem(struct dais_stems *t, enum dais_lang rules, struct dais_str s, struct dais_word_keys *keys,
    struct dais_word_form *ret)
{
	const sb_symbol *stem =
	    sb_stemmer_stem(t->stemmers[rules], (const sb_symbol *)s.p, (int)s.n);
	int n = sb_stemmer_length(t->stemmers[rules]);

	if (!stem)
		dais_err_no_memory();
	dais_word_plain((struct dais_str){ (const char *)stem, (size_t)n }, ret);
	if (rules == DAIS_LANG_RU)
		dais_word_without_fleeting_vowel(ret);
	add_stem_key(keys, rules, ret);
}

static void
make_keys(
    struct dais_stems *t, enum dais_lang rules, struct dais_str raw, struct dais_word_keys *keys)
{
	struct dais_word_form small, plain, stem, twice, other;

	keys->n = 0;
	dais_word_lower(raw, &small);
	dais_word_plain(dais_word_form_str(&small), &plain);
	add_key(keys, &plain);
	if (rules == DAIS_LANG_AR) {
		if (dais_word_stem_arabic(dais_word_form_str(&plain), false, &stem))
			add_stem_key(keys, rules, &stem);
		if (dais_word_stem_arabic(dais_word_form_str(&plain), true, &stem))
			add_stem_key(keys, rules, &stem);
	} else if (dais_word_own_stem(rules, dais_word_form_str(&plain), &stem)) {
		add_stem_key(keys, rules, &stem);
	} else if (rules < DAIS_LANG_COUNT) {
		/* Endings are told by their accents; accents are left out by those who type. Of
		 * "adoptee" the stemmer takes but one letter, having seen no accent. */
		add_stem(t, rules, dais_word_form_str(&small), keys, &stem);
		add_stem(t, rules, dais_word_form_str(&plain), keys, &stem);
		/* "mujer" loses what it takes for the ending of a verb, "mujeres" then does not. */
		if (rules == DAIS_LANG_FR || rules == DAIS_LANG_ES)
			add_stem(t, rules, dais_word_form_str(&stem), keys, &twice);
		if (dais_word_noun_of(rules, dais_word_form_str(&stem), &other))
			add_stem(t, rules, dais_word_form_str(&other), keys, &twice);
		if (dais_word_other_form(rules, dais_word_form_str(&plain), &other))
			add_stem(t, rules, dais_word_form_str(&other), keys, &twice);
	}
}

dais_word_letters
dais_word_letter(struct dais_str key)
{
	size_t at = 0;

	if (key.n > 2 && key.p[0] == '~')
		key = dais_str_sub(key, 2, key.n);
	return key.n ? (dais_word_letters)1 << dais_str_decode(key, &at) % 64u
		     : ~(dais_word_letters)0;
}

/* The word itself, in t->own, when its stems cannot be what is looked for. */
static bool
is_passed_over(
    struct dais_stems *t, dais_word_letters letters, enum dais_lang rules, struct dais_str raw)
{
	struct dais_word_form small, plain, other;

	if (rules == DAIS_LANG_AR || letters == ~(dais_word_letters)0)
		return false;
	dais_word_lower(raw, &small);
	dais_word_plain(dais_word_form_str(&small), &plain);
	if (letters & dais_word_letter(dais_word_form_str(&plain)))
		return false;
	/* "yeux" is found by the stem of "oeil". */
	if (dais_word_other_form(rules, dais_word_form_str(&plain), &other) &&
	    letters & dais_word_letter(dais_word_form_str(&other)))
		return false;
	t->own.n = 0;
	add_key(&t->own, &plain);
	return true;
}

const struct dais_word_keys *
dais_stems_keys(
    struct dais_stems *t, dais_word_letters letters, enum dais_lang rules, struct dais_str raw)
{
	struct slot *s = NULL;

	if (raw.n <= CACHED_BYTES) {
		s = &t->cache[(dais_map_hash(raw) ^ (unsigned)rules) % CACHE_SLOTS];
		if (s->n == raw.n && s->rules == rules && memcmp(s->raw, raw.p, raw.n) == 0)
			return &s->keys;
	}
	if (is_passed_over(t, letters, rules, raw))
		return &t->own;
	if (s) {
		s->n = (uint8_t)raw.n;
		s->rules = (uint8_t)rules;
		memcpy(s->raw, raw.p, raw.n);
	}
	make_keys(t, rules, raw, s ? &s->keys : &t->own);
	return s ? &s->keys : &t->own;
}
