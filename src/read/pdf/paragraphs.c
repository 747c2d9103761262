/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines to paragraphs: the lines that belong together (line_joins.c) written as one, with words
 * that were divided put together, links and marks of style, and the role that a paragraph has.
 */
#include "read/pdf/paragraphs_priv.h"

#define HEADING_SIZE 1.12f  /* times the size of the text */
#define HEADING_MAX 400u    /* bytes */
#define JUSTIFIED_MIN 2u    /* lines */

/* --- words ----------------------------------------------------------------------------------- */

bool
pdf_is_cjk(uint32_t c)
{
	return (c >= 0x2E80 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
	       (c >= 0xFE30 && c < 0xFE50) || (c >= 0xFF00 && c < 0xFFF0) || c == 0x2014 ||
	       (c >= 0x20000 && c < 0x30000);
}

static struct dais_str
last_word(struct dais_str s)
{
	size_t at = s.n;

	while (at > 0 && s.p[at - 1] != ' ')
		at--;
	return dais_str_sub(s, at, s.n);
}

static struct dais_str
first_word(struct dais_str s)
{
	size_t space = dais_str_find_char(s, ' ', 0), n = space == SIZE_MAX ? s.n : space;

	/* Without the comma or full stop behind it. */
	while (n > 0 && (s.p[n - 1] == ',' || s.p[n - 1] == '.' || s.p[n - 1] == ';' ||
			    s.p[n - 1] == ':' || s.p[n - 1] == ')'))
		n--;
	return dais_str_sub(s, 0, n);
}

static void
note_words(struct joining *j)
{
	for (size_t i = 0; i < j->doc->lines.n; i++) {
		const struct pdf_line *l = &j->doc->lines.v[i];

		for (size_t k = 0; k < l->n; k++) {
			struct dais_str rest = l->parts[k]->text, word;

			while (dais_str_next(&rest, ' ', &word))
				(void)dais_map_add(&j->words, first_word(word), 0);
		}
	}
}

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_known(const struct joining *j, struct dais_str word)
{
	return dais_map_get(&j->words, word) != DAIS_MAP_NONE;
}

/* Whether @tail, behind a hyphen, may be the rest of the word that @bare begins: a small letter, or
 * capitals behind capitals. */
static bool
may_be_rest(struct dais_str bare, struct dais_str tail)
{
	size_t at = 0;

	if (pdf_is_lower_letter(dais_str_decode(tail, &at)))
		return true;
	return tail.n > 1 && is_capital(tail.p[0]) && is_capital(tail.p[1]) &&
	       is_capital(bare.p[bare.n - 1]) && is_capital(bare.p[bare.n - 2]);
}

/* Whether the hyphen that ends @l only divides a word whose other part begins @b: as the word, or
 * the compound, stands elsewhere in the document. */
static bool
divides_word(struct joining *j, const struct pdf_line *l, struct dais_str b)
{
	struct dais_str a = l->parts[l->n - 1]->text;
	struct dais_str head = last_word(a), tail = first_word(b),
			bare = dais_str_sub(head, 0, head.n - 1);

	if (bare.n < 2 || !tail.n || !may_be_rest(bare, tail))
		return false;
	if (is_known(j, dais_arena_concat(j->scratch, bare, tail)))
		return true;
	if (is_known(j, dais_arena_concat(j->scratch, head, tail)))
		return false;
	/* Who does not justify lines hardly divides words: the hyphen is that of a compound. */
	if ((j->broken_at_edge < JUSTIFIED_MIN || j->broken_at_edge * 2 <= j->broken) &&
	    !pdf_is_justified(j, l))
		return false;
	return !(is_known(j, bare) && is_known(j, tail));
}

/* --- writing --------------------------------------------------------------------------------- */

static void
put_words(struct joining *j, const struct pdf_line *l, const struct pdf_segment *s, size_t from,
    size_t to)
{
	unsigned before = (unsigned)dais_str_count(dais_str_sub(s->text, 0, from));

	if (to > from)
		dais_flow_put(
		    j->w, dais_str_sub(s->text, from, to), l->page, s->row, s->column + before);
}

/* A link over a line break is one. */
static bool
extends_link(struct dais_flow_writer *w, size_t begin, struct dais_str target)
{
	struct dais_flow_link *last =
	    w->block.links.n ? &w->block.links.v[w->block.links.n - 1] : NULL;

	if (!last || last->at + last->n + 1 < begin || !dais_str_eq(last->target, target))
		return false;
	last->n = w->text.n - last->at;
	return true;
}

/* The first @n bytes of the words of @s, with their links. */
static void
write_segment(struct joining *j, const struct pdf_line *l, const struct pdf_segment *s, size_t n)
{
	size_t done = 0;

	for (size_t i = 0; i <= s->links.n; i++) {
		const struct dais_flow_link *k = i < s->links.n ? &s->links.v[i] : NULL;
		size_t from = k ? k->at : n, to = k ? k->at + k->n : n, begin;

		if (from < done || to > n || from > to)
			continue;
		put_words(j, l, s, done, from);
		begin = dais_flow_at(j->w);
		put_words(j, l, s, from, to);
		if (k && !extends_link(j->w, begin, k->target))
			dais_flow_link(j->w, begin, k->target);
		done = to;
	}
}

/* Whether the line that follows joins the last word without a space, and how many bytes of the
 * last segment stay. */
static bool
joins_words(struct joining *j, const struct pdf_line *l, const struct pdf_line *next, size_t *ret_n)
{
	struct dais_str a = l->parts[l->n - 1]->text, b = next->parts[0]->text;
	uint32_t last = pdf_last_point(l), first = pdf_first_point(next);

	*ret_n = a.n;
	if (last == 0xAD) {
		*ret_n = a.n - 2;
		return true;
	}
	if (last == '-' || last == 0x2010) {
		if (a.n > 1 && a.p[a.n - 2] == ' ')
			return false;
		if (last == '-' && divides_word(j, l, b))
			*ret_n = a.n - 1;
		return true;
	}
	/* "2017–" and "2020"; a dash between words has a space before it. */
	if (last == '/' || (last == 0x2013 && a.n > 3 && a.p[a.n - 4] != ' '))
		return true;
	return pdf_is_cjk(last) && (pdf_is_cjk(first) || first == '(' || first == 0x201C);
}

static void
write_lines(struct joining *j)
{
	for (size_t i = 0; i < j->lines.n; i++) {
		const struct pdf_line *l = j->lines.v[i],
				      *next = i + 1 < j->lines.n ? j->lines.v[i + 1] : NULL;
		size_t keep = 0;
		bool joins = next && joins_words(j, l, next, &keep);

		for (size_t k = 0; k < l->n; k++) {
			bool last = k + 1 == l->n;

			write_segment(
			    j, l, l->parts[k], last && joins ? keep : l->parts[k]->text.n);
			if (!last && pdf_is_behind_tab(l, k + 1))
				dais_flow_tab(j->w);
			else if (!last || !joins)
				dais_flow_space(j->w);
		}
		if (next && pdf_ends_by_hand(j, l, next)) {
			if (joins)
				dais_flow_break_tight(j->w);
			else
				dais_flow_break(j->w);
		}
	}
}

static enum dais_flow_role
role_of(const struct joining *j, size_t bytes)
{
	const struct pdf_line *l = j->lines.v[j->lines.n - 1];
	const struct dais_pdf_element *e = j->doc->tagged && l->element != PDF_NO_ELEMENT
					       ? &j->doc->structure.elements[l->element]
					       : NULL;

	if (l->role == PDF_LINE_HEADER)
		return DAIS_FLOW_HEADER;
	if (l->role == PDF_LINE_FOOTER)
		return DAIS_FLOW_FOOTER;
	if (l->role == PDF_LINE_NOTE)
		return DAIS_FLOW_NOTE;
	if (l->table)
		return DAIS_FLOW_CELL;
	if (e && e->kind == DAIS_PDF_HEADING)
		return DAIS_FLOW_HEADING;
	return !e && l->size > HEADING_SIZE * j->doc->size && bytes < HEADING_MAX
		   ? DAIS_FLOW_HEADING
		   : DAIS_FLOW_TEXT;
}

static unsigned
level_of(const struct joining *j, enum dais_flow_role role)
{
	const struct pdf_line *l = j->lines.v[j->lines.n - 1];

	if (role != DAIS_FLOW_HEADING)
		return 0;
	if (j->doc->tagged && l->element != PDF_NO_ELEMENT)
		return j->doc->structure.elements[l->element].level;
	return l->size > 1.4f * j->doc->size ? 1 : 2;
}

static bool
all_have(const struct joining *j, unsigned flag)
{
	for (size_t i = 0; i < j->lines.n; i++) {
		if (!(j->lines.v[i]->flags & flag))
			return false;
	}
	return true;
}

/* Whether the paragraph that begins with @l is set apart from the one before it. */
static bool
is_apart(const struct joining *j, const struct pdf_line *l)
{
	const struct pdf_line *before = j->before;
	float gap = before ? l->base - before->base : 0;

	if (!before || before->page != l->page || before->table != l->table ||
	    (before->stream != l->stream && !j->doc->tagged))
		return true;
	return gap > j->apart * l->size || gap < 0;
}

static void
end_paragraph(struct joining *j)
{
	const struct pdf_line *l;
	struct dais_flow_block *b;
	size_t bytes = 0;

	if (!j->lines.n)
		return;
	l = j->lines.v[0];
	for (size_t i = 0; i < j->lines.n; i++)
		bytes += j->lines.v[i]->parts[0]->text.n;
	b = dais_flow_begin(j->w, role_of(j, bytes));
	b->strong = all_have(j, PDF_BOLD) || l->size > HEADING_SIZE * j->doc->size;
	b->centred = pdf_is_centred(l);
	b->level = level_of(j, b->role);
	b->indent =
	    l->left - l->from > 0 && l->left - l->from < 2000 ? (unsigned)(l->left - l->from) : 0;
	b->spaced = is_apart(j, l);
	if (l->table) {
		b->table = l->table;
		b->row = l->table_row;
		b->column = l->table_column;
		b->rows = l->rows;
		b->columns = l->columns;
		b->head = l->head;
	}
	if (l->table > j->w->flow->tables)
		j->w->flow->tables = l->table;
	write_lines(j);
	pdf_note_entry(j, l);
	(void)dais_flow_end(j->w);
	j->before = j->lines.v[j->lines.n - 1];
	j->lines.n = 0;
}

/* Furniture and notes stand between the lines of a paragraph that goes over a page: they come
 * after it. */
static void
write_role(struct joining *j, enum pdf_line_role role, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct pdf_line *l = &j->doc->lines.v[i];

		if (l->role != role)
			continue;
		if (!pdf_goes_on(j, l))
			end_paragraph(j);
		dais_vec_push(j->scratch, &j->lines, l);
	}
	end_paragraph(j);
}

static void
write_body(struct joining *j)
{
	for (size_t i = 0; i < j->doc->lines.n; i++) {
		const struct pdf_line *l = &j->doc->lines.v[i];

		if (l->role != PDF_LINE_BODY)
			continue;
		if (!pdf_goes_on(j, l))
			end_paragraph(j);
		dais_vec_push(j->scratch, &j->lines, l);
	}
	end_paragraph(j);
}

void
pdf_write_paragraphs(struct pdf_document *doc, struct dais_flow *flow)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	DAIS_FLOW_WRITER_AUTO w;
	struct joining j = { .doc = doc, .w = &w, .scratch = scratch };

	dais_flow_writer_init(&w, flow);
	dais_map_init(&j.widths, scratch);
	dais_map_init(&j.frames, scratch);
	dais_map_init(&j.hangings, scratch);
	dais_map_init(&j.words, scratch);
	pdf_measure_lines(&j);
	note_words(&j);
	write_role(&j, PDF_LINE_HEADER, 0, doc->lines.n);
	write_body(&j);
	write_role(&j, PDF_LINE_NOTE, 0, doc->lines.n);
	write_role(&j, PDF_LINE_FOOTER, 0, doc->lines.n);
}
