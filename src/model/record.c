/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is computed from a record and never stored: numbers, common items, "continued", addresses.
 */
#include "model/record.h"

#include "base/buf.h"
#include "base/err.h"

struct dais_record *
dais_record_new(struct dais_arena *a)
{
	struct dais_record *r = DAIS_NEW(a, struct dais_record);

	r->arena = a;
	r->languages = DAIS_LANG_ALL;
	r->produces = DAIS_NONE;
	dais_map_init(&r->body_ids, a);
	dais_map_init(&r->meeting_ids, a);
	dais_map_init(&r->item_ids, a);
	dais_map_init(&r->mandate_ids, a);
	dais_map_init(&r->document_ids, a);
	dais_map_init(&r->silence_ids, a);
	dais_map_init(&r->approval_ids, a);
	return r;
}

const struct dais_agenda *
dais_record_agenda(const struct dais_record *r, size_t body)
{
	/* Agendas mostly stand in the order of their bodies, some of which have none: not far
	 * before the place of the body. */
	size_t near = body < r->agendas.n ? body + 1 : r->agendas.n;

	for (size_t i = near; i-- > 0;) {
		if (r->agendas.v[i].body == body)
			return &r->agendas.v[i];
	}
	for (size_t i = near; i < r->agendas.n; i++) {
		if (r->agendas.v[i].body == body)
			return &r->agendas.v[i];
	}
	return NULL;
}

size_t
dais_record_meeting_of(const struct dais_record *r, size_t body)
{
	for (size_t i = 0; i < r->together.n; i++) {
		if (r->meetings.v[r->together.v[i]].body == body)
			return r->together.v[i];
	}
	return DAIS_NONE;
}

static size_t
position(const dais_index_vec *v, size_t what)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i] == what)
			return i;
	}
	return DAIS_NONE;
}

struct dais_number
dais_record_number(const struct dais_record *r, size_t item, size_t body)
{
	struct dais_number none = { false, 0, -1 };
	const struct dais_agenda *agenda = dais_record_agenda(r, body);
	size_t parent = r->items.v[item].parent;
	size_t top = parent == DAIS_NONE ? item : parent;
	size_t at;
	int letter = -1;

	if (!agenda)
		return none;
	at = position(&agenda->items, top);
	if (at == DAIS_NONE)
		return none;
	if (parent != DAIS_NONE)
		letter = (int)position(&r->items.v[parent].parts, item);
	return (struct dais_number){ true, (unsigned)at + 1, letter };
}

/* How many agendas have @item, or its parent. */
static size_t
agendas_with(const struct dais_record *r, size_t item)
{
	size_t parent = r->items.v[item].parent, n = 0;
	size_t top = parent == DAIS_NONE ? item : parent;

	for (size_t i = 0; i < r->agendas.n; i++)
		n += position(&r->agendas.v[i].items, top) != DAIS_NONE;
	return n;
}

bool
dais_record_is_common(
    const struct dais_record *r, size_t item, dais_index_vec *ret_bodies, struct dais_arena *a)
{
	size_t n = 0, on = agendas_with(r, item);

	/* Most items are on one agenda, and there may be a thousand. */
	if (on == 0 || (on == 1 && !ret_bodies))
		return false;
	for (size_t i = 0; i < r->together.n; i++) {
		size_t body = r->meetings.v[r->together.v[i]].body;

		if (!dais_record_number(r, item, body).found)
			continue;
		n++;
		if (ret_bodies)
			dais_vec_push(a, ret_bodies, body);
	}
	return n > 1;
}

/* Whether @body takes up @entry of @sitting. */
static bool
takes_part(const struct dais_record *r, const struct dais_sitting *s, const struct dais_entry *e,
    size_t body)
{
	if (position(&s->bodies, body) == DAIS_NONE)
		return false;
	if (e->bodies.n && position(&e->bodies, body) == DAIS_NONE)
		return false;
	return dais_record_number(r, e->item, body).found;
}

