/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The events of a part with text, sent to where they belong. Source: ECMA-376-1:2016, 17 (word
 * processing), 17.13.5 (tracked changes), part 3, 9.3 (alternate content).
 */
#include "read/docx/story_priv.h"

void
docx_reader_init(struct docx_reader *r, struct docx_package *p)
{
	r->arena = p->arena;
	r->package = p;
	dais_buf_init(&r->text, DAIS_FLOW_BLOCK_MAX);
	dais_buf_init(&r->number, 4096);
	dais_map_init(&r->note_ids, p->arena);
	r->inner = dais_flow_new(p->arena, p->file, "docx");
}

void
docx_reader_release(struct docx_reader *r)
{
	dais_buf_release(&r->text);
	dais_buf_release(&r->number);
}

void
docx_flow_append(struct docx_reader *r, struct dais_flow *to, struct dais_flow *from)
{
	r->full |= !dais_flow_append(to, from);
}

static void
begin_story(struct docx_reader *r, struct dais_flow *flow)
{
	struct docx_story *s = &r->stories[r->depth++];

	memset(s, 0, sizeof(*s));
	s->flow = flow;
	s->after_empty = true;
	s->tables_open = r->tables_open;
	dais_flow_writer_init(&s->writer, flow);
}

static void
end_story(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);

	docx_paragraph_close(r);
	while (r->tables_open > s->tables_open)
		docx_table_end(r);
	dais_flow_writer_release(&s->writer);
	r->depth--;
}

/* --- tracked changes ---------------------------------------------------------------------------
 */

static void
meet_deleted(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	if (r->in_row_properties) {
		docx_table_take(r, tag);
		r->changes++;
	} else if (r->in_properties) {
		docx_story(r)->paragraph.mark_deleted = true;
		r->mark_changes++;
	} else {
		r->changes++;
		r->skip = 1;
	}
}

static void
meet_inserted(struct docx_reader *r)
{
	if (r->in_properties)
		r->mark_changes++;
	else
		r->changes++;
}

/* --- sections, notes ---------------------------------------------------------------------------
 */

static void
begin_section(struct docx_reader *r)
{
	if (!r->counts_lines)
		return;
	r->section = (struct docx_section){ .first = r->line };
	r->in_section = true;
}

static void
end_section(struct docx_reader *r)
{
	unsigned before = r->sections.n ? r->sections.v[r->sections.n - 1].last : 0;

	if (!r->in_section)
		return;
	r->in_section = false;
	r->section.first = before + 1;
	r->section.last = r->line > before ? r->line : before + 1;
	if (r->sections.n < 10000)
		dais_vec_push(r->arena, &r->sections, r->section);
}

static void
take_section_part(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	struct dais_str type = dais_xml_value(tag, DOCX_TYPE);
	size_t i = tag->name == DOCX_FOOTER_REFERENCE ? 3 : 0;

	i += dais_str_is(type, "first") ? 0 : dais_str_is(type, "even") ? 2 : 1;
	if (r->in_section)
		r->section.parts[i] =
		    dais_arena_dup(r->arena, dais_xml_value(tag, DOCX_RELATION_ID));
}

static struct dais_str
note_key(struct docx_reader *r, struct dais_str id, bool is_endnote)
{
	return dais_arena_printf(r->arena, "%c%.*s", is_endnote ? 'e' : 'f', DAIS_STR_ARG(id));
}

static void
refer_to_note(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	bool is_endnote = tag->name == DOCX_ENDNOTE_REFERENCE;
	struct dais_str id = dais_xml_value(tag, DOCX_ID);

	if (!r->counts_lines || !id.n || id.n > 20)
		return;
	id = note_key(r, id, is_endnote);
	if (dais_map_add(&r->note_ids, id, r->notes.n))
		dais_vec_push(r->arena, &r->notes,
		    ((struct docx_note){ id, is_endnote, docx_story(r)->paragraph.line }));
}

/* A note of a part of notes: read if the body refers to it. */
static void
begin_note(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	struct dais_str id = note_key(r, dais_xml_value(tag, DOCX_ID), tag->name == DOCX_ENDNOTE);
	size_t i = r->notes.n ? dais_map_get(&r->note_ids, id) : DAIS_MAP_NONE;

	if (i == DAIS_MAP_NONE)
		r->skip = 1;
	else
		r->line = r->notes.v[i].line;
}

/* --- alternate content -------------------------------------------------------------------------
 */

static void
meet_alternative(struct docx_reader *r, bool is_fallback)
{
	bool *taken = r->alternates && r->alternates <= DAIS_XML_DEPTH_MAX
			  ? &r->alternate[r->alternates - 1]
			  : NULL;

	if (taken && *taken)
		r->skip = 1;
	else if (taken)
		*taken = !is_fallback;
}

