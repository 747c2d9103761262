/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/job.h"

#include <time.h>

#include "base/pack.h"
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
	DAIS_BUF_AUTO out;

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
	if (!dais_house_release(h, &actor, wish->package, wish->seen, wish->note, wish->despite,
		diags, &release, a, err))
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

/* ---- keeping the summary up ---- */

static int64_t
seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/* Goes on with a search that is being made again. Others who write have their turn between. */
static bool
make_search(struct dais_house *h, int64_t until, struct dais_err *err)
{
	const struct timespec pause = { 0, SEARCH_PAUSE_NS };
	struct dais_store *s = dais_house_store(h);
	bool more;
	size_t done;

	if (!dais_search_is_behind(s, &more, err))
		return false;
	while (more && seconds() < until) {
		if (!dais_search_make(s, &done, &more, err))
			return false;
		(void)nanosleep(&pause, NULL);
	}
	return true;
}

bool
dais_standing_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	int64_t until = seconds() + STANDING_SECONDS;
	struct dais_house *h = NULL;
	bool more = true, ok = true;

	(void)question;
	if (!open_house(where, &h, err))
		return false;
	while (ok && more && seconds() < until)
		ok = dais_standing_refresh(h, STANDING_AT_ONCE, &more, err);
	ok = ok && make_search(h, until, err);
	dais_house_close(h);
	dais_pack_uint(answer, more);
	return ok;
}
