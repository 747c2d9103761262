/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The files of a package out and in.
 */
#include "service/exchange/exchange.h"
#include "web/desk/translation_priv.h"
#include "write/docx/zip.h"

#define EXPORT_BYTES_MAX ((size_t)256 << 20)

void
dais_desk_get_export(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	DAIS_BUF_AUTO out = { 0 };
	dais_house_files files = { 0 };
	struct dais_zip zip;

	dais_buf_init(&out, EXPORT_BYTES_MAX);
	if (!dais_desk_begin_package(&d, x, ctx, false))
		return;
	if (!dais_house_files_of(d.site->house, d.snapshot->package, 0, d.arena, &files, &d.err)) {
		dais_desk_fail(&d);
		return;
	}
	dais_zip_begin(&zip, d.arena, &out, d.snapshot->at_ms / 1000);
	for (size_t i = 0; i < files.n; i++)
		dais_zip_add(&zip, dais_arena_cstr(d.arena, files.v[i].name), files.v[i].bytes);
	if (!dais_zip_finish(&zip)) {
		dais_err_set(&d.err, DAIS_ERR_LIMIT, "the package is too large for a ZIP file");
		dais_desk_fail(&d);
		return;
	}
	dais_http_set_header(x, "Content-Disposition",
	    dais_arena_printf(
		d.arena, "attachment; filename=\"%.*s.zip\"", DAIS_STR_ARG(d.snapshot->package)));
	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	dais_http_reply(x, 200, "application/zip", dais_buf_dup(&out, d.arena));
}

/* ---- files that come ---- */

/* A request that waits for the workshop. */
struct waiting {
	struct dais_http_exchange *x;
	struct dais_site *site;
};

typedef bool work_fn(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err);
typedef void answered_fn(void *ctx, struct dais_str answer, const struct dais_err *err);

/* Asks the workshop; without one (tests) it is done here. */
static void
ask(struct desk *d, const char *kind, struct dais_str question, work_fn *work,
    answered_fn *answered)
{
	struct waiting *w = DAIS_NEW(d->arena, struct waiting);
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO answer = { 0 };

	*w = (struct waiting){ d->x, d->site };
	dais_desk_end(d);
	if (d->site->workshop) {
		dais_http_hold(d->x);
		dais_workshop_ask(d->site->workshop, kind, question, answered, w);
		return;
	}
	dais_buf_init(&answer, DAIS_EXCHANGE_ANSWER_MAX);
	bool ok = work(NULL, question, &answer, &err);
	answered(w, dais_buf_str(&answer), ok ? NULL : &err);
}

/* The file of the form; false when none was sent. */
static bool
uploaded(struct desk *d, const struct dais_http_upload **ret)
{
	const struct dais_http_request *r = dais_http_request(d->x);

	for (size_t i = 0; i < r->uploads.n; i++) {
		if (!r->uploads.v[i].bytes.n)
			continue;
		*ret = &r->uploads.v[i];
		return true;
	}
	return dais_err_set(&d->err, DAIS_ERR_INVALID, "no file was sent");
}

/* ---- an XLIFF file ---- */

static bool
take_translations(struct desk *d, struct dais_str answer, struct dais_diags *diags,
    struct dais_edit_conflict *conflict, uint64_t *ret_change, size_t *ret_count)
{
	struct dais_exchange_merged merged = { 0 };
	const struct dais_http_upload *file = NULL;
	struct dais_house_edit *e;

	if (!dais_exchange_merged(answer, d->arena, &merged, diags, &d->err))
		return false;
	if (diags->errors)
		return dais_err_set(&d->err, DAIS_ERR_INVALID, "nothing was taken from the file");
	*ret_count = merged.texts.n;
	return uploaded(d, &file) &&
	       dais_edit_begin(d->site->house, d->page.actor, DAIS_ACTION_EDIT_TEXT,
		   d->snapshot->package, file->file_name, d->arena, &e, &d->err) &&
	       dais_exchange_put(e, d->snapshot, &merged, d->arena, &d->err) &&
	       dais_edit_commit(e, diags, ret_change, conflict, &d->err);
}

