/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Akoma Ntoso → flow: any document type of version 3.0, and what is the same in its forerunners.
 * A number and the heading or paragraph behind it are one paragraph, as they are printed.
 */
#ifndef DAIS_READ_AKN_AKN_H
#define DAIS_READ_AKN_AKN_H

#include "read/flow/flow.h"

/* Reads the document @bytes, called @file in places, whose lines are those of the file.
 * Ownership: the flow lives in @a; @file is borrowed, @bytes are not needed afterwards.
 * Errors: those of dais_xml_stream(). What was left out is added to @diags.
 * Source: OASIS LegalDocML, Akoma Ntoso Version 1.0 (29 August 2018), XML vocabulary. */
bool dais_akn_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err);

#endif
