/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Documents on their way: states of the language versions, due dates from the profile (R-DOC-01,
 * R-DOC-02, R-DOC-13), what is late, by how much, and whose move it is.
 */
#ifndef DAIS_SERVICE_HOUSE_DOCUMENTS_H
#define DAIS_SERVICE_HOUSE_DOCUMENTS_H

#include "service/house/edit.h"

/* Who must do something next. */
enum dais_move {
	DAIS_MOVE_NOBODY,      /* issued */
	DAIS_MOVE_AUTHOR,      /* to submit */
	DAIS_MOVE_EDITORS,     /* submitted, being edited */
	DAIS_MOVE_TRANSLATORS,
	DAIS_MOVE_ISSUERS,     /* formatted, to be issued */
	DAIS_MOVE_COUNT
};

struct dais_version_state {
	bool expected; /* the document appears in this language */
	enum dais_version_status status;
	struct dais_date issued; /* may be unset */
	enum dais_move move;
	int days_late; /* of its issue: on the day it was issued, or so far; 0: in time */
};

struct dais_document_state {
	struct dais_str package, id;
	struct dais_str symbol; /* all, joined; may be empty */
	struct dais_str kind, author, body /* key */, meeting /* id, or empty */;
	struct dais_ml meeting_name; /* "Working Group ..., thirteenth meeting" */
	struct dais_ml title;
	struct dais_date opens;     /* of the meeting it is for */
	struct dais_date submit_due, issue_due; /* unset: none (in-session papers, corrigenda) */
	struct dais_date submitted; /* or unset */
	int submit_days_late;
	struct dais_version_state versions[DAIS_LANG_COUNT];
	enum dais_move move; /* of the version furthest behind */
	int days_late; /* the worst of all */
	struct dais_str late_reason;
};
typedef DAIS_VEC(struct dais_document_state) dais_document_state_vec;

const char *dais_move_name(enum dais_move move); /* "author", "translators" ... */

/* The state of every document of @s that is for its own meetings, as of @today, in the order of
 * the package; strings point into the snapshot. */
void dais_documents_of(const struct dais_snapshot *s, struct dais_date today, struct dais_arena *a,
    dais_document_state_vec *ret);

/* Sets the state of one language version (DAIS_ACTION_SET_VERSION). @was: the state that was seen;
 * CONFLICT when it is another now. ISSUED: @issued is its day (unset: today in UTC), else it has
 * none.
 * @why: the reason, for the log. Strings of the conflict live in @diags' arena. */
struct dais_version_change {
	struct dais_str package, document;
	enum dais_lang language;
	enum dais_version_status was, status;
	struct dais_date issued;
	struct dais_str why;
	bool sets_job; /* then: */
	struct dais_str job; /* number of the job (V.22-00789); empty: none */
};
bool dais_version_set(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_version_change *c, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_edit_conflict *ret_conflict, struct dais_err *err);

/* What became of one language version: newest first. */
struct dais_version_event {
	uint64_t change;
	int64_t at_ms;
	struct dais_str who; /* name */
	struct dais_str why;
	enum dais_version_status from, to;
};
typedef DAIS_VEC(struct dais_version_event) dais_version_event_vec;
bool dais_version_history(struct dais_house *h, struct dais_str package, struct dais_str document,
    enum dais_lang language, size_t max, struct dais_arena *a, dais_version_event_vec *ret,
    struct dais_err *err);

#endif
