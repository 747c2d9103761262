/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Wishes and what is kept apart, in planning.yaml.
 */
#include "service/house/planning_edit.h"

#define WISHES DAIS_STR("wishes")

/* ---- wishes ---- */

static struct dais_yaml_node *
wish_of(struct dais_yaml_node *root, struct dais_str name)
{
	return dais_planning_at(root, WISHES, name, "");
}

struct dais_str
dais_planning_wish(struct dais_yaml_node *root, struct dais_str name, const char *member)
{
	const struct dais_yaml_node *n = wish_of(root, name);

	if (n && n->kind == DAIS_YAML_SCALAR && !dais_yaml_is_null(n))
		return strcmp(member, "rank") == 0 ? n->text : DAIS_STR_NONE;
	n = n && n->kind == DAIS_YAML_MAPPING ? dais_yaml_get(n, member) : NULL;
	return n ? n->text : DAIS_STR_NONE;
}

bool
dais_planning_set_wish(struct dais_planning_edit *e, struct dais_str name, const char *member,
    struct dais_str was, struct dais_str words, struct dais_err *err)
{
	struct dais_str now = dais_planning_wish(e->doc.root, name, member);
	const struct dais_yaml_node *n = wish_of(e->doc.root, name);

	if (dais_str_eq(words, was) || dais_str_eq(words, now))
		return true;
	if (!dais_str_eq(now, was))
		return dais_err_set(err, DAIS_ERR_CONFLICT,
		    "this condition was changed by someone else: it is %.*s now",
		    DAIS_STR_ARG(now.n ? now : DAIS_STR("-")));
	/* "off" stands in the place of all that may be said. */
	if (dais_str_is(words, "off")) {
		dais_planning_replace(
		    e, WISHES, name, "", dais_yaml_new_scalar(e->a, DAIS_STR("off")));
		return true;
	}
	if (n && n->kind == DAIS_YAML_SCALAR) {
		if (strcmp(member, "rank") != 0)
			return true; /* nothing weighs that is left aside */
		dais_planning_replace(e, WISHES, name, "", NULL);
	}
	dais_planning_replace(
	    e, WISHES, name, member, words.n ? dais_yaml_new_scalar(e->a, words) : NULL);
	return true;
}

/* ---- apart ---- */

struct dais_yaml_node *
dais_planning_apart(struct dais_yaml_node *root)
{
	struct dais_yaml_node *list = dais_planning_at(root, DAIS_STR_NONE, DAIS_STR_NONE, "apart");

	return list && list->kind == DAIS_YAML_SEQUENCE ? list : NULL;
}

struct dais_str
dais_planning_apart_words(const struct dais_yaml_node *entry, struct dais_arena *a)
{
	const struct dais_yaml_node *n;
	struct dais_str out = DAIS_STR_NONE;
	static const char *const members[] = { "bodies", "items", "wish" };

	for (size_t i = 0; i < 3 && entry->kind == DAIS_YAML_MAPPING; i++) {
		n = dais_yaml_get(entry, members[i]);
		if (n)
			out = dais_arena_printf(a, "%.*s%s%s=%.*s", DAIS_STR_ARG(out),
			    out.n ? ";" : "", members[i], DAIS_STR_ARG(dais_planning_words(n, a)));
	}
	return out;
}

static size_t
count_words(struct dais_str list)
{
	struct dais_str one;
	size_t n = 0;

	while (dais_str_next(&list, ',', &one))
		n += dais_str_trim(one).n > 0;
	return n;
}

static struct dais_yaml_node *
ids_of(struct dais_planning_edit *e, struct dais_str words)
{
	struct dais_yaml_node *list = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);
	struct dais_str one;

	list->flow = true;
	while (dais_str_next(&words, ',', &one))
		dais_yaml_add(
		    e->a, list, DAIS_STR_NONE, dais_yaml_new_scalar(e->a, dais_str_trim(one)));
	return list;
}

bool
dais_planning_add_apart(struct dais_planning_edit *e, struct dais_str bodies, struct dais_str items,
    bool is_wish, struct dais_err *err)
{
	struct dais_yaml_node *list = dais_planning_apart(e->doc.root), *entry;
	bool of_bodies = bodies.n > 0;

	if ((bodies.n && items.n) || count_words(of_bodies ? bodies : items) < 2)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "choose two bodies or more, or two items or more");
	entry = dais_yaml_new(e->a, DAIS_YAML_MAPPING);
	entry->flow = true;
	dais_yaml_add(e->a, entry, of_bodies ? DAIS_STR("bodies") : DAIS_STR("items"),
	    ids_of(e, of_bodies ? bodies : items));
	if (is_wish)
		dais_yaml_add(
		    e->a, entry, DAIS_STR("wish"), dais_yaml_new_scalar(e->a, DAIS_STR("true")));
	if (!list)
		list = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);
	dais_yaml_add(e->a, list, DAIS_STR_NONE, entry);
	dais_planning_replace(e, DAIS_STR_NONE, DAIS_STR_NONE, "apart", list);
	return true;
}

bool
dais_planning_remove_apart(
    struct dais_planning_edit *e, struct dais_str words, struct dais_err *err)
{
	struct dais_yaml_node *list = dais_planning_apart(e->doc.root);
	size_t kept = 0, n = list ? list->entries.n : 0;

	for (size_t i = 0; i < n; i++)
		/* The first of two alike. */
		if (kept < i ||
		    !dais_str_eq(dais_planning_apart_words(list->entries.v[i].value, e->a), words))
			list->entries.v[kept++] = list->entries.v[i];
	if (kept == n)
		return dais_err_set(
		    err, DAIS_ERR_CONFLICT, "this condition was taken away by someone else");
	list->entries.n = kept;
	dais_planning_replace(e, DAIS_STR_NONE, DAIS_STR_NONE, "apart", kept ? list : NULL);
	return true;
}
