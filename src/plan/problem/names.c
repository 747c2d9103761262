/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/problem/names.h"
#include "text/message.h"
#include "text/typed.h"

#include <string.h>

/* A slip of the hand changes a third of a name at most. */
#define SLIPS_MOST(n) ((n) / 3 + 1)
#define NAMES_LISTED 8u
#define LIST_MOST 280u /* bytes: a hint has room for little more */

static bool
is_listed(const dais_nameable_vec *v, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (dais_str_eq(v->v[i].shown, v->v[at].shown))
			return true;
	}
	return false;
}

/* The first of @v, each once; whether it is all of them. */
static struct dais_str
list(const dais_nameable_vec *v, struct dais_arena *a, bool *ret_all)
{
	struct dais_str list = DAIS_STR_NONE;
	size_t listed = 0;

	for (size_t i = 0; i < v->n; i++) {
		if (is_listed(v, i))
			continue;
		*ret_all =
		    !listed || (listed < NAMES_LISTED && list.n + v->v[i].shown.n <= LIST_MOST);
		if (!*ret_all)
			return list;
		list = dais_arena_printf(a, "%.*s%s%.*s", DAIS_STR_ARG(list), listed++ ? ", " : "",
		    DAIS_STR_ARG(v->v[i].shown));
	}
	return list;
}

static bool
hint_choice(const dais_nameable_vec *v, enum dais_lang l, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	bool all = true;
	struct dais_str names = list(v, a, &all);

	return dais_text_err_hint(err, l,
	    all ? "To choose from: %.*s." : "To choose from: %.*s and others.",
	    DAIS_STR_ARG(names));
}

static bool
not_found(enum dais_named what, struct dais_str name, enum dais_lang l, struct dais_err *err)
{
	static const char *const words[] = {
		[DAIS_NAMED_ROOM] = DAIS_MESSAGE("there is no such room"),
		[DAIS_NAMED_TEAM] = DAIS_MESSAGE("there is no such team"),
		[DAIS_NAMED_PERSON] = DAIS_MESSAGE("there is no such person"),
		[DAIS_NAMED_ITEM] = DAIS_MESSAGE("there is no such item"),
		[DAIS_NAMED_BODY] = DAIS_MESSAGE("there is no such body"),
		[DAIS_NAMED_MEETING] = DAIS_MESSAGE("there is no such meeting"),
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
		[DAIS_NAMED_BODY] = DAIS_MESSAGE("The calendar names no bodies."),
		[DAIS_NAMED_MEETING] = DAIS_MESSAGE("The calendar has no meetings."),
	};

	return dais_err_hint(err, "%s", dais_text_message_words(l, words[what]));
}

static bool
several(enum dais_named what, struct dais_str name, const dais_nameable_vec *v, enum dais_lang l,
    struct dais_err *err)
{
	static const char *const words[] = {
		[DAIS_NAMED_ROOM] = DAIS_MESSAGE("several rooms are called so"),
		[DAIS_NAMED_TEAM] = DAIS_MESSAGE("several teams are called so"),
		[DAIS_NAMED_PERSON] = DAIS_MESSAGE("several people are called so"),
		[DAIS_NAMED_ITEM] = DAIS_MESSAGE("several items are called so"),
		[DAIS_NAMED_BODY] = DAIS_MESSAGE("several bodies are called so"),
		[DAIS_NAMED_MEETING] = DAIS_MESSAGE("several meetings are called so"),
	};

	(void)dais_text_err_set(err, DAIS_ERR_INVALID, l, "%s: \"%.*s\"",
	    dais_text_message_words(l, words[what]), DAIS_STR_ARG(name));
	return hint_choice(v, l, err);
}

/* How a name is meant; the first kind that any is named by decides. */
enum manner {
	MANNER_ID,
	MANNER_WORDS,
	MANNER_TITLE,
	MANNER_BEGINNING,
	MANNER_WITHIN, /* words of a title */
	MANNER_COUNT
};

static bool
any_is(const dais_str_vec *v, struct dais_str plain)
{
	for (size_t i = 0; i < v->n; i++) {
		if (dais_str_eq(v->v[i], plain))
			return true;
	}
	return false;
}

