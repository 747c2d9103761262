/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Signing in, as a browser with cookies meets it, without a server.
 */
#include "account_browser.h"

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
	assert_says(b, "Aucun organe ne figure encore ici."); /* to follow, where none is public */
	assert_str(header_of(b, "Cache-Control"), "no-store");
	assert_false(b->x->kept);
	/* Out again. */
	POST(b, "/fr/sign-out", "x=y");
	assert_int_equal(b->x->status, 303);
	assert_int_equal(cookie(b, "dais-session").n, 0);
	get(b, "/fr/account");
	assert_int_equal(b->x->status, 303);
}

/* Nothing that is typed lets anybody in before there is an account: who makes the first, and how.
 */
static void
test_before_the_first_account(void **state)
{
	struct browser *b = *state;
	get(b, "/fr/sign-in");
	assert_int_equal(b->x->status, 200);
	assert_says(b, "dais account add --db FILE --email ADDRESS --role administrator");
	assert_says(b, "Personne n’a encore de compte ici.");
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	get(b, "/fr/sign-in");
	assert_false(says(b, "dais account add"));
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

/* A session that ends while a form is filled in takes nothing along: the form comes back with all
 * of it, and is taken when it is sent by who has signed in again. */
static void
test_a_form_outlives_its_session(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Amina", "a@example.org", DAIS_ROLE_SECRETARIAT, PASSWORD);
	sign_in(b);
	get(b, "/fr/account");
	struct dais_str token = value_on_page(b, "form-token");
	const char *old = dais_arena_printf(b->arena, "form-token=%.*s", DAIS_STR_ARG(token)).p;
	b->cookies.n = 0;
	b->fetch_site = "same-origin";
	POST(b, "/fr/account", "!", old, "name=Amina Sow", "language=fr");
	assert_int_equal(b->x->status, 401);
	assert_says(b, "Votre session a pris fin");
	assert_says(b, "name=\"name\" value=\"Amina Sow\"");
	assert_says(b, "action=\"/fr/account\"");
	struct dais_str visit = value_on_page(b, "form-token");
	assert_false(dais_str_eq(visit, token));
	sign_in(b);
	POST(b, "/fr/account", "!",
	    dais_arena_printf(b->arena, "form-token=%.*s", DAIS_STR_ARG(visit)).p, "name=Amina Sow",
	    "language=fr");
	assert_int_equal(b->x->status, 403);
	assert_says(b, "avant votre connexion en tant que Amina");
	assert_says(b, "name=\"name\" value=\"Amina Sow\"");
	POST(b, "/fr/account", "name=Amina Sow", "language=fr");
	assert_int_equal(b->x->status, 303);
	/* A secret never comes back, nor what another site sends. */
	POST(b, "/fr/account/password", "!", old, "password=" PASSWORD);
	assert_int_equal(b->x->status, 403);
	assert_false(says(b, PASSWORD));
	assert_false(says(b, "avant votre connexion"));
	b->fetch_site = "cross-site";
	POST(b, "/fr/account", "!", old, "name=Mallory", "language=fr");
	assert_int_equal(b->x->status, 403);
	assert_false(says(b, "Mallory"));
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

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_the_door),
		TEST(test_before_the_first_account),
		TEST(test_nobody_learns_who_has_an_account),
		TEST(test_without_mail_nothing_is_promised),
		TEST(test_forged_forms_are_refused),
		TEST(test_a_form_outlives_its_session),
		TEST(test_next_stays_within_the_site),
		TEST(test_whither_after_signing_in),
		TEST(test_cookies_under_tls),
		TEST(test_guessing_is_held),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
