/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Linear programmes that grow (Clp) and integer programmes (Cbc), behind an interface of their
 * own. The libraries live in a module that is loaded when first needed: they would cost every
 * start of the program some milliseconds. Minimizes. Not safe for threads: one programme, one
 * thread.
 */
#ifndef DAIS_PLAN_LINEAR_LINEAR_H
#define DAIS_PLAN_LINEAR_LINEAR_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Some rows or columns, compressed: the elements of the i-th are index and value [start[i] ..
 * start[i + 1]). Bounds may be -INFINITY and INFINITY. */
struct dais_linear_part {
	size_t n;
	const double *lower, *upper;
	const double *cost; /* columns only */
	const int *start;   /* n + 1 */
	const int *index;
	const double *value;
};

enum dais_linear_status {
	DAIS_LINEAR_OPTIMAL,
	DAIS_LINEAR_INFEASIBLE,
	DAIS_LINEAR_UNBOUNDED,
	DAIS_LINEAR_STOPPED /* time or stop flag */
};

struct dais_linear;

/* A new programme without rows and columns; NULL with UNSUPPORTED when the module is missing. */
struct dais_linear *dais_linear_new(struct dais_err *err);
void dais_linear_free(struct dais_linear *l); /* NULL is ignored */
/* For __attribute__((cleanup)). */
void dais_linear_freep(struct dais_linear **l);
/* The elements of new rows name columns that exist, those of new columns rows. */
void dais_linear_add_rows(struct dais_linear *l, const struct dais_linear_part *rows);
void dais_linear_add_columns(struct dais_linear *l, const struct dais_linear_part *columns);
/* Solves from where the last solution left off. @columns_grew: columns were added last (the
 * primal simplex goes on), else rows (the dual one does). @seconds: at most so long, 0 no limit. */
enum dais_linear_status dais_linear_solve(struct dais_linear *l, bool columns_grew, double seconds);
/* After OPTIMAL: value of the objective, of each column, and dual of each row (not positive for a
 * row at its upper bound, not negative at its lower). Valid until the programme changes. */
double dais_linear_objective(const struct dais_linear *l);
const double *dais_linear_values(const struct dais_linear *l);
const double *dais_linear_duals(const struct dais_linear *l);

/* An integer programme: every column is 0-1 unless `continuous`. */
struct dais_linear_integer {
	struct dais_linear_part columns; /* elements name rows */
	const bool *continuous; /* of the columns; NULL: none */
	size_t rows;
	const double *row_lower, *row_upper;
	const double *start_at; /* a solution to begin from, or NULL */
	double seconds;         /* 0 no limit */
	long nodes;             /* 0 no limit */
	double cutoff;          /* only solutions better than this; INFINITY: all */
	double gap;             /* absolute: proof of that is enough */
};

/* Solves @p. OPTIMAL: @ret_values is best, proven; STOPPED: the best found if *@ret_found, and
 * *@ret_bound is a lower bound; INFEASIBLE: nothing better than the cutoff. @ret_values has
 * room for all columns. False when the module is missing. */
bool dais_linear_integer_solve(const struct dais_linear_integer *p, double *ret_values,
    enum dais_linear_status *ret_status, bool *ret_found, double *ret_bound, struct dais_err *err);

#endif
