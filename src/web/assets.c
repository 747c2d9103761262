/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What pages load: style and scripts of share/web, compiled in, at addresses that change with
 * their bytes, so that browsers keep them for good.
 */
#include "web/page_priv.h"

static const struct dais_asset *
asset_of(struct dais_str name)
{
	for (size_t i = 0; i < dais_asset_count; i++)
		if (dais_str_is(name, dais_assets[i].name))
			return &dais_assets[i];
	return NULL;
}

struct dais_str
dais_asset_path(struct dais_arena *a, const char *name)
{
	const struct dais_asset *asset = asset_of(dais_str_from(name));

	DAIS_ASSERT(asset);
	return dais_arena_printf(a, "/assets/%s/%s", asset->digest, name);
}

static void
serve(struct dais_http_exchange *x, void *ctx)
{
	const struct dais_asset *asset = asset_of(dais_http_param(x, "name"));
	struct dais_err err = DAIS_ERR_INIT;

	(void)ctx;
	if (!asset) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no such file");
		dais_http_problem(x, 404, &err);
		return;
	}
	/* A page that was opened before dais was renewed asks for the old file. */
	if (!dais_str_is(dais_http_param(x, "digest"), asset->digest)) {
		dais_http_redirect(x, dais_asset_path(dais_http_arena(x), asset->name));
		return;
	}
	dais_http_set_header(x, "Cache-Control", DAIS_STR("public, max-age=31536000, immutable"));
	dais_http_keep(x);
	dais_http_reply(
	    x, 200, asset->type, (struct dais_str){ (const char *)asset->bytes, asset->n });
}

/* What browsers ask for without being told to, always at the same address. */
static void
serve_icon(struct dais_http_exchange *x, void *ctx)
{
	struct dais_str path = dais_http_request(x)->path;
	const struct dais_asset *asset = asset_of(dais_str_sub(path, 1, path.n));

	(void)ctx;
	DAIS_ASSERT(asset);
	dais_http_set_header(x, "Cache-Control", DAIS_STR("public, max-age=86400"));
	dais_http_set_header(
	    x, "ETag", dais_arena_printf(dais_http_arena(x), "\"%s\"", asset->digest));
	dais_http_keep(x);
	dais_http_reply(
	    x, 200, asset->type, (struct dais_str){ (const char *)asset->bytes, asset->n });
}

const struct dais_http_route dais_routes_assets[] = {
	{ DAIS_HTTP_GET, "/assets/{digest}/{name}", serve, 0, 0 },
	{ DAIS_HTTP_GET, "/favicon.ico", serve_icon, 0, 0 },
	{ DAIS_HTTP_GET, "/apple-touch-icon.png", serve_icon, 0, 0 },
	{ .pattern = NULL },
};
