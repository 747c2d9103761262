/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests of the timetable: looking, trying, changing; having it planned is in ask.c.
 */
#include "mark/json.h"
#include "service/planning.h"
#include "web/desk/desk.h"
#include "text/message.h"
#include "text/text.h"
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

void
timetable_fill_view(struct dais_page *p, const struct dais_arrangement *t,
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
	v->day = timetable_day(v, DAIS_STR_NONE, dais_house_today(p->site->house));
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
	dais_arrange_begin(s, p.language, p.arena, &t);
	timetable_fill_view(&p, &t, &verdict, &v);
	v.chosen = dais_sitting_find(t.record, dais_http_query(x, "sitting"));
	v.day = timetable_day(&v, dais_http_query(x, "day"), dais_house_today(site->house));
	if (v.chosen != DAIS_NONE && v.may_edit)
		dais_arrange_choices(&t, v.chosen, p.arena, &v.rooms, &v.teams);
	dais_desk_package_open(
	    &p, s, DESK_PART_TIMETABLE, dais_page_say(&p, DAIS_SAY_TIMETABLE_TITLE), "/timetable");
	timetable_write(&p, &v);
	dais_page_close(&p, 200);
}

static void
show_move(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_arrange_verdict verdict;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str sitting = dais_http_query(x, "sitting");
	struct dais_arrangement t;
	struct timetable_view v;
	struct dais_matter matter;
	struct dais_why why;
	struct dais_page p;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	matter = dais_snapshot_matter(s, NULL, p.arena);
	dais_arrange_begin(s, p.language, p.arena, &t);
	timetable_fill_view(&p, &t, &verdict, &v);
	v.chosen = dais_sitting_find(t.record, sitting);
	if (v.chosen == DAIS_NONE)
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no such sitting any more");
	if (err.code || !dais_actor_check(p.actor, DAIS_ACTION_EDIT_TIMETABLE, &matter, &err)) {
		dais_page_problem(&p, dais_http_status_of(&err), &err);
		return;
	}
	/* A timetable that cannot be judged can still be arranged. */
	if (dais_why_sitting(&t, v.chosen, p.arena, &why, &err))
		v.why = &why;
	dais_desk_package_open(&p, s, DESK_PART_TIMETABLE,
	    dais_page_say(&p, DAIS_SAY_TIMETABLE_MOVE_TITLE),
	    dais_arena_printf(p.arena, "/timetable/move?sitting=%.*s",
		DAIS_STR_ARG(dais_path_escape(p.arena, sitting)))
		.p);
	timetable_write_move(&p, &v);
	dais_page_close(&p, 200);
}

static void
show_why(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_arrange_verdict verdict;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_arrangement t;
	struct timetable_view v;
	struct dais_why why;
	struct dais_page p;
	size_t sitting, item;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	dais_arrange_begin(s, p.language, p.arena, &t);
	sitting = dais_sitting_find(t.record, dais_http_query(x, "sitting"));
	item = dais_map_get(&t.record->item_ids, dais_http_query(x, "item"));
	if (!dais_why(
		&t, sitting, dais_sitting_entry_of(t.record, sitting, item), p.arena, &why, &err)) {
		dais_page_problem(&p, dais_http_status_of(&err), &err);
		return;
	}
	timetable_fill_view(&p, &t, &verdict, &v);
	v.why = &why;
	dais_desk_package_open(&p, s, DESK_PART_TIMETABLE,
	    dais_page_say(&p, DAIS_SAY_TIMETABLE_WHY_TITLE),
	    dais_arena_printf(p.arena, "/timetable/why?sitting=%.*s&item=%.*s",
		DAIS_STR_ARG(dais_path_escape(p.arena, dais_http_query(x, "sitting"))),
		DAIS_STR_ARG(dais_path_escape(p.arena, dais_http_query(x, "item"))))
		.p);
	timetable_write_why(&p, &v);
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
	struct timetable_format f;
	struct timetable_view v;
	struct dais_page p;
	bool other;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	if (!dais_propose_kept(site->house, s->package, p.actor->account, p.arena, &answer, &err)) {
		dais_page_problem(&p, dais_http_status_of(&err), &err);
		return;
	}
	dais_arrange_begin(s, p.language, p.arena, &t);
	if (answer.planned &&
	    !dais_propose_arrange(site->house, s, &answer, p.language, p.arena, &t, &err)) {
		dais_page_problem(&p, dais_http_status_of(&err), &err);
		return;
	}
	timetable_fill_view(&p, &t, &verdict, &v);
	v.proposal = &answer;
	v.in_force = s->record;
	other = answer.planned && answer.modality != dais_planning_modality(s->record);
	if (other)
		timetable_fill_format(&p, &t, s, answer.modality, &f);
	dais_desk_package_open(&p, s, DESK_PART_TIMETABLE,
	    dais_page_say(&p, DAIS_SAY_TIMETABLE_PROPOSAL), "/timetable/proposal");
	timetable_write_proposal(&p, &v, other ? &f : NULL);
	dais_page_close(&p, 200);
}

/* ---- changing ---- */

