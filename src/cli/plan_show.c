/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan: the plan to look at, in the format asked for.
 */
#include "cli/plan_priv.h"
#include "plan/gather/gather.h"
#include "service/planning_view.h"
#include "write/ics/ics.h"
#include "write/timetable/page.h"
#include "write/timetable/picture.h"
#include "write/timetable/say.h"

#define WIDTH 80u

struct dais_timetable_text_options
plan_text_options(const struct plan_wishes *w)
{
	struct dais_timetable_text_options opt = {
		.totals = true, .width = WIDTH, .ascii = w->ascii
	};

	if (!w->out) {
		unsigned columns = dais_cli_columns(stdout);

		opt.terminal = columns > 0;
		opt.width = columns > 0 ? columns : WIDTH;
		opt.colour = dais_cli_is_fancy(stdout);
	}
	return opt;
}

/* The list of changes for delegations, below the table. */
static void
show_changes(const struct plan_wishes *w, const struct dais_record *r,
    const struct dais_proposal *p, const struct dais_timetable_text_options *opt,
    struct dais_arena *a, struct dais_buf *out)
{
	dais_timetable_change_vec changes = { NULL, 0, 0 };
	struct dais_timetable_news news = { .record = r, .changes = &changes };

	dais_planning_view_changes(p, a, &changes);
	dais_timetable_news_text(&news, w->language, opt, out);
	dais_buf_puts(out, "\n");
}

static void
show_text(const struct plan_wishes *w, const struct dais_record *r, const struct dais_proposal *p,
    struct dais_arena *a, struct dais_buf *out)
{
	struct dais_timetable_text_options opt = plan_text_options(w);
	struct dais_timetable_pair pair;

	if (!p->keeps && dais_planning_view_pair(r, p, w->planning.modality, a, &pair))
		dais_timetable_beside_text(&pair, w->language, &opt, out);
	else
		dais_timetable_text(
		    dais_planning_view(r, p, w->planning.modality, w->rooms, w->language, a), &opt,
		    out);
	dais_buf_puts(out, "\n");
	if (p->keeps && p->has_plan)
		show_changes(w, r, p, &opt, a, out);
}

static bool
show_page(const struct plan_wishes *w, const struct dais_record *r, const struct dais_proposal *p,
    struct dais_arena *a, struct dais_buf *out, struct dais_err *err)
{
	dais_timetable_change_vec changes = { NULL, 0, 0 };
	dais_sitting_vec after = { NULL, 0, 0 };
	struct dais_timetable_news news = { .record = r, .changes = &changes, .after = &after };
	struct dais_timetable_pair pair;

	if (p->keeps && p->has_plan) {
		dais_planning_view_changes(p, a, &changes);
		dais_plan_to_sittings(p->problem, &p->plan, a, &after);
		return dais_timetable_news_page(&news, w->language, out, err);
	}
	if (dais_planning_view_pair(r, p, w->planning.modality, a, &pair))
		return dais_timetable_beside_page(&pair, w->language, out, err);
	return dais_timetable_page(
	    dais_planning_view(r, p, w->planning.modality, w->rooms, w->language, a), out, err);
}

static bool
show_picture(const struct plan_wishes *w, const struct dais_record *r,
    const struct dais_proposal *p, struct dais_arena *a, struct dais_buf *out, struct dais_err *err)
{
	struct dais_timetable_pair pair;

	if (!p->keeps && dais_planning_view_pair(r, p, w->planning.modality, a, &pair))
		return dais_timetable_beside_picture(&pair, w->language, out, err);
	return dais_timetable_picture(
	    dais_planning_view(r, p, w->planning.modality, w->rooms, w->language, a), out, err);
}

static bool
show_ics(const struct plan_wishes *w, const struct dais_record *r, const struct dais_proposal *p,
    struct dais_arena *a, struct dais_buf *out, struct dais_err *err)
{
	struct dais_record planned = *r, before = *r;
	struct dais_ics_options options = { .before = p->keeps ? &before : NULL };
	int64_t epoch;

	planned.sittings = before.sittings = (dais_sitting_vec){ NULL, 0, 0 };
	dais_plan_to_sittings(
	    p->problem, p->has_plan ? &p->plan : &p->before, a, &planned.sittings);
	if (p->keeps)
		dais_plan_to_sittings(p->problem, &p->before, a, &before.sittings);
	return dais_cli_epoch(dais_date_to_days(p->problem->slots.v[0].day) * 86400, &epoch, err) &&
	       dais_ics_write_version(&planned, w->language, epoch, &options, out, err);
}

bool
plan_show(const struct plan_wishes *w, const struct dais_record *r, const struct dais_proposal *p,
    struct dais_arena *a, struct dais_buf *out, struct dais_err *err)
{
	switch (w->format) {
	case PLAN_ICS:
		return show_ics(w, r, p, a, out, err);
	case PLAN_HTML:
		return show_page(w, r, p, a, out, err);
	case PLAN_SVG:
		return show_picture(w, r, p, a, out, err);
	default:
		show_text(w, r, p, a, out);
		return true;
	}
}
