/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan CALENDAR.yaml.
 */
#include "cli/plan_priv.h"
#include "service/calendar_view.h"
#include "text/text.h"

#define LISTED_MOST 20u /* of a kind, in text; JSON has all */

static void
say_line(const char *before, struct dais_str words, struct dais_buf *out)
{
	dais_buf_printf(out, "%s%.*s\n", before, DAIS_STR_ARG(words));
}

static void
say_more(enum dais_lang l, size_t n, struct dais_buf *out)
{
	if (n <= LISTED_MOST)
		return;
	dais_buf_puts(out, "  ");
	plan_tell(l, out, "... and %zu more (--format json lists all)", n - LISTED_MOST);
	dais_buf_puts(out, "\n");
}

static void
say_unplaced(enum dais_lang l, const struct dais_calendar_result *r, struct dais_buf *out)
{
	if (!r->unplaced)
		return;
	plan_tell(l, out,
	    r->unplaced_bound == r->unplaced ? "%zu could not be placed; no plan places more."
					     : "%zu could not be placed.",
	    r->unplaced);
	dais_buf_puts(out, "\n");
}

/* What is proven: the fewest changes when re-planning, and the days. Rooms and the balance of weeks
 * follow from the days. */
static void
say_proof(enum dais_lang l, const struct dais_calendar_answer *p, struct dais_buf *out)
{
	const struct dais_calendar_result *r = &p->result;
	unsigned last = p->keeps ? 2 : 1, tenths = (unsigned)(r->seconds * 10 + 0.5);
	unsigned hundredths = (unsigned)(r->seconds * 100 + 0.5);

	say_unplaced(l, r, out);
	for (unsigned k = 1; k <= last; k++) {
		size_t cost = (size_t)r->cost[k], bound = (size_t)r->bound[k];

		if (cost > bound && k == last && !bound) {
			plan_tell(l, out,
			    "Best found: deviation from the days wished costs %zu; that no plan "
			    "deviates less is not proven (%u.%u s).",
			    cost, tenths / 10, tenths % 10);
			dais_buf_puts(out, "\n");
			return;
		}
		if (cost > bound) {
			unsigned gap = (unsigned)(1000.0 * (double)(cost - bound) / (double)cost);

			plan_tell(l, out,
			    k < last ? "Best found: changes cost %zu, no plan "
				       "less than %zu (gap %u.%u %%; %u.%u s)."
				     : "Best found: deviation from the days "
				       "wished costs %zu, no plan less than %zu (gap %u.%u %%; "
				       "%u.%u s).",
			    cost, bound, gap / 10, gap % 10, tenths / 10, tenths % 10);
			dais_buf_puts(out, "\n");
			return;
		}
		if (k < last)
			plan_tell(l, out, "Proven: no plan changes less.");
		else
			plan_tell(l, out,
			    "Proven: no plan deviates less from the days wished (cost %zu, %u.%02u "
			    "s).",
			    cost, hundredths / 100, hundredths % 100);
		dais_buf_puts(out, "\n");
	}
}

/* A conflict of one meeting names it; one of several is that of the meeting without a time. */
static void
say_conflict(enum dais_lang l, const struct dais_calendar_answer *p,
    const struct dais_calendar_conflict *c, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_calendar_meeting *m = &p->calendar->meetings.v[c->meeting];
	struct dais_str told = dais_calendar_meeting_told(p->calendar, m, a), words = c->words;

	if (c->place.line)
		words = dais_arena_printf(a, "%.*s (%.*s:%u)", DAIS_STR_ARG(words),
		    DAIS_STR_ARG(c->place.file), c->place.line);
	dais_buf_puts(out, "\n");
	if (c->meetings.n > 1) {
		plan_tell(
		    l, out, "No time for %.*s: %.*s.", DAIS_STR_ARG(told), DAIS_STR_ARG(words));
	} else {
		if (!dais_str_has_prefix(words, m->id)) /* which is written as the file has it */
			words = dais_text_capitalise(a, l, words);
		plan_tell(l, out, "%.*s.", DAIS_STR_ARG(words));
	}
	dais_buf_puts(out, "\n");
	if (!c->ways_out.n) {
		dais_buf_puts(out, "  ");
		plan_tell(l, out, "No single change that was tried would help.");
		dais_buf_puts(out, "\n");
	}
	for (size_t o = 0; o < c->ways_out.n; o++)
		dais_buf_printf(out, "  %zu. %.*s\n", o + 1, DAIS_STR_ARG(c->ways_out.v[o].words));
}

