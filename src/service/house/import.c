/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Packages in and out. A package that is there already is changed by its differences only; its
 * sittings keep their ids: the same sitting is told by its words, by its time and bodies, or by
 * what it takes up.
 */
#include "base/file.h"
#include "mark/json_read.h"
#include "read/package/load.h"
#include "read/package/planning.h"
#include "service/house/house_priv.h"

struct importer {
	struct dais_house *h;
	struct dais_arena *a;
	struct dais_str package;
	dais_thing_vec before; /* of the package format */
	dais_thing_vec *after;
	bool *taken; /* by thing of before: its id is in use again */
	uint64_t next;
};

/* What two sittings must share to be the same: more and more is let go. */
enum likeness {
	LIKE_ALL,
	LIKE_TIME, /* plan, start, bodies */
	LIKE_WORK, /* plan, bodies, entries */
	LIKE_COUNT
};

static struct dais_str
member(const struct dais_json_value *v, const char *key, struct dais_arena *a)
{
	const struct dais_json_value *m = dais_json_get(v, key);

	return m ? dais_json_print(a, m) : DAIS_STR_NONE;
}

static struct dais_str
trait(const struct dais_thing *t, enum likeness like, struct dais_arena *a)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_json_value *v;

	if (like == LIKE_ALL || !dais_json_parse(a, t->value, &v, &ignored))
		return t->value;
	return dais_arena_printf(a, "%.*s %.*s %.*s", DAIS_STR_ARG(dais_json_get_str(v, "plan")),
	    DAIS_STR_ARG(member(v, like == LIKE_TIME ? "start" : "entries", a)),
	    DAIS_STR_ARG(member(v, "bodies", a)));
}

/* Gives sittings of @after without an id that of a like one of before. */
static void
match(struct importer *im, enum likeness like)
{
	struct dais_map traits;

	dais_map_init(&traits, im->a);
	for (size_t i = im->before.n; i-- > 0;) {
		if (dais_str_is(im->before.v[i].kind, "sitting") && !im->taken[i])
			(void)dais_map_add(&traits, trait(&im->before.v[i], like, im->a), i);
	}
	for (size_t i = 0; i < im->after->n; i++) {
		struct dais_thing *t = &im->after->v[i];
		size_t at;

		if (!dais_str_is(t->kind, "sitting") || t->id.n)
			continue;
		at = dais_map_get(&traits, trait(t, like, im->a));
		if (at == DAIS_MAP_NONE || im->taken[at])
			continue;
		im->taken[at] = true;
		t->id = im->before.v[at].id;
	}
}

static bool
name_sittings(struct importer *im, struct dais_err *err)
{
	for (size_t i = 0; i < im->after->n; i++) {
		if (dais_str_is(im->after->v[i].kind, "sitting"))
			im->after->v[i].id = DAIS_STR_NONE;
	}
	for (int like = 0; like < LIKE_COUNT; like++)
		match(im, (enum likeness)like);
	im->next = house_next_sitting(&im->before);
	for (size_t i = 0; i < im->after->n; i++) {
		struct dais_thing *t = &im->after->v[i];

		if (dais_str_is(t->kind, "sitting") && !t->id.n &&
		    !house_sitting_id(im->h, im->package, &im->next, im->a, &t->id, err))
			return false;
	}
	return true;
}

/* Importing touches everything. */
static bool
may_import(const struct dais_actor *actor, const struct dais_matter *matter, bool is_new,
    struct dais_err *err)
{
	static const enum dais_action all[] = { DAIS_ACTION_EDIT_MEETING, DAIS_ACTION_EDIT_ITEMS,
		DAIS_ACTION_EDIT_TEXT, DAIS_ACTION_EDIT_DOCUMENTS, DAIS_ACTION_EDIT_TIMETABLE };

	if (is_new)
		return dais_actor_check(actor, DAIS_ACTION_CREATE_PACKAGE, matter, err);
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		if (!dais_actor_check(actor, all[i], matter, err))
			return false;
	}
	return true;
}

