/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A new package to begin with: standard items, a timetable over the days, short annotations.
 */
#ifndef DAIS_READ_PACKAGE_SKELETON_H
#define DAIS_READ_PACKAGE_SKELETON_H

#include "base/err.h"
#include "model/record.h"

#define DAIS_SKELETON_BODIES_MAX 3
#define DAIS_SKELETON_DAYS_MAX 20

struct dais_skeleton_body {
	const char *id;         /* [a-z][a-z0-9-]*; NULL: "body", "body-2", ... */
	const char *name;       /* official name, used in every language until translated */
	const char *symbol;     /* stem such as "CTOC/COP/WG.3"; NULL: "X/WG.1", ... */
	bool noun_is_session;
	unsigned ordinal;       /* 1.. ; 0 means 1 */
};

struct dais_skeleton_topic {
	struct dais_str id; /* [a-z][a-z0-9-]*, another for each */
	struct dais_str title;
};

struct dais_skeleton_options {
	const char *profile;    /* NULL: "neutral" */
	struct dais_date opens; /* required */
	struct dais_date closes; /* unset: `days` working days from the opening */
	unsigned days;          /* 1..20; 0: five; used when `closes` is unset */
	const char *place;      /* NULL: "Vienna" */
	const char *zone;       /* IANA; NULL: the profile's seat, else "UTC" */
	dais_lang_set languages; /* 0: English */
	struct dais_skeleton_body bodies[DAIS_SKELETON_BODIES_MAX];
	size_t body_count;      /* 1..3; several: one document, joint sittings */
	const struct dais_skeleton_topic *topics; /* substantive items; NULL: one to be named */
	size_t topic_count;
	/* The language of names, place and topics, in which the document is written: the others
	 * are left to be translated. NULL: the same words stand in all languages until then. */
	const enum dais_lang *written_in;
	/* The language the document is written in, of `languages`. NULL: `written_in`, else the
	 * first of `languages`. */
	const enum dais_lang *original;
	struct dais_date written_on; /* date of the document; unset, or after the opening: none */
};

/* Whether the standard items of every skeleton have @id: no topic can. */
bool dais_package_skeleton_has(struct dais_str id);
/* The skeleton as a record in @a. Errors: INVALID (an option; the message names it). */
bool dais_package_skeleton(struct dais_arena *a, const struct dais_skeleton_options *options,
    struct dais_record **ret, struct dais_err *err);
/* Whether a package can be made in folder @dir: there is none, or nothing in it. CONFLICT else. */
bool dais_package_may_be_new(const char *dir, struct dais_err *err);
/* Writes the skeleton into folder @dir, which is created. The package loads without errors.
 * Errors: CONFLICT (@dir is not empty), INVALID (an option; the message names it), IO; then @dir is
 * as it was, but for folders above it. */
bool dais_package_new(
    const char *dir, const struct dais_skeleton_options *options, struct dais_err *err);

#endif
