/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Typed writer for JSON (RFC 8259), UTF-8, two-space indentation, keys in the caller's order.
 */
#ifndef DAIS_MARK_JSON_H
#define DAIS_MARK_JSON_H

#include "base/buf.h"

#define DAIS_JSON_DEPTH_MAX 64

struct dais_json {
	struct dais_buf *out;
	unsigned depth;
	bool compact;  /* one line, no spaces */
	bool has_key;  /* a key was written and awaits its value */
	bool first[DAIS_JSON_DEPTH_MAX];
	char kind[DAIS_JSON_DEPTH_MAX]; /* '{' or '[' */
};

void dais_json_begin(struct dais_json *w, struct dais_buf *out, bool compact);
void dais_json_object(struct dais_json *w);
void dais_json_array(struct dais_json *w);
void dais_json_end(struct dais_json *w); /* of the innermost object or array */
void dais_json_key(struct dais_json *w, const char *key);
void dais_json_key_str(struct dais_json *w, struct dais_str key);
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
