/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Planning, in a child of the workshop.
 */
#include "base/file.h"
#include "read/package/load.h"
#include "service/planning.h"
#include "service/publish/files.h"
#include "service/timetable/propose.h"

#define SECONDS_DEFAULT 10u
#define SECONDS_MAX 60u
#define EVENTS_MAX 50
#define WORDS_MAX 200u
#define WORD_BYTES 2000

struct question {
	bool keeps;
	unsigned seconds;
	DAIS_VEC(struct dais_event) events;
};

static bool
take_events(struct dais_unpack *u,
    bool (*parse)(struct dais_str, struct dais_event *, struct dais_err *), struct dais_arena *a,
    struct question *q, struct dais_err *err)
{
	size_t n = (size_t)dais_unpack_uint(u, EVENTS_MAX);

	for (size_t i = 0; i < n; i++)
		if (!parse(dais_unpack_text(u, WORD_BYTES), dais_vec_add(a, &q->events), err))
			return false;
	return true;
}

static bool
take_question(struct dais_unpack *u, struct dais_arena *a, struct question *q, struct dais_err *err)
{
	*q = (struct question){ .keeps = dais_unpack_uint(u, 1) };
	q->seconds = (unsigned)dais_unpack_uint(u, SECONDS_MAX);
	return take_events(u, dais_event_parse_lost, a, q, err) &&
	       take_events(u, dais_event_parse_overran, a, q, err) &&
	       take_events(u, dais_event_parse_late, a, q, err) &&
	       take_events(u, dais_event_parse_fix, a, q, err);
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

static void
pack_words(struct dais_buf *answer, const struct said *said)
{
	dais_pack_uint(answer, said->n);
	for (size_t i = 0; i < said->n; i++)
		dais_pack_str(answer, said->v[i]);
}

/* The sittings of the timetable as things; contingency plans are left as they are. */
static void
pack_sittings(struct dais_buf *answer, struct dais_record *r, struct dais_arena *a)
{
	dais_thing_vec all = { 0 };
	size_t n = 0;

	for (int m = 0; m < DAIS_MODALITY_COUNT; m++)
		r->plans[m] = (dais_sitting_vec){ 0 };
	dais_things_of(r, a, &all);
	for (size_t i = 0; i < all.n; i++)
		n += dais_str_is(all.v[i].kind, "sitting");
	dais_pack_uint(answer, n);
	for (size_t i = 0; i < all.n; i++)
		if (dais_str_is(all.v[i].kind, "sitting"))
			dais_pack_str(answer, all.v[i].value);
}

static void
answer_plan(struct dais_record *r, const struct dais_proposal *p, struct dais_arena *a,
    struct dais_buf *answer)
{
	struct said said = { .n = 0 };

	dais_pack_uint(answer, 1);
	dais_pack_uint(answer, p->result.outcome == DAIS_OUTCOME_OPTIMAL);
	for (size_t i = 0; i < p->n_departures; i++)
		say(&said, p->departures[i].words);
	pack_words(answer, &said);
	dais_planning_put(r, p->problem, &p->plan, dais_planning_modality(r));
	pack_sittings(answer, r, a);
}

static void
answer_conflict(const struct dais_proposal *p, struct dais_buf *answer)
{
	struct said said = { .n = 0 };

	dais_pack_uint(answer, 0);
	dais_pack_uint(answer, p->has_conflict);
	if (p->has_conflict) {
		say(&said, p->conflict.words);
		for (size_t i = 0; i < p->conflict.ways_out.n; i++)
			say(&said, p->conflict.ways_out.v[i].words);
	}
	pack_words(answer, &said);
	dais_pack_uint(answer, 0);
}

static bool
plan(const char *folder, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)2 << 30);
	struct dais_unpack u = { .rest = question };
	struct dais_planning_options options = { .explains = true };
	struct dais_proposal proposal;
	struct dais_record *r;
	struct dais_diags diags;
	struct question q;

	dais_diags_init(&diags, a);
	if (!take_question(&u, a, &q, err) || !dais_files_lay_out(&u, folder, err) ||
	    !dais_package_load(a, folder, &r, &diags, err))
		return false;
	options.modality = dais_planning_modality(r);
	options.keeps = q.keeps;
	options.events = q.events.v;
	options.n_events = q.events.n;
	options.now.minute = -1;
	options.search.seconds = q.seconds ? q.seconds : SECONDS_DEFAULT;
	if (!dais_planning_run(r, &options, a, &proposal, &diags, err))
		return false;
	if (proposal.has_plan)
		answer_plan(r, &proposal, a, answer);
	else
		answer_conflict(&proposal, answer);
	return true;
}

bool
dais_propose_work(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	char folder[DAIS_FILES_FOLDER_MAX];
	bool ok;

	(void)ctx;
	if (!dais_files_folder(folder, err))
		return false;
	ok = plan(folder, question, answer, err);
	dais_files_take_away(folder);
	return ok;
}
