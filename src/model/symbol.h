/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Document symbols. Grammar: doc/sources.md#symbols (research guide on UN document symbols;
 * CTOC series). A joint symbol is several of these.
 */
#ifndef DAIS_MODEL_SYMBOL_H
#define DAIS_MODEL_SYMBOL_H

#include "base/arena.h"

struct dais_symbol {
	struct dais_str text;    /* as printed, with stars */
	struct dais_str key;     /* without stars: what identifies the document */
	struct dais_str base;    /* key without Add., Corr., Rev., Amend., Summary components */
	struct dais_str stem;    /* organ and body components: "CTOC/COP/WG.3" */
	struct dais_str special; /* "CRP", "L", "INF", ...; empty for the main series */
	unsigned body_number;    /* n of WG.n, AC.n ...; 0 none */
	unsigned year;           /* four-digit component, 0 none */
	unsigned session; /* one to three-digit component where a year would stand ("A/70/256"), 0
			     none */
	unsigned serial; /* last number of the base; 0 none */
	unsigned stars;
	bool is_addendum, is_corrigendum, is_revision;
	bool is_foreign; /* of a form that is not that of the United Nations: see below */
};

/* Parses one base symbol (no joint hyphen) wholly: one of the United Nations, or of an organization
 * whose form src/text/refer.h knows; of the latter only key, base, stem, year, serial and kind of
 * modification are told. False when it does not follow the grammar;
 * *@ret_why (may be NULL) then names the offending component in @a. */
bool dais_symbol_parse(struct dais_arena *a, struct dais_str s, struct dais_symbol *ret_symbol,
    struct dais_str *ret_why);
/* The symbol @s of any organization ("CL 168/1", "GC(65)/1/Add.1", "IDB.49/1"): by the grammar
 * where it fits, else as it stands: the stem is what comes before the last number of its base.
 * False when it has no letter, no digit or neither stroke nor brackets, or is longer than 120
 * bytes. */
bool dais_symbol_of_any(struct dais_str s, struct dais_symbol *ret_symbol);
/* Splits a joint symbol ("X/1-Y/1", a line break after the hyphen allowed) and parses each part;
 * adds to @ret (capacity @max), returns the number of symbols, 0 when any part fails. */
size_t dais_symbol_parse_joint(
    struct dais_arena *a, struct dais_str s, struct dais_symbol *ret, size_t max);
/* Length in bytes of the longest symbol (stars included, joint parts included) at the start of
 * @s, 0 if none starts there. For finding symbols in running text: at least two components and a
 * digit are required. */
size_t dais_symbol_match(struct dais_str s);
/* What people call a body by: the last component of its stem, "WG.3" of "CTOC/COP/WG.3"; empty when
 * that is a number. */
struct dais_str dais_symbol_body_part(struct dais_str stem);

#endif
