/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Attempts at a password or a code, counted where guessing would show: per account (by the digest
 * of the address, whether there is one or not) and per address of the network. After a few free
 * ones each attempt has to wait twice as long as the one before. Source: OWASP ASVS 4.0.3, 2.2.1.
 */
#include "auth/token.h"
#include "service/account/account_priv.h"

#define AREA "attempt"
#define FORGOTTEN_MS DAIS_DAY_MS /* without a further attempt */
#define TRIES 8             /* against others who write the same count */

const struct attempt_rule attempt_account = { 5, 15 * DAIS_SECOND_MS, 15 * DAIS_MINUTE_MS };
/* Whole delegations sit behind one address. */
const struct attempt_rule attempt_address = { 60, 10 * DAIS_SECOND_MS, 15 * DAIS_MINUTE_MS };
const struct attempt_rule attempt_reset = { 3, 10 * DAIS_MINUTE_MS, 6 * DAIS_HOUR_MS };

static struct dais_str
key_of(struct dais_arena *a, const char *what, struct dais_str words)
{
	return dais_arena_printf(
	    a, "%s/%.*s", what, DAIS_STR_ARG(dais_token_key(a, "dais attempt", words)));
}

struct dais_str
attempt_key_account(struct dais_arena *a, struct dais_str email)
{
	return key_of(a, "account", dais_account_fold_email(a, email));
}

struct dais_str
attempt_key_address(struct dais_arena *a, struct dais_str address)
{
	return key_of(a, "address", address);
}

struct dais_str
attempt_key_device(struct dais_arena *a, struct dais_str nonce)
{
	return key_of(a, "device", nonce);
}

struct dais_str
attempt_key_reset(struct dais_arena *a, struct dais_str email)
{
	return key_of(a, "reset", dais_account_fold_email(a, email));
}

static struct dais_str
print_count(struct dais_arena *a, unsigned n, int64_t until_ms)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 256);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair_int(&w, "n", n);
	dais_json_pair_int(&w, "until", until_ms);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_buf_dup(&b, a);
}

static int64_t
wait_after(const struct attempt_rule *rule, unsigned n)
{
	if (n < rule->free)
		return 0;
	int64_t wait = rule->first_ms;
	for (unsigned i = rule->free; i < n && wait < rule->longest_ms; i++)
		wait *= 2;
	return wait < rule->longest_ms ? wait : rule->longest_ms;
}

/* One try; *@ret_again: someone else wrote in between. */
static bool
count_once(struct dais_house *h, struct dais_str key, const struct attempt_rule *rule,
    int64_t *ret_wait_ms, unsigned *ret_n, bool *ret_again, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_state state;
	struct dais_json_value *v;
	bool found;
	int64_t now = dais_house_now_ms(h);
	if (!account_state_look(h, AREA, key, a, &state, &v, &found, err))
		return false;
	int64_t until = dais_json_get_int(v, "until", 0);
	*ret_n = (unsigned)dais_json_get_int(v, "n", 0);
	/* Nobody waits longer than the rule says, though the clock has been set back since. */
	*ret_wait_ms = until > now && until - now <= rule->longest_ms ? until - now : 0;
	if (*ret_wait_ms)
		return true;
	*ret_n += 1;
	int64_t wait = wait_after(rule, *ret_n);
	if (account_state_set(h, NULL, AREA, key, print_count(a, *ret_n, wait ? now + wait : 0),
		now + FORGOTTEN_MS, found ? state.revision : 0, err))
		return true;
	*ret_again = err->code == DAIS_ERR_CONFLICT;
	return false;
}

bool
attempt_count(struct dais_house *h, struct dais_str key, const struct attempt_rule *rule,
    int64_t *ret_wait_ms, unsigned *ret_n, struct dais_err *err)
{
	for (int i = 0; i < TRIES; i++) {
		bool again = false;
		if (count_once(h, key, rule, ret_wait_ms, ret_n, &again, err))
			return true;
		if (!again)
			return false;
		account_err_clear(err);
	}
	return dais_err_set(err, DAIS_ERR_BUSY, "too many attempts to sign in at the same moment");
}

bool
attempt_clear(struct dais_house *h, struct dais_str key, struct dais_err *err)
{
	return account_state_remove(h, AREA, key, err);
}

bool
attempt_forgive(struct dais_house *h, struct dais_str key, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_state state;
	struct dais_json_value *v;
	bool found;
	if (!account_state_look(h, AREA, key, a, &state, &v, &found, err))
		return false;
	int64_t n = dais_json_get_int(v, "n", 0);
	if (!found || n < 1)
		return true;
	if (account_state_set(h, NULL, AREA, key,
		print_count(a, (unsigned)(n - 1), dais_json_get_int(v, "until", 0)), state.ends_ms,
		state.revision, err))
		return true;
	if (err->code != DAIS_ERR_CONFLICT)
		return false;
	account_err_clear(err); /* it counts as one more than it should: no harm */
	return true;
}
