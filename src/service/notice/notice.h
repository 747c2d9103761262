/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Notices: what the secretariat tells those concerned about a release, or about a silence procedure
 * that was opened, put off, broken, approved or withdrawn, in each reader's language.
 * A notice is a draft that can be read and reworded before it goes; once it goes, it is sent to
 * everyone it names, once.
 */
#ifndef DAIS_SERVICE_NOTICE_NOTICE_H
#define DAIS_SERVICE_NOTICE_NOTICE_H

#include "service/house/release.h"

enum dais_notice_state {
	DAIS_NOTICE_DRAFT,
	DAIS_NOTICE_SENT,
	DAIS_NOTICE_WITHDRAWN
};

struct dais_notice {
	struct dais_str package;
	struct dais_str id; /* the number of its release, else "dates-opened" */
	unsigned release;   /* 0: of a silence procedure */
	struct dais_str silence, object, event; /* its id, what it is about (approvals),
						 * dais_silence_event_name(); empty: of a release */
	enum dais_notice_state state;
	int64_t at_ms; /* made, sent or withdrawn */
	struct dais_str who; /* account that sent or withdrew it */
	size_t recipients; /* when sent */
	struct dais_ml subject, text; /* as they go: composed, or as reworded */
	dais_lang_set reworded;
	uint64_t revision; /* of the thing */
	int64_t position;
	bool is_for_all; /* of a procedure that is public; known once its words are made */
};
typedef DAIS_VEC(struct dais_notice) dais_notice_vec;

struct dais_recipient {
	struct dais_str account, name, email;
	enum dais_lang language;
};
typedef DAIS_VEC(struct dais_recipient) dais_recipient_vec;

/* Packages whose notices are listed together; a test sets it. */
extern size_t dais_notice_packages_max;
/* Notices of those packages that were changed last before change @before (0: of all), as far as the
 * actor may send notices for them, newest first. *@ret_before: there are more packages, before this
 * change; 0: no more. */
bool dais_notice_list_all(struct dais_house *h, const struct dais_actor *actor, uint64_t before,
    struct dais_arena *a, dais_notice_vec *ret, uint64_t *ret_before, struct dais_err *err);
/* Notices of @package, newest first. Words are in *@ret only for one asked for with
 * dais_notice_get(). Needs READ_WORKING. @address is the site's ("https://meetings.example.org").
 */
bool dais_notice_list(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_arena *a, dais_notice_vec *ret, struct dais_err *err);
bool dais_notice_get(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_str id, const char *address, struct dais_arena *a, struct dais_notice *ret,
    struct dais_err *err);
/* Those it would go to: accounts whose roles reach the package, that want notices and have an
 * address; by name. Of a silence procedure that is not public: secretariat, chair and bureau. */
bool dais_notice_recipients(struct dais_house *h, const struct dais_notice *n, struct dais_arena *a,
    dais_recipient_vec *ret, struct dais_err *err);
/* Other words in @l; both empty: the composed ones again. CONFLICT: someone else was faster (@seen
 * is the revision), or it is no draft. Needs SEND_NOTICE, as the next two. */
bool dais_notice_reword(struct dais_house *h, const struct dais_actor *actor,
    struct dais_str package, struct dais_str id, enum dais_lang l, struct dais_str subject,
    struct dais_str text, uint64_t seen, struct dais_err *err);
/* Lets it go: one change of the record, with a message in the outbox for each recipient but the
 * accounts
 * @without (NULL: none). NOT_FOUND when nobody would get it: "sent" is never said of nothing. */
bool dais_notice_send(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_str id, uint64_t seen, const dais_store_strs *without, const char *address,
    size_t *ret_recipients, struct dais_err *err);
bool dais_notice_withdraw(struct dais_house *h, const struct dais_actor *actor,
    struct dais_str package, struct dais_str id, uint64_t seen, struct dais_err *err);

/* "Working Group on Water, third meeting" of all meetings that are held together, in @l. */
struct dais_str dais_notice_meetings(
    const struct dais_record *r, enum dais_lang l, struct dais_arena *a);

#endif
