/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Linear programmes that grow, and small integer ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>

#include "plan/linear/linear.h"

#define NEAR(x, y) assert_true(fabs((x) - (y)) < 1e-6)

static void
test_grows(void **state)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_linear *l = dais_linear_new(&err);
	const double zero[] = { 0, 0 }, one[] = { 1, 1 }, cost[] = { -2, -1 };
	const int none[] = { 0, 0, 0 }, both[] = { 0, 1 }, two[] = { 0, 2 };
	const double no_lower[] = { -INFINITY }, at_most[] = { 1.5 };
	struct dais_linear_part columns = {
		.n = 2, .lower = zero, .upper = one, .cost = cost, .start = none
	};
	struct dais_linear_part row = { .n = 1,
		.lower = no_lower,
		.upper = at_most,
		.start = two,
		.index = both,
		.value = one };

	(void)state;
	assert_non_null(l);
	columns.index = both;
	columns.value = one;
	dais_linear_add_columns(l, &columns);
	assert_int_equal(dais_linear_solve(l, true, 0), DAIS_LINEAR_OPTIMAL);
	NEAR(dais_linear_objective(l), -3);
	dais_linear_add_rows(l, &row);
	assert_int_equal(dais_linear_solve(l, false, 0), DAIS_LINEAR_OPTIMAL);
	NEAR(dais_linear_objective(l), -2.5);
	NEAR(dais_linear_values(l)[0], 1);
	NEAR(dais_linear_values(l)[1], 0.5);
	NEAR(dais_linear_duals(l)[0], -1);
	dais_linear_free(l);
}

/* max x + y + z with each pair at most 1: 1.5 as fractions, 1 as whole numbers. */
static void
test_integer(void **state)
{
	const double lower[] = { 0, 0, 0 }, upper[] = { 1, 1, 1 }, cost[] = { -1, -1, -1 };
	const double row_lower[] = { -INFINITY, -INFINITY, -INFINITY }, row_upper[] = { 1, 1, 1 };
	const int start[] = { 0, 2, 4, 6 }, index[] = { 0, 1, 0, 2, 1, 2 };
	const double value[] = { 1, 1, 1, 1, 1, 1 };
	struct dais_linear_integer p = { .columns = { .n = 3,
					     .lower = lower,
					     .upper = upper,
					     .cost = cost,
					     .start = start,
					     .index = index,
					     .value = value },
		.rows = 3,
		.row_lower = row_lower,
		.row_upper = row_upper,
		.cutoff = INFINITY };
	double values[3], bound;
	enum dais_linear_status status;
	struct dais_err err = DAIS_ERR_INIT;
	bool found;

	(void)state;
	assert_true(dais_linear_integer_solve(&p, values, &status, &found, &bound, &err));
	assert_int_equal(status, DAIS_LINEAR_OPTIMAL);
	assert_true(found);
	NEAR(values[0] + values[1] + values[2], 1);
	p.cutoff = -1.5;
	assert_true(dais_linear_integer_solve(&p, values, &status, &found, &bound, &err));
	assert_int_equal(status, DAIS_LINEAR_INFEASIBLE);
	assert_false(found);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grows),
		cmocka_unit_test(test_integer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
