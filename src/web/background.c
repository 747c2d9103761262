/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/background_priv.h"

#include <assert.h>

#include "base/pack.h"
#include "service/account/provider.h"
#include "service/account/work.h"
#include "service/exchange/exchange.h"
#include "service/house/job.h"
#include "service/house/silences.h"
#include "service/house/standing.h"
#include "service/publish/proof.h"
#include "service/publish/publish.h"
#include "service/timetable/propose.h"
#include "service/upload/upload.h"

#define PURGE_MS DAIS_HOUR_MS
#define SEND_SECONDS 90u
#define BUILD_SECONDS 120u
#define PUBLISH_SECONDS 120u
#define NOTE_SECONDS 60u
#define CHECK_SECONDS 60u
#define MAKING "making" /* area of the state: packages whose documents are being made */
#define MAKING_MS INT64_C(180000) /* longer than a child may take */
#define PROOF_SECONDS 30u
#define PROOF_MEMORY ((size_t)1 << 30)
#define HASH_SECONDS 10u
#define HASH_MEMORY ((size_t)256 << 20) /* 19 MiB for the work, the rest for the program */
#define FEDERATE_SECONDS 30u
#define SEND_BYTES ((size_t)4 << 20)
#define PLAN_SECONDS 120u
#define READ_SECONDS 120u
#define BRING_SECONDS 120u
#define ENDS_AT_ONCE 8
#define NOTES_AT_ONCE 50u /* looks at what was changed, a second */
#define SWEEP_MS (DAIS_HOUR_MS / 6)
#define READ_MEMORY ((size_t)2 << 30)
#define PLAN_BYTES ((size_t)64 << 20)
#define EXCHANGE_SECONDS 30u
#define EXCHANGE_MEMORY ((size_t)1 << 30)
#define PLAN_MEMORY ((size_t)2 << 30)

/* ---- in the workshop ---- */

static bool
send_one(void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	const struct dais_background_settings *settings = ctx;

	return dais_outbox_work(&settings->outbox, question, answer, err);
}

static bool
publish_one(void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	const struct dais_background_settings *settings = ctx;

	return dais_release_work(settings->record, question, answer, err);
}

static bool
note_some(void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	const struct dais_background_settings *settings = ctx;

	return dais_standing_work(settings->record, question, answer, err);
}

static bool
end_one(void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	const struct dais_background_settings *settings = ctx;

	return dais_silence_end_work(settings->record, question, answer, err);
}

static bool
check_one(void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	const struct dais_background_settings *settings = ctx;

	return dais_check_work(settings->record, question, answer, err);
}

static_assert(DAIS_UPLOAD_FILE == DAIS_WORKSHOP_FILE, "where a job finds its file");

static bool
bring_one(void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	const struct dais_background_settings *settings = ctx;

	return dais_upload_bring_work(settings->record, question, answer, err);
}

static bool
sweep(void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	const struct dais_background_settings *settings = ctx;

	return dais_upload_sweep_work(settings->record, question, answer, err);
}

