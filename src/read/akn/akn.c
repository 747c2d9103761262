/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The stream of a document's elements → paragraphs.
 */
#include "base/lang_tag.h"
#include "read/akn/akn_priv.h"

struct dais_str
akn_value(const struct dais_xml_tag *tag, const char *local)
{
	for (size_t i = 0; i < tag->n; i++) {
		if (dais_str_is(tag->attributes[i].local, local))
			return tag->attributes[i].value;
	}
	return DAIS_STR_NONE;
}

/* --- paragraphs ------------------------------------------------------------------------------ */

static enum dais_flow_role
role_here(const struct akn_reader *r)
{
	enum dais_flow_role role = r->depth ? r->open[r->depth - 1].role : DAIS_FLOW_TEXT;

	return role == DAIS_FLOW_TEXT && r->grid.depth && r->cell.rows ? DAIS_FLOW_CELL : role;
}

static void
begin(struct akn_reader *r)
{
	enum dais_flow_role role = role_here(r);
	struct dais_flow_block *b = dais_flow_begin(&r->w, role);

	b->spaced = role != DAIS_FLOW_CELL;
	b->indent = r->items * 30 <= 600 ? r->items * 30 : 600;
	if (role == DAIS_FLOW_CELL) {
		b->row = r->cell.row;
		b->column = r->cell.column;
		b->rows = r->cell.rows;
		b->columns = r->cell.columns;
	}
	r->has_plain = false;
	r->number = false;
	r->in_heading = false;
}

static void
put_notes(struct akn_reader *r)
{
	for (size_t i = 0; i < r->note.n; i++) {
		const struct akn_piece *p = &r->note.v[i];

		if (p->ends || i == 0)
			(void)dais_flow_begin(&r->w, DAIS_FLOW_NOTE);
		dais_flow_put(&r->w, p->text, 0, p->line, p->column);
	}
	if (r->note.n)
		(void)dais_flow_end(&r->w);
	r->note.n = 0;
}

/* Ends the open block, and puts the notes that stood in it. */
static void
end_open(struct akn_reader *r)
{
	struct dais_flow_block *b;

	if (r->notes)
		return;
	b = dais_flow_end(&r->w);
	if (b)
		b->strong = b->role == DAIS_FLOW_HEADING || !r->has_plain;
	r->number = false;
	put_notes(r);
}

static void
make_heading(struct akn_reader *r, unsigned level)
{
	if (r->w.block.role != DAIS_FLOW_TEXT)
		return;
	r->w.block.role = DAIS_FLOW_HEADING;
	r->w.block.level = level < 1 ? 1 : level > 9 ? 9 : level;
}

/* A paragraph begins; behind a number it is the number's. */
static void
start_paragraph(struct akn_reader *r)
{
	if (r->w.open && r->number) {
		dais_flow_space(&r->w);
		r->number = false;
		return;
	}
	end_open(r);
	begin(r);
}

static void
start_heading(struct akn_reader *r, bool below)
{
	/* A heading below another is a second line of it. */
	if (below && r->w.open && r->in_heading) {
		dais_flow_space(&r->w);
		return;
	}
	start_paragraph(r);
	make_heading(r, r->hiers);
	r->in_heading = true;
}

static void
take_note(struct akn_reader *r, struct dais_str s, unsigned line, unsigned column)
{
	struct akn_piece *p = dais_vec_add(r->scratch, &r->note);

	*p = (struct akn_piece){ dais_arena_dup(r->scratch, s), line, column, false };
}

static void
end_note_paragraph(struct akn_reader *r, unsigned line)
{
	struct akn_piece *p = dais_vec_add(r->scratch, &r->note);

	*p = (struct akn_piece){ DAIS_STR_NONE, line, 1, true };
}

static bool
is_blank(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != ' ' && (s.p[i] < '\t' || s.p[i] > '\r'))
			return false;
	}
	return true;
}

static void
text(void *reader, struct dais_str s, unsigned line, unsigned column)
{
	struct akn_reader *r = reader;

	if (r->skip || r->w.full)
		return;
	if (r->notes) {
		take_note(r, s, line, column);
		return;
	}
	if (is_blank(s)) {
		if (r->w.open)
			dais_flow_space(&r->w);
		return;
	}
	if (!r->w.open)
		begin(r);
	r->has_plain |= !r->bold;
	dais_flow_put(&r->w, s, 0, line, column);
}

