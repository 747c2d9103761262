/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests of my desk and of the list of all meetings: from the summary beside the record
 * (service/house/standing.h), never from the records themselves; names of things changed lately
 * from a few things.
 */
#include "service/house/few.h"
#include "text/text.h"
#include "web/desk/overview_priv.h"

#define COMING_MAX 60      /* packages whose tasks are looked at */
#define CHANGED_MAX 40
#define ROWS_MAX 12        /* meetings shown */
#define TASKS_MAX 24
#define DOCUMENTS_MAX 6
#define LATELY_MAX 12
#define LATELY_PORTIONS 4
#define LOOKED_AT_MAX 4000 /* rows, for whoever may read a few packages only */
#define PAGE_MAX 40
#define OVER_DAYS 31 /* from the close on: what is late then waits for nobody any more */
#define LATE_PACKAGES_MAX 12 /* coming next, whose late documents are looked at */

typedef DAIS_VEC(struct desk_state) state_vec;

struct finding {
	struct desk *d;
	struct dais_date today;
	struct dais_map seen;
	state_vec states;
};

/* ---- rows of the summary as states ---- */

/* Leaves d->matter about the package; false: the reader may not see it. */
static bool
state_of(struct finding *f, const struct dais_standing *s, struct desk_state *ret)
{
	struct desk *d = f->d;

	d->matter = dais_standing_matter(s);
	if (!dais_desk_may(d, DAIS_ACTION_READ_WORKING))
		return false;
	*ret = (struct desk_state){ .package = s->package,
		.name = s->name,
		.when = dais_desk_when(&s->place, s->opens, s->closes, d->page.language, d->arena),
		.errors = s->errors,
		.warnings = s->warnings,
		.from = s->from,
		.translates = dais_desk_translates(d) & s->languages,
		.release = s->release,
		.released_ms = s->released_ms,
		.changed = s->changed,
		.late = dais_standing_late_on(s, f->today),
		.may_edit = dais_desk_may(d, DAIS_ACTION_EDIT_ITEMS),
		.may_edit_facts = dais_desk_may(d, DAIS_ACTION_EDIT_MEETING),
		.is_over = dais_date_is_set(s->closes) &&
			   dais_date_to_days(s->closes) + OVER_DAYS < dais_date_to_days(f->today),
		.may_release = dais_desk_may(d, DAIS_ACTION_RELEASE) };
	if (dais_desk_may(d, DAIS_ACTION_SEND_NOTICE))
		ret->drafts = s->drafts;
	dais_desk_whose_format(d, s->formats, s->n_formats, ret);
	dais_desk_whose_silence(d, s, ret);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		ret->units[l].all = s->units[l].all;
		ret->units[l].of[DAIS_UNIT_DONE] = s->units[l].all - s->units[l].open;
		ret->units[l].open_facts = s->units[l].facts;
	}
	return true;
}

/* Adds those of @rows that the reader may see, until there are @max. */
static bool
take(struct finding *f, const dais_standing_package_vec *rows, size_t max)
{
	for (size_t i = 0; i < rows->n && f->states.n < max; i++) {
		struct dais_standing s;
		struct desk_state state;

		if (!dais_map_add(&f->seen, rows->v[i].package, 0))
			continue;
		if (!dais_standing_read(&rows->v[i], f->d->arena, &s, &f->d->err))
			return false;
		if (state_of(f, &s, &state))
			dais_vec_push(f->d->arena, &f->states, state);
	}
	return true;
}

/* Where a list goes on behind @row. */
static void
step(enum dais_standing_order order, const struct dais_standing_package *row, int64_t *from,
    struct dais_str *package)
{
	*from = order == DAIS_STANDING_CHANGED ? (int64_t)row->revision : row->closes_day;
	*package = row->package;
}

static bool
find_states(struct finding *f, enum dais_standing_order order, int64_t from,
    struct dais_str package, size_t max)
{
	size_t looked_at = 0, portion = max + 1;

	while (f->states.n < max && looked_at < LOOKED_AT_MAX) {
		dais_standing_package_vec rows = { 0 };

		if (!dais_standing_packages(dais_house_store(f->d->site->house), order, from,
			package, portion, f->d->arena, &rows, &f->d->err) ||
		    !take(f, &rows, max))
			return false;
		if (rows.n < portion)
			return true;
		looked_at += rows.n;
		step(order, &rows.v[rows.n - 1], &from, &package);
	}
	return true;
}

/* ---- my desk ---- */

/* The tasks of one meeting, the urgent ones first; whether there are any of these. */
static bool
tasks_of(struct finding *f, const struct desk_state *s, desk_task_vec *ret)
{
	desk_task_vec all = { 0 };
	bool any = false;

	dais_desk_tasks_of(&f->d->page, s,
	    dais_arena_printf(f->d->arena, "%.*s · %.*s",
		DAIS_STR_ARG(dais_page_words(&f->d->page, &s->name)), DAIS_STR_ARG(s->when)),
	    &all);
	for (int urgent = 1; urgent >= 0; urgent--)
		for (size_t i = 0; i < all.n; i++)
			if (all.v[i].urgent == (urgent != 0)) {
				any |= all.v[i].urgent;
				dais_vec_push(f->d->arena, ret, all.v[i]);
			}
	return any;
}

