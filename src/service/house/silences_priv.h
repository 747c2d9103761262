/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/service/house only: the drafts of notices that come with the steps of silence
 * procedures, and the procedures whose end is waited for.
 */
#ifndef DAIS_SERVICE_HOUSE_SILENCES_PRIV_H
#define DAIS_SERVICE_HOUSE_SILENCES_PRIV_H

#include "mark/json_read.h"
#include "service/house/silences.h"
#include "service/house/standing.h"

/* A draft for those concerned that tells @event of procedure @id, which is about @object; its words
 * are made when it is looked at (service/notice). */
bool house_silence_draft(const struct dais_silence_work *w, struct dais_str id,
    struct dais_str object, enum dais_silence_event event, struct dais_err *err);
/* Nobody is told of @event any more: drafts of it are withdrawn; what has been sent stays sent. */
bool house_silence_undraft(const struct dais_silence_work *w, struct dais_str id,
    enum dais_silence_event event, struct dais_err *err);
/* Whether a notice among @things tells @event of @id, as a draft or sent; @even_withdrawn: or was
 * withdrawn. */
bool house_silence_is_told(const dais_thing_vec *things, struct dais_str id,
    enum dais_silence_event event, bool even_withdrawn, struct dais_arena *a);

/* In the transaction: notes when the procedures of @standing end of which nobody has been told, for
 * dais_silence_due(). */
bool house_silence_note_ends(struct dais_writing *w, const struct dais_standing *standing,
    const dais_thing_vec *things, struct dais_arena *a, struct dais_err *err);

#endif
