/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Kept replies, ready to send: the engine's response objects, with all headers, of the bytes as
 * they are and of the bytes compressed; for "not modified" they serve, too, as the engine sends no
 * body then. A table by address with the order of use; when it holds too many bytes, those go that
 * nobody has asked for longest.
 */
#include <sodium.h>
#include <stdlib.h>
#include <strings.h>

#include "net/http_priv.h"
#include "net/target.h"

#define SLOTS 16384u
#define BYTES_MAX ((size_t)48 << 20)
#define ENTRY_MAX ((size_t)4 << 20)
#define OVERHEAD 1536u /* of an entry: two responses and their headers */
#define LANGUAGE_MAX 128u
#define KEPT_MS 120000 /* until it must have gone: a slow line takes 4 MiB in that time */

enum form {
	PLAIN,
	GZIP,
	FORM_COUNT
};

struct net_kept_reply {
	struct net_kept_reply *next; /* of the slot */
	struct net_kept_reply *newer, *older;
	const struct net_route *route;
	uint64_t version;
	size_t bytes;
	size_t n[FORM_COUNT];
	struct MHD_Response *responses[FORM_COUNT]; /* NULL: no such form */
	char *etags[2];
	struct net_packing *packing; /* under way; NULL: none */
	/* It differs by Accept-Language: this entry only says so, others have the language in their
	 * key. */
	bool by_language;
	bool secure; /* has the headers of a reply by TLS */
	size_t n_key;
	char key[];
};

/* ---- the table ---- */

static struct net_kept_reply **
slot_of(struct net_keep *k, const char *key, size_t n)
{
	static unsigned char secret[crypto_shorthash_KEYBYTES];
	static bool has_secret;
	unsigned char hash[crypto_shorthash_BYTES];
	uint32_t at;

	if (!has_secret)
		randombytes_buf(secret, sizeof(secret));
	has_secret = true;
	if (!k->slots) {
		k->slots = calloc(SLOTS, sizeof(struct net_kept_reply *));
		DAIS_ASSERT(k->slots);
	}
	(void)crypto_shorthash(hash, (const unsigned char *)key, n, secret);
	memcpy(&at, hash, sizeof(at));
	return &k->slots[at % SLOTS];
}

static struct net_kept_reply *
find(struct net_keep *k, const char *key, size_t n)
{
	struct net_kept_reply *r = *slot_of(k, key, n);

	while (r && (r->n_key != n || memcmp(r->key, key, n) != 0))
		r = r->next;
	return r;
}

static void
unlink_use(struct net_keep *k, struct net_kept_reply *r)
{
	*(r->newer ? &r->newer->older : &k->newest) = r->older;
	*(r->older ? &r->older->newer : &k->oldest) = r->newer;
	r->newer = r->older = NULL;
}

static void
link_newest(struct net_keep *k, struct net_kept_reply *r)
{
	r->older = k->newest;
	*(k->newest ? &k->newest->newer : &k->oldest) = r;
	k->newest = r;
}

static void
drop(struct dais_http *s, struct net_kept_reply *r)
{
	struct net_kept_reply **at = slot_of(&s->kept, r->key, r->n_key);

	while (*at != r)
		at = &(*at)->next;
	*at = r->next;
	unlink_use(&s->kept, r);
	s->kept.bytes -= r->bytes;
	s->kept.n--;
	if (r->packing)
		net_pack_forget(s, r->packing);
	/* One that is being sent lives on until it has gone. */
	for (unsigned i = 0; i < FORM_COUNT; i++) {
		if (r->responses[i])
			s->engine->destroy_response(r->responses[i]);
	}
	free(r->etags[0]);
	free(r->etags[1]);
	free(r);
}

void
net_keep_release(struct dais_http *s)
{
	while (s->kept.newest)
		drop(s, s->kept.newest);
	free(s->kept.slots);
	s->kept.slots = NULL;
}

void
dais_http_set_version(struct dais_http *s, uint64_t version)
{
	s->kept.version = version;
}

/* ---- keeping ---- */

