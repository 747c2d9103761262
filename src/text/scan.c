/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The tokens of src/text/scan_priv.h.
 */
#include "base/err.h"
#include "text/scan_priv.h"

#define KEY_WORDS_MAX 8

static bool
is_dash(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 ||
	       c == 0xFE63 || c == 0xFF0D;
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0x60 || c == 0xB4 ||
	       c == 0x2032;
}

void
dais_scan_init(struct dais_scan *s, enum dais_lang l, struct dais_str text)
{
	s->table = dais_text_table(l);
	s->text = text;
	s->pos = 0;
	s->head = 0;
	s->n = 0;
	s->before = SIZE_MAX;
	s->since_range = DAIS_SCAN_WINDOW;
}

static void
read_number(struct dais_scan *s, struct dais_token *t)
{
	size_t next = s->pos;

	t->kind = DAIS_TOKEN_NUMBER;
	while (s->pos < s->text.n) {
		int d = dais_scan_digit(dais_str_decode(s->text, &next));

		if (d < 0)
			break;
		t->digits++;
		t->value = t->digits <= 4 ? t->value * 10 + d : -1;
		s->pos = next;
	}
	t->end = s->pos;
}

static bool
is_ascii_letter(unsigned char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

static void
read_word(struct dais_scan *s, struct dais_token *t)
{
	size_t next = s->pos, n = 0;
	bool fits = true;

	t->kind = DAIS_TOKEN_WORD;
	while (s->pos < s->text.n) {
		unsigned char byte = (unsigned char)s->text.p[next];
		uint32_t c, out[2];
		int k;

		/* Most letters of most words. */
		if (is_ascii_letter(byte)) {
			fits = fits && n < sizeof(t->word);
			if (fits)
				t->word[n++] = (char)(byte | 0x20);
			s->pos = ++next;
			continue;
		}
		c = dais_str_decode(s->text, &next);
		k = dais_scan_is_ignored(c) ? 0 : dais_scan_fold_letter(c, out);

		if (k < 0)
			break;
		for (int i = 0; i < k; i++) {
			char u[4];
			size_t w = dais_str_encode(out[i], u);

			fits = fits && n + w <= sizeof(t->word);
			if (fits) {
				memcpy(t->word + n, u, w);
				n += w;
			}
		}
		s->pos = next;
	}
	t->n = fits ? (uint8_t)n : 0;
	t->end = s->pos;
}

/* Reads the next token of the text into @t. */
static void
read_token(struct dais_scan *s, struct dais_token *t)
{
	memset(t, 0, sizeof(*t));
	t->at = t->end = s->text.n;
	while (s->pos < s->text.n) {
		size_t next = s->pos;
		uint32_t c = dais_str_decode(s->text, &next), out[2];
		int k;

		if (dais_scan_is_space(c) || dais_scan_is_ignored(c)) {
			t->space = t->space || dais_scan_is_space(c);
			s->pos = next;
			continue;
		}
		t->at = s->pos;
		k = dais_scan_fold_letter(c, out);
		if (dais_scan_digit(c) >= 0) {
			read_number(s, t);
		} else if (k > 0) {
			t->capital = out[0] != c && c < 0x530 && c != 0xAA && c != 0xBA;
			read_word(s, t);
		} else {
			t->kind = DAIS_TOKEN_MARK;
			t->mark = is_dash(c) ? '-' : is_apostrophe(c) ? '\'' : c;
			s->pos = t->end = next;
		}
		return;
	}
}

struct dais_token *
dais_scan_read_to(struct dais_scan *s, unsigned i)
{
	/* No pattern is as long as the window; what is, is none. */
	if (i >= DAIS_SCAN_WINDOW) {
		memset(&s->beyond, 0, sizeof(s->beyond));
		return &s->beyond;
	}
	while (s->n <= i) {
		read_token(s, &s->ring[(s->head + s->n) % DAIS_SCAN_WINDOW]);
		s->n++;
	}
	return &s->ring[(s->head + i) % DAIS_SCAN_WINDOW];
}

void
dais_scan_skip(struct dais_scan *s, unsigned n)
{
	for (; n > 0; n--) {
		if (dais_scan_hit(s, 0).kinds & DAIS_WORD_RANGE)
			s->since_range = 0;
		else if (s->since_range < DAIS_SCAN_WINDOW)
			s->since_range++;
		s->before = s->ring[s->head].at;
		s->head = (s->head + 1) % DAIS_SCAN_WINDOW;
		s->n--;
	}
}

bool
dais_scan_is_mark(struct dais_scan *s, unsigned i, uint32_t c)
{
	const struct dais_token *t = dais_scan_peek(s, i);

	return t->kind == DAIS_TOKEN_MARK && t->mark == c;
}

#define HASH_BASIS 2166136261u /* FNV-1a; tools/make_languages.py makes the table with it */
#define HASH_PRIME 16777619u

static const struct dais_text_word *
find_hashed(const struct dais_text_table *t, struct dais_str key, uint32_t hash)
{
	uint32_t mask = (1u << t->slot_bits) - 1;

	/* The table is never full: an empty slot ends every search. */
	for (uint32_t at = hash >> (32 - t->slot_bits); t->slots[at]; at = (at + 1) & mask) {
		const struct dais_text_word *w = &t->words[t->slots[at] - 1];

		if (w->n == key.n && memcmp(t->pool + w->at, key.p, key.n) == 0)
			return w;
	}
	return NULL;
}

static const struct dais_text_word *
find_word(const struct dais_text_table *t, struct dais_str key)
{
	uint32_t hash = HASH_BASIS;

	for (size_t i = 0; i < key.n; i++)
		hash = (hash ^ (unsigned char)key.p[i]) * HASH_PRIME;
	return find_hashed(t, key, hash);
}

uint64_t
dais_scan_begins(const struct dais_text_table *t, struct dais_str key)
{
	const struct dais_text_word *w = find_word(t, key);

	return w ? w->begins : 0;
}

/* Index of the word that continues a key after token @i: the next word, or the word behind a
 * hyphen, apostrophe or slash ("vingt-et-unième", "أيار/مايو") or the stop of an initial ("a.m.").
 * 0: none. */
static unsigned
next_word(struct dais_scan *s, unsigned i)
{
	const struct dais_token *m = dais_scan_peek(s, i + 1);
	bool initial = dais_scan_peek(s, i)->n == 1;

	if (m->kind == DAIS_TOKEN_WORD)
		return i + 1;
	if (m->kind != DAIS_TOKEN_MARK || dais_scan_peek(s, i + 2)->kind != DAIS_TOKEN_WORD)
		return 0;
	if (m->mark == '/' || m->mark == '\'' || (m->mark == '-' && !m->space) ||
	    (m->mark == '.' && !m->space && initial))
		return i + 2;
	return 0;
}

static struct dais_hit
look_up(struct dais_scan *s, unsigned i)
{
	struct dais_hit hit = { 0 };
	char key[DAIS_SCAN_KEY_MAX];
	size_t n = 0;
	unsigned at = i;

	for (unsigned words = 0; words < KEY_WORDS_MAX; words++) {
		const struct dais_token *t = dais_scan_peek(s, at);
		const struct dais_text_word *w;

		if (t->kind != DAIS_TOKEN_WORD || t->n == 0 || n + t->n + 1u > sizeof(key))
			break;
		if (n)
			key[n++] = ' ';
		memcpy(key + n, t->word, t->n);
		n += t->n;
		w = find_word(s->table, (struct dais_str){ key, n });
		if (!w)
			break;
		if (w->kinds & ~(uint64_t)DAIS_WORD_MORE)
			hit = (struct dais_hit){ w->kinds, w->value, at - i + 1, t->end };
		if (!(w->kinds & DAIS_WORD_MORE))
			break;
		at = next_word(s, at);
		if (at == 0)
			break;
	}
	return hit;
}

struct dais_hit
dais_scan_hit(struct dais_scan *s, unsigned i)
{
	struct dais_token *t = dais_scan_peek(s, i);

	if (t->kind != DAIS_TOKEN_WORD || i + 2 * KEY_WORDS_MAX >= DAIS_SCAN_WINDOW)
		return (struct dais_hit){ 0 };
	if (!t->looked_up) {
		struct dais_hit hit = look_up(s, i);

		/* Looking up may have read on, but tokens already in the ring stay in place. */
		t->hit = hit;
		t->looked_up = true;
	}
	return t->hit;
}

struct dais_hit
dais_scan_english(struct dais_scan *s, unsigned i)
{
	const struct dais_text_table *own = s->table;
	const struct dais_token *t = dais_scan_peek(s, i);
	struct dais_hit hit;

	if (t->kind != DAIS_TOKEN_WORD || (unsigned char)s->text.p[t->at] >= 0x80)
		return (struct dais_hit){ 0 };
	s->table = dais_text_table(DAIS_LANG_EN);
	hit = look_up(s, i);
	s->table = own;
	return hit;
}

struct dais_token
dais_scan_before(const struct dais_scan *s)
{
	struct dais_scan one = { .table = s->table, .text = s->text, .before = SIZE_MAX };
	struct dais_hit hit;

	if (s->before == SIZE_MAX)
		return (struct dais_token){ .kind = DAIS_TOKEN_END };
	one.pos = s->before;
	hit = dais_scan_hit(&one, 0);
	one.ring[0].hit = hit;
	return one.ring[0];
}

/* --- seeking --- */

bool
dais_scan_may_be_name(struct dais_str s, size_t at, size_t end)
{
	char c = s.p[at], next = end < s.n ? s.p[end] : '\0';

	/* "and" is written to the next word in Arabic. */
	if (c == '\xD9' && at + 2 < end && s.p[at + 1] == '\x88')
		c = s.p[at + 2];
	if (c == 'h' || c == 'w')
		return next == ':' || next == '.';
	/* Symbols in Cyrillic letters, and in Arabic ones that stand alone. */
	if ((unsigned char)s.p[at] >= 0x80 && (unsigned char)c >= 0x80)
		return next == '/' || (end - at == 2 && (next == ' ' || next == '.'));
	if (c < 'A' || c > 'Z' || !next)
		return false;
	return strchr("/-(.", next) || (next >= '0' && next <= '9') ||
	       (next == ' ' && end - at <= 4 && end + 1 < s.n && s.p[end + 1] >= '0' &&
		   s.p[end + 1] <= '9') ||
	       (next == ' ' && s.p[end - 1] <= 'Z' && end + 2 < s.n && s.p[end + 1] == '(' &&
		   s.p[end + 2] >= '0' && s.p[end + 2] <= '9');
}

bool
dais_scan_may_be_roman(struct dais_str s, size_t at, size_t end)
{
	size_t n;

	return s.p[at] >= 'C' && s.p[at] <= 'X' && dais_text_roman(dais_str_sub(s, at, end), &n) &&
	       at + n == end;
}

/* A word read without making a token of it. */
struct glance {
	char word[DAIS_SCAN_WORD_MAX];
	size_t n;
	uint32_t hash;
	bool fits;
};

static void
put(struct glance *g, const char *p, size_t n)
{
	g->fits = g->fits && g->n + n <= sizeof(g->word);
	if (!g->fits)
		return;
	for (size_t i = 0; i < n; i++) {
		g->word[g->n++] = p[i];
		g->hash = (g->hash ^ (unsigned char)p[i]) * HASH_PRIME;
	}
}

/* Reads the word at @at; past it, or @at when there is none. As read_word() does. */
static size_t
glance_at(struct dais_str s, size_t at, struct glance *g)
{
	size_t next = at;

	g->n = 0;
	g->hash = HASH_BASIS;
	g->fits = true;
	while (at < s.n) {
		unsigned char byte = (unsigned char)s.p[at];
		uint32_t c, out[2];
		int k;

		if (is_ascii_letter(byte)) {
			char small = (char)(byte | 0x20);

			put(g, &small, 1);
			at++;
			continue;
		}
		if (byte < 0x80)
			break;
		next = at;
		c = dais_str_decode(s, &next);
		k = dais_scan_is_ignored(c) ? 0 : dais_scan_fold_letter(c, out);
		if (k < 0)
			break;
		for (int i = 0; i < k; i++) {
			char u[4];

			put(g, u, dais_str_encode(out[i], u));
		}
		at = next;
	}
	return at;
}

/* Past what cannot begin a token: spaces and invisible characters. */
static size_t
skip_gap(struct dais_str s, size_t at)
{
	while (at < s.n) {
		size_t next = at;
		uint32_t c;

		if (s.p[at] == ' ') {
			at++;
			continue;
		}
		c = dais_str_decode(s, &next);
		if (!dais_scan_is_space(c) && !dais_scan_is_ignored(c))
			break;
		at = next;
	}
	return at;
}

static void
pass(struct dais_scan *s, size_t at, size_t end)
{
	s->before = at;
	s->pos = end;
	if (s->since_range < DAIS_SCAN_WINDOW)
		s->since_range++;
}

void
dais_scan_seek(struct dais_scan *s, uint64_t kinds, bool names)
{
	struct glance g;

	while (s->n == 0 && s->pos < s->text.n) {
		size_t at = skip_gap(s->text, s->pos), end, next = at;
		const struct dais_text_word *w;

		if (at >= s->text.n) {
			s->pos = at;
			return;
		}
		end = glance_at(s->text, at, &g);
		if (end == at) {
			if (dais_scan_digit(dais_str_decode(s->text, &next)) >= 0)
				return;
			pass(s, at, next);
			continue;
		}
		w = g.fits && g.n ? find_hashed(s->table, (struct dais_str){ g.word, g.n }, g.hash)
				  : NULL;
		if ((w && (w->begins & kinds)) || dais_scan_may_be_roman(s->text, at, end) ||
		    (names && dais_scan_may_be_name(s->text, at, end)))
			return;
		pass(s, at, end);
	}
}
