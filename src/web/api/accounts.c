/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Accounts and invitations, for those who manage them; one's own tokens. Tokens are made on the
 * page of the account, which asks for the password once more; here they are listed and ended.
 */
#include "web/api/api_priv.h"

#include "service/account/link.h"
#include "service/account/personal_token.h"

static const struct dais_client nowhere;

/* ---- writing ---- */

static void
put_account(struct dais_api_call *c, const struct dais_account *one)
{
	struct dais_json *w = &c->json;
	dais_json_object(w);
	dais_json_pair(w, "id", one->id);
	dais_json_pair(w, "name", one->name);
	dais_json_pair(w, "email", one->email);
	dais_json_pair_c(w, "language", dais_lang_code(one->language));
	dais_json_pair(w, "zone", one->zone);
	dais_json_key(w, "grants");
	dais_json_array(w);
	for (size_t i = 0; i < one->grants.n; i++) {
		const struct dais_grant *g = &one->grants.v[i];
		dais_json_object(w);
		dais_json_pair_c(w, "role", dais_role_name(g->role));
		dais_json_pair(w, "body", g->body);
		dais_json_pair(w, "package", g->package);
		dais_api_put_languages(w, "languages", g->languages);
		dais_json_end(w);
	}
	dais_json_end(w);
	dais_json_pair_bool(w, "disabled", one->disabled);
	dais_json_pair_bool(w, "notices", one->notices);
	dais_json_pair_int(w, "revision", (int64_t)one->revision);
	dais_json_end(w);
}

static bool
may_manage(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	if (dais_actor_check(c->actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL, &err))
		return true;
	dais_api_fail(c, &err);
	return false;
}

