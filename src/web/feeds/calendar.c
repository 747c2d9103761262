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

#define MEETINGS_MAX 1000 /* of one answer; a link leads to what opened before */
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

/* What the calendar is asked for. */
struct wanted {
	dais_store_strs bodies; /* and those below them; none: all */
	struct dais_date from, to; /* openings; may be unset */
	struct dais_str source; /* address of the file; may be empty */
	bool is_public;
};

static bool
find_rows(
    struct dais_page *p, const struct wanted *w, dais_index_meeting_vec *ret, struct dais_err *err)
{
	struct dais_store *store = dais_house_store(p->site->house);
	struct dais_index_meetings_query q = {
		.from = w->from, .to = w->to, .newest_first = true, .max = MEETINGS_MAX + 1
	};

	if (w->bodies.n)
		return dais_index_meetings_under(
		    store, &w->bodies, w->from, w->to, q.max, p->arena, ret, err);
	return dais_index_meetings(store, &q, p->arena, ret, err);
}

/* Of more than one answer holds the last; where those before are, programs are told (RFC 8288). */
static void
cut_rows(struct dais_page *p, const struct wanted *w, dais_index_meeting_vec *rows)
{
	struct dais_str day, self = DAIS_STR_NONE;

	if (rows->n <= MEETINGS_MAX)
		return;
	rows->n = MEETINGS_MAX;
	if (!w->is_public)
		return;
	day = dais_date_print(p->arena, rows->v[rows->n - 1].opens.date);
	for (size_t i = 0; i < w->bodies.n; i++)
		self = dais_arena_printf(p->arena, "%.*sbody=%.*s&", DAIS_STR_ARG(self),
		    DAIS_STR_ARG(dais_path_escape(p->arena, w->bodies.v[i])));
	dais_http_set_header(p->exchange, "Link",
	    dais_arena_printf(p->arena, "</%s/calendar.ics?%.*sfrom=%s&to=%.*s>; rel=\"next\"",
		dais_lang_code(p->language), DAIS_STR_ARG(self),
		dais_date_is_set(w->from)
		    ? dais_arena_cstr(p->arena, dais_date_print(p->arena, w->from))
		    : "all",
		DAIS_STR_ARG(day)));
}

static bool
events(struct dais_page *p, const struct wanted *w, struct dais_ics_meetings *ret,
    struct dais_err *err)
{
	dais_index_meeting_vec rows = { 0 };
	dais_view_meeting_vec views = { 0 };
	DAIS_VEC(struct dais_ics_meeting) v = { 0 };

	if (!find_rows(p, w, &rows, err))
		return false;
	cut_rows(p, w, &rows);
	if (!dais_portal_meetings_view(p->site, &rows, p->language, p->arena, &views, err))
		return false;
	for (size_t i = 0; i < rows.n; i++)
		if (dais_date_is_set(rows.v[i].opens.date))
			dais_vec_push(p->arena, &v,
			    event_of(p, &views.v[i], &rows.v[i], rows.v[i].released_ms));
	ret->v = v.v;
	ret->n = v.n;
	return true;
}

static void
answer_meetings(struct dais_page *p, const struct wanted *w)
{
	struct dais_ics_meetings m = { .language = p->language, .source = w->source };
	struct dais_err err = DAIS_ERR_INIT;
	int64_t stamp;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	m.name = p->site->name ? dais_str_from(p->site->name)
			       : dais_page_say(p, DAIS_SAY_COMMON_SITE_NAME);
	m.organizer = m.name;
	if (w->is_public)
		dais_http_keep(p->exchange);
	if (!dais_feed_stamp(p->site, &w->bodies, &stamp, &err)) {
		dais_portal_fail(p, &err);
		return;
	}
	if (dais_feed_known(p, stamp, w->from))
		return;
	if (!events(p, w, &m, &err) || !dais_ics_meetings_write(&m, &out, &err)) {
		dais_portal_fail(p, &err);
		return;
	}
	answer(p->exchange, &out, w->is_public);
}

/* What calendar programs want: what is to come and the year behind; by whole months, so that the
 * same is given all month. */
static struct dais_date
year_before(const struct dais_page *p)
{
	struct dais_date today = dais_house_today(p->site->house);

	return (struct dais_date){ today.year - 1, today.month, 1 };
}

/* "from" and "to": days, or from=all. */
static bool
read_window(struct dais_page *p, struct wanted *w, struct dais_err *err)
{
	struct dais_str from = dais_http_query(p->exchange, "from");
	struct dais_str to = dais_http_query(p->exchange, "to");

	if (!from.n)
		w->from = year_before(p);
	else if (!dais_str_is(from, "all") && !dais_date_parse(from, &w->from))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "from=%.*s is neither a day, as 2022-05-23, nor \"all\"", DAIS_STR_ARG(from));
	if (to.n && !dais_date_parse(to, &w->to))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "to=%.*s is no day, as 2022-05-27", DAIS_STR_ARG(to));
	return true;
}

void
dais_feed_handle_calendar(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct wanted w = { .is_public = true };
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_page_begin(ctx, x, &p))
		return;
	dais_feed_bodies(x, &w.bodies);
	w.source = address(&p, dais_feed_self(x));
	if (read_window(&p, &w, &err))
		answer_meetings(&p, &w);
	else
		dais_portal_fail(&p, &err);
}

void
dais_feed_handle_own(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_str token = dais_http_param(x, "token");
	struct dais_calendar_filter filter;
	struct wanted w = { 0 }; /* the file does not say the address: files are passed on */
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
		dais_vec_push(p.arena, &w.bodies, filter.bodies.v[i]);
	w.from = year_before(&p);
	answer_meetings(&p, &w);
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
	DAIS_BUF_AUTO out = { 0 };

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
	options.before = before ? before->record : NULL;
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