/* --- elements -------------------------------------------------------------------------------- */

static void
take_language(struct akn_reader *r, struct dais_str code)
{
	static const char *const codes[][2] = { { "ara", "ar" }, { "zho", "zh" }, { "chi", "zh" },
		{ "eng", "en" }, { "fra", "fr" }, { "fre", "fr" }, { "rus", "ru" },
		{ "spa", "es" } }; /* ISO 639-2; "est" is no Spanish */

	if (r->flow->has_language)
		return;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		if (dais_str_is(code, codes[i][0]))
			code = dais_str_from(codes[i][1]);
	}
	r->flow->has_language = dais_lang_of_tag(code, &r->flow->language);
}

/* What a block or container is by its name, where the vocabulary has no element for it. */
static enum dais_flow_role
named_role(const struct dais_xml_tag *tag, enum dais_flow_role otherwise)
{
	struct dais_str name = akn_value(tag, "name");

	if (dais_str_is(name, "footer"))
		return DAIS_FLOW_FOOTER;
	return dais_str_is(name, "header") ? DAIS_FLOW_HEADER : otherwise;
}

static void
start_link(struct akn_reader *r, struct akn_open *o, const struct dais_xml_tag *tag)
{
	struct dais_str href = akn_value(tag, "href");

	o->link_from = r->w.open ? dais_flow_at(&r->w) : 0;
	if (dais_str_has_prefix(href, DAIS_STR("http://")) ||
	    dais_str_has_prefix(href, DAIS_STR("https://")))
		o->target = dais_arena_dup(r->scratch, href);
}

static void
start_list_item(struct akn_reader *r)
{
	struct akn_open *list = r->depth > 1 ? &r->open[r->depth - 2] : NULL;

	end_open(r);
	if (!list || (list->kind != AKN_ORDERED && list->kind != AKN_UNORDERED) || r->notes)
		return;
	begin(r);
	if (list->kind == AKN_ORDERED)
		dais_flow_put_generated(
		    &r->w, dais_arena_printf(r->scratch, "%lld. ", (long long)++list->items));
	else
		dais_flow_put_generated(&r->w, DAIS_STR("• "));
	r->number = true;
}

/* The title of the document, when it begins a paragraph in front. */
static void
start_title(struct akn_reader *r)
{
	if (r->fronts && r->w.open && !r->w.text.n && !r->notes)
		make_heading(r, 1);
}

static void
start_block(struct akn_reader *r, const struct dais_xml_tag *tag, struct akn_open *o)
{
	switch (o->kind) {
	case AKN_PARAGRAPH:
		o->role = named_role(tag, o->role);
		start_paragraph(r);
		break;
	case AKN_CAPTION:
	case AKN_SPEAKER:
		end_open(r);
		begin(r);
		break;
	case AKN_NUMBER:
		end_open(r);
		begin(r);
		break;
	case AKN_HEADING:
	case AKN_SUBHEADING:
		start_heading(r, o->kind == AKN_SUBHEADING);
		break;
	case AKN_LIST_ITEM:
		start_list_item(r);
		break;
	default:
		/* A container between a number and its paragraph changes nothing. */
		if (!r->number)
			end_open(r);
		break;
	}
}

static void
count(struct akn_reader *r, enum akn_kind kind, int by)
{
	unsigned *counters[AKN_KIND_COUNT] = { [AKN_SKIP] = &r->skip,
		[AKN_META] = &r->meta,
		[AKN_NOTE] = &r->notes,
		[AKN_BOLD] = &r->bold,
		[AKN_HIER] = &r->hiers,
		[AKN_ITEM] = &r->items,
		[AKN_LIST_ITEM] = &r->items,
		[AKN_FRONT] = &r->fronts };

	if (counters[kind])
		*counters[kind] += (unsigned)by;
	if (kind == AKN_META)
		r->skip += (unsigned)by;
}

static bool
is_inline(enum akn_kind kind)
{
	return kind == AKN_INLINE || kind == AKN_BOLD || kind == AKN_LINK || kind == AKN_BREAK ||
	       kind == AKN_TITLE || kind == AKN_NOTE || kind == AKN_SKIP || kind == AKN_META ||
	       kind == AKN_LANGUAGE;
}

