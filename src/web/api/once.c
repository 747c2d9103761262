/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/api/once_priv.h"

#include "auth/seal.h"
#include "web/who.h"

#define AREA "idempotency"
#define UNDER_WAY_MS INT64_C(300000) /* after a crash the key is free again */
#define KEY_MAX 200u

/* What is kept: digest of the call (64), status (3); status 000 while it is under way. Then, on a
 * line, the ETag's revision (0: none) and the address of what was made, and the body; or, of an
 * answer that holds a secret, both sealed behind SEALED; or TOO_LONG alone. */
#define DIGEST_CHARS 64u
#define HEAD_CHARS (DIGEST_CHARS + 3u)
#define SEALED "sealed "
#define SEALED_MAX 4096u /* as dais_seal() takes */
#define TOO_LONG "too long"
#define KEPT_MAX ((size_t)1000000) /* a state takes a mebibyte */

static struct dais_str
key_of(const struct dais_api_call *c)
{
	struct dais_str key = dais_http_header(c->x, "Idempotency-Key");

	if (c->operation->method != DAIS_HTTP_POST || key.n == 0)
		return DAIS_STR_NONE;
	return dais_arena_printf(
	    c->a, "%.*s %.*s", DAIS_STR_ARG(c->actor->account), DAIS_STR_ARG(key));
}

static void
add(struct dais_digest_state *d, struct dais_arena *a, struct dais_str s)
{
	dais_digest_add(d, dais_arena_printf(a, "%zu ", s.n));
	dais_digest_add(d, s);
}

/* Path, query and body: a call that differs in any of them is another. */
static struct dais_str
digest_of(const struct dais_api_call *c)
{
	const struct dais_http_request *r = dais_http_request(c->x);
	struct dais_digest_state state;
	struct dais_digest d;

	dais_digest_begin(&state);
	add(&state, c->a, r->path);
	for (size_t i = 0; i < r->query.n; i++) {
		add(&state, c->a, r->query.v[i].name);
		add(&state, c->a, r->query.v[i].value);
	}
	add(&state, c->a, r->body);
	d = dais_digest_end(&state);
	return dais_digest_hex(c->a, &d);
}

/* ---- answers with a secret ---- */

/* The secret that whoever calls has shown, of which the record has a digest only: what is sealed
 * with it, no copy of the record opens. */
static const struct dais_seal_keys *
keys_of(const struct dais_api_call *c)
{
	return dais_seal_keys_of(c->a, "dais answer",
	    c->actor->is_token ? dais_http_header(c->x, "Authorization") : dais_site_session(c->x));
}

/* What is kept of the answer, in the arena of the call. */
static struct dais_str
kept_of(const struct dais_api_call *c, struct dais_str body, struct dais_str key)
{
	struct dais_str kept;

	if (body.n + c->location.n > (c->is_secret ? SEALED_MAX / 2 : KEPT_MAX))
		return DAIS_STR(TOO_LONG);
	kept = dais_arena_printf(c->a, "%llu %.*s\n%.*s", (unsigned long long)c->revision,
	    DAIS_STR_ARG(c->location), DAIS_STR_ARG(body));
	return c->is_secret ? dais_arena_concat(
				  c->a, DAIS_STR(SEALED), dais_seal(c->a, keys_of(c), kept, key))
			    : kept;
}

static bool
open_sealed(const struct dais_api_call *c, struct dais_str key, struct dais_str *kept)
{
	if (!dais_str_has_prefix(*kept, DAIS_STR(SEALED)))
		return true;
	return dais_seal_open(c->a, keys_of(c), dais_str_sub(*kept, strlen(SEALED), kept->n), key,
		   kept) == DAIS_SEAL_OPEN;
}

/* ---- again ---- */

static void
refuse(struct dais_api_call *c, enum dais_err_code code, const char *why)
{
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_err_set(&err, code, "%s", why);
	c->answered = true;
	dais_http_problem(c->x, dais_http_status_of(&err), &err);
}

static void
repeat(struct dais_api_call *c, unsigned status, struct dais_str kept)
{
	struct dais_str head, location;
	int64_t revision = 0;

	(void)dais_str_next(&kept, '\n', &head);
	location = head;
	(void)dais_str_next(&location, ' ', &head);
	if (dais_str_to_int(head, 1, INT64_MAX, &revision))
		dais_api_etag(c, (uint64_t)revision);
	if (location.n)
		dais_api_location(c, location);
	dais_http_set_header(c->x, "Idempotency-Replayed", DAIS_STR("true"));
	dais_api_reply(c, status, kept);
}

/* Someone was there before: the first call, or another under the same key. */
static void
answer_again(struct dais_api_call *c, struct dais_str key, struct dais_str value)
{
	struct dais_str kept = dais_str_sub(value, HEAD_CHARS, value.n);
	int64_t status;

	if (!dais_str_eq(dais_str_sub(value, 0, DIGEST_CHARS), digest_of(c))) {
		refuse(c, DAIS_ERR_INVALID,
		    DAIS_MESSAGE("this Idempotency-Key was used for another call"));
		return;
	}
	if (!dais_str_to_int(dais_str_sub(value, DIGEST_CHARS, HEAD_CHARS), 100, 599, &status)) {
		refuse(c, DAIS_ERR_CONFLICT,
		    DAIS_MESSAGE("the first call with this Idempotency-Key is under way"));
		return;
	}
	if (dais_str_is(kept, TOO_LONG)) {
		refuse(c, DAIS_ERR_CONFLICT,
		    DAIS_MESSAGE("it is done; its answer was too long to be kept"));
		return;
	}
	if (!open_sealed(c, key, &kept)) {
		refuse(c, DAIS_ERR_CONFLICT,
		    DAIS_MESSAGE("it is done; its answer holds a secret, and was given to another "
				 "token or session"));
		return;
	}
	repeat(c, (unsigned)status, kept);
}

static bool
set(struct dais_api_call *c, struct dais_str key, unsigned status, struct dais_str kept,
    uint64_t expected, struct dais_err *err)
{
	struct dais_state state = { .area = DAIS_STR(AREA),
		.key = key,
		.value = dais_arena_printf(
		    c->a, "%.*s%03u%.*s", DAIS_STR_ARG(digest_of(c)), status, DAIS_STR_ARG(kept)),
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
		answer_again(c, key, state.value);
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
	if (c->is_first && !set(c, key, status, kept_of(c, body, key), DAIS_ANY, &err) &&
	    c->site->complain)
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
