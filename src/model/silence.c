/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "model/silence.h"

#include "base/digest.h"
#include "base/err.h"
#include "text/text.h"

static const char *const states[DAIS_SILENCE_STATE_COUNT] = { "ahead", "open", "broken",
	"withdrawn", "held" };

const char *
dais_silence_state_name(enum dais_silence_state s)
{
	DAIS_ASSERT((unsigned)s < DAIS_SILENCE_STATE_COUNT);
	return states[s];
}

struct dais_str
dais_silence_zone(const struct dais_record *r, const struct dais_silence *s)
{
	if (s->zone.n)
		return s->zone;
	for (size_t i = 0; i < s->meetings.n; i++)
		if (r->meetings.v[s->meetings.v[i]].zone.n)
			return r->meetings.v[s->meetings.v[i]].zone;
	return r->profile.seat_zone;
}

static int
offset_at(struct dais_str zone, struct dais_local at)
{
	int minutes = 0;

	return dais_text_zone_offset(zone, at, &minutes) ? minutes : 0;
}

static int64_t
ms_of(struct dais_local at)
{
	return dais_date_to_days(at.date) * DAIS_DAY_MS +
	       (at.minute < 0 ? 0 : at.minute) * DAIS_MINUTE_MS;
}

int64_t
dais_silence_instant(
    const struct dais_record *r, const struct dais_silence *s, struct dais_local at)
{
	return ms_of(at) - offset_at(dais_silence_zone(r, s), at) * DAIS_MINUTE_MS;
}

struct dais_local
dais_silence_local(const struct dais_record *r, const struct dais_silence *s, int64_t at_ms)
{
	struct dais_str zone = dais_silence_zone(r, s);
	struct dais_local guess = dais_local_from_ms(at_ms);

	/* The offset is that of a local time: the second look is right unless the clock is changed
	 * within the hour. */
	for (int i = 0; i < 2; i++)
		guess = dais_local_from_ms(at_ms + offset_at(zone, guess) * DAIS_MINUTE_MS);
	return guess;
}

bool
dais_silence_is_broken_by(const struct dais_silence *s, size_t reply)
{
	const struct dais_reply *one = &s->replies.v[reply];

	if (one->kind != DAIS_REPLY_OBJECTION && one->kind != DAIS_REPLY_AMENDMENT)
		return false;
	if (one->without_standing || dais_local_cmp(one->at, s->opens) < 0 ||
	    dais_local_cmp(one->at, s->closes) >= 0)
		return false;
	return !dais_date_is_set(one->taken_back.date) ||
	       dais_local_cmp(one->taken_back, s->closes) >= 0;
}

size_t
dais_silence_breaker(const struct dais_silence *s)
{
	size_t first = DAIS_NONE;

	for (size_t i = 0; i < s->replies.n; i++)
		if (dais_silence_is_broken_by(s, i) &&
		    (first == DAIS_NONE ||
			dais_local_cmp(s->replies.v[i].at, s->replies.v[first].at) < 0))
			first = i;
	return first;
}

static bool
is_withdrawn(const struct dais_silence *s)
{
	return dais_date_is_set(s->withdrawn.date) && dais_local_cmp(s->withdrawn, s->closes) < 0;
}

enum dais_silence_state
dais_silence_state(const struct dais_record *r, const struct dais_silence *s, int64_t now_ms)
{
	size_t breaker = dais_silence_breaker(s);

	/* The first of the two ended it. */
	if (breaker != DAIS_NONE &&
	    (!is_withdrawn(s) || dais_local_cmp(s->replies.v[breaker].at, s->withdrawn) < 0))
		return DAIS_SILENCE_BROKEN;
	if (is_withdrawn(s))
		return DAIS_SILENCE_WITHDRAWN;
	if (now_ms < dais_silence_instant(r, s, s->opens))
		return DAIS_SILENCE_AHEAD;
	return now_ms < dais_silence_instant(r, s, s->closes) ? DAIS_SILENCE_OPEN
							      : DAIS_SILENCE_HELD;
}

size_t
dais_silence_approval(const struct dais_record *r, size_t silence)
{
	for (size_t i = 0; i < r->approvals.n; i++)
		if (r->approvals.v[i].silence == silence)
			return i;
	return DAIS_NONE;
}

struct dais_str
dais_silence_digest(struct dais_arena *a, const struct dais_ml *proposal)
{
	struct dais_digest_state state;
	struct dais_digest digest;

	dais_digest_begin(&state);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!proposal->in[l].n)
			continue;
		dais_digest_add(&state, dais_str_from(dais_lang_code((enum dais_lang)l)));
		dais_digest_add(&state, proposal->in[l]);
		dais_digest_add(&state, (struct dais_str){ "", 1 }); /* no word can hold it */
	}
	digest = dais_digest_end(&state);
	return dais_digest_hex(a, &digest);
}
