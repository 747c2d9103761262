/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines of a text, and which of them are page furniture: running headers made of symbols, job and
 * page numbers, addresses of links that extraction dropped into the flow. Recognised by shape
 * alone, in no language. Source: domain.md 2.2 and 2.4 (masthead, job numbers, links).
 */
#include "read/text/read_priv.h"

/* Wider than any printed line, in code points. */
#define WRAPPED_MIN 48u         /* characters of the lines of a text that was wrapped */
#define WRAPPED_CHINESE_MIN 30u
#define LONG_LINE 200u

#define HEAD_LINES 12u  /* of a document, before its title */
#define GOING_ON_MIN 12u /* percent */
#define APART 9u        /* blank lines that a line apart from others stands for */
#define BESIDE_FOOT 4u  /* lines */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits at @*at of @s, at least @min and at most @max of them. */
static bool
digits(struct dais_str s, size_t *at, size_t min, size_t max)
{
	size_t n = 0;

	while (*at < s.n && is_digit(s.p[*at]) && n <= max) {
		++*at;
		n++;
	}
	return n >= min && n <= max;
}

size_t
read_job_number(struct dais_str s)
{
	size_t at = 0;

	while (at < s.n && at < 3 && s.p[at] >= 'A' && s.p[at] <= 'Z')
		at++;
	if (at > 0 && (at >= s.n || s.p[at++] != '.'))
		return 0;
	if (!digits(s, &at, 2, 2) || at >= s.n || s.p[at++] != '-' || !digits(s, &at, 5, 5))
		return 0;
	if (at < s.n && s.p[at] != ' ')
		return 0;
	if (at + 4 <= s.n && s.p[at + 1] == '(' && s.p[at + 3] == ')')
		at += 4;
	return at;
}

static bool
is_page_number(struct dais_str s)
{
	size_t at = 0;

	s = dais_str_trim(s);
	if (!digits(s, &at, 1, 3))
		return false;
	if (at == s.n)
		return true;
	return s.p[at++] == '/' && digits(s, &at, 1, 3) && at == s.n;
}

static bool
is_link(struct dais_str s)
{
	return (dais_str_has_prefix(s, DAIS_STR("http://")) ||
		   dais_str_has_prefix(s, DAIS_STR("https://"))) &&
	       dais_str_find_char(s, ' ', 0) == SIZE_MAX;
}

/* A line that is a symbol and nothing else, not the end of a sentence or list entry. */
static bool
is_symbol_line(struct dais_str s)
{
	return s.n < 200 && read_is_whole_symbol(s);
}

static bool
is_rule(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!strchr("-=~_*+: ", s.p[i]))
			return false;
	}
	return s.n >= 3;
}

static enum line_role
role_of(struct reader *r, const struct text_line *l)
{
	size_t n = read_job_number(l->trim);

	if (is_rule(l->trim))
		return LINE_RULE;
	if (is_link(l->trim))
		return LINE_LINK;
	if (n && (n == l->trim.n || is_page_number(dais_str_sub(l->trim, n, l->trim.n)))) {
		read_set_job(r, dais_str_sub(l->trim, 0, n));
		return LINE_FOOTER;
	}
	if (!n && l->trim.n > 8 && is_digit(l->trim.p[0])) { /* "2/10 V.22-00789" */
		size_t space = dais_str_find_char(l->trim, ' ', 0);
		struct dais_str rest = space == SIZE_MAX
					   ? DAIS_STR_NONE
					   : dais_str_trim(dais_str_sub(l->trim, space, l->trim.n));

		if (rest.n && is_page_number(dais_str_sub(l->trim, 0, space)) &&
		    read_job_number(rest) == rest.n) {
			read_set_job(r, rest);
			return LINE_FOOTER;
		}
	}
	return is_symbol_line(l->trim) ? LINE_SYMBOL : LINE_TEXT;
}

static bool
is_in_masthead(const struct reader *r, size_t i)
{
	return i < HEAD_LINES && (!r->items_begin || r->lines.v[i].no < r->items_begin);
}

/* Whether line @i is a symbol that the head of the document gives, too. */
static bool
is_of_head(const struct reader *r, size_t i)
{
	for (size_t k = 0; k < HEAD_LINES && k < r->lines.n && is_in_masthead(r, k); k++) {
		if (r->lines.v[k].role == LINE_SYMBOL &&
		    dais_str_eq(r->lines.v[k].trim, r->lines.v[i].trim))
			return true;
	}
	return false;
}

/* Whether line @i or the other half of a joint symbol, above or below it, is one of the head; true
 * when the head has none. */
