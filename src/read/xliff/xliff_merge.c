/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Each unit is compared with the record it claims to come from before its translation is taken.
 */
#include "read/xliff/xliff_merge.h"

#include "prose/resolve.h"
#include "prose/texts.h"
#include "read/xliff/inline.h"
#include "read/xml/xml.h"
#include "text/message.h"

#define BYTES_MAX ((size_t)64 << 20)
#define RULE "translation"

struct merge {
	struct dais_arena *a;
	const struct dais_record *r;
	struct dais_str file;
	struct dais_diags *diags;
	struct dais_xliff_merged *out;
	dais_text_slot_vec slots;
	struct dais_map slot_ids;
	struct dais_map annotation_ids; /* index into annotations[source] */
	struct dais_map seen;           /* ids of this file, to refuse doubled ones */
};

static bool
is_named(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static struct dais_place
place_of(const struct merge *m, xmlNode *n, struct dais_str words)
{
	long line = xmlGetLineNo(n);

	return (struct dais_place){
		.file = m->file, .line = line > 0 ? (unsigned)line : 0, .text = words
	};
}

static struct dais_diag *complain(
    struct merge *m, xmlNode *n, struct dais_str words, const char *what) DAIS_NAMES(4);

static struct dais_diag *
complain(struct merge *m, xmlNode *n, struct dais_str words, const char *what)
{
	struct dais_place p = place_of(m, n, words);
	struct dais_str id = dais_xliff_attribute(m->a, n, "id");

	return dais_diags_add(m->diags, RULE, DAIS_SEVERITY_ERROR, &p, "unit %.*s: %s",
	    DAIS_STR_ARG(id), dais_text_message_words(m->diags->lang, what));
}

/* Source and target of the unit's segments; several segments are refused, dais writes one. */
static bool
segment(struct merge *m, xmlNode *unit, xmlNode **ret_source, xmlNode **ret_target)
{
	xmlNode *seg = dais_xliff_child(unit, "segment");

	if (!seg) {
		(void)complain(m, unit, DAIS_STR_NONE, "it has no segment");
		return false;
	}
	for (xmlNode *n = unit->children; n; n = n->next) {
		if ((is_named(n, "segment") && n != seg) || is_named(n, "ignorable")) {
			(void)complain(m, unit, DAIS_STR_NONE,
			    "it was split into segments; join them before merging");
			return false;
		}
	}
	*ret_source = dais_xliff_child(seg, "source");
	*ret_target = dais_xliff_child(seg, "target");
	if (!*ret_source)
		(void)complain(m, unit, DAIS_STR_NONE, "it has no source");
	return *ret_source != NULL;
}

static void
source_changed(struct merge *m, xmlNode *unit, struct dais_str was, struct dais_str is)
{
	struct dais_diag *g =
	    complain(m, unit, was, "the source has changed since the file was made");

	dais_diag_set_hint(m->diags, g, "It is now: %.*s", DAIS_STR_ARG(is));
}

static void
take_text(struct merge *m, xmlNode *unit, size_t slot)
{
	const struct dais_ml *ml = dais_prose_text(m->r, &m->slots.v[slot]);
	struct dais_str source_now = ml->in[m->out->source], source, target;
	xmlNode *s, *t;

	if (!segment(m, unit, &s, &t) || !t)
		return;
	source = dais_xliff_text(m->a, s);
	target = dais_str_trim(dais_xliff_text(m->a, t));
	if (!target.n)
		return;
	if (!dais_str_eq(source, source_now)) {
		source_changed(m, unit, source, source_now);
		return;
	}
	if (dais_str_find(target, DAIS_STR("\n"), 0) != SIZE_MAX) {
		(void)complain(m, unit, target, "a title or name is one line");
		return;
	}
	m->out->total++;
	m->out->changed += !dais_str_eq(target, ml->in[m->out->target]);
	dais_vec_push(m->a, &m->out->texts, ((struct dais_xliff_text){ slot, target }));
}

static size_t
count_head(struct merge *m, const struct dais_block *b, struct dais_str head)
{
	size_t n = 0;

	for (size_t i = 0; i < b->spans.n; i++)
		n += b->spans.v[i].kind == DAIS_SPAN_REF &&
		     dais_str_eq(dais_prose_ref_head(&b->spans.v[i].ref, m->a), head);
	return n;
}

/* Every reference of @of is as often in @in. */
static bool keeps_references(struct merge *m, xmlNode *unit, const struct dais_block *of,
    const struct dais_block *in, const char *what) DAIS_NAMES(5);

static bool
keeps_references(struct merge *m, xmlNode *unit, const struct dais_block *of,
    const struct dais_block *in, const char *what)
{
	bool ok = true;

	for (size_t i = 0; i < of->spans.n; i++) {
		struct dais_str head;
		bool reported = false;

		if (of->spans.v[i].kind != DAIS_SPAN_REF)
			continue;
		head = dais_prose_ref_head(&of->spans.v[i].ref, m->a);
		for (size_t k = 0; k < i && !reported; k++)
			reported =
			    of->spans.v[k].kind == DAIS_SPAN_REF &&
			    dais_str_eq(dais_prose_ref_head(&of->spans.v[k].ref, m->a), head);
		if (reported || count_head(m, of, head) <= count_head(m, in, head))
			continue;
		(void)complain(m, unit, head,
		    dais_text_message(m->a, m->diags->lang, "%.*s %s", DAIS_STR_ARG(head),
			dais_text_message_words(m->diags->lang, what))
			.p);
		ok = false;
	}
	return ok;
}

static void
check_words(struct merge *m, xmlNode *unit, const struct dais_block *b, size_t body)
{
	struct dais_prose_place at = { m->r, m->out->target, body };

	for (size_t i = 0; i < b->spans.n; i++) {
		const struct dais_span *s = &b->spans.v[i];
		struct dais_place p = place_of(m, unit, s->ref.words);
		struct dais_said said;

		if (s->kind != DAIS_SPAN_REF || !s->ref.words.n ||
		    !dais_prose_say(&at, &s->ref, m->a, &said) ||
		    dais_prose_agrees(&at, &s->ref, &said, m->a))
			continue;
		(void)dais_diags_add(m->diags, RULE, DAIS_SEVERITY_WARNING, &p,
		    "\"%.*s\" does not seem to say \"%.*s\"", DAIS_STR_ARG(s->ref.words),
		    DAIS_STR_ARG(said.fact));
	}
}

/* Neither words nor codes: not translated yet. */
static bool
is_blank(struct merge *m, xmlNode *text)
{
	for (xmlNode *n = text->children; n; n = n->next) {
		if (n->type == XML_ELEMENT_NODE)
			return false;
	}
	return dais_str_trim(dais_xliff_text(m->a, text)).n == 0;
}

/* Whether two blocks say the same and link to the same. */
static bool
same_block(struct merge *m, const struct dais_block *x, const struct dais_block *y)
{
	size_t k = 0;

	if (!dais_str_eq(dais_prose_block_line(x, m->a), dais_prose_block_line(y, m->a)))
		return false;
	for (size_t i = 0; i < x->spans.n; i++) {
		if (x->spans.v[i].kind != DAIS_SPAN_LINK)
			continue;
		while (k < y->spans.n && y->spans.v[k].kind != DAIS_SPAN_LINK)
			k++;
		if (k == y->spans.n || !dais_str_eq(x->spans.v[i].url, y->spans.v[k].url))
			return false;
		k++;
	}
	return true;
}

/* Takes the translation of one block, which is @old in the record (NULL: none); false when there is
 * none or it is refused. */
static bool
take_block(struct merge *m, xmlNode *unit, const struct dais_block *now,
    const struct dais_block *old, size_t body, struct dais_block *ret)
{
	struct dais_block source = { .kind = now->kind }, target = *now;
	struct dais_place place = place_of(m, unit, DAIS_STR_NONE);
	xmlNode *s, *t;

	if (!segment(m, unit, &s, &t) || !t || is_blank(m, t))
		return false;
	memset(&target.spans, 0, sizeof(target.spans));
	if (!dais_xliff_spans(m->a, unit, s, &source, m->diags, &place) ||
	    !dais_xliff_spans(m->a, unit, t, &target, m->diags, &place))
		return false;
	if (!same_block(m, &source, now)) {
		source_changed(m, unit, dais_prose_block_line(&source, m->a),
		    dais_prose_block_line(now, m->a));
		return false;
	}
	/* What nobody has worked on comes back as it went out, and waits as before. */
	if (old && same_block(m, old, &target)) {
		*ret = target;
		return true;
	}
	if (!keeps_references(m, unit, now, &target, "is missing in the translation") ||
	    !keeps_references(
		m, unit, &target, now, "is in the translation more often than in the source"))
		return false;
	check_words(m, unit, &target, body);
	*ret = target;
	return true;
}

/* How many blocks of @now differ from @old (NULL: all). */
static size_t
count_changed(struct merge *m, const struct dais_prose *old, const struct dais_prose *now)
{
	size_t n = 0;

	for (size_t i = 0; i < now->blocks.n; i++)
		n += !old || i >= old->blocks.n ||
		     !same_block(m, &old->blocks.v[i], &now->blocks.v[i]);
	return n;
}

static void
take_annotation(struct merge *m, xmlNode *group, size_t index)
{
	const struct dais_annotation *now = &m->r->annotations[m->out->source].v[index];
	const struct dais_annotation *old = dais_prose_counterpart(m->r, now, m->out->target);
	struct dais_xliff_annotation taken = { .source = index };
	size_t seen = 0, errors = m->diags->errors;

	for (xmlNode *n = group->children; n; n = n->next) {
		struct dais_block b;

		if (!is_named(n, "unit"))
			continue;
		if (seen >= now->prose.blocks.n) {
			(void)complain(
			    m, n, DAIS_STR_NONE, "the record has no such paragraph any more");
			return;
		}
		if (take_block(m, n, &now->prose.blocks.v[seen],
			old && seen < old->prose.blocks.n ? &old->prose.blocks.v[seen] : NULL,
			now->body, &b))
			dais_vec_push(m->a, &taken.prose.blocks, b);
		seen++;
	}
	if (m->diags->errors != errors || taken.prose.blocks.n == 0)
		return;
	if (taken.prose.blocks.n < now->prose.blocks.n) {
		struct dais_place p = place_of(m, group, DAIS_STR_NONE);

		(void)dais_diags_add(m->diags, RULE, DAIS_SEVERITY_WARNING, &p,
		    "%zu of %zu paragraphs are translated; the annotation is left as it was",
		    taken.prose.blocks.n, now->prose.blocks.n);
		return;
	}
	m->out->total += taken.prose.blocks.n;
	m->out->changed += count_changed(m, old ? &old->prose : NULL, &taken.prose);
	dais_vec_push(m->a, &m->out->annotations, taken);
}

static void
take_file(struct merge *m, xmlNode *file)
{
	for (xmlNode *n = file->children; n; n = n->next) {
		struct dais_str id;
		size_t at;

		if (!is_named(n, "unit") && !is_named(n, "group"))
			continue;
		id = dais_xliff_attribute(m->a, n, "id");
		at = dais_map_get(is_named(n, "unit") ? &m->slot_ids : &m->annotation_ids, id);
		if (at == DAIS_MAP_NONE)
			(void)complain(m, n, DAIS_STR_NONE, "the package has no such text");
		else if (!dais_map_add(&m->seen, id, 0))
			(void)complain(m, n, DAIS_STR_NONE, "the file has it twice");
		else if (is_named(n, "unit"))
			take_text(m, n, at);
		else
			take_annotation(m, n, at);
	}
}

static void
index_record(struct merge *m)
{
	dais_map_init(&m->seen, m->a);
	dais_map_init(&m->slot_ids, m->a);
	dais_map_init(&m->annotation_ids, m->a);
	dais_prose_texts(m->r, m->a, &m->slots);
	for (size_t i = 0; i < m->slots.n; i++)
		(void)dais_map_add(&m->slot_ids, m->slots.v[i].id, i);
	for (size_t i = 0; i < m->r->annotations[m->out->source].n; i++)
		(void)dais_map_add(&m->annotation_ids,
		    dais_prose_annotation_id(m->r, &m->r->annotations[m->out->source].v[i], m->a),
		    i);
}

static bool
parse(struct dais_arena *a, struct dais_str bytes, struct dais_str file_name, xmlNode **ret_root,
    struct dais_err *err)
{
	if (bytes.n > BYTES_MAX)
		return dais_err_set(
		    err, DAIS_ERR_LIMIT, "%.*s is larger than 64 MB", DAIS_STR_ARG(file_name));
	return dais_xml_parse(a, bytes, file_name, ret_root, err);
}

/* Whether the package has language @l, written @code in the file. */
static bool
check_language(
    struct merge *m, xmlNode *root, struct dais_str code, enum dais_lang *ret, struct dais_err *err)
{
	if (dais_lang_parse(code, ret) && m->r->languages & DAIS_LANG_BIT(*ret))
		return true;
	(void)dais_err_set(err, DAIS_ERR_INVALID, "%.*s:%ld: the package has no language \"%.*s\"",
	    DAIS_STR_ARG(m->file), xmlGetLineNo(root), DAIS_STR_ARG(code));
	return dais_err_hint(err, "Add it to \"languages\" of meeting.yaml first.");
}

static bool
check_root(struct merge *m, xmlNode *root, struct dais_err *err)
{
	struct dais_str source = dais_xliff_attribute(m->a, root, "srcLang");
	struct dais_str target = dais_xliff_attribute(m->a, root, "trgLang");
	struct dais_str version = dais_xliff_attribute(m->a, root, "version");
	long line = xmlGetLineNo(root);

	if (!is_named(root, "xliff"))
		return dais_err_set(err, DAIS_ERR_INVALID, "%.*s:%ld: not an XLIFF file",
		    DAIS_STR_ARG(m->file), line);
	if (!dais_str_is(version, "2.0") && !dais_str_is(version, "2.1"))
		return dais_err_set(err, DAIS_ERR_UNSUPPORTED, "%.*s:%ld: XLIFF %.*s, not 2.1",
		    DAIS_STR_ARG(m->file), line, DAIS_STR_ARG(version));
	if (!check_language(m, root, source, &m->out->source, err) ||
	    !check_language(m, root, target, &m->out->target, err))
		return false;
	if (m->out->source == m->out->target)
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "%.*s:%ld: translates from \"%.*s\" into itself", DAIS_STR_ARG(m->file), line,
		    DAIS_STR_ARG(source));
	return true;
}

