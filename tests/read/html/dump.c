/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Prints the flow of an HTML page, one block a line: what the golden tests compare, and a tool
 * for looking. dump FILE [TIMES]: reading it so many times, for measuring. */
#include <stdio.h>

#include "base/file.h"
#include "read/html/html.h"

static bool
read_page(struct dais_str bytes, const char *name, bool print, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out;
	struct dais_flow *f;
	struct dais_diags d;

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_diags_init(&d, a);
	if (!dais_html_flow(a, bytes, dais_str_from(name), &f, &d, err))
		return false;
	if (!print)
		return true;
	dais_flow_dump(f, &out);
	printf("%.*s", DAIS_STR_ARG(dais_buf_str(&out)));
	for (size_t i = 0; i < d.list.n; i++)
		printf("%s: %.*s\n", d.list.v[i].rule, DAIS_STR_ARG(d.list.v[i].message));
	return dais_flow_is_valid(f) ||
	       dais_err_set(err, DAIS_ERR_INTERNAL, "the flow is not valid");
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes;
	int64_t times = 1;
	bool ok = argc > 1 && dais_file_read(a, argv[1], DAIS_BUF_MAX, &bytes, &err);

	if (argc > 2)
		ok = ok && dais_str_to_int(dais_str_from(argv[2]), 1, 1000, &times);
	for (int64_t i = 0; ok && i < times; i++)
		ok = read_page(bytes, argv[1], i == 0, &err);
	if (!ok)
		(void)fprintf(stderr, "%s\n", err.msg);
	return ok ? 0 : 2;
}
