/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Servers in front of this one, whose word on who asks is believed (proxy.c).
 */
#ifndef DAIS_NET_PROXY_PRIV_H
#define DAIS_NET_PROXY_PRIV_H

#include "net/http_priv.h"

/* Reads those of the options. INVALID: one is neither an address nor a network. */
bool net_proxies_read(struct dais_http *s, struct dais_err *err);
bool net_is_address(struct dais_str text);
/* Whether what @address says of others is believed. */
bool net_is_proxy(const struct dais_http *s, struct dais_str address);

#endif
