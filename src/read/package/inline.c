/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inlines of one paragraph or heading to spans. libcmark splits text at every special character;
 * neighbours of one style are joined before references are looked for in them.
 */
#include "read/package/markdown_priv.h"

struct inlines {
	struct dais_text_reader *t;
	struct dais_block *b;
	struct dais_buf run; /* text of one style, not yet made spans */
	unsigned style;
	unsigned line, column; /* of the run's start */
	unsigned emphasis, strong; /* how often open */
	cmark_node *link;
	cmark_node *block;
	bool in_heading;
};

/* Moves the reader's cursor behind the next "{{" in the source and gives its place; the place of
 * the run when the source writes it otherwise (escapes). */
static void
locate_ref(struct inlines *s, unsigned *ret_line, unsigned *ret_column)
{
	struct dais_text_reader *t = s->t;
	int first = cmark_node_get_start_line(s->block), last = cmark_node_get_end_line(s->block);
	size_t from, to, at, lo, hi;

	*ret_line = s->line;
	*ret_column = s->column;
	if (first < 1 || last < first || (size_t)last > t->line_count)
		return;
	from = t->line_starts[first - 1];
	to = (size_t)last < t->line_count ? t->line_starts[last] : t->bytes.n;
	at = dais_str_find(
	    dais_str_sub(t->bytes, 0, to), DAIS_STR("{{"), t->cursor > from ? t->cursor : from);
	if (at == SIZE_MAX)
		return;
	t->cursor = at + 2;
	lo = (size_t)first - 1;
	hi = (size_t)last - 1;
	while (lo < hi) {
		size_t mid = (lo + hi + 1) / 2;

		if (t->line_starts[mid] <= at)
			lo = mid;
		else
			hi = mid - 1;
	}
	*ret_line = (unsigned)lo + 1;
	*ret_column = dais_text_reader_column(t, (int)lo + 1, (int)(at - t->line_starts[lo]) + 1);
}

static void
add_text(struct inlines *s, struct dais_str text, unsigned line, unsigned column)
{
	struct dais_span *span;

	if (!text.n)
		return;
	span = dais_vec_add(s->t->l.a, &s->b->spans);
	span->kind = s->link ? DAIS_SPAN_LINK : DAIS_SPAN_TEXT;
	span->style = s->style;
	span->text = text;
	span->line = line;
	span->column = column;
	if (s->link)
		span->url = dais_arena_dup(s->t->l.a, dais_str_from(cmark_node_get_url(s->link)));
}

static void
add_ref(struct inlines *s, struct dais_str source)
{
	struct dais_span *span;
	struct dais_ref ref = { 0 };
	const char *why = "";
	unsigned line, column;

	locate_ref(s, &line, &column);
	if (s->link) {
		(void)dais_package_complain(
		    &s->t->l, line, column, source, "a reference cannot stand in a link");
		return;
	}
	if (!dais_ref_parse(dais_str_sub(source, 2, source.n - 2), &ref, &why)) {
		(void)dais_package_complain(&s->t->l, line, column, source,
		    "`%.*s` is not a reference: %s", DAIS_STR_ARG(source),
		    dais_package_say(&s->t->l, why));
		return;
	}
	ref.source = source;
	dais_text_reader_check(s->t, &ref, line, column);
	span = dais_vec_add(s->t->l.a, &s->b->spans);
	span->kind = DAIS_SPAN_REF;
	span->style = s->style;
	span->ref = ref;
	span->line = line;
	span->column = column;
}

static void
complain_open(struct inlines *s, struct dais_str rest)
{
	unsigned line, column;
	struct dais_diag *g;

	locate_ref(s, &line, &column);
	g = dais_package_complain(&s->t->l, line, column, dais_str_sub(rest, 0, 60),
	    "`{{` begins a reference that is not closed");
	dais_diag_set_hint(s->t->l.d, g,
	    "close it with `}}` in the same paragraph, without emphasis or links inside");
}

/* Turns the collected run into spans. */
static void
flush(struct inlines *s)
{
	struct dais_str rest = dais_buf_dup(&s->run, s->t->l.a);
	unsigned line = s->line, column = s->column;

	dais_buf_clear(&s->run);
	while (rest.n) {
		size_t open = dais_str_find(rest, DAIS_STR("{{"), 0);
		size_t close =
		    dais_str_find(rest, DAIS_STR("}}"), open == SIZE_MAX ? rest.n : open);

		add_text(s, dais_str_sub(rest, 0, open), line, column);
		if (open == SIZE_MAX)
			return;
		if (close == SIZE_MAX) {
			complain_open(s, dais_str_sub(rest, open, rest.n));
			return;
		}
		add_ref(s, dais_str_sub(rest, open, close + 2));
		rest = dais_str_sub(rest, close + 2, rest.n);
		if (s->b->spans.n) {
			const struct dais_span *last = &s->b->spans.v[s->b->spans.n - 1];

			line = last->line;
			column = last->column + (unsigned)dais_str_count(last->ref.source);
		}
	}
}

/* Control characters written as numeric references. */
static void
check_controls(struct inlines *s, struct dais_str text, cmark_node *n)
{
	int line = cmark_node_get_start_line(n);

	for (size_t i = 0; i < text.n; i++) {
		if ((unsigned char)text.p[i] >= 0x20 || text.p[i] == '\t')
			continue;
		(void)dais_package_complain(&s->t->l, (unsigned)line,
		    dais_text_reader_column(s->t, line, cmark_node_get_start_column(n)),
		    DAIS_STR_NONE, "a control character stands here");
		return;
	}
}

