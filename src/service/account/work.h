/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What takes long, for a child of the workshop (net/workshop.h) or, on the command line and in
 * tests, done at once: comparing and keeping passwords. Questions and answers are JSON.
 */
#ifndef DAIS_SERVICE_ACCOUNT_WORK_H
#define DAIS_SERVICE_ACCOUNT_WORK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#define DAIS_ACCOUNT_HASH_QUESTION_MAX ((size_t)8192)
#define DAIS_ACCOUNT_HASH_ANSWER_MAX ((size_t)4096)

/* Workshop kind "hash": answers a question made by one of the two below. */
bool dais_account_work_hash(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err);

/* "Is @password the one of @kept? If it is outdated, keep it anew." */
struct dais_str dais_account_ask_is(
    struct dais_arena *a, struct dais_str password, struct dais_str kept);
/* "Keep @password." */
struct dais_str dais_account_ask_keep(struct dais_arena *a, struct dais_str password);
/* The same as one question: if it is right, keep @fresh. */
struct dais_str dais_account_ask_change(
    struct dais_arena *a, struct dais_str password, struct dais_str kept, struct dais_str fresh);

struct dais_account_hash_answer {
	bool right;
	struct dais_str kept; /* empty: nothing is to be kept */
};
/* Reads the answer; strings in @a. INTERNAL: it is damaged. */
bool dais_account_read_answer(struct dais_arena *a, struct dais_str answer,
    struct dais_account_hash_answer *ret, struct dais_err *err);

#endif
