/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How the working records stand: a summary of each package and of each of its documents, so that
 * the desk finds what is late, whose move it is and what is due next among all of them without
 * reading any. Made from the working records (service/house/standing.h), brought up to date from
 * the log, and can be made again at any time. Nothing here is known nowhere else.
 *
 * Days are counted from 1970-01-01.
 */
#ifndef DAIS_STORE_STANDING_H
#define DAIS_STORE_STANDING_H

#include "store/store.h"

#define DAIS_STANDING_NEVER INT64_C(1000000000)

struct dais_standing_package {
	struct dais_str package;
	uint64_t revision;     /* the last change of the package, which it was made at */
	int64_t closes_day;    /* of its last meeting; -NEVER: not known */
	int64_t next_day;      /* from which on it is to be made again; NEVER */
	dais_store_strs bodies; /* keys of all, for permissions */
	struct dais_str shown; /* all else, in the words of who made it */
};
typedef DAIS_VEC(struct dais_standing_package) dais_standing_package_vec;

struct dais_standing_document {
	struct dais_str package, id;
	struct dais_str body; /* key */
	bool closed;          /* issued in all its languages */
	/* The last day on which it is not late; of one that is closed such that those that were
	 * late longest come first. NEVER: it has no due day. */
	int64_t late_day;
	int64_t due_day; /* to be issued by; NEVER */
	int move;        /* whose it is, in the numbers of who made it */
	struct dais_str shown;
};
typedef DAIS_VEC(struct dais_standing_document) dais_standing_document_vec;

/* Replaces the rows of the package of @w; only what differs is written. */
bool dais_standing_replace(struct dais_writing *w, const struct dais_standing_package *p,
    const dais_standing_document_vec *documents, struct dais_err *err);
/* The package of @w is no more. */
bool dais_standing_remove(struct dais_writing *w, struct dais_err *err);
/* The package of @w is to be made again at once: its next_day is before all days, and another one
 * each time. Nothing when it is not there. */
bool dais_standing_age(struct dais_writing *w, struct dais_err *err);
/* Says that all changes up to @number have been looked at. */
bool dais_standing_set_mark(struct dais_writing *w, uint64_t number, struct dais_err *err);

/* Packages to be made again: touched by one of the next @max changes behind the mark; each once.
 * *@ret_mark: the mark when they are made, 0: there was no such change. */
bool dais_standing_stale(struct dais_store *s, size_t max, struct dais_arena *a,
    dais_store_strs *ret, uint64_t *ret_mark, struct dais_err *err);
/* Those that time has passed by on @today, at most @max. */
bool dais_standing_aged(struct dais_store *s, int64_t today, size_t max, struct dais_arena *a,
    dais_store_strs *ret, struct dais_err *err);

/* NOT_FOUND. */
bool dais_standing_package_get(struct dais_store *s, struct dais_str package, struct dais_arena *a,
    struct dais_standing_package *ret, struct dais_err *err);
enum dais_standing_order {
	DAIS_STANDING_BY_NAME, /* behind @package */
	DAIS_STANDING_CHANGED, /* changed last first, before change @from (0: all) */
	DAIS_STANDING_COMING, /* that close on day @from or later; on that day, behind @package */
	DAIS_STANDING_PAST /* that close before day @from, newest first; on it, before @package */
};
bool dais_standing_packages(struct dais_store *s, enum dais_standing_order order, int64_t from,
    struct dais_str package, size_t max, struct dais_arena *a, dais_standing_package_vec *ret,
    struct dais_err *err);

struct dais_standing_query {
	struct dais_str body; /* empty: any */
	bool with_closed;
	bool by_due; /* else: longest late first */
	int64_t late_before; /* late on this day; NEVER + 1: any. Not with by_due. */
	int64_t due_from; /* due on this day or later; -NEVER: any. With by_due only. */
	int move; /* -1: any */
	size_t skip, max;
};
bool dais_standing_documents(struct dais_store *s, const struct dais_standing_query *q,
    struct dais_arena *a, dais_standing_document_vec *ret, struct dais_err *err);
/* How many, counted to q->max; order and skip do not matter, nor does due_from. */
bool dais_standing_count(
    struct dais_store *s, const struct dais_standing_query *q, size_t *ret, struct dais_err *err);
bool dais_standing_documents_of(struct dais_store *s, struct dais_str package, struct dais_arena *a,
    dais_standing_document_vec *ret, struct dais_err *err);
/* Keys of bodies that have documents, at most @max. */
bool dais_standing_bodies(struct dais_store *s, size_t max, struct dais_arena *a,
    dais_store_strs *ret, struct dais_err *err);
/* Kinds of things of @package that were touched after change @after. */
bool dais_store_kinds_after(struct dais_store *s, struct dais_str package, uint64_t after,
    struct dais_arena *a, dais_store_strs *ret, struct dais_err *err);

#endif
