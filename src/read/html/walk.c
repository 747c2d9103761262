/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The tree in its order: which elements begin paragraphs and what these are.
 */
#include "read/flow/mark.h"
#include "read/html/html_priv.h"

/* Twice what html_limit_nesting() lets through, for the elements that it does not count (list
 * items, rows, cells, forms). */
#define WALK_DEPTH_MAX 2048u

static unsigned
heading_level(const GumboNode *n)
{
	GumboTag tag = html_tag(n);
	int64_t level;

	if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)
		return (unsigned)(tag - GUMBO_TAG_H1) + 1;
	if (!html_attr_is(n, "role", "heading"))
		return 0;
	return dais_str_to_int(html_attr(n, "aria-level"), 1, 9, &level) ? (unsigned)level : 2;
}

/* Notes as pages and word processors mark them. */
static bool
is_note(const GumboNode *n)
{
	static const char *const roles[] = { "doc-endnotes", "doc-footnotes", "doc-endnote",
		"doc-footnote" };
	static const char *const classes[] = { "footnote", "footnotes", "endnotes", "endnote",
		"references", "MsoFootnoteText", "MsoEndnoteText" };

	if (!html_is_element(n) || !n->v.element.attributes.length)
		return false;
	for (size_t i = 0; html_has_attr(n, "role") && i < sizeof(roles) / sizeof(roles[0]); i++) {
		if (html_attr_is(n, "role", roles[i]))
			return true;
	}
	for (size_t i = 0; html_has_attr(n, "class") && i < sizeof(classes) / sizeof(classes[0]);
	    i++) {
		if (html_attr_has(n, "class", classes[i]))
			return html_tag(n) != GUMBO_TAG_A && html_tag(n) != GUMBO_TAG_SUP;
	}
	return html_style_is(html_style(html_attr(n, "style"), "mso-element"), "footnote-list") ||
	       html_style_is(html_style(html_attr(n, "style"), "mso-element"), "endnote-list");
}

static bool
is_word_role(const GumboNode *n, const char *class, const char *element)
{
	return html_attr_has(n, "class", class) ||
	       html_style_is(html_style(html_attr(n, "style"), "mso-element"), element);
}

static void
apply_style(const GumboNode *n, struct html_context *c)
{
	struct dais_str style = html_attr(n, "style"), align = html_style(style, "text-align");
	struct dais_str weight = html_style(style, "font-weight");
	double points;
	int64_t number;

	if (html_has_attr(n, "align") && !align.n)
		align = html_attr(n, "align");
	if (align.n)
		c->centred = html_style_is(align, "center") || html_style_is(align, "middle");
	if (html_style_is(weight, "bold") || html_style_is(weight, "bolder"))
		c->bold = true;
	else if (html_style_is(weight, "normal") || html_style_is(weight, "lighter"))
		c->bold = false;
	else if (dais_str_to_int(weight, 1, 1000, &number))
		c->bold = number >= 600;
	if (html_style_is(html_style(style, "white-space"), "pre"))
		c->pre = true;
	if (html_style_points(html_style(style, "margin-left"), &points) ||
	    html_style_points(html_style(style, "margin-inline-start"), &points))
		c->indent += points;
}

/* What an element gives to what is in it. */
static void
apply(const GumboNode *n, struct html_context *c)
{
	GumboTag tag = html_tag(n);

	switch (tag) {
	case GUMBO_TAG_B:
	case GUMBO_TAG_STRONG:
	case GUMBO_TAG_TH:
	case GUMBO_TAG_DT:
		c->bold = true;
		break;
	case GUMBO_TAG_CENTER:
	case GUMBO_TAG_CAPTION:
		c->centred = true;
		break;
	case GUMBO_TAG_PRE:
	case GUMBO_TAG_LISTING:
	case GUMBO_TAG_XMP:
		c->pre = true;
		break;
	case GUMBO_TAG_BLOCKQUOTE:
	case GUMBO_TAG_DD:
		c->indent += 30;
		break;
	default:
		break;
	}
	if (n->v.element.attributes.length)
		apply_style(n, c);
}

/* What part of a document an element is. */
static void
apply_role(const GumboNode *n, struct html_context *c)
{
	unsigned level = heading_level(n);
	bool free = c->role == DAIS_FLOW_TEXT;

	if (is_note(n) || (html_tag(n) == GUMBO_TAG_ASIDE && free)) {
		c->in_note = true;
		c->role = DAIS_FLOW_NOTE;
	} else if (html_tag(n) == GUMBO_TAG_FOOTER && free) {
		c->role = DAIS_FLOW_FOOTER;
	} else if (free && n->v.element.attributes.length &&
		   is_word_role(n, "MsoHeader", "header")) {
		c->role = DAIS_FLOW_HEADER;
	} else if (free && n->v.element.attributes.length &&
		   is_word_role(n, "MsoFooter", "footer")) {
		c->role = DAIS_FLOW_FOOTER;
	} else if (level && free) {
		c->role = DAIS_FLOW_HEADING;
		c->level = level;
	}
}

