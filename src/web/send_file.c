/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Files of the record as replies. One that lies in parts is read while the client takes it: whoever
 * takes his time holds no more memory than a piece, and no turn of the loop is longer for it. Who
 * takes all of it in order is told by the end of the connection when it is not what its digest
 * says.
 */
#include "web/site.h"

struct sending {
	struct dais_site *site;
	struct dais_store_file file;
	struct dais_digest_state digest;
	uint64_t digested; /* bytes from the beginning on */
};

/* The state of a digest stands at a rounder address than the arena gives. */
static struct sending *
new_sending(struct dais_arena *a)
{
	const size_t align = _Alignof(struct sending);
	char *p = dais_arena_alloc(a, sizeof(struct sending) + align);

	return (struct sending *)(p + (align - (uintptr_t)p % align) % align);
}

static bool
is_sound(struct sending *q, uint64_t at, struct dais_str piece, struct dais_err *err)
{
	struct dais_digest real;

	if (at != q->digested)
		return true;
	dais_digest_add(&q->digest, piece);
	q->digested += piece.n;
	if (q->digested < q->file.size)
		return true;
	real = dais_digest_end(&q->digest);
	return dais_digest_eq(&real, &q->file.digest) ||
	       dais_err_set(err, DAIS_ERR_INTERNAL, "a file of the record is damaged");
}

static size_t
give(void *ctx, uint64_t at, char *to, size_t max)
{
	struct sending *q = ctx;
	struct dais_err err = DAIS_ERR_INIT;
	size_t n = 0;

	if (dais_store_file_read(
		dais_house_store(q->site->house), &q->file, at, to, max, &n, &err) &&
	    is_sound(q, at, (struct dais_str){ to, n }, &err))
		return n;
	if (q->site->complain)
		q->site->complain("sending a file", &err);
	return 0;
}

static bool
send_whole(struct dais_site *site, struct dais_http_exchange *x, const struct dais_digest *digest,
    const char *type, struct dais_err *err)
{
	struct dais_str bytes, ignored;

	if (!dais_store_file_get(
		dais_house_store(site->house), digest, dais_http_arena(x), &bytes, &ignored, err))
		return false;
	dais_http_reply(x, 200, type, bytes);
	return true;
}

/* What is answered in its place is not the file. */
static bool
fail(struct dais_http_exchange *x)
{
	static const char *const names[] = { "ETag", "Content-Disposition",
		"Content-Security-Policy" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		dais_http_drop_header(x, names[i]);
	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	return false;
}

bool
dais_site_send_file(struct dais_site *site, struct dais_http_exchange *x,
    const struct dais_digest *digest, const char *type, struct dais_err *err)
{
	struct dais_arena *a = dais_http_arena(x);
	struct sending *q;

	if (dais_http_known(
		x, dais_arena_printf(a, "\"%.*s\"", DAIS_STR_ARG(dais_digest_hex(a, digest)))))
		return true;
	q = new_sending(a);
	q->site = site;
	if (!dais_store_file_look(dais_house_store(site->house), digest, a, &q->file, err))
		return fail(x);
	if (!q->file.in_parts)
		return send_whole(site, x, digest, type, err) || fail(x);
	dais_digest_begin(&q->digest);
	dais_http_reply_from(x, type, q->file.size, give, q);
	return true;
}
