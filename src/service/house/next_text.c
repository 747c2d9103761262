/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Annotations of the next meeting: references move on by one meeting, and words that an author gave
 * for them go; what speaks of an item that is not taken over, or of an approval, is left to be
 * written anew.
 */
#include "base/buf.h"
#include "service/house/next_priv.h"

static bool
is_one_of(struct dais_str s, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (dais_str_is(s, names[i]))
			return true;
	}
	return false;
}

#define IS_ONE_OF(s, names) is_one_of((s), (names), sizeof(names) / sizeof(*(names)))

static const char *const of_items[] = { "item", "number", "title", "quoted" };
static const char *const of_documents[] = { "doc", "doctitle" };
static const char *const of_meetings[] = { "meeting", "dates", "opening", "place" };

/* What @ref speaks of that will not be there; empty: nothing. */
static struct dais_str
missing(const struct next_maker *m, const struct dais_ref *ref)
{
	size_t at;

	if (dais_str_is(ref->kind, "approved"))
		return ref->argument;
	if (!IS_ONE_OF(ref->kind, of_items))
		return DAIS_STR_NONE;
	at = dais_map_get(&m->r->item_ids, ref->argument);
	return at != DAIS_MAP_NONE && m->item_kept[at] ? DAIS_STR_NONE : ref->argument;
}

/* Calls @fn for every reference of @text. */
static void
each_ref(struct dais_str text, void (*fn)(void *ctx, struct dais_str inside, size_t at), void *ctx)
{
	for (size_t at = 0; (at = dais_str_find(text, DAIS_STR("{{"), at)) != SIZE_MAX;) {
		size_t end = dais_str_find(text, DAIS_STR("}}"), at);

		if (end == SIZE_MAX)
			return;
		fn(ctx, dais_str_sub(text, at + 2, end), at + 2);
		at = end + 2;
	}
}

struct looking {
	const struct next_maker *m;
	struct dais_str missing;
};

static void
look(void *ctx, struct dais_str inside, size_t at)
{
	struct looking *l = ctx;
	struct dais_ref ref;

	(void)at;
	if (!l->missing.n && dais_ref_parse(inside, &ref, NULL))
		l->missing = missing(l->m, &ref);
}

struct moving {
	struct next_maker *m;
	struct dais_str text;
	size_t done; /* bytes copied */
	struct dais_buf *out;
};

/* Copies up to the meeting that a reference names and writes the next instead; notes documents and
 * mandates that are needed. */
static void
move(void *ctx, struct dais_str inside, size_t at)
{
	struct moving *v = ctx;
	struct next_maker *m = v->m;
	struct dais_ref ref;
	size_t thing;

	if (!dais_ref_parse(inside, &ref, NULL))
		return;
	if (IS_ONE_OF(ref.kind, of_documents)) {
		thing = dais_map_get(&m->r->document_ids, ref.argument);
		if (thing != DAIS_MAP_NONE)
			m->document_kept[thing] = true;
	} else if (dais_str_is(ref.kind, "mandate")) {
		thing = dais_map_get(&m->r->mandate_ids, ref.argument);
		if (thing != DAIS_MAP_NONE)
			m->mandate_kept[thing] = true;
	} else if (IS_ONE_OF(ref.kind, of_meetings)) {
		size_t from = at + dais_str_find(inside, ref.argument, 0);
		struct dais_str next = house_next_meeting_id(m, ref.argument);

		if (dais_str_eq(next, ref.argument))
			return;
		dais_buf_put(v->out, dais_str_sub(v->text, v->done, from));
		dais_buf_put(v->out, next);
		v->done = at + inside.n; /* words an author gave state the old fact */
	}
}

/* The item (or part) of an annotation's id, without "@body"; false when it is not kept. */
static bool
item_of(const struct next_maker *m, struct dais_str id, enum dais_lang *ret_lang, size_t *ret_item)
{
	struct dais_str item;

	if (!dais_annotation_id_parse(id, ret_lang, &item))
		return false;
	item = dais_str_sub(item, 0, dais_str_find_char(item, '@', 0));
	*ret_item = dais_map_get(&m->r->item_ids, item);
	return *ret_item != DAIS_MAP_NONE && m->item_kept[*ret_item];
}

/* One line an item for all its languages. */
static void
tell(struct next_maker *m, enum dais_next_what what, size_t item, enum dais_lang l,
    struct dais_str missing_id)
{
	const struct dais_item *i = &m->r->items.v[item];
	struct dais_next_line *line = NULL;

	for (size_t k = 0; k < m->next->lines.n && !line; k++) {
		if (m->next->lines.v[k].what == what && dais_str_eq(m->next->lines.v[k].id, i->id))
			line = &m->next->lines.v[k];
	}
	if (!line) {
		line = house_next_line(m, what,
		    what == DAIS_NEXT_ANNOTATION_KEPT ? DAIS_NEXT_RECURS : DAIS_NEXT_REFERS, "item",
		    i->id);
		line->about = i->title;
		line->from = missing_id;
	}
	line->languages |= DAIS_LANG_BIT(l);
}

void
house_next_annotations(struct next_maker *m)
{
	for (size_t i = 0; i < m->last->n; i++) {
		const struct dais_thing *t = &m->last->v[i];
		struct dais_json_value *v;
		struct looking l = { .m = m };
		struct moving moving = { .m = m };
		enum dais_lang lang;
		size_t item;
		DAIS_BUF_AUTO b;

		dais_buf_init(&b, DAIS_BUF_MAX);
		if (!dais_str_is(t->kind, "annotation") || !item_of(m, t->id, &lang, &item))
			continue;
		moving.text = dais_thing_text(t, m->a);
		moving.out = &b;
		each_ref(moving.text, look, &l);
		if (l.missing.n) {
			tell(m, DAIS_NEXT_ANNOTATION_LEFT, item, lang, l.missing);
			continue;
		}
		each_ref(moving.text, move, &moving);
		dais_buf_put(&b, dais_str_sub(moving.text, moving.done, moving.text.n));
		v = dais_json_new(m->a, DAIS_JSON_OBJECT);
		dais_json_set(
		    m->a, v, DAIS_STR("text"), dais_json_new_str(m->a, dais_buf_dup(&b, m->a)));
		house_next_add(m, t, dais_json_print(m->a, v));
		tell(m, DAIS_NEXT_ANNOTATION_KEPT, item, lang, DAIS_STR_NONE);
	}
}
