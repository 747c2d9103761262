/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inline content of an XLIFF segment to spans; private to this folder.
 */
#ifndef DAIS_READ_XLIFF_INLINE_H
#define DAIS_READ_XLIFF_INLINE_H

#include <libxml/tree.h>

#include "base/diag.h"
#include "model/prose.h"

/* The child element @name of @parent, or NULL. */
xmlNode *dais_xliff_child(xmlNode *parent, const char *name);
/* The attribute @name of @node, empty when absent; lives in @a. */
struct dais_str dais_xliff_attribute(struct dais_arena *a, xmlNode *node, const char *name);
/* All text below @node, in @a. */
struct dais_str dais_xliff_text(struct dais_arena *a, xmlNode *node);

/* Reads the content of <source> or <target> @text of @unit into the spans of @ret_block. Problems
 * (an unknown code, codes inside codes) are added to @diags at @place; false when there were any.
 */
bool dais_xliff_spans(struct dais_arena *a, xmlNode *unit, xmlNode *text,
    struct dais_block *ret_block, struct dais_diags *diags, const struct dais_place *place);

#endif
