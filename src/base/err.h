/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Operational failures (file, memory limit, bad request, conflict): a function returns false and
 * fills the caller's struct dais_err, once. On success it leaves it untouched. Bugs abort through
 * DAIS_ASSERT. What is wrong with a user's document is data, not an error: see base/diag.h.
 * Nothing below the command line and the web pages logs or prints.
 *
 * Sentences are written in English and are messages (base/message.h): an error keeps what they were
 * made of, and whoever shows it says it in the language of the reader (text/err_say.h).
 */
#ifndef DAIS_BASE_ERR_H
#define DAIS_BASE_ERR_H

#include "base/message.h"

enum dais_err_code {
	DAIS_ERR_NONE,
	DAIS_ERR_INVALID,     /* input breaks its format or a limit of a value */
	DAIS_ERR_NOT_FOUND,
	DAIS_ERR_CONFLICT,
	DAIS_ERR_DENIED,
	DAIS_ERR_LIMIT,       /* too big, too deep, too long */
	DAIS_ERR_IO,
	DAIS_ERR_BUSY,
	DAIS_ERR_UNSUPPORTED,
	DAIS_ERR_INTERNAL,
	DAIS_ERR_COUNT
};

#define DAIS_ERR_ENGLISH_MAX 192u
#define DAIS_ERR_VALUES_MAX 6u
#define DAIS_ERR_FRAMES_MAX 3u

/* What a sentence was made of. */
struct dais_err_sentence {
	char
	    english[DAIS_ERR_ENGLISH_MAX]; /* the message; empty: it is too long to be said again */
	unsigned n;
	struct {
		uint16_t at, n; /* bytes of the sentence */
	} values[DAIS_ERR_VALUES_MAX];
};

struct dais_err {
	enum dais_err_code code;
	char msg[512]; /* one line, lower case, no full stop: what and why */
	char hint[384]; /* a sentence: what to do next; may be empty */
	char context[384]; /* "while ..." frames, outermost first; may be empty */
	struct dais_err_sentence msg_of, hint_of;
	struct dais_err_sentence context_of[DAIS_ERR_FRAMES_MAX]; /* outermost first */
	unsigned frames; /* of the context; the innermost beyond the limit are not kept apart */
	int errnum; /* its text stands behind msg; 0: none */
};

#define DAIS_ERR_INIT { .code = DAIS_ERR_NONE }

/* Fills @err and returns false, so that callers write `return dais_err_set(...)`. */
bool dais_err_set(struct dais_err *err, enum dais_err_code code, const char *fmt, ...)
    DAIS_SAYS(3, 4);
/* As dais_err_set() with the text of errno value @errnum appended. */
bool dais_err_errno(struct dais_err *err, int errnum, const char *fmt, ...) DAIS_SAYS(3, 4);
/* Sets the hint of an error already set; returns false. */
bool dais_err_hint(struct dais_err *err, const char *fmt, ...) DAIS_SAYS(2, 3);
/* Adds a context frame ("while reading meeting.yaml"); returns false. */
bool dais_err_context(struct dais_err *err, const char *fmt, ...) DAIS_SAYS(2, 3);

/* Kept in release builds: a broken invariant is a bug and ends the process. */
#define DAIS_ASSERT(cond)                                                                          \
	((cond) ? (void)0 : dais_err_assert_failed(#cond, __FILE__, __LINE__, __func__))
/* Memory, or an arena's share of it, is used up: says so and ends the process. */
_Noreturn void dais_err_no_memory(void);
_Noreturn void dais_err_assert_failed(
    const char *cond, const char *file, int line, const char *func);

#ifdef __clang_analyzer__
/* It sees one file at a time, and is told here that the result is false. */
#define dais_err_set(...) (dais_err_set(__VA_ARGS__), false)
#define dais_err_errno(...) (dais_err_errno(__VA_ARGS__), false)
#define dais_err_hint(...) (dais_err_hint(__VA_ARGS__), false)
#define dais_err_context(...) (dais_err_context(__VA_ARGS__), false)
#endif

#endif
