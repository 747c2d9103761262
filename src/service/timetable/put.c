/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * An arrangement as things: those that differ are put, those that are gone are closed.
 */
#include "mark/json_read.h"
#include "service/house/log.h"
#include "service/house/things.h"
#include "service/timetable/timetable_priv.h"

#include <stdio.h>

#define KIND DAIS_STR("sitting")

struct put {
	struct dais_house_edit *edit;
	struct dais_arena *a;
	dais_thing_vec was, now; /* sittings of the working record and of the arrangement */
	bool *kept;              /* of was: stays under its id */
	bool *done;              /* of now: stands under an id already */
	uint64_t seen; /* the change up to which the timetable was seen; 0: all of them */
	dais_change_vec later; /* changes of sittings after that */
};

/* "start" of a sitting, with "plan": what it is the same sitting by. */
static struct dais_str
time_of(const struct dais_thing *t, struct dais_arena *a)
{
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_json_value *v;

	if (!dais_json_parse(a, t->value, &v, &none))
		return DAIS_STR_NONE;
	return dais_arena_printf(a, "%.*s %.*s", DAIS_STR_ARG(dais_json_get_str(v, "start")),
	    DAIS_STR_ARG(dais_json_get_str(v, "plan")));
}

static void
only_sittings(const dais_thing_vec *all, struct dais_arena *a, dais_thing_vec *ret)
{
	for (size_t i = 0; i < all->n; i++)
		if (dais_str_eq(all->v[i].kind, KIND))
			dais_vec_push(a, ret, all->v[i]);
}

static bool
same_value(const struct dais_thing *x, const struct dais_thing *y, struct dais_arena *a)
{
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_json_value *p, *q;

	return dais_json_parse(a, x->value, &p, &none) && dais_json_parse(a, y->value, &q, &none) &&
	       dais_json_equal(p, q);
}

static bool
says_another(const struct dais_change_entry *e, struct dais_arena *a)
{
	struct dais_thing before = { .value = e->before }, after = { .value = e->after };

	return !before.value.n || !after.value.n || !same_value(&before, &after, a);
}

/* The revision of @t that whoever arranges has seen: its own, unless someone has changed more than
 * its place among the others since. */
static uint64_t
revision_seen(const struct put *p, const struct dais_thing *t)
{
	for (size_t i = 0; i < p->later.n; i++)
		for (size_t k = 0; k < p->later.v[i].entries.n; k++) {
			const struct dais_change_entry *e = &p->later.v[i].entries.v[k];

			if (dais_str_eq(e->kind, KIND) && dais_str_eq(e->id, t->id) &&
			    says_another(e, p->a))
				return p->seen;
		}
	return t->revision;
}

static bool
read_later(struct dais_house *h, struct dais_str package, struct put *p, struct dais_err *err)
{
	struct dais_change_query query = { .package = package, .after = p->seen, .max = 1000 };

	return !p->seen || dais_store_changes(dais_house_store(h), &query, p->a, &p->later, err);
}

/* Pairs what is equal, then what has the same time, then what is left in order: a sitting that
 * moves keeps its id. */
static bool
pair(struct put *p,
    bool (*same)(const struct dais_thing *, const struct dais_thing *, struct dais_arena *),
    bool equal, struct dais_err *err)
{
	for (size_t i = 0; i < p->now.n; i++) {
		for (size_t k = 0; k < p->was.n && !p->done[i]; k++) {
			if (p->kept[k] || !same(&p->was.v[k], &p->now.v[i], p->a))
				continue;
			p->kept[k] = p->done[i] = true;
			/* Sittings stand in the order of time: one that moves moves others' places.
			 */
			if ((!equal || p->was.v[k].position != p->now.v[i].position) &&
			    !dais_edit_put(p->edit, KIND, p->was.v[k].id, p->now.v[i].position,
				p->now.v[i].value,
				equal ? p->was.v[k].revision : revision_seen(p, &p->was.v[k]), err))
				return false;
		}
	}
	return true;
}

static bool
same_time(const struct dais_thing *x, const struct dais_thing *y, struct dais_arena *a)
{
	return dais_str_eq(time_of(x, a), time_of(y, a));
}

static bool
any(const struct dais_thing *x, const struct dais_thing *y, struct dais_arena *a)
{
	(void)x;
	(void)y;
	(void)a;
	return true;
}

/* The number of "s12". */
static int64_t
number_of(struct dais_str id)
{
	int64_t n = 0;

	(void)dais_str_to_int(dais_str_sub(id, 1, id.n), 0, INT32_MAX, &n);
	return n;
}

/* Under a number that none had, also none that was closed: ids are for life. */
static bool
add_new(struct put *p, int64_t last, struct dais_err *err)
{
	for (size_t i = 0; i < p->now.n; i++) {
		if (p->done[i])
			continue;
		last++;
		if (!dais_edit_put(p->edit, KIND, dais_arena_printf(p->a, "s%lld", (long long)last),
			p->now.v[i].position, p->now.v[i].value, 0, err))
			return false;
	}
	return true;
}

static bool
close_gone(struct put *p, struct dais_err *err)
{
	for (size_t k = 0; k < p->was.n; k++)
		if (!p->kept[k] && !dais_edit_close(p->edit, KIND, p->was.v[k].id,
				       revision_seen(p, &p->was.v[k]), err))
			return false;
	return true;
}

/* The highest number that a sitting of the package ever had. */
static bool
last_number(struct dais_house *h, struct dais_str package, struct put *p, int64_t *ret,
    struct dais_err *err)
{
	struct dais_change_query query = { .package = package, .max = 1000 };
	dais_change_vec changes;

