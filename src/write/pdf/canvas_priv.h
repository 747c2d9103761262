/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * State of a PDF document being written, shared by the canvas_*.c files.
 *
 *   canvas.c        pages, colours, rules, start and end
 *   canvas_text.c   glyphs and what they say
 *   canvas_tag.c    structure elements, marked content, artifacts
 *   canvas_nav.c    links, destinations, bookmarks
 *   canvas_obj.c    PDF objects, streams, cross-reference stream
 *   canvas_struct.c structure tree in the file
 *   canvas_font.c   font subsets in the file
 *   canvas_meta.c   metadata, colour profile
 *
 * Content is collected per page, uncompressed while the page is young, so that it can be returned
 * to; past a bound the oldest pages are compressed and written, and returning to one of them
 * starts a further content stream. Everything else is written by dais_pdf_finish().
 */
#ifndef DAIS_WRITE_PDF_CANVAS_PRIV_H
#define DAIS_WRITE_PDF_CANVAS_PRIV_H

#include <zlib.h>

#include "base/vec.h"
#include "write/pdf/fonts_priv.h"

#define PDF_NONE UINT32_MAX

/* --- objects (canvas_obj.c) --------------------------------------------------------------- */

struct pdf_xref {
	uint32_t type;  /* 0 free, 1 at @where, 2 in object stream number @where */
	uint32_t index; /* in the object stream */
	uint64_t where;
};

/* --- fonts ---------------------------------------------------------------------------------- */

#define PDF_UNICODE_TEXT 0x80000000u /* flag in pdf_font.unicode: index into texts */
#define PDF_UNI_WEAK 0x40000000u /* code point of a glyph met only within ActualText */

struct pdf_font {
	const struct dais_font *font;
	uint32_t *unicode; /* by glyph: 0 not used, a code point, or PDF_UNICODE_TEXT | index */
	uint16_t *width; /* by glyph: advance in font units + 1; 0 not used */
	DAIS_VEC(struct dais_str) texts;
	double unit;     /* 1000 / units per em */
	uint32_t obj;
};

/* --- pages ---------------------------------------------------------------------------------- */

struct pdf_colour {
	int r, g, b; /* thousandths; equal: a grey */
};

struct pdf_page {
	int64_t w, h;           /* thousandths of a point */
	uint32_t obj;
	struct dais_buf content; /* not yet written */
	struct dais_buf under;   /* drawn before everything else */
	DAIS_VEC(uint32_t) streams; /* written content streams */
	DAIS_VEC(uint32_t) mcids;   /* structure element by MCID */
	DAIS_VEC(uint32_t) annots;  /* index into pdf.links */
	struct pdf_colour colour;   /* set in the content so far */
	uint32_t font;              /* index into pdf.fonts, or PDF_NONE */
	int64_t font_size;          /* thousandths */
	int64_t rise;               /* thousandths */
};

/* The open text object of the current page. */
struct pdf_text {
	bool open;       /* between BT and ET */
	bool in_array;   /* inside [ ... ] TJ */
	bool in_string;  /* inside ( ... ) */
	int64_t x, y;    /* start of the line, thousandths of a point, y upward */
	double pen;      /* offset of the pen from x, thousandths of a point */
};

/* --- structure ------------------------------------------------------------------------------ */

enum pdf_kid_kind {
	PDF_KID_ELEM,
	PDF_KID_MCID,
	PDF_KID_OBJR
};

struct pdf_kid {
	uint32_t next;
	uint32_t kind;
	uint32_t value; /* element, MCID or link */
	uint32_t page;  /* of an MCID */
};

struct pdf_elem_extra {
	struct dais_str id, alt;
};

struct pdf_elem {
	uint8_t tag, scope, numbering; /* scope and numbering: index into name tables, 0 none */
	int8_t lang;                   /* -1: inherited */
	uint16_t colspan, rowspan;
	uint32_t parent;               /* PDF_NONE: the root */
	uint32_t first, last;          /* kids */
	uint32_t extra;                /* index into pdf.extras, or PDF_NONE */
};

struct pdf_link {
	struct pdf_area_list {
		struct dais_pdf_area *v;
		size_t n;
	} areas; /* PDF coordinates: x, y of the lower left corner */
	struct dais_str url, target, contents;
	uint32_t page, elem, obj;
};

struct pdf_anchor {
	struct dais_str name;
	uint32_t page;
	int64_t y;
};

struct pdf_bookmark {
	struct dais_str title;
	unsigned level;
	uint32_t page;
	int64_t y;
};

struct dais_pdf {
	struct dais_buf *out;
	struct dais_arena *arena;
	struct dais_pdf_meta meta;

