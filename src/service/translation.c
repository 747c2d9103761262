/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/translation.h"

#include "base/file.h"
#include "base/sandbox.h"
#include "read/package/load.h"
#include "read/xliff/xliff_merge.h"
#include "service/document_priv.h"

#define PACKAGE_MAX ((size_t)256 << 20)
#define XLIFF_MAX ((size_t)64 << 20)

struct merging {
	const char *file, *dir;
	struct dais_arena *arena; /* holds bytes and files */
	struct dais_str bytes;
	struct dais_diags *package, *diags;
	struct dais_translation_result *result;
	dais_document_files files;
	struct dais_err *err;
};

static bool
begin(void *ctx, size_t i, struct dais_sandbox_job *job, struct dais_err *err)
{
	struct merging *m = ctx;

	(void)i;
	if (!dais_file_read(m->arena, m->file, XLIFF_MAX, &m->bytes, err))
		return false;
	job->name = m->file;
	job->folder = m->dir;
	job->folder_needed = true;
	dais_document_limits(job, m->bytes.n);
	job->answer_bytes = PACKAGE_MAX;
	return true;
}

/* In the child: package and translation to the files of the package that was changed. */
static bool
work(void *ctx, size_t i, struct dais_buf *answer, struct dais_err *err)
{
	const struct merging *m = ctx;
	/* The limit is that of the child. */
	DAIS_ARENA_AUTO a = dais_arena_new(SIZE_MAX / 2);
	struct dais_xliff_merged merged = { 0 };
	struct dais_record *r = NULL, *changed = NULL;
	struct dais_diags package, diags;

	(void)i;
	dais_diags_init_as(&package, a, m->package);
	dais_diags_init_as(&diags, a, m->diags);
	if (!dais_package_load(a, m->dir, &r, &package, err))
		return false;
	if (package.errors == 0 &&
	    !dais_xliff_merge(a, m->bytes, dais_str_from(m->file), r, &merged, &diags, err))
		return false;
	if (package.errors + diags.errors == 0)
		changed = dais_xliff_apply(&merged, r, a);
	dais_pack_diags(answer, &package);
	dais_pack_diags(answer, &diags);
	dais_pack_uint(answer, merged.changed);
	dais_pack_uint(answer, merged.total);
	if (changed)
		dais_document_pack_files(a, answer, changed);
	else
		dais_pack_uint(answer, 0);
	return true;
}

static void
done(void *ctx, size_t i, struct dais_str answer, const struct dais_err *err)
{
	struct merging *m = ctx;
	struct dais_unpack u = { .rest = answer };

	(void)i;
	*m->err = *err;
	if (err->code)
		return;
	dais_unpack_diags(&u, m->package);
	dais_unpack_diags(&u, m->diags);
	m->result->changed = (size_t)dais_unpack_uint(&u, UINT32_MAX);
	m->result->total = (size_t)dais_unpack_uint(&u, UINT32_MAX);
	dais_document_unpack_files(&u, m->arena, &m->files);
	if (!dais_unpack_end(&u))
		(void)dais_err_set(
		    m->err, DAIS_ERR_INTERNAL, "what was read of %s is not in order", m->file);
}

bool
dais_translation_merge(const char *file, const char *dir, bool dry_run, struct dais_diags *package,
    struct dais_diags *diags, struct dais_translation_result *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct merging m = { .file = file,
		.dir = dir,
		.arena = a,
		.package = package,
		.diags = diags,
		.result = ret,
		.err = err };
	struct dais_sandbox_work w = {
		.n = 1, .at_once = 1, .ctx = &m, .begin = begin, .run = work, .done = done
	};

	dais_sandbox_run(&w);
	if (err->code)
		return false;
	/* A package that stays as it is may well be one that only others may write. */
	if (dry_run || package->errors + diags->errors > 0 || ret->changed == 0)
		return true;
	if (dais_document_write_files(a, &m.files, dir, err))
		return true;
	return dais_err_context(err, "while saving the package \"%s\"", dir);
}
