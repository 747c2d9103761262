/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_READ_FLOW_FLOW_PRIV_H
#define DAIS_READ_FLOW_FLOW_PRIV_H

#include "read/flow/flow.h"

/* Adds the block of @w, which is whole, to its flow, divided where lines ended by hand divide it
 * (breaks.c); the last that was added. */
struct dais_flow_block *flow_add_lines(struct dais_flow_writer *w);

#endif
