/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/package/emit.h"

struct emit {
	struct dais_arena *a;
	const struct dais_record *r;
};

typedef struct dais_yaml_node node;

static node *
mapping(struct emit *e)
{
	return dais_yaml_new(e->a, DAIS_YAML_MAPPING);
}

static node *
flow(struct emit *e, enum dais_yaml_kind kind)
{
	node *n = dais_yaml_new(e->a, kind);

	n->flow = true;
	return n;
}

static struct dais_yaml_entry *
add(struct emit *e, node *to, const char *key, node *value)
{
	return dais_yaml_add(e->a, to, dais_str_from(key), value);
}

/* Adds @value; implied when it is the default. */
static void
add_default(struct emit *e, node *to, const char *key, node *value, bool is_default)
{
	add(e, to, key, value)->implied = is_default;
}

static node *
scalar(struct emit *e, struct dais_str text)
{
	return dais_yaml_new_scalar(e->a, text);
}

/* Words that other readers of YAML would take for a number, a date or a truth value. */
static bool
looks_typed(struct dais_str s)
{
	static const char *const words[] = { "true", "false", "yes", "no", "on", "off", "True",
		"False", "Yes", "No", "On", "Off", "TRUE", "FALSE", "YES", "NO", "ON", "OFF", "y",
		"n", "Y", "N", "Null", "NULL" };
	bool digits = s.n > 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (dais_str_is(s, words[i]))
			return true;
	}
	for (size_t i = 0; i < s.n; i++)
		digits = digits && s.p[i] && strchr("0123456789.-+:_eExT ", s.p[i]);
	return digits;
}

/* Free words: quoted when they look like something else. */
static node *
words(struct emit *e, struct dais_str text)
{
	node *n = scalar(e, text);

	n->style = looks_typed(text) ? DAIS_YAML_DOUBLE : DAIS_YAML_PLAIN;
	return n;
}

static void
add_words(struct emit *e, node *to, const char *key, struct dais_str text)
{
	if (text.n)
		(void)add(e, to, key, words(e, text));
}

static void
add_name(struct emit *e, node *to, const char *key, const char *name)
{
	(void)add(e, to, key, scalar(e, dais_str_from(name)));
}

static void
add_uint(struct emit *e, node *to, const char *key, unsigned v)
{
	if (v)
		(void)add(e, to, key, scalar(e, dais_arena_printf(e->a, "%u", v)));
}

static void
add_date(struct emit *e, node *to, const char *key, struct dais_date d)
{
	if (dais_date_is_set(d))
		(void)add(e, to, key, scalar(e, dais_date_print(e->a, d)));
}

static void
add_local(struct emit *e, node *to, const char *key, struct dais_local at)
{
	if (dais_date_is_set(at.date))
		(void)add(e, to, key, scalar(e, dais_local_print(e->a, at)));
}

static void
add_ml(struct emit *e, node *to, const char *key, const struct dais_ml *ml)
{
	node *n = mapping(e);

	if (dais_ml_is_empty(ml))
		return;
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		add_words(e, n, dais_lang_code((enum dais_lang)l), ml->in[l]);
	(void)add(e, to, key, n);
}

static node *
langs(struct emit *e, dais_lang_set set)
{
	node *n = flow(e, DAIS_YAML_SEQUENCE);

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (set & DAIS_LANG_BIT(l))
			(void)dais_yaml_add(e->a, n, DAIS_STR_NONE,
			    scalar(e, dais_str_from(dais_lang_code((enum dais_lang)l))));
	}
	return n;
}

/* A flow list of the ids of @vec's elements in vector @things. */
#define IDS(e, into, vec, things)                                                                  \
	do {                                                                                       \
		for (size_t ids_i = 0; ids_i < (vec).n; ids_i++)                                   \
			(void)dais_yaml_add((e)->a, (into), DAIS_STR_NONE,                         \
			    scalar((e), (things).v[(vec).v[ids_i]].id));                           \
	} while (0)

static node *
body_ids(struct emit *e, const dais_index_vec *v)
{
	node *n = flow(e, DAIS_YAML_SEQUENCE);

	IDS(e, n, *v, e->r->bodies);
	return n;
}

