/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The plan of a calendar as a file: under the id of each meeting a line a sitting,
 * "2027-05-03T10:00 board-a six/2": time, room, pool and team; "-" where there is none.
 */
#include <stdlib.h>

#include "read/package/calendar_priv.h"

struct top {
	const struct dais_yaml_node *version, *sittings;
	struct dais_str calendar;
};

static const struct dais_field fields[] = {
	{ "dais-calendar-plan", dais_package_read_node, offsetof(struct top, version), true },
	{ "calendar", dais_package_read_words, offsetof(struct top, calendar), false },
	{ "sittings", dais_package_read_node, offsetof(struct top, sittings), true },
};

static size_t
find(struct dais_loader *l, const struct dais_yaml_node *n, const char *what,
    const struct dais_map *ids, struct dais_str name)
{
	struct dais_yaml_node word = *n;

	if (!name.n || dais_str_is(name, "-"))
		return DAIS_NONE;
	word.text = name;
	return calendar_resolve(l, &word, what, ids);
}

/* "six/2" */
static void
read_team(struct dais_loader *l, const struct dais_yaml_node *n, struct dais_str word,
    struct dais_calendar_sitting *s)
{
	size_t slash = dais_str_find_char(word, '/', 0);
	int64_t team = 0;

	s->pool = find(l, n, "pool", &calendar_of(l)->pool_ids,
	    dais_str_sub(word, 0, slash == SIZE_MAX ? word.n : slash));
	if (s->pool == DAIS_NONE)
		return;
	if (slash == SIZE_MAX ||
	    !dais_str_to_int(dais_str_sub(word, slash + 1, word.n), 1, 1000, &team))
		(void)dais_package_complain_at(
		    l, n, "`%.*s` names no team: write pool/number", DAIS_STR_ARG(word));
	s->team = (unsigned)team;
}

static void
read_sitting(struct dais_loader *l, const struct dais_yaml_node *n, size_t meeting, unsigned turn,
    struct dais_calendar_plan *ret)
{
	struct dais_calendar_sitting s = { .meeting = meeting,
		.turn = turn,
		.room = DAIS_NONE,
		.pool = DAIS_NONE,
		.place = calendar_place(l, n) };
	struct dais_str rest, word = DAIS_STR_NONE;
	struct dais_diag *g;

	if (!dais_package_scalar(l, n, &rest))
		return;
	(void)dais_str_next(&rest, ' ', &word);
	if (!dais_local_parse(word, &s.start) || s.start.minute < 0) {
		g = dais_package_complain_at(
		    l, n, "`%.*s` is not a date and time", DAIS_STR_ARG(word));
		dais_diag_set_file_hint(
		    l->d, g, "write a sitting as `2027-05-03T10:00 room pool/team`");
		return;
	}
	if (dais_str_next(&rest, ' ', &word))
		s.room = find(l, n, "room", &calendar_of(l)->room_ids, word);
	if (dais_str_next(&rest, ' ', &word))
		read_team(l, n, word, &s);
	if (rest.p && dais_str_trim(rest).n)
		(void)dais_package_complain_at(
		    l, n, "`%.*s` says more than a sitting has", DAIS_STR_ARG(n->text));
	dais_vec_push(l->a, &ret->sittings, s);
}

static void
read_meeting(struct dais_loader *l, const struct dais_yaml_entry *e, struct dais_calendar_plan *ret)
{
	const struct dais_calendar *c = calendar_of(l);
	struct dais_yaml_node key = {
		.kind = DAIS_YAML_SCALAR, .line = e->line, .column = e->column, .text = e->key
	};
	size_t hash = dais_str_find_char(e->key, '#', 0);
	int64_t turn = 1;
	size_t meeting;

	key.text = dais_str_sub(e->key, 0, hash == SIZE_MAX ? e->key.n : hash);
	meeting = calendar_resolve(l, &key, "meeting", &c->meeting_ids);
	if (meeting == DAIS_NONE || !dais_package_is_list(l, e->value, "the sittings of a meeting"))
		return;
	if (hash != SIZE_MAX && !dais_str_to_int(dais_str_sub(e->key, hash + 1, e->key.n), 1,
				    c->meetings.v[meeting].times, &turn)) {
		(void)dais_package_complain(l, e->line, e->column, e->key,
		    "meeting `%.*s` is held %u times", DAIS_STR_ARG(key.text),
		    c->meetings.v[meeting].times);
		return;
	}
	for (size_t i = 0; i < e->value->entries.n; i++)
		read_sitting(l, e->value->entries.v[i].value, meeting, (unsigned)turn - 1, ret);
}

