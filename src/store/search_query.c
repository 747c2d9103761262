/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Reading a query: parts between spaces and quotation marks, each cut as the texts were.
 */
#include "store/search_query.h"

#include "base/buf.h"
#include "store/search_priv.h"

struct reader {
	struct dais_arena *arena;
	struct dais_words *words;
	enum dais_lang language;
	bool is_alone; /* nothing but texts of the language is looked through */
	struct dais_search_terms *terms;
};

/* A part of the query: what stands between spaces, or between quotation marks. */
struct part {
	struct dais_str text;
	bool without, is_quoted, is_prefix;
};

static bool
is_quote(uint32_t c)
{
	return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0xFF02 ||
	       (c >= 0x300C && c <= 0x300F);
}

static bool
is_space(uint32_t c)
{
	return c <= ' ' || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
	       c == 0x2029 || c == 0x202F || c == 0x3000;
}

/* Moves *@at behind the characters of one kind. */
static void
skip_spaces(struct dais_str s, size_t *at)
{
	for (size_t next = *at; next < s.n; *at = next)
		if (!is_space(dais_str_decode(s, &next)))
			return;
}

/* Takes what stands up to a space or a quotation mark (or, quoted, up to the mark that ends it). */
static struct dais_str
take(struct dais_str s, size_t *at, bool quoted)
{
	size_t from = *at, next = from;

	while (next < s.n) {
		uint32_t c = dais_str_decode(s, &next);

		if (is_quote(c) || (!quoted && is_space(c))) {
			struct dais_str text = dais_str_sub(s, from, *at);

			*at = quoted ? next : *at;
			return text;
		}
		*at = next;
	}
	return dais_str_sub(s, from, s.n);
}

/* Whether @host is the name of a machine: labels between points, the last one of letters only. */
static bool
is_host(struct dais_str host)
{
	size_t point = 0, letters = 0;

	for (size_t i = 0; i < host.n; i++) {
		unsigned char c = (unsigned char)host.p[i];
		bool is_letter = (c | 0x20u) >= 'a' && (c | 0x20u) <= 'z';

		if (c == '.') {
			point = i;
			letters = 0;
		} else if (is_letter) {
			letters++;
		} else if (c != '-' && (c < '0' || c > '9')) {
			return false;
		}
	}
	return point > 0 && letters >= 2 && letters == host.n - point - 1;
}

/* Of the address of a document the part that names it: what readers paste. */
static struct dais_str
without_address(struct dais_str part)
{
	size_t scheme = dais_str_find(part, DAIS_STR("://"), 0), stroke;
	struct dais_str rest = part;
	enum dais_lang l;

	if (scheme != SIZE_MAX)
		rest = dais_str_sub(part, scheme + 3, part.n);
	stroke = dais_str_find_char(rest, '/', 0);
	if (stroke == SIZE_MAX || stroke + 1 == rest.n ||
	    (scheme == SIZE_MAX && !is_host(dais_str_sub(rest, 0, stroke))))
		return part;
	rest = dais_str_sub(rest, stroke + 1, rest.n);
	if (rest.n > 3 && rest.p[2] == '/' && dais_lang_parse(dais_str_sub(rest, 0, 2), &l))
		rest = dais_str_sub(rest, 3, rest.n);
	for (size_t i = 0; i < rest.n; i++)
		if (rest.p[i] == '?' || rest.p[i] == '#')
			rest.n = i;
	return rest.n ? rest : part;
}

