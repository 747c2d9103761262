/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Between the files of the summary.
 */
#ifndef DAIS_SERVICE_HOUSE_STANDING_PRIV_H
#define DAIS_SERVICE_HOUSE_STANDING_PRIV_H

#include "mark/json_read.h"
#include "service/house/standing.h"

#define STANDING_AT_ONCE 64 /* changes or packages looked at in one go */

/* All that is said of a package. */
struct standing_rows {
	struct dais_standing_package package;
	dais_standing_document_vec documents;
	struct dais_standing standing; /* what stands in the row of the package */
};
/* What is to be said of the working record @s; strings in @a. */
bool standing_make(struct dais_house *h, const struct dais_snapshot *s, struct dais_arena *a,
    struct standing_rows *ret, struct dais_err *err);

/* The row of a package, without its package and revision; strings in @a. */
struct dais_str standing_package_words(const struct dais_standing *s, struct dais_arena *a);
/* The row of a document; @s are facts, not yet judged. @today settles what depends on the day and
 * *@next_day becomes the day on which that changes, if that is earlier. */
void standing_document_row(const struct dais_document_state *s, struct dais_date today,
    struct dais_arena *a, struct dais_standing_document *ret, int64_t *next_day);
/* The facts in a row; names of meetings come from @of. */
bool standing_document_read(const struct dais_standing_document *row,
    const struct dais_standing *of, struct dais_arena *a, struct dais_document_state *ret,
    struct dais_err *err);

#endif
