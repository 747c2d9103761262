/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Header fields: media types, parameters, cookies, what is accepted, entity tags, ranges.
 */
#include <strings.h>

#include "net/target.h"

static bool
is_token_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
is_word(struct dais_str s, const char *word)
{
	size_t n = strlen(word);

	if (s.n != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (lower(s.p[i]) != lower(word[i]))
			return false;
	}
	return true;
}

struct dais_str
net_media_type(struct dais_arena *a, struct dais_str content_type)
{
	struct dais_str type =
	    dais_str_trim(dais_str_sub(content_type, 0, dais_str_find_char(content_type, ';', 0)));
	unsigned slashes = 0;

	for (size_t i = 0; i < type.n; i++) {
		if (type.p[i] == '/')
			slashes++;
		else if (!is_token_char(type.p[i]))
			return DAIS_STR_NONE;
	}
	return slashes == 1 ? dais_str_lower_ascii(a, type) : DAIS_STR_NONE;
}

/* The end of the piece before the next @sep that is not in quotes. */
static size_t
piece_end(struct dais_str s, char sep, size_t at)
{
	bool quoted = false;

	for (; at < s.n; at++) {
		if (quoted && s.p[at] == '\\')
			at++;
		else if (s.p[at] == '"')
			quoted = !quoted;
		else if (!quoted && s.p[at] == sep)
			return at;
	}
	return s.n;
}

static struct dais_str
undo_quotes(struct dais_arena *a, struct dais_str s)
{
	char *out;
	size_t n = 0;

	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return s;
	out = dais_arena_alloc(a, s.n);
	for (size_t i = 1; i + 1 < s.n; i++) {
		if (s.p[i] == '\\' && i + 2 < s.n)
			i++;
		out[n++] = s.p[i];
	}
	return (struct dais_str){ out, n };
}

struct dais_str
net_parameter(struct dais_arena *a, struct dais_str field, const char *name)
{
	size_t at = piece_end(field, ';', 0);

	while (at < field.n) {
		size_t end = piece_end(field, ';', at + 1);
		struct dais_str piece = dais_str_trim(dais_str_sub(field, at + 1, end));
		size_t equals = dais_str_find_char(piece, '=', 0);

		if (equals != SIZE_MAX &&
		    is_word(dais_str_trim(dais_str_sub(piece, 0, equals)), name))
			return undo_quotes(
			    a, dais_str_trim(dais_str_sub(piece, equals + 1, piece.n)));
		at = end;
	}
	return DAIS_STR_NONE;
}

struct dais_str
net_cookie(struct dais_str field, const char *name)
{
	struct dais_str piece;

	while (dais_str_next(&field, ';', &piece)) {
		size_t equals;

		piece = dais_str_trim(piece);
		equals = dais_str_find_char(piece, '=', 0);
		if (equals != SIZE_MAX && dais_str_is(dais_str_sub(piece, 0, equals), name))
			return dais_str_sub(piece, equals + 1, piece.n);
	}
	return DAIS_STR_NONE;
}

/* Whether ";q=0", "; q=0.000" and the like are among the parameters. */
static bool
is_refused(struct dais_str piece)
{
	size_t at = dais_str_find_char(piece, ';', 0);

	while (at < piece.n) {
		size_t end = piece_end(piece, ';', at + 1);
		struct dais_str p = dais_str_trim(dais_str_sub(piece, at + 1, end));

		if (p.n >= 3 && lower(p.p[0]) == 'q' && p.p[1] == '=') {
			for (size_t i = 2; i < p.n; i++) {
				if (p.p[i] != '0' && p.p[i] != '.')
					return false;
			}
			return true;
		}
		at = end;
	}
	return false;
}

bool
net_accepts(struct dais_str list, const char *what, bool absent)
{
	struct dais_str piece;
	bool any = absent;

	while (dais_str_next(&list, ',', &piece)) {
		struct dais_str name =
		    dais_str_trim(dais_str_sub(piece, 0, dais_str_find_char(piece, ';', 0)));

		if (is_word(name, what))
			return !is_refused(piece);
		if (dais_str_is(name, "*"))
			any = !is_refused(piece);
	}
	return any;
}

static struct dais_str
opaque(struct dais_str etag)
{
	return dais_str_has_prefix(etag, DAIS_STR("W/")) ? dais_str_sub(etag, 2, etag.n) : etag;
}

bool
net_etag_matches(struct dais_str list, struct dais_str etag)
{
	size_t at = 0;

	if (dais_str_is(dais_str_trim(list), "*"))
		return true;
	while (at < list.n) {
		size_t end = piece_end(list, ',', at);

		if (dais_str_eq(opaque(dais_str_trim(dais_str_sub(list, at, end))), opaque(etag)))
			return true;
		at = end + 1;
	}
	return false;
}

bool
net_range_read(struct dais_str field, size_t n, size_t *ret_from, size_t *ret_n)
{
	struct dais_str first, last;
	int64_t from = 0, to = 0, most = INT64_MAX;
	size_t dash;

	if (field.n < 6 || strncasecmp(field.p, "bytes=", 6) != 0)
		return false;
	field = dais_str_sub(field, 6, field.n);
	dash = dais_str_find_char(field, '-', 0);
	if (dash == SIZE_MAX || dais_str_find_char(field, ',', 0) != SIZE_MAX)
		return false;
	first = dais_str_trim(dais_str_sub(field, 0, dash));
	last = dais_str_trim(dais_str_sub(field, dash + 1, field.n));
	if ((first.n && !dais_str_to_int(first, 0, most, &from)) ||
	    (last.n && !dais_str_to_int(last, 0, most, &to)) || (!first.n && !last.n) ||
	    (first.n && last.n && to < from))
		return false;
	*ret_from = 0;
	*ret_n = 0;
	if (!first.n) {
		*ret_n = (uint64_t)to < n ? (size_t)to : n;
		*ret_from = n - *ret_n;
		return true;
	}
	if ((uint64_t)from >= n)
		return true;
	*ret_from = (size_t)from;
	*ret_n = last.n && (uint64_t)to < n ? (size_t)(to - from) + 1 : n - (size_t)from;
	return true;
}
