/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What happened to an account, kept beside the record.
 */
#include <inttypes.h>

#include "auth/token.h"
#include "service/account/account_priv.h"
#include "service/account/session.h"

#define AREA "audit"
#define KEPT_MS (400 * DAIS_DAY_MS)
#define KEPT_OF_NOBODY_MS (30 * DAIS_DAY_MS)
#define NEWEST_FIRST INT64_C(9999999999999) /* milliseconds of the year 2286 */

static struct dais_str
prefix_of(struct dais_arena *a, struct dais_str account)
{
	return dais_arena_printf(a, "%.*s/", DAIS_STR_ARG(account.n ? account : DAIS_STR("-")));
}

bool
account_audit(struct dais_house *h, struct dais_str account, const char *what,
    const struct dais_client *client, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	int64_t now = dais_house_now_ms(h);
	char lot[DAIS_TOKEN_LENGTH + 1];
	dais_token_make(lot);
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 16);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair_int(&w, "at", now);
	dais_json_pair_c(&w, "what", what);
	dais_json_pair(&w, "address", client->address);
	dais_json_pair(&w, "agent", dais_str_sub(client->agent, 0, 300));
	dais_json_end(&w);
	dais_json_finish(&w);
	struct dais_str key = dais_arena_printf(a, "%.*s%013" PRId64 "/%.8s",
	    DAIS_STR_ARG(prefix_of(a, account)), NEWEST_FIRST - now, lot);
	return account_state_set(h, NULL, AREA, key, dais_buf_str(&b),
	    now + (account.n ? KEPT_MS : KEPT_OF_NOBODY_MS), 0, err);
}

bool
dais_audit_list(struct dais_house *h, struct dais_str account, size_t max, struct dais_arena *a,
    dais_audit_vec *ret, struct dais_err *err)
{
	dais_state_vec states = { 0 };
	*ret = (dais_audit_vec){ 0 };
	if (!dais_store_state_list(dais_house_store(h), AREA, prefix_of(a, account),
		dais_house_now_ms(h), max, a, &states, err))
		return false;
	for (size_t i = 0; i < states.n; i++) {
		struct dais_json_value *v;
		if (!dais_json_parse(a, states.v[i].value, &v, err))
			return false;
		const struct dais_audit_line line = { dais_json_get_int(v, "at", 0),
			dais_json_get_str(v, "what"), dais_json_get_str(v, "address"),
			dais_json_get_str(v, "agent") };
		dais_vec_push(a, ret, line);
	}
	return true;
}
