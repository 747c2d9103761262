/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Typed writer for JSON (RFC 8259), UTF-8, two-space indentation, keys in the caller's order. Text
 * is UTF-8 as dais_str_is_text() asks; it is quoted, not checked. What is not well formed (a value
 * without a key, an end too many, more levels than DAIS_JSON_DEPTH_MAX) is a bug and aborts. That
 * the buffer is full is asked of the buffer, once (base/buf.h).
 */
#ifndef DAIS_MARK_JSON_H
#define DAIS_MARK_JSON_H

#include "base/buf.h"

#define DAIS_JSON_DEPTH_MAX 64 /* levels of objects and arrays */

struct dais_json {
	struct dais_buf *out;
	unsigned depth;
	bool compact;  /* one line, no spaces */
	bool has_key;  /* a key was written and awaits its value */
	bool first[DAIS_JSON_DEPTH_MAX];
	char kind[DAIS_JSON_DEPTH_MAX]; /* '{' or '[' */
};

/* Starts writing to @out, which is borrowed until the last call. */
void dais_json_begin(struct dais_json *w, struct dais_buf *out, bool compact);
/* Open an object, an array: as the value of the key before it, or as an element. */
void dais_json_object(struct dais_json *w);
void dais_json_array(struct dais_json *w);
void dais_json_end(struct dais_json *w); /* of the innermost object or array */
/* The name of the next value, inside an object; that it is new there is the caller's care. */
void dais_json_key(struct dais_json *w, const char *key);
void dais_json_key_str(struct dais_json *w, struct dais_str key);
/* Values: a string by its view and as a C string, a whole number, and so on. */
void dais_json_str(struct dais_json *w, struct dais_str value);
void dais_json_c(struct dais_json *w, const char *value);
void dais_json_int(struct dais_json *w, int64_t value);
/* @digits: a number as JSON writes it, not checked. */
void dais_json_number(struct dais_json *w, struct dais_str digits);
void dais_json_bool(struct dais_json *w, bool value);
void dais_json_null(struct dais_json *w);
/* key + value. */
void dais_json_pair(struct dais_json *w, const char *key, struct dais_str value);
void dais_json_pair_c(struct dais_json *w, const char *key, const char *value);
void dais_json_pair_int(struct dais_json *w, const char *key, int64_t value);
void dais_json_pair_bool(struct dais_json *w, const char *key, bool value);
/* Ends with a newline; asserts that all is closed. */
void dais_json_finish(struct dais_json *w);

#endif
