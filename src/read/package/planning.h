/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Reads planning.yaml (doc/planning.md). All its problems are reported, each with its place, rule
 * id "package"; what is wrong is left out.
 */
#ifndef DAIS_READ_PACKAGE_PLANNING_H
#define DAIS_READ_PACKAGE_PLANNING_H

#include "base/diag.h"
#include "model/record.h"

/* Reads @bytes of planning.yaml into r->planning and keeps them in r->origin_planning; r holds
 * meeting.yaml already. Empty @bytes: the package has none, r->planning stays NULL. Afterwards
 * the rooms that sittings name by their id get their words, and teams are held against those of
 * the planning, when it has any. */
void dais_package_read_planning(
    struct dais_record *r, struct dais_str bytes, struct dais_diags *diags);

#endif
