/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/desk only: the facts of meetings, bodies, mandates and approvals, a form each.
 * Strings that are returned lie in the arena that was given.
 */
#ifndef DAIS_WEB_DESK_FACTS_H
#define DAIS_WEB_DESK_FACTS_H

#include "mark/json_read.h"
#include "web/desk/desk_priv.h"

enum desk_fact_type {
	DESK_FACT_WORDS,
	DESK_FACT_TEXTS,   /* words in the languages */
	DESK_FACT_DATE,
	DESK_FACT_OPENING, /* a day, and an hour that may be missing */
	DESK_FACT_CHOICE,
	DESK_FACT_BODY,
	DESK_FACT_PARENT, /* a body, or none */
	DESK_FACT_BODIES, /* any of them */
	DESK_FACT_OUTCOME, /* what is asked for, and for which meeting: the meeting, or none */
	DESK_FACT_LIST /* words with commas between them */
};

/* A member of the value of a thing, as doc/package.md has it. */
struct desk_fact {
	const char *kind, *member;
	enum desk_fact_type type;
	enum dais_say label;
	const char *choices; /* with spaces between them; the first is what is meant without one */
};
extern const struct desk_fact dais_desk_facts[];
extern const size_t dais_desk_fact_count;

struct desk_facts {
	const struct dais_record *record;
	struct dais_str package;
	struct dais_str kind, id; /* of the thing */
	const struct dais_json_value *value;
	const desk_remark_vec *remarks;
	struct dais_str wanted; /* member that a finding is about: it is marked; may be empty */
	bool may_edit;
	const struct desk *sent; /* a form that was refused: shows what stood in it; NULL: none */
	struct desk *overtaken; /* the same when someone else was faster; NULL: nobody was */
	struct dais_str adding; /* of a list: the kind whose form was refused; may be empty */
};
/* Whether the form that was sent says of field @f (in language @l; -1: it has none) something else
 * than it showed. */
bool dais_desk_fact_changes(struct desk *d, const struct desk_fact *f, int l);
/* All things there are a form for. */
void dais_desk_write_facts(struct dais_page *p, const struct desk_facts *v);
/* The form that adds one of @kind, folded up. */
void dais_desk_write_fact_add(struct dais_page *p, const struct desk_facts *v, const char *kind);
/* Adds to @e the steps that do what such a form asks; *@ret_id: of what is made, in the arena of
 * @d. False: what was sent is refused, and why is in @d. */
bool dais_desk_add_fact(
    struct desk *d, struct dais_house_edit *e, struct dais_str kind, struct dais_str *ret_id);
/* <option> of each body. */
void dais_desk_fact_bodies(
    struct dais_page *p, const struct dais_record *r, struct dais_str selected);
/* <option> of each word of @choices, which "desk.choice-..." or "desk.approval-..." says. */
void dais_desk_fact_choices(struct dais_page *p, const char *choices, struct dais_str selected);
/* The form of one. */
void dais_desk_write_fact(struct dais_page *p, const struct desk_facts *v);
/* "untoc-2022/facts/meeting/ic@13", escaped. */
struct dais_str dais_desk_fact_path(
    struct dais_arena *a, struct dais_str package, struct dais_str kind, struct dais_str id);
/* "f-title.fr": the name and the id of a field; @l -1: of no language. */
const char *dais_desk_fact_field(struct dais_arena *a, const struct desk_fact *f, int l);
/* The JSON of what stands there now; empty when nothing does. */
struct dais_str dais_desk_fact_was(
    struct dais_arena *a, const struct dais_json_value *value, const struct desk_fact *f, int l);

#endif
