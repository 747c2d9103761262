/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "corpus.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "text/words.h"

uint64_t
corpus_random(struct corpus_random *r, uint64_t below)
{
	uint64_t x = r->state += 0x9E3779B97F4A7C15u;

	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return (x ^ x >> 31) % below;
}

struct reading {
	struct corpus *corpus;
	enum dais_lang language;
};

static void
add_word(void *ctx, struct dais_str word)
{
	struct reading *r = ctx;

	dais_vec_push(r->corpus->arena, &r->corpus->words[r->language], word);
}

/* Words as they stand in @text; runs of Chinese by the dictionary. */
static void
cut(struct corpus *c, enum dais_lang l, struct dais_str text)
{
	DAIS_WORDS_AUTO words = dais_words_new();
	struct reading r = { c, l };
	struct dais_word w;
	size_t from = 0, to = 0;

	dais_words_start(words, l, text);
	while (dais_words_next(words, &w)) {
		if (to > from && !(w.is_han && w.joint == DAIS_WORD_CLOSE && w.at == to)) {
			dais_words_of_chinese(dais_str_sub(text, from, to), add_word, &r);
			from = to = 0;
		}
		if (w.is_han) {
			from = to > from ? from : w.at;
			to = w.at + w.n;
		} else {
			add_word(&r, dais_str_sub(text, w.at, w.at + w.n));
		}
	}
}

struct counted {
	struct dais_str word;
	size_t n;
};

static int
by_count(const void *x, const void *y)
{
	const struct counted *a = x, *b = y;

	return a->n > b->n ? -1 : a->n < b->n;
}

static void
find_frequent(struct corpus *c, enum dais_lang l)
{
	struct counted *v = DAIS_NEW_N(c->arena, c->words[l].n, struct counted);
	struct dais_map places;
	size_t n = 0;

	dais_map_init(&places, c->arena);
	for (size_t i = 0; i < c->words[l].n; i++) {
		size_t at = dais_map_get(&places, c->words[l].v[i]);

		if (at == DAIS_MAP_NONE) {
			(void)dais_map_add(&places, c->words[l].v[i], at = n++);
			v[at].word = c->words[l].v[i];
		}
		v[at].n++;
	}
	qsort(v, n, sizeof(*v), by_count);
	for (size_t i = 0; i < 20 && i < n; i++)
		c->frequent[l][i] = v[i].word;
}

/* References ("{{doc a}}") are no words of the language. */
static struct dais_str
without_references(struct dais_arena *a, struct dais_str text)
{
	char *out = dais_arena_cstr(a, text);
	bool inside = false;

	for (size_t i = 0; i < text.n; i++) {
		inside = inside || out[i] == '{';
		if (inside && out[i] == '}')
			inside = false;
		if (inside || out[i] == '}')
			out[i] = ' ';
	}
	return (struct dais_str){ out, text.n };
}

bool
corpus_read(struct dais_arena *a, const char *folder, struct corpus *ret, struct dais_err *err)
{
	*ret = (struct corpus){ .arena = a };
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str text;
		const char *path =
		    dais_arena_printf(a, "%s/%s.md", folder, dais_lang_code((enum dais_lang)l)).p;

		if (!dais_file_read(a, path, 1 << 24, &text, err))
			return false;
		cut(ret, (enum dais_lang)l, without_references(a, text));
		find_frequent(ret, (enum dais_lang)l);
	}
	return true;
}

/* Rare word @n: letters of its language, no two alike. */
static void
put_rare(struct dais_buf *b, enum dais_lang l, uint64_t n)
{
	static const char *const letters[] = { "ابتثجحخدرزسشصضطعغفقكلمنهو",
		"山水木金土人口田石竹米虫鱼鸟车马风雨电火日月星云", "abdefgiklmnoprstuvz",
		"abdefgiklmnoprstuvé", "абвгдежзиклмнопрстуф", "abdefgiklmnoprstuví" };
	struct dais_str s = dais_str_from(letters[l]);
	size_t count = dais_str_count(s);

	n = n * 7919 + 104729;
	for (int i = 0; i < (l == DAIS_LANG_ZH ? 3 : 6); i++, n /= count) {
		size_t at = 0;

		for (uint64_t k = n % count; k > 0; k--)
			(void)dais_str_decode(s, &at);
		dais_buf_put_cp(b, dais_str_decode(s, &at));
	}
}

static void
put_words(const struct corpus *c, enum dais_lang l, struct corpus_random *r, unsigned n,
    struct dais_buf *b)
{
	for (unsigned i = 0; i < n; i++) {
		if (i && l != DAIS_LANG_ZH)
			dais_buf_put_char(b, ' ');
		if (l == DAIS_LANG_ZH && i % 9 == 8)
			dais_buf_puts(b, "，");
		if (corpus_random(r, 100) < 85) {
			dais_buf_put(b, c->words[l].v[corpus_random(r, c->words[l].n)]);
		} else {
			/* The nth about as often as 1/n. */
			uint64_t top = CORPUS_TAIL >> corpus_random(r, 16);

			put_rare(b, l, corpus_random(r, top + 1));
		}
	}
}

struct dais_str
corpus_body(uint64_t n, struct dais_arena *a)
{
	/* Twenty conferences, each with working groups. */
	if (n < 20)
		return dais_arena_printf(a, "C%c%c/COP", (char)('A' + n % 5), (char)('A' + n / 5));
	return dais_arena_printf(a, "C%c%c/COP/WG.%u", (char)('A' + n % 20 % 5),
	    (char)('A' + n % 20 / 5), (unsigned)(n / 20));
}

struct dais_str
corpus_body_parent(uint64_t n, struct dais_arena *a)
{
	return n < 20 ? DAIS_STR_NONE : corpus_body(n % 20, a);
}

void
corpus_text(const struct corpus *c, uint64_t i, struct dais_arena *a, struct dais_index_text *ret)
{
	static const char *const genres[] = { "report", "background-paper", "note", "resolution",
		"conference-room-paper", "agenda", "statement" };
	DAIS_BUF_AUTO b = { 0 };
	struct corpus_random r = { i * 0x2545F4914F6CDD1Du };
	enum dais_lang l = (enum dais_lang)(i % DAIS_LANG_COUNT);
	/* A package of a thousand texts is of one body and year. */
	uint64_t package = i / 1000, body = package * 7 % CORPUS_BODIES;
	int year = 1990 + (int)(package * 13 % 37);
	bool is_document = corpus_random(&r, 100) < 60;

	dais_buf_init(&b, 1 << 16);
	*ret = (struct dais_index_text){ .language = l,
		.kind = is_document ? DAIS_STR("document") : DAIS_STR("item"),
		.id = dais_arena_printf(a, "t%llu", (unsigned long long)(i / DAIS_LANG_COUNT)),
		.body = corpus_body(body, a),
		.year = year,
		.date = { year, 1 + (int)(package % 12), 1 + (int)(package % 28) },
		.genre = dais_str_from(genres[corpus_random(&r, 7)]),
		.restricted = corpus_random(&r, 100) == 0 };
	put_words(c, l, &r, 4 + (unsigned)corpus_random(&r, 8), &b);
	ret->title = dais_buf_dup(&b, a);
	dais_buf_clear(&b);
	put_words(c, l, &r, 20 + (unsigned)corpus_random(&r, 40), &b);
	ret->text = dais_buf_dup(&b, a);
	if (is_document)
		ret->symbols = dais_arena_printf(a, "%.*s/%d/%llu", DAIS_STR_ARG(ret->body), year,
		    (unsigned long long)(1 + i % 1000 / DAIS_LANG_COUNT));
}
