/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside the module: the device that gathers the characters and rules of a page, and an open
 * document. An own device takes the characters as poppler meets them: poppler's text device also
 * sorts them into lines, which costs as much again, and loses the order of drawing and the rules.
 */
#ifndef DAIS_READ_PDF_ENGINE_PRIV_HH
#define DAIS_READ_PDF_ENGINE_PRIV_HH

#include "read/pdf/engine.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <Annot.h>
#include <Catalog.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <Link.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <UTF.h>

namespace dais_pdf
{

/* A filled box thinner than this is a rule. */
constexpr double rule_thickness = 3.0;
/* Shorter lines are strokes of drawings. */
constexpr double rule_length = 4.0;
/* Paths with more points are drawings. */
constexpr int path_points_max = 64;

extern thread_local unsigned syntax_errors;

struct font_facts {
	uint32_t number;
	uint32_t flags;
	double scale; /* of the size; other than 1 in fonts made of drawings */
};

inline bool
is_bold_name(const std::string &name)
{
	static const char *const marks[] = { "Bold", "bold", "BOLD", "Black", "Heavy", "Semibold",
		"Demi" };

	return std::any_of(std::begin(marks), std::end(marks),
	    [&](const char *m) { return name.find(m) != std::string::npos; });
}

inline font_facts
facts_of(const GfxFont *font, uint32_t number)
{
	font_facts f = { number, 0, 1.0 };
	const std::string name = font->getName() ? *font->getName() : std::string();

	if (font->isBold() || is_bold_name(name) ||
	    (font->getWeight() >= GfxFont::W600 && font->getWeight() <= GfxFont::W900))
		f.flags |= DAIS_PDF_BOLD;
	if (font->isItalic() || name.find("Italic") != std::string::npos ||
	    name.find("Oblique") != std::string::npos)
		f.flags |= DAIS_PDF_ITALIC;
	if (font->getType() == fontType3) {
		const double *box = font->getFontBBox(), *m = font->getFontMatrix();
		double height = std::fabs((box[3] - box[1]) * m[3]);

		/* A box of the letters is about their size; without one, the usual scale. */
		f.scale = height > 0.01 && height < 100 ? height : std::fabs(m[3]) * 1000;
	}
	return f;
}

class gatherer : public OutputDev
{
public:
	std::vector<dais_pdf_glyph> glyphs;
	std::vector<dais_pdf_rule> rules;
	double picture_area = 0;
	bool cut = false;

	bool upsideDown() override { return true; }
	bool useDrawChar() override { return true; }
	bool interpretType3Chars() override { return false; }
	bool useDrawForm() override { return false; }
	bool useTilingPatternFill() override { return true; }
	bool useShadedFills(int) override { return true; }

	void
	startPage(int, GfxState *, XRef *) override
	{
		glyphs.clear();
		rules.clear();
		contents.clear();
		picture_area = 0;
		cut = actual = false;
		font = nullptr;
	}

	void updateFont(GfxState *) override { font = nullptr; }

	void
	drawChar(GfxState *state, double x, double y, double dx, double dy, double, double,
	    CharCode code, int bytes, const Unicode *u, int count) override
	{
		double px, py, w, h, space = state->getCharSpace();

		static const Unicode unknown = 0xFFFD;

		/* A glyph without a meaning has one when a text is declared for it. */
		if (count <= 0 && actual) {
			u = &unknown;
			count = 1;
		}
		if (count <= 0 || !load_font(state))
			return;
		Unicode mended[mended_max];
		if (has_mixed_bytes(u, count)) {
			mend_bytes(u, count, mended);
			u = mended;
		}
		if (code == 32 && bytes == 1)
			space += state->getWordSpace();
		space *= state->getHorizScaling();
		state->transform(x, y, &px, &py);
		state->transformDelta(dx - space, dy, &w, &h);
		if (!std::isfinite(px) || !std::isfinite(py) || !std::isfinite(w) || !std::isfinite(h))
			return;
		put(px, py, w, h, u, count);
	}

	void stroke(GfxState *state) override { path(state, false); }
	void fill(GfxState *state) override { path(state, true); }
	void eoFill(GfxState *state) override { path(state, true); }
	bool
	tilingPatternFill(GfxState *, Gfx *, Catalog *, GfxTilingPattern *, const double *, int, int,
	    int, int, double, double) override
	{
		return true;
	}
	bool axialShadedFill(GfxState *, GfxAxialShading *, double, double) override { return true; }
	bool radialShadedFill(GfxState *, GfxRadialShading *, double, double) override
	{
		return true;
	}
	bool functionShadedFill(GfxState *, GfxFunctionShading *) override { return true; }
	bool gouraudTriangleShadedFill(GfxState *, GfxGouraudTriangleShading *) override
	{
		return true;
	}
	bool patchMeshShadedFill(GfxState *, GfxPatchMeshShading *) override { return true; }

