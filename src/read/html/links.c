/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Links, and those that are marks of notes. Relative addresses are resolved against the page's
 * own, where it tells it. Source: RFC 3986 section 5.
 */
#include <libxml/uri.h>

#include "read/html/html_priv.h"

#define TARGET_MAX 4096u

static bool
is_scheme_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '+' || c == '-' || c == '.';
}

static bool
has_scheme(struct dais_str s)
{
	size_t at = 0;

	while (at < s.n && is_scheme_char(s.p[at]))
		at++;
	return at > 1 && at < s.n && s.p[at] == ':';
}

static bool
starts_low(struct dais_str s, const char *scheme)
{
	size_t i = 0;

	for (; scheme[i]; i++) {
		if (i >= s.n || (char)(s.p[i] | 0x20) != scheme[i])
			return false;
	}
	return i < s.n && s.p[i] == ':';
}

/* What @href leads to; empty when that is no document. */
static struct dais_str
target_of(struct html_reader *r, struct dais_str href)
{
	struct dais_str target = href;
	xmlChar *uri;

	if (!href.n || href.n > TARGET_MAX || href.p[0] == '#' || starts_low(href, "javascript") ||
	    starts_low(href, "mailto") || starts_low(href, "tel") || starts_low(href, "data"))
		return DAIS_STR_NONE;
	if (has_scheme(href) || !has_scheme(r->parts.base) || r->parts.base.n > TARGET_MAX)
		return target;
	uri = xmlBuildURI((const xmlChar *)dais_arena_cstr(r->scratch, href),
	    (const xmlChar *)dais_arena_cstr(r->scratch, r->parts.base));
	if (!uri)
		return target;
	target = dais_arena_dup(r->scratch, dais_str_from((const char *)uri));
	xmlFree(uri);
	return target;
}

static bool
is_note_sign(struct dais_str s)
{
	size_t at = 0;

	if (!s.n || s.n > 9)
		return false;
	while (at < s.n) {
		uint32_t c = dais_str_decode(s, &at);

		if (!((c >= '0' && c <= '9') || c == '[' || c == ']' || c == '(' || c == ')' ||
			c == '*' || c == 0x2020 || c == 0x2021 || c == 0x2191 || c == 0x21A9 ||
			c == '^' || c == 0xFE0E || c == 0x660 || (c > 0x660 && c <= 0x669)))
			return false;
	}
	return true;
}

static bool
is_in_sup(const GumboNode *n)
{
	const GumboVector *v = html_children(n);

	if (n->parent && html_tag(n->parent) == GUMBO_TAG_SUP)
		return true;
	for (unsigned i = 0; v && i < v->length; i++) {
		if (html_tag(html_child(v, i)) == GUMBO_TAG_SUP)
			return true;
	}
	return false;
}

bool
html_is_note_mark(const GumboNode *n)
{
	struct dais_str href = html_attr(n, "href");
	char text[12];

	if (html_tag(n) != GUMBO_TAG_A)
		return false;
	if (html_attr_is(n, "role", "doc-noteref") || html_attr_is(n, "role", "doc-backlink"))
		return true;
	if (!href.n || href.p[0] != '#' ||
	    !is_note_sign((struct dais_str){ text, html_first_text(n, 0, text, sizeof(text)) }))
		return false;
	return is_in_sup(n) || html_attr_contains(n, "href", "ftn") ||
	       html_attr_contains(n, "href", "edn") || html_attr_contains(n, "href", "note") ||
	       html_attr_contains(n, "href", "fn");
}

void
html_walk_link(struct html_reader *r, const GumboNode *n, struct html_context c)
{
	struct dais_str target = target_of(r, html_attr(n, "href"));
	size_t from, blocks = r->flow->blocks.n;
	struct dais_str text;

	from = r->w.open ? dais_flow_at(&r->w) : 0;
	html_walk_children(r, n, 0, c);
	if (!target.n || !r->w.open)
		return;
	/* A link around several paragraphs leads from the last one. */
	if (blocks != r->flow->blocks.n)
		from = 0;
	text = dais_buf_str(&r->w.text);
	while (from < text.n &&
	       (text.p[from] == ' ' || text.p[from] == '\xC2' || text.p[from] == '\xA0'))
		from++;
	dais_flow_link(&r->w, from, target);
}
