/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Which part of a page is the document, and what the page says of itself.
 */
#include "base/lang_tag.h"
#include "read/html/html_priv.h"

/* A main part with fewer bytes of text, or with less than a third of the page's, is not it. */
#define MAIN_LEAST 200u

struct measure {
	struct html_parts *parts;
	const GumboNode *main, *article;
	size_t text, main_text, article_text;
	unsigned articles;
};

static bool
is_main(const GumboNode *n)
{
	return html_tag(n) == GUMBO_TAG_MAIN || html_attr_is(n, "role", "main");
}

static void measure(struct measure *m, const GumboNode *n);

static void
measure_children(struct measure *m, const GumboNode *n)
{
	const GumboVector *v = html_children(n);

	for (unsigned i = 0; v && i < v->length; i++)
		measure(m, html_child(v, i)); /* NOLINT(misc-no-recursion): HTML_DEPTH_MAX */
}

static void
measure(struct measure *m, const GumboNode *n)
{
	size_t before = m->text;
	GumboTag tag = html_tag(n);

	if (html_is_hidden(n))
		return;
	if (n->type == GUMBO_NODE_TEXT) {
		m->text += strlen(n->v.text.text);
		return;
	}
	measure_children(m, n);
	m->parts->has_heading |= tag == GUMBO_TAG_H1;
	if (is_main(n) && m->text - before > m->main_text) {
		m->main = n;
		m->main_text = m->text - before;
	}
	if (tag == GUMBO_TAG_ARTICLE) {
		m->articles++;
		m->article = n;
		m->article_text = m->text - before;
	}
}

static const GumboNode *
find_child(const GumboNode *n, GumboTag tag)
{
	const GumboVector *v = html_children(n);

	for (unsigned i = 0; v && i < v->length; i++) {
		if (html_tag(html_child(v, i)) == tag)
			return html_child(v, i);
	}
	return NULL;
}

static bool
take_language(struct html_parts *p, struct dais_str tag)
{
	size_t comma = dais_str_find_char(tag, ',', 0);

	if (p->has_language)
		return false;
	p->has_language =
	    dais_lang_of_tag(dais_str_trim(dais_str_sub(tag, 0, comma)), &p->language);
	return p->has_language;
}

static void
read_head(struct html_parts *p, const GumboNode *head)
{
	const GumboVector *v = html_children(head);

	for (unsigned i = 0; v && i < v->length; i++) {
		const GumboNode *n = html_child(v, i);
		const GumboVector *text = html_children(n);

		if (html_tag(n) == GUMBO_TAG_TITLE && text && text->length && !p->title.n &&
		    html_child(text, 0)->type == GUMBO_NODE_TEXT)
			p->title = dais_str_from(html_child(text, 0)->v.text.text);
		else if (html_tag(n) == GUMBO_TAG_BASE && html_attr(n, "href").n)
			p->base = html_attr(n, "href");
		else if (html_tag(n) == GUMBO_TAG_LINK && html_attr_has(n, "rel", "canonical") &&
			 !p->base.n)
			p->base = html_attr(n, "href");
		else if (html_tag(n) == GUMBO_TAG_META &&
			 html_attr_is(n, "http-equiv", "content-language"))
			(void)take_language(p, html_attr(n, "content"));
	}
}

void
html_find_parts(const GumboNode *document, struct html_parts *ret)
{
	struct measure m = { .parts = ret };
	const GumboNode *head;

	*ret = (struct html_parts){ .html = find_child(document, GUMBO_TAG_HTML) };
	if (!ret->html)
		return;
	ret->body = find_child(ret->html, GUMBO_TAG_BODY);
	(void)take_language(ret, html_attr(ret->html, "lang"));
	(void)take_language(ret, html_attr(ret->html, "xml:lang"));
	head = find_child(ret->html, GUMBO_TAG_HEAD);
	if (head)
		read_head(ret, head);
	if (!ret->body)
		return;
	(void)take_language(ret, html_attr(ret->body, "lang"));
	measure_children(&m, ret->body);
	if (m.main_text >= MAIN_LEAST && m.main_text >= m.text / 3)
		ret->main = m.main;
	else if (m.articles == 1 && m.article_text >= MAIN_LEAST && m.article_text >= m.text / 3)
		ret->main = m.article;
	if (ret->main)
		(void)take_language(ret, html_attr(ret->main, "lang"));
}

/* --- chrome ---------------------------------------------------------------------------------- */

struct density {
	size_t text, linked;
	bool form;
};

static size_t
letters(const char *c)
{
	size_t n = 0;

	for (; *c; c++)
		n += (unsigned char)*c > ' ' && *c != '|';
	return n;
}

static void
weigh(struct density *d, const GumboNode *n, bool linked)
{
	const GumboVector *v = html_children(n);

	if (html_is_hidden(n))
		return;
	if (n->type == GUMBO_NODE_TEXT) {
		size_t size = letters(n->v.text.text);

		d->text += size;
		d->linked += linked ? size : 0;
		return;
	}
	d->form |= html_tag(n) == GUMBO_TAG_FORM;
	linked |= html_tag(n) == GUMBO_TAG_A && html_has_attr(n, "href");
	for (unsigned i = 0; v && i < v->length; i++)
		weigh(d, html_child(v, i), linked); /* NOLINT(misc-no-recursion): HTML_DEPTH_MAX */
}

bool
html_is_chrome(const GumboNode *n)
{
	struct density d = { .text = 0 };

	weigh(&d, n, false);
	return d.form || d.linked * 2 > d.text;
}