const struct dais_workshop_kind dais_background_kinds[] = {
	/* These four open the record, which may lie behind a socket. */
	{ .name = "publish",
	    .run = publish_one,
	    .question_max = DAIS_RELEASE_QUESTION_MAX,
	    .answer_max = DAIS_RELEASE_ANSWER_MAX,
	    .seconds_max = PUBLISH_SECONDS,
	    .network = true,
	    .urgent = true },
	/* Somebody looks at a large package. */
	{ .name = "check",
	    .run = check_one,
	    .question_max = DAIS_CHECK_QUESTION_MAX,
	    .answer_max = DAIS_CHECK_ANSWER_MAX,
	    .seconds_max = CHECK_SECONDS,
	    .network = true,
	    .urgent = true },
	{ .name = "note",
	    .run = note_some,
	    .question_max = 1,
	    .answer_max = 64,
	    .seconds_max = NOTE_SECONDS,
	    .at_once = 1,
	    .network = true,
	    .urgent = true }, /* pages say that they are behind until it is done */
	{ .name = "silence",
	    .run = end_one,
	    .question_max = DAIS_SILENCE_END_MAX,
	    .answer_max = 64,
	    .seconds_max = NOTE_SECONDS,
	    .at_once = 1,
	    .network = true },
	/* These two wait for others, for a minute if need be, and hardly use a core: counted among
	 * those that do, two receivers that hang would hold up files that people send in. */
	{ .name = "send",
	    .run = send_one,
	    .question_max = SEND_BYTES,
	    .answer_max = 4096,
	    .seconds_max = SEND_SECONDS,
	    .at_once = BACKGROUND_MAILS_MAX,
	    .network = true,
	    .urgent = true },
	{ .name = "post",
	    .run = send_one,
	    .question_max = SEND_BYTES,
	    .answer_max = 4096,
	    .seconds_max = SEND_SECONDS,
	    .at_once = BACKGROUND_HOOKS_MAX,
	    .network = true,
	    .urgent = true },
	{ .name = "build",
	    .run = dais_publish_work,
	    .question_max = DAIS_BUF_MAX,
	    .answer_max = DAIS_PUBLISH_ANSWER_MAX,
	    .seconds_max = BUILD_SECONDS },
	/* Somebody looks at a draft. */
	{ .name = "proof",
	    .run = dais_proof_work,
	    .question_max = DAIS_PROOF_QUESTION_MAX,
	    .answer_max = DAIS_PROOF_ANSWER_MAX,
	    .seconds_max = PROOF_SECONDS,
	    .memory_max = PROOF_MEMORY },
	/* Somebody waits at the door: before everything else. */
	{ .name = "hash",
	    .run = dais_account_work_hash,
	    .question_max = DAIS_ACCOUNT_HASH_QUESTION_MAX,
	    .answer_max = DAIS_ACCOUNT_HASH_ANSWER_MAX,
	    .memory_max = HASH_MEMORY,
	    .seconds_max = HASH_SECONDS,
	    .urgent = true },
	{ .name = "federate",
	    .run = dais_account_work_federate,
	    .question_max = DAIS_ACCOUNT_FEDERATE_QUESTION_MAX,
	    .answer_max = DAIS_ACCOUNT_FEDERATE_ANSWER_MAX,
	    .seconds_max = FEDERATE_SECONDS,
	    .at_once = 4,
	    .network = true,
	    .urgent = true },
	{ .name = "plan",
	    .run = dais_propose_work,
	    .question_max = DAIS_BUF_MAX,
	    .answer_max = PLAN_BYTES,
	    .seconds_max = PLAN_SECONDS,
	    .memory_max = PLAN_MEMORY },
	/* Files that people send in. */
	{ .name = "unpack",
	    .run = dais_exchange_unpack,
	    .question_max = DAIS_EXCHANGE_BYTES_MAX,
	    .answer_max = DAIS_EXCHANGE_ANSWER_MAX,
	    .seconds_max = EXCHANGE_SECONDS,
	    .memory_max = EXCHANGE_MEMORY },
	{ .name = "merge",
	    .run = dais_exchange_merge,
	    .question_max = DAIS_BUF_MAX,
	    .answer_max = DAIS_EXCHANGE_ANSWER_MAX,
	    .seconds_max = EXCHANGE_SECONDS,
	    .memory_max = EXCHANGE_MEMORY },
	{ .name = "read",
	    .run = dais_upload_work,
	    .question_max = DAIS_UPLOAD_MAX + 4096,
	    .answer_max = DAIS_UPLOAD_ANSWER_MAX,
	    .seconds_max = READ_SECONDS,
	    .memory_max = READ_MEMORY },
	/* These two open the record. */
	{ .name = "bring",
	    .run = bring_one,
	    .question_max = DAIS_UPLOAD_BRING_MAX,
	    .answer_max = DAIS_UPLOAD_BRING_MAX,
	    .seconds_max = BRING_SECONDS,
	    .network = true,
	    .urgent = true }, /* it has been read already, and its sender waits */
	{ .name = "sweep",
	    .run = sweep,
	    .question_max = 1,
	    .answer_max = 64,
	    .seconds_max = BRING_SECONDS,
	    .network = true },
	{ .name = NULL },
};

/* ---- documents of a release ---- */

struct making {
	struct dais_site *site;
	struct dais_arena *arena;
	struct dais_str package;
};

static void
made(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct making *m = ctx;
	struct dais_err err = DAIS_ERR_INIT;
	size_t files = 0;
	uint64_t change;

	dais_http_mark(m->site->http, "keeping the documents of a release");
	if (failure)
		background_complain(m->site, "making the documents of a release", failure);
	else if (!dais_publish_keep(m->site->house, m->package, answer, &files, &err))
		background_complain(m->site, "keeping the documents of a release", &err);
	else if (files &&
		 dais_store_latest(dais_house_store(m->site->house), m->package, &change, &err)) {
		dais_site_note_own(m->site, change);
		dais_site_tell(m->site, m->package, change, true);
	}
	/* What failed by itself would fail again: only a server that stopped leaves it to be done.
	 */
	err = (struct dais_err)DAIS_ERR_INIT;
	(void)dais_store_state_remove(dais_house_store(m->site->house), MAKING, m->package, &err);
	background_end(m->site, m->arena);
}

/* Notes that the documents of @package are to be made, by whoever finds it when the time is up. */
static void
note_making(struct dais_site *site, struct dais_str package)
{
	struct dais_state state = { .area = DAIS_STR(MAKING),
		.key = package,
		.due_ms = dais_house_now_ms(site->house) + MAKING_MS };
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_store_state_set(dais_house_store(site->house), &state, DAIS_ANY, &err))
		background_complain(site, "noting what is to be made", &err);
}

