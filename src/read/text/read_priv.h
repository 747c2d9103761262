/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The stages of reading a text, private to this folder. Bytes become lines (lines.c, with page
 * furniture set apart), lines become blocks (blocks.c: paragraphs, each with a map back to line
 * and column), blocks become a sketch of the document (agenda.c, annotations.c, timetable.c), the
 * sketch becomes the record (build.c) and evidence (evidence.c). Words of a language come from
 * words.h only.
 */
#ifndef DAIS_READ_TEXT_READ_PRIV_H
#define DAIS_READ_TEXT_READ_PRIV_H

#include "read/flow/flow.h"
#include "read/text/reading.h"
#include "read/text/words.h"

/* Blocks in which the front of a document ends, whatever they hold. */
#define FRONT_BLOCKS 60u
#define ARABIC_COMMA 0x60Cu

enum line_role {
	LINE_TEXT,
	LINE_SYMBOL, /* running header: symbols of the document */
	LINE_FOOTER, /* job number, page number */
	LINE_RULE,   /* "=====", "-----": under a heading or in a table */
	LINE_LINK    /* the address of a link, put into the flow by extraction */
};

/* What a line is that was cut from the row of a table: rows.c. */
enum line_cell {
	LINE_CELL_NONE,
	LINE_CELL_ITEM,  /* number and title */
	LINE_CELL_PART,  /* mark and title of a part */
	LINE_CELL_MORE,  /* the title goes on */
	LINE_CELL_BESIDE /* another column */
};

/* One line that is not blank. */
struct text_line {
	struct dais_str raw; /* with its spaces */
	struct dais_str trim;
	unsigned no;         /* 1-based */
	unsigned gap;        /* blank lines before it */
	enum line_role role;
	enum line_cell cell;
};

/* White space before @l, in bytes. */
static inline size_t
read_indent(const struct text_line *l)
{
	return (size_t)(l->trim.p - l->raw.p);
}

/* A place in a block's text that comes from byte @raw_at of line @line, or, of a block made from
 * a flow, from byte @raw_at of its text. */
struct text_seg {
	size_t at;
	size_t line;
	size_t raw_at;
};

enum mark_kind {
	MARK_NONE,
	MARK_NUMBER,  /* "3.", "Item 3:", "三、" */
	MARK_LETTER,  /* "(a)", "б)" */
	MARK_DECIMAL, /* "3.2": value is the second number, from 0 */
	MARK_POINT,   /* "3.2.1": value is the third number, from 0, other the second */
	MARK_ROMAN,   /* "IV.", "رابعا -": of a section */
	MARK_CAPITAL  /* "A.": of a section */
};

struct item_mark {
	enum mark_kind kind;
	unsigned value; /* number, or letter from 0 */
	size_t n;       /* bytes of mark and space behind it */
	unsigned
	    other; /* of a letter that may be of two alphabets: its other value; else as value */
	unsigned major; /* of a decimal and a point: its first number; of a letter: that before it,
			   0 none */
	unsigned roman; /* of "(ii)" and of a letter that may be one: the small numeral; else 0 */
	bool worded; /* "Item 3" */
	bool han; /* of a number: "三、" */
};

struct text_block {
	struct dais_str text; /* one paragraph, spaces made single */
	DAIS_VEC(struct text_seg) map;
	size_t first, last; /* lines; of a block made from a flow: 0 */
	bool gap_before, gap_after;
	struct item_mark mark;
	const struct dais_flow_block *source; /* NULL: made from lines */
	enum dais_flow_role role; /* TEXT where nothing is declared */
	unsigned level; /* of a heading */
	bool contents; /* stands in a table of contents */
	bool beside; /* stands in another column beside an item */
	bool between; /* one line between two items: a heading of those behind it */
};

/* A stretch of a block. */
struct text_span {
	size_t block;
	size_t at, n;
};

struct sketch_item {
	unsigned number;
	int letter; /* -1: not a part */
	int printed; /* letter as printed: some run on over the items */
	bool decimal; /* of a part: numbered "3.2" */
	bool anew; /* the first of a section that counts from 1 again */
	size_t up; /* index in the body's items of the item it is part of */
	struct text_span title; /* without mark, label, final punctuation */
	struct text_span label; /* n 0: none */
	bool label_names_bodies;
	struct text_span documents; /* symbols behind the title; n 0: none */
	struct dais_str given; /* title of an item known from a timetable only */
	size_t record_item;
	bool no_document;
};

