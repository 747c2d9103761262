/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings: what is wrong (or notable) in a user's document or package, as data. Readers add the
 * errors of a file here, all of them; the checker adds the findings of its rules. Order of
 * addition is kept; dais_diags_sort() orders by place.
 */
#ifndef DAIS_BASE_DIAG_H
#define DAIS_BASE_DIAG_H

#include "base/message.h"
#include "base/vec.h"

enum dais_severity {
	DAIS_SEVERITY_INFO,
	DAIS_SEVERITY_WARNING,
	DAIS_SEVERITY_ERROR,
	DAIS_SEVERITY_COUNT
};

/* A place in a file. Zero means "not known". */
struct dais_place {
	struct dais_str file;   /* as the user named it */
	unsigned page;          /* 1-based, paged documents only */
	unsigned line;          /* 1-based */
	unsigned column;        /* 1-based, in code points */
	struct dais_str text;   /* the words there */
};

/* A certain repair: the words at the place (place.text, as they stand in the file) are replaced. */
struct dais_edit {
	struct dais_place place;
	struct dais_str words; /* empty: what stands there is deleted */
};

struct dais_diag {
	const char *rule; /* id such as "R-AGENDA-16" or "package"; static storage */
	enum dais_severity severity;
	struct dais_str message; /* one sentence, no full stop needed */
	struct dais_str english; /* the message in English (keeps_english); else empty */
	struct dais_str hint; /* what was expected or what to do; may be empty */
	bool
	    is_file_hint; /* it says how to write the files of a package: for their authors alone */
	/* The first is where to look first; at most DAIS_DIAG_PLACES_MAX. */
	DAIS_VEC(struct dais_place) places;
	/* Together they mend it; none: a person must decide. */
	DAIS_VEC(struct dais_edit) edits;
};

#define DAIS_DIAG_PLACES_MAX 10000u

struct dais_diags {
	struct dais_arena *arena; /* owns messages and places */
	DAIS_VEC(struct dais_diag) list;
	size_t errors; /* how many have severity ERROR */
	size_t limit; /* further ones are counted, not kept; 10,000 at first */
	size_t dropped;
	enum dais_lang lang; /* of the messages and hints that are added; English at first */
	dais_message_fn *say; /* NULL: in English (dais_text_diags_in() sets both) */
	bool keeps_english; /* beside messages in another language, for programs */
};

/* None yet, in English; what is added is kept in @a. */
void dais_diags_init(struct dais_diags *d, struct dais_arena *a);
/* The same in the language of @as: for findings that are looked through and then copied there. */
void dais_diags_init_as(struct dais_diags *d, struct dais_arena *a, const struct dais_diags *as);
/* Adds a finding at @place (copied; NULL for none) and returns it, for more places or a hint; it
 * moves when the next one is added. Never NULL: past the limit a throw-away finding is returned. */
struct dais_diag *dais_diags_add(struct dais_diags *d, const char *rule, enum dais_severity sev,
    const struct dais_place *place, const char *fmt, ...) DAIS_SAYS(5, 6);
struct dais_diag *dais_diags_add_v(struct dais_diags *d, const char *rule, enum dais_severity sev,
    const struct dais_place *place, const char *fmt, va_list values) DAIS_SAYS(5, 0);
/* Adds a place to @g, a finding of @d; copied. What goes beyond the most is left out. */
void dais_diag_add_place(struct dais_diags *d, struct dais_diag *g, const struct dais_place *p);
/* Says what to do, in the language of @d; another hint is replaced. */
void dais_diag_set_hint(struct dais_diags *d, struct dais_diag *g, const char *fmt, ...)
    DAIS_SAYS(3, 4);
void dais_diag_set_hint_v(
    struct dais_diags *d, struct dais_diag *g, const char *fmt, va_list values) DAIS_SAYS(3, 0);
/* A hint for authors of the files of a package ("add zone: ..."), which says nothing to who fills
 * in a form. */
void dais_diag_set_file_hint(struct dais_diags *d, struct dais_diag *g, const char *fmt, ...)
    DAIS_SAYS(3, 4);
void dais_diag_set_file_hint_v(
    struct dais_diags *d, struct dais_diag *g, const char *fmt, va_list values) DAIS_SAYS(3, 0);
/* Adds a certain repair of @g: at @place (copied), place->text becomes @words (copied). */
void dais_diag_add_edit(struct dais_diags *d, struct dais_diag *g, const struct dais_place *place,
    struct dais_str words);
/* Adds a copy of @g, which may belong to other diagnostics, with all that it has. */
struct dais_diag *dais_diags_copy(struct dais_diags *d, const struct dais_diag *g);
/* Gives each finding of @d from @from on the message of @english that answers it: of a second run
 * that said the same in English. Values of messages are words of a language, too. */
void dais_diags_take_english(struct dais_diags *d, size_t from, const struct dais_diags *english);
/* Orders by file, page, line, column, rule; stable. */
void dais_diags_sort(struct dais_diags *d);
/* "error", "warning", "info". */
const char *dais_severity_name(enum dais_severity s);

#endif
