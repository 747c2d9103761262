/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Timetables of the package as plans, and plans as timetables.
 */
#include <stdlib.h>

#include "base/err.h"
#include "plan/gather/gather_priv.h"

struct reader {
	const struct dais_problem *p;
	struct dais_arena *a;
	struct dais_diags *d;
	size_t *body_of; /* by body of the record */
	dais_index_vec *tasks_of; /* by item of the record */
	unsigned *wished, *most;  /* by task: minutes; wished 0: it is brief; most 0: any */
	unsigned *given;          /* by task: minutes that are certain so far */
	DAIS_VEC(const struct dais_sitting *) sources; /* of the sittings of the plan */
	bool failed;
};

/* An error at @at, as dais_diags_add(). */
static struct dais_diag *complain(struct reader *r, struct dais_origin at, struct dais_str text,
    const char *english, ...) DAIS_SAYS(4, 5);

static struct dais_diag *
complain(struct reader *r, struct dais_origin at, struct dais_str text, const char *english, ...)
{
	struct dais_place place = dais_gather_origin(at, text);
	struct dais_diag *diag;
	va_list ap;

	r->failed = true;
	va_start(ap, english);
	diag = dais_diags_add_v(
	    r->d, "planning", DAIS_SEVERITY_ERROR, at.line ? &place : NULL, english, ap);
	va_end(ap);
	return diag;
}

static struct dais_str
when_words(const struct reader *r, struct dais_local l)
{
	return dais_local_print(r->a, l);
}

/* --- from sittings -------------------------------------------------------------------------- */

static void
complain_end(struct reader *r, const struct dais_sitting *s, const struct dais_plan_slot *slot)
{
	struct dais_str words = when_words(r, s->start);
	struct dais_diag *diag = complain(r, s->origin, DAIS_STR_NONE,
	    r->p->modality == DAIS_MODALITY_HYBRID
		? "the sitting of %.*s does not end at %02d:%02d, as sittings that begin then do "
		  "when the meeting is hybrid"
	    : r->p->modality == DAIS_MODALITY_ONLINE
		? "the sitting of %.*s does not end at %02d:%02d, as sittings that begin then do "
		  "online"
		: "the sitting of %.*s does not end at %02d:%02d, as sittings that begin then do "
		  "in person",
	    DAIS_STR_ARG(words), slot->end / 60, slot->end % 60);

	dais_diag_set_file_hint(
	    r->d, diag, "other hours than the profile's stand in planning.yaml: `hours`");
}

static size_t
slot_of(struct reader *r, const struct dais_sitting *s)
{
	struct dais_str words = when_words(r, s->start);
	struct dais_when when = { 0 };
	struct dais_diag *diag;

	for (size_t t = 0; t < r->p->slots.n; t++) {
		const struct dais_plan_slot *slot = &r->p->slots.v[t];

		if (!dais_date_eq(slot->day, s->start.date) || slot->start != s->start.minute)
			continue;
		if (dais_date_eq(s->end.date, slot->day) && s->end.minute == slot->end)
			return t;
		complain_end(r, s, slot);
		return DAIS_NONE;
	}
	diag = complain(r, s->origin, DAIS_STR_NONE,
	    r->p->modality == DAIS_MODALITY_HYBRID
		? "no sitting can begin on %.*s when the meeting is hybrid"
	    : r->p->modality == DAIS_MODALITY_ONLINE ? "no sitting can begin on %.*s online"
						     : "no sitting can begin on %.*s in person",
	    DAIS_STR_ARG(words));
	if (dais_when_read(words, &when) &&
	    !dais_when_resolve(r->p, &when, dais_slots_new(r->p, r->a)))
		dais_diag_set_hint(
		    r->d, diag, "%.*s", DAIS_STR_ARG(dais_when_hint(r->p, &when, r->a)));
	return DAIS_NONE;
}

static bool
same_words(const struct dais_ml *a, const struct dais_ml *b)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (a->in[l].n && dais_str_eq(a->in[l], b->in[l]))
			return true;
	}
	return false;
}

