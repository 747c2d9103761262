/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum.h"

#include <stdio.h>

#include "base/file.h"
#include "base/map.h"

#define FILE_MAX ((size_t)4 << 20)
#define DAY_COST 5u
#define GAP_COST 2u

struct reader {
	struct dais_arena *arena;
	const char *file;
	struct dais_str rest;
	unsigned line;
	struct curriculum *p;
	struct dais_map courses, teachers;
	struct dais_err *err;
};

static bool
wrong(struct reader *r, const char *what)
{
	return dais_err_set(r->err, DAIS_ERR_INVALID, "%s:%u: expected %s", r->file, r->line, what);
}

/* The next line with something on it; false at the end. */
static bool
next_line(struct reader *r, struct dais_str *ret)
{
	while (dais_str_next_line(&r->rest, ret)) {
		r->line++;
		*ret = dais_str_trim(*ret);
		if (ret->n)
			return true;
	}
	return false;
}

static struct dais_str
word(struct dais_str *line)
{
	size_t n = 0;
	struct dais_str w;

	while (n < line->n && line->p[n] != ' ' && line->p[n] != '\t')
		n++;
	w = dais_str_sub(*line, 0, n);
	*line = dais_str_trim(dais_str_sub(*line, n, line->n));
	return w;
}

static bool
number(struct dais_str *line, int64_t max, size_t *ret)
{
	int64_t v;

	if (!dais_str_to_int(word(line), 0, max, &v))
		return false;
	*ret = (size_t)v;
	return true;
}

struct head {
	size_t courses, rooms, days, day_periods, curricula, constraints;
};

static bool
read_head(struct reader *r, struct head *h)
{
	static const char *const keys[] = {
		"Courses:", "Rooms:", "Days:", "Periods_per_day:", "Curricula:", "Constraints:"
	};
	size_t *const values[] = { &h->courses, &h->rooms, &h->days, &h->day_periods, &h->curricula,
		&h->constraints };
	struct dais_str line;

	if (!next_line(r, &line) || !dais_str_is(word(&line), "Name:"))
		return wrong(r, "\"Name:\"");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (!next_line(r, &line) || !dais_str_is(word(&line), keys[i]) ||
		    !number(&line, 100000, values[i]))
			return wrong(r, keys[i]);
	if (!h->days || !h->day_periods || h->days * h->day_periods > 1000)
		return wrong(r, "1 to 1000 periods");
	r->p->days = (unsigned)h->days;
	r->p->day_periods = (unsigned)h->day_periods;
	r->p->periods = r->p->days * r->p->day_periods;
	r->p->n_curricula = h->curricula;
	return true;
}

static bool
read_title(struct reader *r, const char *title)
{
	struct dais_str line;

	return (next_line(r, &line) && dais_str_is(line, title)) || wrong(r, title);
}

static bool
read_courses(struct reader *r, size_t n)
{
	struct dais_str line, teacher;

	if (!read_title(r, "COURSES:"))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct course *c = dais_vec_add(r->arena, &r->p->courses);
		size_t lectures, days, students;

		if (!next_line(r, &line))
			return wrong(r, "a course");
		c->name = word(&line);
		teacher = word(&line);
		dais_map_add(&r->teachers, teacher, r->teachers.n);
		c->teacher = dais_map_get(&r->teachers, teacher);
		if (!number(&line, 1000, &lectures) || !number(&line, 1000, &days) ||
		    !number(&line, 100000, &students))
			return wrong(r, "course, teacher, lectures, days, students");
		c->lectures = (unsigned)lectures;
		c->days = (unsigned)days;
		c->students = (unsigned)students;
		c->first = r->p->lectures;
		r->p->lectures += lectures;
		dais_map_add(&r->courses, c->name, i);
	}
	return true;
}

static bool
read_rooms(struct reader *r, size_t n)
{
	struct dais_str line;
	size_t seats;

	if (!read_title(r, "ROOMS:"))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!next_line(r, &line))
			return wrong(r, "a room");
		dais_vec_push(r->arena, &r->p->room_names, word(&line));
		if (!number(&line, 100000, &seats))
			return wrong(r, "a room and its seats");
		dais_vec_push(r->arena, &r->p->rooms, (unsigned)seats);
	}
	return true;
}

static bool
read_curricula(struct reader *r, size_t n)
{
	struct dais_str line;
	size_t members;

	if (!read_title(r, "CURRICULA:"))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!next_line(r, &line))
			return wrong(r, "a curriculum");
		(void)word(&line);
		if (!number(&line, 10000, &members))
			return wrong(r, "a curriculum and how many courses it has");
		for (size_t k = 0; k < members; k++) {
			size_t c = dais_map_get(&r->courses, word(&line));

			if (c == DAIS_MAP_NONE)
				return wrong(r, "a known course");
			dais_vec_push(r->arena, &r->p->courses.v[c].curricula, i);
		}
	}
	return true;
}

