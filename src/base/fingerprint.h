/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What makes a finding the same finding when the document around it has changed: its rule, the
 * name of its file, and its words; not lines, columns, pages or folders.
 */
#ifndef DAIS_BASE_FINGERPRINT_H
#define DAIS_BASE_FINGERPRINT_H

#include "base/diag.h"

/* 32 lower-case hexadecimal digits, in @a. White space in words does not count. A finding without
 * words at its places is told by its message, in English where that was kept. */
struct dais_str dais_diag_fingerprint(struct dais_arena *a, const struct dais_diag *g);

#endif
