/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests of the timetable: looking, trying, changing, having it planned.
 */
#include "mark/json.h"
#include "web/desk/desk.h"
#include "web/timetable/timetable_priv.h"

/* ---- looking ---- */

static bool
may_edit(struct dais_page *p, const struct dais_snapshot *s)
{
	struct dais_matter matter = dais_snapshot_matter(s, NULL, p->arena);

	return dais_actor_may(p->actor, DAIS_ACTION_EDIT_TIMETABLE, &matter);
}

static void
fill_columns(struct dais_page *p, const struct dais_record *r, struct timetable_view *v)
{
	for (size_t i = 0; i < r->together.n && i < TIMETABLE_COLUMNS_MAX; i++)
		dais_vec_push(p->arena, &v->columns, r->meetings.v[r->together.v[i]].body);
}

static void
fill_view(struct dais_page *p, const struct dais_arrangement *t,
    struct dais_arrange_verdict *verdict, struct timetable_view *v)
{
	dais_arrange_judge(t, p->arena, verdict);
	*v = (struct timetable_view){ .record = t->record,
		.package = t->snapshot->package,
		.revision = t->snapshot->revision,
		.verdict = verdict,
		.chosen = DAIS_NONE,
		.may_edit = may_edit(p, t->snapshot) };
	timetable_rows(t->record, verdict, p->arena, &v->rows);
	fill_columns(p, t->record, v);
}

static void
show(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_arrange_verdict verdict;
	struct dais_arrangement t;
	struct timetable_view v;
	struct dais_page p;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	dais_arrange_begin(s, p.arena, &t);
	fill_view(&p, &t, &verdict, &v);
	v.chosen = timetable_find(t.record, dais_http_query(x, "sitting"));
	dais_desk_package_open(
	    &p, s, DESK_PART_TIMETABLE, dais_page_say(&p, DAIS_SAY_TIMETABLE_TITLE), "/timetable");
	timetable_write(&p, &v);
	dais_page_close(&p, 200);
}

static void
show_proposal(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_propose_answer answer;
	struct dais_arrange_verdict verdict;
	struct dais_arrangement t;
	struct dais_err err = DAIS_ERR_INIT;
	struct timetable_view v;
	struct dais_page p;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	if (!dais_propose_kept(site->house, s->package, p.actor->account, p.arena, &answer, &err)) {
		dais_page_problem(&p, dais_http_status_of(&err), &err);
		return;
	}
	dais_arrange_begin(s, p.arena, &t);
	if (answer.planned && !dais_propose_arrange(site->house, s, &answer, p.arena, &t, &err)) {
		dais_page_problem(&p, dais_http_status_of(&err), &err);
		return;
	}
	fill_view(&p, &t, &verdict, &v);
	v.proposal = &answer;
	v.in_force = s->record;
	dais_desk_package_open(&p, s, DESK_PART_TIMETABLE,
	    dais_page_say(&p, DAIS_SAY_TIMETABLE_PROPOSAL), "/timetable/proposal");
	timetable_write_proposal(&p, &v);
	dais_page_close(&p, 200);
}

/* ---- changing ---- */

/* "2022-05-23T10:00 2022-05-23T13:00" of field "time". */
static bool
time_of(
    struct dais_str words, struct dais_local *start, struct dais_local *end, struct dais_err *err)
{
	struct dais_str rest = words, first, second;

	if (dais_str_next(&rest, ' ', &first) && dais_str_next(&rest, ' ', &second) &&
	    dais_local_parse(first, start) && dais_local_parse(second, end) && start->minute >= 0 &&
	    end->minute >= 0)
		return true;
	return dais_err_set(err, DAIS_ERR_INVALID, "a time is missing");
}

static size_t
item_of(const struct dais_record *r, struct dais_str id)
{
	size_t at = dais_map_get(&r->item_ids, id);

	return at == DAIS_MAP_NONE ? DAIS_NONE : at;
}

static size_t
entry_of(const struct dais_record *r, size_t sitting, size_t item)
{
	for (size_t k = 0; sitting != DAIS_NONE && k < r->sittings.v[sitting].entries.n; k++)
		if (r->sittings.v[sitting].entries.v[k].item == item)
			return k;
	return SIZE_MAX;
}

