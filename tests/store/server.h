/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A PostgreSQL server for a test: in a temporary folder, behind a Unix socket, as another user when
 * the test runs as root. It ends with the process that started it.
 */
#ifndef DAIS_TESTS_STORE_SERVER_H
#define DAIS_TESTS_STORE_SERVER_H

#include <stdbool.h>

/* Exit code of a test that was skipped. */
#define SERVER_SKIPPED 77

/* Starts a server; @durable: it waits for the disk. False (with a line on standard error): it is
 * not installed, or cannot start, which ends the process with a failure. */
bool server_start(bool durable);
/* At the latest when the program ends it is called by itself; not by its children. */
void server_stop(void);
/* The address of a new empty place in it (a schema of its own); in static storage until the next
 * but seven. */
const char *server_place(void);
/* Runs SQL in the place @where (tests tamper with records); ends the process on failure. */
void server_run(const char *where, const char *sql);
/* Whether the first column of the first row of the answer is true. */
bool server_ask(const char *where, const char *sql);
/* Runs SQL that must fail; ends the process when it does not. */
void server_refused(const char *where, const char *sql);
/* Gives the server a disk of 3 MiB for tables, the tablespace "small"; false: it may not be
 * mounted. It goes with the server. */
bool server_small_disk(void);
/* Kills one of the processes that serve a connection, as a failing machine would. */
void server_kill_backend(void);

#endif
