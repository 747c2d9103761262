/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "text/say.h"

#include "base/buf.h"
#include "base/err.h"
#include "text/direction.h"
#include "text/say_words_priv.h"

struct dais_str
dais_say(enum dais_lang l, enum dais_say what)
{
	DAIS_ASSERT((unsigned)what < DAIS_SAY_COUNT);
	return dais_str_from(say_words[what][l]);
}

static const struct dais_say_value *
value_of(const struct dais_say_value *values, size_t n, struct dais_str name)
{
	for (size_t i = 0; i < n; i++)
		if (dais_str_is(name, values[i].name))
			return &values[i];
	return NULL;
}

struct dais_str
dais_say_fill(struct dais_arena *a, enum dais_lang l, enum dais_say what,
    const struct dais_say_value *values, size_t n)
{
	struct dais_str s = dais_say(l, what);
	DAIS_BUF_AUTO out = { 0 };
	dais_buf_init(&out, DAIS_BUF_MAX);
	size_t at = 0;
	while (at < s.n) {
		size_t open = dais_str_find_char(s, '{', at);
		size_t close = open == SIZE_MAX ? SIZE_MAX : dais_str_find_char(s, '}', open);
		if (close == SIZE_MAX)
			break;
		const struct dais_say_value *v =
		    value_of(values, n, dais_str_sub(s, open + 1, close));
		dais_buf_put(&out, dais_str_sub(s, at, v ? open : close + 1));
		if (v)
			dais_text_put_isolated(&out, l, v->words);
		at = close + 1;
	}
	dais_buf_put(&out, dais_str_sub(s, at, s.n));
	return dais_buf_dup(&out, a);
}

bool
dais_say_find(struct dais_str name, enum dais_say *ret)
{
	size_t low = 0, high = DAIS_SAY_COUNT;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = dais_str_cmp(name, dais_str_from(say_names[middle]));
		if (order == 0) {
			*ret = (enum dais_say)middle;
			return true;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}
