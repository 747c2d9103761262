/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan --switch: a plan that stands ready comes into force.
 */
#include "cli/plan_priv.h"
#include "read/package/save.h"

int
plan_switch(
    const struct plan_wishes *w, struct dais_record *r, const char *dir, struct dais_arena *a)
{
	struct dais_err err = DAIS_ERR_INIT;

	(void)a;
	if (!dais_planning_switch(r, w->planning.modality, w->approved, w->approved_by, &err))
		return dais_cli_error(&err);
	if (w->writes && !dais_package_save(r, dir, &err))
		return dais_cli_error(&err);
	return DAIS_EXIT_OK;
}
