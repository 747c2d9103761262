/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Styles, with what they inherit. Source: ECMA-376-1:2016, 17.7 (styles), 17.3.1 (paragraphs),
 * 17.3.2 (runs).
 */
#include "read/docx/docx_priv.h"

#define PLAIN_SIZE 20 /* half points, where a document says nothing */

void
docx_format_init(struct docx_paragraph_format *f)
{
	*f = (struct docx_paragraph_format){ DOCX_UNSET, DOCX_UNSET, DOCX_UNSET, DOCX_UNSET,
		DOCX_UNSET, DOCX_UNSET, DOCX_UNSET, DOCX_UNSET,
		{ DOCX_UNSET, DOCX_UNSET, DOCX_UNSET } };
}

static void
take_indent(struct docx_paragraph_format *f, const struct dais_xml_tag *tag)
{
	int left = docx_twips(dais_xml_value(tag, DOCX_LEFT));
	int first = docx_twips(dais_xml_value(tag, DOCX_FIRST_LINE));
	int hanging = docx_twips(dais_xml_value(tag, DOCX_HANGING));

	if (left == DOCX_UNSET)
		left = docx_twips(dais_xml_value(tag, DOCX_START));
	if (left != DOCX_UNSET)
		f->left = left;
	if (first != DOCX_UNSET)
		f->first = first;
	if (hanging != DOCX_UNSET)
		f->first = -hanging;
}

static void
take_spacing(struct docx_paragraph_format *f, const struct dais_xml_tag *tag)
{
	int before = docx_twips(dais_xml_value(tag, DOCX_BEFORE));
	int after = docx_twips(dais_xml_value(tag, DOCX_AFTER));

	if (before != DOCX_UNSET)
		f->before = before;
	if (after != DOCX_UNSET)
		f->after = after;
}

void
docx_format_take(struct docx_paragraph_format *f, const struct dais_xml_tag *tag)
{
	struct dais_str value = dais_xml_value(tag, DOCX_VALUE);

	switch (tag->name) {
	case DOCX_NUM_ID:
		f->num = docx_int(value);
		break;
	case DOCX_LEVEL_INDEX:
		f->level = docx_int(value);
		break;
	case DOCX_OUTLINE:
		f->outline = docx_int(value);
		break;
	case DOCX_JUSTIFY:
		f->justify = dais_str_is(value, "center");
		break;
	case DOCX_INDENT:
		take_indent(f, tag);
		break;
	case DOCX_SPACING:
		take_spacing(f, tag);
		break;
	default:
		break;
	}
}

void
docx_run_take(struct docx_run *r, const struct dais_xml_tag *tag)
{
	switch (tag->name) {
	case DOCX_BOLD:
		r->bold = docx_is_on(tag);
		break;
	case DOCX_VANISH:
		r->hidden = docx_is_on(tag);
		break;
	case DOCX_SIZE:
		r->size = docx_int(dais_xml_value(tag, DOCX_VALUE));
		break;
	default:
		break;
	}
}

static void
inherit(int *to, int from)
{
	if (*to == DOCX_UNSET)
		*to = from;
}

void
docx_run_inherit(struct docx_run *r, const struct docx_run *from)
{
	inherit(&r->bold, from->bold);
	inherit(&r->hidden, from->hidden);
	inherit(&r->size, from->size);
}

void
docx_format_inherit(struct docx_paragraph_format *f, const struct docx_paragraph_format *from)
{
	inherit(&f->num, from->num);
	inherit(&f->level, from->level);
	inherit(&f->outline, from->outline);
	inherit(&f->justify, from->justify);
	inherit(&f->left, from->left);
	inherit(&f->first, from->first);
	inherit(&f->before, from->before);
	inherit(&f->after, from->after);
	docx_run_inherit(&f->run, &from->run);
}

struct styles_reader {
	struct docx_styles *out;
	struct docx_style *style;            /* that is open */
	struct docx_paragraph_format *format; /* that properties go to */
	unsigned skip;         /* depth of elements passed over */
};

static void
begin_style(struct styles_reader *r, const struct dais_xml_tag *tag)
{
	struct dais_arena *a = r->out->arena;
	struct dais_str type = dais_xml_value(tag, DOCX_TYPE);
	struct docx_style *s = dais_vec_add(a, &r->out->list);

	docx_format_init(&s->format);
	s->id = dais_arena_dup(a, dais_xml_value(tag, DOCX_STYLE_ID));
	s->kind = dais_str_is(type, "paragraph")   ? DOCX_STYLE_PARAGRAPH
		  : dais_str_is(type, "character") ? DOCX_STYLE_CHARACTER
						   : DOCX_STYLE_OTHER;
	s->is_default = dais_str_is(dais_xml_value(tag, DOCX_DEFAULT), "1") ||
			dais_str_is(dais_xml_value(tag, DOCX_DEFAULT), "true");
	if (s->is_default && s->kind == DOCX_STYLE_PARAGRAPH)
		r->out->normal = r->out->list.n - 1;
	(void)dais_map_add(&r->out->by_id, s->id, r->out->list.n - 1);
	r->style = s;
	r->format = &s->format;
}

