/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Marking words in the tree of a document; private to this folder.
 */
#ifndef DAIS_READ_DOCX_ANNOTATE_PRIV_H
#define DAIS_READ_DOCX_ANNOTATE_PRIV_H

#include <libxml/tree.h>

#include "read/docx/annotate.h"
#include "read/docx/story_priv.h"

/* A part of a text element; an element is cut where marks begin and end. */
struct docx_cut {
	unsigned from; /* code point of what shows */
	size_t byte;   /* the same, in bytes */
	xmlNode *node;
};

struct docx_element {
	const struct docx_piece *piece; /* NULL: nothing of it shows */
	struct dais_str shown;          /* what shows, once somebody asked */
	DAIS_VEC(struct docx_cut) cuts;
};

struct docx_tree {
	struct dais_arena *arena;
	xmlNode *root;
	xmlNs *space, *attribute_space; /* of word processing */
	DAIS_VEC(struct docx_element) elements;
	DAIS_VEC(xmlNode *) paragraphs; /* all, by their number in the part */
	struct docx_map *map;
};

/* Between what a range of words stands; both have the same or a following parent. */
struct docx_range {
	xmlNode *first, *last; /* runs, or what holds them */
	xmlNode *paragraph;    /* when there are no words */
};

/* --- tree.c --- */

/* The node after @n below @top, in document order; NULL at the end. */
xmlNode *docx_next_node(xmlNode *n, const xmlNode *top);
/* The namespace nodes of word processing for elements and attributes below @root. */
void docx_spaces(xmlNode *root, xmlNs **ret_elements, xmlNs **ret_attributes);
void docx_tree_init(struct docx_tree *t, struct dais_arena *a, xmlNode *root, struct docx_map *map);
/* Finds the words of @p and cuts the runs around them. False when there is no paragraph. */
bool docx_tree_find(struct docx_tree *t, const struct dais_place *p, struct docx_range *ret);
/* Puts @start before and @end behind the words. */
void docx_tree_mark(const struct docx_range *range, xmlNode *start, xmlNode *end);
/* The bytes of the document that @root belongs to, in @a. */
struct dais_str docx_tree_bytes(struct dais_arena *a, xmlNode *root);

#endif
