/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Signing in and the pages of accounts, as a browser with cookies meets them, without a server.
 */
#include "support/test.h"

#include <stdio.h>

#include "account_support.h"
#include "auth/totp.h"
#include "http_double.h"
#include "service/account/calendar_filter.h"
#include "service/account/link.h"
#include "service/account/notices.h"
#include "service/account/personal_token.h"
#include "web/who.h"

#define PASSWORD ACCOUNT_PASSWORD

/* A reader's browser. */
struct browser {
	struct account_house *house;
	struct dais_site site;
	struct dais_arena *arena;
	dais_http_pairs cookies;
	bool secure;
	const char *bearer, *fetch_site;
	struct dais_http_exchange *x; /* the last */
};

void
dais_workshop_ask(struct dais_workshop *w, const char *kind, struct dais_str question,
    void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err), void *ctx)
{
	(void)w;
	(void)question;
	(void)done;
	(void)ctx;
	fail_msg("the workshop was asked for %s, but there is none", kind);
}

static int
set_up(void **state)
{
	struct dais_arena *a = dais_arena_new(0);
	struct browser *b = DAIS_NEW(a, struct browser);
	b->arena = a;
	b->house = account_house_open();
	b->site = (struct dais_site){
		.house = b->house->house, .address = "https://m.example.org", .sends_mail = true
	};
	*state = b;
	return 0;
}

static int
tear_down(void **state)
{
	struct browser *b = *state;
	account_house_close(b->house);
	dais_arena_free(b->arena);
	return 0;
}

static void
keep_cookies(struct browser *b)
{
	for (size_t i = 0; i < b->x->reply_cookies.n; i++) {
		const struct dais_http_pair *c = &b->x->reply_cookies.v[i];
		size_t k = 0;
		while (k < b->cookies.n && !dais_str_eq(b->cookies.v[k].name, c->name))
			k++;
		if (k == b->cookies.n)
			dais_vec_push(b->arena, &b->cookies, *c);
		b->cookies.v[k].value = c->value;
	}
}

static void
ask(struct browser *b, const char *address, enum dais_http_method method,
    const dais_http_pairs *fields)
{
	static const struct dais_http_route *const tables[] = { dais_routes_account };
	b->x = double_new(b->arena, address);
	b->x->request.method = method;
	b->x->request.secure = b->secure;
	b->x->request.remote = DAIS_STR("192.0.2.1");
	if (fields)
		b->x->request.fields = *fields;
	for (size_t i = 0; i < b->cookies.n; i++)
		if (b->cookies.v[i].value.n)
			dais_vec_push(b->arena, &b->x->cookies, b->cookies.v[i]);
	if (b->bearer)
		double_header(b->x, "Authorization", b->bearer);
	if (b->fetch_site)
		double_header(b->x, "Sec-Fetch-Site", b->fetch_site);
	double_run(b->x, tables, 1, &b->site);
	assert_int_not_equal(b->x->status, 0);
	keep_cookies(b);
}

static void
get(struct browser *b, const char *address)
{
	ask(b, address, DAIS_HTTP_GET, NULL);
}

/* What stands in the value of the field @name of the last page. */
static struct dais_str
value_on_page(const struct browser *b, const char *name)
{
	struct dais_str mark = dais_arena_printf(b->arena, "name=\"%s\" value=\"", name);
	size_t at = dais_str_find(b->x->body, mark, 0);
	if (at == SIZE_MAX)
		return DAIS_STR_NONE;
	size_t end = dais_str_find_char(b->x->body, '"', at + mark.n);
	return dais_str_sub(b->x->body, at + mark.n, end);
}

static bool
says(const struct browser *b, const char *words)
{
	return dais_str_find(b->x->body, dais_str_from(words), 0) != SIZE_MAX;
}

static void
assert_says(const struct browser *b, const char *words)
{
	if (!says(b, words))
		fail_msg("%u: no \"%s\" in %.*s", b->x->status, words,
		    (int)(b->x->body.n < 4000 ? b->x->body.n : 4000), b->x->body.p);
}

