/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Problems like the organization of work, as clauses, for measuring the optimizer against other
 * solvers: bodies, items of several sittings in order, common items, absences, teams, hybrid
 * crews, rooms, adoption of reports with a lead time; wishes for times (a staircase on order
 * literals), against parallel sittings, for one room an item.
 *
 *   engine ITEMS SLOTS ROOMS SEED [--tight] [--time S] [--opb FILE] [--only-opb]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plan/engine/optimizer.h"

#define BODIES 6
#define ABSENT 40 /* percent of items with an absent speaker */
#define COMMON 13 /* percent of items common to two bodies */

struct sitting {
	size_t item;
	bool hybrid;
	dais_literal *by; /* [slot] at or before it */
	dais_literal *at; /* [slot] */
	dais_literal *in; /* [room] */
};

struct bench {
	struct dais_optimizer *o;
	struct dais_arena *a;
	size_t items, slots, rooms;
	bool tight;
	uint64_t random;
	DAIS_VEC(struct sitting) sittings;
	size_t *first, *count; /* by item: its sittings */
	unsigned *bodies;      /* by item: a set */
};

static size_t
draw(struct bench *b, size_t below)
{
	uint64_t z = b->random += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (z ^ z >> 31) % below;
}

/* The literal "sitting @s at or before slot @t", also outside the slots. */
static dais_literal
by(struct bench *b, const struct sitting *s, long t)
{
	if (t < 0)
		return -dais_optimizer_true(b->o);
	if ((size_t)t >= b->slots - 1)
		return dais_optimizer_true(b->o);
	return s->by[t];
}

static void
add_sitting(struct bench *b, size_t item, bool hybrid)
{
	struct sitting *s = dais_vec_add(b->a, &b->sittings);

	s->item = item;
	s->hybrid = hybrid;
	s->by = DAIS_NEW_N(b->a, b->slots, dais_literal);
	s->at = DAIS_NEW_N(b->a, b->slots, dais_literal);
	s->in = DAIS_NEW_N(b->a, b->rooms, dais_literal);
	for (size_t t = 0; t + 1 < b->slots; t++)
		s->by[t] = dais_optimizer_variable(b->o);
	for (long t = 0; t < (long)b->slots; t++) {
		s->at[t] = dais_optimizer_variable(b->o);
		dais_optimizer_any(b->o, -by(b, s, t - 1), by(b, s, t), 0);
		dais_optimizer_any(b->o, -s->at[t], by(b, s, t), 0);
		dais_optimizer_any(b->o, -s->at[t], -by(b, s, t - 1), 0);
		dais_optimizer_any(b->o, s->at[t], -by(b, s, t), by(b, s, t - 1), 0);
		dais_optimizer_decision(b->o, s->at[t], item, b->items + (size_t)t);
	}
	for (size_t m = 0; m < b->rooms; m++) {
		s->in[m] = dais_optimizer_variable(b->o);
		dais_optimizer_decision(b->o, s->in[m], item, SIZE_MAX);
	}
	dais_optimizer_clause(b->o, s->in, b->rooms);
	dais_optimizer_at_most(b->o, s->in, b->rooms, 1, 0);
}

static void
add_items(struct bench *b)
{
	size_t most = b->tight ? b->slots * 3 / 4 : b->slots * 55 / 100;
	size_t load[BODIES] = { 0 };

	for (size_t i = 0; i < b->items; i++) {
		size_t body = i % BODIES, other = draw(b, BODIES);
		size_t n = 1 + draw(b, 3) + (draw(b, 4) == 0);
		bool hybrid = draw(b, 100) < 30;

		b->bodies[i] = 1u << body;
		if (draw(b, 100) < COMMON)
			b->bodies[i] |= 1u << other;
		for (size_t x = 0; x < BODIES; x++)
			if (b->bodies[i] >> x & 1u && load[x] + n > most)
				n = 1;
		for (size_t x = 0; x < BODIES; x++)
			load[x] += (b->bodies[i] >> x & 1u) * n;
		b->first[i] = b->sittings.n;
		b->count[i] = n;
		for (size_t k = 0; k < n; k++)
			add_sitting(b, i, hybrid);
	}
}

