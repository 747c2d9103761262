/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * An ODT from its parts: styles with running heads and feet, then the text.
 */
#include "read/odt/odt.h"

#include "read/odt/odt_priv.h"

/* --- which master pages are used ----------------------------------------------------------------
 */

static void
use_master(struct odt_reader *r, struct dais_str name)
{
	if (name.n)
		(void)dais_map_add(&r->masters, dais_arena_dup(r->arena, name), 0);
}

static bool
find_masters(void *reader, const struct dais_xml_tag *tag)
{
	use_master(reader, dais_xml_value(tag, ODT_MASTER_PAGE_NAME));
	if (tag->name == ODT_MASTER_PAGE)
		use_master(reader, dais_xml_value(tag, ODT_NEXT_STYLE_NAME));
	return tag->name != ODT_BODY_TEXT;
}

/* --- events
 * --------------------------------------------------------------------------------------- */

static void
begin_furniture(struct odt_reader *r, const struct dais_xml_tag *tag)
{
	bool header = tag->name == ODT_HEADER;

	if (!r->master_used || dais_str_is(dais_xml_value(tag, ODT_DISPLAY), "false")) {
		r->skip = 1;
		return;
	}
	r->in_furniture = true;
	odt_story_begin(r, header ? r->headers : r->footers,
	    header ? DAIS_FLOW_HEADER : DAIS_FLOW_FOOTER, false);
}

/* Each paragraph once, however many pages repeat it. */
static void
end_furniture(struct odt_reader *r, bool footer)
{
	struct dais_flow *f = footer ? r->footers : r->headers;
	size_t kept = r->furniture[footer];

	if (!r->in_furniture)
		return;
	odt_story_end(r);
	r->in_furniture = false;
	for (size_t i = kept; i < f->blocks.n; i++) {
		if (dais_map_add(&r->words[footer], f->blocks.v[i].text, 0))
			f->blocks.v[kept++] = f->blocks.v[i];
	}
	f->blocks.n = kept;
	r->furniture[footer] = kept;
}

static void
begin_inner(struct odt_reader *r, bool note)
{
	const struct odt_story *s = odt_story(r);

	if (r->depth >= ODT_STORIES_MAX) {
		r->too_deep = true;
		r->skip = 1;
	} else if (note && s->role == DAIS_FLOW_TEXT)
		odt_story_begin(r, r->notes, DAIS_FLOW_NOTE, false);
	else if (s->role == DAIS_FLOW_TEXT)
		odt_story_begin(r, r->inner, s->role, s->counts_lines);
	else
		odt_story_begin(r, s->flow, s->role, s->counts_lines);
}

/* Blocks of text. */
static bool
start_block(struct odt_reader *r, const struct dais_xml_tag *tag)
{
	switch (tag->name) {
	case ODT_PARAGRAPH:
	case ODT_HEADING:
		odt_paragraph_begin(r, tag);
		return true;
	case ODT_LIST:
		odt_list_begin(&r->lists, &r->styles, r->scope, odt_story(r)->lists, tag);
		return true;
	case ODT_LIST_ITEM:
	case ODT_LIST_HEADER:
		odt_item_begin(&r->lists, tag, tag->name == ODT_LIST_HEADER);
		return true;
	case ODT_TABLE:
		odt_table_begin(r);
		return true;
	case ODT_HEADER_ROWS:
		if (odt_table(r))
			odt_table(r)->head = true;
		return true;
	case ODT_ROW:
		odt_row_begin(r, tag);
		return true;
	case ODT_CELL:
		odt_cell_begin(r, tag);
		return true;
	case ODT_COVERED_CELL:
		odt_cell_covered(r, tag);
		r->skip = 1;
		return true;
	case ODT_TEXT_BOX:
	case ODT_NOTE_BODY:
		begin_inner(r, tag->name == ODT_NOTE_BODY);
		return true;
	default:
		return false;
	}
}

static void
start_inline(struct odt_reader *r, const struct dais_xml_tag *tag)
{
	switch (tag->name) {
	case ODT_SPAN:
		odt_span_begin(r, tag);
		break;
	case ODT_LINK:
		odt_link_begin(r, dais_xml_value(tag, ODT_HREF));
		break;
	case ODT_SPACES:
		odt_put_spaces(r, (unsigned)odt_int(tag, ODT_COUNT, 1));
		break;
	case ODT_TAB:
		odt_put_tab(r);
		break;
	case ODT_LINE_BREAK:
		odt_put_break(r);
		break;
	case ODT_SECTION:
		if (dais_str_is(dais_xml_value(tag, ODT_DISPLAY), "none"))
			r->skip = 1;
		break;
	case ODT_CHANGED_REGION:
		r->changes++;
		r->skip = 1;
		break;
	case ODT_SKIPPED:
		r->skip = 1;
		break;
	default:
		break;
	}
}

