/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A timetable for the terminal: a table in a box that fits the given width by folding, or, where
 * its columns would be too narrow to read, a list of sittings. Widths are those of the characters
 * (two columns for a Chinese one, none for an Arabic vowel mark). An Arabic table has its columns
 * from right to left, and each cell between characters that keep its words together on terminals
 * that order right-to-left text.
 */
#ifndef DAIS_WRITE_TIMETABLE_TEXT_H
#define DAIS_WRITE_TIMETABLE_TEXT_H

#include "base/buf.h"
#include "write/timetable/view.h"

struct dais_timetable_text_options {
	unsigned width; /* columns; 0: 80. Below 24 is taken as 24 */
	bool ascii;     /* box, signs and rules in ASCII; words stay as they are */
	bool colour;    /* ANSI colours and weights */
	bool totals;    /* the time of each item under the table */
	/* Sentences below the table are folded to @width, too. Arabic lines stand at the right,
	 * behind a space: VTE and Konsole drop characters that turn a line when it begins with
	 * them. */
	bool terminal;
};

/* Appends @t to @out. Cannot fail (but see dais_buf_has_failed()). */
void dais_timetable_text(const struct dais_timetable *t,
    const struct dais_timetable_text_options *opt, struct dais_buf *out);

/* Appends @lines, sentences and lists ("- ", "1. ") of language @l as they stand below a table.
 * Cannot fail. */
void dais_timetable_sentences(struct dais_str lines, enum dais_lang l,
    const struct dais_timetable_text_options *opt, struct dais_buf *out);

#endif
