/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_PLAN_MEETING_ECONOMY_PRIV_H
#define DAIS_PLAN_MEETING_ECONOMY_PRIV_H

#include "plan/meeting/encoder_priv.h"

/* Tasks of which one or more in a sitting count once. */
struct dais_economy_use {
	dais_index_vec tasks;
	dais_literal *used; /* [t] */
	size_t joint; /* whose bodies it joins, or DAIS_NONE */
	dais_index_vec payers; /* bodies that pay for it */
	int64_t cost; /* of each use: what its bodies pay, less what joining them saves */
};

struct dais_economy {
	struct dais_encoder *e;
	const struct dais_demand *fewest;
	const struct dais_demand **dense, **gap; /* of a body, or NULL */
	DAIS_VEC(struct dais_economy_use) uses;
	bool *lone; /* of a task: not substantive, but counted as if it were, being never in a
		     * sitting with one that is (of the same body) */
	unsigned *steps; /* that a task has at least */
	dais_literal_vec broken; /* of the fact told of all sittings */
	size_t *component, *use_of; /* of a body: scratch */
};

static inline unsigned
dais_economy_dense_weight(const struct dais_economy *x, size_t b)
{
	return x->dense[b] ? x->dense[b]->weight : 0;
}

/* @l costs @weight when true. */
void dais_economy_pay(struct dais_economy *x, dais_literal l, uint64_t weight);
/* So much of it is booked to @account, a body, or DAIS_OPTIMIZER_NOBODY (dais_optimizer_book()):
 * what is paid for a use that joins bodies is less than what they pay, by what joining saves. */
void dais_economy_book(struct dais_economy *x, size_t account, dais_literal l, uint64_t weight);
/* At least @least of the wishes @v, each of @weight or more, are not fulfilled (as
 * dais_optimizer_known()). Bodies that always sit together may have one literal for it: it counts
 * once. @weight 0: nothing is told. */
void dais_economy_tell(struct dais_economy *x, const dais_literal_vec *v, size_t least,
    uint64_t weight, unsigned given);

/* --- economy_use.c --- */

/* Whether tasks @i and @k are of the same bodies. */
bool dais_economy_same_bodies(const struct dais_encoder *e, size_t i, size_t k);
/* Finds x->lone and x->uses; demands are found. */
void dais_economy_find_uses(struct dais_economy *x);
/* Slots in which a task of @u is taken up in every plan that has x->steps, at least. */
unsigned dais_economy_least_uses(const struct dais_economy *x, const struct dais_economy_use *u);
void dais_economy_pay_uses(struct dais_economy *x, unsigned given);
/* Uses of joint @j in one sitting join its bodies once. */
void dais_economy_pay_joint(struct dais_economy *x, size_t j, size_t t);

/* Strict: writes the wishes FEWEST, DENSE and NO_GAP of one rank together, costing the same for
 * every plan, and marks them as written (e->summed). @steps: that each task has at least in every
 * plan whose cost in rank @given is 0 (@given 0: in every plan); lower bounds are told from it.
 * False, and nothing is written, where their weights do not allow it or too many different sets of
 * bodies have items in common, or where it is not worth it. Costs of the rank are told without a
 * credit (dais_optimizer_credit()). */
bool dais_encode_economy(struct dais_encoder *e, unsigned *steps, unsigned given);

#endif
