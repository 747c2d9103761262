/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais read.
 */
#include "base/file.h"
#include "base/map.h"
#include "cli/cli.h"
#include "service/document.h"
#include "text/message.h"

static struct {
	const char *language;
	const char *out;
	const char *format;
	const char *jobs;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'l', "lang", "L",
	    DAIS_MESSAGE("language of the documents (default: found by itself)"), &args.language },
	{ DAIS_OPTION_STRING, 'o', "out", "DIR",
	    DAIS_MESSAGE("write a package to DIR; of several documents each to a folder in DIR"),
	    &args.out },
	{ DAIS_OPTION_STRING, 'f', "format", "json", DAIS_MESSAGE("print what was read"),
	    &args.format },
	{ DAIS_OPTION_STRING, 'j', "jobs", "N",
	    DAIS_MESSAGE("documents at a time (default: one a core)"), &args.jobs },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_read_options(void)
{
	return options;
}

struct read_run {
	struct dais_arena *arena;
	const char **paths;
	size_t n;
	const char **folders; /* where each goes; with --out */
	struct dais_document_answer **answers;
	size_t next;
	int code; /* exit code so far */
};

static void
worsen(struct read_run *run, int code)
{
	if (code > run->code)
		run->code = code;
}

/* --- packages ------------------------------------------------------------------------------- */

/* The name of the file without folder and ending. */
static const char *
base_name(struct dais_arena *a, const char *path)
{
	struct dais_str s = dais_str_from(path);
	size_t from = 0, to;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '/')
			from = i + 1;
	}
	s = dais_str_sub(s, from, s.n);
	to = s.n;
	for (size_t i = 1; i < s.n; i++) {
		if (s.p[i] == '.')
			to = i;
	}
	return dais_arena_cstr(a, dais_str_sub(s, 0, to));
}

/* Where each package goes: DIR itself for one document, DIR/NAME for several. Nothing is
 * overwritten, and no two may go to one place. */
static bool
choose_folders(struct read_run *run, struct dais_err *err)
{
	struct dais_map taken;

	dais_map_init(&taken, run->arena);
	run->folders = DAIS_NEW_N(run->arena, run->n, const char *);
	for (size_t i = 0; i < run->n; i++) {
		const char *to = run->n == 1 ? args.out
					     : dais_file_join(run->arena, args.out,
						   base_name(run->arena, run->paths[i]));

		run->folders[i] = to;
		if (dais_file_exists(dais_file_join(run->arena, to, "meeting.yaml"))) {
			(void)dais_err_set(
			    err, DAIS_ERR_CONFLICT, "%s holds a package already", to);
			return dais_err_hint(
			    err, "Choose another folder; nothing was overwritten.");
		}
		if (!dais_map_add(&taken, dais_str_from(to), i)) {
			(void)dais_err_set(err, DAIS_ERR_CONFLICT,
			    "two documents would both be written to %s", to);
			return dais_err_hint(err, "Read them one by one, each with its own --out.");
		}
	}
	return true;
}

/* --- answers -------------------------------------------------------------------------------- */

/* What JSON calls a kind of document, in words. */
static const char *
kind_in_words(struct dais_str kind)
{
	static const struct {
		const char *name, *words;
	} kinds[] = {
		{ "annotated-agenda", DAIS_MESSAGE("annotated agenda") },
		{ "agenda", DAIS_MESSAGE("agenda") },
		{ "timetable", DAIS_MESSAGE("timetable") },
		{ "report", DAIS_MESSAGE("report") },
		{ "document-list", DAIS_MESSAGE("list of documents") },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (dais_str_is(kind, kinds[i].name))
			return dais_text_message_words(dais_cli_language(), kinds[i].words);
	}
	return dais_text_message_words(
	    dais_cli_language(), DAIS_MESSAGE("document of an unknown kind"));
}

static void
say_next(const char *folder)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str typed = dais_cli_typed(a, dais_str_from(folder));

	dais_cli_say(stdout, "Written to %s. Next: dais check %.*s; dais build %.*s --out out",
	    folder, DAIS_STR_ARG(typed), DAIS_STR_ARG(typed));
}

