/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Accounts and tokens over SQLite.
 */
#include "support/test.h"

#include "account_support.h"
#include "service/account/calendar_filter.h"
#include "service/account/link.h"
#include "service/account/personal_token.h"

static void
test_accounts_come_back(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_actor program = dais_actor_program();
	struct dais_account got, wanted = { .id = DAIS_STR("amina"),
		.name = DAIS_STR("Amina Diallo"),
		.email = DAIS_STR("Amina.Diallo@Example.org"),
		.language = DAIS_LANG_AR,
		.zone = DAIS_STR("Africa/Dakar") };
	struct dais_grant grant = { DAIS_ROLE_TRANSLATOR, DAIS_STR("CTOC/COP/WG.3"),
		DAIS_STR("untoc-2022"), DAIS_LANG_BIT(DAIS_LANG_AR) | DAIS_LANG_BIT(DAIS_LANG_FR) };
	dais_vec_push(t->arena, &wanted.grants, grant);
	struct dais_str id;
	assert_true(dais_account_add(t->house, &program, &wanted, t->arena, &id, &err));
	assert_str(id, "amina");
	assert_true(dais_account_find(
	    t->house, DAIS_STR(" amina.diallo@example.ORG"), t->arena, &got, &err));
	assert_str(got.id, "amina");
	assert_str(got.name, "Amina Diallo");
	assert_str(got.email, "Amina.Diallo@Example.org");
	assert_str(got.zone, "Africa/Dakar");
	assert_int_equal(got.language, DAIS_LANG_AR);
	assert_false(got.notices);
	assert_false(got.disabled);
	assert_int_equal(got.grants.n, 1);
	assert_int_equal(got.grants.v[0].role, DAIS_ROLE_TRANSLATOR);
	assert_str(got.grants.v[0].body, "CTOC/COP/WG.3");
	assert_str(got.grants.v[0].package, "untoc-2022");
	assert_int_equal(got.grants.v[0].languages, grant.languages);
	/* Neither the id nor the address can be had twice, whatever case. */
	assert_false(dais_account_add(t->house, &program, &wanted, t->arena, &id, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	err = (struct dais_err)DAIS_ERR_INIT;
	wanted.id = DAIS_STR("another");
	wanted.email = DAIS_STR("amina.diallo@EXAMPLE.org");
	assert_false(dais_account_add(t->house, &program, &wanted, t->arena, &id, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_account_get(t->house, DAIS_STR("another"), t->arena, &got, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
}

static void
test_values_are_examined(void **state)
{
	struct account_house *t = *state;
	struct dais_actor program = dais_actor_program();
	static const struct {
		const char *id, *name, *email, *zone;
	} bad[] = {
		{ "Amina", "A", "a@example.org", "" },
		{ "-a", "A", "a@example.org", "" },
		{ "dais", "A", "a@example.org", "" },
		{ "a", "", "a@example.org", "" },
		{ "a", "two\nlines", "a@example.org", "" },
		{ "a", "turned \xE2\x80\xAE", "a@example.org", "" },
		{ "a", "A", "a.example.org", "" },
		{ "a", "A", "a@b@example.org", "" },
		{ "a", "A", "a b@example.org", "" },
		{ "a", "A", "a@example.org", "Vienna" },
		{ "a", "A", "a@example.org", "GMT+25" },
	};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_str id;
		struct dais_account account = { .id = dais_str_from(bad[i].id),
			.name = dais_str_from(bad[i].name),
			.email = dais_str_from(bad[i].email),
			.zone = dais_str_from(bad[i].zone) };
		if (dais_account_add(t->house, &program, &account, t->arena, &id, &err))
			fail_msg("case %zu was accepted", i);
		assert_int_equal(err.code, DAIS_ERR_INVALID);
	}
}

static void
test_who_may_change_what(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account chief =
	    account_made(t, "Chief", "chief@example.org", DAIS_ROLE_ADMINISTRATOR, NULL);
	struct dais_account writer =
	    account_made(t, "Writer", "writer@example.org", DAIS_ROLE_SECRETARIAT, NULL);
	struct dais_actor as_chief = dais_account_actor(&chief);
	struct dais_actor as_writer = dais_account_actor(&writer);
	struct dais_str id;
	assert_false(dais_account_add(t->house, &as_writer, &chief, t->arena, &id, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED);
	err = (struct dais_err)DAIS_ERR_INIT;
	/* The own name: yes. Own roles, own address, others: no. */
	struct dais_account changed = writer;
	changed.name = DAIS_STR("Writer of Agendas");
	assert_true(dais_account_change(t->house, &as_writer, &changed, NULL, &err));
	assert_true(dais_account_get(t->house, writer.id, t->arena, &writer, &err));
	assert_str(writer.name, "Writer of Agendas");
	changed = writer;
	struct dais_grant more = { .role = DAIS_ROLE_ADMINISTRATOR };
	changed.grants = (dais_grant_vec){ 0 };
	dais_vec_push(t->arena, &changed.grants, more);
	assert_false(dais_account_change(t->house, &as_writer, &changed, NULL, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED);
	err = (struct dais_err)DAIS_ERR_INIT;
	changed = writer;
	changed.email = DAIS_STR("other@example.org");
	assert_false(dais_account_change(t->house, &as_writer, &changed, NULL, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_account_change(t->house, &as_writer, &chief, NULL, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	/* The administrator moves the address; the old one is free again. */
	assert_true(dais_account_change(t->house, &as_chief, &changed, NULL, &err));
	struct dais_account got;
	assert_true(
	    dais_account_find(t->house, DAIS_STR("other@example.org"), t->arena, &got, &err));
	struct dais_account none;
	assert_false(
	    dais_account_find(t->house, DAIS_STR("writer@example.org"), t->arena, &none, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	/* An old revision is a conflict, not an overwriting. */
	enum dais_account_bar bar;
	assert_false(dais_account_change(t->house, &as_chief, &writer, &bar, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	assert_int_equal(bar, DAIS_ACCOUNT_BAR_OTHER);
	err = (struct dais_err)DAIS_ERR_INIT;
	got.email = chief.email;
	assert_false(dais_account_change(t->house, &as_chief, &got, &bar, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	assert_int_equal(bar, DAIS_ACCOUNT_BAR_ADDRESS_TAKEN);
	err = (struct dais_err)DAIS_ERR_INIT;
	/* The last administrator stays. */
	chief.disabled = true;
	assert_false(dais_account_change(t->house, &as_chief, &chief, &bar, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	assert_int_equal(bar, DAIS_ACCOUNT_BAR_LAST_ADMINISTRATOR);
}

static void
test_tokens_do_what_scope_and_owner_may(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a = account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, NULL);
	struct dais_actor owner = dais_account_actor(&a), actor;
	struct dais_personal_token wanted = { .name = DAIS_STR("calendar"),
		.scopes = 1u << DAIS_ACTION_READ_WORKING,
		.ends_ms = INT64_C(1653300000000) + 30 * INT64_C(86400000) };
	struct dais_str token;
	bool found;
	assert_true(dais_personal_token_make(
	    t->house, &owner, &wanted, &account_here, t->arena, &token, &err));
	assert_true(dais_str_has_prefix(token, DAIS_STR("dais_")));
	assert_true(dais_personal_token_actor(t->house, token, t->arena, &actor, &found, &err));
	assert_true(found);
	assert_true(actor.is_token);
	assert_true(dais_actor_may(&actor, DAIS_ACTION_READ_WORKING, NULL));
	assert_false(dais_actor_may(&actor, DAIS_ACTION_EDIT_ITEMS, NULL));
	/* A token makes no tokens, and nobody gives what he has not. */
	assert_false(dais_personal_token_make(
	    t->house, &actor, &wanted, &account_here, t->arena, &token, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED);
	err = (struct dais_err)DAIS_ERR_INIT;
	struct dais_str other;
	wanted.scopes = 1u << DAIS_ACTION_MANAGE_ACCOUNTS;
	assert_false(dais_personal_token_make(
	    t->house, &owner, &wanted, &account_here, t->arena, &other, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	wanted.scopes = 1u << DAIS_ACTION_READ_WORKING;
	wanted.ends_ms += 400 * INT64_C(86400000);
	assert_false(dais_personal_token_make(
	    t->house, &owner, &wanted, &account_here, t->arena, &other, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	/* Listed with its last use; not with its secret. */
	dais_personal_token_vec all;
	assert_true(dais_personal_token_list(t->house, a.id, t->arena, &all, &err));
	assert_int_equal(all.n, 1);
	assert_str(all.v[0].name, "calendar");
	assert_true(all.v[0].used_ms > 0);
	assert_true(dais_str_find(token, all.v[0].key, 0) == SIZE_MAX);
	/* Wrong, ended, of a disabled account. */
	static const char *const wrong[] = { "", "dais_", "dais_x_y", "bearer",
		"dais__0123456789012345678901234567890123456789012" };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_true(dais_personal_token_actor(
		    t->house, dais_str_from(wrong[i]), t->arena, &actor, &found, &err));
		assert_false(found);
	}
	struct dais_actor program = dais_actor_program();
	a.disabled = true;
	assert_true(dais_account_change(t->house, &program, &a, NULL, &err));
	assert_true(dais_personal_token_actor(t->house, token, t->arena, &actor, &found, &err));
	assert_false(found);
	assert_true(dais_account_get(t->house, a.id, t->arena, &a, &err));
	a.disabled = false;
	assert_true(dais_account_change(t->house, &program, &a, NULL, &err));
	account_house_later(t, 30 * INT64_C(86400000));
	assert_true(dais_personal_token_actor(t->house, token, t->arena, &actor, &found, &err));
	assert_false(found);
}

/* No secret may ever stand in the record: everything the log says is looked through. */
static void
test_no_secret_is_in_the_log(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_ADMINISTRATOR, "seven quiet herons");
	struct dais_actor owner = dais_account_actor(&a);
	struct dais_str session, token, invitation, secret;
	assert_true(dais_session_begin(
	    t->house, a.id, "password", &account_here, t->arena, &session, &err));
	struct dais_personal_token wanted = { .name = DAIS_STR("x"),
		.scopes = 1u << DAIS_ACTION_OWN_ACCOUNT,
		.ends_ms = INT64_C(1653400000000) };
	assert_true(dais_personal_token_make(
	    t->house, &owner, &wanted, &account_here, t->arena, &token, &err));
	struct dais_link link = { .email = DAIS_STR("b@example.org") };
	assert_true(dais_link_invite(t->house, &owner, &link, NULL, t->arena, &invitation, &err));
	assert_true(dais_second_begin(t->house, a.id, t->arena, &secret, &err));
	dais_change_vec log = { 0 };
	const struct dais_change_query all = { .max = 1000 };
	assert_true(dais_store_changes(dais_house_store(t->house), &all, t->arena, &log, &err));
	assert_true(log.n > 0);
	const struct dais_str secrets[] = { DAIS_STR("herons"), DAIS_STR("argon2"), session, token,
		invitation, secret };
	for (size_t i = 0; i < log.n; i++)
		for (size_t k = 0; k < log.v[i].entries.n; k++)
			for (size_t s = 0; s < 6; s++)
				assert_true(dais_str_find(log.v[i].entries.v[k].after, secrets[s],
						0) == SIZE_MAX);
	/* Nor do the states hold a token: only its digest. */
	static const char *const areas[] = { "session", "token", "link", "audit" };
	const struct dais_str tokens[] = { dais_str_sub(session, session.n - 43, session.n),
		dais_str_sub(token, token.n - 43, token.n), invitation };
	for (size_t i = 0; i < 4; i++) {
		dais_state_vec states = { 0 };
		assert_true(dais_store_state_list(dais_house_store(t->house), areas[i],
		    DAIS_STR_NONE, dais_house_now_ms(t->house), 100, t->arena, &states, &err));
		assert_true(states.n > 0);
		for (size_t k = 0; k < states.n; k++)
			for (size_t s = 0; s < 3; s++)
				assert_true(
				    dais_str_find(states.v[k].key, tokens[s], 0) == SIZE_MAX &&
				    dais_str_find(states.v[k].value, tokens[s], 0) == SIZE_MAX);
	}
}

/* A calendar is its owner's; its address can be withdrawn, and a new one ends the old. */
static void
test_a_calendar_has_a_private_address(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a = account_made(t, "A", "a@example.org", DAIS_ROLE_DELEGATE, NULL);
	struct dais_actor owner = dais_account_actor(&a);
	struct dais_calendar_filter f;
	struct dais_str first, second;
	dais_store_strs bodies = { 0 };
	bool found;
	assert_true(dais_calendar_filter_get(t->house, a.id, t->arena, &f, &err));
	assert_int_equal(f.bodies.n, 0);
	assert_false(f.has_address);
	dais_vec_push(t->arena, &bodies, DAIS_STR("CTOC/COP/WG.3"));
	assert_true(dais_calendar_filter_set(t->house, &owner, &bodies, &err));
	assert_true(
	    dais_calendar_address_make(t->house, &owner, &account_here, t->arena, &first, &err));
	assert_true(dais_calendar_find(t->house, first, t->arena, &f, &found, &err));
	assert_true(found);
	assert_int_equal(f.bodies.n, 1);
	assert_str(f.bodies.v[0], "CTOC/COP/WG.3");
	/* What is chosen later holds for the same address. */
	dais_vec_push(t->arena, &bodies, DAIS_STR("CTOC/COP/WG.2"));
	assert_true(dais_calendar_filter_set(t->house, &owner, &bodies, &err));
	assert_true(dais_calendar_find(t->house, first, t->arena, &f, &found, &err));
	assert_int_equal(f.bodies.n, 2);
	assert_true(
	    dais_calendar_address_make(t->house, &owner, &account_here, t->arena, &second, &err));
	assert_true(dais_calendar_find(t->house, first, t->arena, &f, &found, &err));
	assert_false(found);
	assert_true(dais_calendar_find(t->house, second, t->arena, &f, &found, &err));
	assert_true(found);
	assert_true(dais_calendar_find(
	    t->house, dais_str_sub(second, 0, second.n - 1), t->arena, &f, &found, &err));
	assert_false(found);
	assert_true(dais_calendar_find(t->house, DAIS_STR("x"), t->arena, &f, &found, &err));
	assert_false(found);
	assert_true(dais_calendar_address_end(t->house, &owner, &account_here, &err));
	assert_true(dais_calendar_find(t->house, second, t->arena, &f, &found, &err));
	assert_false(found);
	assert_true(dais_calendar_filter_get(t->house, a.id, t->arena, &f, &err));
	assert_int_equal(f.bodies.n, 2);
	/* Neither by a token nor without an end. */
	owner.is_token = true;
	assert_false(dais_calendar_filter_set(t->house, &owner, &bodies, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED);
	owner.is_token = false;
	err = (struct dais_err)DAIS_ERR_INIT;
	while (bodies.n <= DAIS_CALENDAR_BODIES_MAX)
		dais_vec_push(t->arena, &bodies, DAIS_STR("X"));
	assert_false(dais_calendar_filter_set(t->house, &owner, &bodies, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	/* Whose account is disabled has none. */
	assert_true(
	    dais_calendar_address_make(t->house, &owner, &account_here, t->arena, &second, &err));
	const struct dais_actor program = dais_actor_program();
	a.disabled = true;
	assert_true(dais_account_change(t->house, &program, &a, NULL, &err));
	assert_true(dais_calendar_find(t->house, second, t->arena, &f, &found, &err));
	assert_false(found);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, account_set_up, account_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_accounts_come_back),
		TEST(test_values_are_examined),
		TEST(test_who_may_change_what),
		TEST(test_tokens_do_what_scope_and_owner_may),
		TEST(test_no_secret_is_in_the_log),
		TEST(test_a_calendar_has_a_private_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
