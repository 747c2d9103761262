/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tasks that are never in a sitting with most others of their bodies: a report that waits for what
 * is reported. Time that its sittings leave is time for few.
 */
#ifndef DAIS_PLAN_MEETING_WAITING_PRIV_H
#define DAIS_PLAN_MEETING_WAITING_PRIV_H

#include "plan/meeting/encoder_priv.h"

struct dais_waiting {
	size_t task; /* has time in every plan */
	dais_index_vec beside; /* all that a sitting in which it is taken up can hold as well: tasks
				* of its bodies, and of no others */
};

typedef DAIS_VEC(struct dais_waiting) dais_waiting_vec;

/* Those of @e, by demands that always hold in it; its windows are set. No task is in two of them.
 */
void dais_waiting_find(const struct dais_encoder *e, struct dais_arena *a, dais_waiting_vec *ret);

#endif
