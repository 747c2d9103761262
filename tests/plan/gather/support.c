/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support.h"

#include "read/package/load.h"
#include "read/package/planning.h"

const char package_yaml[] =
    "dais: 1\n"
    "languages: [en]\n"
    "profile: untoc\n"
    "bodies:\n"
    "  ic: {name: {en: Group A}, symbol: X/1}\n"
    "  ta: {name: {en: Group B}, symbol: X/2}\n"
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
    "      agenda: {kind: adoption-of-agenda, title: {en: Adoption of the agenda}}\n"
    "  transfer: {kind: substantive, title: {en: Transfer}}\n"
    "  environment: {kind: substantive, title: {en: Environment}}\n"
    "  strategies: {kind: substantive, title: {en: Strategies}}\n"
    "  other: {kind: other, title: {en: Other matters}}\n"
    "  report: {kind: report, title: {en: Report}}\n"
    "sittings:\n"
    "  - start: 2022-05-23T10:00\n"
    "    end: 2022-05-23T13:00\n"
    "    bodies: [ic, ta]\n"
    "    entries: [organization/opening, organization/agenda, transfer]\n"
    "  - start: 2022-05-24T10:00\n"
    "    end: 2022-05-24T13:00\n"
    "    bodies: [ic, ta]\n"
    "    entries: [{item: environment, minutes: 90}, other]\n"
    "  - start: 2022-05-24T15:00\n"
    "    end: 2022-05-24T18:00\n"
    "    bodies: [ta]\n"
    "    entries: [strategies]\n";

const char *
replaced(struct dais_arena *a, const char *text, const char *from, const char *to)
{
	struct dais_str s = dais_str_from(text);
	size_t at = dais_str_find(s, dais_str_from(from), 0);

	assert_int_not_equal(at, SIZE_MAX);
	return dais_arena_printf(a, "%.*s%s%s", (int)at, text, to, text + at + strlen(from)).p;
}

const char *
said(struct dais_arena *a, const struct dais_diags *diags)
{
	const struct dais_diag *g = diags->list.v;
	struct dais_place nowhere = { .file = DAIS_STR("nowhere") };
	const struct dais_place *p;

	if (!diags->list.n)
		return "nothing";
	p = g->places.n ? g->places.v : &nowhere;
	return dais_arena_printf(a, "%.*s:%u:%u: %.*s [%.*s]", DAIS_STR_ARG(p->file), p->line,
	    p->column, DAIS_STR_ARG(g->message), DAIS_STR_ARG(g->hint))
	    .p;
}

struct dais_record *
package(struct dais_arena *a, const char *yaml, const char *planning)
{
	struct dais_str text[DAIS_LANG_COUNT] = { 0 };
	struct dais_diags d;
	struct dais_record *r;

	dais_diags_init(&d, a);
	r = dais_package_read(a, dais_str_from(yaml), text, DAIS_STR_NONE, &d);
	dais_package_read_planning(r, dais_str_from(planning), &d);
	assert_string_equal(said(a, &d), "nothing");
	return r;
}

struct dais_problem *
gathered(struct dais_arena *a, const struct dais_record *r, const struct dais_gather_options *opt,
    struct dais_diags *diags)
{
	dais_diags_init(diags, a);
	return dais_problem_gather(r, opt, a, diags);
}

struct dais_problem *
problem(struct dais_arena *a, const char *planning)
{
	struct dais_gather_options opt = { .modality = DAIS_MODALITY_IN_PERSON };
	struct dais_diags d;
	struct dais_problem *p = gathered(a, package(a, package_yaml, planning), &opt, &d);

	assert_string_equal(said(a, &d), "nothing");
	assert_non_null(p);
	return p;
}

size_t
task_of(const struct dais_problem *p, const char *id)
{
	for (size_t i = 0; i < p->tasks.n; i++) {
		if (dais_str_is(p->record->items.v[p->tasks.v[i].item].id, id))
			return i;
	}
	fail_msg("no task %s", id);
	return DAIS_NONE;
}

const char *
slots(struct dais_arena *a, const struct dais_problem *p, const uint64_t *set)
{
	char *s = dais_arena_alloc(a, p->slots.n + 1);

	for (size_t t = 0; t < p->slots.n; t++)
		s[t] = dais_slots_has(set, t) ? '#' : '.';
	return s;
}

const struct dais_demand *
find(const struct dais_problem *p, enum dais_demand_kind kind, unsigned rank, size_t task,
    size_t other)
{
	for (size_t i = 0; i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];

		if (d->kind == kind && d->rank == rank && (task == DAIS_NONE || d->task == task) &&
		    (other == DAIS_NONE || d->other == other))
			return d;
	}
	return NULL;
}

size_t
count(const struct dais_problem *p, enum dais_demand_kind kind, unsigned rank)
{
	size_t n = 0;

	for (size_t i = 0; i < p->demands.n; i++)
		n += p->demands.v[i].kind == kind && p->demands.v[i].rank == rank;
	return n;
}