static bool
start(void *reader, const struct dais_xml_tag *tag)
{
	struct odt_reader *r = reader;

	if (r->skip) {
		r->skip++;
	} else if (r->in_text || r->in_furniture) {
		if (!start_block(r, tag))
			start_inline(r, tag);
	} else if (tag->name == ODT_BODY_TEXT) {
		r->in_text = true;
		odt_story_begin(r, r->body, DAIS_FLOW_TEXT, true);
	} else if (tag->name == ODT_STYLES) {
		r->styles.scope = 'c';
	} else if (tag->name == ODT_AUTOMATIC_STYLES) {
		r->styles.scope = r->scope;
	} else if (tag->name == ODT_MASTER_PAGE) {
		r->master_used =
		    dais_map_get(&r->masters, dais_xml_value(tag, ODT_NAME)) != DAIS_MAP_NONE;
	} else if (tag->name == ODT_HEADER || tag->name == ODT_FOOTER) {
		begin_furniture(r, tag);
	} else {
		odt_style_start(&r->styles, tag);
	}
	return !r->full;
}

static void
end_text(struct odt_reader *r, unsigned name)
{
	switch (name) {
	case ODT_PARAGRAPH:
	case ODT_HEADING:
		odt_paragraph_end(r);
		break;
	case ODT_LIST:
		odt_list_end(&r->lists);
		break;
	case ODT_TABLE:
		odt_table_end(r);
		break;
	case ODT_HEADER_ROWS:
		if (odt_table(r))
			odt_table(r)->head = false;
		break;
	case ODT_ROW:
		odt_row_end(r);
		break;
	case ODT_CELL:
		odt_cell_end(r);
		break;
	case ODT_TEXT_BOX:
	case ODT_NOTE_BODY:
		if (r->depth > 1)
			odt_story_end(r);
		break;
	case ODT_SPAN:
		odt_span_end(r);
		break;
	case ODT_LINK:
		odt_link_end(r);
		break;
	case ODT_HEADER:
	case ODT_FOOTER:
		end_furniture(r, name == ODT_FOOTER);
		break;
	default:
		break;
	}
}

static void
end(void *reader, unsigned name)
{
	struct odt_reader *r = reader;

	if (r->skip)
		r->skip--;
	else if (r->in_text || r->in_furniture)
		end_text(r, name);
	else
		odt_style_end(&r->styles, name);
}

static void
text(void *reader, struct dais_str s, unsigned line, unsigned column)
{
	struct odt_reader *r = reader;

	(void)line;
	(void)column;
	if (!r->skip && r->depth)
		odt_put(r, s);
}

/* --- parts
 * ---------------------------------------------------------------------------------------- */

static bool
read_part(
    struct odt_reader *r, struct dais_unzip *zip, const char *name, bool all, struct dais_err *err)
{
	static const struct dais_xml_events masters = { .names = odt_names, .start = find_masters };
	static const struct dais_xml_events everything = { odt_names, start, end, text };
	DAIS_BUF_AUTO bytes = { 0 };
	size_t i = dais_unzip_find(zip, dais_str_from(name));
	struct dais_str called =
	    dais_arena_printf(r->arena, "%.*s (%s)", DAIS_STR_ARG(r->file), name);
	bool ok;

	if (i == DAIS_UNZIP_NONE)
		return true;
	if (!dais_unzip_read(zip, i, &bytes, err))
		return false;
	ok = dais_xml_stream(dais_buf_str(&bytes), called, all ? &everything : &masters, r, err);
	while (r->depth)
		odt_story_end(r);
	r->in_text = r->in_furniture = false;
	r->skip = 0;
	return ok;
}

/* A locked document says so in its list of parts; its parts are noise. */
static bool
is_locked(struct dais_unzip *zip)
{
	DAIS_BUF_AUTO bytes = { 0 };
	struct dais_err ignored = DAIS_ERR_INIT;
	size_t i = dais_unzip_find(zip, DAIS_STR("META-INF/manifest.xml"));

	return i != DAIS_UNZIP_NONE && dais_unzip_read(zip, i, &bytes, &ignored) &&
	       dais_str_find(dais_buf_str(&bytes), DAIS_STR("encryption-data"), 0) != SIZE_MAX;
}

