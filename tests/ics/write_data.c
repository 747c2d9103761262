/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Writes a package in a form for other programs, for checks with their tools:
 * write_data ics|json|findings|sarif <package> <out>
 */
#include <stdio.h>

#include "base/file.h"
#include "read/package/load.h"
#include "write/ics/ics.h"
#include "write/json/findings.h"
#include "write/json/record.h"

#define EPOCH 1644796800 /* 2022-02-14 */

static void
findings(struct dais_arena *a, bool sarif, struct dais_buf *out)
{
	static const struct dais_json_rule rule = { "R-DATE-02", DAIS_SEVERITY_WARNING,
		"Weekdays agree with dates", "Correct one of the two" };
	const struct dais_place places[] = { { DAIS_STR("agenda é.pdf"), 2, 63, 9,
						 DAIS_STR("day") },
		{ DAIS_STR("/tmp/other.txt"), 0, 1, 0, DAIS_STR_NONE } };
	struct dais_diags diags;
	struct dais_diag *g;

	dais_diags_init(&diags, a);
	g = dais_diags_add(&diags, rule.id, rule.severity, &places[0], "23 May 2022 is a Monday");
	dais_diag_add_place(&diags, g, &places[1]);
	dais_diag_set_hint(&diags, g, "write Monday");
	if (sarif)
		dais_sarif_write(&diags, &rule, 1, NULL, 0, out);
	else
		dais_json_findings_write(&diags, NULL, 0, out);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_record *r = NULL;
	bool ok = true;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (argc != 4)
		return 2;
	dais_diags_init(&diags, a);
	if (strcmp(argv[1], "ics") == 0 || strcmp(argv[1], "json") == 0) {
		ok = dais_package_load(a, argv[2], &r, &diags, &err) && diags.errors == 0;
		if (ok && argv[1][0] == 'i')
			ok = dais_ics_write(r, DAIS_LANG_FR, EPOCH, &out, &err);
		else if (ok)
			ok = dais_json_record_write(r, &out, &err);
	} else {
		findings(a, strcmp(argv[1], "sarif") == 0, &out);
	}
	if (!ok || !dais_file_write_fast(argv[3], dais_buf_str(&out), &err)) {
		fprintf(stderr, "write_data: %s\n", err.msg);
		return 1;
	}
	return 0;
}
