/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests of the overview, releases and changes.
 */
#include "service/house/documents.h"
#include "service/house/findings.h"
#include "service/house/job.h"
#include "service/house/standing.h"
#include "service/notice/notice.h"
#include "web/desk/overview_priv.h"

#define LATELY_MAX 12
#define CHANGES_MAX 40

dais_lang_set
dais_desk_translates(const struct desk *d)
{
	dais_lang_set set = 0;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (dais_desk_may_in(d, DAIS_ACTION_EDIT_TEXT, (enum dais_lang)l))
			set |= DAIS_LANG_BIT(l);
	return set;
}

/* From the summary, where that is of this revision. */
static bool
units_noted(struct desk *d, const struct dais_snapshot *snapshot, struct desk_state *s)
{
	struct dais_standing_package row;
	struct dais_standing noted;
	struct dais_err none = DAIS_ERR_INIT;

	if (!dais_standing_package_get(
		dais_house_store(d->site->house), snapshot->package, d->arena, &row, &none) ||
	    row.revision != snapshot->revision ||
	    row.next_day <= dais_date_to_days(dais_house_today(d->site->house)) ||
	    !dais_standing_read(&row, d->arena, &noted, &none))
		return false;
	s->from = noted.from;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		s->units[l].all = noted.units[l].all;
		s->units[l].of[DAIS_UNIT_DONE] = noted.units[l].all - noted.units[l].open;
	}
	return true;
}

static bool
count_units(struct desk *d, const struct dais_snapshot *snapshot, struct desk_state *s)
{
	const struct dais_record *r = s->record;

	if (units_noted(d, snapshot, s))
		return true;
	s->from = DAIS_LANG_EN;
	if (r->produces != DAIS_NONE && r->documents.v[r->produces].has_original)
		s->from = r->documents.v[r->produces].original;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		dais_unit_vec units = { 0 };

		if (!(r->languages & DAIS_LANG_BIT(l)))
			continue;
		if (l == (unsigned)s->from)
			dais_units_of_record(r, s->from, (enum dais_lang)l, d->arena, &units);
		else if (!dais_units_of(d->site->house, snapshot, s->from, (enum dais_lang)l,
			     d->arena, &units, &d->err))
			return false;
		s->units[l] = dais_units_count(&units);
	}
	return true;
}

static bool
last_release(struct desk *d, struct desk_state *s)
{
	struct dais_release last;

	if (!dais_house_release_noted(d->site->house, s->package, 0, d->arena, &last, &d->err))
		return false;
	s->release = last.number;
	s->released_ms = last.at_ms;
	return true;
}

/* Drafts of notices for who may let them go. */
static void
count_drafts(struct desk *d, struct desk_state *s)
{
	dais_notice_vec notices = { 0 };
	struct dais_err none = DAIS_ERR_INIT;

	if (!dais_desk_may(d, DAIS_ACTION_SEND_NOTICE) ||
	    !dais_notice_list(d->site->house, d->page.actor, s->package, d->arena, &notices, &none))
		return;
	for (size_t i = 0; i < notices.n; i++)
		s->drafts += notices.v[i].state == DAIS_NOTICE_DRAFT;
}

/* Language versions that are late today and still to be issued. */
static void
count_late(struct desk *d, const struct dais_snapshot *snapshot, struct desk_state *s)
{
	dais_document_state_vec documents = { 0 };

	dais_documents_of(snapshot, dais_house_today(d->site->house), d->arena, &documents);
	for (size_t i = 0; i < documents.n; i++)
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
			const struct dais_version_state *v = &documents.v[i].versions[l];

			s->late += v->expected && v->days_late > 0 && v->move != DAIS_MOVE_NOBODY;
		}
}

/* The first format that waits for the reader: chair and bureau approve, whoever arranges the
 * timetable puts in force. */
void
dais_desk_whose_format(const struct desk *d, const struct dais_standing_format *formats, size_t n,
    struct desk_state *s)
{
	bool may_approve = dais_desk_may(d, DAIS_ACTION_APPROVE_FORMAT),
	     may_switch = dais_desk_may(d, DAIS_ACTION_EDIT_TIMETABLE);

