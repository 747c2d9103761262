/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * annotate_tool FILE OUT {FINDING PLACE...}...: writes a copy with comments. A finding is
 * "=MESSAGE", a place "LINE:COLUMN:WORDS", the repair of the first place "+WORDS". */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "read/docx/annotate.h"

static struct dais_place
place_of(struct dais_str s)
{
	struct dais_place p = { .file = DAIS_STR("f.docx") };
	struct dais_str part;
	int64_t v;

	if (dais_str_next(&s, ':', &part) && dais_str_to_int(part, 0, 1000000, &v))
		p.line = (unsigned)v;
	if (dais_str_next(&s, ':', &part) && dais_str_to_int(part, 0, 1000000, &v))
		p.column = (unsigned)v;
	p.text = s;
	return p;
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_diag *g = NULL;
	struct dais_str bytes;
	FILE *f;

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_diags_init(&diags, a);
	if (argc < 3 || !dais_file_read(a, argv[1], (size_t)1 << 29, &bytes, &err))
		return 2;
	for (int i = 3; i < argc; i++) {
		struct dais_place p = place_of(dais_str_from(argv[i]));

		if (argv[i][0] == '+' && g)
			dais_diag_add_edit(&diags, g, &g->places.v[0], dais_str_from(argv[i] + 1));
		else if (argv[i][0] == '=')
			g = dais_diags_add(
			    &diags, "R-TEST", DAIS_SEVERITY_ERROR, NULL, "%s", argv[i] + 1);
		else if (g)
			dais_diag_add_place(&diags, g, &p);
	}
	if (!dais_docx_annotate(a, bytes, &diags, &out, &err)) {
		printf("%s\n", err.msg);
		return 1;
	}
	f = fopen(argv[2], "wb");
	if (!f || fwrite(out.p, 1, out.n, f) != out.n || fclose(f) != 0)
		return 2;
	return 0;
}
