/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What happened, as the command line says it. */
#include "plan/repair/repair.h"
#include "text/typed.h"

static bool
fail_lost(struct dais_str s, struct dais_err *err)
{
	dais_err_set(err, DAIS_ERR_INVALID, "\"%.*s\" does not say what is lost", DAIS_STR_ARG(s));
	return dais_err_hint(err,
	    "Write it as room:NAME, team:NAME or person:NAME, each with @2022-05-24 or "
	    "@2022-05-24/afternoon when it is not lost for good; or as time:2022-05-24/afternoon.");
}

/* "name@when" in two; without "@" the second is empty. */
static void
split_at(struct dais_str s, struct dais_str *ret_name, struct dais_str *ret_when)
{
	size_t at = dais_str_find_last(s, '@');

	*ret_name = dais_str_trim(dais_str_sub(s, 0, at));
	*ret_when = DAIS_STR_NONE;
	if (at != SIZE_MAX)
		*ret_when = dais_str_trim(dais_str_sub(s, at + 1, s.n));
}

static const struct {
	const char *word;
	enum dais_event_kind kind;
} lost_words[] = {
	{ "room", DAIS_EVENT_LOST_ROOM },
	{ "team", DAIS_EVENT_LOST_TEAM },
	{ "person", DAIS_EVENT_LOST_PERSON },
	{ "speaker", DAIS_EVENT_LOST_PERSON },
	{ "time", DAIS_EVENT_LOST_TIME },
	{ "day", DAIS_EVENT_LOST_TIME },
	{ "half-day", DAIS_EVENT_LOST_TIME },
	{ "sitting", DAIS_EVENT_LOST_TIME },
};

/* Whether @s is meant as a time alone: no name begins with a figure, and people say "Tuesday". */
static bool
is_time(struct dais_str s)
{
	struct dais_typed_when w;

	return (s.n && s.p[0] >= '0' && s.p[0] <= '9') || dais_text_typed_when(DAIS_LANG_EN, s, &w);
}

bool
dais_event_parse_lost(struct dais_str s, struct dais_event *ret, struct dais_err *err)
{
	size_t colon = dais_str_find_char(s, ':', 0), w = 0;
	const size_t n = sizeof lost_words / sizeof *lost_words;
	struct dais_event e = { .minutes = 0 };
	struct dais_str rest;

	while (w < n && !dais_str_is(dais_str_trim(dais_str_sub(s, 0, colon)), lost_words[w].word))
		w++;
	if (colon == SIZE_MAX || w == n) {
		*ret =
		    (struct dais_event){ .kind = DAIS_EVENT_LOST_TIME, .when = dais_str_trim(s) };
		return is_time(s) || fail_lost(s, err);
	}
	e.kind = lost_words[w].kind;
	rest = dais_str_trim(dais_str_sub(s, colon + 1, s.n));
	if (e.kind == DAIS_EVENT_LOST_TIME) {
		e.when = rest;
		if (dais_str_is_empty(rest))
			return fail_lost(s, err);
	} else {
		split_at(rest, &e.name, &e.when);
		if (dais_str_is_empty(e.name) ||
		    (dais_str_is_empty(e.when) && dais_str_find_char(rest, '@', 0) != SIZE_MAX))
			return fail_lost(s, err);
	}
	*ret = e;
	return true;
}

bool
dais_event_parse_overran(struct dais_str s, struct dais_event *ret, struct dais_err *err)
{
	size_t sign = dais_str_find_last(s, '=');
	struct dais_str name = dais_str_trim(dais_str_sub(s, 0, sign));
	int64_t minutes;

	if (sign == SIZE_MAX || dais_str_is_empty(name) ||
	    !dais_str_to_int(dais_str_trim(dais_str_sub(s, sign + 1, s.n)), 1, 10000, &minutes)) {
		dais_err_set(err, DAIS_ERR_INVALID,
		    "\"%.*s\" does not say by how much an item overran", DAIS_STR_ARG(s));
		return dais_err_hint(err,
		    "Write the item and the minutes it needs beyond its time: environment=90.");
	}
	*ret = (struct dais_event){
		.kind = DAIS_EVENT_OVERRAN, .name = name, .minutes = (unsigned)minutes
	};
	return true;
}

static bool
parse_item_when(struct dais_str s, enum dais_event_kind kind, const char *what,
    struct dais_event *ret, struct dais_err *err)
{
	struct dais_event e = { .kind = kind };

	split_at(s, &e.name, &e.when);
	if (dais_str_is_empty(e.name) || dais_str_is_empty(e.when)) {
		dais_err_set(err, DAIS_ERR_INVALID, "\"%.*s\" does not say which item %s",
		    DAIS_STR_ARG(s), what);
		return dais_err_hint(
		    err, "Write the item and the time: environment@2022-05-24/afternoon.");
	}
	*ret = e;
	return true;
}

bool
dais_event_parse_late(struct dais_str s, struct dais_event *ret, struct dais_err *err)
{
	return parse_item_when(
	    s, DAIS_EVENT_LATE, DAIS_MESSAGE("is late and from when it is ready"), ret, err);
}

bool
dais_event_parse_fix(struct dais_str s, struct dais_event *ret, struct dais_err *err)
{
	return parse_item_when(s, DAIS_EVENT_FIX, DAIS_MESSAGE("stays and when"), ret, err);
}

bool
dais_event_parse_not(struct dais_str s, struct dais_event *ret, struct dais_err *err)
{
	return parse_item_when(
	    s, DAIS_EVENT_NOT, DAIS_MESSAGE("is not to be taken up and when"), ret, err);
}
