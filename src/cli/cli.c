/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The table of commands and what they share.
 */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "model/record.h"
#include "read/package/load.h"
#include "text/message.h"

static const struct dais_command commands[] = {
	{ "account", DAIS_MESSAGE("accounts, roles, invitations and tokens of a record"),
	    "ACTION [WHO] --db WHERE [--email E] [--role R]...",
	    "Actions: add, list, invite, reset, disable, enable, roles, token, log. WHO is the id\n"
	    "or the e-mail address of an account. Whoever may write the record may do all of it;\n"
	    "the first account is made this way.",
	    dais_cmd_account_options, dais_cmd_account },
	{ "build", DAIS_MESSAGE("make the official documents of a package"),
	    "DIR... --out OUT [--lang L,...] [--format F,...]",
	    "Makes the annotated agenda and the organization of work of each package DIR in every\n"
	    "language and format. Only what changed is made again. A package with errors makes\n"
	    "nothing. With several packages each goes to OUT/NAME, several at a time.",
	    dais_cmd_build_options, dais_cmd_build },
	{ "check", DAIS_MESSAGE("find what is wrong in packages and documents"),
	    "FILE|DIR... [--format text|json|sarif] [--rule ID]...",
	    "Checks packages against the rules (see dais rules), and documents against "
	    "themselves.\n"
	    "A folder that holds no package is searched for both; - is standard input. Every\n"
	    "document is read apart from the others and cannot do any harm; one that cannot be\n"
	    "read does not stop the rest. Exit code 2 when any could not be read, else 1 when\n"
	    "there are errors or warnings.",
	    dais_cmd_check_options, dais_cmd_check },
	{ "concord", DAIS_MESSAGE("find where language versions of a document disagree in fact"),
	    "FILE FILE... [--aligned] [--lang L]... [--format text|json|sarif] [--rule ID]...",
	    "Compares two to six language versions of one document, of any format, or texts whose\n"
	    "lines stand for each other (--aligned): paragraphs, symbols, dates, times, ordinals,\n"
	    "resolutions, references, figures. Exit code 1 when they disagree.",
	    dais_cmd_concord_options, dais_cmd_concord },
	{ "plan", DAIS_MESSAGE("propose the organization of work, or a year's calendar"),
	    "DIR|CALENDAR.yaml [--modality M] [--write] [--explain] [--lose WHAT]...",
	    "Plans which body takes up which item when, in which room and with which team of\n"
	    "interpreters, and proves how good the plan is. What has to be respected and what is\n"
	    "wished stands in DIR/planning.yaml. With what happened (--lose, --overran, --late) "
	    "or\n"
	    "--keep the plan in force is changed as little as possible. Exit code 1 when there is\n"
	    "no plan, with the reason and the ways out, or when --verify finds a demand broken.",
	    dais_cmd_plan_options, dais_cmd_plan },
	{ "read", DAIS_MESSAGE("turn a document into a package"),
	    "FILE... [--lang L] [--out DIR] [--format json]",
	    "Reads agendas, reports and timetables; what a file is, is told by its content. With\n"
	    "--out the package is written to DIR, with the facts found in evidence.json; of\n"
	    "several documents each to a folder of its own in DIR. Every document is read apart\n"
	    "from the others and cannot do any harm.",
	    dais_cmd_read_options, dais_cmd_read },
	{ "new", DAIS_MESSAGE("make the skeleton of a package"),
	    "DIR [--body NAME] [--opens DATE] ...",
	    "Makes a package with the standard items and a timetable, ready to be edited. On a\n"
	    "terminal dais asks for what is not given.",
	    dais_cmd_new_options, dais_cmd_new },
	{ "merge", DAIS_MESSAGE("put a translated XLIFF file into a package"), "FILE.xlf DIR",
	    "Writes the translations of an XLIFF 2.1 file made by dais build into the package.\n"
	    "A translation with a broken or missing reference is refused, with its place.",
	    dais_cmd_merge_options, dais_cmd_merge },
	{ "serve", DAIS_MESSAGE("portal, desk and interface for programs over a record"),
	    "--db WHERE [--listen ADDRESS] [--address URL] [--mail URL] ...",
	    "Serves the public portal in six languages, the desk of the secretariat, and the\n"
	    "interface for programs (/api/v1) over the record that dais db keeps. Ends at SIGTERM\n"
	    "after what is under way. /healthz says whether it is well, /metrics how much it does.",
	    dais_cmd_serve_options, dais_cmd_serve },
	{ "rules", DAIS_MESSAGE("list the rules, or explain one"), "[ID]",
	    "Lists the rules dais knows; with an ID its statement, source and examples.",
	    dais_cmd_rules_options, dais_cmd_rules },
	{ "db", DAIS_MESSAGE("make a record of meetings, and take care of it"),
	    "init|import|release|export|list|log|verify|rebuild|backup|restore|migrate --db WHERE "
	    "...",
	    "The record is an SQLite file or a PostgreSQL database; every change of it is an "
	    "entry\n"
	    "of a log that is only added to, chained by digests.\n"
	    "  init               makes an empty record\n"
	    "  import DIR...      moves packages into it, without loss; --as NAME, --replace\n"
	    "  release NAME...    publishes the next release and makes its documents; --note,\n"
	    "                     --despite\n"
	    "  export NAME...     writes packages to --out DIR; --all, --release N\n"
	    "  list               names the packages in it\n"
	    "  log [NAME]         tells the changes; --thing KIND/ID, --after N, --limit N\n"
	    "  verify             looks for any tampering; exit code 1 when there was; --head "
	    "DIGEST\n"
	    "  rebuild            makes the tables and the index again from the log\n"
	    "  backup FILE        makes a copy while others write\n"
	    "  restore FILE       fills an empty record from a backup of either engine\n"
	    "  migrate            brings the tables of an older dais up to date; --dry-run",
	    dais_cmd_db_options, dais_cmd_db },
	{ "completion", DAIS_MESSAGE("print the bash completion"), "",
	    "Use: source <(dais completion)", NULL, dais_cmd_completion },
	{ "help", DAIS_MESSAGE("explain a command"), "[COMMAND]",
	    "Explains a command, or lists all.", NULL, dais_cmd_help },
	{ NULL, NULL, NULL, NULL, NULL, NULL },
};

const struct dais_command *
dais_commands(void)
{
	return commands;
}

const struct dais_command *
dais_command_find(const char *name)
{
	for (const struct dais_command *c = commands; c->name; c++) {
		if (strcmp(c->name, name) == 0)
			return c;
	}
	return NULL;
}

bool
dais_cli_is_fancy(FILE *to)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return isatty(fileno(to)) && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
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
	const char *best = NULL;
	size_t least = 4;

	for (const struct dais_command *c = commands; c->name; c++) {
		size_t d = dais_str_distance(dais_str_from(name), dais_str_from(c->name), 3);

		if (d < least) {
			least = d;
			best = c->name;
		}
	}
	(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no command \"%s\"", name);
	if (best)
		(void)dais_err_hint(&err, "Did you mean \"%s\"?", best);
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
