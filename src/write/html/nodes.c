/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Blocks: sections, headings, paragraphs, lists.
 */
#include "write/html/html_priv.h"

void
dais_html_class(struct html *h, const char *name)
{
	struct dais_str s = dais_arena_printf(
	    h->a, "%s%s%s", name, h->new_page && *name ? " " : "", h->new_page ? "new-page" : "");

	if (s.n)
		dais_xml_attr(&h->w, "class", s);
	h->new_page = false;
}

static void
put_id(struct html *h, const struct dais_node *n)
{
	if (n->id.n)
		dais_xml_attr(&h->w, "id", n->id);
}

struct dais_str
dais_html_section_id(struct html *h, const struct dais_node *n)
{
	h->sections_seen++;
	return n->id.n ? n->id : dais_arena_printf(h->a, "section_%u", h->sections_seen);
}

const struct dais_node *
dais_html_heading_of(const struct dais_node *section)
{
	if (!section->children.n || section->children.v[0]->kind != DAIS_NODE_HEADING)
		return NULL;
	return section->children.v[0];
}

static void
number(struct html *h, struct dais_str s)
{
	if (!s.n)
		return;
	dais_xml_open(&h->w, "span");
	dais_xml_attr_c(&h->w, "class", "number");
	dais_xml_text(&h->w, s);
	dais_xml_close(&h->w);
	dais_xml_text_c(&h->w, " ");
}

void
dais_html_heading_text(struct html *h, const struct dais_node *heading)
{
	bool was = h->is_plain;

	h->is_plain = true;
	number(h, heading->number);
	dais_html_runs(h, &heading->runs);
	h->is_plain = was;
}

/* h1 is the title of the document; sections nest below it without gaps whatever the printed
 * levels are; a free heading inside a section lies one below its section's heading. */
static void
heading(struct html *h, const struct dais_node *n, bool is_own)
{
	static const char *const names[] = { "h2", "h3", "h4", "h5", "h6" };
	static const char *const looks[] = { "level-1", "level-2", "level-3", "level-4" };
	unsigned level = h->section_depth + (is_own || h->section_depth == 0 ? 0 : 1);
	unsigned look = n->level < 1 ? 1 : n->level > 4 ? 4 : n->level;

	level = level < 1 ? 1 : level > 5 ? 5 : level;
	dais_xml_open(&h->w, names[level - 1]);
	dais_html_class(h, looks[look - 1]);
	put_id(h, n);
	number(h, n->number);
	dais_html_runs(h, &n->runs);
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
	h->caption = dais_runs_plain(h->a, &n->runs);
}

static const char *
role_class(enum dais_node_role role)
{
	switch (role) {
	case DAIS_ROLE_AGENDA:
		return "agenda";
	case DAIS_ROLE_ANNOTATIONS:
		return "annotations";
	case DAIS_ROLE_BODY:
		return "body";
	case DAIS_ROLE_ANNOTATION:
		return "annotation";
	case DAIS_ROLE_DOCUMENTATION:
		return "documentation";
	case DAIS_ROLE_DOCUMENT:
		return "document";
	case DAIS_ROLE_ANNEX:
		return "annex";
	default:
		return "";
	}
}

static void
section(struct html *h, const struct dais_node *n)
{
	const struct dais_node *own = dais_html_heading_of(n);

	dais_xml_open(&h->w, own ? "section" : "div");
	dais_xml_attr(&h->w, "id", dais_html_section_id(h, n));
	dais_html_class(h, role_class(n->role));
	dais_xml_newline(&h->w);
	h->section_depth += own ? 1 : 0;
	if (own)
		heading(h, own, true);
	dais_html_nodes(h, n->children.v + (own ? 1 : 0), n->children.n - (own ? 1 : 0));
	h->section_depth -= own ? 1 : 0;
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

static void
paragraph(struct html *h, const struct dais_node *n)
{
	const char *name = role_class(n->role);

	if (!*name && n->flags & DAIS_NODE_CENTRED)
		name = "centred";
	else if (!*name && n->flags & DAIS_NODE_UNNUMBERED_INDENT)
		name = "indented";
	dais_xml_open(&h->w, "p");
	put_id(h, n);
	dais_html_class(h, name);
	number(h, n->number);
	dais_html_runs(h, &n->runs);
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

static bool
is_bullet(struct dais_str s)
{
	return dais_str_is(s, "•") || dais_str_is(s, "–") || dais_str_is(s, "-") ||
	       dais_str_is(s, "*");
}

/* The mark is text, printed exactly as the document has it; CSS hides the browser's own. */
static void
item(struct html *h, const struct dais_node *n)
{
	dais_xml_open(&h->w, "li");
	put_id(h, n);
	dais_html_class(h, n->number.n ? role_class(n->role) : "unmarked");
	number(h, n->number);
	dais_xml_open(&h->w, "div");
	dais_html_nodes(h, n->children.v, n->children.n);
	dais_xml_close(&h->w);
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

static void
list(struct html *h, const struct dais_node *n)
{
	bool ordered =
	    n->children.n && n->children.v[0]->number.n && !is_bullet(n->children.v[0]->number);

	if (!n->children.n)
		return;
	dais_xml_open(&h->w, ordered ? "ol" : "ul");
	put_id(h, n);
	dais_html_class(h, "list");
	dais_xml_newline(&h->w);
	for (size_t i = 0; i < n->children.n; i++) {
		bool is_item = n->children.v[i]->kind == DAIS_NODE_ITEM;

		/* A list directly in a list (its level was skipped) needs an item around it. */
		if (!is_item) {
			dais_xml_open(&h->w, "li");
			dais_xml_attr_c(&h->w, "class", "unmarked");
		}
		dais_html_nodes(h, n->children.v + i, 1);
		if (!is_item)
			dais_xml_close(&h->w);
	}
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

static void
node(struct html *h, const struct dais_node *n)
{
	switch (n->kind) {
	case DAIS_NODE_SECTION:
		section(h, n);
		break;
	case DAIS_NODE_HEADING:
		heading(h, n, false);
		break;
	case DAIS_NODE_PARAGRAPH:
		paragraph(h, n);
		break;
	case DAIS_NODE_LIST:
		list(h, n);
		break;
	case DAIS_NODE_ITEM:
		item(h, n);
		break;
	case DAIS_NODE_TABLE:
		dais_html_table(h, n);
		break;
	case DAIS_NODE_PAGE_BREAK:
		h->new_page = true;
		break;
	case DAIS_NODE_ROW:
	case DAIS_NODE_CELL:
		break; /* only inside tables, written there */
	}
}

void
dais_html_nodes(struct html *h, struct dais_node *const *v, size_t n)
{
	if (h->depth >= DAIS_HTML_DEPTH_MAX) {
		h->too_deep = true;
		return;
	}
	h->depth++;
	for (size_t i = 0; i < n; i++)
		node(h, v[i]); /* NOLINT(misc-no-recursion): limited by DAIS_HTML_DEPTH_MAX */
	h->depth--;
}
