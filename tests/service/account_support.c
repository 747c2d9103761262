/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include "account_support.h"

#include <stdlib.h>
#include <unistd.h>

#include "auth/password.h"
#include "service/account/credential.h"

/* The house that the services ask: only the record and the clock. */
struct dais_house {
	struct dais_store *store;
	int64_t now_ms;
	struct account_house *test;
};

static char folder[64];

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
		const struct dais_client here = { DAIS_STR("192.0.2.1"), DAIS_STR("test") };
		assert_true(dais_password_keep(dais_str_from(password), kept, &err));
		assert_true(dais_credential_set_password(
		    t->house, id, dais_str_from(kept), DAIS_STR_NONE, &here, &err));
	}
	assert_true(dais_account_get(t->house, id, t->arena, &account, &err));
	return account;
}
