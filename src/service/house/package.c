/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Packages of the house: their things at one moment, keys of bodies, the matter of permissions.
 */
#include <limits.h>

#include "mark/json_read.h"
#include "service/house/house_priv.h"

#define TRIES 5 /* to read things between two changes of others */

bool
house_check_name(struct dais_str package, struct dais_err *err)
{
	bool ok = package.n > 0 && package.n <= 80 && package.p[0] != '.' && package.p[0] != '-';

	for (size_t i = 0; ok && i < package.n; i++)
		ok = package.p[i] && strchr("abcdefghijklmnopqrstuvwxyz0123456789.-", package.p[i]);
	if (ok)
		return true;
	(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%.*s\" cannot be the name of a package",
	    (int)(package.n > 100 ? 100 : package.n), package.p ? package.p : "");
	return dais_err_hint(err, "Use at most 80 small letters, digits, full stops and hyphens, a "
				  "letter or digit first.");
}

bool
house_things_any(struct dais_house *h, struct dais_str package, struct dais_arena *a,
    dais_thing_vec *ret, uint64_t *ret_revision, struct dais_err *err)
{
	for (int i = 0; i < TRIES; i++) {
		uint64_t before, after;

		*ret = (dais_thing_vec){ 0 };
		if (!dais_store_latest(h->store, package, &before, err) ||
		    !dais_store_things(h->store, package, DAIS_STR_NONE, a, ret, err) ||
		    !dais_store_latest(h->store, package, &after, err))
			return false;
		if (before == after) {
			*ret_revision = after;
			return true;
		}
	}
	return dais_err_set(err, DAIS_ERR_BUSY, "package \"%.*s\" is being changed all the time",
	    DAIS_STR_ARG(package));
}

bool
house_things(struct dais_house *h, struct dais_str package, struct dais_arena *a,
    dais_thing_vec *ret, uint64_t *ret_revision, struct dais_err *err)
{
	if (!house_things_any(h, package, a, ret, ret_revision, err))
		return false;
	if (dais_things_find(ret, DAIS_STR("package"), DAIS_STR("package")) == SIZE_MAX)
		return dais_err_set(
		    err, DAIS_ERR_NOT_FOUND, "there is no package \"%.*s\"", DAIS_STR_ARG(package));
	return true;
}

struct dais_str
dais_house_body_key(const struct dais_record *r, size_t body, struct dais_arena *a)
{
	const struct dais_body *b = &r->bodies.v[body];

	return b->symbol.n ? b->symbol : dais_arena_printf(a, "~%.*s", DAIS_STR_ARG(b->id));
}

void
house_body_keys(const struct dais_record *r, struct dais_arena *a, dais_store_strs *ret)
{
	for (size_t i = 0; i < r->bodies.n; i++)
		dais_vec_push(a, ret, dais_house_body_key(r, i, a));
}

struct dais_matter
dais_snapshot_matter(const struct dais_snapshot *s, const enum dais_lang *l, struct dais_arena *a)
{
	(void)a;
	return (struct dais_matter){ .package = s->package,
		.bodies = s->body_keys.v,
		.n_bodies = s->body_keys.n,
		.language = l };
}

struct dais_str
dais_house_name_of(struct dais_house *h, struct dais_str who, struct dais_arena *a)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_json_value *v;
	struct dais_thing t;
	struct dais_str name = DAIS_STR_NONE;

	if (dais_store_thing(h->store, DAIS_STR_NONE, DAIS_STR("account"), who, a, &t, &ignored) &&
	    dais_json_parse(a, t.value, &v, &ignored))
		name = dais_json_get_str(v, "name");
	return name.n ? name : dais_arena_dup(a, who);
}

void
house_conflict(struct dais_house *h, struct dais_str package, struct dais_str kind,
    struct dais_str id, uint64_t revision, struct dais_arena *a, struct dais_edit_conflict *c)
{
	struct dais_change_query q = { .package = package, .max = 1 };
	struct dais_err ignored = DAIS_ERR_INIT;
	dais_change_vec changes = { 0 };

	c->kind = kind;
	c->id = id;
	if (revision) {
		q.after = revision - 1;
	} else { /* it is closed: whoever touched it last */
		q.kind = kind;
		q.id = id;
		q.newest_first = true;
	}
	if (!dais_store_changes(h->store, &q, a, &changes, &ignored) || !changes.n)
		return;
	c->who = dais_house_name_of(h, changes.v[0].head.who, a);
	c->at_ms = changes.v[0].head.at_ms;
}

bool
house_sitting_id(struct dais_house *h, struct dais_str package, uint64_t *n, struct dais_arena *a,
    struct dais_str *ret, struct dais_err *err)
{
	for (;;) {
		struct dais_str id = dais_arena_printf(a, "s%llu", (unsigned long long)(*n)++);
		struct dais_change_query q = {
			.package = package, .kind = DAIS_STR("sitting"), .id = id, .max = 1
		};
		dais_change_vec changes = { 0 };

		if (!dais_store_changes(h->store, &q, a, &changes, err))
			return false;
		if (!changes.n) {
			*ret = id;
			return true;
		}
	}
}

