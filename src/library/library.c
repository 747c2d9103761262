/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The public library: plain C types over the floors below.
 */
#include "dais/dais.h"

#include "check/check.h"
#include "read/package/load.h"
#include "service/build.h"
#include "service/document.h"

struct dais_package {
	struct dais_arena *arena;
	struct dais_record *record;
};

const char *
dais_version(void)
{
	return DAIS_VERSION;
}

/* As much of @s as there is room for, whole characters. */
static void
put_words(char *to, size_t size, struct dais_str s)
{
	size_t n = s.n < size ? s.n : size - 1;

	while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0u) == 0x80)
		n--;
	if (n)
		memcpy(to, s.p, n);
	to[n] = '\0';
}

static bool
fail(struct dais_failure *f, const struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str message =
	    dais_arena_printf(a, "%s%s%s", err->context, err->context[0] ? ": " : "", err->msg);

	put_words(f->message, sizeof(f->message), message);
	put_words(f->hint, sizeof(f->hint), dais_str_from(err->hint));
	return false;
}

static struct dais_finding_place *
copy_places(struct dais_arena *a, const struct dais_diag *g)
{
	struct dais_finding_place *v = DAIS_NEW_N(a, g->places.n, struct dais_finding_place);

	for (size_t i = 0; i < g->places.n; i++) {
		const struct dais_place *p = &g->places.v[i];

		v[i] = (struct dais_finding_place){ .file = dais_arena_cstr(a, p->file),
			.page = p->page,
			.line = p->line,
			.column = p->column,
			.words = dais_arena_cstr(a, p->text) };
	}
	return v;
}

static void
give(struct dais_arena *a, const struct dais_diags *d, dais_finding_fn fn, void *ctx)
{
	static const struct dais_finding_place nowhere = { .file = "", .words = "" };

	for (size_t i = 0; fn && i < d->list.n; i++) {
		const struct dais_diag *g = &d->list.v[i];
		const struct dais_finding_place *places = copy_places(a, g);
		const struct dais_finding_place *first = g->places.n ? places : &nowhere;
		struct dais_finding f = { .rule = g->rule,
			.severity = dais_severity_name(g->severity),
			.message = dais_arena_cstr(a, g->message),
			.hint = dais_arena_cstr(a, g->hint),
			.file = first->file,
			.line = first->line,
			.column = first->column,
			.places = places,
			.n_places = g->places.n };

		fn(ctx, &f);
	}
}

bool
dais_package_open(const char *dir, dais_finding_fn fn, void *ctx, struct dais_package **ret_package,
    struct dais_failure *failure)
{
	struct dais_arena *a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_package *p = DAIS_NEW(a, struct dais_package);
	struct dais_diags diags;

	p->arena = a;
	dais_diags_init(&diags, a);
	if (dais_package_load(a, dir, &p->record, &diags, &err)) {
		give(a, &diags, fn, ctx);
		if (diags.errors == 0) {
			*ret_package = p;
			return true;
		}
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "%s has %zu errors", dir, diags.errors);
	}
	(void)fail(failure, &err);
	dais_arena_free(a);
	return false;
}

void
dais_package_close(struct dais_package *package)
{
	if (package)
		dais_arena_free(package->arena);
}

size_t
dais_package_check(const struct dais_package *package, dais_finding_fn fn, void *ctx)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags diags;

	dais_diags_init(&diags, a);
	dais_check_record(package->record, NULL, &diags);
	give(a, &diags, fn, ctx);
	return diags.list.n + diags.dropped;
}

/* The set of languages or formats that "a,b" names; false with @err on an unknown one. */
static bool
parse_set(const char *names, bool is_language, unsigned *set, struct dais_err *err)
{
	struct dais_str rest = dais_str_from(names), part;

	while (rest.n && dais_str_next(&rest, ',', &part)) {
		enum dais_lang l = DAIS_LANG_COUNT;
		int f = -1;

		if (is_language ? !dais_lang_parse(part, &l) : (f = dais_format_parse(part)) < 0)
			return is_language ? dais_err_set(err, DAIS_ERR_INVALID,
						 "\"%.*s\" is not a language", DAIS_STR_ARG(part))
					   : dais_err_set(err, DAIS_ERR_INVALID,
						 "\"%.*s\" is not a format", DAIS_STR_ARG(part));
		*set |= 1u << (is_language ? (unsigned)l : (unsigned)f);
	}
	return true;
}

bool
dais_package_build(const struct dais_package *package, const char *out,
    const struct dais_build *options, struct dais_failure *failure)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_build_options opt = { .out = out,
		.force = options->force,
		.draft = options->draft,
		.epoch = options->epoch };
	struct dais_build_result result = { 0, 0 };
	struct dais_diags diags;

	dais_diags_init(&diags, a);
	if (!parse_set(options->languages, true, &opt.languages, &err) ||
	    !parse_set(options->formats, false, &opt.formats, &err) ||
	    !dais_build_record(package->record, &opt, &diags, &result, &err))
		return fail(failure, &err);
	return true;
}

/* --- documents ------------------------------------------------------------------------------ */

static void
keep_answer(void *ctx, size_t i, struct dais_document_answer *answer)
{
	(void)i;
	*(struct dais_document_answer **)ctx = answer;
}

/* The answer about one document; NULL with @err when it cannot be read. */
static struct dais_document_answer *
ask(const char *path, const char *language, struct dais_document_options *opt, struct dais_err *err)
{
	struct dais_document_answer *answer = NULL;
	enum dais_lang l = DAIS_LANG_EN;

	if (language && !dais_lang_parse(dais_str_from(language), &l)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not a language", language);
		return NULL;
	}
	opt->language = language ? &l : NULL;
	opt->at_once = 1;
	dais_documents_run(&path, 1, opt, keep_answer, &answer);
	*err = answer->err;
	if (!err->code && answer->is_package)
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is a package, not a document", path);
	if (!err->code)
		return answer;
	dais_document_free(answer);
	return NULL;
}

bool
dais_document_check(const char *path, const char *language, dais_finding_fn fn, void *ctx,
    struct dais_failure *failure)
{
	struct dais_document_options opt = { .check = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_document_answer *answer = ask(path, language, &opt, &err);

	if (!answer)
		return fail(failure, &err);
	give(answer->arena, &answer->diags, fn, ctx);
	dais_document_free(answer);
	return true;
}

bool
dais_document_read(const char *path, const char *language, const char *dir, dais_finding_fn fn,
    void *ctx, struct dais_failure *failure)
{
	struct dais_document_options opt = { .want_json = true, .want_package = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_document_answer *answer = ask(path, language, &opt, &err);
	bool ok;

	if (!answer)
		return fail(failure, &err);
	give(answer->arena, &answer->diags, fn, ctx);
	ok = dais_document_save(answer, dir, &err);
	dais_document_free(answer);
	return ok || fail(failure, &err);
}

bool
dais_symbol_is_valid(const char *symbol)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_symbol parts[16];

	return dais_symbol_parse_joint(a, dais_str_from(symbol), parts, 16) > 0;
}
