/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/str.h"

#include "base/arena.h"

struct dais_str
dais_str_sub(struct dais_str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct dais_str){ s.p ? s.p + from : NULL, to - from };
}

int
dais_str_cmp(struct dais_str a, struct dais_str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	if (c)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

bool
dais_str_has_prefix(struct dais_str s, struct dais_str prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool
dais_str_has_suffix(struct dais_str s, struct dais_str suffix)
{
	return s.n >= suffix.n &&
	       (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

size_t
dais_str_find(struct dais_str s, struct dais_str needle, size_t from)
{
	const char *hit;

	if (from > s.n)
		return SIZE_MAX;
	if (needle.n == 0)
		return from;
	hit = s.n - from >= needle.n ? memmem(s.p + from, s.n - from, needle.p, needle.n) : NULL;
	return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

size_t
dais_str_find_char(struct dais_str s, char c, size_t from)
{
	const char *hit = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;

	return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

size_t
dais_str_find_last(struct dais_str s, char c)
{
	const char *hit = s.n ? memrchr(s.p, c, s.n) : NULL;

	return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct dais_str
dais_str_trim(struct dais_str s)
{
	while (s.n && is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
dais_str_next(struct dais_str *rest, char sep, struct dais_str *ret_part)
{
	size_t at;

	if (!rest->p)
		return false;
	at = dais_str_find_char(*rest, sep, 0);
	if (at == SIZE_MAX) {
		*ret_part = *rest;
		*rest = DAIS_STR_NONE;
		return true;
	}
	*ret_part = dais_str_sub(*rest, 0, at);
	*rest = dais_str_sub(*rest, at + 1, rest->n);
	return true;
}

bool
dais_str_next_line(struct dais_str *rest, struct dais_str *ret_line)
{
	if (rest->n == 0)
		return false;
	if (!dais_str_next(rest, '\n', ret_line))
		return false;
	if (ret_line->n && ret_line->p[ret_line->n - 1] == '\r')
		ret_line->n--;
	return true;
}

/* Length of the well-formed sequence at @p (@n bytes left) and its code point; 0 if ill-formed.
 * Source: Unicode 15, table 3-7. */
static size_t
sequence(const unsigned char *p, size_t n, uint32_t *ret_cp)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = p[0] < 0x80   ? 1
		     : p[0] < 0xC2 ? 0
		     : p[0] < 0xE0 ? 2
		     : p[0] < 0xF0 ? 3
		     : p[0] < 0xF5 ? 4
				   : 0;
	uint32_t cp;

	if (len == 0 || len > n)
		return 0;
	cp = len == 1 ? p[0] : p[0] & (0x7Fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xC0u) != 0x80u)
			return 0;
		cp = cp << 6 | (p[i] & 0x3Fu);
	}
	if (cp < least[len] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0;
	*ret_cp = cp;
	return len;
}

uint32_t
dais_str_decode(struct dais_str s, size_t *at)
{
	uint32_t cp;
	size_t len = sequence((const unsigned char *)s.p + *at, s.n - *at, &cp);

	if (!len) {
		*at += 1;
		return 0xFFFD;
	}
	*at += len;
	return cp;
}

size_t
dais_str_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0u | cp >> 6);
		out[1] = (char)(0x80u | (cp & 0x3Fu));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0u | cp >> 12);
		out[1] = (char)(0x80u | (cp >> 6 & 0x3Fu));
		out[2] = (char)(0x80u | (cp & 0x3Fu));
		return 3;
	}
	out[0] = (char)(0xF0u | cp >> 18);
	out[1] = (char)(0x80u | (cp >> 12 & 0x3Fu));
	out[2] = (char)(0x80u | (cp >> 6 & 0x3Fu));
	out[3] = (char)(0x80u | (cp & 0x3Fu));
	return 4;
}

/* Whether the eight bytes at @p are ASCII, and none is zero: most of most texts. */
static bool
are_plain(const char *p)
{
	const uint64_t high = 0x8080808080808080u, low = 0x0101010101010101u;
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return ((v | (v - low)) & high) == 0;
}

size_t
dais_str_count(struct dais_str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n;) {
		if (s.n - at >= 8 && are_plain(s.p + at)) {
			at += 8;
			n += 8;
			continue;
		}
		(void)dais_str_decode(s, &at);
		n++;
	}
	return n;
}

bool
dais_str_is_text(struct dais_str s, size_t *ret_at)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t cp = 0;
		size_t len;

		if (s.n - at >= 8 && are_plain(s.p + at)) {
			at += 8;
			continue;
		}
		len = sequence((const unsigned char *)s.p + at, s.n - at, &cp);

		if (!len || cp == 0 || (cp & 0xFFFEu) == 0xFFFEu ||
		    (cp >= 0xFDD0 && cp <= 0xFDEF)) {
			if (ret_at)
				*ret_at = at;
			return false;
		}
		at += len;
	}
	return true;
}

bool
dais_str_to_int(struct dais_str s, int64_t min, int64_t max, int64_t *ret_value)
{
	bool negative = s.n && s.p[0] == '-';
	int64_t v = 0;

	if (negative)
		s = dais_str_sub(s, 1, s.n);
	if (s.n == 0)
		return false;
	/* Away from zero on its own side: the least number has no opposite. */
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || __builtin_mul_overflow(v, (int64_t)10, &v) ||
		    (negative ? __builtin_sub_overflow(v, (int64_t)(s.p[i] - '0'), &v)
			      : __builtin_add_overflow(v, (int64_t)(s.p[i] - '0'), &v)))
			return false;
	}
	if (v < min || v > max)
		return false;
	*ret_value = v;
	return true;
}

#define DISTANCE_MAX 64u

static size_t
decode_some(struct dais_str s, uint32_t *cps)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n && n < DISTANCE_MAX;)
		cps[n++] = dais_str_decode(s, &at);
	return n;
}

size_t
dais_str_distance(struct dais_str a, struct dais_str b, size_t limit)
{
	uint32_t x[DISTANCE_MAX], y[DISTANCE_MAX];
	size_t row[3][DISTANCE_MAX + 1];
	size_t n = decode_some(a, x), m = decode_some(b, y);

	for (size_t j = 0; j <= m; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *cur = row[i % 3], *prev = row[(i + 2) % 3], *before = row[(i + 1) % 3];

		cur[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t best = prev[j - 1] + (x[i - 1] != y[j - 1]);

			best = prev[j] + 1 < best ? prev[j] + 1 : best;
			best = cur[j - 1] + 1 < best ? cur[j - 1] + 1 : best;
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] &&
			    before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			cur[j] = best;
		}
	}
	return row[n % 3][m] <= limit ? row[n % 3][m] : limit + 1;
}

void
dais_near_try(struct dais_near *n, struct dais_str name)
{
	size_t limit = n->word.n < 4 ? 1 : n->word.n < 8 ? 2 : 3, edits;

	edits = dais_str_distance(n->word, name, limit);
	if (edits <= limit && edits * 2 <= n->word.n && (!n->best.p || edits < n->edits)) {
		n->best = name;
		n->edits = edits;
	}
}

struct dais_str
dais_str_lower_ascii(struct dais_arena *a, struct dais_str s)
{
	char *p = dais_arena_cstr(a, s);

	for (size_t i = 0; i < s.n; i++) {
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + 32);
	}
	return (struct dais_str){ p, s.n };
}
