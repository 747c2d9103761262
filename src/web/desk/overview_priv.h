/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/desk only: what waits, how packages stand, releases and changes.
 */
#ifndef DAIS_WEB_DESK_OVERVIEW_PRIV_H
#define DAIS_WEB_DESK_OVERVIEW_PRIV_H

#include "service/house/log.h"
#include "service/house/release.h"
#include "service/house/standing.h"
#include "service/house/units.h"
#include "web/desk/desk_priv.h"

/* Something that waits for a person. */
struct desk_task {
	struct dais_str words;
	struct dais_str path; /* of the desk: "untoc-2022/translation?to=fr" */
	struct dais_str package; /* name of the meetings; empty where it is plain */
	bool urgent;
	/* What one press does about it, sent to its path: "conclude"; NULL: nothing. */
	const char *act;
	enum dais_say act_words;
};
typedef DAIS_VEC(struct desk_task) desk_task_vec;
void dais_desk_write_tasks(struct dais_page *p, const desk_task_vec *tasks);
/* The same under the names of their meetings; those of one stand together. */
void dais_desk_write_tasks_by_meeting(struct dais_page *p, const desk_task_vec *tasks);

/* What a package lacks, as far as its reader may do something about it. */
struct desk_state {
	const struct dais_record *record; /* NULL: made from the summary */
	struct dais_str package;
	struct dais_ml name; /* of the meetings */
	struct dais_str when; /* "Vienna, 23-27 May 2022" */
	size_t errors, warnings;
	struct dais_unit_count units[DAIS_LANG_COUNT]; /* translated from @from */
	enum dais_lang from;
	dais_lang_set translates; /* the languages the reader translates into */
	unsigned release; /* the last; 0: none */
	int64_t released_ms;
	size_t news; /* lines of what the next release would say, when it was asked */
	bool changed; /* since the last release */
	size_t drafts; /* notices that wait to be read and sent */
	size_t late; /* language versions not issued in time */
	/* Of another format a plan is ready: is it for the reader to approve, or to put in force?
	 */
	bool to_approve, to_switch;
	enum dais_modality format;
	const struct dais_standing_silence *silences; /* for the reader to answer or to conclude */
	size_t n_silences;
	bool may_answer, may_conclude; /* of these */
	/* Who has changed items last whose sittings followed, since the timetable was last looked
	 * after: for who arranges it. Empty: nobody. Asked of a record only. */
	struct dais_str followed_by;
	bool may_edit, may_edit_facts, may_release;
	bool is_over; /* for longer than a month */
};
void dais_desk_tasks_of(
    struct dais_page *p, const struct desk_state *s, struct dais_str name, desk_task_vec *ret);

/* A change of the lists of what was done lately. */
struct desk_lately {
	const struct dais_log_entry *entry;
	const struct dais_record *record; /* has the names of its things; may be NULL */
	struct dais_str meeting; /* what its package is called; not empty */
};
typedef DAIS_VEC(struct desk_lately) desk_lately_vec;

struct desk_overview {
	const struct dais_record *record;
	struct desk_state state;
	const desk_remark_vec *remarks;
	const dais_news_vec *news; /* since the last release */
	const desk_lately_vec *lately;
	bool may_create; /* the next meeting */
};
void dais_desk_write_overview(struct dais_page *p, const struct desk_overview *v);

struct desk_releases {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision; /* seen */
	const dais_release_vec *releases; /* newest first */
	const dais_news_vec *news;
	const desk_remark_vec *remarks;
	size_t errors;
	struct dais_str note; /* as it was sent */
	bool may_release;
};
void dais_desk_write_releases(struct dais_page *p, const struct desk_releases *v);
void dais_desk_write_news(struct dais_page *p, const dais_news_vec *news);

/* What people call thing @id of @kind: its title, name or symbol in @r; its id where it has none or
 * @r has it no more, or is NULL. In the arena of the page or in @r. */
struct dais_str dais_desk_thing_name(const struct dais_page *p, const struct dais_record *r,
    struct dais_str kind, struct dais_str id);

struct desk_changes {
	const struct dais_record *record; /* as it is now, for the names of things */
	struct dais_str package;
	const dais_log_vec *log;
	bool may_undo; /* those of others */
	struct dais_str account; /* of the reader, who may undo his own */
	uint64_t older; /* number to go on from; 0: that is all */
};
void dais_desk_write_changes(struct dais_page *p, const struct desk_changes *v);
/* Who changed something, when, and what he did; and one of the things, by its kind and the name
 * that people have for it (@r as in dais_desk_thing_name(); a sitting is named by its value). */
void dais_desk_write_change(struct dais_page *p, const struct dais_log_entry *e);
void dais_desk_write_thing(
    struct dais_page *p, const struct dais_record *r, const struct dais_change_entry *c);

/* One line a change, without its details; so many things are named, of more it is said that there
 * are more. @meetings: each line says of which, and leads there. */
#define DAIS_DESK_LATELY_THINGS 3
void dais_desk_write_lately(
    struct dais_page *p, const desk_lately_vec *rows, size_t max, bool meetings);

struct desk_home {
	struct desk_state *rows; /* those coming next, then those changed last */
	size_t n_rows;
	desk_task_vec tasks;
	const dais_document_state_vec *late; /* of meetings that are not over: longest late first */
	const dais_document_state_vec *due; /* of all packages: the next */
	bool any_late; /* of these or of meetings that are over */
	const desk_lately_vec *lately;
	bool may_create;
	bool left_out; /* what was changed in this moment is not in it yet */
};
void dais_desk_write_home(struct dais_page *p, const struct desk_home *v);

/* All meetings, a page of them. */
struct desk_meetings {
	struct desk_state *rows;
	size_t n_rows;
	bool past; /* else those that are not over */
	struct dais_str next; /* cursor of the page behind; empty: none */
};
void dais_desk_write_meetings(struct dais_page *p, const struct desk_meetings *v);

/* State of the package of @s for its reader. */
bool dais_desk_state_of(struct desk *d, const struct dais_snapshot *s, struct desk_state *ret,
    dais_news_vec *ret_news, desk_remark_vec *ret_remarks);

/* The values of the sittings that @e touched, as they stand now: outlines come without, and they
 * have no other name. */
void dais_desk_find_sittings(struct desk *d, struct dais_log_entry *e);

/* Which of @formats is for the reader to approve or to put in force, about d->matter. */
void dais_desk_whose_format(const struct desk *d, const struct dais_standing_format *formats,
    size_t n, struct desk_state *s);
/* The same of silence procedures, which must outlive @s. */
void dais_desk_whose_silence(
    const struct desk *d, const struct dais_standing *standing, struct desk_state *s);
/* The languages the reader may translate into, about d->matter. */
dais_lang_set dais_desk_translates(const struct desk *d);

#endif
