/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib.h"

#include "base/map.h"

#define FIXED_COLUMNS 7u /* of sheet "submissions", before the penalties */
#define SUBMISSIONS_MAX 10000u

struct reader {
	struct cosplib *p;
	struct dais_arena *arena;
	struct workbook book;
	struct dais_map tracks, sessions, rooms, submissions;
	struct dais_err *err;
};

static const struct sheet *
sheet(struct reader *r, const char *name)
{
	const struct sheet *s = workbook_sheet(&r->book, name);

	if (!s)
		(void)dais_err_set(r->err, DAIS_ERR_INVALID, "no sheet called \"%s\"", name);
	return s;
}

static bool
unknown(struct reader *r, const struct sheet *s, struct dais_str name)
{
	return dais_err_set(r->err, DAIS_ERR_INVALID, "sheet %.*s: \"%.*s\" is not known",
	    DAIS_STR_ARG(s->name), DAIS_STR_ARG(name));
}

/* The parts of "a, b, c" that are not empty. */
static void
split(struct reader *r, struct dais_str text, struct dais_str **v, size_t *n)
{
	DAIS_VEC(struct dais_str) parts = { 0 };
	size_t from = 0;

	while (text.n && from <= text.n) {
		size_t at = dais_str_find(text, DAIS_STR(", "), from);
		struct dais_str part = dais_str_sub(text, from, at == SIZE_MAX ? text.n : at);

		if (part.n)
			dais_vec_push(r->arena, &parts, part);
		if (at == SIZE_MAX)
			break;
		from = at + 2;
	}
	*v = parts.v;
	*n = parts.n;
}

static bool
read_sessions(struct reader *r)
{
	const struct sheet *s = sheet(r, "sessions");

	for (size_t i = 1; s && i < s->rows && sheet_cell(s, i, 0).n; i++) {
		struct cosplib_session *c = dais_vec_add(r->arena, &r->p->sessions);
		int64_t slots;

		c->name = sheet_cell(s, i, 0);
		if (!sheet_integer(s, i, 1, &slots, r->err) ||
		    !sheet_minutes(s, i, 3, &c->start, r->err) ||
		    !sheet_minutes(s, i, 4, &c->end, r->err))
			return false;
		if (slots < 1 || slots > 1000)
			return dais_err_set(r->err, DAIS_ERR_INVALID,
			    "session %.*s has no timeslots", DAIS_STR_ARG(c->name));
		c->slots = (unsigned)slots;
		c->first_slot = r->p->slots;
		r->p->slots += c->slots;
		dais_map_add(&r->sessions, c->name, r->p->sessions.n - 1);
	}
	return s != NULL;
}

static bool
read_rooms(struct reader *r)
{
	const struct sheet *s = sheet(r, "rooms");

	for (size_t i = 1; s && i < s->rows && sheet_cell(s, i, 0).n; i++) {
		dais_vec_push(r->arena, &r->p->rooms, sheet_cell(s, i, 0));
		dais_map_add(&r->rooms, sheet_cell(s, i, 0), r->p->rooms.n - 1);
	}
	return s != NULL;
}

static bool
read_tracks(struct reader *r)
{
	const struct sheet *s = sheet(r, "tracks");

	for (size_t i = 1; s && i < s->rows && sheet_cell(s, i, 0).n; i++) {
		struct cosplib_track *t = dais_vec_add(r->arena, &r->p->tracks);

		t->name = sheet_cell(s, i, 0);
		split(r, sheet_cell(s, i, 1), &t->chairs.v, &t->chairs.n);
		dais_map_add(&r->tracks, t->name, r->p->tracks.n - 1);
	}
	return s != NULL;
}

/* "GMT+2", "GMT-11". */
static bool
read_zone(struct reader *r, struct dais_str text, int *ret)
{
	int64_t hours;

	if (!dais_str_has_prefix(text, DAIS_STR("GMT")) || text.n < 5 ||
	    (text.p[3] != '+' && text.p[3] != '-') ||
	    !dais_str_to_int(dais_str_sub(text, 4, text.n), 0, 14, &hours))
		return dais_err_set(
		    r->err, DAIS_ERR_INVALID, "\"%.*s\" is not a time zone", DAIS_STR_ARG(text));
	*ret = text.p[3] == '-' ? -(int)hours : (int)hours;
	return true;
}

