/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Silence procedures at the desk, as steps of an edit (edit.h) that the caller begins and commits:
 * opened, extended, answered, withdrawn, their outcome recorded. Each step that those who are asked
 * have to hear of leaves a draft of a notice in the same change (service/notice). Whether a step is
 * possible follows from the moment it is taken, in the zone of the procedure. Rules: R-SIL.
 */
#ifndef DAIS_SERVICE_HOUSE_SILENCES_H
#define DAIS_SERVICE_HOUSE_SILENCES_H

#include "model/silence.h"
#include "service/house/edit.h"

/* What a procedure is about, "dates", in @l. */
struct dais_str dais_silence_object(struct dais_str object, enum dais_lang l, struct dais_arena *a);

/* What a notice of a procedure tells. */
enum dais_silence_event {
	DAIS_SILENCE_OPENED,
	DAIS_SILENCE_EXTENDED,
	DAIS_SILENCE_BROKE,
	DAIS_SILENCE_APPROVED,
	DAIS_SILENCE_RECALLED, /* withdrawn by who proposed it */
	DAIS_SILENCE_EVENT_COUNT
};
/* "opened", "extended", "broken", "approved", "withdrawn". */
const char *dais_silence_event_name(enum dais_silence_event e);
/* -1: none of them. */
int dais_silence_event_parse(struct dais_str s);

/* The record the steps are about, as it was when the edit began, and the moment. */
struct dais_silence_work {
	struct dais_house_edit *edit;
	const struct dais_record *record;
	int64_t now_ms;
	/* Who answers for himself: what he says is his and of this moment, whatever is sent, and he
	 * takes back nobody else's answer. Empty: somebody who records what others have answered.
	 */
	struct dais_str himself;
	struct dais_arena *a;
};

/* The name @actor answers by for himself; empty: he may open procedures of @matter and records what
 * others have answered. */
struct dais_str dais_silence_answers_as(
    const struct dais_actor *actor, const struct dais_matter *matter);

struct dais_silence_new {
	struct dais_str object, by; /* words of doc/package.md; id of a body */
	struct dais_str modality; /* of a format; may be empty */
	struct dais_ml asked; /* may be empty */
	struct dais_ml proposal;
	struct dais_local opens, closes; /* with hours */
	struct dais_str zone; /* empty: as dais_silence_zone() says now, which is recorded */
	bool is_public;
	struct dais_str follows; /* id; may be empty */
};
/* Opens a procedure for all meetings of the package; its text is frozen. Needs EDIT_MEETING.
 * INVALID: no text, no body, a time is missing, it ends before it opens, or its zone is none. */
bool dais_silence_open(const struct dais_silence_work *w, const struct dais_silence_new *what,
    struct dais_str *ret_id, struct dais_err *err);
/* When a procedure that opens at @opens can end first by the profile: after its least hours, on a
 * working day, in the hours of the profile. */
struct dais_local dais_silence_first_end(
    const struct dais_record *r, const struct dais_silence *s, struct dais_local opens);

/* Puts its end off. Needs EDIT_MEETING. CONFLICT: it does not run; INVALID: not later than now.
 * NOT_FOUND, as all below. */
bool dais_silence_extend(const struct dais_silence_work *w, struct dais_str id,
    struct dais_local closes, struct dais_err *err);

struct dais_reply_new {
	enum dais_reply_kind kind;
	struct dais_str from, words; /* words may be empty */
	struct dais_local at; /* received */
	bool without_standing;
};
/* Records a reply. One that is late or of somebody without standing is recorded and does not count
 * (R-SIL-14). Needs ANSWER_SILENCE. CONFLICT: the procedure was withdrawn, it is not open yet for
 * who answers for himself, or the reply would break it although its approval is recorded; INVALID:
 * nobody is named, the time is missing or has not come. */
bool dais_silence_answer(const struct dais_silence_work *w, struct dais_str id,
    const struct dais_reply_new *what, struct dais_err *err);
/* An objection is taken back, now: possible until the procedure ends. Where it runs again by that,
 * the draft that says it was broken is withdrawn. Needs ANSWER_SILENCE. DENIED: it is of somebody
 * else. */
bool dais_silence_take_back(
    const struct dais_silence_work *w, struct dais_str id, size_t reply, struct dais_err *err);
/* Who proposed it withdraws it, now. Needs EDIT_MEETING. CONFLICT: it has ended. */
bool dais_silence_withdraw(
    const struct dais_silence_work *w, struct dais_str id, struct dais_err *err);
/* Records the approval of a procedure that held, of the day on which it ended; where the notice of
 * it has not been drafted by itself (dais_silence_end()) it is now. Needs EDIT_MEETING or
 * APPROVE_FORMAT. CONFLICT: it has not ended, was broken or withdrawn, or is recorded already.
 */
bool dais_silence_conclude(const struct dais_silence_work *w, struct dais_str id,
    struct dais_str *ret_approval, struct dais_err *err);

/* ---- that one has ended ---- */

/* When its end has come without an objection those who are asked are to hear of it (R-SIL-06),
 * whether or not somebody looks: the server asks now and then which ends have come, and has the
 * drafts of the notices made. When the ends come is noted with the summary (standing.h). */

#define DAIS_SILENCE_END_MAX ((size_t)4096)

/* Questions for dais_silence_end() about ends that have come; each is asked again after two
 * minutes unless the work was done. At most @max. */
bool dais_silence_due(struct dais_house *h, size_t max, struct dais_arena *a, dais_store_strs *ret,
    struct dais_err *err);
/* Leaves the draft of the notice that it was approved, as the program itself; nothing where it was
 * broken, withdrawn or told already. *@ret_change: 0 when nothing was to be done. In the workshop:
 * dais_silence_end_work() (job.h). */
bool dais_silence_end(
    struct dais_house *h, struct dais_str question, uint64_t *ret_change, struct dais_err *err);

#endif
