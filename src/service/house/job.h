/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Work on the record that takes long, for a child of the workshop (net/workshop.h). The child opens
 * the record itself, so that the server's thread neither computes nor waits; what it did is in the
 * log like any other change.
 */
#ifndef DAIS_SERVICE_HOUSE_JOB_H
#define DAIS_SERVICE_HOUSE_JOB_H

#include "base/buf.h"
#include "service/house/release.h"

/* ---- publishing a release ---- */

#define DAIS_RELEASE_QUESTION_MAX ((size_t)1 << 20)
#define DAIS_RELEASE_ANSWER_MAX ((size_t)64 << 20)

struct dais_release_wish {
	struct dais_str account; /* who publishes: the caller has asked whether he may */
	struct dais_str package;
	uint64_t seen; /* as in dais_house_release() */
	struct dais_str note;
	bool despite;
	enum dais_lang language; /* of the findings that keep it back */
};
/* What the child is asked, in @a. */
void dais_release_question(
    const struct dais_release_wish *wish, struct dais_arena *a, struct dais_str *ret);
/* In the child: publishes as dais_house_release() does. False: the record cannot be opened. */
bool dais_release_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err);
/* What became of it: *@ret_number and *@ret_change, which it was made by; or false with what
 * dais_house_release() said, and its findings in @diags. */
bool dais_release_answer(struct dais_str answer, struct dais_diags *diags, unsigned *ret_number,
    uint64_t *ret_change, struct dais_err *err);

/* ---- checking a large package ---- */

#define DAIS_CHECK_QUESTION_MAX ((size_t)4096)
#define DAIS_CHECK_ANSWER_MAX ((size_t)64 << 20)

/* Of @package in @l. */
void dais_check_question(
    struct dais_str package, enum dais_lang l, struct dais_arena *a, struct dais_str *ret);
/* In the child: what dais_findings_tell() says; brings the row of the package in the summary up to
 * date, too. */
bool dais_check_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err);
/* Makes it the findings of @s. *@ret_fits false: they are of another revision, and nothing was
 * taken unless @anyway. */
bool dais_check_answer(struct dais_str answer, const struct dais_snapshot *s, enum dais_lang l,
    bool anyway, bool *ret_fits, struct dais_err *err);

/* ---- ends of silence procedures ---- */

/* In the child: dais_silence_end() (silences.h). */
bool dais_silence_end_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err);

/* ---- keeping the summary up ---- */

/* In the child: brings the summary (service/house/standing.h) up to date, and goes on with a search
 * that is being made again (store/index.h), for some seconds at most. */
bool dais_standing_work(
    const char *where, struct dais_str question, struct dais_buf *answer, struct dais_err *err);

#endif
