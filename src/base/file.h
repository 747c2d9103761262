/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Files. Reading has a size limit; writing makes files appear whole or not at all (temporary
 * file in the same folder, fsync, rename, fsync of the folder). All paths are UTF-8 C strings.
 */
#ifndef DAIS_BASE_FILE_H
#define DAIS_BASE_FILE_H

#include "base/arena.h"
#include "base/err.h"

/* Reads the file or pipe @path whole into @a. Errors: NOT_FOUND, IO, DENIED, LIMIT (more than
 * @max_bytes), INVALID (a folder or device). "-" reads standard input. */
bool dais_file_read(struct dais_arena *a, const char *path, size_t max_bytes,
    struct dais_str *ret_bytes, struct dais_err *err);
/* Replaces or creates @path with @bytes, atomically; folders on the way must exist. A file that is
 * replaced keeps its mode; a new one gets 0644. Links are followed; a device or pipe is written to
 * as it is. Errors of this and what follows: IO for whatever reason (denied, full): see errnum. */
bool dais_file_write(const char *path, struct dais_str bytes, struct dais_err *err);
/* As dais_file_write(); a new file gets 0600. */
bool dais_file_write_private(const char *path, struct dais_str bytes, struct dais_err *err);
/* As dais_file_write() without waiting for the disk; for results that can be made again. */
bool dais_file_write_fast(const char *path, struct dais_str bytes, struct dais_err *err);
/* Gives the file @from, whose bytes the disk has, the name @to in the same file system, and waits
 * until the disk has the name, too. CONFLICT: something stands at @to, which stays as it is. */
bool dais_file_place(const char *from, const char *to, struct dais_err *err);
/* Waits until no other process holds the folder @dir so, and holds it until the number that it
 * returns is given to dais_file_let_go(): writers that look at what they replace take turns. -1
 * where it cannot be held (some network file systems): they go on without. */
int dais_file_hold(const char *dir);
void dais_file_let_go(int held);
/* Creates @path and the folders above it as needed. */
bool dais_file_make_dirs(const char *path, struct dais_err *err);
/* Whether there is anything at @path; whether that is a folder. False where it cannot be told. */
bool dais_file_exists(const char *path);
bool dais_file_is_dir(const char *path);
/* What tells the file that @path leads to from all others on this machine, by whichever name it is
 * called; in @a. NONE: there is none. */
struct dais_str dais_file_identity(struct dais_arena *a, const char *path);
/* "@dir/@name" in @a. */
char *dais_file_join(struct dais_arena *a, const char *dir, const char *name);

#endif