static struct dais_str
header_of(const struct browser *b, const char *name)
{
	struct dais_str found = DAIS_STR_NONE;
	for (size_t i = 0; i < b->x->reply_headers.n; i++)
		if (dais_str_is(b->x->reply_headers.v[i].name, name))
			found = b->x->reply_headers.v[i].value;
	return found;
}

/* Sends "name=value" pairs; with the form token of the last page unless the first is "!". */
static void
post(struct browser *b, const char *address, const char *const *pairs, size_t n)
{
	dais_http_pairs fields = { 0 };
	bool forged = n && strcmp(pairs[0], "!") == 0;
	for (size_t i = forged; i < n; i++) {
		struct dais_str pair = dais_str_from(pairs[i]);
		size_t is = dais_str_find_char(pair, '=', 0);
		const struct dais_http_pair field = { dais_str_sub(pair, 0, is),
			dais_str_sub(pair, is + 1, pair.n) };
		dais_vec_push(b->arena, &fields, field);
	}
	if (!forged) {
		const struct dais_http_pair token = { DAIS_STR("form-token"),
			value_on_page(b, "form-token") };
		dais_vec_push(b->arena, &fields, token);
	}
	ask(b, address, DAIS_HTTP_POST, &fields);
}
#define POST(b, address, ...)                                                                      \
	post((b), (address), (const char *const[]){ __VA_ARGS__ },                                 \
	    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static struct dais_str
cookie(const struct browser *b, const char *name)
{
	for (size_t i = 0; i < b->cookies.n; i++)
		if (dais_str_is(b->cookies.v[i].name, name))
			return b->cookies.v[i].value;
	return DAIS_STR_NONE;
}

static void
sign_in(struct browser *b)
{
	get(b, "/fr/sign-in");
	POST(b, "/fr/sign-in", "email=a@example.org", "password=" PASSWORD);
	assert_int_equal(b->x->status, 303);
}

static void
test_the_door(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	get(b, "/fr/account");
	assert_int_equal(b->x->status, 303);
	assert_str(header_of(b, "Location"), "/fr/sign-in?next=/fr/account");
	get(b, "/fr/sign-in?next=/fr/desk/untoc-2022");
	assert_int_equal(b->x->status, 200);
	assert_str(header_of(b, "Cache-Control"), "no-store");
	assert_int_equal(cookie(b, "dais-visit").n, 43);
	assert_str(value_on_page(b, "next"), "/fr/desk/untoc-2022");
	POST(b, "/fr/sign-in", "email=a@example.org", "password=wrong", "next=/fr/desk/untoc-2022");
	assert_int_equal(b->x->status, 403);
	assert_says(b, "incorrect");
	assert_false(says(b, "wrong")); /* the password does not come back */
	assert_int_equal(cookie(b, "dais-session").n, 0);
	struct dais_str visit = cookie(b, "dais-visit");
	POST(b, "/fr/sign-in", "email=a@example.org", "password=" PASSWORD,
	    "next=/fr/desk/untoc-2022");
	assert_int_equal(b->x->status, 303);
	assert_str(b->x->location, "/fr/desk/untoc-2022");
	assert_true(cookie(b, "dais-session").n > 43);
	assert_int_equal(cookie(b, "dais-visit").n, 0);
	assert_int_equal(visit.n, 43);
	get(b, "/fr/account");
	assert_int_equal(b->x->status, 200);
	assert_says(b, "Amina");
	assert_str(header_of(b, "Cache-Control"), "no-store");
	assert_false(b->x->kept);
	/* Out again. */
	POST(b, "/fr/sign-out", "x=y");
	assert_int_equal(b->x->status, 303);
	assert_int_equal(cookie(b, "dais-session").n, 0);
	get(b, "/fr/account");
	assert_int_equal(b->x->status, 303);
}

static void
test_nobody_learns_who_has_an_account(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	struct dais_str pages[2][2];
	static const char *const addresses[] = { "email=a@example.org", "email=b@example.org" };
	for (int i = 0; i < 2; i++) {
		get(b, "/en/sign-in");
		POST(b, "/en/sign-in", addresses[i], "password=wrong");
		assert_int_equal(b->x->status, 403);
		pages[i][0] = b->x->body;
		get(b, "/en/reset");
		POST(b, "/en/reset", addresses[i]);
		assert_int_equal(b->x->status, 200);
		pages[i][1] = b->x->body;
	}
	/* Equal but for the address that was typed. */
	assert_int_equal(pages[0][0].n, pages[1][0].n);
	assert_true(dais_str_eq(pages[0][1], pages[1][1]));
}

static void
test_without_mail_nothing_is_promised(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	get(b, "/en/reset");
	b->site.sends_mail = false;
	POST(b, "/en/reset", "email=a@example.org");
	assert_int_equal(b->x->status, 503);
	assert_says(b, "This site sends no mail.");
	assert_int_equal(b->house->mails.n, 0);
	get(b, "/en/reset");
	assert_false(says(b, "<input id=\"email\""));
}

static void
test_forged_forms_are_refused(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	/* Signing in, without a visit and with the token of another. */
	POST(b, "/fr/sign-in", "!", "email=a@example.org", "password=" PASSWORD);
	assert_int_equal(b->x->status, 403);
	get(b, "/fr/sign-in");
	struct dais_str token = value_on_page(b, "form-token");
	b->cookies.n = 0;
	get(b, "/fr/sign-in");
	assert_false(dais_str_eq(token, value_on_page(b, "form-token")));
	const char *other = dais_arena_printf(b->arena, "form-token=%.*s", DAIS_STR_ARG(token)).p;
	POST(b, "/fr/sign-in", "!", other, "email=a@example.org", "password=" PASSWORD);
	assert_int_equal(b->x->status, 403);
	assert_int_equal(cookie(b, "dais-session").n, 0);
	/* Acting, without a token, and with the one from before signing in. */
	sign_in(b);
	get(b, "/fr/account");
	POST(b, "/fr/account", "!", "name=Mallory", "language=fr");
	assert_int_equal(b->x->status, 403);
	POST(b, "/fr/account", "!", other, "name=Mallory", "language=fr");
	assert_int_equal(b->x->status, 403);
	/* The right token, but the browser says that another site sends it. */
	get(b, "/fr/account");
	struct dais_str right = value_on_page(b, "form-token");
	b->fetch_site = "cross-site";
	POST(b, "/fr/account", "!",
	    dais_arena_printf(b->arena, "form-token=%.*s", DAIS_STR_ARG(right)).p, "name=Mallory",
	    "language=fr");
	assert_int_equal(b->x->status, 403);
	b->fetch_site = "same-origin";
	get(b, "/fr/account");
	assert_says(b, "Amina");
	POST(b, "/fr/account", "name=Amina Diallo", "language=ru", "zone=Africa/Dakar");
	assert_int_equal(b->x->status, 303);
	get(b, "/ru/account?done=saved");
	assert_says(b, "Amina Diallo");
	assert_says(b, "Сохранено");
}

static void
test_next_stays_within_the_site(void **state)
{
	(void)state;
	static const char *const bad[] = { "", "https://evil.example.org", "//evil.example.org",
		"/\\evil.example.org", "/ evil", "/a\\b", "javascript:alert(1)", "fr/desk", "/\x01",
		"/fr\nLocation: x" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_str(dais_site_next(dais_str_from(bad[i]), DAIS_STR("/es")), "/es");
	assert_str(dais_site_next(DAIS_STR("/fr/desk?a=b"), DAIS_STR("/es")), "/fr/desk?a=b");
}

/* Who has work comes to his desk, who has none to the first page; from the first page of all, too,
 * whose link names no page to come back to. */
static void
test_whither_after_signing_in(void **state)
{
	struct browser *b = *state;
	for (int role = DAIS_ROLE_SECRETARIAT; role < DAIS_ROLE_COUNT; role++) {
		const char *to = role <= DAIS_ROLE_BUREAU ? "/ar/desk" : "/ar";
		const char *email = dais_arena_printf(b->arena, "p%d@example.org", role).p;
		const char *field = dais_arena_printf(b->arena, "email=%s", email).p;
		(void)account_made(b->house, "Amina", email, (enum dais_role)role, PASSWORD);
		get(b, "/ar/sign-in");
		assert_false(says(b, "sign-in?next="));
		POST(b, "/ar/sign-in", field, "password=" PASSWORD);
		assert_int_equal(b->x->status, 303);
		assert_str(b->x->location, to);
		/* Who comes to the door again is led there, too. */
		get(b, "/ar/sign-in");
		assert_str(b->x->location, to);
		get(b, "/ar/sign-in?next=/ar/calendar");
		assert_str(b->x->location, "/ar/calendar");
		get(b, "/ar/account");
		POST(b, "/ar/sign-out", "x=y");
	}
}

static void
test_cookies_under_tls(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	b->secure = true;
	sign_in(b);
	assert_true(cookie(b, "__Host-dais-session").n > 0);
	assert_int_equal(cookie(b, "dais-session").n, 0);
	/* A cookie without the prefix, which a neighbour could have set, is nobody's. */
	const struct dais_http_pair stray = { DAIS_STR("dais-session"),
		cookie(b, "__Host-dais-session") };
	b->cookies.n = 0;
	dais_vec_push(b->arena, &b->cookies, stray);
	get(b, "/fr/account");
	assert_int_equal(b->x->status, 303);
}

static void
test_guessing_is_held(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	for (int i = 0; i < 5; i++) {
		get(b, "/en/sign-in");
		POST(b, "/en/sign-in", "email=a@example.org", "password=wrong");
		assert_int_equal(b->x->status, 403);
	}
	get(b, "/en/sign-in");
	POST(b, "/en/sign-in", "email=a@example.org", "password=" PASSWORD);
	assert_int_equal(b->x->status, 429);
	assert_says(b, "Too many attempts. Try again at 10:01 (UTC).");
	account_house_later(b->house, 15000);
	sign_in(b);
}

/* "code=123456" of the secret that the last page shows. */
static const char *
code_on_page(const struct browser *b)
{
	size_t at = dais_str_find(b->x->body, DAIS_STR("otpauth://totp/"), 0);
	size_t from = dais_str_find(b->x->body, DAIS_STR("secret="), at) + 7;
	struct dais_str secret = dais_str_sub(b->x->body, from, from + DAIS_TOTP_SECRET_LENGTH);
	return dais_arena_printf(
	    b->arena, "code=%.*s", DAIS_STR_ARG(account_code_of(b->house, secret)))
	    .p;
}

static void
test_a_second_factor(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	sign_in(b);
	get(b, "/fr/account");
	POST(b, "/fr/account/second", "second-password=wrong");
	assert_int_equal(b->x->status, 403);
	POST(b, "/fr/account/second", "second-password=" PASSWORD);
	assert_int_equal(b->x->status, 200);
	assert_says(b, "<svg role=\"img\"");
	const char *code = code_on_page(b);
	POST(b, "/fr/account/second/confirm", "code=12");
	assert_int_equal(b->x->status, 422);
	POST(b, "/fr/account/second/confirm", code);
	assert_int_equal(b->x->status, 200);
	assert_says(b, "Codes de secours restants : 10");
	size_t at = dais_str_find(b->x->body, DAIS_STR("<code dir=\"ltr\">"), 0);
	const char *recovery =
	    dais_arena_printf(b->arena, "code=%.*s", DAIS_RECOVERY_LENGTH, b->x->body.p + at + 16)
		.p;
	/* The password alone is no longer enough. */
	POST(b, "/fr/sign-out", "x=y");
	get(b, "/fr/sign-in?next=/fr/account");
	POST(b, "/fr/sign-in", "email=a@example.org", "password=" PASSWORD, "next=/fr/account");
	assert_int_equal(b->x->status, 303);
	assert_str(header_of(b, "Location"), "/fr/sign-in/code?next=/fr/account");
	assert_int_equal(cookie(b, "dais-session").n, 0);
	get(b, "/fr/sign-in/code?next=/fr/account");
	POST(b, "/fr/sign-in/code", "code=000000");
	assert_int_equal(b->x->status, 403);
	POST(b, "/fr/sign-in/code", recovery, "next=/fr/account");
	assert_int_equal(b->x->status, 303);
	assert_str(b->x->location, "/fr/account");
	get(b, "/fr/account");
	assert_says(b, "Codes de secours restants : 9");
}

/* Who has a role that demands one turns it on between password and session. */
static void
test_a_demanded_second_factor(void **state)
{
	struct browser *b = *state;
	struct dais_account chief =
	    account_made(b->house, "Chief", "a@example.org", DAIS_ROLE_ADMINISTRATOR, PASSWORD);
	account_settings(b->house)->second_roles = 1u << DAIS_ROLE_ADMINISTRATOR;
	get(b, "/fr/sign-in/second");
	assert_int_equal(b->x->status, 403);
	get(b, "/fr/sign-in");
	POST(b, "/fr/sign-in", "email=a@example.org", "password=" PASSWORD);
	assert_int_equal(b->x->status, 303);
	assert_str(header_of(b, "Location"), "/fr/sign-in/second");
	assert_int_equal(cookie(b, "dais-session").n, 0);
	get(b, "/fr/sign-in/second");
	assert_int_equal(b->x->status, 200);
	assert_says(b, "Votre rôle exige un second facteur");
	const char *code = code_on_page(b);
	/* The secret is the same when the page is loaded again. */
	get(b, "/fr/sign-in/second");
	assert_string_equal(code_on_page(b), code);
	POST(b, "/fr/sign-in/second", "!", code);
	assert_int_equal(b->x->status, 403);
	assert_int_equal(cookie(b, "dais-session").n, 0);
	get(b, "/fr/sign-in/second?next=/fr/desk");
	POST(b, "/fr/sign-in/second", "code=1", "next=/fr/desk");
	assert_int_equal(b->x->status, 403);
	assert_str(value_on_page(b, "next"), "/fr/desk");
	POST(b, "/fr/sign-in/second", code, "next=/fr/desk");
	assert_int_equal(b->x->status, 200);
	assert_says(b, "class=\"button\" href=\"/fr/desk\"");
	assert_says(b, "Codes de secours");
	assert_true(cookie(b, "dais-session").n > 0);
	get(b, "/fr/account");
	assert_int_equal(b->x->status, 200);
	assert_says(b, "il ne peut pas être désactivé ici");
	POST(b, "/fr/account/second/end", "second-password=" PASSWORD);
	assert_int_equal(b->x->status, 403);
	/* An administrator helps who has lost his; here, himself. */
	const char *one =
	    dais_arena_printf(b->arena, "/fr/accounts/%.*s", DAIS_STR_ARG(chief.id)).p;
	get(b, one);
	assert_says(b, "Désactiver le second facteur de ce compte");
	POST(b, dais_arena_printf(b->arena, "%s/second/end", one).p, "x=y");
	assert_int_equal(b->x->status, 303);
	get(b, "/fr/account");
	assert_int_equal(b->x->status, 303);
}

/* An invitation to such a role ends at the same page. */
static void
test_invited_to_a_role_that_demands(void **state)
{
	struct browser *b = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str token;
	const struct dais_actor program = dais_actor_program();
	const struct dais_grant grant = { .role = DAIS_ROLE_SECRETARIAT };
	struct dais_link link = { .email = DAIS_STR("n@example.org"), .language = DAIS_LANG_ES };
	account_settings(b->house)->second_roles = 1u << DAIS_ROLE_SECRETARIAT;
	dais_vec_push(b->arena, &link.grants, grant);
	assert_true(
	    dais_link_invite(b->house->house, &program, &link, NULL, b->arena, &token, &err));
	const char *path =
	    dais_arena_printf(b->arena, "/es/invitation/%.*s", DAIS_STR_ARG(token)).p;
	get(b, path);
	POST(b, path, "name=Nueva", "language=es", "password=siete garzas tranquilas");
	assert_int_equal(b->x->status, 303);
	assert_true(dais_str_has_prefix(header_of(b, "Location"), DAIS_STR("/es/sign-in/second")));
	assert_int_equal(cookie(b, "dais-session").n, 0);
	get(b, "/es/sign-in/second");
	assert_int_equal(b->x->status, 200);
}

/* What is said while a password is typed is what is said when it is sent; nothing of it comes back.
 */
static void
test_a_password_is_looked_at(void **state)
{
	static const struct {
		const char *password, *words;
		bool good;
	} cases[] = { { "short", "Characters: 5 of at least 12", false },
		{ "passwordpassword", "among the first", false },
		{ "a@example.org", "too close to the name", false },
		{ "eight quiet herons", "can be used", true } };
	struct browser *b = *state;

	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	sign_in(b);
	get(b, "/en/account");
	assert_true(
	    dais_str_find(b->x->body, DAIS_STR("data-examine=\"/en/password\""), 0) != SIZE_MAX);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char field[64];

		(void)snprintf(field, sizeof(field), "password=%s", cases[i].password);
		get(b, "/en/account");
		POST(b, "/en/password", field);
		assert_int_equal(b->x->status, 200);
		assert_true(
		    dais_str_find(b->x->body, dais_str_from(cases[i].words), 0) != SIZE_MAX);
		assert_int_equal(
		    dais_str_find(b->x->body, DAIS_STR("true"), 0) != SIZE_MAX, cases[i].good);
		assert_true(
		    dais_str_find(b->x->body, dais_str_from(cases[i].password), 0) == SIZE_MAX);
		assert_true(dais_str_eq(header_of(b, "Cache-Control"), DAIS_STR("no-store")));
	}
}

static void
test_a_password_is_changed(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	sign_in(b);
	get(b, "/en/account");
	POST(b, "/en/account/password", "password=" PASSWORD, "new-password=short");
	assert_int_equal(b->x->status, 422);
	POST(b, "/en/account/password", "password=wrong", "new-password=eight quiet herons");
	assert_int_equal(b->x->status, 403);
	POST(b, "/en/account/password", "password=" PASSWORD, "new-password=eight quiet herons");
	assert_int_equal(b->x->status, 303);
	get(b, "/en/account");
	assert_int_equal(b->x->status, 200); /* this session stays */
	assert_int_equal(b->house->mails.n, 1);
	b->cookies.n = 0;
	get(b, "/en/sign-in");
	POST(b, "/en/sign-in", "email=a@example.org", "password=" PASSWORD);
	assert_int_equal(b->x->status, 403);
	POST(b, "/en/sign-in", "email=a@example.org", "password=eight quiet herons");
	assert_int_equal(b->x->status, 303);
}

static void
test_invited_then_in(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Chief", "a@example.org", DAIS_ROLE_ADMINISTRATOR, PASSWORD);
	sign_in(b);
	get(b, "/en/accounts");
	assert_int_equal(b->x->status, 200);
	POST(b, "/en/accounts/invite", "email=new@example.org", "language=es", "role=translator",
	    "in=es", "in=fr", "body=CTOC/COP/WG.3");
	assert_int_equal(b->x->status, 200);
	assert_says(b, "https://m.example.org/es/invitation/");
	assert_says(b, "Translator · CTOC/COP/WG.3 · fr, es");
	size_t at = dais_str_find(b->x->body, DAIS_STR("/es/invitation/"), 0);
	const char *path = dais_arena_cstr(b->arena, dais_str_sub(b->x->body, at, at + 15 + 43));
	b->cookies.n = 0;
	get(b, path);
	assert_int_equal(b->x->status, 200);
	assert_says(b, "new@example.org");
	assert_str(header_of(b, "Referrer-Policy"), "no-referrer");
	POST(b, path, "name=Nueva", "language=es", "password=contraseña1234");
	assert_int_equal(b->x->status, 422);
	POST(b, path, "name=Nueva", "language=es", "zone=Vienna",
	    "password=siete garzas tranquilas");
	assert_int_equal(b->x->status, 422);
	POST(b, path, "name=Nueva", "language=es", "zone=Europe/Vienna",
	    "password=siete garzas tranquilas");
	assert_int_equal(b->x->status, 303);
	assert_str(b->x->location, "/es/account");
	get(b, "/es/account");
	assert_says(b, "Nueva");
	get(b, path);
	assert_int_equal(b->x->status, 404);
	/* A translator manages nobody. */
	get(b, "/es/accounts");
	assert_int_equal(b->x->status, 403);
	get(b, "/es/account");
	POST(b, "/es/accounts/invite", "email=x@example.org", "language=es", "role=administrator");
	assert_int_equal(b->x->status, 403);
}

static void
test_roles_are_given_and_taken(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Chief", "a@example.org", DAIS_ROLE_ADMINISTRATOR, PASSWORD);
	struct dais_account other =
	    account_made(b->house, "Other", "o@example.org", DAIS_ROLE_READER, NULL);
	struct dais_err err = DAIS_ERR_INIT;
	sign_in(b);
	const char *path =
	    dais_arena_printf(b->arena, "/en/accounts/%.*s", DAIS_STR_ARG(other.id)).p;
	const char *grant = dais_arena_printf(b->arena, "%s/grant", path).p;
	const char *ungrant = dais_arena_printf(b->arena, "%s/ungrant", path).p;
	const char *disable = dais_arena_printf(b->arena, "%s/disable", path).p;
	get(b, path);
	const char *seen =
	    dais_arena_printf(b->arena, "revision=%.*s", DAIS_STR_ARG(value_on_page(b, "revision")))
		.p;
	POST(b, grant, seen, "role=chair", "package=untoc-2022");
	assert_int_equal(b->x->status, 303);
	get(b, path);
	assert_says(b, "Chair · untoc-2022");
	/* Whoever still has the old page does not overwrite. */
	POST(b, grant, seen, "role=administrator");
	assert_int_equal(b->x->status, 409);
	seen =
	    dais_arena_printf(b->arena, "revision=%.*s", DAIS_STR_ARG(value_on_page(b, "revision")))
		.p;
	POST(b, ungrant, seen, "place=0");
	assert_int_equal(b->x->status, 303);
	assert_true(dais_account_get(b->house->house, other.id, b->arena, &other, &err));
	assert_int_equal(other.grants.n, 1);
	assert_int_equal(other.grants.v[0].role, DAIS_ROLE_CHAIR);
	get(b, path);
	POST(b, disable, "disabled=yes");
	assert_int_equal(b->x->status, 303);
	assert_true(dais_account_get(b->house->house, other.id, b->arena, &other, &err));
	assert_true(other.disabled);
	/* The last administrator cannot go. */
	struct dais_account chief;
	assert_true(
	    dais_account_find(b->house->house, DAIS_STR("a@example.org"), b->arena, &chief, &err));
	get(b, dais_arena_printf(b->arena, "/en/accounts/%.*s", DAIS_STR_ARG(chief.id)).p);
	POST(b, dais_arena_printf(b->arena, "/en/accounts/%.*s/disable", DAIS_STR_ARG(chief.id)).p,
	    "disabled=yes");
	assert_int_equal(b->x->status, 422);
	assert_says(b, "At least one administrator must remain.");
}

static void
test_tokens_from_the_page(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	sign_in(b);
	get(b, "/en/account");
	POST(b, "/en/account/token", "token-name=feed", "days=30", "scope=working.read",
	    "token-password=" PASSWORD);
	assert_int_equal(b->x->status, 200);
	size_t at = dais_str_find(b->x->body, DAIS_STR("dais_"), 0);
	size_t end = dais_str_find_char(b->x->body, '<', at);
	struct dais_str token = dais_str_sub(b->x->body, at, end);
	get(b, "/en/account");
	assert_says(b, "feed");
	assert_false(says(b, "dais_"));
	/* A scope that this account cannot give. */
	POST(b, "/en/account/token", "token-name=x", "days=30", "scope=account.manage",
	    "token-password=" PASSWORD);
	assert_int_equal(b->x->status, 422);
	b->cookies.n = 0;
	b->bearer = dais_arena_printf(b->arena, "Bearer %.*s", DAIS_STR_ARG(token)).p;
	struct dais_http_exchange *x = double_new(b->arena, "/api/v1/packages");
	double_header(x, "Authorization", b->bearer);
	const struct dais_actor *actor = dais_site_actor(&b->site, x);
	assert_true(actor->is_token);
	assert_true(dais_actor_may(actor, DAIS_ACTION_READ_WORKING, NULL));
	assert_false(dais_actor_may(actor, DAIS_ACTION_EDIT_TEXT, NULL));
	assert_true(dais_site_check_form(&b->site, x)); /* no cookie, nothing to forge */
	/* The pages of the account are not for tokens. */
	get(b, "/en/account");
	assert_int_equal(b->x->status, 403);
	b->bearer = "Bearer dais_a_bad";
	get(b, "/en/account");
	assert_int_equal(b->x->status, 401);
}

static void
test_a_calendar_from_the_page(void **state)
{
	struct browser *b = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_calendar_filter f;
	bool found;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_DELEGATE, PASSWORD);
	sign_in(b);
	get(b, "/fr/account");
	POST(b, "/fr/account/calendar", "body=CTOC/COP/WG.3", "body=CTOC/COP/WG.2");
	assert_int_equal(b->x->status, 303);
	get(b, "/fr/account");
	assert_says(b, "Le calendrier n’a pas encore d’adresse.");
	POST(b, "/fr/account/calendar/address", "x=y");
	assert_int_equal(b->x->status, 200);
	assert_says(b, "https://m.example.org/fr/calendar/");
	size_t at = dais_str_find(b->x->body, DAIS_STR("/fr/calendar/"), 0) + 13;
	struct dais_str token =
	    dais_str_sub(b->x->body, at, dais_str_find(b->x->body, DAIS_STR(".ics"), at));
	assert_true(
	    dais_calendar_find(b->house->house, token, b->arena, &f, &found, &err) && found);
	assert_int_equal(f.bodies.n, 2);
	/* It is shown this once. */
	get(b, "/fr/account");
	assert_false(says(b, "https://m.example.org/fr/calendar/"));
	POST(b, "/fr/account/calendar/end", "x=y");
	assert_int_equal(b->x->status, 303);
	assert_true(dais_calendar_find(b->house->house, token, b->arena, &f, &found, &err));
	assert_false(found);
}

