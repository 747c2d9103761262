/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The things of a change in the making.
 */
#include "store/store_priv.h"

#include <inttypes.h>

#include "mark/json.h"

#define KIND_MAX 32

static bool
check_thing(struct dais_str kind, struct dais_str id, struct dais_err *err)
{
	if (!dais_writing_is_name(kind, KIND_MAX, false, "-") || dais_str_is(kind, DAIS_KIND_BYTES))
		return dais_err_set(err, DAIS_ERR_INVALID, "\"%.*s\" is not a kind of thing",
		    DAIS_STR_ARG(dais_str_sub(kind, 0, KIND_MAX)));
	if (!id.n)
		return dais_err_set(err, DAIS_ERR_INVALID, "the id of a thing is empty");
	return dais_writing_check_words(
	    DAIS_MESSAGE("the id of a thing"), id, DAIS_STORE_ID_MAX, err);
}

static struct dais_str
key_of(struct dais_arena *a, struct dais_str kind, struct dais_str id)
{
	char *p = dais_arena_alloc(a, kind.n + 1 + id.n);

	memcpy(p, kind.p, kind.n);
	memcpy(p + kind.n + 1, id.p, id.n);
	return (struct dais_str){ p, kind.n + 1 + id.n };
}

/* A new entry of this change. @now: how the thing stands in the record; without a value: there is
 * none. */
static size_t
add_entry(struct dais_writing *w, struct dais_str kind, struct dais_str id, struct dais_str key,
    const struct dais_thing *now)
{
	struct dais_writing_entry *added = dais_vec_add(w->arena, &w->entries);

	(void)dais_map_add(&w->places, key, w->entries.n - 1);
	added->e.kind = dais_arena_dup(w->arena, kind);
	added->e.id = dais_arena_dup(w->arena, id);
	added->e.position_before = added->e.position_after = now->position;
	added->e.before = added->e.after = now->value;
	added->revision_before = now->revision;
	return w->entries.n - 1;
}

/* The names of what has no entry yet, as a list of lists; *@ret_n: how many. */
static struct dais_str
list_names(struct dais_writing *w, const dais_thing_vec *things, size_t *ret_n)
{
	struct dais_json list;
	DAIS_BUF_AUTO bytes = { 0 };

	*ret_n = 0;
	dais_buf_init(&bytes, DAIS_STORE_CHANGE_MAX);
	dais_json_begin(&list, &bytes, true);
	dais_json_array(&list);
	for (size_t i = 0; i < things->n; i++) {
		const struct dais_thing *t = &things->v[i];

		if (dais_map_get(&w->places, key_of(w->arena, t->kind, t->id)) != DAIS_MAP_NONE)
			continue;
		dais_json_array(&list);
		dais_json_str(&list, t->kind);
		dais_json_str(&list, t->id);
		dais_json_end(&list);
		++*ret_n;
	}
	dais_json_end(&list);
	dais_json_finish(&list);
	return dais_buf_has_failed(&bytes) ? DAIS_STR_NONE : dais_buf_dup(&bytes, w->arena);
}

/* Those of @names that are in the record, by their keys in @places. */
static bool
read_named(struct dais_writing *w, struct dais_str names, dais_thing_vec *ret,
    struct dais_map *places, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(w->store->sql, DAIS_SQL_THINGS_NAMED,
		DAIS_SQL_ARGS(dais_sql_text(w->head.package), dais_sql_text(names)), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_thing *t = dais_vec_add(w->arena, ret);

		t->kind = dais_sql_column_dup(&rows, 0, w->arena);
		t->id = dais_sql_column_dup(&rows, 1, w->arena);
		t->position = dais_sql_column_int(&rows, 2);
		t->value = dais_sql_column_dup(&rows, 3, w->arena);
		t->revision = (uint64_t)dais_sql_column_int(&rows, 4);
		(void)dais_map_add(places, key_of(w->arena, t->kind, t->id), ret->n - 1);
	}
	return !row;
}

bool
dais_store_foresee(struct dais_writing *w, const dais_thing_vec *things, struct dais_err *err)
{
	dais_thing_vec found = { 0 };
	struct dais_map places;
	struct dais_str names;
	size_t n;

	if (!dais_writing_check_open(w, err))
		return false;
	for (size_t i = 0; i < things->n; i++)
		if (!check_thing(things->v[i].kind, things->v[i].id, err))
			return false;
	names = list_names(w, things, &n);
	if (n < 2 || !names.n)
		return true;
	dais_map_init(&places, w->arena);
	if (!read_named(w, names, &found, &places, err)) {
		w->doomed = true;
		return false;
	}
	for (size_t i = 0; i < things->n; i++) {
		const struct dais_thing *t = &things->v[i];
		struct dais_str key = key_of(w->arena, t->kind, t->id);
		size_t at = dais_map_get(&places, key);

		if (dais_map_get(&w->places, key) == DAIS_MAP_NONE)
			(void)add_entry(w, t->kind, t->id, key,
			    at == DAIS_MAP_NONE ? &(struct dais_thing){ 0 } : &found.v[at]);
	}
	return true;
}

