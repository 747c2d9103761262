/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/exchange/exchange.h"
#include "write/xliff/xliff.h"

bool
dais_exchange_xliff(struct dais_house *h, const struct dais_snapshot *s, enum dais_lang from,
    enum dais_lang to, struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_xliff_outdated_vec outdated = { 0 };
	dais_unit_vec units = { 0 };

	if (!dais_units_of(h, s, from, to, a, &units, err))
		return false;
	for (size_t i = 0; i < units.n; i++)
		if (units.v[i].state == DAIS_UNIT_OUTDATED)
			dais_vec_push(a, &outdated,
			    ((struct dais_xliff_outdated){
				units.v[i].id, units.v[i].source_then }));
	return dais_xliff_write(s->record, from, to, &outdated, out, err);
}
