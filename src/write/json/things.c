/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Bodies, meetings, agendas, items, mandates, documents, approvals.
 */
#include "model/silence.h"
#include "write/json/parts.h"

static void
body(struct writer *j, const struct dais_body *b)
{
	dais_json_object(&j->w);
	dais_json_pair(&j->w, "id", b->id);
	if (b->parent != DAIS_NONE)
		dais_json_pair(&j->w, "parent", j->r->bodies.v[b->parent].id);
	dais_json_put_ml(j, "name", &b->name);
	dais_json_put_ml(j, "short", &b->short_name);
	dais_json_put_ml(j, "of", &b->of);
	dais_json_put_ml(j, "to", &b->to);
	dais_json_put_str(j, "symbol", b->symbol);
	dais_json_pair_c(&j->w, "noun", b->noun_is_session ? "session" : "meeting");
	dais_json_end(&j->w);
}

static void
meeting(struct writer *j, const struct dais_meeting *m)
{
	dais_json_object(&j->w);
	dais_json_pair(&j->w, "id", m->id);
	dais_json_pair(&j->w, "body", j->r->bodies.v[m->body].id);
	dais_json_pair_int(&j->w, "ordinal", m->ordinal);
	dais_json_put_local(j, "opens", m->opens);
	dais_json_put_date(j, "closes", m->closes);
	dais_json_put_ml(j, "place", &m->place);
	dais_json_put_ml(j, "room", &m->room);
	dais_json_put_str(j, "zone", m->zone);
	dais_json_pair_c(&j->w, "modality", dais_modality_name(m->modality));
	if (m->status != DAIS_MEETING_SCHEDULED)
		dais_json_pair_c(&j->w, "status", dais_meeting_status_name(m->status));
	dais_json_end(&j->w);
}

static void
agenda(struct writer *j, const struct dais_agenda *g)
{
	dais_json_object(&j->w);
	dais_json_pair(&j->w, "body", j->r->bodies.v[g->body].id);
	dais_json_put_items(j, "items", &g->items);
	dais_json_end(&j->w);
}

static void
item(struct writer *j, const struct dais_item *it)
{
	dais_json_object(&j->w);
	dais_json_pair(&j->w, "id", it->id);
	dais_json_pair_c(&j->w, "kind", dais_item_kind_name(it->kind));
	dais_json_put_ml(j, "title", &it->title);
	dais_json_pair_c(&j->w, "label", it->label_names_bodies ? "bodies" : "plain");
	if (it->parent != DAIS_NONE)
		dais_json_pair(&j->w, "parent", j->r->items.v[it->parent].id);
	if (it->parts.n)
		dais_json_put_items(j, "parts", &it->parts);
	if (it->mandates.n)
		dais_json_put_mandates(j, "mandates", &it->mandates);
	if (it->proposed_by != DAIS_NONE)
		dais_json_pair(&j->w, "proposed-by", j->r->bodies.v[it->proposed_by].id);
	if (it->documents_given || it->documents.n)
		dais_json_put_documents(j, "documents", &it->documents);
	dais_json_end(&j->w);
}

static void
mandate(struct writer *j, const struct dais_mandate *m)
{
	dais_json_object(&j->w);
	dais_json_pair(&j->w, "id", m->id);
	dais_json_pair(&j->w, "body", j->r->bodies.v[m->body].id);
	dais_json_pair(&j->w, "number", m->number);
	dais_json_pair(&j->w, "kind", m->kind);
	dais_json_put_ml(j, "title", &m->title);
	if (m->paragraphs.n) {
		dais_json_key(&j->w, "paragraphs");
		dais_json_array(&j->w);
		for (size_t i = 0; i < m->paragraphs.n; i++)
			dais_json_str(&j->w, m->paragraphs.v[i]);
		dais_json_end(&j->w);
	}
	if (m->requests.n)
		dais_json_put_bodies(j, "requests", &m->requests);
	if (m->outcome_kind.n) {
		dais_json_key(&j->w, "outcome");
		dais_json_object(&j->w);
		dais_json_pair(&j->w, "kind", m->outcome_kind);
		if (m->outcome_for != DAIS_NONE)
			dais_json_pair(&j->w, "for", j->r->meetings.v[m->outcome_for].id);
		dais_json_end(&j->w);
	}
	dais_json_end(&j->w);
}

static void
versions(struct writer *j, const struct dais_document *d)
{
	dais_json_key(&j->w, "versions");
	dais_json_object(&j->w);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_version *v = &d->versions[l];

		if (!v->given)
			continue;
		dais_json_key(&j->w, dais_lang_code((enum dais_lang)l));
		dais_json_object(&j->w);
		dais_json_put_str(j, "job", v->job);
		if (v->words > 0)
			dais_json_pair_int(&j->w, "words", v->words);
		if (v->status != DAIS_VERSION_NONE)
			dais_json_pair_c(&j->w, "status", dais_version_status_name(v->status));
		dais_json_put_date(j, "issued", v->issued);
		dais_json_end(&j->w);
	}
	dais_json_end(&j->w);
}

