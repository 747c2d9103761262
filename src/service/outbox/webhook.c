/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Subscriptions of programs.
 */
#include <sodium.h>

#include "mark/json_read.h"
#include "service/outbox/outbox_priv.h"

#define SECRET_BYTES 32u
#define WEBHOOKS_MAX 1000u
#define WAITING_MAX ((size_t)10000)

static struct dais_change_head
head_of(struct dais_house *h, const struct dais_actor *actor)
{
	return (struct dais_change_head){ .who = actor->account,
		.action = dais_str_from(dais_action_name(DAIS_ACTION_MANAGE_WEBHOOKS)),
		.at_ms = dais_house_now_ms(h) };
}

static bool
may_manage(const struct dais_actor *actor, struct dais_err *err)
{
	return dais_actor_check(actor, DAIS_ACTION_MANAGE_WEBHOOKS, NULL, err);
}

static struct dais_str
print(const struct dais_webhook *hook, bool private, struct dais_arena *a)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	dais_json_pair(&w, "url", hook->url);
	dais_json_pair(&w, "package", hook->package);
	dais_json_pair_bool(&w, "everything", hook->everything);
	dais_json_pair_bool(&w, "private", private);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_str_trim(dais_buf_dup(&out, a));
}

static struct dais_str
random_words(struct dais_arena *a, size_t bytes)
{
	unsigned char raw[SECRET_BYTES];
	char
	    text[sodium_base64_ENCODED_LEN(SECRET_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

	randombytes_buf(raw, bytes);
	(void)sodium_bin2base64(
	    text, sizeof(text), raw, bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return dais_arena_dup(a, dais_str_from(text));
}

/* The secret as given out: "whsec_" and base64 of the bytes that sign. */
static struct dais_str
show_secret(struct dais_arena *a, struct dais_str secret)
{
	size_t n = sodium_base64_encoded_len(secret.n, sodium_base64_VARIANT_ORIGINAL);
	char *text = dais_arena_alloc(a, n);

	(void)sodium_bin2base64(
	    text, n, (const unsigned char *)secret.p, secret.n, sodium_base64_VARIANT_ORIGINAL);
	return dais_arena_printf(a, "whsec_%s", text);
}

static bool
check_url(struct dais_str url, bool private, struct dais_err *err)
{
	bool web = dais_str_has_prefix(url, DAIS_STR("https://")) ||
		   (private && dais_str_has_prefix(url, DAIS_STR("http://")));

	for (size_t i = 0; i < url.n; i++)
		web = web && url.p[i] > ' ' && url.p[i] < 0x7f;
	if (!web || url.n > 2000)
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "\"%.*s\" is not an address that begins with https://", DAIS_STR_ARG(url));
	return true;
}

bool
dais_webhook_add(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_webhook *webhook, bool private, struct dais_arena *a, struct dais_str *ret_id,
    struct dais_str *ret_secret, struct dais_err *err)
{
	struct dais_change_head head = head_of(h, actor);
	struct dais_str id = random_words(a, 9), secret = random_words(a, SECRET_BYTES);
	struct dais_state state = {
		.area = DAIS_STR(DAIS_AREA_HOOK_SECRET), .key = id, .value = secret
	};
	struct dais_writing *w;
	uint64_t number;

	if (!may_manage(actor, err) || !check_url(webhook->url, private, err) ||
	    !dais_store_begin(dais_house_store(h), &head, &w, err))
		return false;
	if (!dais_store_put(w, DAIS_STR("webhook"), id, 0, print(webhook, private, a), 0, err) ||
	    !dais_store_state_set_in(w, &state, 0, err)) {
		dais_store_abandon(w);
		return false;
	}
	if (!dais_store_commit(w, &number, err))
		return false;
	*ret_id = id;
	*ret_secret = show_secret(a, secret);
	return true;
}

static bool
read_all(struct dais_house *h, struct dais_arena *a, dais_thing_vec *things, dais_webhook_vec *ret,
    struct dais_err *err)
{
	*ret = (dais_webhook_vec){ 0 };
	if (!dais_store_things(
		dais_house_store(h), DAIS_STR(""), DAIS_STR("webhook"), a, things, err))
		return false;
	for (size_t i = 0; i < things->n && i < WEBHOOKS_MAX; i++) {
		struct dais_json_value *v;

		if (!dais_json_parse(a, things->v[i].value, &v, err))
			return false;
		dais_vec_push(a, ret,
		    ((struct dais_webhook){ .id = things->v[i].id,
			.url = dais_json_get_str(v, "url"),
			.package = dais_json_get_str(v, "package"),
			.everything = dais_json_get_bool(v, "everything"),
			.enabled = true,
			.revision = things->v[i].revision }));
	}
	return true;
}

bool
dais_webhook_list(struct dais_house *h, const struct dais_actor *actor, struct dais_arena *a,
    dais_webhook_vec *ret, struct dais_err *err)
{
	dais_thing_vec things = { 0 };

	return may_manage(actor, err) && read_all(h, a, &things, ret, err);
}

/* Events that wait for it are no longer sent, and nothing can be signed for it any more. */
static bool
forget_hook(struct dais_house *h, struct dais_str id, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = dais_house_store(h);
	dais_state_vec waiting = { 0 };

	if (!dais_store_state_list(s, DAIS_AREA_HOOK, dais_arena_concat(a, id, DAIS_STR("/")),
		dais_house_now_ms(h), WAITING_MAX, a, &waiting, err))
		return false;
	for (size_t i = 0; i < waiting.n; i++) {
		struct dais_err gone = DAIS_ERR_INIT; /* delivered in the meantime */

		(void)dais_store_state_remove(s, DAIS_AREA_HOOK, waiting.v[i].key, &gone);
	}
	return dais_store_state_remove(s, DAIS_AREA_HOOK_SECRET, id, err);
}

bool
dais_webhook_close(
    struct dais_house *h, const struct dais_actor *actor, struct dais_str id, struct dais_err *err)
{
	struct dais_change_head head = head_of(h, actor);
	struct dais_writing *w;
	uint64_t number;

	if (!may_manage(actor, err) || !dais_store_begin(dais_house_store(h), &head, &w, err))
		return false;
	if (!dais_store_close_thing(w, DAIS_STR("webhook"), id, DAIS_ANY, err)) {
		dais_store_abandon(w);
		return false;
	}
	return dais_store_commit(w, &number, err) && forget_hook(h, id, err);
}

/* ---- events ---- */

static struct dais_str
event_body(
    struct dais_str package, uint64_t change, bool released, int64_t now, struct dais_arena *a)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	dais_json_pair_c(&w, "type", released ? "package.released" : "package.changed");
	dais_json_key(&w, "data");
	dais_json_object(&w);
	dais_json_pair(&w, "package", package);
	dais_json_pair_int(&w, "change", (int64_t)change);
	dais_json_end(&w);
	dais_json_pair_int(&w, "at", now);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_str_trim(dais_buf_dup(&out, a));
}

static bool
queue_event(struct dais_house *h, const struct dais_webhook *hook, struct dais_str thing,
    struct dais_str body, uint64_t change, struct dais_arena *a, struct dais_err *err)
{
	int64_t now = dais_house_now_ms(h);
	struct dais_str key =
	    dais_arena_printf(a, "%.*s/%llu", DAIS_STR_ARG(hook->id), (unsigned long long)change);
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_OBJECT), *settings;
	struct dais_state secret;

	if (!dais_json_parse(a, thing, &settings, err))
		return false;
	if (!dais_store_state_get(
		dais_house_store(h), DAIS_AREA_HOOK_SECRET, hook->id, now, a, &secret, err)) {
		/* A record that was restored has no secrets: that hook must be made anew, and the
		 * others must not wait for it. */
		bool lost = err->code == DAIS_ERR_NOT_FOUND;

		if (lost)
			*err = (struct dais_err)DAIS_ERR_INIT;
		return lost;
	}
	dais_json_set(a, v, DAIS_STR("url"), dais_json_new_str(a, hook->url));
	dais_json_set(a, v, DAIS_STR("id"), dais_json_new_str(a, key));
	dais_json_set(a, v, DAIS_STR("body"), dais_json_new_str(a, body));
	dais_json_set(a, v, DAIS_STR("secret"), dais_json_new_str(a, secret.value));
	dais_json_set(a, v, DAIS_STR("at"), dais_json_new_int(a, now));
	if (dais_json_get_bool(settings, "private"))
		dais_json_set(a, v, DAIS_STR("private"), dais_json_get(settings, "private"));
	return dais_outbox_queue(h, NULL, DAIS_AREA_HOOK, key, dais_json_print(a, v), err);
}

bool
dais_webhook_tell(struct dais_house *h, struct dais_str package, uint64_t change, bool released,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_thing_vec things = { 0 };
	dais_webhook_vec hooks;
	struct dais_str body = event_body(package, change, released, dais_house_now_ms(h), a);

	if (!read_all(h, a, &things, &hooks, err))
		return false;
	for (size_t i = 0; i < hooks.n; i++) {
		const struct dais_webhook *hook = &hooks.v[i];
		bool wants = (released || hook->everything) &&
			     (hook->package.n == 0 || dais_str_eq(hook->package, package));

		if (wants && !queue_event(h, hook, things.v[i].value, body, change, a, err))
			return false;
	}
	return true;
}
