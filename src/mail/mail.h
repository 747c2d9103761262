/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Messages to people and to programs: e-mail (RFC 5322, MIME) handed to a server by SMTP (RFC
 * 5321), and events posted to a web address (the "Standard Webhooks" convention). The libraries
 * that do it, GMime and libcurl, are in a module that is loaded with the first message.
 *
 * These functions wait for the network: they are called in children of the workshop, never in the
 * server.
 */
#ifndef DAIS_MAIL_MAIL_H
#define DAIS_MAIL_MAIL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

struct dais_mail_address {
	struct dais_str name;    /* may be empty */
	struct dais_str address; /* "name@example.org" */
};

struct dais_mail_attachment {
	struct dais_str file_name;
	struct dais_str type; /* media type with parameters: "text/calendar; method=PUBLISH" */
	struct dais_str bytes;
};

struct dais_mail {
	struct dais_mail_address from, to;
	struct dais_mail_address reply_to; /* address empty: none */
	struct dais_str subject;
	struct dais_str text; /* plain, lines ended by "\n" */
	struct dais_str language; /* BCP 47, for Content-Language */
	struct dais_str message_id; /* "local@domain" without brackets; the same at each attempt */
	struct dais_str unsubscribe; /* an https address, RFC 8058; may be empty */
	int64_t date_ms;
	bool repeated; /* it may have arrived before: a header says so, beside the same id */
	DAIS_VEC(struct dais_mail_attachment) attachments;
};

/* Whether @s is an address that mail can be sent to: one "@", a local part and a domain of letters,
 * digits and hyphens, no spaces or control characters, at most 254 bytes (RFC 5321, 4.5.3.1). */
bool dais_mail_is_address(struct dais_str s);

/* The message as it goes over the wire, in @a: seven-bit safe, lines of at most 998 bytes ended by
 * CR LF (RFC 5322, 2.1.1), marked as made by a program (RFC 3834, 5), so that nobody's absence
 * answers it. INVALID: an address is none, a header, the name or the type of an attachment is not
 * one line of text, or the text is none; UNSUPPORTED: the module is missing. */
bool dais_mail_print(
    const struct dais_mail *m, struct dais_arena *a, struct dais_str *ret, struct dais_err *err);

enum dais_mail_tls {
	DAIS_MAIL_TLS_REQUIRED,
	DAIS_MAIL_TLS_IF_OFFERED,
	DAIS_MAIL_TLS_NONE /* for a server on this machine */
};

struct dais_mail_server {
	const char *url; /* "smtp://host:587", "smtps://host:465" */
	const char *user, *password; /* NULL: none */
	enum dais_mail_tls tls;
	const char *authorities; /* PEM file of certificates; NULL: the system's */
	unsigned seconds; /* for all of it; 0: 60 */
};

/* What became of a delivery. */
enum dais_delivery {
	DAIS_DELIVERY_DONE,
	DAIS_DELIVERY_LATER, /* try again: connection, 4yz, 408, 429, 5xx of a web address */
	DAIS_DELIVERY_NEVER /* refused: 5yz of a mail server, 4xx of a web address */
};

struct dais_delivery_report {
	enum dais_delivery outcome;
	unsigned code; /* of the other side; 0 none */
	/* Of a mail: all of it was handed over and no answer came, so that it may have arrived all
	 * the same (RFC 5321, 4.5.3.2.6; RFC 1047). Never with DONE, never of an event. */
	bool uncertain;
	/* For so long the other side wants to be left alone (Retry-After; RFC 9110, 10.2.3), as it
	 * said; 0: it did not. Only with LATER. */
	int64_t wait_s;
	char why[256]; /* in words; empty when done */
};

/* Whether @url is one: smtp:// or smtps://. Errors: INVALID. */
bool dais_mail_is_server(const char *url, struct dais_err *err);
/* Greets the server, begins TLS, signs in and leaves: what can be known without a message. False as
 * below. */
bool dais_mail_try(
    const struct dais_mail_server *server, struct dais_delivery_report *ret, struct dais_err *err);
/* Hands the printed message @bytes for @to to the server, and waits for its answer as long as
 * `seconds` says. False only when nothing could be tried, and *@ret is unset then (UNSUPPORTED: the
 * module is missing; INVALID: the server's address, @from or @to is none). */
bool dais_mail_send(const struct dais_mail_server *server, struct dais_str from, struct dais_str to,
    struct dais_str bytes, struct dais_delivery_report *ret, struct dais_err *err);

/* An event for a web address. */
struct dais_hook {
	const char *url; /* https; http only with `private` */
	struct dais_str id; /* of the event, the same at each attempt */
	int64_t at_ms; /* of this attempt */
	struct dais_str body; /* JSON */
	struct dais_str secret; /* raw bytes, 24..64 */
	bool private; /* may go to addresses of private networks and of this machine */
	unsigned seconds; /* 0: 15 */
};

/* Posts it with the headers webhook-id, webhook-timestamp and webhook-signature
 * ("v1," + base64(HMAC-SHA-256 of "id.timestamp.body")). Redirects are not followed; an address
 * that resolves to a private network (RFC 6890) is refused unless it may (OWASP: server-side
 * request forgery). False only when nothing could be tried (UNSUPPORTED: the module is missing;
 * INVALID: the address). */
bool dais_hook_post(
    const struct dais_hook *hook, struct dais_delivery_report *ret, struct dais_err *err);
/* The value of webhook-signature, in @a; @secret are the raw bytes. */
struct dais_str dais_hook_sign(struct dais_arena *a, struct dais_str secret, struct dais_str id,
    int64_t at_ms, struct dais_str body);

#endif
