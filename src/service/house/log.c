/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/log.h"

#include "service/house/house_priv.h"

bool
dais_house_log(struct dais_house *h, const struct dais_change_query *query, struct dais_arena *a,
    dais_log_vec *ret, struct dais_err *err)
{
	dais_change_vec changes = { 0 };
	struct dais_map names;

	if (!dais_store_changes(h->store, query, a, &changes, err))
		return false;
	dais_map_init(&names, a);
	for (size_t i = 0; i < changes.n; i++) {
		const struct dais_change *c = &changes.v[i];
		struct dais_log_entry *e = dais_vec_add(a, ret);
		size_t known = dais_map_get(&names, c->head.who);

		e->number = c->number;
		e->at_ms = c->head.at_ms;
		e->who = c->head.who;
		e->name =
		    known == DAIS_MAP_NONE ? house_name_of(h, c->head.who, a) : ret->v[known].name;
		if (known == DAIS_MAP_NONE)
			(void)dais_map_add(&names, c->head.who, ret->n - 1);
		e->action = c->head.action;
		e->why = c->head.why;
		e->package = c->head.package;
		for (size_t k = 0; k < c->entries.n; k++) {
			if (!dais_str_is(c->entries.v[k].kind, DAIS_KIND_BYTES))
				dais_vec_push(a, &e->things, c->entries.v[k]);
		}
	}
	return true;
}
