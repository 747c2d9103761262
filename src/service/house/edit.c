/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Edits: collected against the things as they were, checked before the record is locked, and
 * checked again inside the transaction when someone has written in between.
 */
#include "service/house/edit.h"

#include "service/house/house_priv.h"

static struct dais_house_edit *
new_edit(struct dais_house *h, const struct dais_actor *actor, enum dais_action action,
    struct dais_str package, struct dais_str why, struct dais_arena *a)
{
	struct dais_house_edit *e = DAIS_NEW(a, struct dais_house_edit);

	e->h = h;
	e->a = a;
	e->actor = actor;
	e->action = action;
	e->package = dais_arena_dup(a, package);
	e->why = why;
	e->trusted = true;
	return e;
}

static void
start_work(struct dais_house_edit *e)
{
	for (size_t i = 0; i < e->base.n; i++)
		dais_vec_push(e->a, &e->work, e->base.v[i]);
}

bool
house_edit_begin(struct dais_house *h, const struct dais_actor *actor, enum dais_action action,
    struct dais_str package, struct dais_str why, struct dais_arena *a,
    struct dais_house_edit **ret, struct dais_err *err)
{
	struct dais_house_edit *e = new_edit(h, actor, action, package, why, a);

	if (!house_things_any(h, package, a, &e->base, &e->revision, err))
		return false;
	start_work(e);
	*ret = e;
	return true;
}

/* The things and the matter of @s, which may go before the edit does. */
static void
take_snapshot(struct dais_house_edit *e, const struct dais_snapshot *s)
{
	const dais_thing_vec *things = &house_kept_of(s)->things;
	dais_store_strs keys = { 0 };

	for (size_t i = 0; i < s->body_keys.n; i++)
		dais_vec_push(e->a, &keys, dais_arena_dup(e->a, s->body_keys.v[i]));
	e->matter =
	    (struct dais_matter){ .package = e->package, .bodies = keys.v, .n_bodies = keys.n };
	for (size_t i = 0; i < things->n; i++) {
		struct dais_thing *t = dais_vec_add(e->a, &e->base);

		*t = things->v[i];
		t->kind = dais_arena_dup(e->a, t->kind);
		t->id = dais_arena_dup(e->a, t->id);
		t->value = dais_arena_dup(e->a, t->value);
	}
	e->revision = s->revision;
	start_work(e);
}

/* Whether the actor may take the action, in one language at least. */
static bool
may_begin(const struct dais_house_edit *e, struct dais_err *err)
{
	struct dais_matter matter = e->matter;

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		enum dais_lang lang = (enum dais_lang)l;

		matter.language = &lang;
		if (dais_actor_may(e->actor, e->action, &matter))
			return true;
	}
	return dais_actor_check(e->actor, e->action, &e->matter, err);
}

bool
dais_edit_begin(struct dais_house *h, const struct dais_actor *actor, enum dais_action action,
    struct dais_str package, struct dais_str why, struct dais_arena *a,
    struct dais_house_edit **ret, struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_house_edit *e;

	if (!dais_house_working(h, package, &s, err))
		return false;
	e = new_edit(h, actor, action, package, why, a);
	take_snapshot(e, s);
	e->trusted = false;
	if (!may_begin(e, err))
		return false;
	*ret = e;
	return true;
}

bool
dais_edit_get(struct dais_house_edit *e, struct dais_str kind, struct dais_str id,
    struct dais_thing *ret, struct dais_err *err)
{
	size_t at = dais_things_find(&e->work, kind, id);

	if (at == SIZE_MAX)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no %.*s `%.*s`",
		    DAIS_STR_ARG(kind), DAIS_STR_ARG(id));
	*ret = e->work.v[at];
	return true;
}

const dais_thing_vec *
dais_edit_things(const struct dais_house_edit *e)
{
	return &e->work;
}

