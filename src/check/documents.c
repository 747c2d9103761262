/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-DOC: when documents are submitted and issued, how long they are. The agenda itself has its
 * own dates (R-DOC-13); a corrigendum has none.
 */
#include "check/check_priv.h"

/* A paper of these meetings that is due before the opening. */
static bool
is_due_before(const struct dais_record *r, size_t d)
{
	const struct dais_document *doc = &r->documents.v[d];

	if (!dais_check_is_ours(r, d) || !dais_check_is_listed(r, d) || d == r->produces ||
	    doc->kind == DAIS_DOCUMENT_AGENDA || doc->kind == DAIS_DOCUMENT_CONFERENCE_ROOM_PAPER)
		return false;
	if (!doc->symbols.n)
		return true;
	return !doc->symbols.v[0].is_corrigendum && !doc->symbols.v[0].special.n;
}

static struct dais_date
weeks_before(const struct dais_record *r, unsigned weeks)
{
	return dais_date_add(dais_check_opens(r), -7 * (int)weeks);
}

static bool
has_opening(const struct dais_record *r)
{
	return dais_date_is_set(dais_check_opens(r));
}

/* Submitted, else planned to be. */
static struct dais_date
submission(const struct dais_document *d)
{
	return dais_date_is_set(d->date) ? d->date : d->slot;
}

void
dais_check_doc_01(struct dais_check *c) /* R-DOC-01 */
{
	const struct dais_record *r = c->r;

	for (size_t d = 0; has_opening(r) && d < r->documents.n; d++) {
		const struct dais_document *doc = &r->documents.v[d];
		struct dais_date due = weeks_before(r, r->profile.submit_weeks);

		if (!is_due_before(r, d) || !dais_date_is_set(submission(doc)) ||
		    dais_date_cmp(submission(doc), due) <= 0)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, doc->origin, DAIS_STR_NONE,
			dais_date_is_set(doc->date)
			    ? "%.*s was submitted on %.*s, less than %u weeks before the opening"
			    : "%.*s is to be submitted on %.*s, less than %u weeks before the "
			      "opening",
			DAIS_STR_ARG(dais_check_document(c, d)), CHECK_DATE(c, submission(doc)),
			r->profile.submit_weeks),
		    "the last day is %.*s", CHECK_DATE(c, due));
	}
}

void
dais_check_doc_02(struct dais_check *c) /* R-DOC-02 */
{
	const struct dais_record *r = c->r;

	for (size_t d = 0; has_opening(r) && d < r->documents.n; d++) {
		const struct dais_document *doc = &r->documents.v[d];
		struct dais_date due = weeks_before(r, r->profile.issue_weeks);
		bool any;
		struct dais_date issued = dais_check_issued(doc, &any);

		if (!is_due_before(r, d) || !dais_date_is_set(issued) ||
		    dais_date_cmp(issued, due) <= 0)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, doc->origin, DAIS_STR_NONE,
			"%.*s is issued on %.*s, less than %u weeks before the opening",
			DAIS_STR_ARG(dais_check_document(c, d)), CHECK_DATE(c, issued),
			r->profile.issue_weeks),
		    "the last day is %.*s", CHECK_DATE(c, due));
	}
}

void
dais_check_doc_03(struct dais_check *c) /* R-DOC-03 */
{
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];
		dais_lang_set want = doc->languages & c->r->languages;
		struct dais_date first = { 0, 0, 0 };
		bool any;

		(void)dais_check_issued(doc, &any);
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
			const struct dais_version *v = &doc->versions[l];
			bool issued = v->given && (v->status == DAIS_VERSION_ISSUED ||
						      dais_date_is_set(v->issued));

			if (!any || doc->distribution != DAIS_DISTRIBUTION_GENERAL ||
			    !(want & DAIS_LANG_BIT(l)))
				continue;
			if (issued && !first.year)
				first = v->issued;
			if (issued && (!v->issued.year || dais_date_eq(v->issued, first)))
				continue;
			dais_check_file_hint(c,
			    dais_check_say(c, v->given ? v->origin : doc->origin, DAIS_STR_NONE,
				"the %s version of %.*s is not issued together with the others",
				dais_check_language(c, (enum dais_lang)l),
				DAIS_STR_ARG(dais_check_document(c, d))),
			    "issue all versions on one day, or record the exception with "
			    "languages:");
			break;
		}
	}
}

