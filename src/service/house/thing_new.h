/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/service/house only: values of things that are made at the desk, and ids for them.
 */
#ifndef DAIS_SERVICE_HOUSE_THING_NEW_H
#define DAIS_SERVICE_HOUSE_THING_NEW_H

#include "mark/json_read.h"
#include "service/house/edit.h"

/* Member @key of object @v; without words nothing. */
void house_set_str(
    struct dais_arena *a, struct dais_json_value *v, const char *key, struct dais_str words);
/* The same with an object of the words of each language. */
void house_set_words(
    struct dais_arena *a, struct dais_json_value *v, const char *key, const struct dais_ml *ml);
/* Whether a thing @kind/@id stands in the edit. */
bool house_thing_exists(const struct dais_house_edit *e, const char *kind, struct dais_str id);
/* Puts @v behind all things of its kind, as the new thing @kind/@id. */
bool house_put_last(struct dais_house_edit *e, const char *kind, struct dais_str id,
    const struct dais_json_value *v, struct dais_arena *a, struct dais_err *err);
/* @base, or @base with the first number behind it that no @kind has. */
struct dais_str house_free_id(
    const struct dais_house_edit *e, const char *kind, struct dais_str base, struct dais_arena *a);

#endif