	void
	drawImageMask(GfxState *state, Object *, Stream *str, int width, int height, bool, bool,
	    bool inline_image) override
	{
		picture(state);
		if (inline_image)
			skip(str, ((long long)width + 7) / 8 * height);
	}
	void
	drawImage(GfxState *state, Object *, Stream *str, int width, int height,
	    GfxImageColorMap *colours, bool, const int *, bool inline_image) override
	{
		picture(state);
		if (inline_image)
			skip(str, ((long long)width * colours->getNumPixelComps() *
			                  colours->getBits() + 7) / 8 * height);
	}
	void
	drawMaskedImage(GfxState *state, Object *, Stream *, int, int, GfxImageColorMap *, bool,
	    Stream *, int, int, bool, bool) override
	{
		picture(state);
	}
	void
	drawSoftMaskedImage(GfxState *state, Object *, Stream *, int, int, GfxImageColorMap *, bool,
	    Stream *, int, int, GfxImageColorMap *, bool) override
	{
		picture(state);
	}
	void
	setSoftMaskFromImageMask(
	    GfxState *, Object *, Stream *, int, int, bool, bool, double *) override
	{
	}
	void unsetSoftMaskFromImageMask(GfxState *, double *) override {}

	void
	beginMarkedContent(const char *name, Dict *properties) override
	{
		int id = -1;
		bool furniture = contents.empty() ? false : contents.back().artifact;

		if (properties && !properties->lookupInt("MCID", nullptr, &id))
			id = -1;
		if (id < 0 && !contents.empty())
			id = contents.back().id;
		furniture |= name && std::strcmp(name, "Artifact") == 0;
		contents.push_back({ id, furniture });
	}
	void
	endMarkedContent(GfxState *) override
	{
		if (!contents.empty())
			contents.pop_back();
	}
	void
	beginActualText(GfxState *, const GooString *text) override
	{
		actual = true;
		actual_text = text->toStr();
		actual_from = glyphs.size();
	}
	void
	endActualText(GfxState *) override
	{
		if (actual)
			replace();
		actual = false;
	}

private:
	struct content {
		int id;
		bool artifact;
	};
	std::vector<content> contents;
	std::unordered_map<const void *, font_facts> fonts;
	std::vector<std::shared_ptr<GfxFont>> kept; /* so that addresses stay theirs */
	const font_facts *font = nullptr;
	double font_size = 0;
	bool actual = false;
	std::string actual_text;
	size_t actual_from = 0;

	bool
	load_font(GfxState *state)
	{
		if (font)
			return true;
		std::shared_ptr<GfxFont> f = state->getFont();
		if (!f)
			return false;
		auto found = fonts.find(f.get());
		if (found == fonts.end()) {
			kept.push_back(f);
			found = fonts.emplace(f.get(), facts_of(f.get(), (uint32_t)fonts.size())).first;
		}
		font = &found->second;
		font_size = state->getTransformedFontSize() * font->scale;
		return true;
	}

	/* Some releases of a widely used distiller write "fi", 0066 0069, as 0066 6669, and so all
	 * ligatures: the first byte of each letter after the first is the second of the one before.
	 * No font has one glyph for a letter and the ideograph that this makes. */
	static constexpr int mended_max = 8;

	static bool
	has_mixed_bytes(const Unicode *u, int count)
	{
		if (count < 2 || count > mended_max || u[0] > 0x7FF || u[0] >> 8 == (u[0] & 0xFF))
			return false;
		for (int i = 1; i < count; i++) {
			if (u[i] >> 8 != (u[i - 1] & 0xFF) || u[i] < 0x2100)
				return false;
		}
		return true;
	}

	static void
	mend_bytes(const Unicode *u, int count, Unicode *ret)
	{
		for (int i = 0; i < count; i++)
			ret[i] = (u[0] & ~0xFFu) | (u[i] & 0xFF);
	}

	/* There is a ligature of lam and alef, and none of alef and lam: some writers tell its parts
	 * as they are seen. */
	static bool
	is_turned_ligature(const Unicode *u, int count)
	{
		return count == 2 && u[1] == 0x644 &&
		       (u[0] == 0x627 || u[0] == 0x622 || u[0] == 0x623 || u[0] == 0x625);
	}

	void
	put(double x, double y, double w, double h, const Unicode *u, int count)
	{
		dais_pdf_glyph g;
		bool turned = std::fabs(h) > std::fabs(w) && std::fabs(h) > 0.1;
		double from = turned ? y : x, step = (turned ? h : w) / count;

		if (glyphs.size() + (size_t)count > DAIS_PDF_GLYPHS_MAX) {
			cut = true;
			return;
		}
		/* Turned text reads rightward and downward, too, seen from where it is upright. */
		if (turned && h < 0)
			from = -y, step = -step;
		g.base = (float)(turned ? (h < 0 ? x : -x) : y);
		g.size = (float)font_size;
		g.font = font->number;
		g.flags = font->flags | (turned ? DAIS_PDF_TURNED : 0);
		g.content = -1;
		if (!contents.empty()) {
			g.content = contents.back().id;
			g.flags |= contents.back().artifact ? DAIS_PDF_ARTIFACT : 0;
		}
		/* The parts of a ligature of a right-to-left script run leftward. */
		bool backward = count > 1 && is_right_to_left(u[0]) && !is_turned_ligature(u, count);
		for (int i = 0; i < count; i++) {
			double a = from + step * (backward ? count - 1 - i : i), b = a + step;

			g.point = u[i];
			g.left = (float)std::min(a, b);
			g.right = (float)std::max(a, b);
			glyphs.push_back(g);
		}
	}

