/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * planning.yaml from top to bottom. Rooms, teams and people come first, because bodies and items
 * name them.
 */
#include "read/package/planning.h"

#include "read/package/planning_priv.h"
#include "read/package/profile.h"
#include "text/message.h"

#define STEP_MIN 5
#define STEP_MAX 120
#define STEP_DEFAULT 30

struct dais_place
dais_planning_place(const struct dais_loader *l, const struct dais_yaml_node *n)
{
	return (struct dais_place){ .file = dais_str_from(l->file),
		.line = n->line,
		.column = n->column,
		.text = n->text };
}

struct dais_place
dais_planning_key_place(const struct dais_loader *l, const struct dais_yaml_entry *e)
{
	return (struct dais_place){
		.file = dais_str_from(l->file), .line = e->line, .column = e->column, .text = e->key
	};
}

void
dais_planning_read_bool(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const char *const names[] = { "false", "true" };
	int v = dais_package_choice(l, n, "value", names, DAIS_FIELD_N(names));

	if (v >= 0)
		*(bool *)to = v == 1;
}

bool
dais_planning_read_one_when(
    struct dais_loader *l, const struct dais_yaml_node *n, struct dais_when *ret)
{
	struct dais_str text;
	struct dais_diag *g;

	if (!dais_package_scalar(l, n, &text))
		return false;
	ret->place = dais_planning_place(l, n);
	if (dais_when_read(text, ret))
		return true;
	g = dais_package_complain_at(
	    l, n, "`%.*s` names no day, half-day or sitting", DAIS_STR_ARG(text));
	dais_diag_set_file_hint(
	    l->d, g, "%s", dais_text_message_words(l->d->lang, dais_when_forms()));
	return false;
}

