/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Prints the flow of a document: flow_dump FILE. For golden tests, and to
 * look. flow_dump --read FILE prints the reading of it as JSON instead. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "read/akn/akn.h"
#include "read/docx/docx.h"
#include "read/flow/format.h"
#include "read/html/html.h"
#include "read/odt/odt.h"
#include "read/pdf/pdf.h"
#include "read/text/reading.h"

typedef bool reader(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err);

static const struct {
	const char *format;
	reader *read;
} readers[] = {
	{ "docx", dais_docx_flow },
	{ "doc", dais_docx_flow },
	{ "html", dais_html_flow },
	{ "odt", dais_odt_flow },
	{ "akn", dais_akn_flow },
	{ "pdf", dais_pdf_flow },
};

static reader *
reader_of(struct dais_str bytes)
{
	const char *format = dais_flow_format_of(bytes);

	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		if (strcmp(readers[i].format, format) == 0)
			return readers[i].read;
	}
	return NULL;
}

static int
print_reading(struct dais_arena *a, const struct dais_flow *flow, struct dais_diags *diags)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_reading *r;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_reading_from_flow(a, flow, NULL, &r, diags, &err)) {
		printf("%s\n", err.msg);
		return 1;
	}
	dais_text_read_json(r, &out);
	fwrite(out.p, 1, out.n, stdout);
	return 0;
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes, name;
	struct dais_diags diags;
	struct dais_flow *flow;
	reader *read;
	bool reading = argc == 3 && strcmp(argv[1], "--read") == 0;

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_diags_init(&diags, a);
	argv += reading;
	if (argc != (reading ? 3 : 2))
		return 2;
	name = dais_str_from(strrchr(argv[1], '/') ? strrchr(argv[1], '/') + 1 : argv[1]);
	if (!dais_file_read(a, argv[1], (size_t)1 << 29, &bytes, &err)) {
		printf("%s\n", err.msg);
		return 1;
	}
	read = reader_of(bytes);
	if (!read) {
		printf("%s: no reader\n", dais_flow_format_of(bytes));
		return 1;
	}
	if (!read(a, bytes, name, &flow, &diags, &err)) {
		printf("%s\n%s\n", err.msg, err.hint);
		return 1;
	}
	if (reading)
		return print_reading(a, flow, &diags);
	dais_flow_dump(flow, &out);
	for (size_t i = 0; i < diags.list.n; i++)
		dais_buf_printf(&out, "%s: %.*s\n", dais_severity_name(diags.list.v[i].severity),
		    DAIS_STR_ARG(diags.list.v[i].message));
	fwrite(out.p, 1, out.n, stdout);
	return dais_flow_is_valid(flow) ? 0 : 3;
}
