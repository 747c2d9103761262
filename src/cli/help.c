/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais help, dais completion: both from the tables.
 */
#include "cli/cli.h"

static void
print_option(const struct dais_option *o, FILE *to)
{
	char left[64];

	(void)snprintf(left, sizeof(left), "%c%c%s--%s%s%s", o->letter ? '-' : ' ',
	    o->letter ? o->letter : ' ', o->letter ? ", " : "  ", o->name, o->value ? " " : "",
	    o->value ? o->value : "");
	(void)fprintf(to, "  %-30s %s\n", left, o->help);
}

static void
list_commands(FILE *to)
{
	(void)fputs("dais: the working software of the secretariat of intergovernmental bodies\n\n"
		    "Usage: dais COMMAND ...\n\nCommands:\n",
	    to);
	for (const struct dais_command *c = dais_commands(); c->name; c++)
		(void)fprintf(to, "  %-12s %s\n", c->name, c->summary);
	(void)fputs(
	    "\nStart with:\n"
	    "  dais build examples/untoc-2022 --out out    make six languages of an agenda\n"
	    "  dais check examples/untoc-2022              find what is wrong in it\n"
	    "  dais new my-meeting                         begin a package of your own\n\n"
	    "dais help COMMAND explains a command; dais --version prints the version.\n",
	    to);
}

void
dais_cli_help(const struct dais_command *c, FILE *to)
{
	if (!c) {
		list_commands(to);
		return;
	}
	(void)fprintf(to, "dais %s: %s\n\nUsage: dais %s %s\n\n%s\n", c->name, c->summary, c->name,
	    c->synopsis, c->help);
	if (!c->options)
		return;
	(void)fputs("\nOptions:\n", to);
	for (const struct dais_option *o = c->options(); o->name; o++)
		print_option(o, to);
	(void)fprintf(to, "  %-30s %s\n", "-h, --help", "print this");
	(void)fputs("\nExit codes: 0 done, 1 findings, 2 usage or input error.\n", to);
}

int
dais_cmd_help(int argc, char **argv)
{
	const struct dais_command *c;

	if (argc < 2) {
		dais_cli_help(NULL, stdout);
		return DAIS_EXIT_OK;
	}
	c = dais_command_find(argv[1]);
	if (!c) {
		(void)fprintf(stderr, "dais: there is no command \"%s\"\n", argv[1]);
		return DAIS_EXIT_USAGE;
	}
	dais_cli_help(c, stdout);
	return DAIS_EXIT_OK;
}

int
dais_cmd_completion(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	(void)puts("# bash completion of dais; made by dais completion\n_dais()\n{\n"
		   "\tlocal cur=${COMP_WORDS[COMP_CWORD]} words=\n"
		   "\tif [ \"$COMP_CWORD\" -eq 1 ]; then");
	(void)fputs("\t\twords=\"", stdout);
	for (const struct dais_command *c = dais_commands(); c->name; c++)
		(void)printf("%s ", c->name);
	(void)puts("--version --help\"\n\telse\n\t\tcase ${COMP_WORDS[1]} in");
	for (const struct dais_command *c = dais_commands(); c->name; c++) {
		(void)printf("\t\t%s) words=\"", c->name);
		for (const struct dais_option *o = c->options ? c->options() : NULL; o && o->name;
		    o++)
			(void)printf("--%s ", o->name);
		(void)puts("--help\" ;;");
	}
	(void)puts(
	    "\t\tesac\n\tfi\n"
	    "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	    "\tcase $cur in -*) ;; *) [ \"$COMP_CWORD\" -gt 1 ] && COMPREPLY+=($(compgen -f -- "
	    "\"$cur\")) ;; esac\n}\ncomplete -o filenames -F _dais dais");
	return DAIS_EXIT_OK;
}