/* A copy of @bytes and its headers; *@ret_copy lasts as long as the response. */
static struct MHD_Response *
make_response(const struct net_engine *e, const dais_http_pairs *headers, struct dais_str bytes,
    const char *etag, bool is_gzip, struct dais_str *ret_copy)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char *copy = malloc(bytes.n + 1);
	struct MHD_Response *r;

	DAIS_ASSERT(copy);
	if (bytes.n)
		memcpy(copy, bytes.p, bytes.n);
	r = e->response_from_buffer(bytes.n, copy, MHD_RESPMEM_MUST_FREE);
	if (!r)
		dais_err_no_memory();
	*ret_copy = (struct dais_str){ copy, bytes.n };
	for (size_t i = 0; i < headers->n; i++) {
		const char *name = dais_arena_cstr(a, headers->v[i].name);

		if (strcasecmp(name, "ETag") != 0)
			(void)e->add_header(r, name, dais_arena_cstr(a, headers->v[i].value));
	}
	(void)e->add_header(r, MHD_HTTP_HEADER_ETAG, etag);
	if (is_gzip)
		(void)e->add_header(r, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
	return r;
}

static struct net_kept_reply *
add_entry(struct dais_http_exchange *x, const char *key, size_t n, size_t bytes)
{
	struct dais_http *s = x->server;
	struct net_kept_reply *r = find(&s->kept, key, n), **slot;

	if (r)
		drop(s, r);
	while (s->kept.oldest && s->kept.bytes + bytes + OVERHEAD > BYTES_MAX) {
		struct net_kept_reply *oldest = s->kept.oldest;

		drop(s, oldest);
		DAIS_ASSERT(s->kept.oldest != oldest);
	}
	r = calloc(1, sizeof(*r) + n + 1);
	DAIS_ASSERT(r);
	memcpy(r->key, key, n);
	r->n_key = n;
	r->route = x->route;
	r->version = s->kept.version;
	r->secure = x->request.secure;
	r->bytes = bytes + OVERHEAD;
	slot = slot_of(&s->kept, key, n);
	r->next = *slot;
	*slot = r;
	link_newest(&s->kept, r);
	s->kept.bytes += r->bytes;
	s->kept.n++;
	return r;
}

static bool
differs_by_language(const struct dais_http_exchange *x)
{
	for (size_t i = 0; i < x->headers.n; i++) {
		if (x->headers.v[i].name.n == 4 &&
		    strncasecmp(x->headers.v[i].name.p, "Vary", 4) == 0)
			return dais_str_find(x->headers.v[i].value, DAIS_STR("Accept-Language"),
				   0) != SIZE_MAX;
	}
	return false;
}

/* The address, and the languages asked for; false when those are too long to be kept for. */
static bool
language_key(const struct dais_http_exchange *x, struct dais_buf *key)
{
	struct dais_str language = net_header(x, MHD_HTTP_HEADER_ACCEPT_LANGUAGE);

	dais_buf_put_bytes(key, x->target, x->n_target);
	dais_buf_put_char(key, '\n');
	dais_buf_put(key, language);
	return language.n <= LANGUAGE_MAX;
}

void
net_keep_add(struct dais_http_exchange *x, struct dais_str identity, struct dais_str gzip,
    bool packs, struct dais_str etag, struct dais_str gzip_etag)
{
	const struct net_engine *e = x->server->engine;
	DAIS_BUF_AUTO key = { 0 };
	struct net_kept_reply *r;
	struct dais_str plain, copy;

	if (identity.n > ENTRY_MAX)
		return;
	dais_buf_init(&key, NET_TARGET_MAX + LANGUAGE_MAX + 2);
	if (!differs_by_language(x)) {
		dais_buf_put_bytes(&key, x->target, x->n_target);
	} else if (language_key(x, &key)) {
		add_entry(x, x->target, x->n_target, 0)->by_language = true;
	} else {
		return;
	}
	r = add_entry(x, key.p, key.n, identity.n + gzip.n);
	r->etags[0] = strndup(etag.p, etag.n);
	r->etags[1] = strndup(gzip_etag.p, gzip_etag.n);
	DAIS_ASSERT(r->etags[0] && r->etags[1]);
	r->responses[PLAIN] = make_response(e, &x->headers, identity, r->etags[0], false, &plain);
	r->n[PLAIN] = identity.n;
	if (packs)
		r->packing = net_pack_later(x->server, r, &x->headers, plain);
	if (gzip.n == 0)
		return;
	r->responses[GZIP] = make_response(e, &x->headers, gzip, r->etags[1], true, &copy);
	r->n[GZIP] = gzip.n;
}