static node *
emit_body(struct emit *e, const struct dais_body *b)
{
	node *n = mapping(e);

	if (b->parent != DAIS_NONE)
		(void)add(e, n, "parent", scalar(e, e->r->bodies.v[b->parent].id));
	add_ml(e, n, "name", &b->name);
	add_ml(e, n, "short", &b->short_name);
	add_ml(e, n, "of", &b->of);
	add_ml(e, n, "to", &b->to);
	add_words(e, n, "symbol", b->symbol);
	add_default(e, n, "noun",
	    scalar(e, dais_str_from(b->noun_is_session ? "session" : "meeting")),
	    !b->noun_is_session);
	return n;
}

static node *
emit_meeting(struct emit *e, const struct dais_meeting *m)
{
	node *n = mapping(e);

	add_local(e, n, "opens", m->opens);
	add_date(e, n, "closes", m->closes);
	add_ml(e, n, "place", &m->place);
	add_ml(e, n, "room", &m->room);
	add_words(e, n, "zone", m->zone);
	add_default(e, n, "modality", scalar(e, dais_str_from(dais_modality_name(m->modality))),
	    m->modality == DAIS_MODALITY_IN_PERSON);
	add_default(e, n, "status", scalar(e, dais_str_from(dais_meeting_status_name(m->status))),
	    m->status == DAIS_MEETING_SCHEDULED);
	return n;
}

static node *emit_item(struct emit *e, const struct dais_item *item);

static node *
emit_parts(struct emit *e, const struct dais_item *item)
{
	node *n = mapping(e);

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
static node *
emit_item(struct emit *e, const struct dais_item *item) /* NOLINT(misc-no-recursion): two levels */
{
	node *n = mapping(e), *list;

	add_name(e, n, "kind", dais_item_kind_name(item->kind));
	add_ml(e, n, "title", &item->title);
	add_default(e, n, "label",
	    scalar(e, dais_str_from(item->label_names_bodies ? "bodies" : "plain")),
	    !item->label_names_bodies);
	list = flow(e, DAIS_YAML_SEQUENCE);
	IDS(e, list, item->mandates, e->r->mandates);
	add_default(e, n, "mandates", list, item->mandates.n == 0);
	if (item->proposed_by != DAIS_NONE)
		(void)add(e, n, "proposed-by", scalar(e, e->r->bodies.v[item->proposed_by].id));
	list = flow(e, DAIS_YAML_SEQUENCE);
	IDS(e, list, item->documents, e->r->documents);
	if (item->documents_given || item->documents.n)
		(void)add(e, n, "documents", list);
	if (item->parent == DAIS_NONE)
		add_default(e, n, "parts", emit_parts(e, item), item->parts.n == 0);
	return n;
}

static node *
emit_mandate(struct emit *e, const struct dais_mandate *m)
{
	node *n = mapping(e), *list = flow(e, DAIS_YAML_SEQUENCE);

	add_words(e, n, "kind", m->kind);
	add_ml(e, n, "title", &m->title);
	for (size_t i = 0; i < m->paragraphs.n; i++) {
		node *s = scalar(e, m->paragraphs.v[i]);

		s->style = DAIS_YAML_DOUBLE;
		(void)dais_yaml_add(e->a, list, DAIS_STR_NONE, s);
	}
	add_default(e, n, "paragraphs", list, m->paragraphs.n == 0);
	add_default(e, n, "requests", body_ids(e, &m->requests), m->requests.n == 0);
	if (m->outcome_kind.n) {
		node *o = flow(e, DAIS_YAML_MAPPING);

		add_words(e, o, "kind", m->outcome_kind);
		if (m->outcome_for != DAIS_NONE)
			(void)add(e, o, "for", scalar(e, e->r->meetings.v[m->outcome_for].id));
		(void)add(e, n, "outcome", o);
	}
	return n;
}

static node *
emit_versions(struct emit *e, const struct dais_document *d)
{
	node *n = mapping(e);

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_version *v = &d->versions[l];
		node *one = flow(e, DAIS_YAML_MAPPING);

		if (!v->given)
			continue;
		add_words(e, one, "job", v->job);
		add_uint(e, one, "words", v->words);
		if (v->status != DAIS_VERSION_NONE)
			add_name(e, one, "status", dais_version_status_name(v->status));
		add_date(e, one, "issued", v->issued);
		(void)add(e, n, dais_lang_code((enum dais_lang)l), one);
	}
	return n;
}

