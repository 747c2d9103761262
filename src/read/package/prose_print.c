/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Prose to CommonMark. Each block is printed plainly and parsed again; when that gives other
 * spans (emphasis next to punctuation has hard rules), it is printed with the characters beside
 * the marks as numeric references, which CommonMark always reads as meant.
 */
#include "base/err.h"
#include "read/package/markdown.h"

#define LEVELS 10

struct printer {
	struct dais_buf *out;
	struct dais_str indent; /* before continuation lines */
	bool guarded;           /* characters beside emphasis marks as numeric references */
	bool heading;
	unsigned open[2];       /* styles that are open, outermost first */
	size_t open_n;
};

/* What stands around a piece of text. */
struct edges {
	bool line_start, line_end;  /* of a line of the source */
	bool mark_before, mark_after; /* an emphasis mark */
	bool link_after;
};

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
needs_backslash(const struct printer *p, struct dais_str s, size_t i, bool link_after)
{
	char c = s.p[i], before = i ? s.p[i - 1] : ' ', after = i + 1 < s.n ? s.p[i + 1] : ' ';

	switch (c) {
	case '\\':
	case '*':
	case '[':
	case ']':
	case '<':
	case '`':
		return true;
	case '_':
		return p->guarded || !is_alnum(before) || !is_alnum(after);
	case '&':
		return after == '#' || is_alnum(after);
	case '!':
		return link_after && i + 1 == s.n;
	case '#':
		return p->heading;
	default:
		return false;
	}
}

/* Bytes of @s that would begin a list, heading, quotation or rule at the start of a line; the
 * backslash goes before byte *@ret_at. */
