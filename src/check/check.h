/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The rules a record is checked against, and the run of them. Findings are data (base/diag.h).
 * Limits come from the record's profile. Sources of the rules: doc/sources.md.
 */
#ifndef DAIS_CHECK_CHECK_H
#define DAIS_CHECK_CHECK_H

#include "base/diag.h"
#include "model/record.h"

struct dais_check;

struct dais_rule {
	const char *id;              /* "R-AGENDA-16" */
	enum dais_severity severity; /* of its findings, unless the statement says otherwise */
	const char *statement;       /* what must hold; a message (text/message.h), as the note */
	const char *source;          /* keys of doc/sources.md */
	const char *passes;          /* an example that passes */
	const char *fails;           /* an example that fails */
	bool by_default;             /* run when no rules are named */
	void (*run)(struct dais_check *c); /* NULL: not run on a record, see note and planned */
	const char *note;            /* why it is not run on a package; NULL when it is */
	bool planned; /* needs the planner: run on a package by service/planning_check, not here */
};

struct dais_check_options {
	const char *const *rules; /* ids or prefixes ("R-TIME"); NULL: those by default */
	size_t n_rules;
	const char *const *skip; /* ids or prefixes left out */
	size_t n_skip;
};

/* Runs the rules @opt selects (NULL: all by default) over @r and adds findings to @diags, ordered
 * by place, in the language of @diags. Files are named as in the package: "meeting.yaml",
 * "text/fr.md". */
void dais_check_record(
    const struct dais_record *r, const struct dais_check_options *opt, struct dais_diags *diags);

/* Whether @opt selects @rule (NULL: by default). */
bool dais_rule_is_chosen(const struct dais_rule *rule, const struct dais_check_options *opt);

/* How many rules there are, and the rule at @at (0 is the first), families in the order of the rule
 * book; NULL behind the last. Constant for the whole run of the program. */
size_t dais_rules_count(void);
const struct dais_rule *dais_rule_at(size_t at);
/* The rule with the id @id, whole ("R-AGENDA-16"), or NULL. */
const struct dais_rule *dais_rule_find(struct dais_str id);

#endif
