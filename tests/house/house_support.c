/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "house_support.h"

#include "base/file.h"

const char *(*house_place)(void);

static int64_t
now(void *ctx)
{
	struct test_house *t = ctx;
	void (*meanwhile)(struct test_house *) = t->meanwhile;

	t->meanwhile = NULL;
	if (meanwhile)
		meanwhile(t);
	return t->now_ms;
}

static struct dais_actor
actor(struct dais_arena *a, const char *account, enum dais_role role, dais_lang_set languages)
{
	struct dais_actor who = { .account = dais_str_from(account),
		.name = dais_str_from(account),
		.language = DAIS_LANG_EN,
		.scopes = ~0u };
	struct dais_grant *g = dais_vec_add(a, &who.grants);

	g->role = role;
	g->languages = languages;
	return who;
}

int
open_house(void **state)
{
	struct dais_arena *a = dais_arena_new(0);
	struct test_house *t = DAIS_NEW(a, struct test_house);
	struct dais_house_options o = { .now_ms = now, .ctx = t, .snapshots_bytes = 4u << 20 };

	t->a = a;
	t->now_ms = 1640995200000;
	t->dir = make_folder(a);
	o.store.where = house_place ? house_place() : dais_file_join(a, t->dir, "dais.db");
	o.store.create = true;
	t->where = dais_arena_cstr(a, dais_str_from(o.store.where));
	assert_ok(t, dais_house_open(&o, &t->h, &t->err));
	t->program = dais_actor_program();
	t->secretary = actor(a, "irina", DAIS_ROLE_SECRETARIAT, 0);
	t->other = actor(a, "jose", DAIS_ROLE_SECRETARIAT, 0);
	t->translator = actor(a, "claire", DAIS_ROLE_TRANSLATOR, DAIS_LANG_BIT(DAIS_LANG_FR));
	dais_diags_init(&t->diags, a);
	*state = t;
	return 0;
}

int
close_house(void **state)
{
	struct test_house *t = *state;

	dais_house_close(t->h);
	dais_arena_free(t->a);
	return 0;
}

void
fresh(struct test_house *t)
{
	dais_diags_init(&t->diags, t->a);
	t->err = (struct dais_err)DAIS_ERR_INIT;
}

void
assert_ok(struct test_house *t, bool ok)
{
	if (!ok)
		fail_msg("%s %s (%s)", t->err.msg, t->err.context, first_of(t->a, &t->diags));
	fresh(t);
}

void
assert_fails(struct test_house *t, bool ok, enum dais_err_code code)
{
	assert_false(ok);
	if (t->err.code != code)
		fail_msg("%s", t->err.msg);
	fresh(t);
}

void
import_example(struct test_house *t)
{
	uint64_t change;

	assert_ok(t, dais_house_import(t->h, &t->program, EXAMPLES "/untoc-2022", PACKAGE, false,
			 &t->diags, &change, &t->err));
	assert_int_equal(change, 1);
}

struct dais_house_edit *
begin(struct test_house *t, const struct dais_actor *who, enum dais_action action)
{
	struct dais_house_edit *e;

	assert_ok(
	    t, dais_edit_begin(t->h, who, action, PACKAGE, DAIS_STR("test"), t->a, &e, &t->err));
	return e;
}

static bool
get(struct test_house *t, const char *kind, const char *id, struct dais_thing *ret)
{
	struct dais_err err = DAIS_ERR_INIT;

	return dais_store_thing(dais_house_store(t->h), PACKAGE, dais_str_from(kind),
	    dais_str_from(id), t->a, ret, &err);
}

const char *
value_of(struct test_house *t, const char *kind, const char *id)
{
	struct dais_thing thing;

	return get(t, kind, id, &thing) ? dais_arena_cstr(t->a, thing.value) : "";
}

uint64_t
revision_of(struct test_house *t, const char *kind, const char *id)
{
	struct dais_thing thing;

	assert_true(get(t, kind, id, &thing));
	return thing.revision;
}

uint64_t
latest_of(struct test_house *t)
{
	uint64_t latest;

	assert_ok(t, dais_store_latest(dais_house_store(t->h), PACKAGE, &latest, &t->err));
	return latest;
}
