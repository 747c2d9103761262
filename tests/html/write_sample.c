/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Writes the sample in one language and format to a file: write_sample html|akn|txt LANG FILE
 */
#include <stdio.h>

#include "base/file.h"
#include "sample_tree.h"
#include "write/akn/akn.h"
#include "write/html/html.h"
#include "write/txt/txt.h"

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_tree *t;
	enum dais_lang l;
	bool ok;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (argc != 4 || !dais_lang_parse(dais_str_from(argv[2]), &l))
		return 2;
	t = sample_tree(a, l);
	if (strcmp(argv[1], "html") == 0)
		ok = dais_html_write(t, &out, &err);
	else if (strcmp(argv[1], "akn") == 0)
		ok = dais_akn_write(t, &out, &err);
	else
		ok = dais_txt_write(t, &out, &err);
	if (!ok || !dais_file_write_fast(argv[3], dais_buf_str(&out), &err)) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return 1;
	}
	return 0;
}
