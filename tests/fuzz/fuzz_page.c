/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any bytes as what a reader sends and as words of a record: the language he accepts, the path he
 * asks for, a search and what it found. The page that shows them holds no tag that was among them
 * and is well-formed as the writer counts it.
 */
#include "base/err.h"
#include "http_double.h"
#include "web/page_priv.h"
#include "web/portal/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The page of a search for @s, which found @s. */
static struct dais_str
page_of(struct dais_arena *a, struct dais_str s, enum dais_lang l)
{
	static struct dais_site site = { .address = "https://meetings.example.org" };
	struct dais_search_query query = { .words = s, .body = s, .kind = s, .max = 20 };
	struct dais_search_result result = { .total = 1 };
	struct dais_search_facet facet = { DAIS_STR("kind"), s, 1 };
	struct dais_search_hit hit = { .kind = s, .title = s, .snippet = s, .symbols = s };
	dais_index_body_vec none = { 0 };
	struct dais_view_bodies bodies;
	struct dais_str path = dais_path_escape(a, s);
	struct dais_view_search v = { &query, &result, &bodies, false, &path };
	struct dais_page p;

	dais_vec_push(a, &result.hits, hit);
	dais_vec_push(a, &result.facets, facet);
	dais_view_bodies_init(&bodies, &none, a);
	dais_page_begin_alone(&site, a, l, &p);
	dais_portal_search(&p, &v);
	dais_page_foot(&p);
	return dais_page_taken(&p);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = dais_arena_dup(a, (struct dais_str){ (const char *)data, size });
	struct dais_http_exchange *x = double_new(a, "/");
	struct dais_str page, path;

	double_header(x, "Accept-Language", s.p);
	DAIS_ASSERT(dais_site_language(x) < DAIS_LANG_COUNT);
	if (!dais_str_is_text(s, NULL))
		return 0;
	path = dais_path_escape(a, s);
	for (size_t i = 0; i < path.n; i++)
		DAIS_ASSERT((unsigned char)path.p[i] > ' ' && (unsigned char)path.p[i] < 0x7f);
	page = page_of(a, s, (enum dais_lang)(size % DAIS_LANG_COUNT));
	DAIS_ASSERT(dais_str_is_text(page, NULL));
	DAIS_ASSERT(dais_str_find(page, DAIS_STR("<evil"), 0) == SIZE_MAX);
	return 0;
}
