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
/* A field of a form with its label. */
void dais_desk_input(struct dais_page *p, const char *id, const char *type, enum dais_say label,
    struct dais_str value, bool required);

/* ---- names of things ---- */

/* Of all meetings of the package, joined. */
struct dais_str dais_desk_package_name(
    const struct dais_record *r, enum dais_lang l, struct dais_arena *a);
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
	bool tells_reason; /* the message says who was faster, the reason behind it at what */
	bool keeps_typed; /* then the form keeps what was typed, and says what the record has now */
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
/* Of a conflict of which nobody said with whom: who changed the thing last, into @conflict; the
 * message then says both. */
void dais_desk_find_faster(
    struct desk *d, const char *kind, const char *id, struct dais_edit_conflict *conflict);
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
    dais_desk_get_changes, dais_desk_post_changes, dais_desk_get_new, dais_desk_post_new,
    dais_desk_post_nothing, dais_desk_get_export, dais_desk_get_import, dais_desk_post_import,
    dais_desk_post_xliff;

#endif
