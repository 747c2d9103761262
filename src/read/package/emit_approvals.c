/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Approvals and silence procedures as they stand in meeting.yaml.
 */
#include "read/package/emit_priv.h"

/* What approvals and silence procedures begin with. */
struct approved {
	struct dais_str object;
	bool has_modality;
	enum dais_modality modality;
	const dais_index_vec *meetings;
	size_t by; /* body */
};

static struct dais_yaml_node *
emit_approved(struct dais_emit *e, const struct approved *what)
{
	struct dais_yaml_node *n = dais_emit_mapping(e),
			      *list = dais_emit_flow(e, DAIS_YAML_SEQUENCE);

	dais_emit_words(e, n, "object", what->object);
	dais_emit_default(e, n, "modality",
	    dais_emit_scalar(e, dais_str_from(dais_modality_name(what->modality))),
	    !what->has_modality);
	DAIS_EMIT_IDS(e, list, *what->meetings, e->r->meetings);
	(void)dais_emit_add(e, n, "meetings", list);
	(void)dais_emit_add(e, n, "by", dais_emit_scalar(e, e->r->bodies.v[what->by].id));
	return n;
}

struct dais_yaml_node *
dais_emit_approval(struct dais_emit *e, const struct dais_approval *p)
{
	const struct approved what = { p->object, p->has_modality, p->modality, &p->meetings,
		p->by };
	struct dais_yaml_node *n = emit_approved(e, &what);

	dais_emit_words(e, n, "method", p->method);
	dais_emit_date(e, n, "date", p->date);
	if (p->silence != DAIS_NONE)
		(void)dais_emit_add(
		    e, n, "silence", dais_emit_scalar(e, e->r->silences.v[p->silence].id));
	return n;
}

static struct dais_yaml_node *
emit_replies(struct dais_emit *e, const struct dais_silence *s)
{
	struct dais_yaml_node *all = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);

	for (size_t i = 0; i < s->replies.n; i++) {
		const struct dais_reply *p = &s->replies.v[i];
		struct dais_yaml_node *n = dais_emit_mapping(e);

		dais_emit_name(e, n, "kind", dais_reply_kind_name(p->kind));
		dais_emit_words(e, n, "from", p->from);
		dais_emit_local(e, n, "at", p->at);
		dais_emit_words(e, n, "words", p->words);
		dais_emit_default(e, n, "standing",
		    dais_emit_scalar(e, p->without_standing ? DAIS_STR("false") : DAIS_STR("true")),
		    !p->without_standing);
		dais_emit_local(e, n, "taken-back", p->taken_back);
		(void)dais_yaml_add(e->a, all, DAIS_STR_NONE, n);
	}
	return all;
}

static struct dais_yaml_node *
emit_extensions(struct dais_emit *e, const struct dais_silence *s)
{
	struct dais_yaml_node *all = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);

	for (size_t i = 0; i < s->extended.n; i++) {
		struct dais_yaml_node *n = dais_emit_flow(e, DAIS_YAML_MAPPING);

		dais_emit_local(e, n, "at", s->extended.v[i].at);
		dais_emit_local(e, n, "instead-of", s->extended.v[i].instead);
		(void)dais_yaml_add(e->a, all, DAIS_STR_NONE, n);
	}
	return all;
}

struct dais_yaml_node *
dais_emit_silence(struct dais_emit *e, const struct dais_silence *s)
{
	const struct approved what = { s->object, s->has_modality, s->modality, &s->meetings,
		s->by };
	struct dais_yaml_node *n = emit_approved(e, &what);

	dais_emit_ml(e, n, "asked", &s->asked);
	dais_emit_ml(e, n, "proposal", &s->proposal);
	dais_emit_words(e, n, "frozen", s->frozen);
	dais_emit_local(e, n, "opens", s->opens);
	dais_emit_local(e, n, "closes", s->closes);
	dais_emit_words(e, n, "zone", s->zone);
	dais_emit_default(e, n, "extended", emit_extensions(e, s), s->extended.n == 0);
	dais_emit_default(e, n, "replies", emit_replies(e, s), s->replies.n == 0);
	dais_emit_local(e, n, "withdrawn", s->withdrawn);
	dais_emit_default(e, n, "public",
	    dais_emit_scalar(e, s->is_public ? DAIS_STR("true") : DAIS_STR("false")),
	    !s->is_public);
	if (s->follows != DAIS_NONE)
		(void)dais_emit_add(
		    e, n, "follows", dais_emit_scalar(e, e->r->silences.v[s->follows].id));
	return n;
}
