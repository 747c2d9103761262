/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What happens to a calendar after it was planned: means are lost, a meeting is moved or prolonged.
 */
#include "plan/calendar/calendar_priv.h"

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

static bool
bad_form(struct dais_str what, struct dais_err *err)
{
	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "`%.*s` does not say what is lost", DAIS_STR_ARG(what));
	return dais_err_hint(err,
	    "write room:NAME@DAYS, team:NAME@DAYS, body:NAME@DAYS or day:DAYS; DAYS is 2027-05-03, "
	    "2027-05-03/afternoon, 2027-05-03..2027-05-07 or as tables show it");
}

/* "six/2": *@ret_team is 2 and what is left the name; 0: no team is named. */
static struct dais_str
part_team(struct dais_str name, int64_t *ret_team)
{
	size_t slash = dais_str_find_last(name, '/');

	*ret_team = 0;
	if (slash == SIZE_MAX ||
	    !dais_str_to_int(
		dais_str_trim(dais_str_sub(name, slash + 1, name.n)), 0, UINT16_MAX, ret_team))
		return name;
	if (!*ret_team)
		*ret_team = -1; /* "six/0": no such team */
	return dais_str_trim(dais_str_sub(name, 0, slash));
}

static bool
lose_team(struct dais_calendar *c, struct dais_str name, const struct dais_calendar_period *when,
    struct dais_arena *a, struct dais_err *err)
{
	struct dais_calendar_pool *p;
	int64_t team;
	size_t at;

	if (!calendar_find_pool(c, part_team(name, &team), &at, err))
		return false;
	p = &c->pools.v[at];
	if (team < 0 || team > p->teams)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "pool `%.*s` has teams 1 to %u",
		    DAIS_STR_ARG(p->name), p->teams);
	if (!team)
		team = p->teams;
	if (team)
		dais_vec_push(a, &p->absences,
		    ((struct dais_calendar_absence){ .when = *when, .team = (unsigned)team }));
	return true;
}

static bool
lose_room(struct dais_calendar *c, struct dais_str name, const struct dais_calendar_period *when,
    struct dais_arena *a, struct dais_err *err)
{
	size_t at;

	if (!calendar_find_room(c, name, &at, err))
		return false;
	dais_vec_push(a, &c->rooms.v[at].closed, *when);
	return true;
}

static bool
lose_body(struct dais_calendar *c, struct dais_str name, const struct dais_calendar_period *when,
    struct dais_arena *a, struct dais_err *err)
{
	size_t at;

	if (!calendar_find_body(c, name, &at, err))
		return false;
	dais_vec_push(a, &c->bodies.v[at].closed, *when);
	return true;
}

static bool
lose_days(struct dais_calendar *c, struct dais_str days, struct dais_str what, struct dais_arena *a,
    struct dais_err *err)
{
	struct dais_calendar_period when;

	if (!days.n)
		return bad_form(what, err);
	if (!calendar_typed_days(c, days, what, &when, err))
		return false;
	dais_vec_push(a, &c->closed, when);
	return true;
}

typedef bool lose_fn(struct dais_calendar *c, struct dais_str name,
    const struct dais_calendar_period *when, struct dais_arena *a, struct dais_err *err);

static bool
lose_means(struct dais_calendar *c, lose_fn *lose, struct dais_str rest, struct dais_str what,
    struct dais_arena *a, struct dais_err *err)
{
	size_t sign = dais_str_find_last(rest, '@');
	struct dais_str name = dais_str_trim(dais_str_sub(rest, 0, sign));
	struct dais_str days = DAIS_STR_NONE;
	struct dais_calendar_period when;

	if (sign != SIZE_MAX)
		days = dais_str_trim(dais_str_sub(rest, sign + 1, rest.n));
	if (!name.n || (sign != SIZE_MAX && !days.n))
		return bad_form(what, err);
	return calendar_typed_days(c, days, what, &when, err) && lose(c, name, &when, a, err);
}

bool
dais_calendar_lose(
    struct dais_calendar *c, struct dais_str what, struct dais_arena *a, struct dais_err *err)
{
	static const struct {
		const char *word;
		lose_fn *lose; /* NULL: days without sittings */
	} kinds[] = { { "room", lose_room }, { "team", lose_team }, { "body", lose_body },
		{ "day", NULL }, { "time", NULL } };
	size_t colon = dais_str_find_char(what, ':', 0);
	struct dais_str kind = dais_str_trim(dais_str_sub(what, 0, colon)), rest;

	for (size_t k = 0; colon != SIZE_MAX && k < sizeof kinds / sizeof *kinds; k++) {
		if (!dais_str_is(kind, kinds[k].word))
			continue;
		rest = dais_str_trim(dais_str_sub(what, colon + 1, what.n));
		return kinds[k].lose ? lose_means(c, kinds[k].lose, rest, what, a, err)
				     : lose_days(c, rest, what, a, err);
	}
	/* Days alone are meant as such. */
	rest = dais_str_trim(what);
	return calendar_names_days(c, rest) ? lose_days(c, rest, what, a, err)
					    : bad_form(what, err);
}

static void
fix_turn(
    struct dais_calendar_meeting *m, unsigned turn, struct dais_local when, struct dais_arena *a)
{
	/* What the file fixes is shared with the calendar that this is a copy of. */
	OWN(m->fixed);
	dais_vec_push(a, &m->fixed, ((struct dais_calendar_fixed){ turn, when }));
	/* A decision to meet then is worth more than the limits that stood before it. */
	if (dais_date_is_set(m->earliest) && dais_date_cmp(when.date, m->earliest) < 0)
		m->earliest = when.date;
	if (dais_date_is_set(m->latest) &&
	    dais_date_cmp(dais_date_add(when.date, 7), m->latest) > 0)
		m->latest = (struct dais_date){ 0 };
}

bool
dais_calendar_fix(
    struct dais_calendar *c, struct dais_str what, struct dais_arena *a, struct dais_err *err)
{
	size_t sign = dais_str_find_last(what, '@'), at;
	struct dais_str name = dais_str_trim(dais_str_sub(what, 0, sign));
	struct dais_local when;
	unsigned turn;

	if (sign == SIZE_MAX || !name.n || !dais_str_trim(dais_str_sub(what, sign + 1, what.n)).n) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "`%.*s` does not say what is fixed", DAIS_STR_ARG(what));
		return dais_err_hint(err, "write MEETING@2027-05-03 or MEETING@2027-05-03T10:00");
	}
	if (!calendar_typed_moment(
		c, dais_str_trim(dais_str_sub(what, sign + 1, what.n)), what, &when, err) ||
	    !calendar_find_meeting(c, name, &at, &turn, err))
		return false;
	fix_turn(&c->meetings.v[at], turn ? turn - 1 : 0, when, a);
	return true;
}

bool
dais_calendar_prolong(
    struct dais_calendar *c, struct dais_str what, struct dais_arena *a, struct dais_err *err)
{
	size_t sign = dais_str_find_last(what, '='), at;
	struct dais_str name = dais_str_trim(dais_str_sub(what, 0, sign));
	int64_t sittings;
	unsigned turn;

	(void)a;
	if (sign == SIZE_MAX || !name.n ||
	    !dais_str_to_int(
		dais_str_trim(dais_str_sub(what, sign + 1, what.n)), 1, 1000, &sittings)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID,
		    "`%.*s` does not say how many sittings a meeting has", DAIS_STR_ARG(what));
		return dais_err_hint(err, "write MEETING=12");
	}
	if (!calendar_find_meeting(c, name, &at, &turn, err))
		return false;
	c->meetings.v[at].sittings = (unsigned)sittings;
	return true;
}
