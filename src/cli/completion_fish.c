/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What fish offers, with what each word means beside it.
 */
#include "cli/completion_priv.h"

/* The words of the line before the one that is typed tell where it stands: __dais_in COMMAND: the
 * line is of this command; __dais_first COMMAND [ACTION...]: and what it is to do is still to come;
 * __dais_does COMMAND ACTION: and it is to do this. __dais_list VALUE...: several, parted by
 * commas. */
static const char functions[] =
    "function __dais_in\n"
    "    set -l words (commandline -opc)\n"
    "    test (count $words) -ge 2; and test $words[2] = $argv[1]\n"
    "end\n"
    "function __dais_first\n"
    "    set -l words (commandline -opc)\n"
    "    __dais_in $argv[1]; or return\n"
    "    test (count $argv) -eq 1; and test (count $words) -gt 2; and return 1\n"
    "    for word in $words[3..-1]\n"
    "        contains -- $word $argv[2..-1]; and return 1\n"
    "    end\n"
    "    return 0\n"
    "end\n"
    "function __dais_does\n"
    "    __dais_in $argv[1]; and contains -- $argv[2] (commandline -opc)[3..-1]\n"
    "end\n"
    "function __dais_list\n"
    "    __fish_complete_list , \"printf '%s\\n' $argv\"\n"
    "end\n";

/* Within single quotes. */
static void
put_quoted(const char *text)
{
	(void)putchar('\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			(void)putchar('\\');
		(void)putchar(*text);
	}
	(void)putchar('\'');
}

static void
put_said(const char *said)
{
	(void)fputs(" -d ", stdout);
	put_quoted(said);
	(void)putchar('\n');
}

static void
put_option(const struct dais_command *c, const struct dais_completion_option *o)
{
	(void)printf("complete -c dais -n '__dais_in %s'", c->name);
	if (o->letter)
		(void)printf(" -s %c", o->letter);
	(void)printf(" -l %s", o->option->name);
	if (o->files == DAIS_COMPLETION_FILES)
		(void)fputs(" -r -F", stdout);
	else if (o->files == DAIS_COMPLETION_FOLDERS)
		(void)fputs(" -x -a '(__fish_complete_directories)'", stdout);
	else if (o->values.n && o->takes_several)
		(void)printf(" -x -a '(__dais_list %.*s)'", DAIS_STR_ARG(o->values));
	else if (o->values.n)
		(void)printf(" -x -a '%.*s'", DAIS_STR_ARG(o->values));
	else if (o->option->type != DAIS_OPTION_FLAG)
		(void)fputs(" -x", stdout);
	put_said(o->said);
}

/* The files that stand behind a command or, if @action has a name, behind an action. */
static void
put_files(const struct dais_command *c, struct dais_str action, enum dais_completion_files files)
{
	if (files == DAIS_COMPLETION_NO_FILES)
		return;
	(void)printf("complete -c dais -n '__dais_%s %s%s%.*s'", action.n ? "does" : "in", c->name,
	    action.n ? " " : "", DAIS_STR_ARG(action));
	(void)puts(files == DAIS_COMPLETION_FILES ? " -F" : " -a '(__fish_complete_directories)'");
}

static void
put_first(const struct dais_command *c)
{
	struct dais_completion_word word = { 0 }, other = { 0 };

	for (size_t i = 0; dais_completion_first(c, i, &word); i++) {
		(void)printf("complete -c dais -n '__dais_first %s", c->name);
		for (size_t k = 0; c->actions && dais_completion_first(c, k, &other); k++)
			(void)printf(" %.*s", DAIS_STR_ARG(other.word));
		(void)printf("' -a %.*s", DAIS_STR_ARG(word.word));
		put_said(word.said);
		put_files(c, word.word, word.files);
	}
}

static void
put_command(const struct dais_command *c)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t n = 0;
	const struct dais_completion_option *options = dais_completion_options(a, c, &n);

	(void)printf("\n# dais %s\n", c->name);
	put_first(c);
	if (!c->actions)
		put_files(c, DAIS_STR_NONE, dais_completion_files(c->synopsis));
	for (size_t i = 0; i < n; i++)
		put_option(c, &options[i]);
}

void
dais_completion_fish(void)
{
	static const char at_start[] = "complete -c dais -n __fish_use_subcommand";
	struct dais_completion_word word = { 0 };

	(void)printf("# fish completion of dais; made by dais completion fish\n%s\n"
		     "complete -c dais -f\n",
	    functions);
	for (size_t i = 0; dais_completion_command(i, &word); i++) {
		(void)printf("%s -a %.*s", at_start, DAIS_STR_ARG(word.word));
		put_said(word.said);
	}
	(void)printf("%s -l version", at_start);
	put_said(dais_completion_version_said());
	(void)printf("%s -s h -l help", at_start);
	put_said(dais_completion_help_said());
	for (const struct dais_command *c = dais_commands(); c->name; c++)
		put_command(c);
}
