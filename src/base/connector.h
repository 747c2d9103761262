/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A connector: a process beside one that is fenced in (base/fence.h) and may make no connections.
 * It makes, whenever it is asked, a connection to one of a few places that were fixed before the
 * fence was set, and hands it over. Nothing that the fenced process says can lead it elsewhere: a
 * question is the number of a place.
 */
#ifndef DAIS_BASE_CONNECTOR_H
#define DAIS_BASE_CONNECTOR_H

#include <stddef.h>

#include "base/err.h"

struct dais_connector;

struct dais_connector_place {
	const char *host; /* a name or an address; from "/" or "@" on: a socket of this machine */
	const char *port; /* a number or the name of a service; NULL for such a socket */
};

/* Makes the process; it ends with this one. @places are as they are now. Errors: IO, UNSUPPORTED
 * (no seccomp: it is fenced in, too). */
bool dais_connector_start(const struct dais_connector_place *places, size_t n,
    struct dais_connector **ret, struct dais_err *err);
void dais_connector_free(struct dais_connector *c); /* NULL is ignored */

/* Asks for a connection to place @place, counted from 0 as dais_connector_start() was given them;
 * one that was asked for before is forgotten. */
void dais_connector_ask(struct dais_connector *c, size_t place);

enum dais_connector_answer {
	DAIS_CONNECTOR_WAITING, /* nothing is known yet */
	DAIS_CONNECTOR_MADE,    /* *@ret_fd is the caller's: connected, non-blocking */
	DAIS_CONNECTOR_FAILED,  /* it could not be made: @err, IO */
	DAIS_CONNECTOR_GONE     /* the process has ended and no connection will be made again */
};

/* What became of what was asked for; waits at most @wait_ms for it (0: not at all). */
enum dais_connector_answer dais_connector_take(
    struct dais_connector *c, int wait_ms, int *ret_fd, struct dais_err *err);

#endif
