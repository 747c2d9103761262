/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Changes of a plan in sentences, for delegations, in six languages; and the notice for the web
 * page when the format of a meeting changes, with the approval it needs (R-HYB-06) and what stays
 * as it is (R-HYB-07). Words come from share/languages.
 */
#ifndef DAIS_WRITE_TIMETABLE_SAY_H
#define DAIS_WRITE_TIMETABLE_SAY_H

#include "base/err.h"
#include "write/timetable/beside.h"

/* "Item 3, “Environment”, moves from Tuesday, 24 May, 10 a.m.–1 p.m., to ...", in @a. */
struct dais_str dais_timetable_say(const struct dais_record *r, enum dais_lang l,
    const struct dais_timetable_change *c, struct dais_arena *a);

/* The list of changes. */
struct dais_timetable_news {
	const struct dais_record *record;
	const dais_timetable_change_vec *changes;
	struct dais_date date;       /* of the list; year 0: not printed */
	const dais_sitting_vec *after; /* page only: the new timetable below, marked; NULL none */
};

/* The list as text for a terminal or a mail. */
void dais_timetable_news_text(const struct dais_timetable_news *news, enum dais_lang l,
    const struct dais_timetable_text_options *opt, struct dais_buf *out);
/* Errors: LIMIT (page too big). */
bool dais_timetable_news_page(const struct dais_timetable_news *news, enum dais_lang l,
    struct dais_buf *out, struct dais_err *err) __attribute__((warn_unused_result));

/* --- change of format ------------------------------------------------------------------------- */

struct dais_timetable_notice {
	struct dais_timetable_pair plans; /* before: in force; after: its successor */
	struct dais_date date; /* of the notice; year 0: not printed */
	size_t approval; /* of the record; DAIS_NONE: see dais_timetable_approval() */
};

/* The approval of format @modality for all meetings of @r that are held together (R-HYB-06), or
 * DAIS_NONE: it is still needed. */
size_t dais_timetable_approval(const struct dais_record *r, enum dais_modality modality);

/* The paragraphs of the notice, in @a: what changes, who approved it when (or has to), what stays,
 * total time and shortfall. */
void dais_timetable_notice_lines(const struct dais_timetable_notice *n, enum dais_lang l,
    struct dais_arena *a, dais_str_lines *ret);
void dais_timetable_notice_text(const struct dais_timetable_notice *n, enum dais_lang l,
    const struct dais_timetable_text_options *opt, struct dais_buf *out);
/* With the new timetable below. Errors: LIMIT (page too big). */
bool dais_timetable_notice_page(const struct dais_timetable_notice *n, enum dais_lang l,
    struct dais_buf *out, struct dais_err *err) __attribute__((warn_unused_result));

#endif
