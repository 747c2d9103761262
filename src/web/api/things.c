/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Things of the working record, one at a time. Which right a thing needs follows from its kind.
 */
#include "web/api/api_priv.h"

#include "service/house/edit.h"

/* The action that a change of @kind is, and the language of annotation @id. Kinds that have use
 * cases of their own (releases, notices, files, accounts) are not changed here. */
static bool
action_of(struct dais_str kind, struct dais_str id, enum dais_action *ret, enum dais_lang *language,
    bool *has_language)
{
	static const struct {
		const char *kind;
		enum dais_action action;
	} kinds[] = { { "item", DAIS_ACTION_EDIT_ITEMS }, { "agenda", DAIS_ACTION_EDIT_ITEMS },
		{ "annotation", DAIS_ACTION_EDIT_TEXT }, { "document", DAIS_ACTION_EDIT_DOCUMENTS },
		{ "sitting", DAIS_ACTION_EDIT_TIMETABLE },
		{ "planning", DAIS_ACTION_EDIT_TIMETABLE }, { "package", DAIS_ACTION_EDIT_MEETING },
		{ "body", DAIS_ACTION_EDIT_MEETING }, { "meeting", DAIS_ACTION_EDIT_MEETING },
		{ "mandate", DAIS_ACTION_EDIT_MEETING }, { "approval", DAIS_ACTION_EDIT_MEETING },
		{ "silence", DAIS_ACTION_EDIT_MEETING }, { "profile", DAIS_ACTION_EDIT_MEETING } };

	*has_language =
	    dais_str_is(kind, "annotation") && dais_lang_parse(dais_str_sub(id, 0, 2), language);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (dais_str_is(kind, kinds[i].kind)) {
			*ret = kinds[i].action;
			return true;
		}
	return false;
}

static void
put_thing(struct dais_api_call *c, const struct dais_thing *t)
{
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "kind", t->kind);
	dais_json_pair(&c->json, "id", t->id);
	dais_json_pair_int(&c->json, "position", t->position);
	dais_json_pair_int(&c->json, "revision", (int64_t)t->revision);
	dais_api_put_value(c, "value", t->value);
	dais_json_end(&c->json);
}

void
dais_api_things(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	dais_thing_vec things = { 0 };
	struct dais_api_part part;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	if (!dais_store_things(dais_house_store(c->site->house), s->package,
		dais_api_query(c, "kind"), c->a, &things, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_api_part(c, things.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++)
		put_thing(c, &things.v[i]);
	dais_api_list_end(c, part.next);
}

void
dais_api_thing(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_thing t;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	if (!dais_store_thing(dais_house_store(c->site->house), s->package,
		dais_api_path(c, "kind"), dais_api_path(c, "id"), c->a, &t, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	put_thing(c, &t);
	dais_api_give(c, t.revision);
}

/* Begins the edit that the call asks for, after a check of kind and right. */
static bool
begin(struct dais_api_call *c, struct dais_house_edit **ret)
{
	struct dais_str kind = dais_api_path(c, "kind"), id = dais_api_path(c, "id");
	struct dais_err err = DAIS_ERR_INIT;
	enum dais_action action;
	enum dais_lang language;
	bool has_language, ok;
	DAIS_SNAPSHOT_AUTO s = NULL;

	if (!action_of(kind, id, &action, &language, &has_language)) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID,
		    "things of kind \"%.*s\" are not changed here", DAIS_STR_ARG(kind));
		dais_api_fail(c, &err);
		return false;
	}
	if (!dais_api_working(c, action, has_language ? &language : NULL, &s))
		return false;
	ok = dais_edit_begin(c->site->house, c->actor, action, s->package, dais_api_query(c, "why"),
	    c->a, ret, &err);
	if (!ok)
		dais_api_fail(c, &err);
	return ok;
}

static void
finish(struct dais_api_call *c, struct dais_house_edit *e)
{
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change = 0;

	dais_api_diags(c, &diags);
	if (!dais_edit_commit(e, &diags, &change, &conflict, &err)) {
		dais_api_fail_edit(c, &conflict, &err, &diags);
		return;
	}
	dais_site_changed(c->site, dais_api_path(c, "package"), change, false);
	dais_api_give_change(c, change);
}

/* What PUT must find there: If-None-Match: *, nothing; If-Match, that; neither: RFC 6585's 428. */
static bool
expected_of(struct dais_api_call *c, uint64_t *ret)
{
	if (dais_str_is(dais_http_header(c->x, "If-None-Match"), "*")) {
		*ret = 0;
		return true;
	}
	return dais_api_if_match(c, ret);
}

void
dais_api_thing_put(struct dais_api_call *c)
{
	struct dais_str kind = dais_api_path(c, "kind"), id = dais_api_path(c, "id");
	struct dais_err err = DAIS_ERR_INIT, none = DAIS_ERR_INIT;
	struct dais_house_edit *e;
	struct dais_thing t;
	uint64_t expected;
	int64_t position = 0;

	if (!expected_of(c, &expected) || !begin(c, &e))
		return;
	if (dais_edit_get(e, kind, id, &t, &none))
		position = t.position;
	if (!dais_api_number(c, "position", INT32_MIN, INT32_MAX, position, &position))
		return;
	if (!dais_edit_put(e, kind, id, position, dais_json_print(c->a, c->body), expected, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	finish(c, e);
}

/* RFC 7396, 2. */
static struct dais_json_value *
merged(
    struct dais_arena *a, struct dais_json_value *to, struct dais_json_value *patch, unsigned depth)
{
	if (patch->kind != DAIS_JSON_OBJECT || depth == DAIS_JSON_READ_DEPTH_MAX)
		return patch;
	if (!to || to->kind != DAIS_JSON_OBJECT)
		to = dais_json_new(a, DAIS_JSON_OBJECT);
	for (size_t i = 0; i < patch->members.n; i++) {
		const struct dais_json_member *m = &patch->members.v[i];
		bool away = m->value->kind == DAIS_JSON_NULL;

		dais_json_set(a, to, m->key,
		    away ? NULL : merged(a, dais_json_find(to, m->key), m->value, depth + 1));
	}
	return to;
}

void
dais_api_thing_patch(struct dais_api_call *c)
{
	struct dais_str kind = dais_api_path(c, "kind"), id = dais_api_path(c, "id");
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_house_edit *e;
	struct dais_json_value *v;
	struct dais_thing t;
	uint64_t expected;

	if (!dais_api_if_match(c, &expected) || !begin(c, &e))
		return;
	if (!dais_edit_get(e, kind, id, &t, &err) || !dais_json_parse(c->a, t.value, &v, &err) ||
	    !dais_edit_put(e, kind, id, t.position,
		dais_json_print(c->a, merged(c->a, v, c->body, 0)),
		expected == DAIS_ANY ? t.revision : expected, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	finish(c, e);
}

void
dais_api_thing_close(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_house_edit *e;
	uint64_t expected;

	if (!dais_api_if_match(c, &expected) || !begin(c, &e))
		return;
	if (!dais_edit_close(e, dais_api_path(c, "kind"), dais_api_path(c, "id"), expected, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	finish(c, e);
}
