/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Boxes of a terminal: cells that span columns and reach over rules, with the right crossing at
 * each corner.
 */
#include "text/direction.h"
#include "write/timetable/text_priv.h"

#define MARK_SHORT 6u   /* columns of a mark that always stands before its words */
#define WORDS_LEAST 14u /* columns for words behind a longer one: few words are cut */

/* U+2067 and U+2069: a stretch that runs from right to left and is ordered by itself. */
#define RTL_START "\xE2\x81\xA7"
#define RTL_END "\xE2\x81\xA9"

static void
spaces(struct text *x, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		dais_buf_put_char(x->out, ' ');
}

static void
put_styled(struct text *x, struct dais_str s, unsigned style)
{
	/* Blue (bright, which can be read on black, too), green, magenta, cyan, red, yellow, bright
	 * magenta: the terminal's own shades. */
	static const char *const items[] = { "1", "1;94", "1;32", "1;35", "1;36", "1;31", "1;33",
		"1;95" };
	static const char *const styles[] = { "", "1", "2", "2;9", "1;35" };

	if (!x->colour || style == STYLE_PLAIN || !s.n) {
		dais_buf_put(x->out, s);
		return;
	}
	dais_buf_printf(x->out, "\033[%sm",
	    style < STYLE_ITEM ? styles[style]
			       : items[(style - STYLE_ITEM) % DAIS_TIMETABLE_COLOURS]);
	dais_buf_put(x->out, s);
	dais_buf_puts(x->out, "\033[0m");
}

void
dais_text_put_line(struct text *x, const struct text_line *line, unsigned width)
{
	unsigned marked = dais_text_columns(line->mark);
	unsigned before = line->hang > marked ? line->hang - marked : 0;
	unsigned taken = marked + before + dais_text_columns(line->text);
	unsigned rest = width > taken ? width - taken : 0;

	if (x->rtl)
		spaces(x, rest);
	if (x->rtl && taken)
		dais_buf_puts(x->out, RTL_START);
	put_styled(x, line->mark, line->mark_style);
	spaces(x, before);
	put_styled(x, line->text, line->style);
	if (x->rtl && taken)
		dais_buf_puts(x->out, RTL_END);
	else if (!x->rtl)
		spaces(x, rest);
}

/* "10/00-13/00" after a fold reads from the right as behind the words above. */
static struct dais_str
begun(const struct text *x, struct dais_str line)
{
	return line.n && line.p[0] >= '0' && line.p[0] <= '9' ? dais_text_alone(x->a, x->l, line)
							      : line;
}

void
dais_text_put_lines(struct text *x, text_line_vec *ret, struct dais_str mark, unsigned mark_style,
    struct dais_str s, unsigned style, unsigned width)
{
	unsigned hang = dais_text_columns(mark);
	dais_str_lines lines;

	if (hang > width / 2 || (hang > MARK_SHORT && width < hang + WORDS_LEAST))
		hang = 2;
	lines = dais_text_wrap(x->a, s, width > hang ? width - hang : 1, true);
	if (dais_text_columns(mark) > hang) { /* a long mark has lines of its own */
		dais_str_lines marks =
		    dais_text_wrap(x->a, dais_str_trim(mark), width ? width : 1, true);

		for (size_t i = 0; i < marks.n; i++)
			*dais_vec_add(x->a, ret) =
			    (struct text_line){ .mark = marks.v[i], .mark_style = mark_style };
		mark = DAIS_STR_NONE;
	}
	for (size_t i = 0; i < lines.n; i++)
		*dais_vec_add(x->a, ret) = (struct text_line){ i ? DAIS_STR_NONE : mark, mark_style,
			begun(x, lines.v[i]), style, hang };
}

unsigned
dais_text_cell_width(const struct text *x, size_t first, size_t span)
{
	unsigned n = 3 * (unsigned)(span - 1);

	for (size_t i = first; i < first + span; i++)
		n += x->widths[i];
	return n;
}