static size_t
room_of(struct reader *r, const struct dais_sitting *s)
{
	if (!r->p->rooms.n || dais_ml_is_empty(&s->room))
		return DAIS_NONE;
	for (size_t i = 0; i < r->p->rooms.n; i++) {
		const struct dais_plan_room *room = &r->p->rooms.v[i];

		if (s->room_id.n ? dais_str_eq(room->id, s->room_id)
				 : same_words(&room->name, &s->room))
			return i;
	}
	(void)complain(
	    r, s->origin, DAIS_STR_NONE, "the room of this sitting is none of planning.yaml");
	return DAIS_NONE;
}

static size_t
team_of(struct reader *r, const struct dais_sitting *s)
{
	if (!r->p->teams.n || !s->team.n)
		return DAIS_NONE;
	for (size_t i = 0; i < r->p->teams.n; i++) {
		if (dais_str_eq(r->p->teams.v[i].id, s->team))
			return i;
	}
	(void)complain(r, s->team_origin, s->team, "unknown team `%.*s`", DAIS_STR_ARG(s->team));
	return DAIS_NONE;
}

static int
compare_index(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

static void
bodies_of(struct reader *r, const struct dais_sitting *s, dais_index_vec *ret)
{
	for (size_t k = 0; k < s->bodies.n; k++) {
		size_t b = r->body_of[s->bodies.v[k]];

		if (b == DAIS_NONE)
			(void)complain(r, s->origin, DAIS_STR_NONE,
			    "body `%.*s` of this sitting has no meeting in `together`",
			    DAIS_STR_ARG(r->p->record->bodies.v[s->bodies.v[k]].id));
		else
			dais_vec_push(r->a, ret, b);
	}
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(*ret->v), compare_index);
}

/* A plan knows a task with all its bodies. */
static void
check_bodies(struct reader *r, const struct dais_sitting *s, const struct dais_entry *e,
    size_t task, const dais_index_vec *sitting)
{
	const struct dais_task *t = &r->p->tasks.v[task];

	for (size_t i = 0; i < t->bodies.n; i++) {
		size_t b = t->bodies.v[i];
		bool sits = false, said = e->bodies.n == 0;

		for (size_t k = 0; k < sitting->n; k++)
			sits = sits || sitting->v[k] == b;
		for (size_t k = 0; k < e->bodies.n; k++)
			said = said || e->bodies.v[k] == r->p->bodies.v[b].body;
		if (sits && said)
			continue;
		(void)complain(r, e->origin, r->p->record->items.v[e->item].id,
		    "%.*s is common and `%.*s` does not take part in the sitting of %.*s",
		    DAIS_STR_ARG(t->name),
		    DAIS_STR_ARG(r->p->record->bodies.v[r->p->bodies.v[b].body].id),
		    DAIS_STR_ARG(when_words(r, s->start)));
	}
}

static unsigned
in_steps(struct reader *r, const struct dais_entry *e, size_t parts)
{
	unsigned step = r->p->step;

	if (e->minutes % step)
		(void)complain(r, e->origin, r->p->record->items.v[e->item].id,
		    "%u minutes is no multiple of the step of %u", e->minutes, step);
	return (unsigned)(e->minutes / step / parts) * step;
}

/* What is left of the wish of @task; a third at least, since plans do not count by the minute. */
static unsigned
weight_of(const struct reader *r, size_t task)
{
	unsigned wished = r->wished[task], given = r->given[task];
	unsigned left = wished > given ? wished - given : 0;

	return left > wished / 3 ? left : wished / 3;
}

static unsigned
most_of(const struct reader *r, size_t task)
{
	if (!r->most[task])
		return 0;
	return r->most[task] > r->given[task] ? r->most[task] - r->given[task] : r->p->step;
}

