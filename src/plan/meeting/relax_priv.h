/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_PLAN_MEETING_RELAX_PRIV_H
#define DAIS_PLAN_MEETING_RELAX_PRIV_H

#include "plan/meeting/encoder_priv.h"

/* A lower bound of the cost in @rank of every plan whose ranks before cost @cost[1 .. rank), as
 * dais_optimizer_ask_bound() wants it; @encoder is a strict struct dais_encoder. 0 when none is
 * found in @seconds. */
uint64_t dais_meeting_relaxed_bound(
    void *encoder, unsigned rank, const uint64_t *cost, double seconds);

#endif
