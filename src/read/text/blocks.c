/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Paragraphs. Lines are joined until a gap wider than usual, an item mark, or a line that ends a
 * sentence although the next word would still have fitted. Page furniture between two lines does
 * not end a paragraph. Every byte of a block's text can be traced to its line and column.
 */
#include "read/text/read_priv.h"

#define NEAR_BLOCKS 40u
#define BETWEEN_MAX 200u  /* bytes of a heading between two items */
#define LABEL_MAX 60u      /* bytes */
#define LABEL_WORDS_MAX 3u
#define LINES_AROUND 12u  /* lines whose width tells how wide a title may be */
#define LINE_BYTES_MAX 600u
#define SHORT_TENTHS 6u   /* tenths of that width: a title ends there by itself */
#define PRINTED_MIN 30u /* characters of the lines of a text that was set in lines */

struct dais_str
read_span(const struct reader *r, struct text_span s)
{
	if (s.block >= r->blocks.n)
		return DAIS_STR_NONE;
	return dais_str_sub(r->blocks.v[s.block].text, s.at, s.at + s.n);
}

struct dais_str
read_title(const struct reader *r, const struct sketch_item *it)
{
	return it->given.n ? it->given : read_span(r, it->title);
}

struct dais_line_start
read_place(const struct reader *r, size_t block, size_t at)
{
	const struct text_block *b = &r->blocks.v[block];
	struct dais_line_start p = { .at = at };
	size_t lo = 0, hi = b->map.n, raw_at;
	const struct text_line *l;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (b->map.v[mid].at <= at)
			lo = mid;
		else
			hi = mid;
	}
	raw_at = b->map.v[lo].raw_at + (at - b->map.v[lo].at);
	if (b->source) {
		struct dais_place q =
		    dais_flow_place(r->flow, &r->flow->blocks.v[b->map.v[lo].line], raw_at, 0);

		p.page = q.page;
		p.line = q.line;
		p.column = q.column;
		return p;
	}
	l = &r->lines.v[b->map.v[lo].line];
	p.line = l->no;
	/* Columns of one endless line would cost its square. */
	if (raw_at < 100000)
		p.column = (unsigned)dais_str_count(dais_str_sub(l->raw, 0, raw_at)) + 1;
	return p;
}

/* Whether @s ends a sentence or list entry, closing marks skipped. */
bool
read_ends_sentence(struct dais_str s)
{
	static const char *const ends[] = { ".", ";", ":", "!", "?", "。", "；", "：", "؛", "؟" };
	static const char *const closers[] = { "”", "»", ")", "\"", "’", " ", "）" };

	for (int again = 1; again;) {
		again = 0;
		for (size_t i = 0; i < sizeof(closers) / sizeof(closers[0]); i++) {
			struct dais_str c = dais_str_from(closers[i]);

			if (s.n > c.n && dais_str_has_suffix(s, c)) {
				s.n -= c.n;
				again = 1;
			}
		}
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (dais_str_has_suffix(s, dais_str_from(ends[i])))
			return true;
	}
	return false;
}

bool
read_is_point(struct dais_str s)
{
	static const char *const marks[] = { "- ", "– ", "— ", "• ", "* ", "·", "▪ ", "o " };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (dais_str_has_prefix(s, dais_str_from(marks[i])))
			return s.n > strlen(marks[i]) + 1;
	}
	return false;
}

bool
read_starts_low(struct dais_str s)
{
	size_t at = 0;
	uint32_t c = s.n ? dais_str_decode(s, &at) : 0;

	return (c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFF) || (c >= 0x430 && c <= 0x45F) ||
	       (c >= 0x4E00 && c <= 0x9FFF);
}

