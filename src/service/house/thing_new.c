/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/thing_new.h"

void
house_set_str(
    struct dais_arena *a, struct dais_json_value *v, const char *key, struct dais_str words)
{
	if (words.n)
		dais_json_set(a, v, dais_str_from(key), dais_json_new_str(a, words));
}

void
house_set_words(
    struct dais_arena *a, struct dais_json_value *v, const char *key, const struct dais_ml *ml)
{
	struct dais_json_value *words = dais_json_new(a, DAIS_JSON_OBJECT);

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		house_set_str(a, words, dais_lang_code((enum dais_lang)l), ml->in[l]);
	if (words->members.n)
		dais_json_set(a, v, dais_str_from(key), words);
}

bool
house_thing_exists(const struct dais_house_edit *e, const char *kind, struct dais_str id)
{
	return dais_things_find(dais_edit_things(e), dais_str_from(kind), id) != SIZE_MAX;
}

bool
house_put_last(struct dais_house_edit *e, const char *kind, struct dais_str id,
    const struct dais_json_value *v, struct dais_arena *a, struct dais_err *err)
{
	int64_t last = dais_things_last_position(dais_edit_things(e), kind);

	return dais_edit_put(e, dais_str_from(kind), id, last + 1, dais_json_print(a, v), 0, err);
}

struct dais_str
house_free_id(
    const struct dais_house_edit *e, const char *kind, struct dais_str base, struct dais_arena *a)
{
	struct dais_str id = base;

	for (unsigned k = 2; house_thing_exists(e, kind, id); k++)
		id = dais_arena_printf(a, "%.*s-%u", DAIS_STR_ARG(base), k);
	return id;
}
