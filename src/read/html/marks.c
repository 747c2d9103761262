/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The first words of a part of the page: whether it begins with the mark of an item (flow/mark.h),
 * so that a browser's own number would double it, or a line break ends a paragraph.
 */
#include "read/html/html_priv.h"

#define NODES_MAX 24u

struct first_text {
	char *out;
	size_t n, max;
	unsigned nodes; /* looked at */
	bool space, ended;
};

static void
take(struct first_text *f, struct dais_str s)
{
	for (size_t i = 0; i < s.n && f->n < f->max; i++) {
		bool nbsp = i + 1 < s.n && memcmp(s.p + i, "\xC2\xA0", 2) == 0;

		if (nbsp || s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r')) {
			f->space = true;
			i += nbsp;
			continue;
		}
		if (f->space && f->n)
			f->out[f->n++] = ' ';
		f->space = false;
		if (f->n < f->max)
			f->out[f->n++] = s.p[i];
	}
}

static void collect(struct first_text *f, const GumboNode *n, unsigned from);

static void
collect_one(struct first_text *f, const GumboNode *n)
{
	if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE ||
	    n->type == GUMBO_NODE_CDATA) {
		take(f, dais_str_from(n->v.text.text));
		return;
	}
	if (html_is_hidden(n))
		return;
	if (html_tag(n) == GUMBO_TAG_BR || html_is_block(n)) {
		f->ended |= f->n > 0;
		f->space = true;
		/* A number may stand in front of the block with its words. */
		if (html_tag(n) != GUMBO_TAG_BR && !f->ended)
			collect(f, n, 0);
		f->ended |= f->n > 0;
		return;
	}
	collect(f, n, 0);
}

static void
collect(struct first_text *f, const GumboNode *n, unsigned from)
{
	const GumboVector *v = html_children(n);

	for (unsigned i = from; v && i < v->length; i++) {
		if (f->ended || f->n >= f->max || ++f->nodes > NODES_MAX)
			return;
		collect_one(f, html_child(v, i)); /* NOLINT(misc-no-recursion): NODES_MAX */
	}
}

size_t
html_first_text(const GumboNode *n, unsigned from, char *out, size_t max)
{
	struct first_text f = { .out = out, .max = max };

	collect(&f, n, from);
	return f.n;
}