static void
summarise(const struct read_run *run, size_t i, const struct dais_document_answer *answer)
{
	if (run->n > 1) {
		dais_cli_put_words(dais_str_from(run->paths[i]), stdout);
		(void)fputs(": ", stdout);
	}
	dais_cli_say(stdout,
	    answer->bodies == 1 ? "%s in %s: %zu body, %zu items and sub-items, %zu documents, "
				  "%zu sittings, %zu facts"
				: "%s in %s: %zu bodies, %zu items and sub-items, %zu documents, "
				  "%zu sittings, %zu facts",
	    kind_in_words(answer->kind),
	    dais_text_message_language(dais_cli_language(), answer->language), answer->bodies,
	    answer->items, answer->documents, answer->sittings, answer->facts);
	if (args.out && !answer->files.n)
		dais_cli_say(stdout,
		    "No body and no meeting was recognised, so there is no package; the facts are "
		    "in %s/evidence.json.",
		    run->folders[i]);
	else if (args.out)
		say_next(run->folders[i]);
}

static void
take(struct read_run *run, size_t i, const struct dais_document_answer *answer)
{
	struct dais_err err = answer->err;

	if (!err.code && answer->is_package) {
		(void)dais_err_set(
		    &err, DAIS_ERR_INVALID, "\"%s\" is a folder, not a file", run->paths[i]);
		(void)dais_err_hint(&err, "A package is read already; dais check checks it.");
	}
	if (!err.code) {
		(void)fflush(stdout);
		dais_cli_print_findings(&answer->diags, answer->format, stderr);
		worsen(run, answer->diags.errors ? DAIS_EXIT_FINDINGS : DAIS_EXIT_OK);
		if (args.out)
			(void)dais_document_save(answer, run->folders[i], &err);
	}
	if (err.code) {
		(void)fflush(stdout);
		worsen(run, dais_cli_error(&err));
		return;
	}
	if (!args.format)
		summarise(run, i, answer);
	else if (!dais_cli_put(answer->json))
		worsen(run, DAIS_EXIT_USAGE);
}

static void
done(void *ctx, size_t i, struct dais_document_answer *answer)
{
	struct read_run *run = ctx;

	run->answers[i] = answer;
	while (run->next < run->n && run->answers[run->next]) {
		take(run, run->next, run->answers[run->next]);
		dais_document_free(run->answers[run->next]);
		run->next++;
	}
}

static bool
parse(struct dais_document_options *opt, enum dais_lang *language, enum dais_lang *messages,
    struct dais_err *err)
{
	int64_t jobs = 0;

	if (args.format && strcmp(args.format, "json") != 0)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is not a format; json is", args.format);
	if (args.language && !dais_lang_parse(dais_str_from(args.language), language)) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is not a language", args.language);
		return dais_err_hint(err, "Languages are ar, zh, en, fr, ru and es.");
	}
	if (args.jobs && !dais_str_to_int(dais_str_from(args.jobs), 1, 64, &jobs))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "--jobs is \"%s\", not a number from 1 to 64", args.jobs);
	*messages = dais_cli_language();
	*opt = (struct dais_document_options){ .language = args.language ? language : NULL,
		.said_in = messages,
		.want_json = args.out || args.format,
		.want_package = args.out,
		.at_once = (unsigned)jobs };
	return true;
}

int
dais_cmd_read(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct read_run run = {
		.arena = a, .paths = DAIS_NEW_N(a, (size_t)argc, const char *), .code = DAIS_EXIT_OK
	};
	struct dais_document_options opt;
	enum dais_lang language = DAIS_LANG_EN, messages = DAIS_LANG_EN;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_option_parse(argc, argv, options, run.paths, (size_t)argc, &run.n, &err))
		return dais_cli_error(&err);
	if (run.n == 0) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "no document; - reads standard input");
		(void)dais_err_hint(&err, "Name one, as in dais read agenda.docx.");
		return dais_cli_error(&err);
	}
	if (!parse(&opt, &language, &messages, &err) || (args.out && !choose_folders(&run, &err)))
		return dais_cli_error(&err);
	run.answers = DAIS_NEW_N(a, run.n, struct dais_document_answer *);
	dais_documents_run(run.paths, run.n, &opt, done, &run);
	return run.code;
}
