/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A record as one file in dais's own form (doc/record.md): the log, the files and what lasts of the
 * state, in blocks, with a digest over all. The reader trusts nothing.
 */
#ifndef DAIS_STORE_PORTABLE_PRIV_H
#define DAIS_STORE_PORTABLE_PRIV_H

#include "store/store_priv.h"

#define DAIS_PORTABLE_MAGIC "dais record 1\n"

/* Writes the record to the new file @path and waits for the disk. */
bool dais_portable_write(
    struct dais_store *s, const char *path, struct dais_digest *ret_head, struct dais_err *err);

/* One block of a file. */
struct dais_portable_block {
	char type; /* 'c' change, 'f' file, 's' state, 'e' end */
	struct dais_digest digest; /* of a change; of the last change at the end */
	struct dais_str content;   /* of a change */
	struct dais_str media_type, bytes;
	struct dais_str area, key, value;
	uint64_t changes, files; /* at the end: how many there were */
};

struct dais_portable_reader {
	int fd;
	const char *path;
	struct dais_arena *arena; /* of the block at hand */
	struct dais_digest_state all;
	bool ended;
};
/* Begins to read the open file @fd, which stays the caller's, after its magic. */
void dais_portable_begin(struct dais_portable_reader *r, int fd, const char *path);
/* The next block; its strings live until the next call. After the end block nothing may follow.
 * INVALID: cut off or damaged. */
bool dais_portable_next(
    struct dais_portable_reader *r, struct dais_portable_block *ret, struct dais_err *err);
void dais_portable_end(struct dais_portable_reader *r);

#endif
