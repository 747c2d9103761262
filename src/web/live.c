/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Telling open pages what has changed, here and in other processes.
 */
#include <stdio.h>

#include "web/site.h"

static void
publish(struct dais_site *site, const char *prefix, struct dais_str package, uint64_t change,
    const char *event)
{
	char topic[128];
	int n = snprintf(topic, sizeof(topic), "%s%.*s", prefix, DAIS_STR_ARG(package));

	if (n > 0 && (size_t)n < sizeof(topic))
		dais_http_publish(site->http, (struct dais_str){ topic, (size_t)n }, change, event,
		    DAIS_STR("{}"));
}

/* The last change of @package, which pages of a release compare theirs with: a release is a change
 * of its own, later than that of the working record it shows. @change when it cannot be asked. */
static uint64_t
last_change(struct dais_site *site, struct dais_str package, uint64_t change)
{
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t latest;

	if (!site->house ||
	    !dais_store_latest(dais_house_store(site->house), package, &latest, &err))
		return change;
	return latest > change ? latest : change;
}

void
dais_site_tell(struct dais_site *site, struct dais_str package, uint64_t change, bool released)
{
	if (released)
		change = last_change(site, package, change);
	if (change > site->told)
		site->told = change;
	if (!site->http || !change)
		return;
	publish(site, "desk/", package, change, "changed");
	if (!released)
		return;
	site->released = change;
	dais_site_renew(site);
	publish(site, "package/", package, change, "released");
	publish(site, "public", DAIS_STR_NONE, change, "released");
}

/* What the public sees of a package comes with releases and with files. */
static bool
shown_since(struct dais_site *site, struct dais_str package, uint64_t seen)
{
	static const char *const kinds[] = { "release", "file" };
	struct dais_err err = DAIS_ERR_INIT;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		uint64_t last;

		if (!dais_store_latest_of_kind(dais_house_store(site->house), package,
			dais_str_from(kinds[i]), &last, &err) ||
		    last > seen)
			return true;
	}
	return false;
}

bool
dais_site_has_all(struct dais_site *site, struct dais_str topic, uint64_t seen)
{
	struct dais_str package =
	    dais_str_sub(topic, dais_str_find_char(topic, '/', 0) + 1, topic.n);
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t latest;

	if (!site->house)
		return false;
	if (dais_str_is(topic, "public"))
		return site->released <= seen;
	if (!dais_store_latest(dais_house_store(site->house), package, &latest, &err))
		return false;
	return latest <= seen || (dais_str_has_prefix(topic, DAIS_STR("package/")) &&
				     !shown_since(site, package, seen));
}

void
dais_site_note_own(struct dais_site *site, uint64_t change)
{
	if (change == site->looked + 1)
		site->looked = change;
	else if (change > site->looked && site->n_own < DAIS_SITE_OWN_MAX)
		site->own[site->n_own++] = change;
}

void
dais_site_renew(struct dais_site *site)
{
	int64_t day = site->house ? dais_house_now_ms(site->house) / DAIS_DAY_MS : 0;

	if (site->http)
		dais_http_set_version(site->http, site->released << 20 | ((uint64_t)day & 0xfffff));
}

void
dais_site_changed(struct dais_site *site, struct dais_str package, uint64_t change, bool released)
{
	dais_site_note_own(site, change);
	dais_site_tell(site, package, change, released);
	if (site->follow)
		site->follow(site, package, change, released);
	if (released && site->publish)
		site->publish(site, package);
}

void
dais_site_published(struct dais_site *site, struct dais_str package, uint64_t change)
{
	if (change > site->looked)
		dais_site_changed(site, package, change, true);
	else if (site->publish)
		site->publish(site, package);
}
