/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/desk only. Each page is a view, made from a record alone, and a writer, which
 * sees the view and nothing of the house: both can be tested without either.
 */
#ifndef DAIS_WEB_DESK_DESK_PRIV_H
#define DAIS_WEB_DESK_DESK_PRIV_H

#include "base/diag.h"
#include "mark/json.h"
#include "model/record.h"
#include "service/house/items.h"
#include "service/house/log.h"
#include "service/house/memory.h"
#include "service/house/next.h"
#include "service/house/release.h"
#include "service/house/standing.h"
#include "service/house/units.h"
#include "web/desk/desk.h"
#include "web/desk/remarks.h"

/* Columns a page shows beside each other; a set of meetings with more bodies shows them below. */
#define DESK_COLUMNS_MAX 6

/* ---- writing ---- */

/* An element with a class (NULL: none). */
void dais_desk_open(struct dais_page *p, const char *name, const char *class);
/* A whole element with words of the interface. */
void dais_desk_say(struct dais_page *p, const char *name, const char *class, enum dais_say what);
/* A whole element with words in which {name} is replaced. */
struct dais_str dais_desk_fill(
    const struct dais_page *p, enum dais_say what, const struct dais_say_value *values, size_t n);
/* The one value that many sentences have. */
struct dais_str dais_desk_fill1(
    const struct dais_page *p, enum dais_say what, const char *name, struct dais_str words);
/* A whole element with words of the record: in the reader's language, else another's, marked. */
void dais_desk_ml(
    struct dais_page *p, const char *name, const char *class, const struct dais_ml *ml);
/* The words for an attribute, where no mark of language can be. */
struct dais_str dais_desk_words(const struct dais_page *p, const struct dais_ml *ml);
/* A button of a form that does @value when pressed. */
void dais_desk_do(
    struct dais_page *p, const char *class, struct dais_str value, struct dais_str words);
/* A link to "/{language}/desk/..." @path. */
struct dais_str dais_desk_address(const struct dais_page *p, struct dais_str path);
/* A field for a file and the button that sends it. */
void dais_desk_file(struct dais_page *p, const char *id, enum dais_say label, const char *accept);
/* "العربية", "中文" ...: a language in its own words. */
struct dais_str dais_desk_own_name(enum dais_lang l);
/* "ar, zh": codes of @set, for values of forms. */
struct dais_str dais_desk_codes(struct dais_arena *a, dais_lang_set set);
/* The languages of "ar, zh"; what is none of the six is passed over. */
dais_lang_set dais_desk_languages_of(struct dais_str codes);

/* ---- names of things ---- */

/* "Working Group ..., thirteenth meeting" of meeting @m. */
struct dais_str dais_desk_meeting_name(
    const struct dais_record *r, size_t m, enum dais_lang l, struct dais_arena *a);
/* Of all meetings of the package, joined. */
struct dais_str dais_desk_package_name(
    const struct dais_record *r, enum dais_lang l, struct dais_arena *a);
/* "Vienna, 23-27 May 2022". */
/* "Vienna, 23-27 May 2022". */
struct dais_str dais_desk_when(const struct dais_ml *place, struct dais_date opens,
    struct dais_date closes, enum dais_lang l, struct dais_arena *a);
struct dais_str dais_desk_package_when(
    const struct dais_record *r, enum dais_lang l, struct dais_arena *a);
/* The body in few letters: the end of its symbol ("WG.3"), else its short name, else its name. */
struct dais_str dais_desk_body_mark(
    const struct dais_record *r, size_t body, enum dais_lang l, struct dais_arena *a);
/* Its name; the short one where there is one. */
struct dais_str dais_desk_body_name(const struct dais_record *r, size_t body, enum dais_lang l);
struct dais_str dais_desk_any_words(const struct dais_ml *ml, enum dais_lang l);

/* What an error says and advises, in the language of the page where it can. */
void dais_desk_reason(struct dais_page *p, const struct dais_err *err);
/* Both in one line: "Opening: the day is missing. Write ...". In the arena of the page. */
struct dais_str dais_desk_problem(const struct dais_page *p, const struct dais_err *err);

/* What the script asks of a day that is being typed: {"day": "2022-05-23", "date": "23 May 2022",
 * "words": "Monday, 23 May 2022", "problem": ""}; all but the problem are empty where it is none.
 */
void dais_desk_put_typed(const struct dais_page *p, struct dais_str typed, struct dais_json *w);

/* The same of an hour: {"hour": "15:30", "words": "3.30 p.m.", "problem": ""}. */
void dais_desk_put_typed_hour(
    const struct dais_page *p, struct dais_str typed, struct dais_json *w);
