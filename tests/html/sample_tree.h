/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A layout tree made by hand, shaped as src/write/compose makes them: two bodies, agendas,
 * annotations, documentation, timetable, plus a footnote, a free heading, a quotation in another
 * language and a bullet list.
 */
#ifndef DAIS_TESTS_HTML_SAMPLE_TREE_H
#define DAIS_TESTS_HTML_SAMPLE_TREE_H

#include "write/tree/tree.h"

struct dais_tree *sample_tree(struct dais_arena *a, enum dais_lang l);

#endif
