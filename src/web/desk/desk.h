/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The pages of a package on the desk, for all areas that have some: frame, menu, what was done.
 */
#ifndef DAIS_WEB_DESK_DESK_H
#define DAIS_WEB_DESK_DESK_H

#include "service/house/edit.h"
#include "web/site.h"

/* A part of the menu of a package. */
enum desk_part {
	DESK_PART_OVERVIEW,
	DESK_PART_FACTS, /* of meetings, bodies, mandates, approvals */
	DESK_PART_SILENCES,
	DESK_PART_ITEMS,
	DESK_PART_TEXTS,
	DESK_PART_TRANSLATION,
	DESK_PART_DOCUMENTS,
	DESK_PART_TIMETABLE,
	DESK_PART_RELEASES,
	DESK_PART_CHANGES,
	DESK_PART_COUNT
};

/* Begins the answer to a request about the package of the address ("{package}"): someone has signed
 * in (and, for a POST, the token of the form is right), and may read the working record, which is
 * *@ret_snapshot: release it (DAIS_SNAPSHOT_AUTO). False: it has been answered. */
bool dais_desk_package_begin(struct dais_site *site, struct dais_http_exchange *x,
    struct dais_page *ret_page, const struct dais_snapshot **ret_snapshot);
/* Opens the page: shell, names of the meetings, menu, and what "?did=word&about=..." says was done
 * ("desk.did-word" of share/interface/desk.yaml). @path is what follows "/desk/{package}" in the
 * address: "/timetable". Close with dais_page_close(). */
void dais_desk_package_open(struct dais_page *p, const struct dais_snapshot *s, enum desk_part part,
    struct dais_str title, const char *path);
/* A message at the head of the content; a problem is read out at once. */
void dais_desk_message(struct dais_page *p, struct dais_str message, bool is_problem);

/* Type and value of an <input> just opened, of any type. "date" and "time": a day, an hour, typed
 * as people write it in the language of the page; @value is "2022-05-23" or "10:00", shown in
 * words, or what was sent and refused. */
void dais_desk_typed(struct dais_page *p, const char *type, struct dais_str value);
/* What was typed into the field of the label @field. False: INVALID, a sentence in the language of
 * the page names the field and says how to write it. Nothing typed: *@ret is not set. */
bool dais_desk_read_day(const struct dais_page *p, struct dais_str typed, enum dais_say field,
    struct dais_date *ret, struct dais_err *err);
/* The same where nothing typed is INVALID, too. */
bool dais_desk_need_day(const struct dais_page *p, struct dais_str typed, enum dais_say field,
    struct dais_date *ret, struct dais_err *err);
/* The same in place: *@typed becomes "2022-05-23", or empty. */
bool dais_desk_read_iso(
    const struct dais_page *p, struct dais_str *typed, enum dais_say field, struct dais_err *err);
/* An hour that was typed, in the same way: minutes from the beginning of the day. Nothing typed is
 * INVALID, too. */
bool dais_desk_need_hour(const struct dais_page *p, struct dais_str typed, enum dais_say field,
    int *ret_minute, struct dais_err *err);
/* The same in place: *@typed becomes "10:00". */
bool dais_desk_read_clock(
    const struct dais_page *p, struct dais_str *typed, enum dais_say field, struct dais_err *err);
/* Behind a field of an hour: the figures of it, which the script renews. @value as the field has
 * it. */
void dais_desk_written_hour(struct dais_page *p, struct dais_str value);
/* Behind a field of a date or minutes, within the same element: what it says in words
 * (<output class="written">), which the script renews as the field changes. @value: as the field
 * has it, "2022-05-23", "90", or a day as it was typed; may be empty. */
void dais_desk_written(struct dais_page *p, struct dais_str value);

/* ---- forms that were refused ---- */

/* What stands beside a field: why it was refused. */
struct dais_desk_beside {
	struct dais_str field, words;
};
/* A form that is shown again, with what was sent. NULL wherever one is asked for: for the first
 * time. */
struct dais_desk_again {
	const struct dais_http_exchange *x; /* the request */
	DAIS_VEC(struct dais_desk_beside) beside;
	bool is_overtaken; /* someone else was faster: what the record says now is shown, too */
	const char *kind; /* of things whose findings stand beside fields; NULL: none do */
	const char *const *fields; /* the names of these */
};
/* What was typed into field @name, else @usual. The same for one of several boxes to tick: whether
 * that of @value was ticked. */
struct dais_str dais_desk_kept(
    const struct dais_desk_again *again, const char *name, struct dais_str usual);
bool dais_desk_kept_box(
    const struct dais_desk_again *again, const char *name, struct dais_str value, bool usual);
/* Puts @words (borrowed), or what @err says and advises in the language of the page, beside @field,
 * a constant. */
void dais_desk_again_add(
    struct dais_desk_again *again, struct dais_arena *a, const char *field, struct dais_str words);
void dais_desk_again_err(struct dais_desk_again *again, const struct dais_page *p,
    const char *field, const struct dais_err *err);
/* The errors of an edit (service/house/edit.h) that are about things of @kind: each beside the
 * field of its member ("title.fr": "title-fr"), of those named in @fields (NULL ends it). */
void dais_desk_again_take(struct dais_desk_again *again, struct dais_arena *a,
    const struct dais_diags *diags, const char *kind, const char *const *fields);
/* Whether something stands beside field @name. */
bool dais_desk_is_marked(const struct dais_desk_again *again, const char *name);
/* On a control just opened: where what is wrong with it stands. */
void dais_desk_mark(struct dais_page *p, const struct dais_desk_again *again, const char *name);
/* Behind it: what is wrong, and what the record says when that is not what was @kept. */
void dais_desk_write_beside(struct dais_page *p, const struct dais_desk_again *again,
    const char *name, struct dais_str recorded, struct dais_str kept);
/* At the head of the content: that it was refused, by whom it was changed meanwhile, and what
 * stands beside no field. @diags and @again may be NULL. */
void dais_desk_write_refusal(struct dais_page *p, const struct dais_err *err,
    const struct dais_diags *diags, const struct dais_edit_conflict *conflict,
    const struct dais_desk_again *again);

/* After the server has ended: frees the proofs that were kept (proofs.h). */
void dais_desk_end_proofs(struct dais_site *site);

/* "Working Group ..., thirteenth meeting" of meeting @m of @r, in @l, in @a. */
struct dais_str dais_desk_meeting_name(
    const struct dais_record *r, size_t m, enum dais_lang l, struct dais_arena *a);

#endif