static void
test_notices_end_with_one_click(void **state)
{
	struct browser *b = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a =
	    account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_DELEGATE, NULL);
	struct dais_str link;
	assert_true(dais_account_notices_link(
	    b->house->house, "", DAIS_LANG_AR, a.id, b->arena, &link, &err));
	const char *path = dais_arena_cstr(b->arena, link);
	get(b, path);
	assert_int_equal(b->x->status, 200);
	assert_true(dais_account_get(b->house->house, a.id, b->arena, &a, &err));
	assert_true(a.notices); /* looking ends nothing */
	b->cookies.n = 0;
	POST(b, path, "!", "List-Unsubscribe=One-Click");
	assert_int_equal(b->x->status, 200);
	assert_true(dais_account_get(b->house->house, a.id, b->arena, &a, &err));
	assert_false(a.notices);
	POST(b, "/ar/unsubscribe/nobody.x", "!", "List-Unsubscribe=One-Click");
	assert_int_equal(b->x->status, 404);
}

/* Every page in every language: whole, no secret in a link, nothing kept. */
static void
test_pages_in_six_languages(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Chief", "a@example.org", DAIS_ROLE_ADMINISTRATOR, PASSWORD);
	static const char *const open[] = { "sign-in", "reset" }, *const own[] = { "account",
		"accounts" };
	for (int round = 0; round < 2; round++) {
		if (round)
			sign_in(b);
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
			for (size_t i = 0; i < 2; i++) {
				get(b,
				    dais_arena_printf(b->arena, "/%s/%s",
					dais_lang_code((enum dais_lang)l), (round ? own : open)[i])
					.p);
				assert_int_equal(b->x->status, 200);
				assert_says(b, dais_lang_is_rtl((enum dais_lang)l) ? "dir=\"rtl\""
										   : "dir=\"ltr\"");
				assert_str(header_of(b, "Cache-Control"), "no-store");
				assert_false(says(b, "DAIS_SAY"));
				assert_false(b->x->kept);
			}
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_the_door),
		TEST(test_nobody_learns_who_has_an_account),
		TEST(test_without_mail_nothing_is_promised),
		TEST(test_forged_forms_are_refused),
		TEST(test_next_stays_within_the_site),
		TEST(test_whither_after_signing_in),
		TEST(test_cookies_under_tls),
		TEST(test_guessing_is_held),
		TEST(test_a_second_factor),
		TEST(test_a_demanded_second_factor),
		TEST(test_invited_to_a_role_that_demands),
		TEST(test_a_password_is_looked_at),
		TEST(test_a_password_is_changed),
		TEST(test_invited_then_in),
		TEST(test_roles_are_given_and_taken),
		TEST(test_tokens_from_the_page),
		TEST(test_a_calendar_from_the_page),
		TEST(test_notices_end_with_one_click),
		TEST(test_pages_in_six_languages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