/* @later starts at least @lead slots after @early. */
static void
precede(struct bench *b, size_t early, size_t later, long lead)
{
	for (long t = 0; t < (long)b->slots; t++)
		dais_optimizer_any(b->o, -by(b, &b->sittings.v[later], t),
		    by(b, &b->sittings.v[early], t - lead), 0);
}

static void
order(struct bench *b)
{
	for (size_t i = 0; i < b->items; i++) {
		size_t last = b->first[i] + b->count[i] - 1;

		for (size_t k = b->first[i]; k < last; k++)
			precede(b, k, k + 1, 1);
		/* The last item of a body adopts its report. */
		if (i + BODIES >= b->items) {
			for (size_t j = i % BODIES; j < i; j += BODIES)
				precede(b, b->first[j] + b->count[j] - 1, b->first[i],
				    2 + (long)draw(b, 3));
		} else if (i >= BODIES && draw(b, 4) == 0) {
			size_t j = draw(b, i);

			precede(b, b->first[j] + b->count[j] - 1, b->first[i], 1);
		}
	}
}

static void
absences(struct bench *b)
{
	for (size_t i = 0; i + BODIES < b->items; i++) {
		size_t from, to;

		if (draw(b, 100) >= ABSENT)
			continue;
		from = draw(b, b->slots);
		to = from + 2 + draw(b, b->slots / 5);
		for (size_t t = from; t < to && t < b->slots; t++)
			for (size_t k = 0; k < b->count[i]; k++)
				dais_optimizer_any(b->o, -b->sittings.v[b->first[i] + k].at[t], 0);
	}
}

/* In each slot: one sitting a body, enough teams, enough hybrid crews. */
static void
limits(struct bench *b)
{
	dais_literal *v = DAIS_NEW_N(b->a, b->sittings.n, dais_literal);
	size_t teams = b->rooms * 5 / 8, crews = b->rooms / 4;

	for (size_t t = 0; t < b->slots; t++) {
		size_t n;

		for (size_t x = 0; x < BODIES; x++) {
			n = 0;
			for (size_t s = 0; s < b->sittings.n; s++)
				if (b->bodies[b->sittings.v[s].item] >> x & 1u)
					v[n++] = b->sittings.v[s].at[t];
			dais_optimizer_at_most(b->o, v, n, 1, 0);
		}
		n = 0;
		for (size_t s = 0; s < b->sittings.n; s++)
			v[n++] = b->sittings.v[s].at[t];
		dais_optimizer_at_most(b->o, v, n, teams, 0);
		n = 0;
		for (size_t s = 0; s < b->sittings.n; s++)
			if (b->sittings.v[s].hybrid)
				v[n++] = b->sittings.v[s].at[t];
		dais_optimizer_at_most(b->o, v, n, crews, 0);
	}
}

static void
rooms(struct bench *b)
{
	dais_literal *v = DAIS_NEW_N(b->a, b->sittings.n, dais_literal);

	for (size_t m = 0; m < b->rooms; m++) {
		for (size_t s = 0; s < b->sittings.n; s++)
			if (b->sittings.v[s].hybrid && m % 2)
				dais_optimizer_any(b->o, -b->sittings.v[s].in[m], 0);
		for (size_t t = 0; t < b->slots; t++) {
			for (size_t s = 0; s < b->sittings.n; s++) {
				v[s] = dais_optimizer_variable(b->o);
				dais_optimizer_any(b->o, -b->sittings.v[s].at[t],
				    -b->sittings.v[s].in[m], v[s], 0);
			}
			dais_optimizer_at_most(b->o, v, b->sittings.n, 1, 0);
		}
	}
}

/* A step for each slot earlier or later than wanted, from a distance on. */
static void
wish_times(struct bench *b)
{
	for (size_t s = 0; s < b->sittings.n; s++) {
		long want = (long)draw(b, b->slots);
		uint64_t weight = 1 + draw(b, 3);

		if (draw(b, 2))
			continue;
		for (long t = want + 2; t < (long)b->slots - 1; t += 2)
			dais_optimizer_wish(b->o, by(b, &b->sittings.v[s], t), 1, weight);
		for (long t = want - 2; t > 0; t -= 2)
			dais_optimizer_wish(b->o, -by(b, &b->sittings.v[s], t - 1), 1, weight);
	}
}