static bool
starts_block(struct dais_str s, size_t *ret_at)
{
	size_t digits = 0;

	*ret_at = 0;
	if (s.n && strchr("#>+-=~", s.p[0]) && s.p[0])
		return true;
	while (digits < s.n && digits < 10 && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	*ret_at = digits;
	return digits && digits < s.n && (s.p[digits] == '.' || s.p[digits] == ')');
}

static void
put_numeric(struct printer *p, uint32_t cp)
{
	dais_buf_printf(p->out, "&#%u;", (unsigned)cp);
}

static bool
is_ascii_punct(uint32_t cp)
{
	return cp > 0x20 && cp < 0x7F && !is_alnum((char)cp);
}

static void
put_text(struct printer *p, struct dais_str s, struct edges at)
{
	size_t block_at = SIZE_MAX, i = 0;

	if (at.line_start && !starts_block(s, &block_at))
		block_at = SIZE_MAX;
	while (i < s.n) {
		size_t next = i;
		uint32_t cp = dais_str_decode(s, &next);
		bool first = i == 0, last = next == s.n;
		bool edge_space = cp == ' ' && ((first && at.line_start) || (last && at.line_end));
		bool guard = p->guarded && !is_ascii_punct(cp) &&
			     ((first && at.mark_before) || (last && at.mark_after));

		if (cp < 0x20 || edge_space || guard) {
			put_numeric(p, cp);
		} else {
			if (i == block_at || needs_backslash(p, s, i, at.link_after))
				dais_buf_put_char(p->out, '\\');
			dais_buf_put(p->out, dais_str_sub(s, i, next));
		}
		i = next;
	}
}

static void
put_url(struct printer *p, struct dais_str url)
{
	dais_buf_put_char(p->out, '<');
	for (size_t i = 0; i < url.n; i++) {
		char c = url.p[i], after = i + 1 < url.n ? url.p[i + 1] : ' ';

		if ((unsigned char)c < 0x20) {
			put_numeric(p, (unsigned char)c);
			continue;
		}
		if (c == '<' || c == '>' || c == '\\' ||
		    (c == '&' && (after == '#' || is_alnum(after))))
			dais_buf_put_char(p->out, '\\');
		dais_buf_put_char(p->out, c);
	}
	dais_buf_put_char(p->out, '>');
}

static bool
is_simple_url(struct dais_str url)
{
	for (size_t i = 0; i < url.n; i++) {
		if ((unsigned char)url.p[i] <= 0x20 || strchr("()<>\\&", url.p[i]))
			return false;
	}
	return url.n > 0;
}

static void
put_mark(struct printer *p, unsigned style)
{
	dais_buf_puts(p->out, style == DAIS_SPAN_STRONG ? "**" : p->guarded ? "_" : "*");
}

static unsigned
style_of(const struct dais_block *b, size_t i)
{
	return i < b->spans.n && b->spans.v[i].kind != DAIS_SPAN_BREAK ? b->spans.v[i].style : 0;
}

/* How many spans from @i on have @style. */
static size_t
style_run(const struct dais_block *b, size_t i, unsigned style)
{
	size_t n = 0;

	while (style_of(b, i + n) & style)
		n++;
	return n;
}

/* Closes and opens marks so that span @i's style holds; true when any was written. */
static bool
switch_style(struct printer *p, const struct dais_block *b, size_t i)
{
	unsigned want = style_of(b, i), have = 0;
	bool any = false;
	static const unsigned both[2] = { DAIS_SPAN_EMPHASIS, DAIS_SPAN_STRONG };

	for (size_t k = 0; k < p->open_n; k++) {
		if (want & p->open[k])
			continue;
		while (p->open_n > k)
			put_mark(p, p->open[--p->open_n]);
		any = true;
	}
	for (size_t k = 0; k < p->open_n; k++)
		have |= p->open[k];
	want &= ~have;
	if (want == (DAIS_SPAN_EMPHASIS | DAIS_SPAN_STRONG)) {
		bool strong_first =
		    style_run(b, i, DAIS_SPAN_STRONG) > style_run(b, i, DAIS_SPAN_EMPHASIS);

		put_mark(p, p->open[p->open_n++] = both[strong_first]);
		put_mark(p, p->open[p->open_n++] = both[!strong_first]);
		return true;
	}
	if (want)
		put_mark(p, p->open[p->open_n++] = want);
	return any || want;
}

static void
put_span(struct printer *p, const struct dais_block *b, size_t i, bool mark_before)
{
	const struct dais_span *s = &b->spans.v[i];
	bool break_before = i == 0 || b->spans.v[i - 1].kind == DAIS_SPAN_BREAK;
	bool break_after = i + 1 == b->spans.n || b->spans.v[i + 1].kind == DAIS_SPAN_BREAK;
	struct edges at = { .line_start = break_before && !mark_before,
		.line_end = break_after,
		.mark_before = mark_before,
		.mark_after = style_of(b, i + 1) != s->style,
		.link_after = i + 1 < b->spans.n && b->spans.v[i + 1].kind == DAIS_SPAN_LINK };

	switch (s->kind) {
	case DAIS_SPAN_TEXT:
		put_text(p, s->text, at);
		break;
	case DAIS_SPAN_REF:
		put_text(p, s->ref.source, (struct edges){ 0 });
		break;
	case DAIS_SPAN_LINK:
		dais_buf_put_char(p->out, '[');
		put_text(p, s->text, (struct edges){ .line_end = true });
		dais_buf_puts(p->out, "](");
		if (is_simple_url(s->url))
			dais_buf_put(p->out, s->url);
		else
			put_url(p, s->url);
		dais_buf_put_char(p->out, ')');
		break;
	case DAIS_SPAN_BREAK:
		dais_buf_puts(p->out, "\\\n");
		dais_buf_put(p->out, p->indent);
		break;
	}
}

static void
put_spans(struct printer *p, const struct dais_block *b)
{
	for (size_t i = 0; i < b->spans.n; i++)
		put_span(p, b, i, switch_style(p, b, i));
	while (p->open_n)
		put_mark(p, p->open[--p->open_n]);
	dais_buf_put_char(p->out, '\n');
}

static bool
ref_equal(const struct dais_ref *x, const struct dais_ref *y)
{
	return dais_str_eq(x->source, y->source);
}

static bool
span_equal(const struct dais_span *x, const struct dais_span *y)
{
	return x->kind == y->kind && x->style == y->style && dais_str_eq(x->text, y->text) &&
	       dais_str_eq(x->url, y->url) && ref_equal(&x->ref, &y->ref);
}

static bool
spans_equal(const struct dais_block *x, const struct dais_block *y)
{
	if (x->spans.n != y->spans.n)
		return false;
	for (size_t i = 0; i < x->spans.n; i++) {
		if (!span_equal(&x->spans.v[i], &y->spans.v[i]))
			return false;
	}
	return true;
}

bool
dais_package_prose_equal(const struct dais_prose *x, const struct dais_prose *y)
{
	if (x->blocks.n != y->blocks.n)
		return false;
	for (size_t i = 0; i < x->blocks.n; i++) {
		const struct dais_block *a = &x->blocks.v[i], *b = &y->blocks.v[i];

		if (a->kind != b->kind || a->level != b->level || a->number != b->number ||
		    !spans_equal(a, b))
			return false;
	}
	return true;
}

/* Whether the paragraph @printed is read as @b's spans. */
static bool
reads_back(struct dais_str printed, const struct dais_block *b)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags ignored;
	struct dais_prose prose;

	dais_diags_init(&ignored, a);
	(void)dais_package_read_prose(dais_record_new(a), "", printed, &prose, &ignored);
	return prose.blocks.n == 1 && spans_equal(&prose.blocks.v[0], b);
}