/* Takes @step into the edit. That someone was faster is told when it is written. */
static bool
take(struct dais_house_edit *e, const struct house_step *step, struct dais_err *err)
{
	struct dais_edit_conflict ignored;
	struct dais_err why = DAIS_ERR_INIT;

	if (step->what != HOUSE_EXPECT && !house_may_step(e, step, err))
		return false;
	if (!house_apply(e->a, step, &e->work, &ignored, &why) && why.code != DAIS_ERR_CONFLICT) {
		*err = why;
		return false;
	}
	*dais_vec_add(e->a, &e->steps) = *step;
	return true;
}

bool
dais_edit_set(struct dais_house_edit *e, struct dais_str kind, struct dais_str id, const char *path,
    struct dais_str json, uint64_t seen, struct dais_str was, struct dais_err *err)
{
	struct house_step step = { .what = HOUSE_SET,
		.kind = kind,
		.id = id,
		.path = path,
		.json = json,
		.was = was,
		.seen = seen };

	return take(e, &step, err);
}

bool
dais_edit_put(struct dais_house_edit *e, struct dais_str kind, struct dais_str id, int64_t position,
    struct dais_str json, uint64_t seen, struct dais_err *err)
{
	struct house_step step = { .what = HOUSE_PUT,
		.kind = kind,
		.id = id,
		.position = position,
		.json = json,
		.seen = seen };

	return take(e, &step, err);
}

bool
dais_edit_close(struct dais_house_edit *e, struct dais_str kind, struct dais_str id, uint64_t seen,
    struct dais_err *err)
{
	struct house_step step = { .what = HOUSE_CLOSE, .kind = kind, .id = id, .seen = seen };

	return take(e, &step, err);
}

bool
dais_edit_expect(struct dais_house_edit *e, struct dais_str kind, struct dais_str id, uint64_t seen,
    struct dais_err *err)
{
	struct house_step step = { .what = HOUSE_EXPECT, .kind = kind, .id = id, .seen = seen };

	return take(e, &step, err);
}

/* ---- checking ---- */

static bool
is_touched(const struct dais_house_edit *e, const struct dais_thing *t)
{
	for (size_t i = 0; i < e->steps.n; i++) {
		if (e->steps.v[i].what != HOUSE_EXPECT && dais_str_eq(e->steps.v[i].id, t->id) &&
		    dais_str_eq(e->steps.v[i].kind, t->kind))
			return true;
	}
	return false;
}

/* The id that the sitting @i of @things has when its record is made into things anew: those in
 * force first, then those of the plans. */
static struct dais_str
fresh_sitting_id(const dais_thing_vec *things, size_t i, struct dais_arena *a)
{
	struct dais_str plans[] = { DAIS_STR_NONE,
		dais_str_from(dais_modality_name(DAIS_MODALITY_IN_PERSON)),
		dais_str_from(dais_modality_name(DAIS_MODALITY_HYBRID)),
		dais_str_from(dais_modality_name(DAIS_MODALITY_ONLINE)) };
	size_t n = 0;

	for (size_t p = 0; p < sizeof(plans) / sizeof(*plans); p++) {
		for (size_t k = 0; k < things->n; k++) {
			if (!dais_str_is(things->v[k].kind, "sitting") ||
			    !dais_str_eq(dais_thing_plan(&things->v[k], a), plans[p]))
				continue;
			n++;
			if (k == i)
				return dais_arena_printf(a, "s%zu", n);
		}
	}
	return DAIS_STR_NONE;
}

/* Sittings have other ids in a record that is made into things anew. */
static bool
may_be_touched(const void *ctx, struct dais_str kind, struct dais_str id)
{
	const struct dais_thing t = { .kind = kind, .id = id };

	return dais_str_is(kind, "sitting") || is_touched(ctx, &t);
}

