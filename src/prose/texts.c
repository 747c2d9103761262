/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "prose/texts.h"

#include "base/buf.h"
#include "base/err.h"

struct listing {
	const struct dais_record *r;
	struct dais_arena *a;
	dais_text_slot_vec *out;
};

/* @id with what an NMTOKEN cannot hold replaced by dots. */
static struct dais_str
token(struct dais_arena *a, struct dais_str id)
{
	char *p = dais_arena_cstr(a, id);

	for (size_t i = 0; i < id.n; i++) {
		bool plain =
		    (p[i] >= 'a' && p[i] <= 'z') || (p[i] >= '0' && p[i] <= '9') || p[i] == '-';

		if (!plain)
			p[i] = '.';
	}
	return (struct dais_str){ p, id.n };
}

static void
add(struct listing *l, enum dais_text_kind kind, size_t index, const char *group,
    struct dais_str id, const char *what, const char *note)
{
	struct dais_text_slot s = { .kind = kind, .index = index, .note = note };

	if (dais_ml_is_empty(dais_prose_text(l->r, &s)))
		return;
	s.id = dais_arena_printf(l->a, "%s.%.*s.%s", group, DAIS_STR_ARG(token(l->a, id)), what);
	dais_vec_push(l->a, l->out, s);
}

void
dais_prose_texts(const struct dais_record *r, struct dais_arena *a, dais_text_slot_vec *ret)
{
	struct listing l = { r, a, ret };

	for (size_t i = 0; i < r->bodies.n; i++) {
		struct dais_str id = r->bodies.v[i].id;

		add(&l, DAIS_TEXT_BODY_NAME, i, "body", id, "name", "Official name of a body");
		add(&l, DAIS_TEXT_BODY_SHORT, i, "body", id, "short",
		    "Registered short name of a body");
		add(&l, DAIS_TEXT_BODY_OF, i, "body", id, "of",
		    "Name of a body as a sentence uses it after \"of\"");
		add(&l, DAIS_TEXT_BODY_TO, i, "body", id, "to",
		    "Name of a body as a sentence uses it after \"to\"");
	}
	for (size_t i = 0; i < r->meetings.n; i++) {
		add(&l, DAIS_TEXT_PLACE, i, "meeting", r->meetings.v[i].id, "place",
		    "City of a meeting");
		add(&l, DAIS_TEXT_ROOM, i, "meeting", r->meetings.v[i].id, "room",
		    "Room of a meeting");
	}
	for (size_t i = 0; i < r->items.n; i++)
		add(&l, DAIS_TEXT_ITEM_TITLE, i, "item", r->items.v[i].id, "title",
		    r->items.v[i].parent == DAIS_NONE ? "Title of an item of the agenda"
						      : "Title of a sub-item of the agenda");
	for (size_t i = 0; i < r->mandates.n; i++)
		add(&l, DAIS_TEXT_MANDATE_TITLE, i, "mandate", r->mandates.v[i].id, "title",
		    "Title of a resolution or decision");
	for (size_t i = 0; i < r->documents.n; i++)
		add(&l, DAIS_TEXT_DOCUMENT_TITLE, i, "document", r->documents.v[i].id, "title",
		    "Title of a document");
}

struct dais_ml *
dais_prose_text_mutable(struct dais_record *r, const struct dais_text_slot *s)
{
	switch (s->kind) {
	case DAIS_TEXT_BODY_NAME:
		return &r->bodies.v[s->index].name;
	case DAIS_TEXT_BODY_SHORT:
		return &r->bodies.v[s->index].short_name;
	case DAIS_TEXT_BODY_OF:
		return &r->bodies.v[s->index].of;
	case DAIS_TEXT_BODY_TO:
		return &r->bodies.v[s->index].to;
	case DAIS_TEXT_PLACE:
		return &r->meetings.v[s->index].place;
	case DAIS_TEXT_ROOM:
		return &r->meetings.v[s->index].room;
	case DAIS_TEXT_MANDATE_TITLE:
		return &r->mandates.v[s->index].title;
	case DAIS_TEXT_DOCUMENT_TITLE:
		return &r->documents.v[s->index].title;
	case DAIS_TEXT_ITEM_TITLE:
	case DAIS_TEXT_KIND_COUNT:
	default:
		DAIS_ASSERT(s->kind == DAIS_TEXT_ITEM_TITLE);
		return &r->items.v[s->index].title;
	}
}

const struct dais_ml *
dais_prose_text(const struct dais_record *r, const struct dais_text_slot *s)
{
	struct dais_record copy =
	    *r; /* its vectors point at the same elements; nothing is written */

	return dais_prose_text_mutable(&copy, s);
}

struct dais_str
dais_prose_annotation_id(
    const struct dais_record *r, const struct dais_annotation *n, struct dais_arena *a)
{
	struct dais_str item = token(a, r->items.v[n->item].id);

	if (n->body == DAIS_NONE)
		return dais_arena_printf(a, "annotation.%.*s", DAIS_STR_ARG(item));
	return dais_arena_printf(
	    a, "annotation.%.*s.%.*s", DAIS_STR_ARG(item), DAIS_STR_ARG(r->bodies.v[n->body].id));
}

const struct dais_annotation *
dais_prose_counterpart(
    const struct dais_record *r, const struct dais_annotation *n, enum dais_lang l)
{
	for (size_t i = 0; i < r->annotations[l].n; i++) {
		const struct dais_annotation *m = &r->annotations[l].v[i];

		if (m->item == n->item && m->body == n->body)
			return m;
	}
	return NULL;
}

struct dais_str
dais_prose_ref_head(const struct dais_ref *ref, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 1u << 20);
	dais_buf_puts(&b, "{{");
	dais_buf_put(&b, ref->kind);
	dais_buf_put_char(&b, ' ');
	dais_buf_put(&b, ref->argument);
	if (ref->body.n) {
		dais_buf_put_char(&b, '@');
		dais_buf_put(&b, ref->body);
	}
	if (ref->argument2.n) {
		dais_buf_put_char(&b, ' ');
		dais_buf_put(&b, ref->argument2);
	}
	dais_buf_puts(&b, "}}");
	return dais_buf_dup(&b, a);
}

struct dais_str
dais_prose_block_line(const struct dais_block *block, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < block->spans.n; i++) {
		const struct dais_span *s = &block->spans.v[i];

		if (s->style)
			dais_buf_put_char(&b, '*');
		if (s->kind == DAIS_SPAN_REF) {
			dais_buf_put(&b, dais_prose_ref_head(&s->ref, a));
			if (s->ref.words.n) {
				dais_buf_put_char(&b, '|');
				dais_buf_put(&b, s->ref.words);
			}
		} else if (s->kind == DAIS_SPAN_BREAK) {
			dais_buf_put_char(&b, '\n');
		} else {
			dais_buf_put(&b, s->text);
		}
		if (s->style)
			dais_buf_put_char(&b, '*');
	}
	return dais_buf_dup(&b, a);
}
