/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where a block begins among the lines: behind a gap wider than usual, at the mark of an item, at a
 * heading between items, at a line that names documents, behind a line that ends a sentence
 * although the next word would still have fitted.
 */
#include "read/text/build_priv.h"

#define NEAR_BLOCKS 40u
#define BETWEEN_MAX 200u  /* bytes of a heading between two items */
#define LABEL_MAX 60u      /* bytes of "Rapporteur:" */
#define LABEL_WORDS_MAX 3u
#define LINES_AROUND 12u  /* lines whose width tells how wide a title may be */
#define LINE_BYTES_MAX 600u
#define SHORT_TENTHS 6u   /* tenths of that width: a title ends there by itself */
#define LONE_NUMBER_MAX 4u /* bytes of "999." */
#define PRINTED_MIN 30u /* characters of the lines of a text that was set in lines */

/* The number of the last item or paragraph before the block being read; 0: none is near. */
static unsigned
last_number(const struct reader *r)
{
	for (size_t n = 0; n < NEAR_BLOCKS && n < r->blocks.n; n++) {
		struct item_mark m = r->blocks.v[r->blocks.n - 1 - n].mark;

		if (m.kind == MARK_NUMBER)
			return m.value;
		if (m.kind == MARK_DECIMAL || m.kind == MARK_POINT)
			return m.major;
	}
	return 0;
}

/* The last roman numeral before the next line; 0: none is near. */
static unsigned
last_roman(const struct reader *r)
{
	for (size_t n = 0; n < NEAR_BLOCKS && n < r->blocks.n; n++) {
		const struct item_mark *m = &r->blocks.v[r->blocks.n - 1 - n].mark;

		if (m->kind == MARK_ROMAN)
			return m->value;
	}
	return 0;
}

/* "Rapporteur: the Secretary", "Document: PLEN (26) 21" */
static bool
is_labelled(const struct reader *r, struct dais_str s)
{
	return read_behind_label(&r->words->speaker_label, s).n > 0 ||
	       read_behind_label(&r->words->document_label, s).n > 0;
}

/* Whether block @b names documents of an item and nothing else: they are no part of its numbering,
 * so that the next item may come right behind them. */
static bool
names_documents(const struct reader *r, const struct text_block *b)
{
	struct dais_str s = r->lines.v[b->first].trim;

	return b->mark.kind == MARK_NONE && (read_names_documents(r, s) || is_labelled(r, s));
}

/* The mark of the last block that has one, before the block being read. */
static struct item_mark
last_mark(const struct reader *r)
{
	for (size_t n = 1; n < NEAR_BLOCKS && n < r->blocks.n; n++) {
		const struct item_mark *m = &r->blocks.v[r->blocks.n - 1 - n].mark;

		if (m->kind != MARK_NONE)
			return *m;
	}
	return (struct item_mark){ .kind = MARK_NONE };
}

/* The mark of the part that the numeral @was stands under: the last letter that is none; @was where
 * there is none near. */
static struct item_mark
last_letter(const struct reader *r, struct item_mark was)
{
	for (size_t n = 0; n < NEAR_BLOCKS && n < r->blocks.n; n++) {
		struct item_mark m = r->blocks.v[r->blocks.n - 1 - n].mark;

		if (m.kind == MARK_LETTER && !m.roman)
			return m;
		if (m.kind != MARK_LETTER && m.kind != MARK_NONE)
			break;
	}
	return was;
}

/* Whether block @b is one short line so far, @prev, behind a gap: a heading of the items below it.
 */
static bool
is_heading_alone_before(
    const struct reader *r, const struct text_block *b, const struct text_line *prev)
{
	return b->mark.kind == MARK_NONE && b->gap_before && &r->lines.v[b->first] == prev &&
	       prev->trim.n < BETWEEN_MAX && !read_ends_with_small_word(prev->trim);
}

/* The last number whose line has @indent of white space before it; NULL: none is near. */
static const struct text_block *
last_number_at(const struct reader *r, size_t indent)
{
	for (size_t n = 0; n < NEAR_BLOCKS && n < r->blocks.n; n++) {
		const struct text_block *k = &r->blocks.v[r->blocks.n - 1 - n];

		if (k->mark.kind == MARK_NUMBER && read_indent(&r->lines.v[k->first]) == indent)
			return k;
	}
	return NULL;
}

