/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Options by table.
 */
#include "cli/cli.h"

static const char *messages;

const struct dais_option dais_options_of_all[] = {
	{ DAIS_OPTION_STRING, 'm', "messages", "L",
	    DAIS_MESSAGE("language of messages (default: that of the environment)"), &messages },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

static const struct dais_option *
by_name(const struct dais_option *o, struct dais_str name)
{
	for (; o->name; o++) {
		if (dais_str_is(name, o->name))
			return o;
	}
	return o == dais_options_of_all + 1 ? NULL : by_name(dais_options_of_all, name);
}

static const struct dais_option *
by_letter(const struct dais_option *o, char c)
{
	for (; o->name; o++) {
		if (o->letter && o->letter == c)
			return o;
	}
	return o == dais_options_of_all + 1 ? NULL : by_letter(dais_options_of_all, c);
}

static bool
unknown(
    const struct dais_option *options, const char *arg, struct dais_str name, struct dais_err *err)
{
	struct dais_near near = { .word = name };

	for (const struct dais_option *o = options; o->name; o++)
		dais_near_try(&near, dais_str_from(o->name));
	(void)dais_err_set(err, DAIS_ERR_INVALID, "unknown option %s", arg);
	if (near.best.n)
		return dais_err_hint(err, "Did you mean --%s?", near.best.p);
	return dais_err_hint(err, "See the options with --help.");
}

static bool
store(const struct dais_option *o, const char *value, struct dais_err *err)
{
	struct dais_option_list *list = o->target;

	switch (o->type) {
	case DAIS_OPTION_FLAG:
		*(bool *)o->target = true;
		return true;
	case DAIS_OPTION_STRING:
		*(const char **)o->target = value;
		return true;
	case DAIS_OPTION_LIST:
	default:
		if (list->n >= DAIS_OPTION_LIST_MAX)
			return dais_err_set(
			    err, DAIS_ERR_LIMIT, "--%s is given too often", o->name);
		list->v[list->n++] = value;
		return true;
	}
}

struct cursor {
	int argc;
	char **argv;
	int at;
	const struct dais_option *options;
};

/* The option's value: after "=", or the next argument. */
static bool
take(struct cursor *c, const struct dais_option *o, const char *attached, struct dais_err *err)
{
	if (o->type == DAIS_OPTION_FLAG) {
		if (attached)
			return dais_err_set(err, DAIS_ERR_INVALID, "--%s takes no value", o->name);
		return store(o, NULL, err);
	}
	if (attached)
		return store(o, attached, err);
	if (c->at + 1 >= c->argc)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "--%s needs a value: %s", o->name, o->value);
	return store(o, c->argv[++c->at], err);
}

static bool
take_long(struct cursor *c, const char *arg, struct dais_err *err)
{
	struct dais_str name = dais_str_from(arg + 2);
	size_t eq = dais_str_find_char(name, '=', 0);
	const struct dais_option *o = by_name(c->options, dais_str_sub(name, 0, eq));

	if (!o)
		return unknown(c->options, arg, dais_str_sub(name, 0, eq), err);
	return take(c, o, eq == SIZE_MAX ? NULL : arg + 2 + eq + 1, err);
}

static bool
take_short(struct cursor *c, const char *arg, struct dais_err *err)
{
	const struct dais_option *o = by_letter(c->options, arg[1]);

	if (!o)
		return unknown(c->options, arg, dais_str_from(arg + 1), err);
	return take(c, o, arg[2] ? arg + 2 : NULL, err);
}

static bool
take_language(struct dais_err *err)
{
	enum dais_lang l;

	if (!messages)
		return true;
	if (dais_lang_parse(dais_str_from(messages), &l)) {
		dais_cli_speak(l);
		return true;
	}
	(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not a language", messages);
	return dais_err_hint(err, "Languages are ar, zh, en, fr, ru and es.");
}

bool
dais_option_parse(int argc, char **argv, const struct dais_option *options, const char **operands,
    size_t max, size_t *ret_n, struct dais_err *err)
{
	struct cursor c = { argc, argv, 1, options };
	bool ended = false;
	size_t n = 0;

	for (; c.at < argc; c.at++) {
		const char *arg = argv[c.at];

		if (!ended && strcmp(arg, "--") == 0) {
			ended = true;
			continue;
		}
		if (!ended && strncmp(arg, "--", 2) == 0) {
			if (!take_long(&c, arg, err))
				return false;
			continue;
		}
		if (!ended && arg[0] == '-' && arg[1]) {
			if (!take_short(&c, arg, err))
				return false;
			continue;
		}
		if (n >= max)
			return dais_err_set(
			    err, DAIS_ERR_INVALID, "unexpected argument \"%s\"", arg);
		operands[n++] = arg;
	}
	*ret_n = n;
	return take_language(err);
}
