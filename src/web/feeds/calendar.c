/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Calendars to subscribe to: the meetings of all bodies or of those asked for, and the sittings of
 * one meeting.
 */
#include "service/account/calendar_filter.h"
#include "text/text.h"
#include "web/feeds/feed.h"
#include "web/portal/load.h"
#include "write/ics/ics.h"
#include "write/ics/meetings.h"

#define MEETINGS_LOOKED_AT 2000 /* those that open last */
#define MEETINGS_MAX 500
#define TYPE "text/calendar; charset=utf-8"

static void
answer(struct dais_http_exchange *x, const struct dais_buf *out, bool is_public)
{
	dais_http_set_header(
	    x, "Content-Disposition", DAIS_STR("inline; filename=\"calendar.ics\""));
	if (is_public)
		dais_http_keep(x);
	else
		dais_http_set_header(x, "Cache-Control", DAIS_STR("private, no-cache"));
	dais_http_reply(x, 200, TYPE, dais_buf_str(out));
}

static struct dais_str
address(const struct dais_page *p, struct dais_str path)
{
	return dais_arena_printf(
	    p->arena, "%s%.*s", p->site->address ? p->site->address : "", DAIS_STR_ARG(path));
}

/* ---- meetings ---- */

static struct dais_ics_meeting
event_of(struct dais_page *p, const struct dais_view_meeting *m,
    const struct dais_index_meeting *row, int64_t modified_ms)
{
	struct dais_str host = dais_feed_host(p->site), status = DAIS_STR_NONE;
	struct dais_ics_meeting e = { .opens = m->opens.date,
		.closes = m->closes,
		.sequence = row->release ? (unsigned)row->release - 1 : 0,
		.modified_ms = modified_ms,
		.place = dais_page_words(p, &m->place),
		.category = dais_page_words(p, &m->body.name) };

	e.uid = dais_arena_printf(
	    p->arena, "%.*s/%u@%.*s", DAIS_STR_ARG(row->body), row->ordinal, DAIS_STR_ARG(host));
	e.summary = dais_text_fill(p->arena, p->language, "label-value",
	    (const struct dais_slot[]){
		{ "label", e.category }, { "value", m->gathering }, { NULL, DAIS_STR_NONE } });
	e.url = address(
	    p, dais_page_path(p, dais_arena_concat(p->arena, DAIS_STR("/meetings/"), m->package)));
	if (dais_str_is(m->status, "cancelled")) {
		e.status = DAIS_ICS_CANCELLED;
		status = dais_page_say(p, DAIS_SAY_PORTAL_CANCELLED_TEXT);
	} else if (dais_str_is(m->status, "postponed")) {
		e.status = DAIS_ICS_TENTATIVE;
		status = dais_page_say(p, DAIS_SAY_PORTAL_POSTPONED_TEXT);
	}
	e.description = status;
	return e;
}

/* When the release that says so was made; each package is asked once. */
struct moments {
	struct dais_map seen;
	DAIS_VEC(int64_t) at;
};

static bool
modified(struct dais_page *p, struct moments *m, struct dais_str package, int64_t *ret,
    struct dais_err *err)
{
	size_t i = dais_map_get(&m->seen, package);
	dais_release_vec releases = { 0 };

	if (i == DAIS_MAP_NONE) {
		if (!dais_house_releases(p->site->house, package, p->arena, &releases, err))
			return false;
		i = m->at.n;
		dais_vec_push(p->arena, &m->at, releases.n ? releases.v[0].at_ms : 0);
		(void)dais_map_add(&m->seen, package, i);
	}
	*ret = m->at.v[i];
	return true;
}

static bool
events(struct dais_page *p, const struct dais_view_bodies *all, const dais_str_vec *bodies,
    struct dais_ics_meetings *ret, struct dais_err *err)
{
	struct dais_index_meetings_query q = { .newest_first = true, .max = MEETINGS_LOOKED_AT };
	dais_index_meeting_vec rows = { 0 };
	dais_view_meeting_vec views = { 0 };
	DAIS_VEC(struct dais_ics_meeting) v = { 0 };
	struct moments moments = { .at = { 0 } };

