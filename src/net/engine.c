/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module with libmicrohttpd and GnuTLS.
 */
#include "net/engine.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <stdio.h>

/* Of one connection: the request line, headers and what is being sent of the reply's headers. */
#define CONNECTION_MEMORY ((size_t)16 * 1024)
#define TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"
#define CHAIN_MAX 16u

/* The certificate in use. gnutls keeps no copy: handshakes take it from here. */
static gnutls_pcert_st chain[CHAIN_MAX];
static unsigned n_chain;
static gnutls_privkey_t private_key;

static void
forget_certificate(void)
{
	for (unsigned i = 0; i < n_chain; i++)
		gnutls_pcert_deinit(&chain[i]);
	n_chain = 0;
	if (private_key)
		gnutls_privkey_deinit(private_key);
	private_key = NULL;
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
		if (status < 0)
			gnutls_privkey_deinit(*ret);
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

static bool
load_certificate(const char *certificate, const char *key, char *ret_why, size_t size)
{
	gnutls_pcert_st new_chain[CHAIN_MAX];
	gnutls_privkey_t new_key;
	unsigned n;
	int status = read_chain(new_chain, &n, certificate);

	if (status < 0) {
		(void)snprintf(ret_why, size, "%s: %s", certificate, gnutls_strerror(status));
		return false;
	}
	status = read_key(&new_key, key);
	if (status < 0) {
		(void)snprintf(ret_why, size, "%s: %s", key, gnutls_strerror(status));
		for (unsigned i = 0; i < n; i++)
			gnutls_pcert_deinit(&new_chain[i]);
		return false;
	}
	forget_certificate();
	for (unsigned i = 0; i < n; i++)
		chain[i] = new_chain[i];
	n_chain = n;
	private_key = new_key;
	return true;
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
	*ret_chain = chain;
	*ret_n = n_chain;
	*ret_key = private_key;
	return n_chain ? 0 : -1;
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

extern const struct net_engine dais_http_engine;

__attribute__((visibility("default"))) const struct net_engine dais_http_engine = {
	.start = start,
	.load_certificate = load_certificate,
	.stop = MHD_stop_daemon,
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
