/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Questions several families ask of a record.
 */
#include "check/check_priv.h"

bool
dais_check_has(const dais_index_vec *v, size_t x)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i] == x)
			return true;
	}
	return false;
}

size_t
dais_check_body_at(const struct dais_record *r, size_t i)
{
	return r->meetings.v[r->together.v[i]].body;
}

enum dais_lang
dais_check_reference(const struct dais_record *r)
{
	if (r->produces != DAIS_NONE) {
		const struct dais_document *d = &r->documents.v[r->produces];

		if (d->has_original && (r->languages & DAIS_LANG_BIT(d->original)))
			return d->original;
	}
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (r->languages & DAIS_LANG_BIT(l))
			return (enum dais_lang)l;
	}
	return DAIS_LANG_EN;
}

struct dais_date
dais_check_opens(const struct dais_record *r)
{
	struct dais_date first = { 0, 0, 0 };

	for (size_t i = 0; i < r->together.n; i++) {
		struct dais_date d = r->meetings.v[r->together.v[i]].opens.date;

		if (dais_date_is_set(d) && (!first.year || dais_date_cmp(d, first) < 0))
			first = d;
	}
	return first;
}

struct dais_date
dais_check_closes(const struct dais_record *r)
{
	struct dais_date last = { 0, 0, 0 };

	for (size_t i = 0; i < r->together.n; i++) {
		struct dais_date d = r->meetings.v[r->together.v[i]].closes;

		if (dais_date_is_set(d) && (!last.year || dais_date_cmp(d, last) > 0))
			last = d;
	}
	return last;
}

bool
dais_check_is_over(const struct dais_record *r, size_t above, size_t body)
{
	for (size_t i = 0; body != DAIS_NONE && i <= r->bodies.n; i++) {
		if (body == above)
			return true;
		body = r->bodies.v[body].parent;
	}
	return false;
}

bool
dais_check_is_ours(const struct dais_record *r, size_t document)
{
	size_t m = r->documents.v[document].meeting;

	return m == DAIS_NONE || dais_check_has(&r->together, m);
}

bool
dais_check_is_listed(const struct dais_record *r, size_t document)
{
	for (size_t i = 0; i < r->items.n; i++) {
		if (!dais_check_has(&r->items.v[i].documents, document))
			continue;
		for (size_t t = 0; t < r->together.n; t++) {
			if (dais_record_number(r, i, dais_check_body_at(r, t)).found)
				return true;
		}
	}
	return false;
}

struct dais_date
dais_check_issued(const struct dais_document *d, bool *ret_any_issued)
{
	struct dais_date last = { 0, 0, 0 };

	*ret_any_issued = false;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_version *v = &d->versions[l];

		if (!v->given)
			continue;
		*ret_any_issued |= v->status == DAIS_VERSION_ISSUED || dais_date_is_set(v->issued);
		if (dais_date_is_set(v->issued) &&
		    (!last.year || dais_date_cmp(v->issued, last) > 0))
			last = v->issued;
	}
	return last;
}

size_t
dais_check_top(const struct dais_record *r, size_t item)
{
	return r->items.v[item].parent == DAIS_NONE ? item : r->items.v[item].parent;
}

void
dais_check_takers(struct dais_check *c, const struct dais_sitting *s, const struct dais_entry *e,
    dais_index_vec *ret)
{
	for (size_t i = 0; i < s->bodies.n; i++) {
		size_t body = s->bodies.v[i];

		if (e->bodies.n && !dais_check_has(&e->bodies, body))
			continue;
		if (dais_record_number(c->r, e->item, body).found)
			dais_vec_push(c->a, ret, body);
	}
}

enum dais_modality
dais_check_modality(const struct dais_record *r)
{
	return r->together.n ? r->meetings.v[r->together.v[0]].modality : DAIS_MODALITY_IN_PERSON;
}

int
dais_check_length(const struct dais_sitting *s)
{
	return (int)(dais_date_to_days(s->end.date) - dais_date_to_days(s->start.date)) * 1440 +
	       s->end.minute - s->start.minute;
}

void
dais_check_each_plan(struct dais_check *c, check_plan_fn *fn)
{
	if (c->r->sittings.n)
		fn(c, &c->r->sittings, dais_check_modality(c->r), /* is_plan= */ false);
	for (unsigned m = 0; m < DAIS_MODALITY_COUNT; m++) {
		if (c->r->plans[m].n)
			fn(c, &c->r->plans[m], (enum dais_modality)m, /* is_plan= */ true);
	}
}