/* The minutes of the entries of @ret, where the sitting @s does not state them. */
static void
share_minutes(struct reader *r, const struct dais_sitting *s, struct dais_plan_sitting *ret)
{
	size_t n = ret->entries.n, total = 0;
	unsigned length = dais_slot_steps(r->p, ret->slot) * r->p->step;
	struct dais_share share = {
		.step = r->p->step,
		.total = length,
		.n = n,
		.minutes = DAIS_NEW_N(r->a, n + 1, unsigned),
		.brief = r->p->record->profile.usual[DAIS_USUAL_OPENING].wished,
		.weights = DAIS_NEW_N(r->a, n + 1, unsigned),
		.most = DAIS_NEW_N(r->a, n + 1, unsigned),
	};

	for (size_t i = 0; i < n; i++) {
		share.minutes[i] = ret->entries.v[i].minutes;
		share.weights[i] = weight_of(r, ret->entries.v[i].task);
		share.most[i] = n > 1 ? most_of(r, ret->entries.v[i].task) : 0;
	}
	dais_gather_share(&share, r->a);
	for (size_t i = 0; i < n; i++) {
		struct dais_plan_entry *entry = &ret->entries.v[i];

		if (!entry->minutes && n > 1)
			r->given[entry->task] += share.minutes[i];
		entry->minutes = share.minutes[i];
		total += entry->minutes;
		if (!entry->minutes)
			(void)complain(r, s->origin, DAIS_STR_NONE,
			    "the sitting of %.*s leaves no time for %.*s",
			    DAIS_STR_ARG(when_words(r, s->start)),
			    DAIS_STR_ARG(r->p->tasks.v[entry->task].name));
	}
	if (total > length)
		(void)complain(r, s->origin, DAIS_STR_NONE,
		    "the entries of the sitting of %.*s take %zu minutes; it lasts %u",
		    DAIS_STR_ARG(when_words(r, s->start)), total, length);
}

/* What is certain before anything is shared: minutes that are stated, and whole sittings. */
static void
count_certain(struct reader *r, const struct dais_plan_sitting *s)
{
	for (size_t i = 0; i < s->entries.n; i++) {
		const struct dais_plan_entry *entry = &s->entries.v[i];
		unsigned whole = dais_slot_steps(r->p, s->slot) * r->p->step;

		r->given[entry->task] +=
		    s->entries.n == 1 && !entry->minutes ? whole : entry->minutes;
	}
}

static void
read_entries(struct reader *r, const struct dais_sitting *s, struct dais_plan_sitting *ret)
{
	for (size_t e = 0; e < s->entries.n; e++) {
		const dais_index_vec *tasks = &r->tasks_of[s->entries.v[e].item];

		for (size_t i = 0; i < tasks->n; i++) {
			struct dais_plan_entry *entry = dais_vec_add(r->a, &ret->entries);

			entry->task = tasks->v[i];
			entry->minutes = in_steps(r, &s->entries.v[e], tasks->n);
			check_bodies(r, s, &s->entries.v[e], tasks->v[i], &ret->bodies);
		}
	}
	count_certain(r, ret);
}

static void
read_sitting(struct reader *r, const struct dais_sitting *s, struct dais_plan *plan)
{
	struct dais_plan_sitting ret = { .slot = slot_of(r, s) };

	if (ret.slot == DAIS_NONE)
		return;
	ret.room = room_of(r, s);
	ret.team = team_of(r, s);
	bodies_of(r, s, &ret.bodies);
	read_entries(r, s, &ret);
	dais_vec_push(r->a, &plan->sittings, ret);
	dais_vec_push(r->a, &r->sources, s);
}

static int
compare_sittings(const void *a, const void *b)
{
	const struct dais_plan_sitting *x = a, *y = b;
	size_t i = x->bodies.n ? x->bodies.v[0] : 0, k = y->bodies.n ? y->bodies.v[0] : 0;

	if (x->slot != y->slot)
		return x->slot < y->slot ? -1 : 1;
	return (i > k) - (i < k);
}

/* What each task wishes and may have, from the demands. */
static void
read_times(struct reader *r)
{
	size_t n = r->p->tasks.n + 1;

	r->wished = DAIS_NEW_N(r->a, n, unsigned);
	r->most = DAIS_NEW_N(r->a, n, unsigned);
	r->given = DAIS_NEW_N(r->a, n, unsigned);
	for (size_t i = 0; i < r->p->demands.n; i++) {
		const struct dais_demand *d = &r->p->demands.v[i];

		if (d->kind == DAIS_DEMAND_MOST && d->rank == 0)
			r->most[d->task] = d->amount;
		if (d->kind == DAIS_DEMAND_LEAST && d->amount > r->wished[d->task] &&
		    !dais_gather_is_brief(r->p, &r->p->tasks.v[d->task]))
			r->wished[d->task] = d->amount;
	}
}

