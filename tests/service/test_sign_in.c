/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Signing in, step by step, with a clock that the test moves.
 */
#include "support/test.h"

#include "account_support.h"
#include "auth/password.h"
#include "auth/totp.h"
#include "service/account/sign_in.h"
#include "service/account/work.h"

static void
test_a_session_begins_and_ends(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	struct dais_sign_in_answer first =
	    account_tried(t, "A@example.org ", ACCOUNT_PASSWORD, &account_here);
	assert_int_equal(first.result, DAIS_SIGN_IN_DONE);
	assert_true(account_is_signed_in(t, first.token));
	struct dais_sign_in_answer second =
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	assert_int_equal(second.result, DAIS_SIGN_IN_DONE);
	assert_false(dais_str_eq(first.token, second.token));
	dais_session_vec all;
	assert_true(dais_session_list(t->house, a.id, t->arena, &all, &err));
	assert_int_equal(all.n, 2);
	assert_str(all.v[0].how, "password");
	assert_str(all.v[0].address, "192.0.2.1");
	assert_true(dais_session_end_others(
	    t->house, a.id, dais_session_key(t->arena, second.token), &err));
	assert_false(account_is_signed_in(t, first.token));
	assert_true(account_is_signed_in(t, second.token));
	assert_true(
	    dais_session_end(t->house, a.id, dais_session_key(t->arena, second.token), &err));
	assert_false(account_is_signed_in(t, second.token));
	assert_false(account_is_signed_in(t, DAIS_STR("")));
	assert_false(account_is_signed_in(t, DAIS_STR("x.y")));
}

/* What was made while the clock was ahead does not live until the clock is there again; nobody is
 * held out so long either. */
static void
test_the_clock_is_set_back(void **state)
{
	struct account_house *t = *state;
	static const int64_t steps[] = { INT64_C(40) * 60 * 1000, INT64_C(400) * 86400 * 1000 };
	(void)account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct dais_sign_in_answer answer =
		    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
		assert_int_equal(answer.result, DAIS_SIGN_IN_DONE);
		for (int n = 0; n < 12; n++)
			(void)account_tried(t, "a@example.org", "wrong", &account_here);
		assert_int_equal(
		    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here).result,
		    DAIS_SIGN_IN_WAIT);
		assert_true(account_is_signed_in(t, answer.token));
		account_house_later(t, -steps[i]);
		assert_false(account_is_signed_in(t, answer.token));
		assert_int_equal(
		    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here).result,
		    DAIS_SIGN_IN_DONE);
	}
}

static void
test_sessions_end_by_themselves(void **state)
{
	struct account_house *t = *state;
	(void)account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	struct dais_sign_in_answer idle =
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	account_house_later(t, DAIS_SESSION_IDLE_MS);
	assert_false(account_is_signed_in(t, idle.token));
	/* One in use lasts on, but not for ever. */
	struct dais_sign_in_answer used =
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	int64_t left = DAIS_SESSION_ABSOLUTE_MS;
	while (left > DAIS_SESSION_IDLE_MS / 2) {
		account_house_later(t, DAIS_SESSION_IDLE_MS / 2);
		left -= DAIS_SESSION_IDLE_MS / 2;
		assert_true(account_is_signed_in(t, used.token));
	}
	account_house_later(t, left);
	assert_false(account_is_signed_in(t, used.token));
}

static void
test_a_disabled_account_is_out_at_once(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_actor program = dais_actor_program();
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	struct dais_sign_in_answer in =
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	a.disabled = true;
	assert_true(dais_account_change(t->house, &program, &a, NULL, &err));
	assert_false(account_is_signed_in(t, in.token));
	assert_int_equal(account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here).result,
	    DAIS_SIGN_IN_WRONG);
}

