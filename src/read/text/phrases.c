/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Phrases of share/reading in a text. The text is gone through once, whatever the number of
 * phrases: at the end of each word, the phrases that end with it are compared with the last words.
 * Case, spaces, apostrophes and punctuation never count; a Chinese character is a word.
 */
#include "read/text/phrases.h"

#include "read/text/read_priv.h"
#include "text/text.h"

#define PHRASE_LINE_MAX 160u /* bytes of a text that may be a phrase as a whole */
#define WORD_BYTES_MAX 48u /* more than a word and what stands behind it */

bool
read_is_separator(uint32_t c)
{
	if (c < 0x80)
		return !(
		    (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
	return c == 0xA0 || c == 0xAB || c == 0xBB || (c >= 0x2000 && c <= 0x206F) ||
	       (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF0F) ||
	       (c >= 0xFF1A && c <= 0xFF20) || (c >= 0xFF3B && c <= 0xFF40) || c == 0x60C ||
	       c == 0x61B || c == 0x61F || c == 0x2BC || c == 0xFFFD;
}

bool
read_is_han(uint32_t c)
{
	return c >= 0x3400 && c <= 0x9FFF;
}

/* The last words of a text. */
struct word_ring {
	uint64_t hash[READ_PHRASE_WORDS_MAX];
	size_t at[READ_PHRASE_WORDS_MAX]; /* where each begins */
	size_t n;    /* words so far */
};

/* What is looked for: phrases of one list. */
struct phrase_search {
	const struct read_list *list;
	struct word_ring ring;
	size_t from;               /* bytes before it do not count */
	size_t most_words;         /* no more are looked at; 0: all */
	bool found;
	struct phrase_place best;  /* the first, the longest there */
	size_t best_words;         /* index of its first word */
	size_t longest_at_start;   /* words of the longest phrase that begins with the text */
	uint64_t lengths_at_start; /* bit n: a phrase of n words begins with the text */
};

static bool
ends_here(const struct word_ring *ring, const struct read_phrases *all, const struct read_phrase *p)
{
	if (p->n > ring->n)
		return false;
	for (size_t i = 0; i < p->n; i++) {
		size_t k = (ring->n - p->n + i) % READ_PHRASE_WORDS_MAX;

		if (ring->hash[k] != all->words[p->words + i])
			return false;
	}
	return true;
}

static void
note(struct phrase_search *s, const struct read_phrase *p, size_t end)
{
	size_t first = s->ring.n - p->n;
	size_t at = s->ring.at[first % READ_PHRASE_WORDS_MAX];

	if (first == 0)
		s->lengths_at_start |= (uint64_t)1 << p->n;
	if (at < s->from || (s->found && first > s->best_words))
		return;
	s->found = true;
	s->best_words = first;
	s->best = (struct phrase_place){ at, end - at, p->index };
}

/* A word with hash @h from byte @at to byte @end. */
static void
take_word(struct phrase_search *s, uint64_t h, size_t at, size_t end)
{
	const struct read_phrases *all = s->list->all;
	size_t bucket = h % READ_PHRASE_BUCKETS, k = s->ring.n % READ_PHRASE_WORDS_MAX;

	s->ring.hash[k] = h;
	s->ring.at[k] = at;
	s->ring.n++;
	for (size_t i = all->first[bucket]; i < all->first[bucket + 1]; i++) {
		if (all->v[i].list == s->list->id && ends_here(&s->ring, all, &all->v[i]))
			note(s, &all->v[i], end);
	}
}

static uint64_t
hash_char(uint64_t h, uint32_t c)
{
	char bytes[4];
	size_t n = dais_str_encode(c, bytes);

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)bytes[i]) * READ_HASH_PRIME;
	return h;
}

