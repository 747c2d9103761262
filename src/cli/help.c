/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais help, from the tables.
 */
#include "cli/cli.h"
#include "text/message.h"
#include "text/width.h"

#define COLUMNS 84u
#define LEFT_COLUMNS 18 /* of the usage of an action */

/* Words of the tables in the language of the reader; what has no translation is in English. */
static void
put_words(const char *english, FILE *to)
{
	const enum dais_lang l = dais_cli_language();
	const char *words = dais_text_message_words(l, english);

	dais_cli_put_message(dais_str_from(words), words == english ? DAIS_LANG_EN : l, to);
}

/* The same in lines, each but the first behind @indent spaces. */
static void
put_folded(const char *english, int indent, FILE *to)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const enum dais_lang l = dais_cli_language();
	const char *words = dais_text_message_words(l, english);
	dais_str_lines lines =
	    dais_text_wrap(a, dais_str_from(words), COLUMNS - (unsigned)indent, false);

	for (size_t i = 0; i < lines.n; i++) {
		(void)fprintf(to, "%*s", i ? indent : 0, "");
		dais_cli_put_message(lines.v[i], words == english ? DAIS_LANG_EN : l, to);
		(void)fputc('\n', to);
	}
}

static void
list_actions(const struct dais_cli_action *actions, FILE *to)
{
	for (const struct dais_cli_action *x = actions; x && x->usage; x++) {
		(void)fprintf(to, "  %-*s ", LEFT_COLUMNS, x->usage);
		put_folded(x->words, LEFT_COLUMNS + 3, to);
	}
}

static void
print_option(const struct dais_option *o, bool has_letter, FILE *to)
{
	char left[64];

	(void)snprintf(left, sizeof(left), "%c%c%s--%s%s%s", has_letter ? '-' : ' ',
	    has_letter ? o->letter : ' ', has_letter ? ", " : "  ", o->name, o->value ? " " : "",
	    o->value ? o->value : "");
	(void)fprintf(to, "  %-30s ", left);
	put_words(o->help, to);
	(void)fputc('\n', to);
}

static void
list_commands(FILE *to)
{
	dais_cli_say(
	    to, "dais: the working software of the secretariat of intergovernmental bodies");
	(void)fputc('\n', to);
	dais_cli_say(to, "Usage: dais COMMAND ...");
	(void)fputc('\n', to);
	dais_cli_say(to, "Commands:");
	for (const struct dais_command *c = dais_commands(); c->name; c++) {
		(void)fprintf(to, "  %-12s ", c->name);
		put_words(c->summary, to);
		(void)fputc('\n', to);
	}
	(void)fputc('\n', to);
	dais_cli_say(to, "Start with:");
	(void)fputs("  dais build examples/untoc-2022 --out out    ", to);
	dais_cli_say(to, "make six languages of an agenda");
	(void)fputs("  dais check examples/untoc-2022              ", to);
	dais_cli_say(to, "find what is wrong in it");
	(void)fputs("  dais new my-meeting                         ", to);
	dais_cli_say(to, "begin a package of your own");
	(void)fputc('\n', to);
	dais_cli_say(
	    to, "dais help COMMAND explains a command; dais --version prints the version.");
}

static void
list_options(const struct dais_command *c, FILE *to)
{
	char letters[128] = "";

	dais_cli_say(to, "Options:");
	for (const struct dais_option *o = c->options(); o->name; o++) {
		if (o->letter)
			letters[(unsigned char)o->letter & 127u] = 1;
		print_option(o, o->letter != 0, to);
	}
	for (const struct dais_option *o = dais_options_of_all; o->name; o++)
		print_option(o, !letters[(unsigned char)o->letter & 127u], to);
	(void)fprintf(to, "  %-30s ", "-h, --help");
	dais_cli_say(to, "print this");
}

void
dais_cli_help(const struct dais_command *c, FILE *to)
{
	if (!c) {
		list_commands(to);
		return;
	}
	dais_cli_say(
	    to, "dais %s: %s", c->name, dais_text_message_words(dais_cli_language(), c->summary));
	(void)fputc('\n', to);
	dais_cli_say(to, "Usage: dais %s %s", c->name, c->synopsis);
	(void)fputc('\n', to);
	put_folded(c->help, 0, to);
	list_actions(c->actions, to);
	if (!c->options)
		return;
	(void)fputc('\n', to);
	list_options(c, to);
	(void)fputc('\n', to);
	dais_cli_say(to, "Exit codes: 0 done, 1 findings, 2 usage or input error.");
}

int
dais_cmd_help(int argc, char **argv)
{
	const struct dais_command *c;

	if (argc < 2 || argv[1][0] == '-') {
		dais_cli_help(NULL, stdout);
		return DAIS_EXIT_OK;
	}
	c = dais_command_find(argv[1]);
	if (!c)
		return dais_cli_unknown_command(argv[1]);
	dais_cli_help(c, stdout);
	return DAIS_EXIT_OK;
}
