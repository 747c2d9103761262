/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The next meeting is made on the things of the last one: bodies and history stay, what belongs to
 * the meeting itself moves on or goes. The package reader has the last word.
 */
#include "service/house/next.h"

#include "service/house/next_priv.h"

struct dais_next_line *
house_next_line(struct next_maker *m, enum dais_next_what what, enum dais_next_why why,
    const char *kind, struct dais_str id)
{
	struct dais_next_line *l = dais_vec_add(m->a, &m->next->lines);

	l->what = what;
	l->why = why;
	l->kind = dais_str_from(kind);
	l->id = id;
	return l;
}

void
house_next_add(struct next_maker *m, const struct dais_thing *like, struct dais_str value)
{
	struct dais_thing *t = dais_vec_add(m->a, &m->things);

	*t = *like;
	t->value = value;
	t->revision = 0;
}

struct dais_json_value *
house_next_value(struct next_maker *m, const struct dais_thing *t)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_json_value *v;

	return dais_json_parse(m->a, t->value, &v, &ignored)
		   ? v
		   : dais_json_new(m->a, DAIS_JSON_OBJECT);
}

struct dais_json_value *
house_next_string(struct next_maker *m, struct dais_str s)
{
	return dais_json_new_str(m->a, s);
}

struct dais_json_value *
house_next_day(struct next_maker *m, struct dais_date d)
{
	return house_next_string(m, dais_date_print(m->a, d));
}

static struct dais_str
next_id(struct next_maker *m, size_t meeting)
{
	const struct dais_meeting *x = &m->r->meetings.v[meeting];

	return dais_arena_printf(
	    m->a, "%.*s@%u", DAIS_STR_ARG(m->r->bodies.v[x->body].id), x->ordinal + 1);
}

/* The index in `together` of the meeting of body @body; DAIS_NONE. */
static size_t
place_together(const struct next_maker *m, size_t body)
{
	for (size_t i = 0; i < m->r->together.n; i++) {
		if (m->r->meetings.v[m->r->together.v[i]].body == body)
			return i;
	}
	return DAIS_NONE;
}

struct dais_str
house_next_meeting_id(const struct next_maker *m, struct dais_str id)
{
	size_t at = dais_map_get(&m->r->meeting_ids, id), i;
	struct dais_str next;

	if (at == DAIS_MAP_NONE)
		return id;
	i = place_together(m, m->r->meetings.v[at].body);
	if (i == DAIS_NONE)
		return id;
	next = dais_arena_printf(m->a, "%.*s@%u",
	    DAIS_STR_ARG(m->r->bodies.v[m->r->meetings.v[at].body].id),
	    m->r->meetings.v[at].ordinal + 1);
	return m->r->together.v[i] == at || dais_map_get(&m->r->meeting_ids, next) != DAIS_MAP_NONE
		   ? next
		   : id;
}

/* ---- the meetings ---- */

struct dais_date
house_next_closing(const struct next_maker *m, const struct dais_meeting *x)
{
	return m->in->days ? dais_date_add(x->opens.date, m->days_moved + (int)m->in->days - 1)
			   : dais_date_add(x->closes, m->days_moved);
}

static void
add_meeting(struct next_maker *m, size_t meeting)
{
	const struct dais_meeting *x = &m->r->meetings.v[meeting];
	size_t at = dais_things_find(m->last, DAIS_STR("meeting"), x->id);
	struct dais_json_value *v = house_next_value(m, &m->last->v[at]);
	struct dais_thing like = m->last->v[at];
	struct dais_local opens = x->opens;
	struct dais_next_line *l;

	opens.date = dais_date_add(opens.date, m->days_moved);
	dais_json_set(
	    m->a, v, DAIS_STR("opens"), house_next_string(m, dais_local_print(m->a, opens)));
	dais_json_set(m->a, v, DAIS_STR("closes"), house_next_day(m, house_next_closing(m, x)));
	dais_json_set(m->a, v, DAIS_STR("status"), NULL);
	if (m->in->modality >= 0)
		dais_json_set(m->a, v, DAIS_STR("modality"),
		    house_next_string(
			m, dais_str_from(dais_modality_name((enum dais_modality)m->in->modality))));
	like.id = next_id(m, meeting);
	like.position = (int64_t)m->r->meetings.n + like.position;
	house_next_add(m, &like, dais_json_print(m->a, v));
	l = house_next_line(m, DAIS_NEXT_MEETING, DAIS_NEXT_FOLLOWS, "meeting", like.id);
	l->about = m->r->bodies.v[x->body].name;
	l->from = x->id;
	l->to = like.id;
	l->date = opens.date;
}

