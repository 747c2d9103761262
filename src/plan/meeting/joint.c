/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Joint sittings: which joints meet in one sitting, in each slot, and who sits alone. What is
 * said to meet does meet (neither more nor less): sharing a sitting may save a room, a team or a
 * cost, so it must not be claimed for free.
 */
#include "plan/meeting/encoder_priv.h"

#include <stdlib.h>

/* --- joints and clusters --- */

static int
compare_bodies(const dais_index_vec *x, const dais_index_vec *y)
{
	for (size_t k = 0; k < x->n && k < y->n; k++) {
		if (x->v[k] != y->v[k])
			return x->v[k] < y->v[k] ? -1 : 1;
	}
	return (x->n > y->n) - (x->n < y->n);
}

struct common_task {
	const dais_index_vec *bodies;
	size_t task;
};

static int
compare_common(const void *x, const void *y)
{
	const struct common_task *a = x, *b = y;
	int order = compare_bodies(a->bodies, b->bodies);

	return order ? order : (a->task > b->task) - (a->task < b->task);
}

static void
add_joint(struct dais_encoder *e, const dais_index_vec *bodies)
{
	struct dais_joint *j = dais_vec_add(e->a, &e->joints);

	j->bodies = *bodies;
	for (size_t k = 0; k < bodies->n; k++) {
		const struct dais_plan_body *body = &e->p->bodies.v[bodies->v[k]];

		dais_vec_push(e->a, &e->body_joints[bodies->v[k]], e->joints.n - 1);
		j->seats += body->attendance;
		j->languages |= body->languages;
		j->remote |= body->remote;
	}
}

static void
find_joints(struct dais_encoder *e)
{
	struct common_task *common = DAIS_NEW_N(e->a, e->tasks + 1, struct common_task);
	size_t n = 0;

	for (size_t i = 0; i < e->tasks; i++) {
		e->task_joint[i] = DAIS_NONE;
		if (e->task_bodies[i].n > 1)
			common[n++] = (struct common_task){ &e->task_bodies[i], i };
	}
	if (n)
		qsort(common, n, sizeof(*common), compare_common);
	for (size_t k = 0; k < n; k++) {
		if (!k || compare_bodies(common[k - 1].bodies, common[k].bodies) != 0)
			add_joint(e, common[k].bodies);
		e->task_joint[common[k].task] = e->joints.n - 1;
		dais_vec_push(e->a, &e->joints.v[e->joints.n - 1].tasks, common[k].task);
	}
}

static void
fill_cluster(struct dais_encoder *e, size_t first, bool *body_seen)
{
	struct dais_cluster *c = dais_vec_add(e->a, &e->clusters);

	e->joints.v[first].cluster = e->clusters.n - 1;
	dais_vec_push(e->a, &c->joints, first);
	for (size_t k = 0; k < c->joints.n; k++) {
		struct dais_joint *j = &e->joints.v[c->joints.v[k]];

		j->place = k;
		for (size_t m = 0; m < j->bodies.n; m++) {
			const dais_index_vec *joints = &e->body_joints[j->bodies.v[m]];

			if (body_seen[j->bodies.v[m]])
				continue;
			body_seen[j->bodies.v[m]] = true;
			dais_vec_push(e->a, &c->bodies, j->bodies.v[m]);
			for (size_t q = 0; q < joints->n; q++) {
				if (e->joints.v[joints->v[q]].cluster != DAIS_NONE)
					continue;
				e->joints.v[joints->v[q]].cluster = e->clusters.n - 1;
				dais_vec_push(e->a, &c->joints, joints->v[q]);
			}
		}
	}
}

void
dais_encoder_find_joints(struct dais_encoder *e)
{
	bool *body_seen = DAIS_NEW_N(e->a, e->bodies + 1, bool);

	find_joints(e);
	for (size_t j = 0; j < e->joints.n; j++)
		e->joints.v[j].cluster = DAIS_NONE;
	for (size_t j = 0; j < e->joints.n; j++) {
		if (e->joints.v[j].cluster == DAIS_NONE)
			fill_cluster(e, j, body_seen);
	}
}

/* --- who meets --- */

dais_literal
dais_encoder_meet(const struct dais_encoder *e, size_t j, size_t k, size_t t)
{
	const struct dais_joint *x = &e->joints.v[j], *y = &e->joints.v[k];

	if (j == k)
		return e->use[j * e->slots + t];
	if (x->cluster != y->cluster)
		return e->no;
	return e->meet[x->cluster * e->slots + t]
		      [x->place * e->clusters.v[x->cluster].joints.n + y->place];
}

bool
dais_encoder_share_body(const struct dais_joint *x, const struct dais_joint *y)
{
	for (size_t i = 0, k = 0; i < x->bodies.n && k < y->bodies.n;) {
		if (x->bodies.v[i] == y->bodies.v[k])
			return true;
		if (x->bodies.v[i] < y->bodies.v[k])
			i++;
		else
			k++;
	}
	return false;
}