static void
test_guessing_has_to_wait(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	for (int i = 0; i < 5; i++)
		assert_int_equal(account_tried(t, "a@example.org", "wrong", &account_here).result,
		    DAIS_SIGN_IN_WRONG);
	assert_int_equal(t->mails.n, 1); /* the owner is told once */
	struct dais_sign_in_answer held =
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	assert_int_equal(held.result, DAIS_SIGN_IN_WAIT);
	assert_int_equal(held.wait_ms, 15000);
	/* From another address, too: it is the account that is guarded. */
	const struct dais_client there = { DAIS_STR("198.51.100.7"), DAIS_STR("test") };
	assert_int_equal(
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &there).result, DAIS_SIGN_IN_WAIT);
	int64_t last = held.wait_ms;
	for (int i = 0; i < 8; i++) {
		account_house_later(t, last);
		assert_int_equal(account_tried(t, "a@example.org", "wrong", &account_here).result,
		    DAIS_SIGN_IN_WRONG);
		held = account_tried(t, "a@example.org", "wrong", &account_here);
		assert_int_equal(held.result, DAIS_SIGN_IN_WAIT);
		int64_t twice = 2 * last, longest = INT64_C(15) * 60 * 1000;
		assert_int_equal(held.wait_ms, twice < longest ? twice : longest);
		last = held.wait_ms;
	}
	assert_int_equal(t->mails.n, 1);
	/* The right one opens the door and forgets the rest. */
	account_house_later(t, last);
	assert_int_equal(account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here).result,
	    DAIS_SIGN_IN_DONE);
	assert_int_equal(
	    account_tried(t, "a@example.org", "wrong", &account_here).result, DAIS_SIGN_IN_WRONG);
	account_house_later(t, 1);
	assert_int_equal(account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here).result,
	    DAIS_SIGN_IN_DONE);
	dais_audit_vec audit;
	assert_true(dais_audit_list(t->house, a.id, 100, t->arena, &audit, &err));
	assert_str(audit.v[0].what, "sign-in");
	size_t wrong = 0, locked = 0;
	for (size_t i = 0; i < audit.n; i++) {
		wrong += dais_str_is(audit.v[i].what, "wrong-password");
		locked += dais_str_is(audit.v[i].what, "locked");
	}
	assert_int_equal(wrong, 14);
	assert_int_equal(locked, 1);
}

/* Whoever guesses from elsewhere does not hold the owner out of his own browser. */
static void
test_a_known_browser_is_counted_apart(void **state)
{
	struct account_house *t = *state;
	(void)account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	struct dais_sign_in_answer first =
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	assert_int_equal(first.result, DAIS_SIGN_IN_DONE);
	assert_true(first.device.n > 0);
	const struct dais_client own = { account_here.address, account_here.agent, first.device };
	const struct dais_client there = { DAIS_STR("198.51.100.7"), DAIS_STR("x"), DAIS_STR_NONE };
	for (int i = 0; i < 6; i++)
		(void)account_tried(t, "a@example.org", "wrong", &there);
	assert_int_equal(
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &there).result, DAIS_SIGN_IN_WAIT);
	struct dais_sign_in_answer in = account_tried(t, "A@example.org", ACCOUNT_PASSWORD, &own);
	assert_int_equal(in.result, DAIS_SIGN_IN_DONE);
	assert_int_equal(in.device.n, 0); /* it is known already */
	/* Which does not help those who are elsewhere. */
	assert_int_equal(
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &there).result, DAIS_SIGN_IN_WAIT);
	/* It is the browser of one account only, and guessing in it has to wait as well. */
	(void)account_made(t, "B", "b@example.org", DAIS_ROLE_READER, ACCOUNT_PASSWORD);
	for (int i = 0; i < 6; i++)
		(void)account_tried(t, "b@example.org", "wrong", &there);
	assert_int_equal(
	    account_tried(t, "b@example.org", ACCOUNT_PASSWORD, &own).result, DAIS_SIGN_IN_WAIT);
	for (int i = 0; i < 5; i++)
		(void)account_tried(t, "a@example.org", "wrong", &own);
	assert_int_equal(
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &own).result, DAIS_SIGN_IN_WAIT);
	/* A forged one is none. */
	const struct dais_client forged = { there.address, there.agent,
		dais_arena_printf(t->arena, "%.43s.%.43s", first.device.p, first.device.p) };
	assert_int_equal(
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &forged).result, DAIS_SIGN_IN_WAIT);
}

static void
test_an_unknown_address_looks_the_same(void **state)
{
	struct account_house *t = *state;
	(void)account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	for (int i = 0; i < 6; i++) {
		struct dais_sign_in_answer known =
		    account_tried(t, "a@example.org", "wrong", &account_here);
		struct dais_sign_in_answer unknown =
		    account_tried(t, "b@example.org", "wrong", &account_here);
		struct dais_sign_in_answer no_address =
		    account_tried(t, "nothing", "wrong", &account_here);
		assert_int_equal(known.result, unknown.result);
		assert_int_equal(known.result, no_address.result);
		assert_int_equal(known.wait_ms, unknown.wait_ms);
		assert_int_equal(unknown.token.n, 0);
		assert_int_equal(known.token.n, 0);
	}
}

