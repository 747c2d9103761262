/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Kept replies are given again and again: it pays to compress them as small as can be. That takes
 * milliseconds, so it is done a slice a turn while the reply is given as it is.
 */
#include <stdlib.h>
#include <zlib.h>

#include "net/http_priv.h"

#define GZIP_FORMAT 16
#define SLICE ((size_t)16 << 10) /* some tenths of a millisecond */

struct net_packing {
	struct net_packing *next;
	struct net_kept_reply *reply;
	struct dais_arena *arena; /* of the headers */
	dais_http_pairs headers;
	struct dais_str bytes;
	z_stream z;
	bool began;
	struct dais_buf out;
};

struct net_packing *
net_pack_later(struct dais_http *s, struct net_kept_reply *r, const dais_http_pairs *headers,
    struct dais_str bytes)
{
	struct net_packing *p;

	if (!net_is_worth_compressing(bytes.n))
		return NULL;
	p = calloc(1, sizeof(*p));
	DAIS_ASSERT(p);
	p->reply = r;
	p->bytes = bytes;
	p->arena = dais_arena_new(0);
	for (size_t i = 0; i < headers->n; i++)
		dais_vec_push(p->arena, &p->headers,
		    ((struct dais_http_pair){ dais_arena_dup(p->arena, headers->v[i].name),
			dais_arena_dup(p->arena, headers->v[i].value) }));
	*(s->kept.last_packing ? &s->kept.last_packing->next : &s->kept.packing) = p;
	s->kept.last_packing = p;
	return p;
}

void
net_pack_forget(struct dais_http *s, struct net_packing *p)
{
	struct net_packing *before = NULL, *one = s->kept.packing;

	while (one != p) {
		before = one;
		one = one->next;
	}
	*(before ? &before->next : &s->kept.packing) = p->next;
	if (s->kept.last_packing == p)
		s->kept.last_packing = before;
	if (p->began) {
		(void)deflateEnd(&p->z);
		dais_buf_release(&p->out);
	}
	dais_arena_free(p->arena);
	free(p);
}

static bool
begin(struct net_packing *p)
{
	p->z.next_in = (Bytef *)(uintptr_t)p->bytes.p;
	if (deflateInit2(&p->z, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + GZIP_FORMAT, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	p->began = true;
	dais_buf_init(&p->out, DAIS_BUF_MAX);
	return true;
}

/* A slice; whether it was the last. */
static bool
work(struct net_packing *p)
{
	size_t done = (size_t)((const char *)p->z.next_in - p->bytes.p);
	size_t left = p->bytes.n - done, n = left > SLICE ? SLICE : left;
	uLong most = deflateBound(&p->z, (uLong)n) + 64;
	Bytef *at;

	p->z.avail_in = (uInt)n;
	do {
		at = dais_buf_extend(&p->out, most);
		if (!at)
			return true;
		p->z.next_out = at;
		p->z.avail_out = (uInt)most;
		(void)deflate(&p->z, n == left ? Z_FINISH : Z_NO_FLUSH);
		p->out.n -= p->z.avail_out;
	} while (p->z.avail_out == 0);
	return n == left;
}

bool
net_pack_pump(struct dais_http *s)
{
	struct net_packing *p = s->kept.packing;
	bool shorter;

	if (!p)
		return false;
	if (!p->began && !begin(p)) {
		net_keep_packed(s, p->reply, &p->headers, DAIS_STR_NONE);
	} else if (work(p)) {
		shorter = !dais_buf_has_failed(&p->out) && p->out.n < p->bytes.n;
		net_keep_packed(
		    s, p->reply, &p->headers, shorter ? dais_buf_str(&p->out) : DAIS_STR_NONE);
	}
	return s->kept.packing != NULL;
}
