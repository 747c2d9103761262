/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * References in the text of annotations, written anew where they stand; everything between them
 * stays byte for byte.
 */
#ifndef DAIS_SERVICE_HOUSE_REFERENCES_PRIV_H
#define DAIS_SERVICE_HOUSE_REFERENCES_PRIV_H

#include "base/arena.h"
#include "model/prose.h"

/* What is to stand between "{{" and "}}" instead of @ref; p NULL: it stays as it is. */
typedef struct dais_str house_reference_fn(void *ctx, const struct dais_ref *ref);

/* @text with every reference as @fn gives it, in @a; @text itself when it changes none. What is no
 * reference that can be read stays. */
struct dais_str house_references_rewritten(
    struct dais_arena *a, struct dais_str text, house_reference_fn *fn, void *ctx);
/* @ref about @argument instead, with @words (empty: none). */
struct dais_str house_reference_print(struct dais_arena *a, const struct dais_ref *ref,
    struct dais_str argument, struct dais_str words);
/* Whether the reference speaks of an item: its argument is the id of one. */
bool house_reference_is_of_item(const struct dais_ref *ref);

#endif
