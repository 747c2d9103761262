/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The official documents of a release: made once from its files, in every language that is
 * complete, and kept by their digests as things "file" (doc/record.md). Making them takes a second
 * or so, and happens in a child of the workshop; what comes back is checked.
 */
#ifndef DAIS_SERVICE_PUBLISH_PUBLISH_H
#define DAIS_SERVICE_PUBLISH_PUBLISH_H

#include "base/buf.h"
#include "service/house/house.h"

#define DAIS_PUBLISH_ANSWER_MAX ((size_t)256 << 20)

/* What a child is asked: release @release of @package (0: the last). In @a. */
bool dais_publish_question(struct dais_house *h, struct dais_str package, unsigned release,
    struct dais_arena *a, struct dais_str *ret, struct dais_err *err);
/* In the child: makes PDF, DOCX, HTML, Akoma Ntoso, text and iCalendar of the document that the
 * package produces, in a temporary folder that it takes away again, and answers with their bytes.
 * Languages in which something is missing are left out. */
bool dais_publish_work(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err);
/* Keeps what @answer holds, as one change by the program itself; what is kept already is left as it
 * is, so that a release whose documents are made twice is changed once. *@ret_files: how many; 0
 * when a later release has been published since. INTERNAL: the answer is damaged; nothing is kept.
 */
bool dais_publish_keep(struct dais_house *h, struct dais_str package, struct dais_str answer,
    size_t *ret_files, struct dais_err *err);
/* The three in one process, for the command line. */
bool dais_publish_now(struct dais_house *h, struct dais_str package, unsigned release,
    size_t *ret_files, struct dais_err *err);

#endif
