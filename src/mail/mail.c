/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mail/mail.h"

#include <pthread.h>
#include <stdlib.h>

#include <sodium.h>

#include "base/module.h"
#include "mail/engine.h"

#define ADDRESS_MAX 254u
#define LOCAL_MAX 64u

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const struct dais_mail_engine *engine;
static char failure[256];

static void
load(void)
{
	engine = dais_module_load(DAIS_BUILD_ROOT, DAIS_MAIL_MODULE_BUILT, DAIS_MAIL_MODULE,
	    "dais_mail_engine", failure, sizeof(failure));
}

static bool
is_loaded(struct dais_err *err)
{
	(void)pthread_once(&once, load);
	if (!engine)
		return dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the part of dais that sends messages cannot be loaded: %s", failure);
	return true;
}

/* ---- addresses and headers ---- */

static bool
is_domain(struct dais_str s)
{
	bool dot = false;
	char last = '.';

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter =
		    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (!letter && c != '-' && c != '.')
			return false;
		if ((c == '.' || c == '-') && last == '.')
			return false;
		if (c == '.' && last == '-')
			return false;
		dot |= c == '.';
		last = c;
	}
	return last != '.' && last != '-' && (dot || dais_str_is(s, "localhost"));
}

static bool
is_local_part(struct dais_str s)
{
	if (s.n == 0 || s.n > LOCAL_MAX || s.p[0] == '.' || s.p[s.n - 1] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool graphic = c > ' ' && c < 0x7f && !strchr("\"(),:;<>@[\\]", c);

		if (!graphic || (c == '.' && s.p[i - 1] == '.'))
			return false;
	}
	return true;
}

bool
dais_mail_is_address(struct dais_str s)
{
	size_t at = dais_str_find_char(s, '@', 0);

	return at != SIZE_MAX && s.n <= ADDRESS_MAX && is_local_part(dais_str_sub(s, 0, at)) &&
	       is_domain(dais_str_sub(s, at + 1, s.n));
}

static bool
is_header(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return dais_str_is_text(s, NULL);
}

static bool
check_address(const struct dais_mail_address *who, struct dais_err *err)
{
	if (!dais_mail_is_address(who->address) || !is_header(who->name))
		return dais_err_set(err, DAIS_ERR_INVALID, "\"%.*s\" is not an address of e-mail",
		    DAIS_STR_ARG(who->address));
	return true;
}

static bool
check(const struct dais_mail *m, struct dais_err *err)
{
	if (!check_address(&m->from, err) || !check_address(&m->to, err))
		return false;
	if (m->reply_to.address.n && !check_address(&m->reply_to, err))
		return false;
	if (!is_header(m->subject) || !is_header(m->unsubscribe) || !is_header(m->message_id) ||
	    !is_header(m->language))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "a header of the message is not one line of text");
	for (size_t i = 0; i < m->attachments.n; i++) {
		if (!is_header(m->attachments.v[i].file_name) ||
		    !is_header(m->attachments.v[i].type))
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "a header of the message is not one line of text");
	}
	if (!dais_str_is_text(m->text, NULL))
		return dais_err_set(err, DAIS_ERR_INVALID, "the message is not text");
	return true;
}

bool
dais_mail_print(
    const struct dais_mail *m, struct dais_arena *a, struct dais_str *ret, struct dais_err *err)
{
	char why[256];
	size_t n;
	char *bytes;

	if (!check(m, err) || !is_loaded(err))
		return false;
	bytes = engine->print(m, &n, why);
	if (!bytes)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the message could not be made: %s", why);
	*ret = dais_arena_dup(a, (struct dais_str){ bytes, n });
	free(bytes);
	return true;
}

/* ---- sending ---- */

bool
dais_mail_is_server(const char *url, struct dais_err *err)
{
	struct dais_str s = dais_str_from(url);

	if (dais_str_has_prefix(s, DAIS_STR("smtp://")) ||
	    dais_str_has_prefix(s, DAIS_STR("smtps://")))
		return true;
	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "\"%s\" is not the address of a mail server", url);
	return dais_err_hint(err, "Write smtp://host:587 or smtps://host:465.");
}

bool
dais_mail_try(
    const struct dais_mail_server *server, struct dais_delivery_report *ret, struct dais_err *err)
{
	if (!dais_mail_is_server(server->url, err) || !is_loaded(err))
		return false;
	*ret = (struct dais_delivery_report){ 0 };
	engine->send(server, NULL, NULL, DAIS_STR_NONE, ret);
	return true;
}

bool
dais_mail_send(const struct dais_mail_server *server, struct dais_str from, struct dais_str to,
    struct dais_str bytes, struct dais_delivery_report *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (!dais_mail_is_server(server->url, err))
		return false;
	if (!dais_mail_is_address(from) || !dais_mail_is_address(to))
		return dais_err_set(err, DAIS_ERR_INVALID, "not an address of e-mail");
	if (!is_loaded(err))
		return false;
	*ret = (struct dais_delivery_report){ 0 };
	engine->send(server, dais_arena_cstr(a, from), dais_arena_cstr(a, to), bytes, ret);
	return true;
}

struct dais_str
dais_hook_sign(struct dais_arena *a, struct dais_str secret, struct dais_str id, int64_t at_ms,
    struct dais_str body)
{
	struct dais_str head =
	    dais_arena_printf(a, "%.*s.%lld.", DAIS_STR_ARG(id), (long long)(at_ms / 1000));
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	char text[sodium_base64_ENCODED_LEN(sizeof(mac), sodium_base64_VARIANT_ORIGINAL)];
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret.p, secret.n);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)head.p, head.n);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)body.p, body.n);
	crypto_auth_hmacsha256_final(&state, mac);
	(void)sodium_bin2base64(
	    text, sizeof(text), mac, sizeof(mac), sodium_base64_VARIANT_ORIGINAL);
	return dais_arena_printf(a, "v1,%s", text);
}

bool
dais_hook_post(const struct dais_hook *hook, struct dais_delivery_report *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str url = dais_str_from(hook->url);
	bool web = dais_str_has_prefix(url, DAIS_STR("https://")) ||
		   (hook->private && dais_str_has_prefix(url, DAIS_STR("http://")));

	if (!web || !is_header(url)) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is not an address events may go to", hook->url);
		return dais_err_hint(err, "It must begin with https://.");
	}
	if (!is_loaded(err))
		return false;
	*ret = (struct dais_delivery_report){ 0 };
	engine->post(hook,
	    dais_arena_cstr(a, dais_hook_sign(a, hook->secret, hook->id, hook->at_ms, hook->body)),
	    ret);
	return true;
}
