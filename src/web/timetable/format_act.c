/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests about the format of the meetings: looking at the plan of another, having it made,
 * putting it in force.
 */
#include "service/house/release.h"
#include "service/planning.h"
#include "service/timetable/format.h"
#include "web/desk/desk.h"
#include "text/message.h"
#include "web/timetable/timetable_priv.h"
#include "write/timetable/say.h"

static bool
may(const struct dais_page *p, const struct dais_snapshot *s, enum dais_action action)
{
	struct dais_matter matter = dais_snapshot_matter(s, NULL, p->arena);

	return dais_actor_may(p->actor, action, &matter);
}

/* The body that approved last, what else it was. */
static size_t
approver(const struct dais_record *r)
{
	return r->approvals.n ? r->approvals.v[r->approvals.n - 1].by : DAIS_NONE;
}

void
timetable_fill_format(struct dais_page *p, const struct dais_arrangement *t,
    const struct dais_snapshot *s, enum dais_modality other, struct timetable_format *f)
{
	const struct dais_record *r = t->record;
	struct dais_timetable_notice notice = { .approval = dais_timetable_approval(r, other) };
	struct dais_arrangement *as = DAIS_NEW(p->arena, struct dais_arrangement);
	struct dais_arrange_verdict *verdict = DAIS_NEW(p->arena, struct dais_arrange_verdict);
	struct timetable_view *beside = DAIS_NEW(p->arena, struct timetable_view);
	struct dais_contingency *costs = DAIS_NEW(p->arena, struct dais_contingency);
	struct dais_err ignored = DAIS_ERR_INIT;

	*f = (struct timetable_format){ .now = dais_planning_modality(r),
		.other = other,
		.approver = approver(r),
		.today = dais_house_today(p->site->house),
		.may_release = may(p, s, DAIS_ACTION_RELEASE),
		.may_approve = may(p, s, DAIS_ACTION_APPROVE_FORMAT),
		.may_switch = may(p, s, DAIS_ACTION_EDIT_TIMETABLE) };
	for (unsigned m = 0; m < DAIS_MODALITY_COUNT; m++)
		f->approvals[m] = dais_timetable_approval(r, (enum dais_modality)m);
	if (other == f->now || !dais_format_as(t, other, p->arena, as, &ignored))
		return;
	timetable_fill_view(p, as, verdict, beside);
	beside->rows = (timetable_row_vec){ 0 };
	timetable_rows(as->record, verdict, p->arena, &beside->rows);
	beside->may_edit = false;
	beside->still = true;
	f->beside = beside;
	if (dais_format_compare(t, other, p->arena, costs, &ignored))
		f->costs = costs;
	notice.plans = (struct dais_timetable_pair){ .record = r,
		.before = &r->sittings,
		.after = &r->plans[other],
		.modality_before = f->now,
		.modality_after = other };
	dais_timetable_shortfall(&notice.plans, p->language, p->arena, &f->stated);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (r->languages & DAIS_LANG_BIT(l))
			dais_timetable_notice_lines(
			    &notice, (enum dais_lang)l, p->arena, &f->notice[l]);
}

/* The modality that is named, else the first of which a plan is ready, else the one in force. */
static enum dais_modality
modality_of(struct dais_str name, const struct dais_record *r)
{
	int m = dais_modality_parse(name);

	for (unsigned i = 0; m < 0 && i < DAIS_MODALITY_COUNT; i++)
		if (r->plans[i].n)
			m = (int)i;
	return m < 0 ? dais_planning_modality(r) : (enum dais_modality)m;
}

static void
write_page(struct dais_page *p, const struct dais_snapshot *s, struct dais_str modality,
    const struct dais_err *err, const struct dais_diags *diags,
    const struct dais_edit_conflict *conflict)
{
	struct dais_arrange_verdict verdict;
	struct dais_arrangement t;
	struct timetable_format f;
	struct timetable_view v;

	dais_arrange_begin(s, p->language, p->arena, &t);
	timetable_fill_view(p, &t, &verdict, &v);
	timetable_fill_format(p, &t, s, modality_of(modality, t.record), &f);
	v.still = true;
	v.form = DAIS_STR("/format");
	dais_desk_package_open(p, s, DESK_PART_TIMETABLE,
	    dais_page_say(p, DAIS_SAY_TIMETABLE_FORMAT_TITLE),
	    modality.n ? dais_arena_printf(p->arena, "/timetable/format?modality=%.*s",
			     DAIS_STR_ARG(dais_path_escape(p->arena, modality)))
			     .p
		       : "/timetable/format");
	if (err)
		dais_desk_write_refusal(p, err, diags, conflict, NULL);
	timetable_write_format(p, &v, &f);
	dais_page_close(p, err ? dais_http_status_of(err) : 200);
}

void
timetable_show_format(struct dais_http_exchange *x, void *ctx)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_page p;

	if (dais_desk_package_begin(ctx, x, &p, &s))
		write_page(&p, s, dais_http_query(x, "modality"), NULL, NULL, NULL);
}

/* ---- in force ---- */

