/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Reading a printed document: the record it states and the evidence, every place where it states
 * a fact, with the exact words, line and column. Nothing here is certain to be right: a reading
 * keeps what was found, and dais_reading_check() compares the evidence with itself. No I/O.
 */
#ifndef DAIS_READ_TEXT_READING_H
#define DAIS_READ_TEXT_READING_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"
#include "model/record.h"
#include "read/flow/flow.h"

/* More bytes or lines than any agenda has; beyond them a text is refused or cut. */
#define DAIS_TEXT_READ_MAX ((size_t)256 << 20)
#define DAIS_TEXT_READ_LINES_MAX 8000000u
#define DAIS_EVIDENCE_MAX 2000000u

enum dais_evidence_kind {
	DAIS_EVIDENCE_TITLE_IN_AGENDA,     /* subject: item */
	DAIS_EVIDENCE_TITLE_IN_ANNOTATION, /* subject: item */
	DAIS_EVIDENCE_TITLE_IN_TIMETABLE,  /* subject: item */
	DAIS_EVIDENCE_TITLE_IN_DOCUMENT_LIST, /* subject: document; item: where it is listed */
	DAIS_EVIDENCE_QUOTED_TITLE,        /* subject: item, DAIS_NONE if it resembles none */
	DAIS_EVIDENCE_LABEL,               /* "(common item)"; subject: item */
	DAIS_EVIDENCE_ITEM_NUMBER,         /* subject: item */
	DAIS_EVIDENCE_CONTINUED,           /* subject: item */
	DAIS_EVIDENCE_BODY_NAME,           /* subject: body */
	DAIS_EVIDENCE_DATE,
	DAIS_EVIDENCE_WEEKDAY_DATE,
	DAIS_EVIDENCE_RANGE,
	DAIS_EVIDENCE_TIME,
	DAIS_EVIDENCE_ORDINAL,             /* subject: body it is said of, when certain */
	DAIS_EVIDENCE_SYMBOL,              /* subject: document, or DAIS_NONE */
	DAIS_EVIDENCE_LINK,
	DAIS_EVIDENCE_MANDATE,             /* subject: mandate */
	DAIS_EVIDENCE_JOB_NUMBER,
	DAIS_EVIDENCE_NO_DOCUMENT, /* a "no document is foreseen" statement; subject: item */
	DAIS_EVIDENCE_CROSS_REFERENCE, /* an annotation that only refers to another; subject: item
					*/
	DAIS_EVIDENCE_DOCUMENTATION, /* heading of a list of documents; subject: item */
	DAIS_EVIDENCE_TITLE_IN_CONTENTS, /* in a table of contents; subject: item */
	DAIS_EVIDENCE_TITLE_IN_HEADING,  /* over a part of a report; subject: item */
	DAIS_EVIDENCE_ITEM_REFERENCE, /* "item 5 (a)" in a sentence; number, number_to, letter */
	DAIS_EVIDENCE_PARAGRAPH,      /* "paragraphs 4-7"; before: the resolution it is in */
	DAIS_EVIDENCE_HALF_DAY,       /* from; value "2022-05-24 afternoon" */
	DAIS_EVIDENCE_NO_DATE,        /* a day that no calendar has; value "2020-09-31" */
	DAIS_EVIDENCE_SEE_ALSO, /* an annotation that only says "see also ..."; subject: item */
	DAIS_EVIDENCE_ANNOTATION_TEXT,  /* a paragraph of an annotation, whole */
	DAIS_EVIDENCE_PARAGRAPH_NUMBER, /* of a numbered paragraph of the document itself */
	DAIS_EVIDENCE_POINT_IN_AGENDA, /* the title of a part of a part, which the record has not;
					* subject: the part; number from 1, before: its mark */
	DAIS_EVIDENCE_KIND_COUNT
};

enum dais_reading_part {
	DAIS_READING_FRONT, /* title, agendas */
	DAIS_READING_ANNOTATION,
	DAIS_READING_DOCUMENT_LIST,
	DAIS_READING_TIMETABLE,
	DAIS_READING_FURNITURE /* headers, footers, link targets */
};

/* Where byte @at of a fact's words stands in the file. */
struct dais_line_start {
	size_t at;
	unsigned page, line, column; /* page 0: not paged */
};

