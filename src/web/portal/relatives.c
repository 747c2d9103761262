/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Corrigenda, addenda and revisions that stand in another package than what they are of: an
 * intersessional corrigendum, a report corrected a year later.
 */
#include "web/portal/load.h"

#define UNDER_MAX ((size_t)100)

struct search {
	struct dais_site *site;
	struct dais_str package; /* whose own relatives are known */
	struct dais_arena *a;
	dais_view_relative_vec *found;
};

static bool
is_found(const struct search *s, struct dais_str path)
{
	for (size_t i = 0; i < s->found->n; i++)
		if (dais_str_eq(s->found->v[i].path, path))
			return true;
	return false;
}

/* The title of a document whose last release shows it; false: it is not public. */
static bool
find_title(struct search *s, const struct dais_index_document *row, struct dais_ml *ret)
{
	DAIS_SNAPSHOT_AUTO snapshot = NULL;
	struct dais_err none = DAIS_ERR_INIT;

	if (!dais_house_released(s->site->house, row->package, 0, &snapshot, &none))
		return false;
	const struct dais_record *r = snapshot->record;
	size_t d = dais_map_get(&r->document_ids, row->id);
	if (d == DAIS_MAP_NONE || r->documents.v[d].distribution == DAIS_DISTRIBUTION_RESTRICTED)
		return false;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		ret->in[l] = dais_arena_dup(s->a, r->documents.v[d].title.in[l]);
	return true;
}

static void
consider(struct search *s, const struct dais_symbol *mine, const struct dais_index_document *row)
{
	struct dais_view_relative one = { 0 };
	struct dais_symbol other;

	if (dais_str_eq(row->package, s->package))
		return;
	for (size_t i = 0; i < row->symbols.n; i++) {
		if (!dais_symbol_of_any(row->symbols.v[i], &other) ||
		    !dais_view_relation_of(&other, mine, &one.relation))
			continue;
		one.symbol = row->symbols.v[i];
		one.path = dais_view_symbol_path(one.symbol, s->a);
		if (!is_found(s, one.path) && find_title(s, row, &one.title))
			dais_vec_push(s->a, s->found, one);
	}
}

/* What @mine is a modification of. */
static bool
look_above(struct search *s, const struct dais_symbol *mine, struct dais_err *err)
{
	struct dais_index_document row = { 0 };
	struct dais_str above = mine->key;

	if (!mine->is_corrigendum && !mine->is_addendum && !mine->is_revision)
		return true;
	while (above.n && above.p[above.n - 1] != '/')
		above.n--;
	if (above.n < 2)
		return true;
	above.n--;
	if (dais_index_symbol(dais_house_store(s->site->house), above, s->a, &row, err)) {
		consider(s, mine, &row);
		return true;
	}
	if (err->code != DAIS_ERR_NOT_FOUND)
		return false;
	*err = (struct dais_err)DAIS_ERR_INIT;
	return true;
}

bool
dais_portal_relatives(struct dais_site *site, struct dais_str package,
    const struct dais_document *d, struct dais_arena *a, dais_view_relative_vec *ret,
    struct dais_err *err)
{
	struct search s = { .site = site, .package = package, .a = a, .found = ret };

	for (size_t i = 0; i < d->symbols.n; i++) {
		dais_index_document_vec rows = { 0 };

		if (!dais_index_symbols_under(dais_house_store(site->house), d->symbols.v[i].key,
			UNDER_MAX, a, &rows, err))
			return false;
		for (size_t k = 0; k < rows.n; k++)
			consider(&s, &d->symbols.v[i], &rows.v[k]);
		if (!look_above(&s, &d->symbols.v[i], err))
			return false;
	}
	return true;
}
