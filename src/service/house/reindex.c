/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words of files in the index, and the index made again.
 */
#include "service/house/reindex.h"

#include "mark/json_read.h"
#include "service/house/house_priv.h"
#include "service/house/index_rows.h"
#include "store/sql.h"

#define PORTION 1000

/* The row of the text of document @id in @l; NULL when it has no title there. */
static struct dais_index_text *
text_of(struct dais_index_rows *rows, struct dais_str id, enum dais_lang l)
{
	for (size_t i = 0; i < rows->texts.n; i++) {
		struct dais_index_text *t = &rows->texts.v[i];

		if (t->language == l && dais_str_eq(t->id, id) && dais_str_is(t->kind, "document"))
			return t;
	}
	return NULL;
}

/* "env-paper/fr/pdf": the document, when its version is issued. */
static struct dais_index_text *
row_of_file(const struct dais_record *r, struct dais_str file, struct dais_index_rows *rows)
{
	struct dais_str rest = file, id, language;
	enum dais_lang l;
	size_t d;

	if (!dais_str_next(&rest, '/', &id) || !dais_str_next(&rest, '/', &language) ||
	    !dais_lang_parse(language, &l))
		return NULL;
	d = dais_map_get(&r->document_ids, id);
	return d != DAIS_MAP_NONE && r->documents.v[d].versions[l].status == DAIS_VERSION_ISSUED
		   ? text_of(rows, id, l)
		   : NULL;
}

bool
dais_index_add_files(struct dais_house *h, const struct dais_record *r, struct dais_str package,
    struct dais_arena *a, struct dais_index_rows *rows, struct dais_err *err)
{
	dais_thing_vec things = { 0 };

	if (!dais_store_things(h->store, package, DAIS_STR("file"), a, &things, err))
		return false;
	for (size_t i = 0; i < things.n; i++) {
		struct dais_index_text *t = row_of_file(r, things.v[i].id, rows);
		struct dais_err ignored = DAIS_ERR_INIT;
		struct dais_digest digest;
		struct dais_json_value *v;
		struct dais_str type;

		if (!t || t->text.n || !dais_json_parse(a, things.v[i].value, &v, &ignored) ||
		    !dais_digest_parse(dais_json_get_str(v, "text"), &digest))
			continue;
		if (!dais_store_file_get(h->store, &digest, a, &t->text, &type, err))
			return false;
	}
	return true;
}

/* The rows of the last release of @package, *@ret_has false: it has none. They point into *@ret_s.
 */
static bool
rows_of(struct dais_house *h, struct dais_str package, const struct dais_snapshot **ret_s,
    struct dais_arena *a, struct dais_index_rows *ret, bool *ret_has, struct dais_err *err)
{
	unsigned number;

	*ret_has = false;
	if (!house_last_number(h, package, &number, err))
		return false;
	if (!number)
		return true;
	if (!dais_house_released(h, package, number, ret_s, err))
		return false;
	dais_index_rows_of((*ret_s)->record, package, number, (*ret_s)->at_ms, a, ret);
	*ret_has = true;
	return dais_index_add_files(h, (*ret_s)->record, package, a, ret, err);
}

static bool
reindex(struct dais_house *h, struct dais_str package, bool *ret_has, struct dais_err *err)
{
	struct dais_change_head head = { .who = DAIS_STR("dais"),
		.action = DAIS_STR("db.rebuild"),
		.package = package,
		.at_ms = dais_house_now_ms(h) };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_index_rows rows = { 0 };
	struct dais_writing *w;
	uint64_t change;

	if (!rows_of(h, package, &s, a, &rows, ret_has, err))
		return false;
	if (!*ret_has)
		return true;
	if (!dais_store_begin(h->store, &head, &w, err))
		return false;
	if (!dais_index_replace(w, &rows, err)) {
		dais_store_abandon(w);
		return false;
	}
	return dais_store_commit(w, &change, err);
}

/* Calls @each for every package, by name, until it gives false. */
static bool
each_package(struct dais_house *h,
    bool (*each)(void *ctx, struct dais_str package, struct dais_err *err), void *ctx,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_store_strs packages = { 0 };
	struct dais_str after = DAIS_STR_NONE;

	do {
		packages.n = 0;
		if (!dais_store_packages(h->store, after, PORTION, a, &packages, err))
			return false;
		for (size_t i = 0; i < packages.n; i++)
			if (!each(ctx, after = packages.v[i], err))
				return false;
	} while (packages.n == PORTION);
	return true;
}

struct reindexing {
	struct dais_house *house;
	size_t done;
};

static bool
reindex_next(void *ctx, struct dais_str package, struct dais_err *err)
{
	struct reindexing *r = ctx;
	bool has;

	if (!reindex(r->house, package, &has, err))
		return dais_err_context(
		    err, "while indexing package \"%.*s\"", DAIS_STR_ARG(package));
	r->done += has;
	return true;
}

bool
dais_house_reindex_all(struct dais_house *h, size_t *ret_packages, struct dais_err *err)
{
	struct reindexing r = { .house = h };

	if (!each_package(h, reindex_next, &r, err))
		return false;
	*ret_packages = r.done;
	return true;
}

/* ---- whether it is as it would be made ---- */

struct verifying {
	struct dais_house *house;
	struct dais_index_seen seen;
	struct dais_arena *arena;
	bool sound;
	struct dais_str wrong; /* in arena */
};

/* The index has the words of a file as they were at the release, or when it was made again after
 * that. */
static bool
mark_newer(struct dais_house *h, const struct dais_snapshot *s, struct dais_arena *a,
    struct dais_index_rows *rows, struct dais_err *err)
{
	dais_thing_vec files = { 0 };

	if (!dais_store_things(h->store, s->package, DAIS_STR("file"), a, &files, err))
		return false;
	for (size_t i = 0; i < files.n; i++) {
		struct dais_index_text *t = files.v[i].revision > s->revision
						? row_of_file(s->record, files.v[i].id, rows)
						: NULL;

		if (t)
			t->is_newer = true;
	}
	return true;
}

static bool
verify_next(void *ctx, struct dais_str package, struct dais_err *err)
{
	struct verifying *v = ctx;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_index_rows rows = { 0 };
	bool has, same = true;

	if (!rows_of(v->house, package, &s, a, &rows, &has, err) ||
	    (has && !mark_newer(v->house, s, a, &rows, err)) ||
	    !dais_index_verify(v->house->store, package, &rows, &v->seen, &same, err))
		return dais_err_context(
		    err, "while verifying the index of package \"%.*s\"", DAIS_STR_ARG(package));
	if (!same && v->sound)
		v->wrong = dais_arena_dup(v->arena, package);
	v->sound = v->sound && same;
	return true;
}

bool
dais_house_index_verify(struct dais_house *h, struct dais_arena *a, bool *ret_sound,
    struct dais_str *ret_package, struct dais_err *err)
{
	struct verifying v = { .house = h, .arena = a, .sound = true };
	struct dais_sql *c = dais_store_sql(h->store);
	bool ok, rest = true;

	/* One moment: releases that come meanwhile are not seen. */
	if (!dais_sql_begin(c, DAIS_SQL_READ, err))
		return false;
	ok = each_package(h, verify_next, &v, err) &&
	     (!v.sound || dais_index_verify_rest(h->store, &v.seen, &rest, err));
	dais_sql_rollback(c);
	*ret_sound = v.sound && rest;
	*ret_package = v.wrong;
	return ok;
}
