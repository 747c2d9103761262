/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers as word processors print them before paragraphs. Sources: ECMA-376-1:2016, 17.18.59
 * (ST_NumberFormat); OpenDocument 1.3 part 3, 19.506 (style:num-format).
 */
#ifndef DAIS_READ_FLOW_NUMBER_H
#define DAIS_READ_FLOW_NUMBER_H

#include "base/buf.h"

enum dais_flow_number {
	DAIS_FLOW_NUMBER_NONE,
	DAIS_FLOW_NUMBER_BULLET, /* the words around it are all */
	DAIS_FLOW_NUMBER_DECIMAL,
	DAIS_FLOW_NUMBER_DECIMAL_ZERO, /* 01, 02, ..., 10 */
	DAIS_FLOW_NUMBER_DECIMAL_WIDE, /* full-width digits */
	DAIS_FLOW_NUMBER_CIRCLED,      /* to 20, then decimal */
	DAIS_FLOW_NUMBER_DASHES,       /* - 1 - */
	DAIS_FLOW_NUMBER_LOWER_LETTER, /* z, aa, bb */
	DAIS_FLOW_NUMBER_UPPER_LETTER,
	DAIS_FLOW_NUMBER_LOWER_LETTER_PAIRS, /* z, aa, ab */
	DAIS_FLOW_NUMBER_UPPER_LETTER_PAIRS,
	DAIS_FLOW_NUMBER_LOWER_ROMAN,
	DAIS_FLOW_NUMBER_UPPER_ROMAN,
	DAIS_FLOW_NUMBER_ARABIC_ALPHA, /* order of the dictionary */
	DAIS_FLOW_NUMBER_ARABIC_ABJAD,
	DAIS_FLOW_NUMBER_ARABIC_DIGITS, /* Arabic-Indic */
	DAIS_FLOW_NUMBER_RUSSIAN_LOWER,
	DAIS_FLOW_NUMBER_RUSSIAN_UPPER,
	DAIS_FLOW_NUMBER_CHINESE, /* 一, 十一, 二十, 一百零一 */
	DAIS_FLOW_NUMBER_CHINESE_DIGITS, /* 一〇 */
	DAIS_FLOW_NUMBER_COUNT
};

/* Adds @value as @format prints it; what a format cannot print (0, too large) is decimal. */
void dais_flow_number_print(struct dais_buf *out, enum dais_flow_number format, unsigned value);

#endif
