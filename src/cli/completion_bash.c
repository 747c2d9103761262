/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What bash offers. Where it has nothing to offer, readline offers files, with the quotes that odd
 * names need.
 */
#include "cli/completion_priv.h"

static void
put_option_values(const struct dais_completion_option *options, size_t n)
{
	for (const struct dais_completion_option *o = options; o < options + n; o++) {
		if (o->option->type == DAIS_OPTION_FLAG)
			continue;
		(void)printf("\t\t--%s", o->option->name);
		if (o->letter)
			(void)printf("|-%c", o->letter);
		(void)printf(") words=\"%.*s\"; return ;;\n", DAIS_STR_ARG(o->values));
	}
}

static void
put_command(const struct dais_command *c)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t n = 0;
	const struct dais_completion_option *options = dais_completion_options(a, c, &n);
	struct dais_completion_word word = { 0 };

	(void)printf("\t%s)\n\t\tcase $before in\n", c->name);
	put_option_values(options, n);
	(void)fputs("\t\tesac\n\t\tcase $word in\n\t\t-*) words=\"", stdout);
	for (size_t i = 0; i < n; i++)
		(void)printf("%s--%s", i ? " " : "", options[i].option->name);
	(void)fputs("\" ;;\n\t\t*) [ \"$COMP_CWORD\" -gt 2 ] || words=\"", stdout);
	for (size_t i = 0; dais_completion_first(c, i, &word); i++)
		(void)printf("%.*s ", DAIS_STR_ARG(word.word));
	(void)puts("\" ;;\n\t\tesac ;;");
}

void
dais_completion_bash(void)
{
	/* "--format=json" is three words to bash. */
	(void)puts("# bash completion of dais; made by dais completion\n"
		   "_dais_words()\n{\n\tcase $command in");
	(void)fputs("\t'') words=\"", stdout);
	for (const struct dais_command *c = dais_commands(); c->name; c++)
		(void)printf("%s ", c->name);
	(void)puts("--version --help\" ;;");
	for (const struct dais_command *c = dais_commands(); c->name; c++)
		put_command(c);
	(void)puts(
	    "\tesac\n}\n_dais()\n{\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
	    "\tlocal command= words=\n"
	    "\tif [ \"$word\" = = ]; then\n\t\tword=\n"
	    "\telif [ \"$before\" = = ]; then\n\t\tbefore=${COMP_WORDS[COMP_CWORD-2]}\n\tfi\n"
	    "\t[ \"$COMP_CWORD\" -eq 1 ] || command=${COMP_WORDS[1]}\n"
	    "\t_dais_words\n"
	    "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n"
	    "complete -o bashdefault -o default -F _dais dais");
}
