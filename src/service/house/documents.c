/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * States and due dates are computed from the record, the profile and the day; nothing about
 * lateness is kept anywhere.
 */
#include "service/house/documents.h"

#include <stdlib.h>

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
set_version(const struct dais_document *d, enum dais_lang l, struct dais_date today,
    struct dais_document_state *s)
{
	const struct dais_version *v = &d->versions[l];
	struct dais_version_state *to = &s->versions[l];
	bool issued = v->status == DAIS_VERSION_ISSUED;

	to->status = v->status;
	/* Submitted, though no language says so yet. */
	if (v->status < DAIS_VERSION_SUBMITTED && dais_date_is_set(d->date) &&
	    dais_date_cmp(d->date, today) <= 0)
		to->status = DAIS_VERSION_SUBMITTED;
	to->issued = v->issued;
	to->move = move_of(to->status);
	if (dais_date_is_set(s->issue_due) && (!issued || dais_date_is_set(v->issued)))
		to->days_late = days_between(s->issue_due, issued ? v->issued : today);
}

static void
set_versions(const struct dais_record *r, const struct dais_document *d, struct dais_date today,
    struct dais_document_state *s)
{
	enum dais_version_status least = DAIS_VERSION_ISSUED;

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_version_state *v = &s->versions[l];

		s->versions[l].expected = (d->languages & r->languages & DAIS_LANG_BIT(l)) != 0;
		set_version(d, (enum dais_lang)l, today, s);
		if (!v->expected)
			continue;
		if (v->status <= least) {
			least = v->status;
			s->move = v->move;
		}
		if (v->days_late > s->days_late)
			s->days_late = v->days_late;
	}
}

static void
set_submission(const struct dais_document *d, struct dais_date today, struct dais_document_state *s)
{
	bool submitted = s->move != DAIS_MOVE_AUTHOR;

	s->submitted = d->date;
	if (!dais_date_is_set(s->submit_due) || (submitted && !dais_date_is_set(d->date)))
		return;
	s->submit_days_late =
	    days_between(s->submit_due, dais_date_is_set(d->date) ? d->date : today);
	if (s->move == DAIS_MOVE_AUTHOR && s->submit_days_late > s->days_late)
		s->days_late = s->submit_days_late;
}

void
dais_documents_of(const struct dais_snapshot *snapshot, struct dais_date today,
    struct dais_arena *a, dais_document_state_vec *ret)
{
	const struct dais_record *r = snapshot->record;

	for (size_t i = 0; i < r->documents.n; i++) {
		const struct dais_document *d = &r->documents.v[i];
		size_t m = meeting_of(r, d);
		struct dais_document_state *s;

		if (m == DAIS_NONE)
			continue;
		s = dais_vec_add(a, ret);
		s->package = snapshot->package;
		s->id = d->id;
		s->symbol = dais_record_document_symbol(r, i, a);
		s->kind = dais_str_from(dais_document_kind_name(d->kind));
		s->author = d->author;
		s->body = dais_house_body_key(r, r->meetings.v[m].body, a);
		s->meeting = r->meetings.v[m].id;
		s->title = d->title;
		for (int l = 0; l < DAIS_LANG_COUNT; l++)
			s->meeting_name.in[l] = house_meeting_title(r, m, (enum dais_lang)l, a);
		s->opens = r->meetings.v[m].opens.date;
		s->late_reason = d->late_reason;
		set_due(r, d, i == r->produces || d->kind == DAIS_DOCUMENT_AGENDA, s);
		set_versions(r, d, today, s);
		set_submission(d, today, s);
	}
}

/* ---- the dashboard ---- */

static bool
is_wanted(const struct dais_documents_query *q, const struct dais_document_state *s)
{
	bool open = s->move != DAIS_MOVE_NOBODY;

	return (!q->only_late || (open && s->days_late > 0)) && (!q->only_open || open) &&
	       (q->move < 0 || s->move == (enum dais_move)q->move) &&
	       (!q->body.n || dais_str_eq(q->body, s->body));
}

/* The snapshot goes: its strings are copied. */
static void
copy_strings(struct dais_document_state *s, struct dais_arena *a)
{
	struct dais_str *all[] = { &s->package, &s->id, &s->symbol, &s->kind, &s->author, &s->body,
		&s->meeting, &s->late_reason };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		*all[i] = dais_arena_dup(a, *all[i]);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		s->title.in[l] = dais_arena_dup(a, s->title.in[l]);
		s->meeting_name.in[l] = dais_arena_dup(a, s->meeting_name.in[l]);
	}
}

static bool
add_package(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    const struct dais_documents_query *q, struct dais_arena *a, dais_document_state_vec *ret,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	dais_document_state_vec states = { 0 };
	struct dais_err why = DAIS_ERR_INIT;
	struct dais_matter matter;

	if (!dais_house_working(h, package, &s, &why)) {
		if (why.code == DAIS_ERR_NOT_FOUND)
			return true; /* closed */
		*err = why;
		return false;
	}
	matter = dais_snapshot_matter(s, NULL, scratch);
	if (!dais_actor_may(actor, DAIS_ACTION_READ_WORKING, &matter))
		return true;
	dais_documents_of(s, q->today, scratch, &states);
	for (size_t i = 0; i < states.n; i++) {
		if (!is_wanted(q, &states.v[i]))
			continue;
		dais_vec_push(a, ret, states.v[i]);
		copy_strings(&ret->v[ret->n - 1], a);
	}
	return true;
}

static int
compare(const void *x, const void *y)
{
	const struct dais_document_state *a = x, *b = y;
	bool open_a = a->move != DAIS_MOVE_NOBODY, open_b = b->move != DAIS_MOVE_NOBODY;
	int c;

	if (open_a != open_b)
		return open_a ? -1 : 1;
	if (a->days_late != b->days_late)
		return a->days_late > b->days_late ? -1 : 1;
	c = dais_date_cmp(a->issue_due, b->issue_due);
	if (c == 0)
		c = dais_str_cmp(a->package, b->package);
	return c ? c : dais_str_cmp(a->id, b->id);
}

bool
dais_documents_everywhere(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_documents_query *q, struct dais_arena *a, dais_document_state_vec *ret,
    struct dais_err *err)
{
	struct dais_str after = DAIS_STR_NONE;

	for (;;) {
		dais_store_strs packages = { 0 };

		if (!dais_store_packages(h->store, after, 1000, a, &packages, err))
			return false;
		for (size_t i = 0; i < packages.n; i++) {
			if (!add_package(h, actor, packages.v[i], q, a, ret, err))
				return false;
		}
		if (packages.n < 1000)
			break;
		after = packages.v[packages.n - 1];
	}
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(*ret->v), compare);
	if (ret->n > q->max)
		ret->n = q->max;
	return true;
}
