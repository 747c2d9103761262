/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * gzip (RFC 1952) for who reads a page once: quick. What is long is compressed piece by piece while
 * it is sent, so that no turn of the loop is held up by it.
 */
#include <stdlib.h>
#include <strings.h>
#include <zlib.h>

#include "net/http_priv.h"

#define SHORTEST 512u /* bytes: below, headers outweigh what is won */
#define GZIP_FORMAT 16
/* A page is made once for a reader and read once: speed before the last bytes. */
#define LEVEL_ONCE 1
#define LEVEL_FOR_GOOD 9
#define PIECE ((size_t)32 << 10) /* asked for at once */
#define FED ((size_t)64 << 10) /* at most given to the compressor at once */

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
net_is_worth_compressing(size_t n)
{
	return n >= SHORTEST && n <= UINT32_MAX / 2;
}

static bool
begin(z_stream *z, int level, struct dais_str in)
{
	*z = (z_stream){ .next_in = (Bytef *)(uintptr_t)in.p };
	return deflateInit2(z, level, Z_DEFLATED, MAX_WBITS + GZIP_FORMAT, 8, Z_DEFAULT_STRATEGY) ==
	       Z_OK;
}

bool
net_compress(struct dais_str in, bool for_good, struct dais_buf *out)
{
	z_stream z;
	bool ok = false;
	uLong most;
	Bytef *at;

	if (!net_is_worth_compressing(in.n) ||
	    !begin(&z, for_good ? LEVEL_FOR_GOOD : LEVEL_ONCE, in))
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

/* ---- while it is sent ---- */

struct compressing {
	struct dais_http_exchange *x;
	z_stream z;
	size_t left; /* of the bytes, not given to the compressor yet */
	bool ended;
};

/* The next piece: at least a byte, or the end. */
static ssize_t
give(void *ctx, uint64_t at, char *to, size_t max)
{
	struct compressing *c = ctx;
	size_t n = max > PIECE ? PIECE : max;

	net_exchange_taken(c->x, at);
	c->z.next_out = (Bytef *)to;
	c->z.avail_out = (uInt)n;
	while (!c->ended && c->z.avail_out == n) {
		int did;

		if (!c->z.avail_in) {
			c->z.avail_in = (uInt)(c->left > FED ? FED : c->left);
			c->left -= c->z.avail_in;
		}
		did = deflate(&c->z, c->left ? Z_NO_FLUSH : Z_FINISH);
		c->ended = did == Z_STREAM_END;
		if (did != Z_OK && did != Z_STREAM_END)
			return MHD_CONTENT_READER_END_WITH_ERROR;
	}
	n -= c->z.avail_out;
	c->x->sent = (size_t)at + n;
	return n ? (ssize_t)n : MHD_CONTENT_READER_END_OF_STREAM;
}

static void
end(void *ctx)
{
	struct compressing *c = ctx;

	(void)deflateEnd(&c->z);
	free(c);
}

struct MHD_Response *
net_compressed_response(struct dais_http_exchange *x, struct dais_str bytes)
{
	struct compressing *c = calloc(1, sizeof(*c));
	struct MHD_Response *r;

	if (!c || !begin(&c->z, LEVEL_ONCE, bytes))
		dais_err_no_memory();
	c->x = x;
	c->left = bytes.n;
	r = x->server->engine->response_from_callback(MHD_SIZE_UNKNOWN, PIECE, give, c, end);
	if (!r)
		dais_err_no_memory();
	return r;
}
