/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/package/load_priv.h"

void
dais_package_read_object(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const char *const names[] = { "dates", "topics", "procedure", "format" };
	int v = dais_package_choice(l, n, "object of an approval", names, DAIS_FIELD_N(names));

	if (v >= 0)
		*(struct dais_str *)to = dais_str_from(names[v]);
}

static void
read_method(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const char *const names[] = { "silence", "meeting", "other" };
	int v = dais_package_choice(l, n, "method of an approval", names, DAIS_FIELD_N(names));

	if (v >= 0)
		*(struct dais_str *)to = dais_str_from(names[v]);
}

static void
read_modality(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_approval *approval = to;

	approval->has_modality = dais_package_modality(l, n, &approval->modality);
}

static void
read_silence(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	*(size_t *)to = dais_package_resolve(l, n, DAIS_THING_SILENCE);
}

static const struct dais_field fields[] = {
	{ "object", dais_package_read_object, offsetof(struct dais_approval, object), true },
	{ "modality", read_modality, 0, false },
	{ "meetings", dais_package_read_meetings, offsetof(struct dais_approval, meetings), true },
	{ "by", dais_package_read_body, offsetof(struct dais_approval, by), true },
	{ "method", read_method, offsetof(struct dais_approval, method), true },
	{ "date", dais_package_read_date, offsetof(struct dais_approval, date), true },
	{ "silence", read_silence, offsetof(struct dais_approval, silence), false },
};

void
dais_package_load_approvals(struct dais_loader *l, const struct dais_yaml_node *n)
{
	if (!dais_package_is_mapping(l, n, "`approvals`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		struct dais_approval approval = { .id = e->key,
			.by = DAIS_NONE,
			.silence = DAIS_NONE,
			.origin = { e->line, e->column } };
		struct dais_str what =
		    dais_text_message(l->a, l->d->lang, "approval `%.*s`", DAIS_STR_ARG(e->key));

		if (!dais_package_check_id(l, e, "an approval"))
			continue;
		(void)dais_package_fields(
		    l, e->value, what.p, fields, DAIS_FIELD_N(fields), &approval);
		if (approval.by == DAIS_NONE) { /* reported; keeps the index valid */
			if (!l->r->bodies.n)
				continue;
			approval.by = 0;
		}
		if (dais_map_add(&l->r->approval_ids, e->key, l->r->approvals.n))
			dais_vec_push(l->a, &l->r->approvals, approval);
	}
}