/* A part of a part: "(i)" under "(a)", "3.2.1" under "3.2". */
struct sketch_point {
	size_t up; /* index in the body's items of the part it belongs to */
	struct dais_str mark; /* as printed, without brackets and stops */
	unsigned value; /* from 0 */
	struct text_span title;
	struct text_span documents; /* symbols behind the title; n 0: none */
};

struct sketch_body {
	struct text_span name;
	bool has_name;
	size_t first, last; /* blocks of its first and last item */
	size_t section; /* ... of the first item of its last section */
	bool sparse; /* text stands between the items */
	bool only_item; /* the agenda has one */
	DAIS_VEC(struct sketch_item) items;
	DAIS_VEC(struct sketch_point) points;
	unsigned ordinal;
	const char *noun;
	struct dais_local opens;
	struct dais_date closes;
};

/* The annotation of one item or part of one body. */
struct sketch_note {
	size_t body, item; /* item in the body's items */
	struct text_span heading;
	dais_index_vec blocks;
	dais_index_vec documents; /* into sketch.documents */
	struct text_span documentation; /* heading of the list; n 0: none */
};

struct sketch_document {
	struct dais_str given; /* title over several lines of a column; else empty */
	dais_str_vec symbols; /* keys */
	struct text_span title;
	struct text_span symbol;
	struct dais_str ending;
	size_t body, item; /* item in the body's items */
	size_t note; /* where listed; DAIS_NONE: in the prose of a report */
	size_t record_document;
};

struct sketch_entry {
	size_t body, item;
	bool continued;
	struct dais_str title;
	struct dais_str words;
	struct dais_line_start place, continued_place; /* line 0: no mark */
	struct dais_str continued_words;
	DAIS_VEC(struct dais_line_start) lines;
};

struct sketch_sitting {
	struct dais_local start, end;
	DAIS_VEC(struct sketch_entry) entries;
};

/* A heading under which a report deals with an item. */
struct sketch_section {
	size_t body, item; /* item in the body's items */
	struct text_span heading; /* without mark and reference */
	size_t last; /* block */
	bool in_contents;
};

/* The words of a folded text. */
typedef dais_str_vec word_vec;

struct reader {
	struct dais_arena *a;
	struct dais_reading *out;
	struct dais_diags *diags;
	const struct dais_flow *flow; /* NULL: a text of lines */
	const struct read_words *words;
	enum dais_lang lang;
	DAIS_VEC(struct text_line) lines;
	DAIS_VEC(struct text_block) blocks;
	unsigned gap; /* usual blank lines between the lines of a paragraph */
	bool unwrapped; /* most text stands in lines longer than print has: a line is
			 * a paragraph */
	bool is_markdown;
	unsigned items_begin; /* line of the first "1."; 0: none yet */
	size_t width; /* usual width of a full line, code points */
	size_t annotations; /* block of the heading, or DAIS_NONE */
	size_t annex; /* block of the heading, or DAIS_NONE */
	struct text_span title; /* of the document */
	bool has_title;
	bool is_report; /* of a session */
	bool headings_count; /* headings of a report are its items: it gives no agenda */
	bool is_document_list;
	bool timetable_in_paragraphs; /* of a flow: those behind @annex */
	bool items_from_table; /* no agenda: the timetable's entries are the items */
	bool under_items; /* annotations stand under the items of the only list */
	DAIS_VEC(struct sketch_body) bodies;
	DAIS_VEC(struct sketch_note) notes;
	DAIS_VEC(struct sketch_document) documents;
	DAIS_VEC(struct sketch_sitting) sittings;
	DAIS_VEC(struct sketch_section) sections;
	bool agendas_cut; /* it was said that there are more than are read */
	struct text_span body_name; /* in the title of a report, or before it */
	bool has_body_name;
	bool named_by_gathering; /* it stands right before the gathering */
	struct dais_str place; /* of the gathering; may be empty */
	struct dais_date day, last_day; /* of a gathering on single days */
	struct dais_str place_of_day; /* the same, if it is of such a gathering */
	struct dais_date from, to; /* of the gathering, as the front says; year 0: not */
	bool has_hour; /* the front says when it opens on the first day: */
	int minute;
	unsigned ordinal; /* as the front says; 0: not */
	const char *noun;
	const word_vec *body_names; /* split once: facts.c */
	size_t shared_words; /* first words that all of them have */
	struct dais_str job;
	dais_str_vec item_keys; /* of the record's items: build.c */
	struct dais_record *record;
};

/* lines.c */
void read_lines(struct reader *r, struct dais_str bytes);
/* The usual gap and width of the lines; needs the roles. */
void read_measure(struct reader *r);

/* translations.c: the column, in characters, where a translation of the text begins that stands
 * beside it; 0: there is none. */
