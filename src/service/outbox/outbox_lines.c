/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The outbox as people see it: what waits, what was given up, and "try again".
 */
#include "mark/json_read.h"
#include "service/outbox/outbox_priv.h"

#define LOOKED_AT ((size_t)256) /* messages in one go */
#define LOOKS 12 /* goes of one page, for who may know of few of them */

static struct dais_str
first_part(struct dais_str key)
{
	return dais_str_sub(key, 0, dais_str_find_char(key, '/', 0));
}

/* Who asks, and what was said of the last package: lists have many lines of one. */
struct asking {
	struct dais_house *house;
	const struct dais_actor *actor;
	struct dais_str package;
	bool known, may;
};

static bool
may_send_for(struct asking *q, struct dais_str package, struct dais_arena *a)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_matter matter;

	if (q->known && dais_str_eq(q->package, package))
		return q->may;
	q->known = true;
	q->package = package;
	if (dais_house_working(q->house, package, &s, &none)) {
		matter = dais_snapshot_matter(s, NULL, a);
		q->may = dais_actor_may(q->actor, DAIS_ACTION_SEND_NOTICE, &matter);
	} else { /* about an account */
		q->may = dais_actor_may(q->actor, DAIS_ACTION_SEND_NOTICE, NULL) ||
			 dais_actor_may(q->actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL);
	}
	return q->may;
}

static bool
may_know(struct asking *q, struct dais_str key, bool is_hook, struct dais_arena *a)
{
	if (is_hook)
		return dais_actor_may(q->actor, DAIS_ACTION_SEND_NOTICE, NULL) ||
		       dais_actor_may(q->actor, DAIS_ACTION_MANAGE_WEBHOOKS, NULL);
	return may_send_for(q, first_part(key), a);
}

static bool
is_hook(const struct dais_json_value *v)
{
	return dais_json_get_str(v, "url").n > 0;
}

static void
add_line(const struct dais_state *state, const struct dais_json_value *v, bool given_up,
    struct dais_arena *a, dais_outbox_lines *ret)
{
	bool hook = is_hook(v), begun = dais_json_get_int(v, "begun", 0) != 0;

	dais_vec_push(a, ret,
	    ((struct dais_outbox_line){ .key = state->key,
		.to = dais_json_get_str(v, hook ? "url" : "to"),
		.subject = dais_json_get_str(v, "subject"),
		.why = dais_json_get_str(v, "why"),
		.due_ms = state->due_ms,
		.attempts = (unsigned)dais_json_get_int(v, "attempts", 0),
		.state = given_up ? DAIS_OUTBOX_UNDELIVERED
				  : (begun ? DAIS_OUTBOX_SENDING : DAIS_OUTBOX_WAITING),
		.is_hook = hook,
		.may_have_arrived = dais_json_get_int(v, "repeated", 0) != 0 }));
}

/* Where a list goes on: behind key @key of area @area. As text "2/key". */
struct place {
	size_t area;
	struct dais_str key; /* empty: from the first on */
};

/* In the order of the list. */
static const char *const areas[] = { DAIS_AREA_UNDELIVERED, DAIS_AREA_MAIL, DAIS_AREA_HOOK };
#define AREAS (sizeof(areas) / sizeof(areas[0]))

static bool
read_place(struct dais_str s, struct dais_str prefix, struct place *ret, struct dais_err *err)
{
	struct dais_str key = s.n > 2 ? dais_str_sub(s, 2, s.n) : DAIS_STR_NONE;

	*ret = (struct place){ 0 };
	if (!s.n)
		return true;
	if (s.n < 2 || s.p[0] < '0' || s.p[0] >= '0' + (int)AREAS || s.p[1] != '/' ||
	    (key.n && !dais_str_has_prefix(key, prefix)))
		return dais_err_set(err, DAIS_ERR_INVALID, "after is no cursor of this list");
	*ret = (struct place){ .area = (size_t)(s.p[0] - '0'), .key = key };
	return true;
}

/* Adds the next of area @at->area that may be known, @max at most, and looks at no more than
 * LOOKED_AT others; @at is behind them then, or at the next area. */
static bool
add_lines(struct asking *q, struct place *at, struct dais_str prefix, size_t max,
    struct dais_arena *a, dais_outbox_lines *ret, struct dais_err *err)
{
	struct dais_store *s = dais_house_store(q->house);
	int64_t now = dais_house_now_ms(q->house);
	const char *area = areas[at->area];
	bool given_up = strcmp(area, DAIS_AREA_UNDELIVERED) == 0;
	dais_state_vec states = { 0 };

