/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Proposals of the planner, and the format of the meetings.
 */
#include "service/planning.h"
#include "service/timetable/format.h"
#include "service/timetable/propose.h"
#include "web/api/api_priv.h"

#define SECONDS_DEFAULT 10

/* ---- proposals ---- */

static void
put_cost(struct dais_json *w, const char *key, const struct dais_propose_cost *cost)
{
	if (!cost->given)
		return;
	dais_json_key(w, key);
	dais_json_array(w);
	for (size_t k = 1; k <= DAIS_RANKS_MAX; k++)
		dais_json_int(w, (int64_t)cost->rank[k]);
	dais_json_end(w);
}

/* As the package format has it. */
static void
put_sitting(struct dais_api_call *c, struct dais_str json)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_json_value *v;

	if (dais_json_parse(c->a, json, &v, &ignored))
		dais_json_put(&c->json, v);
}

static void
put_strs(struct dais_json *w, const dais_store_strs *v)
{
	for (size_t i = 0; i < v->n; i++)
		dais_json_str(w, v->v[i]);
}

static void
give_proposal(struct dais_api_call *c, const struct dais_propose_answer *p)
{
	struct dais_json *w = &c->json;

	dais_json_object(w);
	dais_json_pair_bool(w, "planned", p->planned);
	dais_json_pair_bool(w, "proven", p->proven);
	dais_json_pair_c(w, "modality", dais_modality_name(p->modality));
	if (dais_date_is_set(p->past.date))
		dais_json_pair(w, "past", dais_local_print(c->a, p->past));
	dais_json_key(w, "sittings");
	dais_json_array(w);
	for (size_t i = 0; i < p->sittings.n; i++)
		put_sitting(c, p->sittings.v[i].value);
	dais_json_end(w);
	dais_json_key(w, "costs");
	dais_json_object(w);
	put_cost(w, "in-force", &p->in_force);
	put_cost(w, "proposed", &p->proposed);
	dais_json_end(w);
	dais_json_key(w, "messages");
	dais_json_array(w);
	put_strs(w, &p->words);
	put_strs(w, &p->ways);
	dais_json_end(w);
	dais_json_key(w, "notes");
	dais_json_array(w);
	put_strs(w, &p->notes);
	dais_json_end(w);
	dais_json_end(w);
	dais_api_give(c, 0);
}

static void
read_strs(struct dais_api_call *c, const char *key, dais_store_strs *ret)
{
	const struct dais_json_value *v = dais_json_get(c->body, key);

	for (size_t i = 0; v && i < v->members.n; i++)
		dais_vec_push(c->a, ret, v->members.v[i].value->text);
}

struct asking {
	struct dais_api_call *call;
	struct dais_str package;
};

static void
planned(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct asking *q = ctx;
	struct dais_api_call *c = q->call;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_propose_answer proposal;

	if (failure)
		dais_api_fail(c, failure);
	else if (!dais_propose_keep(c->site->house, q->package, c->actor->account, answer, &err) ||
		 !dais_propose_read(answer, c->a, &proposal, &err))
		dais_api_fail(c, &err);
	else
		give_proposal(c, &proposal);
	dais_api_end_held(c);
}

void
dais_api_proposal_add(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_propose_wish wish = { .keeps = dais_json_get_bool(c->body, "keep"),
		.language = dais_api_said_in(c),
		.now_ms = dais_house_now_ms(c->site->house),
		.seconds = (unsigned)dais_json_get_int(c->body, "seconds", SECONDS_DEFAULT) };
	int modality = dais_modality_parse(dais_json_get_str(c->body, "modality"));
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str question;
	struct asking *q;

	if (!dais_api_working(c, DAIS_ACTION_EDIT_TIMETABLE, NULL, &s))
		return;
	read_strs(c, "lost", &wish.lost);
	read_strs(c, "overran", &wish.overran);
	read_strs(c, "late", &wish.late);
	read_strs(c, "fix", &wish.fixed);
	read_strs(c, "not", &wish.nots);
	wish.has_modality = modality >= 0;
	wish.modality = modality < 0 ? DAIS_MODALITY_IN_PERSON : (enum dais_modality)modality;
	if (!dais_propose_question(c->site->house, s->package, &wish, c->a, &question, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	q = DAIS_NEW(c->a, struct asking);
	q->package = dais_arena_dup(c->a, s->package);
	q->call = dais_api_hold(c);
	dais_workshop_ask(c->site->workshop, "plan", question, planned, q);
}

/* The proposal of the caller; answers and gives false when there is none. */
static bool
kept(struct dais_api_call *c, const struct dais_snapshot *s, struct dais_propose_answer *ret)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (dais_propose_kept(c->site->house, s->package, c->actor->account, c->a, ret, &err))
		return true;
	dais_api_fail(c, &err);
	return false;
}

void
dais_api_proposal(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_propose_answer proposal;

	if (dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s) && kept(c, s, &proposal))
		give_proposal(c, &proposal);
}

