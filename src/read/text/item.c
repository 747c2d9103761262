/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The title of an item: what an agenda prints behind the number, without footnote marks, label
 * ("common item"), action ("for decision") and the symbols of its documents in brackets.
 */
#include "read/text/build_priv.h"
#include "text/refer.h"

#define BESIDE_SYMBOL_MAX 24u /* bytes beside each symbol in brackets: ", paras. 2 and 3" */
#define WORD_MIN 4u             /* letters of a word that a figure of a note may be glued to */
#define BETWEEN_SYMBOLS_MAX 10u /* bytes of " and Add.1" */
#define LABELLED_MAX 300u     /* bytes of "Documents: A/79/1, A/79/2" */
#define LIST_END_MAX 12u       /* bytes of "; and" */
#define REMARK_MAX 80u          /* bytes of "See present document." */
#define BRACKETS_MAX 600u     /* bytes of a block of symbols in brackets */
#define BETWEEN_MAX 6u        /* blocks between two items that may name documents */
#define BRACKETS_APART_MAX 8u /* bytes between what two brackets hold: "(A/65/1), (A/65/2)" */

/* Bytes of @s without final punctuation and spaces. */
size_t
read_without_end(struct dais_str s)
{
	static const char *const ends[] = { ".", ";", ":", ",", " ", "。", "；", "：", "，", "؛",
		"،", "\xC2\xA0" };

	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
			struct dais_str e = dais_str_from(ends[i]);

			if (s.n >= e.n && dais_str_has_suffix(s, e)) {
				s.n -= e.n;
				again = true;
			}
		}
	}
	return s.n;
}

/* The byte where the brackets begin that @s ends with; *@ret_inside are the bytes of one. SIZE_MAX
 * if it ends with none. */
static size_t
last_bracket(struct dais_str s, size_t *ret_inside)
{
	static const char *const pairs[][2] = { { "(", ")" }, { "（", "）" }, { "[", "]" } };
	struct dais_str open = DAIS_STR_NONE, close = DAIS_STR_NONE;
	size_t depth = 0;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]) && !close.n; i++) {
		if (!dais_str_has_suffix(s, dais_str_from(pairs[i][1])))
			continue;
		open = dais_str_from(pairs[i][0]);
		close = dais_str_from(pairs[i][1]);
	}
	*ret_inside = close.n;
	for (size_t i = s.n; close.n && i-- > 0;) {
		struct dais_str rest = dais_str_sub(s, i, s.n);

		/* "(GC(67)/3)" */
		depth += dais_str_has_prefix(rest, close);
		if (!dais_str_has_prefix(rest, open))
			continue;
		if (depth <= 1)
			return i;
		depth--;
	}
	return SIZE_MAX;
}

/* Bytes of @s without a footnote mark at the end: "*", "†", "¹". */
static size_t
without_note_mark(struct dais_str s)
{
	static const char *const marks[] = { "*", "†", "‡", "¹", "²", "³", " ", "," };

	for (bool again = true; again && s.n;) {
		again = false;
		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
			if (dais_str_has_suffix(s, dais_str_from(marks[i]))) {
				s.n -= strlen(marks[i]);
				again = true;
			}
		}
	}
	return s.n;
}

/* Whether a word of small letters ends at byte @at of @s. */
static bool
is_word_end(struct dais_str s, size_t at)
{
	size_t n = 0;

	while (n < at && n < WORD_MIN && s.p[at - 1 - n] >= 'a' && s.p[at - 1 - n] <= 'z')
		n++;
	return n == WORD_MIN;
}

/* Whether the last word of @s has a stroke and figures, as symbols of documents have. */
static bool
is_end_of_symbol(struct dais_str s)
{
	size_t at = s.n;
	bool stroke = false;

	while (at > 0 && s.p[at - 1] != ' ' && s.p[at - 1] != '(')
		stroke |= s.p[--at] == '/';
	return stroke && s.p[at] >= 'A' && s.p[at] <= 'Z' &&
	       dais_text_symbol_length(dais_str_sub(s, at, s.n)) == s.n - at;
}

