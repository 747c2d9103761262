/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/mark only: the quick reader of JSON.
 */
#ifndef DAIS_MARK_JSON_PRIV_H
#define DAIS_MARK_JSON_PRIV_H

#include "mark/json_read.h"

/* The tree of @bytes, the same that jansson gives; NULL when it must decide. */
struct dais_json_value *mark_json_quick(struct dais_arena *a, struct dais_str bytes);
/* The tree of any JSON, through jansson; the contract of dais_json_parse(). */
bool mark_json_slow(struct dais_arena *a, struct dais_str bytes, struct dais_json_value **ret,
    struct dais_err *err);

#endif
