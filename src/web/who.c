/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Who asks.
 */
#include "web/who.h"

#include <strings.h>

#include "auth/token.h"
#include "service/account/personal_token.h"

#define STEP_SECONDS (5 * 60)
#define DEVICE_SECONDS (180 * (int64_t)86400)
#define NEXT_MAX ((size_t)1000)
#define PURPOSE_FORM "dais form"

/* ---- cookies ---- */

enum cookie {
	SESSION,
	VISIT,
	STEP,
	DEVICE
};

static const char *
cookie_name(const struct dais_http_exchange *x, enum cookie cookie)
{
	static const char *const plain[] = { "dais-session", "dais-visit", "dais-step",
		"dais-device" };
	static const char *const secure[] = { "__Host-dais-session", "__Host-dais-visit",
		"__Host-dais-step", "__Host-dais-device" };
	return (dais_http_request(x)->secure ? secure : plain)[cookie];
}

struct dais_client
dais_site_client(const struct dais_http_exchange *x)
{
	return (struct dais_client){ .address = dais_http_request(x)->remote,
		.agent = dais_http_header(x, "User-Agent"),
		.device = dais_http_cookie(x, cookie_name(x, DEVICE)) };
}

struct dais_str
dais_site_session(const struct dais_http_exchange *x)
{
	return dais_http_cookie(x, cookie_name(x, SESSION));
}

void
dais_site_set_session(struct dais_http_exchange *x, struct dais_str token)
{
	dais_http_set_cookie(x, cookie_name(x, SESSION), token, 0);
	dais_http_set_cookie(x, cookie_name(x, VISIT), DAIS_STR_NONE, -1);
	dais_http_set_cookie(x, cookie_name(x, STEP), DAIS_STR_NONE, -1);
}

void
dais_site_end_session(struct dais_http_exchange *x)
{
	dais_http_set_cookie(x, cookie_name(x, SESSION), DAIS_STR_NONE, -1);
}

struct dais_str
dais_site_step(const struct dais_http_exchange *x)
{
	return dais_http_cookie(x, cookie_name(x, STEP));
}

void
dais_site_set_step(struct dais_http_exchange *x, struct dais_str token)
{
	dais_http_set_cookie(x, cookie_name(x, STEP), token, token.n ? STEP_SECONDS : -1);
}

void
dais_site_set_device(struct dais_http_exchange *x, struct dais_str token)
{
	dais_http_set_cookie(x, cookie_name(x, DEVICE), token, DEVICE_SECONDS);
}

/* The visit that was made for the exchange under way: its cookie comes with the next request only,
 * and all forms of the page must have one token. */
static struct {
	const struct dais_http_exchange *exchange;
	char token[DAIS_TOKEN_LENGTH + 1];
} made;

static void
forget_made(void *exchange)
{
	if (made.exchange == exchange)
		made.exchange = NULL;
}

struct dais_str
dais_site_visit(const struct dais_http_exchange *x)
{
	if (made.exchange == x)
		return dais_str_from(made.token);
	struct dais_str visit = dais_http_cookie(x, cookie_name(x, VISIT));
	return visit.n == DAIS_TOKEN_LENGTH ? visit : DAIS_STR_NONE;
}

struct dais_str
dais_site_make_visit(struct dais_http_exchange *x)
{
	struct dais_str visit = dais_site_visit(x);
	if (visit.n)
		return visit;
	dais_token_make(made.token);
	made.exchange = x;
	dais_arena_defer(dais_http_arena(x), forget_made, x);
	dais_http_set_cookie(x, cookie_name(x, VISIT), dais_str_from(made.token), 0);
	return dais_str_from(made.token);
}

/* ---- the actor ---- */

/* Whether the request has credentials of the scheme Bearer (RFC 6750, 2.1), which is written in
 * any case (RFC 9110, 11.1); *@ret_token is empty when nothing follows the scheme. */
