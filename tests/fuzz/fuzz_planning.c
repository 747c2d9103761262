/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * planning.yaml from arbitrary bytes, for a package of two bodies with common items. What is read
 * without errors is gathered in each modality: a problem comes of it, or errors say why not; what
 * a problem refers to exists; its plan of the sittings comes back from sittings.
 */
#include "base/err.h"
#include "plan/gather/gather.h"
#include "read/package/load.h"
#include "read/package/planning.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char meeting[] =
    "dais: 1\n"
    "languages: [en]\n"
    "profile: untoc\n"
    "bodies: {ic: {name: {en: A}}, ta: {name: {en: B}}}\n"
    "meetings:\n"
    "  ic@13: {opens: 2022-05-23T10:00, closes: 2022-05-27, zone: Europe/Vienna}\n"
    "  ta@13: {opens: 2022-05-23T10:00, closes: 2022-05-27, zone: Europe/Vienna}\n"
    "together: [ic@13, ta@13]\n"
    "agendas:\n"
    "  ic: [organization, transfer, environment, other, report]\n"
    "  ta: [organization, environment, strategies, other, report]\n"
    "items:\n"
    "  organization:\n"
    "    kind: organizational\n"
    "    title: {en: Organization}\n"
    "    parts:\n"
    "      opening: {kind: opening, title: {en: Opening}}\n"
    "      agenda: {kind: adoption-of-agenda, title: {en: Adoption}}\n"
    "  transfer: {kind: substantive, title: {en: Transfer}}\n"
    "  environment: {kind: substantive, title: {en: Environment}}\n"
    "  strategies: {kind: substantive, title: {en: Strategies}}\n"
    "  other: {kind: other, title: {en: Other}}\n"
    "  report: {kind: report, title: {en: Report}}\n"
    "sittings:\n"
    "  - start: 2022-05-23T10:00\n"
    "    end: 2022-05-23T13:00\n"
    "    bodies: [ic, ta]\n"
    "    entries: [organization, transfer]\n";

static bool
is_index(size_t i, size_t n)
{
	return i == DAIS_NONE || i < n;
}

static void
check(const struct dais_problem *p)
{
	DAIS_ASSERT(p->step > 0 && p->bodies.n > 0 && p->tasks.n > 0);
	for (size_t t = 0; t < p->slots.n; t++) {
		DAIS_ASSERT(dais_slot_steps(p, t) > 0);
		DAIS_ASSERT(!t || p->slots.v[t - 1].utc < p->slots.v[t].utc);
	}
	for (size_t i = 0; i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];

		DAIS_ASSERT(d->rank <= DAIS_RANKS_MAX && d->weight >= 1 && d->weight <= 1000000);
		DAIS_ASSERT(is_index(d->task, p->tasks.n) && is_index(d->other, p->tasks.n));
		DAIS_ASSERT(is_index(d->body, p->bodies.n) && is_index(d->body_2, p->bodies.n));
		DAIS_ASSERT(is_index(d->person, p->people.n));
		DAIS_ASSERT(p->rooms.n >= 64 || d->rooms >> p->rooms.n == 0);
		if (d->kind == DAIS_DEMAND_LEAST || d->kind == DAIS_DEMAND_MOST)
			DAIS_ASSERT(d->amount > 0 && d->amount % p->step == 0);
	}
}

static void
gather(struct dais_arena *a, const struct dais_record *r, struct dais_gather_options opt)
{
	struct dais_diags d;
	const struct dais_problem *p;
	dais_sitting_vec sittings = { 0 };
	struct dais_plan plan;

	dais_diags_init(&d, a);
	p = dais_problem_gather(r, &opt, a, &d);
	DAIS_ASSERT((p == NULL) == (d.errors > 0));
	if (!p)
		return;
	check(p);
	if (!dais_plan_from_sittings(p, &r->sittings, a, &plan, &d))
		return;
	dais_plan_to_sittings(p, &plan, a, &sittings);
	DAIS_ASSERT(dais_plan_from_sittings(p, &sittings, a, &plan, &d));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str text[DAIS_LANG_COUNT] = { 0 };
	struct dais_str bytes = dais_arena_dup(a, (struct dais_str){ (const char *)data, size });
	struct dais_diags d;
	struct dais_record *r;

	dais_diags_init(&d, a);
	r = dais_package_read(a, DAIS_STR(meeting), text, DAIS_STR_NONE, &d);
	DAIS_ASSERT(d.errors == 0);
	dais_package_read_planning(r, bytes, &d);
	if (d.errors)
		return 0;
	for (unsigned m = 0; m < DAIS_MODALITY_COUNT; m++) {
		for (unsigned i = 0; i < 4; i++)
			gather(a, r,
			    (struct dais_gather_options){
				(enum dais_modality)m, (i & 1u) != 0, (i & 2u) != 0 });
	}
	return 0;
}
