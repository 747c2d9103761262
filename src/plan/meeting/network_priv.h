/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Flows in networks, for counting what time there is for.
 */
#ifndef DAIS_PLAN_MEETING_NETWORK_PRIV_H
#define DAIS_PLAN_MEETING_NETWORK_PRIV_H

#include "plan/problem/problem.h"

struct dais_network;

/* A network of @nodes nodes and no edges, in @a. */
struct dais_network *dais_network_new(struct dais_arena *a, size_t nodes);
void dais_network_edge(struct dais_network *f, size_t from, size_t to, unsigned capacity);
/* The largest flow from @source to @sink; once. */
unsigned dais_network_largest(struct dais_network *f, size_t source, size_t sink);

#endif
