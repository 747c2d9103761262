/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a translator works on: units of one language beside another, and XLIFF files of them.
 */
#include "service/exchange/exchange.h"
#include "web/api/api_priv.h"

static const char *const states[DAIS_UNIT_STATE_COUNT] = { [DAIS_UNIT_MISSING] = "missing",
	[DAIS_UNIT_DRAFT] = "draft",
	[DAIS_UNIT_OUTDATED] = "outdated",
	[DAIS_UNIT_DONE] = "done" };

/* A pair of languages; answers 422 and gives false when it is none. */
static bool
check_pair(struct dais_api_call *c, struct dais_str from, struct dais_str to,
    enum dais_lang *ret_from, enum dais_lang *ret_to)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_api_one_language(c, "from", from, ret_from) ||
	    !dais_api_one_language(c, "to", to, ret_to))
		return false;
	if (*ret_from != *ret_to)
		return true;
	(void)dais_err_set(&err, DAIS_ERR_INVALID, "from and to are the same language");
	dais_api_fail(c, &err);
	return false;
}

static bool
read_pair(struct dais_api_call *c, enum dais_lang *from, enum dais_lang *to)
{
	return check_pair(c, dais_api_query(c, "from"), dais_api_query(c, "to"), from, to);
}

static void
put_unit(struct dais_json *w, const struct dais_unit *u)
{
	dais_json_object(w);
	dais_json_pair(w, "unit", u->id);
	dais_json_pair(w, "kind", u->kind);
	dais_json_pair(w, "id", u->thing);
	dais_json_pair_c(w, "state", states[u->state]);
	dais_json_pair(w, "source", u->source);
	dais_json_pair(w, "target", u->target);
	if (u->source_then.n)
		dais_json_pair(w, "sourceThen", u->source_then);
	dais_json_end(w);
}

/* The state that the query asks for, -1: any; answers 422 and gives false when there is none. */
static bool
read_state(struct dais_api_call *c, int *ret)
{
	struct dais_str wanted = dais_api_query(c, "state");
	struct dais_err err = DAIS_ERR_INIT;

	*ret = -1;
	for (int i = 0; wanted.n && i < DAIS_UNIT_STATE_COUNT; i++)
		if (dais_str_is(wanted, states[i]))
			*ret = i;
	if (!wanted.n || *ret >= 0)
		return true;
	(void)dais_err_set(&err, DAIS_ERR_INVALID,
	    "state is \"%.*s\", not missing, draft, outdated or done",
	    DAIS_STR_ARG(dais_str_sub(wanted, 0, 100)));
	dais_api_fail(c, &err);
	return false;
}