static void
document(struct writer *j, const struct dais_document *d)
{
	dais_json_object(&j->w);
	dais_json_pair(&j->w, "id", d->id);
	dais_json_key(&j->w, "symbols");
	dais_json_array(&j->w);
	for (size_t i = 0; i < d->symbols.n; i++)
		dais_json_str(&j->w, d->symbols.v[i].text);
	dais_json_end(&j->w);
	dais_json_pair_c(&j->w, "kind", dais_document_kind_name(d->kind));
	dais_json_put_ml(j, "title", &d->title);
	dais_json_put_str(j, "author", d->author);
	dais_json_pair_c(&j->w, "distribution", dais_distribution_name(d->distribution));
	if (d->has_original)
		dais_json_pair_c(&j->w, "original", dais_lang_code(d->original));
	dais_json_put_date(j, "date", d->date);
	if (d->meeting != DAIS_NONE)
		dais_json_pair(&j->w, "meeting", j->r->meetings.v[d->meeting].id);
	dais_json_put_date(j, "slot", d->slot);
	dais_json_put_langs(j, "languages", d->languages);
	dais_json_put_str(j, "url", d->url);
	dais_json_put_str(j, "late-reason", d->late_reason);
	versions(j, d);
	dais_json_end(&j->w);
}

static void
approval(struct writer *j, const struct dais_approval *p)
{
	dais_json_object(&j->w);
	dais_json_pair(&j->w, "id", p->id);
	dais_json_put_str(j, "object", p->object);
	if (p->has_modality)
		dais_json_pair_c(&j->w, "modality", dais_modality_name(p->modality));
	dais_json_put_meetings(j, "meetings", &p->meetings);
	if (p->by != DAIS_NONE)
		dais_json_pair(&j->w, "by", j->r->bodies.v[p->by].id);
	dais_json_put_str(j, "method", p->method);
	dais_json_put_date(j, "date", p->date);
	if (p->silence != DAIS_NONE && j->r->silences.v[p->silence].is_public)
		dais_json_pair(&j->w, "silence", j->r->silences.v[p->silence].id);
	dais_json_end(&j->w);
}

/* A procedure that is public, without the replies: who objected is for those who are asked. */
static void
silence(struct writer *j, const struct dais_silence *s)
{
	size_t breaker = dais_silence_breaker(s);

	dais_json_object(&j->w);
	dais_json_pair(&j->w, "id", s->id);
	dais_json_put_str(j, "object", s->object);
	if (s->has_modality)
		dais_json_pair_c(&j->w, "modality", dais_modality_name(s->modality));
	dais_json_put_meetings(j, "meetings", &s->meetings);
	dais_json_pair(&j->w, "by", j->r->bodies.v[s->by].id);
	dais_json_put_ml(j, "asked", &s->asked);
	dais_json_put_ml(j, "proposal", &s->proposal);
	dais_json_put_local(j, "opens", s->opens);
	dais_json_put_local(j, "closes", s->closes);
	dais_json_put_str(j, "zone", dais_silence_zone(j->r, s));
	/* Not what came after the proposal had been withdrawn. */
	if (dais_silence_state(j->r, s, INT64_MAX) == DAIS_SILENCE_BROKEN)
		dais_json_put_local(j, "broken", s->replies.v[breaker].at);
	dais_json_put_local(j, "withdrawn", s->withdrawn);
	dais_json_end(&j->w);
}

static void
public_silences(struct writer *j)
{
	bool any = false;

	for (size_t i = 0; i < j->r->silences.n; i++)
		any = any || j->r->silences.v[i].is_public;
	if (!any)
		return;
	dais_json_key(&j->w, "silences");
	dais_json_array(&j->w);
	for (size_t i = 0; i < j->r->silences.n; i++)
		if (j->r->silences.v[i].is_public)
			silence(j, &j->r->silences.v[i]);
	dais_json_end(&j->w);
}

/* All @things of the record as an array. */
#define PUT_ALL(name, things, put)                                                                 \
	static void name(struct writer *j)                                                         \
	{                                                                                          \
		dais_json_key(&j->w, #things);                                                     \
		dais_json_array(&j->w);                                                            \
		for (size_t i = 0; i < j->r->things.n; i++)                                        \
			put(j, &j->r->things.v[i]);                                                \
		dais_json_end(&j->w);                                                              \
	}
PUT_ALL(all_bodies, bodies, body)
PUT_ALL(all_meetings, meetings, meeting)
PUT_ALL(all_agendas, agendas, agenda)
PUT_ALL(all_items, items, item)
PUT_ALL(all_mandates, mandates, mandate)
PUT_ALL(all_documents, documents, document)
PUT_ALL(all_approvals, approvals, approval)

void
dais_json_put_things(struct writer *j)
{
	all_bodies(j);
	all_meetings(j);
	dais_json_put_meetings(j, "together", &j->r->together);
	all_agendas(j);
	all_items(j);
	all_mandates(j);
	all_documents(j);
	public_silences(j);
	all_approvals(j);
}