static bool
was_taken_up(const struct dais_record *r, const dais_sitting_vec *sittings, size_t before,
    size_t item, size_t body)
{
	for (size_t s = 0; s < before; s++) {
		const struct dais_sitting *sitting = &sittings->v[s];

		for (size_t e = 0; e < sitting->entries.n; e++) {
			if (sitting->entries.v[e].item == item &&
			    takes_part(r, sitting, &sitting->entries.v[e], body))
				return true;
		}
	}
	return false;
}

static bool
is_joint(const struct dais_record *r, const struct dais_sitting *s, const struct dais_entry *e)
{
	size_t n = 0;

	for (size_t i = 0; i < s->bodies.n; i++)
		n += takes_part(r, s, e, s->bodies.v[i]);
	return n > 1;
}

void
dais_record_cell(const struct dais_record *r, const dais_sitting_vec *sittings, size_t s,
    size_t body, struct dais_arena *a, struct dais_cell_entry **ret_v, size_t *ret_n)
{
	const struct dais_sitting *sitting = &sittings->v[s];
	DAIS_VEC(struct dais_cell_entry) cell = { NULL, 0, 0 };

	for (size_t e = 0; e < sitting->entries.n; e++) {
		const struct dais_entry *entry = &sitting->entries.v[e];
		struct dais_cell_entry *ce;

		if (!takes_part(r, sitting, entry, body))
			continue;
		ce = dais_vec_add(a, &cell);
		ce->item = entry->item;
		ce->number = dais_record_number(r, entry->item, body);
		ce->continued = was_taken_up(r, sittings, s, entry->item, body);
		ce->joint = is_joint(r, sitting, entry);
	}
	*ret_v = cell.v;
	*ret_n = cell.n;
}

const struct dais_annotation *
dais_record_annotation(const struct dais_record *r, enum dais_lang l, size_t item, size_t body)
{
	const struct dais_annotation *common = NULL;

	for (size_t i = 0; i < r->annotations[l].n; i++) {
		const struct dais_annotation *n = &r->annotations[l].v[i];

		if (n->item != item)
			continue;
		if (n->body == body)
			return n;
		if (n->body == DAIS_NONE)
			common = n;
	}
	return common;
}

struct dais_str
dais_record_document_symbol(const struct dais_record *r, size_t d, struct dais_arena *a)
{
	const struct dais_document *doc = &r->documents.v[d];
	struct dais_str sep = r->profile.joint_separator;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 1u << 16);
	for (size_t i = 0; i < doc->symbols.n; i++) {
		if (i)
			dais_buf_put(&b, sep.n ? sep : DAIS_STR("-"));
		dais_buf_put(&b, doc->symbols.v[i].text);
	}
	return dais_buf_dup(&b, a);
}

/* The key (without stars) is what addresses carry. */
static void
put_keys(struct dais_buf *b, const struct dais_document *doc)
{
	for (size_t i = 0; i < doc->symbols.n; i++) {
		if (i)
			dais_buf_put_char(b, '-');
		dais_buf_put(b, doc->symbols.v[i].key);
	}
}

struct dais_str
dais_record_document_url(
    const struct dais_record *r, size_t d, enum dais_lang l, struct dais_arena *a)
{
	const struct dais_document *doc = &r->documents.v[d];
	struct dais_str rest = r->profile.resolver;
	DAIS_BUF_AUTO b = { 0 };

	if (doc->url.n || !doc->symbols.n || !rest.n)
		return doc->url;
	dais_buf_init(&b, 1u << 16);
	while (rest.n) {
		if (dais_str_has_prefix(rest, DAIS_STR("{lang}"))) {
			dais_buf_puts(&b, dais_lang_code(l));
			rest = dais_str_sub(rest, 6, rest.n);
		} else if (dais_str_has_prefix(rest, DAIS_STR("{symbol}"))) {
			put_keys(&b, doc);
			rest = dais_str_sub(rest, 8, rest.n);
		} else {
			dais_buf_put_char(&b, rest.p[0]);
			rest = dais_str_sub(rest, 1, rest.n);
		}
	}
	return dais_buf_dup(&b, a);
}
