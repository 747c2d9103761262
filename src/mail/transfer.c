/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module's second half: libcurl hands messages to servers.
 */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "mail/module_priv.h"

#define SMTP_SECONDS 60L
#define HOOK_SECONDS 15L

struct reading {
	struct dais_str rest;
};

static size_t
give(char *to, size_t size, size_t n, void *ctx)
{
	struct reading *r = ctx;
	size_t room = size * n, take = r->rest.n < room ? r->rest.n : room;

	if (take)
		memcpy(to, r->rest.p, take);
	r->rest = dais_str_sub(r->rest, take, r->rest.n);
	return take;
}

/* What the other side says is of no interest beyond its code. */
static size_t
swallow(char *from, size_t size, size_t n, void *ctx)
{
	(void)from;
	(void)ctx;
	return size * n;
}

static void
tell(struct dais_delivery_report *ret, enum dais_delivery outcome, long code, const char *why)
{
	ret->outcome = outcome;
	ret->code = code > 0 ? (unsigned)code : 0;
	ret->uncertain = false;
	ret->wait_s = 0;
	(void)snprintf(ret->why, sizeof(ret->why), "%s", why);
}

/* Whether a reply of the 500s is about this message, and so for ever (RFC 5321, 4.2.1): one to
 * MAIL, RCPT or DATA, or to the message itself. One to whoever connects, to his name or to his
 * password, and that he must have one (RFC 4954, 6), is about how the two servers are set up: all
 * mails of the house would be lost by what somebody mends in an hour. */
static bool
is_about_the_message(CURLcode result, long code, bool gone)
{
	if (code < 500 || code > 599 || code == 530 || code == 534 || code == 535 || code == 538)
		return false;
	return result == CURLE_SEND_ERROR ||
	       (gone && (result == CURLE_WEIRD_SERVER_REPLY || result == CURLE_RECV_ERROR));
}

/* What is not for ever may pass. @gone: all of the message was read to be sent; when nothing but
 * "go on" (354) was said since, nobody knows what became of it. */
static void
tell_smtp(
    struct dais_delivery_report *ret, CURL *curl, CURLcode result, bool gone, const char *words)
{
	long code = 0;

	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
	if (result == CURLE_OK)
		tell(ret, DAIS_DELIVERY_DONE, code, "");
	else
		tell(ret,
		    is_about_the_message(result, code, gone) ? DAIS_DELIVERY_NEVER
							     : DAIS_DELIVERY_LATER,
		    code, words[0] ? words : curl_easy_strerror(result));
	ret->uncertain = result != CURLE_OK && gone && code < 400;
}

static long
use_tls(enum dais_mail_tls tls)
{
	switch (tls) {
	case DAIS_MAIL_TLS_REQUIRED:
		return CURLUSESSL_ALL;
	case DAIS_MAIL_TLS_IF_OFFERED:
		return CURLUSESSL_TRY;
	case DAIS_MAIL_TLS_NONE:
		return CURLUSESSL_NONE;
	}
	return CURLUSESSL_ALL;
}

static void
send_mail(const struct dais_mail_server *server, const char *from, const char *to,
    struct dais_str bytes, struct dais_delivery_report *ret)
{
	CURL *curl = curl_easy_init();
	struct curl_slist *list = from ? curl_slist_append(NULL, to) : NULL;
	struct reading reading = { bytes };
	char words[CURL_ERROR_SIZE] = "";
	CURLcode result;

	(void)curl_easy_setopt(curl, CURLOPT_URL, server->url);
	(void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	(void)curl_easy_setopt(curl, CURLOPT_USE_SSL, use_tls(server->tls));
	if (server->authorities)
		(void)curl_easy_setopt(curl, CURLOPT_CAINFO, server->authorities);
	if (server->user) {
		(void)curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
		(void)curl_easy_setopt(
		    curl, CURLOPT_PASSWORD, server->password ? server->password : "");
	}
	if (from) {
		(void)curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
		(void)curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, list);
		(void)curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	} else {
		(void)curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP");
		(void)curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
	}
	(void)curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	(void)curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, swallow);
	(void)curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words);
	(void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(
	    curl, CURLOPT_TIMEOUT, server->seconds ? (long)server->seconds : SMTP_SECONDS);
	result = curl_easy_perform(curl);
	tell_smtp(ret, curl, result, reading.rest.n == 0, words);
	curl_slist_free_all(list);
	curl_easy_cleanup(curl);
}

/* ---- web addresses ---- */

/* Networks that are nobody else's: RFC 6890 and its registry. */
static bool
is_private_v4(uint32_t a)
{
	static const struct {
		uint32_t network;
		unsigned bits;
	} kept[] = { { 0x00000000, 8 }, { 0x0a000000, 8 }, { 0x64400000, 10 }, { 0x7f000000, 8 },
		{ 0xa9fe0000, 16 }, { 0xac100000, 12 }, { 0xc0000000, 24 }, { 0xc0000200, 24 },
		{ 0xc0586300, 24 }, { 0xc0a80000, 16 }, { 0xc6120000, 15 }, { 0xc6336400, 24 },
		{ 0xcb007100, 24 }, { 0xe0000000, 3 } };

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if ((a ^ kept[i].network) >> (32 - kept[i].bits) == 0)
			return true;
	return false;
}