static void
say_conflicts(enum dais_lang l, const struct dais_calendar_answer *p, struct dais_buf *out)
{
	size_t n = p->result.conflicts.n;

	for (size_t i = 0; i < n && i < LISTED_MOST; i++)
		say_conflict(l, p, &p->result.conflicts.v[i], out);
	say_more(l, n, out);
}

static void
say_breaches(
    enum dais_lang l, const struct dais_calendar_answer *p, bool keeps, struct dais_buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < p->verdict.breaches.n; i++) {
		const struct dais_calendar_breach *b = &p->verdict.breaches.v[i];

		if (keeps && b->rank)
			continue;
		if (n == 0) {
			dais_buf_puts(out, "\n");
			plan_tell(
			    l, out, p->verdict.sound ? "Wishes not met:" : "Not as it should be:");
			dais_buf_puts(out, "\n");
		}
		if (n++ < LISTED_MOST)
			say_line("  - ", b->words, out);
	}
	say_more(l, n, out);
}

static void
say_changes(enum dais_lang l, const struct dais_calendar_answer *p, struct dais_buf *out)
{
	if (!p->keeps)
		return;
	dais_buf_puts(out, "\n");
	plan_tell(l, out, p->changes.n ? "Changes:" : "Nothing changes.");
	dais_buf_puts(out, "\n");
	for (size_t i = 0; i < p->changes.n && i < LISTED_MOST; i++)
		say_line("  - ", p->changes.v[i].words, out);
	say_more(l, p->changes.n, out);
}

static void
say(const struct plan_wishes *w, const struct dais_calendar_answer *p, struct dais_buf *ret)
{
	struct dais_timetable_text_options opt = plan_text_options(w);
	DAIS_BUF_AUTO said = { 0 };
	struct dais_buf *out = &said;
	const struct dais_calendar *c = p->calendar;
	enum dais_lang l = w->language;

	dais_buf_init(out, PLAN_MAX_BYTES);
	plan_tell(l, out, "%.*s: %zu meetings, %zu sittings in %zu rooms.", DAIS_STR_ARG(c->name),
	    c->meetings.n, p->verdict.sittings, c->rooms.n);
	dais_buf_puts(out, "\n");
	if (p->is_planned) {
		say_proof(l, p, out);
		say_conflicts(l, p, out);
	} else if (p->verdict.sound) {
		plan_tell(l, out, "The plan keeps all demands.");
		dais_buf_puts(out, "\n");
	}
	say_changes(l, p, out);
	if (!w->quiet)
		say_breaches(l, p, p->keeps, out);
	dais_timetable_sentences(dais_buf_str(out), l, &opt, ret);
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
	DAIS_BUF_AUTO out = { 0 };

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

	dais_cli_diags_init(&diags, a);
	if (w->verifies) {
		ok = dais_calendar_judge_file(file, a, ret, &diags, err);
	} else {
		plan_watch_begin(&q.search, w->language, !w->quiet && dais_cli_is_fancy(stderr));
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
		dais_cli_say(stderr,
		    "Nothing was written: the plan is not whole (--partial writes it all the "
		    "same).");
		return true;
	}
	if (!dais_calendar_write_plan(p, err))
		return false;
	dais_cli_say(stderr, "Written to %.*s.", DAIS_STR_ARG(p->plan_file));
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
	if (w->switches || w->has_modality || w->late->n || w->nots->n) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID,
		    "--modality, --switch, --late and --not are for a meeting's package");
		return dais_cli_error(&err);
	}
	if (!work(w, file, a, &p, &err) || !print(w, &p, a, &err))
		return dais_cli_error(&err);
	if (w->writes && !save(w, &p, &err))
		return dais_cli_error(&err);
	return p.verdict.sound && p.verdict.whole ? DAIS_EXIT_OK : DAIS_EXIT_FINDINGS;
}
