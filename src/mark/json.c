/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mark/json.h"

#include "base/err.h"

void
dais_json_begin(struct dais_json *w, struct dais_buf *out, bool compact)
{
	*w = (struct dais_json){ .out = out, .compact = compact };
}

static void
newline(struct dais_json *w)
{
	if (w->compact)
		return;
	dais_buf_put_char(w->out, '\n');
	for (unsigned i = 0; i < w->depth; i++)
		dais_buf_puts(w->out, "  ");
}

/* What stands before the next element of the innermost object or array. */
static void
separate(struct dais_json *w)
{
	if (w->depth == 0)
		return;
	if (!w->first[w->depth - 1])
		dais_buf_put_char(w->out, ',');
	w->first[w->depth - 1] = false;
	newline(w);
}

static void
value_begins(struct dais_json *w)
{
	if (w->has_key) {
		w->has_key = false;
		return;
	}
	DAIS_ASSERT(w->depth == 0 || w->kind[w->depth - 1] == '[');
	separate(w);
}

static void
open(struct dais_json *w, char kind)
{
	value_begins(w);
	DAIS_ASSERT(w->depth < DAIS_JSON_DEPTH_MAX);
	w->first[w->depth] = true;
	w->kind[w->depth++] = kind;
	dais_buf_put_char(w->out, kind);
}

void
dais_json_object(struct dais_json *w)
{
	open(w, '{');
}

void
dais_json_array(struct dais_json *w)
{
	open(w, '[');
}

void
dais_json_end(struct dais_json *w)
{
	bool empty;

	DAIS_ASSERT(w->depth > 0 && !w->has_key);
	w->depth--;
	empty = w->first[w->depth];
	if (!empty)
		newline(w);
	dais_buf_put_char(w->out, w->kind[w->depth] == '{' ? '}' : ']');
}

static void
quote(struct dais_buf *out, struct dais_str s)
{
	size_t done = 0;

	dais_buf_put_char(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		dais_buf_put_bytes(out, s.p + done, i - done);
		done = i + 1;
		if (c == '"' || c == '\\')
			dais_buf_printf(out, "\\%c", c);
		else if (c == '\n')
			dais_buf_puts(out, "\\n");
		else
			dais_buf_printf(out, "\\u%04x", c);
	}
	if (s.n > done)
		dais_buf_put_bytes(out, s.p + done, s.n - done);
	dais_buf_put_char(out, '"');
}

void
dais_json_key_str(struct dais_json *w, struct dais_str key)
{
	DAIS_ASSERT(w->depth > 0 && w->kind[w->depth - 1] == '{' && !w->has_key);
	separate(w);
	quote(w->out, key);
	dais_buf_puts(w->out, w->compact ? ":" : ": ");
	w->has_key = true;
}

void
dais_json_key(struct dais_json *w, const char *key)
{
	dais_json_key_str(w, dais_str_from(key));
}

void
dais_json_str(struct dais_json *w, struct dais_str value)
{
	value_begins(w);
	quote(w->out, value);
}

void
dais_json_c(struct dais_json *w, const char *value)
{
	dais_json_str(w, dais_str_from(value));
}

void
dais_json_int(struct dais_json *w, int64_t value)
{
	value_begins(w);
	dais_buf_printf(w->out, "%lld", (long long)value);
}

void
dais_json_number(struct dais_json *w, struct dais_str digits)
{
	value_begins(w);
	dais_buf_put(w->out, digits);
}

void
dais_json_bool(struct dais_json *w, bool value)
{
	value_begins(w);
	dais_buf_puts(w->out, value ? "true" : "false");
}

void
dais_json_null(struct dais_json *w)
{
	value_begins(w);
	dais_buf_puts(w->out, "null");
}

void
dais_json_pair(struct dais_json *w, const char *key, struct dais_str value)
{
	dais_json_key(w, key);
	dais_json_str(w, value);
}

void
dais_json_pair_c(struct dais_json *w, const char *key, const char *value)
{
	dais_json_pair(w, key, dais_str_from(value));
}

void
dais_json_pair_int(struct dais_json *w, const char *key, int64_t value)
{
	dais_json_key(w, key);
	dais_json_int(w, value);
}

void
dais_json_pair_bool(struct dais_json *w, const char *key, bool value)
{
	dais_json_key(w, key);
	dais_json_bool(w, value);
}

void
dais_json_finish(struct dais_json *w)
{
	DAIS_ASSERT(w->depth == 0 && !w->has_key);
	dais_buf_put_char(w->out, '\n');
}
