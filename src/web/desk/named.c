/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Messages and hints for people at the desk. What a message quotes (`...`) is a name of a file of
 * the package where authors of files read it; here it is what people call the same thing.
 */
#include "model/planning.h"
#include "text/text.h"
#include "web/desk/remarks.h"
#include "web/desk/silences.h"
#include "web/desk/overview_priv.h"

/* ---- keys ---- */

/* Keys of planning.yaml that hints name ("lower `least`"), as the forms call them. */
static const struct {
	const char *key;
	enum dais_say words;
} keys[] = {
	{ "least", DAIS_SAY_DESK_PLAN_LEAST },
	{ "most", DAIS_SAY_DESK_PLAN_MOST },
	{ "attendance", DAIS_SAY_DESK_PLAN_ATTENDANCE },
	{ "on", DAIS_SAY_DESK_PLAN_ON },
	{ "days", DAIS_SAY_DESK_PLAN_ON },
	{ "present", DAIS_SAY_DESK_PLAN_PRESENT },
	{ "absent", DAIS_SAY_DESK_PLAN_ABSENT },
	{ "rooms", DAIS_SAY_DESK_PLAN_ROOMS_ONLY },
	{ "remote: true", DAIS_SAY_DESK_PLAN_REMOTE },
	{ "after", DAIS_SAY_DESK_PLAN_AFTER },
	{ "step", DAIS_SAY_DESK_PLAN_STEP },
};

/* What explains a label, in brackets or behind a colon, is left out. */
static struct dais_str
label_of(const struct dais_page *p, enum dais_say words)
{
	static const char *const ends[] = { " (", "（", ":", "：" };
	struct dais_str label = dais_page_say(p, words);

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		label = dais_str_sub(label, 0, dais_str_find(label, dais_str_from(ends[i]), 0));
	return dais_str_trim(label);
}

static struct dais_str
key_words(const struct dais_page *p, struct dais_str key)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (dais_str_is(key, keys[i].key))
			return label_of(p, keys[i].words);
	return DAIS_STR_NONE;
}

/* ---- names ---- */

/* Two kinds may share an id; a name is taken only when the other kinds have none, or the same. */
struct naming {
	struct dais_str name;
	bool unclear;
};

static void
add_name(struct naming *n, struct dais_str name)
{
	if (!name.n)
		return;
	n->unclear = n->unclear || (n->name.n && !dais_str_eq(n->name, name));
	n->name = name;
}

static void
add_planned(const struct dais_page *p, struct dais_str id, struct naming *n)
{
	const struct dais_planning *plan = p->names->planning;

	if (!plan)
		return;
	for (size_t i = 0; i < plan->rooms.n; i++)
		if (dais_str_eq(plan->rooms.v[i].id, id))
			add_name(n, dais_desk_words(p, &plan->rooms.v[i].name));
	for (size_t i = 0; i < plan->teams.n; i++)
		if (dais_str_eq(plan->teams.v[i].id, id))
			add_name(n, dais_desk_words(p, &plan->teams.v[i].name));
	for (size_t i = 0; i < plan->people.n; i++)
		if (dais_str_eq(plan->people.v[i].id, id))
			add_name(n, plan->people.v[i].name);
}

/* What people call the thing of the package with this id; empty: nothing, or no one thing. */
static struct dais_str
thing_name(const struct dais_page *p, struct dais_str id)
{
	static const char *const kinds[] = { "item", "body", "meeting", "document", "mandate",
		"approval", "silence" };
	struct naming n = { DAIS_STR_NONE, false };

	if (!p->names || !id.n)
		return DAIS_STR_NONE;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct dais_str name =
		    dais_desk_thing_name(p, p->names, dais_str_from(kinds[i]), id);

		if (!dais_str_eq(name, id))
			add_name(&n, name);
	}
	add_planned(p, id, &n);
	return n.unclear ? DAIS_STR_NONE : n.name;
}

/* ---- sentences ---- */

typedef struct dais_str namer(const struct dais_page *p, struct dais_str quoted);

/* @words with everything between two ` by what @name gives for it, in quotation marks; where it has
 * nothing, what stood there, @keeps: with its `. */
static struct dais_str
name_quoted(const struct dais_page *p, struct dais_str words, namer *name, bool keeps)
{
	struct dais_str ret = DAIS_STR_NONE;
	size_t done = 0, start, end;

	while ((start = dais_str_find_char(words, '`', done)) != SIZE_MAX &&
	       (end = dais_str_find_char(words, '`', start + 1)) != SIZE_MAX) {
		struct dais_str inside = dais_str_sub(words, start + 1, end);
		struct dais_str named = name(p, inside);

		if (!named.n && keeps)
			named = dais_str_sub(words, start, end + 1);
		else
			named = dais_text_quote(p->arena, p->language, named.n ? named : inside);
		ret = dais_arena_printf(p->arena, "%.*s%.*s%.*s", DAIS_STR_ARG(ret),
		    DAIS_STR_ARG(dais_str_sub(words, done, start)), DAIS_STR_ARG(named));
		done = end + 1;
	}
	return done ? dais_arena_concat(p->arena, ret, dais_str_sub(words, done, words.n)) : words;
}

static struct dais_str
name_of(const struct dais_page *p, struct dais_str quoted)
{
	struct dais_str key = key_words(p, quoted);

	return key.n ? key : thing_name(p, quoted);
}

struct dais_str
dais_desk_named(const struct dais_page *p, struct dais_str message)
{
	return name_quoted(p, message, thing_name, false);
}

struct dais_str
dais_desk_hint(const struct dais_page *p, const struct dais_diag *d)
{
	return d->is_file_hint ? DAIS_STR_NONE : name_quoted(p, d->hint, name_of, true);
}
