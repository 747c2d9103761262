/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The workshop: a process beside the server, made before the server opens anything, that does what
 * takes long or touches what nobody trusts: reading uploads, making documents, planning, hashing
 * passwords, sending mail. Each job runs in a child of the workshop; one that crashes, hangs or
 * grows takes nothing else with it. The server stays one thread that never waits.
 */
#ifndef DAIS_NET_WORKSHOP_H
#define DAIS_NET_WORKSHOP_H

#include "base/buf.h"
#include "base/err.h"

struct dais_workshop;

/* A kind of job. run() works in a child, which ends with it: takes @question, puts @answer, or
 * gives false with @err. Only the three standard descriptors are open, and DAIS_WORKSHOP_FILE. */
struct dais_workshop_kind {
	const char *name; /* "read", "build", "plan", "hash", "send" */
	bool (*run)(
	    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err);
	size_t question_max, answer_max, memory_max; /* bytes; memory_max 0: no limit */
	unsigned seconds_max; /* of the clock, and of the processor; 0: no limit */
	unsigned at_once; /* 0: as many as cores; of all that are not urgent no more than that */
	bool network; /* may open connections */
	bool urgent; /* goes before those that are not */
};

/* Makes the process. @kinds (ends with name NULL, at most 32) must live as long as the workshop;
 * its process sees them, and @ctx, as they are now. Errors: IO. */
bool dais_workshop_start(const struct dais_workshop_kind *kinds, void *ctx,
    struct dais_workshop **ret, struct dais_err *err);
/* Asks for a job of a kind that there is; @question is copied. @done is called from
 * dais_workshop_turn(), once, never from here: with an answer (valid until it returns) and @err
 * NULL, or with an error: what run() said; LIMIT (question, answer, time, memory); INTERNAL (it
 * crashed, or the workshop has ended); DENIED and UNSUPPORTED (its fence); BUSY when 1,000 wait.
 * When the workshop is freed before, it is not called. */
void dais_workshop_ask(struct dais_workshop *w, const char *kind, struct dais_str question,
    void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err), void *ctx);
/* The same of a job that is given the open file @fd, which its child finds as DAIS_WORKSHOP_FILE: a
 * long question is not copied. It must stay open until @done is called. */
void dais_workshop_ask_of_file(struct dais_workshop *w, const char *kind, struct dais_str question,
    int fd, void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err), void *ctx);
#define DAIS_WORKSHOP_FILE 4
/* Readable when dais_workshop_turn() has something to do. */
int dais_workshop_fd(const struct dais_workshop *w);
void dais_workshop_turn(struct dais_workshop *w);
/* Ends the process; jobs under way are given up, and who waits for them is not told. NULL is
 * ignored. */
void dais_workshop_free(struct dais_workshop *w);

#endif
