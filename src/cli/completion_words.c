/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a shell offers, from the tables of commands, actions, options and rules.
 */
#include "base/buf.h"
#include "check/check.h"
#include "cli/completion_priv.h"
#include "model/record.h"
#include "read/package/profile.h"
#include "service/actor/actor.h"
#include "text/message.h"

static void
put_languages(struct dais_buf *b)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		dais_buf_printf(b, "%s ", dais_lang_code((enum dais_lang)l));
}

static void
put_modalities(struct dais_buf *b)
{
	for (int m = 0; m < DAIS_MODALITY_COUNT; m++)
		dais_buf_printf(b, "%s ", dais_modality_name((enum dais_modality)m));
}

static void
put_roles(struct dais_buf *b)
{
	for (int r = 0; r < DAIS_ROLE_COUNT; r++)
		dais_buf_printf(b, "%s ", dais_role_name((enum dais_role)r));
}

static void
put_rules(struct dais_buf *b)
{
	for (size_t i = 0; i < dais_rules_count(); i++)
		dais_buf_printf(b, "%s ", dais_rule_at(i)->id);
}

/* "neutral, untoc" as words. */
static void
put_profiles(struct dais_buf *b)
{
	struct dais_str rest = dais_str_from(dais_profile_names()), one;

	while (dais_str_next(&rest, ',', &one))
		dais_buf_printf(b, "%.*s ", DAIS_STR_ARG(dais_str_trim(one)));
}

/* Options whose values other parts of the program know. */
static const struct {
	const char *option;
	void (*put)(struct dais_buf *b);
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

static struct dais_str
values_of(struct dais_arena *a, const struct dais_command *c, const struct dais_option *o)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].option, o->name) == 0)
			known[i].put(&b);
	}
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		if (strcmp(lists[i].option, o->name) == 0 && strcmp(lists[i].command, c->name) == 0)
			dais_buf_puts(&b, lists[i].values);
	}
	return dais_str_trim(dais_buf_dup(&b, a));
}

enum dais_completion_files
dais_completion_files(const char *usage)
{
	struct dais_str s = dais_str_from(usage);

	/* What stands behind the operands are options: "FILE... [--lang L] [--out DIR]". */
	s = dais_str_sub(s, 0, dais_str_find(s, DAIS_STR("--"), 0));
	/* "CALENDAR.yaml", but not the dots of "DIR...". */
	if (dais_str_find(s, DAIS_STR("FILE"), 0) != SIZE_MAX ||
	    dais_str_find(s, DAIS_STR(".yaml"), 0) != SIZE_MAX ||
	    dais_str_find(s, DAIS_STR("WHERE"), 0) != SIZE_MAX ||
	    dais_str_find(s, DAIS_STR("OUT"), 0) != SIZE_MAX)
		return DAIS_COMPLETION_FILES;
	return dais_str_find(s, DAIS_STR("DIR"), 0) != SIZE_MAX ? DAIS_COMPLETION_FOLDERS
								: DAIS_COMPLETION_NO_FILES;
}

static const char *
said(const char *english)
{
	return dais_text_message_words(dais_cli_language(), english);
}

/* A rule by the number of its place; behind the last of them there is none. */
static bool
rule_word(size_t i, struct dais_completion_word *ret)
{
	if (i >= dais_rules_count())
		return false;
	ret->word = dais_str_from(dais_rule_at(i)->id);
	ret->said = said(dais_rule_at(i)->statement);
	return true;
}

static bool
action_word(const struct dais_cli_action *x, size_t i, struct dais_completion_word *ret)
{
	for (; x->usage && i > 0; x++)
		i--;
	if (!x->usage)
		return false;
	ret->word = dais_str_sub(dais_str_from(x->usage), 0, strcspn(x->usage, " "));
	ret->said = said(x->words);
	ret->files = dais_completion_files(x->usage);
	return true;
}

bool
dais_completion_command(size_t i, struct dais_completion_word *ret)
{
	const struct dais_command *c = dais_commands();

	*ret = (struct dais_completion_word){ 0 };
	for (; c->name && i > 0; c++)
		i--;
	if (!c->name)
		return false;
	ret->word = dais_str_from(c->name);
	ret->said = said(c->summary);
	return true;
}

bool
dais_completion_first(const struct dais_command *c, size_t i, struct dais_completion_word *ret)
{
	*ret = (struct dais_completion_word){ 0 };
	if (c->actions)
		return action_word(c->actions, i, ret);
	if (strcmp(c->name, "rules") == 0)
		return rule_word(i, ret);
	return strcmp(c->name, "help") == 0 && dais_completion_command(i, ret);
}

/* Every command takes it, before its options are read. */
static const struct dais_option help_option = { DAIS_OPTION_FLAG, 'h', "help", NULL,
	DAIS_MESSAGE("print this"), NULL };

const char *
dais_completion_help_said(void)
{
	return said(help_option.help);
}

const char *
dais_completion_version_said(void)
{
	return said(DAIS_MESSAGE("print the version"));
}

struct found_options {
	struct dais_arena *a;
	const struct dais_command *command;
	struct dais_completion_option *v;
	size_t n;
	bool letters[128];
};

static void
add_option(struct found_options *f, const struct dais_option *o)
{
	struct dais_completion_option *x = &f->v[f->n++];
	const unsigned letter = (unsigned char)o->letter & 127u;

	x->option = o;
	x->said = said(o->help);
	if (letter && !f->letters[letter]) {
		x->letter = o->letter;
		f->letters[letter] = true;
	}
	if (o->type == DAIS_OPTION_FLAG)
		return;
	x->takes_several = strstr(o->value, ",...") != NULL;
	x->values = values_of(f->a, f->command, o);
	x->files = x->values.n ? DAIS_COMPLETION_NO_FILES : dais_completion_files(o->value);
}

static size_t
count_options(const struct dais_option *o)
{
	size_t n = 0;

	for (; o && o->name; o++)
		n++;
	return n;
}

const struct dais_completion_option *
dais_completion_options(struct dais_arena *a, const struct dais_command *c, size_t *ret_n)
{
	const struct dais_option *own = c->options ? c->options() : NULL;
	const size_t most = count_options(own) + count_options(dais_options_of_all) + 1;
	struct found_options f = { .a = a, .command = c };

	f.v = dais_arena_alloc(a, most * sizeof(*f.v));
	for (const struct dais_option *o = own; o && o->name; o++)
		add_option(&f, o);
	for (const struct dais_option *o = dais_options_of_all; o->name; o++)
		add_option(&f, o);
	add_option(&f, &help_option);
	*ret_n = f.n;
	return f.v;
}
