/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/publish/proof.h"

#include "base/file.h"
#include "base/scratch.h"
#include "read/package/load.h"
#include "service/build.h"
#include "service/publish/files.h"

struct dais_str
dais_proof_question(const dais_house_files *files, enum dais_lang l, int64_t at_ms,
    struct dais_arena *a, struct dais_digest *ret_digest)
{
	DAIS_BUF_AUTO draft = { 0 }, out = { 0 };

	dais_buf_init(&draft, DAIS_PROOF_QUESTION_MAX);
	dais_pack_uint(&draft, (uint64_t)l);
	dais_files_pack(files, &draft);
	*ret_digest = dais_digest_of(dais_buf_str(&draft));
	dais_buf_init(&out, DAIS_PROOF_QUESTION_MAX);
	dais_pack_uint(&out, (uint64_t)(at_ms < 0 ? 0 : at_ms));
	dais_buf_put(&out, dais_buf_str(&draft));
	return dais_buf_dup(&out, a);
}

static bool
make(const struct dais_record *r, const char *folder, enum dais_lang l, int64_t at_ms,
    struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_build_result result = { 0, 0 };
	struct dais_diags diags;
	struct dais_str bytes;
	const struct dais_build_options options = { .out = folder,
		.languages = DAIS_LANG_BIT(l),
		.formats = 1u << DAIS_FORMAT_PDF,
		.force = true,
		.draft = true,
		.threads = 1,
		.epoch = at_ms / 1000 };

	dais_diags_init(&diags, a);
	if (!dais_build_record(r, &options, &diags, &result, err) ||
	    !dais_file_read(a,
		dais_arena_printf(a, "%s/%s/agenda.pdf", folder, dais_lang_code(l)).p,
		DAIS_PROOF_ANSWER_MAX, &bytes, err))
		return false;
	dais_buf_put(answer, bytes);
	return true;
}

static bool
work_in(const char *folder, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char *package = dais_file_join(a, folder, "package"),
	     *out = dais_file_join(a, folder, "out");
	struct dais_unpack u = { .rest = question };
	struct dais_record *r;
	struct dais_diags diags;
	int64_t at_ms = (int64_t)dais_unpack_uint(&u, INT64_MAX);
	enum dais_lang l = (enum dais_lang)dais_unpack_uint(&u, DAIS_LANG_COUNT - 1);

	dais_diags_init(&diags, a);
	if (!dais_files_lay_out(&u, package, err) ||
	    !dais_package_load(a, package, &r, &diags, err))
		return false;
	if (diags.errors || r->produces == DAIS_NONE)
		return dais_err_set(err, DAIS_ERR_INVALID, "the draft names no document to make");
	return make(r, out, l, at_ms, answer, err);
}

bool
dais_proof_work(void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	char folder[DAIS_SCRATCH_MAX];
	bool ok;

	(void)ctx;
	if (!dais_scratch_folder(folder, err))
		return false;
	ok = work_in(folder, question, answer, err);
	dais_scratch_take_away(folder);
	return ok;
}
