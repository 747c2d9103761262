/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From the record to the layout tree of the annotated agenda in one language: every reference
 * resolved, every number, label, "(continued)", cross-reference and list computed here. Source of
 * the form: domain rules, doc/sources.md#annotated-agenda.
 */
#ifndef DAIS_WRITE_COMPOSE_COMPOSE_H
#define DAIS_WRITE_COMPOSE_COMPOSE_H

#include "model/record.h"
#include "write/tree/tree.h"

struct dais_compose_options {
	bool draft;      /* watermark */
	enum dais_modality modality;   /* which timetable: IN_PERSON prints `sittings` */
	bool use_plan;                 /* print plans[modality] instead of `sittings` */
};

/* The tree of the document that @r produces, in @l, allocated in @a. The record must be free of
 * errors (readers refuse references to nothing). Words missing in @l print as "[…]"; callers
 * that want a complete document ask dais_package_missing() first. Cannot fail. */
struct dais_tree *dais_compose_agenda(const struct dais_record *r, enum dais_lang l,
    const struct dais_compose_options *opt, struct dais_arena *a);

#endif
