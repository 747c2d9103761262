/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/timetable only. */
#ifndef DAIS_WEB_TIMETABLE_TIMETABLE_PRIV_H
#define DAIS_WEB_TIMETABLE_TIMETABLE_PRIV_H

#include "service/timetable/format.h"
#include "service/timetable/propose.h"
#include "service/timetable/why.h"
#include "web/desk/desk.h"
#include "web/site.h"
#include "web/timetable/timetable.h"
#include "write/timetable/beside.h"

#define TIMETABLE_COLUMNS_MAX 12

/* A row of the grid: a time at which sittings may be, or are, held. */
struct timetable_row {
	struct dais_local start, end;
	bool usual; /* one of the profile's times */
};
typedef DAIS_VEC(struct timetable_row) timetable_row_vec;

struct timetable_view {
	const struct dais_record *record;
	struct dais_str package;
	uint64_t revision;
	const struct dais_arrange_verdict *verdict;
	timetable_row_vec rows;
	dais_index_vec columns; /* bodies */
	size_t chosen; /* sitting, or DAIS_NONE */
	struct dais_date day; /* that a narrow screen shows */
	dais_arrange_choice_vec rooms, teams; /* for it */
	bool may_edit;
	struct dais_str label; /* of the grid, where there are two; else empty */
	bool still; /* a grid to look at, without forms and links */
	struct dais_str form; /* where forms go, after the address of the timetable; may be empty */
	const struct dais_propose_answer *proposal; /* NULL: the timetable in force is shown */
	const struct dais_record *in_force; /* with a proposal */
	const struct dais_why *why; /* marks the grid; NULL: nobody asks */
	const struct dais_desk_again *again; /* the form that was refused; NULL: none was */
};
/* v->again when it is about the form that does @act, to @item where the form names one. */
const struct dais_desk_again *timetable_again(
    const struct timetable_view *v, const char *act, struct dais_str item);

/* The plans of two formats. */
struct timetable_format {
	enum dais_modality now, other;
	const struct timetable_view *beside; /* of the other; NULL: none is ready */
	const struct dais_contingency *costs; /* NULL: not both can be judged */
	dais_str_lines stated; /* total time and shortfall */
	dais_str_lines notice[DAIS_LANG_COUNT]; /* paragraphs */
	size_t approver; /* body that is likely to approve; DAIS_NONE */
	size_t approvals[DAIS_MODALITY_COUNT]; /* of each format; DAIS_NONE */
	struct dais_date today;
	bool may_approve, may_switch, may_release;
};

/* The rows: all times of @verdict and of the sittings. */
void timetable_rows(const struct dais_record *r, const struct dais_arrange_verdict *verdict,
    struct dais_arena *a, timetable_row_vec *ret);
/* The page that says why @item is in @sitting. */
struct dais_str timetable_why_path(const struct dais_page *p, struct dais_str package,
    const struct dais_record *r, size_t sitting, size_t item);
/* "Monday, 23 May 2022, 10 a.m.-1 p.m." */
struct dais_str timetable_time(
    const struct dais_page *p, struct dais_local start, struct dais_local end);
/* "3 / 2 Environment", with its numbers on the agendas of @bodies. */
struct dais_str timetable_item(const struct dais_page *p, const struct dais_record *r, size_t item,
    const dais_index_vec *bodies);

/* "Tuesday, 24 May 2022 (morning)" */
struct dais_str timetable_half(const struct dais_page *p, struct dais_date day, bool afternoon);
/* In words what the planner was told ("room:board@2022-05-24"); empty: it cannot be said. */
struct dais_str timetable_said(
    const struct dais_page *p, const struct timetable_view *v, struct dais_str told);

void timetable_write(struct dais_page *p, const struct timetable_view *v);
/* @f: the proposal is of another format; else NULL. */
void timetable_write_proposal(
    struct dais_page *p, const struct timetable_view *v, const struct timetable_format *f);
void timetable_write_format(
    struct dais_page *p, const struct timetable_view *v, const struct timetable_format *f);
/* The plan in force, @v, and the other. */
void timetable_write_beside(
    struct dais_page *p, const struct timetable_view *v, const struct timetable_format *f);
/* The grid alone. */
void timetable_write_grid(struct dais_page *p, const struct timetable_view *v);
/* The day that @asked ("2022-05-23") names, else that of the chosen sitting, else @today, else the
 * first: always one of the rows', when there are any. */
struct dais_date timetable_day(
    const struct timetable_view *v, struct dais_str asked, struct dais_date today);
/* v->day alone, for narrow screens: the grid is hidden there, and this elsewhere. */
void timetable_write_day(struct dais_page *p, const struct timetable_view *v);
/* The menu of the times to which the chosen sitting can be moved; with v->why, what each would
 * cost. */
void timetable_write_move(struct dais_page *p, const struct timetable_view *v);
/* The timetable with sitting @i chosen. */
struct dais_str timetable_choose_path(
    const struct dais_page *p, const struct timetable_view *v, size_t i);
/* The menu of the times to which sitting @i can be moved. */
struct dais_str timetable_move_path(
    const struct dais_page *p, const struct timetable_view *v, size_t i);
