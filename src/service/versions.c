/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/versions.h"

#include "base/file.h"
#include "base/sandbox.h"
#include "concord/concord.h"
#include "read/text/reading.h"
#include "service/document_priv.h"
#include "text/message.h"

#define SAMPLE 20000u /* bytes that tell the language of a text */

struct comparison {
	const char *const *files;
	size_t n;
	const struct dais_versions_options *opt;
	struct dais_arena *arena; /* holds the bytes */
	struct dais_str bytes[DAIS_CONCORD_VERSIONS_MAX];
	struct dais_diags *diags;
	struct dais_err *err;
};

static bool
begin(void *ctx, size_t i, struct dais_sandbox_job *job, struct dais_err *err)
{
	struct comparison *c = ctx;
	size_t size = 0;

	(void)i;
	for (size_t k = 0; k < c->n; k++) {
		if (!dais_file_read(c->arena, c->files[k], DAIS_DOCUMENT_MAX, &c->bytes[k], err))
			return false;
		if (!c->bytes[k].n) {
			(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is empty", c->files[k]);
			return dais_err_hint(err, "Was it saved, or copied whole?");
		}
		dais_document_prepare(c->bytes[k]);
		size += c->bytes[k].n;
	}
	job->name = "the versions";
	dais_document_limits(job, size);
	return true;
}

/* --- in the child --------------------------------------------------------------------------- */

static enum dais_lang
language(const struct comparison *c, size_t k, const struct dais_flow *flow, struct dais_str sample)
{
	if (c->opt->languages)
		return c->opt->languages[k];
	if (flow && flow->has_language)
		return flow->language;
	return dais_reading_language(dais_str_sub(sample, 0, SAMPLE));
}

static struct dais_str
sample_of(struct dais_arena *a, const struct dais_flow *flow)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, SAMPLE + DAIS_FLOW_BLOCK_MAX);
	for (size_t i = 0; i < flow->blocks.n && b.n < SAMPLE; i++) {
		dais_buf_put(&b, flow->blocks.v[i].text);
		dais_buf_put_char(&b, '\n');
	}
	return dais_buf_dup(&b, a);
}

static bool
compare_lines(const struct comparison *c, struct dais_arena *a,
    const struct dais_concord_options *opt, struct dais_diags *diags, struct dais_err *err)
{
	struct dais_concord_text texts[DAIS_CONCORD_VERSIONS_MAX];

	for (size_t k = 0; k < c->n; k++)
		texts[k] = (struct dais_concord_text){ .file = dais_str_from(c->files[k]),
			.bytes = c->bytes[k],
			.lang = language(c, k, NULL, c->bytes[k]) };
	return dais_concord_lines(a, texts, c->n, opt, diags, err);
}

static bool
compare_documents(const struct comparison *c, struct dais_arena *a,
    const struct dais_concord_options *opt, struct dais_diags *diags, struct dais_err *err)
{
	struct dais_concord_version versions[DAIS_CONCORD_VERSIONS_MAX];

	for (size_t k = 0; k < c->n; k++) {
		struct dais_flow *flow = NULL;

		if (!dais_document_flow(
			a, c->bytes[k], dais_str_from(c->files[k]), &flow, diags, err))
			return dais_document_explain(err, c->files[k]);
		versions[k] = (struct dais_concord_version){ .flow = flow,
			.lang = language(c, k, flow, sample_of(a, flow)) };
	}
	return dais_concord_documents(a, versions, c->n, opt, diags, err);
}

static bool
compare(const struct comparison *c, struct dais_arena *a, enum dais_lang l,
    struct dais_diags *diags, struct dais_err *err)
{
	struct dais_concord_options opt = { .omissions = c->opt->omissions };

	dais_diags_init(diags, a);
	dais_text_diags_in(diags, l);
	return c->opt->aligned ? compare_lines(c, a, &opt, diags, err)
			       : compare_documents(c, a, &opt, diags, err);
}

static void
keep_wanted(const struct dais_versions_options *opt, struct dais_diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0; i < diags->list.n; i++) {
		bool is_wanted = opt->n_rules == 0;

		for (size_t k = 0; k < opt->n_rules && !is_wanted; k++)
			is_wanted = strcmp(opt->rules[k], diags->list.v[i].rule) == 0;
		if (is_wanted)
			diags->list.v[kept++] = diags->list.v[i];
	}
	diags->list.n = kept;
}

static bool
work(void *ctx, size_t i, struct dais_buf *answer, struct dais_err *err)
{
	const struct comparison *c = ctx;
	/* The limit is that of the child. */
	DAIS_ARENA_AUTO a = dais_arena_new(SIZE_MAX / 2);
	struct dais_diags diags, english;

	(void)i;
	if (!compare(c, a, c->opt->said_in, &diags, err))
		return false;
	if (c->opt->keeps_english && c->opt->said_in != DAIS_LANG_EN) {
		if (!compare(c, a, DAIS_LANG_EN, &english, err))
			return false;
		dais_diags_take_english(&diags, 0, &english);
	}
	keep_wanted(c->opt, &diags);
	dais_diags_sort(&diags);
	dais_pack_diags(answer, &diags);
	return true;
}

/* --- in the parent -------------------------------------------------------------------------- */

static void
done(void *ctx, size_t i, struct dais_str answer, const struct dais_err *err)
{
	const struct comparison *c = ctx;
	struct dais_unpack u = { .rest = answer };

	(void)i;
	*c->err = *err;
	if (err->code)
		return;
	dais_text_diags_in(c->diags, c->opt->said_in);
	dais_unpack_diags(&u, c->diags);
	if (!dais_unpack_end(&u))
		(void)dais_err_set(
		    c->err, DAIS_ERR_INTERNAL, "what was read of the versions is not in order");
}

bool
dais_versions_compare(const char *const *files, size_t n, const struct dais_versions_options *opt,
    struct dais_diags *diags, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(DAIS_CONCORD_VERSIONS_MAX * (DAIS_DOCUMENT_MAX + 4096));
	struct comparison c = {
		.files = files, .n = n, .opt = opt, .arena = a, .diags = diags, .err = err
	};
	struct dais_sandbox_work w = {
		.n = 1, .at_once = 1, .ctx = &c, .begin = begin, .run = work, .done = done
	};

	if (n < 2 || n > DAIS_CONCORD_VERSIONS_MAX)
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "two to %d versions are compared, not %zu", DAIS_CONCORD_VERSIONS_MAX, n);
	dais_sandbox_run(&w);
	return err->code == DAIS_ERR_NONE;
}