/* Whether the first word of @next would have fitted on the line @l. */
bool
read_is_short(const struct reader *r, const struct text_line *l, const struct text_line *next)
{
	size_t space = dais_str_find_char(next->trim, ' ', 0);
	/* A Chinese line may end behind any letter. */
	size_t word = (unsigned char)next->trim.p[0] >= 0xE3
			  ? 1
			  : dais_str_count(dais_str_sub(next->trim, 0, space < 60 ? space : 60));

	if (dais_str_has_suffix(l->raw, DAIS_STR("  ")))
		return true;
	/* A tenth of slack: extracted lines of a proportional font differ in length. */
	return l->trim.n < 1000 && dais_str_count(l->trim) + 1 + word <= r->width - r->width / 10;
}

/* The number of the last item or paragraph before the block being read; 0: none is near. */
static unsigned
last_number(const struct reader *r)
{
	for (size_t n = 0; n < NEAR_BLOCKS && n < r->blocks.n; n++) {
		struct item_mark m = r->blocks.v[r->blocks.n - 1 - n].mark;

		if (m.kind == MARK_NUMBER)
			return m.value;
		if (m.kind == MARK_DECIMAL)
			return m.major;
	}
	return 0;
}

/* The last roman numeral before the next line; 0: none is near. */
static unsigned
last_roman(const struct reader *r)
{
	for (size_t n = 0; n < NEAR_BLOCKS && n < r->blocks.n; n++) {
		const struct item_mark *m = &r->blocks.v[r->blocks.n - 1 - n].mark;

		if (m->kind == MARK_ROMAN)
			return m->value;
	}
	return 0;
}

/* Whether block @b names documents of an item and nothing else: they are no part of its numbering,
 * so that the next item may come right behind them. */
static bool
names_documents(const struct reader *r, const struct text_block *b)
{
	struct dais_str s = r->lines.v[b->first].trim;

	return b->mark.kind == MARK_NONE && (read_document_head(s) || read_document_label(r, s) ||
						read_is_document_remark(r, s));
}

/* The mark of the last block that has one, before the block being read. */
static struct item_mark
last_mark(const struct reader *r)
{
	for (size_t n = 1; n < NEAR_BLOCKS && n < r->blocks.n; n++) {
		const struct item_mark *m = &r->blocks.v[r->blocks.n - 1 - n].mark;

		if (m->kind != MARK_NONE)
			return *m;
	}
	return (struct item_mark){ .kind = MARK_NONE };
}

/* Whether block @b is one short line so far, @prev, behind a gap: a heading of the items below it.
 */
static bool
is_heading_alone_before(
    const struct reader *r, const struct text_block *b, const struct text_line *prev)
{
	return b->mark.kind == MARK_NONE && b->gap_before && &r->lines.v[b->first] == prev &&
	       prev->trim.n < BETWEEN_MAX && !read_ends_with_small_word(prev->trim);
}

/* Whether mark @m in the middle of running lines can open a new block. */
static bool
mark_opens(const struct reader *r, const struct text_block *b, const struct text_line *prev,
    struct dais_str line, struct item_mark m)
{
	struct item_mark was = b->mark;

	if (m.kind == MARK_NONE)
		return false;
	if (read_ends_sentence(prev->trim) || m.worded)
		return true;
	if (was.kind == MARK_NONE && names_documents(r, b))
		was = last_mark(r);
	if (m.kind == MARK_LETTER && m.roman &&
	    (was.kind == MARK_LETTER ? m.roman == was.roman + 1
				     : m.roman == 1 && was.kind != MARK_NONE))
		return true;
	if (m.kind == MARK_NUMBER && was.kind == MARK_NUMBER && was.value == m.value)
		return read_letter_behind(line, m).kind == MARK_LETTER;
	if (m.kind == MARK_NUMBER && is_heading_alone_before(r, b, prev))
		return m.value == last_number(r) + 1;
	if (m.kind == MARK_NUMBER)
		return m.value == 1 || was.worded ||
		       ((was.kind != MARK_NONE || b->between) && m.value == last_number(r) + 1);
	if (m.kind == MARK_DECIMAL)
		return (was.kind == MARK_NUMBER && was.value == m.major) ||
		       (was.kind == MARK_DECIMAL && was.major == m.major &&
			   m.value == was.value + 1);
	if (m.kind == MARK_ROMAN)
		return m.value > 1 && m.value == last_roman(r) + 1;
	if (m.kind == MARK_LETTER && was.kind == MARK_ROMAN)
		return m.value == 0;
	if (m.kind == MARK_CAPITAL)
		return (was.kind == MARK_NUMBER && m.value == 0) ||
		       (was.kind == MARK_CAPITAL && m.value == was.value + 1);
	return (was.kind == MARK_LETTER && m.value == was.value + 1) ||
	       (was.kind == MARK_NUMBER && (m.value == 0 || m.major == was.value));
}

