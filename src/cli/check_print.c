/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais check: what is printed.
 */
#include "cli/check_priv.h"
#include "cli/sarif.h"
#include "text/message.h"
#include "text/err_say.h"

static const char clear_line[] = "\r\033[K";

/* Files of a package are named within it; among other inputs the folder is needed, too. */
static void
name_files(struct dais_document_answer *answer, const char *folder)
{
	for (size_t i = 0; i < answer->diags.list.n; i++) {
		struct dais_diag *g = &answer->diags.list.v[i];

		for (size_t k = 0; k < g->places.n; k++) {
			struct dais_place *p = &g->places.v[k];

			p->file = dais_arena_printf(
			    answer->arena, "%s/%.*s", folder, DAIS_STR_ARG(p->file));
		}
	}
}

/* A file may be named by any bytes; what is printed for programs is UTF-8. */
static struct dais_str
name_as_text(struct dais_arena *a, const char *path)
{
	struct dais_str s = dais_str_from(path);
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t at = 0; at < s.n;)
		dais_buf_put_cp(&b, dais_str_decode(s, &at));
	return dais_buf_dup(&b, a);
}

static void
take_error(struct check_run *run, const char *path, const struct dais_err *err)
{
	struct dais_json_unread *u = dais_vec_add(run->arena, &run->unread);

	u->file = name_as_text(run->arena, path);
	u->message =
	    dais_arena_cstr(run->arena, dais_text_err_say(run->arena, dais_cli_language(), err));
	u->hint =
	    dais_arena_cstr(run->arena, dais_text_err_advice(run->arena, dais_cli_language(), err));
	(void)fflush(stdout);
	(void)dais_cli_error(err);
}

void
check_take(struct check_run *run, size_t i, struct dais_document_answer *answer)
{
	const char *path = run->inputs.paths.v[i];
	const struct dais_diags *d = &answer->diags;

	if (run->shows_progress)
		(void)fputs(clear_line, stderr);
	if (answer->err.code) {
		take_error(run, path, &answer->err);
		dais_document_free(answer);
		return;
	}
	if (run->fix)
		check_fix(run, path, answer);
	if (run->annotate)
		check_annotate(run, path, answer);
	if (answer->is_package && run->inputs.paths.n > 1)
		name_files(answer, path);
	run->accepted += answer->accepted;
	for (size_t k = 0; k < d->list.n; k++)
		run->count[d->list.v[k].severity]++;
	if (run->format == CHECK_TEXT && !run->fix)
		dais_cli_print_findings(d, answer->format, stdout);
	if (run->keeps_diags) {
		for (size_t k = 0; k < d->list.n; k++)
			(void)dais_diags_copy(&run->diags, &d->list.v[k]);
		run->diags.dropped += d->dropped;
	}
	dais_document_free(answer);
}

void
check_progress(struct check_run *run, const char *path)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (!run->shows_progress)
		return;
	(void)fputs(clear_line, stderr);
	dais_cli_put_message(
	    dais_text_message(a, run->messages, "%zu of %zu:", run->done, run->inputs.paths.n),
	    run->messages, stderr);
	(void)fputc(' ', stderr);
	dais_cli_put_words(dais_str_from(path), stderr);
	if (run->done == run->inputs.paths.n)
		(void)fputs(clear_line, stderr);
	(void)fflush(stderr);
}

/* A line in the language of the run; counts stand after a colon there, so that none is bent. */
static void say(const struct check_run *run, FILE *to, const char *english, ...) DAIS_SAYS(3, 4);

static void
say(const struct check_run *run, FILE *to, const char *english, ...)
{
	va_list ap;

	va_start(ap, english);
	dais_cli_put_message(
	    dais_text_message_v(run->arena, run->messages, english, ap), run->messages, to);
	va_end(ap);
	(void)fputc('\n', to);
}

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static void
print_repairs(const struct check_run *run)
{
	size_t rest = run->count[DAIS_SEVERITY_ERROR] + run->count[DAIS_SEVERITY_WARNING] +
		      run->count[DAIS_SEVERITY_INFO] - run->mended;

	if (run->messages != DAIS_LANG_EN) {
		say(run, stderr,
		    run->write ? "%zu findings mended in %zu files; %zu left to a person; %zu "
				 "repairs did not fit"
			       : "%zu findings can be mended in %zu files; %zu left to a person; "
				 "%zu repairs did not fit",
		    run->mended, run->repaired_files, rest, run->refused);
		if (run->mended && !run->write)
			say(run, stderr, "With --write they are made.");
		return;
	}
	if (run->mended)
		(void)fprintf(stderr, "%zu finding%s %s in %zu file%s; ", run->mended,
		    plural(run->mended), run->write ? "mended" : "can be mended",
		    run->repaired_files, plural(run->repaired_files));
	else
		(void)fputs("nothing here can be mended with certainty; ", stderr);
	(void)fprintf(stderr, "%zu finding%s %s left to a person", rest, plural(rest),
	    rest == 1 ? "is" : "are");
	if (run->refused)
		(void)fprintf(
		    stderr, " (%zu repair%s did not fit)", run->refused, plural(run->refused));
	(void)fputc('\n', stderr);
	if (run->mended && !run->write)
		(void)fputs("With --write they are made.\n", stderr);
}

static void
print_summary(const struct check_run *run)
{
	const size_t *n = run->count;
	size_t inputs = run->inputs.paths.n;

	if (run->messages != DAIS_LANG_EN) {
		say(run, stdout, "%zu errors, %zu warnings, %zu for information",
		    n[DAIS_SEVERITY_ERROR], n[DAIS_SEVERITY_WARNING], n[DAIS_SEVERITY_INFO]);
		if (inputs > 1)
			say(run, stdout, "documents: %zu", inputs - run->unread.n);
		if (run->accepted)
			say(run, stdout, "accepted before: %zu", run->accepted);
		if (run->unread.n)
			say(run, stdout, "could not be read: %zu", run->unread.n);
		return;
	}
	(void)printf("%zu error%s, %zu warning%s, %zu for information", n[DAIS_SEVERITY_ERROR],
	    plural(n[DAIS_SEVERITY_ERROR]), n[DAIS_SEVERITY_WARNING],
	    plural(n[DAIS_SEVERITY_WARNING]), n[DAIS_SEVERITY_INFO]);
	if (inputs > 1)
		(void)printf(" in %zu documents", inputs - run->unread.n);
	if (run->accepted)
		(void)printf("; %zu accepted before", run->accepted);
	if (run->unread.n)
		(void)printf("; %zu could not be read", run->unread.n);
	(void)putchar('\n');
}

bool
check_print_end(struct check_run *run)
{
	DAIS_BUF_AUTO out = { 0 };

	if (run->fix) {
		print_repairs(run);
		return true;
	}
	if (run->format == CHECK_TEXT) {
		print_summary(run);
		return true; /* what printf() could not print is told at the end of the program */
	}
	dais_buf_init(&out, DAIS_BUF_MAX);
	if (run->format == CHECK_SARIF)
		dais_cli_sarif(&run->diags, run->messages, run->unread.v, run->unread.n, &out);
	else
		dais_json_findings_write(&run->diags, run->unread.v, run->unread.n, &out);
	return dais_cli_put(dais_buf_str(&out));
}
