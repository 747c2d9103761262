/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of the HTML reader. Text comes out of the parser's tree; its places are found by
 * where the tree points into the source.
 */
#ifndef DAIS_READ_HTML_HTML_PRIV_H
#define DAIS_READ_HTML_HTML_PRIV_H

#include <gumbo.h>

#include "read/html/html.h"

/* --- the source ------------------------------------------------------------------------------ */

/* Writes @bytes as UTF-8 without NUL to @out, in the encoding that they have. */
void html_decode(struct dais_str bytes, struct dais_buf *out);

/* Elements nested deeper than this are ignored, their text is kept: the parser takes the square
 * of the depth. No document is so deep; browsers stop at 512. */
#define HTML_DEPTH_MAX 256u
/* Open marks of letters (b, font, a, ...), which a parser opens again in each paragraph. */
#define HTML_MARKS_MAX 96u

struct html_nesting {
	size_t tags;
	size_t ignored; /* tags that were too deep or too large, overwritten with spaces */
};

/* Overwrites tags of @text that are nested too deep, or have more attributes than any page. */
struct html_nesting html_limit_nesting(struct dais_buf *text);

struct html_point {
	size_t at;
	unsigned line, column;
};

/* Lines and columns of offsets. */
struct html_source {
	struct dais_str text;
	struct html_point *marks; /* one every HTML_MARK_BYTES bytes */
	size_t n;
	struct html_point last; /* the offset asked for last */
};

#define HTML_MARK_BYTES 1024u

/* Prepares @text, which must live as long, for finding lines: one pass over it. */
void html_source_init(struct html_source *s, struct dais_arena *a, struct dais_str text);
/* Line and column of byte @at (one behind the end is its end); cheapest in rising order. */
struct html_point html_source_point(struct html_source *s, size_t at);

/* --- the tree -------------------------------------------------------------------------------- */

/* The value of an attribute without space around it; empty when it is missing. */
struct dais_str html_attr(const GumboNode *n, const char *name);
bool html_has_attr(const GumboNode *n, const char *name);
bool html_attr_is(const GumboNode *n, const char *name, const char *value);
/* Whether the space-separated words of attribute @name have @word; ASCII case aside. */
bool html_attr_has(const GumboNode *n, const char *name, const char *word);
/* Whether the value of @name contains @part. */
bool html_attr_contains(const GumboNode *n, const char *name, const char *part);
bool html_is_element(const GumboNode *n);
GumboTag html_tag(const GumboNode *n);
/* Children of an element or document; NULL for others. */
const GumboVector *html_children(const GumboNode *n);
static inline const GumboNode *
html_child(const GumboVector *v, unsigned i)
{
	return (const GumboNode *)v->data[i];
}

/* The value of property @name in the inline style @style, in its own case, or empty. */
struct dais_str html_style(struct dais_str style, const char *name);
/* Whether @value begins with the word @word, ASCII case aside. */
bool html_style_is(struct dais_str value, const char *word);
/* A length in points; false if it is none or relative to what is not known. */
bool html_style_points(struct dais_str value, double *ret_points);

/* Whether @n shows nothing of a document: script, style, a hidden part, a form's field, ... */
bool html_is_hidden(const GumboNode *n);
bool html_is_block(const GumboNode *n);

/* Up to @max bytes of the text of @n from child @from on, up to the next block or break, spaces
 * single, into @out; the number of bytes. Looks at few nodes. */
size_t html_first_text(const GumboNode *n, unsigned from, char *out, size_t max);

/* --- what surrounds the document ------------------------------------------------------------- */

struct html_parts {
	const GumboNode *html, *body;
	const GumboNode *main; /* the part that is the document; NULL: all of the body */
	struct dais_str title; /* of the head */
	struct dais_str base;  /* address against which links are resolved; may be empty */
	bool has_heading;      /* a first-level heading */
	bool has_language;
	enum dais_lang language;
};

/* What the document is and says of itself; views of its tree. */
void html_find_parts(const GumboNode *document, struct html_parts *ret);
/* Whether @n, a header, footer or aside, is made of links, forms or menus. */
bool html_is_chrome(const GumboNode *n);

/* --- walking --------------------------------------------------------------------------------- */

/* What an element inherits from those around it. */
struct html_context {
	enum dais_flow_role role;
	unsigned level;  /* of a heading */
	double indent;   /* points */
	bool bold, centred, pre;
	bool outside;    /* of the main part: only headers count */
	bool in_item;    /* of a list */
	struct dais_str outer; /* number of the item of an ordered list that this is in */
	bool in_note;
	unsigned row, column, rows, columns; /* of a cell */
	bool head;
};

struct html_reader {
	struct dais_arena *scratch;
	struct dais_flow *flow;
	struct dais_flow_writer w;
	struct html_source source;
	struct html_parts parts;
	unsigned depth;
	bool gap;        /* the next block is set apart */
	bool has_plain;  /* the open block has words that are not bold */
	unsigned spaces; /* no-break spaces that wait for what follows */
	struct dais_str marker; /* number of the item that has begun, computed */
	bool has_table;  /* inside a table of cells */
};

/* Puts @n and all that is in it into the flow; or its children from number @from on. What
 * lies deeper than the reader goes is left out. */
void html_walk(struct html_reader *r, const GumboNode *n, struct html_context c);
void html_walk_children(
    struct html_reader *r, const GumboNode *n, unsigned from, struct html_context c);
/* Ends the open block. */
void html_break(struct html_reader *r);
void html_put_text(struct html_reader *r, const GumboNode *n, const struct html_context *c);

/* lists.c */
void html_walk_list(struct html_reader *r, const GumboNode *list, struct html_context c);
/* table.c */
void html_walk_table(struct html_reader *r, const GumboNode *table, struct html_context c);
/* links.c */
void html_walk_link(struct html_reader *r, const GumboNode *n, struct html_context c);
/* Whether @n is the mark of a note, or leads back from one. */
bool html_is_note_mark(const GumboNode *n);

#endif
