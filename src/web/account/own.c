/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests of one's own account.
 */
#include "web/account/account_priv.h"

static void
show_note(struct dais_page *p, bool bad, enum dais_say words, unsigned status)
{
	const struct account_own_note note = {
		.has = true, .bad = bad, .words = dais_page_say(p, words)
	};
	account_show_own(p, &note, status);
}

/* ---- requests ---- */

void
account_own_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	if (!account_begin_own(ctx, x, &p))
		return;
	struct account_own_note note = { .has = dais_str_is(dais_http_query(x, "done"), "saved"),
		.words = dais_page_say(&p, DAIS_SAY_ACCOUNT_SAVED) };
	account_show_own(&p, &note, 200);
}

void
account_own_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account account;
	int64_t revision;
	if (!account_begin_own(site, x, &p))
		return;
	if (!dais_account_get(site->house, p.actor->account, p.arena, &account, &err)) {
		account_fail(&p, &err);
		return;
	}
	account.name = dais_str_trim(dais_http_field(x, "name"));
	account.zone = dais_str_trim(dais_http_field(x, "zone"));
	account.notices = dais_str_is(dais_http_field(x, "notices"), "yes");
	(void)dais_lang_parse(dais_http_field(x, "language"), &account.language);
	if (dais_str_to_int(dais_http_field(x, "revision"), 0, INT64_MAX, &revision))
		account.revision = (uint64_t)revision;
	if (dais_account_change(site->house, p.actor, &account, NULL, &err))
		account_go(&p, "/account?done=saved");
	else if (err.code == DAIS_ERR_CONFLICT)
		show_note(&p, true, DAIS_SAY_ACCOUNT_CONFLICT, 409);
	else if (err.code == DAIS_ERR_INVALID)
		show_note(&p, true, DAIS_SAY_ACCOUNT_BAD_VALUES, 422);
	else
		account_fail(&p, &err);
}

/* ---- what needs the password once more ---- */

struct again {
	struct dais_page page;
	struct dais_sign_in attempt;
	struct dais_str fresh; /* a new password, to be kept when the present one is right */
	/* Does what was asked for and answers. */
	void (*then)(struct again *again, struct dais_str kept);
};

static void
compared(void *ctx, const struct dais_account_hash_answer *is, const struct dais_err *failure)
{
	struct again *again = ctx;
	struct dais_page *p = &again->page;
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_client client = dais_site_client(p->exchange);
	if (failure) {
		account_fail(p, failure);
		return;
	}
	if (!dais_sign_in_again_done(p->site->house, &again->attempt, is->right, &client, &err)) {
		account_fail(p, &err);
		return;
	}
	if (is->right)
		again->then(again, is->kept);
	else
		show_note(p, true, DAIS_SAY_ACCOUNT_PASSWORD_WRONG, 403);
}

/* Begins a request that needs the password of field @field; @then goes on. */
static void
ask_again(
    struct again *again, const char *field, void (*then)(struct again *again, struct dais_str kept))
{
	struct dais_page *p = &again->page;
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_client client = dais_site_client(p->exchange);
	again->then = then;
	if (!dais_sign_in_again(
		p->site->house, p->actor, &client, p->arena, &again->attempt, &err)) {
		account_fail(p, &err);
		return;
	}
	if (again->attempt.wait_ms) {
		const struct account_own_note note = { .has = true,
			.bad = true,
			.words = account_wait_words(p, again->attempt.wait_ms) };
		account_show_own(p, &note, 429);
		return;
	}
	struct dais_str password = dais_http_field(p->exchange, field);
	struct dais_str question =
	    again->fresh.n
		? dais_account_ask_change(p->arena, password, again->attempt.kept, again->fresh)
		: dais_account_ask_is(p->arena, password, again->attempt.kept);
	account_hash(p->site, p->exchange, question, compared, again);
}

static struct again *
begin_again(struct dais_http_exchange *x, void *ctx)
{
	struct again *again = DAIS_NEW(dais_http_arena(x), struct again);
	return account_begin_own(ctx, x, &again->page) ? again : NULL;
}

static void
set_password(struct again *again, struct dais_str kept)
{
	struct dais_page *p = &again->page;
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_client client = dais_site_client(p->exchange);
	struct dais_str this = dais_session_key(p->arena, dais_site_session(p->exchange));
	account_done(p,
	    dais_credential_set_password(
		p->site->house, p->actor->account, kept, this, &client, &err),
	    &err);
}

void
account_password_post(struct dais_http_exchange *x, void *ctx)
{
	struct again *again = begin_again(x, ctx);
	if (!again)
		return;
	const struct dais_actor *actor = again->page.actor;
	again->fresh = dais_http_field(x, "new-password");
	enum dais_password_fault fault = dais_account_examine_password(
	    dais_house_accounts(again->page.site->house), again->fresh, actor->name, actor->email);
	if (fault != DAIS_PASSWORD_GOOD)
		show_note(&again->page, true, account_fault_word(fault), 422);
	else
		ask_again(again, "password", set_password);
}