static bool
is_private_v6(const unsigned char a[16])
{
	static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
	uint32_t last =
	    (uint32_t)a[12] << 24 | (uint32_t)a[13] << 16 | (uint32_t)a[14] << 8 | a[15];

	if (memcmp(a, mapped, sizeof(mapped)) == 0)
		return is_private_v4(last);
	/* 6to4 (2002::/16) leads to the IPv4 address that it holds; Teredo and what else protocols
	 * have of 2001::/23, and 2001:db8::/32, lead nowhere that is somebody's. */
	if (a[0] == 0x20 && a[1] == 0x02)
		return is_private_v4(
		    (uint32_t)a[2] << 24 | (uint32_t)a[3] << 16 | (uint32_t)a[4] << 8 | a[5]);
	if (a[0] == 0x20 && a[1] == 0x01)
		return a[2] < 0x02 || (a[2] == 0x0d && a[3] == 0xb8);
	return (a[0] & 0xe0) != 0x20; /* all but global unicast, 2000::/3 */
}

static bool
is_private(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		struct sockaddr_in v4;

		memcpy(&v4, address, sizeof(v4));
		return is_private_v4(ntohl(v4.sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 v6;

		memcpy(&v6, address, sizeof(v6));
		return is_private_v6(v6.sin6_addr.s6_addr);
	}
	return true;
}

/* The address that the name really led to is judged, so that no answer of a name server can pass.
 */
static curl_socket_t
open_public(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
	bool *refused = ctx;

	(void)purpose;
	if (is_private(&address->addr)) {
		*refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Of a web address. */
struct hooking {
	CURL *curl;
	bool refused; /* its address lies in a private network */
	bool answered; /* the head of an answer is there */
};

/* With its head the answer is given (RFC 9112, 2.1): a body that never ends, or is shorter than it
 * says, takes nothing back. Who took an event and drips would get it again for three days. */
static size_t
end_with_head(char *from, size_t size, size_t n, void *ctx)
{
	struct hooking *h = ctx;
	long code = 0;

	if (size * n > 2 || (*from != '\r' && *from != '\n'))
		return size * n;
	(void)curl_easy_getinfo(h->curl, CURLINFO_RESPONSE_CODE, &code);
	h->answered = code >= 200; /* before it others may tell to go on */
	return h->answered ? 0 : size * n;
}

static void
tell_web(
    struct dais_delivery_report *ret, const struct hooking *h, CURLcode result, const char *words)
{
	CURL *curl = h->curl;
	long code = 0;
	curl_off_t wait = 0;
	char said[64];

	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
	(void)snprintf(said, sizeof(said), "the other side answered %ld", code);
	if (h->refused)
		tell(ret, DAIS_DELIVERY_NEVER, 0, "its address lies in a private network");
	else if (!h->answered)
		tell(ret, DAIS_DELIVERY_LATER, code, words[0] ? words : curl_easy_strerror(result));
	else if (code >= 200 && code < 300)
		tell(ret, DAIS_DELIVERY_DONE, code, "");
	else if (code == 408 || code == 429 || code >= 500)
		tell(ret, DAIS_DELIVERY_LATER, code, said);
	else
		tell(ret, DAIS_DELIVERY_NEVER, code, said);
	/* In seconds or as a date: libcurl reads both. */
	if (ret->outcome == DAIS_DELIVERY_LATER &&
	    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait) == CURLE_OK && wait > 0)
		ret->wait_s = wait;
}

static struct curl_slist *
hook_headers(const struct dais_hook *hook, const char *signature)
{
	char line[512];
	struct curl_slist *list = curl_slist_append(NULL, "Content-Type: application/json");

	(void)snprintf(line, sizeof(line), "webhook-id: %.*s", DAIS_STR_ARG(hook->id));
	list = curl_slist_append(list, line);
	(void)snprintf(
	    line, sizeof(line), "webhook-timestamp: %lld", (long long)(hook->at_ms / 1000));
	list = curl_slist_append(list, line);
	(void)snprintf(line, sizeof(line), "webhook-signature: %s", signature);
	return curl_slist_append(list, line);
}

static void
post_hook(const struct dais_hook *hook, const char *signature, struct dais_delivery_report *ret)
{
	CURL *curl = curl_easy_init();
	struct curl_slist *headers = hook_headers(hook, signature);
	char words[CURL_ERROR_SIZE] = "";
	struct hooking h = { .curl = curl };
	CURLcode result;

	(void)curl_easy_setopt(curl, CURLOPT_URL, hook->url);
	(void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, hook->private ? "https,http" : "https");
	(void)curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(curl, CURLOPT_PROXY, "");
	if (!hook->private) {
		(void)curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_public);
		(void)curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &h.refused);
	}
	(void)curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	(void)curl_easy_setopt(curl, CURLOPT_USERAGENT, "dais/" DAIS_VERSION);
	(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDS, hook->body.p ? hook->body.p : "");
	(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)hook->body.n);
	(void)curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, end_with_head);
	(void)curl_easy_setopt(curl, CURLOPT_HEADERDATA, &h);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, swallow);
	(void)curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words);
	(void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(
	    curl, CURLOPT_TIMEOUT, hook->seconds ? (long)hook->seconds : HOOK_SECONDS);
	result = curl_easy_perform(curl);
	tell_web(ret, &h, result, words);
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
}

__attribute__((visibility("default"))) const struct dais_mail_engine dais_mail_engine = {
	.print = dais_mail_module_print,
	.send = send_mail,
	.post = post_hook,
};
