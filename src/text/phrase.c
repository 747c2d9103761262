/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Fixed phrases and templates with {name} places.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "text/tables_priv.h"

#define KEY_NONE UINT32_MAX
#define KEY_MAX 80 /* bytes */

static uint32_t
find_key(const char *key)
{
	struct dais_str want = dais_str_from(key);
	uint32_t lo = 0, hi = dais_text_n_keys;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		struct dais_str s = { dais_text_key_pool + dais_text_keys[mid].at,
			dais_text_keys[mid].n };
		int c = dais_str_cmp(want, s);

		if (c == 0)
			return mid;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return KEY_NONE;
}

struct dais_str
dais_text_phrase(enum dais_lang l, const char *key)
{
	const struct dais_text_table *t = dais_text_table(l);
	uint32_t i = find_key(key);

	DAIS_ASSERT(i != KEY_NONE);
	return dais_text_ref_str(t, t->phrases[i]);
}

size_t
dais_text_phrase_count(void)
{
	return dais_text_n_keys;
}

const char *
dais_text_phrase_key(size_t i)
{
	DAIS_ASSERT(i < dais_text_n_keys);
	return dais_text_key_pool + dais_text_keys[i].at;
}

bool
dais_text_is_term(const char *key)
{
	uint32_t i = find_key(key);

	return i != KEY_NONE && dais_text_key_is_term[i];
}

struct dais_str
dais_text_term(enum dais_lang l, const char *key)
{
	const struct dais_text_table *t = dais_text_table(l);
	uint32_t i = find_key(key), own;
	char shadowed[KEY_MAX];

	DAIS_ASSERT(i != KEY_NONE && dais_text_key_is_term[i]);
	/* Where a phrase has the key of a term, the term is under a key of its own. */
	(void)snprintf(shadowed, sizeof(shadowed), "term-%s", key);
	own = find_key(shadowed);
	return dais_text_ref_str(t, t->phrases[own != KEY_NONE ? own : i]);
}

static struct dais_str
slot_value(struct dais_str name, const struct dais_slot *slots)
{
	for (; slots && slots->name; slots++)
		if (dais_str_is(name, slots->name))
			return slots->value;
	dais_err_assert_failed("every place of the phrase is given", __FILE__, __LINE__, __func__);
}

struct dais_str
dais_text_fill_template(struct dais_arena *a, struct dais_str t, const struct dais_slot *slots)
{
	DAIS_BUF_AUTO b = { 0 };
	size_t at = 0;

	dais_buf_init(&b, DAIS_BUF_MAX);
	while (at < t.n) {
		size_t open = dais_str_find_char(t, '{', at);
		size_t close;

		if (open == SIZE_MAX) {
			dais_buf_put(&b, dais_str_sub(t, at, t.n));
			break;
		}
		close = dais_str_find_char(t, '}', open);
		DAIS_ASSERT(close != SIZE_MAX);
		dais_buf_put(&b, dais_str_sub(t, at, open));
		dais_buf_put(&b, slot_value(dais_str_sub(t, open + 1, close), slots));
		at = close + 1;
	}
	return dais_buf_dup(&b, a);
}

struct dais_str
dais_text_fill(
    struct dais_arena *a, enum dais_lang l, const char *key, const struct dais_slot *slots)
{
	return dais_text_fill_template(a, dais_text_phrase(l, key), slots);
}
