/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What happens to a calendar after it was planned: means are lost, a meeting is moved or prolonged.
 */
#include "plan/calendar/calendar.h"

#define NAMES_LISTED 8u

/* An array of the same elements in @a. */
static void *
copy_of(struct dais_arena *a, const void *v, size_t n, size_t size)
{
	void *copy = dais_arena_array(a, n + 1, size);

	if (n)
		memcpy(copy, v, n * size);
	return copy;
}

/* Gives a list that was copied with what holds it elements of its own. */
#define OWN(list)                                                                                  \
	((list).v = copy_of(a, (list).v, (list).n, sizeof(*(list).v)), (list).cap = (list).n)

struct dais_calendar *
dais_calendar_copy(const struct dais_calendar *c, struct dais_arena *a)
{
	struct dais_calendar *ret = DAIS_NEW(a, struct dais_calendar);

	*ret = *c;
	ret->arena = a;
	OWN(ret->closed);
	OWN(ret->rooms);
	OWN(ret->pools);
	OWN(ret->bodies);
	OWN(ret->meetings);
	for (size_t i = 0; i < ret->rooms.n; i++)
		OWN(ret->rooms.v[i].closed);
	for (size_t i = 0; i < ret->pools.n; i++)
		OWN(ret->pools.v[i].absences);
	for (size_t i = 0; i < ret->bodies.n; i++)
		OWN(ret->bodies.v[i].closed);
	return ret;
}

static const char form[] =
    "write room:ID@DATE, team:POOL@DATE, body:ID@DATE or day:DATE; DATE is 2027-05-03 or "
    "2027-05-03..2027-05-07";

static bool
bad_form(struct dais_str what, struct dais_err *err)
{
	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "`%.*s` does not say what is lost", DAIS_STR_ARG(what));
	return dais_err_hint(err, "%s", form);
}

/* "2027-05-03", "2027-05-03..2027-05-07", or nothing: the whole calendar. */
static bool
parse_when(const struct dais_calendar *c, struct dais_str s, struct dais_calendar_period *ret)
{
	size_t dots = dais_str_find(s, DAIS_STR(".."), 0);

	*ret = (struct dais_calendar_period){ .from = c->from, .to = c->to };
	if (!s.n)
		return true;
	return dais_date_parse(dais_str_sub(s, 0, dots == SIZE_MAX ? s.n : dots), &ret->from) &&
	       dais_date_parse(dais_str_sub(s, dots == SIZE_MAX ? 0 : dots + 2, s.n), &ret->to) &&
	       dais_date_cmp(ret->from, ret->to) <= 0;
}

/* Adds to an error the nearest of @n names, @size bytes apart from @first on, or else what there
 * is. False. */
static bool
offer_names(
    struct dais_str name, const struct dais_str *first, size_t size, size_t n, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_near near = { .word = name };
	struct dais_str list = DAIS_STR_NONE;

	for (size_t i = 0; i < n; i++) {
		struct dais_str s = *(const struct dais_str *)((const char *)first + i * size);

		dais_near_try(&near, s);
		if (i < NAMES_LISTED)
			list = dais_arena_printf(
			    a, "%.*s%s`%.*s`", DAIS_STR_ARG(list), i ? ", " : "", DAIS_STR_ARG(s));
	}
	if (near.best.n)
		(void)dais_err_hint(err, "did you mean `%.*s`?", DAIS_STR_ARG(near.best));
	else if (n)
		(void)dais_err_hint(err,
		    n > NAMES_LISTED ? "to choose from: %.*s and others" : "to choose from: %.*s",
		    DAIS_STR_ARG(list));
	return false;
}

/* A date of another year is a slip: nothing would change, and nobody would be told. */
static bool
outside(const struct dais_calendar *c, struct dais_str what,
    const struct dais_calendar_period *when, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (dais_date_cmp(when->to, c->from) >= 0 && dais_date_cmp(when->from, c->to) <= 0)
		return false;
	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "`%.*s` is outside the calendar", DAIS_STR_ARG(what));
	(void)dais_err_hint(err, "it goes from %.*s to %.*s",
	    DAIS_STR_ARG(dais_date_print(a, c->from)), DAIS_STR_ARG(dais_date_print(a, c->to)));
	return true;
}

static bool
lose_team(struct dais_calendar *c, struct dais_str name, const struct dais_calendar_period *when,
    struct dais_arena *a, struct dais_err *err)
{
	size_t slash = dais_str_find_char(name, '/', 0), at;
	struct dais_str id = dais_str_sub(name, 0, slash == SIZE_MAX ? name.n : slash);
	struct dais_calendar_pool *p;
	int64_t team = 0;

	at = dais_map_get(&c->pool_ids, id);
	if (at == DAIS_MAP_NONE) {
		(void)dais_err_set(
		    err, DAIS_ERR_NOT_FOUND, "unknown pool `%.*s`", DAIS_STR_ARG(id));
		return offer_names(id, &c->pools.v->id, sizeof(*c->pools.v), c->pools.n, err);
	}
	p = &c->pools.v[at];
	team = p->teams;
	if (slash != SIZE_MAX &&
	    !dais_str_to_int(dais_str_sub(name, slash + 1, name.n), 1, p->teams, &team))
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "pool `%.*s` has teams 1 to %u",
		    DAIS_STR_ARG(id), p->teams);
	if (team)
		dais_vec_push(a, &p->absences,
		    ((struct dais_calendar_absence){ .when = *when, .team = (unsigned)team }));
	return true;
}

