/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * JSON (RFC 8259) as a tree in an arena: what programs write by a quick reader of our own, the rest
 * by jansson. Members keep their order. Refused: repeated members, strings that are no text
 * (dais_str_is_text()), more than DAIS_JSON_READ_DEPTH_MAX levels, anything behind the value.
 */
#ifndef DAIS_MARK_JSON_READ_H
#define DAIS_MARK_JSON_READ_H

#include "base/err.h"
#include "base/vec.h"
#include "mark/json.h"

/* What was read can be written inside eight further levels. */
#define DAIS_JSON_READ_DEPTH_MAX (DAIS_JSON_DEPTH_MAX - 8)

enum dais_json_kind {
	DAIS_JSON_NULL,
	DAIS_JSON_BOOL,
	DAIS_JSON_NUMBER,
	DAIS_JSON_STRING,
	DAIS_JSON_ARRAY,
	DAIS_JSON_OBJECT
};

struct dais_json_value;

/* A member of an object, or an element of an array (key empty). */
struct dais_json_member {
	struct dais_str key;
	struct dais_json_value *value; /* never NULL */
};

struct dais_json_value {
	enum dais_json_kind kind;
	bool truth;           /* BOOL */
	/* STRING: its words; NUMBER: its digits, as written where they are a short whole number,
	 * else as a double has them ("1e2" becomes "100") */
	struct dais_str text;
	DAIS_VEC(struct dais_json_member) members;
};

/* At least as many values as @bytes have, found without reading them: whoever takes JSON from
 * strangers asks before he parses it, for a value of two bytes becomes a hundred. */
size_t dais_json_count_most(struct dais_str bytes);
/* Parses @bytes, which are untrusted and not needed afterwards: the tree lies in @a. INVALID, with
 * line and column in the message: it is no JSON, or what is refused above; LIMIT: too deep. */
bool dais_json_parse(struct dais_arena *a, struct dais_str bytes, struct dais_json_value **ret,
    struct dais_err *err);
/* Writes @v through @w, which must have so many levels left; prints it compact, without a line end,
 * in @a. */
void dais_json_put(struct dais_json *w, const struct dais_json_value *v);
struct dais_str dais_json_print(struct dais_arena *a, const struct dais_json_value *v);
/* Whether both say the same: the order of members does not count, numbers are the same digits. */
bool dais_json_equal(const struct dais_json_value *x, const struct dais_json_value *y);

/* The value of member @key; NULL when there is none or @v is NULL or no object. */
struct dais_json_value *dais_json_get(const struct dais_json_value *v, const char *key);
struct dais_json_value *dais_json_find(const struct dais_json_value *v, struct dais_str key);
/* Of member @key: the words of a string, empty when there is none; the number, @otherwise when
 * there is none or it is no whole number of 64 bits; whether it is `true`. */
struct dais_str dais_json_get_str(const struct dais_json_value *v, const char *key);
int64_t dais_json_get_int(const struct dais_json_value *v, const char *key, int64_t otherwise);
bool dais_json_get_bool(const struct dais_json_value *v, const char *key);

/* Building, in @a. Strings and values are borrowed, not copied. */
struct dais_json_value *dais_json_new(struct dais_arena *a, enum dais_json_kind kind);
struct dais_json_value *dais_json_new_str(struct dais_arena *a, struct dais_str text);
struct dais_json_value *dais_json_new_int(struct dais_arena *a, int64_t value);
/* Sets member @key of object @v, or takes it away when @value is NULL. */
void dais_json_set(struct dais_arena *a, struct dais_json_value *v, struct dais_str key,
    struct dais_json_value *value);
/* Adds @value at the end of array @v. */
void dais_json_append(
    struct dais_arena *a, struct dais_json_value *v, struct dais_json_value *value);

#endif
