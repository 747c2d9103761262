/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * PDF file writer: pages of glyphs and rules, with the structure tree, metadata and output intent
 * that PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) ask for. Knows nothing of agendas. Units
 * are PostScript points; the origin is the top left corner of the page, y grows downward (the
 * writer turns it round). One canvas belongs to one thread; fonts may be shared by threads.
 *
 * Own code rather than Cairo: Cairo 1.16 can tag but not mark artifacts, set MCIDs of table
 * attributes, XMP or output intents, and costs five times the time (bench/).
 */
#ifndef DAIS_WRITE_PDF_CANVAS_H
#define DAIS_WRITE_PDF_CANVAS_H

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/lang.h"

/* --- fonts ---------------------------------------------------------------------------------- */

enum dais_font_family {
	DAIS_FONT_LATIN,  /* Noto Serif: Latin, Greek, Cyrillic */
	DAIS_FONT_ARABIC, /* Noto Naskh Arabic */
	DAIS_FONT_CHINESE,/* Noto Serif CJK SC */
	DAIS_FONT_FAMILY_COUNT
};

#define DAIS_FONT_BOLD 1u
#define DAIS_FONT_ITALIC 2u /* families without an italic give the upright */

struct dais_fonts; /* opened font files (memory-mapped), HarfBuzz faces; process lifetime */
struct dais_font;  /* one face */

/* Opens nothing yet: files are mapped when first asked for, under a lock. Folders searched:
 * $DAIS_FONT_DIR, /usr/share/fonts/{truetype,opentype}/noto, /usr/local/share/fonts/noto. */
struct dais_fonts *dais_fonts_new(void);
void dais_fonts_free(struct dais_fonts *f);
/* The face for @family and @style. Errors: NOT_FOUND, naming the file and the Debian package that
 * has it (fonts-noto-core, fonts-noto-cjk). */
const struct dais_font *dais_fonts_get(
    struct dais_fonts *f, enum dais_font_family family, unsigned style, struct dais_err *err);
/* The HarfBuzz font (hb_font_t, scaled to units per em, immutable), for shaping. */
struct hb_font_t *dais_font_hb(const struct dais_font *f);
unsigned dais_font_upem(const struct dais_font *f);
bool dais_font_has(const struct dais_font *f, uint32_t cp);

/* --- documents ------------------------------------------------------------------------------ */

struct dais_pdf_meta {
	enum dais_lang lang;
	struct dais_str title, author, subject;
	struct dais_str identifier;  /* symbol(s) */
	int64_t created;             /* seconds since 1970 (SOURCE_DATE_EPOCH when set) */
};

struct dais_pdf;

/* Starts a document that will be written to @out (borrowed until finish). */
struct dais_pdf *dais_pdf_new(struct dais_buf *out, const struct dais_pdf_meta *meta);
void dais_pdf_page(struct dais_pdf *p, double width_pt, double height_pt);
/* Number of pages begun so far; pages may be returned to with dais_pdf_reopen (page numbers n/N,
 * watermark): 0-based. */
size_t dais_pdf_page_count(const struct dais_pdf *p);
void dais_pdf_reopen(struct dais_pdf *p, size_t page);
/* Hint: nothing more will be drawn on @page (not the current one). Its content is written now,
 * which bounds memory; without the hint that happens by itself when much has gathered. */
void dais_pdf_page_done(struct dais_pdf *p, size_t page);

/* One glyph as shaped, visual order. */
struct dais_glyph {
	uint32_t id;
	uint32_t cluster;   /* byte offset in the text of the run */
	float advance, dx, dy; /* points, dy upwards */
};
/* Draws @n glyphs of @text (the run's logical text, for text extraction) from the pen position
 * (x, baseline y). Adjacent calls with the same font, size and baseline are merged. @rtl: glyphs
 * are in visual order of right-to-left text. */
void dais_pdf_glyphs(struct dais_pdf *p, const struct dais_font *font, double size_pt, double x,
    double y, const struct dais_glyph *glyphs, size_t n, struct dais_str text, bool rtl);
