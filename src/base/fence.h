/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Fences for processes that live long: the server, and the workshop's children, which work for it.
 * What each holds and leaves: doc/security.md, "The server". For readers of documents there is a
 * tighter one (base/sandbox.h). Nothing takes a fence away again.
 */
#ifndef DAIS_BASE_FENCE_H
#define DAIS_BASE_FENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/vec.h"

struct dais_fence_folder {
	const char *path; /* a folder with all below it, or a file */
	bool writes;      /* may be changed; else only read */
};

typedef DAIS_VEC(struct dais_fence_folder) dais_fence_folders;

/* From now on: no files but those, no programs, no processes, no new sockets, no memory that can be
 * run. What is open stays open. Errors: UNSUPPORTED (no seccomp; or no Landlock: then all but the
 * choice of files holds). */
bool dais_fence_server(const struct dais_fence_folder *folders, size_t n, struct dais_err *err);

/* Behind dais_fence_server(): a library that knows only to make a connection itself is given one
 * that another process has made (base/connector.h). The next socket(@family, SOCK_STREAM) of this
 * process gives @fd, and its connect(), wherever it is to lead, succeeds and leads where @fd does.
 * Without @fd (-1), and ever after, both are refused as before. False: this kind of machine cannot
 * do it. */
bool dais_fence_lend(int family, int fd);

/* From now on: no programs, no tracing of others, nothing that changes the system; sockets only
 * with @network; at most @memory_bytes more than now (0: no limit) and @cpu_s seconds of processor
 * (0: no limit), no core dumps. Errors: UNSUPPORTED. */
bool dais_fence_job(bool network, size_t memory_bytes, unsigned cpu_s, struct dais_err *err);

#endif