/* Publishes what was switched, and leads to the notice. */
static void
publish(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    struct dais_str package, uint64_t change)
{
	struct dais_str desk =
	    dais_page_path(p, dais_arena_printf(p->arena, "/desk/%.*s", DAIS_STR_ARG(package)));
	struct dais_err err = DAIS_ERR_INIT, none = DAIS_ERR_INIT;
	struct dais_release release;
	struct dais_diags diags;
	uint64_t latest = 0;

	dais_diags_init(&diags, p->arena);
	dais_text_diags_in(&diags, p->language);
	if (!dais_house_release(site->house, p->actor, package,
		&(const struct dais_release_terms){ change, DAIS_STR_NONE, false }, &diags,
		&release, p->arena, &err)) {
		/* The page of releases says what keeps it back, and what can be done. */
		dais_http_redirect(
		    x, dais_arena_printf(p->arena, "%.*s/releases?did=format", DAIS_STR_ARG(desk)));
		return;
	}
	if (dais_store_latest(dais_house_store(site->house), package, &latest, &none))
		dais_site_changed(site, package, latest, true);
	dais_http_redirect(x, dais_arena_printf(p->arena, "%.*s/notices/%u?did=format",
				  DAIS_STR_ARG(desk), release.number));
}

/* What a form about a format says; INVALID. @needs_day: an approval must be given with it. */
static bool
take_wish(const struct dais_page *p, const struct dais_snapshot *s, bool needs_day,
    struct dais_format_change *ret, struct dais_err *err)
{
	struct dais_http_exchange *x = p->exchange;
	struct dais_str day = dais_http_field(x, "date");
	int m = dais_modality_parse(dais_http_field(x, "modality"));
	int64_t seen = 0;

	(void)dais_str_to_int(dais_http_field(x, "seen"), 0, INT64_MAX, &seen);
	*ret = (struct dais_format_change){ .to = m < 0 ? dais_planning_modality(s->record)
							: (enum dais_modality)m,
		.by = dais_http_field(x, "by"),
		.method = dais_http_field(x, "method"),
		.seen = (uint64_t)seen };
	if (m < 0)
		return dais_err_set(err, DAIS_ERR_INVALID, "there is no such format");
	if (needs_day
		? !dais_desk_need_day(p, day, DAIS_SAY_TIMETABLE_APPROVED_ON, &ret->approved, err)
		: !dais_desk_read_day(p, day, DAIS_SAY_TIMETABLE_APPROVED_ON, &ret->approved, err))
		return false;
	if (dais_date_cmp(ret->approved, dais_house_today(p->site->house)) > 0)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the day of the approval is still to come");
	return true;
}

/* Approves a format, or puts it in force. */
static void
change_format(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_snapshot *s, bool approves)
{
	struct dais_str modality = dais_http_field(x, "modality");
	struct dais_format_change wanted;
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change = 0;
	bool done;

	dais_diags_init(&diags, p->arena);
	dais_text_diags_in(&diags, p->language);
	done = take_wish(p, s, approves, &wanted, &err) &&
	       (approves ? dais_format_approve(
			       site->house, p->actor, s, &wanted, &diags, &change, &conflict, &err)
			 : dais_format_switch(site->house, p->actor, s, &wanted, &diags, &change,
			       &conflict, &err));
	if (!done && err.code == DAIS_ERR_DENIED && !may(p, s, DAIS_ACTION_APPROVE_FORMAT)) {
		dais_page_problem(p, 403, &err);
		return;
	}
	if (!done) {
		write_page(p, s, modality, &err, &diags, &conflict);
		return;
	}
	if (change)
		dais_site_changed(site, s->package, change, false);
	if (!approves && change && dais_http_field(x, "release").n)
		publish(site, x, p, s->package, change);
	else
		dais_http_redirect(
		    x, dais_arena_printf(p->arena, "%.*s%s%.*s",
			   DAIS_STR_ARG(timetable_path(p, s->package)),
			   approves ? "/format?did=approved&modality=" : "?did=format",
			   DAIS_STR_ARG(
			       approves ? dais_path_escape(p->arena, modality) : DAIS_STR_NONE)));
}

static void
plan_format(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_snapshot *s)
{
	int m = dais_modality_parse(dais_http_field(x, "modality"));
	struct dais_propose_wish wish = { .has_modality = true, .language = p->language };
	struct dais_err err = DAIS_ERR_INIT;

	if (!may(p, s, DAIS_ACTION_EDIT_TIMETABLE)) {
		(void)dais_err_set(&err, DAIS_ERR_DENIED, "you may not plan this meeting");
		dais_page_problem(p, 403, &err);
		return;
	}
	if (m < 0) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "there is no such format");
		write_page(p, s, DAIS_STR_NONE, &err, NULL, &(struct dais_edit_conflict){ 0 });
		return;
	}
	wish.modality = (enum dais_modality)m;
	timetable_send_question(site, x, p, s, &wish);
}

void
timetable_change_format(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_page p;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	if (dais_str_is(dais_http_field(x, "do"), "plan-format"))
		plan_format(site, x, &p, s);
	else
		change_format(site, x, &p, s, dais_str_is(dais_http_field(x, "do"), "approve"));
}