/* Columns up to which the lines around line @i are written. */
static size_t
width_around(const struct reader *r, size_t i)
{
	size_t widest = 0;

	for (size_t k = i > LINES_AROUND ? i - LINES_AROUND : 0;
	    k < r->lines.n && k <= i + LINES_AROUND; k++) {
		const struct text_line *l = &r->lines.v[k];
		size_t end = (size_t)(l->trim.p - l->raw.p);

		if (l->role != LINE_TEXT || l->trim.n > LINE_BYTES_MAX)
			continue;
		end += dais_str_count(l->trim);
		widest = end > widest ? end : widest;
	}
	return widest;
}

/* Whether the documents of an item are complete with line @p, the first of block @b. */
static bool
is_whole_document_line(
    const struct reader *r, const struct text_block *b, const struct text_line *p)
{
	char last = p->trim.p[p->trim.n - 1];

	return &r->lines.v[b->first] == p && b->mark.kind == MARK_NONE && last != ',' &&
	       last != ';' && r->items_begin && p->no > r->items_begin &&
	       (read_is_whole_symbol(p->trim) || read_document_label(r, p->trim) ||
		   read_is_document_remark(r, p->trim));
}

/* Whether line @i is what stands under a title, not its rest: a title in capitals over words that
 * are not, or one that ends long before the lines around it do, over a line with a capital. */
static bool
is_below_title(const struct reader *r, const struct text_block *b, size_t prev, size_t i)
{
	const struct text_line *p = &r->lines.v[prev], *l = &r->lines.v[i];
	size_t end = (size_t)(p->trim.p - p->raw.p);
	size_t space = dais_str_find_char(l->trim, ' ', 0);

	if (b->mark.kind == MARK_NONE || read_starts_low(l->trim) ||
	    (unsigned char)l->trim.p[0] >= 0xD8 || read_ends_with_small_word(p->trim) ||
	    p->trim.n > LINE_BYTES_MAX)
		return false;
	if (read_is_in_capitals(dais_str_sub(p->trim, b->first == prev ? b->mark.n : 0, p->trim.n)))
		return !read_is_in_capitals(l->trim) && space < l->trim.n;
	if (b->first != prev ||
	    !((l->trim.p[0] >= 'A' && l->trim.p[0] <= 'Z') || (unsigned char)l->trim.p[0] >= 0xC3))
		return false;
	end += dais_str_count(p->trim) + 1 +
	       dais_str_count(dais_str_sub(l->trim, 0, space < l->trim.n ? space : l->trim.n));
	return end * 10 <= width_around(r, i) * SHORT_TENTHS;
}

/* "Item 3" alone on the first line of a block, the title on the next. */
static bool
is_heading_alone(const struct reader *r, const struct text_block *b, const struct text_line *p)
{
	unsigned number;
	int letter;

	return b->gap_before && &r->lines.v[b->first] == p &&
	       read_item_reference(r, p->trim, &number, &letter);
}