static bool
has_token(const struct dais_http_exchange *x, struct dais_str *ret_token)
{
	struct dais_str h = dais_str_trim(dais_http_header(x, "Authorization"));
	size_t n = dais_str_find_char(h, ' ', 0);

	*ret_token = DAIS_STR_NONE;
	if (n == SIZE_MAX)
		n = h.n;
	if (n != sizeof("Bearer") - 1 || strncasecmp(h.p, "Bearer", n) != 0)
		return false;
	*ret_token = dais_str_trim(dais_str_sub(h, n, h.n));
	return true;
}

const struct dais_actor *
dais_site_actor(struct dais_site *site, struct dais_http_exchange *x)
{
	struct dais_arena *a = dais_http_arena(x);
	struct dais_actor *actor = DAIS_NEW(a, struct dais_actor);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str key, token, session = dais_site_session(x);
	bool found = false, by_token = has_token(x, &token);
	/* A token that is none is nobody: whoever sends one does not mean the cookie. */
	if (by_token)
		(void)dais_personal_token_actor(site->house, token, a, actor, &found, &err);
	else if (session.n)
		(void)dais_session_actor(site->house, session, a, actor, &key, &found, &err);
	if (err.code && site->complain)
		site->complain("looking up who asks", &err);
	if (!found || err.code)
		*actor = (struct dais_actor){ .is_unknown = err.code != DAIS_ERR_NONE,
			.is_refused = by_token && err.code == DAIS_ERR_NONE };
	return actor;
}

void
dais_site_ask_for_token(struct dais_http_exchange *x, const struct dais_actor *actor)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (actor->is_refused) {
		(void)dais_err_set(
		    &err, DAIS_ERR_DENIED, "the token is wrong, has ended, or was withdrawn");
		(void)dais_err_hint(
		    &err, "Send one that is in force, or none where nobody needs to sign in.");
	} else {
		(void)dais_err_set(&err, DAIS_ERR_DENIED, "nobody has signed in");
		(void)dais_err_hint(&err,
		    "Sign in, or send Authorization: Bearer with a token from the page of your "
		    "account.");
	}
	/* RFC 6750, 3: an error is named only to who has sent a token. */
	dais_http_set_header(x, "WWW-Authenticate",
	    actor->is_refused ? DAIS_STR("Bearer realm=\"dais\", error=\"invalid_token\"")
			      : DAIS_STR("Bearer realm=\"dais\""));
	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	dais_http_problem(x, 401, &err);
}

/* ---- forms ---- */

struct dais_str
dais_site_form_token(struct dais_site *site, struct dais_http_exchange *x)
{
	struct dais_arena *a = dais_http_arena(x);
	if (dais_site_actor(site, x)->account.n)
		return dais_token_derive(a, PURPOSE_FORM, dais_site_session(x));
	return dais_token_derive(a, PURPOSE_FORM, dais_site_make_visit(x));
}

bool
dais_site_form_is_own(struct dais_site *site, struct dais_http_exchange *x)
{
	struct dais_arena *a = dais_http_arena(x);
	const struct dais_actor *actor = dais_site_actor(site, x);
	/* No other site can make a browser send this header. */
	if (actor->is_token)
		return true;
	struct dais_str from = dais_http_header(x, "Sec-Fetch-Site");
	if (from.n && !dais_str_is(from, "same-origin") && !dais_str_is(from, "none"))
		return false;
	struct dais_str bound = actor->account.n ? dais_site_session(x) : dais_site_visit(x);
	struct dais_str sent = dais_http_field(x, "form-token");
	if (!sent.n)
		sent = dais_http_header(x, "X-Form-Token");
	return bound.n && dais_token_eq(sent, dais_token_derive(a, PURPOSE_FORM, bound));
}

bool
dais_site_check_form(struct dais_site *site, struct dais_http_exchange *x)
{
	if (dais_site_form_is_own(site, x))
		return true;
	if (dais_site_offer_again(site, x))
		return false;
	struct dais_err err = DAIS_ERR_INIT;
	dais_err_set(&err, DAIS_ERR_DENIED, "the form does not come from a page of this site");
	dais_err_hint(&err, "Load the page again, and send the form from there.");
	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	dais_http_problem(x, 403, &err);
	return false;
}