	for (size_t i = 0; i < n && !s->to_approve && !s->to_switch; i++) {
		s->to_approve = !formats[i].approved && may_approve && !may_switch;
		s->to_switch = formats[i].approved && may_switch;
		s->format = formats[i].modality;
	}
}

/* Chair and bureau are asked; the secretariat records the outcome, and what others answer. */
void
dais_desk_whose_silence(
    const struct desk *d, const struct dais_standing *standing, struct desk_state *s)
{
	s->silences = standing->silences.v;
	s->n_silences = standing->silences.n;
	s->may_answer = dais_desk_may(d, DAIS_ACTION_ANSWER_SILENCE);
	s->may_conclude = dais_desk_may(d, DAIS_ACTION_EDIT_MEETING) ||
			  dais_desk_may(d, DAIS_ACTION_APPROVE_FORMAT);
}

/* Leaves d->matter about this package. */
bool
dais_desk_state_of(struct desk *d, const struct dais_snapshot *s, struct desk_state *ret,
    dais_news_vec *ret_news, desk_remark_vec *ret_remarks)
{
	struct dais_standing_format formats[DAIS_MODALITY_COUNT];
	struct dais_standing silences = { 0 };

	*ret = (struct desk_state){ .record = s->record, .package = s->package };
	d->matter = dais_snapshot_matter(s, NULL, d->arena);
	ret->may_edit = dais_desk_may(d, DAIS_ACTION_EDIT_ITEMS);
	ret->may_edit_facts = dais_desk_may(d, DAIS_ACTION_EDIT_MEETING);
	ret->may_release = dais_desk_may(d, DAIS_ACTION_RELEASE);
	ret->translates = dais_desk_translates(d);
	dais_desk_find_in(&d->page, s, ret_remarks);
	ret->errors = dais_findings_of(s, d->page.language)->said[DAIS_SEVERITY_ERROR];
	ret->warnings = dais_findings_of(s, d->page.language)->said[DAIS_SEVERITY_WARNING];
	count_drafts(d, ret);
	dais_desk_whose_format(d, formats, dais_standing_formats(s->record, formats), ret);
	dais_standing_silences(s->record, d->arena, &silences);
	dais_desk_whose_silence(d, &silences, ret);
	count_late(d, s, ret);
	if (!count_units(d, s, ret) || !last_release(d, ret) ||
	    !dais_house_news(d->site->house, s->package, d->arena, ret_news, &d->err))
		return false;
	ret->news = ret_news->n;
	return true;
}

/* ---- one package ---- */

static bool
find_log(struct desk *d, uint64_t before, size_t max, dais_log_vec *ret)
{
	const struct dais_change_query query = {
		.package = d->snapshot->package, .after = before, .max = max, .newest_first = true
	};

	return dais_house_log(d->site->house, &query, d->arena, ret, &d->err);
}

static bool
has_sitting(const struct dais_log_entry *e)
{
	for (size_t i = 0; i < e->things.n; i++)
		if (dais_str_is(e->things.v[i].kind, "sitting"))
			return true;
	return false;
}

/* Whether sittings changed because an item did. Of many things the outline has the first. */
static bool
sittings_followed(const struct desk *d, const struct dais_log_entry *e)
{
	const struct dais_change_query whole = {
		.package = d->snapshot->package, .after = e->number - 1, .max = 1
	};
	struct dais_err none = DAIS_ERR_INIT;
	dais_log_vec change = { 0 };

	if (!dais_str_is(e->action, "item.edit"))
		return false;
	if (has_sitting(e) || e->things.n <= DAIS_DESK_LATELY_THINGS)
		return has_sitting(e);
	return dais_house_log(d->site->house, &whole, d->arena, &change, &none) && change.n &&
	       has_sitting(&change.v[0]);
}

/* Until somebody has arranged the timetable since; of the last changes, which the page has. */
static void
find_followed(const struct desk *d, const dais_log_vec *log, struct desk_state *s)
{
	if (!dais_desk_may(d, DAIS_ACTION_EDIT_TIMETABLE))
		return;
	for (size_t i = 0; i < log->n && !dais_str_is(log->v[i].action, "timetable.edit"); i++) {
		if (dais_str_eq(log->v[i].who, d->page.actor->account) ||
		    !sittings_followed(d, &log->v[i]))
			continue;
		s->followed_by = log->v[i].name;
		return;
	}
}

