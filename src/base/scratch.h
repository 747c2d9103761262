/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Temporary folders that do not outlive who made them. A process that has jobs done in children
 * (net/workshop.h) begins a place for them; each child has what it needs below it, and it is taken
 * away when the child has ended, however it ended; what a lost process has left is taken away by
 * the next that begins.
 */
#ifndef DAIS_BASE_SCRATCH_H
#define DAIS_BASE_SCRATCH_H

#include <sys/types.h>

#include "base/err.h"

#define DAIS_SCRATCH_MAX 96u

/* Makes the place of this process; takes away those of this user that nobody holds any more. */
bool dais_scratch_begin(struct dais_err *err);
/* Takes the place away. */
void dais_scratch_end(void);
/* Takes away all folders of child @pid, which has ended. */
void dais_scratch_end_of(pid_t pid);

/* A new folder that nobody else can look into; its name is in @ret. Below the place that was begun,
 * by this process or the one it is a child of; else in /tmp, and it stays until it is taken away.
 */
bool dais_scratch_folder(char ret[DAIS_SCRATCH_MAX], struct dais_err *err);
/* Takes it away with all that is in it. */
void dais_scratch_take_away(const char *folder);

#endif