/* meet of @j and @k may also come about through @middle. */
static void
add_way(struct dais_encoder *e, dais_literal *meet, size_t n, size_t j, size_t k, size_t middle)
{
	dais_literal ways[2] = { meet[j * n + k], e->no };

	if (meet[j * n + middle] == e->no || meet[middle * n + k] == e->no)
		return;
	ways[1] = dais_encoder_and(e, meet[j * n + middle], meet[middle * n + k]);
	meet[j * n + k] = meet[k * n + j] = dais_encoder_or(e, ways, 2);
}

/* "Bodies @x and @y of the cluster are in one sitting", by ways through one more body each round
 * (Warshall). Half of the table is filled: x < y. */
static dais_literal *
connect_bodies(struct dais_encoder *e, const struct dais_cluster *c, size_t t)
{
	size_t n = c->bodies.n, *place = DAIS_NEW_N(e->a, e->bodies + 1, size_t);
	dais_literal_vec *direct = DAIS_NEW_N(e->a, n * n + 1, dais_literal_vec);
	dais_literal *one = DAIS_NEW_N(e->a, n * n + 1, dais_literal);

	for (size_t k = 0; k < n; k++)
		place[c->bodies.v[k]] = k;
	for (size_t k = 0; k < c->joints.n; k++) {
		const dais_index_vec *v = &e->joints.v[c->joints.v[k]].bodies;

		for (size_t x = 0; x < v->n; x++) {
			for (size_t y = 0; y < v->n; y++)
				dais_vec_push(e->a, &direct[place[v->v[x]] * n + place[v->v[y]]],
				    e->use[c->joints.v[k] * e->slots + t]);
		}
	}
	for (size_t k = 0; k < n * n; k++)
		one[k] = k / n < k % n ? dais_encoder_or(e, direct[k].v, direct[k].n) : e->no;
	for (size_t middle = 0; middle < n; middle++) {
		for (size_t x = 0; x < n; x++) {
			for (size_t y = x + 1; y < n; y++) {
				dais_literal in = one[x < middle ? x * n + middle : middle * n + x];
				dais_literal on = one[y < middle ? y * n + middle : middle * n + y];
				dais_literal ways[2] = { one[x * n + y], e->no };

				if (x == middle || in == e->no)
					break;
				if (y == middle || on == e->no)
					continue;
				ways[1] = dais_encoder_and(e, in, on);
				one[x * n + y] = dais_encoder_or(e, ways, 2);
			}
		}
	}
	return one;
}

/* Joints in use are in one sitting when bodies of theirs are. */
static void
meet_by_bodies(struct dais_encoder *e, const struct dais_cluster *c, size_t t, dais_literal *meet)
{
	size_t n = c->joints.n, *place = DAIS_NEW_N(e->a, e->bodies + 1, size_t);
	const dais_literal *one = connect_bodies(e, c, t);

	for (size_t k = 0; k < c->bodies.n; k++)
		place[c->bodies.v[k]] = k;
	for (size_t j = 0; j < n; j++) {
		for (size_t k = j + 1; k < n; k++) {
			size_t x = place[e->joints.v[c->joints.v[j]].bodies.v[0]];
			size_t y = place[e->joints.v[c->joints.v[k]].bodies.v[0]];

			if (!dais_encoder_share_body(
				&e->joints.v[c->joints.v[j]], &e->joints.v[c->joints.v[k]]))
				meet[j * n + k] = meet[k * n + j] = dais_encoder_and(e,
				    dais_encoder_and(e, meet[j * n + j], meet[k * n + k]),
				    one[x < y ? x * c->bodies.n + y : y * c->bodies.n + x]);
		}
	}
}

/* The same by ways from joint to joint, through one more joint of the cluster each round. Two that
 * share a body meet whenever both are in use: nothing can be added to that. */
static void
meet_by_joints(struct dais_encoder *e, const struct dais_cluster *c, dais_literal *meet)
{
	size_t n = c->joints.n;

	for (size_t middle = 0; middle < n; middle++) {
		for (size_t j = 0; j < n; j++) {
			if (meet[j * n + middle] == e->no)
				continue;
			for (size_t k = j + 1; k < n; k++) {
				if (j != middle && k != middle &&
				    !dais_encoder_share_body(
					&e->joints.v[c->joints.v[j]], &e->joints.v[c->joints.v[k]]))
					add_way(e, meet, n, j, k, middle);
			}
		}
	}
}

/* Whether a common task of the cluster may change in slot @t. */
static bool
is_freed(const struct dais_encoder *e, const struct dais_cluster *c, size_t t)
{
	for (size_t k = 0; e->scope && k < c->joints.n; k++) {
		const dais_index_vec *tasks = &e->joints.v[c->joints.v[k]].tasks;

		for (size_t m = 0; m < tasks->n; m++) {
			if (e->scope->freed[tasks->v[m] * e->slots + t])
				return true;
		}
	}
	return !e->scope;
}