/* The most words the document may have; 0: no limit. */
static unsigned
word_limit(const struct dais_record *r, const struct dais_document *d, const char **ret_what)
{
	struct dais_str special = d->symbols.n ? d->symbols.v[0].special : DAIS_STR_NONE;

	*ret_what = DAIS_MESSAGE("a document before the meeting");
	if (dais_str_is(special, "L") || dais_str_is(special, "CRP") ||
	    d->kind == DAIS_DOCUMENT_CONFERENCE_ROOM_PAPER) {
		*ret_what = DAIS_MESSAGE("a document of the meeting");
		return r->profile.words_in_session;
	}
	if (dais_str_is(d->author, "secretariat")) {
		*ret_what = DAIS_MESSAGE("a document of the Secretariat");
		return r->profile.words_secretariat;
	}
	return r->profile.words_other;
}

void
dais_check_doc_04(struct dais_check *c) /* R-DOC-04 */
{
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];
		const char *what;
		unsigned limit = word_limit(c->r, doc, &what);

		for (unsigned l = 0; limit && l < DAIS_LANG_COUNT; l++) {
			const struct dais_version *v = &doc->versions[l];

			if (!v->given || v->words <= limit)
				continue;
			dais_check_hint(c,
			    dais_check_say(c, v->origin, DAIS_STR_NONE,
				"the %s version of %.*s has %u words, %s may have %u",
				dais_check_language(c, (enum dais_lang)l),
				DAIS_STR_ARG(dais_check_document(c, d)), v->words,
				dais_check_part(c, what), limit),
			    "shorten it, or obtain a waiver");
		}
	}
}

void
dais_check_doc_07(struct dais_check *c) /* R-DOC-07 */
{
	struct dais_date closes = dais_check_closes(c->r);

	for (size_t d = 0; dais_date_is_set(closes) && d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];
		struct dais_str special =
		    doc->symbols.n ? doc->symbols.v[0].special : DAIS_STR_NONE;

		if (!dais_check_is_ours(c->r, d) || !dais_date_is_set(doc->date) ||
		    !(dais_str_is(special, "L") || dais_str_is(special, "CRP")) ||
		    dais_date_cmp(doc->date, closes) < 0)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, doc->origin, DAIS_STR_NONE,
			"%.*s is submitted on %.*s, the last day of the meeting or later",
			DAIS_STR_ARG(dais_check_document(c, d)), CHECK_DATE(c, doc->date)),
		    "documents of the meeting are accepted until the day before");
	}
}

void
dais_check_doc_08(struct dais_check *c) /* R-DOC-08 */
{
	const struct dais_record *r = c->r;

	for (size_t d = 0; d < r->documents.n; d++) {
		const struct dais_document *doc = &r->documents.v[d];
		size_t body = dais_map_get(&r->body_ids, doc->author);
		size_t meeting = doc->meeting;
		struct dais_date due;

		/* a report whose author is a body is the report on its meeting */
		if (doc->kind != DAIS_DOCUMENT_REPORT || body == DAIS_MAP_NONE ||
		    !dais_date_is_set(doc->date))
			continue;
		if (meeting == DAIS_NONE)
			meeting = dais_record_meeting_of(r, body);
		if (meeting == DAIS_NONE || !r->profile.report_weeks)
			continue;
		due =
		    dais_date_add(r->meetings.v[meeting].closes, 7 * (int)r->profile.report_weeks);
		if (dais_date_cmp(doc->date, due) <= 0)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, doc->origin, DAIS_STR_NONE,
			"the report on the %.*s, %.*s, was submitted on %.*s, more than %u weeks "
			"after the "
			"close",
			DAIS_STR_ARG(dais_check_meeting(c, meeting)),
			DAIS_STR_ARG(dais_check_document(c, d)), CHECK_DATE(c, doc->date),
			r->profile.report_weeks),
		    "the last day was %.*s", CHECK_DATE(c, due));
	}
}

