/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/docx/part.h"

/* Where the walk is. */
struct place {
	unsigned depth;
	bool documentation; /* inside a list of documents */
	size_t num;         /* list around */
	unsigned lists;     /* how many lists around */
};

static void node(struct docx *d, const struct dais_node *n, struct place p);

static void
children(struct docx *d, const struct dais_node *n, struct place p)
{
	p.depth++;
	if (p.depth > DOCX_DEPTH_MAX) {
		d->too_deep = true;
		return;
	}
	for (size_t i = 0; i < n->children.n; i++)
		node(d, n->children.v[i], p);
}

static void
heading(struct docx *d, const struct dais_node *n)
{
	static const char *const styles[] = { "Heading1", "Heading2", "Heading3", "Heading4" };
	unsigned level = n->level < 1 ? 1 : n->level > 4 ? 4 : n->level;
	struct docx_look look = DOCX_LOOK(styles[level - 1]);

	look.keep_next = (n->flags & DAIS_NODE_KEEP_NEXT) != 0;
	if (n->flags & DAIS_NODE_CENTRED)
		look.jc = "center";
	if (n->number.n) {
		look.ilvl = level - 1;
		look.num = dais_docx_number_heading(d, look.ilvl, n->number);
		look.literal = n->number;
		look.literal_heading = look.num == 0;
		if (look.literal_heading) {
			look.left = DOCX_TEXT;
			look.hanging = DOCX_HANG;
		}
	}
	dais_docx_para(d, &look, &n->runs);
}

static struct docx_look
paragraph_look(const struct dais_node *n, struct place p)
{
	struct docx_look look = DOCX_LOOK("BodyText");

	if (p.lists > 0) {
		look.style = "ListContinue";
		look.left = DOCX_TEXT + DOCX_HANG * (int)p.lists;
	} else if (n->flags & DAIS_NODE_UNNUMBERED_INDENT) {
		look.style = "ListContinue";
	}
	if (p.documentation || n->role == DAIS_ROLE_DOCUMENT)
		look.style = "Documentation";
	look.keep_next = (n->flags & DAIS_NODE_KEEP_NEXT) != 0;
	if (n->flags & DAIS_NODE_CENTRED)
		look.jc = "center";
	return look;
}

/* An item: its mark goes to the first paragraph, the others stand under the text of the first. */
static void
item(struct docx *d, const struct dais_node *n, struct place p)
{
	static const dais_run_vec nothing = { 0 };
	const dais_run_vec *first = &nothing;
	size_t i = 0;
	struct docx_look look = paragraph_look(n, p);

	if (n->number.n) {
		look.style = p.documentation ? "Documentation" : "List";
		look.num = p.num;
		look.ilvl = p.lists - 1;
		look.literal = n->number;
		look.hanging = DOCX_HANG;
		if (look.num > 0)
			look.left = -1; /* the list's */
	}
	if (n->children.n > 0 && n->children.v[0]->kind == DAIS_NODE_PARAGRAPH) {
		const struct dais_node *para = n->children.v[0];

		first = &para->runs;
		i = 1;
		look.keep_next = look.keep_next || (para->flags & DAIS_NODE_KEEP_NEXT);
		if (para->id.n)
			dais_vec_push(d->a, &d->pending, dais_map_get(&d->bookmark_of, para->id));
	}
	dais_docx_para(d, &look, first);
	p.depth++;
	if (p.depth > DOCX_DEPTH_MAX) {
		d->too_deep = true;
		return;
	}
	for (; i < n->children.n; i++)
		node(d, n->children.v[i], p);
}

static void
node(struct docx *d, const struct dais_node *n, struct place p)
{
	struct docx_look look;

	if (n->id.n)
		dais_vec_push(d->a, &d->pending, dais_map_get(&d->bookmark_of, n->id));
	switch (n->kind) {
	case DAIS_NODE_SECTION:
		p.documentation = n->role == DAIS_ROLE_DOCUMENTATION;
		children(d, n, p);
		break;
	case DAIS_NODE_HEADING:
		heading(d, n);
		break;
	case DAIS_NODE_PARAGRAPH:
		look = paragraph_look(n, p);
		dais_docx_para(d, &look, &n->runs);
		break;
	case DAIS_NODE_LIST:
		p.num = dais_docx_number_list(d, n, p.num, p.lists);
		p.lists++;
		children(d, n, p);
		break;
	case DAIS_NODE_ITEM:
		item(d, n, p);
		break;
	case DAIS_NODE_TABLE:
		dais_docx_table(d, n);
		break;
	case DAIS_NODE_PAGE_BREAK:
		d->page_break = true;
		break;
	case DAIS_NODE_ROW:
	case DAIS_NODE_CELL:
		children(d, n, p);
		break;
	}
}

void
dais_docx_body(struct docx *d)
{
	for (size_t i = 0; i < d->t->body.n; i++)
		node(d, d->t->body.v[i], (struct place){ .depth = 1 });
}
