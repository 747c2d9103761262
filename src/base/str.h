/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * String views: a pointer and a length, not NUL-terminated, valid UTF-8 by the time they are
 * inside dais (bytes become text in one place per source, see dais_str_is_text()). Views own
 * nothing; they live as long as the arena or buffer they point into.
 */
#ifndef DAIS_BASE_STR_H
#define DAIS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct dais_arena;

struct dais_str {
	const char *p; /* first byte; may be NULL when n is 0 */
	size_t n;      /* bytes */
};

/* A view of a string literal. */
#define DAIS_STR(lit) ((struct dais_str){ (lit), sizeof(lit) - 1 })
/* For static initialisers. */
#define DAIS_STR_INIT(lit) { (lit), sizeof(lit) - 1 }
#define DAIS_STR_NONE ((struct dais_str){ NULL, 0 })
/* Arguments for a "%.*s" conversion. */
#define DAIS_STR_ARG(s) (int)(s).n, ((s).p ? (s).p : "")

/* A view of the NUL-terminated string @c (NULL gives the empty view). */
static inline struct dais_str
dais_str_from(const char *c)
{
	return (struct dais_str){ c, c ? strlen(c) : 0 };
}

static inline bool
dais_str_is_empty(struct dais_str s)
{
	return s.n == 0;
}

/* Whether they have the same bytes. */
static inline bool
dais_str_eq(struct dais_str a, struct dais_str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Whether @s equals the NUL-terminated string @c. */
static inline bool
dais_str_is(struct dais_str s, const char *c)
{
	return dais_str_eq(s, dais_str_from(c));
}

/* Bytes @from (inclusive) to @to (exclusive) of @s; both are clamped to its length. */
struct dais_str dais_str_sub(struct dais_str s, size_t from, size_t to);
int dais_str_cmp(struct dais_str a, struct dais_str b); /* bytewise; <0, 0, >0 */
bool dais_str_has_prefix(struct dais_str s, struct dais_str prefix);
bool dais_str_has_suffix(struct dais_str s, struct dais_str suffix);
/* Byte offset of the first @needle, or @c, in @s at or after byte @from, or SIZE_MAX. */
size_t dais_str_find(struct dais_str s, struct dais_str needle, size_t from);
size_t dais_str_find_char(struct dais_str s, char c, size_t from);
/* Byte offset of the last @c in @s, or SIZE_MAX. */
size_t dais_str_find_last(struct dais_str s, char c);
/* @s without ASCII space, tab, CR, LF at both ends. */
struct dais_str dais_str_trim(struct dais_str s);
/* Takes the part of *@rest before the next @sep into *@ret_part and moves *@rest behind it.
 * False when *@rest is exhausted (its p is then NULL). "a,,b" gives three parts. */
bool dais_str_next(struct dais_str *rest, char sep, struct dais_str *ret_part);
/* Takes the next line (without "\n" or "\r\n"); false at the end. */
bool dais_str_next_line(struct dais_str *rest, struct dais_str *ret_line);

/* Decodes one code point of valid or invalid UTF-8 at *@at (< s.n) and advances *@at; an
 * ill-formed sequence gives U+FFFD and advances one byte. */
uint32_t dais_str_decode(struct dais_str s, size_t *at);
/* Encodes @cp into @out (4 bytes); returns the number of bytes. */
size_t dais_str_encode(uint32_t cp, char out[4]);
/* Number of code points. */
size_t dais_str_count(struct dais_str s);
/* Whether @s is text for dais: well-formed UTF-8 without NUL, surrogates or non-characters.
 * When it is not, *@ret_at (may be NULL) is the byte offset of the first offence. */
bool dais_str_is_text(struct dais_str s, size_t *ret_at);

/* Reads @s wholly as a decimal number from @min to @max, both included; no sign but "-", no spaces.
 * False, and nothing is set, when it is none. */
bool dais_str_to_int(struct dais_str s, int64_t min, int64_t max, int64_t *ret_value);

/* Edits (insert, delete, replace, swap of neighbours; code points) between @a and @b, at most
 * @limit + 1; only the first 64 code points of each count. For "did you mean". */
size_t dais_str_distance(struct dais_str a, struct dais_str b, size_t limit);

/* Looks for the name that a word was meant to be: the fewest edits, the first of equals; at most
 * one of a word below four bytes, two below eight, three otherwise, and half of it. */
struct dais_near {
	struct dais_str word;
	struct dais_str best; /* of those tried; a view; NONE: none is near */
	size_t edits; /* of @best */
};
void dais_near_try(struct dais_near *n, struct dais_str name);

/* ASCII lower case copy in @a. Language-aware case belongs to src/text. */
struct dais_str dais_str_lower_ascii(struct dais_arena *a, struct dais_str s);

#endif
