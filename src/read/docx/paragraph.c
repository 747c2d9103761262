/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Paragraphs and their words. A block begins with the first word that shows, when all properties
 * of its paragraph are known.
 */
#include "read/docx/story_priv.h"

#define TWIPS 20
#define SPACED (3 * TWIPS)    /* space that sets a paragraph apart */
#define LARGER_PERCENT 115    /* of plain text: stands out */
#define TEXT_PIECE_MAX ((size_t)1 << 20)
#define PRIVATE_USE 0xE000u
#define TAB_SPACES 4u /* in a row */
#define PRIVATE_USE_END 0xF8FFu

void
docx_paragraph_begin(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);
	struct docx_paragraph *p = &s->paragraph;
	bool strong = p->strong;

	docx_paragraph_end(r);
	*p = (struct docx_paragraph){ .open = true, .strong = true, .column = 1 };
	docx_format_init(&p->format);
	if (r->counts_lines)
		r->line++;
	p->line = r->line;
	if (r->map && r->counts_lines)
		dais_vec_push(r->arena, &r->map->paragraphs, r->paragraph_elements - 1);
	s->run = (struct docx_run){ DOCX_UNSET, DOCX_UNSET, DOCX_UNSET };
	s->run_style = DAIS_STR_NONE;
	s->run_settled = false;
	if (s->joined) {
		p->started = true;
		p->strong = strong;
	}
}

/* Joins what is said of the paragraph, of its list and of its style. */
static void
settle(struct docx_reader *r, struct docx_paragraph *p)
{
	struct docx_paragraph_format *f = &p->format;
	const struct docx_level *level;
	bool own_list = f->num != DOCX_UNSET;

	if (p->settled)
		return;
	p->settled = true;
	p->style = docx_style_get(r->styles, p->style_id);
	if (!p->style && r->styles->normal != SIZE_MAX)
		p->style = &r->styles->list.v[r->styles->normal];
	if (p->style && !own_list) {
		f->num = p->style->format.num;
		if (f->level == DOCX_UNSET && f->num > 0)
			f->level = (int)docx_numbering_level_of(r->numbering, f->num, p->style->id,
			    p->style->format.level > 0 ? (unsigned)p->style->format.level : 0);
		docx_format_inherit(f, &p->style->format);
	}
	if (f->num > 0) {
		f->level = f->level > 0 ? f->level : 0;
		level = docx_numbering_level(r->numbering, f->num, (unsigned)f->level);
		if (level && f->left == DOCX_UNSET)
			f->left = level->left;
		if (level && f->first == DOCX_UNSET)
			f->first = level->first;
	}
	if (p->style)
		docx_format_inherit(f, &p->style->format);
	else
		docx_format_inherit(f, &r->styles->defaults);
}

static int
or_zero(int v)
{
	return v == DOCX_UNSET ? 0 : v;
}

static void
set_block(struct docx_reader *r, struct docx_story *s, struct dais_flow_block *b)
{
	const struct docx_paragraph_format *f = &s->paragraph.format;
	const struct docx_table *t = docx_table(r);
	int left = or_zero(f->left) + (f->num > 0 ? or_zero(f->first) : 0);

	if (b->role == DAIS_FLOW_HEADING)
		b->level = (unsigned)f->outline + 1;
	if (b->role == DAIS_FLOW_CELL) {
		b->row = t->row;
		b->column = t->column;
		b->columns = t->span;
		b->head = t->head;
	}
	b->centred = f->justify == 1;
	b->indent = left > 0 ? (unsigned)(left / TWIPS) : 0;
	b->spaced = s->after_empty || s->after >= SPACED || or_zero(f->before) >= SPACED;
}