static bool
may_be_own(const struct reader *r, size_t i)
{
	bool none = true;

	for (size_t k = 0; k < HEAD_LINES && k < r->lines.n && is_in_masthead(r, k); k++)
		none = none && r->lines.v[k].role != LINE_SYMBOL;
	if (none || is_of_head(r, i))
		return true;
	if (i > 0 && r->lines.v[i - 1].role == LINE_SYMBOL && r->lines.v[i].gap == 0 &&
	    is_of_head(r, i - 1))
		return true;
	return i + 1 < r->lines.n && r->lines.v[i + 1].role == LINE_SYMBOL &&
	       r->lines.v[i + 1].gap == 0 && is_of_head(r, i + 1);
}

/* Whether the symbol on line @i is the document's own: at its head, beside a page's foot, or a
 * running head that comes again. Lists of documents have lines like it. */
static bool
is_own_symbol(const struct reader *r, size_t i, const struct dais_map *seen)
{
	size_t from = i > BESIDE_FOOT ? i - BESIDE_FOOT : 0;
	size_t first = dais_map_get(seen, r->lines.v[i].trim);

	if (is_in_masthead(r, i))
		return true;
	for (size_t k = from; k < r->lines.n && k <= i + BESIDE_FOOT; k++) {
		if (r->lines.v[k].role == LINE_FOOTER && may_be_own(r, i))
			return true;
	}
	return first != DAIS_MAP_NONE && first != i && first < HEAD_LINES;
}

/* A symbol alone on a line is furniture when lines before and after are far away or furniture too;
 * inside a paragraph (a title that ends with its symbol on a line of its own) it is text. */
static void
settle_symbols(struct reader *r)
{
	struct dais_map seen;

	dais_map_init(&seen, r->a);
	for (size_t i = 0; i < r->lines.n; i++) {
		if (r->lines.v[i].role == LINE_SYMBOL)
			(void)dais_map_add(&seen, r->lines.v[i].trim, i);
	}
	for (size_t i = 0; i < r->lines.n; i++) {
		struct text_line *l = &r->lines.v[i];
		bool joint =
		    l->trim.n && i + 1 < r->lines.n && r->lines.v[i + 1].role == LINE_SYMBOL;
		bool after_open = i > 0 && r->lines.v[i - 1].role == LINE_TEXT &&
				  l->gap <= r->gap &&
				  r->lines.v[i - 1].trim.p[r->lines.v[i - 1].trim.n - 1] != '.';

		if (l->role != LINE_SYMBOL)
			continue;
		/* The document itself is listed under an item. */
		if (i >= HEAD_LINES && r->lines.v[i - 1].role == LINE_TEXT &&
		    read_is_phrase(&r->words->documentation, r->lines.v[i - 1].trim)) {
			l->role = LINE_TEXT;
			continue;
		}
		if ((after_open && !joint && i >= HEAD_LINES) || !is_own_symbol(r, i, &seen))
			l->role = LINE_TEXT;
		else
			read_add_own_symbols(r, l->trim);
	}
}

static void
add_line(struct reader *r, struct text_line l)
{
	size_t column = r->has_title ? 0 : read_second_column(r, &l);
	struct text_line second = l;

	/* Lists and tables come behind the title. */
	r->has_title |= l.trim.n < 160 && (read_is_phrase(&r->words->agenda, l.trim) ||
					      read_is_phrase(&r->words->timetable, l.trim) ||
					      read_is_phrase(&r->words->list_of_documents, l.trim));
	if (!r->items_begin && l.no < 400 && read_mark(r, l.trim).kind == MARK_NUMBER)
		r->items_begin = l.no;
	column = column ? column : read_document_column(r, &l);
	second.trim = dais_str_sub(l.trim, column, l.trim.n);
	second.gap = 0;
	if (column)
		l.trim = dais_str_trim(dais_str_sub(l.trim, 0, column));
	l.role = role_of(r, &l);
	dais_vec_push(r->a, &r->lines, l);
	if (!column)
		return;
	second.role = role_of(r, &second);
	second.cell = LINE_CELL_BESIDE;
	dais_vec_push(r->a, &r->lines, second);
}

/* @raw with spaces for the bars between the cells of "| 1. | Opening | A/1 |"; others as they are.
 */
static struct dais_str
without_bars(struct reader *r, struct dais_str raw)
{
	struct dais_str trim = dais_str_trim(raw);
	char *copy;

	if (trim.n < 3 || trim.p[0] != '|' || trim.p[trim.n - 1] != '|' ||
	    dais_str_find_char(trim, '|', 1) == trim.n - 1)
		return raw;
	copy = dais_arena_cstr(r->a, raw);
	for (size_t i = 0; i < raw.n; i++)
		copy[i] = copy[i] == '|' ? ' ' : copy[i];
	return (struct dais_str){ copy, raw.n };
}

