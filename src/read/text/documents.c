/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lists of documents. Two house styles: "Title (SYMBOL)" and "SYMBOL Title". Entries need no blank
 * line between them; a symbol divides.
 */
#include "read/text/build_priv.h"

/* End of the marks that close an entry after its symbol; @ret_ending gets the final stop. */
static size_t
entry_end(struct dais_str s, size_t at, struct dais_str *ret_ending)
{
	static const char *const closers[] = { ")", "）", "]", " " };
	static const char *const ends[] = { ".", ";", ",", "。", "；", "؛" };
	bool again = true;

	*ret_ending = DAIS_STR_NONE;
	while (again) {
		struct dais_str rest = dais_str_sub(s, at, s.n);

		again = false;
		for (size_t i = 0; i < sizeof(closers) / sizeof(closers[0]); i++) {
			if (dais_str_has_prefix(rest, dais_str_from(closers[i]))) {
				at += strlen(closers[i]);
				again = true;
				break;
			}
		}
		for (size_t i = 0; !again && i < sizeof(ends) / sizeof(ends[0]); i++) {
			if (!ret_ending->n && dais_str_has_prefix(rest, dais_str_from(ends[i]))) {
				*ret_ending = dais_str_sub(rest, 0, strlen(ends[i]));
				at += strlen(ends[i]);
				again = true;
			}
		}
	}
	return at;
}

static size_t
trim_title(struct dais_str s, size_t from, size_t to)
{
	while (to > from) {
		if (s.p[to - 1] == ' ' || s.p[to - 1] == '(' || s.p[to - 1] == ',' ||
		    s.p[to - 1] == '[')
			to--;
		else if (to >= from + 3 && memcmp(s.p + to - 3, "（", 3) == 0)
			to -= 3;
		else
			break;
	}
	return to;
}

/* Whose documents are read: of an item, listed in a note or named in the prose of a report. */
struct document_home {
	size_t body, item;
	size_t note; /* DAIS_NONE: none */
};

static void
add_document(struct reader *r, struct document_home home, struct text_span title,
    struct text_span symbol, struct dais_str ending)
{
	struct dais_symbol v[8];
	size_t n = read_symbol_keys(r, read_span(r, symbol), v, 8);
	struct sketch_document *d;

	if (!n)
		return;
	d = dais_vec_add(r->a, &r->documents);
	*d = (struct sketch_document){ .title = title,
		.symbol = symbol,
		.ending = ending,
		.body = home.body,
		.item = home.item,
		.note = home.note,
		.record_document = DAIS_NONE };
	for (size_t i = 0; i < n; i++)
		dais_vec_push(r->a, &d->symbols, v[i].key);
	if (home.note != DAIS_NONE)
		dais_vec_push(r->a, &r->notes.v[home.note].documents, r->documents.n - 1);
}

/* Past the marks between a symbol and its title at @from: ":", " – ". */
static size_t
skip_marks(struct dais_str s, size_t from, size_t end)
{
	static const char *const marks[] = { " ", ",", ":", "-", "–", "—", "：" };

	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
			if (from < end && dais_str_has_prefix(dais_str_sub(s, from, end),
					      dais_str_from(marks[i]))) {
				from += strlen(marks[i]);
				again = true;
			}
		}
	}
	return from;
}

/* "SYMBOL Title": the words from @from up to the next symbol are the title. */
static void
add_titled(struct reader *r, struct document_home home, struct text_span words, const symbol_vec *v,
    size_t i)
{
	struct dais_str s = dais_str_sub(r->blocks.v[words.block].text, 0, words.at + words.n);
	size_t from = words.at + v->v[i].at + v->v[i].n;
	size_t end = i + 1 < v->n ? words.at + v->v[i + 1].at : s.n;

	from = skip_marks(s, from, end);
	add_document(r, home,
	    (struct text_span){ words.block, from, trim_title(s, from, end) - from },
	    (struct text_span){ words.block, words.at + v->v[i].at, v->v[i].n }, DAIS_STR_NONE);
}

/* Bytes of the comma or the word "and" and the spaces around it at the start of @s; 0: none. */
static size_t
skip_and(const struct reader *r, struct dais_str s)
{
	size_t at = read_skip_spaces(s, 0);
	struct dais_str rest = dais_str_sub(s, at, s.n);
	struct phrase_place p;

	if (dais_str_has_prefix(rest, DAIS_STR(",")))
		return read_skip_spaces(s, at + 1);
	if (!read_find_phrase(&r->words->list_end, rest, 0, &p) || p.at != 0)
		return 0;
	return read_skip_spaces(s, at + p.n);
}

