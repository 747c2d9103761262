/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The files of a package out and in.
 */
#include "web/desk/desk_priv.h"
#include "write/docx/zip.h"

#define EXPORT_BYTES_MAX ((size_t)256 << 20)

void
dais_desk_get_export(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	DAIS_BUF_AUTO out;
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
