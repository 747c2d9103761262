/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan: the run.
 */
#include <malloc.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/plan_priv.h"
#include "read/package/save.h"

bool
plan_put(const struct plan_wishes *w, const struct dais_buf *out, struct dais_err *err)
{
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT,
		    "the plan takes more than %zu bytes to print", PLAN_MAX_BYTES);
	if (!w->out)
		return dais_cli_put(dais_buf_str(out)) ||
		       dais_err_set(err, DAIS_ERR_IO, "the plan was not printed");
	return dais_file_write(w->out, dais_buf_str(out), err);
}

static bool
save(const struct dais_record *r, const char *dir, struct dais_err *err)
{
	if (!dais_package_save_meeting(r, dir, err))
		return false;
	dais_cli_say(stderr, "Written to %s/meeting.yaml.", dir);
	return true;
}

static void
say(const struct plan_wishes *w, const struct dais_proposal *p, struct dais_arena *a,
    struct dais_buf *out)
{
	struct dais_timetable_text_options opt = plan_text_options(w);
	DAIS_BUF_AUTO said = { 0 };

	dais_buf_init(&said, PLAN_MAX_BYTES);
	if (p->is_planned)
		plan_say(w, p, a, &said);
	else
		plan_say_verdict(p, &said);
	dais_timetable_sentences(dais_buf_str(&said), w->language, &opt, out);
}

static bool
print(const struct plan_wishes *w, const struct dais_record *r, const struct dais_proposal *p,
    struct dais_arena *a, struct dais_err *err)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, PLAN_MAX_BYTES);
	if (w->format == PLAN_JSON)
		dais_planning_print_json(p, w->planning.modality, &out);
	else if ((p->has_plan || !p->is_planned) && !(w->quiet && w->format == PLAN_TEXT) &&
		 !plan_show(w, r, p, a, &out, err))
		return false;
	if (w->format == PLAN_TEXT)
		say(w, p, a, &out);
	return plan_put(w, &out, err);
}

static int
verify(struct plan_wishes *w, struct dais_record *r, struct dais_arena *a)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_proposal p;
	bool ok;

	dais_cli_diags_init(&diags, a);
	ok = dais_planning_judge(r, w->planning.modality, a, &p, &diags, &err);
	dais_cli_print_diags(&diags, stderr);
	if (!ok || !print(w, r, &p, a, &err))
		return dais_cli_error(&err);
	return p.verdict.sound ? DAIS_EXIT_OK : DAIS_EXIT_FINDINGS;
}

static int
plan(struct plan_wishes *w, struct dais_record *r, const char *dir, struct dais_arena *a)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_proposal p;
	bool ok;

	if (!plan_parse_events(w, a, &err))
		return dais_cli_error(&err);
	dais_cli_diags_init(&diags, a);
	plan_watch_begin(&w->planning.search, w->language, !w->quiet && dais_cli_is_fancy(stderr));
	ok = dais_planning_run(r, &w->planning, a, &p, &diags, &err);
	plan_watch_end();
	dais_cli_print_diags(&diags, stderr);
	if (dais_optimizer_lacks())
		dais_cli_say(
		    stderr, "%s", dais_text_message_words(w->language, dais_optimizer_lacks()));
	if (!ok || !print(w, r, &p, a, &err))
		return dais_cli_error(&err);
	if (w->writes && !p.has_plan)
		dais_cli_say(stderr, "Nothing was written.");
	if (!p.has_plan)
		return DAIS_EXIT_FINDINGS;
	if (w->writes) {
		dais_planning_put(r, p.problem, &p.plan, w->planning.modality);
		if (!save(r, dir, &err))
			return dais_cli_error(&err);
	}
	return DAIS_EXIT_OK;
}

static int
run(struct plan_wishes *w, const char *dir, struct dais_arena *a)
{
	struct dais_record *r = dais_cli_load(a, dir, false);

	if (!r)
		return DAIS_EXIT_USAGE;
	if (!w->has_modality)
		w->planning.modality = dais_planning_modality(r);
	if (w->switches)
		return plan_switch(w, r, dir);
	return w->verifies ? verify(w, r, a) : plan(w, r, dir, a);
}

/* A large meeting is searched part by part, some ten times a second, each time with a model of its
 * own. What goes back to the system each time comes again page by page: a sixth to a third of the
 * time. */
static void
keep_memory(void)
{
	(void)mallopt(M_MMAP_THRESHOLD, 4 << 20);
	(void)mallopt(M_TRIM_THRESHOLD, 256 << 20);
}

int
dais_cmd_plan(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)4 << 30);
	struct dais_err err = DAIS_ERR_INIT;
	struct plan_wishes w;
	const char *what = NULL;
	struct stat st;

	if (!plan_parse(argc, argv, &w, &what, &err))
		return dais_cli_error(&err);
	keep_memory();
	if (stat(what, &st) == 0 && S_ISREG(st.st_mode))
		return plan_calendar(&w, what);
	return run(&w, what, a);
}