static void
only_package(const dais_thing_vec *things, struct dais_arena *a, dais_thing_vec *ret)
{
	for (size_t i = 0; i < things->n; i++) {
		if (dais_things_is_of_package(things->v[i].kind))
			dais_vec_push(a, ret, things->v[i]);
	}
}

static bool
check_sizes(const dais_thing_vec *things, struct dais_err *err)
{
	for (size_t i = 0; i < things->n; i++) {
		if (things->v[i].value.n > DAIS_THING_VALUE_MAX)
			return dais_err_set(err, DAIS_ERR_LIMIT,
			    "%.*s `%.*s` is larger than the %zu MiB the record takes",
			    DAIS_STR_ARG(things->v[i].kind), DAIS_STR_ARG(things->v[i].id),
			    DAIS_THING_VALUE_MAX >> 20);
	}
	return true;
}

/* Inside the transaction. */
static bool
write(struct importer *im, struct dais_writing *w, bool replace, struct dais_err *err)
{
	dais_thing_vec all = { 0 }, before = { 0 };
	bool is_new;
	uint64_t ignored;

	if (!house_things_any(im->h, im->package, im->a, &all, &ignored, err))
		return false;
	only_package(&all, im->a, &before);
	is_new = before.n == 0;
	im->before = before;
	im->taken = DAIS_NEW_N(im->a, before.n + 1, bool);
	if (!name_sittings(im, err))
		return false;
	if (!is_new && !replace && !house_same(&before, im->after, im->a)) {
		(void)dais_err_set(err, DAIS_ERR_CONFLICT,
		    "there is a package \"%.*s\" already, and it says something else",
		    DAIS_STR_ARG(im->package));
		return dais_err_hint(err,
		    "Import it with --replace to bring in the differences, or under another name.");
	}
	return house_write(w, &before, im->after, im->a, err);
}

static bool
exists(struct dais_house *h, struct dais_str package, bool *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_err why = DAIS_ERR_INIT;
	struct dais_thing t;

	*ret = dais_store_thing(
	    h->store, package, DAIS_STR("package"), DAIS_STR("package"), scratch, &t, &why);
	if (*ret || why.code == DAIS_ERR_NOT_FOUND)
		return true;
	*err = why;
	return false;
}

bool
house_import_record(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_record *r, struct dais_str package, struct dais_str why, bool replace,
    uint64_t *ret_change, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_thing_vec after = { 0 };
	dais_store_strs keys = { 0 };
	struct importer im = { .h = h, .a = a, .package = package, .after = &after };
	struct dais_matter matter = { .package = package };
	struct dais_change_head head = {
		.who = actor->account, .why = why, .package = package, .at_ms = dais_house_now_ms(h)
	};
	struct dais_writing *w;
	bool is_there;

	house_body_keys(r, a, &keys);
	matter.bodies = keys.v;
	matter.n_bodies = keys.n;
	if (!house_check_name(package, err) || !exists(h, package, &is_there, err) ||
	    !may_import(actor, &matter, !is_there, err))
		return false;
	head.action = dais_str_from(
	    dais_action_name(is_there ? DAIS_ACTION_EDIT_MEETING : DAIS_ACTION_CREATE_PACKAGE));
	dais_things_of(r, a, &after);
	if (!check_sizes(&after, err) || !dais_store_begin(h->store, &head, &w, err))
		return false;
	if (!write(&im, w, replace, err)) {
		dais_store_abandon(w);
		return false;
	}
	return dais_store_commit(w, ret_change, err);
}

bool
dais_house_import(struct dais_house *h, const struct dais_actor *actor, const char *dir,
    struct dais_str package, bool replace, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_err *err)
{
	size_t errors = diags->errors;
	struct dais_record *r;

	/* Findings point into what was read. */
	if (!house_check_name(package, err) ||
	    !dais_package_load(diags->arena, dir, &r, diags, err))
		return false;
	if (diags->errors > errors)
		return dais_err_set(err, DAIS_ERR_INVALID, "the package in \"%s\" has errors", dir);
	return house_import_record(
	    h, actor, r, package, DAIS_STR("imported"), replace, ret_change, err);
}

