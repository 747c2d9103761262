/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The official documents: the annotated agenda as a page, and files as they were made or uploaded.
 */
#include "web/portal/load.h"
#include "web/portal/parts.h"
#include "web/portal/routes.h"
#include "write/compose/compose.h"
#include "write/html/html.h"

/* A document stands alone: it brings its style along and may load and run nothing. */
#define ALONE "default-src 'none'; style-src 'unsafe-inline'"

void
dais_portal_handle_agenda(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_compose_options options = { 0 };
	struct dais_record record;
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_house_released(p.site->house, dais_http_param(x, "package"), 0, &s, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	(void)dais_house_public_record(s->record, p.arena, &record);
	if (!dais_html_write(
		dais_compose_agenda(&record, p.language, &options, p.arena), &out, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	dais_http_set_header(x, "Content-Security-Policy", DAIS_STR(ALONE));
	dais_http_keep(x);
	dais_http_reply(x, 200, "text/html; charset=utf-8", dais_buf_str(&out));
}

static bool
parse_digest(struct dais_str hex, struct dais_digest *ret)
{
	if (hex.n != 2 * sizeof(ret->bytes))
		return false;
	for (size_t i = 0; i < hex.n; i++) {
		char c = hex.p[i];
		unsigned value;

		if (c >= '0' && c <= '9')
			value = (unsigned)(c - '0');
		else if (c >= 'a' && c <= 'f')
			value = (unsigned)(c - 'a') + 10;
		else
			return false;
		ret->bytes[i / 2] = (unsigned char)(i % 2 ? ret->bytes[i / 2] | value : value << 4);
	}
	return true;
}

/* The file with this digest that the reader may have: of a version that the last release calls
 * issued. */
static const struct dais_view_file *
file_of(const struct dais_portal_loaded *loaded, struct dais_str digest, bool *ret_restricted)
{
	const struct dais_record *r = loaded->snapshot->record;

	for (size_t i = 0; i < loaded->files.n; i++) {
		const struct dais_view_file *f = &loaded->files.v[i];
		size_t d = dais_map_get(&r->document_ids, f->document);

		if (!dais_str_eq(f->digest, digest) || d == DAIS_MAP_NONE)
			continue;
		if (r->documents.v[d].versions[f->language].status != DAIS_VERSION_ISSUED)
			continue;
		*ret_restricted = r->documents.v[d].distribution == DAIS_DISTRIBUTION_RESTRICTED;
		if (!*ret_restricted || loaded->source.sees_restricted)
			return f;
	}
	return NULL;
}

/* Formats that a browser shows and that can do no harm there; others are saved. */
static bool
is_shown(struct dais_str type)
{
	return dais_str_is(type, "application/pdf") ||
	       dais_str_has_prefix(type, DAIS_STR("text/html")) ||
	       dais_str_has_prefix(type, DAIS_STR("text/plain"));
}

static bool
send_file(struct dais_page *p, const struct dais_view_file *f, const struct dais_digest *digest,
    bool restricted, struct dais_err *err)
{
	struct dais_http_exchange *x = p->exchange;
	struct dais_arena *a = p->arena;
	bool pdf = dais_str_is(f->type, "application/pdf");

	/* What not everyone may read is kept by nobody on the way, nor for who uses the browser
	 * next. */
	dais_http_set_header(x, "Cache-Control",
	    restricted ? DAIS_STR("private, no-store")
		       : DAIS_STR("public, max-age=31536000, immutable"));
	dais_http_set_header(x, "Content-Disposition",
	    dais_arena_printf(a, "%s; filename*=UTF-8''%.*s",
		is_shown(f->type) ? "inline" : "attachment",
		DAIS_STR_ARG(dais_path_escape(a, f->name))));
	dais_http_set_header(x, "Content-Security-Policy",
	    pdf ? DAIS_STR("default-src 'none'; object-src 'self'; plugin-types application/pdf")
		: DAIS_STR("sandbox; " ALONE));
	return dais_site_send_file(p->site, x, digest, dais_arena_cstr(a, f->type), err);
}

void
dais_portal_handle_file(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_portal_loaded loaded;
	const struct dais_view_file *f;
	struct dais_digest digest;
	struct dais_err err = DAIS_ERR_INIT;
	bool restricted = false;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_portal_load(
		p.site, p.actor, dais_http_param(x, "package"), 0, p.arena, &loaded, &err)) {
		dais_portal_fail(&p, &err);
		return;
	}
	f = file_of(&loaded, dais_http_param(x, "digest"), &restricted);
	dais_snapshot_release(loaded.snapshot);
	if (!f || !parse_digest(f->digest, &digest)) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no such file");
		dais_portal_fail(&p, &err);
		return;
	}
	if (!send_file(&p, f, &digest, restricted, &err))
		dais_portal_fail(&p, &err);
}
