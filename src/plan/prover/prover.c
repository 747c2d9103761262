/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module that links CaDiCaL, loaded when the first prover is made. A step is a clause learnt.
 */
#include "plan/prover/prover.h"

#include <limits.h>
#include <pthread.h>

#include "base/arena.h"
#include "base/module.h"
#include "plan/prover/engine.h"

struct dais_prover {
	struct dais_arena *arena; /* in which this lies */
	void *solver;
	uint64_t steps, last_step; /* so far; when the present question ends */
	bool (*over)(void *ctx);
	void *ctx;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const struct dais_prover_engine *engine;
static char failure[256];

static void
load(void)
{
	engine = dais_module_load(DAIS_BUILD_ROOT, DAIS_PROVER_MODULE_BUILT, DAIS_PROVER_MODULE,
	    "dais_prover_engine", failure, sizeof(failure));
}

static int
end(void *ctx)
{
	struct dais_prover *p = ctx;

	return p->steps >= p->last_step || (p->over && p->over(p->ctx));
}

static void
learnt(void *ctx, int *clause)
{
	struct dais_prover *p = ctx;

	(void)clause;
	p->steps++;
}

struct dais_prover *
dais_prover_new(struct dais_err *err)
{
	struct dais_arena *a;
	struct dais_prover *p;

	(void)pthread_once(&once, load);
	if (!engine) {
		dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the part of dais that proves plans best cannot be loaded: %s", failure);
		return NULL;
	}
	a = dais_arena_new(0);
	p = DAIS_NEW(a, struct dais_prover);
	p->arena = a;
	p->solver = engine->new_solver();
	engine->end_when(p->solver, p, end);
	engine->tell_learnt(p->solver, p, INT_MAX, learnt);
	return p;
}

void
dais_prover_free(struct dais_prover *p)
{
	if (!p)
		return;
	engine->free_solver(p->solver);
	dais_arena_free(p->arena);
}

void
dais_prover_add(struct dais_prover *p, const int *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		engine->add(p->solver, v[i]);
	engine->add(p->solver, 0);
}

enum dais_prover_answer
dais_prover_solve(struct dais_prover *p, const int *v, size_t n, uint64_t steps,
    bool (*over)(void *ctx), void *ctx)
{
	p->last_step = p->steps + steps;
	p->over = over;
	p->ctx = ctx;
	for (size_t i = 0; i < n; i++)
		engine->assume(p->solver, v[i]);
	switch (engine->solve(p->solver)) {
	case 10:
		return DAIS_PROVER_YES;
	case 20:
		return DAIS_PROVER_NO;
	default:
		return DAIS_PROVER_UNKNOWN;
	}
}

bool
dais_prover_value(struct dais_prover *p, int l)
{
	return (engine->value(p->solver, l < 0 ? -l : l) > 0) == (l > 0);
}

int
dais_prover_fixed(struct dais_prover *p, int v)
{
	return engine->fixed(p->solver, v);
}

uint64_t
dais_prover_steps(const struct dais_prover *p)
{
	return p->steps;
}
