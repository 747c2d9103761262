/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/xliff/inline.h"

#include "base/buf.h"

static struct dais_str
from_xml(const xmlChar *p)
{
	return dais_str_from((const char *)p);
}

static bool
is_element(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && dais_str_is(from_xml(n->name), name);
}

xmlNode *
dais_xliff_child(xmlNode *parent, const char *name)
{
	for (xmlNode *n = parent->children; n; n = n->next) {
		if (is_element(n, name))
			return n;
	}
	return NULL;
}

struct dais_str
dais_xliff_attribute(struct dais_arena *a, xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	struct dais_str s = dais_arena_dup(a, from_xml(value));

	xmlFree(value);
	return s;
}

struct dais_str
dais_xliff_text(struct dais_arena *a, xmlNode *node)
{
	xmlChar *value = xmlNodeGetContent(node);
	struct dais_str s = dais_arena_dup(a, from_xml(value));

	xmlFree(value);
	return s;
}

/* The content of <data id="@id"> of @unit; empty when there is none. */
static struct dais_str
data_of(struct dais_arena *a, xmlNode *unit, struct dais_str id)
{
	xmlNode *all = dais_xliff_child(unit, "originalData");

	for (xmlNode *n = all ? all->children : NULL; n; n = n->next) {
		if (is_element(n, "data") && dais_str_eq(dais_xliff_attribute(a, n, "id"), id))
			return dais_xliff_text(a, n);
	}
	return DAIS_STR_NONE;
}

/* Makes the span that code data @data stands for around the words @inner: "*", "**" or "***" for
 * emphasis, then nothing, a reference or "<url>". */
static bool
span_of(struct dais_arena *a, struct dais_str data, struct dais_str inner, struct dais_span *ret)
{
	struct dais_span s = { .kind = DAIS_SPAN_TEXT, .text = inner };

	/* A code is one line of a package; a line break in it would end it there. */
	for (size_t i = 0; i < data.n; i++) {
		if ((unsigned char)data.p[i] < ' ')
			return false;
	}
	while (s.style < (DAIS_SPAN_EMPHASIS | DAIS_SPAN_STRONG) && s.style < data.n &&
	       data.p[s.style] == '*')
		s.style++;
	data = dais_str_sub(data, s.style, data.n);

	if (dais_str_has_prefix(data, DAIS_STR("{{")) &&
	    dais_str_has_suffix(data, DAIS_STR("}}"))) {
		s.kind = DAIS_SPAN_REF;
		s.text = DAIS_STR_NONE;
		if (!dais_ref_parse(dais_str_sub(data, 2, data.n - 2), &s.ref, NULL))
			return false;
		inner = dais_str_trim(inner);
		s.ref.words = inner;
		s.ref.source = inner.n ? dais_arena_printf(a, "%.*s|%.*s}}",
					     DAIS_STR_ARG(dais_str_sub(data, 0, data.n - 2)),
					     DAIS_STR_ARG(inner))
				       : data;
	} else if (dais_str_is(data, "\\")) {
		s.kind = DAIS_SPAN_BREAK;
	} else if (data.n > 2 && data.p[0] == '<') {
		s.kind = DAIS_SPAN_LINK;
		s.url = dais_str_sub(data, 1, data.n - 1);
	} else if (data.n || !s.style) {
		return false;
	}
	*ret = s;
	return true;
}

/* The words @content in @a, line breaks of the file as spaces; braces that would become a
 * reference in the package are refused. */
static bool
words_of(struct dais_arena *a, const xmlChar *content, struct dais_str *ret,
    struct dais_diags *diags, const struct dais_place *place)
{
	struct dais_str s = from_xml(content);
	char *p = dais_arena_alloc(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i];
	*ret = (struct dais_str){ p, s.n };
	if (dais_str_find(*ret, DAIS_STR("{{"), 0) == SIZE_MAX &&
	    dais_str_find(*ret, DAIS_STR("}}"), 0) == SIZE_MAX &&
	    !(s.n && (p[0] == '}' || p[s.n - 1] == '{' || p[s.n - 1] == '}')))
		return true;
	(void)dais_diags_add(diags, "translation", DAIS_SEVERITY_ERROR, place,
	    "braces of a reference stand in the text; references are codes here");
	return false;
}

/* Annotations of translators' tools: terms, comments. They mark words and are passed over. */
static bool
is_mark(const xmlNode *n)
{
	return is_element(n, "mrk") || is_element(n, "sm") || is_element(n, "em");
}

/* The node after @n below @top, marks looked through. */
static xmlNode *
next_inline(xmlNode *n, const xmlNode *top)
{
	if (is_mark(n) && n->children)
		return n->children;
	while (n != top && !n->next)
		n = n->parent;
	return n == top ? NULL : n->next;
}

static bool
add_code(struct dais_arena *a, xmlNode *unit, xmlNode *n, struct dais_block *block,
    struct dais_diags *diags, const struct dais_place *place)
{
	bool paired = is_element(n, "pc");
	struct dais_str id = dais_xliff_attribute(a, n, paired ? "dataRefStart" : "dataRef");
	struct dais_str data = data_of(a, unit, id), inner;
	xmlChar *content = xmlNodeGetContent(n);
	bool ok = words_of(a, content, &inner, diags, place);
	struct dais_span s;

	xmlFree(content);
	if (!ok)
		return false;

	for (xmlNode *c = n->children; c; c = next_inline(c, n)) {
		if (c->type == XML_ELEMENT_NODE && !is_mark(c)) {
			(void)dais_diags_add(diags, "translation", DAIS_SEVERITY_ERROR, place,
			    "there is a code inside the code of %.*s", DAIS_STR_ARG(data));
			return false;
		}
	}
	if (!data.n || !span_of(a, data, inner, &s)) {
		(void)dais_diags_add(diags, "translation", DAIS_SEVERITY_ERROR, place,
		    "a code refers to \"%.*s\", which is no reference of this unit",
		    DAIS_STR_ARG(id));
		return false;
	}
	if (s.kind == DAIS_SPAN_LINK && !dais_str_trim(s.text).n) {
		(void)dais_diags_add(diags, "translation", DAIS_SEVERITY_ERROR, place,
		    "the link to %.*s has no words", DAIS_STR_ARG(s.url));
		return false;
	}
	/* Emphasis around nothing is nothing. */
	if (s.kind != DAIS_SPAN_TEXT || s.text.n)
		dais_vec_push(a, &block->spans, s);
	return true;
}

bool
dais_xliff_spans(struct dais_arena *a, xmlNode *unit, xmlNode *text, struct dais_block *ret_block,
    struct dais_diags *diags, const struct dais_place *place)
{
	bool ok = true;

	for (xmlNode *n = text->children; n; n = next_inline(n, text)) {
		if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
			struct dais_span s = { .kind = DAIS_SPAN_TEXT };

			ok = words_of(a, n->content, &s.text, diags, place) && ok;
			if (s.text.n)
				dais_vec_push(a, &ret_block->spans, s);
		} else if (is_element(n, "pc") || is_element(n, "ph")) {
			ok = add_code(a, unit, n, ret_block, diags, place) && ok;
		} else if (n->type == XML_ELEMENT_NODE && !is_mark(n)) {
			(void)dais_diags_add(diags, "translation", DAIS_SEVERITY_ERROR, place,
			    "<%s> is not understood here", (const char *)n->name);
			ok = false;
		}
	}
	return ok;
}
