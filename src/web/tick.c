/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What other processes have changed.
 */
#include "web/site.h"

static bool
has(const struct dais_change *change, const char *kind)
{
	for (size_t i = 0; i < change->entries.n; i++)
		if (dais_str_is(change->entries.v[i].kind, kind))
			return true;
	return false;
}

/* Whoever made the change makes the documents, too; those change what the public sees as well. */
static void
tell(struct dais_site *site, const struct dais_change *change)
{
	bool released = has(change, "release");

	dais_site_tell(site, change->head.package, change->number, released || has(change, "file"));
	if (site->follow)
		site->follow(site, change->head.package, change->number, released);
}

#define TOLD_AT_ONCE 100

void
dais_site_tick(struct dais_site *site)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *store = dais_house_store(site->house);
	struct dais_change_query query = { .after = site->told, .max = TOLD_AT_ONCE };
	struct dais_err err = DAIS_ERR_INIT;
	dais_change_vec changes = { 0 };
	bool news = false;

	dais_site_renew(site);
	dais_http_mark(site->http, "changes of other processes");
	/* When the record cannot be asked now, it is asked again in a second. */
	if (!dais_store_has_news(store, &news, &err) || !news ||
	    !dais_store_changes(store, &query, a, &changes, &err))
		return;
	for (size_t i = 0; i < changes.n; i++)
		tell(site, &changes.v[i]);
}
