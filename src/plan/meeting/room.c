/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Seats of joint sittings, and demands on the rooms of a body.
 */
#include "plan/meeting/service_priv.h"

/* --- seats --- */

struct extra {
	dais_literal in;
	unsigned seats;
};

struct sum_state {
	unsigned seats;
	dais_literal reached; /* as many seats are taken by the bodies looked at so far */
};

typedef DAIS_VEC(struct sum_state) state_vec;

static dais_literal
state_for(struct dais_encoder *e, state_vec *states, unsigned seats)
{
	for (size_t k = 0; k < states->n; k++) {
		if (states->v[k].seats == seats)
			return states->v[k].reached;
	}
	dais_vec_push(e->a, states, ((struct sum_state){ seats, dais_encoder_new_literal(e) }));
	return states->v[states->n - 1].reached;
}

/* Sums of seats that can be reached, body by body; a sum above @capacity is not allowed. */
static void
limit_seats(struct dais_encoder *e, const struct extra *extra, size_t n, unsigned base,
    unsigned capacity, dais_literal when)
{
	state_vec states = { 0 };
	unsigned rest = 0;

	for (size_t k = 0; k < n; k++)
		rest += extra[k].seats;
	dais_vec_push(e->a, &states, ((struct sum_state){ base, when }));
	for (size_t k = 0; k < n; k++) {
		state_vec next = { 0 };

		for (size_t m = 0; m < states.n; m++) {
			struct sum_state at = states.v[m];

			if (at.seats + rest <= capacity)
				continue;
			dais_encoder_any(e, -at.reached, state_for(e, &next, at.seats), 0);
			if (at.seats + extra[k].seats > capacity)
				dais_encoder_any(e, -at.reached, -extra[k].in, 0);
			else
				dais_encoder_any(e, -at.reached, -extra[k].in,
				    state_for(e, &next, at.seats + extra[k].seats), 0);
		}
		rest -= extra[k].seats;
		states = next;
	}
}

static unsigned
capacity_of(const struct dais_encoder *e, size_t c)
{
	return e->p->rooms.v[e->rooms.classes.v[c].members.v[0]].capacity;
}

/* "A room of just as many seats as class @c serves joint @j"; no when a class before @c has as
 * many: it was asked then. */
static dais_literal
served_by_like(struct dais_encoder *e, size_t j, size_t t, size_t c)
{
	dais_literal_vec like = { 0 };

	for (size_t k = 0; k < e->rooms.classes.n; k++) {
		if (capacity_of(e, k) != capacity_of(e, c))
			continue;
		if (k < c)
			return e->no;
		dais_vec_push(e->a, &like, dais_service_of_joint(e, &e->rooms, j, t, k));
	}
	return dais_encoder_or(e, like.v, like.n);
}

static bool
is_of_joint(const struct dais_joint *joint, size_t b)
{
	for (size_t k = 0; k < joint->bodies.n; k++) {
		if (joint->bodies.v[k] == b)
			return true;
	}
	return false;
}

static void
seats_of_joint(struct dais_encoder *e, size_t j, size_t t)
{
	const struct dais_joint *joint = &e->joints.v[j];
	const dais_index_vec *bodies = &e->clusters.v[joint->cluster].bodies;
	struct extra *extra = DAIS_NEW_N(e->a, bodies->n + 1, struct extra);
	unsigned base = joint->seats, all;
	size_t n = 0;

	for (size_t k = 0; k < bodies->n; k++) {
		size_t b = bodies->v[k];
		dais_literal in = dais_encoder_body_in(e, b, j, t);

		if (in == e->no || !e->p->bodies.v[b].attendance || is_of_joint(joint, b))
			continue;
		if (in == e->yes) /* by a common item that is held */
			base += e->p->bodies.v[b].attendance;
		else
			extra[n++] = (struct extra){ in, e->p->bodies.v[b].attendance };
	}
	all = base;
	for (size_t k = 0; k < n; k++)
		all += extra[k].seats;
	for (size_t c = 0; all > joint->seats && c < e->rooms.classes.n; c++) {
		unsigned capacity = capacity_of(e, c);
		dais_literal serves =
		    capacity && capacity < all ? served_by_like(e, j, t, c) : e->no;

		if (serves != e->no && base > capacity)
			dais_encoder_any(e, -serves, 0);
		else if (serves != e->no)
			limit_seats(e, extra, n, base, capacity, serves);
	}
}

