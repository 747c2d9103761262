/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Text of the tree into the flow, each piece with the place in the source where it stands. What
 * the parser decoded (character references, line ends) is matched with what the source holds.
 * Source: CSS Text 3, "white space processing" (a line break between wide characters is none).
 */
#include "read/flow/mark.h"
#include "read/html/html_priv.h"

#define NBSP "\xC2\xA0"
#define TAB_SPACES 3u /* no-break spaces that set words apart as a tab does */

void
html_break(struct html_reader *r)
{
	struct dais_flow_block *b;

	r->spaces = 0;
	if (!r->w.open)
		return;
	b = dais_flow_end(&r->w);
	if (b)
		b->strong = b->role == DAIS_FLOW_HEADING || !r->has_plain;
}

static void
begin(struct html_reader *r, const struct html_context *c)
{
	struct dais_flow_block *b = dais_flow_begin(&r->w, c->role);

	b->spaced = r->gap;
	b->level = c->role == DAIS_FLOW_HEADING ? c->level : 0;
	b->centred = c->centred;
	b->indent = c->indent > 0 && c->indent < 5000 ? (unsigned)(c->indent + 0.5) : 0;
	if (c->role == DAIS_FLOW_CELL) {
		b->row = c->row;
		b->column = c->column;
		b->rows = c->rows;
		b->columns = c->columns;
		b->head = c->head;
	}
	r->gap = false;
	r->has_plain = false;
	if (r->spaces >= TAB_SPACES)
		dais_flow_tab(&r->w);
	r->spaces = 0;
	if (r->marker.n)
		dais_flow_put_generated(&r->w, r->marker);
	r->marker = DAIS_STR_NONE;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_blank(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!is_space(s.p[i]))
			return false;
	}
	return true;
}

/* Words of the text, none of them a no-break space, that stand at @at of the source. */
static void
put_piece(struct html_reader *r, struct dais_str s, size_t at, const struct html_context *c)
{
	struct html_point p;

	if (is_blank(s)) {
		if (s.n && r->w.open)
			dais_flow_space(&r->w);
		return;
	}
	if (!r->w.open)
		begin(r, c);
	if (r->spaces >= TAB_SPACES)
		dais_flow_tab(&r->w);
	else if (r->spaces)
		dais_flow_space(&r->w);
	r->spaces = 0;
	r->has_plain |= !c->bold;
	p = html_source_point(&r->source, at);
	dais_flow_put(&r->w, s, 0, p.line, p.column);
}

/* Behind the character reference of the source at @i. */
static size_t
reference_end(struct dais_str source, size_t i)
{
	size_t end = i + 1;

	while (end < source.n && end - i < 40 &&
	       ((source.p[end] >= '0' && source.p[end] <= '9') || source.p[end] == '#' ||
		   (source.p[end] >= 'a' && source.p[end] <= 'z') ||
		   (source.p[end] >= 'A' && source.p[end] <= 'Z')))
		end++;
	return end < source.n && source.p[end] == ';' ? end + 1 : end;
}

static bool
is_wide(struct dais_str s)
{
	return s.n >= 3 && (unsigned char)s.p[0] >= 0xE3 && (unsigned char)s.p[0] <= 0xEF;
}

/* Bytes of the line break in @s at @i that stands between wide characters, or 0. */
static size_t
wide_break(struct dais_str s, size_t i)
{
	size_t end = i;
	bool line = false;

	if (i < 3 || !is_wide(dais_str_sub(s, i - 3, i)))
		return 0;
	for (; end < s.n && is_space(s.p[end]); end++)
		line |= s.p[end] == '\n';
	return line && is_wide(dais_str_sub(s, end, s.n)) ? end - i : 0;
}

/* @text of the tree, beside @source, what it was made of, at @base of the page. */
struct pair {
	struct dais_str text, source;
	size_t base;
	size_t from, source_from; /* of the piece not yet put */
};

