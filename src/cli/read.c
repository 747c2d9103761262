/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais read.
 */
#include "base/file.h"
#include "cli/cli.h"
#include "read/package/save.h"
#include "read/text/reading.h"

static struct {
	const char *language;
	const char *out;
	const char *format;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'l', "lang", "L",
	    "language of the document (default: found by itself)", &args.language },
	{ DAIS_OPTION_STRING, 'o', "out", "DIR", "write a package to DIR", &args.out },
	{ DAIS_OPTION_STRING, 'f', "format", "json", "print what was read", &args.format },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_read_options(void)
{
	return options;
}

static bool
write_package(struct dais_arena *a, const struct dais_reading *reading, struct dais_err *err)
{
	DAIS_BUF_AUTO json;

	dais_buf_init(&json, DAIS_BUF_MAX);
	if (dais_file_exists(dais_file_join(a, args.out, "meeting.yaml"))) {
		(void)dais_err_set(err, DAIS_ERR_CONFLICT, "%s holds a package already", args.out);
		return dais_err_hint(err, "Choose another folder; nothing was overwritten.");
	}
	if (!dais_file_make_dirs(args.out, err) ||
	    !dais_package_save(reading->record, args.out, err))
		return false;
	dais_text_read_json(reading, &json);
	return dais_file_write(
	    dais_file_join(a, args.out, "evidence.json"), dais_buf_str(&json), err);
}

static void
summarise(const struct dais_reading *reading)
{
	const struct dais_record *r = reading->record;

	(void)printf(
	    "%s, language %s: %zu bod%s, %zu items and sub-items, %zu documents, %zu sittings, "
	    "%zu facts\n",
	    reading->kind, dais_lang_code(reading->lang), r->together.n,
	    r->together.n == 1 ? "y" : "ies", r->items.n, r->documents.n, r->sittings.n,
	    reading->evidence.n);
}

static int
finish(struct dais_arena *a, const struct dais_reading *reading, int done, struct dais_err *err)
{
	DAIS_BUF_AUTO json;

	dais_buf_init(&json, DAIS_BUF_MAX);
	if (args.out && !write_package(a, reading, err))
		return dais_cli_error(err);
	if (args.format) {
		dais_text_read_json(reading, &json);
		return dais_cli_put(dais_buf_str(&json)) ? done : DAIS_EXIT_USAGE;
	}
	summarise(reading);
	if (args.out)
		(void)printf("Written to %s. Next: dais check %s; dais build %s --out out\n",
		    args.out, args.out, args.out);
	return done;
}

int
dais_cmd_read(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	const char *file = NULL;
	struct dais_reading *reading = NULL;
	struct dais_diags diags;
	struct dais_str bytes;
	enum dais_lang l = DAIS_LANG_EN;
	size_t n = 0;

	if (!dais_option_parse(argc, argv, options, &file, 1, &n, &err))
		return dais_cli_error(&err);
	if (n == 0)
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "no document; - reads standard input");
	else if (args.format && strcmp(args.format, "json") != 0)
		(void)dais_err_set(
		    &err, DAIS_ERR_INVALID, "\"%s\" is not a format; json is", args.format);
	else if (args.language && !dais_lang_parse(dais_str_from(args.language), &l))
		(void)dais_err_set(
		    &err, DAIS_ERR_INVALID, "\"%s\" is not a language", args.language);
	if (err.code)
		return dais_cli_error(&err);
	dais_diags_init(&diags, a);
	if (!dais_file_read(a, file, DAIS_TEXT_READ_MAX, &bytes, &err) ||
	    !dais_text_read(
		a, bytes, dais_str_from(file), args.language ? &l : NULL, &reading, &diags, &err))
		return dais_cli_error(&err);
	dais_cli_print_diags(&diags, stderr);
	return finish(a, reading, diags.errors ? DAIS_EXIT_FINDINGS : DAIS_EXIT_OK, &err);
}
