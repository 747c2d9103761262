/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Silence procedures.
 */
#include "read/package/load_priv.h"

static void
read_modality(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_silence *s = to;

	s->has_modality = dais_package_modality(l, n, &s->modality);
}

static void
read_truth(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const char *const names[] = { "false", "true" };
	int v = dais_package_choice(l, n, "value", names, DAIS_FIELD_N(names));

	if (v >= 0)
		*(bool *)to = v == 1;
}

static void
read_standing(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_reply *reply = to;
	bool has = true;

	read_truth(l, n, &has);
	reply->without_standing = !has;
}

static void
read_follows(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	*(size_t *)to = dais_package_resolve(l, n, DAIS_THING_SILENCE);
}

static void
read_kind(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	const char *names[DAIS_REPLY_KIND_COUNT];
	int v;

	for (int i = 0; i < DAIS_REPLY_KIND_COUNT; i++)
		names[i] = dais_reply_kind_name((enum dais_reply_kind)i);
	v = dais_package_choice(l, n, "kind of reply", names, DAIS_REPLY_KIND_COUNT);
	if (v >= 0)
		*(enum dais_reply_kind *)to = (enum dais_reply_kind)v;
}

static const struct dais_field reply_fields[] = {
	{ "kind", read_kind, offsetof(struct dais_reply, kind), true },
	{ "from", dais_package_read_words, offsetof(struct dais_reply, from), true },
	{ "at", dais_package_read_local, offsetof(struct dais_reply, at), true },
	{ "words", dais_package_read_words, offsetof(struct dais_reply, words), false },
	{ "standing", read_standing, 0, false },
	{ "taken-back", dais_package_read_local, offsetof(struct dais_reply, taken_back), false },
};

static void
read_replies(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_silence *s = to;

	if (!dais_package_is_list(l, n, "the replies"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *one = n->entries.v[i].value;
		struct dais_reply reply = { .origin = { one->line, one->column } };

		if (!dais_package_fields(
			l, one, "a reply", reply_fields, DAIS_FIELD_N(reply_fields), &reply))
			continue;
		dais_package_need_hour(l, one, reply.at, "at");
		dais_package_need_hour(l, one, reply.taken_back, "taken-back");
		dais_vec_push(l->a, &s->replies, reply);
	}
}

static const struct dais_field extension_fields[] = {
	{ "at", dais_package_read_local, offsetof(struct dais_extension, at), true },
	{ "instead-of", dais_package_read_local, offsetof(struct dais_extension, instead), true },
};

static void
read_extensions(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_silence *s = to;

	if (!dais_package_is_list(l, n, "the extensions"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *one = n->entries.v[i].value;
		struct dais_extension extension = { .origin = { one->line, one->column } };

		if (!dais_package_fields(l, one, "an extension", extension_fields,
			DAIS_FIELD_N(extension_fields), &extension))
			continue;
		dais_package_need_hour(l, one, extension.at, "at");
		dais_package_need_hour(l, one, extension.instead, "instead-of");
		dais_vec_push(l->a, &s->extended, extension);
	}
}

static const struct dais_field fields[] = {
	{ "object", dais_package_read_object, offsetof(struct dais_silence, object), true },
	{ "modality", read_modality, 0, false },
	{ "meetings", dais_package_read_meetings, offsetof(struct dais_silence, meetings), true },
	{ "by", dais_package_read_body, offsetof(struct dais_silence, by), true },
	{ "asked", dais_package_read_ml, offsetof(struct dais_silence, asked), false },
	{ "proposal", dais_package_read_ml, offsetof(struct dais_silence, proposal), true },
	{ "frozen", dais_package_read_words, offsetof(struct dais_silence, frozen), false },
	{ "opens", dais_package_read_local, offsetof(struct dais_silence, opens), true },
	{ "closes", dais_package_read_local, offsetof(struct dais_silence, closes), true },
	{ "zone", dais_package_read_words, offsetof(struct dais_silence, zone), false },
	{ "extended", read_extensions, 0, false },
	{ "replies", read_replies, 0, false },
	{ "withdrawn", dais_package_read_local, offsetof(struct dais_silence, withdrawn), false },
	{ "public", read_truth, offsetof(struct dais_silence, is_public), false },
	{ "follows", read_follows, offsetof(struct dais_silence, follows), false },
};

static void
load_one(struct dais_loader *l, const struct dais_yaml_entry *e, struct dais_silence *s)
{
	struct dais_str what =
	    dais_text_message(l->a, l->d->lang, "silence procedure `%.*s`", DAIS_STR_ARG(e->key));

	(void)dais_package_fields(l, e->value, what.p, fields, DAIS_FIELD_N(fields), s);
	if (s->by == DAIS_NONE) /* reported; keeps the index valid */
		s->by = 0;
	dais_package_need_hour(l, e->value, s->opens, "opens");
	dais_package_need_hour(l, e->value, s->closes, "closes");
	dais_package_need_hour(l, e->value, s->withdrawn, "withdrawn");
}

void
dais_package_load_silences(struct dais_loader *l, const struct dais_yaml_node *n)
{
	/* Without a body none can be read; that there is none has been said. */
	if (!dais_package_is_mapping(l, n, "`silences`") || !l->r->bodies.n)
		return;
	/* The ids first: one may follow another that stands behind it. */
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];

		if (dais_package_check_id(l, e, "a silence procedure") &&
		    dais_map_add(&l->r->silence_ids, e->key, l->r->silences.n))
			dais_vec_push(l->a, &l->r->silences,
			    ((struct dais_silence){ .id = e->key,
				.by = DAIS_NONE,
				.follows = DAIS_NONE,
				.origin = { e->line, e->column } }));
	}
	for (size_t i = 0; i < n->entries.n; i++) {
		size_t at = dais_map_get(&l->r->silence_ids, n->entries.v[i].key);

		if (at != DAIS_MAP_NONE)
			load_one(l, &n->entries.v[i], &l->r->silences.v[at]);
	}
}
