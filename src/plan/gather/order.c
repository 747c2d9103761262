/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What comes before what: opening, organization, substance, other matters, report; `after`; the
 * order of the numbers as a wish.
 */
#include <stdlib.h>

#include "base/err.h"
#include "plan/gather/gather_priv.h"
#include "text/message.h"

#define DROP_AFTER 8
#define DROP_LEAD 15
#define PAIRS_MAX 400000u
#define CIRCLE_SHOWN 6u /* items of a circle */

/* @first before @then. */
struct pair {
	size_t first, then;
	unsigned lead;          /* half-days */
	unsigned drop;          /* 0: never given up */
	bool wish;
	enum dais_wish kind;    /* of a wish */
	const char *because;
	struct dais_place place;
	size_t number;          /* order of adding: the first of equals stays */
};

struct pairs {
	DAIS_VEC(struct pair) v;
};

static void
add(struct dais_gatherer *g, struct pairs *p, struct pair pair)
{
	if (pair.first == pair.then || p->v.n > PAIRS_MAX)
		return;
	pair.number = p->v.n;
	dais_vec_push(g->a, &p->v, pair);
}

/* --- standard order of a body --------------------------------------------------------------- */

static enum dais_usual
class_at(const struct dais_gatherer *g, size_t task)
{
	return g->tasks.v[task].class;
}

/* Opening and organizational tasks follow each other; the last of them precedes all others.
 * Returns it, or DAIS_NONE. */
static size_t
organization_first(struct dais_gatherer *g, const struct dais_body_plan *b, struct pairs *p)
{
	size_t last = DAIS_NONE;

	for (int opening = 1; opening >= 0; opening--) {
		for (size_t i = 0; i < b->tasks.n; i++) {
			size_t t = b->tasks.v[i];
			enum dais_usual c = class_at(g, t);

			if (opening ? c != DAIS_USUAL_OPENING : c != DAIS_USUAL_ORGANIZATIONAL)
				continue;
			if (last != DAIS_NONE)
				add(g, p,
				    (struct pair){ .first = last,
					.then = t,
					.because =
					    DAIS_MESSAGE("the opening and the adoption of the "
							 "agenda come first") });
			last = t;
		}
	}
	return last;
}

static unsigned
lead_of(const struct dais_gatherer *g)
{
	return g->planning->has_lead ? g->planning->lead : g->r->profile.adoption_lead_half_days;
}

/* Source: R-TIME-08: the draft of the report must be translated. */
static void
report_last(struct dais_gatherer *g, struct pairs *p, size_t task, size_t report)
{
	bool substantive = class_at(g, task) == DAIS_USUAL_SUBSTANTIVE;
	unsigned lead = lead_of(g);

	if (!substantive || !lead)
		add(g, p,
		    (struct pair){ .first = task,
			.then = report,
			.because = DAIS_MESSAGE("the report comes last") });
	if (!lead)
		return;
	add(g, p,
	    (struct pair){ .first = task,
		.then = report,
		.lead = lead,
		.drop = DROP_LEAD,
		.wish = !substantive,
		.kind = DAIS_WISH_LEAD,
		.because = DAIS_MESSAGE("the draft of the report must be translated"),
		.place = g->planning->lead_place });
}

static void
order_body(struct dais_gatherer *g, const struct dais_body_plan *b, struct pairs *p)
{
	size_t org = organization_first(g, b, p), other = DAIS_NONE, report = DAIS_NONE;
	size_t before = DAIS_NONE;

	for (size_t i = 0; i < b->tasks.n; i++) {
		if (class_at(g, b->tasks.v[i]) == DAIS_USUAL_OTHER && other == DAIS_NONE)
			other = b->tasks.v[i];
		if (class_at(g, b->tasks.v[i]) == DAIS_USUAL_REPORT)
			report = b->tasks.v[i];
	}
	for (size_t i = 0; i < b->tasks.n; i++) {
		size_t t = b->tasks.v[i];
		enum dais_usual c = class_at(g, t);

		if (c <= DAIS_USUAL_ORGANIZATIONAL || c == DAIS_USUAL_REPORT)
			continue;
		if (org != DAIS_NONE)
			add(g, p,
			    (struct pair){ .first = org,
				.then = t,
				.because = DAIS_MESSAGE("the opening and the adoption of the "
							"agenda come first") });
		if (other != DAIS_NONE && c == DAIS_USUAL_SUBSTANTIVE)
			add(g, p,
			    (struct pair){ .first = t,
				.then = other,
				.because = DAIS_MESSAGE(
				    "other matters come after the substantive items") });
		if (report != DAIS_NONE)
			report_last(g, p, t, report);
		if (c != DAIS_USUAL_SUBSTANTIVE)
			continue;
		if (before != DAIS_NONE)
			add(g, p,
			    (struct pair){ .first = before,
				.then = t,
				.wish = true,
				.kind = DAIS_WISH_ORDER,
				.because = DAIS_MESSAGE("the order of their numbers") });
		before = t;
	}
	if (report != DAIS_NONE && org != DAIS_NONE && before == DAIS_NONE && other == DAIS_NONE)
		add(g, p,
		    (struct pair){ .first = org,
			.then = report,
			.because = DAIS_MESSAGE("the report comes last") });
}

