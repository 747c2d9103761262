/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "model/prose.h"

#include "base/message.h"

/* @why is said by the reader of packages. */
static bool fail(const char **ret_why, const char *why) DAIS_NAMES(2);

static bool
fail(const char **ret_why, const char *why)
{
	if (ret_why)
		*ret_why = why;
	return false;
}

static bool
is_word(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((s.p[i] < 'a' || s.p[i] > 'z') && s.p[i] != '-')
			return false;
	}
	return s.n > 0;
}

static bool
takes_body(struct dais_str kind)
{
	return dais_str_is(kind, "item") || dais_str_is(kind, "number") ||
	       dais_str_is(kind, "title") || dais_str_is(kind, "quoted");
}

bool
dais_ref_parse(struct dais_str inside, struct dais_ref *ret_ref, const char **ret_why)
{
	struct dais_ref ref = { .source = inside };
	size_t bar = dais_str_find_char(inside, '|', 0);
	struct dais_str head = dais_str_trim(dais_str_sub(inside, 0, bar));
	struct dais_str rest = head;
	size_t at;

	if (bar != SIZE_MAX) {
		ref.words = dais_str_trim(dais_str_sub(inside, bar + 1, inside.n));
		if (ref.words.n == 0)
			return fail(ret_why, "no words after the bar");
	}
	if (head.n == 0 || !dais_str_next(&rest, ' ', &ref.kind) || !is_word(ref.kind))
		return fail(ret_why, "no kind of reference, such as item, doc or meeting");
	rest = dais_str_trim(rest);
	if (rest.n == 0)
		return fail(ret_why, "no argument after the kind");
	(void)dais_str_next(&rest, ' ', &ref.argument);
	ref.argument2 = dais_str_trim(rest);
	if (dais_str_find_char(ref.argument2, ' ', 0) != SIZE_MAX)
		return fail(ret_why, "more than two arguments");
	at = dais_str_find_char(ref.argument, '@', 0);
	if (at != SIZE_MAX && takes_body(ref.kind)) {
		ref.body = dais_str_sub(ref.argument, at + 1, ref.argument.n);
		ref.argument = dais_str_sub(ref.argument, 0, at);
		if (ref.body.n == 0 || ref.argument.n == 0)
			return fail(ret_why, "nothing before or after the @");
	}
	*ret_ref = ref;
	return true;
}