static void
start_block(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);
	struct docx_paragraph *p = &s->paragraph;
	enum dais_flow_role role = r->role;
	struct docx_table *t = docx_table(r);

	if (p->started)
		return;
	p->started = true;
	settle(r, p);
	if (role == DAIS_FLOW_TEXT && t)
		role = DAIS_FLOW_CELL;
	else if (role == DAIS_FLOW_TEXT && p->format.outline >= 0 && p->format.outline < 9)
		role = DAIS_FLOW_HEADING;
	s->writer.table = t ? t->number : 0;
	set_block(r, s, dais_flow_begin(&s->writer, role));
	if (p->format.num > 0) {
		docx_numbering_count(
		    r->numbering, p->format.num, (unsigned)p->format.level, &r->number);
		if (r->number.n)
			dais_flow_put_generated(&s->writer, dais_buf_str(&r->number));
	}
	for (unsigned i = 0; i < p->tabs; i++)
		dais_flow_tab(&s->writer);
}

static void
end_block(struct docx_reader *r, struct docx_story *s)
{
	if (s->writer.open) {
		docx_links_break(r);
		s->writer.block.strong = s->paragraph.strong;
		(void)dais_flow_end(&s->writer);
	}
	r->full |= s->writer.full;
	s->joined = false;
	if (r->inner->blocks.n && r->depth == 1)
		docx_flow_append(r, s->flow, r->inner);
}

/* An empty paragraph of a list has its number, too; in a cell it is that of the row. */
static void
count_empty(struct docx_reader *r, const struct docx_paragraph *p)
{
	const struct docx_level *level =
	    docx_numbering_level(r->numbering, p->format.num, (unsigned)p->format.level);

	if (docx_table(r) && level && level->format != DAIS_FLOW_NUMBER_BULLET)
		start_block(r);
	else
		docx_numbering_count(
		    r->numbering, p->format.num, (unsigned)p->format.level, &r->number);
}

void
docx_paragraph_end(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);
	struct docx_paragraph *p = &s->paragraph;

	if (!p->open)
		return;
	p->open = false;
	docx_fields_break(r);
	settle(r, p);
	if (p->mark_deleted) {
		s->joined = p->started;
		return;
	}
	if (!p->started && p->format.num > 0 && docx_cell_shows(docx_table(r)))
		count_empty(r, p);
	s->after = or_zero(p->format.after);
	s->after_empty = !p->started;
	end_block(r, s);
}

void
docx_paragraph_close(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);

	docx_paragraph_end(r);
	if (s->joined)
		end_block(r, s);
}

/* --- words ----------------------------------------------------------------------------------- */

static void
settle_run(struct docx_reader *r, struct docx_story *s)
{
	const struct docx_style *style;

	if (s->run_settled)
		return;
	s->run_settled = true;
	settle(r, &s->paragraph);
	style = docx_style_get(r->styles, s->run_style);
	if (style)
		docx_run_inherit(&s->run, &style->format.run);
	docx_run_inherit(&s->run, &s->paragraph.format.run);
}

static bool
shows(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);

	if (!s->paragraph.open || !docx_fields_show(s) || !docx_cell_shows(docx_table(r)))
		return false;
	settle_run(r, s);
	return s->run.hidden != 1;
}

static bool
is_strong(const struct docx_run *run, int plain_size)
{
	return run->bold == 1 ||
	       (run->size != DOCX_UNSET && run->size * 100 > plain_size * LARGER_PERCENT);
}

/* Bytes of white space in @s at @at; *@ret_wide: it sets words apart as a tab does. */
static size_t
spaces_at(struct dais_str s, size_t at, bool *ret_wide)
{
	size_t n = 0;

	while (at + n < s.n && s.p[at + n] == ' ')
		n++;
	*ret_wide = n >= TAB_SPACES;
	return n;
}

