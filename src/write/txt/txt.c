/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Masthead, headings, paragraphs, lists, footnotes.
 */
#include "write/txt/txt_priv.h"

void
dais_txt_spaces(struct txt *x, unsigned n)
{
	while (n-- > 0)
		dais_buf_put_char(x->out, ' ');
}

void
dais_txt_start_block(struct txt *x)
{
	if (!x->tight && x->out->n)
		dais_buf_put_char(x->out, '\n');
	x->tight = false;
}

void
dais_txt_put(
    struct txt *x, struct dais_str mark, unsigned hang, bool flush_first, struct dais_str s)
{
	unsigned taken = x->indent + hang;
	unsigned width = x->width == UINT32_MAX  ? UINT32_MAX
			 : x->width > taken + 20 ? x->width - taken
						 : 20;
	dais_str_lines lines = dais_text_wrap(x->a, s, width, false);

	for (size_t i = 0; i < lines.n; i++) {
		unsigned columns = i == 0 ? dais_text_columns(mark) : 0;

		if (!lines.v[i].n && !columns) {
			dais_buf_put_char(x->out, '\n');
			continue;
		}
		dais_txt_spaces(x, x->indent);
		if (columns) {
			dais_buf_put(x->out, mark);
			dais_txt_spaces(x, columns < hang ? hang - columns : 1);
		} else if (i > 0 || !flush_first) {
			dais_txt_spaces(x, hang);
		}
		dais_buf_put(x->out, lines.v[i]);
		dais_buf_put_char(x->out, '\n');
	}
}

/* Words of @runs; forced breaks are "\n"; an outside link follows its words in parentheses. */
static struct dais_str
words_of(struct txt *x, const dais_run_vec *runs)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < runs->n; i++) {
		const struct dais_run *run = &runs->v[i];
		bool shows_url = run->is_symbol || dais_str_eq(run->text, run->url);

		dais_buf_put(&b, run->text);
		if (run->url.n && !shows_url) {
			dais_buf_puts(&b, " (");
			dais_buf_put(&b, run->url);
			dais_buf_put_char(&b, ')');
		}
		if (run->style & DAIS_RUN_BREAK)
			dais_buf_put_char(&b, '\n');
	}
	return dais_str_trim(dais_buf_dup(&b, x->a));
}