static void
append(struct inlines *s, struct dais_str text, cmark_node *n)
{
	unsigned style =
	    (s->emphasis ? DAIS_SPAN_EMPHASIS : 0) | (s->strong ? DAIS_SPAN_STRONG : 0);

	if (s->run.n && style != s->style)
		flush(s);
	if (!s->run.n) {
		int line = cmark_node_get_start_line(n);

		s->line = (unsigned)line;
		s->column = dais_text_reader_column(s->t, line, cmark_node_get_start_column(n));
	}
	s->style = style;
	check_controls(s, text, n);
	dais_buf_put(&s->run, text);
}

/* Whether the code point is of a script written without spaces between words. */
static bool
is_cjk(uint32_t cp)
{
	return (cp >= 0x2E80 && cp < 0xA000) || (cp >= 0xF900 && cp < 0xFB00) ||
	       (cp >= 0xFF00 && cp < 0xFF61) || (cp >= 0x20000 && cp < 0x40000);
}

/* A line break of the source is a space, but none between two ideographs. */
static void
soft_break(struct inlines *s, cmark_node *n)
{
	cmark_node *next = cmark_node_next(n);
	struct dais_str after = dais_str_from(next && cmark_node_get_type(next) == CMARK_NODE_TEXT
						  ? cmark_node_get_literal(next)
						  : "");
	struct dais_str before = dais_buf_str(&s->run);
	size_t at = before.n, zero = 0;

	while (at && ((unsigned char)before.p[at - 1] & 0xC0) == 0x80)
		at--;
	at = at ? at - 1 : 0;
	if (before.n && after.n && is_cjk(dais_str_decode(before, &at)) &&
	    is_cjk(dais_str_decode(after, &zero)))
		return;
	append(s, DAIS_STR(" "), n);
}

static struct dais_diag *refuse(struct inlines *s, cmark_node *n, const char *message)
    DAIS_NAMES(3);

static struct dais_diag *
refuse(struct inlines *s, cmark_node *n, const char *message)
{
	int line = cmark_node_get_start_line(n), column = cmark_node_get_start_column(n);
	const char *literal = cmark_node_get_literal(n);

	if (line < 1)
		line = cmark_node_get_start_line(s->block);
	/* libcmark gives code the place of its words, not of the marks before them. */
	while (cmark_node_get_type(n) == CMARK_NODE_CODE && column > 1 &&
	       dais_text_reader_byte(s->t, line, column - 1) == '`')
		column--;
	return dais_package_complain(&s->t->l, (unsigned)line,
	    dais_text_reader_column(s->t, line, column),
	    dais_str_sub(dais_str_from(literal), 0, 200), "%s",
	    dais_package_say(&s->t->l, message));
}

static void
check_link(struct inlines *s, cmark_node *n)
{
	struct dais_str url = dais_str_from(cmark_node_get_url(n));
	const char *title = cmark_node_get_title(n);

	if (!dais_str_has_prefix(url, DAIS_STR("https://")) &&
	    !dais_str_has_prefix(url, DAIS_STR("http://")) &&
	    !dais_str_has_prefix(url, DAIS_STR("mailto:")))
		dais_diag_set_hint(s->t->l.d, refuse(s, n, "a link must name a whole address"),
		    "it begins with https://, http:// or mailto:");
	if (title && *title)
		(void)refuse(s, n, "a link cannot have a title");
	if (!cmark_node_first_child(n))
		(void)refuse(s, n, "the link has no words");
}

static void
hard_break(struct inlines *s, cmark_node *n)
{
	struct dais_span *span;

	if (s->in_heading || s->link) {
		append(s, DAIS_STR(" "), n);
		return;
	}
	flush(s);
	span = dais_vec_add(s->t->l.a, &s->b->spans);
	span->kind = DAIS_SPAN_BREAK;
	span->line = (unsigned)cmark_node_get_start_line(n);
}

static void
take_link(struct inlines *s, cmark_node *n, bool enter)
{
	flush(s);
	if (enter)
		check_link(s, n);
	s->link = enter ? n : NULL;
}

static void
take(struct inlines *s, cmark_node *n, bool enter)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_TEXT:
		append(s, dais_str_from(cmark_node_get_literal(n)), n);
		break;
	case CMARK_NODE_SOFTBREAK:
		soft_break(s, n);
		break;
	case CMARK_NODE_LINEBREAK:
		hard_break(s, n);
		break;
	case CMARK_NODE_EMPH:
		s->emphasis += enter ? 1u : -1u;
		break;
	case CMARK_NODE_STRONG:
		s->strong += enter ? 1u : -1u;
		break;
	case CMARK_NODE_LINK:
		take_link(s, n, enter);
		break;
	case CMARK_NODE_CODE:
		(void)refuse(s, n, "code is not allowed");
		break;
	case CMARK_NODE_HTML_INLINE:
		dais_diag_set_hint(s->t->l.d, refuse(s, n, "raw HTML is not allowed"),
		    "write `\\<` for the sign <");
		break;
	case CMARK_NODE_IMAGE:
		if (enter)
			(void)refuse(s, n, "images are not allowed");
		break;
	default:
		break;
	}
}

void
dais_text_reader_inlines(struct dais_text_reader *t, cmark_node *block, struct dais_block *b)
{
	struct inlines s = { .t = t,
		.b = b,
		.block = block,
		.in_heading = cmark_node_get_type(block) == CMARK_NODE_HEADING };
	cmark_iter *it = cmark_iter_new(block);
	cmark_event_type ev;

	dais_buf_init(&s.run, DAIS_PACKAGE_TEXT_MAX_BYTES);
	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);

		if (n != block)
			take(&s, n, ev == CMARK_EVENT_ENTER);
	}
	flush(&s);
	dais_buf_release(&s.run);
	cmark_iter_free(it);
}