/* Bytes of @s without a raised figure behind its full stop: "Assembly.1". */
static size_t
without_raised_figure(struct dais_str s)
{
	size_t at = s.n;

	while (at > 0 && s.n - at < 2 && s.p[at - 1] >= '0' && s.p[at - 1] <= '9')
		at--;
	/* "A/79/1/Rev.1" ends in no such figure. */
	if (at == s.n || at < 4 || is_end_of_symbol(s))
		return s.n;
	if (memcmp(s.p + at - 3, "。", 3) == 0)
		return at - 3;
	/* glued to the last word: "Adoption of the agenda2" */
	if (at + 1 == s.n && s.p[at] != '0' && is_word_end(s, at))
		return at;
	/* "decision 7/CMA.3" is no such figure: a word ends in a small letter. */
	return s.p[at - 1] == '.' && (unsigned char)s.p[at - 2] >= 'a' ? at - 1 : s.n;
}

/* Bytes of @s without the word before the last part: "Appointment of the Committee; and". */
static size_t
without_list_end(const struct reader *r, struct dais_str s)
{
	static const char *const marks[] = { ";", ",", "；", "，", "؛", "،" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t at = s.n > LIST_END_MAX ? s.n - LIST_END_MAX : 0;

		at = dais_str_find(s, dais_str_from(marks[i]), at);
		if (at != SIZE_MAX && at > 0 &&
		    read_is_phrase(&r->words->list_end,
			dais_str_trim(dais_str_sub(s, at + strlen(marks[i]), s.n))))
			return at;
	}
	return s.n;
}

static size_t
trimmed(const struct reader *r, struct dais_str s)
{
	size_t n;

	do {
		n = s.n;
		s.n = without_raised_figure(s);
		s.n = without_note_mark(s);
		s.n = read_without_end(s);
		s.n = without_list_end(r, s);
	} while (s.n != n);
	return n;
}

/* Whether @s holds symbols and little else. */
static bool
is_symbols(const struct reader *r, struct dais_str s)
{
	symbol_vec v = read_symbols(r, s);
	size_t beside = s.n;

	for (size_t i = 0; i < v.n; i++)
		beside -= v.v[i].n;
	return v.n > 0 && beside <= v.n * BESIDE_SYMBOL_MAX;
}

/* Whether @s is symbols and the marks between them, nothing else: "A/79/1, A/79/2 and Add.1". */
static bool
is_symbols_alone(const struct reader *r, struct dais_str s)
{
	symbol_vec v;
	size_t beside = s.n;

	if (read_is_whole_symbol(s) || read_listed_symbols(r, s).n)
		return true;
	v = read_symbols(r, s);
	for (size_t i = 0; i < v.n; i++)
		beside -= v.v[i].n;
	return v.n > 0 && v.v[0].at == 0 && beside <= v.n * BETWEEN_SYMBOLS_MAX;
}

/* "Report of the Secretary-General – A/79/1": the symbols behind the last dash are no title. */
static bool
cut_behind_dash(struct reader *r, struct sketch_item *it, size_t b, size_t from, struct dais_str *s)
{
	static const char *const dashes[] = { " – ", " — ", " - " };

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		struct dais_str dash = dais_str_from(dashes[i]);
		size_t last = SIZE_MAX, end;

		for (size_t at = dais_str_find(*s, dash, 0); at != SIZE_MAX;
		    at = dais_str_find(*s, dash, at + 1))
			last = at;
		if (last == SIZE_MAX || last == 0)
			continue;
		end = last + dash.n;
		end += read_document_label(r, dais_str_sub(*s, end, s->n));
		if (!read_listed_symbols(r, dais_str_sub(*s, end, s->n)).n)
			continue;
		it->documents = (struct text_span){ b, from + end, s->n - end };
		s->n = last;
		return true;
	}
	return false;
}

/* "会费分摊比额表 文件EB154/28": in Chinese a space sets the documents apart from the title. */
static bool
cut_behind_space(
    struct reader *r, struct sketch_item *it, size_t b, size_t from, struct dais_str *s)
{
	size_t at = s->n, label;

	while (at > 0 && s->p[at - 1] != ' ')
		at--;
	label = at > 1 && r->lang == DAIS_LANG_ZH
		    ? read_document_label(r, dais_str_sub(*s, at, s->n))
		    : 0;
	if (!label)
		return false;
	it->documents = (struct text_span){ b, from + at + label, s->n - at - label };
	s->n = at - 1;
	return true;
}