static bool
add_sitting(struct dais_http_exchange *x, struct dais_arrangement *t, struct dais_err *err)
{
	const struct dais_http_request *request = dais_http_request(x);
	struct dais_local start, end;
	size_t bodies[TIMETABLE_COLUMNS_MAX], n = 0;

	for (size_t i = 0; i < request->fields.n && n < TIMETABLE_COLUMNS_MAX; i++) {
		size_t b;

		if (!dais_str_is(request->fields.v[i].name, "body"))
			continue;
		b = dais_map_get(&t->record->body_ids, request->fields.v[i].value);
		if (b != DAIS_MAP_NONE)
			bodies[n++] = b;
	}
	return time_of(dais_http_field(x, "time"), &start, &end, err) &&
	       dais_arrange_add(t, start, end, bodies, n, err);
}

/* Does what the form says to @t. */
static bool
arrange(struct dais_http_exchange *x, struct dais_arrangement *t, struct dais_err *err)
{
	struct dais_str what = dais_http_field(x, "do");
	size_t i = timetable_find(t->record, dais_http_field(x, "sitting"));
	size_t item = item_of(t->record, dais_http_field(x, "item"));
	struct dais_local start, end;

	if (dais_str_is(what, "add"))
		return add_sitting(x, t, err);
	if (dais_str_is(what, "move"))
		return time_of(dais_http_field(x, "time"), &start, &end, err) &&
		       dais_arrange_move(t, i, start, end, err);
	if (dais_str_is(what, "move-entry"))
		return dais_arrange_move_entry(t, i, entry_of(t->record, i, item),
		    timetable_find(t->record, dais_http_field(x, "to")), err);
	if (dais_str_is(what, "close-entry"))
		return dais_arrange_close_entry(t, i, entry_of(t->record, i, item), err);
	if (dais_str_is(what, "add-entry"))
		return dais_arrange_add_entry(t, i, item, err);
	if (dais_str_is(what, "close"))
		return dais_arrange_close(t, i, err);
	return dais_err_set(err, DAIS_ERR_INVALID, "nothing to do was named");
}

static void
put(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_arrangement *t, struct dais_str why)
{
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change = 0;

	dais_diags_init(&diags, p->arena);
	if (!dais_arrange_put(site->house, p->actor, t, why, &diags, &change, &conflict, &err)) {
		dais_page_problem(p, dais_http_status_of(&err), &err);
		return;
	}
	if (change)
		dais_site_changed(site, t->snapshot->package, change, false);
	dais_http_redirect(x, dais_arena_printf(p->arena, "%.*s?did=%s",
				  DAIS_STR_ARG(timetable_path(p, t->snapshot->package)),
				  change ? "saved" : "nothing"));
}

/* ---- having it planned ---- */

struct asking {
	struct dais_site *site;
	struct dais_http_exchange *x;
	struct dais_page page;
	struct dais_str package;
};

static void
planned(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct asking *q = ctx;
	struct dais_err err = DAIS_ERR_INIT;

	if (failure)
		dais_page_problem(&q->page, dais_http_status_of(failure), failure);
	else if (!dais_propose_keep(
		     q->site->house, q->package, q->page.actor->account, answer, &err))
		dais_page_problem(&q->page, dais_http_status_of(&err), &err);
	else
		dais_http_redirect(q->x, dais_arena_printf(q->page.arena, "%.*s/proposal",
					     DAIS_STR_ARG(timetable_path(&q->page, q->package))));
}

static void
ask(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_snapshot *s, bool keeps)
{
	struct dais_propose_wish wish = { .keeps = keeps, .seconds = keeps ? 5 : 10 };
	struct dais_str day = dais_http_field(x, "lost-day"),
			room = dais_http_field(x, "lost-room");
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str question;
	struct asking *q;

	if (keeps && day.n)
		dais_vec_push(p->arena, &wish.lost, day);
	if (keeps && room.n)
		dais_vec_push(p->arena, &wish.lost, room);
	if (!dais_propose_question(site->house, s->package, &wish, p->arena, &question, &err)) {
		dais_page_problem(p, dais_http_status_of(&err), &err);
		return;
	}
	q = DAIS_NEW(p->arena, struct asking);
	*q = (struct asking){ site, x, *p, dais_arena_dup(p->arena, s->package) };
	dais_http_hold(x);
	dais_workshop_ask(site->workshop, "plan", question, planned, q);
}