void
house_tell(
    const struct dais_things_places *places, const struct dais_diags *from, struct dais_diags *to)
{
	for (size_t i = 0; i < from->list.n; i++) {
		struct dais_diag *g = dais_diags_copy(to, &from->list.v[i]);

		for (size_t k = 0; k < g->places.n; k++) {
			struct dais_place *p = &g->places.v[k];
			struct dais_str path;
			size_t at = dais_things_at(places, p, to->arena, &path);
			const struct dais_thing *t;
			int64_t line = 0;

			if (at == SIZE_MAX)
				continue;
			t = &places->things.v[at];
			p->line = p->column = 0;
			if (dais_str_is(t->kind, "annotation") && path.n) {
				(void)dais_str_to_int(path, 0, UINT_MAX, &line);
				p->line = (unsigned)line;
				path = DAIS_STR_NONE;
			}
			p->file =
			    dais_arena_printf(to->arena, "%.*s %.*s%s%.*s", DAIS_STR_ARG(t->kind),
				DAIS_STR_ARG(t->id), path.n ? " " : "", DAIS_STR_ARG(path));
		}
	}
}

/* Places of @things by kind and id. */
static void
index_things(const dais_thing_vec *things, struct dais_arena *a, struct dais_map *ret)
{
	dais_map_init(ret, a);
	for (size_t i = 0; i < things->n; i++)
		(void)dais_map_add(ret,
		    dais_arena_printf(a, "%.*s/%.*s", DAIS_STR_ARG(things->v[i].kind),
			DAIS_STR_ARG(things->v[i].id)),
		    i);
}

static size_t
look_up(const struct dais_map *map, const struct dais_thing *t, struct dais_arena *a)
{
	return dais_map_get(
	    map, dais_arena_printf(a, "%.*s/%.*s", DAIS_STR_ARG(t->kind), DAIS_STR_ARG(t->id)));
}

/* Whether @t, which was @was (NULL: was not), has to be written. */
static bool
differs(const struct dais_thing *was, const struct dais_thing *t)
{
	return !was || was->position != t->position || !dais_str_eq(was->value, t->value);
}

/* Leaves out what is the same in both: nearly all, where they are sorted. */
static void
leave_out_same(const dais_thing_vec *x, const dais_thing_vec *y, struct dais_arena *a,
    dais_thing_vec *ret_x, dais_thing_vec *ret_y)
{
	size_t i = 0, k = 0;

	while (i < x->n || k < y->n) {
		int c = i == x->n ? 1 : k == y->n ? -1 : dais_things_compare(&x->v[i], &y->v[k]);
		bool same = c == 0 && dais_str_eq(x->v[i].value, y->v[k].value);

		if (c <= 0 && !same)
			dais_vec_push(a, ret_x, x->v[i]);
		if (c >= 0 && !same)
			dais_vec_push(a, ret_y, y->v[k]);
		i += c <= 0;
		k += c >= 0;
	}
}

/* What has gone and what is new or other, in the order in which it is written. */
static void
find_changed(const dais_thing_vec *all_before, const dais_thing_vec *all_after,
    struct dais_arena *a, dais_thing_vec *ret_gone, dais_thing_vec *ret_other)
{
	dais_thing_vec rest[2] = { 0 };
	const dais_thing_vec *before = &rest[0], *after = &rest[1];
	struct dais_map old, new;

	leave_out_same(all_before, all_after, a, &rest[0], &rest[1]);
	index_things(before, a, &old);
	index_things(after, a, &new);
	for (size_t i = 0; i < before->n; i++)
		if (look_up(&new, &before->v[i], a) == DAIS_MAP_NONE)
			dais_vec_push(a, ret_gone, before->v[i]);
	for (size_t i = 0; i < after->n; i++) {
		struct dais_thing t = after->v[i];
		size_t at = look_up(&old, &t, a);
		const struct dais_thing *was = at == DAIS_MAP_NONE ? NULL : &before->v[at];

		t.revision = was ? was->revision : 0;
		if (differs(was, &t))
			dais_vec_push(a, ret_other, t);
	}
}

bool
house_write(struct dais_writing *w, const dais_thing_vec *before, const dais_thing_vec *after,
    struct dais_arena *a, struct dais_err *err)
{
	dais_thing_vec gone = { 0 }, other = { 0 };

	find_changed(before, after, a, &gone, &other);
	if (!dais_store_foresee(w, &gone, err) || !dais_store_foresee(w, &other, err))
		return false;
	for (size_t i = 0; i < gone.n; i++) {
		const struct dais_thing *t = &gone.v[i];

		if (!dais_store_close_thing(w, t->kind, t->id, t->revision, err))
			return false;
	}
	for (size_t i = 0; i < other.n; i++) {
		const struct dais_thing *t = &other.v[i];

		if (!dais_store_put(w, t->kind, t->id, t->position, t->value, t->revision, err))
			return false;
	}
	return true;
}

bool
house_same(const dais_thing_vec *before, const dais_thing_vec *after, struct dais_arena *a)
{
	struct dais_map old;

	if (before->n != after->n)
		return false;
	index_things(before, a, &old);
	for (size_t i = 0; i < after->n; i++) {
		const struct dais_thing *t = &after->v[i];
		size_t at = look_up(&old, t, a);

		if (differs(at == DAIS_MAP_NONE ? NULL : &before->v[at], t))
			return false;
	}
	return true;
}

uint64_t
house_next_sitting(const dais_thing_vec *things)
{
	uint64_t next = 1;

	for (size_t i = 0; i < things->n; i++) {
		const struct dais_thing *t = &things->v[i];
		int64_t n;

		if (dais_str_is(t->kind, "sitting") && t->id.n && t->id.p[0] == 's' &&
		    dais_str_to_int(dais_str_sub(t->id, 1, t->id.n), 1, INT64_MAX / 2, &n) &&
		    (uint64_t)n >= next)
			next = (uint64_t)n + 1;
	}
	return next;
}