/* --- planning.yaml -------------------------------------------------------------------------- */

static void
add_after(struct dais_gatherer *g, struct pairs *p, const struct dais_planning_item *said,
    const struct dais_planning_ref *ref)
{
	for (size_t x = 0; x < g->task_count[ref->at]; x++) {
		for (size_t y = 0; y < g->task_count[said->item]; y++)
			add(g, p,
			    (struct pair){ .first = g->first_task[ref->at] + x,
				.then = g->first_task[said->item] + y,
				.drop = DROP_AFTER,
				.place = ref->place });
	}
}

static void
order_said(struct dais_gatherer *g, struct pairs *p)
{
	for (size_t i = 0; i < g->planning->items.n; i++) {
		const struct dais_planning_item *said = &g->planning->items.v[i];

		for (size_t k = 0; k < said->after.n; k++) {
			const struct dais_planning_ref *ref = &said->after.v[k];

			if (!g->task_count[ref->at])
				(void)dais_gather_error(g, &ref->place,
				    "item `%.*s` is on no agenda of a meeting in `together`",
				    DAIS_STR_ARG(g->r->items.v[ref->at].id));
			add_after(g, p, said, ref);
		}
	}
}

/* --- circles -------------------------------------------------------------------------------- */

/* Edges of rank 0 by first task. */
struct graph {
	size_t *start; /* of the edges of each task; one more at the end */
	size_t *edge;  /* indexes into the pairs */
};

static struct graph
make_graph(struct dais_gatherer *g, const struct pairs *p)
{
	size_t n = g->p->tasks.n;
	struct graph graph = { DAIS_NEW_N(g->a, n + 2, size_t),
		DAIS_NEW_N(g->a, p->v.n + 1, size_t) };
	size_t *at = DAIS_NEW_N(g->a, n + 1, size_t);

	for (size_t i = 0; i < p->v.n; i++)
		graph.start[p->v.v[i].first + 1] += !p->v.v[i].wish;
	for (size_t t = 0; t < n; t++)
		graph.start[t + 1] += graph.start[t];
	for (size_t i = 0; i < p->v.n; i++) {
		size_t t = p->v.v[i].first;

		if (!p->v.v[i].wish)
			graph.edge[graph.start[t] + at[t]++] = i;
	}
	return graph;
}

/* Takes away tasks that nothing left precedes, again and again; what stays lies on circles or
 * behind them. Returns how many stay; @left counts what precedes each of them. */
static size_t
peel(struct dais_gatherer *g, const struct pairs *p, const struct graph *graph, size_t *left)
{
	size_t n = g->p->tasks.n, head = 0, tail = 0;
	size_t *queue = DAIS_NEW_N(g->a, n + 1, size_t);

	for (size_t i = 0; i < p->v.n; i++)
		left[p->v.v[i].then] += !p->v.v[i].wish;
	for (size_t t = 0; t < n; t++) {
		if (!left[t])
			queue[tail++] = t;
	}
	while (head < tail) {
		size_t t = queue[head++];

		for (size_t e = graph->start[t]; e < graph->start[t + 1]; e++) {
			size_t then = p->v.v[graph->edge[e]].then;

			if (--left[then] == 0)
				queue[tail++] = then;
		}
	}
	return n - tail;
}