static void
make_documents(struct dais_site *site, struct dais_str package)
{
	struct dais_arena *a = background_begin(site);
	struct dais_err err = DAIS_ERR_INIT;
	struct making *m = DAIS_NEW(a, struct making);
	struct dais_str question;

	*m = (struct making){ site, a, dais_arena_dup(a, package) };
	if (!dais_publish_question(site->house, package, 0, a, &question, &err)) {
		background_complain(site, "reading a release", &err);
		background_end(site, a);
		return;
	}
	note_making(site, package);
	dais_workshop_ask(site->workshop, "build", question, made, m);
}

/* What a server that stopped has left. */
static void
make_what_is_left(struct dais_site *site)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	int64_t now = dais_house_now_ms(site->house);
	struct dais_err err = DAIS_ERR_INIT;
	dais_state_vec left = { 0 };

	if (!dais_store_state_take(
		dais_house_store(site->house), MAKING, now, now + MAKING_MS, 2, a, &left, &err)) {
		background_complain(site, "asking which documents are to be made", &err);
		return;
	}
	for (size_t i = 0; i < left.n; i++)
		make_documents(site, left.v[i].key);
}

/* ---- the summary of the records ---- */

static void note_changes(struct dais_site *site);

static void
noted(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct dais_site *site = ctx;

	(void)answer;
	site->noting = false;
	if (failure && failure->code != DAIS_ERR_BUSY)
		background_complain(site, "noting how the records stand", failure);
	/* Of what was changed meanwhile. After a failure it is tried again in a second, as when it
	 * leads nowhere: the workshop may have another file before it than this process has. */
	if (!failure && ++site->noted < NOTES_AT_ONCE)
		note_changes(site);
}

/* What was changed since the last turn. It takes longer than a turn may: the workshop does it. */
static void
note_changes(struct dais_site *site)
{
	struct dais_err err = DAIS_ERR_INIT;
	bool behind = false;

	if (!site->workshop || site->noting)
		return;
	if (!dais_standing_is_behind(site->house, &behind, &err)) {
		background_complain(site, "asking how the records stand", &err);
		return;
	}
	if (!behind && !dais_search_is_behind(dais_house_store(site->house), &behind, &err)) {
		background_complain(site, "asking how far the search is", &err);
		return;
	}
	if (!behind)
		return;
	site->noting = true;
	dais_workshop_ask(site->workshop, "note", DAIS_STR_NONE, noted, site);
}

/* ---- silence procedures that have ended ---- */

/* The change is heard of as that of any other process. */
static void
ended(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct dais_site *site = ctx;

	(void)answer;
	if (failure && failure->code != DAIS_ERR_BUSY && failure->code != DAIS_ERR_CONFLICT)
		background_complain(site, "telling that a silence procedure has ended", failure);
}

static void
tell_ends(struct dais_site *site)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	dais_store_strs due = { 0 };

	if (!dais_silence_due(site->house, ENDS_AT_ONCE, a, &due, &err)) {
		background_complain(site, "asking which silence procedures have ended", &err);
		return;
	}
	for (size_t i = 0; i < due.n; i++)
		dais_workshop_ask(site->workshop, "silence", due.v[i], ended, site);
}

/* ---- files that never came whole ---- */

static void
swept(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct dais_site *site = ctx;
	struct dais_unpack from = { .rest = answer };

	site->sweeping = false;
	if (!failure)
		site->swept_files += dais_unpack_uint(&from, UINT32_MAX);
	else if (failure->code != DAIS_ERR_BUSY)
		background_complain(site, "taking away what never came whole", failure);
}

/* At first at once: the server before this one may have been ended in the midst of a file. */
static void
sweep_now_and_then(struct dais_site *site)
{
	bool first = site->swept_ms == 0;

	if (site->sweeping || (!first && site->clock.passed_ms - site->swept_ms < SWEEP_MS))
		return;
	site->sweeping = true;
	site->swept_ms = site->clock.passed_ms;
	dais_workshop_ask(site->workshop, "sweep", DAIS_STR_NONE, swept, site);
}

void
dais_background_tick(struct dais_site *site)
{
	struct dais_err err = DAIS_ERR_INIT;

	dais_background_watch_clock(site);
	dais_http_mark(site->http, "how the records stand");
	site->noted = 0;
	note_changes(site);
	if (site->workshop) {
		dais_http_mark(site->http, "deliveries that are due");
		background_deliver(site);
		dais_http_mark(site->http, "documents that are to be made");
		make_what_is_left(site);
		tell_ends(site);
		sweep_now_and_then(site);
	}
	dais_http_mark(site->http, "clearing away");
	if (dais_background_may_purge(site) && site->clock.passed_ms - site->purged_ms > PURGE_MS) {
		site->purged_ms = site->clock.passed_ms;
		(void)dais_store_state_purge(
		    dais_house_store(site->house), site->clock.now_ms, &err);
	}
}

void
dais_background_follow(
    struct dais_site *site, struct dais_str package, uint64_t change, bool released)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_webhook_tell(site->house, package, change, released, &err))
		background_complain(site, "telling programs of a change", &err);
	note_changes(site);
}

void
dais_background_publish(struct dais_site *site, struct dais_str package)
{
	if (site->workshop)
		make_documents(site, package);
}