bool
dais_plan_from_sittings(const struct dais_problem *p, const dais_sitting_vec *sittings,
    struct dais_arena *a, struct dais_plan *ret, struct dais_diags *diags)
{
	const struct dais_record *rec = p->record;
	struct reader r = { .p = p, .a = a, .d = diags };
	struct dais_plan plan = { 0 };

	DAIS_ASSERT(rec);
	r.body_of = DAIS_NEW_N(a, rec->bodies.n + 1, size_t);
	r.tasks_of = DAIS_NEW_N(a, rec->items.n + 1, dais_index_vec);
	for (size_t i = 0; i < rec->bodies.n; i++)
		r.body_of[i] = DAIS_NONE;
	for (size_t b = 0; b < p->bodies.n; b++)
		r.body_of[p->bodies.v[b].body] = b;
	for (size_t i = 0; i < p->tasks.n; i++) {
		dais_vec_push(a, &r.tasks_of[p->tasks.v[i].item], i);
		if (p->tasks.v[i].group != p->tasks.v[i].item)
			dais_vec_push(a, &r.tasks_of[p->tasks.v[i].group], i);
	}
	read_times(&r);
	for (size_t i = 0; i < sittings->n; i++)
		read_sitting(&r, &sittings->v[i], &plan);
	for (size_t i = 0; i < plan.sittings.n; i++)
		share_minutes(&r, r.sources.v[i], &plan.sittings.v[i]);
	if (r.failed)
		return false;
	if (plan.sittings.n)
		qsort(plan.sittings.v, plan.sittings.n, sizeof(*plan.sittings.v), compare_sittings);
	dais_gather_fill(p, &plan);
	*ret = plan;
	return true;
}

/* --- to sittings ---------------------------------------------------------------------------- */

/* Minutes are stated where the sitting has more than one entry or is not filled. */
static void
write_entries(const struct dais_problem *p, const struct dais_plan_sitting *s, struct dais_arena *a,
    struct dais_sitting *ret)
{
	bool whole =
	    s->entries.n == 1 && s->entries.v[0].minutes / p->step == dais_slot_steps(p, s->slot);

	for (size_t e = 0; e < s->entries.n; e++) {
		struct dais_entry *entry = dais_vec_add(a, &ret->entries);

		entry->item = p->tasks.v[s->entries.v[e].task].item;
		entry->minutes = whole ? 0 : s->entries.v[e].minutes;
	}
}

/* Teams of the problem are those of planning.yaml, in its order. */
static void
write_team(const struct dais_problem *p, size_t team, struct dais_sitting *out)
{
	const struct dais_planning *said = p->record ? p->record->planning : NULL;

	out->team = p->teams.v[team].id;
	if (said && team < said->teams.n && dais_str_eq(said->teams.v[team].id, out->team))
		out->team_name = said->teams.v[team].name;
}

void
dais_plan_to_sittings(const struct dais_problem *p, const struct dais_plan *plan,
    struct dais_arena *a, dais_sitting_vec *ret)
{
	for (size_t i = 0; i < plan->sittings.n; i++) {
		const struct dais_plan_sitting *s = &plan->sittings.v[i];
		const struct dais_plan_slot *slot = &p->slots.v[s->slot];
		struct dais_sitting *out = dais_vec_add(a, ret);

		out->start = (struct dais_local){ slot->day, slot->start };
		out->end = (struct dais_local){ slot->day, slot->end };
		if (s->room != DAIS_NONE) {
			out->room =
			    dais_planning_name(&p->rooms.v[s->room].name, p->rooms.v[s->room].id);
			out->room_id = p->rooms.v[s->room].id;
		}
		if (s->team != DAIS_NONE)
			write_team(p, s->team, out);
		for (size_t k = 0; k < s->bodies.n; k++)
			dais_vec_push(a, &out->bodies, p->bodies.v[s->bodies.v[k]].body);
		write_entries(p, s, a, out);
	}
}
