/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A text as a row of positions.
 */
#include <stdio.h>

#include "store/search_id.h"
#include "store/search_tokens.h"

#define GLUED_MAX 100 /* bytes of a symbol without strokes */
#define SHORT_MAX 3   /* letters of most words that every text has: "of", "les", "для", "من" */
#define SPLIT_ALTERNATIVES '\x1F'

void
dais_search_counts_init(struct dais_search_counts *c, struct dais_arena *a)
{
	*c = (struct dais_search_counts){ .arena = a };
	dais_map_init(&c->places, a);
}

struct row {
	enum dais_search_engine engine;
	struct dais_search_counts *counts;
	struct dais_buf *out;
	unsigned position;   /* 1..; 0: none yet */
	bool has_key;        /* at this position */
	size_t key_bytes;    /* of different keys */
	struct dais_buf own; /* a key with its sign */
	struct dais_buf pair, before; /* of two neighbours: their key, and the word before */
	DAIS_VEC(struct dais_str)
	titled; /* the keys of SQLite with the sign of titles, each once */
};

static struct dais_search_count *
count(struct row *r, struct dais_str key, bool is_counted)
{
	struct dais_search_counts *c = r->counts;
	size_t place = dais_map_get(&c->places, key);
	struct dais_search_count *n;

	if (place == DAIS_MAP_NONE) {
		n = dais_vec_add(c->arena, &c->v);
		n->key = dais_arena_dup(c->arena, key);
		(void)dais_map_add(&c->places, n->key, c->v.n - 1);
	} else {
		n = &c->v.v[place];
	}
	if (n->last != c->texts) {
		n->last = c->texts;
		n->occurrences = 0;
		n->texts[c->language]++;
		r->key_bytes += key.n;
	}
	n->is_counted = n->is_counted || is_counted;
	return n;
}

static void
put(struct row *r, struct dais_str key)
{
	if (r->engine == DAIS_SEARCH_SQLITE) {
		if (r->has_key)
			dais_buf_put_char(r->out, SPLIT_ALTERNATIVES);
		dais_buf_put(r->out, key);
	} else {
		dais_buf_printf(r->out, "'%.*s':%u ", DAIS_STR_ARG(key), r->position);
	}
	r->has_key = true;
}

static void
add(struct row *r, char sign, struct dais_str key, bool is_counted)
{
	struct dais_search_count *n;

	if (sign) {
		bool is_behind = sign == '^' && r->engine == DAIS_SEARCH_SQLITE;

		dais_buf_clear(&r->own);
		if (!is_behind)
			dais_buf_put_char(&r->own, sign);
		dais_buf_put(&r->own, key);
		if (is_behind)
			dais_buf_put_char(&r->own, sign);
		key = dais_buf_str(&r->own);
	}
	n = count(r, key, is_counted);
	if (sign == '^' && r->engine == DAIS_SEARCH_SQLITE && n->occurrences == 0)
		dais_vec_push(r->counts->arena, &r->titled, n->key);
	if (n->occurrences++ < DAIS_SEARCH_OCCURRENCES_MAX)
		put(r, key);
}

/* A key of a word, pair or stem. SQLite, which can leap from list to list, has words of titles
 * under their sign alone: who looks for a word anywhere looks for both. It is counted all the same,
 * so that limits and tables of words are those of PostgreSQL. */
static void
add_word(struct row *r, char sign, struct dais_str key, bool is_counted)
{
	if (sign != '^' || r->engine != DAIS_SEARCH_SQLITE) {
		add(r, 0, key, is_counted);
		if (sign)
			add(r, sign, key, false);
		return;
	}
	count(r, key, is_counted)->occurrences++;
	add(r, sign, key, false);
}

/* To the next position; every position of SQLite needs a key. */
static void
step(struct row *r)
{
	if (r->engine == DAIS_SEARCH_SQLITE && r->position) {
		if (!r->has_key)
			dais_buf_put_char(r->out, '.');
		dais_buf_put_char(r->out, ' ');
	}
	r->position++;
	r->has_key = false;
}