static bool
lose_room(struct dais_calendar *c, struct dais_str name, const struct dais_calendar_period *when,
    struct dais_arena *a, struct dais_err *err)
{
	size_t at = dais_map_get(&c->room_ids, name);

	if (at == DAIS_MAP_NONE) {
		(void)dais_err_set(
		    err, DAIS_ERR_NOT_FOUND, "unknown room `%.*s`", DAIS_STR_ARG(name));
		return offer_names(name, &c->rooms.v->id, sizeof(*c->rooms.v), c->rooms.n, err);
	}
	dais_vec_push(a, &c->rooms.v[at].closed, *when);
	return true;
}

static bool
lose_body(struct dais_calendar *c, struct dais_str name, const struct dais_calendar_period *when,
    struct dais_arena *a, struct dais_err *err)
{
	size_t at = dais_map_get(&c->body_ids, name);

	if (at == DAIS_MAP_NONE) {
		(void)dais_err_set(
		    err, DAIS_ERR_NOT_FOUND, "unknown body `%.*s`", DAIS_STR_ARG(name));
		return offer_names(name, &c->bodies.v->id, sizeof(*c->bodies.v), c->bodies.n, err);
	}
	dais_vec_push(a, &c->bodies.v[at].closed, *when);
	return true;
}

bool
dais_calendar_lose(
    struct dais_calendar *c, struct dais_str what, struct dais_arena *a, struct dais_err *err)
{
	size_t colon = dais_str_find_char(what, ':', 0), sign = dais_str_find_char(what, '@', 0);
	struct dais_str kind = dais_str_sub(what, 0, colon == SIZE_MAX ? 0 : colon), name, date;
	struct dais_calendar_period when;
	bool is_day = dais_str_is(kind, "day");

	if (colon == SIZE_MAX)
		return bad_form(what, err);
	name = dais_str_sub(what, colon + 1, sign == SIZE_MAX ? what.n : sign);
	date = sign == SIZE_MAX ? DAIS_STR_NONE : dais_str_sub(what, sign + 1, what.n);
	if (!parse_when(c, is_day ? name : date, &when) || !name.n ||
	    (sign != SIZE_MAX && (is_day || !date.n)))
		return bad_form(what, err);
	if (outside(c, what, &when, err))
		return false;
	if (is_day) {
		dais_vec_push(a, &c->closed, when);
		return true;
	}
	if (dais_str_is(kind, "team"))
		return lose_team(c, name, &when, a, err);
	if (dais_str_is(kind, "room"))
		return lose_room(c, name, &when, a, err);
	if (dais_str_is(kind, "body"))
		return lose_body(c, name, &when, a, err);
	return bad_form(what, err);
}

static bool
find_meeting(const struct dais_calendar *c, struct dais_str name, size_t *ret, struct dais_err *err)
{
	*ret = dais_map_get(&c->meeting_ids, name);
	if (*ret != DAIS_MAP_NONE)
		return true;
	(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "unknown meeting `%.*s`", DAIS_STR_ARG(name));
	return offer_names(name, &c->meetings.v->id, sizeof(*c->meetings.v), c->meetings.n, err);
}

bool
dais_calendar_fix(
    struct dais_calendar *c, struct dais_str what, struct dais_arena *a, struct dais_err *err)
{
	size_t sign = dais_str_find_char(what, '@', 0), at;
	struct dais_local when;

	(void)a;
	if (sign == SIZE_MAX || !dais_local_parse(dais_str_sub(what, sign + 1, what.n), &when)) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "`%.*s` does not say what is fixed", DAIS_STR_ARG(what));
		return dais_err_hint(err, "write MEETING@2027-05-03 or MEETING@2027-05-03T10:00");
	}
	if (!find_meeting(c, dais_str_sub(what, 0, sign), &at, err))
		return false;
	c->meetings.v[at].fixed = when;
	/* A decision to meet then is worth more than the limits that stood before it. */
	if (dais_date_is_set(c->meetings.v[at].earliest) &&
	    dais_date_cmp(when.date, c->meetings.v[at].earliest) < 0)
		c->meetings.v[at].earliest = when.date;
	if (dais_date_is_set(c->meetings.v[at].latest) &&
	    dais_date_cmp(dais_date_add(when.date, 7), c->meetings.v[at].latest) > 0)
		c->meetings.v[at].latest = (struct dais_date){ 0 };
	return true;
}

bool
dais_calendar_prolong(
    struct dais_calendar *c, struct dais_str what, struct dais_arena *a, struct dais_err *err)
{
	size_t sign = dais_str_find_char(what, '=', 0), at;
	int64_t sittings;

	(void)a;
	if (sign == SIZE_MAX ||
	    !dais_str_to_int(dais_str_sub(what, sign + 1, what.n), 1, 1000, &sittings)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID,
		    "`%.*s` does not say how many sittings a meeting has", DAIS_STR_ARG(what));
		return dais_err_hint(err, "write MEETING=12");
	}
	if (!find_meeting(c, dais_str_sub(what, 0, sign), &at, err))
		return false;
	c->meetings.v[at].sittings = (unsigned)sittings;
	return true;
}
