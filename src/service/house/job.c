/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/job.h"

#include <time.h>

#include "base/clock.h"
#include "base/pack.h"
#include "service/house/findings.h"
#include "service/house/silences.h"
#include "service/house/standing.h"
#include "store/index.h"
#include "text/message.h"

#define NAME_MAX_BYTES 200u
#define NOTE_MAX 100000u
#define STANDING_SECONDS 20
#define STANDING_AT_ONCE 16
#define SEARCH_PAUSE_NS 50000000

static bool
open_house(const char *where, struct dais_house **ret, struct dais_err *err)
{
	struct dais_house_options o = { .store = { .where = where } };

	return dais_house_open(&o, ret, err);
}

/* ---- publishing a release ---- */

void
dais_release_question(
    const struct dais_release_wish *wish, struct dais_arena *a, struct dais_str *ret)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_RELEASE_QUESTION_MAX);
	dais_pack_str(&out, wish->account);
	dais_pack_str(&out, wish->package);
	dais_pack_uint(&out, wish->seen);
	dais_pack_str(&out, wish->note);
	dais_pack_uint(&out, wish->despite);
	dais_pack_uint(&out, wish->language);
	*ret = dais_buf_dup(&out, a);
}

static bool
read_wish(struct dais_str question, struct dais_release_wish *ret, struct dais_err *err)
{
	struct dais_unpack u = { .rest = question };

	ret->account = dais_unpack_text(&u, NAME_MAX_BYTES);
	ret->package = dais_unpack_text(&u, NAME_MAX_BYTES);
	ret->seen = dais_unpack_uint(&u, UINT64_MAX);
	ret->note = dais_unpack_text(&u, NOTE_MAX);
	ret->despite = dais_unpack_uint(&u, 1) != 0;
	ret->language = (enum dais_lang)dais_unpack_uint(&u, DAIS_LANG_COUNT - 1);
	return dais_unpack_end(&u) ||
	       dais_err_set(err, DAIS_ERR_LIMIT, "the note of the release is too long");
}

static bool
publish(struct dais_house *h, const struct dais_release_wish *wish, struct dais_arena *a,
    struct dais_diags *diags, unsigned *ret_number, uint64_t *ret_change, struct dais_err *err)
{
	struct dais_actor actor = dais_actor_program();
	struct dais_release release;

	actor.account = wish->account;
	if (!dais_house_release(h, &actor, wish->package,
		&(const struct dais_release_terms){ wish->seen, wish->note, wish->despite }, diags,
		&release, a, err))
		return false;
	*ret_number = release.number;
	return dais_store_latest(dais_house_store(h), wish->package, ret_change, err);
}

bool
dais_release_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_release_wish wish = { .seen = 0 };
	struct dais_err refused = DAIS_ERR_INIT;
	struct dais_house *h = NULL;
	struct dais_diags diags;
	unsigned number = 0;
	uint64_t change = 0;
	bool done;

	if (!read_wish(question, &wish, err) || !open_house(where, &h, err))
		return false;
	dais_diags_init(&diags, a);
	dais_text_diags_in(&diags, wish.language);
	done = publish(h, &wish, a, &diags, &number, &change, &refused);
	dais_house_close(h);
	dais_pack_uint(answer, done);
	dais_pack_uint(answer, number);
	dais_pack_uint(answer, change);
	dais_pack_err(answer, &refused);
	dais_pack_diags(answer, &diags);
	return true;
}

bool
dais_release_answer(struct dais_str answer, struct dais_diags *diags, unsigned *ret_number,
    uint64_t *ret_change, struct dais_err *err)
{
	struct dais_unpack u = { .rest = answer };
	struct dais_err refused = DAIS_ERR_INIT;
	bool done = dais_unpack_uint(&u, 1) != 0;

	*ret_number = (unsigned)dais_unpack_uint(&u, UINT32_MAX);
	*ret_change = dais_unpack_uint(&u, INT64_MAX);
	dais_unpack_err(&u, &refused);
	dais_unpack_diags(&u, diags);
	if (!dais_unpack_end(&u) || (!done && !refused.code))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the answer came back damaged");
	if (!done)
		*err = refused;
	return done;
}