void
dais_check_doc_09(struct dais_check *c) /* R-DOC-09 */
{
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];

		if (doc->kind != DAIS_DOCUMENT_CONFERENCE_ROOM_PAPER ||
		    (doc->languages & (doc->languages - 1)) == 0)
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, doc->origin, DAIS_STR_NONE,
			"the conference room paper %.*s is not limited to one language",
			DAIS_STR_ARG(dais_check_document(c, d))),
		    "write languages: [en], and the masthead says \"English only\"");
	}
}

void
dais_check_doc_12(struct dais_check *c) /* R-DOC-12 */
{
	const struct dais_record *r = c->r;

	for (size_t d = 0; has_opening(r) && d < r->documents.n; d++) {
		const struct dais_document *doc = &r->documents.v[d];
		bool issued;

		(void)dais_check_issued(doc, &issued);
		if (issued || !dais_check_is_listed(r, d) || d == r->produces)
			continue;
		if (dais_date_is_set(submission(doc)) &&
		    dais_date_cmp(submission(doc), dais_check_opens(r)) < 0)
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, doc->origin, DAIS_STR_NONE,
			"%.*s is listed, but neither issued nor planned before the opening",
			DAIS_STR_ARG(dais_check_document(c, d))),
		    "add slot: with a day before %.*s", CHECK_DATE(c, dais_check_opens(r)));
	}
}

void
dais_check_doc_13(struct dais_check *c) /* R-DOC-13 */
{
	const struct dais_record *r = c->r;
	const struct dais_document *doc;
	struct dais_date due, sent;
	bool any;

	if (r->produces == DAIS_NONE || !has_opening(r) ||
	    r->documents.v[r->produces].kind != DAIS_DOCUMENT_AGENDA)
		return;
	doc = &r->documents.v[r->produces];
	due = weeks_before(r, r->profile.agenda_weeks);
	sent = dais_check_issued(doc, &any);
	if (!dais_date_is_set(sent))
		sent = submission(doc); /* it cannot have been circulated earlier */
	if (!dais_date_is_set(sent) || dais_date_cmp(sent, due) <= 0)
		return;
	dais_check_hint(c,
	    dais_check_say(c, doc->origin, DAIS_STR_NONE,
		"the annotated agenda %.*s is circulated on %.*s, less than %u weeks before the "
		"opening",
		DAIS_STR_ARG(dais_check_document(c, r->produces)), CHECK_DATE(c, sent),
		r->profile.agenda_weeks),
	    "the last day is %.*s", CHECK_DATE(c, due));
}

void
dais_check_doc_14(struct dais_check *c) /* R-DOC-14 */
{
	const struct dais_record *r = c->r;

	for (size_t d = 0; has_opening(r) && d < r->documents.n; d++) {
		const struct dais_document *doc = &r->documents.v[d];
		struct dais_date due = weeks_before(r, r->profile.submit_weeks);
		bool issued;

		(void)dais_check_issued(doc, &issued);
		if (issued || doc->late_reason.n || !is_due_before(r, d) ||
		    !dais_date_is_set(submission(doc)) || dais_date_cmp(submission(doc), due) <= 0)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, doc->origin, DAIS_STR_NONE,
			"%.*s will be late, and the record does not say why",
			DAIS_STR_ARG(dais_check_document(c, d))),
		    "the agenda goes out with the state of preparation of each document");
	}
}