static bool
read_submission(struct reader *r, const struct sheet *s, size_t row)
{
	struct cosplib_submission *c = dais_vec_add(r->arena, &r->p->submissions);
	size_t i = r->p->submissions.n - 1;
	struct cosplib_track *t;
	int64_t slots;

	c->name = sheet_cell(s, row, 0);
	c->track = dais_map_get(&r->tracks, sheet_cell(s, row, 1));
	if (c->track == DAIS_MAP_NONE)
		return unknown(r, s, sheet_cell(s, row, 1));
	if (!sheet_integer(s, row, 2, &slots, r->err) ||
	    !sheet_integer(s, row, 3, &c->order, r->err) ||
	    !read_zone(r, sheet_cell(s, row, 4), &c->zone))
		return false;
	if (slots < 1 || slots > 1000)
		return dais_err_set(r->err, DAIS_ERR_INVALID, "submission %.*s has no timeslots",
		    DAIS_STR_ARG(c->name));
	c->slots = (unsigned)slots;
	split(r, sheet_cell(s, row, 5), &c->presenters.v, &c->presenters.n);
	split(r, sheet_cell(s, row, 6), &c->attendees.v, &c->attendees.n);
	if (!dais_map_add(&r->submissions, c->name, i))
		return dais_err_set(r->err, DAIS_ERR_INVALID, "submission %.*s is there twice",
		    DAIS_STR_ARG(c->name));
	t = &r->p->tracks.v[c->track];
	dais_vec_push(r->arena, &t->submissions, i);
	t->slots += c->slots;
	return true;
}

/* The penalties of columns @from .. @from + n - 1, whose names are in row 0, for row @row of
 * sheet @s, into @ret[0 .. n). */
static bool
read_penalties(struct reader *r, const struct sheet *s, size_t row, size_t from,
    const struct dais_map *columns, size_t n, int64_t *ret)
{
	for (size_t i = 0; i < n; i++) {
		size_t c = dais_map_get(columns, sheet_cell(s, 0, from + i));

		if (c == DAIS_MAP_NONE)
			return unknown(r, s, sheet_cell(s, 0, from + i));
		if (!sheet_integer(s, row, from + i, &ret[c], r->err))
			return false;
	}
	return true;
}

static bool
read_submissions(struct reader *r)
{
	const struct sheet *s = sheet(r, "submissions");
	struct cosplib *p = r->p;
	size_t n = 0;

	if (!s)
		return false;
	while (n + 1 < s->rows && sheet_cell(s, n + 1, 0).n)
		n++;
	if (n > SUBMISSIONS_MAX)
		return dais_err_set(
		    r->err, DAIS_ERR_LIMIT, "more than %u submissions", SUBMISSIONS_MAX);
	p->submission_session = DAIS_NEW_N(r->arena, n * p->sessions.n, int64_t);
	p->submission_room = DAIS_NEW_N(r->arena, n * p->rooms.n, int64_t);
	for (size_t i = 0; i < n; i++)
		if (!read_submission(r, s, i + 1) ||
		    !read_penalties(r, s, i + 1, FIXED_COLUMNS, &r->sessions, p->sessions.n,
			p->submission_session + i * p->sessions.n) ||
		    !read_penalties(r, s, i + 1, FIXED_COLUMNS + p->sessions.n, &r->rooms,
			p->rooms.n, p->submission_room + i * p->rooms.n))
			return false;
	return true;
}

/* A whole sheet of penalties: @rows name its rows, @columns its columns. */
static bool
read_table(struct reader *r, const char *name, const struct dais_map *rows, size_t n_rows,
    const struct dais_map *columns, size_t n_columns, int64_t **ret)
{
	const struct sheet *s = sheet(r, name);

	*ret = DAIS_NEW_N(r->arena, n_rows * n_columns, int64_t);
	for (size_t i = 1; s && i <= n_rows; i++) {
		size_t row = dais_map_get(rows, sheet_cell(s, i, 0));

		if (row == DAIS_MAP_NONE)
			return unknown(r, s, sheet_cell(s, i, 0));
		if (!read_penalties(r, s, i, 1, columns, n_columns, *ret + row * n_columns))
			return false;
	}
	return s != NULL;
}

static bool
read_tables(struct reader *r)
{
	struct cosplib *p = r->p;
	size_t t = p->tracks.n, s = p->sessions.n, m = p->rooms.n;

	if (!read_table(
		r, "tracks_sessions|penalty", &r->tracks, t, &r->sessions, s, &p->track_session) ||
	    !read_table(r, "tracks_rooms|penalty", &r->tracks, t, &r->rooms, m, &p->track_room) ||
	    !read_table(
		r, "sessions_rooms|penalty", &r->sessions, s, &r->rooms, m, &p->session_room) ||
	    !read_table(r, "similar tracks", &r->tracks, t, &r->tracks, t, &p->similar))
		return false;
	/* only the half above the diagonal counts */
	for (size_t i = 0; i < t; i++)
		for (size_t j = i + 1; j < t; j++)
			p->similar[j * t + i] = p->similar[i * t + j];
	return true;
}

