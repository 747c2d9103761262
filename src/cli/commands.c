/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The table of commands, and what their help says.
 */
#include "cli/cli.h"

static const struct dais_cli_action account_actions[] = {
	{ "add", DAIS_MESSAGE("makes an account and prints the link that sets its password") },
	{ "list", DAIS_MESSAGE("lists all accounts with their roles") },
	{ "invite", DAIS_MESSAGE("prints the link of an invitation for --email") },
	{ "reset WHO", DAIS_MESSAGE("prints a link that sets a new password; --second-factor") },
	{ "disable WHO",
	    DAIS_MESSAGE("ends the sessions and tokens of an account, which is kept") },
	{ "enable WHO", DAIS_MESSAGE("makes an account that was disabled usable again") },
	{ "roles WHO", DAIS_MESSAGE("replaces its roles by those of --role") },
	{ "token WHO",
	    DAIS_MESSAGE("makes a token for programs and prints it, this once; --scopes, --days") },
	{ "key", DAIS_MESSAGE("puts a new key into --key-file; needs no record") },
	{ "seal", DAIS_MESSAGE("seals all second factors with the first key of --key-file") },
	{ "log [WHO]", DAIS_MESSAGE("tells what happened to an account: signing in, failures") },
	{ NULL, NULL },
};

static const struct dais_cli_action db_actions[] = {
	{ "init", DAIS_MESSAGE("makes an empty record") },
	{ "import DIR...",
	    DAIS_MESSAGE("moves packages into it, without loss; --as NAME, --replace") },
	{ "release NAME...",
	    DAIS_MESSAGE("publishes the next release and makes its documents; --note, --despite") },
	{ "export NAME...", DAIS_MESSAGE("writes packages to --out DIR; --all, --release N") },
	{ "list", DAIS_MESSAGE("names the packages in it") },
	{ "log [NAME]", DAIS_MESSAGE("tells the changes; --thing KIND/ID, --after N, --limit N") },
	{ "verify",
	    DAIS_MESSAGE("looks for any tampering; exit code 1 when there was; --head DIGEST") },
	{ "rebuild", DAIS_MESSAGE("makes the tables and the index again from the log") },
	{ "backup FILE", DAIS_MESSAGE("makes a copy while others write") },
	{ "restore FILE", DAIS_MESSAGE("fills an empty record from a backup of either engine") },
	{ "migrate", DAIS_MESSAGE("brings the tables of an older dais up to date; --dry-run") },
	{ NULL, NULL },
};

static const struct dais_cli_action completion_actions[] = {
	{ "bash", DAIS_MESSAGE("in ~/.bashrc: source <(dais completion)") },
	{ "zsh", DAIS_MESSAGE("in ~/.zshrc, after compinit: source <(dais completion zsh)") },
	{ "fish", DAIS_MESSAGE("in config.fish: dais completion fish | source") },
	{ NULL, NULL },
};

