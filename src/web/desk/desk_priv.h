/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/desk only. Each page is a view, made from a record alone, and a writer, which
 * sees the view and nothing of the house: both can be tested without either.
 */
#ifndef DAIS_WEB_DESK_DESK_PRIV_H
#define DAIS_WEB_DESK_DESK_PRIV_H

#include "base/diag.h"
#include "model/record.h"
#include "web/site.h"

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
/* <input type="hidden">. */
void dais_desk_hidden(struct dais_page *p, const char *name, struct dais_str value);
/* A button of a form that does @value when pressed. */
void dais_desk_do(
    struct dais_page *p, const char *class, struct dais_str value, struct dais_str words);
/* A link to "/{language}/desk/..." @path. */
struct dais_str dais_desk_address(const struct dais_page *p, struct dais_str path);
/* Opens <option>; selected when @selected; the caller writes the words and closes. */
void dais_desk_option(struct dais_page *p, struct dais_str value, bool selected);
void dais_desk_label(struct dais_page *p, const char *id, enum dais_say what);
/* Opens <select>; the caller adds options and closes. */
void dais_desk_select(struct dais_page *p, const char *id, const char *name);
/* lang and dir on an element just opened. */
void dais_desk_language(struct dais_page *p, enum dais_lang l);
/* "العربية", "中文" ...: a language in its own words. */
struct dais_str dais_desk_own_name(enum dais_lang l);
/* "ar, zh": codes of @set. */
struct dais_str dais_desk_codes(struct dais_arena *a, dais_lang_set set);

/* ---- names of things ---- */

/* "Working Group ..., thirteenth meeting" of meeting @m. */
struct dais_str dais_desk_meeting_name(
    const struct dais_record *r, size_t m, enum dais_lang l, struct dais_arena *a);
/* Of all meetings of the package, joined. */
struct dais_str dais_desk_package_name(
    const struct dais_record *r, enum dais_lang l, struct dais_arena *a);
/* "Vienna, 23-27 May 2022". */
struct dais_str dais_desk_package_when(
    const struct dais_record *r, enum dais_lang l, struct dais_arena *a);
/* The body in few letters: the end of its symbol ("WG.3"), else its short name, else its name. */
struct dais_str dais_desk_body_mark(
    const struct dais_record *r, size_t body, enum dais_lang l, struct dais_arena *a);
/* Its name; the short one where there is one. */
struct dais_str dais_desk_body_name(const struct dais_record *r, size_t body, enum dais_lang l);
struct dais_str dais_desk_any_words(const struct dais_ml *ml, enum dais_lang l);

/* ---- the package a page is about ---- */

/* A part of the menu of a package. */
enum desk_part {
	DESK_PART_OVERVIEW,
	DESK_PART_ITEMS,
	DESK_PART_TEXTS,
	DESK_PART_TRANSLATION,
	DESK_PART_DOCUMENTS,
	DESK_PART_TIMETABLE,
	DESK_PART_RELEASES,
	DESK_PART_CHANGES,
	DESK_PART_COUNT
};

/* What of the package's menu is offered, and what this page is. */
struct desk_frame {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision;
	enum desk_part part;
	unsigned parts; /* bits 1u << enum desk_part */
	struct dais_str message; /* what was done; may be empty */
	bool message_is_problem;
};

/* Name, dates, menu and message at the head of every page of a package. */
void dais_desk_frame(struct dais_page *p, const struct desk_frame *f);
/* What was done, in a region that is read out. */
void dais_desk_message(struct dais_page *p, struct dais_str message, bool is_problem);

/* ---- findings beside what they concern ---- */

struct desk_remark {
	struct dais_str kind, id; /* of the thing; kind empty: of the whole */
	int language; /* enum dais_lang, -1: none */
	enum dais_severity severity;
	const char *rule;
	struct dais_str message, hint;
};
typedef DAIS_VEC(struct desk_remark) desk_remark_vec;

/* A list of those about thing @kind @id (kind empty: all); nothing when there are none. */
void dais_desk_remarks(
    struct dais_page *p, const desk_remark_vec *remarks, struct dais_str kind, struct dais_str id);

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
	const desk_remark_vec *remarks;
	bool may_edit;
};
void dais_desk_write_items(struct dais_page *p, const struct desk_items *v);
void dais_desk_write_add(struct dais_page *p, const struct desk_items *v);
/* <select name="kind"> of items. */
void dais_desk_kinds(struct dais_page *p, const char *id, enum dais_item_kind selected);

#endif