void
dais_desk_get_overview(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	dais_news_vec news = { 0 };
	desk_remark_vec remarks = { 0 };
	dais_log_vec log = { 0 };
	desk_lately_vec lately = { 0 };
	struct desk_overview v = { .remarks = &remarks, .news = &news, .lately = &lately };

	if (!dais_desk_begin_package(&d, x, ctx, false) ||
	    dais_desk_waits(&d, dais_desk_get_overview))
		return;
	if (!dais_desk_state_of(&d, d.snapshot, &v.state, &news, &remarks) ||
	    !dais_house_log_outline(d.site->house, d.snapshot->package, 0, LATELY_MAX,
		DAIS_DESK_LATELY_THINGS + 1, d.arena, &log, &d.err)) {
		dais_desk_fail(&d);
		return;
	}
	find_followed(&d, &log, &v.state);
	for (size_t i = 0; i < log.n; i++) {
		dais_desk_find_sittings(&d, &log.v[i]);
		dais_vec_push(d.arena, &lately,
		    ((struct desk_lately){ .entry = &log.v[i], .record = d.snapshot->record }));
	}
	v.record = d.snapshot->record;
	v.may_create = dais_actor_may_somewhere(d.page.actor, DAIS_ACTION_CREATE_PACKAGE);
	dais_desk_show(&d, DESK_PART_OVERVIEW,
	    dais_desk_package_name(d.snapshot->record, d.page.language, d.arena),
	    dais_desk_path(&d, ""));
	dais_desk_write_overview(&d.page, &v);
	dais_desk_close(&d);
}

static void
show_releases(struct desk *d, struct dais_str note)
{
	dais_release_vec releases = { 0 };
	dais_news_vec news = { 0 };
	desk_remark_vec remarks = { 0 };
	struct desk_releases v = { .record = d->snapshot->record,
		.package = d->snapshot->package,
		.revision = d->snapshot->revision,
		.releases = &releases,
		.news = &news,
		.remarks = &remarks,
		.note = note,
		.may_release = dais_desk_may(d, DAIS_ACTION_RELEASE) };
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_house_releases(d->site->house, d->snapshot->package, d->arena, &releases, &err) ||
	    !dais_house_news(d->site->house, d->snapshot->package, d->arena, &news, &err)) {
		d->err = err;
		dais_desk_fail(d);
		return;
	}
	for (size_t i = 0; i < releases.n; i++)
		releases.v[i].who = dais_house_name_of(d->site->house, releases.v[i].who, d->arena);
	dais_desk_find(d, &remarks);
	for (size_t i = 0; i < remarks.n; i++)
		v.errors += remarks.v[i].severity == DAIS_SEVERITY_ERROR;
	dais_desk_show(d, DESK_PART_RELEASES, dais_page_say(&d->page, DAIS_SAY_DESK_RELEASES),
	    dais_desk_path(d, "/releases"));
	dais_desk_write_releases(&d->page, &v);
	dais_desk_close(d);
}

void
dais_desk_get_releases(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, false) &&
	    !dais_desk_waits(&d, dais_desk_get_releases))
		show_releases(&d, DAIS_STR_NONE);
}

/* A release that a child of the workshop is publishing. */
struct publishing {
	struct dais_http_exchange *x;
	struct dais_site *site;
};

static struct dais_str
note_of(const struct desk *d)
{
	return dais_str_trim(dais_desk_field(d, "note"));
}

static void
tell_published(struct desk *d, unsigned number, uint64_t change)
{
	struct dais_str package = dais_http_param(d->x, "package");

	dais_site_published(d->site, package, change);
	dais_desk_go(d, true, dais_arena_printf(d->arena, "%.*s/releases", DAIS_STR_ARG(package)),
	    "released", dais_arena_printf(d->arena, "%u", number));
}

