/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One package: jobs (a language, or a file that belongs to no single one) run in parallel; each
 * file is made in memory and put in place whole.
 */
#include "service/build.h"

#include <pthread.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/parallel.h"
#include "read/package/load.h"
#include "build_id.h"
#include "service/build_priv.h"
#include "service/manifest.h"
#include "text/text.h"
#include "write/akn/akn.h"
#include "write/compose/compose.h"
#include "write/docx/docx.h"
#include "write/html/html.h"
#include "write/ics/ics.h"
#include "write/json/record.h"
#include "write/pdf/canvas.h"
#include "write/pdf/pdf.h"
#include "write/txt/txt.h"
#include "write/xliff/xliff.h"

static const char *const names[DAIS_FORMAT_COUNT] = { "pdf", "docx", "html", "akn", "ics", "xliff",
	"txt", "json" };

int
dais_format_parse(struct dais_str s)
{
	for (unsigned i = 0; i < DAIS_FORMAT_COUNT; i++) {
		if (dais_str_is(s, names[i]))
			return (int)i;
	}
	return -1;
}

/* One file to make. */
struct job {
	enum dais_format format;
	enum dais_lang lang;   /* or the target of a translation */
	enum dais_lang source; /* XLIFF */
	const char *path;      /* below the output folder */
	struct dais_digest key;
};

struct build {
	const struct dais_record *r;
	const struct dais_build_options *opt;
	struct dais_manifest *manifest;
	struct dais_fonts *fonts;
	int64_t epoch;
	dais_lang_set languages;
	struct dais_digest structure; /* of meeting.yaml, profile.yaml and planning.yaml */
	struct dais_digest texts[DAIS_LANG_COUNT];   /* of text/<lang>.md */
	DAIS_VEC(struct job) jobs;
	struct language {
		pthread_mutex_t lock;                /* guards the tree's making */
		struct dais_arena *arena;
		const struct dais_tree *tree; /* constant once made; all formats share it */
	} trees[DAIS_LANG_COUNT];
	/* Guarded by lock from here on. */
	pthread_mutex_t lock;
	size_t done;
	struct dais_build_result result;
	bool failed;
	struct dais_err *err; /* of the first failure */
};

static bool
write_tree(struct build *b, const struct job *j, const struct dais_tree *t, struct dais_buf *out,
    struct dais_err *err)
{
	switch (j->format) {
	case DAIS_FORMAT_PDF:
		return dais_pdf_write(t, b->fonts, b->epoch, out, err);
	case DAIS_FORMAT_DOCX:
		return dais_docx_write(t, b->epoch, out, err);
	case DAIS_FORMAT_HTML:
		return dais_html_write(t, out, err);
	case DAIS_FORMAT_AKN:
		return dais_akn_write(t, out, err);
	case DAIS_FORMAT_TXT:
	default:
		return dais_txt_write(t, out, err);
	}
}

static const struct dais_tree *
tree_of(struct build *b, enum dais_lang l)
{
	struct dais_compose_options co = { b->opt->draft, b->opt->modality, b->opt->use_plan };
	struct language *of = &b->trees[l];

	(void)pthread_mutex_lock(&of->lock);
	if (!of->tree) {
		of->arena = dais_arena_new(0);
		of->tree = dais_compose_agenda(b->r, l, &co, of->arena);
	}
	(void)pthread_mutex_unlock(&of->lock);
	return of->tree;
}

static bool
make(struct build *b, const struct job *j, struct dais_buf *out, struct dais_err *err)
{
	switch (j->format) {
	case DAIS_FORMAT_ICS:
		return dais_ics_write(b->r, j->lang, b->epoch, out, err);
	case DAIS_FORMAT_JSON:
		return dais_json_record_write(b->r, out, err);
	case DAIS_FORMAT_XLIFF:
		return dais_xliff_write(b->r, j->source, j->lang, NULL, out, err);
	default:
		return write_tree(b, j, tree_of(b, j->lang), out, err);
	}
}

static void
finished(struct build *b, const struct job *j, bool rebuilt, const struct dais_err *failure)
{
	(void)pthread_mutex_lock(&b->lock);
	b->done++;
	if (failure) {
		if (!b->failed)
			*b->err = *failure;
		b->failed = true;
	} else {
		b->result.written += rebuilt;
		b->result.kept += !rebuilt;
		if (b->opt->progress)
			b->opt->progress(b->opt->ctx, j->path, rebuilt, b->done, b->jobs.n);
	}
	(void)pthread_mutex_unlock(&b->lock);
}

static bool
has_failed(struct build *b)
{
	bool failed;

	(void)pthread_mutex_lock(&b->lock);
	failed = b->failed;
	(void)pthread_mutex_unlock(&b->lock);
	return failed;
}

