/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Loads the module that links libpq when the first record in PostgreSQL is opened.
 */
#include "base/module.h"
#include "store/engine.h"

bool
dais_postgresql_load(const struct dais_sql_engine **ret, struct dais_err *err)
{
	char why[256];
	const void *found = dais_module_load(DAIS_BUILD_ROOT, DAIS_POSTGRESQL_MODULE_BUILT,
	    DAIS_POSTGRESQL_MODULE, "dais_postgresql_engine", why, sizeof(why));

	if (!found) {
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "this installation of dais cannot use PostgreSQL: %s", why);
		return dais_err_hint(err, "Install libpq (Debian: libpq5).");
	}
	*ret = found;
	if ((*ret)->statements != DAIS_SQL_COUNT) {
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the part of dais that uses PostgreSQL belongs to another version");
		return dais_err_hint(err, "Install dais again.");
	}
	return true;
}
