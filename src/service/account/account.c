/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Accounts in the record.
 */
#include "service/account/account.h"

#include <stdlib.h>

#include "auth/token.h"
#include "service/account/account_priv.h"

static int
by_name(const void *x, const void *y)
{
	const struct dais_account *p = x, *q = y;
	int order = dais_str_cmp(p->name, q->name);
	return order ? order : dais_str_cmp(p->id, q->id);
}

bool
dais_account_list(
    struct dais_house *h, struct dais_arena *a, dais_account_vec *ret, struct dais_err *err)
{
	dais_thing_vec things = { 0 };
	*ret = (dais_account_vec){ 0 };
	if (!dais_store_things(dais_house_store(h), THE_HOUSE, KIND_ACCOUNT, a, &things, err))
		return false;
	for (size_t i = 0; i < things.n; i++)
		if (!account_read(a, &things.v[i], dais_vec_add(a, ret), err))
			return false;
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(*ret->v), by_name);
	return true;
}

bool
dais_account_any(struct dais_house *h, bool *ret, struct dais_err *err)
{
	uint64_t changed;

	if (!dais_store_latest_of_kind(dais_house_store(h), THE_HOUSE, KIND_ACCOUNT, &changed, err))
		return false;
	*ret = changed > 0;
	return true;
}

bool
dais_account_get(struct dais_house *h, struct dais_str id, struct dais_arena *a,
    struct dais_account *ret, struct dais_err *err)
{
	struct dais_thing thing;
	if (dais_store_thing(dais_house_store(h), THE_HOUSE, KIND_ACCOUNT, id, a, &thing, err))
		return account_read(a, &thing, ret, err);
	if (err->code != DAIS_ERR_NOT_FOUND)
		return false;
	account_err_clear(err);
	dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no account \"%.*s\"", DAIS_STR_ARG(id));
	return dais_err_hint(err, "`dais account list` shows all.");
}

bool
dais_account_find(struct dais_house *h, struct dais_str email, struct dais_arena *a,
    struct dais_account *ret, struct dais_err *err)
{
	struct dais_thing thing;
	struct dais_json_value *v;
	struct dais_str folded = dais_account_fold_email(a, email);
	if (!dais_account_is_email(folded))
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "no account has this address");
	if (!dais_store_thing(dais_house_store(h), THE_HOUSE, KIND_EMAIL, folded, a, &thing, err)) {
		if (err->code != DAIS_ERR_NOT_FOUND)
			return false;
		account_err_clear(err);
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "no account has this address");
	}
	return dais_json_parse(a, thing.value, &v, err) &&
	       dais_account_get(h, dais_json_get_str(v, "account"), a, ret, err);
}

bool
account_begin(struct dais_house *h, struct dais_str who, const char *action, struct dais_str why,
    struct dais_writing **ret, struct dais_err *err)
{
	const struct dais_change_head head = { .who = who,
		.action = dais_str_from(action),
		.why = why,
		.package = THE_HOUSE,
		.at_ms = dais_house_now_ms(h) };
	return dais_store_begin(dais_house_store(h), &head, ret, err);
}

struct dais_str
account_new_id(struct dais_arena *a)
{
	char lot[DAIS_TOKEN_LENGTH + 1];
	dais_token_make(lot);
	/* A figure first would be read as a number by people and spreadsheets. */
	struct dais_str hex = dais_token_key(a, "dais account", dais_str_from(lot));
	return dais_arena_printf(a, "a%.*s", 9, hex.p);
}

static bool
put_email(struct dais_writing *w, struct dais_arena *a, const struct dais_account *account,
    enum dais_account_bar *ret_bar, struct dais_err *err)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 4096);
	struct dais_json json;
	dais_json_begin(&json, &b, true);
	dais_json_object(&json);
	dais_json_pair(&json, "account", account->id);
	dais_json_end(&json);
	dais_json_finish(&json);
	if (dais_store_put(w, KIND_EMAIL, dais_account_fold_email(a, account->email), 0,
		dais_str_trim(dais_buf_str(&b)), 0, err))
		return true;
	if (err->code != DAIS_ERR_CONFLICT)
		return false;
	account_err_clear(err);
	*ret_bar = DAIS_ACCOUNT_BAR_ADDRESS_TAKEN;
	return dais_err_set(err, DAIS_ERR_CONFLICT, "another account has the address %.*s",
	    DAIS_STR_ARG(account->email));
}

bool
account_put_new(struct dais_writing *w, struct dais_arena *a, const struct dais_account *account,
    struct dais_err *err)
{
	enum dais_account_bar bar;
	if (dais_store_put(w, KIND_ACCOUNT, account->id, 0, account_print(a, account), 0, err))
		return put_email(w, a, account, &bar, err);
	if (err->code != DAIS_ERR_CONFLICT)
		return false;
	account_err_clear(err);
	return dais_err_set(err, DAIS_ERR_CONFLICT, "there is an account \"%.*s\" already",
	    DAIS_STR_ARG(account->id));
}

