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

void
dais_site_tell(struct dais_site *site, struct dais_str package, uint64_t change, bool released)
{
	if (change > site->told)
		site->told = change;
	if (!site->http || !change)
		return;
	publish(site, "desk/", package, change, "changed");
	if (!released)
		return;
	dais_http_set_version(site->http, change);
	publish(site, "package/", package, change, "released");
	publish(site, "public", DAIS_STR_NONE, change, "released");
}

void
dais_site_changed(struct dais_site *site, struct dais_str package, uint64_t change, bool released)
{
	dais_site_tell(site, package, change, released);
	if (site->follow)
		site->follow(site, package, change, released, true);
}