bool
dais_xliff_merge(struct dais_arena *a, struct dais_str bytes, struct dais_str file_name,
    const struct dais_record *r, struct dais_xliff_merged *ret, struct dais_diags *diags,
    struct dais_err *err)
{
	struct dais_xliff_merged merged = { .total = 0 };
	struct merge m = { .a = a, .r = r, .file = file_name, .diags = diags, .out = &merged };
	xmlNode *root = NULL;

	if (!parse(a, bytes, file_name, &root, err) || !check_root(&m, root, err))
		return false;
	DAIS_ASSERT(root);
	index_record(&m);
	for (xmlNode *n = root->children; n; n = n->next) {
		if (is_named(n, "file"))
			take_file(&m, n);
	}
	*ret = merged;
	return true;
}

static void *
copy_of(struct dais_arena *a, const void *v, size_t n, size_t size)
{
	void *p = dais_arena_array(a, n + 1, size);

	if (n)
		memcpy(p, v, n * size);
	return p;
}

/* A vector of its own with the elements of @vec, so that they can be changed. */
#define OWN(a, vec)                                                                                \
	((vec)->v = copy_of((a), (vec)->v, (vec)->n, sizeof(*(vec)->v)), (vec)->cap = (vec)->n + 1)

static void
apply_annotation(const struct dais_xliff_merged *m, const struct dais_record *r,
    struct dais_record *copy, const struct dais_xliff_annotation *taken)
{
	const struct dais_annotation *source = &r->annotations[m->source].v[taken->source];
	struct dais_annotation *to = NULL;

