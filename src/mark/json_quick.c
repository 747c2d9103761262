/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * JSON as programs write it, in one pass: the bytes are copied once and the strings of the tree lie
 * in the copy. What is rare or wrong (numbers that are not short integers, escapes by number,
 * repeated members, anything not well formed) is left to jansson, which then reads it all.
 */
#include "mark/json_priv.h"

#include "base/map.h"

#define DIGITS_MAX 18u /* fit 64 bits */
#define MEMBERS_FEW 12u /* up to so many are compared with each other */

struct reader {
	struct dais_arena *a;
	char *at; /* of the copy; behind its end stands a NUL, which begins nothing */
};

static struct dais_json_value *read_value(struct reader *r, unsigned depth);

static void
skip_blank(struct reader *r)
{
	while (*r->at == ' ' || *r->at == '\n' || *r->at == '\t' || *r->at == '\r')
		r->at++;
}

static bool
take_char(struct reader *r, char c)
{
	skip_blank(r);
	if (*r->at != c)
		return false;
	r->at++;
	return true;
}

/* What stands behind a backslash, by one letter; 0: another escape. */
static char
unescape(char c)
{
	static const char from[] = "\"\\/nrtbf", to[] = "\"\\/\n\r\t\b\f";
	const char *found = c ? strchr(from, c) : NULL;

	return found ? to[found - from] : 0;
}

/* From behind its first quote. Escapes are undone in place; the last quote becomes a NUL. */
static bool
read_string(struct reader *r, struct dais_str *ret)
{
	char *begin = r->at, *to = r->at;

	for (;;) {
		char *from = r->at;

		while (*r->at != '"' && *r->at != '\\' && (unsigned char)*r->at >= 0x20)
			r->at++;
		if (to != from)
			memmove(to, from, (size_t)(r->at - from));
		to += r->at - from;
		if (*r->at == '"')
			break;
		if (*r->at != '\\' || !(*to = unescape(r->at[1])))
			return false;
		to++;
		r->at += 2;
	}
	r->at++;
	*to = '\0';
	*ret = (struct dais_str){ begin, (size_t)(to - begin) };
	return true;
}

static bool
read_number(struct reader *r, struct dais_json_value *v)
{
	char *begin = r->at, *digits = r->at + (*r->at == '-');
	size_t n;

	r->at = digits;
	while (*r->at >= '0' && *r->at <= '9')
		r->at++;
	n = (size_t)(r->at - digits);
	if (n == 0 || n > DIGITS_MAX || (*digits == '0' && (n > 1 || digits > begin)) ||
	    *r->at == '.' || *r->at == 'e' || *r->at == 'E')
		return false;
	v->kind = DAIS_JSON_NUMBER;
	v->text = dais_arena_dup(r->a, (struct dais_str){ begin, (size_t)(r->at - begin) });
	return true;
}

static bool
read_word(struct reader *r, struct dais_json_value *v)
{
	static const struct {
		const char *word;
		size_t n;
		enum dais_json_kind kind;
		bool truth;
	} words[] = { { "true", 4, DAIS_JSON_BOOL, true }, { "false", 5, DAIS_JSON_BOOL, false },
		{ "null", 4, DAIS_JSON_NULL, false } };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strncmp(r->at, words[i].word, words[i].n) != 0)
			continue;
		r->at += words[i].n;
		v->kind = words[i].kind;
		v->truth = words[i].truth;
		return true;
	}
	return false;
}

/* Whether the last member of @v is the first of its name; @seen holds them once they are many. */
static bool
is_new(struct reader *r, const struct dais_json_value *v, struct dais_map *seen)
{
	size_t last = v->members.n - 1;
	struct dais_str key = v->members.v[last].key;

	if (last < MEMBERS_FEW) {
		for (size_t i = 0; i < last; i++) {
			if (dais_str_eq(v->members.v[i].key, key))
				return false;
		}
		return true;
	}
	if (last == MEMBERS_FEW) {
		dais_map_init(seen, r->a);
		for (size_t i = 0; i < last; i++)
			(void)dais_map_add(seen, v->members.v[i].key, i);
	}
	return dais_map_add(seen, key, last);
}

static bool
read_object(struct reader *r, struct dais_json_value *v,
    unsigned depth) /* NOLINT(misc-no-recursion): bounded by depth */
{
	struct dais_map seen;

	v->kind = DAIS_JSON_OBJECT;
	if (take_char(r, '}'))
		return true;
	do {
		struct dais_json_member *m = dais_vec_add(r->a, &v->members);

		if (!take_char(r, '"') || !read_string(r, &m->key) || !is_new(r, v, &seen) ||
		    !take_char(r, ':') || !(m->value = read_value(r, depth)))
			return false;
	} while (take_char(r, ','));
	return take_char(r, '}');
}

static bool
read_array(struct reader *r, struct dais_json_value *v,
    unsigned depth) /* NOLINT(misc-no-recursion): bounded by depth */
{
	v->kind = DAIS_JSON_ARRAY;
	if (take_char(r, ']'))
		return true;
	do {
		struct dais_json_member *m = dais_vec_add(r->a, &v->members);

		if (!(m->value = read_value(r, depth)))
			return false;
	} while (take_char(r, ','));
	return take_char(r, ']');
}

static struct dais_json_value *
read_value(struct reader *r, unsigned depth) /* NOLINT(misc-no-recursion): bounded by depth */
{
	struct dais_json_value *v;
	bool ok;

	if (depth == DAIS_JSON_READ_DEPTH_MAX)
		return NULL;
	v = DAIS_NEW(r->a, struct dais_json_value);
	if (take_char(r, '"')) {
		v->kind = DAIS_JSON_STRING;
		ok = read_string(r, &v->text);
	} else if (take_char(r, '{')) {
		ok = read_object(r, v, depth + 1);
	} else if (take_char(r, '[')) {
		ok = read_array(r, v, depth + 1);
	} else if (*r->at == '-' || (*r->at >= '0' && *r->at <= '9')) {
		ok = read_number(r, v);
	} else {
		ok = read_word(r, v);
	}
	return ok ? v : NULL;
}

struct dais_json_value *
mark_json_quick(struct dais_arena *a, struct dais_str bytes)
{
	struct reader r = { .a = a };
	struct dais_json_value *v;

	if (!bytes.n || !dais_str_is_text(bytes, NULL))
		return NULL;
	r.at = dais_arena_cstr(a, bytes);
	v = read_value(&r, 0);
	skip_blank(&r);
	return *r.at ? NULL : v;
}
