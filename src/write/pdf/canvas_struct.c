/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The structure tree in the file (ISO 32000-1, 14.7): elements, attributes, the tree from marked
 * content and annotations back to elements, and identifiers of notes.
 */
#include <stdlib.h>

#include "write/pdf/canvas_priv.h"

static void
put_kid(struct dais_pdf *p, struct dais_buf *b, const struct pdf_kid *k, uint32_t page)
{
	switch ((enum pdf_kid_kind)k->kind) {
	case PDF_KID_ELEM:
		dais_pdf_put_ref(b, "", p->elem_obj + k->value);
		break;
	case PDF_KID_MCID:
		if (k->page == page) {
			dais_buf_put_char(b, ' ');
			dais_buf_put_uint(b, k->value);
			break;
		}
		dais_pdf_put_ref(b, "<</Type/MCR/Pg", p->pages.v[k->page].obj);
		dais_buf_puts(b, "/MCID ");
		dais_buf_put_uint(b, k->value);
		dais_buf_puts(b, ">>");
		break;
	case PDF_KID_OBJR:
		dais_pdf_put_ref(b, "<</Type/OBJR/Obj", p->links.v[k->value].obj);
		dais_pdf_put_ref(b, "/Pg", p->pages.v[p->links.v[k->value].page].obj);
		dais_buf_puts(b, ">>");
		break;
	}
}

static void
put_attributes(struct dais_buf *b, const struct pdf_elem *e)
{
	static const char *const scopes[] = { "", "Row", "Column", "Both" };
	if (e->tag == DAIS_TAG_L) {
		dais_buf_puts(b, "/A<</O/List/ListNumbering/");
		dais_buf_puts(b, dais_pdf_numbering(e->numbering));
		dais_buf_puts(b, ">>");
		return;
	}
	if (e->scope == 0 && e->colspan <= 1 && e->rowspan <= 1)
		return;
	dais_buf_puts(b, "/A<</O/Table");
	if (e->scope) {
		dais_buf_puts(b, "/Scope/");
		dais_buf_puts(b, scopes[e->scope]);
	}
	if (e->colspan > 1)
		dais_buf_printf(b, "/ColSpan %u", e->colspan);
	if (e->rowspan > 1)
		dais_buf_printf(b, "/RowSpan %u", e->rowspan);
	dais_buf_puts(b, ">>");
}

static void
write_element(struct dais_pdf *p, uint32_t i, uint32_t root)
{
	const struct pdf_elem *e = &p->elems.v[i];
	struct dais_buf *b = dais_pdf_obj_begin(p, p->elem_obj + i);
	dais_buf_puts(b, "<</S/");
	dais_buf_puts(b, dais_pdf_tag_name(e->tag));
	dais_pdf_put_ref(b, "/P", e->parent == PDF_NONE ? root : p->elem_obj + e->parent);
	uint32_t page = PDF_NONE; /* of the first words */
	for (uint32_t k = e->first; k != PDF_NONE && page == PDF_NONE; k = p->kids.v[k].next)
		if (p->kids.v[k].kind == PDF_KID_MCID)
			page = p->kids.v[k].page;
	if (page != PDF_NONE)
		dais_pdf_put_ref(b, "/Pg", p->pages.v[page].obj);
	if (e->first != PDF_NONE) {
		dais_buf_puts(b, "/K[");
		for (uint32_t k = e->first; k != PDF_NONE; k = p->kids.v[k].next)
			put_kid(p, b, &p->kids.v[k], page);
		dais_buf_put_char(b, ']');
	}
	put_attributes(b, e);
	if (e->lang >= 0) {
		dais_buf_puts(b, "/Lang(");
		dais_buf_puts(b, dais_lang_code((enum dais_lang)e->lang));
		dais_buf_put_char(b, ')');
	}
	if (e->extra != PDF_NONE) {
		const struct pdf_elem_extra *x = &p->extras.v[e->extra];
		dais_buf_puts(b, x->id.n ? "/ID" : "");
		if (x->id.n)
			dais_pdf_put_text(b, x->id);
		dais_buf_puts(b, x->alt.n ? "/Alt" : "");
		if (x->alt.n)
			dais_pdf_put_text(b, x->alt);
	}
	dais_buf_puts(b, ">>");
	dais_pdf_obj_end(p);
}