struct dais_str
dais_txt_cell_words(struct txt *x, const struct dais_node *cell)
{
	struct dais_str s = DAIS_STR_NONE;

	for (size_t i = 0; i < cell->children.n; i++) {
		struct dais_str part = words_of(x, &cell->children.v[i]->runs);

		s = s.n ? dais_arena_printf(x->a, "%.*s\n%.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(part))
			: part;
	}
	return s;
}

static void
line(struct txt *x, struct dais_str s)
{
	if (s.n)
		dais_txt_put(x, DAIS_STR_NONE, 0, true, s);
}

static void
masthead(struct txt *x)
{
	const struct dais_masthead *m = &x->t->masthead;

	if (x->t->watermark.n) {
		dais_txt_start_block(x);
		line(x, x->t->watermark);
	}
	if (m->organization.n || m->symbols.n)
		dais_txt_start_block(x);
	line(x, m->organization);
	for (size_t i = 0; i < m->symbols.n; i++)
		line(x, m->symbols.v[i]);
	if (m->organ.n)
		dais_txt_start_block(x);
	line(x, m->organ);
	if (m->distribution.n || m->date.n || m->language.n || m->original.n || m->only.n)
		dais_txt_start_block(x);
	line(x, m->distribution);
	line(x, m->date);
	line(x, m->language);
	line(x, m->original);
	line(x, m->only);
	if (m->meetings.n)
		dais_txt_start_block(x);
	for (size_t i = 0; i < m->meetings.n; i++)
		line(x, m->meetings.v[i]);
}

static unsigned
longest_line(struct dais_str text)
{
	struct dais_str rest = text, one;
	unsigned longest = 0;

	while (dais_str_next_line(&rest, &one)) {
		unsigned n = dais_text_columns(one);

		longest = n > longest ? n : longest;
	}
	return longest < DAIS_TXT_WIDTH ? longest : DAIS_TXT_WIDTH;
}

static unsigned
hang_of(struct dais_str mark)
{
	unsigned n = mark.n ? dais_text_columns(mark) + 1 : 0;

	return n && n < 4 ? 4 : n;
}

/* A heading underlined with the character of its level. */
static void
heading(struct txt *x, unsigned level, struct dais_str number, struct dais_str words)
{
	static const char marks[] = { '=', '=', '-', '~', '.' };
	size_t before;
	unsigned n;

	if (level <= 1 && x->out->n)
		dais_buf_put_char(x->out, '\n');
	dais_txt_start_block(x);
	before = x->out->n;
	dais_txt_put(x, number, hang_of(number), true, words);
	n = longest_line(dais_str_sub(dais_buf_str(x->out), before, x->out->n));
	for (unsigned i = 0; i < n; i++)
		dais_buf_put_char(x->out, marks[level > 4 ? 4 : level]);
	dais_buf_put_char(x->out, '\n');
}

static void nodes(struct txt *x, struct dais_node *const *v, size_t n);

static void
paragraph(struct txt *x, const struct dais_node *n)
{
	struct dais_str words = words_of(x, &n->runs);
	unsigned hang = n->role == DAIS_ROLE_DOCUMENT ? 4 : hang_of(n->number);
	unsigned shift = n->flags & DAIS_NODE_UNNUMBERED_INDENT ? 4 : 0;

	if (!words.n && !n->number.n)
		return;
	dais_txt_start_block(x);
	x->indent += shift;
	dais_txt_put(x, n->number, hang, true, words);
	x->indent -= shift;
}

/* Writes the item's mark and first paragraph on one line, what follows indented below. */
static void
item(struct txt *x, const struct dais_node *n)
{
	size_t leads = n->children.n > 0 && n->children.v[0]->kind == DAIS_NODE_PARAGRAPH ? 1 : 0;
	unsigned hang = n->number.n ? hang_of(n->number) : 4;

	dais_txt_start_block(x);
	dais_txt_put(x, n->number, hang, false,
	    leads ? words_of(x, &n->children.v[0]->runs) : DAIS_STR_NONE);
	x->indent += hang;
	for (size_t i = leads; i < n->children.n; i++) {
		x->tight = n->children.v[i]->kind == DAIS_NODE_LIST;
		nodes(x, n->children.v + i, 1); /* NOLINT(misc-no-recursion): limited by nodes() */
	}
	x->indent -= hang;
}

static void
list(struct txt *x, const struct dais_node *n)
{
	for (size_t i = 0; i < n->children.n; i++) {
		if (i > 0)
			x->tight = true;
		if (n->children.v[i]->kind == DAIS_NODE_ITEM)
			item(x,
			    n->children.v[i]); /* NOLINT(misc-no-recursion): limited by nodes() */
		else
			nodes(
			    x, n->children.v + i, 1); /* NOLINT(misc-no-recursion): a deeper list */
	}
}

static void
node(struct txt *x, const struct dais_node *n)
{
	switch (n->kind) {
	case DAIS_NODE_SECTION:
		nodes(x, n->children.v, n->children.n); /* NOLINT(misc-no-recursion) */
		break;
	case DAIS_NODE_HEADING:
		heading(x, n->level, n->number, words_of(x, &n->runs));
		break;
	case DAIS_NODE_PARAGRAPH:
		paragraph(x, n);
		break;
	case DAIS_NODE_LIST:
		list(x, n); /* NOLINT(misc-no-recursion) */
		break;
	case DAIS_NODE_ITEM:
		item(x, n); /* NOLINT(misc-no-recursion) */
		break;
	case DAIS_NODE_TABLE:
		dais_txt_table(x, n);
		break;
	case DAIS_NODE_ROW:
	case DAIS_NODE_CELL:
	case DAIS_NODE_PAGE_BREAK:
		break;
	}
}

static void
nodes(struct txt *x, struct dais_node *const *v, size_t n)
{
	if (x->depth >= DAIS_TXT_DEPTH_MAX) {
		x->too_deep = true;
		return;
	}
	x->depth++;
	for (size_t i = 0; i < n; i++)
		node(x, v[i]); /* NOLINT(misc-no-recursion): limited by DAIS_TXT_DEPTH_MAX */
	x->depth--;
}

static void
footnotes(struct txt *x)
{
	if (!x->t->footnotes.n)
		return;
	dais_txt_start_block(x);
	dais_buf_puts(x->out, "____________________\n");
	for (size_t i = 0; i < x->t->footnotes.n; i++) {
		const struct dais_footnote *f = &x->t->footnotes.v[i];

		dais_txt_put(x, f->mark, hang_of(f->mark), true, words_of(x, &f->runs));
	}
}

bool
dais_txt_write(const struct dais_tree *t, struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct txt x = { .out = out, .t = t, .a = a, .width = DAIS_TXT_WIDTH };

	if (dais_lang_is_rtl(t->lang))
		x.width = UINT32_MAX;
	masthead(&x);
	if (t->title.n)
		heading(&x, 1, DAIS_STR_NONE, t->title);
	nodes(&x, t->body.v, t->body.n);
	footnotes(&x);
	if (t->job.n) {
		dais_txt_start_block(&x);
		line(&x, t->job_first.n ? t->job_first : t->job);
	}
	if (x.too_deep)
		return dais_err_set(err, DAIS_ERR_LIMIT, "document is nested too deeply for text");
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "text is too big");
	return true;
}