	DAIS_VEC(struct pdf_xref) xref;
	struct dais_buf objs;      /* objects waiting for an object stream */
	DAIS_VEC(uint32_t) pending; /* pairs: number, offset in objs */
	z_stream z;
	bool z_ready;

	DAIS_VEC(struct pdf_page) pages;
	size_t page;         /* current */
	size_t oldest_raw;   /* first page whose content may be unwritten */
	size_t raw_bytes;    /* content of pages left, not yet written */
	struct pdf_text text;
	struct pdf_colour colour; /* asked for */
	DAIS_VEC(struct pdf_font) fonts;
	uint32_t font_slot[32];   /* slot of a face -> index + 1 */
	uint32_t resources;       /* object */

	DAIS_VEC(struct pdf_elem) elems;
	DAIS_VEC(struct pdf_kid) kids;
	DAIS_VEC(struct pdf_elem_extra) extras;
	DAIS_VEC(uint32_t) stack;
	uint32_t root_first, root_last; /* kids of the root */
	uint32_t elem_obj;              /* object of element 0 (finish) */
	const char *artifact;           /* type; NULL: not in one */
	uint32_t marked;                /* element whose marked content is open, or PDF_NONE */
	bool in_artifact;               /* artifact's marked content is open */

	DAIS_VEC(struct pdf_link) links;
	DAIS_VEC(struct pdf_anchor) anchors;
	DAIS_VEC(struct pdf_bookmark) bookmarks;
};

/* canvas_obj.c */
uint32_t dais_pdf_obj_new(struct dais_pdf *p);
uint32_t dais_pdf_obj_range(struct dais_pdf *p, size_t n); /* first of @n numbers */
/* Where the body of object @num is written; close it with dais_pdf_obj_end(). */
struct dais_buf *dais_pdf_obj_begin(struct dais_pdf *p, uint32_t num);
void dais_pdf_obj_end(struct dais_pdf *p);
/* A stream object. @dict: entries besides Length and Filter. */
void dais_pdf_stream(
    struct dais_pdf *p, uint32_t num, const char *dict, struct dais_str bytes, bool compress);
void dais_pdf_file_start(struct dais_pdf *p);
void dais_pdf_file_end(struct dais_pdf *p, uint32_t catalog, uint32_t info);
void dais_pdf_put_milli(struct dais_buf *b, int64_t milli); /* "12.5" */
void dais_pdf_put_hex4(struct dais_buf *b, unsigned v);
void dais_pdf_put_ref(struct dais_buf *b, const char *key, uint32_t obj); /* "@key n 0 R" */
/* Text string object: ASCII in parentheses, otherwise UTF-16BE. */
void dais_pdf_put_text(struct dais_buf *b, struct dais_str s);
void dais_pdf_put_utf16(struct dais_buf *b, struct dais_str s); /* hexadecimal digits */
int64_t dais_pdf_milli(double v);

/* canvas.c */
struct dais_buf *dais_pdf_content(struct dais_pdf *p); /* of the current page */
/* Readies the page for drawing: marked content open, colour set; text object closed unless
 * @text. */
struct dais_buf *dais_pdf_draw(struct dais_pdf *p, bool text);

/* canvas_text.c */
void dais_pdf_text_end(struct dais_pdf *p);   /* ET if open */
void dais_pdf_text_flush(struct dais_pdf *p); /* "] TJ" if open */

/* canvas_tag.c */
void dais_pdf_mark(struct dais_pdf *p);     /* opens what content drawn now belongs to */
void dais_pdf_mark_end(struct dais_pdf *p); /* closes open marked content */
void dais_pdf_kid_add(struct dais_pdf *p, uint32_t elem, enum pdf_kid_kind kind, uint32_t value);
const char *dais_pdf_tag_name(unsigned tag);
const char *dais_pdf_numbering(unsigned index);

/* canvas_struct.c: returns the object of the structure tree root */
uint32_t dais_pdf_write_struct(struct dais_pdf *p);
/* canvas_nav.c */
void dais_pdf_write_links(struct dais_pdf *p);
uint32_t dais_pdf_write_dests(struct dais_pdf *p);   /* name tree, or PDF_NONE */
uint32_t dais_pdf_write_outline(struct dais_pdf *p); /* or PDF_NONE */
/* canvas_font.c */
bool dais_pdf_write_font(struct dais_pdf *p, struct pdf_font *f, struct dais_err *err);
/* canvas_meta.c */
uint32_t dais_pdf_write_info(struct dais_pdf *p);
uint32_t dais_pdf_write_xmp(struct dais_pdf *p);
uint32_t dais_pdf_write_intent(struct dais_pdf *p);

#endif