/* Plain text is as large as the paragraphs of the style that others come from. */
static void
settle_size(struct odt_reader *r)
{
	const struct odt_format *standard =
	    odt_style_format(&r->styles, 'c', 'p', DAIS_STR("Standard"));

	if (!standard)
		standard = &r->styles.defaults;
	if (standard->size != ODT_UNSET)
		r->styles.size = standard->size;
}

static void
init(struct odt_reader *r, struct dais_arena *a, struct dais_str file)
{
	r->arena = a;
	r->file = file;
	odt_styles_init(&r->styles, a);
	odt_lists_init(&r->lists, a);
	dais_map_init(&r->masters, a);
	dais_map_init(&r->words[0], a);
	dais_map_init(&r->words[1], a);
	r->body = dais_flow_new(a, file, "odt");
	r->inner = dais_flow_new(a, file, "odt");
	r->notes = dais_flow_new(a, file, "odt");
	r->headers = dais_flow_new(a, file, "odt");
	r->footers = dais_flow_new(a, file, "odt");
	dais_buf_init(&r->text, DAIS_FLOW_BLOCK_MAX);
	dais_buf_init(&r->number, 4096);
}

static bool
read_parts(struct odt_reader *r, struct dais_unzip *zip, struct dais_err *err)
{
	use_master(r, DAIS_STR("Standard"));
	if (!read_part(r, zip, "styles.xml", false, err) ||
	    !read_part(r, zip, "content.xml", false, err))
		return false;
	r->scope = 's';
	r->line = 1;
	if (!read_part(r, zip, "styles.xml", true, err))
		return false;
	settle_size(r);
	r->scope = 't';
	r->line = 0;
	r->tables_made = 0;
	return read_part(r, zip, "content.xml", true, err);
}

static void
place_footers(struct odt_reader *r)
{
	for (size_t i = 0; i < r->footers->blocks.n; i++) {
		struct dais_flow_block *b = &r->footers->blocks.v[i];

		for (size_t k = 0; k < b->points.n; k++)
			b->points.v[k].line = r->line ? r->line : 1;
	}
}

static void
say_what_was_done(struct odt_reader *r, struct dais_diags *diags)
{
	struct dais_place p = { .file = r->file };

	if (r->changes)
		(void)dais_diags_add(diags, "read", DAIS_SEVERITY_INFO, &p,
		    r->changes == 1
			? "the document holds %zu tracked change, which is read as accepted"
			: "the document holds %zu tracked changes, which are read as accepted",
		    r->changes);
	if (r->full)
		(void)dais_diags_add(diags, "read", DAIS_SEVERITY_WARNING, &p,
		    "the document is longer than is read; its end is left out");
	if (r->too_deep)
		(void)dais_diags_add(diags, "read", DAIS_SEVERITY_WARNING, &p,
		    "text boxes within others, more than %u deep, are not read", ODT_STORIES_MAX);
}

bool
dais_odt_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err)
{
	struct odt_reader *r = DAIS_NEW(a, struct odt_reader);
	struct dais_flow *out = dais_flow_new(a, file, "odt");
	struct dais_unzip *zip;
	bool ok;

	if (!dais_unzip_open(a, bytes, file, &zip, err))
		return false;
	if (is_locked(zip)) {
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED, "%.*s is protected with a password",
		    DAIS_STR_ARG(file));
		return dais_err_hint(err, "Save a copy without the password.");
	}
	if (dais_unzip_find(zip, DAIS_STR("content.xml")) == DAIS_UNZIP_NONE)
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "%.*s is no text document, or damaged: the part content.xml is missing",
		    DAIS_STR_ARG(file));
	init(r, a, file);
	ok = read_parts(r, zip, err);
	dais_buf_release(&r->text);
	dais_buf_release(&r->number);
	if (!ok)
		return false;
	place_footers(r);
	odt_append(r, out, r->headers);
	odt_append(r, out, r->body);
	odt_append(r, out, r->notes);
	odt_append(r, out, r->footers);
	out->tables = r->tables_made;
	out->places = DAIS_FLOW_PARAGRAPHS;
	say_what_was_done(r, diags);
	*ret = out;
	return true;
}
