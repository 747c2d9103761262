/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Hours of sittings: those of planning.yaml or of the profile, held against the rules of the
 * profile. */
#include "base/err.h"
#include "plan/gather/gather_priv.h"

struct dais_gather_hours
dais_gather_usual_hours(const struct dais_gatherer *g)
{
	const struct dais_planning_hours *said = &g->planning->hours[g->opt->modality];
	const struct dais_profile *p = &g->r->profile;
	struct dais_gather_hours h = { 0 };

	if (said->hours.n)
		return (struct dais_gather_hours){ said->hours, said->place };
	if (g->opt->modality == DAIS_MODALITY_IN_PERSON) {
		h.v.v = p->hours.v;
		h.v.n = p->hours.n;
	} else {
		h.v.v = p->hybrid_hours.v;
		h.v.n = p->hybrid_hours.n;
	}
	return h;
}

/* "10:00-13:00" */
static struct dais_str
hours_words(struct dais_gatherer *g, const struct dais_hours *h)
{
	return dais_arena_printf(
	    g->a, "%02d:%02d-%02d:%02d", h->start / 60, h->start % 60, h->end / 60, h->end % 60);
}

/* Source: R-HYB-01, R-HYB-05, R-HYB-08 (profile). */
static void
check_hours(struct dais_gatherer *g, const struct dais_gather_hours *h, size_t i)
{
	const struct dais_profile *p = &g->r->profile;
	const struct dais_hours *now = &h->v.v[i];
	struct dais_str words = hours_words(g, now);
	bool remote = g->opt->modality != DAIS_MODALITY_IN_PERSON;

	if (now->end - now->start < (int)g->p->step)
		(void)dais_gather_error(g, &h->place,
		    "a sitting %.*s is shorter than a step of %u minutes", DAIS_STR_ARG(words),
		    g->p->step);
	if (i && now->start < h->v.v[i - 1].end)
		(void)dais_gather_error(g, &h->place,
		    "the sitting %.*s begins before the one before it has ended",
		    DAIS_STR_ARG(words));
	if (!h->place.line)
		return; /* the profile is the rule */
	if (p->latest_end_min && now->end > p->latest_end_min)
		(void)dais_gather_error(g, &h->place,
		    "the sitting %.*s goes past %02d:%02d, the latest end of the profile",
		    DAIS_STR_ARG(words), p->latest_end_min / 60, p->latest_end_min % 60);
	if (remote && p->hybrid_max_min && now->end - now->start > p->hybrid_max_min)
		(void)dais_gather_error(g, &h->place,
		    "with remote interpretation a sitting lasts at most %d minutes; %.*s is longer",
		    p->hybrid_max_min, DAIS_STR_ARG(words));
	if (remote && i && now->start - h->v.v[i - 1].end < p->hybrid_gap_min)
		(void)dais_gather_error(g, &h->place,
		    "the pause before the sitting %.*s is shorter than %d minutes",
		    DAIS_STR_ARG(words), p->hybrid_gap_min);
}

bool
dais_gather_check_hours(struct dais_gatherer *g, const struct dais_gather_hours *h)
{
	size_t before = g->d->errors;

	if (!h->v.n)
		(void)dais_gather_error(g, NULL,
		    "neither planning.yaml nor the profile gives hours for sittings (%s)",
		    dais_modality_name(g->opt->modality));
	for (size_t i = 0; i < h->v.n; i++)
		check_hours(g, h, i);
	return g->d->errors == before;
}

void
dais_gather_check_extra_hours(struct dais_gatherer *g, const struct dais_gather_hours *usual,
    const struct dais_gather_hours *more)
{
	for (size_t i = 0; i < more->v.n; i++) {
		const struct dais_hours *x = &more->v.v[i];

		check_hours(g, more, i);
		for (size_t k = 0; k < usual->v.n; k++) {
			if (x->start >= usual->v.v[k].end || x->end <= usual->v.v[k].start)
				continue;
			(void)dais_gather_error(g, &more->place,
			    "the further sitting %.*s overlaps the usual one %.*s",
			    DAIS_STR_ARG(hours_words(g, x)),
			    DAIS_STR_ARG(hours_words(g, &usual->v.v[k])));
		}
	}
}
