/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The tree into the galley: what each kind of node looks like. Headings hang their numbers in the
 * margin, lists theirs in the text; a heading holds to the two lines after it.
 */
#include "write/pdf/layout.h"

#define LABEL_WIDTH 24.0  /* of "1." in an agenda, "a)" below it */
#define BULLET_WIDTH 14.0
#define LABEL_GAP 5.0
#define HANG_GAP 9.0      /* between a heading's number and its words */
#define HANG_WIDTH 105.0
#define PARA_GAP 6.5
#define LEVELS 4

struct place {
	double x, width;
	unsigned depth;
	double step; /* width of labels in this list */
	bool tight;  /* in a list */
};

static const struct {
	double size, leading, before, after;
	unsigned style;
} headings[LEVELS] = {
	{ 14, 17, 20, 9, DAIS_FONT_BOLD },
	{ 12, 15, 17, 8, DAIS_FONT_BOLD },
	{ 10, 13, 14, 6.5, DAIS_FONT_BOLD },
	{ 10, 13, 12, 6, DAIS_FONT_BOLD | DAIS_FONT_ITALIC },
};

static void
mark_open(struct dais_layout *l, enum dais_pdf_tag tag)
{
	struct dais_entry e = { .kind = DAIS_ENTRY_OPEN, .tag = tag };

	dais_pdf_page_add(l, &e);
}

static void
mark_close(struct dais_layout *l)
{
	struct dais_entry e = { .kind = DAIS_ENTRY_CLOSE };

	dais_pdf_page_add(l, &e);
}

static void
mark_anchor(struct dais_layout *l, struct dais_str id)
{
	struct dais_entry e = { .kind = DAIS_ENTRY_ANCHOR, .name = id };

	if (!dais_str_is_empty(id))
		dais_pdf_page_add(l, &e);
}

static double
take_gap(struct dais_layout *l, double before)
{
	double gap = before > l->gap_next ? before : l->gap_next;

	l->gap_next = 0;
	return gap;
}

static bool
take_keep(struct dais_layout *l)
{
	bool keep = l->keep_next;

	l->keep_next = false;
	return keep;
}

/* A label whose text follows on the same line: a line of no height. */
static void
add_label(struct dais_layout *l, struct dais_para *p, double x, double gap, bool keep)
{
	struct dais_entry e = {
		.kind = DAIS_ENTRY_LINE, .para = p, .x = (float)x, .keep = keep, .gap = (float)gap
	};

	p->n_lines = 1;
	dais_pdf_page_add(l, &e);
	l->keep_next = true;
}

static bool
is_blank(const struct dais_node *n)
{
	for (size_t i = 0; i < n->runs.n; i++) {
		if (!dais_str_is_empty(n->runs.v[i].text))
			return false;
	}
	return dais_str_is_empty(n->number);
}

/* Chinese indents the first line of such paragraphs by two characters. */
static bool
is_running_text(const struct dais_node *n)
{
	return n->flags == 0 && n->role == DAIS_ROLE_NONE && dais_str_is_empty(n->number);
}

static void
flow_paragraph(struct dais_layout *l, const struct dais_node *n, const struct place *at)
{
	bool centred = n->flags & DAIS_NODE_CENTRED;
	struct dais_para_style st = dais_layout_style(l, 10, 13, 0,
	    centred                         ? DAIS_ALIGN_CENTRE
	    : n->role == DAIS_ROLE_DOCUMENT ? DAIS_ALIGN_START
					    : DAIS_ALIGN_JUSTIFY);
	double x = at->x, width = at->width, gap;
	bool keep;

	if (is_blank(n))
		return;
	if (l->tree->lang == DAIS_LANG_ZH && is_running_text(n) && !at->tight)
		st.indent = 2 * st.size;
	gap = take_gap(l, 0);
	keep = take_keep(l);
	if (n->flags & DAIS_NODE_UNNUMBERED_INDENT) {
		x += LABEL_WIDTH;
		width -= LABEL_WIDTH;
	}
	mark_anchor(l, n->id);
	mark_open(l, DAIS_TAG_P);
	if (!dais_str_is_empty(n->number)) {
		struct dais_para_style ls = st;
		ls.align = DAIS_ALIGN_START;
		add_label(l,
		    dais_para_string(l->setter,
			dais_arena_concat(l->arena, n->number, DAIS_STR(" ")), &ls, width),
		    x, gap, keep);
		gap = 0;
		keep = take_keep(l);
		x += LABEL_WIDTH;
		width -= LABEL_WIDTH;
	}
	dais_pdf_page_add_lines(
	    l, dais_para_make(l->setter, n->runs.v, n->runs.n, &st, width), x, gap, keep);
	mark_close(l);
	l->gap_next = at->tight ? PARA_GAP * 0.55 : PARA_GAP;
	l->keep_next = n->flags & DAIS_NODE_KEEP_NEXT;
}

