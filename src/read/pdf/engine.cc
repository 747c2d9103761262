/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module between dais and poppler, whose interface with glyph positions, fonts and paths is
 * C++ only. It gathers and decides nothing; what words, lines and paragraphs are is C.
 */
#include <algorithm>
#include <cmath>

#include "read/pdf/engine_priv.hh"

namespace dais_pdf
{
thread_local unsigned syntax_errors;
}

namespace
{

using dais_pdf::syntax_errors;

void
count_error(ErrorCategory category, Goffset, const char *)
{
	if (category == errSyntaxError || category == errInternal || category == errIO)
		syntax_errors++;
}

void
prepare()
{
	/* Its own tables are read here; character maps of Asian fonts without one, when used. */
	if (!globalParams)
		globalParams = std::make_unique<GlobalParams>();
	setErrorCallback(count_error);
}

enum dais_pdf_state
open_document(const char *bytes, size_t n, dais_pdf_document **ret)
{
	auto d = std::make_unique<dais_pdf_document>();

	prepare();
	d->doc = std::make_unique<PDFDoc>(new MemStream(bytes, 0, (Goffset)n, Object(objNull)));
	if (!d->doc->isOk())
		return d->doc->getErrorCode() == errEncrypted ? DAIS_PDF_ENCRYPTED
							      : DAIS_PDF_BROKEN;
	Object root = d->doc->getXRef()->getCatalog();
	if (root.isDict()) {
		Object lang = root.dictLookup("Lang");

		if (lang.isString())
			d->language = lang.getString()->toStr();
	}
	*ret = d.release();
	return DAIS_PDF_OPEN;
}

void
close_document(dais_pdf_document *d)
{
	delete d;
}

unsigned
count_pages(dais_pdf_document *d)
{
	int n = d->doc->getNumPages();

	return n < 0 ? 0 : std::min((unsigned)n, DAIS_PDF_PAGES_MAX);
}

const char *
language_of(dais_pdf_document *d)
{
	return d->language.c_str();
}

void
add_link(dais_pdf_document *d, Page *page, const Object &annot)
{
	Object subtype = annot.dictLookup("Subtype"), action = annot.dictLookup("A"),
	       rect = annot.dictLookup("Rect"), uri;
	double v[4], m[6], x[2], y[2];

	if (!subtype.isName("Link") || !action.isDict() || !rect.isArray() ||
	    rect.arrayGetLength() != 4)
		return;
	uri = action.dictLookup("URI");
	if (!uri.isString())
		return;
	for (int i = 0; i < 4; i++) {
		Object number = rect.arrayGet(i);

		if (!number.isNum())
			return;
		v[i] = number.getNum();
	}
	page->getDefaultCTM(m, 72, 72, 0, false, true);
	for (int i = 0; i < 2; i++) {
		x[i] = v[2 * i] * m[0] + v[2 * i + 1] * m[2] + m[4];
		y[i] = v[2 * i] * m[1] + v[2 * i + 1] * m[3] + m[5];
	}
	d->targets.emplace_back(uri.getString()->c_str());
	d->links.push_back({ (float)std::min(x[0], x[1]), (float)std::min(y[0], y[1]),
	    (float)std::max(x[0], x[1]), (float)std::max(y[0], y[1]), nullptr });
}

void
gather_links(dais_pdf_document *d, Page *page)
{
	Object annots = page->getAnnotsObject();

	d->links.clear();
	d->targets.clear();
	for (int i = 0;
	    annots.isArray() && i < annots.arrayGetLength() && i < (int)DAIS_PDF_LINKS_MAX; i++) {
		Object annot = annots.arrayGet(i);

		if (annot.isDict())
			add_link(d, page, annot);
	}
	for (size_t i = 0; i < d->links.size(); i++)
		d->links[i].target = d->targets[i].c_str();
}

bool
hide_annotation(Annot *, void *)
{
	return false;
}

/* A place that a file made to harm puts out of all bounds comes to their edge. */
float
tame(float x)
{
	return std::isfinite(x) ? std::clamp(x, -DAIS_PDF_FAR, DAIS_PDF_FAR) : 0;
}

template <typename Box>
void
tame_box(Box &b)
{
	b.x0 = tame(b.x0);
	b.y0 = tame(b.y0);
	b.x1 = tame(b.x1);
	b.y1 = tame(b.y1);
}

void
tame_page(dais_pdf_document *d)
{
	for (dais_pdf_glyph &g : d->device.glyphs) {
		g.left = tame(g.left);
		g.right = std::max(g.left, tame(g.right));
		g.base = tame(g.base);
		g.size = tame(g.size);
	}
	for (dais_pdf_rule &r : d->device.rules)
		tame_box(r);
	for (dais_pdf_link &l : d->links)
		tame_box(l);
	d->page.width = tame(d->page.width);
	d->page.height = tame(d->page.height);
	d->page.pictures = tame(d->page.pictures);
}

bool
read_page(dais_pdf_document *d, unsigned number, const dais_pdf_page **ret)
{
	Page *page = d->doc->getPage((int)number);
	bool sideways;

	if (!page || !page->isOk())
		return false;
	d->doc->displayPage(&d->device, (int)number, 72, 72, 0, false, true, false, nullptr,
	    nullptr, hide_annotation, nullptr);
	gather_links(d, page);
	sideways = page->getRotate() == 90 || page->getRotate() == 270;
	d->page.number = number;
	d->page.width = (float)(sideways ? page->getCropHeight() : page->getCropWidth());
	d->page.height = (float)(sideways ? page->getCropWidth() : page->getCropHeight());
	d->page.glyphs = d->device.glyphs.data();
	d->page.glyph_count = d->device.glyphs.size();
	d->page.rules = d->device.rules.data();
	d->page.rule_count = d->device.rules.size();
	d->page.links = d->links.data();
	d->page.link_count = d->links.size();
	d->page.pictures = (float)std::min(
	    1.0, d->device.picture_area / std::max(1.0, (double)d->page.width * d->page.height));
	d->page.cut = d->device.cut;
	tame_page(d);
	*ret = &d->page;
	return true;
}

void
structure_of(dais_pdf_document *d, dais_pdf_structure *ret)
{
	if (!d->structure_known)
		dais_pdf::read_structure(d);
	d->structure_known = true;
	*ret = { d->elements.data(), d->elements.size(), d->contents.data(), d->contents.size() };
}

unsigned
take_errors()
{
	unsigned n = syntax_errors;

	syntax_errors = 0;
	return n;
}

} /* namespace */

extern "C" __attribute__((visibility("default")))
const struct dais_pdf_engine dais_pdf_engine = { prepare, open_document, close_document,
	count_pages, language_of, read_page, structure_of, take_errors, dais_pdf::annotate };
