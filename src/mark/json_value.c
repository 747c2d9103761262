/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * JSON trees: looking up, building, comparing, printing.
 */
#include "mark/json_read.h"

void
dais_json_put(struct dais_json *w,
    const struct dais_json_value *v) /* NOLINT(misc-no-recursion): bounded by the parser */
{
	switch (v->kind) {
	case DAIS_JSON_NULL:
		dais_json_null(w);
		return;
	case DAIS_JSON_BOOL:
		dais_json_bool(w, v->truth);
		return;
	case DAIS_JSON_NUMBER:
		dais_json_number(w, v->text);
		return;
	case DAIS_JSON_STRING:
		dais_json_str(w, v->text);
		return;
	case DAIS_JSON_ARRAY:
		dais_json_array(w);
		break;
	case DAIS_JSON_OBJECT:
		dais_json_object(w);
		break;
	}
	for (size_t i = 0; i < v->members.n; i++) {
		if (v->kind == DAIS_JSON_OBJECT)
			dais_json_key_str(w, v->members.v[i].key);
		dais_json_put(w, v->members.v[i].value);
	}
	dais_json_end(w);
}

struct dais_str
dais_json_print(struct dais_arena *a, const struct dais_json_value *v)
{
	DAIS_BUF_AUTO b = { 0 };
	struct dais_json w;

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_json_begin(&w, &b, true);
	dais_json_put(&w, v);
	return dais_buf_dup(&b, a);
}

bool
dais_json_equal(const struct dais_json_value *x,
    const struct dais_json_value *y) /* NOLINT(misc-no-recursion): bounded by the parser */
{
	if (x->kind != y->kind || x->truth != y->truth || !dais_str_eq(x->text, y->text) ||
	    x->members.n != y->members.n)
		return false;
	for (size_t i = 0; i < x->members.n; i++) {
		const struct dais_json_member *m = &x->members.v[i];
		const struct dais_json_value *other = y->members.v[i].value;

		if (x->kind == DAIS_JSON_OBJECT && !dais_str_eq(m->key, y->members.v[i].key))
			other = dais_json_find(y, m->key);
		if (!other || !dais_json_equal(m->value, other))
			return false;
	}
	return true;
}

struct dais_json_value *
dais_json_find(const struct dais_json_value *v, struct dais_str key)
{
	for (size_t i = 0; v && v->kind == DAIS_JSON_OBJECT && i < v->members.n; i++) {
		if (dais_str_eq(v->members.v[i].key, key))
			return v->members.v[i].value;
	}
	return NULL;
}

struct dais_json_value *
dais_json_get(const struct dais_json_value *v, const char *key)
{
	return dais_json_find(v, dais_str_from(key));
}

struct dais_str
dais_json_get_str(const struct dais_json_value *v, const char *key)
{
	const struct dais_json_value *m = dais_json_get(v, key);

	return m && m->kind == DAIS_JSON_STRING ? m->text : DAIS_STR_NONE;
}

int64_t
dais_json_get_int(const struct dais_json_value *v, const char *key, int64_t otherwise)
{
	const struct dais_json_value *m = dais_json_get(v, key);
	int64_t n;

	if (!m || m->kind != DAIS_JSON_NUMBER ||
	    !dais_str_to_int(m->text, INT64_MIN, INT64_MAX, &n))
		return otherwise;
	return n;
}

bool
dais_json_get_bool(const struct dais_json_value *v, const char *key)
{
	const struct dais_json_value *m = dais_json_get(v, key);

	return m && m->kind == DAIS_JSON_BOOL && m->truth;
}

struct dais_json_value *
dais_json_new(struct dais_arena *a, enum dais_json_kind kind)
{
	struct dais_json_value *v = DAIS_NEW(a, struct dais_json_value);

	v->kind = kind;
	return v;
}

struct dais_json_value *
dais_json_new_str(struct dais_arena *a, struct dais_str text)
{
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_STRING);

	v->text = text;
	return v;
}

struct dais_json_value *
dais_json_new_int(struct dais_arena *a, int64_t value)
{
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_NUMBER);

	v->text = dais_arena_printf(a, "%lld", (long long)value);
	return v;
}

void
dais_json_set(struct dais_arena *a, struct dais_json_value *v, struct dais_str key,
    struct dais_json_value *value)
{
	struct dais_json_member *m;

	DAIS_ASSERT(v->kind == DAIS_JSON_OBJECT);
	for (size_t i = 0; i < v->members.n; i++) {
		if (!dais_str_eq(v->members.v[i].key, key))
			continue;
		if (value) {
			v->members.v[i].value = value;
			return;
		}
		v->members.n--;
		memmove(&v->members.v[i], &v->members.v[i + 1],
		    (v->members.n - i) * sizeof(*v->members.v));
		return;
	}
	if (!value)
		return;
	m = dais_vec_add(a, &v->members);
	m->key = key;
	m->value = value;
}

void
dais_json_append(struct dais_arena *a, struct dais_json_value *v, struct dais_json_value *value)
{
	struct dais_json_member *m;

	DAIS_ASSERT(v->kind == DAIS_JSON_ARRAY);
	m = dais_vec_add(a, &v->members);
	m->value = value;
}
