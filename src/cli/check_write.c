/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais check: what is written, repairs and annotated copies.
 */
#include "base/file.h"
#include "base/map.h"
#include "cli/check_priv.h"
#include "service/repair.h"

static void
fail(struct check_run *run, const struct dais_err *err)
{
	run->failed++;
	(void)fflush(stdout);
	(void)dais_cli_error(err);
}

/* --- repairs -------------------------------------------------------------------------------- */

static bool
write_repaired(
    const char *path, struct dais_str bytes, const struct dais_repair *repair, struct dais_err *err)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_repair_apply(bytes, repair, &out);
	return dais_file_write(path, dais_buf_str(&out), err);
}

/* Repairs the file @path, which findings call @name. */
static bool
fix_file(struct check_run *run, const char *path, struct dais_str name,
    const struct dais_diags *diags, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(4 * DAIS_DOCUMENT_MAX);
	struct dais_repair repair;
	struct dais_str bytes;
	DAIS_BUF_AUTO out = { 0 };

	if (!dais_file_read(a, path, DAIS_DOCUMENT_MAX, &bytes, err))
		return false;
	dais_repair_find(a, bytes, name, diags, &repair);
	run->mended += repair.mended;
	run->refused += repair.refused;
	if (!repair.list.n)
		return true;
	run->repaired_files++;
	if (run->write) {
		if (!write_repaired(path, bytes, &repair, err))
			return false;
		dais_cli_say(stdout, "%s: repairs made: %zu", path, repair.list.n);
		return true;
	}
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_repair_diff(bytes, dais_str_from(path), &repair, &out);
	if (dais_cli_put(dais_buf_str(&out)))
		return true;
	return dais_err_set(err, DAIS_ERR_IO, "the patch could not be printed");
}

/* Files that repairs of @d name, each once. */
static void
find_files(struct dais_arena *a, const struct dais_diags *d, struct dais_map *seen,
    struct dais_str *files, size_t max, size_t *n)
{
	dais_map_init(seen, a);
	for (size_t i = 0; i < d->list.n; i++) {
		const struct dais_diag *g = &d->list.v[i];

		for (size_t k = 0; k < g->edits.n && *n < max; k++) {
			struct dais_str file = g->edits.v[k].place.file;

			if (dais_map_add(seen, file, *n))
				files[(*n)++] = file;
		}
	}
}

/* Whether a folder on @path is "..". */
static bool
leads_up(struct dais_str path)
{
	struct dais_str part;

	while (dais_str_next(&path, '/', &part)) {
		if (dais_str_is(part, ".."))
			return true;
	}
	return false;
}

/* A name in a package leads nowhere else. */
static bool
is_within(struct dais_str name)
{
	return name.n > 0 && name.p[0] != '/' && !leads_up(name);
}

#define FILES_MAX 16u /* of a package: meeting.yaml, profile.yaml, six texts */

static void
fix_package(struct check_run *run, const char *dir, const struct dais_document_answer *answer)
{
	struct dais_str files[FILES_MAX];
	struct dais_map seen;
	size_t n = 0;

	find_files(answer->arena, &answer->diags, &seen, files, FILES_MAX, &n);
	for (size_t i = 0; i < n; i++) {
		struct dais_err err = DAIS_ERR_INIT;
		const char *path =
		    dais_file_join(answer->arena, dir, dais_arena_cstr(answer->arena, files[i]));

		if (is_within(files[i]) && !fix_file(run, path, files[i], &answer->diags, &err))
			fail(run, &err);
	}
}

void
check_fix(struct check_run *run, const char *path, const struct dais_document_answer *answer)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (answer->is_package) {
		fix_package(run, path, answer);
		return;
	}
	/* Other formats are mended in the program they were made with: see --annotate. */
	if (!dais_str_is(answer->format, "text"))
		return;
	if (strcmp(path, "-") == 0)
		(void)dais_err_set(
		    &err, DAIS_ERR_INVALID, "standard input cannot be mended; name a file");
	if (err.code || !fix_file(run, path, dais_str_from(path), &answer->diags, &err))
		fail(run, &err);
}

/* --- annotated copies ----------------------------------------------------------------------- */

/* Bytes of the folders that all inputs have in common, with the slash behind them. */
static size_t
common_folder(const struct dais_inputs *inputs)
{
	const char *first = inputs->paths.v[0];
	size_t n = strlen(first);

	for (size_t i = 1; i < inputs->paths.n; i++) {
		const char *other = inputs->paths.v[i];
		size_t same = 0;

		while (same < n && first[same] == other[same])
			same++;
		n = same;
	}
	while (n > 0 && first[n - 1] != '/')
		n--;
	return n;
}

/* The folder of @path, which is made when it is not there. */
static bool
make_folder_of(const char *path, struct dais_arena *a, struct dais_err *err)
{
	const char *slash = strrchr(path, '/');

	return !slash || slash == path ||
	       dais_file_make_dirs(
		   dais_arena_cstr(a, (struct dais_str){ path, (size_t)(slash - path) }), err);
}

/* --annotate names a file for one document, else a folder, in which the copies stand in the
 * folders of their documents: two of one name do not meet. */
static const char *
copy_path(const struct check_run *run, const char *path, struct dais_arena *a, struct dais_err *err)
{
	const char *to;

	if (run->inputs.paths.n == 1 && !dais_file_is_dir(run->annotate))
		return run->annotate;
	if (strcmp(path, "-") == 0)
		path = "standard-input";
	else
		path += common_folder(&run->inputs);
	if (leads_up(dais_str_from(path))) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" leads out of the folder of the copies", path);
		(void)dais_err_hint(err, "Name the documents by paths without \"..\".");
		return NULL;
	}
	to = dais_file_join(a, run->annotate, path);
	return make_folder_of(to, a, err) ? to : NULL;
}

/* Whether what stands at @to is one of the documents that are checked. */
static bool
is_checked(struct check_run *run, const char *to, struct dais_arena *a)
{
	struct dais_str there = dais_file_identity(a, to);

	if (!there.n)
		return false;
	if (!run->checked.arena) {
		dais_map_init(&run->checked, run->arena);
		for (size_t i = 0; i < run->inputs.paths.n; i++)
			(void)dais_map_add(&run->checked,
			    dais_file_identity(run->arena, run->inputs.paths.v[i]), i);
	}
	return dais_map_get(&run->checked, there) != DAIS_MAP_NONE;
}

void
check_annotate(struct check_run *run, const char *path, const struct dais_document_answer *answer)
{
	struct dais_err err = answer->annotate_err;
	const char *to = NULL;

	if (answer->is_package && !err.code) {
		(void)dais_err_set(
		    &err, DAIS_ERR_UNSUPPORTED, "comments cannot be written into \"%s\"", path);
		(void)dais_err_hint(&err, "Annotated copies are made of DOCX and PDF documents.");
	}
	if (!err.code)
		to = copy_path(run, path, answer->arena, &err);
	if (to && is_checked(run, to, answer->arena))
		(void)dais_err_set(&err, DAIS_ERR_CONFLICT,
		    "the copy of \"%s\" would replace a document that is checked; choose another "
		    "name",
		    path);
	if (err.code || !dais_file_write(to, answer->annotated, &err))
		fail(run, &err);
}
