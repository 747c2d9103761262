/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A package in memory whose problem is gathered.
 */
#ifndef DAIS_TESTS_PLAN_GATHER_SUPPORT_H
#define DAIS_TESTS_PLAN_GATHER_SUPPORT_H

#include "support/test.h"

#include "plan/gather/gather.h"

/* Bodies ic and ta from Monday, 23 May to Friday, 27 May 2022 (the Thursday is a holiday of the
 * host), profile untoc: items organization (opening, agenda), transfer (ic), environment (both),
 * strategies (ta), other (both), report (both). */
extern const char package_yaml[];

/* @text with the first @from replaced by @to. @from must occur. */
const char *replaced(struct dais_arena *a, const char *text, const char *from, const char *to);

/* Reads the package of @yaml and @planning, which must have no error. */
struct dais_record *package(struct dais_arena *a, const char *yaml, const char *planning);
/* Its problem; NULL when there are errors. @diags is made here. */
struct dais_problem *gathered(struct dais_arena *a, const struct dais_record *r,
    const struct dais_gather_options *opt, struct dais_diags *diags);
/* The same in person, which must succeed. */
struct dais_problem *problem(struct dais_arena *a, const char *planning);

/* The first diagnostic as "file:line:column: message [hint]"; "nothing". */
const char *said(struct dais_arena *a, const struct dais_diags *diags);

/* The index of item @id's task (or its first part). */
size_t task_of(const struct dais_problem *p, const char *id);
/* Slots as "#..#", a character a slot. */
const char *slots(struct dais_arena *a, const struct dais_problem *p, const uint64_t *set);
/* The first demand of @kind and @rank for @task and @other (DAIS_NONE: any); NULL. */
const struct dais_demand *find(const struct dais_problem *p, enum dais_demand_kind kind,
    unsigned rank, size_t task, size_t other);
/* How many demands of @kind and @rank there are. */
size_t count(const struct dais_problem *p, enum dais_demand_kind kind, unsigned rank);

#endif
