/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Nodes of meeting.yaml, as the package writer makes them, as JSON and back. Plain digits become
 * numbers; everything else is a string, so that words which only look like a number stay words.
 */
#include "mark/json_read.h"
#include "service/house/things_priv.h"
#include "text/err_say.h"

#define DIGITS_MAX 15 /* what every reader of JSON holds exactly */

static bool
is_number(struct dais_str s)
{
	if (!s.n || s.n > DIGITS_MAX || (s.p[0] == '0' && s.n > 1))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return true;
}

static void
put_scalar(struct dais_json *w, const struct dais_yaml_node *n)
{
	if (n->style == DAIS_YAML_PLAIN && is_number(n->text))
		dais_json_number(w, n->text);
	else
		dais_json_str(w, n->text);
}

static void
put_node(struct dais_json *w, const struct dais_yaml_node *n, const char *leave_out,
    unsigned depth) /* NOLINT(misc-no-recursion): bounded by depth */
{
	if (n->kind == DAIS_YAML_SCALAR || !depth) {
		put_scalar(w, n);
		return;
	}
	if (n->kind == DAIS_YAML_MAPPING)
		dais_json_object(w);
	else
		dais_json_array(w);
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];

		if (e->implied || (leave_out && dais_str_is(e->key, leave_out)))
			continue;
		if (n->kind == DAIS_YAML_MAPPING)
			dais_json_key_str(w, e->key);
		put_node(w, e->value, NULL, depth - 1);
	}
	dais_json_end(w);
}

struct dais_str
house_value_of(struct dais_arena *a, const struct dais_yaml_node *n, const char *leave_out)
{
	DAIS_BUF_AUTO b = { 0 };
	struct dais_json w;

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_json_begin(&w, &b, true);
	put_node(&w, n, leave_out, DAIS_JSON_READ_DEPTH_MAX - 1);
	return dais_buf_dup(&b, a);
}

static struct dais_yaml_node *
scalar(struct dais_arena *a, const struct dais_json_value *v)
{
	struct dais_yaml_node *n;

	switch (v->kind) {
	case DAIS_JSON_NULL:
		return dais_yaml_new_scalar(a, DAIS_STR("~"));
	case DAIS_JSON_BOOL:
		return dais_yaml_new_scalar(a, v->truth ? DAIS_STR("true") : DAIS_STR("false"));
	default:
		n = dais_yaml_new_scalar(a, v->text);
		if (v->kind == DAIS_JSON_STRING && dais_yaml_is_null(n))
			n->style = DAIS_YAML_DOUBLE;
		return n;
	}
}

static struct dais_yaml_node *
take(struct dais_arena *a,
    const struct dais_json_value *v) /* NOLINT(misc-no-recursion): bounded by the parser */
{
	struct dais_yaml_node *n;

	if (v->kind != DAIS_JSON_OBJECT && v->kind != DAIS_JSON_ARRAY)
		return scalar(a, v);
	n = dais_yaml_new(a, v->kind == DAIS_JSON_OBJECT ? DAIS_YAML_MAPPING : DAIS_YAML_SEQUENCE);
	n->flow = v->kind == DAIS_JSON_ARRAY;
	for (size_t i = 0; i < v->members.n; i++)
		(void)dais_yaml_add(a, n, v->members.v[i].key, take(a, v->members.v[i].value));
	return n;
}

struct dais_yaml_node *
house_node_of(struct dais_arena *a, const struct dais_thing *t, struct dais_diags *diags)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_json_value *v;

	if (dais_json_parse(a, t->value, &v, &err))
		return take(a, v);
	(void)dais_diags_add(diags, "package", DAIS_SEVERITY_ERROR, NULL,
	    "the value of %.*s `%.*s` cannot be read: %.*s", DAIS_STR_ARG(t->kind),
	    DAIS_STR_ARG(t->id), DAIS_STR_ARG(dais_text_err_message(a, diags->lang, &err)));
	return NULL;
}

/* One escape of JSON as this program writes them; 0: another. */
static char
unescape(struct dais_str s, size_t *at)
{
	static const char from[] = "\"\\/nrtbf", to[] = "\"\\/\n\r\t\b\f";
	const char *found;

	if (*at + 1 >= s.n || !s.p[*at + 1])
		return 0;
	found = strchr(from, s.p[*at + 1]);
	*at += 2;
	return found ? to[found - from] : 0;
}

/* The words of {"text":"..."} as the record has them, without a tree: most of a package is these.
 * False: it is written in another way. */
static bool
text_of_own(struct dais_str value, struct dais_arena *a, struct dais_str *ret)
{
	struct dais_str head = DAIS_STR("{\"text\":\""), s;
	char *out;
	size_t n = 0;

	if (!dais_str_has_prefix(value, head) || !dais_str_has_suffix(value, DAIS_STR("\"}")) ||
	    value.n < head.n + 2)
		return false;
	s = dais_str_sub(value, head.n, value.n - 2);
	out = dais_arena_alloc(a, s.n + 1);
	for (size_t at = 0; at < s.n;) {
		const char *stop = memchr(s.p + at, '\\', s.n - at);
		size_t plain = (stop ? (size_t)(stop - s.p) : s.n) - at;

		if (memchr(s.p + at, '"', plain))
			return false;
		memcpy(out + n, s.p + at, plain);
		n += plain;
		at += plain;
		if (at < s.n && !(out[n++] = unescape(s, &at)))
			return false;
	}
	*ret = (struct dais_str){ out, n };
	return true;
}

struct dais_str
dais_thing_text(const struct dais_thing *t, struct dais_arena *a)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_json_value *v;
	const struct dais_json_value *text;
	struct dais_str words;

	if (text_of_own(t->value, a, &words))
		return words;
	if (!dais_json_parse(a, t->value, &v, &err))
		return DAIS_STR_NONE;
	text = dais_json_get(v, "text");
	return text && text->kind == DAIS_JSON_STRING ? text->text : DAIS_STR_NONE;
}

struct dais_str
dais_thing_plan(const struct dais_thing *t, struct dais_arena *a)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_json_value *v;

	return dais_json_parse(a, t->value, &v, &err) ? dais_json_get_str(v, "plan")
						      : DAIS_STR_NONE;
}
