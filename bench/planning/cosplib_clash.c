/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_clash.h"

#include "planning/cosplib_order.h"

struct finder {
	const struct cosplib *p;
	const struct cosplib_patterns *patterns;
	struct dais_arena *arena;
	struct cosplib_clashes *to;
	uint8_t *done; /* pairs of submissions that are in a clash already */
};

size_t
cosplib_member_track(const struct cosplib *p, const struct cosplib_member *m)
{
	return m->track ? m->index : p->submissions.v[m->index].track;
}

/* A track that has one session is there with all its submissions. */
static struct cosplib_member
member_of(const struct finder *f, size_t i)
{
	size_t t = f->p->submissions.v[i].track;

	if (f->patterns[t].most == 1)
		return (struct cosplib_member){ true, t };
	f->to->mixed[t] = true;
	return (struct cosplib_member){ false, i };
}

static void
add_member(struct finder *f, struct cosplib_clash *c, struct cosplib_member m)
{
	for (size_t k = 0; k < c->members.n; k++)
		if (c->members.v[k].track == m.track && c->members.v[k].index == m.index)
			return;
	dais_vec_push(f->arena, &c->members, m);
}

/* Whether submission @j clashes with all of @v: across tracks, and by pairs that are free when
 * each may be used once. */
static bool
clashes_with_all(
    const struct finder *f, const uint8_t *table, bool once, const size_t *v, size_t n, size_t j)
{
	size_t all = f->p->submissions.n;

	for (size_t k = 0; k < n; k++)
		if (!table[v[k] * all + j] ||
		    f->p->submissions.v[v[k]].track == f->p->submissions.v[j].track ||
		    (once && f->done[v[k] * all + j]))
			return false;
	return true;
}

/* The group that begins with the pair @i, @j, grown greedily. */
static void
grow(struct finder *f, const uint8_t *table, int64_t weight, size_t i, size_t j)
{
	struct cosplib_clash *c = dais_vec_add(f->arena, &f->to->v);
	DAIS_VEC(size_t) group = { 0 };
	size_t all = f->p->submissions.n;

	c->weight = weight;
	dais_vec_push(f->arena, &group, i);
	dais_vec_push(f->arena, &group, j);
	for (size_t k = 0; k < all; k++)
		if (clashes_with_all(f, table, weight > 0, group.v, group.n, k))
			dais_vec_push(f->arena, &group, k);
	for (size_t x = 0; x < group.n; x++)
		for (size_t y = 0; y < group.n; y++)
			f->done[group.v[x] * all + group.v[y]] = 1;
	for (size_t x = 0; x < group.n; x++)
		add_member(f, c, member_of(f, group.v[x]));
}

/* Clashes between submissions of different tracks. */
static void
find_submissions(struct finder *f, const uint8_t *table, int64_t weight)
{
	size_t n = f->p->submissions.n;

	memset(f->done, 0, n * n);
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (table[i * n + j] && !f->done[i * n + j] &&
			    f->p->submissions.v[i].track != f->p->submissions.v[j].track)
				grow(f, table, weight, i, j);
}

static void
add_tracks(struct finder *f, size_t t, size_t u, int64_t weight)
{
	struct cosplib_clash *c;

	if (!weight)
		return;
	c = dais_vec_add(f->arena, &f->to->v);
	c->weight = weight;
	dais_vec_push(f->arena, &c->members, ((struct cosplib_member){ true, t }));
	dais_vec_push(f->arena, &c->members, ((struct cosplib_member){ true, u }));
}

struct cosplib_clashes *
cosplib_clashes(const struct cosplib *p, const struct cosplib_aim *aim,
    const struct cosplib_patterns *patterns, struct dais_arena *a)
{
	struct finder f = { p, patterns, a, DAIS_NEW(a, struct cosplib_clashes),
		DAIS_NEW_N(a, p->submissions.n * p->submissions.n, uint8_t) };
	const int64_t *w = p->weight;

	f.to->mixed = DAIS_NEW_N(a, p->tracks.n, bool);
	for (size_t t = 0; t < p->tracks.n; t++)
		f.to->mixed[t] = patterns[t].rough || cosplib_has_order(p, aim, patterns, t);
	if (!aim->whole || w[COSPLIB_PRESENTERS])
		find_submissions(&f, p->presenters, aim->whole ? w[COSPLIB_PRESENTERS] : 0);
	if (!aim->whole)
		return f.to;
	if (w[COSPLIB_ATTENDEES])
		find_submissions(&f, p->attendees, w[COSPLIB_ATTENDEES]);
	for (size_t t = 0; t < p->tracks.n; t++)
		for (size_t u = t + 1; u < p->tracks.n; u++)
			add_tracks(&f, t, u,
			    w[COSPLIB_SIMILAR] * p->similar[t * p->tracks.n + u] +
				w[COSPLIB_CHAIRS] * p->chairs[t * p->tracks.n + u]);
	return f.to;
}