bool
dais_account_add(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_account *account, struct dais_arena *a, struct dais_str *ret_id,
    struct dais_err *err)
{
	struct dais_account made = *account;
	if (!made.id.n)
		made.id = account_new_id(a);
	struct dais_writing *w;
	if (!dais_actor_check(actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL, err) ||
	    !account_examine(&made, err) ||
	    !account_begin(h, actor->account, "account.manage", DAIS_STR_NONE, &w, err))
		return false;
	if (!account_put_new(w, a, &made, err)) {
		dais_store_abandon(w);
		return false;
	}
	uint64_t number;
	*ret_id = made.id;
	return dais_store_commit(w, &number, err);
}

static bool
is_administrator(const struct dais_account *account)
{
	for (size_t i = 0; i < account->grants.n; i++) {
		const struct dais_grant *g = &account->grants.v[i];
		if (g->role == DAIS_ROLE_ADMINISTRATOR && !g->body.n && !g->package.n)
			return !account->disabled;
	}
	return false;
}

/* Whoever takes the last key away locks the house for all. */
static bool
leaves_an_administrator(struct dais_house *h, const struct dais_account *before,
    const struct dais_account *after, struct dais_arena *a, enum dais_account_bar *ret_bar,
    struct dais_err *err)
{
	if (!is_administrator(before) || is_administrator(after))
		return true;
	dais_account_vec all;
	if (!dais_account_list(h, a, &all, err))
		return false;
	for (size_t i = 0; i < all.n; i++)
		if (!dais_str_eq(all.v[i].id, after->id) && is_administrator(&all.v[i]))
			return true;
	*ret_bar = DAIS_ACCOUNT_BAR_LAST_ADMINISTRATOR;
	dais_err_set(err, DAIS_ERR_INVALID, "no administrator would be left");
	return dais_err_hint(err, "Make another account administrator first.");
}

static bool
grants_are_equal(const dais_grant_vec *x, const dais_grant_vec *y)
{
	if (x->n != y->n)
		return false;
	for (size_t i = 0; i < x->n; i++) {
		const struct dais_grant *p = &x->v[i], *q = &y->v[i];
		if (p->role != q->role || !dais_str_eq(p->body, q->body) ||
		    !dais_str_eq(p->package, q->package) || p->languages != q->languages)
			return false;
	}
	return true;
}

static bool
may_change(const struct dais_actor *actor, const struct dais_account *before,
    const struct dais_account *after, struct dais_err *err)
{
	bool is_own = dais_str_eq(actor->account, after->id);
	bool is_small = dais_str_eq(before->email, after->email) &&
			before->disabled == after->disabled &&
			grants_are_equal(&before->grants, &after->grants);
	if (is_own && is_small && dais_actor_may(actor, DAIS_ACTION_OWN_ACCOUNT, NULL))
		return true;
	return dais_actor_check(actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL, err);
}

static bool
write_change(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_account *before, const struct dais_account *after, struct dais_arena *a,
    enum dais_account_bar *ret_bar, struct dais_err *err)
{
	bool is_own = dais_str_eq(actor->account, after->id);
	struct dais_writing *w;
	if (!account_begin(h, actor->account, is_own ? "account.own" : "account.manage",
		DAIS_STR_NONE, &w, err))
		return false;
	struct dais_str old = dais_account_fold_email(a, before->email);
	bool moves = !dais_str_eq(old, dais_account_fold_email(a, after->email));
	bool ok = dais_store_put(
	    w, KIND_ACCOUNT, after->id, 0, account_print(a, after), after->revision, err);
	if (ok && moves)
		ok = dais_store_close_thing(w, KIND_EMAIL, old, DAIS_ANY, err) &&
		     put_email(w, a, after, ret_bar, err);
	if (!ok) {
		dais_store_abandon(w);
		return false;
	}
	uint64_t number;
	return dais_store_commit(w, &number, err);
}

bool
dais_account_change(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_account *account, enum dais_account_bar *ret_bar, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_account before = { 0 };
	enum dais_account_bar unasked, *bar = ret_bar ? ret_bar : &unasked;
	*bar = DAIS_ACCOUNT_BAR_OTHER;
	if (!dais_account_get(h, account->id, a, &before, err))
		return false;
	return may_change(actor, &before, account, err) && account_examine(account, err) &&
	       leaves_an_administrator(h, &before, account, a, bar, err) &&
	       write_change(h, actor, &before, account, a, bar, err);
}

struct dais_actor
dais_account_actor(const struct dais_account *account)
{
	return (struct dais_actor){ .account = account->id,
		.name = account->name,
		.email = account->email,
		.language = account->language,
		.zone = account->zone,
		.grants = account->grants,
		.scopes = ~0u };
}