/* The penalty of a time at which a presenter in zone @hours has to speak, in local minutes. */
static int64_t
zone_penalty(const struct cosplib_session *s, int shift, const int hours[4], const int64_t cost[2])
{
	int start = ((s->start + shift) % 1440 + 1440) % 1440;
	int end = ((s->end + shift) % 1440 + 1440) % 1440;

	if (start < hours[2] || end > hours[3] || end < hours[2])
		return cost[1];
	if ((start >= hours[2] && start < hours[0]) || (end > hours[1] && end <= hours[3]))
		return cost[0];
	return 0;
}

static bool
read_parameters(struct reader *r)
{
	const struct sheet *s = sheet(r, "parameters");
	struct cosplib *p = r->p;
	int local, hours[4]; /* suitable from, to; less suitable from, to */
	int64_t cost[2]; /* less suitable, unsuitable */

	if (!s)
		return false;
	for (size_t i = 0; i < COSPLIB_TERMS; i++)
		if (!sheet_integer(s, i + 1, 4, &p->weight[i], r->err))
			return false;
	if (!read_zone(r, sheet_cell(s, 1, 1), &local) ||
	    !sheet_minutes(s, 3, 1, &hours[0], r->err) ||
	    !sheet_minutes(s, 4, 1, &hours[1], r->err) ||
	    !sheet_minutes(s, 6, 1, &hours[2], r->err) ||
	    !sheet_minutes(s, 7, 1, &hours[3], r->err) ||
	    !sheet_integer(s, 8, 1, &cost[0], r->err) || !sheet_integer(s, 10, 1, &cost[1], r->err))
		return false;
	p->zone_session = DAIS_NEW_N(r->arena, p->submissions.n * p->sessions.n, int64_t);
	for (size_t i = 0; i < p->submissions.n; i++)
		for (size_t j = 0; j < p->sessions.n; j++)
			p->zone_session[i * p->sessions.n + j] = zone_penalty(&p->sessions.v[j],
			    (p->submissions.v[i].zone - local) * 60, hours, cost);
	return true;
}

/* --- who cannot be in two places --- */

struct holders {
	DAIS_VEC(size_t) presents, attends, chairs; /* submissions, submissions, tracks */
};

struct people {
	struct dais_map map;
	DAIS_VEC(struct holders) v;
};

static struct holders *
person(struct reader *r, struct people *all, struct dais_str name)
{
	if (dais_map_add(&all->map, name, all->v.n))
		(void)dais_vec_add(r->arena, &all->v);
	return &all->v.v[dais_map_get(&all->map, name)];
}

static void
both(uint8_t *table, size_t n, size_t i, size_t j)
{
	if (i != j)
		table[i * n + j] = table[j * n + i] = 1;
}

/* Submission @i against those of track @t that its own track is not. */
static void
against_track(struct cosplib *p, uint8_t *table, size_t i, size_t t)
{
	const struct cosplib_track *track = &p->tracks.v[t];

	for (size_t k = 0; p->submissions.v[i].track != t && k < track->submissions.n; k++)
		both(table, p->submissions.n, i, track->submissions.v[k]);
}

static void
conflicts_of(struct cosplib *p, const struct holders *h)
{
	size_t n = p->submissions.n;

	for (size_t i = 0; i < h->presents.n; i++) {
		for (size_t j = i + 1; j < h->presents.n; j++)
			both(p->presenters, n, h->presents.v[i], h->presents.v[j]);
		for (size_t j = 0; j < h->chairs.n; j++)
			against_track(p, p->presenters, h->presents.v[i], h->chairs.v[j]);
	}
	for (size_t i = 0; i < h->attends.n; i++) {
		for (size_t j = i + 1; j < h->attends.n; j++)
			both(p->attendees, n, h->attends.v[i], h->attends.v[j]);
		for (size_t j = 0; j < h->presents.n; j++)
			both(p->attendees, n, h->attends.v[i], h->presents.v[j]);
		for (size_t j = 0; j < h->chairs.n; j++)
			against_track(p, p->attendees, h->attends.v[i], h->chairs.v[j]);
	}
	for (size_t i = 0; i < h->chairs.n; i++)
		for (size_t j = i + 1; j < h->chairs.n; j++)
			both(p->chairs, p->tracks.n, h->chairs.v[i], h->chairs.v[j]);
}

