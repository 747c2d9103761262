/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The layout tree: one official document in one language, all words final (every reference
 * resolved, every number computed), before any format. PDF, DOCX, HTML, Akoma Ntoso and text are
 * written from it and only from it. Built by src/write/compose/ in one arena, constant after.
 */
#ifndef DAIS_WRITE_TREE_TREE_H
#define DAIS_WRITE_TREE_TREE_H

#include "base/date.h"
#include "base/lang.h"
#include "text/width.h"

#define DAIS_RUN_BOLD 1u
#define DAIS_RUN_ITALIC 2u
#define DAIS_RUN_SUPER 4u       /* superscript (footnote marks, "er" in 1er) */
#define DAIS_RUN_BREAK 8u       /* a forced line break follows the text */

/* A stretch of text with one look. */
struct dais_run {
	struct dais_str text;
	unsigned style;        /* DAIS_RUN_* */
	struct dais_str url;   /* external link; empty: none */
	struct dais_str target;/* id of a node in this tree (internal link); empty: none */
	int footnote;          /* index into tree.footnotes of the mark this run is; -1: none */
	bool has_lang;         /* foreign words in a document of another language */
	enum dais_lang lang;
	bool is_symbol; /* a document symbol: never broken except after a joint hyphen; LTR */
	struct dais_str subject; /* record id of what the run states ("doc:env-paper",
				    "item:environment", "meeting:ta@12", "date:2022-05-23"); may be
				    empty; for Akoma Ntoso and XLIFF */
};
typedef DAIS_VEC(struct dais_run) dais_run_vec;

enum dais_node_kind {
	DAIS_NODE_SECTION, /* children; the first is its HEADING if it has one */
	DAIS_NODE_HEADING, /* level 1..4, number (may be empty), runs */
	DAIS_NODE_PARAGRAPH, /* runs */
	DAIS_NODE_LIST, /* children are ITEMs */
	DAIS_NODE_ITEM, /* number ("1.", "a)", "•"), children PARAGRAPH and LIST */
	DAIS_NODE_TABLE, /* children are ROWs; columns, header_rows */
	DAIS_NODE_ROW, /* children are CELLs */
	DAIS_NODE_CELL, /* children are PARAGRAPHs; colspan, rowspan, is_header */
	DAIS_NODE_PAGE_BREAK
};

enum dais_node_role {
	DAIS_ROLE_NONE,
	DAIS_ROLE_AGENDA, /* section: the agenda of one body */
	DAIS_ROLE_AGENDA_ITEM, /* item or part in an agenda list */
	DAIS_ROLE_ANNOTATIONS, /* section: all annotations */
	DAIS_ROLE_BODY, /* section: annotations of one body */
	DAIS_ROLE_ANNOTATION, /* section: annotation of one item or part */
	DAIS_ROLE_DOCUMENTATION, /* section: list of documents of an item */
	DAIS_ROLE_DOCUMENT, /* paragraph or item: one listed document */
	DAIS_ROLE_ANNEX, /* section */
	DAIS_ROLE_TIMETABLE, /* table */
	DAIS_ROLE_DAY, /* row: heading of a day */
	DAIS_ROLE_SITTING /* row: (first row of) a sitting; its hours cell spans the rows */
};

/* Looks that the role alone does not say. */
#define DAIS_NODE_CENTRED 1u
#define DAIS_NODE_KEEP_NEXT 2u /* stays on the page of what follows */
#define DAIS_NODE_UNNUMBERED_INDENT 4u

struct dais_node {
	enum dais_node_kind kind;
	enum dais_node_role role;
	unsigned level; /* HEADING */
	unsigned flags;
	struct dais_str id; /* anchor, unique in the tree, [a-z0-9.-]; may be empty */
	struct dais_str subject; /* record id, e.g. "item:environment" or "body:ic"; may be empty */
	struct dais_str number; /* printed number or mark; may be empty */
	dais_run_vec runs; /* HEADING, PARAGRAPH */
	DAIS_VEC(struct dais_node *) children;
	/* TABLE */
	DAIS_VEC(double) columns; /* relative widths */
	unsigned header_rows; /* repeated on every page */
	/* CELL */
	unsigned colspan, rowspan; /* 1.. */
	bool is_header;
	/* ROW of a sitting */
	struct dais_local start, end;
};

/* One footnote: printed at the foot of the page that holds its mark. */
struct dais_footnote {
	struct dais_str mark; /* "*", "1" */
	dais_run_vec runs;
};

/* The first page's head. All strings final; empty ones are left out. */
struct dais_masthead {
	struct dais_str organization; /* "United Nations" */
	dais_str_lines symbols; /* one per line */
	dais_run_vec symbol_runs; /* the same as linked runs */
	struct dais_str organ;
	struct dais_str distribution; /* "Distr.: General" */
	struct dais_str date; /* as the language's masthead has it */
	struct dais_str language; /* "Français"; empty in the original */
	struct dais_str original; /* "Original: anglais" */
	struct dais_str only; /* "English only"; usually empty */
	dais_str_lines meetings; /* title block lines: body, meeting, place and dates */
};

struct dais_tree {
	struct dais_arena *arena;
	enum dais_lang lang;
	struct dais_str title; /* "Annotated provisional agendas" */
	struct dais_str subject_line; /* bodies, for document properties */
	struct dais_str author; /* secretariat, for document properties */
	struct dais_masthead masthead;
	dais_str_lines running_head; /* symbol(s), one per line */
	struct dais_str job; /* "V.22-00789"; may be empty */
	struct dais_str job_first; /* first page: "V.22-00789 (F)"; may be empty */
	struct dais_str watermark; /* "DRAFT" in the language; empty: none */
	struct dais_str
	    permalink; /* resolver address of this document and language; may be empty */
	struct dais_date date; /* masthead date; for metadata */
	bool letter_paper; /* US Letter instead of A4 */
	DAIS_VEC(struct dais_node *) body;
	DAIS_VEC(struct dais_footnote) footnotes;
};

struct dais_node *dais_tree_add(struct dais_tree *t, struct dais_node *parent /* NULL: body */,
    enum dais_node_kind kind, enum dais_node_role role);
/* Adds a plain run and returns it for further settings. */
struct dais_run *dais_tree_text(
    struct dais_tree *t, dais_run_vec *runs, struct dais_str text, unsigned style);
/* All words of @runs joined in @a, forced breaks as spaces. */
struct dais_str dais_runs_plain(struct dais_arena *a, const dais_run_vec *runs);

#endif
