/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Second factors that are demanded, and their secrets under a key that lies outside the record.
 */
#include "support/test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "account_support.h"
#include "auth/totp.h"
#include "base/file.h"
#include "folder.h"

/* ---- demanded of roles ---- */

static void
test_roles_are_read(void **state)
{
	(void)state;
	struct dais_err err = DAIS_ERR_INIT;
	unsigned roles = 99;
	assert_true(dais_account_read_roles(DAIS_STR("none"), &roles, &err));
	assert_int_equal(roles, 0);
	assert_true(dais_account_read_roles(DAIS_STR("administrator,chair"), &roles, &err));
	assert_int_equal(roles, 1u << DAIS_ROLE_ADMINISTRATOR | 1u << DAIS_ROLE_CHAIR);
	assert_true(dais_account_read_roles(DAIS_STR("all"), &roles, &err));
	assert_int_equal(roles, (1u << DAIS_ROLE_COUNT) - 1);
	assert_false(dais_account_read_roles(DAIS_STR("administrator,king"), &roles, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	assert_non_null(strstr(err.msg, "king"));
}

static void
test_who_lacks_it_turns_it_on_at_the_door(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	account_settings(t)->second_roles = 1u << DAIS_ROLE_ADMINISTRATOR;
	(void)account_made(t, "R", "r@example.org", DAIS_ROLE_READER, ACCOUNT_PASSWORD);
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_ADMINISTRATOR, ACCOUNT_PASSWORD);
	assert_int_equal(account_tried(t, "r@example.org", ACCOUNT_PASSWORD, &account_here).result,
	    DAIS_SIGN_IN_DONE);
	struct dais_sign_in_answer step =
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	assert_int_equal(step.result, DAIS_SIGN_IN_ENROL);
	/* The token of the step is no session, and no code of a second factor that is not on. */
	assert_false(account_is_signed_in(t, step.token));
	struct dais_sign_in_answer done;
	assert_true(dais_sign_in_code(
	    t->house, step.token, DAIS_STR("123456"), &account_here, t->arena, &done, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_WRONG);
	struct dais_account who;
	struct dais_str secret;
	assert_true(dais_sign_in_enrolling(t->house, step.token, t->arena, &who, &secret, &err));
	assert_str(who.id, a.id.p);
	dais_store_strs codes = { 0 };
	assert_true(dais_sign_in_enrol(t->house, step.token, DAIS_STR("000000"), &account_here,
	    t->arena, &done, &codes, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_WRONG);
	assert_true(done.account.n > 0);
	assert_true(dais_sign_in_enrol(t->house, step.token, account_code_of(t, secret),
	    &account_here, t->arena, &done, &codes, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_DONE);
	assert_int_equal(codes.n, DAIS_RECOVERY_CODES);
	assert_true(account_is_signed_in(t, done.token));
	/* The step serves once; from now on the code is asked for. */
	assert_true(dais_sign_in_enrol(t->house, step.token, account_code_of(t, secret),
	    &account_here, t->arena, &done, &codes, &err));
	assert_int_equal(done.result, DAIS_SIGN_IN_WRONG);
	assert_int_equal(account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here).result,
	    DAIS_SIGN_IN_CODE);
	/* It cannot be turned off while the role lasts. */
	const struct dais_actor owner = dais_account_actor(&a);
	assert_false(dais_second_end(t->house, &owner, &account_here, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED);
}

static void
test_a_session_does_not_outlive_the_demand(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_READER, ACCOUNT_PASSWORD);
	struct dais_sign_in_answer in =
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	assert_true(account_is_signed_in(t, in.token));
	/* He is given a role that demands more. */
	account_settings(t)->second_roles = 1u << DAIS_ROLE_SECRETARIAT;
	assert_true(account_is_signed_in(t, in.token));
	const struct dais_actor program = dais_actor_program();
	const struct dais_grant grant = { .role = DAIS_ROLE_SECRETARIAT };
	dais_vec_push(t->arena, &a.grants, grant);
	assert_true(dais_account_change(t->house, &program, &a, NULL, &err));
	assert_false(account_is_signed_in(t, in.token));
	/* Whom a provider lets in is held by its rules. */
	const struct dais_sign_in_claims claims = { DAIS_STR("https://id.example.org"),
		DAIS_STR("7"), DAIS_STR("a@example.org"), true };
	struct dais_sign_in_answer by_provider;
	assert_true(
	    dais_sign_in_provider(t->house, &claims, &account_here, t->arena, &by_provider, &err));
	assert_int_equal(by_provider.result, DAIS_SIGN_IN_DONE);
	assert_true(account_is_signed_in(t, by_provider.token));
}

static void
test_an_administrator_resets_it(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_ADMINISTRATOR, ACCOUNT_PASSWORD);
	struct dais_account b =
	    account_made(t, "B", "b@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	struct dais_str secret;
	dais_store_strs codes;
	struct dais_sign_in_answer in =
	    account_tried(t, "b@example.org", ACCOUNT_PASSWORD, &account_here);
	assert_true(dais_second_begin(t->house, b.id, t->arena, &secret, &err));
	assert_true(dais_second_confirm(
	    t->house, b.id, account_code_of(t, secret), &account_here, t->arena, &codes, &err));
	const struct dais_actor himself = dais_account_actor(&b), admin = dais_account_actor(&a);
	assert_false(dais_second_reset(t->house, &himself, b.id, &account_here, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_second_reset(t->house, &admin, b.id, &account_here, &err));
	assert_false(account_is_signed_in(t, in.token));
	assert_int_equal(account_tried(t, "b@example.org", ACCOUNT_PASSWORD, &account_here).result,
	    DAIS_SIGN_IN_DONE);
}

/* ---- sealed ---- */

/* A file of keys in the folder of the test. */
static const char *
key_file(struct account_house *t)
{
	char folder[TEST_FOLDER_MAX];

	return dais_file_join(t->arena, test_folder("keys", false, folder), "keys");
}

static struct dais_str
kept_of(struct account_house *t, struct dais_str account)
{
	struct dais_state state;
	struct dais_err err = DAIS_ERR_INIT;
	assert_true(dais_store_state_get(dais_house_store(t->house), "credential", account,
	    dais_house_now_ms(t->house), t->arena, &state, &err));
	return state.value;
}

static enum dais_sign_in_result
signed_in_with(struct account_house *t, struct dais_str code)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_sign_in_answer step =
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	assert_int_equal(step.result, DAIS_SIGN_IN_CODE);
	assert_true(
	    dais_sign_in_code(t->house, step.token, code, &account_here, t->arena, &step, &err));
	return step.result;
}

static void
test_secrets_are_sealed(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str secret, first, second;
	dais_store_strs codes;
	const char *path = key_file(t);
	struct dais_account a =
	    account_made(t, "A", "a@example.org", DAIS_ROLE_SECRETARIAT, ACCOUNT_PASSWORD);
	/* Kept before there was a key... */
	assert_true(dais_second_begin(t->house, a.id, t->arena, &secret, &err));
	assert_true(dais_second_confirm(
	    t->house, a.id, account_code_of(t, secret), &account_here, t->arena, &codes, &err));
	assert_true(dais_str_find(kept_of(t, a.id), secret, 0) != SIZE_MAX);
	/* ...sealed at the next use. */
	assert_true(dais_seal_keys_add(t->arena, path, &first, &err));
	assert_true(dais_seal_keys_read(t->arena, path, &account_settings(t)->keys, &err));
	account_house_later(t, 60000);
	assert_int_equal(signed_in_with(t, account_code_of(t, secret)), DAIS_SIGN_IN_DONE);
	assert_true(dais_str_find(kept_of(t, a.id), secret, 0) == SIZE_MAX);
	assert_true(dais_str_find(kept_of(t, a.id), first, 0) != SIZE_MAX);
	account_house_later(t, 60000);
	assert_int_equal(signed_in_with(t, account_code_of(t, secret)), DAIS_SIGN_IN_DONE);
	/* A new key opens with the old one beside it, and takes over. */
	assert_true(dais_seal_keys_add(t->arena, path, &second, &err));
	assert_false(dais_str_eq(first, second));
	assert_true(dais_seal_keys_read(t->arena, path, &account_settings(t)->keys, &err));
	struct dais_second_sealing all;
	assert_true(dais_second_seal_all(t->house, &all, &err));
	assert_int_equal(all.sealed, 1);
	assert_int_equal(all.anew, 1);
	assert_int_equal(all.shut, 0);
	assert_true(dais_second_seal_all(t->house, &all, &err));
	assert_int_equal(all.anew, 0);
	assert_true(dais_str_find(kept_of(t, a.id), second, 0) != SIZE_MAX);
	account_house_later(t, 60000);
	assert_int_equal(signed_in_with(t, account_code_of(t, secret)), DAIS_SIGN_IN_DONE);
	/* Without the key codes cannot be checked, and it is said why; recovery codes serve. */
	account_settings(t)->keys = NULL;
	account_house_later(t, 60000);
	struct dais_sign_in_answer step =
	    account_tried(t, "a@example.org", ACCOUNT_PASSWORD, &account_here);
	assert_false(dais_sign_in_code(t->house, step.token, account_code_of(t, secret),
	    &account_here, t->arena, &step, &err));
	assert_int_equal(err.code, DAIS_ERR_BUSY);
	assert_non_null(strstr(err.msg, dais_arena_cstr(t->arena, second)));
	assert_int_equal(signed_in_with(t, codes.v[2]), DAIS_SIGN_IN_DONE);
	assert_true(dais_second_seal_all(t->house, &all, &err));
	assert_int_equal(all.shut, 1);
	/* What was sealed for one account opens for no other. */
	assert_true(dais_seal_keys_read(
	    t->arena, path, &account_settings(t)->keys, &(struct dais_err)DAIS_ERR_INIT));
	struct dais_str sealed =
			    dais_seal(t->arena, account_settings(t)->keys, secret, DAIS_STR("a")),
			plain;
	assert_int_equal(
	    dais_seal_open(t->arena, account_settings(t)->keys, sealed, DAIS_STR("a"), &plain),
	    DAIS_SEAL_OPEN);
	assert_true(dais_str_eq(plain, secret));
	assert_int_equal(
	    dais_seal_open(t->arena, account_settings(t)->keys, sealed, DAIS_STR("b"), &plain),
	    DAIS_SEAL_BROKEN);
	assert_int_equal(dais_seal_open(t->arena, account_settings(t)->keys,
			     dais_str_sub(sealed, 0, sealed.n - 1), DAIS_STR("a"), &plain),
	    DAIS_SEAL_BROKEN);
}

static void
test_a_file_of_keys_is_examined(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_seal_keys *keys;
	struct dais_str name;
	const char *path = key_file(t);
	assert_false(dais_seal_keys_read(t->arena, path, &keys, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_file_write_private(path, DAIS_STR("# nothing\n\n"), &err));
	assert_false(dais_seal_keys_read(t->arena, path, &keys, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	/* It gets one, as it was told to. */
	assert_true(dais_seal_keys_add(t->arena, path, &name, &err));
	assert_true(dais_seal_keys_read(t->arena, path, &keys, &err));
	/* A file that is something else is not overwritten. */
	assert_true(dais_file_write_private(path, DAIS_STR("root:x:0:0\n"), &err));
	assert_false(dais_seal_keys_add(t->arena, path, &name, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_int_equal(unlink(path), 0);
	assert_true(dais_seal_keys_add(t->arena, path, &name, &err));
	assert_true(dais_seal_keys_read(t->arena, path, &keys, &err));
	assert_int_equal(chmod(path, 0644), 0);
	assert_false(dais_seal_keys_read(t->arena, path, &keys, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED);
}

/* A file that a new key does not fit into any more keeps the keys it has. */
static void
test_no_key_is_lost_for_a_new_one(void **state)
{
	struct account_house *t = *state;
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_seal_keys *keys;
	struct dais_str name, before, after;
	const char *path = key_file(t);
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < 64; i++)
		dais_buf_put_char(&b, 'a');
	dais_buf_puts(&b, "\n#");
	while (b.n < 16350)
		dais_buf_put_char(&b, ' ');
	assert_true(dais_file_write_private(path, dais_buf_str(&b), &err));
	assert_true(dais_seal_keys_read(t->arena, path, &keys, &err));
	before = dais_seal(t->arena, keys, DAIS_STR("secret"), DAIS_STR("a"));
	assert_false(dais_seal_keys_add(t->arena, path, &name, &err));
	assert_int_equal(err.code, DAIS_ERR_LIMIT);
	assert_true(dais_seal_keys_read(t->arena, path, &keys, &err));
	assert_int_equal(
	    dais_seal_open(t->arena, keys, before, DAIS_STR("a"), &after), DAIS_SEAL_OPEN);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, account_set_up, account_tear_down)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_roles_are_read),
		TEST(test_who_lacks_it_turns_it_on_at_the_door),
		TEST(test_a_session_does_not_outlive_the_demand),
		TEST(test_an_administrator_resets_it),
		TEST(test_secrets_are_sealed),
		TEST(test_a_file_of_keys_is_examined),
		TEST(test_no_key_is_lost_for_a_new_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
