/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Planning, in a child of the workshop.
 */
#include "base/file.h"
#include "base/scratch.h"
#include "plan/gather/gather.h"
#include "read/package/load.h"
#include "service/planning.h"
#include "service/publish/files.h"
#include "service/timetable/propose.h"
#include "text/message.h"

#define SECONDS_DEFAULT 10u
#define SECONDS_MAX 60u
#define EVENTS_MAX 50
#define WORDS_MAX 200u
#define WORD_BYTES 2000

struct question {
	bool keeps, compares;
	unsigned seconds;
	unsigned modality; /* 0: of the meetings; else one more than the modality */
	int64_t now_ms;
	enum dais_lang language;
	DAIS_VEC(struct dais_event) events;
	dais_store_strs happened; /* the events in their words */
};

static bool
take_events(struct dais_unpack *u,
    bool (*parse)(struct dais_str, struct dais_event *, struct dais_err *), struct dais_arena *a,
    struct question *q, struct dais_err *err)
{
	size_t n = (size_t)dais_unpack_uint(u, EVENTS_MAX);

	for (size_t i = 0; i < n; i++) {
		struct dais_str words = dais_unpack_text(u, WORD_BYTES);

		if (!parse(words, dais_vec_add(a, &q->events), err))
			return false;
		dais_vec_push(a, &q->happened, words);
	}
	return true;
}

static bool
take_question(struct dais_unpack *u, struct dais_arena *a, struct question *q, struct dais_err *err)
{
	*q = (struct question){ .keeps = dais_unpack_uint(u, 1) };
	q->seconds = (unsigned)dais_unpack_uint(u, SECONDS_MAX);
	if (!take_events(u, dais_event_parse_lost, a, q, err) ||
	    !take_events(u, dais_event_parse_overran, a, q, err) ||
	    !take_events(u, dais_event_parse_late, a, q, err) ||
	    !take_events(u, dais_event_parse_fix, a, q, err) ||
	    !take_events(u, dais_event_parse_not, a, q, err))
		return false;
	q->compares = dais_unpack_uint(u, 1);
	q->modality = (unsigned)dais_unpack_uint(u, DAIS_MODALITY_COUNT);
	q->now_ms = (int64_t)dais_unpack_uint(u, INT64_MAX);
	q->language = (enum dais_lang)dais_unpack_uint(u, DAIS_LANG_COUNT - 1);
	return true;
}

/* At most WORDS_MAX of them, and none too long to be taken back. */
struct said {
	struct dais_str v[WORDS_MAX];
	size_t n;
};

static void
say(struct said *said, struct dais_str words)
{
	if (said->n < WORDS_MAX && words.n && words.n < WORD_BYTES)
		said->v[said->n++] = words;
}

/* What the plan was asked for: the format, what is past, what happened. */
static void
pack_asked(struct dais_buf *answer, const struct question *q,
    const struct dais_planning_options *options, struct dais_arena *a)
{
	dais_pack_uint(answer, (uint64_t)options->modality);
	dais_pack_str(answer, dais_date_is_set(options->now.date)
				  ? dais_local_print(a, options->now)
				  : DAIS_STR_NONE);
	dais_pack_uint(answer, q->happened.n);
	for (size_t i = 0; i < q->happened.n; i++)
		dais_pack_str(answer, q->happened.v[i]);
}

static void
pack_words(struct dais_buf *answer, const struct said *said)
{
	dais_pack_uint(answer, said->n);
	for (size_t i = 0; i < said->n; i++)
		dais_pack_str(answer, said->v[i]);
}

/* The sittings that were planned as things, and no others. */
static void
pack_sittings(struct dais_buf *answer, struct dais_record *r, enum dais_modality planned,
    struct dais_arena *a)
{
	dais_thing_vec all = { 0 };
	size_t n = 0;

	if (planned != dais_planning_modality(r))
		r->sittings = (dais_sitting_vec){ 0 };
	for (unsigned m = 0; m < DAIS_MODALITY_COUNT; m++)
		if (m != planned || planned == dais_planning_modality(r))
			r->plans[m] = (dais_sitting_vec){ 0 };
	dais_things_of(r, a, &all);
	for (size_t i = 0; i < all.n; i++)
		n += dais_str_is(all.v[i].kind, "sitting");
	dais_pack_uint(answer, n);
	for (size_t i = 0; i < all.n; i++)
		if (dais_str_is(all.v[i].kind, "sitting"))
			dais_pack_str(answer, all.v[i].value);
}

/* What @plan costs in the wishes of the package; nothing (given 0) without one. */
static void
pack_cost(struct dais_buf *answer, const struct dais_record *r, enum dais_modality modality,
    const struct dais_plan *plan, struct dais_arena *a)
{
	struct dais_gather_options options = { .modality = modality, .from_sittings = true };
	struct dais_verdict verdict;
	struct dais_diags ignored;
	struct dais_problem *p;

	dais_diags_init(&ignored, a);
	p = plan ? dais_problem_gather(r, &options, a, &ignored) : NULL;
	dais_pack_uint(answer, p != NULL);
	if (!p)
		return;
	dais_judge(p, plan, a, &verdict);
	for (size_t k = 0; k <= DAIS_RANKS_MAX; k++)
		dais_pack_uint(answer, verdict.cost[k]);
}

/* What the search had to do without, and what there was no time for. */
static void
pack_notes(struct dais_buf *answer, const struct question *q, const struct dais_proposal *p)
{
	struct said notes = { .n = 0 };

	if (p->has_conflict && p->conflict.cut_short)
		say(&notes,
		    dais_str_from(dais_text_message_words(q->language,
			DAIS_MESSAGE("The time was up before all ways out were tried: there may "
				     "be others, also cheaper ones."))));
	if (dais_optimizer_lacks())
		say(&notes,
		    dais_str_from(dais_text_message_words(q->language, dais_optimizer_lacks())));
	pack_words(answer, &notes);
}