static void
start_inline(struct akn_reader *r, const struct dais_xml_tag *tag, struct akn_open *o)
{
	if (o->kind == AKN_LANGUAGE)
		take_language(r, akn_value(tag, "language"));
	else if (o->kind == AKN_LINK && !r->skip)
		start_link(r, o, tag);
	else if (o->kind == AKN_TITLE)
		start_title(r);
	else if (o->kind == AKN_BREAK && r->w.open)
		dais_flow_space(&r->w);
	else if (o->kind == AKN_NOTE && r->note.n)
		end_note_paragraph(r, tag->line);
}

static void
start_structure(struct akn_reader *r, const struct dais_xml_tag *tag, struct akn_open *o)
{
	if (o->kind == AKN_TABLE)
		akn_start_table(r);
	else if (o->kind == AKN_ROW)
		akn_start_row(r);
	else if (o->kind == AKN_CELL || o->kind == AKN_HEAD_CELL)
		akn_start_cell(r, tag, o->kind == AKN_HEAD_CELL);
	else
		o->role = named_role(tag, o->role);
}

static bool
start(void *reader, const struct dais_xml_tag *tag)
{
	struct akn_reader *r = reader;
	struct akn_open *o = &r->open[r->depth];

	DAIS_ASSERT(r->depth < sizeof(r->open) / sizeof(r->open[0]));
	*o = (struct akn_open){ .kind = akn_kind_of(tag->local),
		.role = r->depth ? r->open[r->depth - 1].role : DAIS_FLOW_TEXT };
	r->depth++;
	count(r, o->kind, 1);
	if (is_inline(o->kind)) {
		start_inline(r, tag, o);
		return !r->w.full;
	}
	if (r->skip)
		return true;
	if (r->notes) {
		if (r->note.n)
			end_note_paragraph(r, tag->line);
		return true;
	}
	start_block(r, tag, o);
	start_structure(r, tag, o);
	return !r->w.full;
}

static void
end_block(struct akn_reader *r, enum akn_kind kind)
{
	/* A number waits for what it numbers. */
	if (kind == AKN_NUMBER) {
		r->number = r->w.open;
		return;
	}
	if (kind == AKN_HEADING && r->w.open && r->w.text.n)
		return; /* a second line may follow */
	end_open(r);
	if (kind == AKN_ROW)
		akn_end_row(r);
	else if (kind == AKN_TABLE)
		akn_end_table(r);
	else if ((kind == AKN_CELL || kind == AKN_HEAD_CELL) && r->grid.depth == 1)
		r->cell.rows = 0;
}

static void
end(void *reader, unsigned name)
{
	struct akn_reader *r = reader;
	struct akn_open *o;

	(void)name;
	if (!r->depth)
		return;
	o = &r->open[--r->depth];
	count(r, o->kind, -1);
	if (r->skip)
		return;
	if (o->kind == AKN_NOTE && !r->notes && !r->w.open)
		put_notes(r);
	if (o->kind == AKN_LINK && o->target.n && r->w.open && !r->notes)
		dais_flow_link(&r->w, o->link_from, o->target);
	if (!is_inline(o->kind) && !r->notes)
		end_block(r, o->kind);
}

bool
dais_akn_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err)
{
	static const struct dais_xml_name names[] = { { NULL, NULL, 0 } };
	static const struct dais_xml_events events = {
		.names = names, .start = start, .end = end, .text = text
	};
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct akn_reader *r = DAIS_NEW(scratch, struct akn_reader);
	struct dais_place place = { .file = file };
	bool ok;

	r->scratch = scratch;
	r->flow = dais_flow_new(a, file, "akn");
	dais_flow_writer_init(&r->w, r->flow);
	ok = dais_xml_stream(bytes, file, &events, r, err);
	if (ok) {
		r->notes = 0;
		end_open(r);
		*ret = r->flow;
	}
	if (ok && r->w.full)
		dais_diags_add(diags, "read", DAIS_SEVERITY_WARNING, &place,
		    "the document holds more text than is read; its end is missing");
	dais_flow_writer_release(&r->w);
	return ok;
}