static bool
start(void *reader, const struct dais_xml_tag *tag)
{
	struct styles_reader *r = reader;
	struct dais_arena *a = r->out->arena;

	if (r->skip) {
		r->skip++;
		return true;
	}
	switch (tag->name) {
	case DOCX_STYLE:
		if (r->out->list.n >= DOCX_STYLES_MAX)
			return false;
		begin_style(r, tag);
		break;
	case DOCX_DEFAULTS:
		r->format = &r->out->defaults;
		break;
	case DOCX_NAME:
		if (r->style)
			r->style->name = dais_arena_dup(a, dais_xml_value(tag, DOCX_VALUE));
		break;
	case DOCX_BASED_ON:
		if (r->style)
			r->style->based_on = dais_arena_dup(a, dais_xml_value(tag, DOCX_VALUE));
		break;
	case DOCX_TABLE_PROPERTIES:
	case DOCX_TABLE_STYLE_PART:
	case DOCX_PARAGRAPH_CHANGE:
	case DOCX_RUN_CHANGE:
	case DOCX_FALLBACK:
		r->skip = 1;
		break;
	default:
		if (r->format) {
			docx_format_take(r->format, tag);
			docx_run_take(&r->format->run, tag);
		}
		break;
	}
	return true;
}

static void
end(void *reader, unsigned name)
{
	struct styles_reader *r = reader;

	if (r->skip) {
		r->skip--;
		return;
	}
	if (name == DOCX_STYLE || name == DOCX_DEFAULTS) {
		r->style = NULL;
		r->format = NULL;
	}
}

/* "heading 1" to "heading 9" are headings whatever else is said of them (17.7.4.9). */
static int
built_in_level(struct dais_str name)
{
	if (name.n == sizeof("heading 1") - 1 && memcmp(name.p + 1, "eading ", 7) == 0 &&
	    (name.p[0] == 'h' || name.p[0] == 'H') && name.p[8] >= '1' && name.p[8] <= '9')
		return name.p[8] - '1';
	return DOCX_UNSET;
}

/* Gives each style what it inherits; @own are the styles as they stand in the file. */
static void
inherit_all(struct docx_styles *s)
{
	struct docx_style *own = DAIS_NEW_N(s->arena, s->list.n + 1, struct docx_style);

	if (s->list.n)
		memcpy(own, s->list.v, s->list.n * sizeof(*own));
	for (size_t i = 0; i < s->list.n; i++) {
		struct docx_style *to = &s->list.v[i];
		size_t at = i;

		for (unsigned depth = 0; depth < DOCX_CHAIN_MAX; depth++) {
			at = dais_map_get(&s->by_id, own[at].based_on);
			if (at == DAIS_MAP_NONE)
				break;
			docx_format_inherit(&to->format, &own[at].format);
		}
		inherit(&to->format.outline, built_in_level(to->name));
		if (to->kind == DOCX_STYLE_PARAGRAPH)
			docx_format_inherit(&to->format, &s->defaults);
	}
}

bool
docx_styles_read(struct docx_package *p, struct docx_styles *ret, struct dais_err *err)
{
	static const struct dais_xml_events events = { docx_names, start, end, NULL };
	struct styles_reader r = { .out = ret };

	*ret = (struct docx_styles){ .arena = p->arena, .normal = SIZE_MAX, .size = PLAIN_SIZE };
	dais_map_init(&ret->by_id, p->arena);
	docx_format_init(&ret->defaults);
	if (!docx_part_stream(p, docx_part_of_type(p, "styles"), &events, &r, err))
		return false;
	inherit_all(ret);
	if (ret->normal != SIZE_MAX && ret->list.v[ret->normal].format.run.size != DOCX_UNSET)
		ret->size = ret->list.v[ret->normal].format.run.size;
	else if (ret->defaults.run.size != DOCX_UNSET)
		ret->size = ret->defaults.run.size;
	return true;
}

const struct docx_style *
docx_style_get(const struct docx_styles *s, struct dais_str id)
{
	size_t i = id.n && s->list.n ? dais_map_get(&s->by_id, id) : DAIS_MAP_NONE;

	return i == DAIS_MAP_NONE ? NULL : &s->list.v[i];
}