/* Whether the bodies of the sitting have taken the item up before. */
bool timetable_is_continued(const struct dais_record *r, size_t sitting, size_t item);
/* Whether @body, an index of the record, meets in @s. */
bool timetable_has_body(const struct dais_sitting *s, size_t body);
bool timetable_breaks_rule(const struct timetable_view *v, size_t sitting);
/* The chosen sitting, to be changed. */
void timetable_write_sitting(struct dais_page *p, const struct timetable_view *v);
void timetable_write_add(struct dais_page *p, const struct timetable_view *v);
void timetable_write_plan(struct dais_page *p, const struct timetable_view *v);
void timetable_write_verdict(struct dais_page *p, const struct timetable_view *v);
/* Style and, with @script, script of these pages only. */
void timetable_load(struct dais_page *p, bool script);
/* A sentence of checker or planner. */
void timetable_write_words(struct dais_page *p, const char *element, struct dais_str words);
void timetable_write_back(struct dais_page *p, const struct timetable_view *v);
void timetable_write_why(struct dais_page *p, const struct timetable_view *v);
/* What a place would be ("not possible"), and what would break there or suffer, and how. */
void timetable_write_place_kind(struct dais_page *p, const struct dais_why_place *place);
void timetable_write_place_words(
    struct dais_page *p, const struct timetable_view *v, const struct dais_why_place *place);
/* In a cell of the item that is asked about: what its time would cost. */
void timetable_write_mark(
    struct dais_page *p, const struct timetable_view *v, const struct timetable_row *row);
/* The rules that sitting @i breaks, as a list; nothing when it breaks none. */
void timetable_write_breaches_of(
    struct dais_page *p, const struct timetable_view *v, size_t sitting);

/* Forms: hidden package state, a button that does @what. */
void timetable_form(struct dais_page *p, const struct timetable_view *v);
void timetable_form_end(struct dais_page *p);
void timetable_button(
    struct dais_page *p, const char *what, const char *class_name, enum dais_say words);
/* <label> and <select name=...>; the caller adds options and closes with timetable_select_end(). */
void timetable_select(struct dais_page *p, const char *id, const char *name, enum dais_say label);
/* An option with its words, chosen when it is @kept. */
void timetable_option_kept(
    struct dais_page *p, struct dais_str value, struct dais_str words, struct dais_str kept);
void timetable_select_end(struct dais_page *p);
/* The same with what is wrong with field @name behind it. */
void timetable_select_end_beside(
    struct dais_page *p, const struct dais_desk_again *again, const char *name);
/* "2022-05-23T10:00 2022-05-23T13:00", as fields say it. */
struct dais_str timetable_time_value(
    const struct dais_page *p, struct dais_local start, struct dais_local end);
/* A select named "time" of all rows of the grid, in the form that does @act. */
void timetable_select_time(struct dais_page *p, const struct timetable_view *v, const char *act,
    const char *id, enum dais_say label);
/* Opens a field with the label of element @id; close with dais_page_end(). */
void timetable_field(struct dais_page *p, const char *id, enum dais_say label);
/* "room-fr": the field of free words for a room. */
const char *timetable_words_name(struct dais_arena *a, enum dais_lang l);
/* "/en/desk/untoc-2022/timetable". */
struct dais_str timetable_path(const struct dais_page *p, struct dais_str package);

/* ---- requests ---- */

/* Views of an arrangement for the writers, in the arena of @p: the grid with its verdict, and
 * the other format. */
void timetable_fill_view(struct dais_page *p, const struct dais_arrangement *t,
    struct dais_arrange_verdict *verdict, struct timetable_view *v);
void timetable_fill_format(struct dais_page *p, const struct dais_arrangement *t,
    const struct dais_snapshot *s, enum dais_modality other, struct timetable_format *f);
/* The timetable as it stands, with what was refused above it or beside its field, and the form as
 * it was sent. @diags may be NULL. */
void timetable_refuse(struct dais_page *p, const struct dais_snapshot *s,
    const struct dais_err *err, const struct dais_diags *diags,
    const struct dais_edit_conflict *conflict);
/* Asks for a plan; @keeps: one that keeps as much as it can after what the form says happened. */
void timetable_ask(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_snapshot *s, bool keeps);
/* The best plan in which the item of the form is not in its sitting. */
void timetable_ask_without(struct dais_site *site, struct dais_http_exchange *x,
    struct dais_page *p, const struct dais_snapshot *s);
/* Has the planner asked, keeps what it proposes, and leads to it. */
void timetable_send_question(struct dais_site *site, struct dais_http_exchange *x,
    struct dais_page *p, const struct dais_snapshot *s, const struct dais_propose_wish *wish);
/* What happened, as the form of timetable_write_plan() says it, into @wish; INVALID. */
bool timetable_take_happened(struct dais_http_exchange *x, struct dais_arena *a,
    struct dais_propose_wish *wish, struct dais_err *err);
/* Handlers. */
void timetable_show_format(struct dais_http_exchange *x, void *ctx);
void timetable_change_format(struct dais_http_exchange *x, void *ctx);

#endif
