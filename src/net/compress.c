/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <strings.h>
#include <zlib.h>

#include "net/http_priv.h"

#define SHORTEST 512u /* bytes: below, headers outweigh what is won */
#define GZIP_FORMAT 16

bool
net_is_compressible(const char *type)
{
	static const char *const types[] = { "text/", "application/json", "application/xml",
		"application/problem+json", "application/ld+json", "application/javascript",
		"application/atom+xml", "application/xliff+xml", "image/svg+xml",
		"application/vnd.oai.openapi+json" };

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (strncasecmp(type, types[i], strlen(types[i])) == 0)
			return true;
	}
	return false;
}

bool
net_compress(struct dais_str in, int level, struct dais_buf *out)
{
	z_stream z = { .next_in = (Bytef *)(uintptr_t)in.p };
	bool ok = false;
	uLong most;
	Bytef *at;

	if (in.n < SHORTEST || in.n > UINT32_MAX / 2 ||
	    deflateInit2(&z, level, Z_DEFLATED, MAX_WBITS + GZIP_FORMAT, 8, Z_DEFAULT_STRATEGY) !=
		Z_OK)
		return false;
	z.avail_in = (uInt)in.n;
	most = deflateBound(&z, (uLong)in.n);
	at = dais_buf_extend(out, most);
	if (at) {
		z.next_out = at;
		z.avail_out = (uInt)most;
		ok = deflate(&z, Z_FINISH) == Z_STREAM_END;
		out->n -= z.avail_out;
	}
	(void)deflateEnd(&z);
	return ok && out->n < in.n;
}
