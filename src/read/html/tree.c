/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Questions to the parser's tree: attributes, inline styles, which elements are blocks and which
 * show nothing. Source: WHATWG HTML, "rendering"; CSS 2.2 chapters 8, 9 and 12.
 */
#include "read/html/html_priv.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_same(struct dais_str a, struct dais_str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	}
	return true;
}

bool
html_is_element(const GumboNode *n)
{
	return n->type == GUMBO_NODE_ELEMENT;
}

GumboTag
html_tag(const GumboNode *n)
{
	return html_is_element(n) ? n->v.element.tag : GUMBO_TAG_LAST;
}

const GumboVector *
html_children(const GumboNode *n)
{
	if (n->type == GUMBO_NODE_ELEMENT)
		return &n->v.element.children;
	return n->type == GUMBO_NODE_DOCUMENT ? &n->v.document.children : NULL;
}

/* --- attributes ------------------------------------------------------------------------------ */

static const GumboAttribute *
find_attr(const GumboNode *n, const char *name)
{
	return html_is_element(n) ? gumbo_get_attribute(&n->v.element.attributes, name) : NULL;
}

struct dais_str
html_attr(const GumboNode *n, const char *name)
{
	const GumboAttribute *a = find_attr(n, name);

	return a ? dais_str_trim(dais_str_from(a->value)) : DAIS_STR_NONE;
}

bool
html_has_attr(const GumboNode *n, const char *name)
{
	return find_attr(n, name) != NULL;
}

bool
html_attr_is(const GumboNode *n, const char *name, const char *value)
{
	return is_same(html_attr(n, name), dais_str_from(value));
}

bool
html_attr_has(const GumboNode *n, const char *name, const char *word)
{
	struct dais_str s = html_attr(n, name), w = dais_str_from(word);

	for (size_t i = 0; i < s.n;) {
		size_t end = i;

		while (end < s.n && !is_space(s.p[end]))
			end++;
		if (is_same(dais_str_sub(s, i, end), w))
			return true;
		i = end + 1;
	}
	return false;
}

bool
html_attr_contains(const GumboNode *n, const char *name, const char *part)
{
	return dais_str_find(html_attr(n, name), dais_str_from(part), 0) != SIZE_MAX;
}

/* --- inline styles --------------------------------------------------------------------------- */

struct dais_str
html_style(struct dais_str style, const char *name)
{
	struct dais_str part, value = DAIS_STR_NONE;

	while (dais_str_next(&style, ';', &part)) {
		size_t colon = dais_str_find_char(part, ':', 0);

		if (colon == SIZE_MAX)
			continue;
		if (is_same(dais_str_trim(dais_str_sub(part, 0, colon)), dais_str_from(name)))
			value = dais_str_trim(dais_str_sub(part, colon + 1, part.n));
	}
	return value;
}

bool
html_style_is(struct dais_str value, const char *word)
{
	struct dais_str w = dais_str_from(word);

	return value.n >= w.n && is_same(dais_str_sub(value, 0, w.n), w) &&
	       (value.n == w.n || is_space(value.p[w.n]) || value.p[w.n] == '!');
}

bool
html_style_points(struct dais_str value, double *ret_points)
{
	static const struct {
		const char *unit;
		double points;
	} units[] = { { "pt", 1 }, { "px", 0.75 }, { "in", 72 }, { "cm", 72 / 2.54 },
		{ "mm", 72 / 25.4 }, { "pc", 12 }, { "em", 12 }, { "rem", 12 } };
	double v = 0, scale = 1;
	size_t at = 0;
	bool point = false;

	for (; at < value.n && at < 12; at++) {
		char c = value.p[at];

		if (c == '.' && !point) {
			point = true;
		} else if (c >= '0' && c <= '9') {
			v = v * 10 + (c - '0');
			scale *= point ? 10 : 1;
		} else {
			break;
		}
	}
	for (size_t i = 0; at > 0 && i < sizeof(units) / sizeof(units[0]); i++) {
		if (html_style_is(dais_str_sub(value, at, value.n), units[i].unit)) {
			*ret_points = v / scale * units[i].points;
			return true;
		}
	}
	return false;
}

/* --- kinds of elements ----------------------------------------------------------------------- */

static bool
is_never_shown(GumboTag tag)
{
	switch (tag) {
	case GUMBO_TAG_HEAD:
	case GUMBO_TAG_SCRIPT:
	case GUMBO_TAG_STYLE:
	case GUMBO_TAG_NOSCRIPT:
	case GUMBO_TAG_TEMPLATE:
	case GUMBO_TAG_IFRAME:
	case GUMBO_TAG_OBJECT:
	case GUMBO_TAG_EMBED:
	case GUMBO_TAG_AUDIO:
	case GUMBO_TAG_VIDEO:
	case GUMBO_TAG_CANVAS:
	case GUMBO_TAG_SVG:
	case GUMBO_TAG_MATH:
	case GUMBO_TAG_SELECT:
	case GUMBO_TAG_BUTTON:
	case GUMBO_TAG_TEXTAREA:
	case GUMBO_TAG_INPUT:
	case GUMBO_TAG_DATALIST:
	case GUMBO_TAG_PROGRESS:
	case GUMBO_TAG_METER:
	case GUMBO_TAG_NAV:
	case GUMBO_TAG_MENU:
	case GUMBO_TAG_NOFRAMES:
	case GUMBO_TAG_NOEMBED:
	case GUMBO_TAG_RT:
	case GUMBO_TAG_RP:
	case GUMBO_TAG_DEL:
		return true;
	default:
		return false;
	}
}