/* Whether line @i has the number @m of an item where the last one stood, and the lines between, up
 * to line @prev, stand further in: "   Rapporteur: the Rector", "   2. Report of the Board". */
static bool
is_next_outside(const struct reader *r, const struct text_line *prev, size_t i, struct item_mark m)
{
	size_t indent = read_indent(&r->lines.v[i]);
	const struct text_block *last =
	    read_indent(prev) > indent ? last_number_at(r, indent) : NULL;

	return last && (m.value == last->mark.value + 1 || (last->mark.value == last_number(r) &&
							       read_is_line_out_of_turn(r, i, m)));
}

/* Whether line @i with number @m goes on with the items so far: with the next number, or one that
 * was meant for an item. */
static bool
is_next_item(const struct reader *r, size_t i, struct item_mark m)
{
	return m.kind == MARK_NUMBER &&
	       (m.value == last_number(r) + 1 || read_is_line_out_of_turn(r, i, m));
}

/* The next line of text behind line @i; the number of lines: none. */
static size_t
next_text(const struct reader *r, size_t i)
{
	size_t k = i + 1;

	while (k < r->lines.n && r->lines.v[k].role != LINE_TEXT)
		k++;
	return k;
}

/* Whether line @i, right behind another, may be the end of its sentence: "in connection with item"
 * and "4." */
static bool
may_end_sentence(const struct reader *r, size_t i)
{
	struct dais_str before;
	size_t word;

	if (i == 0 || r->lines.v[i].gap > r->gap || r->lines.v[i - 1].role != LINE_TEXT)
		return false;
	before = r->lines.v[i - 1].trim;
	word = before.n;
	while (word > 0 && before.p[word - 1] != ' ')
		word--;
	if (read_is_phrase(&r->words->item, dais_str_sub(before, word, before.n)))
		return true;
	return before.p[before.n - 1] != ')' && read_mark(r, before).kind == MARK_NONE;
}

struct item_mark
read_line_mark(const struct reader *r, size_t i)
{
	struct dais_str s = r->lines.v[i].trim;
	struct item_mark m = read_mark(r, s);
	size_t next;
	int64_t number;

	if (m.kind != MARK_NONE || s.n < 2 || s.n > LONE_NUMBER_MAX || s.p[s.n - 1] != '.' ||
	    !dais_str_to_int(dais_str_sub(s, 0, s.n - 1), 2, 999, &number) ||
	    may_end_sentence(r, i))
		return m;
	next = next_text(r, i);
	if (next < r->lines.n && read_mark(r, r->lines.v[next].trim).kind == MARK_NONE &&
	    (r->lang == DAIS_LANG_ZH || !read_starts_low(r->lines.v[next].trim)))
		m = (struct item_mark){ .kind = MARK_NUMBER, .value = (unsigned)number, .n = s.n };
	return m;
}

/* Whether the letter @m of line @i stands right below that of block @b, and was meant for the next:
 * "a)", "c)" or "b)", "b)". */
static bool
is_letter_out_of_turn(
    const struct reader *r, const struct text_block *b, size_t i, struct item_mark m)
{
	const struct text_block *k = b;

	/* "г)" behind "ii)" below "а)" */
	for (size_t n = 1; b->mark.roman && n < NEAR_BLOCKS && n < r->blocks.n; n++) {
		k = &r->blocks.v[r->blocks.n - 1 - n];
		if (k->mark.kind == MARK_LETTER && !k->mark.roman)
			break;
		if (k->mark.kind != MARK_LETTER)
			return false;
	}
	b = k;
	return b->mark.kind == MARK_LETTER &&
	       (m.value == b->mark.value || m.value == b->mark.value + 2) &&
	       read_indent(&r->lines.v[i]) == read_indent(&r->lines.v[b->first]) &&
	       !read_ends_with_small_word(r->lines.v[i - 1].trim);
}

/* Whether the number "3.4" of line @i, behind "3.2", was meant for the next part: it stands where
 * that one does. */
static bool
is_decimal_out_of_turn(const struct reader *r, struct item_mark was, size_t i, struct item_mark m)
{
	if (was.kind != MARK_DECIMAL || was.major != m.major || !m.value ||
	    (m.value != was.value && m.value != was.value + 2) ||
	    read_ends_with_small_word(r->lines.v[i - 1].trim))
		return false;
	for (size_t n = 0; n < NEAR_BLOCKS && n < r->blocks.n; n++) {
		const struct text_block *k = &r->blocks.v[r->blocks.n - 1 - n];

		if (k->mark.kind == MARK_DECIMAL)
			return read_indent(&r->lines.v[k->first]) == read_indent(&r->lines.v[i]) &&
			       read_indent(&r->lines.v[i]) > 0;
	}
	return false;
}

