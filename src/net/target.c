/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "net/target.h"

#include <strings.h>

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Undoes percent-escapes (and, with @plus, "+" for a space). False when an escape is no escape or
 * the result is no text. Source: RFC 3986, 2.1; WHATWG URL, 5.1. */
static bool
unescape(struct dais_arena *a, struct dais_str in, bool plus, struct dais_str *ret)
{
	char *out = dais_arena_alloc(a, in.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		char c = in.p[i];

		if (c == '%') {
			int high = i + 2 < in.n ? hex_value(in.p[i + 1]) : -1;
			int low = high >= 0 ? hex_value(in.p[i + 2]) : -1;

			if (low < 0)
				return false;
			c = (char)(high << 4 | low);
			i += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		out[n++] = c;
	}
	*ret = (struct dais_str){ out, n };
	return dais_str_is_text(*ret, NULL);
}

static bool
has_control(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return true;
	}
	return false;
}

static size_t
scheme_of(struct dais_str target)
{
	static const struct dais_str schemes[] = { DAIS_STR_INIT("http://"),
		DAIS_STR_INIT("https://") };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		if (target.n > schemes[i].n &&
		    strncasecmp(target.p, schemes[i].p, schemes[i].n) == 0)
			return schemes[i].n;
	}
	return 0;
}

struct dais_str
net_target_host(struct dais_str target)
{
	size_t begin = scheme_of(target), end = begin;

	while (
	    end < target.n && target.p[end] != '/' && target.p[end] != '?' && target.p[end] != '#')
		end++;
	return dais_str_sub(target, begin, begin ? end : 0);
}

/* What follows scheme and host, when it begins with them: "/path?query", "?query", or nothing. */
static struct dais_str
without_origin(struct dais_str target)
{
	return dais_str_sub(target, scheme_of(target) + net_target_host(target).n, target.n);
}

static bool
check_segments(struct dais_str path, struct dais_err *err)
{
	struct dais_str rest = dais_str_sub(path, 1, path.n), segment;
	unsigned n = 0;

	while (dais_str_next(&rest, '/', &segment)) {
		bool last = rest.p == NULL;

		if (++n > NET_SEGMENTS_MAX)
			return dais_err_set(err, DAIS_ERR_LIMIT, "the address has too many parts");
		if ((dais_str_is_empty(segment) && !last) || dais_str_is(segment, ".") ||
		    dais_str_is(segment, ".."))
			return dais_err_set(
			    err, DAIS_ERR_INVALID, "the address has an empty part, or dots as one");
	}
	return true;
}

bool
net_target_read(struct dais_arena *a, struct dais_str target, struct dais_str *ret_path,
    dais_http_pairs *ret_query, struct dais_err *err)
{
	bool has_origin = scheme_of(target) > 0;
	struct dais_str path;
	size_t mark;

	if (target.n > NET_TARGET_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "the address is too long");
	target = without_origin(target);
	mark = dais_str_find_char(target, '?', 0);
	path = dais_str_sub(target, 0, mark);
	if (has_origin && path.n == 0)
		path = DAIS_STR("/");
	if (path.n == 0 || path.p[0] != '/' || dais_str_find_char(target, '#', 0) != SIZE_MAX ||
	    !unescape(a, path, false, ret_path) || has_control(*ret_path) ||
	    dais_str_find_char(*ret_path, '\\', 0) != SIZE_MAX)
		return dais_err_set(err, DAIS_ERR_INVALID, "the address is not well formed");
	if (!check_segments(*ret_path, err))
		return false;
	if (mark == SIZE_MAX)
		return true;
	return net_form_read(a, dais_str_sub(target, mark + 1, target.n), ret_query, err);
}

/* "\r\n" and "\r" become "\n", in place. */
static struct dais_str
settle_lines(struct dais_str s)
{
	char *p = (char *)(uintptr_t)s.p;
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			continue;
		p[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
	}
	return (struct dais_str){ s.p, n };
}

bool
net_form_read(
    struct dais_arena *a, struct dais_str body, dais_http_pairs *ret, struct dais_err *err)
{
	struct dais_str pair;

	while (dais_str_next(&body, '&', &pair)) {
		size_t equals = dais_str_find_char(pair, '=', 0);
		struct dais_http_pair p = { DAIS_STR_NONE, DAIS_STR_NONE };

		if (dais_str_is_empty(pair))
			continue;
		if (ret->n >= NET_PAIRS_MAX)
			return dais_err_set(err, DAIS_ERR_LIMIT, "the form has too many fields");
		if (!unescape(a, dais_str_sub(pair, 0, equals), true, &p.name) ||
		    (equals != SIZE_MAX &&
			!unescape(a, dais_str_sub(pair, equals + 1, pair.n), true, &p.value)))
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "a field of the form or query is not well-formed text");
		p.value = settle_lines(p.value);
		dais_vec_push(a, ret, p);
	}
	return true;
}

static bool
is_unreserved(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       dais_str_find_char(DAIS_STR("-._~!$&'()*+,;=:@/?%"), c, 0) != SIZE_MAX;
}

struct dais_str
net_escape_path(struct dais_arena *a, struct dais_str path)
{
	static const char digits[] = "0123456789ABCDEF";
	char *out = dais_arena_array(a, path.n + 1, 3);
	size_t n = 0;

	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if (c < 0x80 && is_unreserved(path.p[i])) {
			out[n++] = path.p[i];
			continue;
		}
		out[n++] = '%';
		out[n++] = digits[c >> 4];
		out[n++] = digits[c & 15];
	}
	return (struct dais_str){ out, n };
}