/* Day or hours, whichever cannot be read; the end when all can. */
static const char *
hours_field(const struct dais_page *p)
{
	struct dais_str day = dais_http_field(p->exchange, "day");
	struct dais_str from = dais_http_field(p->exchange, "from");
	struct dais_err ignored = DAIS_ERR_INIT;

	if (!day.n || !dais_desk_read_iso(p, &day, DAIS_SAY_TIMETABLE_DAY, &ignored))
		return "day";
	ignored = (struct dais_err)DAIS_ERR_INIT;
	return dais_desk_read_clock(p, &from, DAIS_SAY_TIMETABLE_FROM, &ignored) ? "until" : "from";
}

/* The field of each form that a refusal is about. */
static const char *
field_of(const struct dais_page *p, struct dais_str act)
{
	static const struct {
		const char *act, *field;
	} fields[] = { { "add", "body" }, { "move", "time" }, { "services", "room" },
		{ "minutes", "minutes" }, { "move-entry", "to" }, { "add-entry", "item" } };

	if (dais_str_is(act, "hours"))
		return hours_field(p);
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (dais_str_is(act, fields[i].act))
			return fields[i].field;
	return NULL;
}

void
timetable_refuse(struct dais_page *p, const struct dais_snapshot *s, const struct dais_err *err,
    const struct dais_diags *diags, const struct dais_edit_conflict *conflict)
{
	struct dais_desk_again again = { .x = p->exchange };
	const char *field = field_of(p, dais_http_field(p->exchange, "do"));
	struct dais_arrange_verdict verdict;
	struct dais_arrangement t;
	struct timetable_view v;
	bool has_field; /* the form is shown again, with the field */

	dais_arrange_begin(s, p->language, p->arena, &t);
	timetable_fill_view(p, &t, &verdict, &v);
	v.again = &again;
	v.chosen = dais_sitting_find(t.record, dais_http_field(p->exchange, "sitting"));
	if (v.chosen != DAIS_NONE)
		dais_arrange_choices(&t, v.chosen, p->arena, &v.rooms, &v.teams);
	has_field = field && (v.chosen != DAIS_NONE ||
				 dais_str_is(dais_http_field(p->exchange, "do"), "add"));
	again.is_overtaken = has_field && err->code == DAIS_ERR_CONFLICT && conflict->who.n;
	if (has_field && err->code == DAIS_ERR_INVALID && !(diags && diags->errors))
		dais_desk_again_err(&again, p, field, err);
	/* The day that was asked for, when a time was. */
	v.day = timetable_day(&v, dais_str_sub(dais_http_field(p->exchange, "time"), 0, 10),
	    dais_house_today(p->site->house));
	dais_desk_package_open(
	    p, s, DESK_PART_TIMETABLE, dais_page_say(p, DAIS_SAY_TIMETABLE_TITLE), "/timetable");
	dais_desk_write_refusal(p, err, diags, conflict, &again);
	timetable_write(p, &v);
	dais_page_close(p, dais_http_status_of(err));
}

/* The page of the sitting of the first body that sits at @shown, or of its day where the form asks
 * for that, or of the timetable. */
static struct dais_str
path_to(const struct dais_page *p, const struct dais_arrangement *t, struct dais_local shown,
    uint64_t change)
{
	struct dais_str path = timetable_path(p, t->snapshot->package);
	const char *did =
	    change ? dais_arena_printf(p->arena, "saved&change=%llu", (unsigned long long)change).p
		   : "nothing";

	if (shown.minute >= 0 && dais_str_is(dais_http_field(p->exchange, "then"), "day"))
		return dais_arena_printf(p->arena, "%.*s?did=%s&day=%.*s", DAIS_STR_ARG(path), did,
		    DAIS_STR_ARG(dais_date_print(p->arena, shown.date)));
	for (size_t i = 0; shown.minute >= 0 && i < t->record->sittings.n; i++)
		if (dais_local_cmp(t->record->sittings.v[i].start, shown) == 0)
			return dais_arena_printf(p->arena, "%.*s?did=%s&sitting=%.*s#sitting",
			    DAIS_STR_ARG(path), did,
			    DAIS_STR_ARG(dais_path_escape(
				p->arena, dais_sitting_name(t->record, i, p->arena))));
	return dais_arena_printf(p->arena, "%.*s?did=%s", DAIS_STR_ARG(path), did);
}

static bool
put(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_arrangement *t, struct dais_str why, struct dais_local shown)
{
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_SNAPSHOT_AUTO now = NULL;
	struct dais_diags diags;
	uint64_t change = 0;

	dais_diags_init(&diags, p->arena);
	dais_text_diags_in(&diags, p->language);
	if (!dais_arrange_put(site->house, p->actor, t, why, &diags, &change, &conflict, &err)) {
		struct dais_err none = DAIS_ERR_INIT;

		if (dais_house_working(site->house, t->snapshot->package, &now, &none))
			timetable_refuse(p, now, &err, &diags, &conflict);
		else
			dais_page_problem(p, dais_http_status_of(&err), &err);
		return false;
	}
	if (change)
		dais_site_changed(site, t->snapshot->package, change, false);
	dais_http_redirect(x, path_to(p, t, shown, change));
	return true;
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
	    !answer.planned ||
	    !dais_propose_arrange(site->house, s, &answer, p->language, p->arena, &t, &err)) {
		dais_page_problem(p, err.code ? dais_http_status_of(&err) : 404, &err);
		return;
	}
	if (put(site, x, p, &t, DAIS_STR("planned"), (struct dais_local){ .minute = -1 }))
		(void)dais_propose_forget(site->house, s->package, p->actor->account, &err);
}

