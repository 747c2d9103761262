/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The language of the reader, and errors said in it.
 */
#include <stdlib.h>

#include "base/lang_tag.h"
#include "cli/cli.h"
#include "text/err_say.h"

static enum dais_lang language = DAIS_LANG_EN;

/* French of "fr_CA.UTF-8"; false for "C" and languages that are none of the six. */
static bool
locale_language(const char *locale, enum dais_lang *ret)
{
	return dais_lang_of_tag((struct dais_str){ locale, strcspn(locale, ".@:") }, ret);
}

static const char *
first_set(const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return "C";
}

static enum dais_lang
environment_language(void)
{
	static const char *const locales[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = first_set(locales, 3), *list = getenv("LANGUAGE");
	bool is_plain = strcmp(locale, "POSIX") == 0 ||
			(locale[0] == 'C' && (locale[1] == '\0' || locale[1] == '.'));
	enum dais_lang l = DAIS_LANG_EN;

	/* As gettext has it: LANGUAGE is a list of wishes, but not where there is no locale. */
	while (!is_plain && list && *list) {
		if (locale_language(list, &l))
			return l;
		list += strcspn(list, ":");
		list += *list == ':';
	}
	return locale_language(locale, &l) ? l : DAIS_LANG_EN;
}

enum dais_lang
dais_cli_language(void)
{
	return language;
}

void
dais_cli_speak(enum dais_lang l)
{
	language = l;
}

/* The value of --messages or -m at @argv[@at]; NULL: it is something else. */
static const char *
value_at(char **argv, int at)
{
	static const char name[] = "--messages";
	const size_t n = sizeof(name) - 1;
	const char *arg = argv[at];

	if (strncmp(arg, "-m", 2) == 0 && arg[2])
		return arg + 2;
	if (strncmp(arg, name, n) == 0 && arg[n] == '=')
		return arg + n + 1;
	return strcmp(arg, "-m") == 0 || strcmp(arg, name) == 0 ? argv[at + 1] : NULL;
}

void
dais_cli_find_language(char **argv)
{
	language = environment_language();
	for (int i = 1; argv[0] && argv[i] && strcmp(argv[i], "--") != 0; i++) {
		/* What is no language is refused where options are read; "-m" may mean another. */
		const char *value = value_at(argv, i);

		if (value)
			(void)dais_lang_parse(dais_str_from(value), &language);
	}
}

void
dais_cli_diags_init(struct dais_diags *d, struct dais_arena *a)
{
	dais_diags_init(d, a);
	dais_text_diags_in(d, language);
}

void
dais_cli_say(FILE *to, const char *english, ...)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s;
	va_list ap;

	va_start(ap, english);
	s = dais_text_message_v(a, language, english, ap);
	va_end(ap);
	/* VTE and Konsole drop a character that turns a line where the line begins with it. */
	if (dais_lang_is_rtl(language) && dais_cli_columns(to) > 0)
		(void)fputc(' ', to);
	dais_cli_put_message(s, language, to);
	(void)fputc('\n', to);
}

/* Names of files and words of documents are among what is said. */
int
dais_cli_error(const struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	enum dais_lang l = dais_text_err_is_in(language, err) ? language : DAIS_LANG_EN;
	struct dais_str advice = dais_text_err_advice(a, l, err);

	(void)fputs("dais: ", stderr);
	dais_cli_put_message(dais_text_err_say(a, l, err), l, stderr);
	(void)fputc('\n', stderr);
	if (advice.n) {
		(void)fputs("      ", stderr);
		dais_cli_put_message(advice, l, stderr);
		(void)fputc('\n', stderr);
	}
	return DAIS_EXIT_USAGE;
}
