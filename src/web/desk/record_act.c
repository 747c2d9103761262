/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests of my desk, the overview, releases and changes.
 */
#include <stdlib.h>

#include "service/house/documents.h"
#include "service/notice/notice.h"
#include "web/desk/desk_priv.h"

#define PACKAGES_MAX 2000
#define WITH_STATE_MAX 8
#define LATELY_MAX 12
#define CHANGES_MAX 40
#define MS_A_DAY 86400000

static dais_lang_set
translates(const struct desk *d)
{
	dais_lang_set set = 0;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (dais_desk_may_in(d, DAIS_ACTION_EDIT_TEXT, (enum dais_lang)l))
			set |= DAIS_LANG_BIT(l);
	return set;
}

/* Outdated ones are known from the log, which is asked where it matters: by a translator, or on the
 * page of one package. */
static bool
count_units(struct desk *d, const struct dais_snapshot *snapshot, struct desk_state *s)
{
	const struct dais_record *r = s->record;
	bool one = d->snapshot == snapshot;

	s->from = DAIS_LANG_EN;
	if (r->produces != DAIS_NONE && r->documents.v[r->produces].has_original)
		s->from = r->documents.v[r->produces].original;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		dais_unit_vec units = { 0 };

		if (!(r->languages & DAIS_LANG_BIT(l)))
			continue;
		bool asks = l != (unsigned)s->from &&
			    (one || (!s->may_edit && (s->translates & DAIS_LANG_BIT(l))));
		if (!asks)
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
	DAIS_SNAPSHOT_AUTO last = NULL;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_house_released(d->site->house, s->package, 0, &last, &err)) {
		if (err.code == DAIS_ERR_NOT_FOUND)
			return true;
		d->err = err;
		return false;
	}
	s->release = last->release;
	s->released_ms = last->at_ms;
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
	int64_t now = dais_house_now_ms(d->site->house);

	dais_documents_of(snapshot, dais_date_from_days(now / MS_A_DAY), d->arena, &documents);
	for (size_t i = 0; i < documents.n; i++)
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
			const struct dais_version_state *v = &documents.v[i].versions[l];

			s->late += v->expected && v->days_late > 0 && v->move != DAIS_MOVE_NOBODY;
		}
}

/* Leaves d->matter about this package. */
bool
dais_desk_state_of(struct desk *d, const struct dais_snapshot *s, struct desk_state *ret,
    dais_news_vec *ret_news, desk_remark_vec *ret_remarks)
{
	*ret = (struct desk_state){ .record = s->record, .package = s->package };
	d->matter = dais_snapshot_matter(s, NULL, d->arena);
	ret->may_edit = dais_desk_may(d, DAIS_ACTION_EDIT_ITEMS);
	ret->may_release = dais_desk_may(d, DAIS_ACTION_RELEASE);
	ret->translates = translates(d);
	dais_desk_find_in(s, d->arena, ret_remarks);
	for (size_t i = 0; i < ret_remarks->n; i++) {
		ret->errors += ret_remarks->v[i].severity == DAIS_SEVERITY_ERROR;
		ret->warnings += ret_remarks->v[i].severity == DAIS_SEVERITY_WARNING;
	}
	count_drafts(d, ret);
	count_late(d, s, ret);
	if (!count_units(d, s, ret) || !last_release(d, ret) ||
	    !dais_house_news(d->site->house, s->package, d->arena, ret_news, &d->err))
		return false;
	ret->news = ret_news->n;
	return true;
}

/* ---- my desk ---- */

/* Whether the reader may see the working record: told by the name alone where his role reaches all
 * packages, else by the bodies in the record. */
static bool
may_read(struct desk *d, struct dais_str package)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_matter matter = { .package = package };

	if (dais_actor_may(d->page.actor, DAIS_ACTION_READ_WORKING, &matter))
		return true;
	if (!dais_house_working(d->site->house, package, &s, &none))
		return false;
	matter = dais_snapshot_matter(s, NULL, d->arena);
	return dais_actor_may(d->page.actor, DAIS_ACTION_READ_WORKING, &matter);
}

/* Changes by others, newest first, of packages the reader may see. */
static bool
find_lately(struct desk *d, dais_log_vec *ret)
{
	const struct dais_change_query query = {
		.package = { NULL, 0 }, .max = LATELY_MAX * 4, .newest_first = true
	};
	dais_log_vec all = { 0 };
	struct dais_str last = DAIS_STR_NONE;
	bool may = false;

	if (!dais_house_log(d->site->house, &query, d->arena, &all, &d->err))
		return false;
	for (size_t i = 0; i < all.n && ret->n < LATELY_MAX; i++) {
		if (!all.v[i].package.n || dais_str_eq(all.v[i].who, d->page.actor->account))
			continue;
		if (!dais_str_eq(all.v[i].package, last))
			may = may_read(d, all.v[i].package);
		last = all.v[i].package;
		if (may)
			dais_vec_push(d->arena, ret, all.v[i]);
	}
	return true;
}

struct rows {
	DAIS_VEC(struct desk_home_row) rows;
	DAIS_VEC(const struct dais_snapshot *) held;
	desk_task_vec tasks;
};

