/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The certificate of the server's own TLS (certificate.c).
 */
#ifndef DAIS_NET_CERTIFICATE_PRIV_H
#define DAIS_NET_CERTIFICATE_PRIV_H

#include "net/http_priv.h"

/* All of these do nothing without TLS. */
bool net_certificate_load(struct dais_http *s, struct dais_err *err);
/* The same at SIGHUP: what cannot be used is complained of, and the one before goes on. */
void net_certificate_load_again(struct dais_http *s);
/* Complains once a day of one that is ending; @passed_ms of dais_clock_ms(). */
void net_certificate_tick(struct dais_http *s, int64_t passed_ms);
/* Whether less than a tenth of its life is left: whoever renews in time has done so before. */
bool net_certificate_is_ending(const struct net_certificate_life *life, int64_t now_ms);

#endif