static void
add_facet(struct row *r, char facet, int64_t value)
{
	char text[32];
	int n = snprintf(text, sizeof(text), "%c%lld", facet, (long long)value);

	step(r);
	add(r, '@', (struct dais_str){ text, (size_t)n }, false);
}

/* Takes no position and none of the bytes that a text may have, so that SQLite, which is not given
 * it, finds the same. Counted as a word: how many texts a slice has is asked for. */
static void
add_slice(struct row *r, unsigned slice)
{
	size_t bytes = r->key_bytes;

	for (unsigned level = 0; level < DAIS_SEARCH_SPAN_LEVELS; level++) {
		char text[32];
		int n = snprintf(text, sizeof(text), "@%c%04u", (char)('d' + level),
		    slice >> (DAIS_SEARCH_SPAN_SHIFT * level));
		struct dais_str key = { text, (size_t)n };

		if (r->engine == DAIS_SEARCH_POSTGRESQL)
			add(r, 0, key, level == 0);
		else if (level == 0)
			(void)count(r, key, true);
	}
	r->key_bytes = bytes;
}

static bool
is_han(struct dais_str s)
{
	size_t at = 0;
	uint32_t c = s.n ? dais_str_decode(s, &at) : 0;

	return c >= 0x3005 && c <= 0x9FFF;
}

struct dais_search_in_row
dais_search_in_row(struct dais_str word)
{
	return (struct dais_search_in_row){ dais_map_hash(word), is_han(word) };
}

bool
dais_search_row_key(const struct dais_search_in_row *v, size_t n, char out[DAIS_SEARCH_ROW_BYTES])
{
	static const char figures[] =
	    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-";
	uint64_t h = n;

	if (n == 2 && v[0].is_han && v[1].is_han)
		return false;
	for (size_t i = 0; i < n; i++) {
		h = h * 0x9E3779B97F4A7C15u + v[i].hash;
		h ^= h >> 32;
	}
	h *= 0xBF58476D1CE4E5B9u;
	out[0] = '%';
	for (int i = 0; i < DAIS_SEARCH_ROW_BYTES - 1; i++)
		out[1 + i] = figures[h >> (58 - 6 * i) & 63u];
	return true;
}

bool
dais_search_neighbours(struct dais_str word, struct dais_str next, struct dais_buf *ret)
{
	dais_buf_clear(ret);
	if ((is_han(word) && is_han(next)) ||
	    (dais_str_count(word) > SHORT_MAX && dais_str_count(next) > SHORT_MAX))
		return false;
	dais_buf_printf(ret, "%%%.*s%%%.*s", DAIS_STR_ARG(word), DAIS_STR_ARG(next));
	return true;
}

/* The word at hand and the one before it, where that stands; none of the bytes that a text may have
 * are theirs. */
static void
add_neighbours(struct row *r, char sign, struct dais_str word)
{
	size_t bytes = r->key_bytes;

	if (r->before.n && dais_search_neighbours(dais_buf_str(&r->before), word, &r->pair))
		add_word(r, sign, dais_buf_str(&r->pair), false);
	dais_buf_clear(&r->before);
	dais_buf_put(&r->before, word);
	r->key_bytes = bytes;
}

/* The last @n of @v; takes no position either, nor of the bytes. */
static void
add_row(struct row *r, const struct dais_search_in_row *v, size_t n)
{
	char key[DAIS_SEARCH_ROW_BYTES];
	size_t bytes = r->key_bytes;
	struct dais_search_count *known;

	if (!dais_search_row_key(v + DAIS_SEARCH_ROW_WORDS - n, n, key))
		return;
	known = count(r, (struct dais_str){ key, sizeof(key) }, false);
	if (known->occurrences++ == 0)
		dais_buf_printf(r->out, "'%.*s' ", (int)sizeof(key), key);
	r->key_bytes = bytes;
}

