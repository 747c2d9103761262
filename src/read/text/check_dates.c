/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Dates: R-DATE-01.
 */
#include "read/text/check_priv.h"

void
check_weekdays(struct checker *c)
{
	static const char *const names[] = { "", "Monday", "Tuesday", "Wednesday", "Thursday",
		"Friday", "Saturday", "Sunday" };

	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_str iso;
		struct dais_place p;

		if (e->kind != DAIS_EVIDENCE_WEEKDAY_DATE || e->weekday < 1 || e->weekday > 7 ||
		    !e->from.year || !dais_date_is_valid(e->from) ||
		    dais_date_weekday(e->from) == e->weekday)
			continue;
		p = check_place(c, e);
		iso = dais_date_print(c->a, e->from);
		dais_diags_add(c->d, "R-DATE-01", DAIS_SEVERITY_ERROR, &p,
		    "“%.*s” names a %s, but %.*s is a %s", DAIS_STR_ARG(e->words),
		    names[e->weekday], DAIS_STR_ARG(iso), names[dais_date_weekday(e->from)]);
	}
}
