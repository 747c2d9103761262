/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/package/load_priv.h"

bool
dais_package_modality(
    struct dais_loader *l, const struct dais_yaml_node *n, enum dais_modality *ret)
{
	const char *names[DAIS_MODALITY_COUNT];
	int v;

	for (int i = 0; i < DAIS_MODALITY_COUNT; i++)
		names[i] = dais_modality_name((enum dais_modality)i);
	v = dais_package_choice(l, n, "modality", names, DAIS_MODALITY_COUNT);
	if (v >= 0)
		*ret = (enum dais_modality)v;
	return v >= 0;
}

static void
read_modality(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	(void)dais_package_modality(l, n, to);
}

static void
read_status(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	const char *names[DAIS_MEETING_STATUS_COUNT];
	int v;

	for (int i = 0; i < DAIS_MEETING_STATUS_COUNT; i++)
		names[i] = dais_meeting_status_name((enum dais_meeting_status)i);
	v = dais_package_choice(l, n, "status", names, DAIS_MEETING_STATUS_COUNT);
	if (v >= 0)
		*(enum dais_meeting_status *)to = (enum dais_meeting_status)v;
}

static const struct dais_field fields[] = {
	{ "opens", dais_package_read_local, offsetof(struct dais_meeting, opens), true },
	{ "closes", dais_package_read_date, offsetof(struct dais_meeting, closes), true },
	{ "place", dais_package_read_ml, offsetof(struct dais_meeting, place), false },
	{ "room", dais_package_read_ml, offsetof(struct dais_meeting, room), false },
	{ "zone", dais_package_read_words, offsetof(struct dais_meeting, zone), false },
	{ "modality", read_modality, offsetof(struct dais_meeting, modality), false },
	{ "status", read_status, offsetof(struct dais_meeting, status), false },
};

/* Splits "body@ordinal"; complains when it is none. */
static bool
parse_id(
    struct dais_loader *l, const struct dais_yaml_entry *e, size_t *ret_body, unsigned *ret_ordinal)
{
	size_t at = dais_str_find_char(e->key, '@', 0);
	struct dais_str body = dais_str_sub(e->key, 0, at);
	int64_t ordinal;
	struct dais_diag *g;

	if (at == SIZE_MAX ||
	    !dais_str_to_int(dais_str_sub(e->key, at + 1, e->key.n), 1, 9999, &ordinal)) {
		g = dais_package_complain(l, e->line, e->column, e->key,
		    "`%.*s` cannot be the id of a meeting", DAIS_STR_ARG(e->key));
		dais_diag_set_file_hint(
		    l->d, g, "write the body, @ and the number of the meeting: ta@12");
		return false;
	}
	*ret_ordinal = (unsigned)ordinal;
	*ret_body = dais_map_get(&l->r->body_ids, body);
	if (*ret_body != DAIS_MAP_NONE)
		return true;
	g = dais_package_complain(l, e->line, e->column, e->key,
	    "unknown body `%.*s` in meeting `%.*s`", DAIS_STR_ARG(body), DAIS_STR_ARG(e->key));
	dais_package_suggest_thing(l, g, DAIS_THING_BODY, body);
	*ret_body = 0; /* keeps the index valid; the error stands */
	return l->r->bodies.n > 0;
}

void
dais_package_register_meetings(struct dais_loader *l, const struct dais_yaml_node *n)
{
	if (!dais_package_is_mapping(l, n, "`meetings`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		struct dais_meeting *m;
		size_t body;
		unsigned ordinal;

		if (!parse_id(l, e, &body, &ordinal) ||
		    !dais_map_add(&l->r->meeting_ids, e->key, l->r->meetings.n))
			continue;
		m = dais_vec_add(l->a, &l->r->meetings);
		m->id = e->key;
		m->body = body;
		m->ordinal = ordinal;
		m->opens.minute = -1;
		m->origin = (struct dais_origin){ e->line, e->column };
	}
}

void
dais_package_load_meetings(struct dais_loader *l, const struct dais_yaml_node *n)
{
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		size_t at = dais_map_get(&l->r->meeting_ids, e->key);
		struct dais_meeting *m;
		struct dais_str what;
		const struct dais_yaml_node *closes = dais_yaml_get(e->value, "closes");

		if (at == DAIS_MAP_NONE)
			continue;
		m = &l->r->meetings.v[at];
		what = dais_text_message(l->a, l->d->lang, "meeting `%.*s`", DAIS_STR_ARG(e->key));
		(void)dais_package_fields(l, e->value, what.p, fields, DAIS_FIELD_N(fields), m);
		if (closes && dais_date_is_set(m->closes) && dais_date_is_set(m->opens.date) &&
		    dais_date_cmp(m->closes, m->opens.date) < 0)
			(void)dais_package_complain_at(l, closes,
			    "meeting `%.*s` closes before it opens", DAIS_STR_ARG(e->key));
	}
}
