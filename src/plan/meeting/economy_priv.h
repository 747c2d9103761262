/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_PLAN_MEETING_ECONOMY_PRIV_H
#define DAIS_PLAN_MEETING_ECONOMY_PRIV_H

#include "plan/meeting/encoder_priv.h"

/* Strict: writes the wishes FEWEST, DENSE and NO_GAP of one rank together, costing the same for
 * every plan, and marks them as written (e->summed). @steps: that each task has at least in every
 * plan whose cost in rank @given is 0 (@given 0: in every plan); lower bounds are told from it.
 * False, and nothing is written, where their weights or the common items do not allow it. */
bool dais_encode_economy(struct dais_encoder *e, unsigned *steps, unsigned given);

#endif