/* Earlier meetings stay: texts speak of them. One that was known ahead gives way to the new. */
static void
add_meetings(struct next_maker *m)
{
	for (size_t i = 0; i < m->r->together.n; i++)
		add_meeting(m, m->r->together.v[i]);
	for (size_t i = 0; i < m->last->n; i++) {
		const struct dais_thing *t = &m->last->v[i];

		if (dais_str_is(t->kind, "meeting") &&
		    dais_things_find(&m->things, t->kind, t->id) == SIZE_MAX)
			house_next_add(m, t, t->value);
	}
}

static void
add_top(struct next_maker *m, const struct dais_thing *t)
{
	struct dais_json_value *v = house_next_value(m, t),
			       *together = dais_json_new(m->a, DAIS_JSON_ARRAY);

	for (size_t i = 0; i < m->r->together.n; i++)
		dais_json_append(
		    m->a, together, house_next_string(m, next_id(m, m->r->together.v[i])));
	dais_json_set(m->a, v, DAIS_STR("together"), together);
	house_next_add(m, t, dais_json_print(m->a, v));
}

struct dais_date
house_next_weeks_before(const struct next_maker *m, unsigned weeks)
{
	return dais_date_add(m->in->opens, -7 * (int)weeks);
}

/* ---- all together ---- */

void
house_next_add_kind(struct next_maker *m, const char *kind,
    void (*add)(struct next_maker *m, const struct dais_thing *t))
{
	for (size_t i = 0; i < m->last->n; i++) {
		if (!dais_str_is(m->last->v[i].kind, kind))
			continue;
		if (add)
			add(m, &m->last->v[i]);
		else
			house_next_add(m, &m->last->v[i], m->last->v[i].value);
	}
}

static void
add_deadline(struct next_maker *m, enum dais_next_why why, struct dais_date d)
{
	house_next_line(m, DAIS_NEXT_DEADLINE, why, "", DAIS_STR_NONE)->date = d;
}

static void
add_deadlines(struct next_maker *m)
{
	const struct dais_profile *p = &m->r->profile;
	const struct dais_meeting *x = &m->r->meetings.v[m->r->together.v[0]];

	add_deadline(m, DAIS_NEXT_SUBMIT, house_next_weeks_before(m, p->submit_weeks));
	add_deadline(m, DAIS_NEXT_CIRCULATE, house_next_weeks_before(m, p->agenda_weeks));
	add_deadline(m, DAIS_NEXT_ISSUE, house_next_weeks_before(m, p->issue_weeks));
	add_deadline(
	    m, DAIS_NEXT_REPORT, dais_date_add(house_next_closing(m, x), 7 * (int)p->report_weeks));
}

static bool
check_input(const struct next_maker *m, struct dais_err *err)
{
	const struct dais_next_input *in = m->in;
	const struct dais_meeting *x;

	if (!house_check_name(in->package, err))
		return false;
	if (!m->r->together.n)
		return dais_err_set(err, DAIS_ERR_INVALID, "the last package has no meeting");
	x = &m->r->meetings.v[m->r->together.v[0]];
	if (!dais_date_is_valid(in->opens) || in->days > 366)
		return dais_err_set(err, DAIS_ERR_INVALID, "the days of the meeting are not given");
	if (dais_date_cmp(in->opens, x->closes) <= 0) {
		(void)dais_err_set(err, DAIS_ERR_INVALID,
		    "the next meeting cannot open before the last has closed");
		return dais_err_hint(err, "Give a day after %04d-%02d-%02d.", x->closes.year,
		    x->closes.month, x->closes.day);
	}
	return true;
}

