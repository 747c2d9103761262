/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The characters of a line on their way to text, between those who order them (reorder.c) and
 * those who write them (text.c).
 */
#ifndef DAIS_READ_PDF_UNITS_PRIV_H
#define DAIS_READ_PDF_UNITS_PRIV_H

#include <unicode/uchar.h>

#include "read/pdf/pdf_priv.h"

/* A character on its way: what is drawn, or a space between words. */
struct pdf_unit {
	const struct dais_pdf_glyph *glyph; /* NULL: a space that is not drawn */
	uint32_t point;
	bool rightward; /* stands in a part that reads from right to left */
};

enum pdf_direction {
	PDF_LEFT_TO_RIGHT,
	PDF_WORDS_RIGHT_TO_LEFT,
	PDF_RIGHT_TO_LEFT
};

static inline bool
pdf_is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

static inline bool
pdf_is_mark(uint32_t c)
{
	return c >= 0x300 && (U_MASK(u_charType((UChar32)c)) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

static inline bool
pdf_is_right_to_left(uint32_t c)
{
	return c >= 0x590 && ((c < 0x900 && !(c >= 0x660 && c <= 0x669) && c != 0x66A &&
				  c != 0x66B && c != 0x66C && !(c >= 0x6F0 && c <= 0x6F9)) ||
				 (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF));
}

static inline bool
pdf_is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9);
}

static inline bool
pdf_is_left_to_right(uint32_t c)
{
	return !pdf_is_right_to_left(c) && u_isalpha((UChar32)c);
}

/* How a line reads: @u stand from left to right. @rtl_page: most of its page reads leftward. */
enum pdf_direction pdf_direction_of(const struct pdf_unit *u, size_t n, bool rtl_page);
/* Puts @u into the order of reading, marks behind their letters. @page: whose glyphs they are. */
void pdf_put_in_order(
    struct pdf_unit *u, size_t n, enum pdf_direction direction, const struct dais_pdf_page *page);

/* The ideograph that looks like a radical of the supplement (radicals.c); 0: there is none. */
uint32_t pdf_ideograph_of(uint32_t radical);

#endif
