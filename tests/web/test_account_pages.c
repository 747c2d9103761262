/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The pages of accounts, as a browser with cookies meets them, without a server: second factors,
 * passwords, invitations, roles, tokens, notices.
 */
#include "account_browser.h"
#include "web/account/account_priv.h"

#include <stdio.h>

#include "auth/totp.h"
#include "service/account/calendar_filter.h"
#include "service/account/link.h"
#include "service/account/notices.h"
#include "service/account/personal_token.h"
#include "store/standing.h"

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
	/* A slip does not throw away what the app has scanned already. */
	POST(b, "/fr/account/second/confirm", "code=12");
	assert_int_equal(b->x->status, 422);
	assert_says(b, "Le code est incorrect");
	assert_string_equal(code_on_page(b), code);
	/* What is shown once stands alone on its page, not below ten other things. */
	assert_false(says(b, "Sessions ouvertes"));
	POST(b, "/fr/account/second/confirm", code);
	assert_int_equal(b->x->status, 200);
	assert_says(b, "Codes de secours restants : 10");
	size_t at = dais_str_find(b->x->body, DAIS_STR("<code dir=\"ltr\">"), 0);
	const char *recovery =
	    dais_arena_printf(b->arena, "code=%.*s", DAIS_RECOVERY_LENGTH, b->x->body.p + at + 16)
		.p;
	/* The password alone is no longer enough. */
	get(b, "/fr/account");
	POST(b, "/fr/sign-out", "x=y");
	get(b, "/fr/sign-in?next=/fr/account");
	POST(b, "/fr/sign-in", "email=a@example.org", "password=" PASSWORD, "next=/fr/account");
	assert_int_equal(b->x->status, 303);
	assert_str(header_of(b, "Location"), "/fr/sign-in/code?next=/fr/account");
	assert_int_equal(cookie(b, "dais-session").n, 0);
	get(b, "/fr/sign-in/code?next=/fr/account");
	POST(b, "/fr/sign-in/code", "code=000000");
	assert_int_equal(b->x->status, 403);
	assert_says(b, "un administrateur peut désactiver le second facteur");
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
test_browsers_by_name(void **state)
{
	static const char *const rows[][2] = {
		{ "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
		    "Firefox · Linux" },
		{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
		  "Gecko) "
		  "Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0",
		    "Edge · Windows" },
		{ "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
		  "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
		    "Safari · iPhone" },
		{ "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
		  "Chrome/150.0.0.0 Mobile Safari/537.36",
		    "Chrome · Android" },
		{ "curl/8.5.0", "curl/8.5.0" },
		{ "Mozilla/5.0 (compatible; reader)", "Mozilla/5.0 (compatible; reader)" },
		{ "", "" },
	};
	struct browser *b = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_str(account_browser_name(b->arena, dais_str_from(rows[i][0])), rows[i][1]);
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

/* A set of meetings that no release has shown yet, as its working record has it. */
static void
meetings_made(struct browser *b)
{
	struct dais_store *store = dais_house_store(b->house->house);
	const struct dais_change_head head = { .who = DAIS_STR("dais"),
		.action = DAIS_STR("package.create"),
		.package = DAIS_STR("untoc-2022") };
	struct dais_standing_package row = { .package = DAIS_STR("untoc-2022"),
		.shown = DAIS_STR("{}") };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w;

	dais_vec_push(b->arena, &row.bodies, DAIS_STR("CTOC/COP/WG.3"));
	assert_true(dais_store_begin(store, &head, &w, &err));
	assert_true(dais_store_put(
			w, DAIS_STR("package"), DAIS_STR("package"), 0, DAIS_STR("{}"), 0, &err) &&
		    dais_store_put(w, DAIS_STR("body"), DAIS_STR("ic"), 0,
			DAIS_STR("{\"name\": {\"en\": \"Working Group on Cooperation\"}, "
				 "\"short\": {\"en\": \"Cooperation\"}, "
				 "\"symbol\": \"CTOC/COP/WG.3\"}"),
			0, &err) &&
		    dais_standing_replace(w, &row, &(dais_standing_document_vec){ 0 }, &err));
	assert_true(dais_store_commit(w, &row.revision, &err));
}

/* What a role can be limited to is offered; what there is not is refused, and all that was typed
 * stays. */
static void
test_invited_within_what_there_is(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Chief", "a@example.org", DAIS_ROLE_ADMINISTRATOR, PASSWORD);
	meetings_made(b);
	sign_in(b);
	get(b, "/en/accounts");
	assert_says(
	    b, "<option value=\"CTOC/COP/WG.3\">Working Group on Cooperation · CTOC/COP/WG.3");
	/* What each role may do is said where roles are given, one's own on the own page. */
	assert_says(b, "<dt><bdi>Chair</bdi></dt><dd>Read what is not released yet");
	assert_says(b, "<dt><bdi>Reader</bdi></dt><dd>Read what has been released");
	get(b, "/en/account");
	assert_says(b, "<dt><bdi>Administrator</bdi></dt><dd>Manage accounts");
	get(b, "/en/accounts");
	assert_says(b, "<option value=\"untoc-2022\">Cooperation · untoc-2022");
	POST(b, "/en/accounts/invite", "email=new@example.org", "name=Nova", "language=ru",
	    "role=translator", "in=ru", "body=CTOC/COP/WG.33", "package=untoc-2022");
	assert_int_equal(b->x->status, 422);
	assert_says(b, "There is no body “CTOC/COP/WG.33”.");
	assert_says(b, "value=\"new@example.org\"");
	assert_says(b, "value=\"Nova\"");
	assert_says(b, "<option value=\"translator\" selected");
	assert_says(b, "<option value=\"untoc-2022\" selected");
	assert_says(b, "<option value=\"ru\" selected");
	assert_says(b, "value=\"ru\" checked");
	POST(b, "/en/accounts/invite", "email=new@example.org", "language=ru", "role=chair",
	    "package=untoc");
	assert_int_equal(b->x->status, 422);
	assert_says(b, "There is no set of meetings “untoc”.");
	/* What is wrong is said. */
	POST(b, "/fr/accounts/invite", "email=new.example.org", "name=Nova", "role=chair");
	assert_int_equal(b->x->status, 422);
	assert_says(b, "new.example.org");
	assert_false(says(b, "L’une des valeurs"));
	/* Without a mail server the link is all there is, and it is said. */
	b->site.sends_mail = false;
	POST(b, "/en/accounts/invite", "email=new@example.org", "role=chair", "body=CTOC/COP/WG.3");
	assert_int_equal(b->x->status, 200);
	assert_says(b, "This site sends no mail: pass on this link yourself");
}

static void
test_invited_then_in(void **state)
{
	struct browser *b = *state;
	(void)account_made(b->house, "Chief", "a@example.org", DAIS_ROLE_ADMINISTRATOR, PASSWORD);
	meetings_made(b);
	sign_in(b);
	get(b, "/en/accounts");
	assert_int_equal(b->x->status, 200);
	POST(b, "/en/accounts/invite", "email=new@example.org", "language=es", "role=translator",
	    "in=es", "in=fr", "body=CTOC/COP/WG.3");
	assert_int_equal(b->x->status, 200);
	assert_says(b, "https://m.example.org/es/invitation/");
	assert_says(b, "Translator · CTOC/COP/WG.3 · French and Spanish");
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
	meetings_made(b);
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
		TEST(test_a_second_factor),
		TEST(test_a_demanded_second_factor),
		TEST(test_invited_to_a_role_that_demands),
		TEST(test_a_password_is_looked_at),
		TEST(test_browsers_by_name),
		TEST(test_a_password_is_changed),
		TEST(test_invited_within_what_there_is),
		TEST(test_invited_then_in),
		TEST(test_roles_are_given_and_taken),
		TEST(test_tokens_from_the_page),
		TEST(test_a_calendar_from_the_page),
		TEST(test_notices_end_with_one_click),
		TEST(test_pages_in_six_languages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
