/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais build.
 */
#include "cli/cli.h"
#include "cli/inputs.h"
#include "service/build.h"

static struct {
	const char *out;
	struct dais_option_list languages;
	struct dais_option_list formats;
	const char *modality;
	const char *threads;
	bool force, draft, quiet;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'o', "out", "OUT", DAIS_MESSAGE("folder for the results (required)"),
	    &args.out },
	{ DAIS_OPTION_LIST, 'l', "lang", "L,...",
	    DAIS_MESSAGE("only these languages: ar zh en fr ru es"), &args.languages },
	{ DAIS_OPTION_LIST, 'f', "format", "F,...",
	    DAIS_MESSAGE("only these: pdf docx html akn ics xliff txt json"), &args.formats },
	{ DAIS_OPTION_STRING, 0, "modality", "M",
	    DAIS_MESSAGE("print the contingency plan: hybrid or online"), &args.modality },
	{ DAIS_OPTION_FLAG, 0, "force", NULL, DAIS_MESSAGE("make everything again"), &args.force },
	{ DAIS_OPTION_FLAG, 0, "draft", NULL,
	    DAIS_MESSAGE("allow gaps; mark every page as a draft"), &args.draft },
	{ DAIS_OPTION_STRING, 'j', "threads", "N",
	    DAIS_MESSAGE("at most N at a time (default: the cores)"), &args.threads },
	{ DAIS_OPTION_FLAG, 'q', "quiet", NULL, DAIS_MESSAGE("print errors only"), &args.quiet },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_build_options(void)
{
	return options;
}

/* Adds the languages or formats of "a,b" lists to *@set. */
static bool
collect(const struct dais_option_list *list, bool is_language, unsigned *set, struct dais_err *err)
{
	for (size_t i = 0; i < list->n; i++) {
		struct dais_str rest = dais_str_from(list->v[i]), part;

		while (dais_str_next(&rest, ',', &part)) {
			enum dais_lang l = DAIS_LANG_COUNT;
			int f = -1;

			if (is_language ? !dais_lang_parse(part, &l)
					: (f = dais_format_parse(part)) < 0) {
				(void)dais_err_set(err, DAIS_ERR_INVALID,
				    is_language ? "\"%.*s\" is not a language"
						: "\"%.*s\" is not a format",
				    DAIS_STR_ARG(part));
				return dais_err_hint(err,
				    is_language ? "Languages are ar, zh, en, fr, ru and es."
						: "Formats are pdf, docx, html, akn, ics, xliff, "
						  "txt and json.");
			}
			*set |= 1u << (is_language ? (unsigned)l : (unsigned)f);
		}
	}
	return true;
}

static void
progress(void *ctx, const char *path, bool rebuilt, size_t done, size_t total)
{
	bool *fancy = ctx;

	if (*fancy)
		(void)fprintf(stderr, "\r\033[K[%zu/%zu] %s%s", done, total, path,
		    rebuilt ? "" : " (unchanged)");
}

static bool
settings(struct dais_build_options *opt, struct dais_err *err)
{
	int64_t n;
	int m;

	*opt = (struct dais_build_options){
		.out = args.out, .force = args.force, .draft = args.draft
	};
	if (!args.out) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "no folder for the results");
		return dais_err_hint(err, "Give one with --out, for example --out out.");
	}
	if (args.threads) {
		if (!dais_str_to_int(dais_str_from(args.threads), 1, 64, &n))
			return dais_err_set(
			    err, DAIS_ERR_INVALID, "--threads takes a number from 1 to 64");
		opt->threads = (unsigned)n;
	}
	if (args.modality) {
		m = dais_modality_parse(dais_str_from(args.modality));
		if (m < 0)
			return dais_err_set(
			    err, DAIS_ERR_INVALID, "\"%s\" is not a modality", args.modality);
		opt->modality = (enum dais_modality)m;
		opt->use_plan = opt->modality != DAIS_MODALITY_IN_PERSON;
	}
	return collect(&args.languages, true, &opt->languages, err) &&
	       collect(&args.formats, false, &opt->formats, err) &&
	       dais_cli_epoch(-1, &opt->epoch, err);
}

static int
report(bool ok, const struct dais_diags *diags, const struct dais_build_result *result,
    const struct dais_err *err, bool fancy)
{
	if (fancy)
		(void)fputs("\r\033[K", stderr);
	dais_cli_print_diags(diags, stderr);
	if (!ok)
		return dais_cli_error(err);
	if (!args.quiet)
		dais_cli_say(stdout,
		    result->written == 1 ? "%zu file made in %s, %zu unchanged"
					 : "%zu files made in %s, %zu unchanged",
		    result->written, args.out, result->kept);
	return DAIS_EXIT_OK;
}

#define PACKAGES_MAX 10000u

int
dais_cmd_build(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char **dirs = DAIS_NEW_N(a, PACKAGES_MAX, const char *);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_build_options opt;
	struct dais_build_result result = { 0, 0 };
	struct dais_diags diags;
	size_t n = 0;
	bool fancy = dais_cli_is_fancy(stderr), ok;

	if (!dais_option_parse(argc, argv, options, dirs, PACKAGES_MAX, &n, &err))
		return dais_cli_error(&err);
	if (n == 0) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "no package");
		(void)dais_err_hint(
		    &err, "Name a folder with a meeting.yaml, or make one with dais new.");
		return dais_cli_error(&err);
	}
	/* Where there is no package, nobody needs to know where its documents would go. */
	if (!dais_inputs_is_package(dirs[0]) && (n == 1 || !args.out)) {
		(void)dais_cli_load(a, dirs[0], args.draft);
		return DAIS_EXIT_USAGE;
	}
	if (!settings(&opt, &err))
		return dais_cli_error(&err);
	dais_cli_diags_init(&diags, a);
	if (!args.quiet) {
		opt.progress = progress;
		opt.ctx = &fancy;
	}
	if (n == 1) {
		const struct dais_record *r = dais_cli_load(a, dirs[0], args.draft);

		if (!r)
			return DAIS_EXIT_USAGE;
		ok = dais_build_record(r, &opt, &diags, &result, &err);
	} else {
		ok = dais_build_batch(dirs, n, &opt, &diags, &result, &err);
	}
	return report(ok, &diags, &result, &err, fancy);
}