static void
answer_plan(struct dais_record *r, const struct question *q,
    const struct dais_planning_options *options, const struct dais_proposal *p,
    const struct dais_proposal *best, struct dais_arena *a, struct dais_buf *answer)
{
	enum dais_modality modality = options->modality;
	struct said said = { .n = 0 };

	dais_pack_uint(answer, 1);
	dais_pack_uint(answer, p->result.outcome == DAIS_OUTCOME_OPTIMAL);
	pack_asked(answer, q, options, a);
	pack_cost(answer, r, modality, p->has_before ? &p->before : NULL, a);
	pack_cost(answer, r, modality, &p->plan, a);
	pack_cost(answer, r, modality, best->has_plan ? &best->plan : NULL, a);
	dais_pack_uint(answer, best->has_plan && best->result.outcome == DAIS_OUTCOME_OPTIMAL);
	for (size_t i = 0; i < p->n_departures; i++)
		say(&said, p->departures[i].words);
	pack_words(answer, &said);
	dais_planning_put(r, p->problem, &p->plan, modality);
	pack_sittings(answer, r, modality, a);
	pack_words(answer, &(struct said){ .n = 0 });
	pack_notes(answer, q, p);
}

static void
answer_conflict(const struct question *q, const struct dais_planning_options *options,
    const struct dais_proposal *p, struct dais_arena *a, struct dais_buf *answer)
{
	struct said said = { .n = 0 }, ways = { .n = 0 };

	dais_pack_uint(answer, 0);
	dais_pack_uint(answer, p->result.outcome == DAIS_OUTCOME_INFEASIBLE);
	pack_asked(answer, q, options, a);
	for (unsigned costs = 0; costs < 3; costs++)
		dais_pack_uint(answer, 0);
	dais_pack_uint(answer, 0);
	if (p->has_conflict) {
		say(&said, p->conflict.words);
		for (size_t i = 0; i < p->conflict.ways_out.n; i++) {
			const struct dais_way_out *way = &p->conflict.ways_out.v[i];

			say(&ways, way->verified
				       ? way->words
				       : dais_text_message(a, q->language, "%.*s (not verified)",
					     DAIS_STR_ARG(way->words)));
		}
	}
	pack_words(answer, &said);
	dais_pack_uint(answer, 0);
	pack_words(answer, &ways);
	pack_notes(answer, q, p);
}

/* The beginning of the first sitting that is still to come at @now_ms; not set when none has begun,
 * or all have: a meeting that is over is planned as an exercise. */
static struct dais_local
past_of(
    const struct dais_record *r, enum dais_modality modality, int64_t now_ms, struct dais_arena *a)
{
	struct dais_gather_options options = { .modality = modality, .from_sittings = true };
	struct dais_local none = { .minute = -1 };
	struct dais_diags ignored;
	struct dais_problem *p;

	dais_diags_init(&ignored, a);
	p = now_ms ? dais_problem_gather(r, &options, a, &ignored) : NULL;
	for (size_t t = 0; p && t < p->slots.n; t++)
		if (p->slots.v[t].utc > now_ms / 1000)
			return t ? (struct dais_local){ p->slots.v[t].day, p->slots.v[t].start }
				 : none;
	return none;
}

/* The best plan when nothing of the one in force is kept. Whatever comes of it, the proposal
 * stands. */
static void
compare(const struct dais_record *r, const struct dais_planning_options *asked,
    struct dais_arena *a, struct dais_proposal *ret)
{
	struct dais_planning_options options = *asked;
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_diags diags;

	dais_diags_init(&diags, a);
	options.keeps = options.explains = false;
	options.anew = true;
	if (!dais_planning_run(r, &options, a, ret, &diags, &ignored))
		ret->has_plan = false;
}

static bool
plan(const char *folder, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)2 << 30);
	struct dais_unpack u = { .rest = question };
	struct dais_planning_options options = { .explains = true };
	struct dais_proposal proposal, best = { 0 };
	struct dais_record *r;
	struct dais_diags diags;
	struct question q;

	dais_diags_init(&diags, a);
	if (!take_question(&u, a, &q, err))
		return false;
	dais_text_diags_in(&diags, q.language);
	if (!dais_files_lay_out(&u, folder, err) || !dais_package_load(a, folder, &r, &diags, err))
		return false;
	options.modality =
	    q.modality ? (enum dais_modality)(q.modality - 1) : dais_planning_modality(r);
	options.keeps = q.keeps;
	options.events = q.events.v;
	options.n_events = q.events.n;
	options.now = past_of(r, options.modality, q.now_ms, a);
	options.search.seconds = q.seconds ? q.seconds : SECONDS_DEFAULT;
	if (!dais_planning_run(r, &options, a, &proposal, &diags, err))
		return false;
	if (!proposal.has_plan) {
		answer_conflict(&q, &options, &proposal, a, answer);
		return true;
	}
	if (q.compares)
		compare(r, &options, a, &best);
	answer_plan(r, &q, &options, &proposal, &best, a, answer);
	return true;
}

bool
dais_propose_work(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	char folder[DAIS_SCRATCH_MAX];
	bool ok;

	(void)ctx;
	if (!dais_scratch_folder(folder, err))
		return false;
	ok = plan(folder, question, answer, err);
	dais_scratch_take_away(folder);
	return ok;
}
