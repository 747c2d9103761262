/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Reads what the writer made with other people's code: libzip and libxml2.
 */
#ifndef DAIS_TESTS_DOCX_UNPACK_H
#define DAIS_TESTS_DOCX_UNPACK_H

#include <libxml/tree.h>

#include "base/arena.h"

/* Names of the members, in order. */
size_t unpack_names(struct dais_arena *a, struct dais_str zip, struct dais_str *ret, size_t max);
/* The bytes of member @name; empty when it is missing or its checksum is wrong. */
struct dais_str unpack(struct dais_arena *a, struct dais_str zip, const char *name);
/* The member as a document (NULL if not well-formed); free with xmlFreeDoc(). */
xmlDoc *unpack_xml(struct dais_arena *a, struct dais_str zip, const char *name);

/* The next element after @n in document order below @top, or NULL. */
xmlNode *next_element(xmlNode *n, const xmlNode *top);
bool is_element(const xmlNode *n, const char *name);
/* Attribute @name (local) of @n; empty when missing. */
struct dais_str attribute(struct dais_arena *a, xmlNode *n, const char *name);

#endif