	for (size_t i = 0; i < copy->annotations[m->target].n && !to; i++) {
		struct dais_annotation *n = &copy->annotations[m->target].v[i];

		if (n->item == source->item && n->body == source->body)
			to = n;
	}
	if (!to) {
		to = dais_vec_add(copy->arena, &copy->annotations[m->target]);
		to->item = source->item;
		to->body = source->body;
	}
	to->prose = taken->prose;
}

struct dais_record *
dais_xliff_apply(
    const struct dais_xliff_merged *m, const struct dais_record *r, struct dais_arena *a)
{
	struct dais_record *copy = DAIS_NEW(a, struct dais_record);
	dais_text_slot_vec slots = { NULL, 0, 0 };

	*copy = *r;
	copy->arena = a;
	OWN(a, &copy->bodies);
	OWN(a, &copy->meetings);
	OWN(a, &copy->items);
	OWN(a, &copy->mandates);
	OWN(a, &copy->documents);
	OWN(a, &copy->annotations[m->target]);
	dais_prose_texts(r, a, &slots);
	for (size_t i = 0; i < m->texts.n; i++)
		dais_prose_text_mutable(copy, &slots.v[m->texts.v[i].slot])->in[m->target] =
		    m->texts.v[i].words;
	for (size_t i = 0; i < m->annotations.n; i++)
		apply_annotation(m, r, copy, &m->annotations.v[i]);
	return copy;
}