/* Values of what was touched become those that the package writer would write. */
static void
canonicalise(struct dais_house_edit *e, dais_thing_vec *things, const struct dais_record *r)
{
	struct dais_record bare = *r;
	dais_thing_vec fresh = { 0 };

	bare.origin_yaml = DAIS_STR_NONE;
	memset(bare.origin_text, 0, sizeof(bare.origin_text));
	dais_things_some(&bare, may_be_touched, e, e->a, &fresh);
	for (size_t i = 0; i < things->n; i++) {
		struct dais_thing *t = &things->v[i];
		struct dais_str id = t->id;
		size_t at;

		if (!is_touched(e, t) || !dais_things_is_of_package(t->kind) ||
		    dais_str_is(t->kind, "origin"))
			continue;
		if (dais_str_is(t->kind, "sitting"))
			id = fresh_sitting_id(things, i, e->a);
		at = dais_things_find(&fresh, t->kind, id);
		if (at != SIZE_MAX)
			t->value = fresh.v[at].value;
	}
}

static bool
refuse(const struct dais_diags *d, struct dais_err *err)
{
	struct dais_str first = DAIS_STR(DAIS_MESSAGE("nothing is said why"));

	for (size_t i = d->list.n; i-- > 0;) {
		if (d->list.v[i].severity == DAIS_SEVERITY_ERROR)
			first = d->list.v[i].message;
	}
	(void)dais_err_set(err, DAIS_ERR_INVALID, "the package would break: %.*s",
	    (int)(first.n > 400 ? 400 : first.n), first.p);
	return false;
}

/* Reads the package that @things are; false with INVALID when it is broken. */
static bool
check(struct dais_house_edit *e, dais_thing_vec *things, struct dais_arena *a,
    struct dais_diags *diags, struct dais_record **ret, struct dais_err *err)
{
	struct dais_things_places places;
	struct dais_diags d;

	dais_things_sort(things);
	dais_diags_init_as(&d, a, diags);
	d.keeps_english = true;
	*ret = NULL;
	if (e->may_end &&
	    dais_things_find(things, DAIS_STR("package"), DAIS_STR("package")) == SIZE_MAX) {
		for (size_t i = 0; i < things->n; i++) {
			if (dais_things_is_of_package(things->v[i].kind))
				(void)dais_diags_add(&d, "package", DAIS_SEVERITY_ERROR, NULL,
				    "%.*s `%.*s` would be left behind",
				    DAIS_STR_ARG(things->v[i].kind), DAIS_STR_ARG(things->v[i].id));
		}
	} else {
		*ret = dais_things_read(a, things, &d, &places);
		house_tell(&places, &d, diags);
	}
	return d.errors ? refuse(&d, err) : true;
}

/* Reads the package that @things are as the snapshot that it will be when it is written. */
static bool
check_fresh(struct dais_house_edit *e, dais_thing_vec *things, struct dais_diags *diags,
    struct dais_record **ret, struct dais_err *err)
{
	struct house_kept *k;

	house_forget_fresh(e->fresh);
	e->fresh = NULL;
	dais_things_sort(things);
	if (dais_things_find(things, DAIS_STR("package"), DAIS_STR("package")) == SIZE_MAX)
		return check(e, things, e->a, diags, ret, err);
	k = e->fresh = house_new_fresh(e->package, things, diags);
	k->s.diags.keeps_english = true;
	*ret = dais_things_read(k->arena, &k->things, &k->s.diags, &k->places);
	k->s.record = *ret;
	house_tell(&k->places, &k->s.diags, diags);
	return k->s.diags.errors ? refuse(&k->s.diags, err) : true;
}

bool
dais_edit_record(struct dais_house_edit *e, struct dais_arena *a, const struct dais_record **ret,
    struct dais_diags *diags, struct dais_err *err)
{
	struct dais_err broken = DAIS_ERR_INIT;
	dais_thing_vec *things = DAIS_NEW(a, dais_thing_vec);
	struct dais_record *r;

	for (size_t i = 0; i < e->work.n; i++)
		dais_vec_push(a, things, e->work.v[i]);
	(void)check(e, things, a, diags, &r, &broken);
	if (!r)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "the package would be closed");
	*ret = r;
	return true;
}

