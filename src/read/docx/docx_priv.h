/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of a DOCX and what they say; private to this folder.
 */
#ifndef DAIS_READ_DOCX_DOCX_PRIV_H
#define DAIS_READ_DOCX_DOCX_PRIV_H

#include "base/map.h"
#include "read/docx/docx.h"
#include "read/docx/names.h"
#include "read/flow/number.h"
#include "read/xml/xml.h"
#include "read/zip/unzip.h"

#define DOCX_LEVELS 9u
#define DOCX_STYLES_MAX 20000u
#define DOCX_LISTS_MAX 50000u
/* Styles based on styles; deeper chains are cut. */
#define DOCX_CHAIN_MAX 32u
#define DOCX_UNSET INT32_MIN

/* --- package.c: parts and their relationships ------------------------------------------------- */

struct docx_relation {
	struct dais_str id, type; /* type: the last word of its URI ("hyperlink", "header") */
	struct dais_str target; /* external: as written; else the name of a part */
	bool external;
};

struct docx_relations {
	DAIS_VEC(struct docx_relation) list;
	struct dais_map by_id;
};

struct docx_package {
	struct dais_arena *arena;
	struct dais_str file;
	struct dais_unzip *zip;
	struct dais_str document; /* name of the main part */
	struct docx_relations relations; /* of the main part */
};

/* Opens the container @bytes, borrowed, of the file called @file; closed with @a. Errors: as
 * dais_docx_flow(). */
bool docx_package_open(struct docx_package *p, struct dais_arena *a, struct dais_str bytes,
    struct dais_str file, struct dais_err *err);
/* The relationships of part @name; none when it has no such list. */
bool docx_relations_read(
    struct docx_package *p, struct dais_str name, struct docx_relations *ret, struct dais_err *err);
/* NULL when there is none. */
const struct docx_relation *docx_relation_get(const struct docx_relations *r, struct dais_str id);
/* Sends the events of part @name; a part that is missing sends none. */
bool docx_part_stream(struct docx_package *p, struct dais_str name,
    const struct dais_xml_events *events, void *reader, struct dais_err *err);
/* The part of relationship type @type of the main part; empty when there is none. */
struct dais_str docx_part_of_type(const struct docx_package *p, const char *type);

/* --- values.c: attribute values --------------------------------------------------------------- */

/* A switch: its w:val, true when absent. */
bool docx_is_on(const struct dais_xml_tag *tag);
/* A whole number, DOCX_UNSET when absent or none. */
int docx_int(struct dais_str value);
/* A length in twentieths of a point, DOCX_UNSET when absent or none. */
int docx_twips(struct dais_str value);

/* --- styles.c: properties of paragraphs and characters -----------------------------------------
 */

struct docx_run {
	int bold; /* 0, 1, DOCX_UNSET */
	int hidden; /* the same */
	int size; /* half points */
};

struct docx_paragraph_format {
	int num, level; /* numbering: id (0: none), level from 0 */
	int outline; /* 0..9; 9: no heading */
	int justify; /* 1 centred, 0 otherwise */
	int left, first; /* twips; first is negative when hanging */
	int before, after; /* twips */
	struct docx_run run; /* of its characters */
};

enum docx_style_kind {
	DOCX_STYLE_PARAGRAPH,
	DOCX_STYLE_CHARACTER,
	DOCX_STYLE_OTHER
};

struct docx_style {
	struct dais_str id, name, based_on;
	enum docx_style_kind kind;
	bool is_default;
	struct docx_paragraph_format format; /* own, then with what is inherited */
};

struct docx_styles {
	struct dais_arena *arena;
	DAIS_VEC(struct docx_style) list;
	struct dais_map by_id;
	struct docx_paragraph_format defaults;
	size_t normal; /* index of the default paragraph style, or SIZE_MAX */
	int size; /* of plain text, half points */
};

/* Nothing is said yet: each property is as it is inherited. */
void docx_format_init(struct docx_paragraph_format *f);
/* Takes a property of a paragraph or of characters into @f; others are passed over. */
void docx_format_take(struct docx_paragraph_format *f, const struct dais_xml_tag *tag);
void docx_run_take(struct docx_run *r, const struct dais_xml_tag *tag);
/* What @f leaves unset comes from @from. */
void docx_format_inherit(struct docx_paragraph_format *f, const struct docx_paragraph_format *from);
void docx_run_inherit(struct docx_run *r, const struct docx_run *from);
bool docx_styles_read(struct docx_package *p, struct docx_styles *ret, struct dais_err *err);
/* The paragraph or character style called @id; NULL when there is none. */
const struct docx_style *docx_style_get(const struct docx_styles *s, struct dais_str id);

/* --- numbering.c: lists and their counters -------------------------------------------- */

struct docx_level {
	enum dais_flow_number format;
	unsigned start;
	int restart; /* lvlRestart; DOCX_UNSET: behind any level above */
	bool legal; /* all numbers of the text decimal */
	bool tight; /* nothing stands behind the number */
	bool given;
	struct dais_str text; /* %1 to %9 stand for the numbers of the levels */
	struct dais_str style; /* paragraphs of this style have this level */
	int left, first;
};

struct docx_abstract {
	struct dais_str id, style_link, num_style_link;
	struct docx_level levels[DOCX_LEVELS];
	unsigned value[DOCX_LEVELS];
	bool used[DOCX_LEVELS];
};

struct docx_num {
	int id;
	struct dais_str abstract_id;
	size_t abstract; /* index, or SIZE_MAX */
	int start[DOCX_LEVELS]; /* override, or DOCX_UNSET */
	bool started[DOCX_LEVELS]; /* the override was applied */
	struct docx_level *own[DOCX_LEVELS]; /* levels that it defines itself; NULL none */
};

struct docx_numbering {
	struct dais_arena *arena;
	DAIS_VEC(struct docx_abstract) abstracts;
	DAIS_VEC(struct docx_num) nums;
	struct dais_map abstract_ids, num_ids;
};

/* The lists of the document, in the arena of @p; none when it has no such part. */
bool docx_numbering_read(struct docx_package *p, const struct docx_styles *styles,
    struct docx_numbering *ret, struct dais_err *err);
/* The level that paragraphs of style @id have in list @num; @otherwise when the list names none. */
unsigned docx_numbering_level_of(
    const struct docx_numbering *n, int num, struct dais_str id, unsigned otherwise);
/* NULL when there is no such list. */
const struct docx_level *docx_numbering_level(
    const struct docx_numbering *n, int num, unsigned level);
/* Counts one more paragraph of list @num at @level and puts its number, with the space behind it,
 * into @out (cleared first). */
void docx_numbering_count(struct docx_numbering *n, int num, unsigned level, struct dais_buf *out);

#endif