/* --- events ------------------------------------------------------------------------------------
 */

static void
begin_link(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	const struct docx_relation *to =
	    docx_relation_get(r->relations, dais_xml_value(tag, DOCX_RELATION_ID));
	struct dais_str anchor = dais_xml_value(tag, DOCX_ANCHOR);
	struct dais_str target = to ? to->target : DAIS_STR_NONE;

	if (anchor.n)
		target = dais_arena_printf(
		    r->arena, "%.*s#%.*s", DAIS_STR_ARG(target), DAIS_STR_ARG(anchor));
	docx_link_begin(r, &docx_story(r)->link, target);
}

static void
meet_field_char(struct docx_reader *r, struct dais_str type)
{
	if (dais_str_is(type, "begin"))
		docx_field_begin(r);
	else if (dais_str_is(type, "separate"))
		docx_field_separate(r);
	else if (dais_str_is(type, "end"))
		docx_field_end(r);
}

static void
begin_run(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);

	s->run = (struct docx_run){ DOCX_UNSET, DOCX_UNSET, DOCX_UNSET };
	s->run_style = DAIS_STR_NONE;
	s->run_settled = false;
}

static void
begin_text(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	r->in_text = true;
	r->preserve = dais_str_is(dais_xml_value(tag, DOCX_PRESERVE), "preserve");
	dais_buf_clear(&r->text);
}

static void
begin_text_box(struct docx_reader *r)
{
	if (r->depth < DOCX_STORIES_MAX) {
		begin_story(r, r->inner);
	} else {
		r->too_deep = true;
		r->skip = 1;
	}
}

/* Elements with content that matters here. */
static bool
start_structure(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	switch (tag->name) {
	case DOCX_PARAGRAPH:
		docx_paragraph_begin(r);
		return true;
	case DOCX_PARAGRAPH_PROPERTIES:
		r->in_properties = true;
		return true;
	case DOCX_RUN:
		begin_run(r);
		return true;
	case DOCX_TEXT:
	case DOCX_INSTRUCTION_TEXT:
		begin_text(r, tag);
		return true;
	case DOCX_TABLE:
		docx_table_begin(r);
		return true;
	case DOCX_ROW:
		docx_row_begin(r);
		return true;
	case DOCX_ROW_PROPERTIES:
		r->in_row_properties = true;
		return true;
	case DOCX_CELL:
		docx_cell_begin(r);
		return true;
	case DOCX_TEXT_BOX:
		begin_text_box(r);
		return true;
	case DOCX_HYPERLINK:
		begin_link(r, tag);
		return true;
	case DOCX_FIELD_SIMPLE:
		docx_field_begin(r);
		docx_field_instruct(r, dais_xml_value(tag, DOCX_INSTRUCTION));
		docx_field_separate(r);
		return true;
	case DOCX_SECTION:
		begin_section(r);
		return true;
	case DOCX_FOOTNOTE:
	case DOCX_ENDNOTE:
		begin_note(r, tag);
		return true;
	default:
		return false;
	}
}

/* Changes, alternatives, and what is passed over. */
static bool
start_change(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	switch (tag->name) {
	case DOCX_DELETED:
	case DOCX_MOVED_FROM:
		meet_deleted(r, tag);
		return true;
	case DOCX_INSERTED:
		meet_inserted(r);
		return true;
	case DOCX_ALTERNATE:
		if (r->alternates < DAIS_XML_DEPTH_MAX)
			r->alternate[r->alternates] = false;
		r->alternates++;
		return true;
	case DOCX_CHOICE:
	case DOCX_FALLBACK:
		meet_alternative(r, tag->name == DOCX_FALLBACK);
		return true;
	case DOCX_PARAGRAPH_CHANGE:
	case DOCX_RUN_CHANGE:
	case DOCX_SECTION_CHANGE:
	case DOCX_STRUCTURED_PROPERTIES:
	case DOCX_TABLE_PROPERTIES:
	case DOCX_PHONETIC:
		r->skip = 1;
		return true;
	default:
		return false;
	}
}

static void
start_property(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	struct docx_story *s = docx_story(r);

	if (r->in_section && tag->name == DOCX_TITLE_PAGE)
		r->section.title_page = docx_is_on(tag);
	else if (tag->name == DOCX_PARAGRAPH_STYLE)
		s->paragraph.style_id = dais_arena_dup(r->arena, dais_xml_value(tag, DOCX_VALUE));
	else if (tag->name == DOCX_RUN_STYLE && !r->in_properties)
		s->run_style = dais_arena_dup(r->arena, dais_xml_value(tag, DOCX_VALUE));
	else if (r->in_properties)
		docx_format_take(&s->paragraph.format, tag);
	else
		docx_run_take(&s->run, tag);
}