/* Whether one of @v has @plain at its beginning or, @within, at that of any word. */
static bool
any_has(const dais_str_vec *v, struct dais_str plain, bool within)
{
	for (size_t i = 0; i < v->n; i++) {
		size_t at = dais_str_find(v->v[i], plain, 0);

		while (within && at != SIZE_MAX && at && v->v[i].p[at - 1] != ' ')
			at = dais_str_find(v->v[i], plain, at + 1);
		if (at == 0 || (within && at != SIZE_MAX))
			return true;
	}
	return false;
}

static bool
is_named(const struct dais_nameable *n, enum manner m, struct dais_str name, struct dais_str plain)
{
	if (m == MANNER_ID)
		return dais_str_eq(n->id, name);
	if (!plain.n)
		return false;
	if (m == MANNER_WORDS)
		return n->is_numbered || any_is(&n->words, plain);
	if (m == MANNER_TITLE)
		return any_is(&n->titles, plain);
	return any_has(&n->titles, plain, m == MANNER_WITHIN);
}

/* The id or title that is nearest to what was typed, as it is typed; empty: none is near. */
static struct dais_str
nearest(const dais_nameable_vec *v, struct dais_str name, struct dais_str plain)
{
	size_t fewest = SLIPS_MOST(name.n) + 1;
	struct dais_str best = DAIS_STR_NONE;

	for (size_t i = 0; i < v->n; i++) {
		const struct dais_nameable *n = &v->v[i];
		size_t slips = dais_str_distance(n->id, name, SLIPS_MOST(name.n));

		if (slips < fewest) {
			fewest = slips;
			best = n->id;
		}
		for (size_t t = 0; plain.n && t < n->titles.n; t++) {
			slips = dais_str_distance(n->titles.v[t], plain, SLIPS_MOST(name.n));
			if (slips < fewest) {
				fewest = slips;
				best = n->shown;
			}
		}
	}
	return best;
}

bool
dais_names_find(const dais_nameable_vec *v, enum dais_named what, struct dais_str name,
    enum dais_lang l, size_t *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str plain = dais_text_plain(a, name), near;

	for (int m = 0; m < MANNER_COUNT; m++) {
		dais_nameable_vec named = { .n = 0 };

		for (size_t i = 0; i < v->n; i++) {
			if (!is_named(&v->v[i], (enum manner)m, name, plain))
				continue;
			if (!named.n)
				*ret = i;
			dais_vec_push(a, &named, v->v[i]);
		}
		if (named.n > 1)
			return several(what, name, &named, l, err);
		if (named.n)
			return true;
	}
	(void)not_found(what, name, l, err);
	near = nearest(v, name, plain);
	if (near.n)
		return dais_text_err_hint(err, l, "Did you mean %.*s?", DAIS_STR_ARG(near));
	return v->n ? hint_choice(v, l, err) : none_at_all(what, l, err);
}

void
dais_names_add_words(dais_str_vec *v, struct dais_str words, struct dais_arena *a)
{
	struct dais_str plain = dais_text_plain(a, words);

	if (plain.n)
		dais_vec_push(a, v, plain);
}

void
dais_names_add(dais_str_vec *v, const struct dais_ml *ml, struct dais_arena *a)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		dais_names_add_words(v, ml->in[l], a);
}

void
dais_names_tell_apart(dais_nameable_vec *names, struct dais_arena *a)
{
	bool *shared = DAIS_NEW_N(a, names->n + 1, bool);

	for (size_t i = 0; i < names->n; i++) {
		for (size_t k = i + 1; k < names->n; k++) {
			if (dais_str_eq(names->v[i].shown, names->v[k].shown))
				shared[i] = shared[k] = true;
		}
	}
	for (size_t i = 0; i < names->n; i++) {
		struct dais_nameable *n = &names->v[i];

		if (!shared[i])
			continue;
		n->shown = dais_arena_printf(
		    a, "%.*s (%.*s)", DAIS_STR_ARG(n->shown), DAIS_STR_ARG(n->id));
		dais_names_add_words(&n->words, n->shown, a);
	}
}