static node *
emit_document(struct emit *e, const struct dais_document *d)
{
	node *n = mapping(e), *list = flow(e, DAIS_YAML_SEQUENCE), *versions = emit_versions(e, d);

	for (size_t i = 0; i < d->symbols.n; i++)
		(void)dais_yaml_add(e->a, list, DAIS_STR_NONE, scalar(e, d->symbols.v[i].text));
	add_default(e, n, "symbols", list, d->symbols.n == 0);
	add_name(e, n, "kind", dais_document_kind_name(d->kind));
	add_ml(e, n, "title", &d->title);
	add_words(e, n, "author", d->author);
	add_default(e, n, "distribution",
	    scalar(e, dais_str_from(dais_distribution_name(d->distribution))),
	    d->distribution == DAIS_DISTRIBUTION_GENERAL);
	if (d->has_original)
		add_name(e, n, "original", dais_lang_code(d->original));
	add_date(e, n, "date", d->date);
	if (d->meeting != DAIS_NONE)
		(void)add(e, n, "meeting", scalar(e, e->r->meetings.v[d->meeting].id));
	add_date(e, n, "slot", d->slot);
	add_words(e, n, "late-reason", d->late_reason);
	add_default(e, n, "languages", langs(e, d->languages), d->languages == DAIS_LANG_ALL);
	add_words(e, n, "url", d->url);
	add_default(e, n, "versions", versions, versions->entries.n == 0);
	return n;
}

static node *
emit_entry(struct emit *e, const struct dais_entry *entry)
{
	node *item = scalar(e, e->r->items.v[entry->item].id), *n;

	if (!entry->bodies.n && !entry->minutes)
		return item;
	n = flow(e, DAIS_YAML_MAPPING);
	(void)add(e, n, "item", item);
	if (entry->bodies.n)
		(void)add(e, n, "bodies", body_ids(e, &entry->bodies));
	add_uint(e, n, "minutes", entry->minutes);
	return n;
}

static node *
emit_sittings(struct emit *e, const dais_sitting_vec *v)
{
	node *all = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);

	for (size_t i = 0; i < v->n; i++) {
		const struct dais_sitting *s = &v->v[i];
		node *n = mapping(e), *entries = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);

		add_local(e, n, "start", s->start);
		add_local(e, n, "end", s->end);
		if (s->room_id.n)
			add_words(e, n, "room", s->room_id);
		else
			add_ml(e, n, "room", &s->room);
		add_words(e, n, "team", s->team);
		(void)add(e, n, "bodies", body_ids(e, &s->bodies));
		for (size_t k = 0; k < s->entries.n; k++)
			(void)dais_yaml_add(
			    e->a, entries, DAIS_STR_NONE, emit_entry(e, &s->entries.v[k]));
		add_default(e, n, "entries", entries, s->entries.n == 0);
		(void)dais_yaml_add(e->a, all, DAIS_STR_NONE, n);
	}
	return all;
}

static node *
emit_plans(struct emit *e, bool *ret_any)
{
	node *n = mapping(e);

	*ret_any = false;
	for (int m = 0; m < DAIS_MODALITY_COUNT; m++) {
		bool any = e->r->plans[m].n > 0;

		add_default(e, n, dais_modality_name((enum dais_modality)m),
		    emit_sittings(e, &e->r->plans[m]), !any);
		*ret_any = *ret_any || any;
	}
	return n;
}

/* What approvals and silence procedures begin with. */
struct approved {
	struct dais_str object;
	bool has_modality;
	enum dais_modality modality;
	const dais_index_vec *meetings;
	size_t by; /* body */
};

static node *
emit_approved(struct emit *e, const struct approved *what)
{
	node *n = mapping(e), *list = flow(e, DAIS_YAML_SEQUENCE);

	add_words(e, n, "object", what->object);
	add_default(e, n, "modality", scalar(e, dais_str_from(dais_modality_name(what->modality))),
	    !what->has_modality);
	IDS(e, list, *what->meetings, e->r->meetings);
	(void)add(e, n, "meetings", list);
	(void)add(e, n, "by", scalar(e, e->r->bodies.v[what->by].id));
	return n;
}

static node *
emit_approval(struct emit *e, const struct dais_approval *p)
{
	const struct approved what = { p->object, p->has_modality, p->modality, &p->meetings,
		p->by };
	node *n = emit_approved(e, &what);

	add_words(e, n, "method", p->method);
	add_date(e, n, "date", p->date);
	if (p->silence != DAIS_NONE)
		(void)add(e, n, "silence", scalar(e, e->r->silences.v[p->silence].id));
	return n;
}

