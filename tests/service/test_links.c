/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Links that let somebody in, over SQLite: invitations and resets, and what ends with them.
 */
#include "support/test.h"

#include "account_support.h"
#include "auth/password.h"
#include "service/account/link.h"
#include "service/account/notices.h"

static void
test_an_invitation_serves_once(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account chief =
	    account_made(t, "Chief", "chief@example.org", DAIS_ROLE_ADMINISTRATOR, NULL);
	struct dais_actor as_chief = dais_account_actor(&chief);
	struct dais_link wanted = { .email = DAIS_STR("new@example.org"),
		.language = DAIS_LANG_RU };
	struct dais_grant grant = { .role = DAIS_ROLE_DELEGATE };
	dais_vec_push(t->arena, &wanted.grants, grant);
	struct dais_str token, id;
	assert_true(dais_link_invite(
	    t->house, &as_chief, &wanted, "https://m.example.org", t->arena, &token, &err));
	assert_int_equal(t->mails.n, 1);
	assert_str(t->mails.v[0].to, "new@example.org");
	assert_int_equal(t->mails.v[0].language, DAIS_LANG_RU);
	struct dais_str address =
	    dais_link_address(t->arena, "https://m.example.org", false, DAIS_LANG_RU, token);
	assert_true(dais_str_find(t->mails.v[0].text, address, 0) != SIZE_MAX);
	struct dais_link link, same;
	assert_true(dais_link_get(t->house, token, t->arena, &link, &err));
	assert_true(dais_link_get(t->house, token, t->arena, &same, &err));
	struct dais_account chosen = { .name = DAIS_STR("New Delegate"), .language = DAIS_LANG_ZH };
	assert_true(dais_link_accept(
	    t->house, &link, &chosen, DAIS_STR_NONE, &account_here, t->arena, &id, &err));
	struct dais_account got;
	assert_true(dais_account_get(t->house, id, t->arena, &got, &err));
	assert_str(got.name, "New Delegate");
	assert_str(got.email, "new@example.org");
	assert_int_equal(got.grants.n, 1);
	assert_int_equal(got.grants.v[0].role, DAIS_ROLE_DELEGATE);
	assert_true(got.notices);
	assert_false(dais_link_get(t->house, token, t->arena, &link, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	err = (struct dais_err)DAIS_ERR_INIT;
	/* Whoever looked at it before cannot use it either. */
	assert_false(dais_link_accept(
	    t->house, &same, &chosen, DAIS_STR_NONE, &account_here, t->arena, &id, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_link_invite(t->house, &as_chief, &wanted, NULL, t->arena, &token, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
}

/* A link is no way around what was decided since. */
static void
test_links_end_with_what_they_rest_on(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_actor program = dais_actor_program();
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_DELEGATE, ACCOUNT_PASSWORD);
	struct dais_account chief =
	    account_made(t, "C", "c@example.org", DAIS_ROLE_ADMINISTRATOR, NULL);
	struct dais_actor as_chief = dais_account_actor(&chief);
	struct dais_link link, wanted = { .email = DAIS_STR("mallory@example.org") };
	struct dais_str tokens[3], invitation;
	/* Two resets: one is used, the other has ended. */
	for (int i = 0; i < 2; i++)
		assert_true(
		    dais_link_reset(t->house, &program, a.id, NULL, t->arena, &tokens[i], &err));
	assert_true(dais_link_get(t->house, tokens[1], t->arena, &link, &err));
	assert_true(dais_link_get(t->house, tokens[0], t->arena, &link, &err));
	assert_true(
	    dais_link_set_password(t->house, &link, DAIS_STR("another"), &account_here, &err));
	assert_false(dais_link_get(t->house, tokens[1], t->arena, &link, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	err = (struct dais_err)DAIS_ERR_INIT;
	/* One that went to an address that is no longer the owner's. */
	assert_true(dais_link_reset(t->house, &program, a.id, NULL, t->arena, &tokens[2], &err));
	assert_true(dais_account_get(t->house, a.id, t->arena, &a, &err));
	a.email = DAIS_STR("elsewhere@example.org");
	assert_true(dais_account_change(t->house, &program, &a, NULL, &err));
	assert_false(dais_link_get(t->house, tokens[2], t->arena, &link, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	/* An administrator who left has left no door open. */
	dais_vec_push(
	    t->arena, &wanted.grants, ((struct dais_grant){ .role = DAIS_ROLE_ADMINISTRATOR }));
	assert_true(
	    dais_link_invite(t->house, &as_chief, &wanted, NULL, t->arena, &invitation, &err));
	assert_true(dais_link_get(t->house, invitation, t->arena, &link, &err));
	(void)account_made(t, "D", "d@example.org", DAIS_ROLE_ADMINISTRATOR, NULL);
	assert_true(dais_account_get(t->house, chief.id, t->arena, &chief, &err));
	chief.grants.n = 0;
	assert_true(dais_account_change(t->house, &program, &chief, NULL, &err));
	assert_false(dais_link_get(t->house, invitation, t->arena, &link, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
}

static void
test_invitations_end_and_are_withdrawn(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_actor program = dais_actor_program(), nobody = { 0 };
	struct dais_link link, wanted = { .email = DAIS_STR("a@example.org") };
	struct dais_str token;
	dais_link_vec open;
	assert_false(dais_link_invite(t->house, &nobody, &wanted, NULL, t->arena, &token, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_link_invite(t->house, &program, &wanted, NULL, t->arena, &token, &err));
	assert_int_equal(t->mails.n, 0); /* no site, no mail */
	account_house_later(t, DAIS_INVITATION_MS - 1);
	assert_true(dais_link_get(t->house, token, t->arena, &link, &err));
	account_house_later(t, 1);
	assert_false(dais_link_get(t->house, token, t->arena, &link, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_link_invite(t->house, &program, &wanted, NULL, t->arena, &token, &err));
	assert_true(dais_link_list(t->house, &program, t->arena, &open, &err));
	assert_int_equal(open.n, 1);
	assert_str(open.v[0].email, "a@example.org");
	assert_true(dais_link_withdraw(t->house, &program, open.v[0].key, &err));
	assert_false(dais_link_get(t->house, token, t->arena, &link, &err));
}

static void
test_a_reset_ends_sessions(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, "seven quiet herons");
	struct dais_str session, key, token;
	struct dais_actor actor;
	bool found;
	int64_t wait;
	assert_true(dais_session_begin(
	    t->house, a.id, "password", &account_here, t->arena, &session, &err));
	/* An address without an account: the same answer, and no mail. */
	assert_true(dais_link_ask(t->house, DAIS_STR("b@example.org"), "https://m.example.org",
	    &account_here, &wait, &err));
	assert_int_equal(wait, 0);
	assert_int_equal(t->mails.n, 0);
	assert_true(dais_link_ask(t->house, DAIS_STR("A@example.org"), "https://m.example.org",
	    &account_here, &wait, &err));
	assert_int_equal(wait, 0);
	assert_int_equal(t->mails.n, 1);
	struct dais_str text = t->mails.v[0].text;
	size_t at = dais_str_find(text, DAIS_STR("/fr/reset/"), 0);
	assert_true(at != SIZE_MAX);
	token = dais_str_trim(dais_str_sub(text, at + 10, text.n));
	struct dais_link link;
	assert_true(dais_link_get(t->house, token, t->arena, &link, &err));
	assert_true(link.is_reset);
	assert_str(link.account, a.id.p);
	char kept[DAIS_PASSWORD_KEPT_SIZE];
	assert_true(dais_password_keep(DAIS_STR("eight quiet herons"), kept, &err));
	assert_true(
	    dais_link_set_password(t->house, &link, dais_str_from(kept), &account_here, &err));
	assert_true(dais_session_actor(t->house, session, t->arena, &actor, &key, &found, &err));
	assert_false(found);
	struct dais_credential credential;
	bool outdated;
	assert_true(dais_credential_of(t->house, a.id, t->arena, &credential, &err));
	assert_true(dais_password_is(DAIS_STR("eight quiet herons"), credential.kept, &outdated));
	assert_int_equal(t->mails.n, 2); /* and the owner is told */
	/* Used once. */
	assert_false(
	    dais_link_set_password(t->house, &link, dais_str_from(kept), &account_here, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	/* Asked for too often. */
	for (int i = 0; i < 3 && wait == 0; i++)
		assert_true(dais_link_ask(t->house, DAIS_STR("a@example.org"),
		    "https://m.example.org", &account_here, &wait, &err));
	assert_true(wait > 0);
}

static void
test_notices_end_by_a_link(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a = account_made(t, "A", "a@example.org", DAIS_ROLE_DELEGATE, NULL);
	struct dais_account b = account_made(t, "B", "b@example.org", DAIS_ROLE_DELEGATE, NULL);
	struct dais_str link, again;
	assert_true(dais_account_notices_link(
	    t->house, "https://m.example.org", DAIS_LANG_FR, a.id, t->arena, &link, &err));
	assert_true(dais_account_notices_link(
	    t->house, "https://m.example.org", DAIS_LANG_FR, a.id, t->arena, &again, &err));
	assert_true(dais_str_eq(link, again));
	const struct dais_str before = DAIS_STR("https://m.example.org/fr/unsubscribe/");
	assert_true(dais_str_has_prefix(link, before));
	struct dais_str token = dais_str_sub(link, before.n, link.n);
	/* The signature of one account is not that of another. */
	struct dais_str forged = dais_arena_printf(
	    t->arena, "%.*s.%.*s", DAIS_STR_ARG(b.id), 43, token.p + token.n - 43);
	const struct dais_str wrong[] = { forged, DAIS_STR(""), DAIS_STR("."), DAIS_STR("a"), a.id,
		dais_str_sub(token, 0, token.n - 1), DAIS_STR("nobody.x") };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		err = (struct dais_err)DAIS_ERR_INIT;
		assert_false(dais_account_notices_end(t->house, wrong[i], &err));
		assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	}
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_account_notices_end(t->house, token, &err));
	assert_true(dais_account_notices_end(t->house, token, &err));
	assert_true(dais_account_get(t->house, a.id, t->arena, &a, &err));
	assert_true(dais_account_get(t->house, b.id, t->arena, &b, &err));
	assert_false(a.notices);
	assert_true(b.notices);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, account_set_up, account_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_an_invitation_serves_once),
		TEST(test_links_end_with_what_they_rest_on),
		TEST(test_invitations_end_and_are_withdrawn),
		TEST(test_a_reset_ends_sessions),
		TEST(test_notices_end_by_a_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