static const struct dais_command commands[] = {
	{ "account", DAIS_MESSAGE("accounts, roles, invitations and tokens of a record"),
	    "ACTION [WHO] --db WHERE [--email E] [--role R]...",
	    DAIS_MESSAGE("WHO is the id or the e-mail address of an account. Whoever may write the "
			 "record may do all of it; the first account is made this way."),
	    dais_cmd_account_options, dais_cmd_account, account_actions },
	{ "build", DAIS_MESSAGE("make the official documents of a package"),
	    "DIR... --out OUT [--lang L,...] [--format F,...]",
	    DAIS_MESSAGE(
		"Makes the annotated agenda and the organization of work of each package DIR in "
		"every language and format. Only what changed is made again. A package with errors "
		"makes nothing. With several packages each goes to OUT/NAME, several at a time."),
	    dais_cmd_build_options, dais_cmd_build, NULL },
	{ "check", DAIS_MESSAGE("find what is wrong in packages and documents"),
	    "FILE|DIR... [--format text|json|sarif] [--rule ID]...",
	    DAIS_MESSAGE(
		"Checks packages against the rules (see dais rules), and documents against "
		"themselves. A folder that holds no package is searched for both; - is standard "
		"input. Every document is read apart from the others and cannot do any harm; one "
		"that cannot be read does not stop the rest. Exit code 2 when any could not be "
		"read, else 1 when there are errors or warnings."),
	    dais_cmd_check_options, dais_cmd_check, NULL },
	{ "concord", DAIS_MESSAGE("find where language versions of a document disagree in fact"),
	    "FILE FILE... [--aligned] [--lang L]... [--format text|json|sarif] [--rule ID]...",
	    DAIS_MESSAGE(
		"Compares two to six language versions of one document, of any format, or texts "
		"whose lines stand for each other (--aligned): paragraphs, symbols, dates, times, "
		"ordinals, resolutions, references, figures. Exit code 1 when they disagree."),
	    dais_cmd_concord_options, dais_cmd_concord, NULL },
	{ "plan", DAIS_MESSAGE("propose the organization of work, or a year's calendar"),
	    "DIR|CALENDAR.yaml [--modality M] [--write] [--explain] [--lose WHAT]...",
	    DAIS_MESSAGE("Plans which body takes up which item when, in which room and with which "
			 "team of interpreters, and proves how good the plan is. What has to be "
			 "respected and what is wished stands in DIR/planning.yaml. With what "
			 "happened (--lose, --overran, --late) or --keep the plan in force is "
			 "changed as little as possible. Exit code 1 when there is no plan, with "
			 "the reason and the ways out, or when --verify finds a demand broken."),
	    dais_cmd_plan_options, dais_cmd_plan, NULL },
	{ "read", DAIS_MESSAGE("turn a document into a package"),
	    "FILE... [--lang L] [--out DIR] [--format json]",
	    DAIS_MESSAGE(
		"Reads agendas, reports and timetables; what a file is, is told by its content. "
		"With --out the package is written to DIR, with the facts found in evidence.json; "
		"of several documents each to a folder of its own in DIR. Every document is read "
		"apart from the others and cannot do any harm."),
	    dais_cmd_read_options, dais_cmd_read, NULL },
	{ "new", DAIS_MESSAGE("make the skeleton of a package"),
	    "DIR [--body NAME] [--opens DATE] ...",
	    DAIS_MESSAGE("Makes a package with the standard items and a timetable, ready to be "
			 "edited. On a terminal dais asks for what is not given."),
	    dais_cmd_new_options, dais_cmd_new, NULL },
	{ "merge", DAIS_MESSAGE("put a translated XLIFF file into a package"), "FILE.xlf DIR",
	    DAIS_MESSAGE(
		"Writes the translations of an XLIFF 2.1 file made by dais build into the package. "
		"A translation with a broken or missing reference is refused, with its place."),
	    dais_cmd_merge_options, dais_cmd_merge, NULL },
	{ "serve", DAIS_MESSAGE("portal, desk and interface for programs over a record"),
	    "--db WHERE [--listen ADDRESS] [--address URL] [--mail URL] ...",
	    DAIS_MESSAGE("Serves the public portal in six languages, the desk of the secretariat, "
			 "and the interface for programs (/api/v1) over the record that dais db "
			 "keeps. Ends at SIGTERM after what is under way. /healthz says whether it "
			 "is well, /metrics how much it does."),
	    dais_cmd_serve_options, dais_cmd_serve, NULL },
	{ "rules", DAIS_MESSAGE("list the rules, or explain one"), "[ID]",
	    DAIS_MESSAGE(
		"Lists the rules dais knows; with an ID its statement, source and examples."),
	    dais_cmd_rules_options, dais_cmd_rules, NULL },
	{ "db", DAIS_MESSAGE("make a record of meetings, and take care of it"),
	    "init|import|release|export|list|log|verify|rebuild|backup|restore|migrate --db WHERE "
	    "...",
	    DAIS_MESSAGE("The record is an SQLite file or a PostgreSQL database; every change of "
			 "it is an entry of a log that is only added to, chained by digests."),
	    dais_cmd_db_options, dais_cmd_db, db_actions },
	{ "completion", DAIS_MESSAGE("print the completion of bash, zsh or fish"),
	    "[bash|zsh|fish]",
	    DAIS_MESSAGE("Prints what a shell reads to complete commands, options and values; "
			 "without a name, what bash reads. An installed dais has all three in "
			 "their places."),
	    NULL, dais_cmd_completion, completion_actions },
	{ "help", DAIS_MESSAGE("explain a command"), "[COMMAND]",
	    DAIS_MESSAGE("Explains a command, or lists all."), NULL, dais_cmd_help, NULL },
	{ NULL, NULL, NULL, NULL, NULL, NULL, NULL },
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