/* Whether paragraphs of this kind are set apart from what is around them. */
static bool
has_gap(const GumboNode *n)
{
	switch (html_tag(n)) {
	case GUMBO_TAG_P:
	case GUMBO_TAG_H1:
	case GUMBO_TAG_H2:
	case GUMBO_TAG_H3:
	case GUMBO_TAG_H4:
	case GUMBO_TAG_H5:
	case GUMBO_TAG_H6:
	case GUMBO_TAG_UL:
	case GUMBO_TAG_OL:
	case GUMBO_TAG_DL:
	case GUMBO_TAG_TABLE:
	case GUMBO_TAG_BLOCKQUOTE:
	case GUMBO_TAG_PRE:
	case GUMBO_TAG_HR:
	case GUMBO_TAG_FIGURE:
		return true;
	default:
		return false;
	}
}

/* Whether the open block is only the number of what begins now. */
static bool
is_waiting_number(const struct html_reader *r, const struct html_context *c)
{
	return r->w.open && c->role != DAIS_FLOW_CELL && c->role != DAIS_FLOW_HEADING &&
	       r->w.block.role != DAIS_FLOW_HEADING &&
	       dais_flow_is_mark(dais_buf_str(&r->w.text), c->in_item);
}

static void
begin_block(struct html_reader *r, const GumboNode *n, const struct html_context *c)
{
	if (is_waiting_number(r, c)) {
		dais_flow_space(&r->w);
		return;
	}
	html_break(r);
	r->gap |= has_gap(n);
}

static void
end_block(struct html_reader *r, const GumboNode *n, const struct html_context *c)
{
	/* "1." in a paragraph of its own, the words in the next. */
	if (is_waiting_number(r, c) && html_tag(n) != GUMBO_TAG_LI)
		return;
	html_break(r);
	r->gap |= has_gap(n);
}

/* A line break ends the paragraph when it is doubled or a mark follows. */
static void
line_break(struct html_reader *r, const GumboNode *n, const struct html_context *c)
{
	unsigned next = (unsigned)n->index_within_parent + 1;
	const GumboVector *v = html_children(n->parent);
	char text[24];
	size_t size;

	while (v && next < v->length && html_child(v, next)->type == GUMBO_NODE_WHITESPACE)
		next++;
	if (c->role != DAIS_FLOW_HEADING) {
		if (v && next < v->length && html_tag(html_child(v, next)) == GUMBO_TAG_BR) {
			html_break(r);
			r->gap = true;
			return;
		}
		size = html_first_text(n->parent, next, text, sizeof(text));
		if (dais_flow_starts_with_mark((struct dais_str){ text, size })) {
			html_break(r);
			return;
		}
	}
	if (r->w.open)
		dais_flow_break(&r->w);
}

/* A number as a word processor writes it out, with the space that its tab was. */
static bool
is_word_number(const GumboNode *n)
{
	return html_tag(n) == GUMBO_TAG_SPAN && n->v.element.attributes.length &&
	       html_style_is(html_style(html_attr(n, "style"), "mso-list"), "Ignore");
}

static void
walk_inline(struct html_reader *r, const GumboNode *n, struct html_context c)
{
	apply(n, &c);
	if (html_tag(n) == GUMBO_TAG_A) {
		if (!html_is_note_mark(n))
			html_walk_link(r, n, c);
		return;
	}
	html_walk_children(r, n, 0, c);
	if (is_word_number(n) && r->w.open) {
		r->spaces = 0;
		dais_flow_space(&r->w);
	}
}

/* Headers, footers and asides that are the page's, not the document's. */
static bool
is_around(const GumboNode *n, const struct html_context *c)
{
	GumboTag tag = html_tag(n);

	return (tag == GUMBO_TAG_HEADER || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_ASIDE ||
		   html_attr_is(n, "role", "banner") || html_attr_is(n, "role", "contentinfo") ||
		   html_attr_is(n, "role", "complementary")) &&
	       c->role != DAIS_FLOW_HEADER && !c->in_note && !html_attr_is(n, "role", "note") &&
	       html_is_chrome(n);
}

static void
walk_block(struct html_reader *r, const GumboNode *n, struct html_context c)
{
	GumboTag tag = html_tag(n);

	if (n == r->parts.main || (tag == GUMBO_TAG_HEADER && c.outside))
		c.outside = false;
	apply(n, &c);
	apply_role(n, &c);
	begin_block(r, n, &c);
	if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DIR)
		html_walk_list(r, n, c);
	else if (tag == GUMBO_TAG_TABLE)
		html_walk_table(r, n, c);
	else
		html_walk_children(r, n, 0, c);
	end_block(r, n, &c);
}

void
html_walk(struct html_reader *r, const GumboNode *n, struct html_context c)
{
	if (html_is_hidden(n))
		return;
	if (!html_is_element(n)) {
		if (!c.outside)
			html_put_text(r, n, &c);
		return;
	}
	if (html_tag(n) == GUMBO_TAG_BR)
		line_break(r, n, &c);
	else if (!html_is_block(n))
		walk_inline(r, n, c);
	else if (!is_around(n, &c))
		walk_block(r, n, c);
}

void
html_walk_children(struct html_reader *r, const GumboNode *n, unsigned from, struct html_context c)
{
	const GumboVector *v = html_children(n);

	if (r->depth >= WALK_DEPTH_MAX || r->w.full)
		return;
	r->depth++;
	for (unsigned i = from; v && i < v->length; i++)
		html_walk(r, html_child(v, i), c); /* NOLINT(misc-no-recursion): r->depth */
	r->depth--;
}