/* Meeting by meeting: those with something urgent before the others, each in the order of the
 * meetings, and those that are over behind all. */
static void
find_tasks(struct finding *f, desk_task_vec *ret)
{
	desk_task_vec *each = DAIS_NEW_N(f->d->arena, f->states.n + 1, desk_task_vec);
	bool *urgent = DAIS_NEW_N(f->d->arena, f->states.n + 1, bool);

	for (size_t i = 0; i < f->states.n; i++)
		urgent[i] = tasks_of(f, &f->states.v[i], &each[i]);
	for (int turn = 0; turn < 4; turn++)
		for (size_t i = 0; i < f->states.n; i++) {
			if (f->states.v[i].is_over != (turn >= 2) || urgent[i] == (turn % 2 != 0))
				continue;
			for (size_t k = 0; k < each[i].n && ret->n < TASKS_MAX; k++)
				dais_vec_push(f->d->arena, ret, each[i].v[k]);
		}
}

/* Late are those of meetings that are not over; that there are others, too, is a line. */
static bool
find_late(struct finding *f, struct desk_home *v, dais_document_state_vec *ret)
{
	struct desk *d = f->d;
	const struct dais_documents_query q = {
		.today = f->today, .only_late = true, .move = -1, .max = 1
	};
	dais_document_state_vec any = { 0 };
	dais_store_strs packages = { 0 };
	bool more;

	for (size_t i = 0; i < f->states.n && packages.n < LATE_PACKAGES_MAX; i++)
		if (!f->states.v[i].is_over && f->states.v[i].late)
			dais_vec_push(d->arena, &packages, f->states.v[i].package);
	if (!dais_documents_late_among(
		d->site->house, &packages, f->today, DOCUMENTS_MAX, d->arena, ret, &d->err) ||
	    !dais_documents_everywhere(
		d->site->house, d->page.actor, &q, d->arena, &any, &more, &d->err))
		return false;
	v->any_late = any.n > 0;
	return true;
}

static bool
find_due(struct desk *d, struct dais_date today, dais_document_state_vec *due)
{
	const struct dais_documents_query q = { .today = today,
		.only_open = true,
		.by_due = true,
		.due_from = today,
		.move = -1,
		.max = DOCUMENTS_MAX };
	bool more;

	if (!dais_documents_everywhere(
		d->site->house, d->page.actor, &q, d->arena, due, &more, &d->err))
		return false;
	/* Papers without a day, as those of the session, come behind all that have one. */
	while (due->n && !dais_date_is_set(due->v[due->n - 1].issue_due))
		due->n--;
	return true;
}

/* ---- what others changed ---- */

/* A package of which something was changed lately. */
struct looked_up {
	struct dais_str package;
	bool may;
};
typedef DAIS_VEC(struct looked_up) looked_up_vec;

/* The summary knows the bodies, whose roles count, too. A package that it does not know yet goes by
 * what the reader may do in the package itself. */
static bool
may_read(struct desk *d, struct dais_str package)
{
	struct dais_standing_package row;
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_matter matter = { .package = package };

	if (dais_actor_may(d->page.actor, DAIS_ACTION_READ_WORKING, &matter))
		return true;
	if (!dais_standing_package_get(
		dais_house_store(d->site->house), package, d->arena, &row, &none))
		return false;
	matter.bodies = row.bodies.v;
	matter.n_bodies = row.bodies.n;
	return dais_actor_may(d->page.actor, DAIS_ACTION_READ_WORKING, &matter);
}

static bool
may_read_known(struct desk *d, looked_up_vec *known, struct dais_str package)
{
	for (size_t i = 0; i < known->n; i++)
		if (dais_str_eq(known->v[i].package, package))
			return known->v[i].may;
	bool may = may_read(d, package);

	dais_vec_push(d->arena, known, ((struct looked_up){ package, may }));
	return may;
}

/* A line of it, with what names its things and its meeting. */
static void
tell_lately(struct desk *d, struct dais_log_entry *e, desk_lately_vec *ret)
{
	const struct dais_record *r =
	    dais_house_few(d->site->house, e->package, e->things.v, e->things.n, d->arena);
	struct dais_str meeting =
	    r ? dais_desk_package_name(r, d->page.language, d->arena) : DAIS_STR_NONE;

	dais_desk_find_sittings(d, e);
	dais_vec_push(
	    d->arena, ret, ((struct desk_lately){ e, r, meeting.n ? meeting : e->package }));
}

/* Documents that the program makes after a release: nobody's doing. */
static bool
is_of_program(const struct dais_log_entry *e)
{
	for (size_t i = 0; i < e->things.n; i++)
		if (!dais_str_is(e->things.v[i].kind, "file"))
			return false;
	return dais_str_eq(e->who, dais_actor_program().account);
}

