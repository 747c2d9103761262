/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Every reference becomes paired code (<pc>) around the author's words: empty when the display is
 * computed, so that a translator may put an inflected form inside and cannot lose the reference.
 * The reference itself stands in originalData. Source: XLIFF 2.1, 4.2 and 4.7.
 */
#include "write/xliff/xliff.h"

#include "base/map.h"
#include "mark/xml.h"
#include "prose/resolve.h"
#include "prose/texts.h"

struct out {
	struct dais_xml w;
	const struct dais_record *r;
	struct dais_arena *a;
	enum dais_lang source, target;
	const dais_xliff_outdated_vec *outdated; /* NULL: none */
	struct dais_map outdated_units; /* places of them by unit */
};

static const struct dais_xliff_outdated *
outdated(const struct out *o, struct dais_str unit)
{
	size_t at = o->outdated ? dais_map_get(&o->outdated_units, unit) : DAIS_MAP_NONE;

	return at == DAIS_MAP_NONE ? NULL : &o->outdated->v[at];
}

static void
notes(struct out *o, const char *text, const struct dais_xliff_outdated *since)
{
	dais_xml_open(&o->w, "notes");
	dais_xml_elem(&o->w, "note", dais_str_from(text));
	if (since)
		dais_xml_elem(&o->w, "note",
		    since->then.n
			? dais_arena_printf(o->a,
			      "The source has changed since it was translated. It was: %.*s",
			      DAIS_STR_ARG(since->then))
			: DAIS_STR("The source has changed since it was translated."));
	dais_xml_close(&o->w);
}

static void
begin_segment(struct out *o, bool translated)
{
	dais_xml_open(&o->w, "segment");
	dais_xml_attr_c(&o->w, "state", translated ? "translated" : "initial");
}

static void
begin_text(struct out *o, const char *element)
{
	dais_xml_open(&o->w, element);
	dais_xml_attr_c(&o->w, "xml:space", "preserve");
}

static void
text_unit(struct out *o, const struct dais_text_slot *s)
{
	const struct dais_ml *ml = dais_prose_text(o->r, s);
	struct dais_str target = ml->in[o->target];

	if (!ml->in[o->source].n)
		return;
	dais_xml_open(&o->w, "unit");
	dais_xml_attr(&o->w, "id", s->id);
	notes(o, s->note, outdated(o, s->id));
	begin_segment(o, target.n > 0 && !outdated(o, s->id));
	begin_text(o, "source");
	dais_xml_text(&o->w, ml->in[o->source]);
	dais_xml_close(&o->w);
	if (target.n) {
		begin_text(o, "target");
		dais_xml_text(&o->w, target);
		dais_xml_close(&o->w);
	}
	dais_xml_close(&o->w);
	dais_xml_close(&o->w);
	dais_xml_newline(&o->w);
}

/* The codes of one unit: what stands in originalData, numbered from 1; source and target share
 * the number of the same reference (the first with the first, the second with the second). */
struct code {
	struct dais_str data;
	struct dais_str display;
	bool used_in_target;
};
typedef DAIS_VEC(struct code) code_vec;

static bool
needs_code(const struct dais_span *s)
{
	return s->kind != DAIS_SPAN_TEXT || s->style;
}

/* What a span is as code: "*", "**" or "***" for its emphasis, then the reference or "<url>". */
static struct dais_str
code_data(struct out *o, const struct dais_span *s)
{
	static const char stars[] = "***";
	int style = (int)(s->style & (DAIS_SPAN_EMPHASIS | DAIS_SPAN_STRONG));

	if (s->kind == DAIS_SPAN_BREAK)
		return DAIS_STR("\\");
	if (s->kind == DAIS_SPAN_REF)
		return dais_arena_printf(o->a, "%.*s%.*s", style, stars,
		    DAIS_STR_ARG(dais_prose_ref_head(&s->ref, o->a)));
	if (s->kind == DAIS_SPAN_LINK)
		return dais_arena_printf(o->a, "%.*s<%.*s>", style, stars, DAIS_STR_ARG(s->url));
	return dais_arena_printf(o->a, "%.*s", style, stars);
}

