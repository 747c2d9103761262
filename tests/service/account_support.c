/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include "account_support.h"

#include <stdlib.h>
#include <unistd.h>

#include "auth/totp.h"
#include "service/account/work.h"

/* The house that the services ask: only the record and the clock. */
struct dais_house {
	struct dais_store *store;
	int64_t now_ms;
	struct dais_account_settings accounts;
	struct account_house *test;
};

static char folder[64];

const struct dais_client account_here = { DAIS_STR_INIT("192.0.2.1"), DAIS_STR_INIT("test") };

struct dais_store *
dais_house_store(struct dais_house *h)
{
	return h->store;
}

int64_t
dais_house_now_ms(const struct dais_house *h)
{
	return h->now_ms;
}

const struct dais_account_settings *
dais_house_accounts(const struct dais_house *h)
{
	return &h->accounts;
}

bool
dais_outbox_post(struct dais_house *h, struct dais_writing *w, const struct dais_outbox_mail *m,
    struct dais_err *err)
{
	(void)w;
	(void)err;
	struct dais_arena *a = h->test->arena;
	const struct account_mail mail = { dais_arena_dup(a, m->to_address),
		dais_arena_dup(a, m->subject), dais_arena_dup(a, m->text), m->language };
	dais_vec_push(a, &h->test->mails, mail);
	return true;
}

struct account_house *
account_house_open(void)
{
	struct dais_arena *a = dais_arena_new(0);
	struct account_house *t = DAIS_NEW(a, struct account_house);
	struct dais_err err = DAIS_ERR_INIT;
	(void)strcpy(folder, "/tmp/dais-account-XXXXXX");
	assert_non_null(mkdtemp(folder));
	t->arena = a;
	t->house = DAIS_NEW(a, struct dais_house);
	t->house->test = t;
	t->house->now_ms = INT64_C(1653300000000);
	const struct dais_store_options options = {
		.where = dais_arena_printf(a, "%s/record", folder).p, .create = true
	};
	if (!dais_store_open(&options, &t->house->store, &err))
		fail_msg("%s", err.msg);
	return t;
}

void
account_house_close(struct account_house *t)
{
	static const char *const files[] = { "record", "record-wal", "record-shm" };
	dais_store_close(t->house->store);
	for (size_t i = 0; i < 3; i++)
		(void)unlink(dais_arena_printf(t->arena, "%s/%s", folder, files[i]).p);
	assert_int_equal(rmdir(folder), 0);
	dais_arena_free(t->arena);
}

int
account_set_up(void **state)
{
	*state = account_house_open();
	return 0;
}

int
account_tear_down(void **state)
{
	account_house_close(*state);
	return 0;
}

struct dais_account_settings *
account_settings(struct account_house *t)
{
	return &t->house->accounts;
}

void
account_house_later(struct account_house *t, int64_t ms)
{
	t->house->now_ms += ms;
}

struct dais_account
account_made(
    struct account_house *t, const char *name, const char *email, int role, const char *password)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_actor program = dais_actor_program();
	struct dais_account account = { .name = dais_str_from(name),
		.email = dais_str_from(email),
		.language = DAIS_LANG_FR,
		.notices = true };
	struct dais_str id;
	struct dais_grant grant = { .role = (enum dais_role)role };
	if (role >= 0)
		dais_vec_push(t->arena, &account.grants, grant);
	if (!dais_account_add(t->house, &program, &account, t->arena, &id, &err))
		fail_msg("%s", err.msg);
	if (password) {
		char kept[DAIS_PASSWORD_KEPT_SIZE];
		assert_true(dais_password_keep(dais_str_from(password), kept, &err));
		assert_true(dais_credential_set_password(
		    t->house, id, dais_str_from(kept), DAIS_STR_NONE, &account_here, &err));
	}
	assert_true(dais_account_get(t->house, id, t->arena, &account, &err));
	return account;
}

struct dais_sign_in_answer
account_tried(struct account_house *t, const char *email, const char *password,
    const struct dais_client *client)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_sign_in attempt;
	struct dais_sign_in_answer answer = { .result = DAIS_SIGN_IN_WAIT };
	if (!dais_sign_in_begin(t->house, dais_str_from(email), client, t->arena, &attempt, &err))
		fail_msg("%s", err.msg);
	answer.wait_ms = attempt.wait_ms;
	if (attempt.wait_ms)
		return answer;
	struct dais_str question =
	    dais_account_ask_is(t->arena, dais_str_from(password), attempt.kept);
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, DAIS_ACCOUNT_HASH_ANSWER_MAX);
	assert_true(dais_account_work_hash(NULL, question, &b, &err));
	struct dais_account_hash_answer is;
	assert_true(dais_account_read_answer(t->arena, dais_buf_str(&b), &is, &err));
	if (!dais_sign_in_password(
		t->house, &attempt, is.right, is.kept, client, t->arena, &answer, &err))
		fail_msg("%s", err.msg);
	return answer;
}

bool
account_is_signed_in(struct account_house *t, struct dais_str token)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_actor actor;
	struct dais_str key;
	bool found;
	assert_true(dais_session_actor(t->house, token, t->arena, &actor, &key, &found, &err));
	return found;
}

struct dais_str
account_code_of(struct account_house *t, struct dais_str secret)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	char bytes[20], code[9];
	size_t n = 0;
	unsigned bits = 0, held = 0;
	for (size_t i = 0; i < secret.n; i++) {
		held = held << 5 | (unsigned)(strchr(digits, secret.p[i]) - digits);
		bits += 5;
		if (bits >= 8)
			bytes[n++] = (char)(held >> (bits -= 8));
	}
	assert_true(dais_totp_code((struct dais_str){ bytes, n }, 1, DAIS_TOTP_DIGITS,
	    dais_house_now_ms(t->house) / 1000, code));
	return dais_arena_dup(t->arena, dais_str_from(code));
}
