/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The change log as people read it: with names, newest first or as asked. Permission
 * (DAIS_ACTION_READ_LOG, or READ_WORKING for one package) is the caller's matter.
 */
#ifndef DAIS_SERVICE_HOUSE_LOG_H
#define DAIS_SERVICE_HOUSE_LOG_H

#include "service/house/edit.h"
#include "service/house/house.h"

struct dais_log_entry {
	uint64_t number;
	int64_t at_ms;
	struct dais_str who, name; /* account; its name, or the same */
	struct dais_str action, why, package;
	DAIS_VEC(struct dais_change_entry) things; /* without the bytes of files */
};
typedef DAIS_VEC(struct dais_log_entry) dais_log_vec;

/* @query: store/store.h; everything in @a. */
bool dais_house_log(struct dais_house *h, const struct dais_change_query *query,
    struct dais_arena *a, dais_log_vec *ret, struct dais_err *err);
/* Who changed thing @kind @id of @package last, and when, into the conflict (edit.h), whose values
 * stay empty. False: nobody is known to have. */
bool dais_house_last_to_change(struct dais_house *h, struct dais_str package, struct dais_str kind,
    struct dais_str id, struct dais_arena *a, struct dais_edit_conflict *ret);
/* The newest changes of @package (p NULL: of all) below @before (0: all), at most @max, with the
 * kinds and ids of at most @things_max things each and without values: of a long change only the
 * beginning is read. */
bool dais_house_log_outline(struct dais_house *h, struct dais_str package, uint64_t before,
    size_t max, size_t things_max, struct dais_arena *a, dais_log_vec *ret, struct dais_err *err);

#endif