static void
take(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_snapshot *s)
{
	struct dais_propose_answer answer;
	struct dais_arrangement t;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_propose_kept(
		site->house, s->package, p->actor->account, p->arena, &answer, &err) ||
	    !answer.planned || !dais_propose_arrange(site->house, s, &answer, p->arena, &t, &err)) {
		dais_page_problem(p, err.code ? dais_http_status_of(&err) : 404, &err);
		return;
	}
	put(site, x, p, &t, DAIS_STR("planned"));
	(void)dais_propose_forget(site->house, s->package, p->actor->account, &err);
}

static void
change(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_str what = dais_http_field(x, "do");
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_matter matter;
	struct dais_arrangement t;
	struct dais_page p;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	matter = dais_snapshot_matter(s, NULL, p.arena);
	dais_arrange_begin(s, p.arena, &t);
	if (!dais_actor_check(p.actor, DAIS_ACTION_EDIT_TIMETABLE, &matter, &err)) {
		dais_page_problem(&p, 403, &err);
	} else if (dais_str_is(what, "plan") || dais_str_is(what, "replan")) {
		ask(site, x, &p, s, dais_str_is(what, "replan"));
	} else if (dais_str_is(what, "take")) {
		take(site, x, &p, s);
	} else if (dais_str_is(what, "forget")) {
		(void)dais_propose_forget(site->house, s->package, p.actor->account, &err);
		dais_http_redirect(x, timetable_path(&p, s->package));
	} else if (arrange(x, &t, &err)) {
		put(site, x, &p, &t, DAIS_STR_NONE);
	} else {
		dais_page_problem(&p, dais_http_status_of(&err), &err);
	}
}

/* ---- trying, while a sitting is dragged ---- */

/* {"breaches": [words]}: the hard rules a move would break that are kept now. */
static void
write_breaches(struct dais_json *w, const struct dais_arrange_verdict *before,
    const struct dais_arrange_verdict *after)
{
	dais_json_object(w);
	dais_json_key(w, "breaches");
	dais_json_array(w);
	if (!after->judged)
		dais_json_str(w, after->why);
	for (size_t i = 0; i < after->breaches.n; i++) {
		bool new = after->breaches.v[i].hard;

		for (size_t k = 0; k < before->breaches.n; k++)
			new = new &&
			      !dais_str_eq(before->breaches.v[k].words, after->breaches.v[i].words);
		if (new)
			dais_json_str(w, after->breaches.v[i].words);
	}
	dais_json_end(w);
	dais_json_end(w);
	dais_json_finish(w);
}

static void
try(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_arrange_verdict before, after;
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_local start, end;
	struct dais_arrangement t;
	struct dais_json w;
	struct dais_page p;
	DAIS_BUF_AUTO out;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	dais_buf_init(&out, (size_t)1 << 20);
	dais_json_begin(&w, &out, true);
	dais_arrange_begin(s, p.arena, &t);
	dais_arrange_judge(&t, p.arena, &before);
	if (time_of(dais_http_query(x, "time"), &start, &end, &err) &&
	    dais_arrange_move(
		&t, timetable_find(t.record, dais_http_query(x, "sitting")), start, end, &err)) {
		dais_arrange_judge(&t, p.arena, &after);
		write_breaches(&w, &before, &after);
		dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
		dais_http_reply(x, 200, "application/json", dais_buf_dup(&out, p.arena));
	} else {
		dais_http_problem(x, dais_http_status_of(&err), &err);
	}
}

#define PATH "/{language}/desk/{package}/timetable"

const struct dais_http_route dais_routes_timetable[] = {
	{ DAIS_HTTP_GET, PATH, show, 0, 0 },
	{ DAIS_HTTP_POST, PATH, change, 0, 0 },
	{ DAIS_HTTP_GET, PATH "/proposal", show_proposal, 0, 0 },
	{ DAIS_HTTP_GET, PATH "/try", try, 0, 0 },
	{ DAIS_HTTP_GET, NULL, NULL, 0, 0 },
};
