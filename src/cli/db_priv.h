/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of dais db among themselves.
 */
#ifndef DAIS_CLI_DB_PRIV_H
#define DAIS_CLI_DB_PRIV_H

#include "cli/cli.h"
#include "mark/json.h"
#include "service/house/house.h"
#include "store/store.h"

#define DAIS_DB_OPERANDS_MAX 1024u

struct dais_db_args {
	const char *db, *as, *out, *format, *release, *head, *after, *limit, *thing, *note;
	bool all, replace, dry_run, quiet, despite;
	const char *operands[DAIS_DB_OPERANDS_MAX];
	size_t n;
	bool json; /* --format json */
};

/* Each runs an action and returns the exit code; @n operands have been counted. */
int dais_db_import(const struct dais_db_args *args);
int dais_db_export(const struct dais_db_args *args);
int dais_db_release(const struct dais_db_args *args);
int dais_db_verify(const struct dais_db_args *args);
int dais_db_rebuild(const struct dais_db_args *args);
int dais_db_backup(const struct dais_db_args *args);
int dais_db_restore(const struct dais_db_args *args);
int dais_db_log(const struct dais_db_args *args);

/* Opens the record; false: the error was printed. */
bool dais_db_open(const struct dais_db_args *args, bool read_only, struct dais_store **ret);
bool dais_db_open_house(const struct dais_db_args *args, bool read_only, struct dais_house **ret);
/* A number among the options: 0..@max; @otherwise when it is not given. */
bool dais_db_number(const char *option, const char *text, int64_t max, uint64_t otherwise,
    uint64_t *ret, struct dais_err *err);
/* One line of progress on a terminal: "verifying: 12000 of 50000"; empty @what clears it. */
void dais_db_progress(bool verifying, uint64_t done, uint64_t total);
/* Prints an object that was written into @out. */
int dais_db_put(const struct dais_buf *out, int code);

#endif