void
dais_api_proposal_take(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT, ignored = DAIS_ERR_INIT;
	struct dais_propose_answer proposal;
	struct dais_arrangement t;
	struct dais_diags diags;
	uint64_t seen, change = 0;

	dais_api_diags(c, &diags);
	if (!dais_api_if_match(c, &seen) ||
	    !dais_api_working(c, DAIS_ACTION_EDIT_TIMETABLE, NULL, &s) || !kept(c, s, &proposal))
		return;
	if (!proposal.planned)
		(void)dais_err_set(&err, DAIS_ERR_CONFLICT, "the proposal is no timetable");
	else if (dais_propose_arrange(
		     c->site->house, s, &proposal, dais_api_said_in(c), c->a, &t, &err))
		t.seen = seen == DAIS_ANY ? 0 : seen;
	if (err.code || !dais_arrange_put(c->site->house, c->actor, &t, DAIS_STR("planned"), &diags,
			    &change, &conflict, &err)) {
		dais_api_fail_edit(c, &conflict, &err, &diags);
		return;
	}
	(void)dais_propose_forget(c->site->house, s->package, c->actor->account, &ignored);
	if (change)
		dais_site_changed(c->site, s->package, change, false);
	dais_api_give_change(c, change);
}

void
dais_api_proposal_drop(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_propose_answer proposal;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_api_working(c, DAIS_ACTION_EDIT_TIMETABLE, NULL, &s) || !kept(c, s, &proposal))
		return;
	if (dais_propose_forget(c->site->house, s->package, c->actor->account, &err))
		dais_api_give_nothing(c);
	else
		dais_api_fail(c, &err);
}

/* ---- format ---- */

/* What the body says of a format; INVALID. */
static bool
take_wish(struct dais_api_call *c, const struct dais_snapshot *s, uint64_t seen,
    struct dais_format_change *ret, struct dais_err *err)
{
	struct dais_str approved = dais_json_get_str(c->body, "approved");
	int modality = dais_modality_parse(dais_json_get_str(c->body, "modality"));

	*ret = (struct dais_format_change){ .by = dais_json_get_str(c->body, "by"),
		.method = dais_json_get_str(c->body, "method"),
		.to =
		    modality < 0 ? dais_planning_modality(s->record) : (enum dais_modality)modality,
		.seen = seen == DAIS_ANY ? 0 : seen };
	if (!ret->method.n)
		ret->method = DAIS_STR("other");
	if (modality < 0)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "modality is in-person, hybrid or online");
	if (approved.n && !dais_date_parse(approved, &ret->approved))
		return dais_err_set(err, DAIS_ERR_INVALID, "approved is no date as 2022-05-16");
	return true;
}

static void
change_format(struct dais_api_call *c, bool approves)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_format_change wanted;
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t seen, change = 0;
	bool done;

	dais_api_diags(c, &diags);
	if (!dais_api_if_match(c, &seen) ||
	    !dais_api_working(
		c, approves ? DAIS_ACTION_APPROVE_FORMAT : DAIS_ACTION_EDIT_TIMETABLE, NULL, &s))
		return;
	done = take_wish(c, s, seen, &wanted, &err) &&
	       (approves ? dais_format_approve(c->site->house, c->actor, s, &wanted, &diags,
			       &change, &conflict, &err)
			 : dais_format_switch(c->site->house, c->actor, s, &wanted, &diags, &change,
			       &conflict, &err));
	if (!done) {
		dais_api_fail_edit(c, &conflict, &err, &diags);
		return;
	}
	if (change)
		dais_site_changed(c->site, s->package, change, false);
	dais_api_give_change(c, change);
}

void
dais_api_format(struct dais_api_call *c)
{
	change_format(c, false);
}

void
dais_api_format_approve(struct dais_api_call *c)
{
	change_format(c, true);
}