/* Whether line @l, behind items, is a document of the item above, not the rest of a sentence. */
static bool
is_document_line(const struct reader *r, const struct text_block *b, const struct text_line *p,
    const struct text_line *l)
{
	size_t before = (size_t)(p->trim.p - p->raw.p), here = (size_t)(l->trim.p - l->raw.p);
	bool apart = here > before || read_is_short(r, p, l) || names_documents(r, b);
	bool labelled;

	if (!r->items_begin || l->no <= r->items_begin)
		return false;
	labelled = read_document_label(r, l->trim) || read_is_document_remark(r, l->trim);
	/* "See document A/79/1." with a capital begins anew. */
	if (labelled && !read_starts_low(l->trim) && (unsigned char)l->trim.p[0] < 0xD8)
		return true;
	return apart && (labelled || read_document_head(l->trim));
}

/* "Rapporteur: the Secretary", behind a sentence. */
static bool
begins_with_label(struct dais_str s)
{
	size_t colon = dais_str_find_char(dais_str_sub(s, 0, LABEL_MAX), ':', 0), words = 1;

	if (colon == SIZE_MAX || colon + 2 >= s.n || s.p[colon + 1] != ' ' || read_starts_low(s))
		return false;
	for (size_t i = 0; i < colon; i++)
		words += s.p[i] == ' ';
	return words <= LABEL_WORDS_MAX;
}

static bool
goes_on(const struct text_line *p, const struct text_line *l)
{
	return !read_ends_sentence(p->trim) && read_starts_low(l->trim);
}

/* Whether the last bracket of @s is still open. */
static bool
leaves_bracket_open(struct dais_str s)
{
	size_t at = s.n;

	while (at > 0 && s.p[at - 1] != '(' && s.p[at - 1] != ')')
		at--;
	return at > 0 && s.p[at - 1] == '(';
}

/* Whether line @l, after the furniture of a page, goes on with the paragraph of line @p: with a
 * small letter, or, behind a full line, with figures or within brackets. Chinese letters tell
 * nothing. */
static bool
goes_on_over_page(const struct reader *r, const struct text_line *p, const struct text_line *l)
{
	bool in_head = !r->items_begin || l->no < r->items_begin;
	bool full = !in_head && r->width >= PRINTED_MIN && !read_is_short(r, p, l);

	if (r->lang == DAIS_LANG_ZH)
		return full && goes_on(p, l);
	return goes_on(p, l) ||
	       (full && !read_ends_sentence(p->trim) &&
		   (strchr("(0123456789", l->trim.p[0]) || leaves_bracket_open(p->trim)));
}

static size_t
indent_of(const struct text_line *l)
{
	return (size_t)(l->trim.p - l->raw.p);
}

/* The next line of text behind line @i; NULL: none. */
static const struct text_line *
next_text(const struct reader *r, size_t i)
{
	for (size_t k = i + 1; k < r->lines.n; k++) {
		if (r->lines.v[k].role == LINE_TEXT)
			return &r->lines.v[k];
	}
	return NULL;
}

/* Whether line @i, behind line @prev of the item in block @b and right before the next item, is a
 * heading, "Pillar 2: ...": the title of the item ended far from the margin, and no more indented.
 */
static bool
is_heading_between(const struct reader *r, const struct text_block *b, size_t prev, size_t i)
{
	const struct text_line *p = &r->lines.v[prev], *l = &r->lines.v[i], *next;
	struct item_mark m;

	if ((b->mark.kind != MARK_NUMBER && b->mark.kind != MARK_DECIMAL &&
		b->mark.kind != MARK_LETTER && !is_whole_document_line(r, b, p)) ||
	    !r->items_begin || l->no < r->items_begin || l->trim.n > BETWEEN_MAX ||
	    strchr("([", l->trim.p[0]) || read_mark(r, l->trim).kind != MARK_NONE ||
	    indent_of(l) > indent_of(&r->lines.v[b->first]))
		return false;
	if ((r->lang != DAIS_LANG_ZH && read_starts_low(l->trim)) ||
	    read_ends_with_small_word(p->trim) || read_ends_sentence(l->trim) ||
	    (b->mark.kind != MARK_NONE && dais_str_count(p->trim) * 3 > r->width * 2))
		return false;
	next = next_text(r, i);
	if (!next)
		return false;
	m = read_mark(r, next->trim);
	return m.kind == MARK_NUMBER && m.value == last_number(r) + 1;
}

