/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Packages with random conditions of planning, from the first plan to the change of format: planned
 * in person, in hybrid format beside that, put into the package and read back, re-planned after a
 * loss, switched. Each plan passes the checker; hours, minutes and totals are counted again from
 * the sittings in the record; titles and the other plan never change.
 */
#include "support.h"

#include <inttypes.h>
#include <stdlib.h>

#include "../plan/support/random.h"
#include "base/buf.h"
#include "service/planning.h"

#define ROUNDS 16
#define SECONDS 4

/* Others are asked for on the command line. */
static uint64_t rounds = ROUNDS, first_seed = 1185;
static uint64_t planned, beside, repaired, switched, refused;

/* --- random conditions --- */

static const char *const items[] = { "transfer", "environment", "strategies", "other", "report" };
static const char *const times[] = { "2022-05-23", "2022-05-24", "2022-05-25/morning", "2022-05-27",
	"friday/afternoon", "monday", "2022-05-24/afternoon", "2022-05-23..2022-05-24",
	"wednesday" };

#define N(v) (sizeof(v) / sizeof *(v))

static const char *
one(struct chance *c, const char *const *v, size_t n)
{
	return v[chance_below(c, n)];
}

static unsigned
upto(struct chance *c, unsigned n)
{
	return (unsigned)chance_below(c, n + 1);
}

static void
add_services(struct chance *c, struct dais_buf *b)
{
	unsigned rooms = upto(c, 3), teams = upto(c, 2);

	if (rooms)
		dais_buf_puts(b, "rooms:\n");
	for (unsigned i = 0; i < rooms; i++)
		dais_buf_printf(b, "  r%u: {capacity: %u, remote: %s%s}\n", i, i ? upto(c, 400) : 0,
		    i == 0 || chance_of(c, 50) ? "true" : "false",
		    chance_of(c, 30) ? ", closed: [2022-05-25]" : "");
	if (teams)
		dais_buf_puts(b, "teams:\n");
	for (unsigned i = 0; i < teams; i++)
		dais_buf_printf(b, "  t%u: {week: %u, day: %u}\n", i, upto(c, 12), upto(c, 3));
	if (rooms)
		dais_buf_printf(b, "bodies: {ic: {attendance: %u}, ta: {attendance: %u}}\n",
		    upto(c, 200), upto(c, 200));
}

static void
add_item(struct chance *c, struct dais_buf *b, const char *item)
{
	unsigned least = 60 * (1 + upto(c, 4)), wished = least + 60 * upto(c, 3);

	dais_buf_printf(b, "  %s:\n    minutes: {least: %u, wished: %u}\n", item, least, wished);
	if (chance_of(c, 15) && least <= 120)
		dais_buf_puts(b, "    undivided: true\n");
	if (chance_of(c, 15))
		dais_buf_printf(b, "    not-on: [%s]\n", one(c, times, N(times)));
	if (chance_of(c, 30))
		dais_buf_printf(b, "    %s: [%s]\n", chance_of(c, 50) ? "prefer" : "avoid",
		    one(c, times, N(times)));
	if (chance_of(c, 25))
		dais_buf_puts(b, "    people: [expert]\n");
}

static const char *
conditions(struct chance *c, struct dais_arena *a)
{
	static const unsigned steps[] = { 15, 30, 30, 60 };
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 1u << 16);
	dais_buf_printf(&b, "step: %u\n", steps[chance_below(c, N(steps))]);
	dais_buf_printf(&b, "days: {host-holidays: %s%s}\n", chance_of(c, 50) ? "open" : "closed",
	    chance_of(c, 20) ? ", closed: [2022-05-25/afternoon]" : "");
	add_services(c, &b);
	dais_buf_printf(
	    &b, "people: {expert: {name: expert, absent: [%s]}}\n", one(c, times, N(times)));
	dais_buf_puts(&b, "items:\n");
	for (size_t i = 0; i < N(items); i++)
		add_item(c, &b, items[i]);
	if (chance_of(c, 50))
		dais_buf_puts(&b, "apart: [{bodies: [ic, ta]}]\n");
	if (chance_of(c, 30))
		dais_buf_printf(&b, "limits: {items-a-sitting: %u}\n", 2 + upto(c, 3));
	dais_buf_printf(&b, "adoption: {lead: %u}\n", upto(c, 3));
	return dais_arena_cstr(a, dais_buf_str(&b));
}