/* The documents of @it with those in the brackets at byte @at of its block, @words, which stand
 * before them: "(A/65/1) (A/65/2)". False: others stand between. */
static bool
add_documents(struct sketch_item *it, size_t b, size_t at, struct dais_str words)
{
	size_t end = at + words.n;

	if (!it->documents.n) {
		it->documents = (struct text_span){ b, at, words.n };
		return true;
	}
	if (it->documents.at < end || it->documents.at - end > BRACKETS_APART_MAX)
		return false;
	it->documents.n += it->documents.at - at;
	it->documents.at = at;
	return true;
}

/* "Report of the Board: for decision": what is asked of the body is no title. */
static bool
cut_behind_colon(const struct reader *r, struct dais_str *s)
{
	static const char *const colons[] = { ":", "：" };

	for (size_t i = 0; i < sizeof(colons) / sizeof(colons[0]); i++) {
		struct dais_str colon = dais_str_from(colons[i]);
		size_t last = SIZE_MAX;

		for (size_t at = dais_str_find(*s, colon, 1); at != SIZE_MAX;
		    at = dais_str_find(*s, colon, at + 1))
			last = at;
		if (last == SIZE_MAX ||
		    !read_is_phrase(&r->words->action, dais_str_sub(*s, last + colon.n, s->n)))
			continue;
		s->n = last;
		return true;
	}
	return false;
}

/* Cuts one label, list of documents or action off the end of the title @*s of @it, which begins at
 * byte @from of block @b. False when there is none. */
static bool
cut_one(struct reader *r, struct sketch_item *it, size_t b, size_t from, struct dais_str *s)
{
	size_t inside, open;
	struct dais_str words;

	s->n = trimmed(r, *s);
	open = last_bracket(*s, &inside);
	if (open != SIZE_MAX && open > 0) {
		words = dais_str_sub(*s, open + inside, s->n - inside);
		if (!it->label.n && read_has_phrase(&r->words->common, words)) {
			it->label = (struct text_span){ b, from + open, s->n - open };
			it->label_names_bodies = !read_is_phrase(&r->words->common, words);
			s->n = open;
			return true;
		}
		if (is_symbols(r, words) && add_documents(it, b, from + open + inside, words)) {
			s->n = open;
			return true;
		}
		if (read_is_phrase(&r->words->action, words) ||
		    read_is_phrase(&r->words->continued, words)) {
			s->n = open;
			return true;
		}
	}
	if (!it->documents.n &&
	    (cut_behind_dash(r, it, b, from, s) || cut_behind_space(r, it, b, from, s)))
		return true;
	return cut_behind_colon(r, s);
}

struct dais_str
read_plain_title(struct reader *r, struct dais_str s)
{
	struct sketch_item it = { .letter = -1 };

	while (cut_one(r, &it, 0, 0, &s))
		;
	return dais_str_sub(s, 0, trimmed(r, s));
}

struct sketch_item
read_item(struct reader *r, size_t b, size_t from)
{
	struct dais_str text = r->blocks.v[b].text, s;
	struct sketch_item it = { .letter = -1, .up = DAIS_NONE, .record_item = DAIS_NONE };

	/* "Point 1", and ": Accueil" in the cell beside it */
	while (from + 1 < text.n && strchr(": ", text.p[from]))
		from++;
	s = dais_str_sub(text, from, text.n);
	while (cut_one(r, &it, b, from, &s))
		;
	s.n = trimmed(r, s);
	it.title = (struct text_span){ b, from, s.n };
	return it;
}

bool
read_is_documents_in_brackets(const struct reader *r, struct dais_str s)
{
	return s.n <= BRACKETS_MAX &&
	       (dais_str_has_prefix(s, DAIS_STR("(")) || dais_str_has_prefix(s, DAIS_STR("（")) ||
		   dais_str_has_prefix(s, DAIS_STR("["))) &&
	       is_symbols(r, s);
}

bool
read_ends_with_documents(const struct reader *r, struct dais_str s)
{
	size_t inside, open = last_bracket(s, &inside);

	return open != SIZE_MAX && s.n <= BRACKETS_MAX &&
	       is_symbols(r, dais_str_sub(s, open + inside, s.n - inside));
}

/* Whether block @b, behind the item in block @at, names documents of it: in brackets, or in another
 * cell of its row. */
