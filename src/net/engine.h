/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the server uses of libmicrohttpd and GnuTLS. They live in a module that is loaded when the
 * first server starts (base/module.h): linked into the program they would cost every start of dais
 * three milliseconds.
 */
#ifndef DAIS_NET_ENGINE_H
#define DAIS_NET_ENGINE_H

#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>

/* How long a handshake and the headers of a request may take at most (headers_s), seconds. */
#define NET_HEADERS_S_MAX 120u

struct net_engine_options {
	unsigned connections_max;
	unsigned idle_s;
	bool secure; /* TLS with the certificate of load_certificate() */
	void *ctx;   /* of the functions below */
	/* The first line of a request is there; what it returns is the request from then on. */
	void *(*begin)(void *ctx, const char *target, struct MHD_Connection *c);
	enum MHD_Result (*handle)(void *ctx, struct MHD_Connection *c, const char *target,
	    const char *method, const char *version, const char *data, size_t *size,
	    void **request);
	void (*completed)(void *ctx, struct MHD_Connection *c, void **request,
	    enum MHD_RequestTerminationCode how);
	void (*connected)(void *ctx, struct MHD_Connection *c, void **socket,
	    enum MHD_ConnectionNotificationCode what);
};

/* When a certificate is good. */
struct net_certificate_life {
	int64_t begins_ms, ends_ms;
};

struct net_engine {
	struct MHD_Daemon *(*start)(const struct net_engine_options *o);
	/* Reads PEM files; new connections have them from now on, and handshakes under way go on
	 * with what they began with. False with a reason: what was there stays. @now_ms: of
	 * dais_clock_ms(). */
	bool (*load_certificate)(const char *certificate, const char *key, int64_t now_ms,
	    struct net_certificate_life *ret, char *ret_why, size_t size);
	/* A client that comes again needs no signature: it has a ticket, sealed with a key that
	 * nobody but this process has and that is made anew as time goes (RFC 5077; RFC 8446,
	 * 4.6.1). For each connection with TLS, when it has begun. */
	void (*offer_ticket)(struct MHD_Connection *c);
	/* What its handshake waits for: EPOLLIN, EPOLLOUT; 0: it is over. */
	uint32_t (*handshake_waits)(struct MHD_Connection *c);
	__typeof__(MHD_stop_daemon) *stop;
	__typeof__(MHD_add_connection) *add_connection;
	__typeof__(MHD_run) *run;
	__typeof__(MHD_get_timeout) *get_timeout;
	__typeof__(MHD_get_daemon_info) *get_daemon_info;
	__typeof__(MHD_get_connection_info) *get_connection_info;
	__typeof__(MHD_lookup_connection_value) *lookup_value;
	__typeof__(MHD_get_connection_values_n) *get_values;
	__typeof__(MHD_create_response_from_buffer) *response_from_buffer;
	__typeof__(MHD_create_response_from_callback) *response_from_callback;
	__typeof__(MHD_add_response_header) *add_header;
	__typeof__(MHD_destroy_response) *destroy_response;
	__typeof__(MHD_queue_response) *queue_response;
	__typeof__(MHD_suspend_connection) *suspend;
	__typeof__(MHD_resume_connection) *resume;
};

#endif
