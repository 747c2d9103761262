/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The calendar of a person: which bodies' meetings it has, and a private address under which a
 * calendar program finds it. State of the record (area "calendar"). The address holds a token of
 * which only a digest is kept; a new one ends the one before. What it gives is public in itself:
 * the address gives away what somebody follows, and nothing more.
 */
#ifndef DAIS_SERVICE_ACCOUNT_CALENDAR_FILTER_H
#define DAIS_SERVICE_ACCOUNT_CALENDAR_FILTER_H

#include "service/account/session.h"

#define DAIS_CALENDAR_BODIES_MAX ((size_t)100)

struct dais_calendar_filter {
	struct dais_str account;
	dais_store_strs bodies; /* keys (store/index.h), with those below them; none: all */
	bool has_address;
	int64_t made_ms; /* the address */
};

/* All empty when nothing was saved. */
bool dais_calendar_filter_get(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_calendar_filter *ret, struct dais_err *err);
/* Saves the bodies of @actor's calendar; the address stays. INVALID: too many. */
bool dais_calendar_filter_set(struct dais_house *h, const struct dais_actor *actor,
    const dais_store_strs *bodies, struct dais_err *err);
/* A new address: *@ret_token in @a, this once. */
bool dais_calendar_address_make(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_client *client, struct dais_arena *a, struct dais_str *ret_token,
    struct dais_err *err);
/* The address leads nowhere from now on. */
bool dais_calendar_address_end(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_client *client, struct dais_err *err);
/* The calendar that @token is the address of; *@ret_found false: none, or its account is disabled.
 */
bool dais_calendar_find(struct dais_house *h, struct dais_str token, struct dais_arena *a,
    struct dais_calendar_filter *ret, bool *ret_found, struct dais_err *err);

#endif