/* --- what was planned, counted from the record --- */

static const dais_sitting_vec *
sittings_of(const struct dais_record *r, enum dais_modality modality)
{
	return modality == dais_planning_modality(r) ? &r->sittings : &r->plans[modality];
}

static int
length(const struct dais_sitting *s)
{
	return s->end.minute - s->start.minute;
}

/* The only entry of a sitting has all of it and need not say so. */
static unsigned
minutes_at(const struct dais_sitting *s, size_t entry)
{
	unsigned minutes = (unsigned)s->entries.v[entry].minutes;

	return !minutes && s->entries.n == 1 ? (unsigned)length(s) : minutes;
}

static unsigned
minutes_of(const dais_sitting_vec *v, size_t item)
{
	unsigned n = 0;

	for (size_t s = 0; s < v->n; s++) {
		for (size_t e = 0; e < v->v[s].entries.n; e++) {
			if (v->v[s].entries.v[e].item == item)
				n += minutes_at(&v->v[s], e);
		}
	}
	return n;
}

/* Each sitting is within an hour of the pattern, on a day of the meetings that is not closed. */
static void
see_hours(const struct dais_record *r, enum dais_modality modality, uint64_t seed)
{
	const dais_sitting_vec *v = sittings_of(r, modality);
	const struct dais_profile *p = &r->profile;
	bool remote = modality != DAIS_MODALITY_IN_PERSON;

	for (size_t s = 0; s < v->n; s++) {
		const struct dais_sitting *sitting = &v->v[s];
		size_t n = remote ? p->hybrid_hours.n : p->hours.n, h = 0;
		const struct dais_hours *hours = remote ? p->hybrid_hours.v : p->hours.v;
		unsigned used = 0;

		while (h < n && (sitting->start.minute < hours[h].start ||
				    sitting->end.minute > hours[h].end))
			h++;
		if (h == n || sitting->start.date.day < 23 || sitting->start.date.day > 27)
			fail_msg("seed %" PRIu64 ": a sitting at no hour of the pattern", seed);
		if (remote && length(sitting) > p->hybrid_max_min)
			fail_msg("seed %" PRIu64 ": a hybrid sitting too long", seed);
		for (size_t e = 0; e < sitting->entries.n; e++)
			used += minutes_at(sitting, e);
		if (used > (unsigned)length(sitting))
			fail_msg("seed %" PRIu64 ": more minutes than the sitting has", seed);
	}
}

static void
see_totals(const struct dais_record *r, const struct dais_contingency *c, uint64_t seed)
{
	for (size_t side = 0; side < DAIS_SIDE_COUNT; side++) {
		const struct dais_contingency_total *total = &c->total[side];
		const dais_sitting_vec *v = sittings_of(r, total->modality);
		unsigned booked = 0, used = 0;

		for (size_t s = 0; s < v->n; s++)
			booked += (unsigned)length(&v->v[s]);
		for (size_t i = 0; i < r->items.n; i++)
			used += minutes_of(v, i);
		if (total->sittings != v->n || total->booked != booked || total->used != used)
			fail_msg("seed %" PRIu64
				 ": totals of the %s plan are not those of its sittings",
			    seed, dais_modality_name(total->modality));
		for (size_t i = 0; i < c->items.n; i++) {
			if (c->items.v[i].minutes[side] != minutes_of(v, c->items.v[i].item))
				fail_msg("seed %" PRIu64 ": other minutes of an item", seed);
		}
	}
}