void
dais_encode_seats(struct dais_encoder *e)
{
	for (size_t j = 0; j < e->joints.n; j++) {
		if (e->clusters.v[e->joints.v[j].cluster].joints.n < 2)
			continue;
		for (size_t t = 0; t < e->slots; t++) {
			if (e->use[j * e->slots + t] != e->no &&
			    dais_encoder_touches(e, e->joints.v[j].bodies.v[0], t))
				seats_of_joint(e, j, t);
		}
	}
}

/* --- demands --- */

/* Adds what says that room class @c has a sitting of body @b in slot @t. */
static void
collect_body(struct dais_encoder *e, size_t b, size_t t, size_t c, dais_literal_vec *ret)
{
	dais_literal l = dais_service_of_body(e, &e->rooms, b, t, c);

	if (l != e->no)
		dais_vec_push(e->a, ret, l);
	for (size_t k = 0; k < e->body_joints[b].n; k++) {
		l = dais_service_of_joint(e, &e->rooms, e->body_joints[b].v[k], t, c);
		if (l != e->no)
			dais_vec_push(e->a, ret, l);
	}
}

static void
encode_rooms(struct dais_encoder *e, const struct dais_demand *d, const uint64_t *slots)
{
	for (size_t t = 0; t < e->slots; t++) {
		dais_literal_vec outside = { 0 };
		dais_literal inside;

		for (size_t c = 0; dais_slots_has(slots, t) && c < e->rooms.classes.n; c++) {
			if (!(d->rooms >> e->rooms.classes.v[c].members.v[0] & 1u))
				collect_body(e, d->body, t, c, &outside);
		}
		if (!outside.n)
			continue;
		inside = dais_encoder_unit(e, d);
		for (size_t k = 0; k < outside.n; k++)
			dais_encoder_any(e, -inside, -outside.v[k], 0);
		dais_vec_push(e->a, &outside, inside);
		if (d->rank)
			dais_encoder_clause(e, outside.v, outside.n);
	}
}

/* "Body @b sits in room class @c at some time"; every class is one room here. */
static dais_literal
ever_in(struct dais_encoder *e, size_t b, size_t c)
{
	dais_literal_vec when = { 0 };

	for (size_t t = 0; t < e->slots; t++)
		collect_body(e, b, t, c, &when);
	return dais_encoder_or(e, when.v, when.n);
}

static void
encode_one_room(struct dais_encoder *e, const struct dais_demand *d)
{
	size_t n = e->rooms.classes.n;
	dais_literal *rooms = DAIS_NEW_N(e->a, n + 1, dais_literal);
	size_t most = d->rank == 0 ? 2 : n;
	struct dais_sum_limits limits = { .up = most, .down = most };

	for (size_t c = 0; c < n; c++)
		rooms[c] = ever_in(e, d->body, c);
	/* Rooms are shared out among all: none has one of its own. */
	e->account = e->bodies;
	dais_encoder_want_at_most(e, d, dais_unary_count(e, rooms, n, limits), 1, e->yes);
	e->account = DAIS_NONE;
}

void
dais_encode_room_demand(struct dais_encoder *e, const struct dais_demand *d)
{
	if (!e->p->rooms.n)
		return;
	if (d->kind == DAIS_DEMAND_ONE_ROOM)
		encode_one_room(e, d);
	else
		encode_rooms(e, d, d->kind == DAIS_DEMAND_KEEP_ROOM ? d->slots : NULL);
}

/* --- rooms that are alike --- */

enum {
	ORDERED_BODIES_MAX = 64
};

void
dais_encode_room_order(struct dais_encoder *e)
{
	size_t n = e->rooms.classes.n;
	dais_literal *so_far = DAIS_NEW_N(e->a, n + 1, dais_literal);

	if (e->bodies > ORDERED_BODIES_MAX)
		return;
	for (size_t c = 0; c < n; c++)
		so_far[c] = e->no;
	for (size_t b = 0; b < e->bodies; b++) {
		for (size_t c = 0; c < n; c++) {
			dais_literal either[2] = { so_far[c], ever_in(e, b, c) };

			so_far[c] = dais_encoder_or(e, either, 2);
		}
		for (size_t c = 1; c < n; c++) {
			if (dais_rooms_alike(e, c - 1, c))
				dais_encoder_any(e, -so_far[c], so_far[c - 1], 0);
		}
	}
}
