/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A calendar from arbitrary bytes; the first plan of what loads must be sound, and print and load
 * equal.
 */
#include "base/err.h"
#include "plan/calendar/calendar.h"
#include "read/package/calendar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)4 << 30);
	struct dais_str bytes = dais_arena_dup(a, (struct dais_str){ (const char *)data, size });
	struct dais_calendar_options opt = { .first_only = true };
	struct dais_calendar_result r;
	struct dais_calendar_verdict v;
	struct dais_calendar_plan again;
	struct dais_calendar *c;
	struct dais_diags d;
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_diags_init(&d, a);
	c = dais_calendar_load(a, bytes, "calendar.yaml", &d);
	if (!c || !dais_calendar_solve(c, &opt, a, &d, &r, &err))
		return 0;
	dais_calendar_judge(c, &r.plan, a, &v);
	DAIS_ASSERT(v.sound);
	dais_calendar_print_plan(c, &r.plan, r.unplaced, &out);
	DAIS_ASSERT(
	    dais_calendar_load_plan(a, dais_buf_str(&out), "calendar.plan.yaml", c, &d, &again));
	DAIS_ASSERT(again.sittings.n == r.plan.sittings.n);
	return 0;
}
