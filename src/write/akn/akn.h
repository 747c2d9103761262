/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Official document as Akoma Ntoso 3.0 (OASIS LegalDocML), class "meeting agenda" of AKN4UN:
 * debateReport named agendaAnnotated. The six languages are six expressions of one work whose
 * address is made of the date and the symbols; element ids (eId) are the same in all six.
 */
#ifndef DAIS_WRITE_AKN_AKN_H
#define DAIS_WRITE_AKN_AKN_H

#include "base/buf.h"
#include "base/err.h"
#include "write/tree/tree.h"

/* Appends the XML for @t to @out. Errors: INVALID (the document has no date or no symbol, without
 * which a work has no address), LIMIT (tree too deep, file too big). */
bool dais_akn_write(const struct dais_tree *t, struct dais_buf *out, struct dais_err *err)
    __attribute__((warn_unused_result));

#endif