/* ---- writing ---- */

/* The things after all steps on @e->base, into *@ret, canonical. */
static bool
prepare(struct dais_house_edit *e, dais_thing_vec *ret, struct dais_diags *diags,
    struct dais_edit_conflict *c, struct dais_err *err)
{
	struct dais_record *r;

	*ret = (dais_thing_vec){ 0 };
	for (size_t i = 0; i < e->base.n; i++)
		dais_vec_push(e->a, ret, e->base.v[i]);
	for (size_t i = 0; i < e->steps.n; i++) {
		if (house_apply(e->a, &e->steps.v[i], ret, c, err))
			continue;
		if (err->code == DAIS_ERR_CONFLICT) {
			size_t at = dais_things_find(&e->base, c->kind, c->id);

			house_conflict(e->h, e->package, c->kind, c->id,
			    at == SIZE_MAX ? 0 : e->base.v[at].revision, e->a, c);
		}
		return false;
	}
	if (!check_fresh(e, ret, diags, &r, err))
		return false;
	if (r)
		canonicalise(e, ret, r);
	return true;
}

/* Brings the edit to the last change, so that what is checked is what will be written upon. */
static bool
refresh(struct dais_house_edit *e, bool *ret_was_stale, struct dais_err *err)
{
	uint64_t latest;

	*ret_was_stale = false;
	if (!dais_store_latest(e->h->store, e->package, &latest, err))
		return false;
	if (latest == e->revision)
		return true;
	*ret_was_stale = true;
	return house_things_any(e->h, e->package, e->a, &e->base, &e->revision, err);
}

/* In the transaction: whoever wrote since the check is heeded. */
static bool
write_all(struct dais_house_edit *e, struct dais_writing *w, dais_thing_vec *things,
    struct dais_diags *diags, struct dais_edit_conflict *c, struct dais_err *err)
{
	struct dais_diags again;
	bool stale;

	if (!refresh(e, &stale, err))
		return false;
	dais_diags_init_as(&again, e->a, diags);
	if (stale && !prepare(e, things, &again, c, err)) {
		for (size_t i = 0; i < again.list.n; i++)
			(void)dais_diags_copy(diags, &again.list.v[i]);
		return false;
	}
	return house_write(w, &e->base, things, e->a, err);
}

static bool
commit(struct dais_house_edit *e, dais_thing_vec *things, struct dais_diags *diags,
    uint64_t *ret_change, struct dais_edit_conflict *c, struct dais_err *err)
{
	struct dais_change_head head = { .who = e->actor->account,
		.action = dais_str_from(dais_action_name(e->action)),
		.why = e->why,
		.package = e->package,
		.at_ms = dais_house_now_ms(e->h) };
	struct dais_writing *w;
	bool stale;

	if (!refresh(e, &stale, err) || !prepare(e, things, diags, c, err) ||
	    !dais_store_begin(e->h->store, &head, &w, err))
		return false;
	if (!write_all(e, w, things, diags, c, err)) {
		dais_store_abandon(w);
		return false;
	}
	if (!dais_store_commit(w, ret_change, err))
		return false;
	/* What was read to check it need not be read again to show it. */
	if (e->fresh && *ret_change)
		house_keep_fresh(e->h, e->fresh, &e->base, things, *ret_change, head.at_ms);
	else
		house_forget_fresh(e->fresh);
	e->fresh = NULL;
	return true;
}

bool
dais_edit_commit(struct dais_house_edit *e, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_edit_conflict *ret_conflict, struct dais_err *err)
{
	struct dais_edit_conflict ignored, *c = ret_conflict ? ret_conflict : &ignored;
	dais_thing_vec things;
	bool ok;

	if (!e->steps.n) {
		*ret_change = 0;
		return true;
	}
	ok = commit(e, &things, diags, ret_change, c, err);
	house_forget_fresh(e->fresh);
	e->fresh = NULL;
	return ok;
}
