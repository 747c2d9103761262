/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais merge: a translated XLIFF file into a package.
 */
#include "base/file.h"
#include "cli/cli.h"
#include "read/package/save.h"
#include "read/xliff/xliff_merge.h"

#define XLIFF_MAX ((size_t)64 << 20)

static bool dry_run;

static const struct dais_option options[] = {
	{ DAIS_OPTION_FLAG, 'n', "dry-run", NULL, "check only; write nothing", &dry_run },
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
	struct dais_xliff_merged merged = { 0 };
	struct dais_record *changed = NULL;
	const struct dais_record *r = dais_cli_load(a, dir, false);
	struct dais_diags diags;
	struct dais_str bytes;

	if (!r)
		return DAIS_EXIT_USAGE;
	dais_diags_init(&diags, a);
	if (!dais_file_read(a, file, XLIFF_MAX, &bytes, &err) ||
	    !dais_xliff_merge(a, bytes, dais_str_from(file), r, &merged, &diags, &err))
		return dais_cli_error(&err);
	dais_cli_print_diags(&diags, stderr);
	if (diags.errors) {
		(void)fprintf(stderr, "dais: %zu translation%s refused; the package is unchanged\n",
		    diags.errors, diags.errors == 1 ? " is" : "s are");
		return DAIS_EXIT_FINDINGS;
	}
	if (dry_run)
		return DAIS_EXIT_OK;
	if (!dais_xliff_apply(&merged, r, &changed, a, &err) ||
	    !dais_package_save(changed, dir, &err))
		return dais_cli_error(&err);
	(void)printf(
	    "%s: %zu of %zu texts taken from %s\n", dir, merged.changed, merged.total, file);
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
		return dais_cli_error(&err);
	}
	return merge(a, operands[0], operands[1]);
}
