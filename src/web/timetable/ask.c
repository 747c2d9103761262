/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Having the timetable planned: the question goes to the workshop, and its answer is kept as a
 * proposal.
 */
#include "service/planning.h"
#include "web/timetable/timetable_priv.h"

/* What a reader waits for a plan, and for one that keeps as much as it can. */
#define PLAN_SECONDS 10
#define REPLAN_SECONDS 5

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

void
timetable_send_question(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_snapshot *s, const struct dais_propose_wish *wish)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str question;
	struct asking *q;

	if (!dais_propose_question(site->house, s->package, wish, p->arena, &question, &err)) {
		dais_page_problem(p, dais_http_status_of(&err), &err);
		return;
	}
	q = DAIS_NEW(p->arena, struct asking);
	*q = (struct asking){ site, x, *p, dais_arena_dup(p->arena, s->package) };
	dais_http_hold(x);
	dais_workshop_ask(site->workshop, "plan", question, planned, q);
}

void
timetable_ask(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_snapshot *s, bool keeps)
{
	struct dais_propose_wish wish = { .keeps = keeps,
		.language = p->language,
		.seconds = keeps ? REPLAN_SECONDS : PLAN_SECONDS };
	struct dais_err err = DAIS_ERR_INIT;

	if (keeps && !timetable_take_happened(x, p->arena, &wish, &err)) {
		timetable_refuse(p, s, &err, NULL, &(struct dais_edit_conflict){ 0 });
		return;
	}
	wish.now_ms = dais_house_now_ms(site->house);
	timetable_send_question(site, x, p, s, &wish);
}

void
timetable_ask_without(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *p,
    const struct dais_snapshot *s)
{
	const struct dais_record *r = s->record;
	size_t sitting = dais_sitting_find(r, dais_http_field(x, "sitting"));
	size_t item = dais_map_get(&r->item_ids, dais_http_field(x, "item"));
	struct dais_propose_wish wish = {
		.keeps = true, .compares = true, .language = p->language, .seconds = REPLAN_SECONDS
	};
	struct dais_err err = DAIS_ERR_INIT;

	if (dais_sitting_entry_of(r, sitting, item) == SIZE_MAX) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no such entry any more");
		timetable_refuse(p, s, &err, NULL, &(struct dais_edit_conflict){ 0 });
		return;
	}
	wish.now_ms = dais_house_now_ms(site->house);
	dais_vec_push(p->arena, &wish.nots,
	    dais_arena_printf(p->arena, "%.*s@%.*s", DAIS_STR_ARG(r->items.v[item].id),
		DAIS_STR_ARG(dais_local_print(p->arena, r->sittings.v[sitting].start))));
	timetable_send_question(site, x, p, s, &wish);
}
