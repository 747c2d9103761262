/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Items of planning.yaml, what must not run in parallel, and the wishes.
 */
#include "read/package/planning_priv.h"

/* --- names of other things ------------------------------------------------------------------ */

static void
push_ref(struct dais_loader *l, dais_planning_ref_vec *v, size_t at, const struct dais_yaml_node *n)
{
	struct dais_planning_ref ref = { .at = at, .place = dais_planning_place(l, n) };

	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i].at == at) {
			(void)dais_package_complain_at(
			    l, n, "`%.*s` is listed twice", DAIS_STR_ARG(n->text));
			return;
		}
	}
	dais_vec_push(l->a, v, ref);
}

static void
read_refs(struct dais_loader *l, const struct dais_yaml_node *n, enum dais_thing t, void *to)
{
	if (!dais_package_is_list(l, n, "this"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *v = n->entries.v[i].value;
		size_t at = dais_package_resolve(l, v, t);

		if (at != DAIS_NONE)
			push_ref(l, to, at, v);
	}
}

static void
read_item_refs(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	read_refs(l, n, DAIS_THING_ITEM, to);
}

static void
read_body_refs(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	read_refs(l, n, DAIS_THING_BODY, to);
}

static void
unknown_person(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	struct dais_str *ids = DAIS_NEW_N(r->l.a, r->p->people.n + 1, struct dais_str);
	struct dais_diag *g =
	    dais_package_complain_at(&r->l, n, "unknown person `%.*s`", DAIS_STR_ARG(n->text));

	for (size_t i = 0; i < r->p->people.n; i++)
		ids[i] = r->p->people.v[i].id;
	dais_diag_set_file_hint(r->l.d, g, "people stand in the section `people`");
	dais_package_suggest(&r->l, g, n->text, ids, r->p->people.n);
}

void
dais_planning_read_people_refs(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_planning_reader *r = dais_planning_reader_of(l);

	if (!dais_package_is_list(l, n, "`people`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *v = n->entries.v[i].value;
		struct dais_str text;
		size_t at;

		if (!dais_package_scalar(l, v, &text))
			continue;
		at = dais_map_get(&r->people, text);
		if (at == DAIS_MAP_NONE)
			unknown_person(r, v);
		else
			push_ref(l, to, at, v);
	}
}

/* --- items ---------------------------------------------------------------------------------- */

struct minutes_shape {
	const struct dais_yaml_node *least, *wished, *most;
};

static const struct dais_field minutes_fields[] = {
	{ "least", dais_package_read_node, offsetof(struct minutes_shape, least), false },
	{ "wished", dais_package_read_node, offsetof(struct minutes_shape, wished), false },
	{ "most", dais_package_read_node, offsetof(struct minutes_shape, most), false },
};

static bool
read_amount(struct dais_loader *l, const struct dais_yaml_node *n, unsigned *ret)
{
	unsigned v = UINT32_MAX;

	if (!n)
		return false;
	dais_package_read_uint(l, n, &v);
	if (v == 0) {
		struct dais_diag *g =
		    dais_package_complain_at(l, n, "an item of 0 minutes cannot be planned");

		dais_diag_set_hint(l->d, g,
		    "give it a step at least; an item without a time of its own has no `minutes`");
	}
	if (v == 0 || v == UINT32_MAX)
		return false;
	*ret = v;
	return true;
}

/* `minutes: 180` is least, wished and most in one. */
static void
read_minutes(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_planning_item *item = to;
	struct minutes_shape s = { 0 };

	item->minutes_place = dais_planning_place(l, n);
	if (n->kind == DAIS_YAML_SCALAR)
		s = (struct minutes_shape){ n, NULL, n };
	else
		(void)dais_package_fields(
		    l, n, "`minutes`", minutes_fields, DAIS_FIELD_N(minutes_fields), &s);
	item->has_least = read_amount(l, s.least, &item->least);
	item->has_wished = read_amount(l, s.wished, &item->wished);
	item->has_most = item->has_least && s.most == s.least
			     ? (item->most = item->least, true)
			     : s.most != s.least && read_amount(l, s.most, &item->most);
}

static void
read_undivided(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_planning_item *item = to;

	item->has_undivided = true;
	dais_planning_read_bool(l, n, &item->undivided);
}

static void
read_most_sittings(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	unsigned v = UINT32_MAX;

	dais_package_read_uint(l, n, &v);
	if (v == 0)
		(void)dais_package_complain_at(l, n, "an item of 0 sittings cannot be planned");
	else if (v != UINT32_MAX)
		*(unsigned *)to = v;
}

static void
read_cell(struct dais_loader *l, const struct dais_yaml_node *n, struct dais_planning_item *item)
{
	struct shape {
		const struct dais_yaml_node *at, *minutes;
	} s = { 0 };
	static const struct dais_field fields[] = {
		{ "at", dais_package_read_node, offsetof(struct shape, at), true },
		{ "minutes", dais_package_read_node, offsetof(struct shape, minutes), false },
	};
	struct dais_planning_cell cell = { 0 };

	if (n->kind == DAIS_YAML_SCALAR)
		s.at = n;
	else if (!dais_package_fields(l, n, "a fixed sitting", fields, DAIS_FIELD_N(fields), &s) ||
		 !s.at)
		return;
	if (!dais_planning_read_one_when(l, s.at, &cell.at))
		return;
	(void)read_amount(l, s.minutes, &cell.minutes);
	dais_vec_push(l->a, &item->fixed, cell);
}

static void
read_fixed(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	if (n->kind != DAIS_YAML_SEQUENCE) {
		read_cell(l, n, to);
		return;
	}
	for (size_t i = 0; i < n->entries.n; i++)
		read_cell(l, n->entries.v[i].value, to);
}

#define ITEM(key, fn, member) { key, fn, offsetof(struct dais_planning_item, member), false }
#define WHOLE(key, fn) { key, fn, 0, false }

static const struct dais_field item_fields[] = {
	WHOLE("minutes", read_minutes),
	WHOLE("undivided", read_undivided),
	ITEM("sittings", read_most_sittings, sittings),
	ITEM("on", dais_planning_read_only_when, on),
	ITEM("not-on", dais_planning_read_when, not_on),
	ITEM("prefer", dais_planning_read_when, prefer),
	ITEM("avoid", dais_planning_read_when, avoid),
	ITEM("people", dais_planning_read_people_refs, people),
	ITEM("after", read_item_refs, after),
	WHOLE("fixed", read_fixed),
};

static void
read_item(struct dais_planning_reader *r, const struct dais_yaml_entry *e)
{
	struct dais_planning_item item = { .item = dais_map_get(&r->l.r->item_ids, e->key) };
	struct dais_str what =
	    dais_text_message(r->l.a, r->l.d->lang, "item `%.*s`", DAIS_STR_ARG(e->key));
	struct dais_diag *g;

	if (item.item == DAIS_MAP_NONE) {
		g = dais_package_complain(
		    &r->l, e->line, e->column, e->key, "unknown item `%.*s`", DAIS_STR_ARG(e->key));
		dais_package_suggest_thing(&r->l, g, DAIS_THING_ITEM, e->key);
		return;
	}
	item.place = dais_planning_key_place(&r->l, e);
	(void)dais_package_fields(
	    &r->l, e->value, what.p, item_fields, DAIS_FIELD_N(item_fields), &item);
	if (item.undivided && item.sittings > 1)
		(void)dais_package_complain(&r->l, e->line, e->column, e->key,
		    "item `%.*s` is undivided and may take %u sittings", DAIS_STR_ARG(e->key),
		    item.sittings);
	dais_vec_push(r->l.a, &r->p->items, item);
}

void
dais_planning_read_items(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	dais_planning_each(r, n, "`items`", read_item);
}

/* --- minutes, when the step is known -------------------------------------------------------- */

static void
check_multiple(struct dais_planning_reader *r, const struct dais_place *place, unsigned minutes)
{
	struct dais_diag *g;
	unsigned step = r->p->step;

	if (!minutes || minutes % step == 0)
		return;
	g = dais_diags_add(r->l.d, "package", DAIS_SEVERITY_ERROR, place,
	    "%u minutes is no multiple of the step of %u", minutes, step);
	dais_diag_set_hint(r->l.d, g, "write %u or %u, or set `step`", minutes / step * step,
	    (minutes / step + 1) * step);
}

static void
check_order(struct dais_planning_reader *r, const struct dais_planning_item *i)
{
	const char *low = NULL, *high = NULL;

	if (i->has_least && i->has_most && i->least > i->most)
		low = "least", high = "most";
	else if (i->has_least && i->has_wished && i->least > i->wished)
		low = "least", high = "wished";
	else if (i->has_wished && i->has_most && i->wished > i->most)
		low = "wished", high = "most";
	if (low)
		(void)dais_diags_add(r->l.d, "package", DAIS_SEVERITY_ERROR, &i->minutes_place,
		    "item `%.*s`: `%s` is more than `%s`",
		    DAIS_STR_ARG(r->l.r->items.v[i->item].id), low, high);
}

void
dais_planning_verify_minutes(struct dais_planning_reader *r)
{
	for (size_t i = 0; i < r->p->items.n; i++) {
		const struct dais_planning_item *item = &r->p->items.v[i];

		check_order(r, item);
		if (item->has_least)
			check_multiple(r, &item->minutes_place, item->least);
		if (item->has_wished)
			check_multiple(r, &item->minutes_place, item->wished);
		if (item->has_most && item->most != item->least)
			check_multiple(r, &item->minutes_place, item->most);
		for (size_t k = 0; k < item->fixed.n; k++)
			check_multiple(r, &item->fixed.v[k].at.place, item->fixed.v[k].minutes);
	}
}

/* --- apart ---------------------------------------------------------------------------------- */

static const struct dais_field apart_fields[] = {
	{ "bodies", read_body_refs, offsetof(struct dais_planning_apart, bodies), false },
	{ "items", read_item_refs, offsetof(struct dais_planning_apart, items), false },
	{ "wish", dais_planning_read_bool, offsetof(struct dais_planning_apart, wish), false },
};

void
dais_planning_read_apart(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	if (!n || !dais_package_is_list(&r->l, n, "`apart`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *v = n->entries.v[i].value;
		struct dais_planning_apart apart = { .place = dais_planning_place(&r->l, v) };
		struct dais_diag *g;

		if (!dais_package_fields(&r->l, v, "what stays apart", apart_fields,
			DAIS_FIELD_N(apart_fields), &apart))
			continue;
		if ((apart.bodies.n > 1) != (apart.items.n > 1) &&
		    (apart.bodies.n == 0 || apart.items.n == 0)) {
			dais_vec_push(r->l.a, &r->p->apart, apart);
			continue;
		}
		g = dais_package_complain(&r->l, v->line, v->column, DAIS_STR_NONE,
		    "two or more bodies, or two or more items, can be kept apart");
		dais_diag_set_file_hint(
		    r->l.d, g, "write {bodies: [a, b]} or {items: [a, b]}, not both");
	}
}

/* --- wishes --------------------------------------------------------------------------------- */

static void
read_range(struct dais_loader *l, const struct dais_yaml_node *n, unsigned max, unsigned *ret)
{
	unsigned v = UINT32_MAX;

	dais_package_read_uint(l, n, &v);
	if (v == UINT32_MAX)
		return;
	if (v >= 1 && v <= max)
		*ret = v;
	else
		(void)dais_package_complain_at(l, n, "this must be from 1 to %u", max);
}

static void
read_rank(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	read_range(l, n, 8, to);
}

static void
read_weight(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	read_range(l, n, 1000000, to);
}

static const struct dais_field wish_fields[] = {
	{ "rank", read_rank, offsetof(struct dais_planning_wish, rank), false },
	{ "weight", read_weight, offsetof(struct dais_planning_wish, weight), false },
	{ "when", dais_planning_read_only_when, offsetof(struct dais_planning_wish, when), false },
};

static void
read_wish(struct dais_planning_reader *r, const struct dais_yaml_entry *e)
{
	struct dais_str names[DAIS_WISH_COUNT];
	int w = dais_wish_parse(e->key);
	struct dais_planning_wish *wish;
	struct dais_diag *g;

	if (w < 0) {
		for (int i = 0; i < DAIS_WISH_COUNT; i++)
			names[i] = dais_str_from(dais_wish_name((enum dais_wish)i));
		g = dais_package_complain(
		    &r->l, e->line, e->column, e->key, "unknown wish `%.*s`", DAIS_STR_ARG(e->key));
		dais_diag_set_file_hint(r->l.d, g,
		    "wishes: time, prefer, opening, apart, order, unbroken, dense, lead, "
		    "fewest-sittings, free, full, no-gap, one-room");
		dais_package_suggest(&r->l, g, e->key, names, DAIS_WISH_COUNT);
		return;
	}
	wish = &r->p->wishes[w];
	wish->place = dais_planning_key_place(&r->l, e);
	if (e->value->kind == DAIS_YAML_SCALAR && dais_str_is(e->value->text, "off")) {
		wish->off = true;
		return;
	}
	(void)dais_package_fields(&r->l, e->value, "a wish that is not `off`", wish_fields,
	    DAIS_FIELD_N(wish_fields), wish);
	wish->has_when = dais_yaml_get(e->value, "when") != NULL;
	if (wish->has_when && w != DAIS_WISH_FREE)
		(void)dais_package_complain(
		    &r->l, e->line, e->column, e->key, "`when` belongs to the wish `free` only");
}

void
dais_planning_read_wishes(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	dais_planning_each(r, n, "`wishes`", read_wish);
}
