/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What follows from the record: numbers of items, common items, the timetable with its
 * "continued", symbols and addresses of documents.
 */
#include "write/json/parts.h"

static void
number(struct writer *j, struct dais_number n)
{
	dais_json_pair_int(&j->w, "number", n.number);
	if (n.letter >= 0)
		dais_json_pair_int(&j->w, "part", n.letter + 1);
}

static void
numbers(struct writer *j)
{
	dais_json_key(&j->w, "numbers");
	dais_json_array(&j->w);
	for (size_t i = 0; i < j->r->items.n; i++)
		for (size_t g = 0; g < j->r->agendas.n; g++) {
			size_t body = j->r->agendas.v[g].body;
			struct dais_number n = dais_record_number(j->r, i, body);

			if (!n.found)
				continue;
			dais_json_object(&j->w);
			dais_json_pair(&j->w, "item", j->r->items.v[i].id);
			dais_json_pair(&j->w, "body", j->r->bodies.v[body].id);
			number(j, n);
			dais_json_end(&j->w);
		}
	dais_json_end(&j->w);
}

static void
common(struct writer *j)
{
	dais_json_key(&j->w, "common");
	dais_json_array(&j->w);
	for (size_t i = 0; i < j->r->items.n; i++) {
		dais_index_vec bodies = { 0 };

		if (!dais_record_is_common(j->r, i, &bodies, j->a))
			continue;
		dais_json_object(&j->w);
		dais_json_pair(&j->w, "item", j->r->items.v[i].id);
		dais_json_put_bodies(j, "bodies", &bodies);
		dais_json_end(&j->w);
	}
	dais_json_end(&j->w);
}

static void
cell(struct writer *j, size_t sitting, size_t body)
{
	struct dais_cell_entry *v;
	size_t n;

	dais_record_cell(j->r, &j->r->sittings, sitting, body, j->a, &v, &n);
	dais_json_object(&j->w);
	dais_json_pair(&j->w, "body", j->r->bodies.v[body].id);
	dais_json_key(&j->w, "entries");
	dais_json_array(&j->w);
	for (size_t i = 0; i < n; i++) {
		dais_json_object(&j->w);
		dais_json_pair(&j->w, "item", j->r->items.v[v[i].item].id);
		number(j, v[i].number);
		dais_json_pair_bool(&j->w, "continued", v[i].continued);
		dais_json_pair_bool(&j->w, "joint", v[i].joint);
		dais_json_end(&j->w);
	}
	dais_json_end(&j->w);
	dais_json_end(&j->w);
}

static void
timetable(struct writer *j)
{
	dais_json_key(&j->w, "timetable");
	dais_json_array(&j->w);
	for (size_t i = 0; i < j->r->sittings.n; i++) {
		const struct dais_sitting *s = &j->r->sittings.v[i];

		dais_json_object(&j->w);
		dais_json_put_local(j, "start", s->start);
		dais_json_put_local(j, "end", s->end);
		dais_json_pair_bool(&j->w, "joint", s->bodies.n > 1);
		dais_json_key(&j->w, "cells");
		dais_json_array(&j->w);
		for (size_t b = 0; b < s->bodies.n; b++)
			cell(j, i, s->bodies.v[b]);
		dais_json_end(&j->w);
		dais_json_end(&j->w);
	}
	dais_json_end(&j->w);
}

static void
documents(struct writer *j)
{
	dais_json_key(&j->w, "documents");
	dais_json_array(&j->w);
	for (size_t i = 0; i < j->r->documents.n; i++) {
		dais_json_object(&j->w);
		dais_json_pair(&j->w, "id", j->r->documents.v[i].id);
		dais_json_put_str(j, "symbol", dais_record_document_symbol(j->r, i, j->a));
		dais_json_key(&j->w, "addresses");
		dais_json_object(&j->w);
		for (int l = 0; l < DAIS_LANG_COUNT; l++)
			if (j->r->documents.v[i].languages & DAIS_LANG_BIT(l))
				dais_json_put_str(j, dais_lang_code((enum dais_lang)l),
				    dais_record_document_url(j->r, i, (enum dais_lang)l, j->a));
		dais_json_end(&j->w);
		dais_json_end(&j->w);
	}
	dais_json_end(&j->w);
}

void
dais_json_put_computed(struct writer *j)
{
	dais_json_key(&j->w, "computed");
	dais_json_object(&j->w);
	numbers(j);
	common(j);
	timetable(j);
	documents(j);
	dais_json_end(&j->w);
}