	static bool
	is_right_to_left(Unicode u)
	{
		return (u >= 0x590 && u < 0x900) || (u >= 0xFB1D && u < 0xFE00) ||
		       (u >= 0xFE70 && u < 0xFEFF);
	}

	/* Puts the text that a writer declares in place of the glyphs that show it. */
	void
	replace()
	{
		Unicode *u = nullptr;
		int count = TextStringToUCS4(actual_text, &u);
		size_t from = std::min(actual_from, glyphs.size());

		if (from < glyphs.size() && count >= 0) {
			dais_pdf_glyph first = glyphs[from];
			double left = first.left, right = first.right;

			for (size_t i = from; i < glyphs.size(); i++) {
				left = std::min<double>(left, glyphs[i].left);
				right = std::max<double>(right, glyphs[i].right);
			}
			glyphs.resize(from);
			spread(first, left, right, u, count);
		}
		gfree(u);
	}

	void
	spread(dais_pdf_glyph g, double left, double right, const Unicode *u, int count)
	{
		bool backward = std::any_of(u, u + count, is_right_to_left);
		double step = count > 0 ? (right - left) / count : 0;

		for (int i = 0; i < count && glyphs.size() < DAIS_PDF_GLYPHS_MAX; i++) {
			int at = backward ? count - 1 - i : i;

			g.point = u[i];
			g.left = (float)(left + step * at);
			g.right = (float)(left + step * (at + 1));
			glyphs.push_back(g);
		}
	}

	static void
	skip(Stream *str, long long n)
	{
		str->reset();
		for (long long i = 0; i < n && str->getChar() != EOF; i++)
			continue;
		str->close();
	}

	void
	picture(GfxState *state)
	{
		const double *m = state->getCTM();
		double area = std::fabs(m[0] * m[3] - m[1] * m[2]);

		if (std::isfinite(area))
			picture_area += area;
	}

	void
	rule(double x0, double y0, double x1, double y1)
	{
		double w = std::fabs(x1 - x0), h = std::fabs(y1 - y0);

		if (rules.size() >= DAIS_PDF_RULES_MAX) {
			cut = true;
			return;
		}
		if (!std::isfinite(w) || !std::isfinite(h))
			return;
		if (h <= rule_thickness && w >= rule_length && w > h) {
			float y = (float)((y0 + y1) / 2);

			rules.push_back({ (float)std::min(x0, x1), y, (float)std::max(x0, x1), y });
		} else if (w <= rule_thickness && h >= rule_length) {
			float x = (float)((x0 + x1) / 2);

			rules.push_back({ x, (float)std::min(y0, y1), x, (float)std::max(y0, y1) });
		}
	}

	void
	subpath(GfxState *state, const GfxSubpath *sub, bool filled)
	{
		double x[6], y[6], x0, x1, y0, y1;
		int n = sub->getNumPoints();

		/* A line, or a box with its closing point. */
		if (n < 2 || n > 6)
			return;
		for (int i = 0; i < n; i++) {
			if (sub->getCurve(i))
				return;
			state->transform(sub->getX(i), sub->getY(i), &x[i], &y[i]);
		}
		x0 = *std::min_element(x, x + n);
		x1 = *std::max_element(x, x + n);
		y0 = *std::min_element(y, y + n);
		y1 = *std::max_element(y, y + n);
		if (x1 - x0 <= rule_thickness || y1 - y0 <= rule_thickness) {
			rule(x0, y0, x1, y1);
			return;
		}
		/* The edges of a box that is drawn; a filled one may be the ground of a cell. */
		for (int i = 0; i + 1 < n && !filled; i++)
			rule(x[i], y[i], x[i + 1], y[i + 1]);
		if (!filled && sub->isClosed() && n >= 3)
			rule(x[n - 1], y[n - 1], x[0], y[0]);
	}

	void
	path(GfxState *state, bool filled)
	{
		const GfxPath *p = state->getPath();

		if (p->getNumSubpaths() > path_points_max * 16)
			return;
		for (int i = 0; i < p->getNumSubpaths(); i++)
			subpath(state, p->getSubpath(i), filled);
	}
};

} /* namespace dais_pdf */

struct dais_pdf_document {
	std::unique_ptr<PDFDoc> doc;
	dais_pdf::gatherer device;
	std::vector<dais_pdf_link> links;
	std::vector<std::string> targets;
	std::string language;
	dais_pdf_page page;
	std::vector<dais_pdf_element> elements;
	std::vector<dais_pdf_content> contents;
	bool structure_known = false;
};

namespace dais_pdf
{

/* Fills elements and contents of @d, once. */
void read_structure(dais_pdf_document *d);
/* As dais_pdf_engine.annotate. */
bool annotate(dais_pdf_document *d, const dais_pdf_note *notes, size_t count,
    dais_pdf_write_fn write, void *ctx);

} /* namespace dais_pdf */

#endif