void
dais_api_accounts(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_api_part part;
	dais_account_vec all;
	if (!may_manage(c))
		return;
	if (!dais_account_list(c->site->house, c->a, &all, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_api_part(c, all.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++)
		put_account(c, &all.v[i]);
	dais_api_list_end(c, part.next);
}

/* The account {account}; answers and gives false when there is none. */
static bool
get(struct dais_api_call *c, struct dais_account *ret)
{
	struct dais_err err = DAIS_ERR_INIT;
	if (!may_manage(c))
		return false;
	if (dais_account_get(c->site->house, dais_api_path(c, "account"), c->a, ret, &err))
		return true;
	dais_api_fail(c, &err);
	return false;
}

void
dais_api_account(struct dais_api_call *c)
{
	struct dais_account one;
	if (!get(c, &one))
		return;
	put_account(c, &one);
	dais_api_give(c, one.revision);
}

/* ---- reading ---- */

static void
take_words(const struct dais_json_value *body, const char *member, struct dais_str *to)
{
	if (dais_json_get(body, member))
		*to = dais_str_trim(dais_json_get_str(body, member));
}

/* The members that @body has replace those of @one; others stay. */
static bool
take(struct dais_api_call *c, struct dais_account *one, struct dais_err *err)
{
	const struct dais_json_value *body = c->body, *grants = dais_json_get(body, "grants");
	take_words(body, "name", &one->name);
	take_words(body, "email", &one->email);
	take_words(body, "zone", &one->zone);
	if (dais_json_get(body, "language") &&
	    !dais_lang_parse(dais_json_get_str(body, "language"), &one->language))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "\"language\" is ar, zh, en, fr, ru or es");
	if (dais_json_get(body, "disabled"))
		one->disabled = dais_json_get_bool(body, "disabled");
	if (dais_json_get(body, "notices"))
		one->notices = dais_json_get_bool(body, "notices");
	if (!grants)
		return true;
	one->grants = (dais_grant_vec){ 0 };
	if (grants->kind != DAIS_JSON_ARRAY)
		return dais_err_set(err, DAIS_ERR_INVALID, "\"grants\" is a list");
	return dais_account_read_grants(c->a, grants, &one->grants, err);
}

void
dais_api_account_add(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account made = {
		.id = dais_json_get_str(c->body, "id"), .language = DAIS_LANG_EN, .notices = true
	};
	struct dais_str id;
	if (!may_manage(c))
		return;
	if (!take(c, &made, &err) ||
	    !dais_account_add(c->site->house, c->actor, &made, c->a, &id, &err) ||
	    !dais_account_get(c->site->house, id, c->a, &made, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_api_location(
	    c, dais_arena_concat(c->a, DAIS_STR("/api/v1/accounts/"), dais_path_escape(c->a, id)));
	put_account(c, &made);
	dais_api_give(c, made.revision);
}

/* What nobody changes here may stand in the body as it was read, so that all of an account may be
 * sent back. */
static bool
is_same_account(const struct dais_api_call *c, const struct dais_account *one, struct dais_err *err)
{
	const struct dais_json_value *id = dais_json_get(c->body, "id"),
				     *revision = dais_json_get(c->body, "revision");

	if (id && !dais_str_eq(id->text, one->id))
		return dais_err_set(err, DAIS_ERR_INVALID, "the id of an account stays");
	if (revision && dais_json_get_int(c->body, "revision", 0) != (int64_t)one->revision)
		return dais_err_set(err, DAIS_ERR_CONFLICT,
		    "%.*s %.*s has been changed meanwhile (change %llu)",
		    DAIS_STR_ARG(DAIS_STR("account")), DAIS_STR_ARG(one->id),
		    (unsigned long long)one->revision);
	return true;
}

void
dais_api_account_patch(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account one;
	uint64_t seen;
	if (!dais_api_if_match(c, &seen) || !get(c, &one))
		return;
	if (!is_same_account(c, &one, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (seen != DAIS_ANY)
		one.revision = seen;
	if (!take(c, &one, &err) ||
	    !dais_account_change(c->site->house, c->actor, &one, NULL, &err) ||
	    !dais_account_get(c->site->house, one.id, c->a, &one, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	put_account(c, &one);
	dais_api_give(c, one.revision);
}

/* ---- links ---- */

static void
give_link(struct dais_api_call *c, bool is_reset, enum dais_lang l, struct dais_str token)
{
	c->is_secret = true;
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "link",
	    dais_link_address(c->a, c->site->address ? c->site->address : "", is_reset, l, token));
	dais_json_end(&c->json);
	dais_api_give(c, 0);
}

void
dais_api_account_reset(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account one;
	struct dais_str token;
	if (!get(c, &one))
		return;
	if (dais_link_reset(c->site->house, c->actor, one.id, c->site->address, c->a, &token, &err))
		give_link(c, true, one.language, token);
	else
		dais_api_fail(c, &err);
}

void
dais_api_invite(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account wanted = { .language = DAIS_LANG_EN };
	struct dais_str token;
	if (!may_manage(c))
		return;
	if (!take(c, &wanted, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	const struct dais_link link = { .name = wanted.name,
		.email = wanted.email,
		.language = wanted.language,
		.grants = wanted.grants };
	if (dais_link_invite(c->site->house, c->actor, &link, c->site->address, c->a, &token, &err))
		give_link(c, false, link.language, token);
	else
		dais_api_fail(c, &err);
}

/* ---- own tokens ---- */

static bool
is_own(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	if (dais_actor_check(c->actor, DAIS_ACTION_OWN_ACCOUNT, NULL, &err))
		return true;
	dais_api_fail(c, &err);
	return false;
}

static void
put_token(struct dais_api_call *c, const struct dais_personal_token *t)
{
	struct dais_json *w = &c->json;
	dais_json_object(w);
	dais_json_pair(w, "key", t->key);
	dais_json_pair(w, "name", t->name);
	dais_json_key(w, "scopes");
	dais_json_array(w);
	for (unsigned i = 0; i < DAIS_ACTION_COUNT; i++)
		if (t->scopes & 1u << i)
			dais_json_c(w, dais_action_name((enum dais_action)i));
	dais_json_end(w);
	dais_api_put_instant(w, "made", t->made_ms);
	if (t->used_ms)
		dais_api_put_instant(w, "used", t->used_ms);
	dais_api_put_instant(w, "ends", t->ends_ms);
	dais_json_end(w);
}

void
dais_api_tokens(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_api_part part;
	dais_personal_token_vec all;
	if (!is_own(c))
		return;
	if (!dais_personal_token_list(c->site->house, c->actor->account, c->a, &all, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_api_part(c, all.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++)
		put_token(c, &all.v[i]);
	dais_api_list_end(c, part.next);
}

static bool
has_token(const dais_personal_token_vec *all, struct dais_str key)
{
	for (size_t i = 0; i < all->n; i++)
		if (dais_str_eq(all->v[i].key, key))
			return true;
	return false;
}

void
dais_api_token_end(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_personal_token_vec all;
	struct dais_str key = dais_api_path(c, "key"), owner = c->actor->account;
	if (!is_own(c))
		return;
	if (!dais_personal_token_list(c->site->house, owner, c->a, &all, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (!has_token(&all, key))
		dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no such token");
	if (err.code || !dais_personal_token_end(c->site->house, owner, key, &nowhere, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_api_give_nothing(c);
}