/* The sittings in words. */
static const char *
print(const struct dais_record *r, enum dais_modality modality, struct dais_arena *a)
{
	const dais_sitting_vec *v = sittings_of(r, modality);
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 1u << 20);
	for (size_t s = 0; s < v->n; s++) {
		const struct dais_sitting *sitting = &v->v[s];

		dais_buf_printf(&b, "%d %d-%d %.*s %.*s:", sitting->start.date.day,
		    sitting->start.minute, sitting->end.minute, DAIS_STR_ARG(sitting->room_id),
		    DAIS_STR_ARG(sitting->team));
		for (size_t e = 0; e < sitting->entries.n; e++)
			dais_buf_printf(&b, " %zu=%d", sitting->entries.v[e].item,
			    (int)sitting->entries.v[e].minutes);
		dais_buf_puts(&b, "\n");
	}
	return dais_arena_cstr(a, dais_buf_str(&b));
}

static const char *
titles(const struct dais_record *r, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 1u << 16);
	for (size_t i = 0; i < r->items.n; i++)
		dais_buf_printf(&b, "%.*s: %.*s\n", DAIS_STR_ARG(r->items.v[i].id),
		    DAIS_STR_ARG(r->items.v[i].title.in[DAIS_LANG_EN]));
	return dais_arena_cstr(a, dais_buf_str(&b));
}

/* --- steps --- */

struct walk {
	struct dais_arena *a;
	struct chance chance;
	struct dais_record *r;
	struct dais_diags diags;
	uint64_t seed;
};

/* False: there is no plan; why is said, with ways out that were tried. */
static bool
run(struct walk *w, const struct dais_planning_options *opt, struct dais_proposal *ret)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_verdict v;

	dais_diags_init(&w->diags, w->a);
	if (!dais_planning_run(w->r, opt, w->a, ret, &w->diags, &err)) {
		if (err.code == DAIS_ERR_INTERNAL || err.code == DAIS_ERR_LIMIT)
			fail_msg("seed %" PRIu64 ": %s", w->seed, err.msg);
		return false;
	}
	if (ret->has_conflict) {
		assert_true(ret->conflict.words.n > 0);
		refused++;
	}
	if (!ret->has_plan)
		return false;
	dais_judge(ret->problem, &ret->plan, w->a, &v);
	if (!v.sound)
		fail_msg("seed %" PRIu64 ": %.*s", w->seed, DAIS_STR_ARG(v.breaches.v[0].words));
	return true;
}

/* What stands in the package passes the checker. */
static void
judge(struct walk *w, enum dais_modality modality, const char *when)
{
	struct dais_proposal judged;
	struct dais_err err = DAIS_ERR_INIT;

	dais_diags_init(&w->diags, w->a);
	if (!dais_planning_judge(w->r, modality, w->a, &judged, &w->diags, &err))
		fail_msg(
		    "seed %" PRIu64 ", %s: %s: %s", w->seed, when, err.msg, said(w->a, &w->diags));
	if (!judged.verdict.sound)
		fail_msg("seed %" PRIu64 ", %s: %.*s", w->seed, when,
		    DAIS_STR_ARG(judged.verdict.breaches.v[0].words));
}

static bool
plan(struct walk *w, enum dais_modality modality)
{
	struct dais_planning_options opt = { .modality = modality,
		.search = { .seed = w->seed, .seconds = SECONDS } };
	struct dais_proposal p;

	if (!run(w, &opt, &p))
		return false;
	dais_planning_put(w->r, p.problem, &p.plan, modality);
	see_hours(w->r, modality, w->seed);
	judge(w, modality, "put into the package");
	if (modality == dais_planning_modality(w->r))
		return true;
	assert_true(p.has_contingency);
	see_totals(w->r, &p.contingency, w->seed);
	return true;
}