struct text_band *
dais_text_band(struct text *x)
{
	struct text_band *b = DAIS_NEW(x->a, struct text_band);

	b->v = DAIS_NEW_N(x->a, x->columns, struct text_cell *);
	for (size_t i = 0; i < x->columns; i++)
		(void)dais_text_cell(x, b, i, 1);
	return b;
}

struct text_cell *
dais_text_cell(struct text *x, struct text_band *band, size_t first, size_t span)
{
	struct text_cell *c = DAIS_NEW(x->a, struct text_cell);

	c->first = first;
	c->span = span;
	for (size_t i = first; i < first + span; i++)
		band->v[i] = c;
	return c;
}

/* Column at place @i from the left. */
static size_t
column_at(const struct text *x, size_t i)
{
	return x->rtl ? x->columns - 1 - i : i;
}

static const char *
bar(const struct text *x)
{
	return x->ascii ? "|" : "│";
}

void
dais_text_put_band(struct text *x, struct text_band *band)
{
	size_t height = 0;

	for (size_t i = 0; i < x->columns; i++) {
		const struct text_cell *c = band->v[i];
		size_t left = c->lines.n - c->printed;

		if (!c->open && left > height)
			height = left;
	}
	for (size_t h = 0; h < height || (h == 0 && height == 0); h++) {
		for (size_t i = 0; i < x->columns;) {
			struct text_cell *c = band->v[column_at(x, i)];
			struct text_line none = { .hang = 0 };

			dais_buf_puts(x->out, bar(x));
			dais_buf_put_char(x->out, ' ');
			dais_text_put_line(x,
			    c->printed < c->lines.n ? &c->lines.v[c->printed++] : &none,
			    dais_text_cell_width(x, c->first, c->span));
			dais_buf_put_char(x->out, ' ');
			i += c->span;
		}
		dais_buf_puts(x->out, bar(x));
		dais_buf_put_char(x->out, '\n');
	}
}

/* Whether a bar of @band stands before place @i from the left (@i = columns: the last). */
static bool
has_bar(const struct text *x, const struct text_band *band, size_t i)
{
	if (!band)
		return false;
	if (i == 0 || i == x->columns)
		return true;
	return band->v[column_at(x, i - 1)] != band->v[column_at(x, i)];
}

/* Whether the rule is drawn at place @i: not through a cell that goes on. */
static bool
has_rule(
    const struct text *x, const struct text_band *above, const struct text_band *below, size_t i)
{
	size_t c = column_at(x, i);

	return !above || !below || above->v[c] != below->v[c];
}

void
dais_text_put_rule(struct text *x, const struct text_band *above, const struct text_band *below)
{
	/* Index: 8 up, 4 down, 2 left, 1 right. */
	static const char *const corners[] = { " ", "─", "─", "─", "│", "┌", "┐", "┬", "│", "└",
		"┘", "┴", "│", "├", "┤", "┼" };

	for (size_t i = 0; i <= x->columns; i++) {
		unsigned k = (has_bar(x, above, i) ? 8u : 0) | (has_bar(x, below, i) ? 4u : 0) |
			     (i > 0 && has_rule(x, above, below, i - 1) ? 2u : 0) |
			     (i < x->columns && has_rule(x, above, below, i) ? 1u : 0);

		dais_buf_puts(x->out, !x->ascii        ? corners[k]
				      : (k & 3u) == 0u ? ((k & 12u) ? "|" : " ")
				      : (k & 12u)      ? "+"
						       : "-");
		if (i == x->columns)
			break;
		for (unsigned w = 0; w < x->widths[column_at(x, i)] + 2; w++)
			dais_buf_puts(x->out, !has_rule(x, above, below, i) ? " "
					      : x->ascii                    ? "-"
									    : "─");
	}
	dais_buf_put_char(x->out, '\n');
}
