/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shrink.h"

#include <inttypes.h>
#include <string.h>
#include <sys/types.h>

#include "base/buf.h"

struct shrinking {
	struct dais_arena *a;
	bool (*fails)(void *ctx, const struct dais_problem *p);
	void *ctx;
	struct dais_problem *p; /* smallest so far that fails */
	bool smaller;           /* something was taken away in this round */
};

/* A copy whose demands, tasks, bodies, rooms and teams may be changed. */
static struct dais_problem *
copy_of(const struct shrinking *s)
{
	struct dais_problem *p = dais_problem_copy(s->p, s->a);

	memset(&p->tasks, 0, sizeof(p->tasks));
	memset(&p->bodies, 0, sizeof(p->bodies));
	memset(&p->teams, 0, sizeof(p->teams));
	memset(&p->rooms, 0, sizeof(p->rooms));
	for (size_t i = 0; i < s->p->tasks.n; i++)
		dais_vec_push(s->a, &p->tasks, s->p->tasks.v[i]);
	for (size_t i = 0; i < s->p->bodies.n; i++)
		dais_vec_push(s->a, &p->bodies, s->p->bodies.v[i]);
	for (size_t i = 0; i < s->p->teams.n; i++)
		dais_vec_push(s->a, &p->teams, s->p->teams.v[i]);
	for (size_t i = 0; i < s->p->rooms.n; i++)
		dais_vec_push(s->a, &p->rooms, s->p->rooms.v[i]);
	return p;
}

static bool
keep_if_fails(struct shrinking *s, struct dais_problem *p)
{
	if (!s->fails(s->ctx, p))
		return false;
	s->p = p;
	s->smaller = true;
	return true;
}

static void
drop_demands(struct shrinking *s)
{
	for (size_t d = s->p->demands.n; d-- > 0;) {
		struct dais_problem *p = copy_of(s);

		memmove(p->demands.v + d, p->demands.v + d + 1,
		    (p->demands.n - 1 - d) * sizeof(*p->demands.v));
		p->demands.n--;
		(void)keep_if_fails(s, p);
	}
}

static bool
is_mentioned(const struct dais_problem *p, size_t task)
{
	for (size_t d = 0; d < p->demands.n; d++) {
		if (p->demands.v[d].task == task || p->demands.v[d].other == task)
			return true;
	}
	return false;
}

static size_t
renumber(size_t task, size_t gone)
{
	return task != DAIS_NONE && task > gone ? task - 1 : task;
}

/* Some kinds carry tasks they do not look at. */
static void
forget_needless(struct dais_problem *p)
{
	for (size_t d = 0; d < p->demands.n; d++) {
		struct dais_demand *x = &p->demands.v[d];
		bool two = x->kind == DAIS_DEMAND_BEFORE || x->kind == DAIS_DEMAND_APART;
		bool one = two || x->kind <= DAIS_DEMAND_FIXED || x->kind == DAIS_DEMAND_UNBROKEN ||
			   x->kind == DAIS_DEMAND_KEEP || x->kind == DAIS_DEMAND_KEEP_OUT;

		if (!two)
			x->other = DAIS_NONE;
		if (!one)
			x->task = DAIS_NONE;
	}
}

static void
drop_tasks(struct shrinking *s)
{
	for (size_t i = s->p->tasks.n; i-- > 0;) {
		struct dais_problem *p = copy_of(s);

		forget_needless(p);
		if (is_mentioned(p, i))
			continue;
		memmove(
		    p->tasks.v + i, p->tasks.v + i + 1, (p->tasks.n - 1 - i) * sizeof(*p->tasks.v));
		p->tasks.n--;
		for (size_t d = 0; d < p->demands.n; d++) {
			p->demands.v[d].task = renumber(p->demands.v[d].task, i);
			p->demands.v[d].other = renumber(p->demands.v[d].other, i);
		}
		(void)keep_if_fails(s, p);
	}
}

static void
simplify_world(struct shrinking *s)
{
	struct dais_problem *p = copy_of(s);

	if (p->rooms.n) {
		p->rooms.n--;
		(void)keep_if_fails(s, p);
	}
	p = copy_of(s);
	if (p->teams.n) {
		p->teams.n--;
		(void)keep_if_fails(s, p);
	}
	p = copy_of(s);
	if (p->slots.n > 1) {
		p->slots.n--;
		(void)keep_if_fails(s, p);
	}
	for (size_t r = 0; r < s->p->rooms.n; r++) {
		p = copy_of(s);
		if (!p->rooms.v[r].free && !p->rooms.v[r].capacity)
			continue;
		p->rooms.v[r].free = NULL;
		p->rooms.v[r].capacity = 0;
		(void)keep_if_fails(s, p);
	}
	for (size_t i = 0; i < s->p->teams.n; i++) {
		p = copy_of(s);
		if (!p->teams.v[i].free && !p->teams.v[i].week_most && !p->teams.v[i].day_most)
			continue;
		p->teams.v[i].free = NULL;
		p->teams.v[i].week_most = p->teams.v[i].day_most = 0;
		(void)keep_if_fails(s, p);
	}
}

