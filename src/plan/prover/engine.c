/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module: CaDiCaL through its C interface.
 */
#include "plan/prover/engine.h"

#include <ccadical.h>

static void *
new_solver(void)
{
	CCaDiCaL *s = ccadical_init();

	ccadical_set_option(s, "quiet", 1);
	/* Answers are found elsewhere: no phases of their own for them. */
	ccadical_set_option(s, "stabilize", 0);
	ccadical_set_option(s, "chrono", 0);
	return s;
}

static void
free_solver(void *s)
{
	ccadical_release(s);
}

static void
add(void *s, int l)
{
	ccadical_add(s, l);
}

static void
assume(void *s, int l)
{
	ccadical_assume(s, l);
}

static int
solve(void *s)
{
	return ccadical_solve(s);
}

static int
value(void *s, int v)
{
	return ccadical_val(s, v);
}

static int
fixed(void *s, int v)
{
	return ccadical_fixed(s, v);
}

static void
end_when(void *s, void *ctx, int (*end)(void *ctx))
{
	ccadical_set_terminate(s, ctx, end);
}

static void
tell_learnt(void *s, void *ctx, int most, void (*learnt)(void *ctx, int *clause))
{
	ccadical_set_learn(s, ctx, most, learnt);
}

__attribute__((visibility("default"))) extern const struct dais_prover_engine dais_prover_engine;

const struct dais_prover_engine dais_prover_engine = {
	.new_solver = new_solver,
	.free_solver = free_solver,
	.add = add,
	.assume = assume,
	.solve = solve,
	.value = value,
	.fixed = fixed,
	.end_when = end_when,
	.tell_learnt = tell_learnt,
};
