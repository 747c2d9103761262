/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module with libmicrohttpd and GnuTLS.
 */
#include "net/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

/* Of one connection: the request line, headers and what is being sent of the reply's headers. The
 * library keeps each cookie apart, in 56 bytes and what it says, and a connection whose cookies
 * find no room is closed (accept.c): the 180 that browsers keep of a site do. */
#define CONNECTION_MEMORY ((size_t)24 * 1024)
/* Fresh keys for every connection and authenticated ciphers only. Source: RFC 9325, 4.2. */
#define TLS_PRIORITIES                                                                             \
	"NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:"              \
	"-CIPHER-ALL:+AES-256-GCM:+CHACHA20-POLY1305:+AES-128-GCM:%SERVER_PRECEDENCE"
#define CHAIN_MAX 16u

/* As long as a handshake may take: headers_s of the server at most. */
#define HANDSHAKES_OVER_MS ((int64_t)NET_HEADERS_S_MAX * 1000)

/* A certificate with its key. gnutls keeps no copy: handshakes take it from here, and one that has
 * begun needs it to its end, whatever has been loaded since. */
struct certificate {
	struct certificate *older;
	gnutls_pcert_st chain[CHAIN_MAX];
	unsigned n;
	gnutls_privkey_t key;
	int64_t replaced_ms;
};

static struct certificate *in_use;

static void
free_certificates(struct certificate *c)
{
	while (c) {
		struct certificate *older = c->older;

		for (unsigned i = 0; i < c->n; i++)
			gnutls_pcert_deinit(&c->chain[i]);
		gnutls_privkey_deinit(c->key);
		free(c);
		c = older;
	}
}

/* Those that no handshake can need any more. */
static void
forget_old_certificates(int64_t now_ms)
{
	struct certificate *c = in_use;

	while (c && c->older && now_ms - c->older->replaced_ms < HANDSHAKES_OVER_MS)
		c = c->older;
	if (c) {
		free_certificates(c->older);
		c->older = NULL;
	}
}

static int
read_key(gnutls_privkey_t *ret, const char *path)
{
	gnutls_datum_t bytes = { NULL, 0 };
	int status = gnutls_load_file(path, &bytes);

	if (status >= 0)
		status = gnutls_privkey_init(ret);
	if (status >= 0) {
		status = gnutls_privkey_import_x509_raw(*ret, &bytes, GNUTLS_X509_FMT_PEM, NULL, 0);
		if (status < 0) {
			gnutls_privkey_deinit(*ret);
			*ret = NULL;
		}
	}
	if (bytes.data) {
		gnutls_memset(bytes.data, 0, bytes.size);
		gnutls_free(bytes.data);
	}
	return status;
}

static int
read_chain(gnutls_pcert_st *ret, unsigned *ret_n, const char *path)
{
	gnutls_datum_t bytes = { NULL, 0 };
	int status = gnutls_load_file(path, &bytes);

	*ret_n = CHAIN_MAX;
	if (status >= 0)
		status =
		    gnutls_pcert_list_import_x509_raw(ret, ret_n, &bytes, GNUTLS_X509_FMT_PEM, 0);
	gnutls_free(bytes.data);
	return status;
}

/* Files that are renewed one after the other belong to each other only in the end. */
static bool
is_pair(const struct certificate *c)
{
	unsigned char ids[2][64];
	size_t sizes[2] = { sizeof(ids[0]), sizeof(ids[1]) };
	gnutls_pubkey_t public = NULL;
	bool ok = gnutls_pubkey_init(&public) >= 0;

	ok = ok && gnutls_pubkey_import_privkey(public, c->key, 0, 0) >= 0 &&
	     gnutls_pubkey_get_key_id(public, GNUTLS_KEYID_USE_SHA256, ids[0], &sizes[0]) >= 0 &&
	     gnutls_pubkey_get_key_id(
		 c->chain[0].pubkey, GNUTLS_KEYID_USE_SHA256, ids[1], &sizes[1]) >= 0 &&
	     sizes[0] == sizes[1] && memcmp(ids[0], ids[1], sizes[0]) == 0;
	gnutls_pubkey_deinit(public);
	return ok;
}

static bool
use_certificate(struct certificate *c, int64_t now)
{
	if (in_use)
		in_use->replaced_ms = now;
	c->older = in_use;
	in_use = c;
	forget_old_certificates(now);
	return true;
}

static void
tell_life(gnutls_pcert_st *first, struct net_certificate_life *ret)
{
	gnutls_x509_crt_t crt = NULL;

	*ret = (struct net_certificate_life){ 0, INT64_MAX };
	if (gnutls_pcert_export_x509(first, &crt) < 0)
		return;
	ret->begins_ms = (int64_t)gnutls_x509_crt_get_activation_time(crt) * 1000;
	ret->ends_ms = (int64_t)gnutls_x509_crt_get_expiration_time(crt) * 1000;
	gnutls_x509_crt_deinit(crt);
}

/* GnuTLS says of a file that it cannot be read, and not why. */
static void
say_why(const char *path, int status, char *ret_why, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	const char *why = fd < 0 ? strerror(errno) : gnutls_strerror(status);

	if (fd >= 0)
		(void)close(fd);
	(void)snprintf(ret_why, size, "%s: %s", path, why);
}

static bool
load_certificate(const char *certificate, const char *key, int64_t now_ms,
    struct net_certificate_life *ret, char *ret_why, size_t size)
{
	struct certificate *c = calloc(1, sizeof(*c));
	int status;

