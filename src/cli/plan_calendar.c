/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan CALENDAR.yaml.
 */
#include <inttypes.h>

#include "cli/plan_priv.h"
#include "service/calendar_view.h"

#define LISTED_MOST 20u /* of a kind, in text; JSON has all */

static void
say_more(size_t n, struct dais_buf *out)
{
	if (n > LISTED_MOST)
		dais_buf_printf(
		    out, "  ... and %zu more (--format json lists all)\n", n - LISTED_MOST);
}

/* What is proven: the fewest changes when re-planning, and the days. Rooms and the balance of weeks
 * follow from the days. */
static void
say_proof(const struct dais_calendar_answer *p, struct dais_buf *out)
{
	static const char *const of[] = { "changes", "deviation from the days wished" };
	const struct dais_calendar_result *r = &p->result;
	unsigned last = p->keeps ? 2 : 1;

	if (r->unplaced) {
		dais_buf_printf(out, "%zu could not be placed", r->unplaced);
		if (r->unplaced_bound == r->unplaced)
			dais_buf_puts(out, "; no plan places more");
		dais_buf_puts(out, ".\n");
	}
	for (unsigned k = 1; k <= last; k++) {
		uint64_t cost = r->cost[k], bound = r->bound[k];
		const char *what = of[k == last];

		if (cost > bound) {
			dais_buf_printf(out,
			    "Best found in the time given: %s cost %" PRIu64
			    ", no plan less than %" PRIu64 " (gap %.1f %%; %.1f s).\n",
			    what, cost, bound, 100.0 * (double)(cost - bound) / (double)cost,
			    r->seconds);
			return;
		}
		if (k < last)
			dais_buf_puts(out, "Proven: no plan changes less.\n");
		else
			dais_buf_printf(out,
			    "Proven: no plan has less %s (cost %" PRIu64 ", %.2f s).\n", what, cost,
			    r->seconds);
	}
}

static void
say_conflicts(const struct dais_calendar_answer *p, struct dais_buf *out)
{
	size_t n = p->result.conflicts.n;

	for (size_t i = 0; i < n && i < LISTED_MOST; i++) {
		const struct dais_calendar_conflict *c = &p->result.conflicts.v[i];

		dais_buf_printf(out, "\nNo time for %.*s: %.*s.\n",
		    DAIS_STR_ARG(p->calendar->meetings.v[c->meeting].name), DAIS_STR_ARG(c->words));
		for (size_t o = 0; o < c->ways_out.n; o++)
			dais_buf_printf(
			    out, "  %zu. %.*s\n", o + 1, DAIS_STR_ARG(c->ways_out.v[o].words));
	}
	say_more(n, out);
}

static void
say_breaches(const struct dais_calendar_answer *p, bool keeps, struct dais_buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < p->verdict.breaches.n; i++) {
		const struct dais_calendar_breach *b = &p->verdict.breaches.v[i];

		if (keeps && b->rank)
			continue;
		if (n == 0)
			dais_buf_printf(out, "\n%s:\n",
			    p->verdict.sound ? "Wishes not met" : "Not as it should be");
		if (n++ < LISTED_MOST)
			dais_buf_printf(out, "  - %.*s\n", DAIS_STR_ARG(b->words));
	}
	say_more(n, out);
}

static void
say_changes(const struct dais_calendar_answer *p, struct dais_buf *out)
{
	if (!p->keeps)
		return;
	dais_buf_puts(out, p->changes.n ? "\nChanges:\n" : "\nNothing changes.\n");
	for (size_t i = 0; i < p->changes.n && i < LISTED_MOST; i++)
		dais_buf_printf(out, "  - %.*s\n", DAIS_STR_ARG(p->changes.v[i].words));
	say_more(p->changes.n, out);
}

static void
say(const struct plan_wishes *w, const struct dais_calendar_answer *p, struct dais_buf *out)
{
	const struct dais_calendar *c = p->calendar;

	dais_buf_printf(out, "%.*s: %zu meetings, %zu sittings in %zu rooms.\n",
	    DAIS_STR_ARG(c->name), c->meetings.n, p->verdict.sittings, c->rooms.n);
	if (p->is_planned) {
		say_proof(p, out);
		say_conflicts(p, out);
	} else {
		dais_buf_puts(out, p->verdict.sound ? "The plan keeps all demands.\n" : "");
	}
	say_changes(p, out);
	if (!w->quiet)
		say_breaches(p, p->keeps, out);
}

