/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A DOCX from its parts: headers, body, notes, footers.
 */
#include "read/docx/story_priv.h"

enum {
	FIRST_HEADER,
	HEADER,
	EVEN_HEADER,
	FIRST_FOOTER,
	FOOTER,
	EVEN_FOOTER,
	SECTION_PARTS
};

static bool
take_setting(void *reader, const struct dais_xml_tag *tag)
{
	if (tag->name == DOCX_EVEN_AND_ODD)
		((struct docx_reader *)reader)->even_pages = docx_is_on(tag);
	return true;
}

static bool
read_settings(struct docx_reader *r, struct dais_err *err)
{
	static const struct dais_xml_events events = { .names = docx_names, .start = take_setting };

	return docx_part_stream(
	    r->package, docx_part_of_type(r->package, "settings"), &events, r, err);
}

/* Running heads and feet, each paragraph once however many sections repeat it. */
struct furniture {
	struct dais_flow *headers, *footers;
	struct dais_map parts, words[2];
};

static void
take_once(struct docx_reader *r, struct furniture *f, struct dais_flow *part, bool footer)
{
	struct dais_flow *to = footer ? f->footers : f->headers;
	size_t kept = 0;

	for (size_t i = 0; i < part->blocks.n; i++) {
		if (dais_map_add(&f->words[footer], part->blocks.v[i].text, 0))
			part->blocks.v[kept++] = part->blocks.v[i];
	}
	part->blocks.n = kept;
	docx_flow_append(r, to, part);
}

static bool
read_section_part(struct docx_reader *r, struct furniture *f, const struct docx_section *s,
    size_t which, struct dais_str id, struct dais_err *err)
{
	const struct docx_relation *to = docx_relation_get(&r->package->relations, id);
	bool footer = which >= FIRST_FOOTER;
	struct dais_flow *part;

	if (!to || to->external || !dais_map_add(&f->parts, to->target, 0))
		return true;
	r->line = footer ? s->last : s->first;
	if (!docx_story_read(
		r, to->target, footer ? DAIS_FLOW_FOOTER : DAIS_FLOW_HEADER, &part, err))
		return false;
	take_once(r, f, part, footer);
	return true;
}

/* A section that names no header has that of the section before it. */
static bool
read_furniture(struct docx_reader *r, struct furniture *f, struct dais_err *err)
{
	struct dais_str now[SECTION_PARTS] = { DAIS_STR_NONE };

	f->headers = dais_flow_new(r->arena, r->package->file, "docx");
	f->footers = dais_flow_new(r->arena, r->package->file, "docx");
	dais_map_init(&f->parts, r->arena);
	dais_map_init(&f->words[0], r->arena);
	dais_map_init(&f->words[1], r->arena);
	for (size_t i = 0; i < r->sections.n; i++) {
		const struct docx_section *s = &r->sections.v[i];

		for (size_t k = 0; k < SECTION_PARTS; k++) {
			bool first = k == FIRST_HEADER || k == FIRST_FOOTER;
			bool even = k == EVEN_HEADER || k == EVEN_FOOTER;

			if (s->parts[k].n)
				now[k] = s->parts[k];
			if ((first && !s->title_page) || (even && !r->even_pages))
				continue;
			if (!read_section_part(r, f, s, k, now[k], err))
				return false;
		}
	}
	return true;
}

static bool
read_notes(struct docx_reader *r, const char *type, struct dais_flow *to, struct dais_err *err)
{
	struct dais_flow *part;

	if (!r->notes.n)
		return true;
	if (!docx_story_read(r, docx_part_of_type(r->package, type), DAIS_FLOW_NOTE, &part, err))
		return false;
	docx_flow_append(r, to, part);
	return true;
}

static void
say_what_was_done(struct docx_reader *r, struct dais_diags *diags)
{
	size_t changes = r->changes ? r->changes : r->mark_changes;
	struct dais_place p = { .file = r->package->file };

	if (changes)
		(void)dais_diags_add(diags, "read", DAIS_SEVERITY_INFO, &p,
		    changes == 1
			? "the document holds %zu tracked change, which is read as accepted"
			: "the document holds %zu tracked changes, which are read as accepted",
		    changes);
	if (r->full)
		(void)dais_diags_add(diags, "read", DAIS_SEVERITY_WARNING, &p,
		    "the document is longer than is read; its end is left out");
	if (r->too_deep)
		(void)dais_diags_add(diags, "read", DAIS_SEVERITY_WARNING, &p,
		    "text boxes within others, more than %u deep, are not read", DOCX_STORIES_MAX);
}

static bool
read_parts(struct docx_reader *r, struct dais_flow *out, struct dais_err *err)
{
	struct furniture f;
	struct dais_flow *body;

	if (!docx_styles_read(r->package, r->styles, err) ||
	    !docx_numbering_read(r->package, r->styles, r->numbering, err) ||
	    !read_settings(r, err) ||
	    !docx_story_read(r, r->package->document, DAIS_FLOW_TEXT, &body, err))
		return false;
	if (!read_furniture(r, &f, err))
		return false;
	docx_flow_append(r, out, f.headers);
	docx_flow_append(r, out, body);
	if (!read_notes(r, "footnotes", out, err) || !read_notes(r, "endnotes", out, err))
		return false;
	docx_flow_append(r, out, f.footers);
	out->tables = r->tables;
	out->places = DAIS_FLOW_PARAGRAPHS;
	return true;
}

bool
docx_flow_read(struct docx_package *p, struct docx_map *map, struct dais_flow **ret,
    struct dais_diags *diags, struct dais_err *err)
{
	struct docx_reader *r = DAIS_NEW(p->arena, struct docx_reader);
	struct docx_styles styles;
	struct docx_numbering numbering;
	struct dais_flow *out = dais_flow_new(p->arena, p->file, "docx");
	bool ok;

	docx_reader_init(r, p);
	r->styles = &styles;
	r->numbering = &numbering;
	r->map = map;
	ok = read_parts(r, out, err);
	docx_reader_release(r);
	if (!ok)
		return false;
	say_what_was_done(r, diags);
	*ret = out;
	return true;
}

bool
dais_docx_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err)
{
	struct docx_package p;

	return docx_package_open(&p, a, bytes, file, err) &&
	       docx_flow_read(&p, NULL, ret, diags, err);
}