/* Bytes of "Add.1", "Corr. 2" at the start of @s; 0: it begins with none. */
static size_t
supplement_length(struct dais_str s)
{
	static const char *const names[] = { "Add.", "Corr.", "Rev.", "Amend." };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t at = strlen(names[i]), from;

		if (!dais_str_has_prefix(s, dais_str_from(names[i])))
			continue;
		at += at < s.n && s.p[at] == ' ';
		for (from = at; at < s.n && s.p[at] >= '0' && s.p[at] <= '9';)
			at++;
		return at > from ? at : 0;
	}
	return 0;
}

/* What @words name behind a symbol, which the last document has: "A/79/2 and Add.1", "A/79/2,
 * Add.1 and Corr.1"; the byte of the block behind it. */
static size_t
add_supplements(struct reader *r, struct document_home home, struct text_span words)
{
	struct dais_str key =
	    r->documents.n ? r->documents.v[r->documents.n - 1].symbols.v[0] : DAIS_STR_NONE;

	while (key.n) {
		struct dais_str s = read_span(r, words);
		size_t at = skip_and(r, s);
		size_t n = at ? supplement_length(dais_str_sub(s, at, s.n)) : 0;
		struct sketch_document *d;

		if (!n)
			break;
		d = dais_vec_add(r->a, &r->documents);
		*d = (struct sketch_document){ .title = { words.block, words.at + at, 0 },
			.symbol = { words.block, words.at + at, n },
			.body = home.body,
			.item = home.item,
			.note = home.note,
			.record_document = DAIS_NONE };
		dais_vec_push(r->a, &d->symbols,
		    dais_arena_printf(r->a, "%.*s%s%.*s", DAIS_STR_ARG(key),
			memchr(key.p, '/', key.n) ? "/" : " ",
			DAIS_STR_ARG(dais_str_sub(s, at, at + n))));
		if (home.note != DAIS_NONE)
			dais_vec_push(r->a, &r->notes.v[home.note].documents, r->documents.n - 1);
		words.at += at + n;
		words.n -= at + n;
	}
	return words.at;
}

/* Reads the entries of some words of a block. False if they hold no symbol. */
static bool
read_entries(struct reader *r, struct document_home home, struct text_span words)
{
	struct dais_str s = dais_str_sub(r->blocks.v[words.block].text, 0, words.at + words.n);
	symbol_vec v = read_symbols(r, dais_str_sub(s, words.at, s.n));
	bool first = v.n && v.v[0].at == 0;
	size_t from = words.at;

	for (size_t i = 0; i < v.n; i++) {
		size_t at = words.at + v.v[i].at, end, before = r->documents.n;
		struct dais_str ending;

		if (first) {
			add_titled(r, home, words, &v, i);
			continue;
		}
		end = entry_end(s, at + v.v[i].n, &ending);
		add_document(r, home,
		    (struct text_span){ words.block, from, trim_title(s, from, at) - from },
		    (struct text_span){ words.block, at, v.v[i].n }, ending);
		if (r->documents.n > before && !r->is_report)
			end = entry_end(s,
			    add_supplements(r, home,
				(struct text_span){
				    words.block, at + v.v[i].n, s.n - at - v.v[i].n }),
			    &ending);
		from = end;
	}
	return v.n > 0;
}

bool
read_documents_in(struct reader *r, size_t body, size_t item, struct text_span words, bool listed)
{
	struct document_home home = { body, item, DAIS_NONE };
	symbol_vec v;

	if (listed)
		return read_entries(r, home, words);
	v = read_symbols(r, read_span(r, words));
	for (size_t i = 0; i < v.n; i++) {
		size_t from = words.at + v.v[i].at, end = from + v.v[i].n, before = r->documents.n;

		add_document(r, home, (struct text_span){ words.block, from, 0 },
		    (struct text_span){ words.block, from, v.v[i].n }, DAIS_STR_NONE);
		if (r->documents.n > before && !r->is_report)
			(void)add_supplements(r, home,
			    (struct text_span){ words.block, end, words.at + words.n - end });
	}
	return v.n > 0;
}

void
read_document_list(struct reader *r, size_t note, const size_t *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct sketch_note *k = &r->notes.v[note];
		struct document_home home = { k->body, k->item, note };

		if (read_entries(r, home, (struct text_span){ v[i], 0, r->blocks.v[v[i]].text.n }))
			continue;
		if (read_has_phrase(&r->words->no_document, r->blocks.v[v[i]].text))
			r->bodies.v[k->body].items.v[k->item].no_document = true;
		/* Not an entry: kept as prose, so that no words are lost. */
		dais_vec_push(r->a, &k->blocks, v[i]);
	}
}