static void
find_conflicts(struct reader *r)
{
	struct cosplib *p = r->p;
	size_t n = p->submissions.n;
	struct people all = { 0 };

	dais_map_init(&all.map, r->arena);
	p->presenters = DAIS_NEW_N(r->arena, n * n, uint8_t);
	p->attendees = DAIS_NEW_N(r->arena, n * n, uint8_t);
	p->chairs = DAIS_NEW_N(r->arena, p->tracks.n * p->tracks.n, uint8_t);
	for (size_t i = 0; i < n; i++) {
		const struct cosplib_submission *s = &p->submissions.v[i];

		for (size_t k = 0; k < s->presenters.n; k++)
			dais_vec_push(r->arena, &person(r, &all, s->presenters.v[k])->presents, i);
		for (size_t k = 0; k < s->attendees.n; k++)
			dais_vec_push(r->arena, &person(r, &all, s->attendees.v[k])->attends, i);
	}
	for (size_t i = 0; i < p->tracks.n; i++)
		for (size_t k = 0; k < p->tracks.v[i].chairs.n; k++)
			dais_vec_push(
			    r->arena, &person(r, &all, p->tracks.v[i].chairs.v[k])->chairs, i);
	for (size_t i = 0; i < all.v.n; i++)
		conflicts_of(p, &all.v.v[i]);
}

static void
start(struct reader *r, struct dais_arena *a, struct cosplib *p, struct dais_err *err)
{
	*r = (struct reader){ .p = p, .arena = a, .err = err };
	dais_map_init(&r->tracks, a);
	dais_map_init(&r->sessions, a);
	dais_map_init(&r->rooms, a);
	dais_map_init(&r->submissions, a);
}

bool
cosplib_read(struct dais_arena *a, const char *path, struct cosplib *ret, struct dais_err *err)
{
	struct reader r;

	*ret = (struct cosplib){ .arena = a };
	start(&r, a, ret, err);
	if (!workbook_read(a, path, &r.book, err))
		return false;
	if (!read_sessions(&r) || !read_rooms(&r) || !read_tracks(&r) || !read_submissions(&r) ||
	    !read_tables(&r) || !read_parameters(&r))
		return dais_err_context(err, "while reading %s", path);
	find_conflicts(&r);
	return true;
}

struct cosplib_plan
cosplib_plan_new(const struct cosplib *p, struct dais_arena *a)
{
	struct cosplib_plan plan;

	plan.track = DAIS_NEW_N(a, p->sessions.n * p->rooms.n, size_t);
	plan.submission = DAIS_NEW_N(a, p->slots * p->rooms.n, size_t);
	for (size_t i = 0; i < p->sessions.n * p->rooms.n; i++)
		plan.track[i] = COSPLIB_NONE;
	for (size_t i = 0; i < p->slots * p->rooms.n; i++)
		plan.submission[i] = COSPLIB_NONE;
	return plan;
}

static void
read_cells(const struct sheet *s, size_t row, size_t rows, size_t columns,
    const struct dais_map *known, size_t *ret, size_t *strange)
{
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < columns; j++) {
			struct dais_str name = sheet_cell(s, row + i, j + 1);

			if (!name.n)
				continue;
			ret[i * columns + j] = dais_map_get(known, name);
			*strange += ret[i * columns + j] == DAIS_MAP_NONE;
		}
}

bool
cosplib_plan_read(const struct cosplib *p, struct dais_arena *a, const char *path,
    struct cosplib_plan *ret, size_t *ret_strange, struct dais_err *err)
{
	struct dais_map tracks, submissions;
	struct workbook w;
	const struct sheet *s;

	*ret = cosplib_plan_new(p, a);
	*ret_strange = 0;
	if (!workbook_read(a, path, &w, err))
		return false;
	s = workbook_sheet(&w, "sol");
	if (!s || s->rows > 2 + p->sessions.n + p->slots || s->columns > p->rooms.n + 1)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "%s: not a timetable of this conference", path);
	dais_map_init(&tracks, a);
	dais_map_init(&submissions, a);
	for (size_t i = 0; i < p->tracks.n; i++)
		dais_map_add(&tracks, p->tracks.v[i].name, i);
	for (size_t i = 0; i < p->submissions.n; i++)
		dais_map_add(&submissions, p->submissions.v[i].name, i);
	read_cells(s, 1, p->sessions.n, p->rooms.n, &tracks, ret->track, ret_strange);
	read_cells(
	    s, p->sessions.n + 2, p->slots, p->rooms.n, &submissions, ret->submission, ret_strange);
	return true;
}
