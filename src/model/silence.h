/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How a silence procedure stands. Nothing is stored that instants tell: whether it runs, has been
 * broken or has held is computed from its times and replies and from the moment it is asked. Times
 * of a procedure are local in its zone; lengths are counted on instants, never on the clock of the
 * wall. Sources: R-SIL-02, R-SIL-04 to R-SIL-06, R-SIL-11, R-SIL-14.
 */
#ifndef DAIS_MODEL_SILENCE_H
#define DAIS_MODEL_SILENCE_H

#include "model/record.h"

enum dais_silence_state {
	DAIS_SILENCE_AHEAD, /* not opened yet */
	DAIS_SILENCE_OPEN,
	DAIS_SILENCE_BROKEN,
	DAIS_SILENCE_WITHDRAWN,
	DAIS_SILENCE_HELD, /* it closed without an objection: approved */
	DAIS_SILENCE_STATE_COUNT
};

/* The zone of its times: its own, else of its first meeting, else of the seat; may be empty (UTC).
 */
struct dais_str dais_silence_zone(const struct dais_record *r, const struct dais_silence *s);
/* The instant of @at, in milliseconds since 1970 UTC. A zone that is not known counts as UTC. */
int64_t dais_silence_instant(
    const struct dais_record *r, const struct dais_silence *s, struct dais_local at);
/* The local time of an instant in its zone. */
struct dais_local dais_silence_local(
    const struct dais_record *r, const struct dais_silence *s, int64_t at_ms);

/* Whether reply @reply breaks it: an objection or amendment of somebody with standing, received
 * after it opened and strictly before it closed, and not taken back in that time. */
bool dais_silence_is_broken_by(const struct dais_silence *s, size_t reply);
/* The reply that broke it first; DAIS_NONE: none. */
size_t dais_silence_breaker(const struct dais_silence *s);
/* Broken and withdrawn: whichever came first. An objection that is recorded with a time to come
 * counts already. */
enum dais_silence_state dais_silence_state(
    const struct dais_record *r, const struct dais_silence *s, int64_t now_ms);
/* The approval that records that it held; DAIS_NONE: none yet. */
size_t dais_silence_approval(const struct dais_record *r, size_t silence);
/* Digest of a proposal, 64 hexadecimal digits: the words of all languages with their codes. */
struct dais_str dais_silence_digest(struct dais_arena *a, const struct dais_ml *proposal);
/* "ahead", "open", "broken", "withdrawn", "held": the words of programs. */
const char *dais_silence_state_name(enum dais_silence_state s);

#endif
