/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais concord.
 */
#include "base/file.h"
#include "check/check.h"
#include "cli/cli.h"
#include "concord/concord.h"
#include "read/text/reading.h"
#include "write/json/findings.h"

#define LANGUAGE_SAMPLE 20000 /* bytes that tell the language of a text */

static struct {
	const char *format;
	bool aligned, omissions;
	struct dais_option_list languages, rules;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_FLAG, 'a', "aligned", NULL,
	    "line N of each text stands for line N of the others", &args.aligned },
	{ DAIS_OPTION_LIST, 'l', "lang", "L", "language of a file, given once for each in order",
	    &args.languages },
	{ DAIS_OPTION_STRING, 'f', "format", "F", "text, json or sarif", &args.format },
	{ DAIS_OPTION_LIST, 'r', "rule", "ID", "only this rule; may be given again", &args.rules },
	{ DAIS_OPTION_FLAG, 'o', "omissions", NULL,
	    "also what one version leaves out (rule R-CONC-10)", &args.omissions },
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
	for (size_t i = 0; i < args.rules.n; i++) {
		if (dais_rule_find(dais_str_from(args.rules.v[i])))
			continue;
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no rule %s", args.rules.v[i]);
		return dais_err_hint(err, "See dais rules.");
	}
	return true;
}

static bool
language(size_t i, struct dais_str sample, enum dais_lang *ret, struct dais_err *err)
{
	if (!args.languages.n) {
		*ret = dais_reading_language(dais_str_sub(sample, 0, LANGUAGE_SAMPLE));
		return true;
	}
	if (!dais_lang_parse(dais_str_from(args.languages.v[i]), ret))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is not a language", args.languages.v[i]);
	return true;
}

static bool
compare_lines(struct dais_arena *a, const char *const *files, size_t n,
    const struct dais_concord_options *opt, struct dais_diags *diags, struct dais_err *err)
{
	struct dais_concord_text texts[DAIS_CONCORD_VERSIONS_MAX];

	for (size_t i = 0; i < n; i++) {
		texts[i] = (struct dais_concord_text){ .file = dais_str_from(files[i]) };
		if (!dais_file_read(a, files[i], DAIS_TEXT_READ_MAX, &texts[i].bytes, err) ||
		    !language(i, texts[i].bytes, &texts[i].lang, err))
			return false;
	}
	return dais_concord_lines(a, texts, n, opt, diags, err);
}

static struct dais_str
sample_of(struct dais_arena *a, const struct dais_flow *flow)
{
	DAIS_BUF_AUTO b;

	dais_buf_init(&b, LANGUAGE_SAMPLE + DAIS_FLOW_BLOCK_MAX);
	for (size_t i = 0; i < flow->blocks.n && b.n < LANGUAGE_SAMPLE; i++) {
		dais_buf_put(&b, flow->blocks.v[i].text);
		dais_buf_put_char(&b, '\n');
	}
	return dais_buf_dup(&b, a);
}

static bool
compare_documents(struct dais_arena *a, const char *const *files, size_t n,
    const struct dais_concord_options *opt, struct dais_diags *diags, struct dais_err *err)
{
	struct dais_concord_version versions[DAIS_CONCORD_VERSIONS_MAX];

	for (size_t i = 0; i < n; i++) {
		struct dais_flow *flow;
		struct dais_str bytes;

		if (!dais_file_read(a, files[i], DAIS_TEXT_READ_MAX, &bytes, err) ||
		    !dais_text_flow(a, bytes, dais_str_from(files[i]), &flow, diags, err) ||
		    !language(i, sample_of(a, flow), &versions[i].lang, err))
			return false;
		if (!args.languages.n && flow->has_language)
			versions[i].lang = flow->language;
		versions[i].flow = flow;
	}
	return dais_concord_documents(a, versions, n, opt, diags, err);
}

static void
keep_wanted(struct dais_diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0; args.rules.n && i < diags->list.n; i++) {
		bool wanted = false;

		for (size_t k = 0; k < args.rules.n && !wanted; k++)
			wanted = strcmp(args.rules.v[k], diags->list.v[i].rule) == 0;
		if (wanted)
			diags->list.v[kept++] = diags->list.v[i];
	}
	if (args.rules.n)
		diags->list.n = kept;
}

static void
write_sarif(struct dais_arena *a, const struct dais_diags *diags, struct dais_buf *out)
{
	size_t n;
	const struct dais_rule *all = dais_rules_all(&n);
	struct dais_json_rule *rules = DAIS_NEW_N(a, n, struct dais_json_rule);

	for (size_t i = 0; i < n; i++)
		rules[i] = (struct dais_json_rule){ .id = all[i].id,
			.severity = all[i].severity,
			.description = all[i].statement,
			.help = all[i].source };
	dais_sarif_write(diags, rules, n, NULL, 0, out);
}

static void
print_text(const struct dais_diags *diags)
{
	dais_cli_print_diags(diags, stdout);
	if (diags->list.n == 0)
		(void)puts("the versions agree in every fact that was found");
	else
		(void)printf("%zu difference%s\n", diags->list.n + diags->dropped,
		    diags->list.n + diags->dropped == 1 ? "" : "s");
}

static int
print(struct dais_arena *a, const struct dais_diags *diags, struct dais_err *err)
{
	const char *format = args.format ? args.format : "text";
	DAIS_BUF_AUTO out;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (strcmp(format, "text") == 0) {
		print_text(diags);
	} else if (strcmp(format, "json") == 0) {
		dais_json_findings_write(diags, NULL, 0, &out);
	} else if (strcmp(format, "sarif") == 0) {
		write_sarif(a, diags, &out);
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
	struct dais_concord_options opt;
	struct dais_diags diags;
	size_t n = 0;
	bool ok;

	if (!dais_option_parse(argc, argv, options, files, DAIS_CONCORD_VERSIONS_MAX, &n, &err) ||
	    !check_args(n, &err))
		return dais_cli_error(&err);
	opt = (struct dais_concord_options){ .omissions = args.omissions };
	dais_diags_init(&diags, a);
	ok = args.aligned ? compare_lines(a, files, n, &opt, &diags, &err)
			  : compare_documents(a, files, n, &opt, &diags, &err);
	if (!ok)
		return dais_cli_error(&err);
	keep_wanted(&diags);
	dais_diags_sort(&diags);
	return print(a, &diags, &err);
}
