/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/package/emit_priv.h"

static struct dais_yaml_node *
emit_body(struct dais_emit *e, const struct dais_body *b)
{
	struct dais_yaml_node *n = dais_emit_mapping(e);

	if (b->parent != DAIS_NONE)
		(void)dais_emit_add(
		    e, n, "parent", dais_emit_scalar(e, e->r->bodies.v[b->parent].id));
	dais_emit_ml(e, n, "name", &b->name);
	dais_emit_ml(e, n, "short", &b->short_name);
	dais_emit_ml(e, n, "of", &b->of);
	dais_emit_ml(e, n, "to", &b->to);
	dais_emit_words(e, n, "symbol", b->symbol);
	dais_emit_default(e, n, "noun",
	    dais_emit_scalar(e, dais_str_from(b->noun_is_session ? "session" : "meeting")),
	    !b->noun_is_session);
	return n;
}

static struct dais_yaml_node *
emit_meeting(struct dais_emit *e, const struct dais_meeting *m)
{
	struct dais_yaml_node *n = dais_emit_mapping(e);

	dais_emit_local(e, n, "opens", m->opens);
	dais_emit_date(e, n, "closes", m->closes);
	dais_emit_ml(e, n, "place", &m->place);
	dais_emit_ml(e, n, "room", &m->room);
	dais_emit_words(e, n, "zone", m->zone);
	dais_emit_default(e, n, "modality",
	    dais_emit_scalar(e, dais_str_from(dais_modality_name(m->modality))),
	    m->modality == DAIS_MODALITY_IN_PERSON);
	dais_emit_default(e, n, "status",
	    dais_emit_scalar(e, dais_str_from(dais_meeting_status_name(m->status))),
	    m->status == DAIS_MEETING_SCHEDULED);
	return n;
}

static struct dais_yaml_node *emit_item(struct dais_emit *e, const struct dais_item *item);

static struct dais_yaml_node *
emit_parts(struct dais_emit *e, const struct dais_item *item)
{
	struct dais_yaml_node *n = dais_emit_mapping(e);

	n->ordered = true;
	for (size_t i = 0; i < item->parts.n; i++) {
		const struct dais_item *part = &e->r->items.v[item->parts.v[i]];
		size_t slash = dais_str_find_char(part->id, '/', 0);

		(void)dais_yaml_add(
		    e->a, n, dais_str_sub(part->id, slash + 1, part->id.n), emit_item(e, part));
	}
	return n;
}

/* An item, or a part: two levels at most. */
static struct dais_yaml_node *
emit_item(
    struct dais_emit *e, const struct dais_item *item) /* NOLINT(misc-no-recursion): two levels */
{
	struct dais_yaml_node *n = dais_emit_mapping(e), *list;

	dais_emit_name(e, n, "kind", dais_item_kind_name(item->kind));
	dais_emit_ml(e, n, "title", &item->title);
	dais_emit_default(e, n, "label",
	    dais_emit_scalar(e, dais_str_from(item->label_names_bodies ? "bodies" : "plain")),
	    !item->label_names_bodies);
	list = dais_emit_flow(e, DAIS_YAML_SEQUENCE);
	DAIS_EMIT_IDS(e, list, item->mandates, e->r->mandates);
	dais_emit_default(e, n, "mandates", list, item->mandates.n == 0);
	if (item->proposed_by != DAIS_NONE)
		(void)dais_emit_add(
		    e, n, "proposed-by", dais_emit_scalar(e, e->r->bodies.v[item->proposed_by].id));
	list = dais_emit_flow(e, DAIS_YAML_SEQUENCE);
	DAIS_EMIT_IDS(e, list, item->documents, e->r->documents);
	if (item->documents_given || item->documents.n)
		(void)dais_emit_add(e, n, "documents", list);
	if (item->parent == DAIS_NONE)
		dais_emit_default(e, n, "parts", emit_parts(e, item), item->parts.n == 0);
	return n;
}

static struct dais_yaml_node *
emit_mandate(struct dais_emit *e, const struct dais_mandate *m)
{
	struct dais_yaml_node *n = dais_emit_mapping(e),
			      *list = dais_emit_flow(e, DAIS_YAML_SEQUENCE);

	dais_emit_words(e, n, "kind", m->kind);
	dais_emit_ml(e, n, "title", &m->title);
	for (size_t i = 0; i < m->paragraphs.n; i++) {
		struct dais_yaml_node *s = dais_emit_scalar(e, m->paragraphs.v[i]);

		s->style = DAIS_YAML_DOUBLE;
		(void)dais_yaml_add(e->a, list, DAIS_STR_NONE, s);
	}
	dais_emit_default(e, n, "paragraphs", list, m->paragraphs.n == 0);
	dais_emit_default(
	    e, n, "requests", dais_emit_body_ids(e, &m->requests), m->requests.n == 0);
	if (m->outcome_kind.n) {
		struct dais_yaml_node *o = dais_emit_flow(e, DAIS_YAML_MAPPING);

		dais_emit_words(e, o, "kind", m->outcome_kind);
		if (m->outcome_for != DAIS_NONE)
			(void)dais_emit_add(
			    e, o, "for", dais_emit_scalar(e, e->r->meetings.v[m->outcome_for].id));
		(void)dais_emit_add(e, n, "outcome", o);
	}
	return n;
}

