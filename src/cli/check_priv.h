/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files of dais check.
 */
#ifndef DAIS_CLI_CHECK_PRIV_H
#define DAIS_CLI_CHECK_PRIV_H

#include "base/diag.h"
#include "base/map.h"
#include "cli/cli.h"
#include "cli/inputs.h"
#include "service/document.h"
#include "write/json/findings.h"

enum check_format {
	CHECK_TEXT,
	CHECK_JSON,
	CHECK_SARIF
};

/* What the run has found so far, inputs in the order they were named. */
struct check_run {
	struct dais_arena *arena;
	enum check_format format;
	enum dais_lang messages; /* what is said is in it */
	bool fix, write;      /* --fix, --write */
	const char *annotate; /* --annotate; NULL: no copies */
	struct dais_inputs inputs;
	struct dais_document_answer **answers; /* of those that are not taken up yet */
	size_t done; /* answers that have come */
	size_t next; /* the first input that is not taken up */
	struct dais_diags diags; /* of all; not for text, which is printed at once */
	bool keeps_diags;
	DAIS_VEC(struct dais_json_unread) unread;
	size_t count[DAIS_SEVERITY_COUNT];
	size_t accepted; /* hidden by the baseline */
	size_t mended, refused, repaired_files; /* repairs */
	struct dais_map checked; /* identities of the inputs, once a copy is to be written */
	size_t failed; /* copies and repairs that could not be written */
	bool shows_progress;
};

/* Takes up an answer: prints it (text) or keeps it. Frees it. */
void check_take(struct check_run *run, size_t i, struct dais_document_answer *answer);
/* Says how far the run is, on a terminal. */
void check_progress(struct check_run *run, const char *path);
/* Prints what comes at the end; false, with a message, when it cannot be printed. */
bool check_print_end(struct check_run *run);
/* Prints the repairs of an answer as a diff, or makes them (--write). */
void check_fix(struct check_run *run, const char *path, const struct dais_document_answer *answer);
/* Writes the annotated copy of an answer. */
void check_annotate(
    struct check_run *run, const char *path, const struct dais_document_answer *answer);

#endif
