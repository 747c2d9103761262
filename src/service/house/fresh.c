/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Records that were read before they were written: an edit reads the whole package to check it,
 * and what it read is the working record from then on.
 */
#include "service/house/house_priv.h"

struct house_kept *
house_new_fresh(
    struct dais_str package, const dais_thing_vec *things, const struct dais_diags *diags)
{
	struct dais_arena *a = dais_arena_new(0);
	struct house_kept *k = DAIS_NEW(a, struct house_kept);

	k->arena = a;
	k->s.package = dais_arena_dup(a, package);
	dais_diags_init_as(&k->s.diags, a, diags);
	for (size_t i = 0; i < things->n; i++) {
		struct dais_thing t = things->v[i];

		t.kind = dais_arena_dup(a, t.kind);
		t.id = dais_arena_dup(a, t.id);
		t.value = dais_arena_dup(a, t.value);
		t.package = k->s.package;
		dais_vec_push(a, &k->things, t);
	}
	return k;
}

void
house_forget_fresh(struct house_kept *k)
{
	if (k)
		dais_arena_free(k->arena);
}

static bool
is_same(const struct dais_thing *x, const struct dais_thing *y)
{
	return dais_things_compare(x, y) == 0 && dais_str_eq(x->value, y->value);
}

/* Gives the things of @k their revisions; all three are sorted. False: something else was written
 * than @k was read from. */
static bool
settle(struct house_kept *k, const dais_thing_vec *before, const dais_thing_vec *written,
    uint64_t change)
{
	size_t at = 0;

	if (written->n != k->things.n)
		return false;
	for (size_t i = 0; i < k->things.n; i++) {
		struct dais_thing *t = &k->things.v[i];

		if (!is_same(&written->v[i], t))
			return false;
		while (at < before->n && dais_things_compare(&before->v[at], t) < 0)
			at++;
		t->revision =
		    at < before->n && is_same(&before->v[at], t) ? before->v[at].revision : change;
	}
	return true;
}

void
house_keep_fresh(struct dais_house *h, struct house_kept *k, const dais_thing_vec *before,
    const dais_thing_vec *written, uint64_t change, int64_t at_ms)
{
	if (!settle(k, before, written, change)) {
		house_forget_fresh(k);
		return;
	}
	k->places.things = k->things;
	k->s.revision = change;
	k->s.at_ms = at_ms;
	house_body_keys(k->s.record, k->arena, &k->s.body_keys);
	house_keep(h, k);
}