static void
refuse_release(struct desk *d, const struct dais_diags *diags)
{
	struct dais_err why = d->err;

	if (why.code == DAIS_ERR_DENIED || !dais_desk_again(d)) {
		dais_desk_fail(d);
		return;
	}
	d->err = why;
	dais_desk_refuse(d, diags, NULL);
	show_releases(d, note_of(d));
}

static void
published(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	const struct publishing *w = ctx;
	DESK_AUTO d;
	struct dais_diags diags;
	unsigned number = 0;
	uint64_t change = 0;

	if (!dais_desk_begin(&d, w->x, w->site, true))
		return;
	dais_desk_diags(&d, &diags);
	if (failure)
		d.err = *failure;
	if (!failure && dais_release_answer(answer, &diags, &number, &change, &d.err))
		tell_published(&d, number, change);
	else
		refuse_release(&d, &diags);
}

/* Without a workshop (tests). */
static void
publish_here(struct desk *d)
{
	struct dais_diags diags;
	struct dais_release release;
	uint64_t latest = 0;

	dais_desk_diags(d, &diags);
	if (dais_house_release(d->site->house, d->page.actor, d->snapshot->package,
		&(const struct dais_release_terms){
		    dais_desk_seen(d, "seen"), note_of(d), dais_desk_field(d, "despite").n > 0 },
		&diags, &release, d->arena, &d->err) &&
	    dais_store_latest(
		dais_house_store(d->site->house), d->snapshot->package, &latest, &d->err))
		tell_published(d, release.number, latest);
	else
		refuse_release(d, &diags);
}

void
dais_desk_post_releases(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct publishing *w;
	struct dais_str question;

	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	if (!dais_actor_check(d.page.actor, DAIS_ACTION_RELEASE, &d.matter, &d.err)) {
		dais_desk_fail(&d);
		return;
	}
	if (!d.site->workshop) {
		publish_here(&d);
		return;
	}
	const struct dais_release_wish wish = { .account = d.page.actor->account,
		.package = d.snapshot->package,
		.seen = dais_desk_seen(&d, "seen"),
		.note = note_of(&d),
		.despite = dais_desk_field(&d, "despite").n > 0,
		.language = d.page.language };
	dais_release_question(&wish, d.arena, &question);
	w = DAIS_NEW(d.arena, struct publishing);
	*w = (struct publishing){ x, d.site };
	dais_http_hold(x);
	dais_workshop_ask(d.site->workshop, "publish", question, published, w);
}

/* ---- the change log ---- */

static void
show_changes(struct desk *d)
{
	dais_log_vec log = { 0 };
	struct desk_changes v = { .record = d->snapshot->record,
		.package = d->snapshot->package,
		.log = &log,
		.may_undo = dais_desk_may(d, DAIS_ACTION_UNDO),
		.account = d->page.actor->account };
	int64_t before = 0;

	(void)dais_str_to_int(dais_http_query(d->x, "before"), 1, INT64_MAX, &before);
	if (!find_log(d, (uint64_t)before, CHANGES_MAX + 1, &log)) {
		dais_desk_fail(d);
		return;
	}
	if (log.n > CHANGES_MAX) {
		log.n = CHANGES_MAX;
		v.older = log.v[log.n - 1].number;
	}
	dais_desk_show(d, DESK_PART_CHANGES, dais_page_say(&d->page, DAIS_SAY_DESK_CHANGES),
	    dais_desk_path(d, "/changes"));
	dais_desk_write_changes(&d->page, &v);
	dais_desk_close(d);
}

void
dais_desk_get_changes(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, false))
		show_changes(&d);
}

void
dais_desk_post_changes(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct dais_diags diags;
	struct dais_edit_conflict conflict = { 0 };
	uint64_t change = 0;

	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	dais_desk_diags(&d, &diags);
	if (dais_house_undo(d.site->house, d.page.actor, d.snapshot->package,
		dais_desk_seen(&d, "undo"), &diags, &change, &conflict, &d.err)) {
		dais_desk_done(&d, change, dais_desk_path(&d, "/changes"), "undone",
		    dais_arena_printf(
			d.arena, "%llu", (unsigned long long)dais_desk_seen(&d, "undo")));
		return;
	}
	dais_desk_refuse(&d, &diags, &conflict);
	show_changes(&d);
}
