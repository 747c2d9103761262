/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Two plans of the same meeting side by side, under two modalities: what differs is marked in
 * both, and the time of each item, the total, the shortfall and how time is re-allocated are
 * stated (R-HYB-02).
 */
#ifndef DAIS_WRITE_TIMETABLE_BESIDE_H
#define DAIS_WRITE_TIMETABLE_BESIDE_H

#include "base/err.h"
#include "write/timetable/text.h"

/* Two plans of one record. */
struct dais_timetable_pair {
	const struct dais_record *record;
	const dais_sitting_vec *before, *after;
	enum dais_modality modality_before, modality_after;
	dais_str_lines notes; /* remarks under both, sentences; borrowed */
};

/* Appends the comparison as text. opt->totals is taken as set. */
void dais_timetable_beside_text(const struct dais_timetable_pair *pair, enum dais_lang l,
    const struct dais_timetable_text_options *opt, struct dais_buf *out);
/* Appends it as a web page. Errors: LIMIT (page too big). */
bool dais_timetable_beside_page(const struct dais_timetable_pair *pair, enum dais_lang l,
    struct dais_buf *out, struct dais_err *err) __attribute__((warn_unused_result));
/* Appends it as an SVG picture, of one kind with picture.h. Errors: LIMIT (picture too big). */
bool dais_timetable_beside_picture(const struct dais_timetable_pair *pair, enum dais_lang l,
    struct dais_buf *out, struct dais_err *err) __attribute__((warn_unused_result));
/* Total time and shortfall, as sentences in @a: what a contingency plan has to state. */
void dais_timetable_shortfall(const struct dais_timetable_pair *pair, enum dais_lang l,
    struct dais_arena *a, dais_str_lines *ret);

#endif
