/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What stands at the address of a symbol: a document, a body, or the nearest there is. Every way
 * of writing a symbol leads to the one address of it.
 */
#include "web/portal/load.h"
#include "web/portal/parts.h"
#include "web/portal/routes.h"

#define SYMBOL_BYTES_MAX 200
#define RESTRICTED_MAX 20 /* languages, and packages with the same symbol */

static bool
same_letters(struct dais_str a, struct dais_str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		char x = a.p[i], y = b.p[i];

		x = (char)(x >= 'a' && x <= 'z' ? x - 32 : x);
		y = (char)(y >= 'a' && y <= 'z' ? y - 32 : y);
		if (x != y)
			return false;
	}
	return true;
}

static struct dais_str
without_stars(struct dais_str s)
{
	while (s.n && s.p[s.n - 1] == '*')
		s.n--;
	return s;
}

/* Answers with a redirect when @asked is not how @canonical is written. */
static bool
redirected(
    struct dais_page *p, struct dais_str asked, struct dais_str canonical, struct dais_str path)
{
	if (dais_str_eq(asked, canonical))
		return false;
	dais_http_redirect(p->exchange, dais_page_path(p, path));
	return true;
}

static void
show_loaded(struct dais_page *p, const struct dais_portal_loaded *loaded, struct dais_str symbol)
{
	const struct dais_record *r = loaded->snapshot->record;
	const struct dais_view_package *view =
	    dais_view_package_new(r, &loaded->source, p->language, p->arena);
	size_t d = dais_view_document_find(view, symbol);
	dais_view_relative_vec elsewhere = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	if (d == DAIS_NONE) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "this document is not public");
		dais_portal_fail(p, &err);
		return;
	}
	if (!dais_portal_relatives(p->site, loaded->snapshot->package,
		&r->documents.v[view->documents.v[d].index], p->arena, &elsewhere, &err)) {
		dais_portal_fail(p, &err);
		return;
	}
	dais_portal_document(p, dais_view_document_new(r, view, d, &elsewhere, p->arena));
	dais_page_close_public(p);
}

static void
show_document(struct dais_page *p, const struct dais_index_document *row, struct dais_str symbol)
{
	struct dais_portal_loaded loaded;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_portal_load(p->site, p->actor, row->package, 0, p->arena, &loaded, &err)) {
		dais_portal_fail(p, &err);
		return;
	}
	show_loaded(p, &loaded, symbol);
	dais_snapshot_release(loaded.snapshot);
}

/* Whether the reader may see restricted documents of @package, and it has one with @symbol; then
 * the answer has been given. */
static bool
shown_to_reader(
    struct dais_page *p, struct dais_str package, struct dais_str asked, struct dais_str symbol)
{
	struct dais_portal_loaded loaded;
	struct dais_err err = DAIS_ERR_INIT;
	bool sees;

	if (!dais_portal_load(p->site, p->actor, package, 0, p->arena, &loaded, &err))
		return false;
	sees = loaded.source.sees_restricted;
	if (sees && !redirected(p, asked, symbol, dais_view_symbol_path(symbol, p->arena)))
		show_loaded(p, &loaded, symbol);
	dais_snapshot_release(loaded.snapshot);
	return sees;
}

/* Whether a document has the symbol; then the answer has been given. */
static bool
document(struct dais_page *p, struct dais_str asked)
{
	struct dais_index_document row = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str key = without_stars(asked);

	if (!dais_index_symbol(dais_house_store(p->site->house), key, p->arena, &row, &err)) {
		if (err.code == DAIS_ERR_NOT_FOUND)
			return false;
		dais_portal_fail(p, &err);
		return true;
	}
	for (size_t i = 0; i < row.symbols.n; i++)
		if (same_letters(row.symbols.v[i], key) &&
		    redirected(p, asked, row.symbols.v[i],
			dais_view_symbol_path(row.symbols.v[i], p->arena)))
			return true;
	show_document(p, &row, key);
	return true;
}

/* The same of one of restricted distribution that the reader may see: the index, which is for
 * everyone, does not have it, the search does. */
static bool
restricted_document(struct dais_page *p, struct dais_str asked)
{
	struct dais_str key = without_stars(asked);
	struct dais_search_query q = { .words = key,
		.language = p->language,
		.kind = DAIS_STR("document"),
		.restricted = true,
		.as_asked = true,
		.max = RESTRICTED_MAX };
	struct dais_search_result found = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_actor_may_somewhere(p->actor, DAIS_ACTION_READ_RESTRICTED) ||
	    !dais_search(dais_house_store(p->site->house), &q, p->arena, &found, &err))
		return false;
	for (size_t i = 0; i < found.hits.n; i++) {
		struct dais_str rest = found.hits.v[i].symbols, symbol;

		while (dais_str_next(&rest, ' ', &symbol))
			if (same_letters(without_stars(symbol), key) &&
			    shown_to_reader(p, found.hits.v[i].package, asked, symbol))
				return true;
	}
	return false;
}

/* Whether a body has the symbol; then the answer has been given. */
static bool
body(struct dais_page *p, struct dais_str asked)
{
	struct dais_index_body row = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	if (asked.p[0] == '~')
		return false;
	if (!dais_index_body(dais_house_store(p->site->house), asked, p->arena, &row, &err)) {
		if (err.code == DAIS_ERR_NOT_FOUND)
			return false;
		dais_portal_fail(p, &err);
		return true;
	}
	return redirected(p, asked, row.key, dais_view_body_path(row.key, p->arena)) ||
	       dais_portal_show_body(p, row.key);
}

void
dais_portal_handle_symbol(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_str asked = dais_http_param(x, "symbol");
	struct dais_str near[DAIS_PORTAL_NEAR_MAX];
	struct dais_err err = DAIS_ERR_INIT;
	size_t n;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (asked.n > 1 && asked.n <= SYMBOL_BYTES_MAX && asked.p[asked.n - 1] == '/') {
		asked.n--;
		dais_http_redirect(x, dais_page_path(&p, dais_view_symbol_path(asked, p.arena)));
		return;
	}
	if (!asked.n || asked.n > SYMBOL_BYTES_MAX) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no page at this address");
		dais_portal_fail(&p, &err);
		return;
	}
	if (document(&p, asked) || restricted_document(&p, asked) || body(&p, asked))
		return;
	n = dais_portal_find_near(&p, asked, near);
	dais_portal_unknown(&p, asked, near, n);
	dais_page_close(&p, 404);
}
