/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/log.h"

#include "service/house/house_priv.h"

struct telling {
	struct dais_house *house;
	struct dais_arena *arena;
	struct dais_map names; /* accounts: the entry that has the name */
	dais_log_vec *log;
};

static struct dais_log_entry *
tell_head(struct telling *t, uint64_t number, const struct dais_change_head *head)
{
	struct dais_log_entry *e = dais_vec_add(t->arena, t->log);
	size_t known = dais_map_get(&t->names, head->who);

	e->number = number;
	e->at_ms = head->at_ms;
	e->who = head->who;
	e->name = known == DAIS_MAP_NONE ? dais_house_name_of(t->house, head->who, t->arena)
					 : t->log->v[known].name;
	if (known == DAIS_MAP_NONE)
		(void)dais_map_add(&t->names, head->who, t->log->n - 1);
	e->action = head->action;
	e->why = head->why;
	e->package = head->package;
	return e;
}

bool
dais_house_log(struct dais_house *h, const struct dais_change_query *query, struct dais_arena *a,
    dais_log_vec *ret, struct dais_err *err)
{
	struct telling t = { .house = h, .arena = a, .log = ret };
	dais_change_vec changes = { 0 };

	if (!dais_store_changes(h->store, query, a, &changes, err))
		return false;
	dais_map_init(&t.names, a);
	for (size_t i = 0; i < changes.n; i++) {
		const struct dais_change *c = &changes.v[i];
		struct dais_log_entry *e = tell_head(&t, c->number, &c->head);

		for (size_t k = 0; k < c->entries.n; k++) {
			if (!dais_str_is(c->entries.v[k].kind, DAIS_KIND_BYTES))
				dais_vec_push(a, &e->things, c->entries.v[k]);
		}
	}
	return true;
}

bool
dais_house_last_to_change(struct dais_house *h, struct dais_str package, struct dais_str kind,
    struct dais_str id, struct dais_arena *a, struct dais_edit_conflict *ret)
{
	const struct dais_change_query query = {
		.package = package, .kind = kind, .id = id, .max = 1, .newest_first = true
	};
	struct dais_err none = DAIS_ERR_INIT;
	dais_log_vec log = { 0 };

	if (!dais_house_log(h, &query, a, &log, &none) || !log.n)
		return false;
	*ret = (struct dais_edit_conflict){
		.kind = kind, .id = id, .who = log.v[0].name, .at_ms = log.v[0].at_ms
	};
	return true;
}

bool
dais_house_log_outline(struct dais_house *h, struct dais_str package, uint64_t before, size_t max,
    size_t things_max, struct dais_arena *a, dais_log_vec *ret, struct dais_err *err)
{
	struct telling t = { .house = h, .arena = a, .log = ret };
	dais_change_outlines changes = { 0 };

	if (!dais_store_changes_outline(
		h->store, package, before, max, things_max, a, &changes, err))
		return false;
	dais_map_init(&t.names, a);
	for (size_t i = 0; i < changes.n; i++) {
		const struct dais_change_outline *c = &changes.v[i];
		struct dais_log_entry *e = tell_head(&t, c->number, &c->head);

		for (size_t k = 0; k < c->entries.n; k++)
			dais_vec_push(a, &e->things, c->entries.v[k]);
	}
	return true;
}