static void
begin_second(struct again *again, struct dais_str kept)
{
	struct dais_page *p = &again->page;
	struct dais_err err = DAIS_ERR_INIT;
	struct account_own_note note = { 0 };
	(void)kept;
	if (dais_second_begin(p->site->house, p->actor->account, p->arena, &note.secret, &err))
		account_show_own(p, &note, 200);
	else
		account_fail(p, &err);
}

void
account_second_post(struct dais_http_exchange *x, void *ctx)
{
	struct again *again = begin_again(x, ctx);
	if (again)
		ask_again(again, "second-password", begin_second);
}

static void
end_second(struct again *again, struct dais_str kept)
{
	struct dais_page *p = &again->page;
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_client client = dais_site_client(p->exchange);
	(void)kept;
	account_done(p, dais_second_end(p->site->house, p->actor, &client, &err), &err);
}

void
account_second_end_post(struct dais_http_exchange *x, void *ctx)
{
	struct again *again = begin_again(x, ctx);
	if (again)
		ask_again(again, "second-password", end_second);
}

/* The same secret again: the app has it already. */
static void
show_wrong_code(struct dais_page *p)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct account_own_note note = {
		.has = true, .bad = true, .words = dais_page_say(p, DAIS_SAY_ACCOUNT_CODE_WRONG)
	};

	if (dais_second_pending(p->site->house, p->actor->account, p->arena, &note.secret, &err))
		account_show_own(p, &note, 422);
	else
		show_note(p, true, DAIS_SAY_ACCOUNT_CODE_LATE, 404);
}

void
account_second_confirm_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	struct account_own_note note = { 0 };
	if (!account_begin_own(ctx, x, &p))
		return;
	const struct dais_client client = dais_site_client(x);
	if (dais_second_confirm(p.site->house, p.actor->account, dais_http_field(x, "code"),
		&client, p.arena, &note.recovery, &err))
		account_show_own(&p, &note, 200);
	else if (err.code == DAIS_ERR_INVALID)
		show_wrong_code(&p);
	else if (err.code == DAIS_ERR_NOT_FOUND)
		show_note(&p, true, DAIS_SAY_ACCOUNT_CODE_LATE, 404);
	else
		account_fail(&p, &err);
}

/* ---- sessions and tokens ---- */

void
account_session_end_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	if (!account_begin_own(ctx, x, &p))
		return;
	struct dais_str one = dais_http_field(x, "session");
	struct dais_str this = dais_session_key(p.arena, dais_site_session(x));
	bool ok = one.n ? dais_session_end(p.site->house, p.actor->account, one, &err)
			: dais_session_end_others(p.site->house, p.actor->account, this, &err);
	account_done(&p, ok, &err);
}

static unsigned
scopes_of(const struct dais_http_exchange *x)
{
	const struct dais_http_request *r = dais_http_request(x);
	unsigned scopes = 0;
	for (size_t i = 0; i < r->fields.n; i++) {
		int action = dais_str_is(r->fields.v[i].name, "scope")
				 ? dais_action_parse(r->fields.v[i].value)
				 : -1;
		if (action >= 0)
			scopes |= 1u << (unsigned)action;
	}
	return scopes;
}

static void
make_token(struct again *again, struct dais_str kept)
{
	struct dais_page *p = &again->page;
	struct dais_http_exchange *x = p->exchange;
	struct dais_err err = DAIS_ERR_INIT;
	struct account_own_note note = { 0 };
	int64_t days = 0;
	(void)kept;
	(void)dais_str_to_int(dais_http_field(x, "days"), 1, 366, &days);
	const struct dais_client client = dais_site_client(x);
	const struct dais_personal_token wanted = { .name = dais_str_trim(
							dais_http_field(x, "token-name")),
		.scopes = scopes_of(x),
		.ends_ms = dais_house_now_ms(p->site->house) + days * DAIS_DAY_MS };
	if (dais_personal_token_make(
		p->site->house, p->actor, &wanted, &client, p->arena, &note.token, &err))
		account_show_own(p, &note, 200);
	else if (err.code == DAIS_ERR_INVALID || err.code == DAIS_ERR_LIMIT)
		show_note(p, true, DAIS_SAY_ACCOUNT_BAD_VALUES, 422);
	else
		account_fail(p, &err);
}

void
account_token_post(struct dais_http_exchange *x, void *ctx)
{
	struct again *again = begin_again(x, ctx);
	if (again)
		ask_again(again, "token-password", make_token);
}

void
account_token_end_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	if (!account_begin_own(ctx, x, &p))
		return;
	const struct dais_client client = dais_site_client(x);
	account_done(&p,
	    dais_personal_token_end(
		p.site->house, p.actor->account, dais_http_field(x, "token"), &client, &err),
	    &err);
}
