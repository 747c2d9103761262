/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The judge against the violations sheets of published solutions: every violation that they
 * list, and no other, must be found, with the same penalty.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_SHEET_H
#define DAIS_BENCH_PLANNING_COSPLIB_SHEET_H

#include "planning/cosplib_judge.h"

/* Agreement on one term. The weights may have been others when the sheet was written: a sheet
 * whose penalties are all the same multiple of ours agrees, and the multiple is told. */
struct cosplib_agreement {
	bool listed;         /* the sheet has a column for the term */
	int64_t sheet_cost;  /* as it says at the end of the column */
	int64_t then; /* weight in the sheet, when every common violation tells the same one;
		       * 0: no violation in common, -1: they contradict each other */
	size_t common; /* violations in both */
	size_t sheet_only, ours_only;
};

struct cosplib_agreements {
	int64_t objective; /* as the sheet states it */
	struct cosplib_agreement term[COSPLIB_TERMS];
};

/* Compares @v with the sheet "violations" of the workbook at @path. Errors: as workbook_read();
 * INVALID (no such sheet). */
bool cosplib_agree(struct dais_arena *a, const struct cosplib_verdict *v, const char *path,
    struct cosplib_agreements *ret, struct dais_err *err);

#endif
