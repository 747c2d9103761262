/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/desk/proofs.h"

#include "web/desk/desk.h"

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

struct dais_str
dais_proofs_get(struct dais_site *site, struct dais_str package, const struct dais_digest *digest)
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

void
dais_proofs_put(struct dais_site *site, struct dais_str package, const struct dais_digest *digest,
    struct dais_str bytes)
{
	if (bytes.n > DAIS_PROOFS_BYTES_MAX || dais_proofs_get(site, package, digest).n)
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
