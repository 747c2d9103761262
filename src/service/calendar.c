/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/calendar.h"

#include <stdio.h>

#include "base/file.h"
#include "read/package/calendar.h"

#define CALENDAR_MAX_BYTES ((size_t)64 << 20)

bool
dais_calendar_is_file(const char *file)
{
	DAIS_ARENA_AUTO a = dais_arena_new(2 * CALENDAR_MAX_BYTES);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes;

	return dais_file_read(a, file, CALENDAR_MAX_BYTES, &bytes, &err) && dais_calendar_is(bytes);
}

static struct dais_str
plan_file(const char *file, struct dais_arena *a)
{
	struct dais_str name = dais_str_from(file);

	if (dais_str_has_suffix(name, DAIS_STR(".yaml")))
		name.n -= 5;
	else if (dais_str_has_suffix(name, DAIS_STR(".yml")))
		name.n -= 4;
	return dais_arena_printf(a, "%.*s.plan.yaml", DAIS_STR_ARG(name));
}

static bool
refuse(const char *file, struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_INVALID, "%s cannot be planned as it is", file);
}

/* The calendar, and the plan in force if there is one. */
static bool
load(const char *file, struct dais_arena *a, struct dais_calendar_answer *ret,
    struct dais_diags *diags, struct dais_err *err)
{
	struct dais_str bytes;
	const char *plan;

	*ret = (struct dais_calendar_answer){ .plan_file = plan_file(file, a) };
	plan = ret->plan_file.p;
	if (!dais_file_read(a, file, CALENDAR_MAX_BYTES, &bytes, err))
		return false;
	ret->calendar = dais_calendar_load(a, bytes, file, diags);
	if (!ret->calendar)
		return refuse(file, err);
	if (!dais_file_exists(plan))
		return true;
	if (!dais_file_read(a, plan, CALENDAR_MAX_BYTES, &bytes, err))
		return false;
	ret->before_bytes = bytes;
	ret->has_before =
	    dais_calendar_load_plan(a, bytes, plan, ret->calendar, diags, &ret->before);
	return ret->has_before || refuse(plan, err);
}

static bool
no_plan(const struct dais_calendar_answer *w, enum dais_err_code code, struct dais_err *err)
{
	(void)dais_err_set(err, code, "there is no plan yet: %.*s", DAIS_STR_ARG(w->plan_file));
	return dais_err_hint(err, "Make one with dais plan --write.");
}

typedef bool happen_fn(
    struct dais_calendar *, struct dais_str, struct dais_arena *, struct dais_err *);

static bool
happen(happen_fn *fn, const char *const *v, size_t n, struct dais_calendar *c, struct dais_arena *a,
    struct dais_err *err)
{
	for (size_t i = 0; i < n; i++) {
		if (!fn(c, dais_str_from(v[i]), a, err))
			return false;
	}
	return true;
}

static bool
solve(const struct dais_calendar_request *q, bool keeps, struct dais_arena *a,
    struct dais_calendar_answer *ret, struct dais_diags *diags, struct dais_err *err)
{
	struct dais_calendar_options opt = { .search = q->search, .now = q->now, .explain = true };

	opt.keep = keeps ? &ret->before : NULL;
	if (!dais_calendar_solve(ret->calendar, &opt, a, diags, &ret->result, err))
		return false;
	ret->is_planned = true;
	dais_calendar_judge(ret->calendar, &ret->result.plan, a, &ret->verdict);
	if (!ret->verdict.sound)
		return dais_err_set(err, DAIS_ERR_INTERNAL,
		    "the plan did not pass the independent check: %.*s",
		    DAIS_STR_ARG(ret->verdict.breaches.v[0].words));
	if (ret->has_before)
		dais_calendar_changes(
		    ret->calendar, &ret->before, &ret->result.plan, a, &ret->changes);
	return true;
}

bool
dais_calendar_plan_file(const struct dais_calendar_request *q, struct dais_arena *a,
    struct dais_calendar_answer *ret, struct dais_diags *diags, struct dais_err *err)
{
	bool keeps = q->keeps || q->n_lost || q->n_fixed || q->n_prolonged;

	if (!load(q->file, a, ret, diags, err))
		return false;
	if (keeps && !ret->has_before)
		return no_plan(ret, DAIS_ERR_CONFLICT, err);
	ret->keeps = keeps;
	ret->calendar = dais_calendar_copy(ret->calendar, a);
	return happen(dais_calendar_lose, q->lost, q->n_lost, ret->calendar, a, err) &&
	       happen(dais_calendar_fix, q->fixed, q->n_fixed, ret->calendar, a, err) &&
	       happen(dais_calendar_prolong, q->prolonged, q->n_prolonged, ret->calendar, a, err) &&
	       solve(q, keeps, a, ret, diags, err);
}

bool
dais_calendar_judge_file(const char *file, struct dais_arena *a, struct dais_calendar_answer *ret,
    struct dais_diags *diags, struct dais_err *err)
{
	if (!load(file, a, ret, diags, err))
		return false;
	if (!ret->has_before)
		return no_plan(ret, DAIS_ERR_NOT_FOUND, err);
	dais_calendar_judge(ret->calendar, &ret->before, a, &ret->verdict);
	return true;
}

/* A plan that keeps another may only replace that. */
static bool
is_as_read(const struct dais_calendar_answer *w, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str now;

	if (!w->keeps)
		return true;
	if (!dais_file_read(a, w->plan_file.p, CALENDAR_MAX_BYTES, &now, err))
		return false;
	if (dais_str_eq(now, w->before_bytes))
		return true;
	(void)dais_err_set(err, DAIS_ERR_CONFLICT, "%s was changed meanwhile; nothing was written",
	    w->plan_file.p);
	return dais_err_hint(err, "Plan again: the plan is of what it said before.");
}

bool
dais_calendar_write_plan(const struct dais_calendar_answer *w, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	size_t slash = dais_str_find_last(w->plan_file, '/');
	const char *folder;
	int held;
	bool ok;

	dais_buf_init(&out, CALENDAR_MAX_BYTES);
	dais_calendar_print_plan(w->calendar, &w->result.plan, w->result.unplaced, &out);
	folder = dais_arena_cstr(
	    a, slash == SIZE_MAX ? DAIS_STR(".") : dais_str_sub(w->plan_file, 0, slash + 1));
	held = dais_file_hold(folder);
	ok = is_as_read(w, err) && dais_file_write(w->plan_file.p, dais_buf_str(&out), err);
	dais_file_let_go(held);
	return ok;
}
