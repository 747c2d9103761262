/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/memory.h"
#include "store/index.h"

bool
dais_memory_add_house(struct dais_memory *m, struct dais_house *h, const struct dais_snapshot *s,
    const dais_unit_vec *units, size_t max, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_index_released_vec others = { 0 };
	size_t added = 0;

	dais_memory_add_units(m, units, s->package);
	/* Without bodies the index would give those of all. */
	if (!s->body_keys.n)
		return true;
	if (!dais_index_released(dais_house_store(h), &s->body_keys, max + 1, a, &others, err))
		return false;
	for (size_t i = 0; i < others.n && added < max; i++) {
		DAIS_SNAPSHOT_AUTO other = NULL;
		struct dais_err unreleased = DAIS_ERR_INIT;

		if (dais_str_eq(others.v[i].package, s->package) ||
		    !dais_house_released(h, others.v[i].package, 0, &other, &unreleased))
			continue;
		dais_memory_add_record(m, other->record, others.v[i].package);
		added++;
	}
	return true;
}