	*ret = 0;
	for (size_t k = 0; k < p->was.n; k++)
		if (number_of(p->was.v[k].id) > *ret)
			*ret = number_of(p->was.v[k].id);
	do {
		changes = (dais_change_vec){ 0 };
		if (!dais_store_changes(dais_house_store(h), &query, p->a, &changes, err))
			return false;
		for (size_t i = 0; i < changes.n; i++) {
			query.after = changes.v[i].number;
			for (size_t e = 0; e < changes.v[i].entries.n; e++) {
				const struct dais_change_entry *entry = &changes.v[i].entries.v[e];

				if (dais_str_eq(entry->kind, KIND) && number_of(entry->id) > *ret)
					*ret = number_of(entry->id);
			}
		}
	} while (changes.n == query.max);
	return true;
}

static bool
write_all(
    struct dais_house *h, const struct dais_arrangement *t, struct put *p, struct dais_err *err)
{
	int64_t last;

	return pair(p, same_value, true, err) && pair(p, same_time, false, err) &&
	       pair(p, any, false, err) && last_number(h, t->snapshot->package, p, &last, err) &&
	       add_new(p, last, err) && close_gone(p, err);
}

/* When body @body first sits in @r; minute -1: it does not. */
static struct dais_local
first_sitting(const struct dais_record *r, size_t body)
{
	struct dais_local first = { .minute = -1 };

	for (size_t i = 0; i < r->sittings.n; i++) {
		const struct dais_sitting *s = &r->sittings.v[i];

		for (size_t k = 0; k < s->bodies.n; k++)
			if (s->bodies.v[k] == body &&
			    (first.minute < 0 || dais_local_cmp(s->start, first) < 0))
				first = s->start;
	}
	return first;
}

/* A meeting opens with its first sitting: an opening that was at the beginning of it goes along
 * with it, unless behind the close of the meeting, which the checker tells then. */
static bool
move_openings(const struct dais_arrangement *t, struct put *p, struct dais_err *err)
{
	const struct dais_record *was = t->snapshot->record;

	for (size_t i = 0; i < was->together.n; i++) {
		const struct dais_meeting *m = &was->meetings.v[was->together.v[i]];
		struct dais_local then = first_sitting(was, m->body);
		struct dais_local now = first_sitting(t->record, m->body);

		if (then.minute < 0 || now.minute < 0 || dais_local_cmp(then, m->opens) != 0 ||
		    dais_local_cmp(now, then) == 0 || dais_date_cmp(now.date, m->closes) > 0)
			continue;
		if (!dais_edit_set(p->edit, DAIS_STR("meeting"), m->id, "opens",
			dais_json_print(p->a, dais_json_new_str(p->a, dais_local_print(p->a, now))),
			DAIS_ANY,
			dais_str_trim(dais_json_print(
			    p->a, dais_json_new_str(p->a, dais_local_print(p->a, then)))),
			err))
			return false;
	}
	return true;
}

void
dais_arrange_keep_conflict(
    const struct dais_edit_conflict *c, struct dais_arena *a, struct dais_edit_conflict *ret)
{
	*ret = (struct dais_edit_conflict){ .kind = dais_arena_dup(a, c->kind),
		.id = dais_arena_dup(a, c->id),
		.who = dais_arena_dup(a, c->who),
		.at_ms = c->at_ms,
		.theirs = dais_arena_dup(a, c->theirs),
		.yours = dais_arena_dup(a, c->yours) };
}

bool
dais_arrange_put(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_arrangement *t, struct dais_str why, struct dais_diags *diags,
    uint64_t *ret_change, struct dais_edit_conflict *ret_conflict, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct put p = { .a = a, .seen = t->seen };
	struct dais_edit_conflict conflict = { 0 };
	dais_thing_vec all = { 0 };

	if (!dais_store_things(dais_house_store(h), t->snapshot->package, KIND, a, &p.was, err) ||
	    !dais_edit_begin(
		h, actor, DAIS_ACTION_EDIT_TIMETABLE, t->snapshot->package, why, a, &p.edit, err))
		return false;
	if (!read_later(h, t->snapshot->package, &p, err))
		return false;
	dais_things_of(t->record, a, &all);
	only_sittings(&all, a, &p.now);
	p.kept = DAIS_NEW_N(a, p.was.n + 1, bool);
	p.done = DAIS_NEW_N(a, p.now.n + 1, bool);
	if (write_all(h, t, &p, err) && move_openings(t, &p, err) &&
	    dais_edit_commit(p.edit, diags, ret_change, &conflict, err))
		return true;
	dais_arrange_keep_conflict(&conflict, diags->arena, ret_conflict);
	return false;
}

bool
dais_arrange_overtaken(struct dais_house *h, struct dais_str package, uint64_t seen,
    struct dais_arena *a, struct dais_edit_conflict *ret, struct dais_err *err)
{
	struct dais_change_query query = { .package = package, .after = seen, .max = 1000 };
	dais_log_vec log = { 0 };
	bool found = false;

	if (!seen || !dais_house_log(h, &query, a, &log, err))
		return false;
	for (size_t i = 0; i < log.n; i++)
		for (size_t k = 0; k < log.v[i].things.n; k++) {
			if (!dais_str_eq(log.v[i].things.v[k].kind, KIND))
				continue;
			*ret = (struct dais_edit_conflict){ .kind = KIND,
				.id = log.v[i].things.v[k].id,
				.who = log.v[i].name,
				.at_ms = log.v[i].at_ms };
			found = true;
		}
	return found;
}
