/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests of the page of the agendas.
 */
#include "web/desk/items_priv.h"

#define BODIES_MAX 64
#define WORDS_MAX 5

static void
show_items(struct desk *d)
{
	desk_remark_vec remarks = { 0 };
	struct desk_items v = { .record = d->snapshot->record,
		.package = d->snapshot->package,
		.revision = d->snapshot->revision,
		.may_edit = dais_desk_may(d, DAIS_ACTION_EDIT_ITEMS) };

	dais_desk_find(d, &remarks);
	dais_desk_remarks_sort(d->arena, &remarks, &v.remarks);
	dais_desk_lay_out(v.record, d->arena, &v.agendas);
	dais_desk_show(d, DESK_PART_ITEMS, dais_page_say(&d->page, DAIS_SAY_DESK_AGENDAS),
	    dais_desk_path(d, "/items"));
	dais_desk_write_items(&d->page, &v);
	dais_desk_close(d);
}

void
dais_desk_get_items(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, false) && !dais_desk_waits(&d, dais_desk_get_items))
		show_items(&d);
}

/* What a button says: "move ic transfer -1". */
struct act {
	struct dais_str words[WORDS_MAX];
	size_t n;
	const char *did;
	struct dais_str about; /* the item it came to be about */
};

static bool
add(struct desk *d, struct dais_items_edit *e, struct act *act)
{
	const struct dais_http_request *r = dais_http_request(d->x);
	struct dais_str bodies[BODIES_MAX];
	struct dais_item_new what = { .parent = dais_desk_field(d, "parent"),
		.before = dais_desk_field(d, "before"),
		.bodies = bodies };
	int kind = dais_item_kind_parse(dais_desk_field(d, "kind"));

	for (size_t i = 0; i < r->fields.n && what.n_bodies < BODIES_MAX; i++)
		if (dais_str_is(r->fields.v[i].name, "body"))
			bodies[what.n_bodies++] = r->fields.v[i].value;
	what.kind = kind < 0 ? DAIS_ITEM_SUBSTANTIVE : (enum dais_item_kind)kind;
	what.title.in[d->page.language] = dais_str_trim(dais_desk_field(d, "title"));
	act->did = "added";
	return dais_items_add(e, &what, &act->about, &d->err);
}

/* What was chosen on the page of dais_desk_write_split(). */
static void
read_decisions(struct desk *d, dais_items_reference_vec *ret)
{
	const struct dais_http_request *r = dais_http_request(d->x);

	for (size_t i = 0; i < r->fields.n; i++) {
		struct dais_str rest = r->fields.v[i].name, to;
		struct dais_str way = r->fields.v[i].value;
		struct dais_items_reference ref = { .way = dais_str_is(way, "new")
							       ? DAIS_ITEMS_FOLLOWS
							   : dais_str_is(way, "both")
							       ? DAIS_ITEMS_BOTH
							       : DAIS_ITEMS_STAYS };

		if (dais_str_next(&rest, ' ', &to) && dais_str_is(to, "to") &&
		    dais_str_next(&rest, ' ', &ref.place) && dais_str_next(&rest, ' ', &ref.target))
			dais_vec_push(d->arena, ret, ref);
	}
}

static bool
do_act(struct desk *d, struct dais_items_edit *e, struct act *act)
{
	struct dais_str verb = act->words[0], body = act->words[1], id = act->words[2];
	int64_t by = 0;

	act->about = id;
	if (dais_str_is(verb, "add"))
		return add(d, e, act);
	if (act->n == 4 && dais_str_is(verb, "move") &&
	    dais_str_to_int(act->words[3], -1, 1, &by)) {
		act->did = "moved";
		return dais_items_move(e, body, id, (int)by, &d->err);
	}
	if (act->n == 5 && dais_str_is(verb, "place")) {
		act->did = "moved";
		return dais_items_place(
		    e, body, id, dais_str_is(act->words[3], "after"), act->words[4], &d->err);
	}
	if (act->n != 3)
		return dais_err_set(&d->err, DAIS_ERR_INVALID, "nothing to do was named");
	if (dais_str_is(verb, "number")) {
		act->did = "moved";
		return dais_desk_place_at(d, e, body, id);
	}
	if (dais_str_is(verb, "share")) {
		act->did = "shared";
		return dais_items_share(e, body, id, &d->err);
	}
	if (dais_str_is(verb, "take-off")) {
		act->did = "taken-off";
		return dais_items_take_off(e, body, id, &d->err);
	}
	if (dais_str_is(verb, "split")) {
		dais_items_reference_vec decided = { 0 };

		act->did = "split";
		read_decisions(d, &decided);
		return dais_items_split(e, body, id, &decided, &act->about, &d->err);
	}
	if (dais_str_is(verb, "unite")) {
		act->did = "united";
		return dais_items_unite(e, id, dais_desk_field(d, "with"), &d->err);
	}
	if (dais_str_is(verb, "close")) {
		act->did = "closed";
		return dais_items_close(e, id, &d->err);
	}
	return dais_err_set(&d->err, DAIS_ERR_INVALID, "nothing to do was named");
}

