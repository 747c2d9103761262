/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A relay between dais and a PostgreSQL server of server.h: it counts the journeys, that is how
 * often the client has waited for an answer before it said more.
 */
#ifndef DAIS_TESTS_STORE_RELAY_H
#define DAIS_TESTS_STORE_RELAY_H

#include <stdbool.h>

/* Starts a relay before the server of @where (server_place()); gives the address through it, in
 * static storage. One connection at a time. */
const char *relay_start(const char *where);
void relay_stop(void);
/* It carries nothing, and nobody is told, until it is freed again. */
void relay_freeze(bool frozen);
/* Journeys since the last call. */
unsigned relay_journeys(void);

#endif
