/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan --switch: a plan that stands ready comes into force.
 */
#include "cli/plan_priv.h"
#include "read/package/save.h"
#include "write/timetable/say.h"

/* The notice for the web page, in every language of the package (R-HYB-06). */
static bool
print_notice(const struct plan_wishes *w, const struct dais_record *r,
    const dais_sitting_vec *before, const dais_sitting_vec *after, struct dais_err *err)
{
	struct dais_timetable_text_options opt = plan_text_options(w);
	struct dais_timetable_notice notice = {
		.plans = {
			.record = r,
			.before = before,
			.after = after,
			.modality_before = w->was,
			.modality_after = w->planning.modality,
		},
		.approval = dais_timetable_approval(r, w->planning.modality),
	};
	DAIS_BUF_AUTO out = { 0 };

	opt.totals = false;
	dais_buf_init(&out, PLAN_MAX_BYTES);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		bool wanted =
		    w->has_language ? l == (unsigned)w->language : (r->languages >> l & 1u) != 0;

		if (!wanted)
			continue;
		if (w->format == PLAN_HTML) {
			if (!dais_timetable_notice_page(&notice, (enum dais_lang)l, &out, err))
				return false;
			continue;
		}
		dais_timetable_notice_text(&notice, (enum dais_lang)l, &opt, &out);
		dais_buf_puts(&out, "\n");
	}
	return plan_put(w, &out, err);
}

/* Whether all is there but the approval, and nothing is to be written: the notice is a proposal. */
static bool
is_proposal(const struct plan_wishes *w, const struct dais_record *r)
{
	enum dais_modality to = w->planning.modality;

	return !w->writes && to != w->was && to != DAIS_MODALITY_IN_PERSON && r->plans[to].n &&
	       !dais_date_is_set(w->approved) && dais_timetable_approval(r, to) == DAIS_NONE;
}

static int
propose(const struct plan_wishes *w, const struct dais_record *r)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!print_notice(w, r, &r->sittings, &r->plans[w->planning.modality], &err))
		return dais_cli_error(&err);
	dais_cli_say(stderr,
	    "Nothing was written: the format still needs its approval (--approved DATE "
	    "--write).");
	return DAIS_EXIT_OK;
}

int
plan_switch(struct plan_wishes *w, struct dais_record *r, const char *dir)
{
	struct dais_err err = DAIS_ERR_INIT;

	w->was = dais_planning_modality(r);
	if (w->format == PLAN_HTML && !w->has_language) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "a page is in one language");
		(void)dais_err_hint(&err, "Name it with --lang.");
		return dais_cli_error(&err);
	}
	if (is_proposal(w, r))
		return propose(w, r);
	if (!dais_planning_switch(r, w->planning.modality, w->approved, w->approved_by,
		DAIS_STR("other"), w->language, &err) ||
	    !print_notice(w, r, &r->plans[w->was], &r->sittings, &err))
		return dais_cli_error(&err);
	if (!w->writes) {
		dais_cli_say(stderr, "Nothing was written: --write puts it in force.");
		return DAIS_EXIT_OK;
	}
	if (!dais_package_save_meeting(r, dir, &err))
		return dais_cli_error(&err);
	dais_cli_say(stderr, "The %s plan is in force in %s/meeting.yaml.",
	    dais_modality_name(w->planning.modality), dir);
	return DAIS_EXIT_OK;
}
