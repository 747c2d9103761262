/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_AUTH_ESCAPE_PRIV_H
#define DAIS_AUTH_ESCAPE_PRIV_H

#include "base/buf.h"

/* Puts @s as a part of an address: all but unreserved characters by their bytes (RFC 3986, 2.1). */
void auth_put_escaped(struct dais_buf *b, struct dais_str s);

#endif