	dais_map_init(&moments.seen, p->arena);
	if (!dais_index_meetings(dais_house_store(p->site->house), &q, p->arena, &rows, err))
		return false;
	dais_view_meetings(all, &rows, p->language, p->arena, &views);
	for (size_t i = 0; i < rows.n && v.n < MEETINGS_MAX; i++) {
		int64_t at;

		if (!dais_feed_wants(bodies, all, rows.v[i].body) ||
		    !dais_date_is_set(rows.v[i].opens.date))
			continue;
		if (!modified(p, &moments, rows.v[i].package, &at, err))
			return false;
		dais_vec_push(p->arena, &v, event_of(p, &views.v[i], &rows.v[i], at));
	}
	ret->v = v.v;
	ret->n = v.n;
	return true;
}

/* The meetings of @bodies, or of all when there are none. */
static void
answer_meetings(
    struct dais_page *p, const dais_str_vec *bodies, struct dais_str source, bool is_public)
{
	dais_index_body_vec rows = { 0 };
	struct dais_view_bodies all;
	struct dais_ics_meetings m = { .language = p->language, .source = source };
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out;

	dais_buf_init(&out, DAIS_BUF_MAX);
	m.name = p->site->name ? dais_str_from(p->site->name)
			       : dais_page_say(p, DAIS_SAY_COMMON_SITE_NAME);
	m.organizer = m.name;
	if (!dais_portal_bodies_load(p->site, p->arena, &rows, &all, &err) ||
	    !events(p, &all, bodies, &m, &err) || !dais_ics_meetings_write(&m, &out, &err)) {
		dais_portal_fail(p, &err);
		return;
	}
	answer(p->exchange, &out, is_public);
}

void
dais_feed_handle_calendar(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	dais_str_vec bodies = { 0 };

	if (!dais_page_begin(ctx, x, &p))
		return;
	dais_feed_bodies(x, &bodies);
	answer_meetings(&p, &bodies, address(&p, dais_feed_self(x)), true);
}

void
dais_feed_handle_own(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_str token = dais_http_param(x, "token");
	struct dais_calendar_filter filter;
	dais_str_vec bodies = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	bool found = false;

	if (!dais_page_begin(ctx, x, &p))
		return;
	if (dais_str_has_suffix(token, DAIS_STR(".ics")))
		token.n -= 4;
	if (!dais_calendar_find(p.site->house, token, p.arena, &filter, &found, &err) || !found) {
		if (!err.code)
			(void)dais_err_set(
			    &err, DAIS_ERR_NOT_FOUND, "there is no calendar at this address");
		dais_portal_fail(&p, &err);
		return;
	}
	for (size_t i = 0; i < filter.bodies.n; i++)
		dais_vec_push(p.arena, &bodies, filter.bodies.v[i]);
	/* The file does not say the address: files are passed on. */
	answer_meetings(&p, &bodies, DAIS_STR_NONE, false);
}

/* ---- sittings ---- */

static bool
is_called_off(const struct dais_record *r)
{
	for (size_t i = 0; i < r->together.n; i++)
		if (r->meetings.v[r->together.v[i]].status != DAIS_MEETING_CANCELLED)
			return false;
	return r->together.n > 0;
}

void
dais_feed_handle_work(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	DAIS_SNAPSHOT_AUTO now = NULL;
	DAIS_SNAPSHOT_AUTO before = NULL;
	struct dais_str package = dais_http_param(x, "package");
	struct dais_ics_options options = { .subscribed = true, .confirmed = true };
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_house_released(p.site->house, package, 0, &now, &err) ||
	    (now->release > 1 &&
		!dais_house_released(p.site->house, package, now->release - 1, &before, &err))) {
		dais_portal_fail(&p, &err);
		return;
	}
	options.sequence = now->release - 1;
	options.before = before ? &before->record->sittings : NULL;
	options.called_off = is_called_off(now->record);
	options.url = address(
	    &p, dais_page_path(&p, dais_arena_concat(p.arena, DAIS_STR("/meetings/"), package)));
	if (!dais_ics_write_version(
		now->record, p.language, now->at_ms / 1000, &options, &out, &err)) {
		/* A meeting without sittings has an empty calendar, not a broken one. */
		struct dais_ics_meetings none = { .language = p.language, .name = package };

		dais_buf_clear(&out);
		if (now->record->sittings.n || !dais_ics_meetings_write(&none, &out, &err)) {
			dais_portal_fail(&p, &err);
			return;
		}
	}
	answer(x, &out, true);
}
