/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Authored prose: blocks of spans, as CommonMark with references gives them. A reference is kept
 * as such; src/prose/ resolves it for a language and a body.
 */
#ifndef DAIS_MODEL_PROSE_H
#define DAIS_MODEL_PROSE_H

#include "base/vec.h"

/* One reference {{kind argument[@body] [argument2]|words}}; views into the record's arena. */
struct dais_ref {
	struct dais_str kind;
	struct dais_str argument;  /* without @body for item references; whole for meetings */
	struct dais_str argument2; /* second date of a period; else empty */
	struct dais_str body;      /* after @, items only; else empty */
	struct dais_str words;     /* after |; empty: computed display */
	struct dais_str source;    /* the whole "{{...}}" */
};

enum dais_span_kind {
	DAIS_SPAN_TEXT,
	DAIS_SPAN_REF,
	DAIS_SPAN_LINK, /* text with url */
	DAIS_SPAN_BREAK /* hard line break */
};

#define DAIS_SPAN_EMPHASIS 1u
#define DAIS_SPAN_STRONG 2u

struct dais_span {
	enum dais_span_kind kind;
	unsigned style;        /* DAIS_SPAN_* bits */
	struct dais_str text;  /* TEXT, LINK */
	struct dais_str url;   /* LINK */
	struct dais_ref ref;   /* REF */
	unsigned line;         /* of the file; 1-based; 0 unknown */
	unsigned column;
};

enum dais_block_kind {
	DAIS_BLOCK_PARAGRAPH,
	DAIS_BLOCK_HEADING,  /* level 2..4 inside an annotation */
	DAIS_BLOCK_BULLET,   /* one list item */
	DAIS_BLOCK_NUMBERED, /* one list item; number in `number` */
	DAIS_BLOCK_QUOTE
};

struct dais_block {
	enum dais_block_kind kind;
	unsigned level;   /* heading level, or list depth from 1 */
	unsigned number;  /* NUMBERED */
	DAIS_VEC(struct dais_span) spans;
	unsigned line;
};

struct dais_prose {
	DAIS_VEC(struct dais_block) blocks;
};

/* Parses the text between "{{" and "}}" (both excluded) into *@ret_ref. False if it has no kind or
 * argument, or is malformed; *@ret_why (may be NULL) then says so in a static string. */
bool dais_ref_parse(struct dais_str inside, struct dais_ref *ret_ref, const char **ret_why);

#endif
