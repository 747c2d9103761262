/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A proof: the official PDF of a draft in one language, as the writer of releases makes it, marked
 * as a draft and with what is missing left out. Made in a child of the workshop from the files of
 * the draft; nothing of it is kept in the record.
 */
#ifndef DAIS_SERVICE_PUBLISH_PROOF_H
#define DAIS_SERVICE_PUBLISH_PROOF_H

#include "base/buf.h"
#include "base/digest.h"
#include "service/house/house.h"

#define DAIS_PROOF_QUESTION_MAX ((size_t)128 << 20)
#define DAIS_PROOF_ANSWER_MAX ((size_t)32 << 20)

/* What a child is asked, in @a; *@ret_digest: of the language and of all files, so that the same
 * draft need not be made twice. @at_ms: the time stamp in the file. */
struct dais_str dais_proof_question(const dais_house_files *files, enum dais_lang l, int64_t at_ms,
    struct dais_arena *a, struct dais_digest *ret_digest);
/* In the child: answers with the bytes of the PDF. */
bool dais_proof_work(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err);

#endif