/* The attributes of a field for an hour (dais_desk_typed()), and what it has in common with that
 * for a day; @words: an example of what can be typed. */
void dais_desk_typed_hour(struct dais_page *p, struct dais_str value);
void dais_desk_typed_words(struct dais_page *p, struct dais_str words);

/* ---- the package a page is about ---- */

/* What of the package's menu is offered, and what this page is. */
struct desk_frame {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision;
	enum desk_part part;
	unsigned parts; /* bits 1u << enum desk_part */
	struct dais_str message; /* what was done; may be empty */
	bool message_is_problem;
	uint64_t undo; /* the change that was just made, and can be taken back; 0: none */
	const struct dais_err *reason; /* why it was refused; NULL: nothing more to say */
	const struct dais_diags *diags; /* why it was refused; NULL: none */
};

/* Name, dates, menu and message at the head of every page of a package. */
void dais_desk_frame(struct dais_page *p, const struct desk_frame *f);

/* ---- items ---- */

/* The place of an item in the agenda of one column. */
struct desk_number {
	size_t column;
	unsigned number; /* 1.. */
	bool can_up, can_down;
};

struct desk_card {
	size_t item;
	size_t first, span; /* columns it covers */
	DAIS_VEC(struct desk_number) numbers; /* all of them, also of columns it does not cover */
	bool elsewhere; /* a part of it stands on another card: the agendas cross */
};

struct desk_agendas {
	DAIS_VEC(size_t) columns; /* bodies */
	DAIS_VEC(struct desk_card) cards; /* in order of rows */
};

/* The agendas beside each other, common items joined: an item that stands on several agendas
 * is one card across their columns as long as their orders agree. */
void dais_desk_lay_out(const struct dais_record *r, struct dais_arena *a, struct desk_agendas *ret);

struct desk_items {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision; /* seen */
	struct desk_agendas agendas;
	struct desk_remarks_by_item remarks;
	bool may_edit;
};
void dais_desk_write_items(struct dais_page *p, const struct desk_items *v);
void dais_desk_write_add(struct dais_page *p, const struct desk_items *v);

/* What is asked before something is done to an item. */
struct desk_items_ask {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision; /* seen */
	size_t item;
	size_t body; /* that is to have an item of its own; DAIS_NONE when two become one */
};
/* Where each reference of the texts goes when the item is split. */
void dais_desk_write_split(
    struct dais_page *p, const struct desk_items_ask *v, const dais_items_reference_vec *refs);
/* The field of that decision: "new" or "old". */
struct dais_str dais_desk_reference_field(
    struct dais_arena *a, const struct dais_items_reference *ref);
/* Which item of other bodies gives way to this one. */
void dais_desk_write_unite(struct dais_page *p, const struct desk_items_ask *v);
/* Whether @other may give way to @item: no agenda has both. */
bool dais_desk_may_unite(const struct dais_record *r, size_t item, size_t other);
/* <select name="kind"> of items. */
void dais_desk_kinds(struct dais_page *p, const char *id, enum dais_item_kind selected);

/* ---- annotations ---- */

/* One language of the page. */
struct desk_text {
	enum dais_lang language;
	struct dais_str words; /* CommonMark: as it stands, or as the editor sent it */
	uint64_t seen; /* its revision; 0: there was none */
	bool may_edit;
	/* When another was faster. */
	struct dais_str their_name; /* empty: none was */
	int64_t their_time_ms;
	struct dais_str theirs;
	const struct dais_diags *problems; /* why it was not saved; NULL: it was, or not tried */
};

struct desk_texts {
	const struct dais_record *record;
	struct dais_str package;
	size_t item;
	size_t body; /* the annotation for this body alone; DAIS_NONE: for all */
	DAIS_VEC(struct desk_text) texts;
	const desk_remark_vec *remarks;
};
void dais_desk_write_texts(struct dais_page *p, const struct desk_texts *v);
/* An edit of texts; the step that makes @words the annotation of @text in @l (empty words close
 * it), @anyway: whatever another has made of it. */
struct desk;
bool dais_desk_edit_text(struct desk *d, struct dais_house_edit **ret);
bool dais_desk_put_text(struct desk *d, struct dais_house_edit *e, enum dais_lang l,
    struct dais_str text, struct dais_str words, uint64_t seen, bool anyway);