/* Whether mark @m in the middle of running lines can open a new block. */
static bool
mark_opens(const struct reader *r, const struct text_block *b, const struct text_line *prev,
    size_t i, struct item_mark m)
{
	struct dais_str line = r->lines.v[i].trim;
	struct item_mark was = b->mark;

	if (m.kind == MARK_NONE)
		return false;
	if (read_ends_sentence(prev->trim) || m.worded)
		return true;
	if (was.kind == MARK_NONE &&
	    (names_documents(r, b) || read_is_point(r->lines.v[b->first].trim)))
		was = last_mark(r);
	if (m.kind == MARK_LETTER && m.roman &&
	    (was.kind == MARK_LETTER ? m.roman == was.roman + 1
				     : m.roman == 1 && was.kind != MARK_NONE))
		return true;
	if (m.kind == MARK_NUMBER && was.kind == MARK_NUMBER && was.value == m.value)
		return read_letter_behind(line, m).kind == MARK_LETTER ||
		       read_is_line_out_of_turn(r, i, m);
	if (m.kind == MARK_NUMBER && is_heading_alone_before(r, b, prev))
		return is_next_item(r, i, m);
	if (m.kind == MARK_NUMBER)
		return m.value == 1 || was.worded || is_next_outside(r, prev, i, m) ||
		       ((was.kind != MARK_NONE || b->between) && is_next_item(r, i, m));
	if (m.kind == MARK_DECIMAL)
		return (was.kind == MARK_NUMBER && was.value == m.major) ||
		       (was.kind == MARK_DECIMAL && was.major == m.major &&
			   m.value == was.value + 1) ||
		       (was.kind == MARK_POINT && was.major == m.major &&
			   m.value == was.other + 1) ||
		       is_decimal_out_of_turn(r, was, i, m);
	if (m.kind == MARK_POINT)
		return was.major == m.major &&
		       ((was.kind == MARK_DECIMAL && was.value == m.other && m.value == 0) ||
			   (was.kind == MARK_POINT && was.other == m.other &&
			       m.value == was.value + 1));
	if (m.kind == MARK_LETTER && was.kind == MARK_LETTER && was.roman)
		was = last_letter(r, was);
	/* "رابعا:" behind "ثانيا:" begins an item, too: no other line does so. */
	if (m.kind == MARK_ROMAN)
		return m.value > 1 && (m.value == last_roman(r) + 1 ||
					  (r->lang == DAIS_LANG_AR && was.kind == MARK_ROMAN));
	if (m.kind == MARK_LETTER && was.kind == MARK_ROMAN)
		return m.value == 0;
	if (m.kind == MARK_CAPITAL)
		return (was.kind == MARK_NUMBER && m.value == 0) ||
		       (was.kind == MARK_CAPITAL && m.value == was.value + 1);
	return (was.kind == MARK_LETTER &&
		   (m.value == was.value + 1 || is_letter_out_of_turn(r, b, i, m))) ||
	       (was.kind == MARK_NUMBER && (m.value == 0 || m.major == was.value));
}

/* Columns up to which the lines around line @i are written. */
static size_t
width_around(const struct reader *r, size_t i)
{
	size_t widest = 0;

	for (size_t k = i > LINES_AROUND ? i - LINES_AROUND : 0;
	    k < r->lines.n && k <= i + LINES_AROUND; k++) {
		const struct text_line *l = &r->lines.v[k];
		size_t end = read_indent(l);

		if (l->role != LINE_TEXT || l->trim.n > LINE_BYTES_MAX)
			continue;
		end += dais_str_count(l->trim);
		widest = end > widest ? end : widest;
	}
	return widest;
}

/* Whether the documents of an item are complete with line @p, the first of block @b. */
static bool
is_whole_document_line(
    const struct reader *r, const struct text_block *b, const struct text_line *p)
{
	char last = p->trim.p[p->trim.n - 1];

	return &r->lines.v[b->first] == p && b->mark.kind == MARK_NONE && last != ',' &&
	       last != ';' && r->items_begin && p->no > r->items_begin &&
	       (read_is_whole_symbol(p->trim) || read_document_label(r, p->trim) ||
		   read_is_documents_in_brackets(r, p->trim) ||
		   read_is_document_remark(r, p->trim));
}