/* The entry of the thing in this change; made from what stands in the record when it is new. */
static bool
find_entry(struct dais_writing *w, struct dais_str kind, struct dais_str id, size_t *ret_at,
    struct dais_err *err)
{
	struct dais_str key = key_of(w->arena, kind, id);
	struct dais_thing now = { 0 };
	struct dais_err none = DAIS_ERR_INIT;

	*ret_at = dais_map_get(&w->places, key);
	if (*ret_at != DAIS_MAP_NONE)
		return true;
	if (!dais_store_thing(w->store, w->head.package, kind, id, w->arena, &now, &none) &&
	    none.code != DAIS_ERR_NOT_FOUND) {
		*err = none;
		w->doomed = true;
		return false;
	}
	*ret_at = add_entry(w, kind, id, key, &now);
	return true;
}

bool
dais_change_entry_differs(const struct dais_change_entry *e)
{
	return e->position_before != e->position_after || !dais_str_eq(e->before, e->after);
}

/* What the writer must have seen: the thing as it was before, or as he has made it himself. */
static bool
check_expected(const struct dais_writing *w, const struct dais_writing_entry *f, uint64_t expected,
    struct dais_err *err)
{
	bool exists = f->e.after.n != 0;

	if (expected == DAIS_ANY)
		return true;
	if (expected == 0 && !exists)
		return true;
	if (expected != 0 && exists &&
	    (expected == f->revision_before ||
		(expected == w->number && dais_change_entry_differs(&f->e))))
		return true;
	if (!exists)
		return dais_err_set(err, DAIS_ERR_CONFLICT, "%.*s %.*s has been closed",
		    DAIS_STR_ARG(f->e.kind), DAIS_STR_ARG(f->e.id));
	if (!expected)
		return dais_err_set(err, DAIS_ERR_CONFLICT, "there is a %.*s %.*s already",
		    DAIS_STR_ARG(f->e.kind), DAIS_STR_ARG(f->e.id));
	return dais_err_set(err, DAIS_ERR_CONFLICT,
	    "%.*s %.*s has been changed meanwhile (change %llu)", DAIS_STR_ARG(f->e.kind),
	    DAIS_STR_ARG(f->e.id), (unsigned long long)f->revision_before);
}

/* Makes the entry true in the table of things. What is again as it was before has its old revision,
 * as if nothing had been done. */
static bool
apply(struct dais_writing *w, const struct dais_writing_entry *f, struct dais_err *err)
{
	uint64_t revision = dais_change_entry_differs(&f->e) ? w->number : f->revision_before;

	if (dais_thing_apply(w->store->sql, w->head.package, &f->e, revision, err))
		return true;
	w->doomed = true;
	return false;
}

bool
dais_store_put(struct dais_writing *w, struct dais_str kind, struct dais_str id, int64_t position,
    struct dais_str value, uint64_t expected, struct dais_err *err)
{
	struct dais_writing_entry *f;
	size_t at;

	if (!dais_writing_check_open(w, err) || !check_thing(kind, id, err) ||
	    !dais_writing_check_words(
		DAIS_MESSAGE("the value of a thing"), value, DAIS_THING_VALUE_MAX, err))
		return false;
	if (!value.n)
		return dais_err_set(err, DAIS_ERR_INVALID, "the value of a thing is empty");
	if (!find_entry(w, kind, id, &at, err) ||
	    !check_expected(w, &w->entries.v[at], expected, err))
		return false;
	f = &w->entries.v[at];
	if (f->e.position_after == position && dais_str_eq(f->e.after, value))
		return true;
	f->e.position_after = position;
	f->e.after = dais_arena_dup(w->arena, value);
	return apply(w, f, err);
}

bool
dais_store_close_thing(struct dais_writing *w, struct dais_str kind, struct dais_str id,
    uint64_t expected, struct dais_err *err)
{
	struct dais_writing_entry *f;
	size_t at;

	if (!dais_writing_check_open(w, err) || !check_thing(kind, id, err) ||
	    !find_entry(w, kind, id, &at, err))
		return false;
	f = &w->entries.v[at];
	if (!f->e.after.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no %.*s %.*s",
		    DAIS_STR_ARG(kind), DAIS_STR_ARG(id));
	if (!check_expected(w, f, expected, err))
		return false;
	f->e.position_after = 0;
	f->e.after = DAIS_STR("");
	return apply(w, f, err);
}
