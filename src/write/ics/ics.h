/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The sittings of a record as a calendar (RFC 5545, method PUBLISH): one event a sitting, a joint
 * sitting once. Own emitter: libical keeps global state (zone caches, error modes) that would
 * have to be locked; the tests read the result back with libical.
 */
#ifndef DAIS_WRITE_ICS_ICS_H
#define DAIS_WRITE_ICS_ICS_H

#include "base/buf.h"
#include "base/err.h"
#include "model/record.h"

struct dais_ics_options {
	unsigned sequence; /* number of earlier published versions of this calendar */
	bool confirmed; /* the organization of work has been adopted; else events are tentative */
	/* The record of the version published before, or NULL: its sittings that are no more are
	 * written as cancelled, so that a calendar that took them in takes them out (RFC 5546,
	 * 3.2.5). */
	const struct dais_record *before;
	bool subscribed; /* read again and again: says how often, and when it was last changed */
	bool called_off; /* the meeting is cancelled: so is every sitting */
	struct dais_str url; /* of the meeting's page; empty: of the document */
};

/* Writes the sittings of @r in language @l. @epoch: seconds since 1970, the time stamp of the
 * events. Errors: INVALID (unknown zone, no sittings), LIMIT. */
bool dais_ics_write(const struct dais_record *r, enum dais_lang l, int64_t epoch,
    struct dais_buf *out, struct dais_err *err);
/* As dais_ics_write() for later versions; @o may be NULL. */
bool dais_ics_write_version(const struct dais_record *r, enum dais_lang l, int64_t epoch,
    const struct dais_ics_options *o, struct dais_buf *out, struct dais_err *err);

#endif
