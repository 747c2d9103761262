/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Marks of items and parts that a document holds as text: "3.", "(b)", "二、", a bullet. Only their
 * shape is asked.
 */
#ifndef DAIS_READ_FLOW_MARK_H
#define DAIS_READ_FLOW_MARK_H

#include "base/str.h"

/* Whether @s begins with a mark and a space: "3. Opening". */
bool dais_flow_starts_with_mark(struct dais_str s);
/* Whether @s is a mark and nothing else; with @bare also "3". */
bool dais_flow_is_mark(struct dais_str s, bool bare);

#endif