/* The character at @*at folded, 0 between words; dropped ones are skipped. False at the end. */
static bool
next_char(struct dais_str s, size_t *at, size_t *ret_here, uint32_t *ret)
{
	while (*at < s.n) {
		unsigned char b = (unsigned char)s.p[*at];
		uint32_t c, folded;

		*ret_here = *at;
		if (b < 0x80) {
			++*at;
			/* letters of both cases become small ones; all but digits stands between
			 * words */
			*ret = (unsigned)((b | 0x20) - 'a') < 26 ? b | 0x20u
			       : (unsigned)(b - '0') < 10        ? b
								 : 0;
			return true;
		}
		c = dais_str_decode(s, at);
		if (read_is_separator(c)) {
			*ret = 0;
			return true;
		}
		folded = dais_text_fold_char(c);
		*ret = folded == UINT32_MAX ? c : folded;
		if (folded)
			return true;
	}
	return false;
}

/* Goes through @s, or through as much as it takes to find one when @first_only. */
static void
search(struct phrase_search *s, struct dais_str text, bool first_only)
{
	uint64_t h = READ_HASH_BASIS;
	size_t at = 0, start = SIZE_MAX, here = 0, end = 0;
	uint32_t c;

	while (!(first_only && s->found) && !(s->most_words && s->ring.n >= s->most_words) &&
	       next_char(text, &at, &here, &c)) {
		bool han = read_is_han(c);

		if (start != SIZE_MAX && (c == 0 || han)) {
			take_word(s, h, start, end);
			start = SIZE_MAX;
		}
		if (han)
			take_word(s, hash_char(READ_HASH_BASIS, c), here, at);
		if (c == 0 || han)
			continue;
		if (start == SIZE_MAX) {
			start = here;
			h = READ_HASH_BASIS;
		}
		h = c < 0x80 ? (h ^ c) * READ_HASH_PRIME : hash_char(h, c);
		end = at;
	}
	if (start != SIZE_MAX && !(first_only && s->found))
		take_word(s, h, start, end);
}

/* Whether each character of @s can be folded by itself. */
static bool
is_plain(struct dais_str s)
{
	for (size_t at = 0; at < s.n;) {
		uint64_t eight;

		if (at + sizeof(eight) <= s.n) {
			memcpy(&eight, s.p + at, sizeof(eight));
			if (!(eight & 0x8080808080808080u)) {
				at += sizeof(eight);
				continue;
			}
		}
		if ((unsigned char)s.p[at] < 0x80)
			at++;
		else if (dais_text_fold_char(dais_str_decode(s, &at)) == UINT32_MAX)
			return false;
	}
	return true;
}

/* Looks through the first @most_words words of @s (0: all). */
static struct phrase_search
look_through(const struct read_list *list, struct dais_str s, size_t most_words, bool first_only)
{
	struct phrase_search search_for = { .list = list, .most_words = most_words };
	DAIS_ARENA_AUTO a = NULL;

	if (!list->n)
		return search_for;
	if (!is_plain(s)) {
		a = dais_arena_new(0);
		s = dais_text_fold(a, s);
	}
	search(&search_for, s, first_only);
	return search_for;
}

bool
read_is_phrase(const struct read_list *list, struct dais_str s)
{
	struct phrase_search found;

	if (s.n > PHRASE_LINE_MAX)
		return false;
	found = look_through(list, s, list->longest + 1, false);
	return found.ring.n < READ_PHRASE_WORDS_MAX + 1 && found.ring.n > 0 &&
	       (found.lengths_at_start >> found.ring.n & 1);
}

bool
read_starts_phrase(const struct read_list *list, struct dais_str s)
{
	size_t most = (size_t)list->longest * WORD_BYTES_MAX;
	size_t n = s.n < most ? s.n : most;

	/* No half characters. */
	while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return look_through(list, dais_str_sub(s, 0, n), list->longest, false).lengths_at_start !=
	       0;
}

bool
read_has_phrase(const struct read_list *list, struct dais_str s)
{
	return look_through(list, s, 0, true).found;
}

bool
read_find_phrase(
    const struct read_list *list, struct dais_str s, size_t from, struct phrase_place *ret)
{
	struct phrase_search found = { .list = list, .from = from };

	if (!list->n)
		return false;
	search(&found, s, false);
	*ret = found.best;
	return found.found;
}