static struct dais_str
outline_title(struct dais_layout *l, const struct dais_node *n)
{
	struct dais_str s = dais_runs_plain(l->arena, &n->runs);

	if (dais_str_is_empty(n->number))
		return s;
	return dais_arena_printf(l->arena, "%.*s %.*s", DAIS_STR_ARG(n->number), DAIS_STR_ARG(s));
}

/* Levels of tags and bookmarks never skip one: a heading is one below the nearest heading before
 * it that has a higher rank. */
static unsigned
tag_level(struct dais_layout *l, unsigned rank)
{
	while (l->n_ranks > 0 && l->ranks[l->n_ranks - 1] >= rank)
		l->n_ranks--;
	l->ranks[l->n_ranks++] = rank;
	return l->n_ranks;
}

static void
flow_heading(struct dais_layout *l, const struct dais_node *n, const struct place *at)
{
	unsigned level = n->level < 1 ? 1 : n->level > LEVELS ? LEVELS : n->level;
	bool centred = n->flags & DAIS_NODE_CENTRED;
	struct dais_para_style st =
	    dais_layout_style(l, headings[level - 1].size, headings[level - 1].leading,
		headings[level - 1].style, centred ? DAIS_ALIGN_CENTRE : DAIS_ALIGN_START);
	double gap = take_gap(l, headings[level - 1].before);
	bool keep = take_keep(l);
	struct dais_entry mark = { .kind = DAIS_ENTRY_OUTLINE, .name = outline_title(l, n) };
	struct dais_para *p = dais_para_make(l->setter, n->runs.v, n->runs.n, &st, at->width);
	unsigned tag = tag_level(l, level);

	mark.level = tag;
	mark_anchor(l, n->id);
	dais_pdf_page_add(l, &mark);
	mark_open(l, (enum dais_pdf_tag)(DAIS_TAG_H1 + tag - 1));
	if (!dais_str_is_empty(n->number)) {
		struct dais_para_style ls = st;
		ls.align = DAIS_ALIGN_END;
		add_label(l,
		    dais_para_string(l->setter,
			dais_arena_concat(l->arena, n->number, DAIS_STR(" ")), &ls, HANG_WIDTH),
		    at->x - HANG_GAP - HANG_WIDTH, gap, keep);
		gap = 0;
		keep = take_keep(l);
	}
	for (uint32_t i = 0; i < p->n_lines; i++) {
		struct dais_entry e = { .kind = DAIS_ENTRY_LINE,
			.para = p,
			.line = i,
			.x = (float)at->x,
			.keep = i > 0 || keep,
			.gap = i == 0 ? (float)gap : 0,
			.height = (float)st.leading };
		e.notes = (float)dais_pdf_page_notes_height(l, p, i);
		dais_pdf_page_add(l, &e);
	}
	mark_close(l);
	l->gap_next = headings[level - 1].after;
	l->keep_next = true;
}

static void flow_node(struct dais_layout *l, const struct dais_node *n, const struct place *at);

static void
flow_children(struct dais_layout *l, const struct dais_node *n, const struct place *at)
{
	struct place in = *at;

	in.depth++;
	if (in.depth > DAIS_DEPTH_MAX) {
		if (!l->failed)
			dais_err_set(l->err, DAIS_ERR_LIMIT, "document nested deeper than %d",
			    DAIS_DEPTH_MAX);
		l->failed = true;
		return;
	}
	for (size_t i = 0; i < n->children.n && !l->failed; i++) {
		/* The last of several items does not stand alone on the next page. */
		if (n->kind == DAIS_NODE_LIST && i > 1 && i + 1 == n->children.n)
			l->keep_next = true;
		flow_node(l, n->children.v[i], &in);
	}
}

/* The column of labels of a list: as wide as its widest label asks, at least the usual. */
static double
label_width(struct dais_layout *l, const struct dais_node *list)
{
	struct dais_para_style st = dais_layout_style(l, 10, 13, 0, DAIS_ALIGN_START);
	double most = BULLET_WIDTH;

	for (size_t i = 0; i < list->children.n; i++) {
		struct dais_str s = list->children.v[i]->number;
		bool bullet = s.n == 3 && (unsigned char)s.p[0] == 0xE2;
		struct dais_para *p;
		double w;
		if (dais_str_is_empty(s))
			continue;
		p = dais_para_string(l->setter, s, &st, dais_layout_width(l));
		w = dais_para_natural_width(p) + LABEL_GAP;
		dais_para_drop(l->setter, p);
		if (!bullet && w < LABEL_WIDTH)
			w = LABEL_WIDTH;
		most = w > most ? w : most;
	}
	return most;
}