struct dais_record *
house_read_files(struct dais_arena *a, const dais_house_files *files, struct dais_diags *diags)
{
	struct dais_str text[DAIS_LANG_COUNT], yaml = DAIS_STR_NONE, profile = DAIS_STR_NONE,
					       planning = DAIS_STR_NONE;
	struct dais_record *r;

	memset(text, 0, sizeof(text));
	for (size_t i = 0; i < files->n; i++) {
		const struct dais_house_file *f = &files->v[i];

		if (dais_str_is(f->name, "meeting.yaml"))
			yaml = f->bytes;
		else if (dais_str_is(f->name, "profile.yaml"))
			profile = f->bytes;
		else if (dais_str_is(f->name, "planning.yaml"))
			planning = f->bytes;
		for (int l = 0; l < DAIS_LANG_COUNT; l++) {
			if (dais_str_eq(f->name, dais_arena_printf(a, "text/%s.md",
						     dais_lang_code((enum dais_lang)l))))
				text[l] = f->bytes;
		}
	}
	r = dais_package_read(a, yaml, text, profile, diags);
	dais_package_read_planning(r, planning, diags);
	return r;
}

static bool
check_files(const dais_house_files *files, struct dais_err *err)
{
	bool has_yaml = false;

	for (size_t i = 0; i < files->n; i++) {
		bool is_text = dais_str_has_prefix(files->v[i].name, DAIS_STR("text/"));

		if (files->v[i].bytes.n >
		    (is_text ? DAIS_PACKAGE_TEXT_MAX_BYTES : DAIS_YAML_MAX_BYTES))
			return dais_err_set(err, DAIS_ERR_LIMIT, "%.*s is too large",
			    DAIS_STR_ARG(files->v[i].name));
		has_yaml = has_yaml || dais_str_is(files->v[i].name, "meeting.yaml");
	}
	return has_yaml ||
	       dais_err_set(err, DAIS_ERR_INVALID, "there is no meeting.yaml among the files");
}

bool
dais_house_import_files(struct dais_house *h, const struct dais_actor *actor,
    const dais_house_files *files, struct dais_str package, bool replace, struct dais_diags *diags,
    uint64_t *ret_change, struct dais_err *err)
{
	size_t errors = diags->errors;
	const struct dais_record *r;

	if (!house_check_name(package, err) || !check_files(files, err))
		return false;
	r = house_read_files(diags->arena, files, diags);
	if (diags->errors > errors)
		return dais_err_set(err, DAIS_ERR_INVALID, "the package has errors");
	return house_import_record(
	    h, actor, r, package, DAIS_STR("imported"), replace, ret_change, err);
}

bool
dais_house_files_of(struct dais_house *h, struct dais_str package, unsigned release,
    struct dais_arena *a, dais_house_files *ret, struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	dais_house_files files = { 0 };

	if (release)
		return house_release_files(h, package, release, a, ret, err);
	if (!dais_house_working(h, package, &s, err))
		return false;
	dais_things_files(s->record, &house_kept_of(s)->things, a, &files);
	for (size_t i = 0; i < files.n; i++) { /* the snapshot may go */
		struct dais_house_file *f = dais_vec_add(a, ret);

		f->name = dais_arena_dup(a, files.v[i].name);
		f->bytes = dais_arena_dup(a, files.v[i].bytes);
	}
	return true;
}

bool
dais_house_export(struct dais_house *h, struct dais_str package, unsigned release, const char *dir,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_house_files files = { 0 };

	if (!dais_house_files_of(h, package, release, a, &files, err) ||
	    !dais_file_make_dirs(dir, err))
		return false;
	for (size_t i = 0; i < files.n; i++) {
		char *path = dais_file_join(a, dir, dais_arena_cstr(a, files.v[i].name));
		bool below = dais_str_has_prefix(files.v[i].name, DAIS_STR("text/"));

		if ((below && !dais_file_make_dirs(dais_file_join(a, dir, "text"), err)) ||
		    !dais_file_write(path, files.v[i].bytes, err))
			return dais_err_context(err, "while exporting the package to \"%s\"", dir);
	}
	return true;
}
