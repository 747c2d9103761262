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

/* Makes the span that code data @data stands for around the words @inner. */
static bool
span_of(struct dais_str data, struct dais_str inner, struct dais_span *ret)
{
	struct dais_span s = { .kind = DAIS_SPAN_TEXT, .text = inner };

	if (dais_str_has_prefix(data, DAIS_STR("{{")) &&
	    dais_str_has_suffix(data, DAIS_STR("}}"))) {
		s.kind = DAIS_SPAN_REF;
		s.text = DAIS_STR_NONE;
		if (!dais_ref_parse(dais_str_sub(data, 2, data.n - 2), &s.ref, NULL))
			return false;
		s.ref.words = dais_str_trim(inner);
	} else if (dais_str_is(data, "*") || dais_str_is(data, "**") || dais_str_is(data, "***")) {
		s.style = (unsigned)data.n;
	} else if (dais_str_is(data, "\\")) {
		s.kind = DAIS_SPAN_BREAK;
	} else if (data.n > 2 && data.p[0] == '<') {
		s.kind = DAIS_SPAN_LINK;
		s.url = dais_str_sub(data, 1, data.n - 1);
	} else {
		return false;
	}
	*ret = s;
	return true;
}

static bool
add_code(struct dais_arena *a, xmlNode *unit, xmlNode *n, struct dais_block *block,
    struct dais_diags *diags, const struct dais_place *place)
{
	bool paired = is_element(n, "pc");
	struct dais_str id = dais_xliff_attribute(a, n, paired ? "dataRefStart" : "dataRef");
	struct dais_str data = data_of(a, unit, id);
	struct dais_span s;

	for (xmlNode *c = n->children; c; c = c->next) {
		if (c->type == XML_ELEMENT_NODE) {
			(void)dais_diags_add(diags, "translation", DAIS_SEVERITY_ERROR, place,
			    "there is a code inside the code of %.*s", DAIS_STR_ARG(data));
			return false;
		}
	}
	if (!data.n || !span_of(data, dais_xliff_text(a, n), &s)) {
		(void)dais_diags_add(diags, "translation", DAIS_SEVERITY_ERROR, place,
		    "a code refers to \"%.*s\", which is no reference of this unit",
		    DAIS_STR_ARG(id));
		return false;
	}
	dais_vec_push(a, &block->spans, s);
	return true;
}

bool
dais_xliff_spans(struct dais_arena *a, xmlNode *unit, xmlNode *text, struct dais_block *ret_block,
    struct dais_diags *diags, const struct dais_place *place)
{
	bool ok = true;

	for (xmlNode *n = text->children; n; n = n->next) {
		if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
			struct dais_span s = { .kind = DAIS_SPAN_TEXT,
				.text = dais_arena_dup(a, from_xml(n->content)) };

			if (s.text.n)
				dais_vec_push(a, &ret_block->spans, s);
		} else if (is_element(n, "pc") || is_element(n, "ph")) {
			ok = add_code(a, unit, n, ret_block, diags, place) && ok;
		} else if (n->type == XML_ELEMENT_NODE) {
			(void)dais_diags_add(diags, "translation", DAIS_SEVERITY_ERROR, place,
			    "<%s> is not understood here", (const char *)n->name);
			ok = false;
		}
	}
	return ok;
}