static void
wish_apart(struct bench *b)
{
	for (size_t pair = 0; pair < b->items / 2; pair++) {
		size_t i = draw(b, b->items), j = draw(b, b->items);

		if (i == j || b->bodies[i] & b->bodies[j])
			continue;
		for (size_t t = 0; t < b->slots; t++) {
			dais_literal apart = dais_optimizer_variable(b->o);

			for (size_t x = 0; x < b->count[i]; x++)
				for (size_t y = 0; y < b->count[j]; y++)
					dais_optimizer_any(b->o, -apart,
					    -b->sittings.v[b->first[i] + x].at[t],
					    -b->sittings.v[b->first[j] + y].at[t], 0);
			dais_optimizer_wish(b->o, apart, 1, 2 + pair % 4);
		}
	}
}

static void
wish_one_room(struct bench *b)
{
	dais_literal *used = DAIS_NEW_N(b->a, b->rooms, dais_literal);
	dais_literal more[4];

	for (size_t i = 0; i < b->items; i++) {
		size_t most = b->count[i] < b->rooms ? b->count[i] : b->rooms;

		if (b->count[i] < 2)
			continue;
		for (size_t m = 0; m < b->rooms; m++) {
			used[m] = dais_optimizer_variable(b->o);
			for (size_t k = 0; k < b->count[i]; k++)
				dais_optimizer_any(
				    b->o, -b->sittings.v[b->first[i] + k].in[m], used[m], 0);
		}
		dais_optimizer_count(b->o, used, b->rooms, most, false, more);
		for (size_t j = 1; j < most; j++)
			dais_optimizer_wish(b->o, -more[j], 1, 2);
	}
}

static void
make(struct bench *b)
{
	b->first = DAIS_NEW_N(b->a, b->items, size_t);
	b->count = DAIS_NEW_N(b->a, b->items, size_t);
	b->bodies = DAIS_NEW_N(b->a, b->items, unsigned);
	add_items(b);
	order(b);
	absences(b);
	limits(b);
	rooms(b);
	wish_times(b);
	wish_apart(b);
	wish_one_room(b);
}

static void
tell(void *ctx, const struct dais_progress *at)
{
	if (*(bool *)ctx)
		fprintf(stderr, "%8.2f s  cost %llu  bound %llu\n", at->seconds,
		    (unsigned long long)at->cost[1], (unsigned long long)at->bound[1]);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	struct bench b = { .a = a };
	bool loud = false, only_opb = false;
	struct dais_search s = { .progress = tell, .ctx = &loud };
	const char *opb = NULL;
	struct dais_result r;
	struct timespec t;

	if (argc < 5)
		return 2;
	b.o = dais_optimizer_new(b.a);
	b.items = strtoul(argv[1], NULL, 10);
	b.slots = strtoul(argv[2], NULL, 10);
	b.rooms = strtoul(argv[3], NULL, 10);
	b.random = strtoul(argv[4], NULL, 10);
	for (int i = 5; i < argc; i++) {
		if (strcmp(argv[i], "--tight") == 0)
			b.tight = true;
		else if (strcmp(argv[i], "--loud") == 0)
			loud = true;
		else if (strcmp(argv[i], "--only-opb") == 0)
			only_opb = true;
		else if (strcmp(argv[i], "--time") == 0 && i + 1 < argc)
			s.seconds = strtod(argv[++i], NULL);
		else if (strcmp(argv[i], "--opb") == 0 && i + 1 < argc)
			opb = argv[++i];
	}
	make(&b);
	if (opb) {
		FILE *to = fopen(opb, "w");

		if (!to || !dais_optimizer_print_opb(b.o, to) || fclose(to) != 0)
			return 1;
	}
	if (only_opb)
		return 0;
	dais_optimizer_solve(b.o, &s, &r);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	printf("{\"outcome\": \"%s\", \"cost\": %llu, \"bound\": %llu, \"cpu\": %.3f, "
	       "\"sittings\": %zu, "
	       "\"variables\": %zu, \"clauses\": %zu, \"calls\": %llu, \"cores\": %llu}\n",
	    dais_outcome_name(r.outcome), (unsigned long long)r.at.cost[1],
	    (unsigned long long)r.at.bound[1], (double)t.tv_sec + (double)t.tv_nsec * 1e-9,
	    b.sittings.n, dais_optimizer_variables(b.o), dais_optimizer_clauses(b.o),
	    (unsigned long long)r.calls, (unsigned long long)r.cores);
	return 0;
}