static bool
names_documents(const struct reader *r, size_t at, size_t b)
{
	const struct dais_flow_block *item = r->blocks.v[at].source, *here = r->blocks.v[b].source;
	struct dais_str s = r->blocks.v[b].text;

	if (!s.n || s.n > BRACKETS_MAX)
		return false;
	if (r->blocks.v[b].role == DAIS_FLOW_CELL)
		return item && here && item->table && here->table == item->table &&
		       here->row >= item->row && here->row < item->row + item->rows;
	if (r->blocks.v[b].beside)
		return true;
	return read_is_body(r, b) && read_is_documents_in_brackets(r, s);
}

bool
read_is_document_remark(const struct reader *r, struct dais_str s)
{
	return s.n > 0 && s.n <= REMARK_MAX &&
	       read_is_phrase(&r->words->document_remark, dais_str_sub(s, 0, read_without_end(s)));
}

size_t
read_document_label(const struct reader *r, struct dais_str s)
{
	struct phrase_place p;
	struct dais_str rest;
	size_t at = s.n && (s.p[0] == '[' || s.p[0] == '(');

	if (s.n > LABELLED_MAX ||
	    !read_find_phrase(&r->words->document_label, dais_str_sub(s, at, s.n), 0, &p) ||
	    p.at != 0)
		return 0;
	at += p.n;
	while (at < s.n && (strchr(" .:([", s.p[at]) ||
			       dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("：")) ||
			       dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("（"))))
		at += (unsigned char)s.p[at] >= 0x80 ? strlen("：") : 1;
	rest = dais_str_sub(s, at, read_without_end(s));
	return rest.n && is_symbols_alone(r, rest) ? at : 0;
}

bool
read_names_documents(const struct reader *r, struct dais_str s)
{
	return read_document_head(s) || read_document_label(r, s) || read_is_document_remark(r, s);
}

/* Whether block @b, under an item, is a document of it or a remark on one: "(restricted)". */
static bool
is_entry(const struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];

	return read_is_body(r, b) && k->mark.kind == MARK_NONE &&
	       (read_names_documents(r, k->text) ||
		   (k->text.n < BRACKETS_MAX && k->text.n && strchr("([", k->text.p[0])));
}

/* The documents in block @b, an entry under item @item. */
static void
read_entry(struct reader *r, size_t body, size_t item, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;
	size_t label = read_document_label(r, s);
	size_t end = dais_text_symbol_length(dais_str_sub(s, label, s.n)) == s.n - label
			 ? s.n
			 : read_without_end(s);

	/* What stands in brackets was taken with the item. */
	if (label && strchr("([", s.p[0]) && is_symbols(r, s))
		return;
	if (label)
		(void)read_documents_in(
		    r, body, item, (struct text_span){ b, label, end - label }, false);
	else if (read_document_head(s))
		(void)read_documents_in(r, body, item, (struct text_span){ b, 0, s.n }, true);
}

/* The documents of item @item on the lines behind block @at. */
static void
read_entries(struct reader *r, size_t body, size_t item, size_t at)
{
	for (size_t b = at + 1; !r->bodies.v[body].sparse && b < r->blocks.n && is_entry(r, b); b++)
		read_entry(r, body, item, b);
}

void
read_item_documents(struct reader *r, size_t body)
{
	struct sketch_body *k = &r->bodies.v[body];

	for (size_t i = 0; i < k->items.n; i++) {
		struct sketch_item *it = &k->items.v[i];
		size_t at = it->title.block;
		size_t end = i + 1 < k->items.n ? k->items.v[i + 1].title.block : at + BETWEEN_MAX;

		if (it->documents.n)
			(void)read_documents_in(r, body, i, it->documents, false);
		for (size_t b = at + 1; b < end && b <= at + BETWEEN_MAX && b < r->blocks.n; b++) {
			if (names_documents(r, at, b))
				(void)read_documents_in(r, body, i,
				    (struct text_span){ b, 0, r->blocks.v[b].text.n }, false);
		}
		read_entries(r, body, i, at);
	}
	for (size_t i = 0; i < k->points.n; i++) {
		const struct sketch_point *p = &k->points.v[i];

		if (p->documents.n)
			(void)read_documents_in(r, body, p->up, p->documents, false);
		read_entries(r, body, p->up, p->title.block);
	}
}
