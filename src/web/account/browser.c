/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a person calls the browser of a session. Browsers give themselves the names of others, too:
 * of those that stand in a string the first of the table is meant (RFC 9110, 10.1.5).
 */
#include "web/account/account_priv.h"

struct sign {
	const char *word, *name;
};
static const struct sign browsers[] = {
	{ "Edg", "Edge" },
	{ "OPR/", "Opera" },
	{ "SamsungBrowser/", "Samsung Internet" },
	{ "Firefox/", "Firefox" },
	{ "FxiOS/", "Firefox" },
	{ "CriOS/", "Chrome" },
	{ "Chrome/", "Chrome" },
	{ "Version/", "Safari" },
};
static const struct sign systems[] = {
	{ "iPhone", "iPhone" },
	{ "iPad", "iPad" },
	{ "Android", "Android" },
	{ "Windows", "Windows" },
	{ "Mac OS X", "macOS" },
	{ "CrOS", "ChromeOS" },
	{ "Linux", "Linux" },
};

static const char *
find(const struct sign *signs, size_t n, struct dais_str agent)
{
	for (size_t i = 0; i < n; i++)
		if (dais_str_find(agent, dais_str_from(signs[i].word), 0) != SIZE_MAX)
			return signs[i].name;
	return NULL;
}

struct dais_str
account_browser_name(struct dais_arena *a, struct dais_str agent)
{
	const char *browser = find(browsers, sizeof(browsers) / sizeof(browsers[0]), agent);
	const char *system = find(systems, sizeof(systems) / sizeof(systems[0]), agent);

	if (!dais_str_has_prefix(agent, DAIS_STR("Mozilla/")) || !browser)
		return agent;
	return system ? dais_arena_printf(a, "%s · %s", browser, system) : dais_str_from(browser);
}