static void
show_text(const struct plan_wishes *w, const struct dais_calendar_view *view, struct dais_buf *out)
{
	struct dais_timetable_text_options opt = plan_text_options(w);

	opt.totals = false;
	dais_calendar_text(view, w->language, &opt, out);
	dais_buf_puts(out, "\n");
}

static bool
print(const struct plan_wishes *w, const struct dais_calendar_answer *p, struct dais_arena *a,
    struct dais_err *err)
{
	struct dais_calendar_view view;
	DAIS_BUF_AUTO out;

	dais_buf_init(&out, PLAN_MAX_BYTES);
	dais_calendar_view_new(p, a, &view);
	switch (w->format) {
	case PLAN_TEXT:
		if (!w->quiet)
			show_text(w, &view, &out);
		say(w, p, &out);
		break;
	case PLAN_JSON:
		dais_calendar_print_json(p, &out);
		break;
	case PLAN_HTML:
		if (!dais_calendar_page(&view, w->language, &out, err))
			return false;
		break;
	case PLAN_SVG:
		if (!dais_calendar_picture(&view, w->language, &out, err))
			return false;
		break;
	default:
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED, "a calendar has no such format");
		return dais_err_hint(err, "A calendar is shown as text, json, html or svg.");
	}
	return plan_put(w, &out, err);
}

static bool
work(const struct plan_wishes *w, const char *file, struct dais_arena *a,
    struct dais_calendar_answer *ret, struct dais_err *err)
{
	struct dais_calendar_request q = {
		.file = file,
		.keeps = w->planning.keeps,
		.lost = w->lost->v,
		.n_lost = w->lost->n,
		.fixed = w->fixed->v,
		.n_fixed = w->fixed->n,
		.prolonged = w->overran->v,
		.n_prolonged = w->overran->n,
		.now = w->planning.now,
		.search = w->planning.search,
	};
	struct dais_diags diags;
	bool ok;

	dais_diags_init(&diags, a);
	if (w->verifies) {
		ok = dais_calendar_judge_file(file, a, ret, &diags, err);
	} else {
		plan_watch_begin(&q.search, !w->quiet && dais_cli_is_fancy(stderr));
		ok = dais_calendar_plan_file(&q, a, ret, &diags, err);
		plan_watch_end();
	}
	dais_cli_print_diags(&diags, stderr);
	return ok;
}

/* Nothing is written unless the plan is whole, or less was asked for. */
static bool
save(const struct plan_wishes *w, const struct dais_calendar_answer *p, struct dais_err *err)
{
	if (!p->verdict.whole && !w->partial) {
		(void)fputs("Nothing was written: the plan is not whole (--partial writes it "
			    "all the same).\n",
		    stderr);
		return true;
	}
	if (!dais_calendar_write_plan(p, err))
		return false;
	(void)fprintf(stderr, "Written to %.*s.\n", DAIS_STR_ARG(p->plan_file));
	return true;
}

int
plan_calendar(const struct plan_wishes *w, const char *file)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_calendar_answer p;

	if (!dais_calendar_is_file(file)) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "%s is not a calendar", file);
		(void)dais_err_hint(&err, "A calendar begins with \"dais-calendar: 1\"; a package "
					  "is named by its folder.");
		return dais_cli_error(&err);
	}
	if (w->switches || w->has_modality || w->late->n) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID,
		    "--modality, --switch and --late are for a meeting's package");
		return dais_cli_error(&err);
	}
	if (!work(w, file, a, &p, &err) || !print(w, &p, a, &err))
		return dais_cli_error(&err);
	if (w->writes && !save(w, &p, &err))
		return dais_cli_error(&err);
	return p.verdict.sound && p.verdict.whole ? DAIS_EXIT_OK : DAIS_EXIT_FINDINGS;
}
