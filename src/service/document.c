/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parent's side: opens files, makes children, checks what they say.
 */
#include "service/document.h"

#include "base/file.h"
#include "read/flow/format.h"
#include "read/pdf/pdf.h"
#include "service/document_priv.h"
#include "text/message.h"

#define MEMORY_BASE ((size_t)1 << 30)
#define MEMORY_PER_BYTE 32u
#define CPU_BASE_S 30u
#define ANSWER_BASE ((size_t)64 << 20)
#define ANSWER_PER_BYTE 4u
#define ANSWER_MAX ((size_t)512 << 20)
#define POPPLER_DATA "/usr/share/poppler"
#define NAME_MAX_BYTES 64u

struct pending {
	struct dais_arena *arena;
	struct dais_str bytes;
	bool is_package;
};

struct run {
	const char *const *paths;
	const struct dais_document_options *opt;
	struct pending *pending; /* one a path */
	void (*done)(void *ctx, size_t i, struct dais_document_answer *answer);
	void *ctx;
};

static const char *
shown_name(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

void
dais_document_limits(struct dais_sandbox_job *job, size_t bytes)
{
	job->memory_bytes = MEMORY_BASE + bytes * MEMORY_PER_BYTE;
	job->cpu_s = CPU_BASE_S + (unsigned)(bytes >> 20);
	job->wall_s = job->cpu_s * 4;
	job->answer_bytes = ANSWER_BASE + bytes * ANSWER_PER_BYTE;
	if (job->answer_bytes > ANSWER_MAX)
		job->answer_bytes = ANSWER_MAX;
#if defined(__SANITIZE_ADDRESS__)
	job->cpu_s *= 10;
	job->wall_s *= 10;
#endif
}

void
dais_document_prepare(struct dais_str bytes)
{
	if (strcmp(dais_flow_format_of(bytes), "pdf") == 0)
		dais_pdf_prepare();
}

static bool
begin(void *ctx, size_t i, struct dais_sandbox_job *job, struct dais_err *err)
{
	struct run *r = ctx;
	struct pending *p = &r->pending[i];
	const char *path = r->paths[i];

	p->arena = dais_arena_new(2 * DAIS_DOCUMENT_MAX);
	job->name = shown_name(path);
	if (!dais_str_is_text(dais_str_from(path), NULL)) {
		job->name = "a file";
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the name of a file is not UTF-8; it is not read");
	}
	p->is_package = dais_file_is_dir(path);
	if (p->is_package) {
		job->folder = path;
		job->folder_needed = true;
	} else if (!dais_file_read(p->arena, path, DAIS_DOCUMENT_MAX, &p->bytes, err)) {
		return false;
	}
	if (!p->is_package && !p->bytes.n) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is empty", path);
		return dais_err_hint(err, "Was it saved, or copied whole?");
	}
	dais_document_prepare(p->bytes);
	/* Code tables of PDF fonts that are not in the document (package poppler-data). */
	if (strcmp(dais_flow_format_of(p->bytes), "pdf") == 0)
		job->folder = POPPLER_DATA;
	dais_document_limits(job, p->bytes.n);
	if (r->opt->seconds_max && job->cpu_s > r->opt->seconds_max) {
		job->wall_s = r->opt->seconds_max * (job->wall_s / job->cpu_s);
		job->cpu_s = r->opt->seconds_max;
	}
	return true;
}

static bool
work(void *ctx, size_t i, struct dais_buf *answer, struct dais_err *err)
{
	const struct run *r = ctx;
	const struct pending *p = &r->pending[i];

	return dais_document_work(
	    r->paths[i], p->is_package ? NULL : &p->bytes, r->opt, answer, err);
}

static void
done(void *ctx, size_t i, struct dais_str packed, const struct dais_err *err)
{
	struct run *r = ctx;
	struct dais_arena *a = dais_arena_new(4 * ANSWER_MAX);
	struct dais_document_answer *answer = DAIS_NEW(a, struct dais_document_answer);

	answer->arena = a;
	answer->is_package = r->pending[i].is_package;
	dais_diags_init(&answer->diags, a);
	dais_text_diags_in(&answer->diags, r->opt->said_in ? *r->opt->said_in : DAIS_LANG_EN);
	dais_arena_free(r->pending[i].arena);
	answer->err = *err;
	if (!err->code)
		(void)dais_document_unpack(r->paths[i], packed, answer, &answer->err);
	r->done(r->ctx, i, answer);
}

void
dais_document_free(struct dais_document_answer *answer)
{
	if (answer)
		dais_arena_free(answer->arena);
}

void
dais_documents_run(const char *const *paths, size_t n, const struct dais_document_options *opt,
    void (*done_fn)(void *ctx, size_t i, struct dais_document_answer *answer), void *ctx)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct run r = { .paths = paths,
		.opt = opt,
		.pending = DAIS_NEW_N(a, n, struct pending),
		.done = done_fn,
		.ctx = ctx };
	struct dais_sandbox_work w = { .n = n,
		.at_once = opt->at_once,
		.ctx = &r,
		.begin = begin,
		.run = work,
		.done = done };

	dais_sandbox_run(&w);
}