static void
test_one_address_tries_many_accounts(void **state)
{
	struct account_house *t = *state;
	int64_t wait = 0;
	int n = 0;
	while (wait == 0 && n < 100) {
		struct dais_str email = dais_arena_printf(t->arena, "a%d@example.org", n++);
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_sign_in attempt;
		assert_true(
		    dais_sign_in_begin(t->house, email, &account_here, t->arena, &attempt, &err));
		wait = attempt.wait_ms;
	}
	assert_int_equal(n, 61);
}

static void
test_an_outdated_password_is_kept_anew(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a = account_made(t, "A", "a@example.org", DAIS_ROLE_READER, NULL);
	/* Made with 8 MiB and one pass. */
	static const char weak[] = "$argon2id$v=19$m=8192,t=1,p=1$+gQPmImWLD1JFyS3GLnXQQ$"
				   "fx93aafR9bxcjhQFlSpZ0cbU2lVN3YQOzWzfktwW5Rk";
	assert_true(dais_credential_set_password(
	    t->house, a.id, dais_str_from(weak), DAIS_STR_NONE, &account_here, &err));
	assert_int_equal(account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here).result,
	    DAIS_SIGN_IN_DONE);
	struct dais_credential credential;
	assert_true(dais_credential_of(t->house, a.id, t->arena, &credential, &err));
	assert_true(
	    dais_str_has_prefix(credential.kept, DAIS_STR("$argon2id$v=19$m=19456,t=2,p=1$")));
	assert_int_equal(account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here).result,
	    DAIS_SIGN_IN_DONE);
}

