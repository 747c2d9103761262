/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/flow/mark.h"

static bool
is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0xFF10 && c <= 0xFF19);
}

static bool
is_han_digit(uint32_t c)
{
	static const uint32_t digits[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03,
		0x516B, 0x4E5D, 0x5341 };

	for (size_t i = 0; i < sizeof(digits) / sizeof(digits[0]); i++) {
		if (digits[i] == c)
			return true;
	}
	return false;
}

static bool
is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x44F) ||
	       (c >= 0x620 && c <= 0x64A);
}

static bool
is_bullet(uint32_t c)
{
	return c == 0x2022 || c == 0x2013 || c == 0x2014 || c == 0x25AA || c == 0x25CF ||
	       c == 0x25E6 || c == 0xB7 || c == '*' || c == '-';
}

/* What stands between the brackets and stops of a mark. */
struct core {
	unsigned digits, letters, han, dots;
	uint32_t last; /* the stop behind it, or 0 */
	bool bracket;
};

static size_t
scan_core(struct dais_str s, struct core *c)
{
	size_t at = 0;

	*c = (struct core){ .last = 0 };
	while (at < s.n) {
		size_t next = at;
		uint32_t ch = dais_str_decode(s, &next);

		if (at == 0 && (ch == '(' || ch == 0xFF08 || ch == '['))
			c->bracket = true;
		else if (is_digit(ch))
			c->digits++;
		else if (is_han_digit(ch))
			c->han++;
		else if (is_letter(ch))
			c->letters++;
		else if (ch == '.' && next < s.n && is_digit((unsigned char)s.p[next]))
			c->dots++;
		else if (ch == '.' || ch == ')' || ch == 0xFF09 || ch == 0x3001 || ch == 0xFF0E ||
			 ch == ']' || ch == ':')
			c->last = ch;
		else if (c->digits && (ch == '-' || ch == 0x2013))
			c->last = ch; /* as Arabic texts have it */
		else
			break;
		at = next;
		if (c->last)
			break;
	}
	return at;
}

static bool
is_core(const struct core *c, bool bare)
{
	unsigned kinds = (c->digits > 0) + (c->letters > 0) + (c->han > 0);

	if (kinds == 0 || kinds > 2 || c->digits > 4 || c->letters > 4 || c->han > 3 ||
	    c->dots > 3 || c->last == ':' || (c->dots && !c->digits))
		return false;
	if (!c->last)
		return bare && !c->bracket && !c->letters;
	/* "No." and "Mr." are words; "ii)" and "(iv)" are marks, and so is "A.". */
	return !c->letters || c->last != '.' || c->letters == 1;
}

/* Bytes of the mark that begins @s; 0 if there is none. */
static size_t
mark_bytes(struct dais_str s, bool bare)
{
	struct core c;
	size_t at = 0, n;

	if (s.n && is_bullet(dais_str_decode(s, &at)))
		return at;
	n = scan_core(s, &c);
	return is_core(&c, bare) ? n : 0;
}

bool
dais_flow_starts_with_mark(struct dais_str s)
{
	size_t n = mark_bytes(s, false);

	return n > 0 && n < s.n && (s.p[n] == ' ' || (unsigned char)s.p[n] >= 0xE3);
}

bool
dais_flow_is_mark(struct dais_str s, bool bare)
{
	return s.n > 0 && s.n <= 16 && mark_bytes(s, bare) == s.n;
}
