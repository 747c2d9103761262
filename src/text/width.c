/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Folding by display width.
 */
#include "text/width.h"

#include <unicode/uchar.h>

static unsigned
width_of(uint32_t cp)
{
	int8_t type = u_charType((UChar32)cp);
	int32_t east = u_getIntPropertyValue((UChar32)cp, UCHAR_EAST_ASIAN_WIDTH);

	if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
		return 0;
	return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

unsigned
dais_text_columns(struct dais_str s)
{
	unsigned n = 0;

	for (size_t at = 0; at < s.n;)
		n += width_of(dais_str_decode(s, &at));
	return n;
}

static bool
is_one_of(uint32_t cp, const char *set)
{
	struct dais_str s = dais_str_from(set);

	for (size_t at = 0; at < s.n;) {
		if (dais_str_decode(s, &at) == cp)
			return true;
	}
	return false;
}

static bool
is_closing(uint32_t cp)
{
	return is_one_of(cp, "、。，．：；！？）」』》〉】〕”’…%),.:;!?]");
}

static bool
is_opening(uint32_t cp)
{
	return is_one_of(cp, "（「『《〈【〔“‘([");
}

static bool
is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* Whether a line may end behind a hyphen: not within "23-27" or "--write". */
static bool
may_break_at_hyphen(uint32_t earlier, uint32_t after)
{
	return earlier != ' ' && earlier != '-' && !(is_digit(earlier) && is_digit(after));
}

/* Whether a line may end between two neighbours that are no spaces; @earlier stands before both. A
 * figure stays with the Chinese unit after it. */
static bool
may_break(uint32_t earlier, uint32_t before, uint32_t after, bool at_hyphens)
{
	if (at_hyphens && (before == '-' || before == 0x2013))
		return may_break_at_hyphen(earlier, after);
	if (width_of(before) < 2 && width_of(after) < 2)
		return false;
	if (is_digit(before) || is_digit(after))
		return width_of(before) == 2 && !u_isUAlphabetic((UChar32)before) &&
		       !is_opening(before);
	return !is_closing(after) && !is_opening(before) && width_of(after) > 0 && before != 0xA0 &&
	       after != 0xA0;
}

struct folder {
	struct dais_arena *a;
	struct dais_str s;
	dais_str_lines lines;
	size_t start;      /* of the line */
	size_t end, next;  /* last possible end of the line and start of the next; next 0: none */
	unsigned columns;  /* taken since start */
	unsigned after;    /* columns taken since `next` */
};

static void
end_line(struct folder *f, size_t end, size_t next)
{
	struct dais_str line = dais_str_sub(f->s, f->start, end);

	while (line.n && line.p[line.n - 1] == ' ')
		line.n--;
	dais_vec_push(f->a, &f->lines, line);
	f->start = next;
	f->next = 0;
}

static void
mark_break(struct folder *f, size_t end, size_t next)
{
	f->end = end;
	f->next = next;
	f->after = 0;
}

static void
overflow(struct folder *f, size_t here, bool cut, unsigned w)
{
	if (f->next) {
		unsigned after = f->after;

		end_line(f, f->end, f->next);
		f->columns = after;
	} else if (cut && here > f->start) {
		end_line(f, here, here);
		f->columns = w;
	}
}

dais_str_lines
dais_text_wrap(struct dais_arena *a, struct dais_str s, unsigned width, bool at_hyphens)
{
	struct folder f = { .a = a, .s = s };
	uint32_t earlier = ' ', before = ' ';

	for (size_t at = 0; at < s.n;) {
		size_t here = at;
		uint32_t cp = dais_str_decode(s, &at);
		unsigned w = width_of(cp);

		if (cp == '\n') {
			end_line(&f, here, at);
			f.columns = 0;
			earlier = before = ' ';
			continue;
		}
		if (cp == ' ') {
			if (f.columns)
				mark_break(&f, here, at);
			else
				f.start = at; /* no line starts with a space */
			f.columns += f.columns ? 1 : 0;
			earlier = before;
			before = cp;
			continue;
		}
		if (before != ' ' && may_break(earlier, before, cp, at_hyphens))
			mark_break(&f, here, here);
		f.columns += w;
		f.after += w;
		if (f.columns > width)
			overflow(&f, here, at_hyphens, w);
		earlier = before;
		before = cp;
	}
	if (f.start < s.n || !f.lines.n)
		end_line(&f, s.n, s.n);
	return f.lines;
}
