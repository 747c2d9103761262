/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais rules.
 */
#include <strings.h>

#include "check/check.h"
#include "cli/cli.h"
#include "mark/json.h"
#include "sources.h"
#include "text/message.h"

static const char *format;
static enum dais_lang said_in;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'f', "format", "F", DAIS_MESSAGE("text or json"), &format },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_rules_options(void)
{
	return options;
}

/* The columns of a row of doc/sources.md: "| key, key | source |". */
static bool
split_row(struct dais_str line, struct dais_str *ret_keys, struct dais_str *ret_source)
{
	size_t at;

	if (!dais_str_has_prefix(line, DAIS_STR("| ")) ||
	    !dais_str_has_suffix(line, DAIS_STR(" |")))
		return false;
	line = dais_str_sub(line, 2, line.n - 2);
	at = dais_str_find(line, DAIS_STR(" | "), 0);
	if (at == SIZE_MAX)
		return false;
	*ret_keys = dais_str_sub(line, 0, at);
	*ret_source = dais_str_sub(line, at + 3, line.n);
	/* A place to link to, in front. */
	if (dais_str_has_prefix(*ret_source, DAIS_STR("<a ")))
		*ret_source = dais_str_sub(*ret_source,
		    dais_str_find(*ret_source, DAIS_STR("</a>"), 0) + 4, ret_source->n);
	return true;
}

static bool
has_key(struct dais_str keys, struct dais_str key)
{
	struct dais_str one;

	while (dais_str_next(&keys, ',', &one)) {
		if (dais_str_eq(dais_str_trim(one), key))
			return true;
	}
	return false;
}

/* What the source called @key is; empty when doc/sources.md does not have it. */
static struct dais_str
find_source(struct dais_str key)
{
	struct dais_str rest = { (const char *)dais_sources[0].bytes, dais_sources[0].size };
	struct dais_str line, keys, source;

	while (dais_str_next_line(&rest, &line)) {
		if (split_row(line, &keys, &source) && has_key(keys, key))
			return source;
	}
	return DAIS_STR_NONE;
}

/* @english in the language of the rules. */
static void put(const char *english) DAIS_NAMES(1);

static void
put(const char *english)
{
	dais_cli_put_message(
	    dais_str_from(dais_text_message_words(said_in, english)), said_in, stdout);
}

static const char *
severity(const struct dais_rule *r)
{
	return dais_text_message_words(said_in, dais_severity_name(r->severity));
}

static void
print_sources(const struct dais_rule *r)
{
	struct dais_str keys = dais_str_from(r->source), key;

	put("Source:");
	(void)printf(" %s\n", r->source);
	while (dais_str_next(&keys, ',', &key)) {
		struct dais_str source = find_source(dais_str_trim(key));

		if (source.n)
			(void)printf("        %.*s: %.*s\n", DAIS_STR_ARG(dais_str_trim(key)),
			    DAIS_STR_ARG(source));
	}
}

static void
explain(const struct dais_rule *r)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	/* The examples of a rule are as a document or a package has them. */
	const char *gap = said_in == DAIS_LANG_EN ? "  " : " ";

	(void)printf("%s (%s)\n\n", r->id, severity(r));
	put(r->statement);
	(void)fputs("\n\n", stdout);
	print_sources(r);
	put("Passes:");
	(void)printf(" %s\n", r->passes);
	put("Fails:");
	(void)printf("%s%s\n", gap, r->fails);
	if (r->note) {
		put("Note:");
		(void)printf("%s%s", gap, said_in == DAIS_LANG_EN ? " " : "");
		put(r->note);
		(void)putchar('\n');
	}
	if (!r->by_default && (r->run || r->planned)) {
		dais_cli_put_message(
		    dais_text_message(
			a, said_in, "Off by default; ask for it with dais check --rule %s", r->id),
		    said_in, stdout);
		(void)putchar('\n');
	}
}

