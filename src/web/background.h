/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the site does by itself, between requests: documents of a new release are made, messages of
 * the outbox delivered, programs told of changes. All that waits is done in the workshop.
 */
#ifndef DAIS_WEB_BACKGROUND_H
#define DAIS_WEB_BACKGROUND_H

#include "service/outbox/outbox.h"
#include "web/site.h"

/* For the children of the workshop: as they are when it starts. */
struct dais_background_settings {
	struct dais_outbox_settings outbox;
	const char *record; /* for jobs that open it themselves */
};
/* Kinds of jobs of the site (ends with name NULL), for dais_workshop_start() with a
 * `struct dais_background_settings *` as context. */
extern const struct dais_workshop_kind dais_background_kinds[];

/* Every second or so: takes what is due from the outbox and has it delivered; once an hour clears
 * away what has ended. */
void dais_background_tick(struct dais_site *site);
/* For dais_site.follow: tells programs that asked for it, and has the summary of the records
 * brought up to date. */
void dais_background_follow(
    struct dais_site *site, struct dais_str package, uint64_t change, bool released);
/* For dais_site.publish: has the documents of the release made, and tells open pages when they are
 * there. */
void dais_background_publish(struct dais_site *site, struct dais_str package);

/* After the workshop has ended: frees what its jobs would have come back to. */
void dais_background_end(struct dais_site *site);

/* Notices that the clock was set; at every tick (set_clock.c). */
void dais_background_watch_clock(struct dais_site *site);
/* Whether what has ended by the clock may be cleared away. */
bool dais_background_may_purge(const struct dais_site *site);

#endif
