/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Messages: found by their English, filled with the values the English takes.
 */
#include "text/message.h"

#include "base/buf.h"
#include "base/err.h"
#include "text/direction.h"
#include "text/message_table_priv.h"
#include "text/text.h"

/* The translation, or NULL. */
static const char *
find(enum dais_lang l, const char *english)
{
	size_t low = 0, high = sizeof(message_at) / sizeof(message_at[0]);

	if (l == DAIS_LANG_EN)
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(english, message_bytes + message_at[middle][DAIS_LANG_EN]);

		if (order == 0)
			return message_bytes + message_at[middle][l];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool
dais_text_has_message(const char *english)
{
	return find(DAIS_LANG_FR, english) != NULL;
}

const char *
dais_text_message_words(enum dais_lang l, const char *english)
{
	const char *words = find(l, english);

	return words ? words : english;
}

const char *
dais_text_message_language(enum dais_lang in, enum dais_lang l)
{
	static const char *const names[DAIS_LANG_COUNT] = { [DAIS_LANG_AR] = DAIS_MESSAGE("Arabic"),
		[DAIS_LANG_ZH] = DAIS_MESSAGE("Chinese"),
		[DAIS_LANG_EN] = DAIS_MESSAGE("English"),
		[DAIS_LANG_FR] = DAIS_MESSAGE("French"),
		[DAIS_LANG_RU] = DAIS_MESSAGE("Russian"),
		[DAIS_LANG_ES] = DAIS_MESSAGE("Spanish") };

	return dais_text_message_words(in, names[l]);
}

struct values {
	struct dais_arena *arena;
	struct dais_str v[DAIS_MESSAGE_VALUES_MAX];
	size_t n;
};

static void
keep_value(void *ctx, struct dais_str piece, bool is_value)
{
	struct values *to = ctx;

	if (!is_value)
		return;
	DAIS_ASSERT(to->n < DAIS_MESSAGE_VALUES_MAX);
	to->v[to->n++] = dais_arena_dup(to->arena, piece);
}

/* The number in "{12}" at @p, *@ret_end behind it; 0: what stands there is no place of a value. */
static size_t
place_number(const char *p, const char **ret_end)
{
	size_t number = 0;

	for (p++; *p >= '0' && *p <= '9' && number < DAIS_MESSAGE_VALUES_MAX; p++)
		number = number * 10 + (size_t)(*p - '0');
	*ret_end = p + 1;
	return *p == '}' ? number : 0;
}

static struct dais_str
fill(struct dais_arena *a, enum dais_lang l, const char *words, const struct dais_str *values,
    size_t n)
{
	DAIS_BUF_AUTO out = { 0 };
	const char *p = words, *from = words, *end;

	dais_buf_init(&out, DAIS_BUF_MAX);
	while ((p = strchr(p, '{')) != NULL) {
		size_t number = place_number(p, &end);

		if (number == 0 || number > n) {
			p++;
			continue;
		}
		dais_buf_put_bytes(&out, from, (size_t)(p - from));
		dais_text_put_isolated(&out, l, values[number - 1]);
		p = from = end;
	}
	dais_buf_puts(&out, from);
	return dais_buf_dup(&out, a);
}

/* A sentence that ends with an abbreviation ("3 p.m.", "18 ч. 00 м.") has no full stop of its own.
 */
static struct dais_str
with_one_stop(const char *english, struct dais_str s)
{
	size_t n = strlen(english);
	bool is_sentence = n > 1 && english[n - 1] == '.' && english[n - 2] != '.';

	if (is_sentence && dais_str_has_suffix(s, DAIS_STR("..")) &&
	    !dais_str_has_suffix(s, DAIS_STR("...")))
		s.n--;
	return s;
}

struct dais_str
dais_text_message_v(struct dais_arena *a, enum dais_lang l, const char *english, va_list values)
{
	struct values taken = { .arena = a };
	const char *words = find(l, english);

	if (!words)
		return with_one_stop(english, dais_arena_vprintf(a, english, values));
	dais_message_pieces(english, values, keep_value, &taken);
	return with_one_stop(english, fill(a, l, words, taken.v, taken.n));
}

struct dais_str
dais_text_message_fill(struct dais_arena *a, enum dais_lang l, const char *english,
    const struct dais_str *values, size_t n)
{
	const char *words = find(l, english);

	return words ? fill(a, l, words, values, n) : DAIS_STR_NONE;
}

struct dais_str
dais_text_message(struct dais_arena *a, enum dais_lang l, const char *english, ...)
{
	struct dais_str s;
	va_list ap;

	va_start(ap, english);
	s = dais_text_message_v(a, l, english, ap);
	va_end(ap);
	return s;
}

struct dais_str
dais_text_message_item(struct dais_arena *a, enum dais_lang l, unsigned number, int letter)
{
	if (l != DAIS_LANG_EN)
		return dais_text_item_ref(a, l, number, letter);
	return letter < 0 ? dais_arena_printf(a, "item %u", number)
			  : dais_arena_printf(a, "item %u (%c)", number, 'a' + letter);
}

bool
dais_text_err_set(
    struct dais_err *err, enum dais_err_code code, enum dais_lang l, const char *english, ...)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s;
	va_list ap;

	va_start(ap, english);
	s = dais_text_message_v(a, l, english, ap);
	va_end(ap);
	return dais_err_set(err, code, "%.*s", DAIS_STR_ARG(s));
}

bool
dais_text_err_hint(struct dais_err *err, enum dais_lang l, const char *english, ...)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s;
	va_list ap;

	va_start(ap, english);
	s = dais_text_message_v(a, l, english, ap);
	va_end(ap);
	return dais_err_hint(err, "%.*s", DAIS_STR_ARG(s));
}

void
dais_text_diags_in(struct dais_diags *d, enum dais_lang l)
{
	d->lang = l;
	d->say = l == DAIS_LANG_EN ? NULL : dais_text_message_v;
}
