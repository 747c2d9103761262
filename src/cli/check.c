/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais check: options and the run.
 */
#include "base/file.h"
#include "check/check.h"
#include "cli/check_priv.h"
#include "read/package/profile.h"
#include "service/baseline.h"
#include "service/planning_check.h"

static struct {
	const char *format;
	const char *language;
	const char *profile;
	const char *severity;
	const char *jobs;
	const char *baseline;
	const char *write_baseline;
	const char *annotate;
	bool fix;
	bool write;
	struct dais_option_list rules;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'f', "format", "F", DAIS_MESSAGE("text, json or sarif"),
	    &args.format },
	{ DAIS_OPTION_LIST, 'r', "rule", "ID", DAIS_MESSAGE("only this rule; may be given again"),
	    &args.rules },
	{ DAIS_OPTION_STRING, 's', "severity", "S",
	    DAIS_MESSAGE("the least shown: error, warning or info"), &args.severity },
	{ DAIS_OPTION_STRING, 'l', "lang", "L",
	    DAIS_MESSAGE("language of the documents (default: found by itself)"), &args.language },
	{ DAIS_OPTION_STRING, 'p', "profile", "P",
	    DAIS_MESSAGE("rules of the body for packages, instead of their own"), &args.profile },
	{ DAIS_OPTION_STRING, 'j', "jobs", "N",
	    DAIS_MESSAGE("documents at a time (default: one a core)"), &args.jobs },
	{ DAIS_OPTION_STRING, 'b', "baseline", "FILE",
	    DAIS_MESSAGE("hide the findings accepted in FILE"), &args.baseline },
	{ DAIS_OPTION_STRING, 0, "write-baseline", "FILE",
	    DAIS_MESSAGE("accept all findings: write them to FILE"), &args.write_baseline },
	{ DAIS_OPTION_FLAG, 0, "fix", NULL, DAIS_MESSAGE("show certain repairs as a patch"),
	    &args.fix },
	{ DAIS_OPTION_FLAG, 0, "write", NULL, DAIS_MESSAGE("with --fix: make them"), &args.write },
	{ DAIS_OPTION_STRING, 'a', "annotate", "OUT",
	    DAIS_MESSAGE("write copies with the findings as comments (PDF, DOCX)"),
	    &args.annotate },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_check_options(void)
{
	return options;
}

#define BASELINE_MAX ((size_t)64 << 20)

/* The options as values. */
struct wishes {
	enum check_format format;
	enum dais_severity least;
	enum dais_lang language;
	int64_t jobs;
	bool has_baseline;
	struct dais_baseline baseline;
};

/* The place of @word in @words (ends with NULL), or -1. */
static int
find_word(const char *word, const char *const *words)
{
	for (int i = 0; words[i]; i++) {
		if (strcmp(words[i], word) == 0)
			return i;
	}
	return -1;
}

static bool
parse_words(struct wishes *w, struct dais_err *err)
{
	static const char *const formats[] = { "text", "json", "sarif", NULL };
	static const char *const severities[] = { "info", "warning", "error", NULL };
	int format = args.format ? find_word(args.format, formats) : CHECK_TEXT;
	int least = args.severity ? find_word(args.severity, severities) : DAIS_SEVERITY_INFO;

	if (format < 0) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not a format", args.format);
		return dais_err_hint(err, "Formats are text, json and sarif.");
	}
	if (least < 0) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is not a severity", args.severity);
		return dais_err_hint(err, "Severities are error, warning and info.");
	}
	w->format = (enum check_format)format;
	w->least = (enum dais_severity)least;
	return true;
}

static bool
read_baseline(struct dais_arena *a, struct wishes *w, struct dais_err *err)
{
	struct dais_str bytes;

	w->has_baseline = args.baseline != NULL;
	return !args.baseline ||
	       (dais_file_read(a, args.baseline, BASELINE_MAX, &bytes, err) &&
		   dais_baseline_read(a, bytes, args.baseline, &w->baseline, err));
}

/* What makes no sense together. */
static bool
combine(const struct wishes *w, struct dais_err *err)
{
	if (args.write && !args.fix)
		return dais_err_set(err, DAIS_ERR_INVALID, "--write belongs to --fix");
	if (args.fix && w->format != CHECK_TEXT)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "--fix prints a patch, not %s", args.format);
	if (args.baseline && args.write_baseline)
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "--baseline hides findings that --write-baseline would accept; give one of "
		    "them");
	return true;
}

static bool
parse_wishes(struct dais_arena *a, struct wishes *w, struct dais_err *err)
{
	struct dais_profile profile = { 0 };

	if (!dais_cli_settle_rules(&args.rules, err) || !parse_words(w, err) || !combine(w, err) ||
	    !read_baseline(a, w, err))
		return false;
	if (args.language && !dais_lang_parse(dais_str_from(args.language), &w->language))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is not a language", args.language);
	if (args.profile && !dais_profile_shipped(dais_str_from(args.profile), &profile)) {
		(void)dais_err_set(
		    err, DAIS_ERR_NOT_FOUND, "there is no profile \"%s\"", args.profile);
		return dais_err_hint(err, "Profiles are %s.", dais_profile_names());
	}
	if (args.jobs && !dais_str_to_int(dais_str_from(args.jobs), 1, 64, &w->jobs))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "--jobs is \"%s\", not a number from 1 to 64", args.jobs);
	return true;
}

