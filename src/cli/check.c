/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais check.
 */
#include "base/file.h"
#include "check/check.h"
#include "cli/cli.h"
#include "model/record.h"
#include "read/package/load.h"
#include "read/text/reading.h"
#include "write/json/findings.h"

static struct {
	const char *format;
	const char *language;
	struct dais_option_list rules;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'f', "format", "F", "text, json or sarif", &args.format },
	{ DAIS_OPTION_LIST, 'r', "rule", "ID", "only this rule; may be given again", &args.rules },
	{ DAIS_OPTION_STRING, 'l', "lang", "L", "language of a text document", &args.language },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_check_options(void)
{
	return options;
}

static bool
known_rules(struct dais_err *err)
{
	for (size_t i = 0; i < args.rules.n; i++) {
		if (dais_rule_find(dais_str_from(args.rules.v[i])))
			continue;
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no rule %s", args.rules.v[i]);
		return dais_err_hint(err, "See dais rules.");
	}
	return true;
}

static bool
check_package(struct dais_arena *a, const char *dir, struct dais_diags *diags, struct dais_err *err)
{
	struct dais_check_options opt = { .rules = args.rules.n ? args.rules.v : NULL,
		.n_rules = args.rules.n };
	struct dais_record *r = NULL;

	if (!dais_package_load(a, dir, &r, diags, err))
		return false;
	/* Rules on a record that could not be read whole would report consequences of its errors.
	 */
	if (diags->errors)
		return true;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (r->languages & 1u << l)
			dais_package_missing(r, (enum dais_lang)l, diags);
	}
	dais_check_record(r, &opt, diags);
	return true;
}

static bool
is_wanted(const struct dais_diag *g)
{
	for (size_t i = 0; i < args.rules.n; i++) {
		if (strcmp(args.rules.v[i], g->rule) == 0)
			return true;
	}
	return args.rules.n == 0;
}

static void
keep_wanted(struct dais_diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0; i < diags->list.n; i++) {
		if (is_wanted(&diags->list.v[i]))
			diags->list.v[kept++] = diags->list.v[i];
	}
	diags->list.n = kept;
}

static bool
check_text(struct dais_arena *a, const char *file, struct dais_diags *diags, struct dais_err *err)
{
	struct dais_reading *reading;
	struct dais_str bytes;
	enum dais_lang l = DAIS_LANG_EN;

	if (args.language && !dais_lang_parse(dais_str_from(args.language), &l))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is not a language", args.language);
	if (!dais_file_read(a, file, DAIS_TEXT_READ_MAX, &bytes, err) ||
	    !dais_text_read(
		a, bytes, dais_str_from(file), args.language ? &l : NULL, &reading, diags, err))
		return false;
	dais_reading_check(reading, diags);
	keep_wanted(diags);
	return true;
}

static void
print_text(const struct dais_diags *diags)
{
	size_t n[DAIS_SEVERITY_COUNT] = { 0 };

	dais_cli_print_diags(diags, stdout);
	for (size_t i = 0; i < diags->list.n; i++)
		n[diags->list.v[i].severity]++;
	(void)printf("%zu error%s, %zu warning%s, %zu for information\n", n[DAIS_SEVERITY_ERROR],
	    n[DAIS_SEVERITY_ERROR] == 1 ? "" : "s", n[DAIS_SEVERITY_WARNING],
	    n[DAIS_SEVERITY_WARNING] == 1 ? "" : "s", n[DAIS_SEVERITY_INFO]);
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
	dais_sarif_write(diags, rules, n, out);
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
		dais_json_findings_write(diags, &out);
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
dais_cmd_check(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	const char *operand = NULL;
	struct dais_diags diags;
	size_t n = 0;
	bool ok;

	if (!dais_option_parse(argc, argv, options, &operand, 1, &n, &err))
		return dais_cli_error(&err);
	if (n == 0) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "nothing to check");
		(void)dais_err_hint(&err, "Name a package folder or a text file.");
		return dais_cli_error(&err);
	}
	if (!known_rules(&err))
		return dais_cli_error(&err);
	dais_diags_init(&diags, a);
	ok = dais_file_is_dir(operand) ? check_package(a, operand, &diags, &err)
				       : check_text(a, operand, &diags, &err);
	if (!ok)
		return dais_cli_error(&err);
	dais_diags_sort(&diags);
	return print(a, &diags, &err);
}