static struct dais_str
display(struct out *o, const struct dais_span *s, size_t body)
{
	struct dais_prose_place at = { o->r, o->source, body };
	struct dais_said said;

	if (s->kind != DAIS_SPAN_REF || !dais_prose_say(&at, &s->ref, o->a, &said))
		return DAIS_STR_NONE;
	return said.fact;
}

static void
collect(struct out *o, const struct dais_block *b, size_t body, code_vec *codes)
{
	for (size_t i = 0; i < b->spans.n; i++) {
		const struct dais_span *s = &b->spans.v[i];

		if (needs_code(s))
			dais_vec_push(o->a, codes,
			    ((struct code){ code_data(o, s), display(o, s, body), false }));
	}
}

/* The number of the code of span @s in the target; one the source does not have is added. */
static size_t
match(struct out *o, const struct dais_span *s, code_vec *codes)
{
	struct dais_str data = code_data(o, s);

	for (size_t i = 0; i < codes->n; i++) {
		if (!codes->v[i].used_in_target && dais_str_eq(codes->v[i].data, data)) {
			codes->v[i].used_in_target = true;
			return i;
		}
	}
	dais_vec_push(o->a, codes, ((struct code){ data, display(o, s, DAIS_NONE), true }));
	return codes->n - 1;
}

static void
original_data(struct out *o, const code_vec *codes)
{
	if (!codes->n)
		return;
	dais_xml_open(&o->w, "originalData");
	for (size_t i = 0; i < codes->n; i++) {
		dais_xml_open(&o->w, "data");
		dais_xml_attr(&o->w, "id", dais_arena_printf(o->a, "d%zu", i + 1));
		dais_xml_text(&o->w, codes->v[i].data);
		dais_xml_close(&o->w);
	}
	dais_xml_close(&o->w);
}

static void
span(struct out *o, const struct dais_span *s, size_t number, const struct code *code)
{
	bool is_break = s->kind == DAIS_SPAN_BREAK, is_ref = s->kind == DAIS_SPAN_REF;

	dais_xml_open(&o->w, is_break ? "ph" : "pc");
	dais_xml_attr(&o->w, "id", dais_arena_printf(o->a, "%zu", number + 1));
	dais_xml_attr_c(&o->w, "canCopy", "no");
	dais_xml_attr_c(&o->w, "canDelete", is_ref ? "no" : "yes");
	dais_xml_attr(&o->w, is_break ? "dataRef" : "dataRefStart",
	    dais_arena_printf(o->a, "d%zu", number + 1));
	if (code->display.n)
		dais_xml_attr(&o->w, "dispStart", code->display);
	dais_xml_attr_c(&o->w, "type",
	    is_ref                      ? "other"
	    : s->kind == DAIS_SPAN_LINK ? "link"
					: "fmt");
	if (!is_break)
		dais_xml_text(&o->w, is_ref ? s->ref.words : s->text);
	dais_xml_close(&o->w);
}

static void
spans(struct out *o, const struct dais_block *b, const code_vec *codes, const size_t *numbers)
{
	size_t code = 0;

	for (size_t i = 0; i < b->spans.n; i++) {
		const struct dais_span *s = &b->spans.v[i];

		if (!needs_code(s)) {
			dais_xml_text(&o->w, s->text);
			continue;
		}
		span(o, s, numbers ? numbers[code] : code,
		    &codes->v[numbers ? numbers[code] : code]);
		code++;
	}
}