void
read_lines(struct reader *r, struct dais_str bytes)
{
	struct dais_str rest = bytes, raw;
	unsigned no = 0, gap = 0;
	bool apart, was_apart = false, cell;

	const size_t column = read_translation_column(bytes);

	r->is_markdown = read_is_markdown(bytes);

	while (dais_str_next_line(&rest, &raw)) {
		struct dais_str trim;

		raw = without_bars(r, read_left_column(raw, column));
		trim = dais_str_trim(raw);
		no++;
		while (trim.n && (trim.p[0] == '\f' || trim.p[0] == '\v'))
			trim = dais_str_trim(dais_str_sub(trim, 1, trim.n));
		while (trim.n >= 2 && memcmp(trim.p, "\xC2\xA0", 2) == 0)
			trim = dais_str_trim(dais_str_sub(trim, 2, trim.n));
		/* edges of a table */
		while (trim.n && trim.p[0] == '|')
			trim = dais_str_trim(dais_str_sub(trim, 1, trim.n));
		cell = trim.n && trim.p[trim.n - 1] == '|';
		while (trim.n && trim.p[trim.n - 1] == '|')
			trim = dais_str_trim(dais_str_sub(trim, 0, trim.n - 1));
		if (!trim.n) {
			gap++;
			continue;
		}
		if (r->lines.n >= DAIS_TEXT_READ_LINES_MAX) {
			dais_diags_add(r->diags, "read", DAIS_SEVERITY_WARNING,
			    &(struct dais_place){ .file = r->out->file, .line = no },
			    "more than %u lines of text: the rest is not read",
			    DAIS_TEXT_READ_LINES_MAX);
			break;
		}
		apart = r->is_markdown && read_markdown_line(&trim);
		if (!trim.n)
			continue;
		add_line(r, (struct text_line){
				raw, trim, no, apart || was_apart ? APART : gap, LINE_TEXT });
		was_apart = apart || cell; /* a row of one cell */
		gap = 0;
	}
	r->has_title = false;
	read_measure(r);
	settle_symbols(r);
	read_rows_of_items(r);
	read_join_lone_numbers(r);
}

/* Of the lines behind one blank line, how many in a hundred go on with the sentence before it. */
static unsigned
share_going_on(const struct reader *r)
{
	size_t all = 0, going_on = 0;

	for (size_t i = 1; i < r->lines.n; i++) {
		const struct text_line *p = &r->lines.v[i - 1], *l = &r->lines.v[i];
		bool full;

		if (l->role != LINE_TEXT || p->role != LINE_TEXT || l->gap != 1)
			continue;
		all++;
		full = dais_str_count(dais_str_sub(p->trim, 0, 1100)) * 4 >= r->width * 3;
		/* Letters without case tell nothing; a full line does, unless it ends in figures
		 * ("10:00-13:00"), is the heading of an item, or an item begins below. */
		full &= r->width >= ((unsigned char)l->trim.p[0] >= 0xE3 ? WRAPPED_CHINESE_MIN
									 : WRAPPED_MIN) &&
			(unsigned char)p->trim.p[p->trim.n - 1] >= 0x80 &&
			read_mark(r, p->trim).kind == MARK_NONE &&
			read_mark(r, l->trim).kind == MARK_NONE;
		going_on += !read_ends_sentence(p->trim) &&
			    ((read_starts_low(l->trim) && (unsigned char)l->trim.p[0] < 0xE3) ||
				(full && (unsigned char)l->trim.p[0] >= 0xD8));
	}
	return all ? (unsigned)(going_on * 100 / all) : 0;
}

void
read_measure(struct reader *r)
{
	size_t by_gap[3] = { 0 };
	size_t by_width[256] = { 0 };
	size_t seen = 0, text = 0, bytes = 0, in_long = 0;

	for (size_t i = 0; i < r->lines.n; i++) {
		const struct text_line *l = &r->lines.v[i];
		size_t w;

		if (l->role != LINE_TEXT)
			continue;
		text++;
		if (i > 0)
			by_gap[l->gap < 2 ? l->gap : 2]++;
		w = dais_str_count(dais_str_sub(l->trim, 0, 1100));
		by_width[w < 255 ? w : 255]++;
		bytes += l->trim.n;
		in_long += w > LONG_LINE ? l->trim.n : 0;
	}
	r->unwrapped = in_long * 2 > bytes;
	/* A full line: the width that one line in ten reaches. */
	r->width = 255;
	while (r->width > 20) {
		seen += by_width[r->width];
		if (seen * 10 >= text)
			break;
		r->width--;
	}
	/* Extraction may put a blank line between any two lines: one is then no sign of anything.
	 */
	r->gap = by_gap[1] > 4 * by_gap[0] && by_gap[1] > by_gap[2] && by_gap[1] > 8 &&
			 share_going_on(r) >= GOING_ON_MIN
		     ? 1
		     : 0;
}
