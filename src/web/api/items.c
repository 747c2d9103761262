/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a secretary does to the items of the agendas (service/house/items.h), each as one change.
 * If-Match is the revision of the package that was seen.
 */
#include "service/house/items.h"
#include "web/api/api_priv.h"

#define BODIES_MAX 64

struct work {
	struct dais_items_edit e;
	struct dais_str about; /* the item that the answer names */
};

static bool
begin(struct dais_api_call *c, struct work *w)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;

	*w = (struct work){ .e = { .arena = c->a }, .about = dais_api_path(c, "item") };
	if (!dais_api_if_match(c, &w->e.seen) ||
	    !dais_api_working(c, DAIS_ACTION_EDIT_ITEMS, NULL, &s))
		return false;
	if (dais_edit_begin(c->site->house, c->actor, DAIS_ACTION_EDIT_ITEMS,
		dais_api_path(c, "package"), dais_json_get_str(c->body, "why"), c->a, &w->e.edit,
		&err))
		return true;
	dais_api_fail(c, &err);
	return false;
}

static void
finish(struct dais_api_call *c, struct work *w, bool ok, struct dais_err *err)
{
	struct dais_edit_conflict conflict = { 0 };
	struct dais_diags diags;
	uint64_t change = 0;

	dais_api_diags(c, &diags);
	if (!ok || !dais_edit_commit(w->e.edit, &diags, &change, &conflict, err)) {
		dais_api_fail_edit(c, &conflict, err, &diags);
		return;
	}
	if (change)
		dais_site_changed(c->site, dais_api_path(c, "package"), change, false);
	dais_json_object(&c->json);
	dais_json_pair_int(&c->json, "change", (int64_t)change);
	dais_json_pair(&c->json, "item", w->about);
	dais_json_end(&c->json);
	dais_api_give(c, change);
}

static void
read_title(const struct dais_json_value *title, struct dais_ml *ret)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		ret->in[l] =
		    dais_str_trim(dais_json_get_str(title, dais_lang_code((enum dais_lang)l)));
}

/* {"title": {"en": "..."}, "bodies": ["ic"], "kind": "substantive", "parent", "before"} */
void
dais_api_item_add(struct dais_api_call *c)
{
	const struct dais_json_value *bodies = dais_json_get(c->body, "bodies");
	struct dais_str names[BODIES_MAX], kind = dais_json_get_str(c->body, "kind");
	struct dais_item_new what = { .parent = dais_json_get_str(c->body, "parent"),
		.before = dais_json_get_str(c->body, "before"),
		.kind = DAIS_ITEM_SUBSTANTIVE,
		.bodies = names };
	struct dais_err err = DAIS_ERR_INIT;
	struct work w;
	bool ok = true;

	if (!begin(c, &w))
		return;
	read_title(dais_json_get(c->body, "title"), &what.title);
	if (bodies && bodies->members.n > BODIES_MAX)
		ok = dais_err_set(&err, DAIS_ERR_LIMIT, "more than %d bodies", BODIES_MAX);
	for (size_t i = 0; ok && bodies && i < bodies->members.n; i++)
		names[what.n_bodies++] = bodies->members.v[i].value->text;
	if (ok && kind.n && dais_item_kind_parse(kind) < 0)
		ok = dais_err_set(&err, DAIS_ERR_INVALID, "there is no kind of item \"%.*s\"",
		    DAIS_STR_ARG(dais_str_sub(kind, 0, 100)));
	else if (kind.n)
		what.kind = (enum dais_item_kind)dais_item_kind_parse(kind);
	ok = ok && dais_items_add(&w.e, &what, &w.about, &err);
	if (ok)
		dais_api_location(
		    c, dais_arena_printf(c->a, "/api/v1/packages/%.*s/things/item/%.*s",
			   DAIS_STR_ARG(dais_api_path(c, "package")), DAIS_STR_ARG(w.about)));
	finish(c, &w, ok, &err);
}

/* {"body": "ic" or "*", "by": -1} or {"body", "before": "other"} or {"body", "behind": "other"} */
void
dais_api_item_move(struct dais_api_call *c)
{
	struct dais_str body = dais_json_get_str(c->body, "body");
	struct dais_str before = dais_json_get_str(c->body, "before");
	struct dais_str behind = dais_json_get_str(c->body, "behind");
	int64_t by = dais_json_get_int(c->body, "by", 0);
	struct dais_err err = DAIS_ERR_INIT;
	struct work w;
	bool ok;

	if (!begin(c, &w))
		return;
	if (!body.n)
		body = DAIS_STR("*");
	if (before.n || behind.n)
		ok = dais_items_place(
		    &w.e, body, w.about, behind.n > 0, behind.n ? behind : before, &err);
	else if (by == 1 || by == -1)
		ok = dais_items_move(&w.e, body, w.about, (int)by, &err);
	else
		ok = dais_err_set(&err, DAIS_ERR_INVALID,
		    "say \"by\": 1 or -1, or \"before\" or \"behind\" which item");
	finish(c, &w, ok, &err);
}

void
dais_api_item_share(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct work w;

	if (begin(c, &w))
		finish(c, &w,
		    dais_items_share(&w.e, dais_json_get_str(c->body, "body"), w.about, &err),
		    &err);
}

void
dais_api_item_split(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct work w;

	if (begin(c, &w)) {
		bool ok = dais_items_split(
		    &w.e, dais_json_get_str(c->body, "body"), w.about, NULL, &w.about, &err);

		finish(c, &w, ok, &err);
	}
}

/* {"with": "other"}: the other item gives way to this one. */
void
dais_api_item_unite(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct work w;

	if (begin(c, &w))
		finish(c, &w,
		    dais_items_unite(&w.e, w.about, dais_json_get_str(c->body, "with"), &err),
		    &err);
}

void
dais_api_item_take_off(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct work w;

	if (begin(c, &w))
		finish(c, &w,
		    dais_items_take_off(&w.e, dais_json_get_str(c->body, "body"), w.about, &err),
		    &err);
}

void
dais_api_item_close(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct work w;

	if (begin(c, &w))
		finish(c, &w, dais_items_close(&w.e, w.about, &err), &err);
}