size_t read_translation_column(struct dais_str bytes);
/* Line @raw without what stands from @column on, behind a gap; 0: the whole line. */
struct dais_str read_left_column(struct dais_str raw, size_t column);

/* markdown.c: whether @bytes has headings of Markdown. */
bool read_is_markdown(struct dais_str bytes);
/* Leaves out the signs around the trimmed line @*trim; true when it stands apart from the lines
 * around it: a heading, an entry of a list. */
bool read_markdown_line(struct dais_str *trim);
/* Bytes of a sign at byte @at of @s that is no text; 0: none. */
size_t read_markdown_sign(struct dais_str s, size_t at);

/* rows.c: cuts lines that were rows of a table of items */
void read_rows_of_items(struct reader *r);

/* lone_numbers.c: joins numbers without a stop on lines of their own with the titles below them */
void read_join_lone_numbers(struct reader *r);

/* openings.c */
/* Whether line @i opens a new block after line @prev of block @b. */
bool read_opens_block(const struct reader *r, const struct text_block *b, size_t prev, size_t i);
/* Whether line @i, behind line @prev of the item in block @b and right before the next item, is a
 * heading, "Pillar 2: ...": the title of the item ended far from the margin, and no more indented.
 */
bool read_is_heading_between(
    const struct reader *r, const struct text_block *b, size_t prev, size_t i);

/* turns.c: numbers of items that are out of their turn */
/* The last two numbers of a list; 0: there is none. */
struct turn {
	unsigned last, second;
};
/* Whether @value, behind the numbers @before and before the number @next (0: none), was meant for
 * an item, although it is not the next: one was mistyped, left out or given twice. */
bool read_is_out_of_turn(struct turn before, unsigned value, unsigned next);
/* @before with @value behind it. */
struct turn read_turn(struct turn before, unsigned value);
/* The same of line @i with mark @m, a number, behind the blocks so far. */
bool read_is_line_out_of_turn(const struct reader *r, size_t i, struct item_mark m);

/* openings.c: the mark of line @i; also of a number alone with its stop, "7.", whose words stand on
 * the line below. */
struct item_mark read_line_mark(const struct reader *r, size_t i);

/* blocks.c */
/* Whether line @s ends as a sentence or heading with a mark does. */
bool read_ends_sentence(struct dais_str s);
/* Bytes of the dash or dot and the space behind it that @s, a point below an item without a number,
 * begins with: "- Exchange of views"; 0: it is none. */
size_t read_point_mark(struct dais_str s);
bool read_is_point(struct dais_str s);
/* Whether @s begins with a small letter or a Chinese one. */
bool read_starts_low(struct dais_str s);
/* Whether byte @i of @s is a space that extraction set before an apostrophe, or doubled. */
bool read_is_stray_space(struct dais_str s, size_t i);
void read_blocks(struct reader *r);
/* What stands behind one of @labels and a colon at the start of @s; empty: none does. */
struct dais_str read_behind_label(const struct read_list *labels, struct dais_str s);
/* "Venue: Geneva", "Date: 15-19 March 2021", "Time: 10 a.m.", "Title: Draft agenda" */
bool read_is_labelled(const struct reader *r, struct dais_str s);
/* Bytes up to the title in "C/114/4 – Status report", "A/79/1 Report", or of a symbol alone; 0: @s
 * does not begin as an entry of a list of documents does. */
size_t read_document_head(struct dais_str s);
/* item.c: bytes of the label in "Documents: A/79/1, A/79/2", a line of symbols and nothing else; 0:
 * @s is none. */
size_t read_document_label(const struct reader *r, struct dais_str s);
/* "No document", "See present document": a line in place of symbols. */
bool read_is_document_remark(const struct reader *r, struct dais_str s);
/* item.c: whether @s, a line or a paragraph, names documents of an item and nothing else: one with
 * its title behind it, a label and symbols, or a remark such as "No document". */
bool read_names_documents(const struct reader *r, struct dais_str s);
/* Whether the first word of @next would have fitted on the line @l. */
bool read_is_short(const struct reader *r, const struct text_line *l, const struct text_line *next);
/* A day in a timetable may lie this far from those of the gathering, and is wrong. */
#define NEAR_TABLE_DAYS 14
/* facts.c: @d with the year of the gathering where it gives none and lies, in that year, in the
 * days of the gathering or at most @near days from them; else as it is. */
struct dais_date read_dated(const struct reader *r, struct dais_date d, int near);
/* masthead.c: whether line @l belongs to the head of the document; whether @s stands there for
 * itself whatever is around it; whether it is a line of a masthead: distribution, language, date,
 * symbol. */