static void
got_translations(void *ctx, struct dais_str answer, const struct dais_err *err)
{
	const struct waiting *w = ctx;
	DESK_AUTO d;
	struct dais_diags diags;
	struct dais_edit_conflict conflict = { 0 };
	uint64_t change = 0;
	size_t count = 0;

	if (!dais_desk_begin_package(&d, w->x, w->site, true))
		return;
	dais_desk_diags(&d, &diags);
	if (err)
		d.err = *err;
	if (!err && take_translations(&d, answer, &diags, &conflict, &change, &count)) {
		dais_desk_done(&d, change, dais_desk_translation_path(&d), "xliff",
		    dais_arena_printf(d.arena, "%zu", count));
		return;
	}
	dais_desk_refuse(&d, &diags, &conflict);
	dais_desk_show_translation(&d);
}

void
dais_desk_post_xliff(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	DAIS_BUF_AUTO question = { 0 };
	const struct dais_http_upload *file = NULL;

	dais_buf_init(&question, DAIS_BUF_MAX);
	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	if (!uploaded(&d, &file) ||
	    !dais_exchange_ask_merge(d.site->house, d.snapshot->package, file->bytes,
		file->file_name, d.page.language, d.arena, &question, &d.err)) {
		dais_desk_refuse(&d, NULL, NULL);
		dais_desk_show_translation(&d);
		return;
	}
	ask(&d, "merge", dais_buf_dup(&question, d.arena), dais_exchange_merge, got_translations);
}

/* ---- a package ---- */

static void
show_import(struct desk *d)
{
	struct dais_page *p = &d->page;

	dais_desk_show_plain(d, dais_page_say(p, DAIS_SAY_DESK_IMPORT), DAIS_STR("import"));
	dais_desk_refusals(p, d->diags);
	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_IMPORT);
	dais_desk_say(p, "p", "lead", DAIS_SAY_DESK_IMPORT_LEAD);
	dais_desk_open(p, "div", "panel open");
	dais_page_form(p, dais_desk_address(p, DAIS_STR("import")));
	dais_desk_input(p, "name", "text", DAIS_SAY_DESK_NEW_NAME,
	    d->status == 200 ? DAIS_STR_NONE : dais_desk_field(d, "name"), true);
	dais_desk_file(p, "file", DAIS_SAY_DESK_IMPORT_FILE, ".zip");
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_close(d);
}

static bool
may_import(struct desk *d)
{
	if (dais_actor_may_somewhere(d->page.actor, DAIS_ACTION_CREATE_PACKAGE))
		return true;
	dais_err_set(&d->err, DAIS_ERR_DENIED, "you may not create meetings");
	dais_desk_fail(d);
	return false;
}

void
dais_desk_get_import(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;

	if (dais_desk_begin(&d, x, ctx, false) && may_import(&d))
		show_import(&d);
}

static void
got_files(void *ctx, struct dais_str answer, const struct dais_err *err)
{
	const struct waiting *w = ctx;
	DESK_AUTO d;
	struct dais_diags diags;
	dais_house_files files = { 0 };
	uint64_t change = 0;

	if (!dais_desk_begin(&d, w->x, w->site, true) || !may_import(&d))
		return;
	struct dais_str name = dais_str_trim(dais_desk_field(&d, "name"));
	dais_desk_diags(&d, &diags);
	if (err)
		d.err = *err;
	if (!err && dais_exchange_files(answer, d.arena, &files, &d.err) &&
	    dais_house_import_files(
		d.site->house, d.page.actor, &files, name, false, &diags, &change, &d.err)) {
		dais_site_changed(d.site, name, change, false);
		dais_desk_go(&d, true, name, "imported", DAIS_STR_NONE);
		return;
	}
	dais_desk_refuse(&d, &diags, NULL);
	show_import(&d);
}

void
dais_desk_post_import(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	const struct dais_http_upload *file = NULL;

	if (!dais_desk_begin(&d, x, ctx, true) || !may_import(&d))
		return;
	if (!uploaded(&d, &file)) {
		dais_desk_refuse(&d, NULL, NULL);
		show_import(&d);
		return;
	}
	ask(&d, "unpack", file->bytes, dais_exchange_unpack, got_files);
}