void
dais_api_units(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	dais_unit_vec units = { 0 };
	size_t skip, limit, n = 0;
	enum dais_lang from, to;
	int state;

	if (!dais_api_window(c, &skip, &limit) || !read_pair(c, &from, &to) ||
	    !read_state(c, &state) || !dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	if (!dais_units_of(c->site->house, s, from, to, c->a, &units, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_api_list_begin(c);
	for (size_t i = 0; i < units.n; i++) {
		if (state >= 0 && units.v[i].state != (enum dais_unit_state)state)
			continue;
		if (n >= skip && n < skip + limit)
			put_unit(&c->json, &units.v[i]);
		n++;
	}
	dais_api_list_end(c, dais_api_cursor(c, skip, limit, n));
}

static void
give_saved(struct dais_api_call *c, uint64_t change, bool draft)
{
	dais_json_object(&c->json);
	dais_json_pair_int(&c->json, "change", (int64_t)change);
	dais_json_pair_bool(&c->json, "draft", draft);
	dais_json_end(&c->json);
	dais_api_give(c, change);
}

/* {"from": "en", "to": "fr", "words": "...", "was": "..."} */
void
dais_api_unit_put(struct dais_api_call *c)
{
	struct dais_unit_save save = { .package = dais_api_path(c, "package"),
		.unit = dais_api_path(c, "unit"),
		.words = dais_str_trim(dais_json_get_str(c->body, "words")),
		.was = dais_json_get_str(c->body, "was") };
	struct dais_edit_conflict nobody = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change;
	bool draft;

	dais_api_diags(c, &diags);
	if (!check_pair(c, dais_json_get_str(c->body, "from"), dais_json_get_str(c->body, "to"),
		&save.from, &save.to))
		return;
	if (!dais_units_save(
		c->site->house, c->actor, &save, c->a, &diags, &change, &draft, &err)) {
		dais_api_fail_edit(c, &nobody, &err, &diags);
		return;
	}
	if (change)
		dais_site_changed(c->site, save.package, change, false);
	give_saved(c, change, draft);
}

/* The translation still stands although its source has changed: {"from": "en", "to": "fr"} */
void
dais_api_unit_confirm(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_str id = dais_api_path(c, "unit");
	struct dais_err err = DAIS_ERR_INIT;
	dais_unit_vec units = { 0 };
	enum dais_lang from, to;
	size_t i = 0;
	bool ok;

	if (!check_pair(c, dais_json_get_str(c->body, "from"), dais_json_get_str(c->body, "to"),
		&from, &to) ||
	    !dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	ok = dais_units_of(c->site->house, s, from, to, c->a, &units, &err);
	while (ok && i < units.n && !dais_str_eq(units.v[i].id, id))
		i++;
	if (ok && i == units.n)
		ok = dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no unit \"%.*s\"",
		    DAIS_STR_ARG(dais_str_sub(id, 0, 100)));
	if (!ok || !dais_units_confirm(c->site->house, c->actor, s, &units.v[i], from, to, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	give_saved(c, 0, false);
}

/* ---- XLIFF ---- */

void
dais_api_xliff(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	enum dais_lang from, to;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_EXCHANGE_BYTES_MAX);
	if (!read_pair(c, &from, &to) || !dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	if (!dais_exchange_xliff(c->site->house, s, from, to, &out, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_api_give_file(c, c->operation->gives,
	    dais_arena_printf(c->a, "%.*s.%s-%s.xlf", DAIS_STR_ARG(s->package),
		dais_lang_code(from), dais_lang_code(to)),
	    dais_buf_dup(&out, c->a));
}

static bool
take(struct dais_api_call *c, struct dais_str answer, struct dais_diags *diags,
    struct dais_edit_conflict *conflict, uint64_t *ret_change, size_t *ret_texts,
    struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_exchange_merged merged = { 0 };
	struct dais_house_edit *e;

	if (!dais_house_working(c->site->house, dais_api_path(c, "package"), &s, err) ||
	    !dais_exchange_merged(answer, c->a, &merged, diags, err))
		return false;
	if (diags->errors)
		return dais_err_set(err, DAIS_ERR_INVALID, "nothing was taken from the file");
	*ret_texts = merged.texts.n;
	return dais_edit_begin(c->site->house, c->actor, DAIS_ACTION_EDIT_TEXT, s->package,
		   dais_api_query(c, "why"), c->a, &e, err) &&
	       dais_exchange_put(e, s, &merged, c->a, err) &&
	       dais_edit_commit(e, diags, ret_change, conflict, err);
}

static void
merged(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct dais_api_call *c = ctx;
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change = 0;
	size_t texts = 0;

	dais_api_diags(c, &diags);
	if (failure)
		err = *failure;
	if (failure || !take(c, answer, &diags, &conflict, &change, &texts, &err)) {
		dais_api_fail_edit(c, &conflict, &err, &diags);
		dais_api_end_held(c);
		return;
	}
	if (change)
		dais_site_changed(c->site, dais_api_path(c, "package"), change, false);
	dais_json_object(&c->json);
	dais_json_pair_int(&c->json, "change", (int64_t)change);
	dais_json_pair_int(&c->json, "texts", (int64_t)texts);
	dais_json_end(&c->json);
	dais_api_give(c, change);
	dais_api_end_held(c);
}

void
dais_api_xliff_put(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str name = dais_api_query(c, "name");
	DAIS_BUF_AUTO question = { 0 };

	dais_buf_init(&question, DAIS_BUF_MAX);
	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	if (!c->site->workshop)
		(void)dais_err_set(&err, DAIS_ERR_UNSUPPORTED, "this server has no workshop");
	if (err.code ||
	    !dais_exchange_ask_merge(c->site->house, s->package, dais_http_request(c->x)->body,
		name.n ? name : DAIS_STR("sent.xlf"), dais_api_said_in(c), c->a, &question, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_workshop_ask(
	    c->site->workshop, "merge", dais_buf_dup(&question, c->a), merged, dais_api_hold(c));
}