static void
flush(struct html_reader *r, struct pair *p, size_t at, size_t next, size_t source_next,
    const struct html_context *c)
{
	if (at > p->from)
		put_piece(r, dais_str_sub(p->text, p->from, at), p->base + p->source_from, c);
	p->from = next;
	p->source_from = source_next;
}

/* Walks text and source side by side; the two differ at references, tags that were ignored, and
 * line ends. */
static void
put_pair(struct html_reader *r, struct pair *p, const struct html_context *c)
{
	size_t i = 0, k = 0;

	while (i < p->text.n) {
		size_t next = i, source_next, gap;

		if (k < p->source.n && p->source.p[k] == '\r' && p->text.p[i] != '\r') {
			flush(r, p, i, i, k + 1, c);
			k++;
			continue;
		}
		if (k < p->source.n && p->source.p[k] == '<' && p->text.p[i] != '<') {
			size_t end = dais_str_find_char(p->source, '>', k);

			k = end == SIZE_MAX ? p->source.n : end + 1;
			flush(r, p, i, i, k, c);
			continue;
		}
		(void)dais_str_decode(p->text, &next);
		gap = is_space(p->text.p[i]) ? wide_break(p->text, i) : 0;
		next = gap ? i + gap : next;
		if (k < p->source.n && p->source.p[k] == '&')
			source_next = reference_end(p->source, k);
		else
			source_next = k + (next - i) < p->source.n ? k + (next - i) : p->source.n;
		if (gap || memcmp(p->text.p + i, NBSP, next - i < 2 ? 1 : 2) == 0) {
			flush(r, p, i, next, source_next, c);
			if (!gap)
				r->spaces++;
		} else if (source_next - k != next - i) {
			flush(r, p, i, i, k, c);
			flush(r, p, next, next, source_next, c);
		}
		i = next;
		k = source_next;
	}
	flush(r, p, p->text.n, p->text.n, p->source.n, c);
}

/* Lines of preformatted text: an empty one, and one that begins with a mark, begin a block. */
static void
put_lines(struct html_reader *r, struct dais_str text, size_t at, const struct html_context *c)
{
	struct dais_str rest = text, line;

	while (dais_str_next(&rest, '\n', &line)) {
		size_t shift = (size_t)(line.p - text.p);

		if (is_blank(line)) {
			bool last = !rest.p;

			if (!last && shift)
				html_break(r);
			r->gap |= !last;
			continue;
		}
		if (shift && dais_flow_starts_with_mark(dais_str_trim(line)))
			html_break(r);
		put_piece(r, line, at + shift, c);
		if (rest.p && r->w.open)
			dais_flow_space(&r->w);
	}
}

/* Whether no byte of @s asks for more than putting it: no no-break space, no line break behind a
 * wide character. */
static bool
is_plain(struct dais_str s)
{
	const char *line = s.p;

	if (memchr(s.p, '\xC2', s.n))
		return false;
	while ((line = memchr(line, '\n', (size_t)(s.p + s.n - line))) != NULL) {
		if (line > s.p && (unsigned char)line[-1] >= 0x80)
			return false;
		line++;
	}
	return true;
}

void
html_put_text(struct html_reader *r, const GumboNode *n, const struct html_context *c)
{
	struct dais_str text = dais_str_from(n->v.text.text);
	struct dais_str source = { n->v.text.original_text.data, n->v.text.original_text.length };
	struct pair p = { .text = text, .source = source };

	if (source.n && (source.p < r->source.text.p ||
			    source.p + source.n > r->source.text.p + r->source.text.n))
		source = p.source = DAIS_STR_NONE;
	p.base = source.n ? (size_t)(source.p - r->source.text.p) : r->source.last.at;
	if (c->pre && dais_str_eq(text, source))
		put_lines(r, text, p.base, c);
	else if (dais_str_eq(text, source) && is_plain(text))
		put_piece(r, text, p.base, c);
	else
		put_pair(r, &p, c);
}
