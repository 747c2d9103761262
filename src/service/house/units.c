/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "read/package/markdown.h"
#include "service/house/units.h"

struct listing {
	const struct dais_record *r;
	enum dais_lang from, to;
	struct dais_arena *a;
	dais_unit_vec *out;
};

/* The thing and the member that a title or name stands in. */
static void
locate(const struct listing *l, const struct dais_text_slot *s, struct dais_unit *u)
{
	static const char *const members[DAIS_TEXT_KIND_COUNT] = {
		[DAIS_TEXT_BODY_NAME] = "name",
		[DAIS_TEXT_BODY_SHORT] = "short",
		[DAIS_TEXT_BODY_OF] = "of",
		[DAIS_TEXT_BODY_TO] = "to",
		[DAIS_TEXT_PLACE] = "place",
		[DAIS_TEXT_ROOM] = "room",
		[DAIS_TEXT_ITEM_TITLE] = "title",
		[DAIS_TEXT_MANDATE_TITLE] = "title",
		[DAIS_TEXT_DOCUMENT_TITLE] = "title",
	};

	u->member = dais_str_from(members[s->kind]);
	u->text_kind = s->kind;
	u->item = DAIS_NONE;
	switch (s->kind) {
	case DAIS_TEXT_PLACE:
	case DAIS_TEXT_ROOM:
		u->kind = DAIS_STR("meeting");
		u->thing = l->r->meetings.v[s->index].id;
		break;
	case DAIS_TEXT_ITEM_TITLE:
		u->kind = DAIS_STR("item");
		u->thing = l->r->items.v[s->index].id;
		u->item = s->index;
		break;
	case DAIS_TEXT_MANDATE_TITLE:
		u->kind = DAIS_STR("mandate");
		u->thing = l->r->mandates.v[s->index].id;
		break;
	case DAIS_TEXT_DOCUMENT_TITLE:
		u->kind = DAIS_STR("document");
		u->thing = l->r->documents.v[s->index].id;
		break;
	default:
		u->kind = DAIS_STR("body");
		u->thing = l->r->bodies.v[s->index].id;
		break;
	}
}

static void
add_titles(struct listing *l)
{
	dais_text_slot_vec slots = { 0 };

	dais_prose_texts(l->r, l->a, &slots);
	for (size_t i = 0; i < slots.n; i++) {
		const struct dais_ml *ml = dais_prose_text(l->r, &slots.v[i]);
		struct dais_unit *u;

		if (!ml->in[l->from].n)
			continue;
		u = dais_vec_add(l->a, l->out);
		u->id = slots.v[i].id;
		locate(l, &slots.v[i], u);
		u->parts = 1;
		u->source = ml->in[l->from];
		u->target = ml->in[l->to];
		u->state = u->target.n ? DAIS_UNIT_DONE : DAIS_UNIT_MISSING;
	}
}

/* The prose of blocks @from (inclusive) to @to. */
static struct dais_str
print_blocks(const struct dais_prose *prose, size_t from, size_t to, struct dais_arena *a)
{
	struct dais_prose part = { 0 };
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_THING_VALUE_MAX);
	for (size_t i = from; i < to; i++)
		dais_vec_push(a, &part.blocks, prose->blocks.v[i]);
	dais_package_print_prose(&part, &out);
	return dais_str_trim(dais_buf_dup(&out, a));
}

static void
add_annotation(struct listing *l, const struct dais_annotation *n)
{
	const struct dais_annotation *other = dais_prose_counterpart(l->r, n, l->to);
	struct dais_str group = dais_prose_annotation_id(l->r, n, l->a);
	struct dais_str item = l->r->items.v[n->item].id;
	struct dais_str thing = n->body == DAIS_NONE
				    ? item
				    : dais_arena_printf(l->a, "%.*s@%.*s", DAIS_STR_ARG(item),
					  DAIS_STR_ARG(l->r->bodies.v[n->body].id));
	bool whole = other && other->prose.blocks.n != n->prose.blocks.n;
	size_t parts = whole ? 1 : n->prose.blocks.n;

	for (size_t i = 0; i < parts; i++) {
		struct dais_unit *u = dais_vec_add(l->a, l->out);
		size_t to = whole ? n->prose.blocks.n : i + 1;

		u->id = dais_arena_printf(l->a, "%.*s.%zu", DAIS_STR_ARG(group), i + 1);
		u->kind = DAIS_STR("annotation");
		u->thing = thing;
		u->item = n->item;
		u->part = i;
		u->parts = parts;
		u->source = print_blocks(&n->prose, i, to, l->a);
		if (other)
			u->target = print_blocks(
			    &other->prose, i, whole ? other->prose.blocks.n : i + 1, l->a);
		u->state = other ? DAIS_UNIT_DONE : DAIS_UNIT_MISSING;
	}
}

void
dais_units_of_record(const struct dais_record *r, enum dais_lang from, enum dais_lang to,
    struct dais_arena *a, dais_unit_vec *ret)
{
	struct listing l = { r, from, to, a, ret };

	add_titles(&l);
	for (size_t i = 0; i < r->annotations[from].n; i++)
		add_annotation(&l, &r->annotations[from].v[i]);
}

bool
dais_unit_is_fact(const struct dais_unit *u)
{
	return dais_str_is(u->kind, "body") || dais_str_is(u->kind, "meeting");
}

struct dais_unit_count
dais_units_count(const dais_unit_vec *units)
{
	struct dais_unit_count count = { .all = units->n };

	for (size_t i = 0; i < units->n; i++) {
		const struct dais_unit *u = &units->v[i];

		count.of[u->state]++;
		count.open_facts += u->state != DAIS_UNIT_DONE && dais_unit_is_fact(u);
	}
	return count;
}