static void
take_lately(struct desk *d, dais_log_vec *some, looked_up_vec *known, desk_lately_vec *ret)
{
	for (size_t i = 0; i < some->n && ret->n < LATELY_MAX; i++) {
		struct dais_log_entry *e = &some->v[i];

		if (e->package.n && !dais_str_eq(e->who, d->page.actor->account) &&
		    !is_of_program(e) && may_read_known(d, known, e->package))
			tell_lately(d, e, ret);
	}
}

/* In portions: most that is found is shown. */
static bool
find_lately(struct desk *d, desk_lately_vec *ret)
{
	looked_up_vec known = { 0 };
	uint64_t before = 0;

	for (int portion = 0; portion < LATELY_PORTIONS && ret->n < LATELY_MAX; portion++) {
		dais_log_vec some = { 0 };

		if (!dais_house_log_outline(d->site->house, DAIS_STR_NONE, before, LATELY_MAX,
			DAIS_DESK_LATELY_THINGS + 1, d->arena, &some, &d->err))
			return false;
		take_lately(d, &some, &known, ret);
		if (some.n < LATELY_MAX)
			break;
		before = some.v[some.n - 1].number;
	}
	return true;
}

/* ---- the page ---- */

void
dais_desk_get_home(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	desk_lately_vec lately = { 0 };
	dais_document_state_vec late = { 0 }, due = { 0 };
	struct desk_home v = { .late = &late, .due = &due, .lately = &lately };
	struct finding f = { .d = &d };

	if (!dais_desk_begin(&d, x, ctx, false))
		return;
	f.today = dais_house_today(d.site->house);
	dais_map_init(&f.seen, d.arena);
	if (!dais_standing_is_behind(d.site->house, &v.left_out, &d.err) ||
	    !find_states(
		&f, DAIS_STANDING_COMING, dais_date_to_days(f.today), DAIS_STR_NONE, COMING_MAX) ||
	    !find_states(&f, DAIS_STANDING_CHANGED, 0, DAIS_STR_NONE, f.states.n + CHANGED_MAX) ||
	    !find_late(&f, &v, &late) || !find_due(&d, f.today, &due) ||
	    !find_lately(&d, &lately)) {
		dais_desk_fail(&d);
		return;
	}
	find_tasks(&f, &v.tasks);
	v.may_create = dais_actor_may_somewhere(d.page.actor, DAIS_ACTION_CREATE_PACKAGE);
	v.rows = f.states.v;
	v.n_rows = f.states.n < ROWS_MAX ? f.states.n : ROWS_MAX;
	dais_desk_show_plain(&d, dais_page_say(&d.page, DAIS_SAY_DESK_MY_DESK), DAIS_STR_NONE);
	dais_desk_write_home(&d.page, &v);
	dais_desk_close(&d);
}

/* ---- all meetings ---- */

/* "20123:untoc-2022": closing day and name of the last one shown. */
static void
read_cursor(struct dais_str cursor, int64_t *day, struct dais_str *package)
{
	struct dais_str name = cursor, number;

	if (dais_str_next(&name, ':', &number) && name.n &&
	    dais_str_to_int(number, -DAIS_STANDING_NEVER, DAIS_STANDING_NEVER, day))
		*package = name;
}

void
dais_desk_get_meetings(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct finding f = { .d = &d };
	struct desk_meetings v = { 0 };
	struct dais_str package = DAIS_STR_NONE;
	struct dais_standing_package last;
	int64_t day;

	if (!dais_desk_begin(&d, x, ctx, false))
		return;
	f.today = dais_house_today(d.site->house);
	day = dais_date_to_days(f.today);
	v.past = dais_str_is(dais_http_query(x, "past"), "1");
	dais_map_init(&f.seen, d.arena);
	read_cursor(dais_http_query(x, "after"), &day, &package);
	if (!find_states(&f, v.past ? DAIS_STANDING_PAST : DAIS_STANDING_COMING, day, package,
		PAGE_MAX + 1)) {
		dais_desk_fail(&d);
		return;
	}
	v.rows = f.states.v;
	v.n_rows = f.states.n < PAGE_MAX ? f.states.n : PAGE_MAX;
	if (f.states.n > PAGE_MAX) {
		if (!dais_standing_package_get(dais_house_store(d.site->house),
			f.states.v[PAGE_MAX - 1].package, d.arena, &last, &d.err)) {
			dais_desk_fail(&d);
			return;
		}
		v.next = dais_arena_printf(
		    d.arena, "%lld:%.*s", (long long)last.closes_day, DAIS_STR_ARG(last.package));
	}
	dais_desk_show_plain(
	    &d, dais_page_say(&d.page, DAIS_SAY_DESK_ALL_MEETINGS), DAIS_STR("meetings"));
	dais_desk_write_meetings(&d.page, &v);
	dais_desk_close(&d);
}
