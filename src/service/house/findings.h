/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The checker's findings of a working package, each with the thing it concerns, so that a page
 * can show it beside that thing. Made once for a snapshot and a language and kept with it.
 */
#ifndef DAIS_SERVICE_HOUSE_FINDINGS_H
#define DAIS_SERVICE_HOUSE_FINDINGS_H

#include "service/house/house.h"

struct dais_finding {
	struct dais_str kind,
	    id; /* of the thing at the first place; empty: the package as a whole */
	struct dais_str member;   /* "title.fr"; may be empty */
	unsigned line;            /* in the text of an annotation, from 1; 0 none */
	struct dais_str sitting; /* of a sitting in force: "2022-05-24T10:00/ic", its first body */
	int language; /* enum dais_lang it is about, -1: none */
	const struct dais_diag *diag; /* places as in dais_edit_commit() */
};
struct dais_findings {
	DAIS_VEC(struct dais_finding) list; /* errors first, then by kind, place in the package */
	size_t by_severity[DAIS_SEVERITY_COUNT];
	size_t said[DAIS_SEVERITY_COUNT]; /* the same, with what is found alike counted once */
};

/* What is found alike says the same of the same thing: its key is equal. An annotation is the same
 * in all its languages and for all bodies; sittings count as one thing, since one page is about
 * them all. Lists for people say it once, and numbers beside them count it once. In @a. */
struct dais_str dais_finding_key(struct dais_arena *a, enum dais_severity severity,
    const char *rule, struct dais_str kind, struct dais_str id, struct dais_str message);

/* Findings of the working record @s in language @l: what the package reader warns of and what the
 * rules say; the same findings in the same order in every language. Live as long as @s is held. */
const struct dais_findings *dais_findings_of(const struct dais_snapshot *s, enum dais_lang l);
/* Whether they can be had within some 5 ms: they were made, or @s has little text. */
bool dais_findings_are_quick(const struct dais_snapshot *s, enum dais_lang l);
/* What the checker and the planner say of @s in @l, places as things: what takes long. */
void dais_findings_tell(
    const struct dais_snapshot *s, enum dais_lang l, struct dais_arena *a, struct dais_diags *ret);
/* Takes what dais_findings_tell() said of the same record elsewhere as the findings of @s. */
void dais_findings_take(const struct dais_snapshot *s, const struct dais_diags *told);

#endif
