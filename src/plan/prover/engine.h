/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the module that links CaDiCaL offers; prover.c loads it. Nothing else includes this.
 */
#ifndef DAIS_PLAN_PROVER_ENGINE_H
#define DAIS_PLAN_PROVER_ENGINE_H

struct dais_prover_engine {
	void *(*new_solver)(void);
	void (*free_solver)(void *s);
	void (*add)(void *s, int l); /* 0 ends a clause */
	void (*assume)(void *s, int l);
	int (*solve)(void *s); /* 10 yes, 20 no, 0 ended by `end` */
	int (*value)(void *s, int v); /* of variable @v: more than 0 when it is true */
	int (*fixed)(void *s, int v); /* the same in all answers: 1 true, -1 false, 0 not known */
	/* @end is asked often whether to end, @learnt told of every clause that is learnt, @most
	 * literals long or less. */
	void (*end_when)(void *s, void *ctx, int (*end)(void *ctx));
	void (*tell_learnt)(void *s, void *ctx, int most, void (*learnt)(void *ctx, int *clause));
};

#endif
