/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais new: flags first; what is missing is asked on a terminal, else the default is taken.
 */
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "read/package/skeleton.h"
#include "service/house/facts.h"
#include "text/message.h"
#include "text/text.h"

static struct {
	struct dais_option_list bodies, symbols, ordinals, languages;
	const char *noun, *opens, *closes, *place, *zone, *profile;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_LIST, 'b', "body", "NAME",
	    DAIS_MESSAGE("name of the body; up to three that meet together"), &args.bodies },
	{ DAIS_OPTION_LIST, 0, "symbol", "STEM",
	    DAIS_MESSAGE("stem of its symbols, as A/AC.1; once a body"), &args.symbols },
	{ DAIS_OPTION_STRING, 0, "noun", "NOUN", DAIS_MESSAGE("meeting (default) or session"),
	    &args.noun },
	{ DAIS_OPTION_LIST, 0, "ordinal", "N",
	    DAIS_MESSAGE("which meeting it is (default 1); once a body"), &args.ordinals },
	{ DAIS_OPTION_STRING, 0, "opens", "DATE", DAIS_MESSAGE("first day, as 2027-05-24"),
	    &args.opens },
	{ DAIS_OPTION_STRING, 0, "closes", "DATE",
	    DAIS_MESSAGE("last day (default: the fifth working day)"), &args.closes },
	{ DAIS_OPTION_STRING, 0, "place", "CITY", DAIS_MESSAGE("city"), &args.place },
	{ DAIS_OPTION_STRING, 0, "zone", "ZONE", DAIS_MESSAGE("its time zone, as Europe/Vienna"),
	    &args.zone },
	{ DAIS_OPTION_STRING, 0, "profile", "NAME",
	    DAIS_MESSAGE("rules of the body: neutral (default) or untoc"), &args.profile },
	{ DAIS_OPTION_LIST, 'l', "lang", "L,...", DAIS_MESSAGE("languages (default en)"),
	    &args.languages },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_new_options(void)
{
	return options;
}

/* Asks for a line, @question being a message; NULL when nothing was typed or there is no terminal.
 */
static const char *
ask(struct dais_arena *a, const char *question, const char *example)
{
	char line[512];
	struct dais_str s;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return NULL;
	(void)printf("%s [%s]: ", dais_text_message_words(dais_cli_language(), question), example);
	(void)fflush(stdout);
	if (!fgets(line, sizeof(line), stdin))
		return NULL;
	s = dais_str_trim(dais_str_from(line));
	return s.n && dais_str_is_text(s, NULL) ? dais_arena_cstr(a, s) : NULL;
}

static bool
date(const char *text, const char *what, struct dais_date *ret, struct dais_err *err)
{
	if (!text || dais_date_parse(dais_str_from(text), ret))
		return true;
	(void)dais_err_set(err, DAIS_ERR_INVALID, "%s is \"%s\", not a date", what, text);
	return dais_err_hint(err, "Write it as in 2027-05-24.");
}

/* The first is the one the document is written in. */
static bool
languages(dais_lang_set *set, enum dais_lang *first, struct dais_err *err)
{
	for (size_t i = 0; i < args.languages.n; i++) {
		struct dais_str rest = dais_str_from(args.languages.v[i]), part;
		enum dais_lang l;

		while (dais_str_next(&rest, ',', &part)) {
			if (!dais_lang_parse(part, &l)) {
				(void)dais_err_set(err, DAIS_ERR_INVALID,
				    "\"%.*s\" is not a language", DAIS_STR_ARG(part));
				return dais_err_hint(
				    err, "Languages are ar, zh, en, fr, ru and es.");
			}
			if (!*set)
				*first = l;
			*set |= DAIS_LANG_BIT(l);
		}
	}
	return true;
}

/* The last part of its symbol, as the desk does; NULL: another body has it, or there is none. */
static const char *
id_of(struct dais_arena *a, const struct dais_skeleton_options *opt, const char *symbol)
{
	const struct dais_ml none = { 0 };
	const char *id;

	if (!symbol)
		return NULL;
	id = dais_arena_cstr(a, dais_facts_body_id(a, dais_str_from(symbol), &none));
	for (size_t i = 0; i < opt->body_count; i++)
		if (opt->bodies[i].id && strcmp(opt->bodies[i].id, id) == 0)
			return NULL;
	return id;
}