bool read_is_in_head(const struct reader *r, const struct text_line *l);
bool read_stands_alone(const struct reader *r, struct dais_str s);
bool read_is_masthead(const struct reader *r, struct dais_str s);
/* heads.c: whether @s has large letters and no small ones; whether it ends in a small word, a comma
 * or a hyphen, so that the next line goes on with it. */
bool read_is_in_capitals(struct dais_str s);
/* Whether @s is a symbol and nothing else: of any organization, in capitals. */
bool read_is_whole_symbol(struct dais_str s);
/* heads.c: whether the first @at bytes of @s, before the number of a gathering, name a part of it:
 * "Second part of the". */
bool read_is_part_of(const struct reader *r, struct dais_str s, size_t at);
/* Whether line @l, behind @p in the head of the document, stands for itself; @first is the first
 * line of the block that @p ends so far. */
bool read_opens_in_head(const struct reader *r, const struct text_line *first,
    const struct text_line *p, const struct text_line *l);
/* Bytes of @s without the words at its end that come before dates: "from". */
size_t read_without_from(const struct reader *r, struct dais_str s);
/* The end of the piece of paragraph @f in the head that begins at byte @from: where a line that
 * stands for itself follows a line ended by hand, or the end of the paragraph. */
size_t read_head_piece(const struct reader *r, const struct dais_flow_block *f, size_t from);
/* Whether @s ends so that it must go on: with a comma, a hyphen, "of", "des". */
bool read_ends_with_small_word(struct dais_str s);
/* Whether @right, beside @left in the head, is a line of the masthead and stands for itself. */
bool read_is_right_half(const struct reader *r, struct dais_str left, struct dais_str right);
/* Byte of the trimmed line where a second column begins that belongs to the masthead; 0: none. */
size_t read_second_column(const struct reader *r, const struct text_line *l);
/* rows.c: byte of the trimmed line where, behind a wide gap and the title of an item or part, its
 * documents or a remark on them stand; 0: none do. */
size_t read_document_column(const struct reader *r, const struct text_line *l);
/* marks.c */
struct item_mark read_mark(const struct reader *r, struct dais_str s);
/* marks_section.c: "XIV." or "A." of a section; "أولا - ..." where the language counts in words. */
struct item_mark read_section_mark(struct dais_str s);
struct item_mark read_worded_section(const struct reader *r, struct dais_str s);
/* "البند الأول: ...", "Second item: ...": an item with its number in words. */
struct item_mark read_worded_item(const struct reader *r, struct dais_str s);
/* marks.c: past spaces and tabs at @at of @s. */
size_t read_skip_spaces(struct dais_str s, size_t at);
/* The letter behind mark @number at the start of @s: "3. (a) Title"; MARK_NONE: none. */
struct item_mark read_letter_behind(struct dais_str s, struct item_mark number);
/* Bytes of the number @expected without a stop and the space behind it, before a title; 0: none. */
size_t read_loose_number(struct dais_str s, unsigned expected);
/* Number and letter of "(Agenda item 2 (a))", "Points 3 de l'ordre du jour": @s is such a reference
 * and nothing else. */
bool read_item_reference(
    const struct reader *r, struct dais_str s, unsigned *ret_number, int *ret_letter);
struct dais_str read_span(const struct reader *r, struct text_span s);
/* Page, line and column of byte @at of block @block. */
struct dais_line_start read_place(const struct reader *r, size_t block, size_t at);
/* Adds the text of block @from to block @to; @from is nothing then (role ROLE_COUNT). */
void read_merge_blocks(struct reader *r, size_t to, size_t from);
/* Whether block @b is a paragraph or heading of the text, no cell, note or running head. */
bool read_is_body(const struct reader *r, size_t b);
/* Blocks from the paragraphs of r->flow. */
void read_flow_blocks(struct reader *r);

/* Bytes of the symbol that @s ends with, before stars of notes, and in *@ret_at where it begins:
 * "COMMITTEE ON SAFETY MSC 107/1*"; 0: none. */
size_t read_symbol_at_end(struct dais_str s, size_t *ret_at);
/* own.c: what a document says of itself. The symbols of @s (a joint one has several) are its own.
 */
void read_add_own_symbols(struct reader *r, struct dais_str s);
/* Bytes of a job number ("V.22-00789", "22-00789 (F)") at the start of @s; 0 if none. */
size_t read_job_number(struct dais_str s);
/* The job number @s, without the letter of its language, unless one is known. */
void read_set_job(struct reader *r, struct dais_str s);
/* Symbols and job number of the masthead, and of the running heads and feet of a flow. */
void read_own(struct reader *r);

