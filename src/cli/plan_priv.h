/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of dais plan share.
 */
#ifndef DAIS_CLI_PLAN_PRIV_H
#define DAIS_CLI_PLAN_PRIV_H

#include "cli/cli.h"
#include "service/planning.h"
#include "text/message.h"
#include "write/timetable/text.h"

#define PLAN_MAX_BYTES ((size_t)256 << 20)

enum plan_format {
	PLAN_TEXT,
	PLAN_JSON,
	PLAN_HTML,
	PLAN_SVG,
	PLAN_ICS,
	PLAN_FORMAT_COUNT
};

/* The options as values. */
struct plan_wishes {
	struct dais_planning_options planning;
	const struct dais_option_list *lost, *overran, *late, *fixed, *nots;
	DAIS_VEC(struct dais_event) events; /* these, for a meeting: plan_parse_events() */
	bool has_modality;
	enum plan_format format;
	bool has_language;
	enum dais_lang language;
	enum dais_modality was;   /* with switches: what was in force */
	const char *out;          /* file, or NULL: standard output */
	bool writes, verifies, switches, partial, quiet;
	bool rooms; /* are the columns of the table */
	bool ascii; /* no box-drawing characters */
	struct dais_date approved;
	struct dais_str approved_by;
};

/* The options of dais plan as values; what makes no sense together is an error. */
bool plan_parse(
    int argc, char **argv, struct plan_wishes *ret, const char **ret_what, struct dais_err *err);
/* What happened to a meeting, into w->events and w->planning. */
bool plan_parse_events(struct plan_wishes *w, struct dais_arena *a, struct dais_err *err);

/* Puts a message in language @l. */
void plan_tell(enum dais_lang l, struct dais_buf *out, const char *english, ...) DAIS_SAYS(3, 4);

/* Progress on a terminal in language @l, and Ctrl-C that ends the search with the best plan. */
void plan_watch_begin(struct dais_search *s, enum dais_lang l, bool shows);
void plan_watch_end(void);

/* To w->out, whole or not at all, or standard output. */
bool plan_put(const struct plan_wishes *w, const struct dais_buf *out, struct dais_err *err);
/* What was found out, in words, below the table: proof, wishes, changes, conflict. */
void plan_say(const struct plan_wishes *w, const struct dais_proposal *p, struct dais_arena *a,
    struct dais_buf *out);
/* The breaches of a plan in the package. */
void plan_say_verdict(const struct dais_proposal *p, struct dais_buf *out);
/* The plan, or the plan and the timetable in force side by side, in w->format. */
bool plan_show(const struct plan_wishes *w, const struct dais_record *r,
    const struct dais_proposal *p, struct dais_arena *a, struct dais_buf *out,
    struct dais_err *err);

/* Puts the contingency plan of w->planning.modality in force and prints the notice. */
int plan_switch(struct plan_wishes *w, struct dais_record *r, const char *dir);

/* How tables look on standard output, or in w->out. */
struct dais_timetable_text_options plan_text_options(const struct plan_wishes *w);
/* dais plan CALENDAR.yaml */
int plan_calendar(const struct plan_wishes *w, const char *file);

#endif
