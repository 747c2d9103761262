/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/work.h"

#include <sodium.h>

#include "auth/password.h"
#include "mark/json_read.h"

/* Members that are not given are left out. */
static struct dais_str
ask(struct dais_arena *a, const struct dais_str *password, const struct dais_str *kept,
    const struct dais_str *fresh)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, DAIS_ACCOUNT_HASH_QUESTION_MAX);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	if (password)
		dais_json_pair(&w, "password", *password);
	if (kept)
		dais_json_pair(&w, "kept", *kept);
	if (fresh)
		dais_json_pair(&w, "fresh", *fresh);
	dais_json_end(&w);
	dais_json_finish(&w);
	struct dais_str question = dais_buf_dup(&b, a);
	if (b.p)
		sodium_memzero(b.p, b.n);
	return question;
}

/* A password that cannot be one is asked for as the empty one, which is never right. */
static struct dais_str
possible(struct dais_str password)
{
	bool is = password.n <= DAIS_PASSWORD_BYTES_MAX && dais_str_is_text(password, NULL);
	return is ? password : DAIS_STR_NONE;
}

struct dais_str
dais_account_ask_is(struct dais_arena *a, struct dais_str password, struct dais_str kept)
{
	struct dais_str p = possible(password);
	return ask(a, &p, &kept, NULL);
}

struct dais_str
dais_account_ask_keep(struct dais_arena *a, struct dais_str password)
{
	struct dais_str p = possible(password);
	return ask(a, NULL, NULL, &p);
}

struct dais_str
dais_account_ask_change(
    struct dais_arena *a, struct dais_str password, struct dais_str kept, struct dais_str fresh)
{
	struct dais_str p = possible(password), f = possible(fresh);
	return ask(a, &p, &kept, &f);
}

bool
dais_account_work_hash(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	(void)ctx;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json_value *q;
	if (!dais_json_parse(a, question, &q, err))
		return false;
	const struct dais_json_value *kept_before = dais_json_get(q, "kept");
	const struct dais_json_value *fresh = dais_json_get(q, "fresh");
	struct dais_str password = dais_json_get_str(q, "password");
	char kept[DAIS_PASSWORD_KEPT_SIZE] = { 0 };
	bool outdated = false;
	bool right = !kept_before ||
		     (dais_password_is(password, kept_before->text, &outdated) && password.n);
	bool keeps = right && (fresh || outdated);
	if (keeps && !dais_password_keep(fresh ? fresh->text : password, kept, err))
		return false;
	struct dais_json w;
	dais_json_begin(&w, answer, true);
	dais_json_object(&w);
	dais_json_pair_bool(&w, "right", right);
	dais_json_pair_c(&w, "kept", keeps ? kept : "");
	dais_json_end(&w);
	dais_json_finish(&w);
	return true;
}

bool
dais_account_read_answer(struct dais_arena *a, struct dais_str answer,
    struct dais_account_hash_answer *ret, struct dais_err *err)
{
	struct dais_json_value *v;
	if (!dais_json_parse(a, answer, &v, err))
		return false;
	*ret = (struct dais_account_hash_answer){ dais_json_get_bool(v, "right"),
		dais_json_get_str(v, "kept") };
	return true;
}
