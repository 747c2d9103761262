/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a document says of itself: its symbols and its job number, in the masthead ("United Nations
 * A/72/1"), in running heads and at the foot of pages.
 */
#include "read/text/build_priv.h"

#define MASTHEAD_BLOCKS 14u
#define SERIES_MIN 2u /* capitals of a series: "MSC" */
#define SERIES_MAX 6u
#define BESIDE_MAX 60u /* characters of a masthead beside a symbol: an emblem's name, a date */

void
read_add_own_symbols(struct reader *r, struct dais_str s)
{
	struct dais_symbol v[8];
	size_t n = read_symbol_keys(r, s, v, 8);

	for (size_t i = 0; i < n; i++) {
		bool known = false;

		for (size_t k = 0; k < r->out->symbols.n; k++)
			known |= dais_str_eq(r->out->symbols.v[k], v[i].key);
		if (!known)
			dais_vec_push(r->a, &r->out->symbols, v[i].key);
	}
}

void
read_set_job(struct reader *r, struct dais_str s)
{
	size_t space = dais_str_find_char(s, ' ', 0);

	if (!r->job.n)
		r->job = dais_str_sub(s, 0, space == SIZE_MAX ? s.n : space);
}

/* The symbols of @s, if it is part of a masthead: beside them it has little and no brackets. */
static symbol_vec
masthead_symbols(const struct reader *r, struct dais_str s)
{
	static const symbol_vec none = { 0 };
	symbol_vec v;
	size_t beside = s.n;

	if (s.n > 400 || !s.n || s.p[0] == '*')
		return none; /* a footnote names another document */
	v = read_symbols(r, s);
	for (size_t i = 0; i < v.n; i++) {
		size_t at = v.v[i].at;

		if (at > 0 && (s.p[at - 1] == '(' || s.p[at - 1] == '/'))
			return none;
		beside -= v.v[i].n;
	}
	return beside <= BESIDE_MAX ? v : none;
}

/* The symbol at @from..@to with what is glued to its front: "AN-Conf/14-WP/1". */
static struct dais_str
whole_token(struct dais_str s, size_t from, size_t to)
{
	size_t start = from;

	while (start > 0 && (unsigned char)s.p[start - 1] > ' ' &&
	       (unsigned char)s.p[start - 1] < 0x80 && !strchr("([|,;:\"'", s.p[start - 1]))
		start--;
	return dais_str_sub(s, start, to);
}

/* The byte where the last word of @s begins. */
static size_t
last_word(struct dais_str s)
{
	size_t at = s.n;

	while (at > 0 && s.p[at - 1] != ' ')
		at--;
	return at;
}

/* Bytes of a word of capitals that @s ends with, as series of documents are called. */
static size_t
series_at_end(struct dais_str s)
{
	size_t n = s.n - last_word(s);

	for (size_t i = s.n - n; i < s.n; i++) {
		if (s.p[i] < 'A' || s.p[i] > 'Z')
			return 0;
	}
	return n >= SERIES_MIN && n <= SERIES_MAX ? n : 0;
}

size_t
read_symbol_at_end(struct dais_str s, size_t *ret_at)
{
	size_t at, n;

	while (s.n && strchr("* ", s.p[s.n - 1]))
		s.n--;
	at = last_word(s);
	if (at < 2 || at == s.n || !memchr(s.p + at, '/', s.n - at))
		return 0;
	/* "MSC 107/1" */
	if (s.p[at] >= '0' && s.p[at] <= '9') {
		n = series_at_end(dais_str_sub(s, 0, at - 1));
		if (!n || n + 1 >= at)
			return 0;
		at -= n + 1;
	}
	*ret_at = at;
	return read_is_whole_symbol(dais_str_sub(s, at, s.n)) ? s.n - at : 0;
}

static void
add_all(struct reader *r, struct dais_str s)
{
	symbol_vec v = masthead_symbols(r, s);
	size_t at, n = v.n ? 0 : read_symbol_at_end(s, &at);

	/* "MARITIME SAFETY COMMITTEE MSC 107/1": the columns of the head have become one. */
	if (n && read_is_in_capitals(dais_str_sub(s, 0, at)))
		read_add_own_symbols(r, dais_str_sub(s, at, at + n));

	for (size_t i = 0; i < v.n; i++) {
		struct dais_str symbol = whole_token(s, v.v[i].at, v.v[i].at + v.v[i].n);

		/* "V.22-00788 /" beside a page number is no symbol. */
		if (!read_job_number(symbol))
			read_add_own_symbols(r, symbol);
	}
}

/* A job number anywhere in the foot of a page. */
static void
find_job(struct reader *r, struct dais_str s)
{
	for (size_t i = 0; i < s.n && s.n < 300; i++) {
		size_t n =
		    i == 0 || s.p[i - 1] == ' ' ? read_job_number(dais_str_sub(s, i, s.n)) : 0;

		if (n)
			read_set_job(r, dais_str_sub(s, i, i + n));
	}
}

void
read_own(struct reader *r)
{
	size_t seen = 0;
	bool before = true;

	for (size_t b = 0; b < r->blocks.n; b++) {
		const struct text_block *k = &r->blocks.v[b];

		if (k->role == DAIS_FLOW_HEADER || k->role == DAIS_FLOW_FOOTER) {
			add_all(r, k->text);
			find_job(r, k->text);
			continue;
		}
		before = before && seen < MASTHEAD_BLOCKS && !k->contents &&
			 (k->mark.kind != MARK_NUMBER || seen == 0) &&
			 !(r->has_title && b >= r->title.block) &&
			 !read_starts_phrase(&r->words->agenda, k->text) &&
			 !read_is_phrase(&r->words->timetable, k->text) &&
			 !read_starts_phrase(&r->words->list_of_documents, k->text);
		seen++;
		if (before)
			add_all(r, k->text);
	}
}
