/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Symbols like one that nothing has: what stands beside it in the order of symbols, which the index
 * keeps; the search, which costs a hundred times as much, only for a part of a symbol.
 */
#include "web/portal/load.h"
#include "web/portal/parts.h"

#define SHORTENED_MAX 3 /* parts that are left out at the end, one after the other */
#define LEAST_BYTES 2   /* of what is left */
#define ONE_SIDE_MAX (DAIS_PORTAL_NEAR_MAX / 2)

struct near {
	struct dais_page *p;
	struct dais_store *store;
	struct dais_str *v;
	size_t n;
};

static void
add(struct near *near, struct dais_str symbol)
{
	for (size_t i = 0; i < near->n; i++)
		if (dais_str_eq(near->v[i], symbol))
			return;
	if (symbol.n && near->n < DAIS_PORTAL_NEAR_MAX)
		near->v[near->n++] = symbol;
}

static void
add_documents(struct near *near, const dais_index_document_vec *found)
{
	for (size_t i = 0; i < found->n; i++)
		for (size_t k = 0; k < found->v[i].symbols.n; k++)
			add(near, found->v[i].symbols.v[k]);
}

/* @symbol without its last part; false when too little is left. */
static bool
shorten(struct dais_str *symbol)
{
	size_t end = symbol->n;

	while (end && symbol->p[end - 1] != '/')
		end--;
	if (end < LEAST_BYTES + 1)
		return false;
	symbol->n = end - 1;
	return true;
}

/* The document @above, and what stands under it beside @symbol. */
static bool
look_under(struct near *near, struct dais_str above, struct dais_str symbol, struct dais_err *err)
{
	struct dais_index_document one = { 0 };
	dais_index_document_vec found = { 0 };

	if (dais_index_symbol(near->store, above, near->p->arena, &one, err))
		dais_vec_push(near->p->arena, &found, one);
	else if (err->code != DAIS_ERR_NOT_FOUND)
		return false;
	*err = (struct dais_err)DAIS_ERR_INIT;
	if (!dais_index_symbols_beside(
		near->store, symbol, above, ONE_SIDE_MAX, near->p->arena, &found, err))
		return false;
	add_documents(near, &found);
	return true;
}

static bool
look_beside(struct near *near, struct dais_str symbol, struct dais_err *err)
{
	struct dais_str above = symbol;
	dais_index_document_vec under = { 0 };

	if (!dais_index_symbols_under(
		near->store, symbol, DAIS_PORTAL_NEAR_MAX, near->p->arena, &under, err))
		return false;
	add_documents(near, &under);
	for (int i = 0; i < SHORTENED_MAX && !near->n && shorten(&above); i++)
		if (!look_under(near, above, symbol, err))
			return false;
	return true;
}

/* Symbols that have the parts of @symbol anywhere, or all but its last ones. */
static bool
look_inside(struct near *near, struct dais_str symbol, struct dais_err *err)
{
	for (int i = 0; i <= SHORTENED_MAX && !near->n; i++) {
		dais_search_suggestion_vec found = { 0 };

		if (i && !shorten(&symbol))
			break;
		if (!dais_search_symbols(near->store, symbol, near->p->language,
			DAIS_PORTAL_NEAR_MAX, near->p->arena, &found, err))
			return false;
		for (size_t k = 0; k < found.n; k++)
			add(near, found.v[k].words);
	}
	return true;
}

size_t
dais_portal_find_near(
    struct dais_page *p, struct dais_str symbol, struct dais_str ret[DAIS_PORTAL_NEAR_MAX])
{
	struct near near = { p, dais_house_store(p->site->house), ret, 0 };
	struct dais_err none = DAIS_ERR_INIT;

	/* Nothing near is no problem. */
	if (look_beside(&near, symbol, &none) && !near.n)
		(void)look_inside(&near, symbol, &none);
	return near.n;
}