/* The words of @s, where spaces in a row stand for a tab. */
static void
put_words(struct docx_reader *r, struct docx_story *s, struct dais_str words)
{
	struct docx_paragraph *p = &s->paragraph;
	size_t from = 0;
	bool wide = false;

	for (size_t i = 0; i < words.n;) {
		size_t n = spaces_at(words, i, &wide);

		i += n ? n : 1;
		if (i < words.n && !wide)
			continue;
		dais_flow_put(&s->writer, dais_str_sub(words, from, i), 0, p->line,
		    r->counts_lines ? p->column : 0);
		p->column += (unsigned)dais_str_count(dais_str_sub(words, from, i));
		if (wide)
			dais_flow_tab(&s->writer);
		from = i;
	}
}

bool
docx_put(struct docx_reader *r, struct dais_str s)
{
	struct docx_story *story = docx_story(r);
	struct docx_paragraph *p = &story->paragraph;

	if (!s.n || !shows(r))
		return false;
	if (!dais_str_trim(s).n) {
		if (p->started)
			dais_flow_space(&story->writer);
		p->column += (unsigned)dais_str_count(s);
		return true;
	}
	start_block(r);
	docx_links_begin(r);
	p->strong &= is_strong(&story->run, r->styles->size);
	put_words(r, story, s);
	return true;
}

/* A tab or line break. */
static void
put_space(struct docx_reader *r)
{
	(void)docx_put(r, DAIS_STR(" "));
}

void
docx_put_tab(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);

	if (!shows(r))
		return;
	put_space(r);
	if (s->paragraph.started)
		dais_flow_tab(&s->writer);
	else
		s->paragraph.tabs++;
}

void
docx_put_break(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);

	if (docx_put(r, DAIS_STR(" ")) && s->paragraph.started)
		dais_flow_break(&s->writer);
}

void
docx_put_element(struct docx_reader *r)
{
	struct docx_paragraph *p = &docx_story(r)->paragraph;
	struct dais_str s;
	unsigned column = p->column, skipped = 0;

	dais_flow_plain_hyphens(&r->text);
	s = dais_buf_str(&r->text);
	if (!r->preserve) {
		struct dais_str all = s;

		s = dais_str_trim(s);
		skipped = all.n && s.n ? (unsigned)(s.p - all.p) : 0;
	}
	if (!docx_put(r, s) || !r->map || !r->counts_lines)
		return;
	*dais_vec_add(r->arena, &r->map->pieces) = (struct docx_piece){ r->text_elements - 1,
		p->line, column, skipped, p->column - column };
}

/* Signs of the symbol fonts that stand in documents for a meaning. */
static uint32_t
symbol_of(uint32_t c)
{
	static const struct {
		uint32_t code, cp;
	} signs[] = { { 0xB7, 0x2022 }, { 0xA7, 0x25AA }, { 0xD8, 0x27A2 }, { 0xFC, 0x2713 },
		{ 0xFE, 0x2611 }, { 0xFD, 0x2612 }, { 0xA8, 0x2610 }, { 0x6F, 0x2610 },
		{ 0xE0, 0x2192 }, { 0x2D, 0x2013 } };

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (signs[i].code == (c & 0xFF))
			return signs[i].cp;
	}
	return 0;
}

void
docx_put_symbol(struct docx_reader *r, struct dais_str code)
{
	uint32_t c = 0;
	char bytes[4];

	for (size_t i = 0; i < code.n && i < 6; i++) {
		char d = code.p[i];
		uint32_t v = d >= '0' && d <= '9'   ? (uint32_t)(d - '0')
			     : d >= 'a' && d <= 'f' ? (uint32_t)(d - 'a' + 10)
			     : d >= 'A' && d <= 'F' ? (uint32_t)(d - 'A' + 10)
						    : 0;

		c = c << 4 | v;
	}
	if (c >= PRIVATE_USE && c <= PRIVATE_USE_END)
		c = symbol_of(c);
	if (c >= ' ' && c < 0x110000 && (c < 0xD800 || c > 0xDFFF))
		(void)docx_put(r, (struct dais_str){ bytes, dais_str_encode(c, bytes) });
	else
		put_space(r);
}
