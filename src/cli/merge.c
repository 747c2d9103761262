/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais merge: a translated XLIFF file into a package.
 */
#include "base/file.h"
#include "cli/cli.h"
#include "service/translation.h"

static bool dry_run;

static const struct dais_option options[] = {
	{ DAIS_OPTION_FLAG, 'n', "dry-run", NULL, DAIS_MESSAGE("check only; write nothing"),
	    &dry_run },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_merge_options(void)
{
	return options;
}

static int
merge(struct dais_arena *a, const char *file, const char *dir)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_translation_result result = { 0, 0 };
	struct dais_diags package, diags;

	dais_cli_diags_init(&package, a);
	dais_cli_diags_init(&diags, a);
	if (!dais_translation_merge(file, dir, dry_run, &package, &diags, &result, &err))
		return dais_cli_error(&err);
	dais_cli_print_diags(&package, stderr);
	if (package.errors) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID,
		    package.errors == 1 ? "%s has %zu error; nothing was made"
					: "%s has %zu errors; nothing was made",
		    dir, package.errors);
		return dais_cli_error(&err);
	}
	dais_cli_print_diags(&diags, stderr);
	if (diags.errors) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID,
		    diags.errors == 1 ? "%zu translation is refused; the package is unchanged"
				      : "%zu translations are refused; the package is unchanged",
		    diags.errors);
		(void)dais_cli_error(&err);
		return DAIS_EXIT_FINDINGS;
	}
	dais_cli_say(stdout,
	    dry_run ? DAIS_MESSAGE("%s: %zu of %zu texts would be taken from %s")
		    : DAIS_MESSAGE("%s: %zu of %zu texts taken from %s"),
	    dir, result.changed, result.total, file);
	return DAIS_EXIT_OK;
}

int
dais_cmd_merge(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	const char *operands[2];
	size_t n = 0;

	if (!dais_option_parse(argc, argv, options, operands, 2, &n, &err))
		return dais_cli_error(&err);
	if (n != 2) {
		(void)dais_err_set(
		    &err, DAIS_ERR_INVALID, "two things are needed: FILE.xlf and DIR");
		(void)dais_err_hint(
		    &err, "The file comes first, as in dais merge agenda.en-fr.xlf my-meeting.");
		return dais_cli_error(&err);
	}
	if (dais_file_is_dir(operands[0])) {
		(void)dais_err_set(
		    &err, DAIS_ERR_INVALID, "\"%s\" is a folder, not a file", operands[0]);
		(void)dais_err_hint(
		    &err, "The file comes first, as in dais merge agenda.en-fr.xlf my-meeting.");
		return dais_cli_error(&err);
	}
	return merge(a, operands[0], operands[1]);
}