static void
add_text(struct row *r, struct dais_words *words, enum dais_lang l, struct dais_str text, char sign)
{
	struct dais_search_in_row last[DAIS_SEARCH_ROW_WORDS] = { 0 };
	struct dais_word w;
	size_t n = 0; /* of @last that are words of this text */

	dais_buf_clear(&r->before);
	dais_words_start(words, l, text);
	while (r->position < DAIS_SEARCH_POSITIONS_MAX &&
	       r->key_bytes < DAIS_SEARCH_KEY_BYTES_MAX && dais_words_next(words, &w)) {
		if (r->engine == DAIS_SEARCH_POSTGRESQL) {
			memmove(last, last + 1, (DAIS_SEARCH_ROW_WORDS - 1) * sizeof(*last));
			last[DAIS_SEARCH_ROW_WORDS - 1] = dais_search_in_row(w.keys[0]);
			n += n < DAIS_SEARCH_ROW_WORDS;
			for (size_t row = 2; row <= n; row++)
				add_row(r, last, row);
		}
		/* A pair stands where its first word stands. */
		if (w.pair.n)
			add_word(r, sign, w.pair, true);
		if (r->engine == DAIS_SEARCH_SQLITE)
			add_neighbours(r, sign, w.keys[0]);
		step(r);
		for (size_t k = 0; k < w.key_count; k++)
			add_word(r, sign, w.keys[k], true);
	}
}

/* Every symbol whole, as its words in a row; and its beginnings without strokes. */
static void
add_whole_symbols(
    struct row *r, struct dais_words *words, enum dais_lang l, struct dais_str symbols)
{
	DAIS_BUF_AUTO b = { 0 };
	DAIS_BUF_AUTO glued = { 0 };
	struct dais_str symbol;

	dais_buf_init(&b, 4096);
	dais_buf_init(&glued, 4096);
	while (dais_str_next(&symbols, ' ', &symbol)) {
		struct dais_word w;

		dais_buf_clear(&b);
		dais_buf_clear(&glued);
		dais_words_start(words, l, symbol);
		while (dais_words_next(words, &w)) {
			bool is_first = b.n == 0;

			/* What has no words has no position. */
			if (is_first)
				step(r);
			else
				dais_buf_put_char(&b, '/');
			dais_buf_put(&b, w.keys[0]);
			dais_buf_put(&glued, w.keys[0]);
			if (!is_first && glued.n <= GLUED_MAX)
				add(r, '#', dais_buf_str(&glued), false);
		}
		if (b.n && !dais_buf_has_failed(&b) && b.n <= 1000)
			add(r, '=', dais_buf_str(&b), false);
	}
}

/* SQLite's keys of the title once more, two positions behind its last word. */
static void
end_title(struct row *r)
{
	for (size_t i = 0; i < r->titled.n; i++)
		put(r, r->titled.v[i]);
}

void
dais_search_tokens(struct dais_words *words, enum dais_search_engine engine,
    const struct dais_index_text *t, const struct dais_search_facets *facets,
    struct dais_search_counts *counts, struct dais_buf *out)
{
	struct row r = { .engine = engine, .counts = counts, .out = out };

	counts->texts++;
	counts->language = t->language;
	dais_buf_clear(out);
	dais_buf_init(&r.own, 2048);
	dais_buf_init(&r.pair, 2048);
	dais_buf_init(&r.before, 2048);
	add_text(&r, words, t->language, t->title, '^');
	/* Facets stand between, so that no phrase reaches from one into the other, nor to the keys
	 * that say how long the title is. */
	add_facet(&r, 'k', facets->kind);
	add_facet(&r, 'g', facets->genre);
	end_title(&r);
	add_facet(&r, 'y', facets->year);
	add_text(&r, words, t->language, t->symbols, '$');
	add_whole_symbols(&r, words, t->language, t->symbols);
	add_slice(&r, facets->slice);
	for (size_t i = 0; i < facets->bodies.n; i++)
		add_facet(&r, 't', facets->bodies.v[i]);
	add_text(&r, words, t->language, t->text, 0);
	dais_buf_release(&r.own);
	dais_buf_release(&r.pair);
	dais_buf_release(&r.before);
}