/* Reports one circle among the tasks that @left counts something for. */
static void
report_circle(struct dais_gatherer *g, const struct pairs *p, const size_t *left)
{
	size_t n = g->p->tasks.n, t = 0, shown = 0;
	size_t *by = DAIS_NEW_N(g->a, n, size_t); /* a pair that precedes the task */
	bool *seen = DAIS_NEW_N(g->a, n, bool);
	struct dais_str words = DAIS_STR_NONE;
	const struct dais_place *place = NULL;
	struct dais_diag *diag;
	size_t begin;

	DAIS_ASSERT(p->v.n > 0); /* without pairs there is no circle */
	for (size_t i = 0; i < p->v.n; i++) {
		if (!p->v.v[i].wish && left[p->v.v[i].then] && left[p->v.v[i].first])
			by[p->v.v[i].then] = i;
	}
	while (!left[t])
		t++;
	while (!seen[t]) {
		seen[t] = true;
		t = p->v.v[by[t]].first;
	}
	begin = t;
	do {
		const struct pair *pair = &p->v.v[by[t]];

		if (pair->place.line && pair->drop == DROP_AFTER)
			place = &pair->place;
		if (shown++ < CIRCLE_SHOWN)
			words = words.n ? dais_text_message(g->a, g->p->language,
					      "%.*s, which waits for %.*s", DAIS_STR_ARG(words),
					      DAIS_STR_ARG(g->p->tasks.v[t].name))
					: g->p->tasks.v[t].name;
		t = pair->first;
	} while (t != begin);
	diag = dais_gather_error(g, place,
	    shown > CIRCLE_SHOWN
		? "items wait for each other in a circle: %.*s ... which waits for %.*s"
		: "items wait for each other in a circle: %.*s, which waits for %.*s",
	    DAIS_STR_ARG(words), DAIS_STR_ARG(g->p->tasks.v[begin].name));
	dais_diag_set_hint(g->d, diag, "take one `after` out");
}

/* --- demands -------------------------------------------------------------------------------- */

static int
compare(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->then != y->then)
		return x->then < y->then ? -1 : 1;
	if (x->wish != y->wish)
		return x->wish ? 1 : -1;
	if (x->lead != y->lead)
		return x->lead > y->lead ? -1 : 1;
	return x->number < y->number ? -1 : 1;
}

/* Whether @y adds nothing to @x, which stands before it. */
static bool
is_said(const struct pair *x, const struct pair *y)
{
	if (x->first != y->first || x->then != y->then)
		return false;
	return x->wish == y->wish ? x->lead >= y->lead && (!y->wish || x->kind == y->kind)
				  : x->lead >= y->lead;
}

static void
add_demand(struct dais_gatherer *g, const struct pair *p)
{
	struct dais_demand *d;

	if (p->wish)
		d = dais_gather_wish(g, DAIS_DEMAND_BEFORE, p->kind, 1);
	else
		d = dais_gather_demand(g, DAIS_DEMAND_BEFORE, p->drop);
	if (!d)
		return;
	d->task = p->first;
	d->other = p->then;
	d->amount = p->lead;
	d->because = p->because ? dais_gather_words(g, p->because) : DAIS_STR_NONE;
	if (p->place.line)
		d->place = p->place;
}

void
dais_gather_order(struct dais_gatherer *g)
{
	struct pairs p = { 0 };
	const struct pair *kept = NULL;
	struct graph graph;
	size_t *left;

	for (size_t b = 0; b < g->bodies.n; b++)
		order_body(g, &g->bodies.v[b], &p);
	order_said(g, &p);
	if (p.v.n > PAIRS_MAX) {
		(void)dais_gather_error(
		    g, NULL, "the items have more than %u relations of order", PAIRS_MAX);
		return;
	}
	graph = make_graph(g, &p);
	left = DAIS_NEW_N(g->a, g->p->tasks.n, size_t);
	if (peel(g, &p, &graph, left)) {
		report_circle(g, &p, left);
		return;
	}
	if (p.v.n)
		qsort(p.v.v, p.v.n, sizeof(*p.v.v), compare);
	for (size_t i = 0; i < p.v.n; i++) {
		if (kept && is_said(kept, &p.v.v[i]))
			continue;
		kept = &p.v.v[i];
		add_demand(g, kept);
	}
}