/* Whether line @i is what stands under a title, not its rest: a title in capitals over words that
 * are not, or one that ends long before the lines around it do, over a line with a capital. */
static bool
is_below_title(const struct reader *r, const struct text_block *b, size_t prev, size_t i)
{
	const struct text_line *p = &r->lines.v[prev], *l = &r->lines.v[i];
	size_t end = read_indent(p);
	size_t space = dais_str_find_char(l->trim, ' ', 0);

	if (b->mark.kind == MARK_NONE || read_starts_low(l->trim) ||
	    (unsigned char)l->trim.p[0] >= 0xD8 || read_ends_with_small_word(p->trim) ||
	    p->trim.n > LINE_BYTES_MAX)
		return false;
	if (read_is_in_capitals(dais_str_sub(p->trim, b->first == prev ? b->mark.n : 0, p->trim.n)))
		return !read_is_in_capitals(l->trim) && space < l->trim.n;
	if (b->first != prev ||
	    !((l->trim.p[0] >= 'A' && l->trim.p[0] <= 'Z') || (unsigned char)l->trim.p[0] >= 0xC3))
		return false;
	end += dais_str_count(p->trim) + 1 +
	       dais_str_count(dais_str_sub(l->trim, 0, space < l->trim.n ? space : l->trim.n));
	return end * 10 <= width_around(r, i) * SHORT_TENTHS;
}

/* "Item 3" alone on the first line of a block, the title on the next. */
static bool
is_heading_alone(const struct reader *r, const struct text_block *b, const struct text_line *p)
{
	unsigned number;
	int letter;

	return b->gap_before && &r->lines.v[b->first] == p &&
	       read_item_reference(r, p->trim, &number, &letter);
}

/* Whether line @l, behind items, is a document of the item above, not the rest of a sentence. */
static bool
is_document_line(const struct reader *r, const struct text_block *b, const struct text_line *p,
    const struct text_line *l)
{
	size_t before = read_indent(p), here = read_indent(l);
	bool apart = here > before || read_is_short(r, p, l) || names_documents(r, b);
	bool labelled;

	if (!r->items_begin || l->no <= r->items_begin)
		return false;
	if (is_labelled(r, l->trim))
		return true;
	if (is_labelled(r, p->trim) && read_is_documents_in_brackets(r, l->trim))
		return true;
	labelled = read_document_label(r, l->trim) || read_is_document_remark(r, l->trim);
	/* "See document A/79/1." with a capital begins anew. */
	if (labelled && !read_starts_low(l->trim) && (unsigned char)l->trim.p[0] < 0xD8)
		return true;
	return apart && (labelled || read_document_head(l->trim));
}

/* "Rapporteur: the Secretary", behind a sentence. */
static bool
begins_with_label(struct dais_str s)
{
	size_t colon = dais_str_find_char(dais_str_sub(s, 0, LABEL_MAX), ':', 0), words = 1;

	if (colon == SIZE_MAX || colon + 2 >= s.n || s.p[colon + 1] != ' ' || read_starts_low(s))
		return false;
	for (size_t i = 0; i < colon; i++)
		words += s.p[i] == ' ';
	return words <= LABEL_WORDS_MAX;
}

/* Whether line @l, behind a sentence or an item, is the heading "Documentation", or line @p, the
 * first of block @b, is one. */
static bool
is_heading_of_documents(const struct reader *r, const struct text_block *b,
    const struct text_line *p, const struct text_line *l)
{
	if (!r->items_begin || l->no <= r->items_begin || read_starts_low(l->trim))
		return false;
	if (&r->lines.v[b->first] == p && read_is_phrase(&r->words->documentation, p->trim))
		return true;
	return read_is_phrase(&r->words->documentation, l->trim) &&
	       (read_ends_sentence(p->trim) || b->mark.kind != MARK_NONE);
}

static bool
goes_on(const struct text_line *p, const struct text_line *l)
{
	return !read_ends_sentence(p->trim) && read_starts_low(l->trim);
}

/* Whether the last bracket of @s is still open. */
static bool
leaves_bracket_open(struct dais_str s)
{
	size_t at = s.n;

	while (at > 0 && s.p[at - 1] != '(' && s.p[at - 1] != ')')
		at--;
	return at > 0 && s.p[at - 1] == '(';
}