struct dais_evidence {
	enum dais_evidence_kind kind;
	enum dais_reading_part part;
	size_t subject; /* record index by kind, or DAIS_NONE */
	size_t body; /* body whose section it stands in, or DAIS_NONE */
	size_t item; /* item or part whose annotation it stands in, or DAIS_NONE */
	struct dais_str words; /* as in the file, line breaks as spaces */
	struct dais_str value; /* normalised: ISO date, symbol key, clean title, number */
	struct dais_date from, to; /* dates; year 0 not given */
	int weekday; /* 1..7; 0 not given */
	int minute; /* times; -1 none */
	unsigned number; /* ordinal or item number */
	unsigned number_to; /* of references: the end of a range, else number */
	bool of_agenda;     /* references to items: the text says that it is one of an agenda */
	bool here;          /* references to paragraphs: "above", "below": of this document */
	bool or_item;       /* references to paragraphs, by a word that means item as well */
	int letter; /* item part, 0 = a; -1 none */
	int printed; /* letter of an item's part in the agenda as printed: some run on over items */
	bool number_only; /* titles in a timetable: the item is named by its number, as in words */
	bool anew; /* the first item of a section of the agenda that counts from 1 again */
	bool decimal; /* the part is numbered "3.2" */
	const char *noun; /* of an ordinal: "meeting", "session", ...; may be NULL */
	bool explicit_body; /* ordinal: the body is named beside it */
	bool in_line; /* ordinals: in a line, as of a title page, not in a paragraph */
	bool qualified; /* symbols: a remark in brackets stands behind it */
	struct dais_str before; /* ordinals: the words before it in its paragraph */
	struct dais_str ending; /* list entries: final punctuation */
	struct dais_str shown; /* links: the words that lead there; may be empty */
	unsigned page; /* 0: not paged */
	unsigned line, column; /* 1-based, column in code points; what lines are: flow.h */
	size_t paragraph; /* counts in the order of reading, which on a page with columns is not
			   * that of lines; 0: not of a paragraph (furniture, links, lines of a
			   * timetable in text), in the order of lines */
	DAIS_VEC(struct dais_line_start) lines; /* titles over several lines */
	unsigned ending_page, ending_line, ending_column; /* list entries: where they end */
};

/* One entry of a timetable as the document prints it. */
struct dais_printed_entry {
	size_t sitting; /* of the record */
	size_t body, item; /* of the record */
	unsigned number;
	int letter; /* -1 none */
	bool continued; /* marked so */
};

struct dais_reading {
	struct dais_arena *arena;
	struct dais_str file;
	enum dais_lang lang;
	const char *kind; /* "annotated-agenda", "agenda", "report", "timetable", "document-list",
			   * "unknown"; static */
	const struct dais_record *record; /* never NULL; empty when nothing was found */
	dais_str_vec symbols; /* of the document itself */
	DAIS_VEC(struct dais_printed_entry) entries; /* by sitting, in printed order */
	DAIS_VEC(struct dais_evidence) evidence; /* by line and column */
};

/* Reads the text @bytes of the file called @file_name (for places) in language *@lang, or finds
 * the language when @lang is NULL.
 * Ownership: everything lives in @a; @bytes must live as long.
 * Errors: LIMIT (more than DAIS_TEXT_READ_MAX). What is odd about the text (not UTF-8, binary,
 * no known structure) is added to @diags, and the reading holds what could be found. */
bool dais_text_read(struct dais_arena *a, struct dais_str bytes, struct dais_str file_name,
    const enum dais_lang *lang, struct dais_reading **ret, struct dais_diags *diags,
    struct dais_err *err);

/* The same from the paragraphs of a document of another format. @flow must live as long as @a. */
bool dais_reading_from_flow(struct dais_arena *a, const struct dais_flow *flow,
    const enum dais_lang *lang, struct dais_reading **ret, struct dais_diags *diags,
    struct dais_err *err);

/* The paragraphs of the text @bytes, running heads left out; for those who compare texts.
 * Ownership and errors: as dais_text_read(). */
bool dais_text_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file_name,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err);

/* The language that @text, some paragraphs of a document, is in: one of the six, always. */
enum dais_lang dais_reading_language(struct dais_str text);

/* Writes @r as one JSON object, as `dais read --format json` prints it. */
void dais_text_read_json(const struct dais_reading *r, struct dais_buf *out);

/* Adds the findings of the evidence of @r compared with itself to @diags, in no order
 * (dais_diags_sort()). Cost is linear in the evidence. Rules and their sources: doc/findings.md. */
void dais_reading_check(const struct dais_reading *r, struct dais_diags *diags);

/* "title-in-agenda", "weekday-date", ... */
const char *dais_evidence_kind_name(enum dais_evidence_kind k);

#endif