/* "No.", "n°", "№": of a number no text needs to say that it is one. */
static bool
is_number_sign(struct dais_str part)
{
	static const char *const signs[] = { "No.", "no.", "Nos.", "nos.", "n°", "N°", "nº", "Nº",
		"n.º", "N.º", "n.°", "№", "#" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (dais_str_is(part, signs[i]))
			return true;
	return false;
}

static bool
next_part(struct dais_str s, size_t *at, struct part *ret)
{
	size_t next;

	skip_spaces(s, at);
	if (*at >= s.n)
		return false;
	*ret = (struct part){ .without = false };
	if (s.p[*at] == '-' && *at + 1 < s.n) {
		ret->without = true;
		(*at)++;
	}
	next = *at;
	if (is_quote(dais_str_decode(s, &next))) {
		ret->is_quoted = true;
		*at = next;
		ret->text = take(s, at, true);
		return true;
	}
	ret->text = without_address(take(s, at, false));
	if (dais_str_has_suffix(ret->text, DAIS_STR("*"))) {
		ret->is_prefix = true;
		while (dais_str_has_suffix(ret->text, DAIS_STR("*")))
			ret->text.n--;
	}
	return true;
}

static struct dais_search_position *
add_position(struct reader *r, struct dais_search_term *t, struct dais_str key)
{
	struct dais_search_position *p = dais_vec_add(r->arena, &t->positions);

	dais_vec_push(r->arena, &p->keys, key);
	return p;
}

static bool
has_latin_stem(const struct dais_search_piece *p)
{
	char letter = p->keys[1].n > 1 ? p->keys[1].p[1] : 0;

	return letter != dais_lang_letter(DAIS_LANG_AR) && letter != dais_lang_letter(DAIS_LANG_RU);
}

/* What the engines look for: of neighbours that are a pair the pair, which is rarer than its
 * words, and of the last word of a chain of pairs nothing, since the last pair has it. */
static void
make_positions(struct reader *r, struct dais_search_term *t)
{
	size_t n = t->pieces.n;

	for (size_t i = 0; i < n; i++) {
		const struct dais_search_piece *p = &t->pieces.v[i], *next = p + 1;
		bool has_pair = i + 1 < n && next->is_close && next->pair.n;
		bool is_covered = i > 0 && p->is_close && p->pair.n;
		bool is_prefix = t->is_prefix && i + 1 == n;

		if (has_pair) {
			(void)add_position(r, t, next->pair);
		} else if (!is_covered || i + 1 < n) {
			struct dais_search_position *at = add_position(r, t, p->plain);

			/* Texts of the language have the stems with the word; others the word.
			 * Arabic and Cyrillic words have their stems in texts of any language. */
			if (!t->is_exact && p->key_count > 1 && !is_prefix &&
			    (r->is_alone || !has_latin_stem(p)))
				at->keys.n = 0;
			for (size_t k = 1; !t->is_exact && !is_prefix && k < p->key_count; k++)
				dais_vec_push(r->arena, &at->keys, p->keys[k]);
		}
	}
	if (t->is_prefix) {
		struct dais_search_position *last = &t->positions.v[t->positions.n - 1];

		last->prefix = last->keys.v[0];
		last->keys.n = 0;
	}
}

static void
add_term(struct reader *r, const struct part *part, bool is_last, struct dais_str typed,
    const struct dais_search_piece *pieces, size_t n)
{
	struct dais_search_term *t;

	if (n == 0 || r->terms->v.n == DAIS_SEARCH_TERMS_MAX)
		return;
	t = dais_vec_add(r->arena, &r->terms->v);
	t->without = part->without;
	t->is_exact = part->is_quoted;
	t->is_prefix = part->is_prefix && is_last;
	t->typed = typed;
	t->ends_with_stop = is_last && dais_str_has_suffix(part->text, DAIS_STR("."));
	for (size_t i = 0; i < n; i++) {
		const struct dais_search_piece *p = &pieces[i];
		char first = p->plain.n ? p->plain.p[0] : '\0';

		dais_vec_push(r->arena, &t->pieces, *p);
		t->is_symbol =
		    t->is_symbol || (first >= '0' && first <= '9') ||
		    (i > 0 && p->is_close && dais_str_find_char(p->pair, '/', 0) != SIZE_MAX);
	}
	/* The first piece of a term has nothing before it. */
	t->pieces.v[0].pair = DAIS_STR_NONE;
	t->pieces.v[0].is_close = false;
	r->terms->is_symbol = r->terms->is_symbol || (t->is_symbol && !t->without);
	make_positions(r, t);
}

/* A run of Chinese, a piece a character. */
struct chinese {
	struct reader *reader;
	const struct part *part;
	struct dais_str run;
	const struct dais_search_piece *pieces;
	size_t n;
	bool is_last;
	bool is_behind_figures; /* the piece before the first */
};

static void
add_chinese(void *ctx, struct dais_str word)
{
	struct chinese *c = ctx;
	size_t before = (size_t)(word.p - c->run.p),
	       at = dais_str_count(dais_str_sub(c->run, 0, before));
	size_t n = dais_str_count(word);

	n = n > c->n - at ? c->n - at : n;
	/* "13次": the number and what it counts stand next to each other. */
	if (at == 0 && n == 1 && c->is_behind_figures) {
		add_term(c->reader, c->part, false, word, c->pieces - 1, 2);
		return;
	}
	add_term(c->reader, c->part, c->is_last && at + n == c->n, word, c->pieces + at, n);
}

/* The pieces of one part: quoted, one term; else terms of what touches, Chinese by its words. */
struct cut {
	struct dais_search_piece pieces[DAIS_SEARCH_PIECES_MAX];
	size_t at[DAIS_SEARCH_PIECES_MAX], end[DAIS_SEARCH_PIECES_MAX];
	bool is_han[DAIS_SEARCH_PIECES_MAX], is_apart[DAIS_SEARCH_PIECES_MAX];
	size_t n;
};

static void
cut_part(struct reader *r, struct dais_str text, struct cut *c)
{
	struct dais_word w;

	c->n = 0;
	dais_words_start(r->words, r->language, text);
	while (c->n < DAIS_SEARCH_PIECES_MAX && dais_words_next(r->words, &w)) {
		struct dais_search_piece *p = &c->pieces[c->n];

		*p = (struct dais_search_piece){ .pair = dais_arena_dup(r->arena, w.pair),
			.is_close = w.joint == DAIS_WORD_SIGN || w.joint == DAIS_WORD_CLOSE,
			.key_count = w.key_count };
		for (size_t k = 0; k < w.key_count; k++)
			p->keys[k] = dais_arena_dup(r->arena, w.keys[k]);
		p->plain = p->keys[0];
		c->at[c->n] = w.at;
		c->end[c->n] = w.at + w.n;
		c->is_han[c->n] = w.is_han;
		c->is_apart[c->n] = w.joint == DAIS_WORD_APART;
		c->n++;
	}
}

static void
add_run(struct reader *r, const struct part *part, const struct cut *c, size_t from, size_t to)
{
	struct dais_str typed = dais_str_sub(part->text, c->at[from], c->end[to - 1]);
	bool is_last = to == c->n;

	if (c->is_han[from] && !part->is_quoted && to - from == dais_str_count(typed)) {
		struct chinese chinese = { r, part, typed, c->pieces + from, to - from, is_last,
			from > 0 && !c->is_apart[from] && c->pieces[from].pair.n };

		dais_words_of_chinese(typed, add_chinese, &chinese);
	} else {
		add_term(r, part, is_last, typed, c->pieces + from, to - from);
	}
}

static void
add_part(struct reader *r, const struct part *part)
{
	struct cut c;
	size_t from = 0;

	cut_part(r, part->text, &c);
	if (part->is_quoted) {
		if (c.n)
			add_run(r, part, &c, 0, c.n);
		return;
	}
	for (size_t i = 1; i <= c.n; i++) {
		if (i < c.n && !c.is_apart[i] && c.is_han[i] == c.is_han[i - 1])
			continue;
		add_run(r, part, &c, from, i);
		from = i;
	}
}

struct dais_str
dais_search_say(struct dais_arena *a, const struct dais_search_terms *terms)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, (size_t)4 * DAIS_SEARCH_BYTES_MAX);
	for (size_t i = 0; i < terms->v.n; i++) {
		const struct dais_search_term *t = &terms->v.v[i];

		dais_buf_printf(&b, "%s%s%s%.*s%s%s", i ? " " : "", t->without ? "-" : "",
		    t->is_exact ? "\"" : "", DAIS_STR_ARG(t->typed), t->is_exact ? "\"" : "",
		    t->is_prefix ? "*" : "");
	}
	return dais_buf_dup(&b, a);
}

