/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/desk/proofs.h"

#include "web/desk/desk.h"

#define AREA "proof"
#define KEPT_MS INT64_C(3600000)
#define PART_BYTES ((size_t)1000000) /* a value of the state takes a little more */
#define PARTS_MAX 64u

struct proof {
	struct dais_arena *arena; /* holds the strings; NULL: free */
	struct dais_str package, bytes;
	struct dais_digest digest;
	uint64_t asked; /* when, counted in askings */
};

struct dais_proofs {
	struct proof v[DAIS_PROOFS_MAX];
	struct dais_arena *arena; /* this lies in it */
	size_t bytes;
	uint64_t askings;
};

static void
drop(struct dais_proofs *all, struct proof *p)
{
	all->bytes -= p->bytes.n;
	dais_arena_free(p->arena);
	*p = (struct proof){ 0 };
}

/* A free place, or the one of the oldest; NULL when there is none yet. */
static struct proof *
oldest(struct dais_proofs *all, bool free_ones)
{
	struct proof *found = NULL;

	for (size_t i = 0; i < DAIS_PROOFS_MAX; i++) {
		struct proof *p = &all->v[i];

		if (!p->arena && free_ones)
			return p;
		if (p->arena && (!found || p->asked < found->asked))
			found = p;
	}
	return found;
}

static struct dais_str
in_memory(struct dais_site *site, struct dais_str package, const struct dais_digest *digest)
{
	struct dais_proofs *all = site->proofs;

	for (size_t i = 0; all && i < DAIS_PROOFS_MAX; i++) {
		struct proof *p = &all->v[i];

		if (!p->arena || !dais_digest_eq(&p->digest, digest) ||
		    !dais_str_eq(p->package, package))
			continue;
		p->asked = ++all->askings;
		return p->bytes;
	}
	return DAIS_STR_NONE;
}

static void
put_in_memory(struct dais_site *site, struct dais_str package, const struct dais_digest *digest,
    struct dais_str bytes)
{
	if (bytes.n > DAIS_PROOFS_BYTES_MAX || in_memory(site, package, digest).n)
		return;
	if (!site->proofs) {
		struct dais_arena *a = dais_arena_new(0);

		site->proofs = DAIS_NEW(a, struct dais_proofs);
		site->proofs->arena = a;
	}
	struct dais_proofs *all = site->proofs;
	while (all->bytes + bytes.n > DAIS_PROOFS_BYTES_MAX)
		drop(all, oldest(all, false));
	struct proof *p = oldest(all, true);
	if (p->arena)
		drop(all, p);
	p->arena = dais_arena_new(0);
	p->package = dais_arena_dup(p->arena, package);
	p->bytes = dais_arena_dup(p->arena, bytes);
	p->digest = *digest;
	p->asked = ++all->askings;
	all->bytes += bytes.n;
}

/* ---- in the record ----
 * In parts, as a value of the state has its limit. Each begins with the digest of the whole, so
 * that parts of two that were put at the same moment are not taken for one. */

static struct dais_str
key_of(struct dais_str package, const struct dais_digest *digest, struct dais_arena *a)
{
	return dais_arena_printf(
	    a, "%.*s/%.*s/", DAIS_STR_ARG(package), DAIS_STR_ARG(dais_digest_hex(a, digest)));
}

/* Why a part cannot be put is for nobody to know: the proof is in memory, and who does not find it
 * here makes it again. */
static void
put_in_record(struct dais_site *site, struct dais_str package, const struct dais_digest *digest,
    struct dais_str bytes)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_digest whole = dais_digest_of(bytes);
	struct dais_str key = key_of(package, digest, a);
	int64_t ends = dais_house_now_ms(site->house) + KEPT_MS;
	struct dais_err ignored = DAIS_ERR_INIT;
	bool ok = bytes.n <= PARTS_MAX * PART_BYTES;

	for (size_t i = 0; ok && i * PART_BYTES < bytes.n; i++) {
		struct dais_str part = dais_str_sub(bytes, i * PART_BYTES, (i + 1) * PART_BYTES);
		DAIS_BUF_AUTO value = { 0 };

		dais_buf_init(&value, sizeof(whole.bytes) + PART_BYTES);
		dais_buf_put_bytes(&value, whole.bytes, sizeof(whole.bytes));
		dais_buf_put(&value, part);
		ok = dais_store_state_set(dais_house_store(site->house),
		    &(struct dais_state){ .area = DAIS_STR_INIT(AREA),
			.key = dais_arena_printf(a, "%.*s%02zu", DAIS_STR_ARG(key), i),
			.value = dais_buf_str(&value),
			.ends_ms = ends },
		    DAIS_ANY, &ignored);
	}
}

static struct dais_str
in_record(struct dais_site *site, struct dais_str package, const struct dais_digest *digest,
    struct dais_arena *a)
{
	dais_state_vec parts = { 0 };
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_digest whole;
	struct dais_str bytes;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, PARTS_MAX * PART_BYTES);
	if (!dais_store_state_list(dais_house_store(site->house), AREA, key_of(package, digest, a),
		dais_house_now_ms(site->house), PARTS_MAX, a, &parts, &ignored))
		return DAIS_STR_NONE;
	for (size_t i = 0; i < parts.n; i++)
		dais_buf_put(
		    &out, dais_str_sub(parts.v[i].value, sizeof(whole.bytes), parts.v[i].value.n));
	bytes = dais_buf_dup(&out, a);
	whole = dais_digest_of(bytes);
	for (size_t i = 0; i < parts.n; i++) {
		if (!dais_str_has_prefix(parts.v[i].value,
			(struct dais_str){ (const char *)whole.bytes, sizeof(whole.bytes) }))
			return DAIS_STR_NONE;
	}
	return bytes;
}

struct dais_str
dais_proofs_get(struct dais_site *site, struct dais_str package, const struct dais_digest *digest,
    struct dais_arena *a)
{
	struct dais_str bytes = dais_arena_dup(a, in_memory(site, package, digest));

	if (bytes.n)
		return bytes;
	bytes = in_record(site, package, digest, a);
	if (bytes.n)
		put_in_memory(site, package, digest, bytes);
	return bytes;
}

void
dais_proofs_put(struct dais_site *site, struct dais_str package, const struct dais_digest *digest,
    struct dais_str bytes)
{
	put_in_memory(site, package, digest, bytes);
	put_in_record(site, package, digest, bytes);
}

void
dais_desk_end_proofs(struct dais_site *site)
{
	struct dais_proofs *all = site->proofs;

	for (size_t i = 0; all && i < DAIS_PROOFS_MAX; i++)
		if (all->v[i].arena)
			drop(all, &all->v[i]);
	if (all)
		dais_arena_free(all->arena);
	site->proofs = NULL;
}
