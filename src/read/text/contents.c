/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables of contents: the lines behind the heading "Contents", as far as lines go on to end with
 * the number of a page. They repeat titles and are no agenda.
 */
#include "read/text/read_priv.h"

#define HEADING_WITHIN 400u /* blocks from the start */
#define PIECES_MAX 6u       /* lines of one entry */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
read_ends_with_page(struct dais_str s, size_t *ret_n)
{
	size_t at = s.n, digits = 0, dots = 0, spaces = 0, tabs = 0;

	while (at > 0 && is_digit(s.p[at - 1]) && digits < 4) {
		at--;
		digits++;
	}
	if (!digits || digits > 3 || at == 0)
		return false;
	while (at > 0 && strchr(" \t.", s.p[at - 1])) {
		at--;
		dots += s.p[at] == '.';
		spaces += s.p[at] == ' ';
		tabs += s.p[at] == '\t';
	}
	while (at >= 3 && memcmp(s.p + at - 3, "\xE2\x80\xA6", 3) == 0) {
		at -= 3;
		dots += 3;
	}
	*ret_n = at;
	return at > 0 && (dots >= 3 || tabs >= 1 || spaces >= 3);
}

/* The same of a block, whose white space is single: a number behind a space. */
static bool
ends_with_number(struct dais_str s)
{
	size_t at = s.n, digits = 0;

	while (at > 0 && (is_digit(s.p[at - 1]) || strchr("ivxlc", s.p[at - 1])) && digits < 5) {
		at--;
		digits++;
	}
	return digits > 0 && digits < 5 && at > 0 &&
	       (s.p[at - 1] == ' ' || s.p[at - 1] == '.' || s.p[at - 1] == ')' ||
		   (unsigned char)s.p[at - 1] >= 0x80);
}

static size_t
find_heading(const struct reader *r)
{
	for (size_t b = 0; b < r->blocks.n && b < HEADING_WITHIN; b++) {
		if (r->blocks.v[b].text.n < 60 && r->blocks.v[b].text.n &&
		    read_is_phrase(&r->words->contents, r->blocks.v[b].text))
			return b;
	}
	return DAIS_NONE;
}

void
read_contents(struct reader *r)
{
	size_t heading = find_heading(r), last = heading;

	if (heading == DAIS_NONE)
		return;
	for (size_t b = heading + 1; b < r->blocks.n && b <= last + PIECES_MAX; b++) {
		struct dais_str s = r->blocks.v[b].text;

		if (s.n > 600 || r->blocks.v[b].role == DAIS_FLOW_HEADING)
			break;
		/* The number of this page behind the job number. */
		if (ends_with_number(s) && !read_job_number(s))
			last = b;
	}
	for (size_t b = heading; b <= last && last > heading + 1; b++)
		r->blocks.v[b].contents = true;
}
