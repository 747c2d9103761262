/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The table of commands and what they share.
 */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "model/record.h"
#include "read/package/load.h"
#include "text/message.h"

bool
dais_cli_is_fancy(FILE *to)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return isatty(fileno(to)) && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

unsigned
dais_cli_columns(FILE *to)
{
	struct winsize size = { 0 };

	return ioctl(fileno(to), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

bool
dais_cli_put(struct dais_str bytes)
{
	struct dais_err err = DAIS_ERR_INIT;

	if ((!bytes.n || fwrite(bytes.p, 1, bytes.n, stdout) == bytes.n) && fflush(stdout) == 0)
		return true;
	(void)dais_err_errno(&err, errno, "cannot write to standard output");
	(void)dais_cli_error(&err);
	return false;
}

bool
dais_cli_epoch(int64_t fallback, int64_t *ret, struct dais_err *err)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");

	*ret = fallback;
	if (!text || !*text)
		return true;
	if (!dais_str_to_int(dais_str_from(text), 0, 253402300799, ret))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "SOURCE_DATE_EPOCH is \"%s\", not a number of seconds", text);
	return true;
}

struct dais_record *
dais_cli_load(struct dais_arena *a, const char *dir, bool draft)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_record *r = NULL;

	dais_cli_diags_init(&diags, a);
	if (!dais_package_load(a, dir, &r, &diags, &err)) {
		(void)dais_cli_error(&err);
		return NULL;
	}
	dais_cli_print_diags(&diags, stderr);
	if (diags.errors && !draft) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID,
		    diags.errors == 1 ? "%s has %zu error; nothing was made"
				      : "%s has %zu errors; nothing was made",
		    dir, diags.errors);
		(void)dais_cli_error(&err);
		return NULL;
	}
	return r;
}

static int
version(void)
{
	(void)printf("dais %s\n", DAIS_VERSION);
	return DAIS_EXIT_OK;
}

int
dais_cli_unknown_command(const char *name)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_near near = { .word = dais_str_from(name) };

	for (const struct dais_command *c = dais_commands(); c->name; c++)
		dais_near_try(&near, dais_str_from(c->name));
	(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no command \"%s\"", name);
	if (near.best.n)
		(void)dais_err_hint(&err, "Did you mean \"%s\"?", near.best.p);
	else
		(void)dais_err_hint(&err, "See dais help.");
	return dais_cli_error(&err);
}

static bool
asks_for_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			return true;
	}
	return false;
}

static int
dispatch(int argc, char **argv)
{
	const struct dais_command *c;

	if (argc < 2) {
		dais_cli_help(NULL, stderr);
		return DAIS_EXIT_USAGE;
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0)
		return version();
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		dais_cli_help(NULL, stdout);
		return DAIS_EXIT_OK;
	}
	c = dais_command_find(argv[1]);
	if (!c)
		return dais_cli_unknown_command(argv[1]);
	if (asks_for_help(argc - 1, argv + 1)) {
		dais_cli_help(c, stdout);
		return DAIS_EXIT_OK;
	}
	return c->run(argc - 1, argv + 1);
}

int
dais_cli_main(int argc, char **argv)
{
	struct dais_err err = DAIS_ERR_INIT;
	int code;

	dais_cli_find_language(argv);
	code = dispatch(argc, argv);

	/* What went to standard output by printf() is not lost unsaid, e.g. on a full disk. */
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	if (code == DAIS_EXIT_OK || code == DAIS_EXIT_FINDINGS) {
		(void)dais_err_errno(&err, errno, "cannot write to standard output");
		(void)dais_cli_error(&err);
	}
	return DAIS_EXIT_USAGE;
}
