/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Single characters of text/letters.h: ranges of Unicode, with what the six languages fold
 * together.
 */
#include "text/letters.h"

#include <stddef.h>

int
dais_scan_digit(uint32_t c)
{
	static const uint32_t zero[] = { '0', 0x660, 0x6F0, 0xFF10 };

	for (size_t i = 0; i < sizeof(zero) / sizeof(*zero); i++)
		if (c >= zero[i] && c <= zero[i] + 9)
			return (int)(c - zero[i]);
	return -1;
}

bool
dais_scan_is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
	       c == 0x205F || c == 0x3000;
}

bool
dais_scan_is_ignored(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x61C;
}

static int
fold_latin(uint32_t c, uint32_t out[2])
{
	/* Base letters of U+00C0..U+017F; '.' where there is none. */
	static const char base[] =
	    "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
	    "aaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll."
	    "...nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzzs";

	if (c >= 'A' && c <= 'Z') {
		out[0] = c + 0x20;
		return 1;
	}
	if (c >= 'a' && c <= 'z') {
		out[0] = c;
		return 1;
	}
	if (c == 0x152 || c == 0x153) {
		out[0] = 'o';
		out[1] = 'e';
		return 2;
	}
	if (c < 0xC0 || c == 0xD7 || c == 0xF7)
		return -1;
	out[0] = base[c - 0xC0] == '.' ? c : (uint32_t)base[c - 0xC0];
	return 1;
}

static int
fold_cyrillic(uint32_t c, uint32_t out[2])
{
	if (c >= 0x410 && c <= 0x42F)
		c += 0x20;
	else if (c >= 0x400 && c <= 0x40F)
		c += 0x50;
	if (c == 0x439) /* short i is i and a breve when decomposed */
		c = 0x438;
	if (c == 0x450 || c == 0x451)
		c = 0x435;
	out[0] = c;
	return 1;
}

static int
fold_arabic(uint32_t c, uint32_t out[2])
{
	if ((c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640 || (c >= 0x6D6 && c <= 0x6ED))
		return 0;
	if (c < 0x621 || (c > 0x64A && c < 0x66E))
		return -1;
	out[0] = c;
	if (c == 0x622 || c == 0x623 || c == 0x625 || c == 0x671)
		out[0] = 0x627;
	else if (c == 0x624)
		out[0] = 0x648;
	else if (c == 0x626 || c == 0x649 || c == 0x6CC)
		out[0] = 0x64A;
	else if (c == 0x629)
		out[0] = 0x647;
	else if (c == 0x6A9)
		out[0] = 0x643;
	return 1;
}

int
dais_scan_fold_letter(uint32_t c, uint32_t out[2])
{
	if (c < 0x180) {
		/* Raised letters of ordinals; the degree sign is often typed for the latter. */
		if (c == 0xAA || c == 0xBA || c == 0xB0) {
			out[0] = c == 0xAA ? 'a' : 'o';
			return 1;
		}
		return fold_latin(c, out);
	}
	if (c >= 0x300 && c <= 0x36F)
		return 0;
	if (c >= 0x400 && c <= 0x4FF)
		return fold_cyrillic(c, out);
	if (c >= 0x610 && c <= 0x6FF)
		return fold_arabic(c, out);
	if (c == 0x1D49 || c == 0x2B3) {
		out[0] = c == 0x1D49 ? 'e' : 'r';
		return 1;
	}
	return -1;
}
