/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The table of rules, a chapter a file (rules_*.c). Rules that hold by construction, or need more
 * than a package, are listed with a note. Keys of sources: doc/sources.md.
 */
#ifndef DAIS_CHECK_RULES_PRIV_H
#define DAIS_CHECK_RULES_PRIV_H

#include "check/check_priv.h"

/* A row: id, severity, statement, source, what passes, what fails, and one of those below. */
#define E DAIS_SEVERITY_ERROR
#define W DAIS_SEVERITY_WARNING
#define I DAIS_SEVERITY_INFO
#define RUN(name) true, dais_check_##name, NULL, false
#define NOT_RUN(note) false, NULL, note, false
#define PLANNED true, NULL, NULL, true

struct check_chapter {
	const struct dais_rule *rules;
	size_t n;
};

extern const struct check_chapter dais_check_rules_symbols;
extern const struct check_chapter dais_check_rules_agenda;
extern const struct check_chapter dais_check_rules_time;
extern const struct check_chapter dais_check_rules_documents;
extern const struct check_chapter dais_check_rules_approval;

#endif
