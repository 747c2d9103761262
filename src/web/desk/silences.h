/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/desk only: silence procedures, their list and a page for each.
 */
#ifndef DAIS_WEB_DESK_SILENCES_H
#define DAIS_WEB_DESK_SILENCES_H

#include "service/house/silences.h"
#include "web/desk/desk_priv.h"

struct desk_silences {
	const struct dais_record *record;
	struct dais_str package;
	size_t shown; /* the procedure of the page; DAIS_NONE: the list */
	int64_t now_ms;
	const desk_remark_vec *remarks;
	bool may_open, may_answer, may_conclude;
	struct dais_str himself; /* name of a reader who answers for himself; empty: he records */
	const struct desk *sent; /* a form that was refused: shows what stood in it; NULL: none */
	struct dais_str sent_form; /* what it was to do: "open", "answer", "extend" */
};
/* The list; the page of the one that is shown. */
void dais_desk_write_silences(struct dais_page *p, const struct desk_silences *v);
void dais_desk_write_silence(struct dais_page *p, const struct desk_silences *v);
/* The form that opens one, folded up. */
void dais_desk_write_silence_open(struct dais_page *p, const struct desk_silences *v);
/* The forms that answer, put the end off, withdraw and conclude, as far as they are possible. */
void dais_desk_write_silence_forms(struct dais_page *p, const struct desk_silences *v);

/* Strings here and below lie in the arena of the page, or in @a.
 * "Dates": what it, or an approval, is about. */
struct dais_str dais_desk_silence_object(const struct dais_page *p, struct dais_str object);
/* "until Friday, 30 July 2021, at 5 p.m. (Europe/Vienna)". */
struct dais_str dais_desk_silence_until(
    const struct dais_page *p, const struct dais_record *r, const struct dais_silence *s);
/* "Days left: 3"; in hours when there is no whole day. */
struct dais_str dais_desk_time_left(const struct dais_page *p, int64_t left_ms);
/* "untoc-2022/silences/dates". */
struct dais_str dais_desk_silence_path(
    struct dais_arena *a, struct dais_str package, struct dais_str id);

#endif