void
net_keep_packed(struct dais_http *s, struct net_kept_reply *r, const dais_http_pairs *headers,
    struct dais_str gzip)
{
	struct dais_str copy;

	if (gzip.n) {
		if (r->responses[GZIP])
			s->engine->destroy_response(r->responses[GZIP]);
		r->responses[GZIP] =
		    make_response(s->engine, headers, gzip, r->etags[1], true, &copy);
		s->kept.bytes += gzip.n - r->n[GZIP];
		r->bytes += gzip.n - r->n[GZIP];
		r->n[GZIP] = gzip.n;
	}
	net_pack_forget(s, r->packing);
	r->packing = NULL;
}

/* ---- answering ---- */

static struct net_kept_reply *
find_for(struct dais_http_exchange *x)
{
	struct net_keep *k = &x->server->kept;
	struct net_kept_reply *r = find(k, x->target, x->n_target);
	DAIS_BUF_AUTO key = { 0 };

	if (!r || r->version != k->version || !r->by_language)
		return r;
	dais_buf_init(&key, NET_TARGET_MAX + LANGUAGE_MAX + 2);
	return language_key(x, &key) ? find(k, key.p, key.n) : NULL;
}

/* Hosts, proxies and allowances want a closer look, which request.c has. */
static bool
is_plain(const struct dais_http_exchange *x)
{
	const struct dais_http *s = x->server;

	return (x->is_head || strcmp(x->method, MHD_HTTP_METHOD_GET) == 0) && s->kept.n > 0 &&
	       !net_header(x, MHD_HTTP_HEADER_COOKIE).n &&
	       !net_header(x, MHD_HTTP_HEADER_AUTHORIZATION).n &&
	       !net_header(x, MHD_HTTP_HEADER_RANGE).n &&
	       !net_header(x, MHD_HTTP_HEADER_IF_MATCH).n;
}

static bool
is_known(const struct dais_http_exchange *x, const struct net_kept_reply *r)
{
	struct dais_str known = net_header(x, MHD_HTTP_HEADER_IF_NONE_MATCH);

	return known.n && (net_etag_matches(known, dais_str_from(r->etags[0])) ||
			      net_etag_matches(known, dais_str_from(r->etags[1])));
}

static enum form
choose(const struct dais_http_exchange *x, const struct net_kept_reply *r)
{
	return r->responses[GZIP] &&
		       net_accepts(net_header(x, MHD_HTTP_HEADER_ACCEPT_ENCODING), "gzip", false)
		   ? GZIP
		   : PLAIN;
}

static bool
answer(struct dais_http_exchange *x, struct net_kept_reply *r)
{
	struct dais_http *s = x->server;
	enum form form = choose(x, r);

	unlink_use(&s->kept, r);
	link_newest(&s->kept, r);
	s->metrics.kept_hits++;
	x->route = r->route;
	x->status = is_known(x, r) ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK;
	x->sent = x->status == MHD_HTTP_OK ? r->n[form] : 0;
	x->state = NET_QUEUED;
	x->socket->deadline_ms = x->began_us / 1000 + KEPT_MS;
	return s->engine->queue_response(x->connection, x->status, r->responses[form]) == MHD_YES;
}

bool
net_keep_answer(struct dais_http_exchange *x)
{
	struct dais_http *s = x->server;
	struct net_kept_reply *r;

	if (!is_plain(x))
		return false;
	r = find_for(x);
	if (!r || r->version != s->kept.version || !r->responses[PLAIN] ||
	    !net_request_may_pass(x) || r->secure != x->request.secure) {
		s->metrics.kept_misses++;
		return false;
	}
	return answer(x, r);
}

bool
net_keep_again(struct dais_http_exchange *x, struct dais_str etag)
{
	struct net_kept_reply *r;

	if (!x->keep || !is_plain(x))
		return false;
	r = find(&x->server->kept, x->target, x->n_target);
	if (!r || r->by_language || !r->responses[PLAIN] || r->secure != x->request.secure ||
	    !dais_str_is(etag, r->etags[0]))
		return false;
	r->version = x->server->kept.version;
	return answer(x, r);
}