static bool
read_constraints(struct reader *r, size_t n)
{
	struct dais_str line;

	if (!read_title(r, "UNAVAILABILITY_CONSTRAINTS:"))
		return false;
	r->p->never = DAIS_NEW_N(r->arena, r->p->courses.n * r->p->periods, uint8_t);
	for (size_t i = 0; i < n; i++) {
		size_t c, day, period;

		if (!next_line(r, &line))
			return wrong(r, "a constraint");
		c = dais_map_get(&r->courses, word(&line));
		if (c == DAIS_MAP_NONE || !number(&line, (int64_t)r->p->days - 1, &day) ||
		    !number(&line, (int64_t)r->p->day_periods - 1, &period))
			return wrong(r, "course, day, period");
		r->p->never[c * r->p->periods + day * r->p->day_periods + period] = 1;
	}
	return true;
}

static bool
share_curriculum(const struct course *x, const struct course *y)
{
	for (size_t i = 0; i < x->curricula.n; i++)
		for (size_t j = 0; j < y->curricula.n; j++)
			if (x->curricula.v[i] == y->curricula.v[j])
				return true;
	return false;
}

static void
finish(struct reader *r)
{
	struct curriculum *p = r->p;
	size_t n = p->courses.n;

	p->course = DAIS_NEW_N(r->arena, p->lectures, size_t);
	p->apart = DAIS_NEW_N(r->arena, n * n, uint8_t);
	for (size_t c = 0; c < n; c++) {
		for (unsigned k = 0; k < p->courses.v[c].lectures; k++)
			p->course[p->courses.v[c].first + k] = c;
		for (size_t d = 0; d < n; d++)
			p->apart[c * n + d] = c == d ||
					      p->courses.v[c].teacher == p->courses.v[d].teacher ||
					      share_curriculum(&p->courses.v[c], &p->courses.v[d]);
	}
}

bool
curriculum_parse(struct dais_arena *a, struct dais_str text, const char *file,
    struct curriculum *ret, struct dais_err *err)
{
	struct reader r = { .arena = a, .file = file, .rest = text, .p = ret, .err = err };
	struct head h = { 0 };

	*ret = (struct curriculum){ 0 };
	dais_map_init(&r.courses, a);
	dais_map_init(&r.teachers, a);
	if (!read_head(&r, &h) || !read_courses(&r, h.courses) || !read_rooms(&r, h.rooms) ||
	    !read_curricula(&r, h.curricula) || !read_constraints(&r, h.constraints))
		return false;
	finish(&r);
	return true;
}

bool
curriculum_read(
    struct dais_arena *a, const char *path, struct curriculum *ret, struct dais_err *err)
{
	struct dais_str text;

	return dais_file_read(a, path, FILE_MAX, &text, err) &&
	       curriculum_parse(a, text, path, ret, err);
}

bool
curriculum_write(const struct curriculum *p, const struct curriculum_plan *plan, const char *path,
    struct dais_err *err)
{
	FILE *f = fopen(path, "we");
	bool ok = f != NULL;

	for (size_t k = 0; f && k < p->lectures; k++) {
		struct dais_str course = p->courses.v[p->course[k]].name,
				room = p->room_names.v[plan->room[k]];

		ok = fprintf(f, "%.*s %.*s %u %u\n", (int)course.n, course.p, (int)room.n, room.p,
			 plan->period[k] / p->day_periods, plan->period[k] % p->day_periods) > 0 &&
		     ok;
	}
	if (f)
		ok = fclose(f) == 0 && ok;
	return ok || dais_err_set(err, DAIS_ERR_IO, "cannot write %s", path);
}

/* --- reading a timetable --- */

static size_t
room_named(const struct curriculum *p, struct dais_str name)
{
	size_t r = 0;

	while (r < p->room_names.n && !dais_str_eq(p->room_names.v[r], name))
		r++;
	return r;
}

/* A lecture of course @c, which has @held of them so far. */
static bool
read_lecture(struct reader *r, struct dais_str line, struct curriculum_plan *plan, unsigned *held)
{
	const struct curriculum *p = r->p;
	size_t c = dais_map_get(&r->courses, word(&line)), room, day, period, k;

	if (c == DAIS_MAP_NONE || held[c] == p->courses.v[c].lectures)
		return wrong(r, "a course that has lectures left");
	room = room_named(p, word(&line));
	if (room == p->room_names.n)
		return wrong(r, "a known room");
	if (!number(&line, (int64_t)p->days - 1, &day) ||
	    !number(&line, (int64_t)p->day_periods - 1, &period))
		return wrong(r, "day and period");
	k = p->courses.v[c].first + held[c]++;
	plan->period[k] = (unsigned)(day * p->day_periods + period);
	plan->room[k] = (unsigned)room;
	return true;
}

