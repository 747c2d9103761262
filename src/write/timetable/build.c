/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The grid from the record and its sittings: title, columns, days, rows.
 */
#include "write/timetable/build_priv.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/direction.h"
#include "text/text.h"

struct dais_str
dais_timetable_words(enum dais_lang l, const struct dais_ml *ml)
{
	struct dais_str words = dais_ml_words(ml, l);

	return words.n ? words : DAIS_STR("[...]");
}

struct dais_str
dais_timetable_short_name(const struct dais_record *r, enum dais_lang l, size_t body)
{
	const struct dais_body *b = &r->bodies.v[body];

	/* Words of another language say more than an id, which no reader knows. */
	const struct dais_str words[] = { b->short_name.in[l], b->name.in[l],
		dais_ml_words(&b->short_name, l), dais_ml_words(&b->name, l) };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (words[i].n)
			return words[i];
	}
	return b->id;
}

size_t
dais_timetable_top(const struct dais_record *r, size_t item)
{
	size_t parent = r->items.v[item].parent;

	return parent == DAIS_NONE ? item : parent;
}

/* --- columns --------------------------------------------------------------------------------- */

static void
add_body(struct builder *b, size_t body)
{
	struct dais_timetable_column *c;

	if (b->column_of[body] != DAIS_NONE)
		return;
	b->column_of[body] = b->t->columns.n;
	c = dais_vec_add(b->a, &b->t->columns);
	c->body = body;
	c->name = dais_timetable_words(b->l, &b->r->bodies.v[body].name);
	c->short_name = dais_timetable_short_name(b->r, b->l, body);
}

static struct dais_str
room_name(const struct builder *b, const struct dais_ml *room)
{
	if (room->in[b->l].n)
		return room->in[b->l];
	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++) {
		if (room->in[i].n)
			return room->in[i];
	}
	return DAIS_STR("–");
}

size_t
dais_timetable_room_column(const struct builder *b, const struct dais_ml *room)
{
	struct dais_str name = room_name(b, room);

	for (size_t i = 0; i < b->t->columns.n; i++) {
		if (dais_str_eq(b->t->columns.v[i].name, name))
			return i;
	}
	return DAIS_NONE;
}

/* Columns from the bodies or rooms. */
static void
make_columns(struct builder *b)
{
	for (size_t i = 0; !b->opt->rooms && i < b->r->together.n; i++)
		add_body(b, b->r->meetings.v[b->r->together.v[i]].body);
	for (size_t s = 0; s < b->sittings->n; s++) {
		const struct dais_sitting *sitting = &b->sittings->v[s];
		struct dais_timetable_column *c;

		for (size_t i = 0; !b->opt->rooms && i < sitting->bodies.n; i++)
			add_body(b, sitting->bodies.v[i]);
		if (!b->opt->rooms || dais_timetable_room_column(b, &sitting->room) != DAIS_NONE)
			continue;
		c = dais_vec_add(b->a, &b->t->columns);
		c->body = DAIS_NONE;
		c->name = c->short_name = room_name(b, &sitting->room);
	}
}

/* --- head ------------------------------------------------------------------------------------ */

static struct dais_str
place_and_dates(struct builder *b, const struct dais_meeting *m)
{
	struct dais_str dates = dais_text_range(b->a, b->l, m->opens.date, m->closes);

	if (!m->place.in[b->l].n)
		return dates;
	return dais_text_fill(b->a, b->l, "title-block",
	    (const struct dais_slot[]){
		{ "place", m->place.in[b->l] }, { "dates", dates }, { NULL, DAIS_STR_NONE } });
}

/* A room that all sittings have is named once. */
static void
find_room(struct builder *b)
{
	const dais_sitting_vec *v = b->sittings;
	struct dais_str room = v->n ? v->v[0].room.in[b->l] : DAIS_STR_NONE;

	for (size_t i = 1; i < v->n; i++) {
		if (!dais_str_eq(room, v->v[i].room.in[b->l]))
			return;
	}
	if (!room.n || b->opt->rooms)
		return;
	b->one_room = true;
	b->t->room = dais_text_fill(b->a, b->l, "label-value",
	    (const struct dais_slot[]){ { "label", dais_text_phrase(b->l, "room") },
		{ "value", room }, { NULL, DAIS_STR_NONE } });
}

struct dais_str
dais_timetable_modality(enum dais_lang l, enum dais_modality m)
{
	char key[32];

	(void)snprintf(key, sizeof(key), "modality-%s", dais_modality_name(m));
	return dais_text_phrase(l, key);
}

static void
head(struct builder *b)
{
	struct dais_timetable *t = b->t;

	t->title = dais_text_capitalise(
	    b->a, b->l, dais_text_phrase(b->l, "proposed-organization-of-work"));
	for (size_t i = 0; i < b->r->together.n; i++) {
		const struct dais_meeting *m = &b->r->meetings.v[b->r->together.v[i]];
		const struct dais_body *body = &b->r->bodies.v[m->body];

		dais_vec_push(b->a, &t->meetings,
		    dais_text_fill(b->a, b->l, "body-meeting",
			(const struct dais_slot[]){
			    { "body", dais_timetable_words(b->l, &body->name) },
			    { "meeting", dais_text_gathering(b->a, b->l, m->ordinal,
					     body->noun_is_session ? "session" : "meeting") },
			    { NULL, DAIS_STR_NONE } }));
		if (i == 0) {
			t->place = place_and_dates(b, m);
			if (m->zone.n)
				t->zone = dais_text_fill(b->a, b->l, "local-time",
				    (const struct dais_slot[]){
					{ "zone", m->zone }, { NULL, DAIS_STR_NONE } });
		}
	}
	t->now_name = dais_text_phrase(b->l, "planned-time");
	t->before_name = dais_text_phrase(b->l, "time-before");
	if (b->opt->name_modality)
		t->modality = dais_timetable_modality(b->l, b->opt->modality);
}