static bool
make(struct next_maker *m, struct dais_diags *diags, struct dais_record **ret, struct dais_err *err)
{
	struct dais_things_places places;
	struct dais_diags found;

	if (!check_input(m, err) || !house_next_allot_symbols(m, err))
		return false;
	m->days_moved = (int)(dais_date_to_days(m->in->opens) -
			      dais_date_to_days(m->r->meetings.v[m->r->together.v[0]].opens.date));
	m->item_kept = DAIS_NEW_N(m->a, m->r->items.n + 1, bool);
	m->document_kept = DAIS_NEW_N(m->a, m->r->documents.n + 1, bool);
	m->mandate_kept = DAIS_NEW_N(m->a, m->r->mandates.n + 1, bool);
	add_meetings(m);
	house_next_add_kind(m, "package", add_top);
	house_next_add_kind(m, "body", NULL);
	house_next_choose_items(m);
	house_next_add_kind(m, "item", house_next_item);
	house_next_add_kind(m, "agenda", house_next_agenda);
	house_next_annotations(m);
	house_next_add_kind(m, "document", house_next_document);
	house_next_add_kind(m, "mandate", house_next_mandate);
	house_next_add_kind(m, "profile", NULL);
	house_next_planning(m);
	add_deadlines(m);
	dais_things_sort(&m->things);
	dais_diags_init_as(&found, m->a, diags);
	*ret = dais_things_read(m->a, &m->things, &found, &places);
	house_tell(&places, &found, diags);
	m->next->record = *ret;
	return !found.errors || dais_err_set(err, DAIS_ERR_INVALID,
				    "the next meeting cannot be made from this package as it is");
}

/* Works on a copy of the last record that lives in the arena. */
static bool
prepare(struct dais_house *h, const struct dais_next_input *in, struct dais_arena *a,
    struct dais_next *next, struct dais_diags *diags, struct dais_record **ret,
    struct dais_err *err)
{
	struct next_maker m = { .h = h, .in = in, .a = a, .next = next };
	dais_thing_vec *last = DAIS_NEW(a, dais_thing_vec);
	struct dais_diags ignored;
	uint64_t revision;

	*next = (struct dais_next){ 0 };
	if (!house_things(h, in->from, a, last, &revision, err))
		return false;
	dais_diags_init(&ignored, a);
	m.last = last;
	m.r = dais_things_read(a, last, &ignored, NULL);
	return make(&m, diags, ret, err);
}

bool
dais_next_preview(struct dais_house *h, const struct dais_next_input *in, struct dais_arena *a,
    struct dais_next *ret, struct dais_diags *diags, struct dais_err *err)
{
	struct dais_record *r;

	return prepare(h, in, a, ret, diags, &r, err);
}

bool
dais_next_make(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_next_input *in, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_thing_vec there = { 0 };
	struct dais_next next;
	struct dais_record *r;
	uint64_t revision;

	if (!prepare(h, in, a, &next, diags, &r, err) ||
	    !house_things_any(h, in->package, a, &there, &revision, err))
		return false;
	for (size_t i = 0; i < there.n; i++) {
		if (dais_things_is_of_package(there.v[i].kind))
			return dais_err_set(err, DAIS_ERR_CONFLICT,
			    "there is a package \"%.*s\" already", DAIS_STR_ARG(in->package));
	}
	/* It was not read from files that anybody wrote. */
	r->origin_yaml = DAIS_STR_NONE;
	memset(r->origin_text, 0, sizeof(r->origin_text));
	return house_import_record(h, actor, r, in->package,
	    dais_arena_printf(a, "next after %.*s", DAIS_STR_ARG(in->from)), false, ret_change,
	    err);
}
