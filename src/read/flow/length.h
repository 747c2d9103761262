/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lengths as word processors write them. Sources: ECMA-376-1:2016, 22.9.2.15
 * (ST_UniversalMeasure); OpenDocument 1.3 part 3, 18.3.18 (length).
 */
#ifndef DAIS_READ_FLOW_LENGTH_H
#define DAIS_READ_FLOW_LENGTH_H

#include "base/str.h"

/* The length @s ("12pt", "-0.5in", "1.25cm", "240": mm, cm, in, pt, pc, pi, px, or twentieths of
 * a point when there is no unit) in twentieths of a point, cut at 5,000 points. False when it is
 * no length. */
bool dais_flow_length(struct dais_str s, int *ret_twips);

#endif
