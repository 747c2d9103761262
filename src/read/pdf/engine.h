/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the PDF library gives: the characters of a page with their boxes in the order in which the
 * file draws them, its rules, its links. Implemented by a module in C++ (engine.cc) that is loaded
 * when the first PDF is read, because the library costs more at process start than most commands
 * take. Nothing here knows lines, columns or paragraphs.
 *
 * Coordinates are points from the top left corner of the page as it is shown (its rotation
 * applied), y downward.
 */
#ifndef DAIS_READ_PDF_ENGINE_H
#define DAIS_READ_PDF_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* More than any page has; what is beyond is left out. */
#define DAIS_PDF_GLYPHS_MAX 400000u
#define DAIS_PDF_RULES_MAX 40000u
#define DAIS_PDF_LINKS_MAX 20000u
#define DAIS_PDF_PAGES_MAX 100000u

enum dais_pdf_glyph_flag {
	DAIS_PDF_BOLD = 1u << 0,
	DAIS_PDF_ITALIC = 1u << 1,
	DAIS_PDF_ARTIFACT = 1u << 2, /* marked as page furniture or decoration */
	DAIS_PDF_TURNED = 1u << 3 /* runs up or down the page; left and right are then along y */
};

/* One code point drawn; a ligature gives several, each with its share of the width. */
struct dais_pdf_glyph {
	float left, right; /* of its advance, left <= right */
	float base; /* y of its base line */
	float size; /* of the font, as it stands on the page */
	uint32_t point;
	int32_t content; /* number of the marked content it stands in; -1 none */
	uint32_t font; /* equal for equal fonts of a document */
	uint32_t flags;
};

/* A thin line or the edge of a filled box: horizontal when y0 == y1, else vertical (x0 == x1). */
struct dais_pdf_rule {
	float x0, y0, x1, y1;
};

struct dais_pdf_link {
	float x0, y0, x1, y1;
	const char *target; /* URI; NUL-terminated */
};

/* No number of a page is farther from its corner than this, and none is infinite, whatever the
 * file says. */
#define DAIS_PDF_FAR 1e6f

struct dais_pdf_page {
	unsigned number; /* from 1 */
	float width, height;
	struct dais_pdf_glyph *glyphs;
	size_t glyph_count;
	struct dais_pdf_rule *rules;
	size_t rule_count;
	struct dais_pdf_link *links;
	size_t link_count;
	float pictures; /* share of the page that pictures cover, 0 to 1 */
	bool cut; /* a limit above was reached */
};

enum dais_pdf_kind {
	DAIS_PDF_PARAGRAPH,
	DAIS_PDF_HEADING,
	DAIS_PDF_CELL, /* a paragraph in a cell */
	DAIS_PDF_NOTE
};

/* A paragraph as the structure tree of a tagged file declares it. */
struct dais_pdf_element {
	enum dais_pdf_kind kind;
	unsigned level;         /* of a heading, from 1 */
	unsigned table;         /* of a cell, from 1 */
	unsigned row, column;   /* from 0 */
	unsigned rows, columns; /* at least 1 */
	bool head;              /* a cell of a row of headings */
};

/* Marked content @id of page @page belongs to element @element. */
struct dais_pdf_content {
	unsigned page;
	int32_t id;
	uint32_t element;
};

struct dais_pdf_structure {
	const struct dais_pdf_element *elements; /* in reading order */
	size_t element_count;
	const struct dais_pdf_content *contents; /* by page and id */
	size_t content_count;
};

/* A note to be added to a page: the boxes are highlighted. */
struct dais_pdf_note {
	unsigned page;
	const float (*boxes)[4]; /* x0, y0, x1, y1 */
	size_t box_count;
	const char *text; /* UTF-8 */
	float red, green, blue; /* of the highlight, 0 to 1 */
};

enum dais_pdf_state {
	DAIS_PDF_OPEN,
	DAIS_PDF_ENCRYPTED, /* asks for a password */
	DAIS_PDF_BROKEN
};

struct dais_pdf_document; /* opaque */

typedef void (*dais_pdf_write_fn)(void *ctx, const char *p, size_t n);

struct dais_pdf_engine {
	/* Loads what reading needs from the disk, so that no file is opened later. */
	void (*prepare)(void);
	/* @bytes must live until close(). The document is set only when the state is OPEN. */
	enum dais_pdf_state (*open)(const char *bytes, size_t n, struct dais_pdf_document **ret);
	void (*close)(struct dais_pdf_document *d);
	unsigned (*pages)(struct dais_pdf_document *d);
	/* The declared language ("fr-FR"), or "". Valid until close(). */
	const char *(*language)(struct dais_pdf_document *d);
	/* Page @number, valid until the next call; false when it cannot be read. */
	bool (*page)(
	    struct dais_pdf_document *d, unsigned number, const struct dais_pdf_page **ret);
	/* What the file declares of its paragraphs; empty when it is not tagged. Valid until
	 * close(). */
	void (*structure)(struct dais_pdf_document *d, struct dais_pdf_structure *ret);
	/* Errors of syntax met since the last call, in this thread. */
	unsigned (*errors)(void);
	/* Writes a copy of @d with @notes as an incremental update. */
	bool (*annotate)(struct dais_pdf_document *d, const struct dais_pdf_note *notes,
	    size_t count, dais_pdf_write_fn write, void *ctx);
};

#ifdef __cplusplus
}
#endif

#endif
