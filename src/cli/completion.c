/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais completion: what bash offers, from the tables of commands, actions, options and rules. Where
 * it has nothing to offer, readline offers files, with the quotes that odd names need.
 */
#include "check/check.h"
#include "cli/cli.h"
#include "model/record.h"
#include "read/package/profile.h"
#include "service/actor/actor.h"

static void
put_languages(void)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		(void)printf("%s ", dais_lang_code((enum dais_lang)l));
}

static void
put_modalities(void)
{
	for (int m = 0; m < DAIS_MODALITY_COUNT; m++)
		(void)printf("%s ", dais_modality_name((enum dais_modality)m));
}

static void
put_roles(void)
{
	for (int r = 0; r < DAIS_ROLE_COUNT; r++)
		(void)printf("%s ", dais_role_name((enum dais_role)r));
}

static void
put_rules(void)
{
	for (size_t i = 0; i < dais_rules_count(); i++)
		(void)printf("%s ", dais_rule_at(i)->id);
}

/* "neutral, untoc" as words. */
static void
put_profiles(void)
{
	struct dais_str rest = dais_str_from(dais_profile_names()), one;

	while (dais_str_next(&rest, ',', &one))
		(void)printf("%.*s ", DAIS_STR_ARG(dais_str_trim(one)));
}

/* Options whose values other parts of the program know. */
static const struct {
	const char *option;
	void (*put)(void);
} known[] = {
	{ "messages", put_languages },
	{ "lang", put_languages },
	{ "language", put_languages },
	{ "modality", put_modalities },
	{ "switch", put_modalities },
	{ "role", put_roles },
	{ "rule", put_rules },
	{ "profile", put_profiles },
};

/* Values that are words of a list; a test asks the program whether it takes each. */
static const struct {
	const char *command, *option, *values;
} lists[] = {
	{ "account", "format", "text json" },
	{ "build", "format", "pdf docx html akn ics xliff txt json" },
	{ "check", "format", "text json sarif" },
	{ "check", "severity", "error warning info" },
	{ "concord", "format", "text json sarif" },
	{ "db", "format", "text json" },
	{ "new", "noun", "meeting session" },
	{ "plan", "format", "text json html svg ics" },
	{ "read", "format", "json" },
	{ "rules", "format", "text json" },
	{ "serve", "mail-tls", "required if-offered none" },
	{ "serve", "second-factor", "administrator all none" },
};

static void
put_values(const struct dais_command *c, const struct dais_option *o)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].option, o->name) == 0)
			known[i].put();
	}
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		if (strcmp(lists[i].option, o->name) == 0 && strcmp(lists[i].command, c->name) == 0)
			(void)fputs(lists[i].values, stdout);
	}
}

static void
put_option_values(const struct dais_command *c, const struct dais_option *options)
{
	for (const struct dais_option *o = options; o && o->name; o++) {
		if (o->type == DAIS_OPTION_FLAG)
			continue;
		(void)printf("\t\t--%s", o->name);
		if (o->letter)
			(void)printf("|-%c", o->letter);
		(void)fputs(") words=\"", stdout);
		put_values(c, o);
		(void)puts("\"; return ;;");
	}
}

/* What stands first behind a command: what it is to do, a rule, a command. */
static void
put_first_words(const struct dais_command *c)
{
	for (const struct dais_cli_action *x = c->actions; x && x->usage; x++)
		(void)printf("%.*s ", (int)strcspn(x->usage, " "), x->usage);
	if (strcmp(c->name, "rules") == 0)
		put_rules();
	for (const struct dais_command *other = dais_commands();
	    strcmp(c->name, "help") == 0 && other->name; other++)
		(void)printf("%s ", other->name);
}

static void
put_command(const struct dais_command *c)
{
	const struct dais_option *options = c->options ? c->options() : NULL;

	(void)printf("\t%s)\n\t\tcase $before in\n", c->name);
	put_option_values(c, options);
	put_option_values(c, dais_options_of_all);
	(void)puts("\t\tesac\n\t\tcase $word in");
	(void)fputs("\t\t-*) words=\"", stdout);
	for (const struct dais_option *o = options; o && o->name; o++)
		(void)printf("--%s ", o->name);
	for (const struct dais_option *o = dais_options_of_all; o->name; o++)
		(void)printf("--%s ", o->name);
	(void)fputs("--help\" ;;\n\t\t*) [ \"$COMP_CWORD\" -gt 2 ] || words=\"", stdout);
	put_first_words(c);
	(void)puts("\" ;;\n\t\tesac ;;");
}

int
dais_cmd_completion(int argc, char **argv)
{
	(void)argc;
	(void)argv;
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
	return DAIS_EXIT_OK;
}