/* Elements without content. */
static void
start_empty(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	switch (tag->name) {
	case DOCX_TAB:
		if (!r->in_properties)
			docx_put_tab(r);
		break;
	case DOCX_BREAK:
	case DOCX_CARRIAGE_RETURN:
		if (!r->in_properties)
			docx_put_break(r);
		break;
	case DOCX_NO_BREAK_HYPHEN:
		(void)docx_put(r, DAIS_STR("-"));
		break;
	case DOCX_SYMBOL:
		docx_put_symbol(r, dais_xml_value(tag, DOCX_CHAR));
		break;
	case DOCX_FIELD_CHAR:
		meet_field_char(r, dais_xml_value(tag, DOCX_FIELD_CHAR_TYPE));
		break;
	case DOCX_FOOTNOTE_REFERENCE:
	case DOCX_ENDNOTE_REFERENCE:
		refer_to_note(r, tag);
		break;
	case DOCX_HEADER_REFERENCE:
	case DOCX_FOOTER_REFERENCE:
		take_section_part(r, tag);
		break;
	case DOCX_TABLE_HEADER:
	case DOCX_GRID_BEFORE:
	case DOCX_GRID_SPAN:
	case DOCX_VERTICAL_MERGE:
	case DOCX_CELL_DELETED:
		docx_table_take(r, tag);
		break;
	default:
		start_property(r, tag);
		break;
	}
}

static bool
start(void *reader, const struct dais_xml_tag *tag)
{
	struct docx_reader *r = reader;

	r->text_elements += tag->name == DOCX_TEXT;
	r->paragraph_elements += tag->name == DOCX_PARAGRAPH;
	if (r->skip)
		r->skip++;
	else if (tag->name && !start_structure(r, tag) && !start_change(r, tag))
		start_empty(r, tag);
	return !r->full;
}

static void
end_text(struct docx_reader *r, unsigned name)
{
	r->in_text = false;
	if (name == DOCX_TEXT)
		docx_put_element(r);
	else
		docx_field_instruct(r, dais_buf_str(&r->text));
}

static void
end(void *reader, unsigned name)
{
	struct docx_reader *r = reader;

	if (r->skip) {
		r->skip--;
		return;
	}
	switch (name) {
	case DOCX_PARAGRAPH:
		docx_paragraph_end(r);
		break;
	case DOCX_PARAGRAPH_PROPERTIES:
		r->in_properties = false;
		break;
	case DOCX_TEXT:
	case DOCX_INSTRUCTION_TEXT:
		end_text(r, name);
		break;
	case DOCX_TABLE:
		docx_table_end(r);
		break;
	case DOCX_ROW:
		docx_row_end(r);
		break;
	case DOCX_ROW_PROPERTIES:
		r->in_row_properties = false;
		break;
	case DOCX_CELL:
		docx_cell_end(r);
		break;
	case DOCX_TEXT_BOX:
		if (r->depth > 1)
			end_story(r);
		break;
	case DOCX_HYPERLINK:
		docx_link_end(r, &docx_story(r)->link);
		break;
	case DOCX_FIELD_SIMPLE:
		docx_field_end(r);
		break;
	case DOCX_SECTION:
		end_section(r);
		break;
	case DOCX_FOOTNOTE:
	case DOCX_ENDNOTE:
		docx_paragraph_close(r);
		break;
	case DOCX_ALTERNATE:
		r->alternates -= r->alternates > 0;
		break;
	default:
		break;
	}
}

static void
text(void *reader, struct dais_str s, unsigned line, unsigned column)
{
	struct docx_reader *r = reader;

	(void)line;
	(void)column;
	if (r->in_text && !r->skip)
		dais_buf_put(&r->text, s);
}

bool
docx_story_read(struct docx_reader *r, struct dais_str name, enum dais_flow_role role,
    struct dais_flow **ret, struct dais_err *err)
{
	static const struct dais_xml_events events = { docx_names, start, end, text };
	struct docx_relations relations;
	bool ok;

	*ret = dais_flow_new(r->arena, r->package->file, "docx");
	if (role == DAIS_FLOW_TEXT)
		r->relations = &r->package->relations;
	else if (docx_relations_read(r->package, name, &relations, err))
		r->relations = &relations;
	else
		return false;
	r->role = role;
	r->counts_lines = role == DAIS_FLOW_TEXT;
	r->skip = 0;
	r->alternates = 0;
	r->in_properties = r->in_row_properties = r->in_text = r->in_section = false;
	begin_story(r, *ret);
	ok = docx_part_stream(r->package, name, &events, r, err);
	while (r->depth)
		end_story(r);
	docx_flow_append(r, *ret, r->inner);
	r->relations = NULL; /* those of another part end here */
	return ok;
}
