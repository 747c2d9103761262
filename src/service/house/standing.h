/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How all working records stand, without reading them: what is late, by how much and whose move it
 * is, open findings, translations, what waits to be released. Kept beside the record
 * (store/standing.h): a summary that follows the log. What depends on the day is computed when it
 * is read.
 */
#ifndef DAIS_SERVICE_HOUSE_STANDING_H
#define DAIS_SERVICE_HOUSE_STANDING_H

#include "service/house/documents.h"
#include "store/standing.h"

struct dais_standing_unit_count {
	size_t all, open; /* units of translation; not done */
	size_t facts; /* of the open ones: written with the facts of the meeting */
};

/* Language versions that are late from the day after @day on, while nothing happens. */
struct dais_standing_late {
	int64_t day;
	size_t versions;
};

/* Another format of the meetings of which a plan stands ready. */
struct dais_standing_format {
	enum dais_modality modality;
	bool approved; /* it needs no more than to be put in force */
};

/* A silence procedure that runs, or that ended without an objection and waits for its approval to
 * be recorded: which of the two, the moment tells. */
struct dais_standing_silence {
	struct dais_str id, object;
	struct dais_local closes; /* in its zone */
	struct dais_str zone;
	int64_t closes_ms;
};

struct dais_standing_meeting {
	struct dais_str id; /* body@ordinal */
	struct dais_ml name;
};

struct dais_standing {
	struct dais_str package;
	uint64_t revision;
	dais_store_strs body_keys;
	struct dais_ml name; /* short names of the bodies with their meetings, " · " between them */
	struct dais_ml place; /* of the first */
	struct dais_date opens, closes; /* of all together; may be unset */
	DAIS_VEC(struct dais_standing_meeting) meetings;
	size_t errors, warnings; /* findings of the checker and the package reader; what is found
				    alike counts once */
	unsigned release; /* the last; 0: none */
	int64_t released_ms;
	bool changed; /* its content has been touched since */
	size_t drafts; /* notices that wait to be sent */
	dais_lang_set languages;
	enum dais_lang from; /* translated from */
	struct dais_standing_unit_count units[DAIS_LANG_COUNT];
	DAIS_VEC(struct dais_standing_late) late;
	struct dais_standing_format formats[DAIS_MODALITY_COUNT];
	size_t n_formats;
	DAIS_VEC(struct dais_standing_silence) silences;
	size_t documents,
	    open; /* that are for its meetings; of these not issued in all languages */
};

/* The formats other than the present one of which a plan stands ready; how many. */
size_t dais_standing_formats(
    const struct dais_record *r, struct dais_standing_format ret[DAIS_MODALITY_COUNT]);
/* The procedures of @r of which that may be said. */
void dais_standing_silences(
    const struct dais_record *r, struct dais_arena *a, struct dais_standing *ret);
/* What @row says; strings in @a or of @row. INTERNAL: it is damaged (dais db rebuild). */
bool dais_standing_read(const struct dais_standing_package *row, struct dais_arena *a,
    struct dais_standing *ret, struct dais_err *err);
/* Language versions that are late on @today. */
size_t dais_standing_late_on(const struct dais_standing *s, struct dais_date today);
struct dais_matter dais_standing_matter(const struct dais_standing *s);

/* Whether something has changed, or time has passed, since the summary was brought up to date.
 * Takes no time: pages show the summary as it stands, and say so where it is behind. */
bool dais_standing_is_behind(struct dais_house *h, bool *ret, struct dais_err *err);
/* Brings the summary up to date, which takes as long as the packages are large: for the workshop
 * and the command line, not for requests. Looks at up to @max changes behind its mark, and at as
 * many packages that time has passed by. *@ret_more (may be NULL): something is left. BUSY: another
 * process is at it or writes for long. */
bool dais_standing_refresh(struct dais_house *h, size_t max, bool *ret_more, struct dais_err *err);
/* The row of @package, where it is behind. */
bool dais_standing_refresh_package(
    struct dais_house *h, struct dais_str package, struct dais_err *err);
/* All that is left. */
bool dais_standing_refresh_all(struct dais_house *h, size_t *ret_packages, struct dais_err *err);
/* Has @package looked at again by the next that brings the summary up to date, although the log
 * says nothing: its translations were confirmed. */
bool dais_standing_touch(struct dais_house *h, struct dais_str package, struct dais_err *err);
/* Makes the summary of every package anew and compares. *@ret_sound false: *@ret_package is the
 * first that differs, in @a, or empty: there are documents of no package. What the log is ahead of
 * the summary is no offence. */
bool dais_standing_verify(struct dais_house *h, struct dais_arena *a, bool *ret_sound,
    struct dais_str *ret_package, struct dais_err *err);

/* Documents of the working records of all packages that @actor may read, those longest late first
 * and then by the day they become late; those that are issued in all languages stand behind all
 * others. */
struct dais_documents_query {
	struct dais_date today;
	struct dais_str body; /* key; empty: any */
	bool only_late; /* and not issued in all languages */
	bool only_open; /* not issued in all languages */
	bool by_due; /* by the day they are to be issued */
	struct dais_date due_from; /* with by_due: on this day or later; may be unset */
	int move; /* enum dais_move, -1 any */
	size_t skip, max;
};
bool dais_documents_everywhere(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_documents_query *q, struct dais_arena *a, dais_document_state_vec *ret,
    bool *ret_more, struct dais_err *err);
/* Those of @packages that are late on @today, longest late first, at most @max. That the reader may
 * see the packages is the caller's matter. */
bool dais_documents_late_among(struct dais_house *h, const dais_store_strs *packages,
    struct dais_date today, size_t max, struct dais_arena *a, dais_document_state_vec *ret,
    struct dais_err *err);
/* How many there are, counted to q->max; packages the actor may not read among them. */
bool dais_documents_count(
    struct dais_house *h, const struct dais_documents_query *q, size_t *ret, struct dais_err *err);

#endif