/* A severity in a column as wide as the widest. */
static void
put_padded(const char *s)
{
	static const enum dais_severity all[] = { DAIS_SEVERITY_INFO, DAIS_SEVERITY_WARNING,
		DAIS_SEVERITY_ERROR };
	size_t width = 8;

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		size_t n = dais_str_count(
		    dais_str_from(dais_text_message_words(said_in, dais_severity_name(all[i]))));

		width = n > width ? n : width;
	}
	(void)fputs(s, stdout);
	for (size_t n = dais_str_count(dais_str_from(s)); n <= width; n++)
		(void)putchar(' ');
}

static void
list(void)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t n = dais_rules_count();

	for (size_t i = 0; i < n; i++) {
		const struct dais_rule *r = dais_rule_at(i);

		(void)printf("%-12s ", r->id);
		put_padded(severity(r));
		put(r->statement);
		if (!r->run && !r->planned) {
			(void)putchar(' ');
			put("(not run on a package)");
		}
		(void)putchar('\n');
	}
	dais_cli_put_message(
	    dais_text_message(a, said_in, "%zu rules; dais rules ID explains one", n), said_in,
	    stdout);
	(void)putchar('\n');
}

static void
write_rule(struct dais_json *w, const struct dais_rule *r)
{
	dais_json_object(w);
	dais_json_pair_c(w, "id", r->id);
	dais_json_pair_c(w, "severity", dais_severity_name(r->severity));
	dais_json_pair_c(w, "statement", dais_text_message_words(said_in, r->statement));
	if (said_in != DAIS_LANG_EN)
		dais_json_pair_c(w, "english", r->statement);
	dais_json_pair_c(w, "source", r->source);
	dais_json_pair_c(w, "passes", r->passes);
	dais_json_pair_c(w, "fails", r->fails);
	dais_json_pair_bool(w, "run", r->run || r->planned);
	dais_json_pair_bool(w, "default", r->by_default);
	dais_json_end(w);
}

static int
print_json(const struct dais_rule *one)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, false);
	dais_json_object(&w);
	dais_json_key(&w, "rules");
	dais_json_array(&w);
	for (size_t i = 0; i < dais_rules_count(); i++) {
		if (!one || one == dais_rule_at(i))
			write_rule(&w, dais_rule_at(i));
	}
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_cli_put(dais_buf_str(&out)) ? DAIS_EXIT_OK : DAIS_EXIT_USAGE;
}

/* The rule that is meant by @typed. NULL, NOT_FOUND: there is none. */
static const struct dais_rule *
rule_typed(const char *typed, struct dais_err *err)
{
	for (size_t i = 0; i < dais_rules_count(); i++) {
		const struct dais_rule *r = dais_rule_at(i);

		if (strcasecmp(r->id, typed) == 0 || strcasecmp(r->id + strlen("R-"), typed) == 0)
			return r;
	}
	(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no rule %s", typed);
	(void)dais_err_hint(err, "dais rules lists them.");
	return NULL;
}

bool
dais_cli_settle_rules(struct dais_option_list *typed, struct dais_err *err)
{
	for (size_t i = 0; i < typed->n; i++) {
		const struct dais_rule *r = rule_typed(typed->v[i], err);

		if (!r)
			return false;
		typed->v[i] = r->id;
	}
	return true;
}

int
dais_cmd_rules(int argc, char **argv)
{
	struct dais_err err = DAIS_ERR_INIT;
	const char *id = NULL;
	const struct dais_rule *rule = NULL;
	size_t n = 0;

	if (!dais_option_parse(argc, argv, options, &id, 1, &n, &err))
		return dais_cli_error(&err);
	said_in = dais_cli_language();
	if (id && !(rule = rule_typed(id, &err)))
		return dais_cli_error(&err);
	if (format && strcmp(format, "json") == 0)
		return print_json(rule);
	if (format && strcmp(format, "text") != 0) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "\"%s\" is not a format", format);
		(void)dais_err_hint(&err, "Formats are text and json.");
		return dais_cli_error(&err);
	}
	if (rule)
		explain(rule);
	else
		list();
	return DAIS_EXIT_OK;
}
