/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * usage: planning_cosplib check INSTANCE.xlsx SOLUTION.xlsx
 *
 * One line of JSON a result, for compare.py.
 */
#include <stdio.h>
#include <stdlib.h>

#include "planning/cosplib_sheet.h"

static int
fail(const struct dais_err *err)
{
	(void)fprintf(stderr, "planning_cosplib: %s%s%s\n", err->context,
	    err->context[0] ? ": " : "", err->msg);
	return 2;
}

static void
print_verdict(const struct cosplib_verdict *v)
{
	printf("\"cost\": %lld, \"missing\": %zu, \"misplaced\": %zu, \"torn\": %zu, \"units\": {",
	    (long long)v->cost, v->missing, v->misplaced, v->torn);
	for (enum cosplib_term t = 0; t < COSPLIB_TERMS; t++)
		printf(
		    "%s\"%s\": %lld", t ? ", " : "", cosplib_term_name(t), (long long)v->units[t]);
	printf("}");
}

static int
check(const char *instance, const char *solution)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct cosplib_agreements g;
	struct cosplib_verdict v;
	struct cosplib_plan plan;
	struct cosplib p;
	size_t strange;

	if (!cosplib_read(a, instance, &p, &err) ||
	    !cosplib_plan_read(&p, a, solution, &plan, &strange, &err))
		return fail(&err);
	cosplib_judge(&p, &plan, a, &v);
	if (!cosplib_agree(a, &v, solution, &g, &err))
		return fail(&err);
	printf("{\"strange\": %zu, \"sheet_objective\": %lld, ", strange, (long long)g.objective);
	print_verdict(&v);
	printf(", \"terms\": {");
	for (enum cosplib_term t = 0; t < COSPLIB_TERMS; t++) {
		const struct cosplib_agreement *c = &g.term[t];

		printf("%s\"%s\": {\"listed\": %s, \"sheet\": %lld, \"then\": %lld, \"now\": %lld, "
		       "\"common\": %zu, \"sheet_only\": %zu, \"ours_only\": %zu}",
		    t ? ", " : "", cosplib_term_name(t), c->listed ? "true" : "false",
		    (long long)c->sheet_cost, (long long)c->then, (long long)p.weight[t], c->common,
		    c->sheet_only, c->ours_only);
	}
	printf("}}\n");
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc == 4 && dais_str_is(dais_str_from(argv[1]), "check"))
		return check(argv[2], argv[3]);
	(void)fprintf(stderr, "usage: planning_cosplib check INSTANCE.xlsx SOLUTION.xlsx\n");
	return 2;
}