/* contents.c: marks the blocks of a table of contents */
void read_contents(struct reader *r);
/* Whether @s ends as a line of a table of contents does, with the number of a page; *@ret_n: bytes
 * before it. */
bool read_ends_with_page(struct dais_str s, size_t *ret_n);
/* front.c: what kind of document, of which body */
void read_front(struct reader *r);
/* The gathering that a paragraph of the front invites to: of a letter with a programme, whose head
 * names no body. */
void read_gathering_in_sentence(struct reader *r);
/* Whether @s ends with the word for an agenda, as Chinese titles do. */
bool read_ends_as_agenda(const struct reader *r, struct dais_str s);
/* Whether block @b is the name of a body and nothing else: it has the word for one, no facts. */
bool read_is_body_line(struct reader *r, size_t b);
/* sections.c: headings of a report, and lines of its table of contents, that take up the items of
 * the agenda */
void read_sections(struct reader *r);
/* Bytes of an entry of a table of contents before the numbers at its end, which is byte @end. */
size_t read_without_page(struct dais_str s, size_t end);
/* before_it.c: documents that a body had before it, under the headings of a report */
void read_documents_before(struct reader *r);
/* unread.c: says where a paragraph is longer than is read. */
void read_tell_cut(struct reader *r);
/* agenda.c */
void read_agenda(struct reader *r);
/* A body without an agenda, where the front names it and its gathering. */
void read_bare_body(struct reader *r);
/* lone_marks.c, list_tables.c: marks that stand alone ("Item 14") and tables of items become
 * titles. */
void read_join_lone_marks(struct reader *r);
void read_join_tables(struct reader *r);
/* flow_tables.c: cells of letterheads, and of frames around lists, become paragraphs. */
void read_open_tables(struct reader *r);
/* The title of @it. */
struct dais_str read_title(const struct reader *r, const struct sketch_item *it);
/* annotations.c */
void read_annotations(struct reader *r);
/* documents.c: the entries of a list of documents in blocks @v of note @note */
void read_document_list(struct reader *r, size_t note, const size_t *v, size_t n);
/* The documents named in bytes @from..@to of block @block belong to item @item of body @body.
 * @listed: the words before a symbol are the title. False if there is none. */
bool read_documents_in(
    struct reader *r, size_t body, size_t item, struct text_span words, bool listed);
/* timetable.c */
void read_timetable(struct reader *r);
/* evidence.c: facts in running text, and what the sketch states */
void read_openings(struct reader *r);
void read_evidence(struct reader *r);
/* attribute.c: of which body is the ordinal at @at..@at+@n of block @b said? */
size_t read_ordinal_body(
    struct reader *r, struct dais_str text, size_t at, size_t n, size_t here, bool *ret_explicit);
/* build.c */
void read_build(struct reader *r);

/* compare.c: words of folded text, compared. */
/* Whether @c stands between words; whether it is a word by itself. */
bool read_is_separator(uint32_t c);
bool read_is_han(uint32_t c);
word_vec read_split(struct dais_arena *a, struct dais_str s);
/* In-order common words over the longer's number of words, in percent. */
unsigned read_alike(struct dais_str x, struct dais_str y);
unsigned read_alike_words(const word_vec *x, const word_vec *y);
/* Percent of @x's words found in order in @y. */
unsigned read_contained(struct dais_str x, struct dais_str y);
/* Whether two folded words are forms of one: alike but for an ending. */
bool read_akin(struct dais_str x, struct dais_str y);
bool read_same(struct dais_str x, struct dais_str y);
/* The stretches of @x and @y that differ, with a little of what is around. */
void read_difference(struct dais_arena *a, struct dais_str x, struct dais_str y,
    struct dais_str *ret_x, struct dais_str *ret_y);

/* phrases.c: the phrases of share/reading in a text, compared as folded words. */
/* Whether @s, not longer than a line, is one of the phrases of @list; marks do not count. */
bool read_is_phrase(const struct read_list *list, struct dais_str s);
/* Whether @s contains a phrase of @list, or begins with one. */
bool read_has_phrase(const struct read_list *list, struct dais_str s);
bool read_starts_phrase(const struct read_list *list, struct dais_str s);
/* A phrase in a text. */
struct phrase_place {
	size_t at, n; /* bytes */
	unsigned index; /* in its list */
};
/* The first phrase of @list in @s at or after byte @from, the longest there. */
bool read_find_phrase(
    const struct read_list *list, struct dais_str s, size_t from, struct phrase_place *ret);

#endif