/* Number tree: page i at key i, link i at key (pages + i); leaves of 256 keys. */
static uint32_t
write_parents(struct dais_pdf *p)
{
	enum {
		LEAF = 256
	};
	size_t pages = p->pages.n, n = pages + p->links.n;
	uint32_t root = dais_pdf_obj_new(p);
	uint32_t first = dais_pdf_obj_range(p, pages);
	for (size_t i = 0; i < pages; i++) {
		const struct pdf_page *page = &p->pages.v[i];
		struct dais_buf *b = dais_pdf_obj_begin(p, first + (uint32_t)i);
		dais_buf_put_char(b, '[');
		for (size_t k = 0; k < page->mcids.n; k++)
			dais_pdf_put_ref(b, "", p->elem_obj + page->mcids.v[k]);
		dais_buf_put_char(b, ']');
		dais_pdf_obj_end(p);
	}
	size_t leaves = (n + LEAF - 1) / LEAF;
	uint32_t leaf = dais_pdf_obj_range(p, leaves);
	for (size_t l = 0; l < leaves; l++) {
		size_t to = (l + 1) * LEAF < n ? (l + 1) * LEAF : n;
		struct dais_buf *b = dais_pdf_obj_begin(p, leaf + (uint32_t)l);
		dais_buf_printf(b, "<</Limits[%zu %zu]/Nums[", l * LEAF, to - 1);
		for (size_t i = l * LEAF; i < to; i++) {
			dais_buf_put_uint(b, i);
			dais_pdf_put_ref(b, "",
			    i < pages ? first + (uint32_t)i
				      : p->elem_obj + p->links.v[i - pages].elem);
			dais_buf_put_char(b, '\n');
		}
		dais_buf_puts(b, "]>>");
		dais_pdf_obj_end(p);
	}
	struct dais_buf *b = dais_pdf_obj_begin(p, root);
	dais_buf_puts(b, "<</Kids[");
	for (size_t l = 0; l < leaves; l++)
		dais_pdf_put_ref(b, l ? " " : "", leaf + (uint32_t)l);
	dais_buf_puts(b, "]>>");
	dais_pdf_obj_end(p);
	return root;
}

struct id_ref {
	struct dais_str id;
	uint32_t elem;
};

static int
id_cmp(const void *x, const void *y)
{
	const struct id_ref *a = x, *b = y;
	return dais_str_cmp(a->id, b->id);
}

/* Identifiers to elements; PDF_NONE when there are none. */
static uint32_t
write_ids(struct dais_pdf *p)
{
	struct id_ref *ids = DAIS_NEW_N(p->arena, p->extras.n + 1, struct id_ref);
	size_t n = 0;
	for (size_t i = 0; i < p->elems.n; i++) {
		uint32_t x = p->elems.v[i].extra;
		if (x != PDF_NONE && p->extras.v[x].id.n)
			ids[n++] = (struct id_ref){ p->extras.v[x].id, (uint32_t)i };
	}
	if (n == 0)
		return PDF_NONE;
	qsort(ids, n, sizeof(*ids), id_cmp);
	uint32_t num = dais_pdf_obj_new(p);
	struct dais_buf *b = dais_pdf_obj_begin(p, num);
	dais_buf_puts(b, "<</Names[");
	for (size_t i = 0; i < n; i++) {
		dais_pdf_put_text(b, ids[i].id);
		dais_pdf_put_ref(b, "", p->elem_obj + ids[i].elem);
	}
	dais_buf_puts(b, "]>>");
	dais_pdf_obj_end(p);
	return num;
}

uint32_t
dais_pdf_write_struct(struct dais_pdf *p)
{
	uint32_t root = dais_pdf_obj_new(p);
	p->elem_obj = dais_pdf_obj_range(p, p->elems.n);
	for (size_t i = 0; i < p->elems.n; i++)
		write_element(p, (uint32_t)i, root);
	uint32_t parents = write_parents(p);
	uint32_t ids = write_ids(p);
	struct dais_buf *b = dais_pdf_obj_begin(p, root);
	dais_pdf_put_ref(b, "<</Type/StructTreeRoot/ParentTree", parents);
	dais_buf_printf(b, "/ParentTreeNextKey %zu", p->pages.n + p->links.n);
	if (ids != PDF_NONE)
		dais_pdf_put_ref(b, "/IDTree", ids);
	dais_buf_puts(b, "/K[");
	for (uint32_t k = p->root_first; k != PDF_NONE; k = p->kids.v[k].next)
		put_kid(p, b, &p->kids.v[k], PDF_NONE);
	dais_buf_puts(b, "]>>");
	dais_pdf_obj_end(p);
	return root;
}
