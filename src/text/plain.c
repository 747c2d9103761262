/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A text as its words alone, so that what is typed from memory is found in what was printed.
 */
#include "base/buf.h"
#include "text/letters.h"
#include "text/typed.h"

enum sort {
	SORT_NONE,
	SORT_LETTER,
	SORT_DIGIT
};

struct plain {
	struct dais_buf *out;
	enum sort last; /* what stands at the end of @out, NONE behind what parts words */
};

static void
begin(struct plain *p, enum sort sort)
{
	if (p->last != sort && p->out->n)
		dais_buf_put(p->out, DAIS_STR(" "));
	p->last = sort;
}

static void
put_letter(struct plain *p, const uint32_t *letters, int n)
{
	begin(p, SORT_LETTER);
	for (int i = 0; i < n; i++)
		dais_buf_put_cp(p->out, letters[i]);
}

/* Letters of scripts that the tables of words do not fold: they stand for themselves. */
static bool
is_other_letter(uint32_t c)
{
	return (c >= 0x370 && c < 0x600) || (c >= 0x700 && c < 0x2000) ||
	       (c >= 0x3040 && c < 0xFE00) || c >= 0x10000;
}

static void
put(struct plain *p, uint32_t c)
{
	int digit = dais_scan_digit(c), n;
	uint32_t out[2];

	if (dais_scan_is_ignored(c))
		return;
	if (digit >= 0) {
		begin(p, SORT_DIGIT);
		dais_buf_printf(p->out, "%d", digit);
		return;
	}
	n = dais_scan_fold_letter(c, out);
	if (n < 0 && is_other_letter(c)) {
		out[0] = c;
		n = 1;
	}
	if (n > 0)
		put_letter(p, out, n);
	else if (n < 0)
		p->last = SORT_NONE;
}

struct dais_str
dais_text_plain(struct dais_arena *a, struct dais_str s)
{
	DAIS_BUF_AUTO b = { 0 };
	struct plain p = { .out = &b };

	dais_buf_init(&b, s.n * 4 + 1);
	for (size_t at = 0; at < s.n;)
		put(&p, dais_str_decode(s, &at));
	return dais_buf_dup(&b, a);
}
