/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-SPK-15: how much of the time of booked sittings is used.
 */
#include "check/check_priv.h"

/* Minutes of @s that its entries take; one without minutes takes what is left. */
static int
used_minutes(const struct dais_sitting *s)
{
	int length = dais_check_length(s), sum = 0;

	for (size_t e = 0; e < s->entries.n; e++) {
		if (!s->entries.v[e].minutes)
			return length;
		sum += (int)s->entries.v[e].minutes;
	}
	return sum < length ? sum : length;
}

static void
check_use(struct dais_check *c, const dais_sitting_vec *v, enum dais_modality m, bool is_plan)
{
	unsigned least = c->r->profile.booked_use_percent, percent;
	int booked = 0, used = 0;

	(void)m;
	(void)is_plan;
	for (size_t s = 0; s < v->n; s++) {
		booked += dais_check_length(&v->v[s]);
		used += used_minutes(&v->v[s]);
	}
	percent = booked > 0 ? (unsigned)(used * 100LL / booked) : 100;
	if (percent >= least)
		return;
	dais_check_hint(c,
	    dais_check_say(c, v->v[0].origin, DAIS_STR_NONE,
		"%u %% of the time of booked sittings is used; the profile asks for %u %%", percent,
		least),
	    "%d minutes stay unused: hold fewer sittings, or give items more time", booked - used);
}

void
dais_check_spk_15(struct dais_check *c) /* R-SPK-15 */
{
	dais_check_each_plan(c, check_use);
}