static struct dais_yaml_node *
emit_versions(struct dais_emit *e, const struct dais_document *d)
{
	struct dais_yaml_node *n = dais_emit_mapping(e);

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_version *v = &d->versions[l];
		struct dais_yaml_node *one = dais_emit_flow(e, DAIS_YAML_MAPPING);

		if (!v->given)
			continue;
		dais_emit_words(e, one, "job", v->job);
		dais_emit_uint(e, one, "words", v->words);
		if (v->status != DAIS_VERSION_NONE)
			dais_emit_name(e, one, "status", dais_version_status_name(v->status));
		dais_emit_date(e, one, "issued", v->issued);
		(void)dais_emit_add(e, n, dais_lang_code((enum dais_lang)l), one);
	}
	return n;
}

static struct dais_yaml_node *
emit_document(struct dais_emit *e, const struct dais_document *d)
{
	struct dais_yaml_node *n = dais_emit_mapping(e),
			      *list = dais_emit_flow(e, DAIS_YAML_SEQUENCE),
			      *versions = emit_versions(e, d);

	for (size_t i = 0; i < d->symbols.n; i++)
		(void)dais_yaml_add(
		    e->a, list, DAIS_STR_NONE, dais_emit_scalar(e, d->symbols.v[i].text));
	dais_emit_default(e, n, "symbols", list, d->symbols.n == 0);
	dais_emit_name(e, n, "kind", dais_document_kind_name(d->kind));
	dais_emit_ml(e, n, "title", &d->title);
	dais_emit_words(e, n, "author", d->author);
	dais_emit_default(e, n, "distribution",
	    dais_emit_scalar(e, dais_str_from(dais_distribution_name(d->distribution))),
	    d->distribution == DAIS_DISTRIBUTION_GENERAL);
	if (d->has_original)
		dais_emit_name(e, n, "original", dais_lang_code(d->original));
	dais_emit_date(e, n, "date", d->date);
	if (d->meeting != DAIS_NONE)
		(void)dais_emit_add(
		    e, n, "meeting", dais_emit_scalar(e, e->r->meetings.v[d->meeting].id));
	dais_emit_date(e, n, "slot", d->slot);
	dais_emit_words(e, n, "late-reason", d->late_reason);
	dais_emit_default(
	    e, n, "languages", dais_emit_langs(e, d->languages), d->languages == DAIS_LANG_ALL);
	dais_emit_words(e, n, "url", d->url);
	dais_emit_default(e, n, "versions", versions, versions->entries.n == 0);
	return n;
}

static struct dais_yaml_node *
emit_entry(struct dais_emit *e, const struct dais_entry *entry)
{
	struct dais_yaml_node *item = dais_emit_scalar(e, e->r->items.v[entry->item].id), *n;

	if (!entry->bodies.n && !entry->minutes)
		return item;
	n = dais_emit_flow(e, DAIS_YAML_MAPPING);
	(void)dais_emit_add(e, n, "item", item);
	if (entry->bodies.n)
		(void)dais_emit_add(e, n, "bodies", dais_emit_body_ids(e, &entry->bodies));
	dais_emit_uint(e, n, "minutes", entry->minutes);
	return n;
}

static struct dais_yaml_node *
emit_sittings(struct dais_emit *e, const dais_sitting_vec *v)
{
	struct dais_yaml_node *all = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);

	for (size_t i = 0; i < v->n; i++) {
		const struct dais_sitting *s = &v->v[i];
		struct dais_yaml_node *n = dais_emit_mapping(e),
				      *entries = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);

		dais_emit_local(e, n, "start", s->start);
		dais_emit_local(e, n, "end", s->end);
		if (s->room_id.n)
			dais_emit_words(e, n, "room", s->room_id);
		else
			dais_emit_ml(e, n, "room", &s->room);
		dais_emit_words(e, n, "team", s->team);
		(void)dais_emit_add(e, n, "bodies", dais_emit_body_ids(e, &s->bodies));
		for (size_t k = 0; k < s->entries.n; k++)
			(void)dais_yaml_add(
			    e->a, entries, DAIS_STR_NONE, emit_entry(e, &s->entries.v[k]));
		dais_emit_default(e, n, "entries", entries, s->entries.n == 0);
		(void)dais_yaml_add(e->a, all, DAIS_STR_NONE, n);
	}
	return all;
}