static bool
begin_edit(struct desk *d, struct dais_items_edit *e)
{
	*e = (struct dais_items_edit){ .arena = d->arena, .seen = dais_desk_seen(d, "seen") };
	return dais_edit_begin(d->site->house, d->page.actor, DAIS_ACTION_EDIT_ITEMS,
	    d->snapshot->package, DAIS_STR_NONE, d->arena, &e->edit, &d->err);
}

static bool
act_on_items(struct desk *d, struct act *act, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_edit_conflict *conflict)
{
	struct dais_items_edit e;

	return begin_edit(d, &e) && do_act(d, &e, act) &&
	       dais_edit_commit(e.edit, diags, ret_change, conflict, &d->err);
}

/* Shows what has to be decided before @act can be done. False: nothing has. */
static bool
ask(struct desk *d, const struct act *act)
{
	const struct dais_record *r = d->snapshot->record;
	bool split = dais_str_is(act->words[0], "split");
	struct desk_items_ask v = { .record = r,
		.package = d->snapshot->package,
		.revision = d->snapshot->revision,
		.body = DAIS_NONE };
	dais_items_reference_vec refs = { 0 };
	struct dais_items_edit e;

	if (act->n != 3 || dais_desk_field(d, "decided").n ||
	    (!split && !dais_str_is(act->words[0], "unite")))
		return false;
	v.item = dais_map_get(&r->item_ids, act->words[2]);
	if (v.item == DAIS_MAP_NONE || !dais_desk_may(d, DAIS_ACTION_EDIT_ITEMS))
		return false;
	if (split) {
		v.body = dais_map_get(&r->body_ids, act->words[1]);
		if (v.body == DAIS_MAP_NONE || !begin_edit(d, &e) ||
		    !dais_items_references(&e, act->words[1], act->words[2], &refs, &d->err) ||
		    !refs.n)
			return false;
	}
	dais_desk_show(d, DESK_PART_ITEMS,
	    dais_desk_fill1(&d->page, split ? DAIS_SAY_DESK_SPLIT_TITLE : DAIS_SAY_DESK_UNITE_TITLE,
		"title", dais_desk_words(&d->page, &r->items.v[v.item].title)),
	    dais_desk_path(d, "/items"));
	if (split)
		dais_desk_write_split(&d->page, &v, &refs);
	else
		dais_desk_write_unite(&d->page, &v);
	dais_desk_close(d);
	return true;
}

static void
read_act(struct desk *d, struct act *act)
{
	struct dais_str rest = dais_desk_field(d, "do"), word;

	while (act->n < WORDS_MAX && dais_str_next(&rest, ' ', &word))
		act->words[act->n++] = word;
}

void
dais_desk_post_items(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct act act = { 0 };
	struct dais_diags diags;
	struct dais_edit_conflict conflict = { 0 };
	uint64_t change = 0;

	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	read_act(&d, &act);
	if (ask(&d, &act))
		return;
	dais_desk_diags(&d, &diags);
	if (act_on_items(&d, &act, &diags, &change, &conflict)) {
		dais_desk_done(&d, change,
		    dais_arena_printf(d.arena, "%.*s/items#item-%.*s",
			DAIS_STR_ARG(d.snapshot->package), DAIS_STR_ARG(act.about)),
		    act.did, act.about);
		return;
	}
	if (d.err.code == DAIS_ERR_DENIED) {
		dais_desk_fail(&d);
		return;
	}
	dais_desk_refuse(&d, &diags, &conflict);
	show_items(&d);
}