/* In the child. What a reader says of a document is shown whatever rule is asked for: a document
 * that was not understood must not look like one in order. */
static bool
is_wanted(const struct wishes *w, const struct dais_diag *g)
{
	bool is_rule = dais_rule_find(dais_str_from(g->rule)) != NULL;

	if (g->severity < w->least)
		return false;
	for (size_t i = 0; is_rule && i < args.rules.n; i++) {
		if (strcmp(args.rules.v[i], g->rule) == 0)
			return true;
	}
	return !is_rule || args.rules.n == 0;
}

static size_t
filter(const void *ctx, struct dais_diags *d)
{
	const struct wishes *w = ctx;
	size_t kept = 0;

	for (size_t i = 0; i < d->list.n; i++) {
		if (is_wanted(w, &d->list.v[i]))
			d->list.v[kept++] = d->list.v[i];
	}
	d->list.n = kept;
	return w->has_baseline ? dais_baseline_apply(&w->baseline, d) : 0;
}

static void
done(void *ctx, size_t i, struct dais_document_answer *answer)
{
	struct check_run *run = ctx;

	run->answers[i] = answer;
	run->done++;
	check_progress(run, run->inputs.paths.v[i]);
	while (run->next < run->inputs.paths.n && run->answers[run->next]) {
		check_take(run, run->next, run->answers[run->next]);
		run->next++;
	}
}

/* Findings that are accepted are no longer a reason to fail. */
static int
write_baseline(const struct check_run *run)
{
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_baseline_write(&run->diags, &out);
	if (!dais_file_write(args.write_baseline, dais_buf_str(&out), &err))
		return dais_cli_error(&err);
	return DAIS_EXIT_OK;
}

static void
check_planning(
    const struct dais_record *r, const struct dais_check_options *rules, struct dais_diags *diags)
{
	dais_planning_check(r, rules, DAIS_PLANNING_CHECK_SECONDS, diags);
}

static int
check_all(struct check_run *run, const struct wishes *w)
{
	struct dais_document_options opt = { .language = args.language ? &w->language : NULL,
		.said_in = &run->messages,
		.keeps_english = w->format != CHECK_TEXT || args.baseline || args.write_baseline,
		.check = true,
		.rules = args.rules.n ? args.rules.v : NULL,
		.n_rules = args.rules.n,
		.check_more = check_planning,
		.profile = args.profile,
		.want_annotated = args.annotate != NULL,
		.filter = filter,
		.ctx = w,
		.at_once = (unsigned)w->jobs };

	run->answers = DAIS_NEW_N(run->arena, run->inputs.paths.n, struct dais_document_answer *);
	run->shows_progress = run->inputs.paths.n > 1 && dais_cli_is_fancy(stderr);
	dais_documents_run(run->inputs.paths.v, run->inputs.paths.n, &opt, done, run);
	if (!check_print_end(run) || run->unread.n || run->failed)
		return DAIS_EXIT_USAGE;
	if (args.write_baseline)
		return write_baseline(run);
	return run->count[DAIS_SEVERITY_ERROR] + run->count[DAIS_SEVERITY_WARNING]
		   ? DAIS_EXIT_FINDINGS
		   : DAIS_EXIT_OK;
}

int
dais_cmd_check(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(SIZE_MAX / 2);
	struct check_run run = { .arena = a };
	struct wishes wishes = { .least = DAIS_SEVERITY_INFO };
	const char **operands = DAIS_NEW_N(a, (size_t)argc, const char *);
	struct dais_err err = DAIS_ERR_INIT;
	size_t n = 0;

	if (!dais_option_parse(argc, argv, options, operands, (size_t)argc, &n, &err) ||
	    !parse_wishes(a, &wishes, &err))
		return dais_cli_error(&err);
	if (n == 0) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "nothing to check");
		(void)dais_err_hint(&err, "Name documents, packages, or folders that hold them.");
		return dais_cli_error(&err);
	}
	for (size_t i = 0; i < n; i++) {
		if (!dais_inputs_add(a, &run.inputs, operands[i], &err))
			return dais_cli_error(&err);
	}
	run.format = wishes.format;
	run.messages = dais_cli_language();
	run.fix = args.fix;
	run.write = args.write;
	run.annotate = args.annotate;
	run.keeps_diags = wishes.format != CHECK_TEXT || args.write_baseline;
	dais_diags_init(&run.diags, a);
	run.diags.limit = SIZE_MAX;
	return check_all(&run, &wishes);
}
