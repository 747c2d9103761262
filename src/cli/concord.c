/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais concord.
 */
#include "check/check.h"
#include "cli/cli.h"
#include "cli/sarif.h"
#include "concord/concord.h"
#include "service/versions.h"
#include "text/message.h"
#include "write/json/findings.h"

static struct {
	const char *format;
	bool aligned, omissions;
	struct dais_option_list languages, rules;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_FLAG, 'a', "aligned", NULL,
	    DAIS_MESSAGE("line N of each text stands for line N of the others"), &args.aligned },
	{ DAIS_OPTION_LIST, 'l', "lang", "L",
	    DAIS_MESSAGE("language of a file, given once for each in order"), &args.languages },
	{ DAIS_OPTION_STRING, 'f', "format", "F", DAIS_MESSAGE("text, json or sarif"),
	    &args.format },
	{ DAIS_OPTION_LIST, 'r', "rule", "ID", DAIS_MESSAGE("only this rule; may be given again"),
	    &args.rules },
	{ DAIS_OPTION_FLAG, 'o', "omissions", NULL,
	    DAIS_MESSAGE("also what one version leaves out (rule R-CONC-10)"), &args.omissions },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_concord_options(void)
{
	return options;
}

static bool
check_args(size_t n, struct dais_err *err)
{
	if (n < 2) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "two versions at least are compared");
		return dais_err_hint(err, "Name the files of two to %d language versions.",
		    DAIS_CONCORD_VERSIONS_MAX);
	}
	if (args.languages.n && args.languages.n != n) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "%zu languages are given for %zu files",
		    args.languages.n, n);
		return dais_err_hint(
		    err, "Give --lang once for each file, in order, or not at all.");
	}
	return dais_cli_settle_rules(&args.rules, err);
}

/* The languages that --lang gives, in @ret; NULL when it gives none. */
static bool
parse_languages(enum dais_lang *buffer, const enum dais_lang **ret, struct dais_err *err)
{
	*ret = args.languages.n ? buffer : NULL;
	for (size_t i = 0; i < args.languages.n; i++) {
		if (!dais_lang_parse(dais_str_from(args.languages.v[i]), &buffer[i]))
			return dais_err_set(
			    err, DAIS_ERR_INVALID, "\"%s\" is not a language", args.languages.v[i]);
	}
	return true;
}

static void
print_text(struct dais_arena *a, const struct dais_diags *diags)
{
	size_t n = diags->list.n + diags->dropped;
	struct dais_str end;

	if (n == 0)
		end = dais_text_message(
		    a, diags->lang, "the versions agree in every fact that was found");
	else if (n == 1)
		end = dais_text_message(a, diags->lang, "1 difference");
	else
		end = dais_text_message(a, diags->lang, "%zu differences", n);
	dais_cli_print_diags(diags, stdout);
	dais_cli_put_message(end, diags->lang, stdout);
	(void)putchar('\n');
}

static int
print(struct dais_arena *a, const struct dais_diags *diags, struct dais_err *err)
{
	const char *format = args.format ? args.format : "text";
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (strcmp(format, "text") == 0) {
		print_text(a, diags);
	} else if (strcmp(format, "json") == 0) {
		dais_json_findings_write(diags, NULL, 0, &out);
	} else if (strcmp(format, "sarif") == 0) {
		dais_cli_sarif(diags, diags->lang, NULL, 0, &out);
	} else {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not a format", format);
		(void)dais_err_hint(err, "Formats are text, json and sarif.");
		return dais_cli_error(err);
	}
	if (!dais_cli_put(dais_buf_str(&out)))
		return DAIS_EXIT_USAGE;
	for (size_t i = 0; i < diags->list.n; i++) {
		if (diags->list.v[i].severity != DAIS_SEVERITY_INFO)
			return DAIS_EXIT_FINDINGS;
	}
	return DAIS_EXIT_OK;
}

int
dais_cmd_concord(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	const char *files[DAIS_CONCORD_VERSIONS_MAX];
	enum dais_lang languages[DAIS_CONCORD_VERSIONS_MAX];
	struct dais_versions_options opt = { 0 };
	struct dais_diags diags;
	size_t n = 0;

	if (!dais_option_parse(argc, argv, options, files, DAIS_CONCORD_VERSIONS_MAX, &n, &err) ||
	    !check_args(n, &err) || !parse_languages(languages, &opt.languages, &err))
		return dais_cli_error(&err);
	opt.said_in = dais_cli_language();
	opt.keeps_english = args.format && strcmp(args.format, "text") != 0;
	opt.aligned = args.aligned;
	opt.omissions = args.omissions;
	opt.rules = args.rules.v;
	opt.n_rules = args.rules.n;
	dais_diags_init(&diags, a);
	if (!dais_versions_compare(files, n, &opt, &diags, &err))
		return dais_cli_error(&err);
	return print(a, &diags, &err);
}