/* A day or a room is lost, an item overruns. */
static void
lose(struct walk *w)
{
	struct dais_event events[] = {
		{ .kind = DAIS_EVENT_LOST_TIME, .when = DAIS_STR_INIT("2022-05-24/morning") },
		{ .kind = DAIS_EVENT_LOST_ROOM,
		    .name = DAIS_STR_INIT("r0"),
		    .when = DAIS_STR_INIT("2022-05-24") },
		{ .kind = DAIS_EVENT_OVERRAN, .name = DAIS_STR_INIT("environment"), .minutes = 60 },
		{ .kind = DAIS_EVENT_LOST_PERSON,
		    .name = DAIS_STR_INIT("expert"),
		    .when = DAIS_STR_INIT("2022-05-24..2022-05-27") },
	};
	struct dais_planning_options opt = { .modality = DAIS_MODALITY_IN_PERSON,
		.keeps = true,
		.events = &events[chance_below(&w->chance, N(events))],
		.n_events = 1,
		.now = { .date = { 2022, 5, 24 }, .minute = 8 * 60 },
		.search = { .seed = w->seed, .seconds = SECONDS } };
	struct dais_proposal p;

	if (!run(w, &opt, &p))
		return;
	for (size_t i = 0; i < p.changes.n; i++) {
		size_t from = p.changes.v[i].from, to = p.changes.v[i].to;

		if ((from != DAIS_NONE && p.problem->slots.v[from].day.day < 24) ||
		    (to != DAIS_NONE && p.problem->slots.v[to].day.day < 24))
			fail_msg("seed %" PRIu64 ": Monday is past and was changed", w->seed);
	}
	repaired++;
}

static void
change_format(struct walk *w)
{
	const char *in_person = print(w->r, DAIS_MODALITY_IN_PERSON, w->a);
	const char *hybrid = print(w->r, DAIS_MODALITY_HYBRID, w->a);
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_planning_switch(w->r, DAIS_MODALITY_HYBRID, (struct dais_date){ 2022, 5, 16 },
		DAIS_STR("ic"), DAIS_STR("silence"), DAIS_LANG_EN, &err))
		fail_msg("seed %" PRIu64 ": %s", w->seed, err.msg);
	assert_int_equal(dais_planning_modality(w->r), DAIS_MODALITY_HYBRID);
	assert_string_equal(print(w->r, DAIS_MODALITY_IN_PERSON, w->a), in_person);
	assert_string_equal(print(w->r, DAIS_MODALITY_HYBRID, w->a), hybrid);
	judge(w, DAIS_MODALITY_HYBRID, "in force");
	judge(w, DAIS_MODALITY_IN_PERSON, "no longer in force");
	switched++;
}

static void
test_from_plan_to_plan(void **state)
{
	(void)state;
	for (uint64_t seed = first_seed; seed < first_seed + rounds; seed++) {
		struct walk w = {
			.a = dais_arena_new(0), .chance = { .state = seed }, .seed = seed
		};
		const char *before, *in_person;

		w.r = package(w.a, package_yaml, conditions(&w.chance, w.a));
		before = titles(w.r, w.a);
		if (plan(&w, DAIS_MODALITY_IN_PERSON)) {
			planned++;
			in_person = print(w.r, DAIS_MODALITY_IN_PERSON, w.a);
			lose(&w);
			if (plan(&w, DAIS_MODALITY_HYBRID)) {
				beside++;
				assert_string_equal(
				    print(w.r, DAIS_MODALITY_IN_PERSON, w.a), in_person);
				change_format(&w);
			}
		}
		assert_string_equal(titles(w.r, w.a), before);
		dais_arena_free(w.a);
	}
	print_message("%" PRIu64 " planned, %" PRIu64 " in hybrid format too, %" PRIu64
		      " re-planned, %" PRIu64 " switched, %" PRIu64 " refused\n",
	    planned, beside, repaired, switched, refused);
	assert_true(planned * 3 > rounds && beside * 6 > rounds && repaired * 6 > rounds);
	assert_true(switched == beside && refused > 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_from_plan_to_plan),
	};

	if (argc > 1)
		rounds = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		first_seed = strtoull(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
