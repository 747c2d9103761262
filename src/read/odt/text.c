/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Paragraphs and their words. Source: OpenDocument 1.3 part 3, 5.1 (paragraphs), 6.1 (text
 * content, white space).
 */
#include "read/odt/odt_priv.h"

#define TWIPS 20
#define SPACED (3 * TWIPS) /* space that sets a paragraph apart */
#define LARGER_PERCENT 115 /* of plain text: stands out */
#define TAB_SPACES 4u      /* in a row, set words apart as a tab does */

void
odt_append(struct odt_reader *r, struct dais_flow *to, struct dais_flow *from)
{
	r->full |= !dais_flow_append(to, from);
}

void
odt_story_begin(
    struct odt_reader *r, struct dais_flow *flow, enum dais_flow_role role, bool counts_lines)
{
	struct odt_story *s = &r->stories[r->depth++];

	memset(s, 0, sizeof(*s));
	s->flow = flow;
	s->role = role;
	s->counts_lines = counts_lines;
	s->after_empty = true;
	s->lists = r->lists.depth;
	s->tables = r->tables_open;
	dais_flow_writer_init(&s->writer, flow);
}

void
odt_story_end(struct odt_reader *r)
{
	struct odt_story *s = odt_story(r);

	odt_paragraph_end(r);
	r->lists.depth = s->lists;
	r->tables_open = s->tables;
	r->full |= s->writer.full;
	dais_flow_writer_release(&s->writer);
	r->depth--;
}

void
odt_paragraph_begin(struct odt_reader *r, const struct dais_xml_tag *tag)
{
	struct odt_story *s = odt_story(r);
	struct odt_paragraph *p = &s->paragraph;

	odt_paragraph_end(r);
	if (s->counts_lines)
		r->line++;
	*p = (struct odt_paragraph){ .open = true,
		.strong = true,
		.line = r->line,
		.column = 1,
		.is_heading = tag->name == ODT_HEADING };
	p->level = (unsigned)odt_int(tag, ODT_OUTLINE_LEVEL, 1);
	p->start = odt_int(tag, ODT_START, ODT_UNSET);
	p->no_number = dais_str_is(dais_xml_value(tag, ODT_IS_LIST_HEADER), "true");
	p->format =
	    odt_style_format(&r->styles, r->scope, 'p', dais_xml_value(tag, ODT_STYLE_NAME));
	if (!p->format)
		p->format = &r->styles.defaults;
	s->spans_open = 0;
	s->space = true;
}

static int
or_zero(int v)
{
	return v == ODT_UNSET ? 0 : v;
}

static void
count(struct odt_reader *r, struct odt_story *s)
{
	struct odt_paragraph *p = &s->paragraph;

	dais_buf_clear(&r->number);
	if (r->lists.depth > s->lists)
		odt_list_count(&r->lists, s->lists, &r->number);
	else if (p->is_heading && !p->no_number && p->format->numbered != 0)
		odt_outline_count(&r->lists, &r->styles, p->level, p->start, &r->number);
}

static enum dais_flow_role
role_of(struct odt_reader *r, const struct odt_story *s)
{
	if (s->role != DAIS_FLOW_TEXT)
		return s->role;
	return odt_table(r)              ? DAIS_FLOW_CELL
	       : s->paragraph.is_heading ? DAIS_FLOW_HEADING
					 : DAIS_FLOW_TEXT;
}

static void
start_block(struct odt_reader *r, struct odt_story *s)
{
	struct odt_paragraph *p = &s->paragraph;
	const struct odt_table *t = odt_table(r);
	struct dais_flow_block *b;

	if (p->started)
		return;
	p->started = true;
	s->writer.table = t ? t->number : 0;
	b = dais_flow_begin(&s->writer, role_of(r, s));
	if (b->role == DAIS_FLOW_HEADING)
		b->level = p->level ? p->level : 1;
	if (t && b->role == DAIS_FLOW_CELL) {
		b->row = t->row;
		b->column = t->column;
		b->columns = t->span;
		b->rows = t->rows;
		b->head = t->head;
	}
	b->centred = p->format->centred == 1;
	b->indent = or_zero(p->format->left) > 0 ? (unsigned)(p->format->left / TWIPS) : 0;
	b->spaced = s->after_empty || s->after >= SPACED || or_zero(p->format->before) >= SPACED;
	count(r, s);
	if (r->number.n)
		dais_flow_put_generated(&s->writer, dais_buf_str(&r->number));
	for (unsigned i = 0; i < p->tabs; i++)
		dais_flow_tab(&s->writer);
}

static void
break_link(struct odt_story *s)
{
	if (s->link_open && s->link_begun && s->writer.open)
		dais_flow_link(&s->writer, s->link_from, s->link);
	s->link_begun = false;
}

/* An empty paragraph has its number, too; in a cell it is that of the row. */
static void
count_empty(struct odt_reader *r, struct odt_story *s)
{
	if (role_of(r, s) == DAIS_FLOW_CELL && odt_list_counts(&r->lists, s->lists))
		start_block(r, s);
	else
		count(r, s);
}

