/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files that make paragraphs of lines. Lengths are points where nothing else is said;
 * a size is that of a line's largest letters.
 */
#ifndef DAIS_READ_PDF_PARAGRAPHS_PRIV_H
#define DAIS_READ_PDF_PARAGRAPHS_PRIV_H

#include "base/map.h"
#include "read/pdf/pdf_priv.h"

#define PDF_MORE_SPACE 1.22f  /* times the usual distance of lines */
#define PDF_LEADING_MAX 2.2f  /* distance of lines of a paragraph, in sizes */

/* Right edges (of centred lines the widths) of the lines of a style. */
struct width {
	float most, second;
	const struct pdf_line *edge; /* the last line that reaches so far */
	unsigned at_edge;  /* lines that reach as far as the farthest */
	unsigned hanging, hanging_broken; /* with a line under the words behind their number */
	bool justified; /* several lines end exactly there */
	unsigned broken;   /* lines that surely go on, broken for want of room */
};

/* Lines whose words begin at one place, behind numbers or below those words. */
struct hanging {
	float most; /* the right edge of the longest */
	unsigned full, ended; /* with a line below, whose first word had no room, or had */
};

struct joining {
	struct pdf_document *doc;
	struct dais_flow_writer *w;
	struct dais_arena *scratch;
	struct dais_map widths;      /* style -> index of widest */
	DAIS_VEC(struct width) widest;
	struct dais_map words;       /* of the document, for hyphens at line ends */
	struct dais_map frames;      /* breadth of page and left edge -> index of edges */
	DAIS_VEC(float) edges;       /* how far filled lines reach */
	struct dais_map hangings;    /* page and left edge of words -> index of hanging */
	DAIS_VEC(struct hanging) hanging;
	size_t broken, broken_at_edge; /* lines that go on; those of them that are justified */
	float leading;               /* usual distance of lines, in sizes */
	float apart;                 /* what is more sets a paragraph apart, in sizes */
	DAIS_VEC(const struct pdf_line *) lines; /* of the paragraph that is open */
	const struct pdf_line *before; /* the last line of the paragraph before */
	struct dais_str entry_words; /* of the last paragraph that begins with words and a number */
	int64_t entry_number;
};

/* --- line_measures.c --- */

/* What is usual in the document: how far apart its lines are, and how wide those of each style. */
void pdf_measure_lines(struct joining *j);
bool pdf_is_centred(const struct pdf_line *l);
/* Whether @l is a line of the text outside of tables, and not centred. */
bool pdf_is_plain(const struct pdf_line *l);
/* Whether two lines are of one size. */
bool pdf_is_like(const struct pdf_line *a, const struct pdf_line *b);
/* Whether @l is as long as lines that fill a page, or stands in a column. */
bool pdf_is_long(const struct pdf_line *l);
/* Whether two lines end with the same words. */
bool pdf_ends_alike(const struct pdf_line *a, const struct pdf_line *b);
/* How far @l reaches: its right edge, of a centred line its breadth; in points. */
float pdf_extent_of(const struct pdf_line *l);
/* What is known of lines of the style of @l; NULL: nothing. */
struct width *pdf_width_of(const struct joining *j, const struct pdf_line *l);
/* Whether the first word of @next would have had no room at the end of @l. */
bool pdf_is_full(const struct joining *j, const struct pdf_line *l, const struct pdf_line *next);

/* --- line_justified.c --- */

/* Finds styles whose lines are justified: widest is then where they end. */
void pdf_find_justified(struct joining *j);
/* Whether @l ends exactly where lines that fill their measure do. */
bool pdf_is_justified(const struct joining *j, const struct pdf_line *l);

/* --- line_words.c --- */

/* The first and the last character of a line. */
uint32_t pdf_first_point(const struct pdf_line *l);
uint32_t pdf_last_point(const struct pdf_line *l);
bool pdf_is_lower_letter(uint32_t c);
bool pdf_ends_sentence(uint32_t c);
/* "1. Opening", "(a) Adoption": a number at the beginning of the words. */
bool pdf_begins_with_marker(const struct pdf_line *l);
/* Remembers @l, which begins a paragraph, when it begins with words and a number: "Item 3". */
void pdf_note_entry(struct joining *j, const struct pdf_line *l);
/* Whether @l is the entry of a list that follows the paragraph that is open, or the last paragraph
 * that begins with the same words and a number: "Item 4" after "Item 3" and its parts. */
bool pdf_is_next_entry(const struct joining *j, const struct pdf_line *l);
/* Whether the number that begins @l, one of the lines of @doc, is followed by the next one at the
 * same place soon. */
bool pdf_starts_list(const struct pdf_document *doc, const struct pdf_line *l);

/* --- line_joins.c --- */

/* Whether @l, behind which @next goes on, had room for the first word of it. */
bool pdf_ends_by_hand(
    const struct joining *j, const struct pdf_line *l, const struct pdf_line *next);
/* Whether @l goes on with the paragraph that is open. */
bool pdf_goes_on(const struct joining *j, const struct pdf_line *l);

/* --- paragraphs.c --- */

/* Chinese characters and their punctuation. */
bool pdf_is_cjk(uint32_t c);

#endif
