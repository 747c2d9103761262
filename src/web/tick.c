/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What other processes have changed. Only the heads of their changes are read, and no more at a
 * time than takes some milliseconds: requests wait meanwhile.
 */

#include "base/clock.h"
#include "web/site.h"

#define PORTION 16
#define MOST_MS 10

/* Whoever made the change makes the documents, too; those change what the public sees as well. */
static void
tell(struct dais_site *site, const struct dais_change_short *change)
{
	bool released = change->has[0];

	/* Accounts, webhooks and the like: no page shows them, nothing follows from them. */
	if (!change->package.n)
		return;
	for (size_t i = 0; i < site->n_own; i++)
		if (site->own[i] == change->number)
			return;
	dais_site_tell(site, change->package, change->number, released || change->has[1]);
	if (site->follow)
		site->follow(site, change->package, change->number, released);
}

static void
forget_own(struct dais_site *site)
{
	size_t n = 0;

	for (size_t i = 0; i < site->n_own; i++)
		if (site->own[i] > site->looked)
			site->own[n++] = site->own[i];
	site->n_own = n;
}

/* False: the record cannot be asked now; it is asked again in a second. */
static bool
look_at_some(struct dais_site *site)
{
	static const char *const kinds[2] = { "release", "file" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *store = dais_house_store(site->house);
	struct dais_err err = DAIS_ERR_INIT;
	dais_change_shorts changes = { 0 };

	if (!dais_store_changes_short(store, site->looked, PORTION, kinds, a, &changes, &err))
		return false;
	for (size_t i = 0; i < changes.n; i++) {
		tell(site, &changes.v[i]);
		site->looked = changes.v[i].number;
	}
	forget_own(site);
	site->is_behind = changes.n == PORTION;
	return true;
}

void
dais_site_tick(struct dais_site *site)
{
	int64_t until = dais_clock_ms() + MOST_MS;
	struct dais_err err = DAIS_ERR_INIT;
	bool news = false;

	dais_site_renew(site);
	dais_http_mark(site->http, "changes of other processes");
	if (!dais_store_has_news(dais_house_store(site->house), &news, &err))
		return;
	site->is_behind = site->is_behind || news;
	while (site->is_behind && look_at_some(site) && dais_clock_ms() < until)
		continue;
}
