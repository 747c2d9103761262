/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Meetings as a calendar to subscribe to (RFC 5545, method PUBLISH): one event a meeting, over its
 * days. A meeting that is cancelled stays and says so; one that is postponed becomes tentative.
 */
#ifndef DAIS_WRITE_ICS_MEETINGS_H
#define DAIS_WRITE_ICS_MEETINGS_H

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/lang.h"

struct dais_ics_meeting {
	struct dais_str uid;     /* the same in every language and release, unique in the world */
	struct dais_str summary, description, place, url; /* all but the first may be empty */
	struct dais_str category; /* body; may be empty */
	struct dais_date opens, closes; /* closes unset: one day */
	unsigned sequence;       /* 0.., grows with every release */
	int64_t modified_ms;     /* since 1970 */
	enum dais_ics_status {
		DAIS_ICS_CONFIRMED,
		DAIS_ICS_TENTATIVE,
		DAIS_ICS_CANCELLED
	} status;
};

struct dais_ics_meetings {
	enum dais_lang language;
	struct dais_str name; /* of the calendar */
	struct dais_str organizer;
	struct dais_str source; /* where it is read again; may be empty */
	const struct dais_ics_meeting *v;
	size_t n;
};

/* Errors: LIMIT (too big). */
bool dais_ics_meetings_write(
    const struct dais_ics_meetings *m, struct dais_buf *out, struct dais_err *err);

#endif