static void
flow_item(struct dais_layout *l, const struct dais_node *n, const struct place *at)
{
	struct dais_para_style st = dais_layout_style(l, 10, 13, 0, DAIS_ALIGN_START);
	struct place in = { at->x + at->step, at->width - at->step, at->depth, 0, true };

	if (at->width < 4 * LABEL_WIDTH) /* too deep to indent more */
		in = *at;
	mark_anchor(l, n->id);
	mark_open(l, DAIS_TAG_LI);
	if (!dais_str_is_empty(n->number)) {
		double gap = take_gap(l, 0);
		bool keep = take_keep(l);
		mark_open(l, DAIS_TAG_LBL);
		add_label(
		    l, dais_para_string(l->setter, n->number, &st, at->width), at->x, gap, keep);
		mark_close(l);
	}
	mark_open(l, DAIS_TAG_LBODY);
	flow_children(l, n, &in);
	mark_close(l);
	mark_close(l);
}

static void
flow_section(struct dais_layout *l, const struct dais_node *n, const struct place *at)
{
	struct dais_entry page = { .kind = DAIS_ENTRY_NEW_PAGE };
	struct place in = *at;

	if (n->role == DAIS_ROLE_ANNEX) {
		dais_pdf_page_add(l, &page);
		l->gap_next = 0;
		l->keep_next = false;
	}
	mark_anchor(l, n->id);
	mark_open(l, n->role == DAIS_ROLE_ANNEX ? DAIS_TAG_PART : DAIS_TAG_SECT);
	flow_children(l, n, &in);
	mark_close(l);
}

static void
flow_node(struct dais_layout *l, const struct dais_node *n, const struct place *at)
{
	struct dais_entry page = { .kind = DAIS_ENTRY_NEW_PAGE };
	struct place list = *at;

	switch (n->kind) {
	case DAIS_NODE_SECTION:
		flow_section(l, n, at);
		break;
	case DAIS_NODE_HEADING:
		flow_heading(l, n, at);
		break;
	case DAIS_NODE_PARAGRAPH:
		flow_paragraph(l, n, at);
		break;
	case DAIS_NODE_LIST:
		mark_open(l, DAIS_TAG_L);
		list.step = label_width(l, n);
		flow_children(l, n, &list);
		mark_close(l);
		if (!at->tight)
			l->gap_next = PARA_GAP;
		break;
	case DAIS_NODE_ITEM:
		flow_item(l, n, at);
		break;
	case DAIS_NODE_TABLE:
		mark_anchor(l, n->id);
		dais_table_flow(l, n);
		break;
	case DAIS_NODE_PAGE_BREAK:
		dais_pdf_page_add(l, &page);
		break;
	case DAIS_NODE_ROW:
	case DAIS_NODE_CELL:
		break; /* only inside tables */
	}
}

/* The lines above the title and the title. */
static void
flow_title(struct dais_layout *l)
{
	const struct dais_masthead *m = &l->tree->masthead;
	struct dais_para_style st = dais_layout_style(l, 10, 13, DAIS_FONT_BOLD, DAIS_ALIGN_START);
	struct dais_para_style big =
	    dais_layout_style(l, 17, 20.5, DAIS_FONT_BOLD, DAIS_ALIGN_START);
	double width = dais_layout_width(l);
	double x = DAIS_PAGE_SIDE, start = DAIS_TEXT_START;
	struct dais_entry mark = { .kind = DAIS_ENTRY_OUTLINE, .name = l->tree->title, .level = 1 };
	struct dais_para *p;

	l->gap_next = 0;
	for (size_t i = 0; i < m->meetings.n; i++) {
		mark_open(l, DAIS_TAG_P);
		p = dais_para_string(l->setter, m->meetings.v[i], &st, width);
		dais_pdf_page_add_lines(l, p, x, 0, i > 0);
		mark_close(l);
	}
	l->keep_next = m->meetings.n > 0;
	if (dais_str_is_empty(l->tree->title))
		return;
	dais_pdf_page_add(l, &mark);
	mark_open(l, DAIS_TAG_H1);
	p = dais_para_string(l->setter, l->tree->title, &big, width - start);
	dais_pdf_page_add_lines(l, p, x + start, 20, l->keep_next);
	mark_close(l);
	tag_level(l, 1);
	l->gap_next = 16;
	l->keep_next = true;
}

bool
dais_flow_tree(struct dais_layout *l)
{
	struct place at = { DAIS_PAGE_SIDE + DAIS_TEXT_START,
		dais_layout_width(l) - DAIS_TEXT_START - DAIS_TEXT_END, 0, 0, false };

	flow_title(l);
	for (size_t i = 0; i < l->tree->body.n && !l->failed; i++)
		flow_node(l, l->tree->body.v[i], &at);
	if (!l->failed)
		dais_pdf_page_flush(l);
	return !l->failed;
}
