/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The agendas of the next meeting: which items recur, the documents and mandates they bring, and
 * the one document that is made from the package.
 */
#include "service/house/next_priv.h"
#include "service/house/symbols.h"

/* ---- items ---- */

static bool
is_among(const dais_store_strs *v, struct dais_str id)
{
	for (size_t i = 0; i < v->n; i++) {
		if (dais_str_eq(v->v[i], id))
			return true;
	}
	return false;
}

void
house_next_choose_items(struct next_maker *m)
{
	for (size_t i = 0; i < m->r->items.n; i++) {
		const struct dais_item *item = &m->r->items.v[i];
		bool keep = is_among(&m->in->keep, item->id),
		     leave = is_among(&m->in->leave, item->id);
		struct dais_next_line *l;

		if (item->parent != DAIS_NONE) {
			m->item_kept[i] = m->item_kept[item->parent] && !leave;
			continue;
		}
		m->item_kept[i] = keep || (!leave && item->kind != DAIS_ITEM_SUBSTANTIVE);
		l = house_next_line(m, m->item_kept[i] ? DAIS_NEXT_ITEM_KEPT : DAIS_NEXT_ITEM_LEFT,
		    keep || leave     ? DAIS_NEXT_CHOSEN
		    : m->item_kept[i] ? DAIS_NEXT_RECURS
				      : DAIS_NEXT_TOPIC,
		    "item", item->id);
		l->about = item->title;
	}
}

/* Array @v without the strings for which @keeps is false. */
void
house_next_filter(struct next_maker *m, struct dais_json_value *v,
    bool (*keeps)(struct next_maker *m, const struct dais_json_value *element))
{
	size_t n = 0;

	for (size_t i = 0; v && i < v->members.n; i++) {
		if (keeps(m, v->members.v[i].value))
			v->members.v[n++] = v->members.v[i];
	}
	if (v)
		v->members.n = n;
}

/* An item, or the long form of an entry. */
bool
house_next_keeps_item(struct next_maker *m, const struct dais_json_value *e)
{
	struct dais_str id = e->kind == DAIS_JSON_OBJECT ? dais_json_get_str(e, "item") : e->text;
	size_t at = dais_map_get(&m->r->item_ids, id);

	return at != DAIS_MAP_NONE && m->item_kept[at];
}

static bool
keeps_document(struct next_maker *m, const struct dais_json_value *e)
{
	size_t at = dais_map_get(&m->r->document_ids, e->text);

	return at != DAIS_MAP_NONE && at == m->r->produces;
}

void
house_next_item(struct next_maker *m, const struct dais_thing *t)
{
	size_t at = dais_map_get(&m->r->item_ids, t->id);
	const struct dais_item *item;
	struct dais_json_value *v, *documents;

	if (at == DAIS_MAP_NONE || !m->item_kept[at])
		return;
	item = &m->r->items.v[at];
	for (size_t i = 0; i < item->mandates.n; i++)
		m->mandate_kept[item->mandates.v[i]] = true;
	v = house_next_value(m, t);
	documents = dais_json_get(v, "documents");
	if (documents && documents->members.n) {
		house_next_filter(m, documents, keeps_document);
		if (!documents->members.n) /* which papers it will have is not known */
			dais_json_set(m->a, v, DAIS_STR("documents"), NULL);
	}
	house_next_add(m, t, dais_json_print(m->a, v));
}

void
house_next_agenda(struct next_maker *m, const struct dais_thing *t)
{
	struct dais_json_value *v = house_next_value(m, t);

	house_next_filter(m, v, house_next_keeps_item);
	house_next_add(m, t, dais_json_print(m->a, v));
}

/* ---- documents, mandates ---- */

bool
house_next_allot_symbols(struct next_maker *m, struct dais_err *err)
{
	size_t *bodies = DAIS_NEW_N(m->a, m->r->together.n + 1, size_t);
	struct dais_symbols_wanted w = { .package = m->in->from,
		.record = m->r,
		.bodies = bodies,
		.year = (unsigned)m->in->opens.year };

	if (m->r->produces == DAIS_NONE || !m->r->documents.v[m->r->produces].symbols.n)
		return true;
	for (size_t i = 0; i < m->r->together.n; i++) {
		size_t body = m->r->meetings.v[m->r->together.v[i]].body;

		if (m->r->bodies.v[body].symbol.n)
			bodies[w.n_bodies++] = body;
	}
	return !w.n_bodies || dais_symbols_next(m->h, &w, m->a, &m->agenda_symbols, err);
}

static struct dais_str
join(struct next_maker *m, const dais_store_strs *v)
{
	struct dais_str all = DAIS_STR_NONE;

	for (size_t i = 0; i < v->n; i++)
		all = i ? dais_arena_printf(
			      m->a, "%.*s-%.*s", DAIS_STR_ARG(all), DAIS_STR_ARG(v->v[i]))
			: v->v[i];
	return all;
}

/* The document that is made from the package: new, with nothing done yet. */
static void
add_produced(struct next_maker *m, const struct dais_thing *t, const struct dais_document *d)
{
	static const char *const gone[] = { "date", "meeting", "late-reason", "url", "versions" };
	struct dais_json_value *v = house_next_value(m, t),
			       *symbols = dais_json_new(m->a, DAIS_JSON_ARRAY);
	struct dais_next_line *l;

	for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++)
		dais_json_set(m->a, v, dais_str_from(gone[i]), NULL);
	for (size_t i = 0; i < m->agenda_symbols.n; i++)
		dais_json_append(m->a, symbols, house_next_string(m, m->agenda_symbols.v[i]));
	dais_json_set(m->a, v, DAIS_STR("symbols"), symbols);
	dais_json_set(m->a, v, DAIS_STR("slot"),
	    house_next_day(m, house_next_weeks_before(m, m->r->profile.agenda_weeks)));
	house_next_add(m, t, dais_json_print(m->a, v));
	l = house_next_line(m, DAIS_NEXT_DOCUMENT_NEW, DAIS_NEXT_BY_RULE, "document", d->id);
	l->about = d->title;
	l->to = join(m, &m->agenda_symbols);
}

void
house_next_document(struct next_maker *m, const struct dais_thing *t)
{
	size_t at = dais_map_get(&m->r->document_ids, t->id);
	const struct dais_document *d = &m->r->documents.v[at];
	struct dais_json_value *v;
	struct dais_next_line *l;

	if (at == m->r->produces) {
		add_produced(m, t, d);
		return;
	}
	l = house_next_line(m,
	    m->document_kept[at] ? DAIS_NEXT_DOCUMENT_KEPT : DAIS_NEXT_DOCUMENT_LEFT,
	    m->document_kept[at] ? DAIS_NEXT_REFERRED : DAIS_NEXT_TOPIC, "document", d->id);
	l->about = d->title;
	if (!m->document_kept[at])
		return;
	v = house_next_value(m, t);
	if (d->meeting == DAIS_NONE && m->r->together.n)
		dais_json_set(m->a, v, DAIS_STR("meeting"),
		    house_next_string(m, m->r->meetings.v[m->r->together.v[0]].id));
	house_next_add(m, t, dais_json_print(m->a, v));
}

void
house_next_mandate(struct next_maker *m, const struct dais_thing *t)
{
	size_t at = dais_map_get(&m->r->mandate_ids, t->id);

	if (at != DAIS_MAP_NONE && m->mandate_kept[at])
		house_next_add(m, t, t->value);
}