/* "organization/agenda@ic" of the item and body of @v. */
struct dais_str dais_desk_text_of(const struct desk_texts *v, struct dais_arena *a);
/* The items that have annotations, in the order in which the document prints them. */
void dais_desk_text_items(const struct dais_record *r, struct dais_arena *a, dais_index_vec *ret);
/* What {{...}} may name: [{"reference": "item transfer", "says": "item 2", "about": title} ...] */
void dais_desk_write_references(
    const struct dais_record *r, enum dais_lang l, struct dais_arena *a, struct dais_buf *out);
/* Two wordings, what went struck out, what came underlined, as a block. */
void dais_desk_difference(
    struct dais_page *p, enum dais_lang l, struct dais_str before, struct dais_str after);

/* ---- translation ---- */

/* A unit whose translation was refused. */
struct desk_refusal {
	struct dais_str unit;
	struct dais_str yours; /* what was sent */
	struct dais_str reason; /* in words; of a collision empty */
};

struct desk_translation {
	const struct dais_record *record;
	struct dais_str package;
	enum dais_lang from, to;
	const dais_unit_vec *units;
	const dais_memory_matches *matches; /* one a unit; NULL: none looked for */
	struct dais_unit_count counts[DAIS_LANG_COUNT]; /* of all target languages */
	bool all; /* done ones are shown as well */
	size_t skip; /* units to be shown that stand on earlier pages */
	bool may_edit; /* titles and annotations */
	bool may_edit_meeting; /* names of bodies and places */
	DAIS_VEC(struct desk_refusal) refusals;
};
/* Whether unit @u is to be shown; of those, so many stand on one page. */
#define DESK_UNITS_A_PAGE 120
bool dais_desk_unit_is_shown(const struct desk_translation *v, const struct dais_unit *u);
void dais_desk_write_translation(struct dais_page *p, const struct desk_translation *v);
/* Whether the unit may be translated by who looks at @v. */
bool dais_desk_may_translate(const struct desk_translation *v, const struct dais_unit *u);

/* ---- tasks, overview, releases, changes ---- */

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

/* ---- requests ---- */

/* One request to the desk. */
struct desk {
	struct dais_site *site;
	struct dais_http_exchange *x;
	struct dais_page page;
	struct dais_arena *arena; /* of the exchange */
	const struct dais_snapshot *snapshot; /* the working record; NULL: not about a package */
	struct dais_matter matter;
	/* What was refused, told at the head of the page that is shown instead of a redirect. */
	struct dais_str message;
	bool told_who; /* the message says all: someone was faster */
	const struct dais_diags *diags;
	struct dais_err err;
	unsigned status;
};
#define DESK_AUTO __attribute__((cleanup(dais_desk_end))) struct desk
void dais_desk_end(struct desk *d);

/* Someone who has signed in; @is_post: with the token of a form. False: it has been answered. */
bool dais_desk_begin(struct desk *d, struct dais_http_exchange *x, void *ctx, bool is_post);
/* The same with the package of the address, which he may read. */
bool dais_desk_begin_package(struct desk *d, struct dais_http_exchange *x, void *ctx, bool is_post);
/* The working record as it is after a change. */
bool dais_desk_again(struct desk *d);
/* True: the findings of its package are being made, and @again is called when they are there. */
bool dais_desk_waits(struct desk *d, dais_http_handler *again);
bool dais_desk_may(const struct desk *d, enum dais_action action);
bool dais_desk_may_in(const struct desk *d, enum dais_action action, enum dais_lang l);
/* Answers with the page of the problem in d->err. */
void dais_desk_fail(struct desk *d);
/* Opens the page: frame of the package, what was done or refused. @path: behind "/desk". */
void dais_desk_show(
    struct desk *d, enum desk_part part, struct dais_str title, struct dais_str path);
void dais_desk_show_plain(struct desk *d, struct dais_str title, struct dais_str path);
void dais_desk_close(struct desk *d);
/* Tells open pages of change @change (0: nothing changed) and sends the browser to @path of the
 * desk, where @did and what it is about are told. */
void dais_desk_done(
    struct desk *d, uint64_t change, struct dais_str path, const char *did, struct dais_str about);
/* The same without telling: when all has been told, or nothing is of the record. */
void dais_desk_go(
    struct desk *d, bool changed, struct dais_str path, const char *did, struct dais_str about);
/* Keeps what was refused for the page that follows: status, message in words. */
void dais_desk_refuse(
    struct desk *d, const struct dais_diags *diags, const struct dais_edit_conflict *conflict);
