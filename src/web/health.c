/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * For those who run the server: is it well, and how much does it do.
 */
#include "web/site.h"

/* 200 when the record can be asked. */
static void
health(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t latest;

	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	if (dais_store_latest(dais_house_store(site->house), DAIS_STR_NONE, &latest, &err))
		dais_http_reply(x, 200, "text/plain; charset=utf-8", DAIS_STR("ok\n"));
	else
		dais_http_reply(
		    x, 503, "text/plain; charset=utf-8", DAIS_STR("the record cannot be asked\n"));
}

/* The text format of Prometheus. Behind a proxy, keep it to those who run the server. */
static void
metrics(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t latest = 0;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, (size_t)1 << 20);
	dais_http_metrics(site->http, &out);
	(void)dais_store_latest(dais_house_store(site->house), DAIS_STR_NONE, &latest, &err);
	dais_buf_printf(&out,
	    "# HELP dais_changes_total Changes in the log of the record.\n"
	    "# TYPE dais_changes_total counter\ndais_changes_total %llu\n",
	    (unsigned long long)latest);
	dais_buf_printf(&out,
	    "# HELP dais_unfinished_files_removed_total Files that never came whole, taken away by "
	    "this server.\n"
	    "# TYPE dais_unfinished_files_removed_total counter\n"
	    "dais_unfinished_files_removed_total %llu\n",
	    (unsigned long long)site->swept_files);
	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	dais_http_reply(x, 200, "text/plain; version=0.0.4; charset=utf-8",
	    dais_buf_dup(&out, dais_http_arena(x)));
}

const struct dais_http_route dais_routes_health[] = {
	{ DAIS_HTTP_GET, "/healthz", health, 0, 0 },
	{ DAIS_HTTP_GET, "/metrics", metrics, 0, 0 },
	{ DAIS_HTTP_GET, NULL, NULL, 0, 0 },
};