/* Whether a class or label says that an element holds the way from the home page to this one, which
 * few sites have in the element for navigation. */
static bool
names_breadcrumbs(struct dais_str s)
{
	struct dais_str word = DAIS_STR("breadcrumb");

	for (size_t i = 0; i + word.n <= s.n; i++) {
		if (is_same(dais_str_sub(s, i, i + word.n), word))
			return true;
	}
	return false;
}

bool
html_is_hidden(const GumboNode *n)
{
	static const char *const roles[] = { "navigation", "search", "menu", "menubar", "dialog",
		"alertdialog", "toolbar", "tablist", "doc-toc", "doc-backlink", "doc-pagebreak" };
	struct dais_str style, role;

	if (!html_is_element(n))
		return n->type != GUMBO_NODE_TEXT && n->type != GUMBO_NODE_WHITESPACE &&
		       n->type != GUMBO_NODE_CDATA;
	if (is_never_shown(n->v.element.tag) || html_has_attr(n, "hidden"))
		return true;
	if (!n->v.element.attributes.length)
		return false;
	role = html_attr(n, "role");
	for (size_t i = 0; role.n && i < sizeof(roles) / sizeof(roles[0]); i++) {
		if (is_same(role, dais_str_from(roles[i])))
			return true;
	}
	if (names_breadcrumbs(html_attr(n, "class")) || names_breadcrumbs(html_attr(n, "id")) ||
	    names_breadcrumbs(html_attr(n, "aria-label")))
		return true;
	style = html_attr(n, "style");
	return style.n && (html_style_is(html_style(style, "display"), "none") ||
			      html_style_is(html_style(style, "visibility"), "hidden"));
}

static bool
is_block_tag(GumboTag tag)
{
	switch (tag) {
	case GUMBO_TAG_HTML:
	case GUMBO_TAG_BODY:
	case GUMBO_TAG_P:
	case GUMBO_TAG_DIV:
	case GUMBO_TAG_SECTION:
	case GUMBO_TAG_ARTICLE:
	case GUMBO_TAG_MAIN:
	case GUMBO_TAG_HEADER:
	case GUMBO_TAG_FOOTER:
	case GUMBO_TAG_ASIDE:
	case GUMBO_TAG_H1:
	case GUMBO_TAG_H2:
	case GUMBO_TAG_H3:
	case GUMBO_TAG_H4:
	case GUMBO_TAG_H5:
	case GUMBO_TAG_H6:
	case GUMBO_TAG_HGROUP:
	case GUMBO_TAG_UL:
	case GUMBO_TAG_OL:
	case GUMBO_TAG_DIR:
	case GUMBO_TAG_LI:
	case GUMBO_TAG_DL:
	case GUMBO_TAG_DT:
	case GUMBO_TAG_DD:
	case GUMBO_TAG_TABLE:
	case GUMBO_TAG_CAPTION:
	case GUMBO_TAG_THEAD:
	case GUMBO_TAG_TBODY:
	case GUMBO_TAG_TFOOT:
	case GUMBO_TAG_TR:
	case GUMBO_TAG_TD:
	case GUMBO_TAG_TH:
	case GUMBO_TAG_BLOCKQUOTE:
	case GUMBO_TAG_PRE:
	case GUMBO_TAG_LISTING:
	case GUMBO_TAG_XMP:
	case GUMBO_TAG_ADDRESS:
	case GUMBO_TAG_CENTER:
	case GUMBO_TAG_FIGURE:
	case GUMBO_TAG_FIGCAPTION:
	case GUMBO_TAG_FIELDSET:
	case GUMBO_TAG_LEGEND:
	case GUMBO_TAG_FORM:
	case GUMBO_TAG_DETAILS:
	case GUMBO_TAG_SUMMARY:
	case GUMBO_TAG_HR:
		return true;
	default:
		return false;
	}
}

bool
html_is_block(const GumboNode *n)
{
	struct dais_str display;

	if (!html_is_element(n))
		return false;
	if (!n->v.element.attributes.length)
		return is_block_tag(n->v.element.tag);
	display = html_style(html_attr(n, "style"), "display");
	if (html_style_is(display, "block") || html_style_is(display, "list-item"))
		return true;
	return is_block_tag(n->v.element.tag) && !html_style_is(display, "inline");
}
