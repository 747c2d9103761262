/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Writes the sample tree, or the document of a package, for the checks of other programs:
 * write_docx <lang> <out.docx> [<package>]
 */
#include <stdio.h>

#include "base/file.h"
#include "base/lang.h"
#include "read/package/load.h"
#include "sample_tree.h"
#include "write/compose/compose.h"
#include "write/docx/docx.h"

#define EPOCH 1644796800 /* 2022-02-14 */

static const struct dais_tree *
package_tree(struct dais_arena *a, const char *dir, enum dais_lang l, struct dais_err *err)
{
	struct dais_compose_options opt = { .draft = true };
	struct dais_diags diags;
	struct dais_record *r;

	dais_diags_init(&diags, a);
	if (!dais_package_load(a, dir, &r, &diags, err))
		return NULL;
	for (size_t i = 0; i < diags.list.n; i++)
		fprintf(stderr, "%s: %.*s\n", diags.list.v[i].rule,
		    DAIS_STR_ARG(diags.list.v[i].message));
	return diags.errors ? NULL : dais_compose_agenda(r, l, &opt, a);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_tree *t;
	enum dais_lang l;

	if (argc < 3 || !dais_lang_parse(dais_str_from(argv[1]), &l)) {
		fprintf(stderr, "usage: write_docx <lang> <out.docx> [<package>]\n");
		return 2;
	}
	dais_buf_init(&out, DAIS_BUF_MAX);
	t = argc > 3 ? package_tree(a, argv[3], l, &err) : sample_tree(a, l);
	if (!t || !dais_docx_write(t, EPOCH, &out, &err) ||
	    !dais_file_write_fast(argv[2], dais_buf_str(&out), &err)) {
		fprintf(stderr, "write_docx: %s\n", err.msg);
		return 1;
	}
	return 0;
}