static void
block_unit(struct out *o, struct dais_str group, size_t i, const struct dais_block *source,
    const struct dais_block *target, size_t body)
{
	code_vec codes = { NULL, 0, 0 };
	size_t *numbers = target ? DAIS_NEW_N(o->a, target->spans.n, size_t) : NULL, n = 0;
	struct dais_str unit = dais_arena_printf(o->a, "%.*s.%zu", DAIS_STR_ARG(group), i + 1);
	const struct dais_xliff_outdated *since = target ? outdated(o, unit) : NULL;

	collect(o, source, body, &codes);
	for (size_t k = 0; target && k < target->spans.n; k++) {
		if (needs_code(&target->spans.v[k]))
			numbers[n++] = match(o, &target->spans.v[k], &codes);
	}
	dais_xml_open(&o->w, "unit");
	dais_xml_attr(&o->w, "id", unit);
	notes(o,
	    source->kind == DAIS_BLOCK_HEADING
		? "Heading inside an annotation"
		: "Paragraph of an annotation. Paired codes hold references: leave them empty to "
		  "have the words computed, or "
		  "write the inflected words inside",
	    since);
	original_data(o, &codes);
	begin_segment(o, target && !since);
	begin_text(o, "source");
	spans(o, source, &codes, NULL);
	dais_xml_close(&o->w);
	if (target) {
		begin_text(o, "target");
		spans(o, target, &codes, numbers);
		dais_xml_close(&o->w);
	}
	dais_xml_close(&o->w);
	dais_xml_close(&o->w);
	dais_xml_newline(&o->w);
}

static void
annotation(struct out *o, const struct dais_annotation *n)
{
	const struct dais_annotation *t = dais_prose_counterpart(o->r, n, o->target);
	struct dais_str id = dais_prose_annotation_id(o->r, n, o->a);
	bool same = t && t->prose.blocks.n == n->prose.blocks.n;

	if (!n->prose.blocks.n)
		return;
	dais_xml_open(&o->w, "group");
	dais_xml_attr(&o->w, "id", id);
	dais_xml_attr(&o->w, "name", o->r->items.v[n->item].title.in[o->source]);
	for (size_t i = 0; i < n->prose.blocks.n; i++)
		block_unit(
		    o, id, i, &n->prose.blocks.v[i], same ? &t->prose.blocks.v[i] : NULL, n->body);
	dais_xml_close(&o->w);
	dais_xml_newline(&o->w);
}

static void
begin_file(struct out *o, const char *id, const char *original)
{
	dais_xml_open(&o->w, "file");
	dais_xml_attr_c(&o->w, "id", id);
	dais_xml_attr_c(&o->w, "original", original);
	if (dais_lang_is_rtl(o->source))
		dais_xml_attr_c(&o->w, "srcDir", "rtl");
	if (dais_lang_is_rtl(o->target))
		dais_xml_attr_c(&o->w, "trgDir", "rtl");
	dais_xml_newline(&o->w);
}

bool
dais_xliff_write(const struct dais_record *r, enum dais_lang source, enum dais_lang target,
    const dais_xliff_outdated_vec *outdated_units, struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct out o = {
		.r = r, .a = a, .source = source, .target = target, .outdated = outdated_units
	};
	dais_text_slot_vec slots = { NULL, 0, 0 };

	dais_map_init(&o.outdated_units, a);
	for (size_t i = 0; outdated_units && i < outdated_units->n; i++)
		(void)dais_map_add(&o.outdated_units, outdated_units->v[i].unit, i);

	dais_xml_begin(&o.w, out, DAIS_XML_MODE_XML);
	dais_xml_open(&o.w, "xliff");
	dais_xml_attr_c(&o.w, "xmlns", "urn:oasis:names:tc:xliff:document:2.0");
	dais_xml_attr_c(&o.w, "version", "2.1");
	dais_xml_attr_c(&o.w, "srcLang", dais_lang_code(source));
	dais_xml_attr_c(&o.w, "trgLang", dais_lang_code(target));
	dais_xml_newline(&o.w);
	dais_prose_texts(r, a, &slots);
	begin_file(&o, "titles", "meeting.yaml");
	for (size_t i = 0; i < slots.n; i++)
		text_unit(&o, &slots.v[i]);
	dais_xml_close(&o.w);
	dais_xml_newline(&o.w);
	if (r->annotations[source].n) {
		begin_file(&o, "annotations",
		    dais_arena_printf(a, "text/%s.md", dais_lang_code(source)).p);
		for (size_t i = 0; i < r->annotations[source].n; i++)
			annotation(&o, &r->annotations[source].v[i]);
		dais_xml_close(&o.w);
	}
	dais_xml_close(&o.w);
	dais_xml_finish(&o.w);
	dais_buf_put_char(out, '\n');
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "the XLIFF file is too large");
	return true;
}
