/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Paragraphs: runs of text made into items (words and spaces, with font and direction) and broken
 * into lines by total fit. Paragraphs come from a pool and give their memory back to it when their
 * last line is drawn, so a document of any length needs the memory of a few pages.
 */
#ifndef DAIS_WRITE_PDF_LINES_H
#define DAIS_WRITE_PDF_LINES_H

#include "write/pdf/breaks.h"
#include "write/pdf/shape.h"
#include "write/tree/tree.h"

enum dais_align {
	DAIS_ALIGN_JUSTIFY,
	DAIS_ALIGN_START,
	DAIS_ALIGN_CENTRE,
	DAIS_ALIGN_END
};

struct dais_para_style {
	double size;         /* pt */
	double leading;      /* pt from baseline to baseline */
	unsigned font_style; /* DAIS_FONT_* under the style of the runs */
	enum dais_align align;
	double indent;       /* pt of the first line */
};

enum dais_item_kind {
	DAIS_ITEM_BOX,
	DAIS_ITEM_GLUE, /* vanishes at the end of a line */
	DAIS_ITEM_NEWLINE
};

struct dais_item {
	uint8_t kind;
	uint8_t level;       /* bidi embedding level */
	uint8_t break_after; /* enum dais_break */
	uint32_t run;
	uint32_t at, n;      /* bytes of the paragraph's text */
	const struct dais_word *word; /* NULL: GLUE, NEWLINE */
	const struct dais_face *face;
	float size, rise;    /* pt */
	float width, stretch, shrink; /* pt; of a BOX the last two are white space after it */
};

struct dais_line {
	uint32_t first, end; /* items [first, end), without the white space at the end */
	uint32_t next;       /* first item of the next line */
	float width;         /* pt, as set */
	float ratio;         /* > 0: times stretch, < 0: times shrink */
};

struct dais_para {
	const struct dais_run *runs;
	size_t n_runs;
	struct dais_run own; /* when made from a string */
	struct dais_para_style style;
	double width;
	bool rtl;
	bool chinese;
	bool has_notes;
	struct dais_buf text, items, lines; /* bytes, struct dais_item, struct dais_line */
	size_t n_items, n_lines;
	/* while drawing */
	uint32_t open_run; /* run whose Link, Reference or Span element is open; UINT32_MAX: none */
	struct dais_para *next_free;
};

struct dais_setter; /* makes paragraphs; one a document */

/* Sets text in @fonts (borrowed) by the habits of @lang. Lives in @a, but must be freed. */
struct dais_setter *dais_setter_new(
    struct dais_arena *a, struct dais_fonts *fonts, enum dais_lang lang);
void dais_setter_free(struct dais_setter *t);

/* A paragraph of @n @runs (borrowed) set to @width; never NULL, at least one line. */
struct dais_para *dais_para_make(struct dais_setter *t, const struct dais_run *runs, size_t n,
    const struct dais_para_style *st, double width);
/* The same of one plain string (borrowed). */
struct dais_para *dais_para_string(
    struct dais_setter *t, struct dais_str s, const struct dais_para_style *st, double width);
/* Gives @p back, to be used for another paragraph. */
void dais_para_drop(struct dais_setter *t, struct dais_para *p);

/* Its items and lines, @p->n_items and @p->n_lines of them; valid until it is dropped. */
static inline struct dais_item *
dais_para_items(const struct dais_para *p)
{
	return (struct dais_item *)(void *)p->items.p;
}

static inline struct dais_line *
dais_para_lines(const struct dais_para *p)
{
	return (struct dais_line *)(void *)p->lines.p;
}

/* The widest line, pt. */
double dais_para_natural_width(const struct dais_para *p);
/* The widest part that cannot be broken, pt. */
double dais_para_min_width(const struct dais_para *p);
static inline double
dais_para_height(const struct dais_para *p)
{
	return (double)p->n_lines * p->style.leading;
}

/* --- between the files of the setter ---------------------------------------------------------- */

/* Whether the runs have Latin letters and nothing that runs from right to left: such a paragraph
 * keeps its own direction in a right-to-left document. */
bool dais_para_is_latin(const struct dais_para *p);
/* Fills p->text and p->items from the runs (items.c). */
void dais_para_itemize(struct dais_setter *t, struct dais_para *p);

struct dais_setter {
	struct dais_arena *arena;
	struct dais_shaper *shaper;
	enum dais_lang lang;
	enum dais_font_family family; /* of the language */
	struct dais_para *free;
	struct dais_buf u16, levels; /* scratch of bidi */
	struct dais_buf nodes; /* scratch of line breaking */
	void *bidi; /* UBiDi, opened when first needed */
	bool lost; /* words were met for which there is no font at all */
};

#endif
