/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files that make the next meeting.
 */
#ifndef DAIS_SERVICE_HOUSE_NEXT_PRIV_H
#define DAIS_SERVICE_HOUSE_NEXT_PRIV_H

#include "mark/json_read.h"
#include "service/house/house_priv.h"
#include "service/house/next.h"

struct next_maker {
	struct dais_house *h;
	const struct dais_next_input *in;
	struct dais_arena *a;
	const struct dais_record *r;   /* the last */
	const dais_thing_vec *last;    /* its things */
	dais_thing_vec things;         /* of the next */
	struct dais_next *next;
	int days_moved;                /* from the last opening to the next */
	bool *item_kept;               /* by item of r: parts as their item */
	bool *document_kept, *mandate_kept; /* by index of r */
	dais_store_strs agenda_symbols;
};

struct dais_next_line *house_next_line(struct next_maker *m, enum dais_next_what what,
    enum dais_next_why why, const char *kind, struct dais_str id);
/* The index in `together` of the meeting of body @body; DAIS_NONE. */
size_t house_next_together(const struct next_maker *m, size_t body);
/* "ic@14" for meeting @id of a body that meets: its next, if that will be known; else @id. */
struct dais_str house_next_meeting_id(const struct next_maker *m, struct dais_str id);
/* Takes over the annotations of kept items: those that speak of nothing that is left. */
void house_next_annotations(struct next_maker *m);
void house_next_add(struct next_maker *m, const struct dais_thing *like, struct dais_str value);

#endif
