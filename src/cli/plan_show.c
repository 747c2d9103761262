/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan: the plan to look at, in the format asked for.
 */
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/plan_priv.h"
#include "plan/gather/gather.h"
#include "service/planning_view.h"
#include "write/ics/ics.h"
#include "write/timetable/page.h"
#include "write/timetable/picture.h"
#include "write/timetable/text.h"

#define WIDTH 80u

static unsigned
terminal_width(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 24)
		return size.ws_col;
	return WIDTH;
}

static void
show_text(const struct plan_wishes *w, const struct dais_timetable *t, struct dais_buf *out)
{
	struct dais_timetable_text_options opt = { .totals = true, .width = WIDTH };

	if (!w->out) {
		opt.width = terminal_width();
		opt.colour = dais_cli_is_fancy(stdout);
	}
	dais_timetable_text(t, &opt, out);
	dais_buf_puts(out, "\n");
}

static bool
show_ics(const struct plan_wishes *w, const struct dais_record *r, const struct dais_proposal *p,
    struct dais_arena *a, struct dais_buf *out, struct dais_err *err)
{
	struct dais_record planned = *r;
	int64_t epoch;

	planned.sittings = (dais_sitting_vec){ NULL, 0, 0 };
	dais_plan_to_sittings(
	    p->problem, p->has_plan ? &p->plan : &p->before, a, &planned.sittings);
	return dais_cli_epoch(dais_date_to_days(p->problem->slots.v[0].day) * 86400, &epoch, err) &&
	       dais_ics_write(&planned, w->language, epoch, out, err);
}

bool
plan_show(const struct plan_wishes *w, const struct dais_record *r, const struct dais_proposal *p,
    struct dais_arena *a, struct dais_buf *out, struct dais_err *err)
{
	struct dais_timetable *t;

	if (w->format == PLAN_ICS)
		return show_ics(w, r, p, a, out, err);
	t = dais_planning_view(r, p, w->planning.modality, w->language, a);
	if (w->format == PLAN_HTML)
		return dais_timetable_page(t, out, err);
	if (w->format == PLAN_SVG)
		return dais_timetable_picture(t, out, err);
	show_text(w, t, out);
	return true;
}
