/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Writes pages of the desk for a package to standard output: desk_pages PAGE LANG PACKAGE
 */
#include <stdio.h>
#include <stdlib.h>

#include "check/check.h"
#include "read/package/load.h"
#include "shell.h"
#include "web/desk/desk_priv.h"

/* Findings of the checker, each at the item whose place in the file it is below. */
static void
remarks_of(const struct dais_record *r, struct dais_arena *a, desk_remark_vec *ret)
{
	struct dais_diags d;

	dais_diags_init(&d, a);
	dais_check_record(r, NULL, &d);
	for (size_t i = 0; i < d.list.n; i++) {
		const struct dais_diag *g = &d.list.v[i];
		struct desk_remark *m = dais_vec_add(a, ret);

		*m = (struct desk_remark){ .language = -1,
			.severity = g->severity,
			.rule = g->rule,
			.message = g->message,
			.hint = g->hint };
		for (size_t k = 0; g->places.n && k < r->items.n; k++) {
			if (r->items.v[k].origin.line > g->places.v[0].line ||
			    !dais_str_is(g->places.v[0].file, "meeting.yaml"))
				continue;
			m->kind = DAIS_STR("item");
			m->id = r->items.v[k].id;
		}
	}
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r = NULL;
	struct dais_diags diags;
	enum dais_lang l;
	struct dais_page p;
	desk_remark_vec remarks = { 0 };

	dais_diags_init(&diags, a);
	if (argc != 4 || !dais_lang_parse(dais_str_from(argv[2]), &l))
		return 2;
	if (!dais_package_load(a, argv[3], &r, &diags, &err)) {
		fprintf(stderr, "%s\n", err.msg);
		return 1;
	}
	remarks_of(r, a, &remarks);
	shell_begin(&p, l, a);
	struct desk_frame frame = { .record = r,
		.package = DAIS_STR("untoc-2022"),
		.revision = 7,
		.parts = (1u << DESK_PART_COUNT) - 1u };
	if (dais_str_is(dais_str_from(argv[1]), "items")) {
		struct desk_items v = { .record = r,
			.package = frame.package,
			.revision = 7,
			.remarks = &remarks,
			.may_edit = true };

		frame.part = DESK_PART_ITEMS;
		dais_desk_frame(&p, &frame);
		dais_desk_lay_out(r, a, &v.agendas);
		dais_desk_write_items(&p, &v);
	} else {
		return 2;
	}
	struct dais_str page = shell_end(&p);
	return fwrite(page.p, 1, page.n, stdout) == page.n ? 0 : 1;
}
