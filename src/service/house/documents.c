/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * States and due dates are facts of the record and its profile; what is late, by how much, and
 * whose move it is follow from them and the day.
 */
#include "service/house/documents.h"

#include "service/house/house_priv.h"

const char *
dais_move_name(enum dais_move move)
{
	static const char *const names[DAIS_MOVE_COUNT] = { "nobody", "author", "editors",
		"translators", "issuers" };

	DAIS_ASSERT((unsigned)move < DAIS_MOVE_COUNT);
	return names[move];
}

static enum dais_move
move_of(enum dais_version_status status)
{
	switch (status) {
	case DAIS_VERSION_ISSUED:
		return DAIS_MOVE_NOBODY;
	case DAIS_VERSION_FORMATTED:
		return DAIS_MOVE_ISSUERS;
	case DAIS_VERSION_TRANSLATION:
		return DAIS_MOVE_TRANSLATORS;
	case DAIS_VERSION_SUBMITTED:
	case DAIS_VERSION_EDITING:
		return DAIS_MOVE_EDITORS;
	default:
		return DAIS_MOVE_AUTHOR;
	}
}

/* The meeting a document is for: its own, else the first of `together`; NONE for one of an earlier
 * meeting. */
static size_t
meeting_of(const struct dais_record *r, const struct dais_document *d)
{
	for (size_t i = 0; i < r->together.n; i++) {
		if (d->meeting == DAIS_NONE || r->together.v[i] == d->meeting)
			return r->together.v[i];
	}
	return DAIS_NONE;
}

static int
days_between(struct dais_date from, struct dais_date to)
{
	int64_t days = dais_date_to_days(to) - dais_date_to_days(from);

	return days > 0 ? (int)days : 0;
}

/* Papers before the opening have due dates; corrigenda and in-session papers have none. The agenda
 * is due when it must be circulated (R-DOC-13). */
static void
set_due(const struct dais_record *r, const struct dais_document *d, bool is_agenda,
    struct dais_document_state *s)
{
	const struct dais_symbol *symbol = d->symbols.n ? &d->symbols.v[0] : NULL;

	if (!dais_date_is_set(s->opens) || d->kind == DAIS_DOCUMENT_CONFERENCE_ROOM_PAPER ||
	    (symbol && (symbol->is_corrigendum || symbol->special.n)))
		return;
	s->issue_due = dais_date_add(
	    s->opens, -7 * (int)(is_agenda ? r->profile.agenda_weeks : r->profile.issue_weeks));
	if (!is_agenda)
		s->submit_due = dais_date_add(s->opens, -7 * (int)r->profile.submit_weeks);
}

static void
set_facts(const struct dais_record *r, const struct dais_document *d, struct dais_document_state *s)
{
	s->submitted = d->date;
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		s->versions[l] = (struct dais_version_state){
			.expected = (d->languages & r->languages & DAIS_LANG_BIT(l)) != 0,
			.status = d->versions[l].status,
			.issued = d->versions[l].issued
		};
}

/* ---- as of a day ---- */

static void
judge_version(
    const struct dais_document_state *s, struct dais_date today, struct dais_version_state *v)
{
	bool issued = v->status == DAIS_VERSION_ISSUED;

	/* Submitted, though no language says so yet. */
	if (v->status < DAIS_VERSION_SUBMITTED && dais_date_is_set(s->submitted) &&
	    dais_date_cmp(s->submitted, today) <= 0)
		v->status = DAIS_VERSION_SUBMITTED;
	v->move = move_of(v->status);
	if (dais_date_is_set(s->issue_due) && (!issued || dais_date_is_set(v->issued)))
		v->days_late = days_between(s->issue_due, issued ? v->issued : today);
}

static void
judge_submission(struct dais_document_state *s, struct dais_date today)
{
	bool dated = dais_date_is_set(s->submitted);

	if (!dais_date_is_set(s->submit_due) || (s->move != DAIS_MOVE_AUTHOR && !dated))
		return;
	s->submit_days_late = days_between(s->submit_due, dated ? s->submitted : today);
	if (s->move == DAIS_MOVE_AUTHOR && s->submit_days_late > s->days_late)
		s->days_late = s->submit_days_late;
}

void
house_document_judge(struct dais_document_state *s, struct dais_date today)
{
	enum dais_version_status least = DAIS_VERSION_ISSUED;

	s->move = DAIS_MOVE_NOBODY;
	s->days_late = s->submit_days_late = 0;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_version_state *v = &s->versions[l];

		judge_version(s, today, v);
		if (!v->expected)
			continue;
		if (v->status <= least) {
			least = v->status;
			s->move = v->move;
		}
		if (v->days_late > s->days_late)
			s->days_late = v->days_late;
	}
	judge_submission(s, today);
}

static void
add_state(const struct dais_snapshot *snapshot, size_t document, size_t meeting,
    struct dais_arena *a, dais_document_state_vec *ret)
{
	const struct dais_record *r = snapshot->record;
	const struct dais_document *d = &r->documents.v[document];
	struct dais_document_state *s = dais_vec_add(a, ret);

	s->package = snapshot->package;
	s->id = d->id;
	s->symbol = dais_record_document_symbol(r, document, a);
	s->kind = dais_str_from(dais_document_kind_name(d->kind));
	s->author = d->author;
	s->body = dais_house_body_key(r, r->meetings.v[meeting].body, a);
	s->meeting = r->meetings.v[meeting].id;
	s->title = d->title;
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		s->meeting_name.in[l] = house_meeting_title(r, meeting, (enum dais_lang)l, a);
	s->opens = r->meetings.v[meeting].opens.date;
	s->late_reason = d->late_reason;
	set_due(r, d, document == r->produces || d->kind == DAIS_DOCUMENT_AGENDA, s);
	set_facts(r, d, s);
}

void
house_document_facts(
    const struct dais_snapshot *s, struct dais_arena *a, dais_document_state_vec *ret)
{
	const struct dais_record *r = s->record;

	for (size_t i = 0; i < r->documents.n; i++) {
		size_t m = meeting_of(r, &r->documents.v[i]);

		if (m != DAIS_NONE)
			add_state(s, i, m, a, ret);
	}
}

void
dais_documents_of(const struct dais_snapshot *s, struct dais_date today, struct dais_arena *a,
    dais_document_state_vec *ret)
{
	size_t first = ret->n;

	house_document_facts(s, a, ret);
	for (size_t i = first; i < ret->n; i++)
		house_document_judge(&ret->v[i], today);
}