static node *
emit_replies(struct emit *e, const struct dais_silence *s)
{
	node *all = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);

	for (size_t i = 0; i < s->replies.n; i++) {
		const struct dais_reply *p = &s->replies.v[i];
		node *n = mapping(e);

		add_name(e, n, "kind", dais_reply_kind_name(p->kind));
		add_words(e, n, "from", p->from);
		add_local(e, n, "at", p->at);
		add_words(e, n, "words", p->words);
		add_default(e, n, "standing",
		    scalar(e, p->without_standing ? DAIS_STR("false") : DAIS_STR("true")),
		    !p->without_standing);
		add_local(e, n, "taken-back", p->taken_back);
		(void)dais_yaml_add(e->a, all, DAIS_STR_NONE, n);
	}
	return all;
}

static node *
emit_extensions(struct emit *e, const struct dais_silence *s)
{
	node *all = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);

	for (size_t i = 0; i < s->extended.n; i++) {
		node *n = flow(e, DAIS_YAML_MAPPING);

		add_local(e, n, "at", s->extended.v[i].at);
		add_local(e, n, "instead-of", s->extended.v[i].instead);
		(void)dais_yaml_add(e->a, all, DAIS_STR_NONE, n);
	}
	return all;
}

static node *
emit_silence(struct emit *e, const struct dais_silence *s)
{
	const struct approved what = { s->object, s->has_modality, s->modality, &s->meetings,
		s->by };
	node *n = emit_approved(e, &what);

	add_ml(e, n, "asked", &s->asked);
	add_ml(e, n, "proposal", &s->proposal);
	add_words(e, n, "frozen", s->frozen);
	add_local(e, n, "opens", s->opens);
	add_local(e, n, "closes", s->closes);
	add_words(e, n, "zone", s->zone);
	add_default(e, n, "extended", emit_extensions(e, s), s->extended.n == 0);
	add_default(e, n, "replies", emit_replies(e, s), s->replies.n == 0);
	add_local(e, n, "withdrawn", s->withdrawn);
	add_default(e, n, "public", scalar(e, s->is_public ? DAIS_STR("true") : DAIS_STR("false")),
	    !s->is_public);
	if (s->follows != DAIS_NONE)
		(void)add(e, n, "follows", scalar(e, e->r->silences.v[s->follows].id));
	return n;
}

static node *
emit_agendas(struct emit *e)
{
	node *n = mapping(e);

	n->ordered = true;
	for (size_t i = 0; i < e->r->agendas.n; i++) {
		const struct dais_agenda *agenda = &e->r->agendas.v[i];
		node *list = flow(e, DAIS_YAML_SEQUENCE);

		IDS(e, list, agenda->items, e->r->items);
		(void)dais_yaml_add(e->a, n, e->r->bodies.v[agenda->body].id, list);
	}
	return n;
}

static node *
emit_items(struct emit *e)
{
	node *n = mapping(e);

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
add_section(struct emit *e, node *root, const char *key, node *value, bool implied)
{
	struct dais_yaml_entry *entry = add(e, root, key, value);

	entry->before = DAIS_STR("\n");
	entry->implied = implied;
}

/* Defines a function that emits the mapping from id to @fn's node of every element of @vec. */
#define EMIT_ALL(name, vec, fn)                                                                    \
	static node *name(struct emit *e)                                                          \
	{                                                                                          \
		node *n = mapping(e);                                                              \
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
EMIT_ALL(emit_silences, silences, emit_silence)
EMIT_ALL(emit_approvals, approvals, emit_approval)

struct dais_yaml_node *
dais_package_emit(struct dais_arena *a, const struct dais_record *r)
{
	struct emit e = { a, r };
	node *root = mapping(&e), *together = flow(&e, DAIS_YAML_SEQUENCE), *plans;
	bool any_plan;

	(void)add(&e, root, "dais", scalar(&e, DAIS_STR("1")));
	(void)add(&e, root, "languages", langs(&e, r->languages));
	add_default(&e, root, "profile", scalar(&e, r->profile.name),
	    !r->profile.name.n || dais_str_is(r->profile.name, "neutral"));
	if (r->produces != DAIS_NONE)
		(void)add(&e, root, "produces", scalar(&e, r->documents.v[r->produces].id));
	add_section(&e, root, "bodies", emit_bodies(&e), false);
	add_section(&e, root, "meetings", emit_meetings(&e), false);
	IDS(&e, together, r->together, r->meetings);
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