static int
by_meeting(const void *x, const void *y)
{
	const struct dais_calendar_sitting *a = x, *b = y;

	if (a->meeting != b->meeting)
		return a->meeting < b->meeting ? -1 : 1;
	if (a->turn != b->turn)
		return a->turn < b->turn ? -1 : 1;
	return dais_local_cmp(a->start, b->start);
}

bool
dais_calendar_load_plan(struct dais_arena *a, struct dais_str bytes, const char *file,
    const struct dais_calendar *c, struct dais_diags *diags, struct dais_calendar_plan *ret)
{
	struct dais_calendar copy = *c;
	const char *name = dais_arena_cstr(a, dais_str_from(file));
	struct calendar_loader loader = { .l = { .a = a, .d = diags, .file = name }, .c = &copy };
	struct dais_loader *l = &loader.l;
	struct dais_yaml_doc doc;
	struct top t = { 0 };
	size_t errors = diags->errors;

	*ret = (struct dais_calendar_plan){ 0 };
	if (!dais_yaml_parse(a, bytes, name, false, diags, &doc))
		return false;
	if (!doc.root) {
		(void)dais_package_complain(l, 1, 1, DAIS_STR_NONE, "the plan is empty");
		return false;
	}
	if (dais_package_fields(l, doc.root, "a plan", fields, DAIS_FIELD_N(fields), &t) &&
	    t.sittings && dais_package_is_mapping(l, t.sittings, "the sittings")) {
		for (size_t i = 0; i < t.sittings->entries.n; i++)
			read_meeting(l, &t.sittings->entries.v[i], ret);
	}
	if (ret->sittings.n)
		qsort(ret->sittings.v, ret->sittings.n, sizeof(*ret->sittings.v), by_meeting);
	return diags->errors == errors;
}

static void
print_sitting(
    const struct dais_calendar *c, const struct dais_calendar_sitting *s, struct dais_buf *out)
{
	dais_buf_printf(out, "    - %04d-%02d-%02dT%02d:%02d", s->start.date.year,
	    s->start.date.month, s->start.date.day, s->start.minute / 60, s->start.minute % 60);
	if (s->room != DAIS_NONE || s->pool != DAIS_NONE) {
		dais_buf_put_char(out, ' ');
		dais_buf_put(out, s->room == DAIS_NONE ? DAIS_STR("-") : c->rooms.v[s->room].id);
	}
	if (s->pool != DAIS_NONE)
		dais_buf_printf(out, " %.*s/%u", DAIS_STR_ARG(c->pools.v[s->pool].id), s->team);
	dais_buf_put_char(out, '\n');
}

void
dais_calendar_print_plan(const struct dais_calendar *c, const struct dais_calendar_plan *plan,
    size_t missing, struct dais_buf *out)
{
	const char *slash = memrchr(c->file.p, '/', c->file.n);
	struct dais_str name =
	    dais_str_sub(c->file, slash ? (size_t)(slash - c->file.p) + 1 : 0, c->file.n);

	dais_buf_puts(out, "# written by dais plan; a sitting is: time room pool/team\n");
	if (missing)
		dais_buf_printf(out, "# not whole: %zu meetings have no time\n", missing);
	dais_buf_puts(out, "dais-calendar-plan: 1\ncalendar: \"");
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '"' || name.p[i] == '\\')
			dais_buf_put_char(out, '\\');
		dais_buf_put_char(out, name.p[i]);
	}
	dais_buf_puts(out, plan->sittings.n ? "\"\nsittings:\n" : "\"\nsittings: {}\n");
	for (size_t i = 0; i < plan->sittings.n; i++) {
		const struct dais_calendar_sitting *s = &plan->sittings.v[i];
		const struct dais_calendar_meeting *m = &c->meetings.v[s->meeting];

		if (!i || s[-1].meeting != s->meeting || s[-1].turn != s->turn) {
			dais_buf_printf(out, "  %.*s", DAIS_STR_ARG(m->id));
			if (m->times > 1)
				dais_buf_printf(out, "#%u", s->turn + 1);
			dais_buf_puts(out, ":\n");
		}
		print_sitting(c, s, out);
	}
}
