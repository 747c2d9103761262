/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A list while it is read: where it stands, and the parts of its items.
 */
#ifndef DAIS_READ_TEXT_LISTS_PRIV_H
#define DAIS_READ_TEXT_LISTS_PRIV_H

#include "read/text/build_priv.h"
#include "read/text/lists.h"

struct list_scan {
	struct item_list *list;
	size_t item;       /* index of the current item */
	unsigned number;   /* its number */
	unsigned before;   /* that of the item before it; 0 none */
	unsigned parts;    /* how many it has */
	unsigned points;   /* how many parts the last part has */
	unsigned counted; /* in a list of Chinese or roman numerals: the last number in figures; 0
			     none */
	int last_letter; /* printed last, over all items; -1 none */
	size_t since; /* blocks since the last item */
	bool decimal; /* parts are "3.1", "3.2" */
	bool small_roman; /* those of the current item are "(i)", "(ii)" */
	size_t indent; /* white space before the first item's line, bytes */
	bool roman; /* items are "I.", "II." */
	bool no_stops; /* the first title ends without a stop: paragraphs do with one */
	unsigned paragraph; /* number of the last numbered paragraph between items */
	bool documents; /* the heading of a list of documents was the last */
	bool plain; /* parts of the current item have no letter: dashes, or numbers of their own */
	unsigned inner; /* numbers below the current item that are still to come */
};

/* White space before the first line of block @b, in bytes; of a flow: 0. */
size_t read_list_indent(const struct reader *r, size_t b);
/* Adds block @b, with its title from byte @at, to the list: the item or part is filled by the
 * caller. Valid until the next is added. */
struct list_item *read_list_add(struct reader *r, struct list_scan *s, size_t b, size_t at);

/* list_parts.c: each takes block @b with mark @m if it is a part of the current item; false leaves
 * the list as it is. */
/* "(a) Title", "(i) Title" */
bool read_take_letter(struct reader *r, struct list_scan *s, size_t b, struct item_mark m);
/* "3.1 Title" */
bool read_take_decimal(struct reader *r, struct list_scan *s, size_t b, struct item_mark m);
/* "3.2.1 Title": a part of the part "3.2", if it is the next. */
void read_take_decimal_point(
    const struct reader *r, struct list_scan *s, size_t b, struct item_mark m);
/* "A. Report", "B. Communication" right under an item are its parts, unlike headings between items:
 * the first is followed by the second. */
bool read_take_capital(struct reader *r, struct list_scan *s, size_t b, struct item_mark m);
/* "- Report of the Board", right under the title of an item or under another of them, among titles
 * without text between them. */
bool read_take_point(struct reader *r, struct list_scan *s, size_t b);
/* "1. Report of the Board", counted from 1 under an item: further in than the items are, or so many
 * that the number of the next item follows. */
bool read_take_inner_number(struct reader *r, struct list_scan *s, size_t b, struct item_mark m);

#endif
