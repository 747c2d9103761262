/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The sittings follow what becomes of an item.
 */
#include "service/house/items_priv.h"

/* An entry is the id of an item or {item: id, bodies: [...], minutes: n}. */
static struct dais_str
entry_item(const struct dais_json_value *entry)
{
	return entry->kind == DAIS_JSON_OBJECT ? dais_json_get_str(entry, "item") : entry->text;
}

/* Whether the agenda of a body of the sitting, other than @but, has the item. */
static bool
any_has(struct dais_items_edit *e, const struct dais_json_value *sitting, struct dais_str item,
    struct dais_str but)
{
	const struct dais_json_value *bodies = dais_json_get(sitting, "bodies");
	size_t slash = dais_str_find_char(item, '/', 0);
	struct dais_str whole = dais_str_sub(item, 0, slash == SIZE_MAX ? item.n : slash);

	for (size_t i = 0; bodies && i < bodies->members.n; i++) {
		struct dais_thing t;
		struct dais_json_value *list;
		struct dais_str body = bodies->members.v[i].value->text;
		struct dais_err ignored = DAIS_ERR_INIT;

		if (!dais_str_eq(body, but) &&
		    dais_items_get(e, "agenda", body, &t, &list, &ignored) &&
		    dais_items_index(list, whole) != SIZE_MAX)
			return true;
	}
	return false;
}

/* Takes @body out of the bodies an entry is restricted to; false when none is left. */
static bool
without_body(struct dais_json_value *entry, struct dais_str body)
{
	struct dais_json_value *bodies = dais_json_get(entry, "bodies");
	size_t at = bodies ? dais_items_index(bodies, body) : SIZE_MAX;

	if (at == SIZE_MAX)
		return true;
	dais_items_remove(bodies, at);
	return bodies->members.n > 0;
}

static bool
leave(struct dais_items_edit *e, const struct dais_thing *t, struct dais_str body,
    struct dais_str id, struct dais_err *err)
{
	struct dais_json_value *sitting;

	if (!dais_json_parse(e->arena, t->value, &sitting, err))
		return false;
	struct dais_json_value *entries = dais_json_get(sitting, "entries");
	bool changed = false;
	for (size_t i = entries ? entries->members.n : 0; i-- > 0;) {
		struct dais_json_value *entry = entries->members.v[i].value;

		if (!dais_items_is_within(entry_item(entry), id))
			continue;
		if (body.n && any_has(e, sitting, entry_item(entry), body)) {
			if (without_body(entry, body))
				continue;
		} else if (body.n && any_has(e, sitting, entry_item(entry), DAIS_STR_NONE)) {
			continue;
		}
		dais_items_remove(entries, i);
		changed = true;
	}
	return changed ? dais_items_put(e, t, sitting, err) : true;
}

bool
dais_items_leave_sittings(
    struct dais_items_edit *e, struct dais_str body, struct dais_str id, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "sitting");

	for (size_t i = 0; i < all.n; i++)
		if (!leave(e, &all.v[i], body, id, err))
			return false;
	return true;
}

/* @entry with item @id, or its part, as @copy. */
static struct dais_json_value *
copied(struct dais_items_edit *e, const struct dais_json_value *entry, struct dais_str id,
    struct dais_str copy)
{
	struct dais_str item = entry_item(entry);
	struct dais_json_value *value = dais_json_new_str(
	    e->arena, dais_arena_concat(e->arena, copy, dais_str_sub(item, id.n, item.n)));
	struct dais_json_value *minutes = dais_json_get(entry, "minutes");

	if (!minutes)
		return value;
	struct dais_json_value *object = dais_json_new(e->arena, DAIS_JSON_OBJECT);
	dais_json_set(e->arena, object, DAIS_STR("item"), value);
	dais_json_set(e->arena, object, DAIS_STR("minutes"), minutes);
	return object;
}

static bool
join(struct dais_items_edit *e, const struct dais_thing *t, struct dais_str body,
    struct dais_str id, struct dais_str copy, struct dais_err *err)
{
	struct dais_json_value *sitting;

	if (!dais_json_parse(e->arena, t->value, &sitting, err))
		return false;
	struct dais_json_value *entries = dais_json_get(sitting, "entries");
	struct dais_json_value *bodies = dais_json_get(sitting, "bodies");
	bool changed = false;
	if (!entries || !bodies || dais_items_index(bodies, body) == SIZE_MAX)
		return true;
	for (size_t i = entries->members.n; i-- > 0;) {
		struct dais_json_value *entry = entries->members.v[i].value;
		struct dais_json_value *only = dais_json_get(entry, "bodies");

		if (!dais_items_is_within(entry_item(entry), id) ||
		    (only && dais_items_index(only, body) == SIZE_MAX))
			continue;
		dais_items_insert(e, entries, i + 1, copied(e, entry, id, copy));
		changed = true;
	}
	return changed ? dais_items_put(e, t, sitting, err) : true;
}

bool
dais_items_join_sittings(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    struct dais_str copy, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "sitting");

	for (size_t i = 0; i < all.n; i++)
		if (!join(e, &all.v[i], body, id, copy, err))
			return false;
	return true;
}

/* The entry of @item, whatever bodies it is for; NULL. */
static struct dais_json_value *
entry_of(const struct dais_json_value *entries, struct dais_str item)
{
	for (size_t i = 0; i < entries->members.n; i++)
		if (dais_str_eq(entry_item(entries->members.v[i].value), item))
			return entries->members.v[i].value;
	return NULL;
}

/* Entry @entry is for the bodies of @gone as well. */
static void
widen(struct dais_items_edit *e, struct dais_json_value *entry, const struct dais_json_value *gone)
{
	struct dais_json_value *bodies = dais_json_get(entry, "bodies");
	const struct dais_json_value *more = dais_json_get(gone, "bodies");

	if (!bodies)
		return;
	if (!more)
		dais_json_set(e->arena, entry, DAIS_STR("bodies"), NULL);
	for (size_t i = 0; more && i < more->members.n; i++)
		if (dais_items_index(bodies, more->members.v[i].value->text) == SIZE_MAX)
			dais_json_append(e->arena, bodies, more->members.v[i].value);
}

static bool
unite(struct dais_items_edit *e, const struct dais_thing *t, struct dais_str other,
    struct dais_str id, struct dais_err *err)
{
	struct dais_json_value *sitting;

	if (!dais_json_parse(e->arena, t->value, &sitting, err))
		return false;
	struct dais_json_value *entries = dais_json_get(sitting, "entries");
	bool changed = false;
	for (size_t i = entries ? entries->members.n : 0; i-- > 0;) {
		struct dais_json_value *entry = entries->members.v[i].value, *there;
		struct dais_str item = entry_item(entry);

		if (!dais_items_is_within(item, other))
			continue;
		struct dais_str now =
		    dais_arena_concat(e->arena, id, dais_str_sub(item, other.n, item.n));
		changed = true;
		there = entry_of(entries, now);
		if (there) {
			widen(e, there, entry);
			dais_items_remove(entries, i);
		} else if (entry->kind == DAIS_JSON_OBJECT) {
			dais_json_set(
			    e->arena, entry, DAIS_STR("item"), dais_json_new_str(e->arena, now));
		} else {
			entries->members.v[i].value = dais_json_new_str(e->arena, now);
		}
	}
	return changed ? dais_items_put(e, t, sitting, err) : true;
}

bool
dais_items_unite_sittings(
    struct dais_items_edit *e, struct dais_str other, struct dais_str id, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "sitting");

	for (size_t i = 0; i < all.n; i++)
		if (!unite(e, &all.v[i], other, id, err))
			return false;
	return true;
}