/* The query as one symbol: its words in a row, when it has figures and excludes nothing. */
static struct dais_str
make_whole(struct reader *r, struct dais_str query)
{
	DAIS_BUF_AUTO b = { 0 };
	struct dais_word w;
	bool has_figures = false;

	dais_buf_init(&b, (size_t)4 * DAIS_SEARCH_BYTES_MAX);
	dais_words_start(r->words, r->language, query);
	while (dais_words_next(r->words, &w)) {
		char first = w.keys[0].p[0];

		if (b.n)
			dais_buf_put_char(&b, '/');
		dais_buf_put(&b, w.keys[0]);
		has_figures = has_figures || (first >= '0' && first <= '9');
	}
	return has_figures && !dais_buf_has_failed(&b) ? dais_buf_dup(&b, r->arena) : DAIS_STR_NONE;
}

bool
dais_search_glue(struct dais_search_terms *terms, struct dais_arena *a)
{
	char *key = dais_arena_cstr(a, terms->whole);
	struct dais_search_term *t;
	struct dais_search_position *p;
	struct dais_str found;
	size_t n = 0;

	for (size_t i = 0; i < terms->whole.n; i++)
		if (key[i] != '/')
			key[n++] = key[i];
	if (n == 0)
		return false;
	*terms = (struct dais_search_terms){ .understood = terms->understood };
	t = dais_vec_add(a, &terms->v);
	t->typed = terms->understood;
	found = dais_arena_printf(a, "#%.*s", (int)n, key);
	p = dais_vec_add(a, &t->positions);
	dais_vec_push(a, &p->keys, found);
	/* No word of a text is this: nothing is marked. */
	dais_vec_push(a, &t->pieces, ((struct dais_search_piece){ .plain = found }));
	return true;
}

bool
dais_search_parse(struct dais_words *words, enum dais_lang l, dais_lang_set in,
    struct dais_str query, struct dais_arena *a, struct dais_search_terms *ret,
    struct dais_err *err)
{
	struct reader r = { .arena = a,
		.words = words,
		.language = l,
		.is_alone = in == DAIS_LANG_BIT(l),
		.terms = ret };
	struct part part;
	size_t at = 0;
	bool has_term = false, has_without = false;

	*ret = (struct dais_search_terms){ .is_symbol = false };
	query = dais_str_sub(query, 0, DAIS_SEARCH_BYTES_MAX);
	while (next_part(query, &at, &part))
		if (part.is_quoted || at >= query.n || !is_number_sign(part.text))
			add_part(&r, &part);
	dais_search_drop_repeated(ret);
	for (size_t i = 0; i < ret->v.n; i++) {
		has_term = has_term || !ret->v.v[i].without;
		has_without = has_without || ret->v.v[i].without;
	}
	if (!has_term)
		return dais_err_set(err, DAIS_ERR_INVALID, "there is no word to look for");
	ret->understood = dais_search_say(a, ret);
	if (!has_without)
		ret->whole = make_whole(&r, query);
	return true;
}