/* --- days and rows --------------------------------------------------------------------------- */

static struct dais_str
hours(struct builder *b, const struct dais_period *p)
{
	struct dais_str s;

	if (p->start.minute < 0)
		return DAIS_STR_NONE;
	s = p->end.minute < 0 ? dais_text_time(b->a, b->l, p->start.minute)
			      : dais_text_time_range(b->a, b->l, p->start.minute, p->end.minute);
	return dais_text_alone(b->a, b->l, s);
}

static struct dais_timetable_row *
find_row(struct builder *b, const struct dais_period *p)
{
	struct dais_timetable_day *day = NULL;
	struct dais_timetable_row *row;

	for (size_t i = 0; i < b->t->days.n && !day; i++) {
		if (dais_date_eq(b->t->days.v[i].date, p->start.date))
			day = &b->t->days.v[i];
	}
	if (!day) {
		day = dais_vec_add(b->a, &b->t->days);
		day->date = p->start.date;
		day->words =
		    dais_text_capitalise(b->a, b->l, dais_text_day(b->a, b->l, p->start.date));
	}
	for (size_t i = 0; i < day->rows.n; i++) {
		row = &day->rows.v[i];
		if (row->start.minute == p->start.minute && row->end.minute == p->end.minute)
			return row;
	}
	row = dais_vec_add(b->a, &day->rows);
	row->start = p->start;
	row->end = p->end;
	row->hours = hours(b, p);
	return row;
}

static int
by_date(const void *x, const void *y)
{
	return dais_date_cmp(((const struct dais_timetable_day *)x)->date,
	    ((const struct dais_timetable_day *)y)->date);
}

static int
by_hours(const void *x, const void *y)
{
	const struct dais_timetable_row *p = x, *q = y;

	if (p->start.minute != q->start.minute)
		return p->start.minute < q->start.minute ? -1 : 1;
	return (p->end.minute > q->end.minute) - (p->end.minute < q->end.minute);
}

static void
add_rows(struct builder *b)
{
	const dais_timetable_change_vec *changes = b->opt->changes;

	for (size_t s = 0; s < b->sittings->n; s++) {
		struct dais_period p = { b->sittings->v[s].start, b->sittings->v[s].end };

		(void)find_row(b, &p);
	}
	for (size_t i = 0; changes && !b->opt->beside && i < changes->n; i++) {
		if (changes->v[i].from.start.date.year)
			(void)find_row(b, &changes->v[i].from);
	}
	if (b->t->days.n)
		qsort(b->t->days.v, b->t->days.n, sizeof(*b->t->days.v), by_date);
	for (size_t d = 0; d < b->t->days.n; d++)
		qsort(b->t->days.v[d].rows.v, b->t->days.v[d].rows.n,
		    sizeof(*b->t->days.v[d].rows.v), by_hours);
}

static void
fill_rows(struct builder *b)
{
	for (size_t d = 0; d < b->t->days.n; d++) {
		for (size_t i = 0; i < b->t->days.v[d].rows.n; i++) {
			struct dais_timetable_row *row = &b->t->days.v[d].rows.v[i];
			group_vec groups = { NULL, 0, 0 };

			for (size_t s = 0; s < b->sittings->n; s++) {
				const struct dais_sitting *sitting = &b->sittings->v[s];

				if (dais_local_cmp(sitting->start, row->start) == 0 &&
				    dais_local_cmp(sitting->end, row->end) == 0)
					dais_timetable_groups(b, s, &groups);
			}
			dais_timetable_ghosts(b, row, &groups);
			dais_timetable_lay_out(b, &groups, row);
		}
	}
}

struct dais_str
dais_timetable_place(const struct dais_timetable *t, struct dais_arena *a)
{
	const struct dais_str parts[] = { t->place, t->zone, t->room };
	struct dais_str s = DAIS_STR_NONE;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (!parts[i].n)
			continue;
		s = s.n ? dais_text_fill(a, t->lang, "mark-and-more",
			      (const struct dais_slot[]){
				  { "mark", s }, { "more", parts[i] }, { NULL, DAIS_STR_NONE } })
			: parts[i];
	}
	return s;
}

struct dais_timetable *
dais_timetable_new(const struct dais_record *r, const dais_sitting_vec *sittings, enum dais_lang l,
    const struct dais_timetable_options *opt, struct dais_arena *a)
{
	struct dais_timetable *t = DAIS_NEW(a, struct dais_timetable);
	struct builder b = { .r = r, .sittings = sittings, .opt = opt, .l = l, .a = a, .t = t };

	t->lang = l;
	t->record = r;
	b.column_of = DAIS_NEW_N(a, r->bodies.n, size_t);
	b.colour_of = DAIS_NEW_N(a, r->items.n, size_t);
	for (size_t i = 0; i < r->bodies.n; i++)
		b.column_of[i] = DAIS_NONE;
	head(&b);
	find_room(&b);
	make_columns(&b);
	dais_timetable_set_colours(&b);
	add_rows(&b);
	fill_rows(&b);
	dais_timetable_totals(&b);
	for (size_t i = 0; i < opt->notes.n; i++)
		dais_vec_push(a, &t->notes, opt->notes.v[i]);
	return t;
}
