/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/desk/desk_priv.h"

#define TEXTS_BYTES_MAX ((size_t)4 << 20)
#define FILE_BYTES_MAX ((size_t)64 << 20)
#define PACKAGE "/{language}/desk/{package}"

const struct dais_http_route dais_routes_desk[] = {
	{ DAIS_HTTP_GET, "/{language}/desk", dais_desk_get_home, 0, 2 },
	{ DAIS_HTTP_GET, "/{language}/desk/meetings", dais_desk_get_meetings, 0, 2 },
	{ DAIS_HTTP_GET, "/{language}/desk/new", dais_desk_get_new, 0, 2 },
	{ DAIS_HTTP_POST, "/{language}/desk/new", dais_desk_post_new, 0, 10 },
	{ DAIS_HTTP_POST, "/{language}/desk/new/nothing", dais_desk_post_nothing, 0, 10 },
	{ DAIS_HTTP_GET, "/{language}/desk/written", dais_desk_get_written, 0, 1 },
	{ DAIS_HTTP_GET, "/{language}/desk/import", dais_desk_get_import, 0, 1 },
	{ DAIS_HTTP_POST, "/{language}/desk/import", dais_desk_post_import, FILE_BYTES_MAX, 20 },
	{ DAIS_HTTP_GET, PACKAGE "/export", dais_desk_get_export, 0, 4 },
	{ DAIS_HTTP_GET, PACKAGE, dais_desk_get_overview, 0, 2 },
	{ DAIS_HTTP_GET, PACKAGE "/facts", dais_desk_get_facts, 0, 1 },
	{ DAIS_HTTP_POST, PACKAGE "/facts", dais_desk_post_facts, 0, 2 },
	{ DAIS_HTTP_GET, PACKAGE "/facts/{kind}/{id...}", dais_desk_get_fact, 0, 1 },
	{ DAIS_HTTP_POST, PACKAGE "/facts/{kind}/{id...}", dais_desk_post_fact, 0, 2 },
	{ DAIS_HTTP_GET, PACKAGE "/items", dais_desk_get_items, 0, 1 },
	{ DAIS_HTTP_POST, PACKAGE "/items", dais_desk_post_items, 0, 2 },
	{ DAIS_HTTP_GET, PACKAGE "/items/{item...}", dais_desk_get_item, 0, 1 },
	{ DAIS_HTTP_POST, PACKAGE "/items/{item...}", dais_desk_post_item, 0, 2 },
	{ DAIS_HTTP_GET, PACKAGE "/texts", dais_desk_get_texts, 0, 1 },
	{ DAIS_HTTP_GET, PACKAGE "/texts/{item...}", dais_desk_get_texts, 0, 1 },
	{ DAIS_HTTP_POST, PACKAGE "/texts/{item...}", dais_desk_post_texts, TEXTS_BYTES_MAX, 2 },
	{ DAIS_HTTP_GET, PACKAGE "/preview/{lang}", dais_desk_get_preview, 0, 4 },
	{ DAIS_HTTP_POST, PACKAGE "/preview/{lang}", dais_desk_post_preview, TEXTS_BYTES_MAX, 4 },
	{ DAIS_HTTP_GET, PACKAGE "/preview/{lang}/pdf", dais_desk_get_proof, 0, 40 },
	{ DAIS_HTTP_POST, PACKAGE "/preview/{lang}/pdf", dais_desk_post_proof, TEXTS_BYTES_MAX,
	    40 },
	{ DAIS_HTTP_GET, PACKAGE "/preview/{lang}/pdf/{digest}", dais_desk_get_proof_file, 0, 1 },
	{ DAIS_HTTP_GET, PACKAGE "/references", dais_desk_get_references, 0, 1 },
	{ DAIS_HTTP_GET, PACKAGE "/translation", dais_desk_get_translation, 0, 4 },
	{ DAIS_HTTP_POST, PACKAGE "/translation", dais_desk_post_translation, TEXTS_BYTES_MAX, 4 },
	{ DAIS_HTTP_GET, PACKAGE "/translation/xliff", dais_desk_get_xliff, 0, 4 },
	{ DAIS_HTTP_POST, PACKAGE "/translation/xliff", dais_desk_post_xliff, FILE_BYTES_MAX, 20 },
	{ DAIS_HTTP_GET, PACKAGE "/releases", dais_desk_get_releases, 0, 2 },
	{ DAIS_HTTP_POST, PACKAGE "/releases", dais_desk_post_releases, 0, 10 },
	{ DAIS_HTTP_GET, PACKAGE "/changes", dais_desk_get_changes, 0, 1 },
	{ DAIS_HTTP_POST, PACKAGE "/changes", dais_desk_post_changes, 0, 2 },
	{ .pattern = NULL },
};
