/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What must hold between concepts for the record to make sense. Rules about procedure and
 * deadlines are the checker's (src/check), not these.
 */
#include "read/package/load_priv.h"

static bool
contains(const dais_index_vec *v, size_t what)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i] == what)
			return true;
	}
	return false;
}

static void
verify_together(struct dais_loader *l, const struct dais_yaml_node *n)
{
	struct dais_record *r = l->r;
	dais_index_vec seen = { 0 };

	if (!n)
		return;
	if (!n->entries.n)
		(void)dais_package_complain_at(l, n, "`together` names no meeting");
	for (size_t i = 0; i < r->together.n; i++) {
		const struct dais_meeting *m = &r->meetings.v[r->together.v[i]];
		struct dais_str id = r->bodies.v[m->body].id;

		if (contains(&seen, m->body))
			(void)dais_package_complain_at(
			    l, n, "`together` names two meetings of `%.*s`", DAIS_STR_ARG(id));
		else if (!dais_record_agenda(r, m->body))
			(void)dais_package_complain_at(l, n,
			    "body `%.*s` has no agenda though `together` names its meeting `%.*s`",
			    DAIS_STR_ARG(id), DAIS_STR_ARG(m->id));
		dais_vec_push(l->a, &seen, m->body);
	}
}

static void
verify_items(struct dais_loader *l)
{
	struct dais_record *r = l->r;
	bool *listed = DAIS_NEW_N(l->a, r->items.n + 1, bool);

	for (size_t i = 0; i < r->agendas.n; i++) {
		for (size_t k = 0; k < r->agendas.v[i].items.n; k++)
			listed[r->agendas.v[i].items.v[k]] = true;
	}
	for (size_t i = 0; i < r->items.n; i++) {
		const struct dais_item *item = &r->items.v[i];
		struct dais_diag *g;

		if (item->parent != DAIS_NONE || listed[i])
			continue;
		g = dais_package_complain(l, item->origin.line, item->origin.column, item->id,
		    "item `%.*s` is in no agenda", DAIS_STR_ARG(item->id));
		dais_diag_set_file_hint(l->d, g, "add it to a list under `agendas` or take it out");
	}
}

static bool
anyone_has(const struct dais_record *r, const struct dais_sitting *s, const struct dais_entry *e)
{
	const dais_index_vec *bodies = e->bodies.n ? &e->bodies : &s->bodies;

	for (size_t i = 0; i < bodies->n; i++) {
		if (dais_record_number(r, e->item, bodies->v[i]).found)
			return true;
	}
	return bodies->n == 0; /* an empty sitting is reported already */
}

static void
verify_sittings(struct dais_loader *l, const dais_sitting_vec *sittings)
{
	struct dais_record *r = l->r;

	for (size_t i = 0; i < sittings->n; i++) {
		const struct dais_sitting *s = &sittings->v[i];

		for (size_t k = 0; r->together.n && k < s->bodies.n; k++) {
			struct dais_str id = r->bodies.v[s->bodies.v[k]].id;

			if (dais_record_meeting_of(r, s->bodies.v[k]) == DAIS_NONE)
				(void)dais_package_complain(l, s->origin.line, s->origin.column, id,
				    "body `%.*s` sits here but has no meeting in `together`",
				    DAIS_STR_ARG(id));
		}
		for (size_t k = 0; k < s->entries.n; k++) {
			const struct dais_entry *e = &s->entries.v[k];
			struct dais_str id = r->items.v[e->item].id;

			if (!anyone_has(r, s, e))
				(void)dais_package_complain(l, e->origin.line, e->origin.column, id,
				    "item `%.*s` is on the agenda of no body of this sitting",
				    DAIS_STR_ARG(id));
		}
	}
}

void
dais_package_verify(struct dais_loader *l, const struct dais_yaml_node *together)
{
	verify_together(l, together);
	verify_items(l);
	verify_sittings(l, &l->r->sittings);
	for (int m = 0; m < DAIS_MODALITY_COUNT; m++)
		verify_sittings(l, &l->r->plans[m]);
}
