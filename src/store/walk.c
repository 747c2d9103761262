/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/walk_priv.h"

#define PORTION 200 /* rows of state at a time */

bool
dais_walk_files(struct dais_sql *c, dais_walk_file_fn *each, void *ctx, struct dais_err *err)
{
	struct dais_digest at;
	struct dais_str after = DAIS_STR_NONE;

	for (;;) {
		DAIS_SQL_ROWS_AUTO rows = { 0 };
		bool row = false;

		if (!dais_sql_query(c, DAIS_SQL_FILE_AFTER,
			DAIS_SQL_ARGS(dais_sql_bytes(after), dais_sql_int(1)), &rows, err) ||
		    !dais_sql_next(&rows, &row, err))
			return false;
		if (!row)
			return true;
		after = dais_str_sub(dais_sql_column(&rows, 0), 0, sizeof(at.bytes));
		memcpy(at.bytes, after.p, after.n);
		after.p = (const char *)at.bytes;
		if (!each(ctx, dais_sql_column(&rows, 1), dais_sql_column(&rows, 2), err))
			return false;
	}
}

bool
dais_walk_lasting(struct dais_sql *c, dais_walk_state_fn *each, void *ctx, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str area = DAIS_STR_NONE, key = DAIS_STR_NONE;
	size_t n = PORTION;

	while (n == PORTION) {
		DAIS_SQL_ROWS_AUTO rows = { 0 };
		bool row = true;

		if (!dais_sql_query(c, DAIS_SQL_STATE_LASTING,
			DAIS_SQL_ARGS(
			    dais_sql_text(area), dais_sql_bytes(key), dais_sql_int(PORTION)),
			&rows, err))
			return false;
		for (n = 0; dais_sql_next(&rows, &row, err) && row; n++) {
			if (!each(ctx, dais_sql_column(&rows, 0), dais_sql_column(&rows, 1),
				dais_sql_column(&rows, 2), err))
				return false;
			if (n == PORTION - 1) {
				area = dais_sql_column_dup(&rows, 0, a);
				key = dais_sql_column_dup(&rows, 1, a);
			}
		}
		if (row)
			return false;
	}
	return true;
}