	if (!c)
		abort();
	status = read_chain(c->chain, &c->n, certificate);
	if (status < 0) {
		say_why(certificate, status, ret_why, size);
		free(c);
		return false;
	}
	status = read_key(&c->key, key);
	if (status < 0) {
		say_why(key, status, ret_why, size);
	} else if (!is_pair(c)) {
		(void)snprintf(ret_why, size, "%s is not the key of %s", key, certificate);
	} else {
		tell_life(&c->chain[0], ret);
		return use_certificate(c, now_ms);
	}
	free_certificates(c);
	return false;
}

static int
give_certificate(gnutls_session_t session, const gnutls_datum_t *authorities, int n_authorities,
    const gnutls_pk_algorithm_t *algorithms, int n_algorithms, gnutls_pcert_st **ret_chain,
    unsigned *ret_n, gnutls_privkey_t *ret_key)
{
	(void)session;
	(void)authorities;
	(void)n_authorities;
	(void)algorithms;
	(void)n_algorithms;
	if (!in_use)
		return -1;
	*ret_chain = in_use->chain;
	*ret_n = in_use->n;
	*ret_key = in_use->key;
	return 0;
}

/* ---- tickets ---- */

static gnutls_datum_t ticket_key;

static void
offer_ticket(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(c, MHD_CONNECTION_INFO_GNUTLS_SESSION);

	/* Without one its next handshake is a whole one. */
	if (info && info->tls_session && ticket_key.data)
		(void)gnutls_session_ticket_enable_server(info->tls_session, &ticket_key);
}

/* ---- handshakes ---- */

static uint32_t
handshake_waits(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(c, MHD_CONNECTION_INFO_GNUTLS_SESSION);
	gnutls_session_t session = info ? info->tls_session : NULL;
	int last;

	if (!session)
		return 0;
	/* GnuTLS forgets the last message when a handshake is over. Before the first one there is
	 * none either, but no cipher as well. What follows a handshake may lie decrypted with
	 * GnuTLS: the socket tells nothing of it. */
	last = (int)gnutls_handshake_get_last_in(session);
	if ((last == -1 && gnutls_cipher_get(session) != GNUTLS_CIPHER_NULL) ||
	    gnutls_record_check_pending(session) > 0)
		return 0;
	return gnutls_record_get_direction(session) ? EPOLLOUT : EPOLLIN;
}

static void
forget_tickets(void)
{
	if (!ticket_key.data)
		return;
	gnutls_memset(ticket_key.data, 0, ticket_key.size);
	gnutls_free(ticket_key.data);
	ticket_key = (gnutls_datum_t){ NULL, 0 };
}

/* Escapes are undone by the server, strictly (net/target.h). */
static size_t
leave_escapes(void *ctx, struct MHD_Connection *c, char *text)
{
	size_t n = 0;

	(void)ctx;
	(void)c;
	while (text[n])
		n++;
	return n;
}

static struct MHD_Daemon *
start(const struct net_engine_options *o)
{
	unsigned flags = MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME;
	/* Without TURBO a connection that is given up is shut down for whoever else holds its
	 * socket, too: live readers are taken over that way (live.c). */
	struct MHD_OptionItem secure[] = { { MHD_OPTION_HTTPS_CERT_CALLBACK, 0,
					       (void *)(intptr_t)give_certificate },
		{ MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(intptr_t)TLS_PRIORITIES },
		{ MHD_OPTION_END, 0, NULL } };
	struct MHD_OptionItem plain[] = { { MHD_OPTION_END, 0, NULL } };

	if (o->secure && !ticket_key.data)
		(void)gnutls_session_ticket_key_generate(&ticket_key);
	flags |= o->secure ? MHD_USE_TLS : MHD_USE_TURBO;
	return MHD_start_daemon(flags, 0, NULL, NULL, o->handle, o->ctx,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MEMORY, MHD_OPTION_CONNECTION_LIMIT,
	    o->connections_max, MHD_OPTION_CONNECTION_TIMEOUT, o->idle_s,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
	    MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL, MHD_OPTION_URI_LOG_CALLBACK,
	    o->begin, o->ctx, MHD_OPTION_NOTIFY_COMPLETED, o->completed, o->ctx,
	    MHD_OPTION_NOTIFY_CONNECTION, o->connected, o->ctx, MHD_OPTION_ARRAY,
	    o->secure ? secure : plain, MHD_OPTION_END);
}

static void
stop(struct MHD_Daemon *daemon)
{
	MHD_stop_daemon(daemon);
	free_certificates(in_use);
	in_use = NULL;
	forget_tickets();
}

extern const struct net_engine dais_http_engine;

__attribute__((visibility("default"))) const struct net_engine dais_http_engine = {
	.start = start,
	.load_certificate = load_certificate,
	.offer_ticket = offer_ticket,
	.handshake_waits = handshake_waits,
	.stop = stop,
	.add_connection = MHD_add_connection,
	.run = MHD_run,
	.get_timeout = MHD_get_timeout,
	.get_daemon_info = MHD_get_daemon_info,
	.get_connection_info = MHD_get_connection_info,
	.lookup_value = MHD_lookup_connection_value,
	.get_values = MHD_get_connection_values_n,
	.response_from_buffer = MHD_create_response_from_buffer,
	.response_from_callback = MHD_create_response_from_callback,
	.add_header = MHD_add_response_header,
	.destroy_response = MHD_destroy_response,
	.queue_response = MHD_queue_response,
	.suspend = MHD_suspend_connection,
	.resume = MHD_resume_connection,
};
