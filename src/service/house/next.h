/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The next meeting from the last: a new package with the ordinals that follow, the items that
 * recur, dates and deadlines computed from the opening day, the agenda's symbol allotted by rule,
 * and the annotations of what recurs as drafts, their references moved on by one meeting.
 */
#ifndef DAIS_SERVICE_HOUSE_NEXT_H
#define DAIS_SERVICE_HOUSE_NEXT_H

#include "service/house/house.h"

struct dais_next_input {
	struct dais_str from;    /* the package of the last meeting; its working record is used */
	struct dais_str package; /* name of the new one */
	struct dais_date opens;  /* of the first of the meetings held together */
	unsigned days; /* from the first day to the last, both counted; 0: as the last */
	int modality; /* enum dais_modality; -1: as the last */
	dais_store_strs keep, leave; /* items taken over or left whatever their kind */
	bool timetable; /* take the sittings over, moved by the same days */
	dais_store_strs refuse; /* ids of lines WORDS_MOVED: these words stay as they are */
};

enum dais_next_what {
	DAIS_NEXT_MEETING, /* from, to: ids */
	DAIS_NEXT_ITEM_KEPT,
	DAIS_NEXT_ITEM_LEFT,
	DAIS_NEXT_ANNOTATION_KEPT, /* of an item, in languages */
	DAIS_NEXT_ANNOTATION_LEFT,
	DAIS_NEXT_WORDS_LEFT, /* words given for references state what was true of the last: the
				 checks find them; of an item, in languages */
	DAIS_NEXT_WORDS_MOVED, /* days, deadlines and ordinals of the last in the words of authors:
				* from, to: the words; id: to refuse it by; of an item, in one
				* language; why: FOLLOWS or the deadline */
	DAIS_NEXT_WORDS_KEPT, /* the same, refused */
	DAIS_NEXT_DOCUMENT_NEW, /* to: its symbols */
	DAIS_NEXT_DOCUMENT_KEPT, /* as one of the earlier meeting */
	DAIS_NEXT_DOCUMENT_LEFT,
	DAIS_NEXT_SITTINGS, /* to: how many */
	DAIS_NEXT_PLANNING_LEFT, /* planning.yaml names what is not taken over */
	DAIS_NEXT_DEADLINE, /* date */
	DAIS_NEXT_COUNT
};
enum dais_next_why {
	DAIS_NEXT_FOLLOWS, /* one meeting on */
	DAIS_NEXT_RECURS, /* items of this kind recur */
	DAIS_NEXT_TOPIC, /* a topic of that meeting */
	DAIS_NEXT_CHOSEN, /* keep or leave */
	DAIS_NEXT_REFERRED, /* a text that is kept refers to it */
	DAIS_NEXT_REFERS, /* refers to what is not taken over: `id` of that in `from` */
	DAIS_NEXT_BY_RULE, /* R-SYM-05, R-SYM-06 */
	DAIS_NEXT_SUBMIT, /* deadlines: papers submitted, issued, */
	DAIS_NEXT_ISSUE,
	DAIS_NEXT_CIRCULATE, /* annotated agenda circulated, */
	DAIS_NEXT_REPORT, /* report submitted */
	DAIS_NEXT_WHY_COUNT
};

/* One line of what would be made. */
struct dais_next_line {
	enum dais_next_what what;
	enum dais_next_why why;
	struct dais_str kind, id; /* of the thing; may be empty */
	struct dais_ml about; /* its title */
	struct dais_str from, to;
	struct dais_str before, behind; /* of words: what stands beside them; may be empty */
	struct dais_date date;
	dais_lang_set languages;
};
struct dais_next {
	DAIS_VEC(struct dais_next_line) lines;
	const struct dais_record *record; /* as it would be */
};

/* What would be made of @in, in @a; nothing is written. INVALID: the input, or (then @diags says
 * why) the package that would be made. Permission to read the working record of the last is the
 * caller's matter. */
bool dais_next_preview(struct dais_house *h, const struct dais_next_input *in, struct dais_arena *a,
    struct dais_next *ret, struct dais_diags *diags, struct dais_err *err);
/* Makes it (DAIS_ACTION_CREATE_PACKAGE). CONFLICT: there is a package of that name. */
bool dais_next_make(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_next_input *in, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_err *err);

#endif
