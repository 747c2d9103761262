/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Prints a reading of a file as JSON and its findings, one a line with their places: what the
 * golden tests compare, and a tool for looking. dump FILE [LANG [FOLDER]]: with a folder, the
 * record is saved there as a package and loaded again. */
#include <stdio.h>

#include "base/file.h"
#include "read/package/load.h"
#include "read/package/save.h"
#include "read/text/reading.h"

static void
print_findings(const struct dais_diags *d)
{
	for (size_t i = 0; i < d->list.n; i++) {
		const struct dais_diag *g = &d->list.v[i];

		printf("%s %s: %.*s\n", g->rule, dais_severity_name(g->severity),
		    DAIS_STR_ARG(g->message));
		for (size_t k = 0; k < g->places.n; k++)
			printf("    %u:%u %.*s\n", g->places.v[k].line, g->places.v[k].column,
			    DAIS_STR_ARG(g->places.v[k].text));
	}
}

static int
save(struct dais_arena *a, const struct dais_reading *r, const char *dir)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *again;
	struct dais_diags d;

	dais_diags_init(&d, a);
	if (!dais_package_save(r->record, dir, &err) ||
	    !dais_package_load(a, dir, &again, &d, &err)) {
		fprintf(stderr, "%s\n", err.msg);
		return 2;
	}
	print_findings(&d);
	return d.errors ? 1 : 0;
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_str bytes;
	struct dais_reading *r;
	struct dais_diags d;
	struct dais_err err = DAIS_ERR_INIT;
	enum dais_lang lang;
	bool given = argc > 2 && dais_lang_parse(dais_str_from(argv[2]), &lang);

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_diags_init(&d, a);
	if (argc < 2 || !dais_file_read(a, argv[1], DAIS_BUF_MAX, &bytes, &err) ||
	    !dais_text_read(a, bytes, dais_str_from(argv[1]), given ? &lang : NULL, &r, &d, &err)) {
		fprintf(stderr, "%s\n", err.msg);
		return 2;
	}
	dais_text_read_json(r, &out);
	dais_reading_check(r, &d);
	printf("%.*s", DAIS_STR_ARG(dais_buf_str(&out)));
	print_findings(&d);
	return argc > 3 ? save(a, r, argv[3]) : 0;
}