bool
dais_document_save(const struct dais_document_answer *answer, const char *dir, struct dais_err *err)
{
	struct dais_arena *a = answer->arena;

	if (dais_file_exists(dais_file_join(a, dir, "meeting.yaml"))) {
		(void)dais_err_set(err, DAIS_ERR_CONFLICT, "%s holds a package already", dir);
		return dais_err_hint(err, "Choose another folder; nothing was overwritten.");
	}
	if (!dais_file_make_dirs(dir, err) ||
	    !dais_file_write(dais_file_join(a, dir, "evidence.json"), answer->json, err))
		return false;
	return dais_document_write_files(a, &answer->files, dir, err);
}

bool
dais_document_write_files(
    struct dais_arena *a, const dais_document_files *files, const char *dir, struct dais_err *err)
{
	/* meeting.yaml, which makes the folder a package, is the first of the files. */
	for (size_t i = files->n; i-- > 0;) {
		const struct dais_document_file *f = &files->v[i];

		if (dais_str_has_prefix(f->name, DAIS_STR("text/")) &&
		    !dais_file_make_dirs(dais_file_join(a, dir, "text"), err))
			return false;
		if (!dais_file_write(
			dais_file_join(a, dir, dais_arena_cstr(a, f->name)), f->bytes, err))
			return false;
	}
	return true;
}

/* --- the border ----------------------------------------------------------------------------- */

/* A word such as "annotated-agenda". */
static struct dais_str
unpack_word(struct dais_unpack *u, struct dais_arena *a)
{
	struct dais_str s = dais_unpack_text(u, NAME_MAX_BYTES);

	for (size_t i = 0; i < s.n; i++) {
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '-'))
			u->failed = true;
	}
	return dais_arena_dup(a, s);
}

/* The only files that a package made from a document may have: a name from elsewhere would be a
 * path to write to. */
static bool
is_package_file(struct dais_str name)
{
	enum dais_lang l;

	return dais_str_is(name, "meeting.yaml") ||
	       (name.n == strlen("text/fr.md") && dais_str_has_prefix(name, DAIS_STR("text/")) &&
		   dais_str_has_suffix(name, DAIS_STR(".md")) &&
		   dais_lang_parse(dais_str_sub(name, 5, 7), &l));
}

void
dais_document_unpack_files(struct dais_unpack *u, struct dais_arena *a, dais_document_files *files)
{
	size_t n = (size_t)dais_unpack_uint(u, DAIS_LANG_COUNT + 1);

	for (size_t i = 0; i < n && !u->failed; i++) {
		struct dais_str name = dais_unpack_text(u, NAME_MAX_BYTES);
		struct dais_str bytes = dais_unpack_text(u, DAIS_BUF_MAX);
		struct dais_document_file *f;

		if (!is_package_file(name))
			u->failed = true;
		if (u->failed)
			return;
		f = dais_vec_add(a, files);
		f->name = dais_arena_dup(a, name);
		f->bytes = dais_arena_dup(a, bytes);
	}
}

bool
dais_document_unpack(const char *path, struct dais_str packed, struct dais_document_answer *answer,
    struct dais_err *err)
{
	struct dais_unpack u = { .rest = packed };

	answer->format = unpack_word(&u, answer->arena);
	answer->kind = unpack_word(&u, answer->arena);
	answer->language = (enum dais_lang)dais_unpack_uint(&u, DAIS_LANG_COUNT - 1);
	answer->bodies = (size_t)dais_unpack_uint(&u, UINT32_MAX);
	answer->items = (size_t)dais_unpack_uint(&u, UINT32_MAX);
	answer->documents = (size_t)dais_unpack_uint(&u, UINT32_MAX);
	answer->sittings = (size_t)dais_unpack_uint(&u, UINT32_MAX);
	answer->facts = (size_t)dais_unpack_uint(&u, UINT32_MAX);
	answer->accepted = (size_t)dais_unpack_uint(&u, UINT32_MAX);
	dais_unpack_diags(&u, &answer->diags);
	answer->json = dais_arena_dup(answer->arena, dais_unpack_text(&u, DAIS_BUF_MAX));
	dais_document_unpack_files(&u, answer->arena, &answer->files);
	answer->text = dais_arena_dup(answer->arena, dais_unpack_text(&u, DAIS_DOCUMENT_TEXT_MAX));
	answer->annotated = dais_arena_dup(answer->arena, dais_unpack_bytes(&u, DAIS_BUF_MAX));
	if (dais_unpack_uint(&u, 1))
		dais_unpack_err(&u, &answer->annotate_err);
	if (dais_unpack_end(&u))
		return true;
	(void)dais_err_set(
	    err, DAIS_ERR_INTERNAL, "what was read of %s is not in order", shown_name(path));
	return dais_err_hint(err, "The file may be made to harm; nothing of it was used.");
}
