/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Proxies whose word is believed: addresses, and networks of them (RFC 4632, 3.1; RFC 4291, 2.3).
 */
#include <arpa/inet.h>

#include "net/proxy_priv.h"

#define BITS 128u
#define BITS_BEFORE_V4 96u /* of an IPv4 address written as IPv6 (RFC 4291, 2.5.5.2) */

static bool
read_address(struct dais_str text, unsigned char ret[16])
{
	static const unsigned char before_v4[12] = { [10] = 0xff, [11] = 0xff };
	char c[INET6_ADDRSTRLEN] = "";

	if (text.n >= sizeof(c))
		return false;
	memcpy(c, text.p, text.n);
	memcpy(ret, before_v4, sizeof(before_v4));
	return inet_pton(AF_INET, c, ret + sizeof(before_v4)) == 1 ||
	       inet_pton(AF_INET6, c, ret) == 1;
}

static bool
read_proxy(struct dais_str text, struct net_proxy *ret)
{
	size_t slash = dais_str_find_char(text, '/', 0);
	struct dais_str address = dais_str_sub(text, 0, slash);
	unsigned before = dais_str_find_char(address, ':', 0) == SIZE_MAX ? BITS_BEFORE_V4 : 0;
	int64_t bits = BITS - before;

	if (!read_address(address, ret->address))
		return false;
	if (slash != SIZE_MAX &&
	    !dais_str_to_int(dais_str_sub(text, slash + 1, text.n), 0, BITS - before, &bits))
		return false;
	ret->bits = before + (unsigned)bits;
	return true;
}

bool
net_proxies_read(struct dais_http *s, struct dais_err *err)
{
	const struct dais_http_options *o = &s->options;

	s->proxies = DAIS_NEW_N(s->arena, o->n_proxies + 1, struct net_proxy);
	for (size_t i = 0; i < o->n_proxies; i++) {
		if (read_proxy(dais_str_from(o->proxies[i]), &s->proxies[i]))
			continue;
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is no address of a proxy", o->proxies[i]);
		return dais_err_hint(err, "Write 127.0.0.1, ::1 or a network such as 10.0.0.0/8.");
	}
	return true;
}

static bool
is_in(const struct net_proxy *p, const unsigned char address[16])
{
	unsigned whole = p->bits / 8, rest = p->bits % 8;

	return memcmp(p->address, address, whole) == 0 &&
	       (rest == 0 || (p->address[whole] ^ address[whole]) >> (8 - rest) == 0);
}

bool
net_is_address(struct dais_str text)
{
	unsigned char bytes[16];

	return read_address(text, bytes);
}

bool
net_is_proxy(const struct dais_http *s, struct dais_str address)
{
	unsigned char bytes[16];

	if (!read_address(address, bytes))
		return false;
	for (size_t i = 0; i < s->options.n_proxies; i++)
		if (is_in(&s->proxies[i], bytes))
			return true;
	return false;
}