static bool
add_package(struct desk *d, struct dais_str name, struct rows *rows)
{
	const struct dais_snapshot *s = NULL;
	struct dais_err none = DAIS_ERR_INIT;
	struct desk_home_row row = { 0 };
	dais_news_vec news = { 0 };
	desk_remark_vec remarks = { 0 };

	if (!dais_house_working(d->site->house, name, &s, &none))
		return true;
	dais_vec_push(d->arena, &rows->held, s);
	if (!dais_desk_state_of(d, s, &row.state, &news, &remarks))
		return false;
	dais_vec_push(d->arena, &rows->rows, row);
	dais_desk_tasks_of(&d->page, &row.state,
	    dais_desk_package_name(s->record, d->page.language, d->arena), &rows->tasks);
	return true;
}

struct dated {
	struct dais_str name;
	uint64_t latest; /* change */
};

static int
by_latest(const void *x, const void *y)
{
	const struct dated *a = x, *b = y;

	return a->latest < b->latest ? 1 : a->latest > b->latest ? -1 : 0;
}

/* Those changed last with their state; the others by name: to read hundreds takes long. */
static bool
add_packages(struct desk *d, struct rows *rows, struct desk_home *v)
{
	dais_store_strs names = { 0 };
	struct dais_store *store = dais_house_store(d->site->house);

	if (!dais_store_packages(store, DAIS_STR_NONE, PACKAGES_MAX, d->arena, &names, &d->err))
		return false;
	struct dated *all = DAIS_NEW_N(d->arena, names.n + 1, struct dated);
	size_t n = 0;
	for (size_t i = 0; i < names.n; i++) {
		if (!names.v[i].n)
			continue;
		all[n].name = names.v[i];
		if (!dais_store_latest(store, names.v[i], &all[n++].latest, &d->err))
			return false;
	}
	qsort(all, n, sizeof(*all), by_latest);
	for (size_t i = 0; i < n; i++) {
		if (rows->rows.n < WITH_STATE_MAX) {
			if (may_read(d, all[i].name) && !add_package(d, all[i].name, rows))
				return false;
			continue;
		}
		const struct dais_matter matter = { .package = all[i].name };
		if (dais_actor_may(d->page.actor, DAIS_ACTION_READ_WORKING, &matter))
			dais_vec_push(d->arena, &v->others, all[i].name);
	}
	return true;
}

static void
show_home(struct desk *d, struct rows *rows)
{
	dais_log_vec lately = { 0 };
	struct desk_home v = { .lately = &lately,
		.may_create = dais_actor_may_somewhere(d->page.actor, DAIS_ACTION_CREATE_PACKAGE) };

	if (!add_packages(d, rows, &v) || !find_lately(d, &lately)) {
		dais_desk_fail(d);
		return;
	}
	v.rows = rows->rows.v;
	v.n_rows = rows->rows.n;
	v.tasks = rows->tasks;
	dais_desk_show_plain(d, dais_page_say(&d->page, DAIS_SAY_DESK_MY_DESK), DAIS_STR_NONE);
	dais_desk_write_home(&d->page, &v);
	dais_desk_close(d);
}

void
dais_desk_get_home(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct rows rows = { 0 };

	if (!dais_desk_begin(&d, x, ctx, false))
		return;
	show_home(&d, &rows);
	for (size_t i = 0; i < rows.held.n; i++)
		dais_snapshot_release(rows.held.v[i]);
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

void
dais_desk_get_overview(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	dais_news_vec news = { 0 };
	desk_remark_vec remarks = { 0 };
	dais_log_vec log = { 0 };
	struct desk_overview v = { .remarks = &remarks, .news = &news, .log = &log };

	if (!dais_desk_begin_package(&d, x, ctx, false))
		return;
	if (!dais_desk_state_of(&d, d.snapshot, &v.state, &news, &remarks) ||
	    !find_log(&d, 0, LATELY_MAX, &log)) {
		dais_desk_fail(&d);
		return;
	}
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

	if (dais_desk_begin_package(&d, x, ctx, false))
		show_releases(&d, DAIS_STR_NONE);
}

void
dais_desk_post_releases(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct dais_diags diags;
	struct dais_release release;
	uint64_t latest = 0;

	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	struct dais_str note = dais_str_trim(dais_desk_field(&d, "note"));
	dais_diags_init(&diags, d.arena);
	if (dais_house_release(d.site->house, d.page.actor, d.snapshot->package,
		dais_desk_seen(&d, "seen"), note, dais_desk_field(&d, "despite").n > 0, &diags,
		&release, d.arena, &d.err)) {
		if (dais_store_latest(
			dais_house_store(d.site->house), d.snapshot->package, &latest, &d.err))
			dais_site_changed(d.site, d.snapshot->package, latest, true);
		dais_desk_go(&d, true, dais_desk_path(&d, "/releases"), "released",
		    dais_arena_printf(d.arena, "%u", release.number));
		return;
	}
	if (d.err.code == DAIS_ERR_DENIED) {
		dais_desk_fail(&d);
		return;
	}
	dais_desk_refuse(&d, &diags, NULL);
	show_releases(&d, note);
}

/* ---- the change log ---- */

static void
show_changes(struct desk *d)
{
	dais_log_vec log = { 0 };
	struct desk_changes v = { .package = d->snapshot->package,
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
	dais_diags_init(&diags, d.arena);
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