static void
simplify_bodies(struct shrinking *s)
{
	for (size_t b = 0; b < s->p->bodies.n; b++) {
		struct dais_problem *p = copy_of(s);

		if (!p->bodies.v[b].attendance && !p->bodies.v[b].languages &&
		    !p->bodies.v[b].remote)
			continue;
		p->bodies.v[b].attendance = 0;
		p->bodies.v[b].languages = 0;
		p->bodies.v[b].remote = false;
		(void)keep_if_fails(s, p);
	}
	for (size_t i = 0; i < s->p->tasks.n; i++) {
		struct dais_problem *p = copy_of(s);

		if (p->tasks.v[i].bodies.n < 2)
			continue;
		p->tasks.v[i].bodies.n--;
		(void)keep_if_fails(s, p);
	}
}

static void
simplify_demands(struct shrinking *s)
{
	for (size_t d = 0; d < s->p->demands.n; d++) {
		struct dais_problem *p = copy_of(s);

		if (p->demands.v[d].weight > 1) {
			p->demands.v[d].weight = 1;
			(void)keep_if_fails(s, p);
			p = copy_of(s);
		}
		if (p->demands.v[d].rank > 1) {
			p->demands.v[d].rank = 1;
			(void)keep_if_fails(s, p);
			p = copy_of(s);
		}
		if (p->demands.v[d].amount) {
			p->demands.v[d].amount -=
			    p->demands.v[d].amount > p->step ? p->step : p->demands.v[d].amount;
			(void)keep_if_fails(s, p);
		}
	}
}

struct dais_problem *
shrink_problem(const struct dais_problem *p, struct dais_arena *a,
    bool (*fails)(void *ctx, const struct dais_problem *p), void *ctx)
{
	struct shrinking s = { .a = a, .fails = fails, .ctx = ctx };

	s.p = dais_problem_copy(p, a);
	do {
		s.smaller = false;
		drop_demands(&s);
		drop_tasks(&s);
		simplify_world(&s);
		simplify_bodies(&s);
		simplify_demands(&s);
	} while (s.smaller);
	forget_needless(s.p);
	return s.p;
}

/* --- in lines --- */

static void
print_slots(struct dais_buf *b, const struct dais_problem *p, const uint64_t *slots)
{
	if (!slots) {
		dais_buf_puts(b, " all");
		return;
	}
	dais_buf_puts(b, " {");
	for (size_t t = 0; t < p->slots.n; t++) {
		if (dais_slots_has(slots, t))
			dais_buf_printf(b, " %zu", t);
	}
	dais_buf_puts(b, " }");
}

static void
print_world(struct dais_buf *b, const struct dais_problem *p)
{
	dais_buf_printf(b, "step %u\n", p->step);
	for (size_t t = 0; t < p->slots.n; t++)
		dais_buf_printf(b, "slot %zu: day %zu week %zu %d-%d half-day %" PRId64 "\n", t,
		    p->slots.v[t].day_index, p->slots.v[t].week, p->slots.v[t].start,
		    p->slots.v[t].end, p->slots.v[t].half_day - p->slots.v[0].half_day);
	for (size_t i = 0; i < p->bodies.n; i++)
		dais_buf_printf(b, "body %zu: attendance %u languages %u%s\n", i,
		    p->bodies.v[i].attendance, p->bodies.v[i].languages,
		    p->bodies.v[i].remote ? " remote" : "");
	for (size_t i = 0; i < p->rooms.n; i++) {
		dais_buf_printf(b, "room %zu: capacity %u%s free", i, p->rooms.v[i].capacity,
		    p->rooms.v[i].remote ? " remote" : "");
		print_slots(b, p, p->rooms.v[i].free);
		dais_buf_puts(b, "\n");
	}
	for (size_t i = 0; i < p->teams.n; i++) {
		dais_buf_printf(b, "team %zu: languages %u week %u day %u free", i,
		    p->teams.v[i].languages, p->teams.v[i].week_most, p->teams.v[i].day_most);
		print_slots(b, p, p->teams.v[i].free);
		dais_buf_puts(b, "\n");
	}
	for (size_t i = 0; i < p->tasks.n; i++) {
		dais_buf_printf(b, "task %zu: group %zu%s bodies", i, p->tasks.v[i].group,
		    p->tasks.v[i].substantive ? " substantive" : "");
		for (size_t k = 0; k < p->tasks.v[i].bodies.n; k++)
			dais_buf_printf(b, " %zu", p->tasks.v[i].bodies.v[k]);
		dais_buf_puts(b, "\n");
	}
}

struct dais_str
print_problem(const struct dais_problem *p, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	print_world(&b, p);
	for (size_t d = 0; d < p->demands.n; d++) {
		const struct dais_demand *x = &p->demands.v[d];

		dais_buf_printf(&b,
		    "%s rank %u weight %u task %zd other %zd body %zd %zd amount %u",
		    dais_demand_kind_name(x->kind), x->rank, x->weight, (ssize_t)x->task,
		    (ssize_t)x->other, (ssize_t)x->body, (ssize_t)x->body_2, x->amount);
		dais_buf_printf(&b, " rooms %" PRIx64 " slots", x->rooms);
		print_slots(&b, p, x->slots);
		dais_buf_puts(&b, "\n");
	}
	return dais_buf_dup(&b, a);
}
