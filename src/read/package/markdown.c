/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sections and blocks. libcmark's tree is walked with its iterator: the depth of a document
 * costs no stack.
 */
#include "read/package/markdown.h"

#include "read/package/markdown_priv.h"

#define LIST_DEPTH_MAX 8

struct walk {
	struct dais_text_reader *t;
	struct dais_prose *prose;     /* of the open section; NULL before the first */
	struct dais_annotation *open; /* section being read */
	unsigned list_depth;
	unsigned quote_depth;
	bool item_open;   /* the open list item has no paragraph yet */
	bool skip_section;
	bool whole;       /* no sections: one prose */
	cmark_node *item; /* the list item that waits for its paragraph */
};

unsigned
dais_text_reader_column(const struct dais_text_reader *t, int line, int column)
{
	size_t start;

	if (line < 1 || column < 1 || (size_t)line > t->line_count)
		return 0;
	start = t->line_starts[line - 1];
	return (unsigned)dais_str_count(dais_str_sub(t->bytes, start, start + (size_t)column - 1)) +
	       1;
}

char
dais_text_reader_byte(const struct dais_text_reader *t, int line, int column)
{
	size_t at;

	if (line < 1 || column < 1 || (size_t)line > t->line_count)
		return 0;
	at = t->line_starts[line - 1] + (size_t)column - 1;
	return at < t->bytes.n ? t->bytes.p[at] : 0;
}

/* Byte behind the line break at or after @at, as CommonMark breaks lines: LF, CR or both; SIZE_MAX
 * at the end. */
static size_t
next_line(struct dais_str s, size_t at)
{
	while (at < s.n && s.p[at] != '\n' && s.p[at] != '\r')
		at++;
	if (at == s.n)
		return SIZE_MAX;
	return at + 1 + (s.p[at] == '\r' && at + 1 < s.n && s.p[at + 1] == '\n');
}

static void
index_lines(struct dais_text_reader *t)
{
	size_t n = 1, i = 0;

	for (size_t at = 0; (at = next_line(t->bytes, at)) != SIZE_MAX;)
		n++;
	t->line_starts = DAIS_NEW_N(t->l.a, n, size_t);
	for (size_t at = 0; at != SIZE_MAX; at = next_line(t->bytes, at))
		t->line_starts[i++] = at;
	t->line_count = n;
}

static struct dais_str
line_text(const struct dais_text_reader *t, int line)
{
	size_t start, end;

	if (line < 1 || (size_t)line > t->line_count)
		return DAIS_STR_NONE;
	start = t->line_starts[line - 1];
	end = next_line(t->bytes, start);
	return dais_str_trim(dais_str_sub(t->bytes, start, end));
}

static struct dais_diag *refuse(struct walk *w, cmark_node *n, const char *message) DAIS_NAMES(3);

static struct dais_diag *
refuse(struct walk *w, cmark_node *n, const char *message)
{
	int line = cmark_node_get_start_line(n);

	return dais_package_complain(&w->t->l, (unsigned)line,
	    dais_text_reader_column(w->t, line, cmark_node_get_start_column(n)),
	    dais_str_sub(line_text(w->t, line), 0, 200), "%s", dais_package_say(&w->t->l, message));
}

static struct dais_block *
add_block(struct walk *w, enum dais_block_kind kind, cmark_node *n)
{
	struct dais_block *b = dais_vec_add(w->t->l.a, &w->prose->blocks);

	b->kind = kind;
	b->line = (unsigned)cmark_node_get_start_line(n);
	return b;
}

/* The item and body of a section heading; false and a complaint otherwise. */
static bool
section_target(struct walk *w, cmark_node *n, size_t *ret_item, size_t *ret_body)
{
	struct dais_block heading = { 0 };
	const struct dais_ref *ref;
	struct dais_diag *g;
	const struct dais_record *r = w->t->l.r;

	dais_text_reader_inlines(w->t, n, &heading);
	ref = heading.spans.n == 1 && heading.spans.v[0].kind == DAIS_SPAN_REF
		  ? &heading.spans.v[0].ref
		  : NULL;
	if (!ref || !dais_str_is(ref->kind, "item") || ref->words.n) {
		g = refuse(w, n, "a level-1 heading must be one reference to an item");
		dais_diag_set_file_hint(w->t->l.d, g,
		    "write `# {{item some-id}}`; for a heading inside an annotation use `##` or "
		    "`###`");
		return false;
	}
	*ret_item = dais_map_get(&r->item_ids, ref->argument);
	*ret_body = ref->body.n ? dais_map_get(&r->body_ids, ref->body) : DAIS_NONE;
	return *ret_item != DAIS_MAP_NONE && (!ref->body.n || *ret_body != DAIS_MAP_NONE);
}