static void
test_the_second_factor(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	struct dais_str secret;
	dais_store_strs codes;
	assert_false(dais_second_confirm(
	    t->house, a.id, DAIS_STR("000000"), &account_here, t->arena, &codes, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_second_begin(t->house, a.id, t->arena, &secret, &err));
	assert_false(dais_second_confirm(
	    t->house, a.id, DAIS_STR("12345"), &account_here, t->arena, &codes, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	struct dais_str code = account_code_of(t, secret);
	assert_true(
	    dais_second_confirm(t->house, a.id, code, &account_here, t->arena, &codes, &err));
	assert_int_equal(codes.n, DAIS_RECOVERY_CODES);
	/* The password alone is no session. */
	struct dais_sign_in_answer step = account_tried(
				       t, "a@example.org", ACCOUNT_PASSWORD, &account_here),
				   done;
	assert_int_equal(step.result, DAIS_SIGN_IN_CODE);
	assert_false(account_is_signed_in(t, step.token));
	/* The code that turned it on has served. */
	assert_true(
	    dais_sign_in_code(t->house, step.token, code, &account_here, t->arena, &done, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_WRONG);
	account_house_later(t, 60000);
	code = account_code_of(t, secret);
	assert_true(
	    dais_sign_in_code(t->house, step.token, code, &account_here, t->arena, &done, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_DONE);
	assert_true(account_is_signed_in(t, done.token));
	/* Neither the step nor the code serves again. */
	assert_true(
	    dais_sign_in_code(t->house, step.token, code, &account_here, t->arena, &done, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_WRONG);
	assert_int_equal(done.account.n, 0);
	step = account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	assert_true(
	    dais_sign_in_code(t->house, step.token, code, &account_here, t->arena, &done, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_WRONG);
	/* A recovery code serves once. */
	assert_true(dais_sign_in_code(
	    t->house, step.token, codes.v[3], &account_here, t->arena, &done, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_DONE);
	step = account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	assert_true(dais_sign_in_code(
	    t->house, step.token, codes.v[3], &account_here, t->arena, &done, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_WRONG);
	struct dais_credential credential;
	assert_true(dais_credential_of(t->house, a.id, t->arena, &credential, &err));
	assert_int_equal(credential.recovery, DAIS_RECOVERY_CODES - 1);
	/* The first step is forgotten after five minutes. */
	account_house_later(t, 5 * 60000);
	assert_true(dais_sign_in_code(t->house, step.token, account_code_of(t, secret),
	    &account_here, t->arena, &done, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_WRONG);
	assert_int_equal(done.account.n, 0);
	const struct dais_actor owner = dais_account_actor(&a);
	assert_true(dais_second_end(t->house, &owner, &account_here, &err));
	assert_int_equal(account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here).result,
	    DAIS_SIGN_IN_DONE);
}

static void
test_codes_cannot_be_guessed(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	struct dais_str secret;
	dais_store_strs codes;
	assert_true(dais_second_begin(t->house, a.id, t->arena, &secret, &err));
	assert_true(dais_second_confirm(
	    t->house, a.id, account_code_of(t, secret), &account_here, t->arena, &codes, &err));
	struct dais_sign_in_answer step = account_tried(
				       t, "a@example.org", ACCOUNT_PASSWORD, &account_here),
				   done;
	int tries = 0;
	do {
		assert_true(dais_sign_in_code(t->house, step.token, DAIS_STR("000001"),
		    &account_here, t->arena, &done, &err));
		tries++;
	} while (done.result == DAIS_SIGN_IN_WRONG && tries < 50);
	assert_int_equal(done.result, DAIS_SIGN_IN_WAIT);
	assert_int_equal(tries, 5); /* four beside the password, then one that had to wait */
}

static void
test_providers(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	struct dais_sign_in_claims claims = { DAIS_STR("https://id.example.org"), DAIS_STR("17"),
		DAIS_STR("a@example.org"), false };
	struct dais_sign_in_answer answer;
	assert_true(
	    dais_sign_in_provider(t->house, &claims, &account_here, t->arena, &answer, &err));
	assert_int_equal(answer.result, DAIS_SIGN_IN_WRONG); /* not verified */
	claims.email_is_verified = true;
	claims.email = DAIS_STR("b@example.org");
	assert_true(
	    dais_sign_in_provider(t->house, &claims, &account_here, t->arena, &answer, &err));
	assert_int_equal(answer.result, DAIS_SIGN_IN_WRONG); /* no such account, and none is made */
	claims.email = DAIS_STR("a@example.org");
	assert_true(
	    dais_sign_in_provider(t->house, &claims, &account_here, t->arena, &answer, &err));
	assert_int_equal(answer.result, DAIS_SIGN_IN_DONE);
	assert_true(dais_str_eq(answer.account, a.id));
	/* From now on the subject counts, whatever its address. */
	claims.email = DAIS_STR("elsewhere@example.org");
	claims.email_is_verified = false;
	assert_true(
	    dais_sign_in_provider(t->house, &claims, &account_here, t->arena, &answer, &err));
	assert_int_equal(answer.result, DAIS_SIGN_IN_DONE);
	/* The same subject of another provider is somebody else. */
	claims.issuer = DAIS_STR("https://evil.example.org");
	assert_true(
	    dais_sign_in_provider(t->house, &claims, &account_here, t->arena, &answer, &err));
	assert_int_equal(answer.result, DAIS_SIGN_IN_WRONG);
	/* With a second factor a first link needs it. */
	struct dais_str secret;
	dais_store_strs codes;
	assert_true(dais_second_begin(t->house, a.id, t->arena, &secret, &err));
	assert_true(dais_second_confirm(
	    t->house, a.id, account_code_of(t, secret), &account_here, t->arena, &codes, &err));
	claims = (struct dais_sign_in_claims){ DAIS_STR("https://other.example.org"),
		DAIS_STR("17"), DAIS_STR("a@example.org"), true };
	assert_true(
	    dais_sign_in_provider(t->house, &claims, &account_here, t->arena, &answer, &err));
	assert_int_equal(answer.result, DAIS_SIGN_IN_CODE);
	struct dais_sign_in_answer done;
	assert_true(dais_sign_in_code(
	    t->house, answer.token, codes.v[0], &account_here, t->arena, &done, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_DONE);
	assert_true(
	    dais_sign_in_provider(t->house, &claims, &account_here, t->arena, &answer, &err));
	assert_int_equal(answer.result, DAIS_SIGN_IN_DONE);
}

static void
test_the_work_refuses_what_is_no_question(void **state)
{
	(void)state;
	static const char *const bad[] = { "", "{", "[]x",
		"{\"password\":\"a\",\"password\":\"b\"}" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dais_err err = DAIS_ERR_INIT;
		DAIS_BUF_AUTO b = { 0 };
		dais_buf_init(&b, DAIS_ACCOUNT_HASH_ANSWER_MAX);
		assert_false(dais_account_work_hash(NULL, dais_str_from(bad[i]), &b, &err));
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, account_set_up, account_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_a_session_begins_and_ends),
		TEST(test_sessions_end_by_themselves),
		TEST(test_the_clock_is_set_back),
		TEST(test_a_disabled_account_is_out_at_once),
		TEST(test_guessing_has_to_wait),
		TEST(test_a_known_browser_is_counted_apart),
		TEST(test_an_unknown_address_looks_the_same),
		TEST(test_one_address_tries_many_accounts),
		TEST(test_an_outdated_password_is_kept_anew),
		TEST(test_the_second_factor),
		TEST(test_codes_cannot_be_guessed),
		TEST(test_providers),
		cmocka_unit_test(test_the_work_refuses_what_is_no_question),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