	if (!(at->key.n ? dais_store_state_list_after(
			      s, area, prefix, at->key, now, LOOKED_AT, a, &states, err)
			: dais_store_state_list(s, area, prefix, now, LOOKED_AT, a, &states, err)))
		return false;
	for (size_t i = 0; i < states.n && ret->n < max; i++) {
		struct dais_json_value *v;

		if (!dais_json_parse(a, states.v[i].value, &v, err))
			return false;
		at->key = states.v[i].key;
		if (may_know(q, at->key, is_hook(v), a))
			add_line(&states.v[i], v, given_up, a, ret);
		if (i + 1 == states.n && states.n < LOOKED_AT)
			states.n = 0; /* the area has been read to its end */
	}
	if (states.n == 0)
		*at = (struct place){ .area = at->area + 1 };
	return true;
}

bool
dais_outbox_lines_of(struct dais_house *h, const struct dais_actor *actor, struct dais_str prefix,
    struct dais_str after, size_t max, struct dais_arena *a, dais_outbox_lines *ret,
    struct dais_str *ret_after, struct dais_err *err)
{
	struct asking q = { .house = h, .actor = actor };
	struct place at;

	*ret = (dais_outbox_lines){ 0 };
	*ret_after = DAIS_STR_NONE;
	if (!read_place(after, prefix, &at, err))
		return false;
	for (size_t looks = 0; at.area < AREAS && ret->n < max && looks < LOOKS; looks++)
		if (!add_lines(&q, &at, prefix, max, a, ret, err))
			return false;
	if (at.area < AREAS)
		*ret_after = dais_arena_printf(a, "%zu/%.*s", at.area, DAIS_STR_ARG(at.key));
	return true;
}

/* ---- trying again ---- */

/* *@ret_found: it is in @area, and @actor may know of it. */
static bool
find(struct asking *q, const char *area, struct dais_str key, struct dais_arena *a,
    struct dais_state *ret, struct dais_json_value **ret_value, bool *ret_found,
    struct dais_err *err)
{
	struct dais_err none = DAIS_ERR_INIT;

	*ret_found = dais_store_state_get(
	    dais_house_store(q->house), area, key, dais_house_now_ms(q->house), a, ret, &none);
	if (!*ret_found) {
		if (none.code == DAIS_ERR_NOT_FOUND)
			return true;
		*err = none;
		return false;
	}
	if (!dais_json_parse(a, ret->value, ret_value, err))
		return false;
	*ret_found = may_know(q, key, is_hook(*ret_value), a);
	return true;
}

static bool
hasten(struct dais_house *h, struct dais_state *state, const struct dais_json_value *v,
    struct dais_err *err)
{
	struct dais_err taken = DAIS_ERR_INIT;

	if (dais_json_get_int(v, "begun", 0))
		return true;
	state->due_ms = dais_house_now_ms(h);
	if (dais_store_state_set(dais_house_store(h), state, state->revision, &taken) ||
	    taken.code == DAIS_ERR_CONFLICT) /* it is being tried already */
		return true;
	*err = taken;
	return false;
}

static bool
begin_anew(struct dais_house *h, const struct dais_state *state, struct dais_json_value *v,
    struct dais_arena *a, struct dais_err *err)
{
	struct dais_store *s = dais_house_store(h);
	int64_t now = dais_house_now_ms(h);
	struct dais_state secret;
	struct dais_err closed = DAIS_ERR_INIT;

	if (is_hook(v) && !dais_store_state_get(s, DAIS_AREA_HOOK_SECRET, first_part(state->key),
			      now, a, &secret, &closed)) {
		if (closed.code == DAIS_ERR_NOT_FOUND)
			return dais_err_set(
			    err, DAIS_ERR_CONFLICT, "the webhook of this event has been closed");
		*err = closed;
		return false;
	}
	dais_json_set(a, v, DAIS_STR("at"), dais_json_new_int(a, now));
	dais_json_set(a, v, DAIS_STR("attempts"), dais_json_new_int(a, 0));
	return dais_outbox_queue(h, NULL, is_hook(v) ? DAIS_AREA_HOOK : DAIS_AREA_MAIL, state->key,
		   dais_json_print(a, v), err) &&
	       dais_store_state_remove(s, DAIS_AREA_UNDELIVERED, state->key, err);
}

bool
dais_outbox_again(
    struct dais_house *h, const struct dais_actor *actor, struct dais_str key, struct dais_err *err)
{
	static const char *const waiting[] = { DAIS_AREA_MAIL, DAIS_AREA_HOOK };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct asking q = { .house = h, .actor = actor };
	struct dais_state state;
	struct dais_json_value *v;
	bool found;

	for (size_t i = 0; i < sizeof(waiting) / sizeof(waiting[0]); i++) {
		if (!find(&q, waiting[i], key, a, &state, &v, &found, err))
			return false;
		if (found)
			return hasten(h, &state, v, err);
	}
	if (!find(&q, DAIS_AREA_UNDELIVERED, key, a, &state, &v, &found, err))
		return false;
	if (found)
		return begin_anew(h, &state, v, a, err);
	return dais_err_set(err, DAIS_ERR_CONFLICT, "this message does not wait (any more)");
}