/* ---- checking a large package ---- */

void
dais_check_question(
    struct dais_str package, enum dais_lang l, struct dais_arena *a, struct dais_str *ret)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_CHECK_QUESTION_MAX);
	dais_pack_str(&out, package);
	dais_pack_uint(&out, l);
	*ret = dais_buf_dup(&out, a);
}

static bool
check(struct dais_house *h, struct dais_str package, enum dais_lang l, struct dais_buf *answer,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_diags told;

	if (!dais_house_working(h, package, &s, err))
		return false;
	dais_findings_tell(s, l, a, &told);
	if (l == DAIS_LANG_EN) /* the summary counts them in this language */
		dais_findings_take(s, &told);
	/* Where that cannot be written now, the next that keeps it up does it. */
	(void)dais_standing_refresh_package(h, package, &ignored);
	dais_pack_uint(answer, s->revision);
	dais_pack_diags(answer, &told);
	return true;
}

bool
dais_check_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	struct dais_unpack u = { .rest = question };
	struct dais_str package = dais_unpack_text(&u, NAME_MAX_BYTES);
	enum dais_lang l = (enum dais_lang)dais_unpack_uint(&u, DAIS_LANG_COUNT - 1);
	struct dais_house *h = NULL;
	bool ok;

	if (!dais_unpack_end(&u))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the question came damaged");
	if (!open_house(where, &h, err))
		return false;
	ok = check(h, package, l, answer, err);
	dais_house_close(h);
	return ok;
}

bool
dais_check_answer(struct dais_str answer, const struct dais_snapshot *s, enum dais_lang l,
    bool anyway, bool *ret_fits, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_unpack u = { .rest = answer };
	uint64_t revision = dais_unpack_uint(&u, INT64_MAX);
	struct dais_diags told;

	*ret_fits = revision == s->revision;
	if (!*ret_fits && !anyway)
		return true;
	dais_diags_init(&told, a);
	dais_text_diags_in(&told, l);
	dais_unpack_diags(&u, &told);
	if (!dais_unpack_end(&u))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the answer came back damaged");
	dais_findings_take(s, &told);
	return true;
}

/* ---- ends of silence procedures ---- */

bool
dais_silence_end_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	struct dais_house *h = NULL;
	uint64_t change = 0;
	bool ok;

	if (!open_house(where, &h, err))
		return false;
	ok = dais_silence_end(h, question, &change, err);
	dais_house_close(h);
	dais_pack_uint(answer, change);
	return ok;
}

/* ---- keeping the summary up ---- */

/* Goes on with a search that is being made again, then merges what lies apart in it. Others who
 * write have their turn between. */
static bool
make_search(struct dais_house *h, int64_t until, struct dais_err *err)
{
	const struct timespec pause = { 0, SEARCH_PAUSE_NS };
	struct dais_store *s = dais_house_store(h);
	bool more;
	size_t done;

	if (!dais_search_is_behind(s, &more, err))
		return false;
	while (more && dais_clock_ms() / 1000 < until) {
		if (!dais_search_make(s, &done, &more, err))
			return false;
		(void)nanosleep(&pause, NULL);
	}
	for (more = !more; more && dais_clock_ms() / 1000 < until;) {
		if (!dais_search_merge(s, &more, err))
			return false;
		if (more)
			(void)nanosleep(&pause, NULL);
	}
	return true;
}

bool
dais_standing_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	int64_t until = dais_clock_ms() / 1000 + STANDING_SECONDS;
	struct dais_house *h = NULL;
	bool more = true, ok = true;

	(void)question;
	if (!open_house(where, &h, err))
		return false;
	while (ok && more && dais_clock_ms() / 1000 < until)
		ok = dais_standing_refresh(h, STANDING_AT_ONCE, &more, err);
	ok = ok && make_search(h, until, err);
	dais_house_close(h);
	dais_pack_uint(answer, more);
	return ok;
}