static struct dais_yaml_node *
emit_plans(struct dais_emit *e, bool *ret_any)
{
	struct dais_yaml_node *n = dais_emit_mapping(e);

	*ret_any = false;
	for (int m = 0; m < DAIS_MODALITY_COUNT; m++) {
		bool any = e->r->plans[m].n > 0;

		dais_emit_default(e, n, dais_modality_name((enum dais_modality)m),
		    emit_sittings(e, &e->r->plans[m]), !any);
		*ret_any = *ret_any || any;
	}
	return n;
}

static struct dais_yaml_node *
emit_agendas(struct dais_emit *e)
{
	struct dais_yaml_node *n = dais_emit_mapping(e);

	n->ordered = true;
	for (size_t i = 0; i < e->r->agendas.n; i++) {
		const struct dais_agenda *agenda = &e->r->agendas.v[i];
		struct dais_yaml_node *list = dais_emit_flow(e, DAIS_YAML_SEQUENCE);

		DAIS_EMIT_IDS(e, list, agenda->items, e->r->items);
		(void)dais_yaml_add(e->a, n, e->r->bodies.v[agenda->body].id, list);
	}
	return n;
}

static struct dais_yaml_node *
emit_items(struct dais_emit *e)
{
	struct dais_yaml_node *n = dais_emit_mapping(e);

	n->ordered = true;
	for (size_t i = 0; i < e->r->items.n; i++) {
		if (e->r->items.v[i].parent == DAIS_NONE)
			(void)dais_yaml_add(
			    e->a, n, e->r->items.v[i].id, emit_item(e, &e->r->items.v[i]));
	}
	return n;
}

/* A section of the file: a blank line above; implied when it has nothing. */
static void
add_section(struct dais_emit *e, struct dais_yaml_node *root, const char *key,
    struct dais_yaml_node *value, bool implied)
{
	struct dais_yaml_entry *entry = dais_emit_add(e, root, key, value);

	entry->before = DAIS_STR("\n");
	entry->implied = implied;
}

/* Defines a function that emits the mapping from id to @fn's node of every element of @vec. */
#define EMIT_ALL(name, vec, fn)                                                                    \
	static struct dais_yaml_node *name(struct dais_emit *e)                                    \
	{                                                                                          \
		struct dais_yaml_node *n = dais_emit_mapping(e);                                   \
                                                                                                   \
		n->ordered = true;                                                                 \
		for (size_t i = 0; i < e->r->vec.n; i++)                                           \
			(void)dais_yaml_add(e->a, n, e->r->vec.v[i].id, fn(e, &e->r->vec.v[i]));   \
		return n;                                                                          \
	}

EMIT_ALL(emit_bodies, bodies, emit_body)
EMIT_ALL(emit_meetings, meetings, emit_meeting)
EMIT_ALL(emit_mandates, mandates, emit_mandate)
EMIT_ALL(emit_documents, documents, emit_document)
EMIT_ALL(emit_silences, silences, dais_emit_silence)
EMIT_ALL(emit_approvals, approvals, dais_emit_approval)

struct dais_yaml_node *
dais_package_emit(struct dais_arena *a, const struct dais_record *r)
{
	struct dais_emit e = { a, r };
	struct dais_yaml_node *root = dais_emit_mapping(&e),
			      *together = dais_emit_flow(&e, DAIS_YAML_SEQUENCE), *plans;
	bool any_plan;

	(void)dais_emit_add(&e, root, "dais", dais_emit_scalar(&e, DAIS_STR("1")));
	(void)dais_emit_add(&e, root, "languages", dais_emit_langs(&e, r->languages));
	dais_emit_default(&e, root, "profile", dais_emit_scalar(&e, r->profile.name),
	    !r->profile.name.n || dais_str_is(r->profile.name, "neutral"));
	if (r->produces != DAIS_NONE)
		(void)dais_emit_add(
		    &e, root, "produces", dais_emit_scalar(&e, r->documents.v[r->produces].id));
	add_section(&e, root, "bodies", emit_bodies(&e), false);
	add_section(&e, root, "meetings", emit_meetings(&e), false);
	DAIS_EMIT_IDS(&e, together, r->together, r->meetings);
	add_section(&e, root, "together", together, false);
	add_section(&e, root, "agendas", emit_agendas(&e), false);
	add_section(&e, root, "items", emit_items(&e), false);
	add_section(&e, root, "mandates", emit_mandates(&e), r->mandates.n == 0);
	add_section(&e, root, "documents", emit_documents(&e), r->documents.n == 0);
	add_section(&e, root, "sittings", emit_sittings(&e, &r->sittings), r->sittings.n == 0);
	plans = emit_plans(&e, &any_plan);
	add_section(&e, root, "modalities", plans, !any_plan);
	add_section(&e, root, "silences", emit_silences(&e), r->silences.n == 0);
	add_section(&e, root, "approvals", emit_approvals(&e), r->approvals.n == 0);
	return root;
}
