/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/api/once_priv.h"

#define AREA "idempotency"
#define UNDER_WAY_MS INT64_C(300000) /* after a crash the key is free again */
#define KEY_MAX 200u

/* What is kept: digest of the call (64), status (3), body; status 000 while it is under way. */
#define DIGEST_CHARS 64u
#define HEAD_CHARS (DIGEST_CHARS + 3u)

static struct dais_str
key_of(const struct dais_api_call *c)
{
	struct dais_str key = dais_http_header(c->x, "Idempotency-Key");

	if (c->operation->method != DAIS_HTTP_POST || key.n == 0)
		return DAIS_STR_NONE;
	return dais_arena_printf(
	    c->a, "%.*s %.*s", DAIS_STR_ARG(c->actor->account), DAIS_STR_ARG(key));
}

static struct dais_str
digest_of(const struct dais_api_call *c)
{
	const struct dais_http_request *r = dais_http_request(c->x);
	struct dais_digest d = dais_digest_of(
	    dais_arena_printf(c->a, "%.*s\n%.*s", DAIS_STR_ARG(r->path), DAIS_STR_ARG(r->body)));

	return dais_digest_hex(c->a, &d);
}

static void
refuse(struct dais_api_call *c, enum dais_err_code code, const char *why)
{
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_err_set(&err, code, "%s", why);
	c->answered = true;
	dais_http_problem(c->x, dais_http_status_of(&err), &err);
}

/* Someone was there before: the first call, or another under the same key. */
static void
answer_again(struct dais_api_call *c, struct dais_str kept)
{
	int64_t status;

	if (!dais_str_eq(dais_str_sub(kept, 0, DIGEST_CHARS), digest_of(c))) {
		refuse(c, DAIS_ERR_INVALID,
		    DAIS_MESSAGE("this Idempotency-Key was used for another call"));
		return;
	}
	if (!dais_str_to_int(dais_str_sub(kept, DIGEST_CHARS, HEAD_CHARS), 100, 599, &status)) {
		refuse(c, DAIS_ERR_CONFLICT,
		    DAIS_MESSAGE("the first call with this Idempotency-Key is under way"));
		return;
	}
	c->answered = true;
	dais_http_set_header(c->x, "Idempotency-Replayed", DAIS_STR("true"));
	dais_http_reply(
	    c->x, (unsigned)status, "application/json", dais_str_sub(kept, HEAD_CHARS, kept.n));
}

static bool
set(struct dais_api_call *c, struct dais_str key, unsigned status, struct dais_str body,
    uint64_t expected, struct dais_err *err)
{
	struct dais_state state = { .area = DAIS_STR(AREA),
		.key = key,
		.value = dais_arena_printf(
		    c->a, "%.*s%03u%.*s", DAIS_STR_ARG(digest_of(c)), status, DAIS_STR_ARG(body)),
		.ends_ms =
		    dais_house_now_ms(c->site->house) + (status ? DAIS_DAY_MS : UNDER_WAY_MS) };

	return dais_store_state_set(dais_house_store(c->site->house), &state, expected, err);
}

bool
dais_api_once_is_answered(struct dais_api_call *c)
{
	struct dais_str key = key_of(c);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_state state;

	if (key.n == 0)
		return false;
	if (key.n > KEY_MAX + c->actor->account.n + 1) {
		refuse(
		    c, DAIS_ERR_INVALID, DAIS_MESSAGE("Idempotency-Key is longer than 200 bytes"));
		return true;
	}
	c->is_first = set(c, key, 0, DAIS_STR_NONE, 0, &err);
	if (c->is_first)
		return false;
	if (err.code != DAIS_ERR_CONFLICT) {
		dais_api_fail(c, &err);
		return true;
	}
	err = (struct dais_err)DAIS_ERR_INIT;
	if (dais_store_state_get(dais_house_store(c->site->house), AREA, key,
		dais_house_now_ms(c->site->house), c->a, &state, &err))
		answer_again(c, state.value);
	else
		dais_api_fail(c, &err);
	return true;
}

void
dais_api_once_keep(struct dais_api_call *c, unsigned status, struct dais_str body)
{
	struct dais_str key = key_of(c);
	struct dais_err err = DAIS_ERR_INIT;

	/* Without it the answer goes out all the same: the change is made. */
	if (c->is_first && !set(c, key, status, body, DAIS_ANY, &err) && c->site->complain)
		c->site->complain("keeping an answer", &err);
}

void
dais_api_once_forget(struct dais_api_call *c)
{
	struct dais_str key = key_of(c);
	struct dais_err err = DAIS_ERR_INIT;

	/* One that is refused before it is looked up would take the answer of another. */
	if (c->is_first)
		(void)dais_store_state_remove(dais_house_store(c->site->house), AREA, key, &err);
}
