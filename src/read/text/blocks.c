/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Paragraphs: lines are joined until one opens a new block (openings.c). Page furniture between two
 * lines does not end a paragraph. Every byte of a block's text can be traced to its line and
 * column.
 */
#include "read/text/read_priv.h"

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

size_t
read_point_mark(struct dais_str s)
{
	static const char *const marks[] = { "- ", "– ", "— ", "• ", "* ", "·", "▪ ", "o " };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t n = strlen(marks[i]);

		if (!dais_str_has_prefix(s, dais_str_from(marks[i])))
			continue;
		while (n < s.n && s.p[n] == ' ')
			n++;
		return s.n > n + 1 ? n : 0;
	}
	return 0;
}

bool
read_is_point(struct dais_str s)
{
	return read_point_mark(s) > 0;
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
	size_t start = read_indent(l);
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

	if (!s.n || (s.n >= 2 && s.p[s.n - 1] == '-' && s.p[s.n - 2] != ' '))
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
	if (b->mark.kind == MARK_NONE && b->first == b->last)
		b->mark = read_line_mark(r, b->first);
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
		between = b && !r->unwrapped && read_is_heading_between(r, b, prev, i);
		if (!b || between || read_opens_block(r, b, prev, i)) {
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