/* Those of one sitting of the plan that is held. */
static void
meet_as_held(struct dais_encoder *e, const struct dais_cluster *c, size_t t, dais_literal *meet)
{
	const size_t *sitting = e->scope->sitting;
	size_t n = c->joints.n;

	for (size_t j = 0; j < n; j++) {
		const struct dais_joint *x = &e->joints.v[c->joints.v[j]];

		if (meet[j * n + j] == e->no)
			continue;
		for (size_t k = j + 1; k < n; k++) {
			const struct dais_joint *y = &e->joints.v[c->joints.v[k]];

			if (meet[k * n + k] != e->no && sitting[x->bodies.v[0] * e->slots + t] ==
							    sitting[y->bodies.v[0] * e->slots + t])
				meet[j * n + k] = meet[k * n + j] = e->yes;
		}
	}
}

/* Which joints of the cluster meet in slot @t. */
static void
encode_meetings(struct dais_encoder *e, const struct dais_cluster *c, size_t t, dais_literal *meet)
{
	size_t n = c->joints.n;

	for (size_t j = 0; j < n; j++) {
		for (size_t k = j; k < n; k++) {
			dais_literal x = e->use[c->joints.v[j] * e->slots + t];
			dais_literal y = e->use[c->joints.v[k] * e->slots + t];
			bool direct = dais_encoder_share_body(
			    &e->joints.v[c->joints.v[j]], &e->joints.v[c->joints.v[k]]);

			meet[j * n + k] = meet[k * n + j] = j == k   ? x
							    : direct ? dais_encoder_and(e, x, y)
								     : e->no;
		}
	}
	if (!is_freed(e, c, t))
		meet_as_held(e, c, t, meet);
	else if (c->bodies.n < n)
		meet_by_bodies(e, c, t, meet);
	else
		meet_by_joints(e, c, meet);
}

static void
encode_lead(struct dais_encoder *e, const struct dais_cluster *c, size_t t)
{
	dais_literal *clause = DAIS_NEW_N(e->a, c->joints.n + 2, dais_literal);

	for (size_t k = 0; k < c->joints.n; k++) {
		size_t j = c->joints.v[k], n = 0;
		dais_literal use = e->use[j * e->slots + t], lead = use;

		for (size_t m = 0; m < k; m++) {
			dais_literal meet = dais_encoder_meet(e, j, c->joints.v[m], t);

			if (meet != e->no)
				clause[n++] = meet;
		}
		if (n && use != e->no) {
			lead = dais_encoder_new_literal(e);
			dais_encoder_any(e, -lead, use, 0);
			for (size_t m = 0; m < n; m++)
				dais_encoder_any(e, -lead, -clause[m], 0);
			clause[n++] = -use;
			clause[n++] = lead;
			dais_encoder_clause(e, clause, n);
		}
		e->lead[j * e->slots + t] = lead;
	}
}

static void
encode_alone(struct dais_encoder *e, size_t b, size_t t)
{
	const dais_index_vec *joints = &e->body_joints[b];
	size_t at = b * e->slots + t, n = 0;
	dais_literal *clause = DAIS_NEW_N(e->a, joints->n + 2, dais_literal);
	bool can = false;

	for (size_t k = 0; k < e->body_tasks[b].n; k++) {
		size_t i = e->body_tasks[b].v[k];

		can |= e->task_joint[i] == DAIS_NONE && e->x[i * e->slots + t].n;
	}
	for (size_t k = 0; k < joints->n; k++) {
		if (e->use[joints->v[k] * e->slots + t] != e->no)
			clause[n++] = e->use[joints->v[k] * e->slots + t];
	}
	e->alone[at] = can ? e->sits[at] : e->no;
	if (!can || n == 0)
		return;
	e->alone[at] = dais_encoder_new_literal(e);
	dais_encoder_any(e, -e->alone[at], e->sits[at], 0);
	for (size_t k = 0; k < n; k++)
		dais_encoder_any(e, -e->alone[at], -clause[k], 0);
	clause[n++] = -e->sits[at];
	clause[n++] = e->alone[at];
	dais_encoder_clause(e, clause, n);
}

void
dais_encode_joints(struct dais_encoder *e)
{
	dais_literal *uses = DAIS_NEW_N(e->a, e->tasks + 1, dais_literal);

	for (size_t j = 0; j < e->joints.n; j++) {
		for (size_t t = 0; t < e->slots; t++) {
			const dais_index_vec *tasks = &e->joints.v[j].tasks;

			for (size_t k = 0; k < tasks->n; k++)
				uses[k] = dais_encoder_used(e, tasks->v[k], t);
			e->use[j * e->slots + t] = dais_encoder_or(e, uses, tasks->n);
		}
	}
	for (size_t c = 0; c < e->clusters.n; c++) {
		size_t n = e->clusters.v[c].joints.n;

		for (size_t t = 0; t < e->slots; t++) {
			dais_literal *meet = DAIS_NEW_N(e->a, n * n + 1, dais_literal);

			e->meet[c * e->slots + t] = meet;
			encode_meetings(e, &e->clusters.v[c], t, meet);
			encode_lead(e, &e->clusters.v[c], t);
		}
	}
	for (size_t b = 0; b < e->bodies; b++) {
		for (size_t t = 0; t < e->slots; t++)
			encode_alone(e, b, t);
	}
}
