/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Finding words in the tree of a document, and cutting runs around them.
 */
#include "read/docx/annotate_priv.h"

#include <stdlib.h>

static bool
is_named(const xmlNode *n, const char *name)
{
	return n && n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

xmlNode *
docx_next_node(xmlNode *n, const xmlNode *top)
{
	if (n->type == XML_ELEMENT_NODE && n->children)
		return n->children;
	while (n != top && !n->next)
		n = n->parent;
	return n == top ? NULL : n->next;
}

void
docx_spaces(xmlNode *root, xmlNs **ret_elements, xmlNs **ret_attributes)
{
	const xmlChar *uri = root->ns ? root->ns->href : (const xmlChar *)"";

	*ret_elements = root->ns;
	*ret_attributes = NULL;
	for (xmlNs *n = root->nsDef; n && !*ret_attributes; n = n->next) {
		if (n->prefix && xmlStrEqual(n->href, uri))
			*ret_attributes = n;
	}
	/* A default namespace is not that of attributes. */
	if (!*ret_attributes)
		*ret_attributes = xmlNewNs(root, uri, (const xmlChar *)"daisw");
}

/* What the stream of events calls @n. */
static unsigned
name_of(const xmlNode *n)
{
	const char *space = n->ns && n->ns->href ? (const char *)n->ns->href : "";

	for (const struct dais_xml_name *k = docx_names; k->space; k++) {
		if ((k->name == DOCX_TEXT || k->name == DOCX_PARAGRAPH) &&
		    strcmp(k->local, (const char *)n->name) == 0 && strcmp(k->space, space) == 0)
			return k->name;
	}
	return DAIS_XML_UNKNOWN;
}

static int
by_line(const void *x, const void *y)
{
	const struct docx_piece *a = x, *b = y;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return a->element < b->element ? -1 : a->element > b->element;
}

void
docx_tree_init(struct docx_tree *t, struct dais_arena *a, xmlNode *root, struct docx_map *map)
{
	*t = (struct docx_tree){ .arena = a, .root = root, .map = map };
	docx_spaces(root, &t->space, &t->attribute_space);
	for (xmlNode *n = root; n; n = docx_next_node(n, root)) {
		unsigned name = n->type == XML_ELEMENT_NODE ? name_of(n) : DAIS_XML_UNKNOWN;

		if (name == DOCX_PARAGRAPH)
			dais_vec_push(a, &t->paragraphs, n);
		if (name == DOCX_TEXT) {
			struct docx_element *e = dais_vec_add(a, &t->elements);

			dais_vec_push(a, &e->cuts, ((struct docx_cut){ 0, 0, n }));
		}
	}
	/* The words of a text box stand inside of the paragraph beside it. */
	if (map->pieces.n)
		qsort(map->pieces.v, map->pieces.n, sizeof(*map->pieces.v), by_line);
	for (size_t i = 0; i < map->pieces.n; i++) {
		if (map->pieces.v[i].element < t->elements.n)
			t->elements.v[map->pieces.v[i].element].piece = &map->pieces.v[i];
	}
}

/* --- the words ------------------------------------------------------------------------------- */

/* A letter: number @piece of the map, code point @at of what shows of it. */
struct position {
	size_t piece;
	unsigned at;
};

static struct docx_element *
element_of(const struct docx_tree *t, size_t piece)
{
	return &t->elements.v[t->map->pieces.v[piece].element];
}

/* What shows of the element of piece @i. */
static struct dais_str
shown(const struct docx_tree *t, size_t i)
{
	struct docx_element *e = element_of(t, i);
	const struct docx_piece *p = &t->map->pieces.v[i];
	DAIS_BUF_AUTO b = { 0 };
	size_t from = 0, to;

	if (e->shown.p)
		return e->shown;
	dais_buf_init(&b, DAIS_FLOW_BLOCK_MAX);
	for (const xmlNode *n = e->cuts.v[0].node->children; n; n = n->next) {
		if (n->content)
			dais_buf_puts(&b, (const char *)n->content);
	}
	for (unsigned k = 0; k < p->skipped && from < b.n; k++)
		(void)dais_str_decode(dais_buf_str(&b), &from);
	to = from;
	for (unsigned k = 0; k < p->count && to < b.n; k++)
		(void)dais_str_decode(dais_buf_str(&b), &to);
	e->shown = dais_arena_dup(t->arena, dais_str_sub(dais_buf_str(&b), from, to));
	return e->shown;
}

static bool
is_passed_over(uint32_t c)
{
	return c <= ' ' || c == 0x2028 || c == 0x2029 || c == 0xAD || c == 0x85 || c == 0xA0 ||
	       c == 0x202F || (c >= 0x2000 && c <= 0x200A);
}

static uint32_t
next_letter(struct dais_str s, size_t *at)
{
	while (*at < s.n) {
		uint32_t c = dais_str_decode(s, at);

		if (!is_passed_over(c))
			return c == 0x2011 ? '-' : c; /* as it is read */
	}
	return 0;
}

/* How many letters of @words follow from @from on; @ret_end is the last of them. */
static size_t
match(const struct docx_tree *t, struct position from, struct dais_str words,
    struct position *ret_first, struct position *ret_end)
{
	size_t at = 0, n = 0;
	uint32_t wanted = next_letter(words, &at);

	for (size_t i = from.piece; i < t->map->pieces.n && wanted; i++) {
		struct dais_str s = shown(t, i);
		unsigned k = 0;

		for (size_t b = 0; b < s.n && wanted; k++) {
			uint32_t c = dais_str_decode(s, &b);

			if ((i == from.piece && k < from.at) || is_passed_over(c))
				continue;
			c = c == 0x2011 ? '-' : c; /* as it is read */
			/* A hyphen may be an element of its own. */
			if (c != wanted && wanted == '-' && n++)
				wanted = next_letter(words, &at);
			if (c != wanted)
				return n;
			*ret_end = (struct position){ i, k };
			if (n++ == 0)
				*ret_first = *ret_end;
			wanted = next_letter(words, &at);
		}
	}
	return n;
}

/* First piece that stands at @line or behind. */
static size_t
first_piece(const struct docx_map *m, unsigned line)
{
	size_t lo = 0, hi = m->pieces.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (m->pieces.v[mid].line < line)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Where the words begin by line and column. */
static bool
locate(const struct docx_map *m, const struct dais_place *p, struct position *ret)
{
	size_t i = first_piece(m, p->line);

	if (i == m->pieces.n || m->pieces.v[i].line != p->line || !p->column)
		return false;
	while (i + 1 < m->pieces.n && m->pieces.v[i + 1].line == p->line &&
	       m->pieces.v[i + 1].column <= p->column)
		i++;
	ret->piece = i;
	ret->at = p->column > m->pieces.v[i].column ? p->column - m->pieces.v[i].column : 0;
	return true;
}

static size_t
count_letters(struct dais_str s)
{
	size_t n = 0;

	for (size_t at = 0; next_letter(s, &at);)
		n++;
	return n;
}

/* Words may begin with a number that the word processor computes and the file does not hold. */
static bool
find_words(const struct docx_tree *t, const struct dais_place *p, struct position *ret_first,
    struct position *ret_end)
{
	struct dais_str words = p->text;
	struct position from = { 0, 0 }, first = { 0, 0 }, end = { 0, 0 };
	size_t best = 0;

	if (!locate(t->map, p, &from))
		return false;
	for (unsigned tries = 0; tries < 4 && words.n; tries++) {
		size_t space = dais_str_find_char(words, ' ', 0);
		size_t n = match(t, from, words, &first, &end);

		/* A letter or two are found by chance. */
		if (n > best && n * 2 >= count_letters(words)) {
			best = n;
			*ret_first = first;
			*ret_end = end;
		}
		if (n && n == count_letters(words))
			break;
		words = space < words.n ? dais_str_sub(words, space + 1, words.n) : DAIS_STR_NONE;
	}
	return best > 0;
}

/* --- cutting ---------------------------------------------------------------------------------- */

static size_t
cut_at(const struct docx_element *e, unsigned at)
{
	size_t i = 0;

	while (i + 1 < e->cuts.n && e->cuts.v[i + 1].from <= at)
		i++;
	return i;
}

/* Makes cut @i of @e hold what lies between it and the next one. */
static void
fill(struct docx_element *e, size_t i)
{
	size_t from = e->cuts.v[i].byte;
	size_t to = i + 1 < e->cuts.n ? e->cuts.v[i + 1].byte : e->shown.n;

	xmlNodeSetContent(e->cuts.v[i].node, NULL);
	xmlNodeAddContentLen(
	    e->cuts.v[i].node, (const xmlChar *)e->shown.p + from, (int)(to - from));
	xmlNodeSetSpacePreserve(e->cuts.v[i].node, 1);
}

/* Cuts the element before its code point @at; what follows is a text element of its own, which
 * is returned. */
static xmlNode *
cut_text(struct docx_tree *t, size_t piece, unsigned at)
{
	struct docx_element *e = element_of(t, piece);
	size_t i = cut_at(e, at);
	struct docx_cut cut = { at, e->cuts.v[i].byte, NULL };

	if (e->cuts.v[i].from == at)
		return e->cuts.v[i].node;
	for (unsigned k = e->cuts.v[i].from; k < at && cut.byte < e->shown.n; k++)
		(void)dais_str_decode(e->shown, &cut.byte);
	cut.node = xmlNewDocNode(t->root->doc, e->cuts.v[i].node->ns, (const xmlChar *)"t", NULL);
	xmlAddNextSibling(e->cuts.v[i].node, cut.node);
	(void)dais_vec_add(t->arena, &e->cuts);
	memmove(&e->cuts.v[i + 2], &e->cuts.v[i + 1], (e->cuts.n - i - 2) * sizeof(cut));
	e->cuts.v[i + 1] = cut;
	fill(e, i);
	fill(e, i + 1);
	return cut.node;
}

/* The child of the outermost paragraph that holds @n; NULL outside of any. */
static xmlNode *
top_of(xmlNode *n)
{
	xmlNode *top = NULL;

	for (; n && n->parent; n = n->parent) {
		if (is_named(n->parent, "p"))
			top = n;
	}
	return top;
}

/* Whether marks may stand beside the run that holds @text: not in formulas, nor in text boxes,
 * which can have no comments. */
static bool
is_plain_run(const xmlNode *text)
{
	const xmlNode *run = text->parent;

	if (!is_named(run, "r") || run->ns != text->ns)
		return false;
	for (const xmlNode *n = run->parent; n; n = n->parent) {
		if (is_named(n, "ruby") || is_named(n, "txbxContent"))
			return false;
	}
	return true;
}

/* Moves @child and what is behind it to a run of its own; returns that, or the run itself when
 * nothing stands before @child. */
static xmlNode *
cut_run(xmlNode *child)
{
	xmlNode *run = child->parent, *copy, *properties = run->children, *same = NULL;

	if (child == properties || (child->prev == properties && is_named(properties, "rPr")))
		return run;
	copy = xmlNewDocNode(run->doc, run->ns, (const xmlChar *)"r", NULL);
	xmlAddNextSibling(run, copy);
	if (is_named(properties, "rPr") &&
	    xmlDOMWrapCloneNode(NULL, run->doc, properties, &same, run->doc, copy, 1, 0) == 0 &&
	    same)
		xmlAddChild(copy, same);
	while (child) {
		xmlNode *next = child->next;

		xmlUnlinkNode(child);
		xmlAddChild(copy, child);
		child = next;
	}
	return copy;
}

static xmlNode *
cut_before(struct docx_tree *t, struct position p)
{
	xmlNode *text;

	DAIS_ASSERT(element_of(t, p.piece)->cuts.n > 0);
	text = element_of(t, p.piece)->cuts.v[0].node;
	if (!is_plain_run(text))
		return top_of(text);
	return cut_run(cut_text(t, p.piece, p.at));
}

static xmlNode *
cut_behind(struct docx_tree *t, struct position p)
{
	struct docx_element *e = element_of(t, p.piece);
	xmlNode *text = e->cuts.v[0].node;

	if (!is_plain_run(text))
		return top_of(text);
	if (p.at + 1 < e->piece->count)
		(void)cut_text(t, p.piece, p.at + 1);
	text = e->cuts.v[cut_at(e, p.at)].node;
	if (text->next)
		(void)cut_run(text->next);
	return text->parent;
}

bool
docx_tree_find(struct docx_tree *t, const struct dais_place *p, struct docx_range *ret)
{
	struct position first = { 0, 0 }, end = { 0, 0 };
	size_t line = p->line ? p->line : 1;
	const xmlNode *top;

	*ret = (struct docx_range){ .first = NULL };
	if (line > t->map->paragraphs.n || t->map->paragraphs.v[line - 1] >= t->paragraphs.n)
		return false;
	ret->paragraph = t->paragraphs.v[t->map->paragraphs.v[line - 1]];
	top = top_of(ret->paragraph);
	if (top) /* in a text box */
		ret->paragraph = top->parent;
	if (!find_words(t, p, &first, &end))
		return true;
	ret->first = cut_before(t, first);
	ret->last = cut_behind(t, end);
	if (!ret->first || !ret->last)
		ret->first = NULL;
	return true;
}

void
docx_tree_mark(const struct docx_range *range, xmlNode *start, xmlNode *end)
{
	xmlNode *properties = range->paragraph->children;

	while (properties && !is_named(properties, "pPr"))
		properties = properties->next;
	if (range->first) {
		xmlAddPrevSibling(range->first, start);
		xmlAddNextSibling(range->last, end);
		return;
	}
	if (properties)
		xmlAddNextSibling(properties, start);
	else if (range->paragraph->children)
		xmlAddPrevSibling(range->paragraph->children, start);
	else
		xmlAddChild(range->paragraph, start);
	xmlAddChild(range->paragraph, end);
}

struct dais_str
docx_tree_bytes(struct dais_arena *a, xmlNode *root)
{
	xmlChar *bytes = NULL;
	int n = 0;
	struct dais_str s;

	xmlDocDumpFormatMemoryEnc(root->doc, &bytes, &n, "UTF-8", 0);
	s = dais_arena_dup(a, (struct dais_str){ (const char *)bytes, n > 0 ? (size_t)n : 0 });
	xmlFree(bytes);
	return s;
}