static void
open_section(struct walk *w, cmark_node *n, enum dais_lang lang)
{
	struct dais_record *r = w->t->l.r;
	size_t item, body;
	struct dais_annotation *a;
	struct dais_diag *g;

	w->skip_section = true;
	w->prose = NULL;
	if (!section_target(w, n, &item, &body))
		return;
	for (size_t i = 0; i < r->annotations[lang].n; i++) {
		if (r->annotations[lang].v[i].item != item ||
		    r->annotations[lang].v[i].body != body)
			continue;
		g = refuse(w, n, "this item has a section already");
		dais_diag_set_hint(
		    w->t->l.d, g, "the first is in line %u", r->annotations[lang].v[i].line);
		return;
	}
	if (body != DAIS_NONE && !dais_record_number(r, item, body).found) {
		g = refuse(w, n, "the item is not on the agenda of this body");
		dais_diag_set_hint(w->t->l.d, g, "`%.*s` is not on the agenda of `%.*s`",
		    DAIS_STR_ARG(r->items.v[item].id), DAIS_STR_ARG(r->bodies.v[body].id));
	}
	a = dais_vec_add(w->t->l.a, &r->annotations[lang]);
	a->item = item;
	a->body = body;
	a->line = (unsigned)cmark_node_get_start_line(n);
	w->prose = &a->prose;
	w->skip_section = false;
}

static void
take_heading(struct walk *w, cmark_node *n)
{
	int level = cmark_node_get_heading_level(n);
	struct dais_block *b;

	if (w->list_depth || w->quote_depth) {
		(void)refuse(w, n, "a heading cannot stand in a list or quotation");
		return;
	}
	if (level > 4) {
		(void)refuse(w, n, "headings inside an annotation have the levels 2 to 4");
		return;
	}
	b = add_block(w, DAIS_BLOCK_HEADING, n);
	b->level = (unsigned)level;
	dais_text_reader_inlines(w->t, n, b);
	if (!b->spans.n)
		(void)refuse(w, n, "the heading is empty");
}

static void
take_list_paragraph(struct walk *w, cmark_node *n)
{
	cmark_node *list = cmark_node_parent(w->item), *sibling;
	bool bullet = cmark_node_get_list_type(list) == CMARK_BULLET_LIST;
	struct dais_block *b = add_block(w, bullet ? DAIS_BLOCK_BULLET : DAIS_BLOCK_NUMBERED, n);
	unsigned number = (unsigned)cmark_node_get_list_start(list);

	b->level = w->list_depth;
	if (!bullet) {
		const struct dais_block *prev = NULL;

		sibling = cmark_node_previous(w->item);
		for (size_t i = w->prose->blocks.n - 1; sibling && i-- > 0 && !prev;) {
			if (w->prose->blocks.v[i].level == w->list_depth)
				prev = &w->prose->blocks.v[i];
		}
		b->number = prev ? prev->number + 1 : number;
		/* CommonMark has no marker of more than nine digits. */
		if (b->number > 999999999)
			(void)refuse(w, n, "the number of the list item is too large");
	}
	dais_text_reader_inlines(w->t, n, b);
	if (!b->spans.n)
		(void)refuse(w, n, "the list item is empty");
}

static void
take_paragraph(struct walk *w, cmark_node *n)
{
	struct dais_block *b;

	if (w->list_depth) {
		if (w->item) {
			take_list_paragraph(w, n);
			w->item = NULL;
		} else {
			(void)refuse(w, n, "a list item can hold one paragraph only");
		}
		return;
	}
	b = add_block(w, w->quote_depth ? DAIS_BLOCK_QUOTE : DAIS_BLOCK_PARAGRAPH, n);
	dais_text_reader_inlines(w->t, n, b);
}

static void
enter_list(struct walk *w, cmark_node *n)
{
	if (w->item)
		(void)refuse(w, n, "a list item begins with a list instead of words");
	if (w->quote_depth)
		(void)refuse(w, n, "a list cannot stand in a quotation");
	else if (w->list_depth == LIST_DEPTH_MAX)
		(void)refuse(w, n, "lists are nested too deeply (at most 8)");
	w->list_depth++;
	w->item = NULL;
}

static void
leave_item(struct walk *w, cmark_node *n)
{
	if (w->item == n)
		(void)refuse(w, n, "the list item is empty");
	w->item = NULL;
}

static void
enter_quote(struct walk *w, cmark_node *n)
{
	if (w->list_depth)
		(void)refuse(w, n, "a quotation cannot stand in a list");
	else if (w->quote_depth == 1)
		(void)refuse(w, n, "a quotation cannot stand in a quotation");
	w->quote_depth++;
}

