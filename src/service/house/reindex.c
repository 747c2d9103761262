/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words of files in the index, and the index made again.
 */
#include "service/house/reindex.h"

#include "mark/json_read.h"
#include "service/house/house_priv.h"
#include "service/house/index_rows.h"

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
	unsigned number;
	uint64_t change;

	*ret_has = false;
	if (!house_last_number(h, package, &number, err))
		return false;
	if (!number)
		return true;
	if (!dais_house_released(h, package, number, &s, err))
		return false;
	dais_index_rows_of(s->record, package, number, s->at_ms, a, &rows);
	if (!dais_index_add_files(h, s->record, package, a, &rows, err) ||
	    !dais_store_begin(h->store, &head, &w, err))
		return false;
	if (!dais_index_replace(w, &rows, err)) {
		dais_store_abandon(w);
		return false;
	}
	*ret_has = true;
	return dais_store_commit(w, &change, err);
}

bool
dais_house_reindex_all(struct dais_house *h, size_t *ret_packages, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str after = DAIS_STR_NONE;
	size_t done = 0;

	for (;;) {
		dais_store_strs packages = { 0 };

		if (!dais_store_packages(h->store, after, 1000, a, &packages, err))
			return false;
		for (size_t i = 0; i < packages.n; i++) {
			bool has;

			if (!reindex(h, packages.v[i], &has, err))
				return dais_err_context(err, "while indexing package \"%.*s\"",
				    DAIS_STR_ARG(packages.v[i]));
			done += has;
		}
		if (packages.n < 1000)
			break;
		after = packages.v[packages.n - 1];
	}
	*ret_packages = done;
	return true;
}