struct dais_str
dais_site_next(struct dais_str next, struct dais_str otherwise)
{
	bool stays = next.n >= 1 && next.n <= NEXT_MAX && next.p[0] == '/' &&
		     (next.n == 1 || (next.p[1] != '/' && next.p[1] != '\\'));
	for (size_t i = 0; stays && i < next.n; i++)
		stays = (unsigned char)next.p[i] > ' ' && next.p[i] != '\\' && next.p[i] != 0x7f;
	return stays ? next : otherwise;
}

struct dais_str
dais_site_here(struct dais_http_exchange *x)
{
	struct dais_arena *a = dais_http_arena(x);
	const struct dais_http_request *r = dais_http_request(x);
	struct dais_str address = dais_path_escape(a, r->path);
	for (size_t i = 0; i < r->query.n; i++)
		address = dais_arena_printf(a, "%.*s%c%.*s=%.*s", DAIS_STR_ARG(address),
		    i ? '&' : '?', DAIS_STR_ARG(dais_path_escape(a, r->query.v[i].name)),
		    DAIS_STR_ARG(dais_path_escape(a, r->query.v[i].value)));
	return address;
}

static void
send_to_sign_in(struct dais_http_exchange *x)
{
	struct dais_arena *a = dais_http_arena(x);
	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	/* Escaped once more: it is the value of a parameter. */
	dais_http_set_header(x, "Location",
	    dais_arena_printf(a, "/%s/sign-in?next=%.*s", dais_lang_code(dais_site_language(x)),
		DAIS_STR_ARG(dais_path_escape(a, dais_site_here(x)))));
	dais_http_reply(x, 303, "text/plain; charset=utf-8", DAIS_STR_NONE);
}

bool
dais_site_need_account(struct dais_site *site, struct dais_http_exchange *x)
{
	const struct dais_actor *actor = dais_site_actor(site, x);
	if (actor->account.n)
		return true;
	if (actor->is_unknown) {
		struct dais_err err = DAIS_ERR_INIT;
		(void)dais_err_set(&err, DAIS_ERR_BUSY, "the record cannot be asked now");
		dais_http_problem(x, dais_http_status_of(&err), &err);
		return false;
	}
	const struct dais_http_request *r = dais_http_request(x);
	bool is_program = actor->is_refused || dais_str_has_prefix(r->path, DAIS_STR("/api/"));
	if (!is_program && r->method == DAIS_HTTP_GET) {
		send_to_sign_in(x);
		return false;
	}
	if (!is_program && dais_site_offer_again(site, x))
		return false;
	dais_site_ask_for_token(x, actor);
	return false;
}

bool
dais_site_admit(struct dais_http_exchange *x, void *ctx)
{
	return dais_site_need_account(ctx, x);
}

/* ---- what he finds ---- */

bool
dais_site_finds_restricted(struct dais_site *site, const struct dais_actor *actor,
    struct dais_str body, struct dais_arena *a)
{
	dais_store_strs keys = { 0 }, above = { 0 };
	dais_index_body_vec bodies = { 0 };
	struct dais_matter matter = { 0 };
	struct dais_err none = DAIS_ERR_INIT;

	if (!dais_actor_may_somewhere(actor, DAIS_ACTION_READ_RESTRICTED))
		return false;
	if (dais_actor_may(actor, DAIS_ACTION_READ_RESTRICTED, NULL))
		return true;
	dais_vec_push(a, &keys, body);
	if (!body.n ||
	    !dais_index_bodies_named(dais_house_store(site->house), &keys, a, &bodies, &none))
		return false;
	for (size_t i = 0; i < bodies.n; i++)
		dais_vec_push(a, &above, bodies.v[i].key);
	matter.bodies = above.v;
	matter.n_bodies = above.n;
	return dais_actor_may(actor, DAIS_ACTION_READ_RESTRICTED, &matter);
}
