/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The nodes that fields of meeting.yaml become.
 */
#include "read/package/emit_priv.h"

struct dais_yaml_node *
dais_emit_mapping(struct dais_emit *e)
{
	return dais_yaml_new(e->a, DAIS_YAML_MAPPING);
}

struct dais_yaml_node *
dais_emit_flow(struct dais_emit *e, enum dais_yaml_kind kind)
{
	struct dais_yaml_node *n = dais_yaml_new(e->a, kind);

	n->flow = true;
	return n;
}

struct dais_yaml_entry *
dais_emit_add(
    struct dais_emit *e, struct dais_yaml_node *to, const char *key, struct dais_yaml_node *value)
{
	return dais_yaml_add(e->a, to, dais_str_from(key), value);
}

/* Adds @value; implied when it is the default. */
void
dais_emit_default(struct dais_emit *e, struct dais_yaml_node *to, const char *key,
    struct dais_yaml_node *value, bool is_default)
{
	dais_emit_add(e, to, key, value)->implied = is_default;
}

struct dais_yaml_node *
dais_emit_scalar(struct dais_emit *e, struct dais_str text)
{
	return dais_yaml_new_scalar(e->a, text);
}

/* Words that other readers of YAML would take for a number, a date or a truth value. */
static bool
looks_typed(struct dais_str s)
{
	static const char *const words[] = { "true", "false", "yes", "no", "on", "off", "True",
		"False", "Yes", "No", "On", "Off", "TRUE", "FALSE", "YES", "NO", "ON", "OFF", "y",
		"n", "Y", "N", "Null", "NULL" };
	bool digits = s.n > 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (dais_str_is(s, words[i]))
			return true;
	}
	for (size_t i = 0; i < s.n; i++)
		digits = digits && s.p[i] && strchr("0123456789.-+:_eExT ", s.p[i]);
	return digits;
}

/* Free words: quoted when they look like something else. */
static struct dais_yaml_node *
words(struct dais_emit *e, struct dais_str text)
{
	struct dais_yaml_node *n = dais_emit_scalar(e, text);

	n->style = looks_typed(text) ? DAIS_YAML_DOUBLE : DAIS_YAML_PLAIN;
	return n;
}

void
dais_emit_words(
    struct dais_emit *e, struct dais_yaml_node *to, const char *key, struct dais_str text)
{
	if (text.n)
		(void)dais_emit_add(e, to, key, words(e, text));
}

void
dais_emit_name(struct dais_emit *e, struct dais_yaml_node *to, const char *key, const char *name)
{
	(void)dais_emit_add(e, to, key, dais_emit_scalar(e, dais_str_from(name)));
}

void
dais_emit_uint(struct dais_emit *e, struct dais_yaml_node *to, const char *key, unsigned v)
{
	if (v)
		(void)dais_emit_add(
		    e, to, key, dais_emit_scalar(e, dais_arena_printf(e->a, "%u", v)));
}

void
dais_emit_date(struct dais_emit *e, struct dais_yaml_node *to, const char *key, struct dais_date d)
{
	if (dais_date_is_set(d))
		(void)dais_emit_add(e, to, key, dais_emit_scalar(e, dais_date_print(e->a, d)));
}

void
dais_emit_local(
    struct dais_emit *e, struct dais_yaml_node *to, const char *key, struct dais_local at)
{
	if (dais_date_is_set(at.date))
		(void)dais_emit_add(e, to, key, dais_emit_scalar(e, dais_local_print(e->a, at)));
}

void
dais_emit_ml(
    struct dais_emit *e, struct dais_yaml_node *to, const char *key, const struct dais_ml *ml)
{
	struct dais_yaml_node *n = dais_emit_mapping(e);

	if (dais_ml_is_empty(ml))
		return;
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		dais_emit_words(e, n, dais_lang_code((enum dais_lang)l), ml->in[l]);
	(void)dais_emit_add(e, to, key, n);
}

struct dais_yaml_node *
dais_emit_langs(struct dais_emit *e, dais_lang_set set)
{
	struct dais_yaml_node *n = dais_emit_flow(e, DAIS_YAML_SEQUENCE);

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (set & DAIS_LANG_BIT(l))
			(void)dais_yaml_add(e->a, n, DAIS_STR_NONE,
			    dais_emit_scalar(e, dais_str_from(dais_lang_code((enum dais_lang)l))));
	}
	return n;
}

struct dais_yaml_node *
dais_emit_body_ids(struct dais_emit *e, const dais_index_vec *v)
{
	struct dais_yaml_node *n = dais_emit_flow(e, DAIS_YAML_SEQUENCE);

	DAIS_EMIT_IDS(e, n, *v, e->r->bodies);
	return n;
}
