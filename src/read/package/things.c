/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Looking things up by id.
 */
#include "read/package/load_priv.h"

const char *
dais_package_thing_name(enum dais_thing t)
{
	static const char *const names[] = { DAIS_MESSAGE("body"), DAIS_MESSAGE("meeting"),
		DAIS_MESSAGE("item"), DAIS_MESSAGE("mandate"), DAIS_MESSAGE("document"),
		DAIS_MESSAGE("silence procedure"), DAIS_MESSAGE("approval") };

	return names[t];
}

size_t
dais_package_lookup(const struct dais_record *r, enum dais_thing t, struct dais_str id)
{
	const struct dais_map *maps[] = { &r->body_ids, &r->meeting_ids, &r->item_ids,
		&r->mandate_ids, &r->document_ids, &r->silence_ids, &r->approval_ids };

	return dais_map_get(maps[t], id);
}

#define SUGGEST_MAX 1000

#define COLLECT(vec)                                                                               \
	do {                                                                                       \
		for (size_t i = 0; i < (vec).n && n < SUGGEST_MAX; i++)                            \
			ids[n++] = (vec).v[i].id;                                                  \
	} while (0)

void
dais_package_suggest_thing(
    struct dais_loader *l, struct dais_diag *g, enum dais_thing t, struct dais_str word)
{
	const struct dais_record *r = l->r;
	struct dais_str *ids;
	size_t n = 0;

	if (l->d->list.n >= l->d->limit)
		return;
	ids = DAIS_NEW_N(l->a, SUGGEST_MAX, struct dais_str);
	switch (t) {
	case DAIS_THING_BODY:
		COLLECT(r->bodies);
		break;
	case DAIS_THING_MEETING:
		COLLECT(r->meetings);
		break;
	case DAIS_THING_ITEM:
		COLLECT(r->items);
		break;
	case DAIS_THING_MANDATE:
		COLLECT(r->mandates);
		break;
	case DAIS_THING_DOCUMENT:
		COLLECT(r->documents);
		break;
	case DAIS_THING_SILENCE:
		COLLECT(r->silences);
		break;
	case DAIS_THING_APPROVAL:
		COLLECT(r->approvals);
		break;
	}
	dais_package_suggest(l, g, word, ids, n);
}

size_t
dais_package_resolve(struct dais_loader *l, const struct dais_yaml_node *n, enum dais_thing t)
{
	struct dais_str text;
	struct dais_diag *g;
	size_t at;

	if (!dais_package_scalar(l, n, &text))
		return DAIS_NONE;
	at = dais_package_lookup(l->r, t, text);
	if (at != DAIS_MAP_NONE)
		return at;
	g = dais_package_complain_at(l, n, "unknown %s `%.*s`",
	    dais_package_say(l, dais_package_thing_name(t)), DAIS_STR_ARG(text));
	dais_package_suggest_thing(l, g, t, text);
	return DAIS_NONE;
}

static void
resolve_list(
    struct dais_loader *l, const struct dais_yaml_node *n, enum dais_thing t, dais_index_vec *ret)
{
	if (!dais_package_is_list(l, n, "this"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *v = n->entries.v[i].value;
		size_t at = dais_package_resolve(l, v, t);
		bool twice = false;

		for (size_t k = 0; k < ret->n; k++)
			twice = twice || ret->v[k] == at;
		if (twice)
			(void)dais_package_complain_at(l, v, "%s `%.*s` is listed twice",
			    dais_package_say(l, dais_package_thing_name(t)), DAIS_STR_ARG(v->text));
		else if (at != DAIS_NONE)
			dais_vec_push(l->a, ret, at);
	}
}

void
dais_package_read_body(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	*(size_t *)to = dais_package_resolve(l, n, DAIS_THING_BODY);
}

void
dais_package_read_bodies(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	resolve_list(l, n, DAIS_THING_BODY, to);
}

void
dais_package_read_meeting(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	*(size_t *)to = dais_package_resolve(l, n, DAIS_THING_MEETING);
}

void
dais_package_read_meetings(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	resolve_list(l, n, DAIS_THING_MEETING, to);
}

void
dais_package_read_mandates(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	resolve_list(l, n, DAIS_THING_MANDATE, to);
}

void
dais_package_read_document(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	*(size_t *)to = dais_package_resolve(l, n, DAIS_THING_DOCUMENT);
}

void
dais_package_read_documents(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	resolve_list(l, n, DAIS_THING_DOCUMENT, to);
}
