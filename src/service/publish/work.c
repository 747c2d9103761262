/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Making the documents of a release, in a child of the workshop.
 */
#include "base/file.h"
#include "base/scratch.h"
#include "read/package/load.h"
#include "service/build.h"
#include "service/publish/files.h"
#include "service/publish/publish.h"

/* The formats that are published, with the end of their names. */
static const struct {
	enum dais_format format;
	const char *file, *end, *type;
} formats[] = {
	{ DAIS_FORMAT_PDF, "agenda.pdf", "pdf", "application/pdf" },
	{ DAIS_FORMAT_DOCX, "agenda.docx", "docx",
	    "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
	{ DAIS_FORMAT_HTML, "agenda.html", "html", "text/html; charset=utf-8" },
	{ DAIS_FORMAT_AKN, "agenda.akn.xml", "akn", "application/akn+xml" },
	{ DAIS_FORMAT_TXT, "agenda.txt", "txt", "text/plain; charset=utf-8" },
	{ DAIS_FORMAT_ICS, "work.ics", "ics", "text/calendar; charset=utf-8" },
};
#define STEM_MAX 200u
#define FORMAT_COUNT (sizeof(formats) / sizeof(formats[0]))

struct question {
	unsigned release;
	int64_t at_ms;
};

static bool
lay_out(struct dais_str bytes, const char *folder, struct question *q, struct dais_err *err)
{
	struct dais_unpack u = { .rest = bytes };

	q->release = (unsigned)dais_unpack_uint(&u, UINT32_MAX);
	q->at_ms = (int64_t)dais_unpack_uint(&u, INT64_MAX);
	return dais_files_lay_out(&u, folder, err);
}

/* Languages in which nothing is missing. */
static dais_lang_set
complete_languages(const struct dais_record *r)
{
	dais_lang_set set = 0;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_diags diags;

		if (!(r->languages & DAIS_LANG_BIT(l)))
			continue;
		dais_diags_init(&diags, a);
		dais_package_missing(r, (enum dais_lang)l, &diags);
		if (diags.list.n == 0)
			set |= DAIS_LANG_BIT(l);
	}
	return set;
}

/* "ctoc-cop-wg.2-2022-1" from "CTOC/COP/WG.2/2022/1"; of a joint document its first symbol. Disks
 * take names of 255 bytes, and something may be put behind this one. */
static struct dais_str
file_stem(const struct dais_record *r, struct dais_arena *a)
{
	const struct dais_document *d = &r->documents.v[r->produces];
	struct dais_str s = d->symbols.n ? d->symbols.v[0].key : d->id;
	char *p = dais_arena_cstr(a, dais_str_lower_ascii(a, dais_str_sub(s, 0, STEM_MAX)));

	for (size_t i = 0; p[i]; i++)
		if (!((p[i] >= 'a' && p[i] <= 'z') || (p[i] >= '0' && p[i] <= '9') || p[i] == '.'))
			p[i] = '-';
	return dais_str_from(p);
}

static bool
put_language(const struct dais_record *r, const char *folder, enum dais_lang l,
    struct dais_arena *a, struct dais_buf *answer, size_t *n, struct dais_err *err)
{
	struct dais_str document = r->documents.v[r->produces].id, stem = file_stem(r, a);
	const char *code = dais_lang_code(l);

	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		struct dais_str bytes,
		    path = dais_arena_printf(a, "%s/%s/%s", folder, code, formats[i].file);

		if (!dais_file_exists(path.p)) /* not possible yet */
			continue;
		if (!dais_file_read(a, path.p, DAIS_PUBLISH_ANSWER_MAX, &bytes, err))
			return false;
		dais_pack_str(answer, dais_arena_printf(a, "%.*s/%s/%s", DAIS_STR_ARG(document),
					  code, formats[i].end));
		dais_pack_str(answer, dais_str_from(formats[i].type));
		dais_pack_str(answer,
		    dais_arena_printf(a, "%.*s-%s.%s", DAIS_STR_ARG(stem), code, formats[i].end));
		dais_pack_str(answer, bytes);
		(*n)++;
	}
	return true;
}

static unsigned
wanted_formats(const struct dais_record *r)
{
	unsigned set = 0;

	for (size_t i = 0; i < FORMAT_COUNT; i++)
		set |= 1u << formats[i].format;
	return set & dais_build_possible(r);
}

static bool
build_into(const struct dais_record *r, const char *folder, const struct question *q,
    struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_build_result result = { 0, 0 };
	struct dais_diags diags;
	dais_lang_set languages = complete_languages(r);
	struct dais_build_options options = { .out = folder,
		.languages = languages,
		.formats = wanted_formats(r),
		.force = true,
		.threads = 1,
		.epoch = q->at_ms / 1000 };
	DAIS_BUF_AUTO files = { 0 };
	size_t n = 0;

	dais_buf_init(&files, DAIS_PUBLISH_ANSWER_MAX);
	dais_diags_init(&diags, a);
	if (languages && !dais_build_record(r, &options, &diags, &result, err))
		return false;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if ((languages & DAIS_LANG_BIT(l)) &&
		    !put_language(r, folder, (enum dais_lang)l, a, &files, &n, err))
			return false;
	dais_pack_uint(answer, q->release);
	dais_pack_uint(answer, n);
	dais_buf_put(answer, dais_buf_str(&files));
	return true;
}

static bool
work_in(const char *folder, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char *package = dais_file_join(a, folder, "package"),
	     *out = dais_file_join(a, folder, "out");
	struct dais_record *r;
	struct dais_diags diags;
	struct question q;

	dais_diags_init(&diags, a);
	if (!lay_out(question, package, &q, err) || !dais_package_load(a, package, &r, &diags, err))
		return false;
	if (diags.errors || r->produces == DAIS_NONE)
		return dais_err_set(err, DAIS_ERR_INVALID, "the release names no document to make");
	return build_into(r, out, &q, answer, err);
}

bool
dais_publish_work(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
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
