/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/symbols.h"

#include "service/house/house_priv.h"

#define PAGE 1000 /* rows of the index in one go */

/* One series: a body, its year or session, its special part. */
struct series {
	const struct dais_symbols_wanted *w;
	struct dais_str stem, key;
	bool by_session; /* "A/70/256": the number of the session where a year would stand */
	unsigned number; /* year or session */
	unsigned last;   /* highest serial in use */
};

/* The serial of @s when it is of the series; 0 otherwise. */
static unsigned
serial_in(const struct series *x, const struct dais_symbol *s)
{
	unsigned number = x->by_session ? s->session : s->year;

	if (!dais_str_eq(s->stem, x->stem) || number != x->number ||
	    !dais_str_eq(s->special, x->w->special))
		return 0;
	return s->serial;
}

static void
heed(struct series *x, const struct dais_symbol *s)
{
	unsigned serial = serial_in(x, s);

	if (serial > x->last)
		x->last = serial;
}

/* Looks at the symbols of the record for how the series of the body are written. */
static void
find_form(struct series *x, size_t body)
{
	const struct dais_record *r = x->w->record;
	size_t m = dais_record_meeting_of(r, body);
	bool session = false, year = false;

	for (size_t i = 0; i < r->documents.n; i++) {
		for (size_t k = 0; k < r->documents.v[i].symbols.n; k++) {
			const struct dais_symbol *s = &r->documents.v[i].symbols.v[k];

			if (!dais_str_eq(s->stem, x->stem))
				continue;
			session = session || s->session;
			year = year || s->year;
		}
	}
	x->by_session = session && !year && m != DAIS_NONE;
	x->number = x->by_session ? r->meetings.v[m].ordinal : x->w->year;
}

static void
heed_record(struct series *x)
{
	const struct dais_record *r = x->w->record;

	for (size_t i = 0; i < r->documents.n; i++) {
		for (size_t k = 0; k < r->documents.v[i].symbols.n; k++)
			heed(x, &r->documents.v[i].symbols.v[k]);
	}
}

/* What is published anywhere: documents stand under each of the bodies in whose series they are. */
static bool
heed_index(struct series *x, struct dais_house *h, struct dais_err *err)
{
	struct dais_index_documents_query q = { .body = x->stem, .max = PAGE };

	if (!x->by_session) {
		q.from = (struct dais_date){ (int)x->number, 1, 1 };
		q.to = (struct dais_date){ (int)x->number, 12, 31 };
	}

	for (;;) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		dais_index_document_vec rows = { 0 };

		if (!dais_index_documents(h->store, &q, a, &rows, err))
			return false;
		for (size_t i = 0; i < rows.n; i++) {
			for (size_t k = 0; k < rows.v[i].symbols.n; k++) {
				struct dais_symbol s;

				if (dais_symbol_parse(a, rows.v[i].symbols.v[k], &s, NULL))
					heed(x, &s);
			}
		}
		if (rows.n < PAGE)
			return true;
		dais_index_documents_next(&q, &rows, PAGE);
	}
}

static struct dais_str
print(const struct series *x, unsigned serial, struct dais_arena *a)
{
	if (x->w->special.n)
		return dais_arena_printf(a, "%.*s/%u/%.*s.%u", DAIS_STR_ARG(x->stem), x->number,
		    DAIS_STR_ARG(x->w->special), serial);
	return dais_arena_printf(a, "%.*s/%u/%u", DAIS_STR_ARG(x->stem), x->number, serial);
}

void
dais_symbols_order(
    const struct dais_profile *profile, struct dais_str *symbols, size_t n, struct dais_arena *a)
{
	for (size_t i = 1; profile->joint_order_by_number && i < n; i++) {
		for (size_t k = i; k > 0; k--) {
			struct dais_str *x = &symbols[k - 1], *y = &symbols[k], swap = *x;
			struct dais_symbol p, q;

			if (!dais_symbol_parse(a, *x, &p, NULL) ||
			    !dais_symbol_parse(a, *y, &q, NULL) || p.body_number <= q.body_number)
				break;
			*x = *y;
			*y = swap;
		}
	}
}

bool
dais_symbols_next(struct dais_house *h, const struct dais_symbols_wanted *w, struct dais_arena *a,
    dais_store_strs *ret, struct dais_err *err)
{
	struct series *all = DAIS_NEW_N(a, w->n_bodies + 1, struct series);
	unsigned serial = 1;

	for (size_t i = 0; i < w->n_bodies; i++) {
		const struct dais_body *b = &w->record->bodies.v[w->bodies[i]];
		struct series *x = &all[i];

		if (!b->symbol.n) {
			(void)dais_err_set(err, DAIS_ERR_INVALID,
			    "body `%.*s` has no symbol to begin those of its documents with",
			    DAIS_STR_ARG(b->id));
			return dais_err_hint(err, "Give the body its symbol first.");
		}
		*x = (struct series){ .w = w, .stem = b->symbol };
		find_form(x, w->bodies[i]);
		heed_record(x);
		if (!heed_index(x, h, err))
			return false;
		if (x->last >= serial)
			serial = x->last + 1;
	}
	for (size_t i = 0; i < w->n_bodies; i++)
		dais_vec_push(a, ret, print(&all[i], serial, a));
	dais_symbols_order(&w->record->profile, ret->v, ret->n, a);
	return true;
}