static void
enter(struct walk *w, cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_HEADING:
		take_heading(w, n);
		break;
	case CMARK_NODE_PARAGRAPH:
		take_paragraph(w, n);
		break;
	case CMARK_NODE_LIST:
		enter_list(w, n);
		break;
	case CMARK_NODE_ITEM:
		w->item = n;
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		enter_quote(w, n);
		break;
	case CMARK_NODE_CODE_BLOCK:
		dais_diag_set_hint(w->t->l.d, refuse(w, n, "code blocks are not allowed"),
		    "a line with four spaces or a tab before it is a code block");
		break;
	case CMARK_NODE_HTML_BLOCK:
		(void)refuse(w, n, "raw HTML is not allowed");
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		(void)refuse(w, n, "a rule between paragraphs is not allowed");
		break;
	default:
		break;
	}
}

static void
leave(struct walk *w, cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_LIST:
		w->list_depth--;
		break;
	case CMARK_NODE_ITEM:
		leave_item(w, n);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		w->quote_depth--;
		break;
	default:
		break;
	}
}

static bool
is_section_heading(const struct walk *w, cmark_node *n)
{
	return !w->whole && cmark_node_get_type(n) == CMARK_NODE_HEADING &&
	       cmark_node_get_heading_level(n) == 1 && !w->list_depth && !w->quote_depth;
}

static bool
is_block(cmark_node *n)
{
	cmark_node_type t = cmark_node_get_type(n);

	return t >= CMARK_NODE_FIRST_BLOCK && t <= CMARK_NODE_LAST_BLOCK;
}

static void
walk_tree(struct walk *w, cmark_node *root, enum dais_lang lang)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type ev;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);

		if (n == root || !is_block(n))
			continue;
		if (ev == CMARK_EVENT_EXIT) {
			if (w->prose)
				leave(w, n);
		} else if (is_section_heading(w, n)) {
			open_section(w, n, lang);
		} else if (w->prose) {
			enter(w, n);
		} else if (!w->skip_section && cmark_node_parent(n) == root) {
			dais_diag_set_file_hint(w->t->l.d,
			    refuse(w, n, "this stands before the first section"),
			    "a section begins with `# {{item some-id}}`");
			w->skip_section = true; /* say it once */
		}
	}
	cmark_iter_free(it);
}

/* Byte offset of the first control character other than tab and line break; SIZE_MAX none. */
static size_t
find_control(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < 0x20 && !strchr("\t\n\r", s.p[i]))
			return i;
	}
	return SIZE_MAX;
}

/* Bytes to text: size, encoding, control characters. */
static bool
check_bytes(struct dais_text_reader *t)
{
	size_t at = 0, line = 1, start = 0, next;
	bool is_text = dais_str_is_text(t->bytes, &at);
	struct dais_diag *g;

	if (t->bytes.n > DAIS_PACKAGE_TEXT_MAX_BYTES) {
		(void)dais_package_complain(
		    &t->l, 1, 1, DAIS_STR_NONE, "the file is larger than 16 MiB");
		return false;
	}
	if (is_text)
		at = find_control(t->bytes);
	if (at == SIZE_MAX)
		return true;
	while ((next = next_line(t->bytes, start)) <= at) {
		line++;
		start = next;
	}
	g = dais_package_complain(&t->l, (unsigned)line,
	    (unsigned)dais_str_count(dais_str_sub(t->bytes, start, at)) + 1, DAIS_STR_NONE,
	    is_text ? "a control character stands here" : "the bytes here are not UTF-8 text");
	dais_diag_set_hint(t->l.d, g,
	    is_text ? "byte %zu is 0x%02X; take it out"
		    : "byte %zu is 0x%02X; save the file as UTF-8",
	    at, (unsigned)(unsigned char)t->bytes.p[at]);
	return false;
}

static void
read_all(struct dais_text_reader *t, struct walk *w, enum dais_lang lang)
{
	cmark_node *root;

	if (!check_bytes(t))
		return;
	index_lines(t);
	root = cmark_parse_document(t->bytes.p ? t->bytes.p : "", t->bytes.n, CMARK_OPT_SOURCEPOS);
	walk_tree(w, root, lang);
	cmark_node_free(root);
}

void
dais_package_read_text(
    struct dais_record *r, enum dais_lang l, struct dais_str bytes, struct dais_diags *diags)
{
	struct dais_str file = dais_arena_printf(r->arena, "text/%s.md", dais_lang_code(l));
	struct dais_text_reader t = { .l = { r->arena, r, diags, file.p }, .bytes = bytes };
	struct walk w = { .t = &t };

	r->origin_text[l] = bytes;
	read_all(&t, &w, l);
}

bool
dais_package_read_prose(struct dais_record *r, const char *file, struct dais_str bytes,
    struct dais_prose *ret_prose, struct dais_diags *diags)
{
	struct dais_text_reader t = { .l = { r->arena, r, diags, file }, .bytes = bytes };
	struct walk w = { .t = &t, .prose = ret_prose, .whole = true };
	size_t before = diags->errors;

	*ret_prose = (struct dais_prose){ 0 };
	read_all(&t, &w, DAIS_LANG_EN);
	return diags->errors == before;
}
