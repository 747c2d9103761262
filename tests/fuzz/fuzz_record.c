/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A backup in dais's own form, and the bytes of a change: whatever they are, they are refused in
 * words or read; what is read as a change is written again as the same bytes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "store/portable_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_change(struct dais_str bytes)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_change c;
	DAIS_BUF_AUTO again = { 0 };

	dais_buf_init(&again, DAIS_BUF_MAX);
	if (!dais_log_decode(bytes, a, &c))
		return;
	dais_log_encode(&c, &again);
	DAIS_ASSERT(dais_str_eq(dais_buf_str(&again), bytes));
}

static void
read_backup(const uint8_t *data, size_t size)
{
	struct dais_portable_reader r;
	struct dais_portable_block block;
	struct dais_err err = DAIS_ERR_INIT;
	int fd = memfd_create("backup", 0);
	size_t blocks = 0;

	DAIS_ASSERT(
	    fd >= 0 && write(fd, data, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0);
	dais_portable_begin(&r, fd, "backup");
	while (dais_portable_next(&r, &block, &err)) {
		DAIS_ASSERT(++blocks <= size);
		if (block.type == 'c')
			read_change(block.content);
		if (block.type == 'e')
			break;
	}
	DAIS_ASSERT((err.code != DAIS_ERR_NONE) == (err.msg[0] != 0));
	dais_portable_end(&r);
	(void)close(fd);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char magic[] = DAIS_PORTABLE_MAGIC;
	size_t n = sizeof(magic) - 1;

	read_change((struct dais_str){ (const char *)data, size });
	/* Files of the corpus may have the first line or not. */
	if (size >= n && memcmp(data, magic, n) == 0)
		read_backup(data + n, size - n);
	else
		read_backup(data, size);
	return 0;
}
