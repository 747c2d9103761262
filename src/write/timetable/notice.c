/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The notice of a change of format. Source: R-HYB-02, R-HYB-06, R-HYB-07 (doc/findings.md).
 */
#include "text/text.h"
#include "write/timetable/build_priv.h"
#include "write/timetable/page_priv.h"
#include "write/timetable/say.h"
#include "write/timetable/text_priv.h"

#define END { NULL, DAIS_STR_NONE }

static bool
is_for(const struct dais_approval *one, size_t meeting)
{
	for (size_t i = 0; i < one->meetings.n; i++) {
		if (one->meetings.v[i] == meeting)
			return true;
	}
	return false;
}

size_t
dais_timetable_approval(const struct dais_record *r, enum dais_modality modality)
{
	for (size_t i = r->approvals.n; i-- > 0;) { /* the last one is the one in force */
		const struct dais_approval *one = &r->approvals.v[i];
		bool all = dais_str_is(one->object, "format") && r->together.n &&
			   (!one->has_modality || one->modality == modality);

		for (size_t k = 0; k < r->together.n; k++)
			all = all && is_for(one, r->together.v[k]);
		if (all)
			return i;
	}
	return DAIS_NONE;
}

/* Who approves: the body that has approved other things of these meetings, else the organ that
 * the rule names. */
static struct dais_str
approver(const struct dais_record *r, enum dais_lang l)
{
	for (size_t i = 0; i < r->approvals.n; i++) {
		const struct dais_approval *one = &r->approvals.v[i];

		if (r->together.n && is_for(one, r->together.v[0]) && one->by != DAIS_NONE)
			return dais_timetable_words(l, &r->bodies.v[one->by].name);
	}
	return dais_text_term(l, "extended-bureau");
}

static struct dais_str
approval_words(const struct dais_timetable_notice *n, enum dais_lang l, struct dais_arena *a)
{
	const struct dais_record *r = n->plans.record;
	const struct dais_approval *one;

	if (n->approval == DAIS_NONE)
		return dais_text_fill(a, l, "notice-approval-needed",
		    (const struct dais_slot[]){ { "body", approver(r, l) }, END });
	one = &r->approvals.v[n->approval];
	return dais_text_fill(a, l,
	    dais_str_is(one->method, "silence") ? "notice-approved-silence" : "notice-approved",
	    (const struct dais_slot[]){ { "date", dais_text_date(a, l, one->date) },
		{ "body", one->by == DAIS_NONE
			      ? dais_text_term(l, "extended-bureau")
			      : dais_timetable_words(l, &r->bodies.v[one->by].name) },
		END });
}

static const struct dais_sitting *
first_of(const dais_sitting_vec *v)
{
	const struct dais_sitting *first = NULL;

	for (size_t i = 0; i < v->n; i++) {
		if (!first || dais_local_cmp(v->v[i].start, first->start) < 0)
			first = &v->v[i];
	}
	return first;
}

/* Delegations have to know when to be there: where the first sitting begins at another time. */
static void
say_first_sitting(const struct dais_timetable_notice *n, enum dais_lang l, struct dais_arena *a,
    dais_str_lines *ret)
{
	const struct dais_sitting *before = first_of(n->plans.before),
				  *after = first_of(n->plans.after);

	if (!before || !after || !dais_local_cmp(before->start, after->start))
		return;
	dais_vec_push(a, ret,
	    dais_text_fill(a, l, "notice-first-sitting",
		(const struct dais_slot[]){
		    { "after", dais_text_day_hours(a, l, after->start, after->end) },
		    { "before", dais_text_day_hours(a, l, before->start, before->end) }, END }));
}

/* The paragraphs of the notice. */
static dais_str_lines
paragraphs(const struct dais_timetable_notice *n, enum dais_lang l, struct dais_arena *a)
{
	const struct dais_slot formats[] = { { "after", dais_timetable_modality(
							    l, n->plans.modality_after) },
		{ "before", dais_timetable_modality(l, n->plans.modality_before) }, END };
	dais_str_lines ret = { NULL, 0, 0 };

	if (dais_date_is_set(n->date))
		dais_vec_push(a, &ret,
		    dais_text_fill(a, l, "notice-issued",
			(const struct dais_slot[]){
			    { "date", dais_text_date(a, l, n->date) }, END }));
	dais_vec_push(a, &ret,
	    dais_text_fill(a, l,
		n->approval == DAIS_NONE ? "notice-format-planned" : "notice-format", formats));
	dais_vec_push(a, &ret, approval_words(n, l, a));
	dais_vec_push(a, &ret, dais_text_phrase(l, "notice-unchanged"));
	say_first_sitting(n, l, a, &ret);
	dais_timetable_shortfall(&n->plans, l, a, &ret);
	return ret;
}

void
dais_timetable_notice_lines(const struct dais_timetable_notice *n, enum dais_lang l,
    struct dais_arena *a, dais_str_lines *ret)
{
	*ret = paragraphs(n, l, a);
}

static struct dais_timetable *
new_plan(const struct dais_timetable_notice *n, enum dais_lang l, struct dais_arena *a)
{
	const struct dais_timetable_options opt = { .name_modality = true,
		.modality = n->plans.modality_after,
		.before = n->plans.before,
		.notes = n->plans.notes };
	struct dais_timetable *t = dais_timetable_new(n->plans.record, n->plans.after, l, &opt, a);

	t->now_name = t->modality;
	t->before_name = dais_timetable_modality(l, n->plans.modality_before);
	return t;
}

void
dais_timetable_notice_text(const struct dais_timetable_notice *n, enum dais_lang l,
    const struct dais_timetable_text_options *opt, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct text x = { .t = new_plan(n, l, a), .l = l };
	dais_str_lines v = paragraphs(n, l, a);

	dais_text_start(&x, opt, out, a);
	dais_text_title(&x, dais_text_heading(&x, "notice-title"), DAIS_STR_NONE);
	for (size_t i = 0; i < v.n; i++)
		dais_text_say(&x, v.v[i], STYLE_PLAIN);
	if (opt->totals)
		dais_text_totals(&x);
	dais_text_notes(&x);
}

bool
dais_timetable_notice_page(const struct dais_timetable_notice *n, enum dais_lang l,
    struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct page p = { .a = a, .l = l };
	struct dais_timetable *t = new_plan(n, l, a);
	dais_str_lines v = paragraphs(n, l, a);
	struct dais_str title = dais_web_page_phrase(&p, "notice-title");

	dais_web_page_begin(&p, out, l, title);
	dais_web_page_head(&p, t, title);
	for (size_t i = 0; i < v.n; i++)
		dais_web_page_elem(&p, "p", "lead", v.v[i]);
	dais_web_page_elem(&p, "h2", NULL,
	    dais_text_fill(a, l, "label-value",
		(const struct dais_slot[]){
		    { "label", t->title }, { "value", t->modality }, END }));
	dais_web_page_grid(&p, t, "timetable");
	dais_web_page_totals(&p, t);
	dais_web_page_notes(&p, t);
	dais_web_page_end(&p);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "web page is too big");
	return true;
}