static void
run_job(void *ctx, size_t i)
{
	struct build *b = ctx;
	struct job *j = &b->jobs.v[i];
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *path = dais_file_join(a, b->opt->out, j->path);
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (has_failed(b))
		return;
	if (!b->opt->force && dais_manifest_is_current(b->manifest, j->path, path, &j->key)) {
		finished(b, j, false, NULL);
		return;
	}
	if (make(b, j, &out, &err) && dais_file_write_fast(path, dais_buf_str(&out), &err)) {
		dais_manifest_set(b->manifest, j->path, out.n, &j->key);
		finished(b, j, true, NULL);
		return;
	}
	(void)dais_err_context(&err, "making %s", j->path);
	finished(b, j, true, &err);
}

static const char *
file_name(enum dais_format f)
{
	static const char *const files[DAIS_FORMAT_COUNT] = { "agenda.pdf", "agenda.docx",
		"agenda.html", "agenda.akn.xml", "work.ics", "", "agenda.txt", "" };

	return files[f];
}

static void
digest_inputs(struct build *b)
{
	DAIS_BUF_AUTO in = { 0 };

	dais_buf_init(&in, DAIS_BUF_MAX);
	dais_buf_put(&in, b->r->origin_yaml);
	dais_buf_put_char(&in, '\0');
	dais_buf_put(&in, b->r->origin_profile);
	dais_buf_put_char(&in, '\0');
	dais_buf_put(&in, b->r->origin_planning); /* names of rooms */
	b->structure = dais_digest_of(dais_buf_str(&in));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		b->texts[l] = dais_digest_of(b->r->origin_text[l]);
}

/* Digest of everything a file is made from. */
static struct dais_digest
key_of(struct build *b, enum dais_format f, dais_lang_set langs)
{
	DAIS_BUF_AUTO in = { 0 };

	dais_buf_init(&in, DAIS_BUF_MAX);
	dais_buf_printf(&in, "dais %s %s %u %lld %d %d %d\n", DAIS_VERSION, DAIS_BUILD_ID,
	    (unsigned)f, (long long)b->epoch, b->opt->draft, b->opt->use_plan,
	    (int)b->opt->modality);
	dais_buf_put_bytes(&in, b->structure.bytes, sizeof(b->structure.bytes));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (langs & 1u << l)
			dais_buf_put_bytes(&in, b->texts[l].bytes, sizeof(b->texts[l].bytes));
	}
	return dais_digest_of(dais_buf_str(&in));
}

static void
add_job(struct build *b, struct dais_arena *a, struct job j, dais_lang_set reads)
{
	j.key = key_of(b, j.format, reads);
	dais_vec_push(a, &b->jobs, j);
}

/* The source language of translations: that of the document, when the package has it. */
static enum dais_lang
source_language(const struct build *b)
{
	const struct dais_document *d =
	    b->r->produces == DAIS_NONE ? NULL : &b->r->documents.v[b->r->produces];

	if (d && d->has_original && b->r->languages & DAIS_LANG_BIT(d->original))
		return d->original;
	/* Without a stated original: the first language the package has. */
	return (enum dais_lang)__builtin_ctz(b->r->languages);
}

static void
plan_language(struct build *b, struct dais_arena *a, unsigned formats, enum dais_lang l)
{
	enum dais_lang source = source_language(b);

	for (unsigned f = 0; f < DAIS_FORMAT_COUNT; f++) {
		struct job j = { (enum dais_format)f, l, source, NULL, { { 0 } } };

		if (!(formats & 1u << f) || f == DAIS_FORMAT_JSON ||
		    (f == DAIS_FORMAT_XLIFF && l == source))
			continue;
		if (f == DAIS_FORMAT_XLIFF)
			j.path = dais_arena_printf(
			    a, "agenda.%s-%s.xlf", dais_lang_code(source), dais_lang_code(l))
				     .p;
		else
			j.path = dais_arena_printf(
			    a, "%s/%s", dais_lang_code(l), file_name((enum dais_format)f))
				     .p;
		add_job(b, a, j,
		    DAIS_LANG_BIT(l) | (f == DAIS_FORMAT_XLIFF ? DAIS_LANG_BIT(source) : 0));
	}
}

unsigned
dais_build_possible(const struct dais_record *r)
{
	unsigned set = DAIS_FORMAT_ALL;

	if (!r->sittings.n)
		set &= ~(1u << DAIS_FORMAT_ICS);
	if (r->produces == DAIS_NONE || !r->documents.v[r->produces].symbols.n)
		set &= ~(1u << DAIS_FORMAT_AKN);
	return set;
}

/* Who asks for one that is not possible is told. */
static unsigned
formats_of(const struct build *b)
{
	return b->opt->formats ? b->opt->formats : dais_build_possible(b->r);
}

