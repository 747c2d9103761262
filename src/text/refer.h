/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * References in running text: to agenda items, resolutions, decisions, paragraphs and documents,
 * and halves of days. What a text says of days, hours and gatherings is text/text.h. Words come
 * from share/languages/<lang>.yaml, "references". Sources of the forms: doc/sources.md.
 */
#ifndef DAIS_TEXT_REFER_H
#define DAIS_TEXT_REFER_H

#include "text/text.h"

enum dais_reference_kind {
	DAIS_REFERENCE_ITEM,       /* "item 113 (b)", "البند 113 (ب)", "议程项目113(b)" */
	DAIS_REFERENCE_PARAGRAPH,  /* "paragraphs 4-7", "第5段" */
	DAIS_REFERENCE_RESOLUTION, /* "resolution 10/6", "第2178(2014)号决议" */
	DAIS_REFERENCE_DECISION,   /* "decision 1/CP.21" */
	DAIS_REFERENCE_SYMBOL,     /* "FCCC/SBI/2014/8", "CL 168/1"; of any organization */
	DAIS_REFERENCE_LINK,       /* "https://..." */
	DAIS_REFERENCE_HALF_DAY,   /* a date with "morning" or "afternoon" beside it */
	DAIS_REFERENCE_NO_DATE,    /* a day that no calendar has: "31 September 2020" */
	DAIS_REFERENCE_KIND_COUNT
};

struct dais_reference {
	enum dais_reference_kind kind;
	size_t at, n; /* bytes of the text; the word only belongs to the first of a list */
	size_t name_at, name_n; /* the number of a resolution, the symbol, the address, as printed;
				 * of a paragraph: the number of the resolution it is in, if named
				 * beside it, else empty */
	unsigned number, to; /* items, paragraphs; to = number unless a range is given */
	unsigned minor; /* "13.2"; 0 none */
	int letter, letter_to; /* 0 = a; -1 none */
	unsigned roman; /* "(a) (ii)"; 0 none */
	bool of_agenda; /* an item, and the text says that it is one of an agenda */
	bool or_item; /* a paragraph by a word that also means item ("пункт 3") */
	struct dais_date date; /* of a half-day, or the day that does not exist; year 0 when the
				* text gives none */
	bool afternoon;
};

/* Finds references in @s (any line breaks count as spaces) and calls @fn for each, in order. A
 * list ("items 5 (a) and (b)") is one reference for each of its members, a range is one. Cost is
 * linear in @s; nothing is allocated. */
void dais_text_find_references(enum dais_lang l, struct dais_str s,
    void (*fn)(void *ctx, const struct dais_reference *f), void *ctx);

/* What dais_text_find_facts() and dais_text_find_references() find, in one pass over @s, which is
 * cheaper than two. Facts come in order, and so do references. */
void dais_text_find_all(enum dais_lang l, struct dais_str s,
    void (*on_fact)(void *ctx, const struct dais_fact *f),
    void (*on_reference)(void *ctx, const struct dais_reference *f), void *ctx);

/* What @f states, the same in all languages: "113b", "4-7", "5a", "13.2", "10/6", "2178 (2014)",
 * "2022-05-24 afternoon". Letters of resolutions and roman numerals of sessions that other
 * languages write otherwise are those of English ("1576 (L)"). @s is the text @f was found in. */
struct dais_str dais_text_reference_value(
    struct dais_arena *a, struct dais_str s, const struct dais_reference *f);

/* Bytes of the symbol, of any organization, that @s begins with; 0 if it begins with none. */
size_t dais_text_symbol_length(struct dais_str s);
/* Whether all of @c is the roman numeral of a session, with the letter of its kind or without:
 * "XII", "XXXVI-O". "XII/5" and "(XXXVI-O/06)" number decisions and resolutions of it, no
 * documents. */
bool dais_text_is_session_number(struct dais_str c);
/* Bytes of @s without the modifiers that it ends with: "ST 5123/1/23 REV 1". */
size_t dais_text_without_modifiers(struct dais_str s);

/* "item", "paragraph", "resolution", "decision", "symbol", "link", "half-day", "no-date". */
const char *dais_text_reference_name(enum dais_reference_kind k);

#endif
