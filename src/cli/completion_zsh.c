/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What zsh offers, with what each word means beside it: a function for each command, which hands
 * its options to _arguments.
 */
#include "cli/completion_priv.h"

/* Within single quotes; those of @special, which mean something to the reader of the words, are
 * made plain by a backslash. */
static void
put_quoted(const char *text, const char *special)
{
	for (; *text; text++) {
		if (*text == '\'') {
			(void)fputs("'\\''", stdout);
			continue;
		}
		if (strchr(special, *text))
			(void)putchar('\\');
		(void)putchar(*text);
	}
}

/* "'word:what it means'" for _describe. */
static void
put_described(const struct dais_completion_word *word)
{
	(void)printf("\t\t'%.*s:", DAIS_STR_ARG(word->word));
	put_quoted(word->said, "\\");
	(void)puts("'");
}

static const char *
file_action(enum dais_completion_files files)
{
	static const char *const actions[] = { " ", "_files -/", "_files" };

	return actions[files];
}

/* ":VALUE:(text json)"; of an option that takes several, parted by commas, each. */
static void
put_value(const struct dais_completion_option *o)
{
	(void)putchar(':');
	put_quoted(o->option->value, ":\\");
	(void)putchar(':');
	if (!o->values.n)
		(void)fputs(file_action(o->files), stdout);
	else if (o->takes_several)
		(void)printf("_values -s , value %.*s", DAIS_STR_ARG(o->values));
	else
		(void)printf("(%.*s)", DAIS_STR_ARG(o->values));
}

/* '(-f --format)'{-f+,--format=}'[what it means]:F:(text json)' */
static void
put_option(const struct dais_completion_option *o)
{
	const struct dais_option *x = o->option;
	const bool flag = x->type == DAIS_OPTION_FLAG, list = x->type == DAIS_OPTION_LIST;

	(void)fputs("\t\t", stdout);
	if (list)
		(void)fputs("'*'", stdout);
	else if (strcmp(x->name, "help") == 0)
		(void)fputs("'(- *)'", stdout);
	else if (o->letter)
		(void)printf("'(-%c --%s)'", o->letter, x->name);
	if (o->letter)
		(void)printf(
		    "{-%c%s,--%s%s}", o->letter, flag ? "" : "+", x->name, flag ? "" : "=");
	else
		(void)printf("--%s%s", x->name, flag ? "" : "=");
	(void)fputs("'[", stdout);
	put_quoted(o->said, "\\]");
	(void)putchar(']');
	if (!flag)
		put_value(o);
	(void)puts("' \\");
}

/* A function that offers what can stand first behind @c; false when there is nothing. */
static bool
put_first(const struct dais_command *c)
{
	struct dais_completion_word word = { 0 };

	if (!dais_completion_first(c, 0, &word))
		return false;
	(void)printf("\n_dais_%s_first() {\n\tlocal -a first=(\n", c->name);
	for (size_t i = 0; dais_completion_first(c, i, &word); i++)
		put_described(&word);
	(void)printf("\t)\n\t_describe -t words '%s' first\n}\n", c->name);
	return true;
}

/* A function that offers the files of the action that stands before them. */
static void
put_rest(const struct dais_command *c)
{
	struct dais_completion_word word = { 0 };

	(void)printf("\n_dais_%s_rest() {\n\tcase $line[1] in\n", c->name);
	for (size_t i = 0; dais_completion_first(c, i, &word); i++) {
		if (word.files != DAIS_COMPLETION_NO_FILES)
			(void)printf(
			    "\t%.*s) %s ;;\n", DAIS_STR_ARG(word.word), file_action(word.files));
	}
	(void)puts("\t*) _message 'no more arguments' ;;\n\tesac\n}");
}

static void
put_command(const struct dais_command *c)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t n = 0;
	const struct dais_completion_option *options = dais_completion_options(a, c, &n);
	const bool has_first = put_first(c);

	if (c->actions)
		put_rest(c);
	(void)printf("\n_dais_%s() {\n\t_arguments -s -S : \\\n", c->name);
	for (size_t i = 0; i < n; i++)
		put_option(&options[i]);
	if (has_first)
		(void)printf("\t\t'1: :_dais_%s_first' \\\n", c->name);
	if (c->actions)
		(void)printf("\t\t'*: :_dais_%s_rest'\n}\n", c->name);
	else
		(void)printf("\t\t'*: :%s'\n}\n", file_action(dais_completion_files(c->synopsis)));
}

static void
put_commands(void)
{
	struct dais_completion_word word = { 0 };

	(void)puts("\n_dais_commands() {\n\tlocal -a commands=(");
	for (size_t i = 0; dais_completion_command(i, &word); i++)
		put_described(&word);
	(void)puts("\t)\n\t_describe -t commands 'dais' commands\n}");
}

void
dais_completion_zsh(void)
{
	(void)puts("#compdef dais\n# zsh completion of dais; made by dais completion zsh");
	put_commands();
	for (const struct dais_command *c = dais_commands(); c->name; c++)
		put_command(c);
	(void)fputs("\n_dais() {\n"
		    "\tlocal curcontext=\"$curcontext\" state line\n"
		    "\tlocal -A opt_args\n\n"
		    "\t_arguments -C \\\n"
		    "\t\t'(- *)--version[",
	    stdout);
	put_quoted(dais_completion_version_said(), "\\]");
	(void)fputs("]' \\\n\t\t'(- *)'{-h,--help}'[", stdout);
	put_quoted(dais_completion_help_said(), "\\]");
	/* The file is either found in $fpath, where its first call completes, or sourced. */
	(void)puts("]' \\\n"
		   "\t\t'(-): :_dais_commands' \\\n"
		   "\t\t'(-)*:: :->command' && return\n"
		   "\tif [[ $state == command ]] && (( $+functions[_dais_$words[1]] )); then\n"
		   "\t\tcurcontext=\"${curcontext%:*}-$words[1]:\"\n"
		   "\t\t_dais_$words[1]\n"
		   "\tfi\n"
		   "}\n\n"
		   "if [[ $funcstack[1] == _dais ]]; then\n"
		   "\t_dais \"$@\"\n"
		   "else\n"
		   "\tcompdef _dais dais\n"
		   "fi");
}