/* A field of a form: text with line ends as "\n". */
struct dais_str dais_desk_field(const struct desk *d, const char *name);
/* The same without blanks around it. */
struct dais_str dais_desk_trimmed(const struct desk *d, const char *name);
/* The same by a name with a part known at run time: "text-" and "fr". */
struct dais_str dais_desk_field2(const struct desk *d, const char *name, struct dais_str part);
/* The values of the boxes called @name that were ticked, with commas between them. */
struct dais_str dais_desk_ticked(const struct desk *d, const char *name);
/* Whether @word is one of such values. */
bool dais_desk_is_listed(struct dais_str list, struct dais_str word);
uint64_t dais_desk_seen(const struct desk *d, const char *field);
/* "untoc-2022/items". */
struct dais_str dais_desk_path(const struct desk *d, const char *part);
/* Findings on the working record, each with the thing it concerns. */
void dais_desk_find(struct desk *d, desk_remark_vec *ret);
void dais_desk_find_in(
    const struct dais_page *p, const struct dais_snapshot *s, desk_remark_vec *ret);
/* Begins findings in the language of the page. */
void dais_desk_diags(struct desk *d, struct dais_diags *ret);
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

/* Handlers, one file an area. */
dais_http_handler dais_desk_get_home, dais_desk_get_meetings, dais_desk_get_overview,
    dais_desk_get_items, dais_desk_post_items, dais_desk_get_item, dais_desk_post_item,
    dais_desk_get_texts, dais_desk_post_texts, dais_desk_get_preview, dais_desk_post_preview,
    dais_desk_get_proof, dais_desk_post_proof, dais_desk_get_proof_file, dais_desk_get_references,
    dais_desk_get_translation, dais_desk_post_translation, dais_desk_get_xliff, dais_desk_get_facts,
    dais_desk_get_fact, dais_desk_post_fact, dais_desk_post_facts, dais_desk_get_written,
    dais_desk_get_planning, dais_desk_post_planning, dais_desk_post_condition,
    dais_desk_get_profile, dais_desk_post_profile, dais_desk_get_silences, dais_desk_post_silences,
    dais_desk_get_silence, dais_desk_post_silence, dais_desk_get_releases, dais_desk_post_releases,
    dais_desk_get_changes, dais_desk_post_changes;

/* The page of one item. */
struct desk_item {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision;
	size_t item;
	const desk_remark_vec *remarks;
	bool may_edit;
	dais_lang_set may_title; /* languages */
	bool refused; /* then: */
	struct dais_ml sent; /* the titles that were sent */
};
void dais_desk_write_item(struct dais_page *p, const struct desk_item *v);

/* ---- a new meeting ---- */

/* A package that may be followed: what its meetings are called, and where and when they are. */
struct desk_choice {
	struct dais_str package, name, when;
};
typedef DAIS_VEC(struct desk_choice) desk_choices;

struct desk_new {
	const struct desk_choice *packages; /* that may be followed, by name */
	size_t n_packages;
	struct dais_next_input input; /* as the form says; opens not set: the first time */
	struct dais_str opens_sent; /* no day: refused; empty otherwise */
	const struct dais_record *last; /* of input.from; NULL: none chosen */
	const struct dais_next *preview; /* NULL: not asked for */
	const struct desk *sent; /* a meeting from nothing that was refused; NULL: none was */
};
void dais_desk_write_new(struct dais_page *p, const struct desk_new *v);
/* The form of a meeting from nothing, unfolded when there is none to follow. */
void dais_desk_write_nothing(struct dais_page *p, const struct desk_new *v);
void dais_desk_show_new(struct desk *d, struct desk_new *v);
/* The packages whose working record the reader may see. */
bool dais_desk_find_choices(struct desk *d, desk_choices *ret);
/* False: it has been answered. */
bool dais_desk_may_create(struct desk *d);
/* Sends the browser to the package that has been made. */
void dais_desk_made(struct desk *d, struct dais_str package, uint64_t change);
/* The name of the package that follows @from when it opens in @year: "untoc-2023". */
struct dais_str dais_desk_next_name(struct dais_arena *a, struct dais_str from, int year);

dais_http_handler dais_desk_get_new, dais_desk_post_new, dais_desk_post_nothing,
    dais_desk_get_export, dais_desk_get_import, dais_desk_post_import, dais_desk_post_xliff;
/* The page of the translation, when something was refused; and its address. */
void dais_desk_show_translation(struct desk *d);
struct dais_str dais_desk_translation_path(const struct desk *d);

/* A field of a form with its label. */
void dais_desk_input(struct dais_page *p, const char *id, const char *type, enum dais_say label,
    struct dais_str value, bool required);

#endif