static bool
bodies(struct dais_arena *a, struct dais_skeleton_options *opt, struct dais_err *err)
{
	bool session = args.noun && strcmp(args.noun, "session") == 0;

	if (args.noun && !session && strcmp(args.noun, "meeting") != 0)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "--noun is meeting or session, not \"%s\"", args.noun);
	if (args.bodies.n > DAIS_SKELETON_BODIES_MAX)
		return dais_err_set(
		    err, DAIS_ERR_LIMIT, "at most %d bodies", DAIS_SKELETON_BODIES_MAX);
	opt->body_count = args.bodies.n ? args.bodies.n : 1;
	for (size_t i = 0; i < opt->body_count; i++) {
		struct dais_skeleton_body *b = &opt->bodies[i];
		int64_t n = 1;

		b->name = args.bodies.n ? args.bodies.v[i] : "Working Group";
		b->symbol = i < args.symbols.n ? args.symbols.v[i] : NULL;
		b->id = id_of(a, opt, b->symbol);
		b->noun_is_session = session;
		if (i < args.ordinals.n &&
		    !dais_str_to_int(dais_str_from(args.ordinals.v[i]), 1, 999, &n))
			return dais_err_set(
			    err, DAIS_ERR_INVALID, "--ordinal takes a number from 1 to 999");
		b->ordinal = (unsigned)n;
	}
	return true;
}

static void
ask_missing(struct dais_arena *a)
{
	const char *name;

	if (!args.bodies.n && (name = ask(a, DAIS_MESSAGE("Name of the body"), "Working Group")))
		args.bodies.v[args.bodies.n++] = name;
	if (!args.opens)
		args.opens = ask(a, DAIS_MESSAGE("First day"), "2027-05-24");
	if (!args.place)
		args.place = ask(a, DAIS_MESSAGE("City"), "Vienna");
	if (!args.zone)
		args.zone = ask(a, DAIS_MESSAGE("Time zone"), "Europe/Vienna");
}

static bool
known_zone(const char *zone, struct dais_date on, struct dais_err *err)
{
	int minutes;

	if (!zone ||
	    dais_text_zone_offset(dais_str_from(zone), (struct dais_local){ on, 0 }, &minutes))
		return true;
	(void)dais_err_set(err, DAIS_ERR_INVALID, "there is no time zone \"%s\"", zone);
	return dais_err_hint(err, "Give an IANA name such as Europe/Vienna.");
}

static bool
make(struct dais_arena *a, const char *dir, struct dais_err *err)
{
	struct dais_skeleton_options opt = { .profile = args.profile };
	enum dais_lang original = DAIS_LANG_EN;
	int64_t now;

	/* Nobody is asked for days of a meeting that cannot be made there. */
	if (!dais_package_may_be_new(dir, err))
		return false;
	ask_missing(a);
	if (!args.opens) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "the first day is not given");
		return dais_err_hint(err, "Give it with --opens, as in --opens 2027-05-24.");
	}
	if (!dais_cli_epoch((int64_t)time(NULL), &now, err))
		return false;
	opt.place = args.place;
	opt.zone = args.zone;
	opt.original = &original;
	opt.written_on = dais_local_from_ms(now * 1000).date;
	return date(args.opens, "--opens", &opt.opens, err) &&
	       date(args.closes, "--closes", &opt.closes, err) &&
	       known_zone(args.zone, opt.opens, err) && languages(&opt.languages, &original, err) &&
	       bodies(a, &opt, err) && dais_package_new(dir, &opt, err);
}

int
dais_cmd_new(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	const char *dir = NULL;
	struct dais_str typed;
	size_t n = 0;

	if (!dais_option_parse(argc, argv, options, &dir, 1, &n, &err))
		return dais_cli_error(&err);
	if (n == 0) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "no folder for the new package");
		(void)dais_err_hint(
		    &err, "Name one, as in dais new my-meeting --opens 2027-05-24.");
		return dais_cli_error(&err);
	}
	if (!make(a, dir, &err))
		return dais_cli_error(&err);
	dais_cli_say(stdout, "%s is ready. Edit %s/meeting.yaml and %s/text, then:", dir, dir, dir);
	typed = dais_cli_typed(a, dais_str_from(dir));
	(void)printf("  dais check %.*s\n  dais build %.*s --out out\n", DAIS_STR_ARG(typed),
	    DAIS_STR_ARG(typed));
	return DAIS_EXIT_OK;
}