static bool
has_style(const struct dais_block *b)
{
	for (size_t i = 0; i < b->spans.n; i++) {
		if (b->spans.v[i].style)
			return true;
	}
	return false;
}

static void
put_inlines(struct dais_buf *out, const struct dais_block *b, struct dais_str indent)
{
	struct printer p = {
		.out = out, .indent = indent, .heading = b->kind == DAIS_BLOCK_HEADING
	};
	DAIS_BUF_AUTO trial = { 0 };

	if (has_style(b)) {
		struct printer t = p;

		dais_buf_init(&trial, DAIS_BUF_MAX);
		t.out = &trial;
		t.indent = DAIS_STR_NONE;
		t.heading = false;
		put_spans(&t, b);
		p.guarded = !reads_back(dais_buf_str(&trial), b);
	} else {
		dais_buf_init(&trial, 1);
	}
	put_spans(&p, b);
}

static bool
is_list(const struct dais_block *b)
{
	return b && (b->kind == DAIS_BLOCK_BULLET || b->kind == DAIS_BLOCK_NUMBERED);
}

/* The list item before @i that belongs to the same run of items on @i's level. */
static const struct dais_block *
sibling(const struct dais_prose *prose, size_t i)
{
	const struct dais_block *b = &prose->blocks.v[i];

	while (i-- > 0) {
		const struct dais_block *o = &prose->blocks.v[i];

		if (!is_list(o) || o->level < b->level)
			return NULL;
		if (o->level == b->level)
			return o;
	}
	return NULL;
}

struct lists {
	size_t indent[LEVELS + 1]; /* of the content of the last item on each level */
	char mark[LEVELS + 1];     /* of the last numbered item: '.' or ')' */
};

static void
put_spaces(struct dais_buf *out, size_t n)
{
	while (n--)
		dais_buf_put_char(out, ' ');
}

static void
put_list_item(struct dais_buf *out, const struct dais_prose *prose, size_t i, struct lists *lists)
{
	static const char spaces[] = "                                                            "
				     "                                                            ";
	const struct dais_block *b = &prose->blocks.v[i], *prev = sibling(prose, i);
	unsigned level = b->level < 1 ? 1 : b->level > LEVELS ? LEVELS : b->level;
	size_t base = lists->indent[level - 1], start;
	bool numbered = b->kind == DAIS_BLOCK_NUMBERED;

	if (!prev || prev->kind != DAIS_BLOCK_NUMBERED)
		lists->mark[level] = '.';
	else if (numbered && prev->number + 1 != b->number)
		lists->mark[level] = lists->mark[level] == '.' ? ')' : '.';
	put_spaces(out, base);
	start = out->n;
	if (numbered)
		dais_buf_printf(out, "%u%c ", b->number, lists->mark[level]);
	else
		dais_buf_puts(out, "- ");
	lists->indent[level] = base + out->n - start;
	DAIS_ASSERT(lists->indent[level] < sizeof(spaces));
	put_inlines(out, b, (struct dais_str){ spaces, lists->indent[level] });
}

/* Whether a blank line must part block @i from the one before it. */
static bool
blank_before(const struct dais_prose *prose, size_t i)
{
	const struct dais_block *b = &prose->blocks.v[i], *prev = i ? b - 1 : NULL;

	if (!prev)
		return false;
	if (!is_list(b) || !is_list(prev))
		return true;
	if (b->level > prev->level)
		return b->kind == DAIS_BLOCK_NUMBERED && b->number != 1;
	return b->level == prev->level && b->kind != prev->kind;
}

void
dais_package_print_prose(const struct dais_prose *prose, struct dais_buf *out)
{
	struct lists lists = { 0 };

	for (size_t i = 0; i < prose->blocks.n; i++) {
		const struct dais_block *b = &prose->blocks.v[i];

		if (blank_before(prose, i))
			dais_buf_puts(out,
			    b->kind == DAIS_BLOCK_QUOTE && b[-1].kind == DAIS_BLOCK_QUOTE ? ">\n"
											  : "\n");
		switch (b->kind) {
		case DAIS_BLOCK_BULLET:
		case DAIS_BLOCK_NUMBERED:
			put_list_item(out, prose, i, &lists);
			break;
		case DAIS_BLOCK_HEADING:
			for (unsigned k = 0; k < b->level; k++)
				dais_buf_put_char(out, '#');
			dais_buf_put_char(out, ' ');
			put_inlines(out, b, DAIS_STR_NONE);
			break;
		case DAIS_BLOCK_QUOTE:
			dais_buf_puts(out, "> ");
			put_inlines(out, b, DAIS_STR("> "));
			break;
		case DAIS_BLOCK_PARAGRAPH:
			put_inlines(out, b, DAIS_STR_NONE);
			break;
		}
	}
}
