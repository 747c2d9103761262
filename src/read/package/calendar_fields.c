/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Readers of the values that calendars have and packages have not: periods, lengths of time,
 * names of rooms and bodies.
 */
#include "read/package/calendar_priv.h"

#define SUGGEST_MAX 4000 /* names looked through for "did you mean" */

struct dais_place
calendar_place(const struct dais_loader *l, const struct dais_yaml_node *n)
{
	return (struct dais_place){ .file = dais_str_from(l->file),
		.line = n->line,
		.column = n->column,
		.text = n->kind == DAIS_YAML_SCALAR ? n->text : DAIS_STR_NONE };
}

/* Names in the order of their indexes, for suggestions only. */
static size_t
names_of(const struct dais_calendar *c, const struct dais_map *ids, struct dais_str *ret)
{
	size_t n = 0;

#define COLLECT(vec)                                                                               \
	for (size_t i = 0; i < (vec).n && n < SUGGEST_MAX; i++)                                    \
	ret[n++] = (vec).v[i].id
	if (ids == &c->room_ids)
		COLLECT(c->rooms);
	else if (ids == &c->body_ids)
		COLLECT(c->bodies);
	else if (ids == &c->pool_ids)
		COLLECT(c->pools);
	else
		COLLECT(c->meetings);
#undef COLLECT
	return n;
}

size_t
calendar_resolve(struct dais_loader *l, const struct dais_yaml_node *n, const char *what,
    const struct dais_map *ids)
{
	struct dais_str text, *names;
	struct dais_diag *g;
	size_t at;

	if (!dais_package_scalar(l, n, &text))
		return DAIS_NONE;
	at = dais_map_get(ids, text);
	if (at != DAIS_MAP_NONE)
		return at;
	g = dais_package_complain_at(
	    l, n, "unknown %s `%.*s`", dais_package_say(l, what), DAIS_STR_ARG(text));
	if (l->d->list.n >= 100) /* nobody reads more suggestions */
		return DAIS_NONE;
	names = DAIS_NEW_N(l->a, SUGGEST_MAX, struct dais_str);
	dais_package_suggest(l, g, text, names, names_of(calendar_of(l), ids, names));
	return DAIS_NONE;
}

void
calendar_read_bool(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_str text;
	struct dais_diag *g;

	if (!dais_package_scalar(l, n, &text))
		return;
	if (dais_str_is(text, "true") || dais_str_is(text, "false")) {
		*(bool *)to = dais_str_is(text, "true");
		return;
	}
	g = dais_package_complain_at(l, n, "`%.*s` is neither true nor false", DAIS_STR_ARG(text));
	dais_diag_set_file_hint(l->d, g, "write true or false");
}

void
calendar_read_period(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_calendar_period p = { .place = calendar_place(l, n) };
	struct dais_str text;
	struct dais_diag *g;
	size_t dots;

	if (!dais_package_scalar(l, n, &text))
		return;
	text = dais_calendar_part_of_day(text, &p);
	dots = dais_str_find(text, DAIS_STR(".."), 0);
	if (!dais_date_parse(dais_str_sub(text, 0, dots == SIZE_MAX ? text.n : dots), &p.from) ||
	    !dais_date_parse(dais_str_sub(text, dots == SIZE_MAX ? 0 : dots + 2, text.n), &p.to)) {
		g = dais_package_complain_at(
		    l, n, "`%.*s` is neither a date nor a range of dates", DAIS_STR_ARG(text));
		dais_diag_set_file_hint(l->d, g,
		    "write 2027-08-02, 2027-08-02..2027-08-13 or "
		    "2027-08-02/afternoon");
		return;
	}
	if (dais_date_cmp(p.from, p.to) > 0) {
		(void)dais_package_complain_at(
		    l, n, "`%.*s` ends before it begins", DAIS_STR_ARG(text));
		return;
	}
	*(struct dais_calendar_period *)to = p;
}

void
calendar_read_periods(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	dais_calendar_period_vec *v = to;

	if (!dais_package_is_list(l, n, "the days"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		struct dais_calendar_period p = { 0 };

		calendar_read_period(l, n->entries.v[i].value, &p);
		if (dais_date_is_set(p.from))
			dais_vec_push(l->a, v, p);
	}
}

void
calendar_read_days(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_str text, number;
	struct dais_diag *g;
	int64_t v, factor = 0;
	size_t space;

	if (!dais_package_scalar(l, n, &text))
		return;
	space = dais_str_find_char(text, ' ', 0);
	number = dais_str_sub(text, 0, space == SIZE_MAX ? text.n : space);
	if (space != SIZE_MAX) {
		struct dais_str unit = dais_str_trim(dais_str_sub(text, space, text.n));

		if (dais_str_is(unit, "day") || dais_str_is(unit, "days"))
			factor = 1;
		else if (dais_str_is(unit, "week") || dais_str_is(unit, "weeks"))
			factor = 7;
	}
	if (factor && dais_str_to_int(number, 0, 1000, &v)) {
		*(unsigned *)to = (unsigned)(v * factor);
		return;
	}
	g = dais_package_complain_at(l, n, "`%.*s` is not a length of time", DAIS_STR_ARG(text));
	dais_diag_set_file_hint(l->d, g, "write it as `10 days` or `6 weeks`");
}

static void read_indexes(struct dais_loader *l, const struct dais_yaml_node *n, void *to,
    const char *what, const struct dais_map *ids) DAIS_NAMES(4);

static void
read_indexes(struct dais_loader *l, const struct dais_yaml_node *n, void *to, const char *what,
    const struct dais_map *ids)
{
	dais_index_vec *v = to;
	size_t count = n->kind == DAIS_YAML_SCALAR ? 1 : n->entries.n;

	if (n->kind == DAIS_YAML_MAPPING) {
		(void)dais_package_complain_at(
		    l, n, "a %s or a list of them is expected", dais_package_say(l, what));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const struct dais_yaml_node *e =
		    n->kind == DAIS_YAML_SCALAR ? n : n->entries.v[i].value;
		size_t at = calendar_resolve(l, e, what, ids);
		bool twice = false;

		for (size_t k = 0; k < v->n && k < 64; k++)
			twice = twice || v->v[k] == at;
		if (twice)
			(void)dais_package_complain_at(l, e, "%s `%.*s` is listed twice",
			    dais_package_say(l, what), DAIS_STR_ARG(e->text));
		else if (at != DAIS_NONE)
			dais_vec_push(l->a, v, at);
	}
}

void
calendar_read_bodies(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	if (n->kind == DAIS_YAML_SEQUENCE && !n->entries.n)
		(void)dais_package_complain_at(l, n, "no body is listed");
	read_indexes(l, n, to, "body", &calendar_of(l)->body_ids);
}

void
calendar_read_rooms(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	read_indexes(l, n, to, "room", &calendar_of(l)->room_ids);
}

void
calendar_read_only_rooms(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	if (dais_package_lists_any(l, n))
		calendar_read_rooms(l, n, to);
}

void
calendar_register(struct dais_loader *l, const struct dais_yaml_node *n, const char *what,
    struct dais_map *ids,
    void (*add)(struct dais_calendar *c, struct dais_str id, struct dais_place place))
{
	if (n->kind != DAIS_YAML_MAPPING)
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		struct dais_place place = { .file = dais_str_from(l->file),
			.line = e->line,
			.column = e->column,
			.text = e->key };

		/* Ids that cannot be are kept, so that references to them are not complained of. */
		(void)dais_package_check_id(l, e, what);
		if (dais_map_add(ids, e->key, ids->n))
			add(calendar_of(l), e->key, place);
	}
}
