/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Structure elements and marked content. Marked content is opened when something is drawn and
 * left open until something of another element is, so that an element's words on a page are one
 * marked-content sequence whenever they are drawn together.
 */
#include "write/pdf/canvas_priv.h"

static const char *const tag_names[DAIS_TAG_COUNT] = { "Document", "Part", "Sect", "H1", "H2", "H3",
	"H4", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Link",
	"Note", "Reference", "Span" };

const char *
dais_pdf_tag_name(unsigned tag)
{
	return tag_names[tag];
}

void
dais_pdf_kid_add(struct dais_pdf *p, uint32_t elem, enum pdf_kid_kind kind, uint32_t value)
{
	uint32_t k = (uint32_t)p->kids.n;
	struct pdf_kid *kid = dais_vec_add(p->arena, &p->kids);
	*kid = (struct pdf_kid){
		.next = PDF_NONE, .kind = kind, .value = value, .page = (uint32_t)p->page
	};
	uint32_t *first = elem == PDF_NONE ? &p->root_first : &p->elems.v[elem].first;
	uint32_t *last = elem == PDF_NONE ? &p->root_last : &p->elems.v[elem].last;
	if (*first == PDF_NONE)
		*first = k;
	else
		p->kids.v[*last].next = k;
	*last = k;
}

static const char *const numberings[] = { "None", "Disc", "Circle", "Square", "Decimal",
	"UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha" };

const char *
dais_pdf_numbering(unsigned index)
{
	return numberings[index];
}

static uint8_t
numbering_index(const char *numbering)
{
	size_t n = sizeof(numberings) / sizeof(numberings[0]);
	for (size_t i = 1; numbering && i < n; i++)
		if (strcmp(numberings[i], numbering) == 0)
			return (uint8_t)i;
	return 0;
}

static uint8_t
scope_index(const char *scope)
{
	struct dais_str s = dais_str_from(scope);
	return dais_str_is(s, "Row")      ? 1
	       : dais_str_is(s, "Column") ? 2
	       : dais_str_is(s, "Both")   ? 3
					  : 0;
}

static uint32_t
top(const struct dais_pdf *p)
{
	return p->stack.n ? p->stack.v[p->stack.n - 1] : PDF_NONE;
}

size_t
dais_pdf_tag(struct dais_pdf *p, enum dais_pdf_tag tag, const struct dais_pdf_tag_attr *attr)
{
	uint32_t e = (uint32_t)p->elems.n;
	struct pdf_elem *el = dais_vec_add(p->arena, &p->elems);
	*el = (struct pdf_elem){ .tag = (uint8_t)tag,
		.lang = -1,
		.parent = top(p),
		.first = PDF_NONE,
		.last = PDF_NONE,
		.extra = PDF_NONE };
	if (attr) {
		el->scope = scope_index(attr->scope);
		el->numbering = numbering_index(attr->numbering);
		el->colspan = (uint16_t)attr->colspan;
		el->rowspan = (uint16_t)attr->rowspan;
		if (attr->has_lang)
			el->lang = (int8_t)attr->lang;
		if (attr->id.n || attr->alt.n) {
			el->extra = (uint32_t)p->extras.n;
			struct pdf_elem_extra *x = dais_vec_add(p->arena, &p->extras);
			x->id = dais_arena_dup(p->arena, attr->id);
			x->alt = dais_arena_dup(p->arena, attr->alt);
		}
	}
	dais_pdf_kid_add(p, el->parent, PDF_KID_ELEM, e);
	dais_vec_push(p->arena, &p->stack, e);
	return e;
}

void
dais_pdf_tag_resume(struct dais_pdf *p, size_t element)
{
	DAIS_ASSERT(element < p->elems.n);
	dais_vec_push(p->arena, &p->stack, (uint32_t)element);
}

void
dais_pdf_tag_end(struct dais_pdf *p)
{
	DAIS_ASSERT(p->stack.n > 0);
	p->stack.n--;
}

void
dais_pdf_artifact(struct dais_pdf *p, const char *type)
{
	DAIS_ASSERT(p->artifact == NULL);
	p->artifact = type ? type : "Layout";
}

void
dais_pdf_artifact_end(struct dais_pdf *p)
{
	DAIS_ASSERT(p->artifact != NULL);
	p->artifact = NULL;
	if (p->in_artifact)
		dais_pdf_mark_end(p);
}

void
dais_pdf_mark_end(struct dais_pdf *p)
{
	if (p->marked == PDF_NONE && !p->in_artifact)
		return;
	dais_pdf_text_end(p);
	dais_buf_puts(dais_pdf_content(p), "EMC\n");
	p->marked = PDF_NONE;
	p->in_artifact = false;
}

static void
mark_artifact(struct dais_pdf *p)
{
	struct dais_str type = dais_str_from(p->artifact);
	struct dais_buf *b = dais_pdf_content(p);
	dais_buf_puts(b, "/Artifact <</Type/");
	if (dais_str_is(type, "Header") || dais_str_is(type, "Footer") ||
	    dais_str_is(type, "Watermark")) {
		dais_buf_puts(b, "Pagination/Subtype/");
		dais_buf_put(b, type);
	} else {
		dais_buf_put(b, type);
	}
	dais_buf_puts(b, ">> BDC\n");
	p->in_artifact = true;
}

void
dais_pdf_mark(struct dais_pdf *p)
{
	DAIS_ASSERT(p->artifact || p->stack.n > 0); /* content must be tagged or an artifact */
	uint32_t want = p->artifact ? PDF_NONE : top(p);
	if (p->artifact ? p->in_artifact : !p->in_artifact && p->marked == want)
		return;
	dais_pdf_mark_end(p);
	if (p->artifact) {
		mark_artifact(p);
		return;
	}
	struct pdf_page *page = &p->pages.v[p->page];
	uint32_t mcid = (uint32_t)page->mcids.n;
	dais_vec_push(p->arena, &page->mcids, want);
	dais_pdf_kid_add(p, want, PDF_KID_MCID, mcid);
	struct dais_buf *b = dais_pdf_content(p);
	dais_buf_put_char(b, '/');
	dais_buf_puts(b, tag_names[p->elems.v[want].tag]);
	dais_buf_puts(b, " <</MCID ");
	dais_buf_put_uint(b, mcid);
	dais_buf_puts(b, ">> BDC\n");
	p->marked = want;
}
