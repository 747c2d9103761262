/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_order.h"

bool
cosplib_has_order(const struct cosplib *p, const struct cosplib_aim *aim,
    const struct cosplib_patterns *patterns, size_t t)
{
	const struct cosplib_track *track = &p->tracks.v[t];
	bool any = false;

	for (size_t k = 0; k < track->submissions.n; k++)
		any = any || p->submissions.v[track->submissions.v[k]].order > 0;
	return aim->whole && p->weight[COSPLIB_ORDER] && any && patterns[t].most > 1;
}

/* More than j submissions of the track are in sessions up to @s: @ret[j]. */
static void
count_until(const struct cosplib *p, size_t t, size_t s, const dais_literal *place,
    struct dais_optimizer *o, struct dais_arena *a, dais_literal *ret)
{
	const struct cosplib_track *track = &p->tracks.v[t];
	dais_literal *until = DAIS_NEW_N(a, track->submissions.n, dais_literal);
	dais_literal *v = DAIS_NEW_N(a, s + 2, dais_literal);

	for (size_t k = 0; k < track->submissions.n; k++) {
		const dais_literal *here = place + track->submissions.v[k] * p->sessions.n;
		size_t n = 0;

		until[k] = dais_optimizer_variable(o);
		for (size_t i = 0; i <= s; i++) {
			if (!here[i])
				continue;
			v[n++] = here[i];
			dais_optimizer_any(o, -here[i], until[k], 0);
		}
		v[n++] = -until[k];
		dais_optimizer_clause(o, v, n);
	}
	dais_optimizer_count(o, until, track->submissions.n, track->submissions.n, true, ret);
}

void
cosplib_add_order(const struct cosplib *p, size_t t, const dais_literal *place,
    struct dais_optimizer *o, struct dais_arena *a)
{
	const struct cosplib_track *track = &p->tracks.v[t];
	size_t n = track->submissions.n;
	dais_literal *before = NULL, *wrong = DAIS_NEW_N(a, n, dais_literal);

	for (size_t k = 0; k < n; k++) {
		if (!p->submissions.v[track->submissions.v[k]].order)
			continue;
		wrong[k] = dais_optimizer_variable(o);
		dais_optimizer_wish(o, -wrong[k], 1, (uint64_t)p->weight[COSPLIB_ORDER]);
		dais_optimizer_likely(o, -wrong[k]);
	}
	for (size_t s = 0; s < p->sessions.n; s++) {
		dais_literal *until = DAIS_NEW_N(a, n, dais_literal);

		count_until(p, t, s, place, o, a, until);
		for (size_t k = 0; k < n; k++) {
			size_t i = track->submissions.v[k];
			dais_literal here = place[i * p->sessions.n + s];
			size_t at = (size_t)(p->submissions.v[i].order - 1);

			if (!here || !wrong[k] || at >= n)
				continue;
			if (before)
				dais_optimizer_any(o, -here, -before[at], wrong[k], 0);
			dais_optimizer_any(o, -here, until[at], wrong[k], 0);
		}
		before = until;
	}
}