void
odt_paragraph_end(struct odt_reader *r)
{
	struct odt_story *s = odt_story(r);
	struct odt_paragraph *p = &s->paragraph;

	if (!p->open)
		return;
	p->open = false;
	if (!p->started)
		count_empty(r, s);
	s->after = or_zero(p->format->after);
	s->after_empty = !p->started;
	if (p->started) {
		break_link(s);
		s->writer.block.strong = p->strong;
		(void)dais_flow_end(&s->writer);
		r->full |= s->writer.full;
	}
	if (r->inner->blocks.n && s->flow != r->inner && s->role == DAIS_FLOW_TEXT)
		odt_append(r, s->flow, r->inner);
}

void
odt_span_begin(struct odt_reader *r, const struct dais_xml_tag *tag)
{
	struct odt_story *s = odt_story(r);

	if (s->spans_open++ < ODT_SPANS_MAX)
		s->spans[s->spans_open - 1] = odt_style_format(
		    &r->styles, r->scope, 't', dais_xml_value(tag, ODT_STYLE_NAME));
}

void
odt_span_end(struct odt_reader *r)
{
	odt_story(r)->spans_open -= odt_story(r)->spans_open > 0;
}

void
odt_link_begin(struct odt_reader *r, struct dais_str target)
{
	struct odt_story *s = odt_story(r);

	s->link = dais_arena_dup(r->arena, target);
	s->link_open = target.n > 0;
	s->link_begun = false;
}

void
odt_link_end(struct odt_reader *r)
{
	break_link(odt_story(r));
	odt_story(r)->link_open = false;
}

/* --- words --------------------------------------------------------------------------------------
 */

/* What the innermost span, or else the paragraph, says. */
static struct odt_format
format_here(const struct odt_story *s)
{
	struct odt_format f = { .bold = ODT_UNSET, .hidden = ODT_UNSET, .size = ODT_UNSET };
	size_t n = s->spans_open < ODT_SPANS_MAX ? s->spans_open : ODT_SPANS_MAX;

	for (size_t i = n + 1; i-- > 0;) {
		const struct odt_format *from = i ? s->spans[i - 1] : s->paragraph.format;

		if (!from)
			continue;
		f.bold = f.bold == ODT_UNSET ? from->bold : f.bold;
		f.hidden = f.hidden == ODT_UNSET ? from->hidden : f.hidden;
		f.size = f.size == ODT_UNSET ? from->size : f.size;
	}
	return f;
}

/* White space of any length is one space; at the start of a paragraph it is none. */
static void
collapse(struct odt_story *s, struct dais_str from, struct dais_buf *to)
{
	dais_buf_clear(to);
	for (size_t i = 0; i < from.n; i++) {
		char c = from.p[i];
		bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';

		if (!space)
			dais_buf_put_char(to, c);
		else if (!s->space)
			dais_buf_put_char(to, ' ');
		s->space = space;
	}
}

static void
put(struct odt_reader *r, struct odt_story *s, struct dais_str words)
{
	struct odt_paragraph *p = &s->paragraph;
	struct odt_format f = format_here(s);

	if (!words.n || f.hidden == 1)
		return;
	if (!dais_str_trim(words).n) {
		if (p->started)
			dais_flow_space(&s->writer);
	} else {
		start_block(r, s);
		if (s->link_open && !s->link_begun) {
			s->link_begun = true;
			s->link_from = dais_flow_at(&s->writer);
		}
		p->strong &= f.bold == 1 || (f.size != ODT_UNSET &&
						f.size * 100 > r->styles.size * LARGER_PERCENT);
		dais_flow_put(&s->writer, words, 0, p->line, s->counts_lines ? p->column : 0);
	}
	p->column += (unsigned)dais_str_count(words);
}

void
odt_put(struct odt_reader *r, struct dais_str s)
{
	struct odt_story *story = odt_story(r);

	if (!story->paragraph.open)
		return;
	collapse(story, s, &r->text);
	dais_flow_plain_hyphens(&r->text);
	put(r, story, dais_buf_str(&r->text));
}

void
odt_put_spaces(struct odt_reader *r, unsigned n)
{
	struct odt_story *s = odt_story(r);

	if (!s->paragraph.open)
		return;
	put(r, s, DAIS_STR(" "));
	s->paragraph.column += n - 1;
	if (n >= TAB_SPACES && s->paragraph.started && format_here(s).hidden != 1)
		dais_flow_tab(&s->writer);
}

void
odt_put_tab(struct odt_reader *r)
{
	struct odt_story *s = odt_story(r);

	if (!s->paragraph.open || format_here(s).hidden == 1)
		return;
	odt_put_spaces(r, 1);
	if (s->paragraph.started)
		dais_flow_tab(&s->writer);
	else
		s->paragraph.tabs++;
}

void
odt_put_break(struct odt_reader *r)
{
	struct odt_story *s = odt_story(r);

	odt_put_spaces(r, 1);
	if (s->paragraph.started && format_here(s).hidden != 1)
		dais_flow_break(&s->writer);
}
