/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/json/parts.h"

static void
entries(struct writer *j, const struct dais_sitting *s)
{
	dais_json_key(&j->w, "entries");
	dais_json_array(&j->w);
	for (size_t i = 0; i < s->entries.n; i++) {
		const struct dais_entry *e = &s->entries.v[i];

		dais_json_object(&j->w);
		dais_json_pair(&j->w, "item", j->r->items.v[e->item].id);
		if (e->bodies.n)
			dais_json_put_bodies(j, "bodies", &e->bodies);
		if (e->minutes > 0)
			dais_json_pair_int(&j->w, "minutes", e->minutes);
		dais_json_end(&j->w);
	}
	dais_json_end(&j->w);
}

static void
plan(struct writer *j, const char *key, const dais_sitting_vec *v)
{
	dais_json_key(&j->w, key);
	dais_json_array(&j->w);
	for (size_t i = 0; i < v->n; i++) {
		const struct dais_sitting *s = &v->v[i];

		dais_json_object(&j->w);
		dais_json_put_local(j, "start", s->start);
		dais_json_put_local(j, "end", s->end);
		dais_json_put_ml(j, "room", &s->room);
		if (s->team.n)
			dais_json_pair(&j->w, "team", s->team);
		dais_json_put_bodies(j, "bodies", &s->bodies);
		entries(j, s);
		dais_json_end(&j->w);
	}
	dais_json_end(&j->w);
}

void
dais_json_put_sittings(struct writer *j)
{
	plan(j, "sittings", &j->r->sittings);
	dais_json_key(&j->w, "modalities");
	dais_json_object(&j->w);
	for (int m = 0; m < DAIS_MODALITY_COUNT; m++)
		if (j->r->plans[m].n)
			plan(j, dais_modality_name((enum dais_modality)m), &j->r->plans[m]);
	dais_json_end(&j->w);
}
