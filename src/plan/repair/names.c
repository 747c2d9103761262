/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/repair/repair_priv.h"
#include "text/message.h"

#include <string.h>

/* A slip of the hand changes a third of a name at most. */
#define SLIPS_MOST(n) ((n) / 3 + 1)
#define NAMES_LISTED 8u

static bool
is_listed(const dais_str_vec *names, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (dais_str_eq(names->v[i], names->v[at]))
			return true;
	}
	return false;
}

/* The first of @names, each once. */
static bool
list_names(const dais_str_vec *names, enum dais_lang l, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str list = DAIS_STR_NONE;
	size_t listed = 0, i = 0;

	for (; i < names->n && listed <= NAMES_LISTED; i++) {
		if (is_listed(names, i))
			continue;
		if (listed++ < NAMES_LISTED)
			list = dais_arena_printf(a, "%.*s%s%.*s", DAIS_STR_ARG(list),
			    list.n ? ", " : "", DAIS_STR_ARG(names->v[i]));
	}
	return dais_text_err_hint(err, l,
	    listed > NAMES_LISTED ? "To choose from: %.*s and others." : "To choose from: %.*s.",
	    DAIS_STR_ARG(list));
}

static bool
not_found(enum dais_named what, struct dais_str name, enum dais_lang l, struct dais_err *err)
{
	static const char *const words[] = {
		[DAIS_NAMED_ROOM] = DAIS_MESSAGE("there is no such room"),
		[DAIS_NAMED_TEAM] = DAIS_MESSAGE("there is no such team"),
		[DAIS_NAMED_PERSON] = DAIS_MESSAGE("there is no such person"),
		[DAIS_NAMED_ITEM] = DAIS_MESSAGE("there is no such item"),
	};

	return dais_text_err_set(err, DAIS_ERR_NOT_FOUND, l, "%s: \"%.*s\"",
	    dais_text_message_words(l, words[what]), DAIS_STR_ARG(name));
}

static bool
none_at_all(enum dais_named what, enum dais_lang l, struct dais_err *err)
{
	static const char *const words[] = {
		[DAIS_NAMED_ROOM] = DAIS_MESSAGE("The package plans without rooms."),
		[DAIS_NAMED_TEAM] =
		    DAIS_MESSAGE("The package plans without teams of interpreters."),
		[DAIS_NAMED_PERSON] = DAIS_MESSAGE("The package names no people."),
		[DAIS_NAMED_ITEM] = DAIS_MESSAGE("The package has no items to plan."),
	};

	return dais_err_hint(err, "%s", dais_text_message_words(l, words[what]));
}

bool
dais_names_find(const dais_str_vec *names, enum dais_named what, struct dais_str name,
    enum dais_lang l, size_t *ret, struct dais_err *err)
{
	size_t best = DAIS_NONE, fewest = SLIPS_MOST(name.n) + 1;

	for (size_t i = 0; i < names->n; i++) {
		size_t slips;

		if (dais_str_eq(names->v[i], name)) {
			*ret = i;
			return true;
		}
		slips = dais_str_distance(names->v[i], name, SLIPS_MOST(name.n));
		if (slips < fewest) {
			fewest = slips;
			best = i;
		}
	}
	(void)not_found(what, name, l, err);
	if (best != DAIS_NONE)
		return dais_text_err_hint(
		    err, l, "Did you mean %.*s?", DAIS_STR_ARG(names->v[best]));
	return names->n ? list_names(names, l, err) : none_at_all(what, l, err);
}

void
dais_own_rooms(struct dais_problem *p, struct dais_arena *a)
{
	struct dais_plan_room *v = DAIS_NEW_N(a, p->rooms.n + 1, struct dais_plan_room);

	if (p->rooms.n)
		memcpy(v, p->rooms.v, p->rooms.n * sizeof *v);
	p->rooms.v = v;
	p->rooms.cap = p->rooms.n + 1;
}

void
dais_own_teams(struct dais_problem *p, struct dais_arena *a)
{
	struct dais_plan_team *v = DAIS_NEW_N(a, p->teams.n + 1, struct dais_plan_team);

	if (p->teams.n)
		memcpy(v, p->teams.v, p->teams.n * sizeof *v);
	p->teams.v = v;
	p->teams.cap = p->teams.n + 1;
}
