/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The exact model as the library's authors state it (Pylyavskyy, Jacko, Kheiri: "A generic
 * approach to conference scheduling with integer programming", EJOR 317(2), 2024, and their
 * exact_model.py), for solvers of integer programmes.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_PRINT_H
#define DAIS_BENCH_PLANNING_COSPLIB_PRINT_H

#include <stdio.h>

#include "planning/cosplib_patterns.h"

/* Prints the model in the LP format of CPLEX. */
void cosplib_print_exact(const struct cosplib *p, struct dais_arena *a, FILE *to);

#endif
