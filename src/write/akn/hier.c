/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The hierarchy: agendas and annotations. An element of the hierarchy holds either one content or
 * an intro, elements and a wrapUp; so children are taken in groups. A free heading inside an
 * annotation opens a level that takes the blocks up to the next heading or section.
 */
#include "write/akn/akn_priv.h"

struct element {
	const char *name, *abbreviation;
};

static void
close_line(struct akn *k)
{
	dais_xml_close(&k->w);
	dais_xml_newline(&k->w);
}

static bool
is_agenda_list(const struct dais_node *n)
{
	return n->kind == DAIS_NODE_LIST && n->children.n &&
	       n->children.v[0]->role == DAIS_ROLE_AGENDA_ITEM;
}

/* Whether @n is (or opens) an element of the hierarchy. */
static bool
is_hier(const struct dais_node *n)
{
	return n->kind == DAIS_NODE_SECTION || n->kind == DAIS_NODE_HEADING || is_agenda_list(n);
}

/* Children that print nothing here. */
static bool
is_nothing(const struct dais_node *n)
{
	return n->kind == DAIS_NODE_PAGE_BREAK;
}

static struct element
element_of(const struct dais_node *n, unsigned nesting)
{
	switch (n->role) {
	case DAIS_ROLE_ANNOTATIONS:
		return (struct element){ "part", "part" };
	case DAIS_ROLE_AGENDA:
	case DAIS_ROLE_BODY:
		return (struct element){ "section", "sec" };
	case DAIS_ROLE_ANNOTATION:
	case DAIS_ROLE_AGENDA_ITEM:
		return nesting ? (struct element){ "subparagraph", "subpara" }
			       : (struct element){ "paragraph", "para" };
	case DAIS_ROLE_DOCUMENTATION:
		return (struct element){ "clause", "cl" };
	default:
		return (struct element){ "level", "level" };
	}
}

static struct dais_str
concept_of(struct akn *k, const struct dais_node *n)
{
	struct dais_str to = dais_akn_refers_to(k, n->subject);
	const char *fixed = n->role == DAIS_ROLE_AGENDA          ? "#agenda"
			    : n->role == DAIS_ROLE_ANNOTATIONS   ? "#annotations"
			    : n->role == DAIS_ROLE_DOCUMENTATION ? "#documentation"
								 : "";

	if (to.n && *fixed)
		return dais_arena_printf(k->a, "%s %.*s", fixed, DAIS_STR_ARG(to));
	return to.n ? to : dais_str_from(fixed);
}

static void
num_and_heading(struct akn *k, struct dais_str number, const dais_run_vec *runs)
{
	if (number.n) {
		dais_xml_elem(&k->w, "num", number);
		dais_xml_newline(&k->w);
	}
	if (runs) {
		dais_xml_open(&k->w, "heading");
		dais_akn_runs(k, runs);
		close_line(k);
	}
}

static void children(struct akn *k, struct dais_node *const *v, size_t n, struct dais_str parent,
    unsigned nesting, bool in_body);

static void
element(struct akn *k, const struct dais_node *n, struct dais_str parent, unsigned letter,
    unsigned nesting)
{
	struct element e = element_of(n, nesting);
	const struct dais_node *first = n->children.n ? n->children.v[0] : NULL;
	bool own = first && first->kind == (n->kind == DAIS_NODE_ITEM ? DAIS_NODE_PARAGRAPH
								      : DAIS_NODE_HEADING);
	struct dais_str number = n->kind == DAIS_NODE_ITEM || !own ? n->number : first->number;
	struct dais_str eid =
	    dais_akn_eid(k, parent, e.abbreviation, dais_akn_number(k, number, letter));
	struct dais_str to = concept_of(k, n);
	bool counts = n->role == DAIS_ROLE_ANNOTATION || n->role == DAIS_ROLE_AGENDA_ITEM;

	dais_akn_anchor(k, n, eid);
	dais_xml_open(&k->w, e.name);
	dais_xml_attr(&k->w, "eId", eid);
	if (to.n)
		dais_xml_attr(&k->w, "refersTo", to);
	dais_xml_newline(&k->w);
	if (own)
		dais_akn_anchor(k, first, eid);
	num_and_heading(k, number, own ? &first->runs : NULL);
	/* NOLINTNEXTLINE(misc-no-recursion): limited by children() */
	children(k, n->children.v + (own ? 1 : 0), n->children.n - (own ? 1 : 0), eid,
	    nesting + (counts ? 1 : 0), false);
	close_line(k);
}

