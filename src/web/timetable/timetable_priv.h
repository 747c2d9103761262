/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/timetable only. A sitting is named in addresses and forms by its beginning and its
 * first body, "2022-05-23T10:00/ic": what stands there when the request comes is what is meant.
 */
#ifndef DAIS_WEB_TIMETABLE_TIMETABLE_PRIV_H
#define DAIS_WEB_TIMETABLE_TIMETABLE_PRIV_H

#include "service/timetable/propose.h"
#include "web/site.h"

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
	bool may_edit;
	const struct dais_propose_answer *proposal; /* NULL: the timetable in force is shown */
	const struct dais_record *in_force; /* with a proposal */
};

/* The rows: all times of @verdict and of the sittings. */
void timetable_rows(const struct dais_record *r, const struct dais_arrange_verdict *verdict,
    struct dais_arena *a, timetable_row_vec *ret);
/* Name of sitting @i in forms, and the sitting of a name (DAIS_NONE: none). */
struct dais_str timetable_name(const struct dais_record *r, size_t i, struct dais_arena *a);
size_t timetable_find(const struct dais_record *r, struct dais_str name);
/* "Monday, 23 May 2022, 10 a.m.-1 p.m." */
struct dais_str timetable_time(
    const struct dais_page *p, struct dais_local start, struct dais_local end);
/* "3. Environment", with the number in the agenda of the first of @bodies that has it. */
struct dais_str timetable_item(const struct dais_page *p, const struct dais_record *r, size_t item,
    const dais_index_vec *bodies);

void timetable_write(struct dais_page *p, const struct timetable_view *v);
void timetable_write_proposal(struct dais_page *p, const struct timetable_view *v);
/* The grid alone. */
void timetable_write_grid(struct dais_page *p, const struct timetable_view *v);
/* The chosen sitting, to be changed. */
void timetable_write_sitting(struct dais_page *p, const struct timetable_view *v);
void timetable_write_add(struct dais_page *p, const struct timetable_view *v);
void timetable_write_plan(struct dais_page *p, const struct timetable_view *v);
void timetable_write_verdict(struct dais_page *p, const struct timetable_view *v);

/* Forms: hidden package state, a button that does @what. */
void timetable_form(struct dais_page *p, const struct timetable_view *v);
void timetable_form_end(struct dais_page *p);
void timetable_button(
    struct dais_page *p, const char *what, const char *class_name, enum dais_say words);
/* <label> and <select name=...>; the caller adds options and closes with dais_page_end(). */
void timetable_select(struct dais_page *p, const char *id, const char *name, enum dais_say label);
void timetable_option(struct dais_page *p, struct dais_str value, struct dais_str words);
struct dais_str timetable_path(const struct dais_page *p, struct dais_str package);

#endif