/* Whether line @l has the rest of the symbols in a bracket that line @p leaves open behind one of
 * them: "(CL 127/8;" and "CL 127/8-Corr.1)", whatever stands between. */
static bool
goes_on_in_brackets(const struct text_line *p, const struct text_line *l)
{
	size_t close = dais_str_find_char(l->trim, ')', 0);

	return strchr(";,", p->trim.p[p->trim.n - 1]) && leaves_bracket_open(p->trim) &&
	       close != SIZE_MAX && close > 0 &&
	       read_is_whole_symbol(dais_str_sub(l->trim, 0, close));
}

/* Whether line @l, after the furniture of a page, goes on with the paragraph of line @p: with a
 * small letter, or, behind a full line, with figures or within brackets. Chinese letters tell
 * nothing. */
static bool
goes_on_over_page(const struct reader *r, const struct text_line *p, const struct text_line *l)
{
	bool in_head = !r->items_begin || l->no < r->items_begin;
	bool full = !in_head && r->width >= PRINTED_MIN && !read_is_short(r, p, l);

	if (r->lang == DAIS_LANG_ZH)
		return full && goes_on(p, l);
	return goes_on(p, l) ||
	       (full && !read_ends_sentence(p->trim) &&
		   (strchr("(0123456789", l->trim.p[0]) || leaves_bracket_open(p->trim)));
}

bool
read_is_heading_between(const struct reader *r, const struct text_block *b, size_t prev, size_t i)
{
	const struct text_line *p = &r->lines.v[prev], *l = &r->lines.v[i];
	size_t next;

	if ((b->mark.kind != MARK_NUMBER && b->mark.kind != MARK_DECIMAL &&
		b->mark.kind != MARK_LETTER && !is_whole_document_line(r, b, p)) ||
	    !r->items_begin || l->no < r->items_begin || l->trim.n > BETWEEN_MAX ||
	    strchr("([", l->trim.p[0]) || read_mark(r, l->trim).kind != MARK_NONE ||
	    read_indent(l) > read_indent(&r->lines.v[b->first]))
		return false;
	if ((r->lang != DAIS_LANG_ZH && read_starts_low(l->trim)) ||
	    read_ends_with_small_word(p->trim) || read_ends_sentence(l->trim) ||
	    (b->mark.kind != MARK_NONE && dais_str_count(p->trim) * 3 > r->width * 2 &&
		!read_ends_with_documents(r, p->trim)))
		return false;
	next = next_text(r, i);
	return next < r->lines.n && is_next_item(r, next, read_line_mark(r, next));
}

bool
read_opens_block(const struct reader *r, const struct text_block *b, size_t prev, size_t i)
{
	const struct text_line *p = &r->lines.v[prev], *l = &r->lines.v[i];
	bool crossing = i > prev + 1;
	bool low = goes_on(p, l);
	struct item_mark m = read_line_mark(r, i);

	if (l->cell != LINE_CELL_NONE)
		return l->cell != LINE_CELL_MORE;
	if (r->unwrapped || p->cell != LINE_CELL_NONE)
		return true;
	if (read_ends_with_page(p->trim, &(size_t){ 0 }))
		return true;
	if (crossing && m.kind == MARK_NONE && r->lines.v[prev + 1].role != LINE_RULE &&
	    goes_on_over_page(r, p, l))
		return false;
	if (goes_on_in_brackets(p, l))
		return false;
	for (size_t k = prev + 1; k <= i; k++) {
		if (r->lines.v[k].gap > r->gap || r->lines.v[k].role == LINE_RULE)
			return true;
	}
	if ((b->mark.kind != MARK_NONE || read_is_point(r->lines.v[b->first].trim)) &&
	    read_is_point(l->trim) && read_indent(l) >= read_indent(&r->lines.v[b->first]))
		return true;
	if (mark_opens(r, b, p, i, m) || read_opens_in_head(r, &r->lines.v[b->first], p, l) ||
	    (!low && is_heading_alone(r, b, p)) || is_document_line(r, b, p, l) ||
	    is_below_title(r, b, prev, i) || is_heading_of_documents(r, b, p, l) ||
	    ((!low || (unsigned char)l->trim.p[0] >= 0xD8) && is_whole_document_line(r, b, p)))
		return true;
	return read_ends_sentence(p->trim) &&
	       (read_is_short(r, p, l) || begins_with_label(l->trim));
}
