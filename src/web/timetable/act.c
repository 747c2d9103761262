/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a form says is to be done with the timetable, done to an arrangement: the same when it is
 * sent and when it is only tried.
 */
#include "web/timetable/timetable_priv.h"

#define MINUTES_MAX 1440

/* What one form says. */
struct saying {
	const dais_http_pairs *said;
	struct dais_arrangement *t;
	size_t sitting, item; /* named by it; DAIS_NONE */
	struct dais_local shown; /* beginning of the sitting to show afterwards; minute -1: none */
	struct dais_err *err;
};

static struct dais_str
value(const struct saying *s, const char *name)
{
	for (size_t i = 0; i < s->said->n; i++)
		if (dais_str_is(s->said->v[i].name, name))
			return s->said->v[i].value;
	return DAIS_STR_NONE;
}

static bool
no_time(struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_INVALID, "a time is missing");
}

/* "2022-05-23T10:00 2022-05-23T13:00"; INVALID. */
static bool
times_of(
    struct dais_str words, struct dais_local *start, struct dais_local *end, struct dais_err *err)
{
	struct dais_str rest = words, first, second;

	if (dais_str_next(&rest, ' ', &first) && dais_str_next(&rest, ' ', &second) &&
	    dais_local_parse(first, start) && dais_local_parse(second, end) && start->minute >= 0 &&
	    end->minute >= 0)
		return true;
	return no_time(err);
}

/* Day and hours of three fields. */
static bool
hours_of(const struct saying *s, struct dais_local *start, struct dais_local *end)
{
	struct dais_arena *a = s->t->record->arena;
	struct dais_str day = value(s, "day");
	struct dais_str from =
	    dais_arena_printf(a, "%.*sT%.*s", DAIS_STR_ARG(day), DAIS_STR_ARG(value(s, "from")));
	struct dais_str until =
	    dais_arena_printf(a, "%.*sT%.*s", DAIS_STR_ARG(day), DAIS_STR_ARG(value(s, "until")));

	if (dais_local_parse(from, start) && dais_local_parse(until, end) && start->minute >= 0 &&
	    end->minute >= 0)
		return true;
	return no_time(s->err);
}

static size_t
item_of(const struct dais_record *r, struct dais_str id)
{
	size_t at = dais_map_get(&r->item_ids, id);

	return at == DAIS_MAP_NONE ? DAIS_NONE : at;
}

size_t
dais_sitting_entry_of(const struct dais_record *r, size_t sitting, size_t item)
{
	for (size_t k = 0; sitting != DAIS_NONE && k < r->sittings.v[sitting].entries.n; k++)
		if (r->sittings.v[sitting].entries.v[k].item == item)
			return k;
	return SIZE_MAX;
}

static size_t
entry(const struct saying *s)
{
	return dais_sitting_entry_of(s->t->record, s->sitting, s->item);
}

static bool
add(struct saying *s)
{
	struct dais_local start = { 0 }, end = { 0 };
	size_t bodies[TIMETABLE_COLUMNS_MAX], n = 0;

	for (size_t i = 0; i < s->said->n && n < TIMETABLE_COLUMNS_MAX; i++) {
		size_t b;

		if (!dais_str_is(s->said->v[i].name, "body"))
			continue;
		b = dais_map_get(&s->t->record->body_ids, s->said->v[i].value);
		if (b != DAIS_MAP_NONE)
			bodies[n++] = b;
	}
	if (!times_of(value(s, "time"), &start, &end, s->err))
		return false;
	s->shown = start;
	return dais_arrange_add(s->t, start, end, bodies, n, s->err);
}

static bool
move(struct saying *s)
{
	struct dais_local start = { 0 }, end = { 0 };

	if (!times_of(value(s, "time"), &start, &end, s->err))
		return false;
	s->shown = start;
	return dais_arrange_move(s->t, s->sitting, start, end, s->err);
}

static bool
change_hours(struct saying *s)
{
	struct dais_local start = { 0 }, end = { 0 };

	if (!hours_of(s, &start, &end))
		return false;
	s->shown = start;
	return dais_arrange_hours(s->t, s->sitting, start, end, s->err);
}

static bool
change_minutes(struct saying *s)
{
	struct dais_str said = value(s, "minutes");
	int64_t minutes = 0;

	if (said.n && !dais_str_to_int(said, 0, MINUTES_MAX, &minutes))
		return dais_err_set(
		    s->err, DAIS_ERR_INVALID, "minutes are a number of up to %d", MINUTES_MAX);
	return dais_arrange_minutes(s->t, s->sitting, entry(s), (unsigned)minutes, s->err);
}

static bool
change_services(struct saying *s)
{
	struct dais_ml words = { 0 };

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		words.in[l] =
		    value(s, timetable_words_name(s->t->record->arena, (enum dais_lang)l));
	return dais_arrange_services(
	    s->t, s->sitting, value(s, "room"), &words, value(s, "team"), s->err);
}

static bool
move_entry(struct saying *s)
{
	return dais_arrange_move_entry(
	    s->t, s->sitting, entry(s), dais_sitting_find(s->t->record, value(s, "to")), s->err);
}

/* To a time, in the way that breaks and costs least. */
static bool
move_by_checker(struct saying *s)
{
	struct dais_local start = { 0 }, end = { 0 };
	struct dais_why why;

	if (!times_of(value(s, "time"), &start, &end, s->err) ||
	    !dais_why(s->t, s->sitting, entry(s), s->t->record->arena, &why, s->err))
		return false;
	s->shown = start;
	for (size_t i = 0; i < why.places.n; i++)
		if (dais_local_cmp(why.places.v[i].start, start) == 0)
			return dais_why_move(s->t, &why, i, s->err);
	return dais_err_set(s->err, DAIS_ERR_NOT_FOUND, "there is no such time");
}

static bool
close_entry(struct saying *s)
{
	return dais_arrange_close_entry(s->t, s->sitting, entry(s), s->err);
}

static bool
add_entry(struct saying *s)
{
	return dais_arrange_add_entry(s->t, s->sitting, s->item, s->err);
}

static bool
close(struct saying *s)
{
	s->shown.minute = -1;
	return dais_arrange_close(s->t, s->sitting, s->err);
}

static const struct {
	const char *name;
	bool (*act)(struct saying *s);
} acts[] = {
	{ "add", add },
	{ "move", move },
	{ "hours", change_hours },
	{ "services", change_services },
	{ "minutes", change_minutes },
	{ "move-entry", move_entry },
	{ "why-move", move_by_checker },
	{ "close-entry", close_entry },
	{ "add-entry", add_entry },
	{ "close", close },
};

bool
dais_sitting_act(const dais_http_pairs *said, struct dais_arrangement *t,
    struct dais_local *ret_shown, struct dais_err *err)
{
	struct saying s = { .said = said, .t = t, .err = err, .shown.minute = -1 };
	struct dais_str what = value(&s, "do");

	s.sitting = dais_sitting_find(t->record, value(&s, "sitting"));
	s.item = item_of(t->record, value(&s, "item"));
	if (s.sitting != DAIS_NONE)
		s.shown = t->record->sittings.v[s.sitting].start;
	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++) {
		if (!dais_str_is(what, acts[i].name))
			continue;
		if (!acts[i].act(&s))
			return false;
		*ret_shown = s.shown;
		return true;
	}
	return dais_err_set(err, DAIS_ERR_INVALID, "nothing to do was named");
}
