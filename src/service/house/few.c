/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/few.h"

#include "service/house/things.h"

struct few {
	struct dais_store *store;
	struct dais_str package;
	struct dais_arena *arena;
	dais_thing_vec things;
	struct dais_err err;
};

static void
add(struct few *f, const char *kind, struct dais_str id)
{
	struct dais_thing t;

	if (!id.n || dais_things_find(&f->things, dais_str_from(kind), id) != SIZE_MAX)
		return;
	if (dais_store_thing(f->store, f->package, dais_str_from(kind), id, f->arena, &t, &f->err))
		dais_vec_push(f->arena, &f->things, t);
	else if (f->err.code == DAIS_ERR_NOT_FOUND)
		f->err = (struct dais_err)DAIS_ERR_INIT; /* it has been closed since */
}

static struct dais_str
before(struct dais_str s, char end)
{
	size_t at = dais_str_find_char(s, end, 0);

	return at == SIZE_MAX ? s : dais_str_sub(s, 0, at);
}

/* A sub-item is read within its item. */
static void
add_item(struct few *f, struct dais_str id)
{
	struct dais_str above = before(id, '/');

	add(f, "item", above);
	if (above.n < id.n)
		add(f, "item", id);
}

/* "dates-approved" is the notice of silence procedure "dates". */
static void
add_silences(struct few *f)
{
	if (!dais_store_things(
		f->store, f->package, DAIS_STR("silence"), f->arena, &f->things, &f->err))
		f->err = (struct dais_err)DAIS_ERR_INIT;
}

static void
add_named(struct few *f, const struct dais_change_entry *e)
{
	enum dais_lang l;
	struct dais_str of;

	if (dais_str_is(e->kind, "item"))
		add_item(f, e->id);
	else if (dais_str_is(e->kind, "annotation") && dais_annotation_id_parse(e->id, &l, &of))
		add_item(f, before(of, '@'));
	else if (dais_str_is(e->kind, "file"))
		add(f, "document", before(e->id, '/'));
	else if (dais_str_is(e->kind, "document"))
		add(f, "document", e->id);
	else if (dais_str_is(e->kind, "mandate"))
		add(f, "mandate", e->id);
	else if (dais_str_is(e->kind, "approval"))
		add(f, "approval", e->id);
}

static bool
is_of_silences(const struct dais_change_entry *e)
{
	return dais_str_is(e->kind, "silence") || dais_str_is(e->kind, "notice");
}

const struct dais_record *
dais_house_few(struct dais_house *h, struct dais_str package,
    const struct dais_change_entry *wanted, size_t n, struct dais_arena *a)
{
	struct few f = {
		.store = dais_house_store(h), .package = package, .arena = a, .err = DAIS_ERR_INIT
	};
	struct dais_diags ignored;
	bool silences = false;

	if (!dais_store_things(f.store, package, DAIS_STR("body"), a, &f.things, &f.err) ||
	    !dais_store_things(f.store, package, DAIS_STR("meeting"), a, &f.things, &f.err))
		return NULL;
	add(&f, "package", DAIS_STR("package"));
	for (size_t i = 0; i < n; i++) {
		if (!silences && is_of_silences(&wanted[i]))
			add_silences(&f);
		silences = silences || is_of_silences(&wanted[i]);
		add_named(&f, &wanted[i]);
	}
	if (f.err.code)
		return NULL;
	dais_things_sort(&f.things);
	dais_diags_init(&ignored, a);
	return dais_things_read(a, &f.things, &ignored, NULL);
}
