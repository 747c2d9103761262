/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Comments in a copy: a highlight over the words, or a note at the corner of the page where no
 * words are known, added by an incremental update, so that what was there stays byte for byte.
 * Source: ISO 32000-1:2008, 7.5.6, 12.5.6.4, 12.5.6.10.
 */
#include "read/pdf/engine_priv.hh"

#include <cstdarg>
#include <cstdio>

namespace
{

class sink : public OutStream
{
public:
	sink(dais_pdf_write_fn fn, void *to) : write(fn), ctx(to) { buffer.reserve(block); }
	~sink() override { flush(); }

	void close() override { flush(); }
	Goffset getPos() override { return position; }
	void
	put(char c) override
	{
		buffer.push_back(c);
		position++;
		if (buffer.size() >= block)
			flush();
	}
	void printf(const char *format, ...) override __attribute__((format(printf, 2, 3)))
	{
		char text[4096];
		va_list ap;

		va_start(ap, format);
		int n = vsnprintf(text, sizeof(text), format, ap);
		va_end(ap);
		for (int i = 0; i < n && i < (int)sizeof(text) - 1; i++)
			put(text[i]);
	}

private:
	static constexpr size_t block = 65536;
	dais_pdf_write_fn write;
	void *ctx;
	std::string buffer;
	Goffset position = 0;

	void
	flush()
	{
		write(ctx, buffer.data(), buffer.size());
		buffer.clear();
	}
};

/* A text string of PDF: UTF-16 with a mark. */
std::unique_ptr<GooString>
text_string(const char *utf8)
{
	auto s = std::make_unique<GooString>("\xFE\xFF", 2);
	Unicode *u = nullptr;
	int n = utf8ToUCS4(utf8, &u);

	for (int i = 0; i < n; i++) {
		Unicode c = u[i];

		if (c >= 0x10000) {
			c -= 0x10000;
			s->append((char)(0xD8 | (c >> 18)));
			s->append((char)(c >> 10 & 0xFF));
			c = 0xDC00 | (c & 0x3FF);
		}
		s->append((char)(c >> 8));
		s->append((char)(c & 0xFF));
	}
	gfree(u);
	return s;
}

/* From the top left corner of the page as shown to the coordinates of the file. */
struct conversion {
	double m[6];

	explicit conversion(Page *page) { page->getDefaultCTM(m, 72, 72, 0, false, true); }

	void
	invert(double x, double y, double *ux, double *uy) const
	{
		double det = m[0] * m[3] - m[1] * m[2];

		det = std::fabs(det) < 1e-9 ? 1 : det;
		x -= m[4];
		y -= m[5];
		*ux = (x * m[3] - y * m[2]) / det;
		*uy = (y * m[0] - x * m[1]) / det;
	}
};

PDFRectangle
rectangle(const conversion &to, double x0, double y0, double x1, double y1)
{
	double ax, ay, bx, by;

	to.invert(x0, y0, &ax, &ay);
	to.invert(x1, y1, &bx, &by);
	return PDFRectangle(std::min(ax, bx), std::min(ay, by), std::max(ax, bx), std::max(ay, by));
}

void
finish(Page *page, AnnotMarkup *annot, const dais_pdf_note &note)
{
	annot->setContents(text_string(note.text));
	annot->setLabel(std::make_unique<GooString>("dais"));
	annot->setColor(std::make_unique<AnnotColor>(note.red, note.green, note.blue));
	annot->setFlags(Annot::flagPrint);
	page->addAnnot(annot);
	annot->decRefCnt();
}

void
add_corner_note(PDFDoc *doc, Page *page, const dais_pdf_note &note)
{
	PDFRectangle r = rectangle(conversion(page), 12, 12, 32, 32);

	finish(page, new AnnotText(doc, &r), note);
}

void
add_highlight(PDFDoc *doc, Page *page, const dais_pdf_note &note)
{
	conversion to(page);
	auto quads = std::make_unique<AnnotQuadrilaterals::AnnotQuadrilateral[]>(note.box_count);
	PDFRectangle all;

	for (size_t i = 0; i < note.box_count; i++) {
		const float *b = note.boxes[i];
		PDFRectangle r = rectangle(to, b[0], b[1], b[2], b[3]);

		/* Upper left, upper right, lower left, lower right: as every viewer reads it. */
		quads[i] = AnnotQuadrilaterals::AnnotQuadrilateral(
		    r.x1, r.y2, r.x2, r.y2, r.x1, r.y1, r.x2, r.y1);
		all = i == 0 ? r : PDFRectangle(std::min(all.x1, r.x1), std::min(all.y1, r.y1),
		                       std::max(all.x2, r.x2), std::max(all.y2, r.y2));
	}
	auto annot = new AnnotTextMarkup(doc, &all, Annot::typeHighlight);
	AnnotQuadrilaterals points(std::move(quads), (int)note.box_count);
	annot->setQuadrilaterals(&points);
	finish(page, annot, note);
}

} /* namespace */

bool
dais_pdf::annotate(dais_pdf_document *d, const dais_pdf_note *notes, size_t count,
    dais_pdf_write_fn write, void *ctx)
{
	sink out(write, ctx);

	for (size_t i = 0; i < count; i++) {
		Page *page = d->doc->getPage((int)notes[i].page);

		if (!page || !page->isOk())
			continue;
		if (notes[i].box_count)
			add_highlight(d->doc.get(), page, notes[i]);
		else
			add_corner_note(d->doc.get(), page, notes[i]);
	}
	return d->doc->saveAs(&out, count ? writeForceIncremental : writeStandard) == errNone;
}
