/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbered lists that may be agendas: runs of short numbered titles with lettered parts. Whether
 * one is an agenda is decided by agenda.c, from what stands before it and what it holds.
 */
#ifndef DAIS_READ_TEXT_LISTS_H
#define DAIS_READ_TEXT_LISTS_H

#include "read/text/read_priv.h"

struct list_item {
	size_t block;
	size_t at;       /* byte of the title in the block */
	unsigned number; /* as printed */
	int letter;      /* -1: not a part; as its place asks for */
	int printed;     /* letter as printed */
	bool decimal;    /* of a part: numbered "3.2" */
	size_t up;       /* of a part: index of its item in the list; else DAIS_NONE */
};

struct item_list {
	DAIS_VEC(struct list_item) items;
	size_t first, last; /* blocks of the first and last item */
	size_t top;         /* items that are no parts */
	size_t known;       /* titles such as "Opening of the session", "Other matters" */
	size_t prose;       /* blocks between that are no items */
	size_t chars;       /* of all titles */
	bool worded;        /* "Item 1" */
	bool roman;         /* "I." */
	size_t name;        /* block that may be the name of a body, before the list; DAIS_NONE */
	size_t intro;       /* block that announces an agenda; DAIS_NONE */
};

/* Reads the list that begins at block @b (its mark is the number 1 or the roman one), up to block
 * @end. False when it is none: fewer than two items. */
bool read_list_at(struct reader *r, size_t b, size_t end, struct item_list *ret);
/* Whether @s is as titles are: not too long, no run of sentences. */
bool read_is_title(struct dais_str s);

#endif
