/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * An agenda-like layout tree for tests of writers: masthead, two agendas, annotations with
 * documentation lists, a footnote, a timetable of nine sittings for two bodies.
 */
#ifndef DAIS_TESTS_PDF_SAMPLE_TREE_H
#define DAIS_TESTS_PDF_SAMPLE_TREE_H

#include "write/tree/tree.h"

/* The sample in @lang in @a; the annotations are repeated @times (1: about a dozen pages). Their
 * words come from the files of the example in @folder ("<root>/examples/untoc-2022"), references
 * replaced by plain words. */
struct dais_tree *sample_tree(
    struct dais_arena *a, enum dais_lang lang, const char *folder, size_t times);

#endif