/* A list, or one value alone. */
void
dais_planning_read_when(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	dais_when_vec *v = to;
	struct dais_when w;

	if (n->kind == DAIS_YAML_SCALAR && !dais_yaml_is_null(n)) {
		if (dais_planning_read_one_when(l, n, &w))
			dais_vec_push(l->a, v, w);
		return;
	}
	if (!dais_package_is_list(l, n, "the days"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		if (dais_planning_read_one_when(l, n->entries.v[i].value, &w))
			dais_vec_push(l->a, v, w);
	}
}

void
dais_planning_read_only_when(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	if (dais_package_lists_any(l, n))
		dais_planning_read_when(l, n, to);
}

void
dais_planning_each(struct dais_planning_reader *r, const struct dais_yaml_node *n,
    const char *section, dais_planning_entry_fn fn)
{
	if (!n || !dais_package_is_mapping(&r->l, n, section))
		return;
	for (size_t i = 0; i < n->entries.n; i++)
		fn(r, &n->entries.v[i]);
}

/* --- small sections ------------------------------------------------------------------------- */

static void
read_step(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	unsigned v = UINT32_MAX;
	struct dais_diag *g;

	dais_package_read_uint(&r->l, n, &v);
	if (v == UINT32_MAX)
		return;
	if (v < STEP_MIN || v > STEP_MAX) {
		g = dais_package_complain_at(&r->l, n, "a step of %u minutes cannot be used", v);
		dais_diag_set_hint(r->l.d, g, "from %d to %d minutes", STEP_MIN, STEP_MAX);
		return;
	}
	r->p->has_step = true;
	r->p->step = v;
	r->p->step_place = dais_planning_place(&r->l, n);
}

static void
read_openness(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const char *const names[] = { "closed", "open" };

	*(bool *)to = dais_package_choice(l, n, "value", names, DAIS_FIELD_N(names)) == 1;
}

static const struct dais_field day_fields[] = {
	{ "closed", dais_planning_read_when, offsetof(struct dais_planning, closed), false },
	{ "also", dais_planning_read_when, offsetof(struct dais_planning, also), false },
	{ "host-holidays", read_openness, offsetof(struct dais_planning, host_holidays_open),
	    false },
};

static void
read_days(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	(void)dais_package_fields(&r->l, n, "`days`", day_fields, DAIS_FIELD_N(day_fields), r->p);
	for (size_t i = 0; i < r->p->also.n; i++) {
		const struct dais_when *w = &r->p->also.v[i];

		if (dais_date_is_set(w->from) && w->minute < 0 && w->half == DAIS_HALF_BOTH)
			continue;
		(void)dais_diags_add(r->l.d, "package", DAIS_SEVERITY_ERROR, &w->place,
		    "`also` takes days such as 2022-05-28, not `%.*s`", DAIS_STR_ARG(w->words));
	}
}

static void
read_hours(
    struct dais_planning_reader *r, const struct dais_yaml_node *n, struct dais_planning_hours *ret)
{
	if (!n || !dais_package_is_mapping(&r->l, n, "hours"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		int m = dais_modality_parse(e->key);
		struct dais_diag *g;

		if (m >= 0) {
			/* No hours to add are none; no hours at all are no meeting. */
			if (ret == r->p->hours)
				(void)dais_package_lists_any(&r->l, e->value);
			dais_package_read_hours(&r->l, e->value, &ret[m].hours);
			ret[m].place = dais_planning_key_place(&r->l, e);
			continue;
		}
		g = dais_package_complain(&r->l, e->line, e->column, e->key,
		    "unknown modality `%.*s`", DAIS_STR_ARG(e->key));
		dais_diag_set_file_hint(r->l.d, g, "one of: in-person, hybrid, online");
	}
}

static void
read_placed_uint(struct dais_planning_reader *r, const struct dais_yaml_node *n, bool *ret_given,
    unsigned *ret, struct dais_place *ret_place)
{
	unsigned v = UINT32_MAX;

	dais_package_read_uint(&r->l, n, &v);
	*ret_place = dais_planning_place(&r->l, n);
	if (v != UINT32_MAX) {
		*ret_given = true;
		*ret = v;
	}
}

static void
read_limits(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	const struct dais_yaml_node *items = NULL;
	const struct dais_field fields[] = {
		{ "items-a-sitting", dais_package_read_node, 0, false },
	};
	bool given = false;

	(void)dais_package_fields(&r->l, n, "`limits`", fields, DAIS_FIELD_N(fields), &items);
	if (!items)
		return;
	read_placed_uint(r, items, &given, &r->p->items_a_sitting, &r->p->items_a_sitting_place);
	if (given && !r->p->items_a_sitting)
		(void)dais_package_complain_at(
		    &r->l, items, "with no item a sitting nothing can be planned");
}

static void
read_adoption(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	const struct dais_yaml_node *lead = NULL;
	const struct dais_field fields[] = {
		{ "lead", dais_package_read_node, 0, false },
	};

	(void)dais_package_fields(&r->l, n, "`adoption`", fields, DAIS_FIELD_N(fields), &lead);
	if (lead)
		read_placed_uint(r, lead, &r->p->has_lead, &r->p->lead, &r->p->lead_place);
}

/* --- the file ------------------------------------------------------------------------------- */

struct top {
	const struct dais_yaml_node *step, *days, *hours, *extra, *rooms, *teams, *bodies, *people,
	    *items, *apart, *limits, *wishes, *adoption;
};

#define NODE(key, member) { key, dais_package_read_node, offsetof(struct top, member), false }

static const struct dais_field fields[] = {
	NODE("step", step),
	NODE("days", days),
	NODE("hours", hours),
	NODE("extra-hours", extra),
	NODE("rooms", rooms),
	NODE("teams", teams),
	NODE("bodies", bodies),
	NODE("people", people),
	NODE("items", items),
	NODE("apart", apart),
	NODE("limits", limits),
	NODE("wishes", wishes),
	NODE("adoption", adoption),
};

static void
read_top(struct dais_planning_reader *r, const struct top *t)
{
	if (t->step)
		read_step(r, t->step);
	if (t->days)
		read_days(r, t->days);
	read_hours(r, t->hours, r->p->hours);
	read_hours(r, t->extra, r->p->extra_hours);
	dais_planning_read_rooms(r, t->rooms);
	dais_planning_read_teams(r, t->teams);
	dais_planning_read_people(r, t->people);
	dais_planning_read_bodies(r, t->bodies);
	dais_planning_read_items(r, t->items);
	dais_planning_read_apart(r, t->apart);
	dais_planning_read_wishes(r, t->wishes);
	if (t->limits)
		read_limits(r, t->limits);
	if (t->adoption)
		read_adoption(r, t->adoption);
	dais_planning_verify_minutes(r);
}

/* --- what sittings name --------------------------------------------------------------------- */

static void unknown(struct dais_planning_reader *r, struct dais_origin at, struct dais_str id,
    const char *what, const struct dais_str *ids, size_t n) DAIS_NAMES(4);

static void
unknown(struct dais_planning_reader *r, struct dais_origin at, struct dais_str id, const char *what,
    const struct dais_str *ids, size_t n)
{
	struct dais_diag *g = dais_package_complain(&r->l, at.line, at.column, id,
	    "unknown %s `%.*s`", dais_package_say(&r->l, what), DAIS_STR_ARG(id));

	dais_diag_set_file_hint(r->l.d, g, "a %s that is named by its id stands in planning.yaml",
	    dais_package_say(&r->l, what));
	dais_package_suggest(&r->l, g, id, ids, n);
}

static void
resolve_sittings(struct dais_planning_reader *r, dais_sitting_vec *sittings)
{
	const struct dais_planning *p = r->p;
	struct dais_str *rooms = DAIS_NEW_N(r->l.a, p->rooms.n + 1, struct dais_str);
	struct dais_str *teams = DAIS_NEW_N(r->l.a, p->teams.n + 1, struct dais_str);

	for (size_t i = 0; i < p->rooms.n; i++)
		rooms[i] = p->rooms.v[i].id;
	for (size_t i = 0; i < p->teams.n; i++)
		teams[i] = p->teams.v[i].id;
	for (size_t i = 0; i < sittings->n; i++) {
		struct dais_sitting *s = &sittings->v[i];
		size_t room = s->room_id.n ? dais_map_get(&r->rooms, s->room_id) : DAIS_MAP_NONE;
		size_t team;

		if (room != DAIS_MAP_NONE)
			s->room = dais_planning_name(&p->rooms.v[room].name, p->rooms.v[room].id);
		else if (s->room_id.n)
			unknown(r, s->room_origin, s->room_id, "room", rooms, p->rooms.n);
		team = s->team.n ? dais_map_get(&r->teams, s->team) : DAIS_MAP_NONE;
		if (team != DAIS_MAP_NONE)
			s->team_name = p->teams.v[team].name;
		else if (p->teams.n && s->team.n)
			unknown(r, s->team_origin, s->team, "team", teams, p->teams.n);
	}
}

static void
resolve_all(struct dais_planning_reader *r)
{
	r->l.file = "meeting.yaml";
	resolve_sittings(r, &r->l.r->sittings);
	for (int m = 0; m < DAIS_MODALITY_COUNT; m++)
		resolve_sittings(r, &r->l.r->plans[m]);
}

static void
read_file(struct dais_planning_reader *r, struct dais_str bytes)
{
	struct dais_yaml_doc doc;
	struct top t = { 0 };

	r->l.r->origin_planning = bytes;
	r->l.r->planning = r->p;
	if (dais_yaml_parse(r->l.a, bytes, r->l.file, false, r->l.d, &doc) && doc.root &&
	    dais_package_fields(&r->l, doc.root, "planning.yaml", fields, DAIS_FIELD_N(fields), &t))
		read_top(r, &t);
}

void
dais_package_read_planning(struct dais_record *rec, struct dais_str bytes, struct dais_diags *diags)
{
	struct dais_planning_reader r = {
		.l = { .a = rec->arena, .r = rec, .d = diags, .file = "planning.yaml" },
		.p = DAIS_NEW(rec->arena, struct dais_planning),
	};

	r.p->step = STEP_DEFAULT;
	dais_map_init(&r.rooms, rec->arena);
	dais_map_init(&r.teams, rec->arena);
	dais_map_init(&r.people, rec->arena);
	if (bytes.n)
		read_file(&r, bytes);
	resolve_all(&r);
}