/* Grey level for what follows: 0 black .. 1 white; colours are device independent (output
 * intent). dais_pdf_link_colour for link text. */
void dais_pdf_set_grey(struct dais_pdf *p, double grey);
void dais_pdf_set_rgb(struct dais_pdf *p, double r, double g, double b);
/* A filled rectangle (rules, table lines, shading). Always inside an artifact or a tag. */
void dais_pdf_rect(struct dais_pdf *p, double x, double y, double w, double h);
/* Rotated text of a watermark, centred on the page, light grey, as artifact; uses shaped glyphs.
 * Lies under the page's other content even when drawn last. */
void dais_pdf_watermark(struct dais_pdf *p, const struct dais_font *font, double size_pt,
    const struct dais_glyph *glyphs, size_t n, struct dais_str text, bool rtl);

/* --- structure ------------------------------------------------------------------------------ */

enum dais_pdf_tag {
	DAIS_TAG_DOCUMENT,
	DAIS_TAG_PART,
	DAIS_TAG_SECT,
	DAIS_TAG_H1,
	DAIS_TAG_H2,
	DAIS_TAG_H3,
	DAIS_TAG_H4,
	DAIS_TAG_P,
	DAIS_TAG_L,
	DAIS_TAG_LI,
	DAIS_TAG_LBL,
	DAIS_TAG_LBODY,
	DAIS_TAG_TABLE,
	DAIS_TAG_THEAD,
	DAIS_TAG_TBODY,
	DAIS_TAG_TR,
	DAIS_TAG_TH,
	DAIS_TAG_TD,
	DAIS_TAG_LINK,
	DAIS_TAG_NOTE,
	DAIS_TAG_REFERENCE,
	DAIS_TAG_SPAN,
	DAIS_TAG_COUNT
};

struct dais_pdf_tag_attr {
	const char *scope;      /* TH: "Row", "Column", "Both"; NULL */
	unsigned colspan, rowspan; /* 0 or 1: none */
	bool has_lang;
	enum dais_lang lang;
	struct dais_str id;     /* of a Note (unique); empty */
	struct dais_str alt;    /* alternate text; empty */
	const char *numbering; /* L: "Decimal", "LowerAlpha", "LowerRoman", "Disc"... (ISO 32000-1,
				  table 347); NULL: "None" */
};
/* Opens a structure element inside the open one; content drawn until the matching end belongs to
 * it, on whatever pages. Returns a handle that can be returned to with dais_pdf_tag_resume (an
 * element whose content continues after another was opened, e.g. a table over pages). */
size_t dais_pdf_tag(
    struct dais_pdf *p, enum dais_pdf_tag tag, const struct dais_pdf_tag_attr *attr);
void dais_pdf_tag_resume(struct dais_pdf *p, size_t element);
void dais_pdf_tag_end(struct dais_pdf *p);
/* Page furniture: content that is not part of the document's text. @type: "Pagination", "Layout";
 * "Header", "Footer" (Pagination of that subtype). */
void dais_pdf_artifact(struct dais_pdf *p, const char *type);
void dais_pdf_artifact_end(struct dais_pdf *p);

/* --- navigation ----------------------------------------------------------------------------- */

struct dais_pdf_area {
	double x, y, w, h; /* top left corner and size */
};
/* A link annotation over @n areas (one per line it is broken over) of the current page, tied to
 * the open LINK element. @url or @target (a name given to dais_pdf_anchor, before or after).
 * @contents is the annotation's description (PDF/UA 7.18.5). */
void dais_pdf_link(struct dais_pdf *p, const struct dais_pdf_area *areas, size_t n,
    struct dais_str url, struct dais_str target, struct dais_str contents);
void dais_pdf_anchor(struct dais_pdf *p, struct dais_str name, double y);
/* A bookmark to the current page; level 1... */
void dais_pdf_outline(struct dais_pdf *p, unsigned level, struct dais_str title, double y);

/* Subsets and embeds the fonts, writes everything to the buffer and frees the canvas. Errors:
 * LIMIT (buffer full), INTERNAL (a font cannot be subset). */
bool dais_pdf_finish(struct dais_pdf *p, struct dais_err *err);

#endif