/* The slow ones first: Chinese and Arabic PDF, so that two threads end together. */
static void
plan_jobs(struct build *b, struct dais_arena *a)
{
	static const enum dais_lang order[] = { DAIS_LANG_ZH, DAIS_LANG_AR, DAIS_LANG_RU,
		DAIS_LANG_EN, DAIS_LANG_FR, DAIS_LANG_ES };
	unsigned formats = formats_of(b);

	for (size_t i = 0; i < DAIS_LANG_COUNT; i++) {
		if (b->languages & DAIS_LANG_BIT(order[i]))
			plan_language(b, a, formats, order[i]);
	}
	if (formats & 1u << DAIS_FORMAT_JSON)
		add_job(b, a,
		    (struct job){
			DAIS_FORMAT_JSON, DAIS_LANG_EN, DAIS_LANG_EN, "meeting.json", { { 0 } } },
		    DAIS_LANG_ALL);
}

static bool
check_complete(struct build *b, struct dais_diags *diags)
{
	size_t before = diags->list.n + diags->dropped, missing;

	if (b->opt->draft)
		return true;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (b->languages & 1u << l)
			dais_package_missing(b->r, (enum dais_lang)l, diags);
	}
	missing = diags->list.n + diags->dropped - before;
	if (missing == 0)
		return true;
	(void)dais_err_set(b->err, DAIS_ERR_INVALID,
	    missing == 1 ? "the package lacks %zu text; nothing was made"
			 : "the package lacks %zu texts; nothing was made",
	    missing);
	return dais_err_hint(b->err,
	    "Complete them, leave the language out with --lang, or build a "
	    "draft with --draft.");
}

/* Calendars need the zone of each meeting; an unknown one is refused before anything is made. */
static bool
check_zones(struct build *b)
{
	if (!(formats_of(b) & 1u << DAIS_FORMAT_ICS))
		return true;
	for (size_t i = 0; i < b->r->together.n; i++) {
		const struct dais_meeting *m = &b->r->meetings.v[b->r->together.v[i]];
		int minutes;

		if (!m->zone.n || dais_text_zone_offset(m->zone, m->opens, &minutes))
			continue;
		(void)dais_err_set(b->err, DAIS_ERR_INVALID,
		    "meeting.yaml:%u: the time zone \"%.*s\" is unknown; nothing was made",
		    m->origin.line, DAIS_STR_ARG(m->zone));
		return dais_err_hint(b->err, "Zones have IANA names such as Europe/Vienna.");
	}
	return true;
}

static bool
make_folders(struct build *b, struct dais_arena *a)
{
	if (!dais_file_make_dirs(b->opt->out, b->err))
		return false;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (b->languages & 1u << l &&
		    !dais_file_make_dirs(
			dais_file_join(a, b->opt->out, dais_lang_code((enum dais_lang)l)), b->err))
			return false;
	}
	return true;
}

/* Without SOURCE_DATE_EPOCH time stamps are those of the document, so that the same package gives
 * the same bytes on any day. */
static int64_t
epoch_of(const struct dais_record *r, const struct dais_build_options *opt)
{
	struct dais_date d = { 0, 0, 0 };

	if (opt->epoch >= 0)
		return opt->epoch;
	if (r->produces != DAIS_NONE)
		d = r->documents.v[r->produces].date;
	return dais_date_is_set(d) ? dais_date_to_days(d) * 86400 : 0;
}

bool
dais_build_with(const struct dais_record *r, struct dais_fonts *fonts, unsigned threads,
    const struct dais_build_options *opt, struct dais_diags *diags, struct dais_build_result *ret,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct build b = { .r = r,
		.opt = opt,
		.fonts = fonts,
		.epoch = epoch_of(r, opt),
		.err = err,
		.lock = PTHREAD_MUTEX_INITIALIZER };

	b.languages = opt->languages ? opt->languages : r->languages;
	if (!check_complete(&b, diags) || !check_zones(&b) || !make_folders(&b, a))
		return false;
	digest_inputs(&b);
	plan_jobs(&b, a);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		(void)pthread_mutex_init(&b.trees[l].lock, NULL);
	b.manifest = dais_manifest_load(a, opt->out);
	dais_parallel_run(b.jobs.n, threads, run_job, &b);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		dais_arena_free(b.trees[l].arena);
	ret->written += b.result.written;
	ret->kept += b.result.kept;
	if (!dais_manifest_save(
		b.manifest, opt->out, b.failed ? &(struct dais_err)DAIS_ERR_INIT : err))
		return false;
	return !b.failed;
}

bool
dais_build_record(const struct dais_record *r, const struct dais_build_options *opt,
    struct dais_diags *diags, struct dais_build_result *ret, struct dais_err *err)
{
	struct dais_fonts *fonts = dais_fonts_new();
	bool ok = dais_build_with(r, fonts, opt->threads, opt, diags, ret, err);

	dais_fonts_free(fonts);
	return ok;
}
