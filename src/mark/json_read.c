/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The only file that knows jansson.
 */
#include "mark/json_priv.h"

#include <jansson.h>

static bool take(struct dais_arena *a, json_t *j, unsigned depth, struct dais_json_value **ret,
    struct dais_err *err);

/* Escapes can name what is no character ("\\uFFFF"), and jansson takes it from the bytes, too. */
static bool
take_text(struct dais_arena *a, struct dais_str s, struct dais_str *ret, struct dais_err *err)
{
	if (!dais_str_is_text(s, NULL))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "a string of the JSON holds a code point that is no character");
	*ret = dais_arena_dup(a, s);
	return true;
}

static bool
take_object(struct dais_arena *a, json_t *j, unsigned depth, struct dais_json_value *v,
    struct dais_err *err) /* NOLINT(misc-no-recursion): bounded by depth */
{
	const char *key;
	json_t *value;

	json_object_foreach(j, key, value)
	{
		struct dais_json_member *m = dais_vec_add(a, &v->members);

		if (!take_text(a, dais_str_from(key), &m->key, err) ||
		    !take(a, value, depth, &m->value, err))
			return false;
	}
	return true;
}

static bool
take_array(struct dais_arena *a, json_t *j, unsigned depth, struct dais_json_value *v,
    struct dais_err *err) /* NOLINT(misc-no-recursion): bounded by depth */
{
	size_t at;
	json_t *value;

	json_array_foreach(j, at, value)
	{
		(void)dais_vec_add(a, &v->members);
		if (!take(a, value, depth, &v->members.v[v->members.n - 1].value, err))
			return false;
	}
	return true;
}

static bool
take(struct dais_arena *a, json_t *j, unsigned depth, struct dais_json_value **ret,
    struct dais_err *err) /* NOLINT(misc-no-recursion): bounded by depth */
{
	struct dais_json_value *v = *ret = DAIS_NEW(a, struct dais_json_value);

	if (depth == DAIS_JSON_READ_DEPTH_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "the JSON is nested more than %d levels",
		    DAIS_JSON_READ_DEPTH_MAX);
	switch (json_typeof(j)) {
	case JSON_OBJECT:
		v->kind = DAIS_JSON_OBJECT;
		return take_object(a, j, depth + 1, v, err);
	case JSON_ARRAY:
		v->kind = DAIS_JSON_ARRAY;
		return take_array(a, j, depth + 1, v, err);
	case JSON_STRING:
		v->kind = DAIS_JSON_STRING;
		return take_text(a,
		    (struct dais_str){ json_string_value(j), json_string_length(j) }, &v->text,
		    err);
	case JSON_INTEGER:
		v->kind = DAIS_JSON_NUMBER;
		v->text = dais_arena_printf(a, "%lld", (long long)json_integer_value(j));
		break;
	case JSON_REAL:
		v->kind = DAIS_JSON_NUMBER;
		v->text = dais_arena_printf(a, "%.17g", json_real_value(j));
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		v->kind = DAIS_JSON_BOOL;
		v->truth = json_is_true(j);
		break;
	case JSON_NULL:
		break;
	}
	return true;
}

bool
mark_json_slow(
    struct dais_arena *a, struct dais_str bytes, struct dais_json_value **ret, struct dais_err *err)
{
	json_error_t why;
	struct dais_json_value *v;
	json_t *j = json_loadb(
	    bytes.p ? bytes.p : "", bytes.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
	bool ok;

	if (!j)
		return dais_err_set(err, DAIS_ERR_INVALID, "not JSON (line %d, column %d): %s",
		    why.line, why.column, why.text);
	ok = take(a, j, 0, &v, err);
	json_decref(j);
	if (ok)
		*ret = v;
	return ok;
}

/* Every value but the outermost stands behind a bracket or a comma; what stands in strings counts
 * only when a quote is missing, and then it is no JSON. */
size_t
dais_json_count_most(struct dais_str bytes)
{
	size_t n = 1;
	bool quoted = false;

	for (size_t i = 0; i < bytes.n; i++) {
		char c = bytes.p[i];

		if (c == '"')
			quoted = !quoted;
		else if (quoted && c == '\\')
			i++;
		else if (!quoted && (c == ',' || c == '[' || c == '{'))
			n++;
	}
	return n;
}

bool
dais_json_parse(
    struct dais_arena *a, struct dais_str bytes, struct dais_json_value **ret, struct dais_err *err)
{
	struct dais_json_value *v = mark_json_quick(a, bytes);

	if (!v)
		return mark_json_slow(a, bytes, ret, err);
	*ret = v;
	return true;
}