/* Whether line @i opens a new block after line @prev of block @b. */
static bool
opens(const struct reader *r, const struct text_block *b, size_t prev, size_t i)
{
	const struct text_line *p = &r->lines.v[prev], *l = &r->lines.v[i];
	bool crossing = i > prev + 1;
	bool low = goes_on(p, l);
	struct item_mark m = read_mark(r, l->trim);

	if (l->cell != LINE_CELL_NONE)
		return l->cell != LINE_CELL_MORE;
	if (r->unwrapped || p->cell != LINE_CELL_NONE)
		return true;
	if (read_ends_with_page(p->trim, &(size_t){ 0 }))
		return true;
	if (crossing && m.kind == MARK_NONE && r->lines.v[prev + 1].role != LINE_RULE &&
	    goes_on_over_page(r, p, l))
		return false;
	for (size_t k = prev + 1; k <= i; k++) {
		if (r->lines.v[k].gap > r->gap || r->lines.v[k].role == LINE_RULE)
			return true;
	}
	if (b->mark.kind != MARK_NONE && read_is_point(l->trim) &&
	    indent_of(l) >= indent_of(&r->lines.v[b->first]))
		return true;
	if (mark_opens(r, b, p, l->trim, m) || read_opens_in_head(r, &r->lines.v[b->first], p, l) ||
	    (!low && is_heading_alone(r, b, p)) || is_document_line(r, b, p, l) ||
	    is_below_title(r, b, prev, i) ||
	    ((!low || (unsigned char)l->trim.p[0] >= 0xD8) && is_whole_document_line(r, b, p)))
		return true;
	return read_ends_sentence(p->trim) &&
	       (read_is_short(r, p, l) || begins_with_label(l->trim));
}

static bool
is_letter_before(struct dais_str s, size_t at)
{
	unsigned char c = at > 0 ? (unsigned char)s.p[at - 1] : ' ';

	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool
read_is_stray_space(struct dais_str s, size_t i)
{
	size_t next = i + 1;

	if (s.p[i] != ' ' && s.p[i] != '\t')
		return false;
	if (next < s.n && (s.p[next] == ' ' || s.p[next] == '\t'))
		return true;
	return next + 3 < s.n && memcmp(s.p + next, "\xE2\x80\x99", 3) == 0 &&
	       is_letter_before(s, i) && (unsigned char)s.p[next + 3] > ' ' &&
	       is_letter_before(s, next + 4);
}

/* Bytes from @at of @s up to white space. */
static size_t
word_length(struct dais_str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && s.p[at + n] != ' ' && s.p[at + n] != '\t')
		n++;
	return n;
}

/* Adds line @i to the text in @out and its map to @b. */
static void
append(struct reader *r, struct text_block *b, struct dais_buf *out, size_t i)
{
	const struct text_line *l = &r->lines.v[i];
	size_t start = (size_t)(l->trim.p - l->raw.p);
	bool map = true;
	size_t n;

	for (size_t k = 0; k < l->trim.n; k++) {
		size_t sign = r->is_markdown ? read_markdown_sign(l->trim, k) : 0;

		if (sign || read_is_stray_space(l->trim, k)) {
			map = true;
			k += sign ? sign - 1 : 0;
			continue;
		}
		if (map)
			dais_vec_push(r->a, &b->map, ((struct text_seg){ out->n, i, start + k }));
		map = false;
		if (l->trim.p[k] == ' ' || l->trim.p[k] == '\t') {
			dais_buf_put_char(out, ' ');
			continue;
		}
		n = r->is_markdown ? 1 : word_length(l->trim, k);
		dais_buf_put_bytes(out, l->trim.p + k, n);
		k += n - 1;
	}
	b->last = i;
}