bool
curriculum_parse_plan(struct dais_arena *a, const struct curriculum *p, struct dais_str text,
    const char *file, struct curriculum_plan *ret, struct dais_err *err)
{
	struct curriculum problem = *p;
	struct reader r = { .arena = a, .file = file, .rest = text, .p = &problem, .err = err };
	unsigned *held = DAIS_NEW_N(a, p->courses.n, unsigned);
	struct dais_str line;

	ret->period = DAIS_NEW_N(a, p->lectures, unsigned);
	ret->room = DAIS_NEW_N(a, p->lectures, unsigned);
	dais_map_init(&r.courses, a);
	for (size_t c = 0; c < p->courses.n; c++)
		(void)dais_map_add(&r.courses, p->courses.v[c].name, c);
	while (next_line(&r, &line))
		if (!read_lecture(&r, line, ret, held))
			return false;
	for (size_t c = 0; c < p->courses.n; c++)
		if (held[c] < p->courses.v[c].lectures)
			return dais_err_set(err, DAIS_ERR_INVALID, "%s: %.*s has %u of %u lectures",
			    file, (int)p->courses.v[c].name.n, p->courses.v[c].name.p, held[c],
			    p->courses.v[c].lectures);
	return true;
}

bool
curriculum_read_plan(struct dais_arena *a, const struct curriculum *p, const char *path,
    struct curriculum_plan *ret, struct dais_err *err)
{
	struct dais_str text;

	return dais_file_read(a, path, FILE_MAX, &text, err) &&
	       curriculum_parse_plan(a, p, text, path, ret, err);
}

/* --- judging --- */

static void
judge_course(const struct curriculum *p, const struct curriculum_plan *plan, size_t c,
    struct dais_arena *a, struct curriculum_verdict *v)
{
	const struct course *course = &p->courses.v[c];
	bool *days = DAIS_NEW_N(a, p->days, bool), *rooms = DAIS_NEW_N(a, p->rooms.n, bool);
	unsigned n_days = 0, n_rooms = 0;

	for (size_t k = course->first; k < course->first + course->lectures; k++) {
		unsigned day = plan->period[k] / p->day_periods, room = plan->room[k];

		n_days += !days[day];
		n_rooms += !rooms[room];
		days[day] = rooms[room] = true;
		if (course->students > p->rooms.v[room])
			v->seats += course->students - p->rooms.v[room];
		v->clashes += p->never[c * p->periods + plan->period[k]];
	}
	v->days += n_days < course->days ? DAY_COST * (course->days - n_days) : 0;
	v->rooms += n_rooms ? n_rooms - 1 : 0;
}

/* A lecture of a curriculum without another of it just before or after, on the same day. */
static void
judge_gaps(const struct curriculum *p, const struct curriculum_plan *plan, size_t q,
    struct dais_arena *a, struct curriculum_verdict *v)
{
	unsigned *at = DAIS_NEW_N(a, p->periods, unsigned);

	for (size_t k = 0; k < p->lectures; k++) {
		const struct course *c = &p->courses.v[p->course[k]];

		for (size_t i = 0; i < c->curricula.n; i++)
			at[plan->period[k]] += c->curricula.v[i] == q;
	}
	for (unsigned t = 0; t < p->periods; t++) {
		bool before = t % p->day_periods > 0 && at[t - 1];
		bool after = (t + 1) % p->day_periods > 0 && at[t + 1];

		if (at[t] && !before && !after)
			v->gaps += GAP_COST * at[t];
	}
}

void
curriculum_judge(const struct curriculum *p, const struct curriculum_plan *plan,
    struct dais_arena *a, struct curriculum_verdict *ret)
{
	size_t n = p->courses.n;

	*ret = (struct curriculum_verdict){ 0 };
	for (size_t c = 0; c < n; c++)
		judge_course(p, plan, c, a, ret);
	for (size_t q = 0; q < p->n_curricula; q++)
		judge_gaps(p, plan, q, a, ret);
	for (size_t i = 0; i < p->lectures; i++)
		for (size_t j = i + 1; j < p->lectures; j++)
			if (plan->period[i] == plan->period[j])
				ret->clashes += (plan->room[i] == plan->room[j]) +
						p->apart[p->course[i] * n + p->course[j]];
	ret->cost = ret->seats + ret->days + ret->gaps + ret->rooms;
}

bool
curriculum_has(const struct course *c, size_t q)
{
	for (size_t i = 0; i < c->curricula.n; i++)
		if (c->curricula.v[i] == q)
			return true;
	return false;
}

bool
curriculum_same_courses(const struct curriculum *p, size_t q, size_t r)
{
	for (size_t c = 0; c < p->courses.n; c++)
		if (curriculum_has(&p->courses.v[c], q) != curriculum_has(&p->courses.v[c], r))
			return false;
	return true;
}
