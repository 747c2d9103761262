/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From the bytes of a PDF to a flow: pages are gathered one by one, then the document as a whole
 * is understood. What cannot be read is told once, not page by page.
 */
#include "base/lang_tag.h"
#include "read/pdf/pdf_priv.h"

/* A page with less text than this that pictures cover is a scan. */
#define SCAN_BYTES 40u
#define SCAN_PICTURES 0.5f

static void
close_engine_document(void *d)
{
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_pdf_engine *engine = pdf_engine(&err);

	if (engine)
		engine->close(d);
}

struct dais_pdf_document *
pdf_open(struct dais_arena *a, struct dais_str bytes, struct dais_str file, struct dais_err *err)
{
	const struct dais_pdf_engine *engine = pdf_engine(err);
	struct dais_pdf_document *d = NULL;

	if (!engine)
		return NULL;
	switch (engine->open(bytes.p ? bytes.p : "", bytes.n, &d)) {
	case DAIS_PDF_OPEN:
		dais_arena_defer(a, close_engine_document, d);
		return d;
	case DAIS_PDF_ENCRYPTED:
		(void)dais_err_set(
		    err, DAIS_ERR_DENIED, "%.*s asks for a password", DAIS_STR_ARG(file));
		(void)dais_err_hint(err, "Save a copy without a password and read that.");
		return NULL;
	case DAIS_PDF_BROKEN:
		break;
	}
	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "%.*s is no PDF that can be read", DAIS_STR_ARG(file));
	return NULL;
}

static void
read_pages(struct pdf_document *doc, struct dais_pdf_document *d,
    const struct dais_pdf_engine *engine, bool with_glyphs, struct pdf_trouble *t)
{
	unsigned pages = engine->pages(d);

	for (unsigned i = 1; i <= pages; i++) {
		/* Every page has its place in the list. */
		const struct dais_pdf_page unreadable = { .number = i }, *from;
		const struct pdf_page *page;
		size_t bytes = 0;

		if (!engine->page(d, i, &from)) {
			from = &unreadable;
			t->first_unreadable = t->unreadable++ ? t->first_unreadable : i;
		}
		pdf_gather(doc, from, with_glyphs);
		page = &doc->pages.v[doc->pages.n - 1];
		for (size_t k = 0; k < page->segments.n; k++)
			bytes += page->segments.v[k].text.n;
		t->text |= bytes >= SCAN_BYTES;
		t->cut += from->cut;
		if (bytes < SCAN_BYTES && page->pictures > SCAN_PICTURES)
			t->first_scanned = t->scanned++ ? t->first_scanned : i;
	}
}

void
pdf_arrange(struct pdf_document *doc)
{
	pdf_settle_brackets(doc);
	pdf_order(doc);
	pdf_find_furniture(doc);
	pdf_find_notes(doc);
}

void
pdf_understand(struct pdf_document *doc, struct dais_pdf_document *d,
    const struct dais_pdf_engine *engine, bool with_glyphs, struct pdf_trouble *trouble)
{
	engine->structure(d, &doc->structure);
	read_pages(doc, d, engine, with_glyphs, trouble);
	if (doc->pages.n)
		pdf_arrange(doc);
}

static void
tell_trouble(
    const struct pdf_trouble *t, unsigned errors, struct dais_str file, struct dais_diags *diags)
{
	struct dais_place place = { .file = file };
	struct dais_diag *g;

	if (t->scanned) {
		place.page = t->first_scanned;
		g = dais_diags_add(diags, "pdf",
		    t->text ? DAIS_SEVERITY_WARNING : DAIS_SEVERITY_ERROR, &place,
		    t->text ? "%u pages are pictures without text and were not read"
			    : "the pages are pictures without text (%u): there is nothing to read",
		    t->scanned);
		dais_diag_set_hint(diags, g,
		    "Run text recognition over the file (for example with ocrmypdf) and read the "
		    "result.");
	} else if (!t->text && !t->unreadable) {
		(void)dais_diags_add(
		    diags, "pdf", DAIS_SEVERITY_WARNING, &place, "the file holds no text");
	}
	if (t->unreadable) {
		place.page = t->first_unreadable;
		(void)dais_diags_add(diags, "pdf", DAIS_SEVERITY_WARNING, &place,
		    "%u pages cannot be read", t->unreadable);
	} else if (errors) {
		place.page = 0;
		(void)dais_diags_add(diags, "pdf", DAIS_SEVERITY_WARNING, &place,
		    "the file is damaged; what could be read was read");
	}
	if (t->cut) {
		place.page = 0;
		(void)dais_diags_add(diags, "pdf", DAIS_SEVERITY_WARNING, &place,
		    "%u pages hold more than a page of text can; the rest of them was left out",
		    t->cut);
	}
}

bool
dais_pdf_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	const struct dais_pdf_engine *engine;
	struct dais_pdf_document *d = pdf_open(scratch, bytes, file, err);
	struct pdf_document doc = { .arena = scratch };
	struct pdf_trouble trouble = { 0 };
	struct dais_flow *f;

	if (!d)
		return false;
	engine = pdf_engine(err);
	(void)engine->errors();
	pdf_understand(&doc, d, engine, false, &trouble);
	f = dais_flow_new(a, file, "pdf");
	f->places = DAIS_FLOW_PAGES;
	f->pages = (unsigned)doc.pages.n;
	f->has_language = dais_lang_of_tag(dais_str_from(engine->language(d)), &f->language);
	if (doc.pages.n)
		pdf_write_paragraphs(&doc, f);
	tell_trouble(&trouble, engine->errors(), file, diags);
	*ret = f;
	return true;
}