static void
blocks(
    struct akn *k, const char *name, struct dais_node *const *v, size_t n, struct dais_str parent)
{
	if (name) {
		dais_xml_open(&k->w, name);
		dais_xml_newline(&k->w);
	}
	for (size_t i = 0; i < n; i++)
		dais_akn_block(k, v[i], parent);
	if (name)
		close_line(k);
}

/* The end of the group of blocks that starts at @from. */
static size_t
blocks_end(struct dais_node *const *v, size_t n, size_t from)
{
	while (from < n && !is_hier(v[from]))
		from++;
	return from;
}

/* A free heading and the blocks below it. Returns how many nodes that were. */
static size_t
level(struct akn *k, struct dais_node *const *v, size_t n, struct dais_str parent)
{
	size_t end = blocks_end(v, n, 1);
	struct dais_str eid = dais_akn_eid(k, parent, "level", DAIS_STR_NONE);

	dais_akn_anchor(k, v[0], eid);
	dais_xml_open(&k->w, "level");
	dais_xml_attr(&k->w, "eId", eid);
	dais_xml_newline(&k->w);
	num_and_heading(k, v[0]->number, &v[0]->runs);
	if (end > 1)
		blocks(k, "content", v + 1, end - 1, eid);
	close_line(k);
	return end;
}

static void
loose(struct akn *k, struct dais_node *const *v, size_t n, struct dais_str parent)
{
	struct dais_str eid = dais_akn_eid(k, parent, "hcontainer", DAIS_STR_NONE);

	dais_xml_open(&k->w, "hcontainer");
	dais_xml_attr_c(&k->w, "name", "text");
	dais_xml_attr(&k->w, "eId", eid);
	dais_xml_newline(&k->w);
	blocks(k, "content", v, n, eid);
	close_line(k);
}

/* One node (or free heading with its blocks) of the hierarchy; returns how many nodes. */
static size_t
hier(struct akn *k, struct dais_node *const *v, size_t n, struct dais_str parent, unsigned letter,
    unsigned nesting)
{
	if (v[0]->kind == DAIS_NODE_HEADING)
		return level(k, v, n, parent);
	if (v[0]->kind == DAIS_NODE_SECTION) {
		element(k, v[0], parent, letter, nesting); /* NOLINT(misc-no-recursion) */
		return 1;
	}
	for (size_t i = 0; i < v[0]->children.n; i++)
		element(k, v[0]->children.v[i], parent, (unsigned)i,
		    nesting); /* NOLINT(misc-no-recursion) */
	return 1;
}

static void
children(struct akn *k, struct dais_node *const *v, size_t n, struct dais_str parent,
    unsigned nesting, bool in_body)
{
	bool any_hier = false;
	unsigned letter = 0;

	if (k->depth >= DAIS_AKN_DEPTH_MAX) {
		k->too_deep = true;
		return;
	}
	k->depth++;
	for (size_t i = 0; i < n; i++)
		any_hier = any_hier || is_hier(v[i]);
	for (size_t i = 0; i < n;) {
		size_t end = blocks_end(v, n, i);

		if (is_nothing(v[i])) {
			i++;
		} else if (end == i) {
			/* NOLINTNEXTLINE(misc-no-recursion): limited by DAIS_AKN_DEPTH_MAX */
			i += hier(k, v + i, n - i, parent, letter, nesting);
			letter += v[i - 1]->role == DAIS_ROLE_ANNOTATION ? 1 : 0;
		} else {
			if (in_body)
				blocks(k, NULL, v + i, end - i, parent);
			else if (!any_hier)
				blocks(k, "content", v + i, end - i, parent);
			else if (i == 0)
				blocks(k, "intro", v + i, end - i, parent);
			else if (end == n)
				blocks(k, "wrapUp", v + i, end - i, parent);
			else
				loose(k, v + i, end - i, parent);
			i = end;
		}
	}
	k->depth--;
}

void
dais_akn_body(struct akn *k, struct dais_node *const *v, size_t n, struct dais_str parent)
{
	size_t before;

	dais_xml_open(&k->w, "mainBody");
	dais_xml_attr_c(&k->w, "xml:lang", dais_lang_code(k->t->lang));
	dais_xml_newline(&k->w);
	before = k->w.out->n;
	children(k, v, n, parent, 0, true);
	if (k->w.out->n == before)
		dais_xml_elem(&k->w, "p", DAIS_STR_NONE); /* the schema wants one block */
	close_line(k);
}