/* What a form says, its day and hours as they were typed made "2022-05-23" and "10:00". */
static bool
read_said(const struct dais_page *p, const dais_http_pairs *sent, dais_http_pairs *ret,
    struct dais_err *err)
{
	for (size_t i = 0; i < sent->n; i++) {
		struct dais_http_pair one = sent->v[i];

		if (dais_str_is(one.name, "day") &&
		    !dais_desk_read_iso(p, &one.value, DAIS_SAY_TIMETABLE_DAY, err))
			return false;
		if (dais_str_is(one.name, "from") &&
		    !dais_desk_read_clock(p, &one.value, DAIS_SAY_TIMETABLE_FROM, err))
			return false;
		if (dais_str_is(one.name, "until") &&
		    !dais_desk_read_clock(p, &one.value, DAIS_SAY_TIMETABLE_UNTIL, err))
			return false;
		dais_vec_push(p->arena, ret, one);
	}
	return true;
}

/* Arranges by hand, as the form says. */
static void
arrange(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_snapshot *s)
{
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT, none = DAIS_ERR_INIT;
	struct dais_arrangement t;
	dais_http_pairs said = { 0 };
	struct dais_local shown;
	int64_t seen = 0;

	(void)dais_str_to_int(dais_http_field(x, "seen"), 0, INT64_MAX, &seen);
	dais_arrange_begin(s, p->language, p->arena, &t);
	t.seen = (uint64_t)seen;
	if (read_said(p, &dais_http_request(x)->fields, &said, &err) &&
	    dais_sitting_act(&said, &t, &shown, &err)) {
		(void)put(site, x, p, &t, DAIS_STR_NONE, shown);
		return;
	}
	/* What is not there any more is someone's doing, who is named. */
	if (err.code == DAIS_ERR_NOT_FOUND &&
	    dais_arrange_overtaken(site->house, s->package, t.seen, p->arena, &conflict, &none))
		err.code = DAIS_ERR_CONFLICT;
	timetable_refuse(p, s, &err, NULL, &conflict);
}

static void
change(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_str what = dais_http_field(x, "do");
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_matter matter;
	struct dais_page p;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	matter = dais_snapshot_matter(s, NULL, p.arena);
	if (!dais_actor_check(p.actor, DAIS_ACTION_EDIT_TIMETABLE, &matter, &err)) {
		dais_page_problem(&p, 403, &err);
	} else if (dais_str_is(what, "plan") || dais_str_is(what, "replan")) {
		timetable_ask(site, x, &p, s, dais_str_is(what, "replan"));
	} else if (dais_str_is(what, "without")) {
		timetable_ask_without(site, x, &p, s);
	} else if (dais_str_is(what, "take")) {
		take(site, x, &p, s);
	} else if (dais_str_is(what, "forget")) {
		(void)dais_propose_forget(site->house, s->package, p.actor->account, &err);
		dais_http_redirect(x, timetable_path(&p, s->package));
	} else {
		arrange(site, x, &p, s);
	}
}

/* ---- trying, while a sitting is dragged or a form filled in ---- */

/* {"breaches": [sentences]}: the hard rules that would be broken and are kept now. */
static void
write_breaches(const struct dais_page *p, struct dais_json *w,
    const struct dais_arrange_verdict *before, const struct dais_arrange_verdict *after)
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
			dais_json_str(w, dais_text_capitalise(
					     p->arena, p->language, after->breaches.v[i].words));
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
	struct dais_arrangement t;
	dais_http_pairs said = { 0 };
	struct dais_local shown;
	struct dais_json w;
	struct dais_page p;
	DAIS_BUF_AUTO out = { 0 };

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	dais_buf_init(&out, (size_t)1 << 20);
	dais_json_begin(&w, &out, true);
	dais_arrange_begin(s, p.language, p.arena, &t);
	dais_arrange_judge(&t, p.arena, &before);
	if (read_said(&p, &dais_http_request(x)->query, &said, &err) &&
	    dais_sitting_act(&said, &t, &shown, &err)) {
		dais_arrange_judge(&t, p.arena, &after);
		write_breaches(&p, &w, &before, &after);
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
	{ DAIS_HTTP_GET, PATH "/move", show_move, 0, 0 },
	{ DAIS_HTTP_GET, PATH "/why", show_why, 0, 0 },
	{ DAIS_HTTP_GET, PATH "/format", timetable_show_format, 0, 0 },
	{ DAIS_HTTP_POST, PATH "/format", timetable_change_format, 0, 0 },
	{ DAIS_HTTP_GET, NULL, NULL, 0, 0 },
};
