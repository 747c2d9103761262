/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/memory.h"

#define PACKAGES_AT_ONCE 200

static bool
shares_body(const struct dais_snapshot *x, const struct dais_snapshot *y)
{
	for (size_t i = 0; i < x->body_keys.n; i++)
		for (size_t k = 0; k < y->body_keys.n; k++)
			if (dais_str_eq(x->body_keys.v[i], y->body_keys.v[k]))
				return true;
	return false;
}

bool
dais_memory_add_house(struct dais_memory *m, struct dais_house *h, const struct dais_snapshot *s,
    size_t max, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_store_strs names = { 0 };
	size_t added = 0;

	dais_memory_add_record(m, s->record, s->package);
	if (!dais_store_packages(
		dais_house_store(h), DAIS_STR_NONE, PACKAGES_AT_ONCE, a, &names, err))
		return false;
	for (size_t i = names.n; i-- > 0 && added < max;) {
		DAIS_SNAPSHOT_AUTO other = NULL;
		struct dais_err unreleased = DAIS_ERR_INIT;

		if (dais_str_eq(names.v[i], s->package) ||
		    !dais_house_released(h, names.v[i], 0, &other, &unreleased) ||
		    !shares_body(s, other))
			continue;
		dais_memory_add_record(m, other->record, names.v[i]);
		added++;
	}
	return true;
}