static bool
joins_tight(const struct dais_buf *out, struct dais_str next)
{
	struct dais_str s = dais_buf_str(out);

	if (s.n < 2)
		return true;
	if (s.p[s.n - 1] == '-' && s.p[s.n - 2] != ' ')
		return true;
	/* Chinese is set without spaces (first byte E4..E9 or a full-width form). */
	return s.n >= 3 && next.n && (unsigned char)next.p[0] >= 0xE3 &&
	       (unsigned char)next.p[0] <= 0xEF && (unsigned char)s.p[s.n - 3] >= 0xE3 &&
	       (unsigned char)s.p[s.n - 3] <= 0xEF;
}

/* The number without a stop of an item in a row of a table. */
static struct item_mark
row_mark(struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NUMBER };

	while (m.n < s.n && s.p[m.n] >= '0' && s.p[m.n] <= '9')
		m.value = m.value * 10 + (unsigned)(s.p[m.n++] - '0');
	m.other = m.value;
	m.n += m.n < s.n;
	m.n = read_skip_spaces(s, m.n);
	return m;
}

/* The mark again, on the text as it now is: spaces in the line may have been dropped. */
static void
finish(struct reader *r, struct text_block *b, const struct dais_buf *text)
{
	enum line_cell cell = r->lines.v[b->first].cell;

	b->text = dais_buf_dup(text, r->a);
	b->mark = cell == LINE_CELL_ITEM ? row_mark(b->text) : read_mark(r, b->text);
	b->beside = cell == LINE_CELL_BESIDE;
}

void
read_blocks(struct reader *r)
{
	struct text_block *b = NULL;
	size_t prev = DAIS_NONE;
	DAIS_BUF_AUTO text = { 0 };

	dais_buf_init(&text, DAIS_BUF_MAX);
	for (size_t i = 0; i < r->lines.n; i++) {
		const struct text_line *l = &r->lines.v[i];

		bool between;

		if (l->role != LINE_TEXT)
			continue;
		between = b && !r->unwrapped && is_heading_between(r, b, prev, i);
		if (!b || between || opens(r, b, prev, i)) {
			if (b)
				finish(r, b, &text);
			dais_buf_clear(&text);
			b = dais_vec_add(r->a, &r->blocks);
			b->first = i;
			b->between = between;
			b->mark = read_mark(r, l->trim);
			b->gap_before = r->blocks.n == 1 || l->gap > r->gap ||
					(prev != DAIS_NONE && i > prev + 1);
			if (r->blocks.n > 1)
				r->blocks.v[r->blocks.n - 2].gap_after = b->gap_before;
		} else if (!joins_tight(&text, l->trim)) {
			dais_buf_put_char(&text, ' ');
		}
		append(r, b, &text, i);
		prev = i;
	}
	if (b) {
		finish(r, b, &text);
		b->gap_after = true;
	}
}

bool
read_is_body(const struct reader *r, size_t b)
{
	return r->blocks.v[b].role == DAIS_FLOW_TEXT || r->blocks.v[b].role == DAIS_FLOW_HEADING;
}

void
read_merge_blocks(struct reader *r, size_t to, size_t from)
{
	struct text_block *t = &r->blocks.v[to], *f = &r->blocks.v[from];
	size_t shift = t->text.n + 1;

	t->text =
	    dais_arena_printf(r->a, "%.*s %.*s", DAIS_STR_ARG(t->text), DAIS_STR_ARG(f->text));
	for (size_t i = 0; i < f->map.n; i++)
		dais_vec_push(r->a, &t->map,
		    ((struct text_seg){
			f->map.v[i].at + shift, f->map.v[i].line, f->map.v[i].raw_at }));
	t->last = f->last;
	t->gap_after = f->gap_after;
	t->mark = read_mark(r, t->text);
	f->role = DAIS_FLOW_ROLE_COUNT;
	f->text = DAIS_STR_NONE;
	f->mark = (struct item_mark){ .kind = MARK_NONE };
}
