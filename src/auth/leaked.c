/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "auth/leaked.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha1.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#define DIGEST_HEX 40
#define LINE_MAX_BYTES 64 /* digest, ":", a count, "\r\n" */
#define LOOKED_AT 64      /* lines at the beginning that must be in order */

struct dais_leaked {
	int fd;
	off_t size;
};

static void
close_list(void *list)
{
	(void)close(((struct dais_leaked *)list)->fd);
}

static int
order(const char *x, const char *y)
{
	for (size_t i = 0; i < DIGEST_HEX; i++) {
		/* Digits before letters; letters in either case. */
		int a = x[i] | 0x20, b = y[i] | 0x20;

		if (a != b)
			return a - b;
	}
	return 0;
}

/* The digest of the first line that begins at or behind @at, and where that line begins; false at
 * the end of the file, or when there is none. */
static bool
line_from(
    const struct dais_leaked *l, off_t at, char ret[DIGEST_HEX], off_t *ret_begin, off_t *ret_next)
{
	char bytes[LINE_MAX_BYTES * 2 + 1];
	/* One byte before: a line begins behind a line end. */
	off_t from = at ? at - 1 : 0;
	ssize_t n = pread(l->fd, bytes, sizeof(bytes), from);
	struct dais_str read = { bytes, n > 0 ? (size_t)n : 0 };
	size_t begin = 0, end;

	if (at) {
		begin = dais_str_find_char(read, '\n', 0);
		if (begin == SIZE_MAX)
			return false;
		begin++;
	}
	if (read.n < begin + DIGEST_HEX)
		return false;
	memcpy(ret, bytes + begin, DIGEST_HEX);
	for (size_t i = 0; i < DIGEST_HEX; i++)
		if (!strchr("0123456789abcdefABCDEF", ret[i]) || !ret[i])
			return false;
	end = dais_str_find_char(read, '\n', begin);
	*ret_begin = from + (off_t)begin;
	*ret_next = end == SIZE_MAX ? l->size : from + (off_t)end + 1;
	return true;
}

/* Whether the file begins like such a list. */
static bool
looks_right(const struct dais_leaked *l)
{
	char digest[DIGEST_HEX], before[DIGEST_HEX];
	off_t begin, next = 0;
	size_t n = 0;

	while (n < LOOKED_AT && next < l->size) {
		if (!line_from(l, next, digest, &begin, &next))
			return false;
		if (n++ && order(before, digest) >= 0)
			return false;
		memcpy(before, digest, DIGEST_HEX);
	}
	return n > 0;
}

bool
dais_leaked_open(
    struct dais_arena *a, const char *path, const struct dais_leaked **ret, struct dais_err *err)
{
	struct dais_leaked *l = DAIS_NEW(a, struct dais_leaked);
	struct stat s;

	l->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (l->fd >= 0)
		dais_arena_defer(a, close_list, l);
	if (l->fd < 0 || fstat(l->fd, &s) != 0)
		return dais_err_errno(err, errno, "cannot read the list of passwords %s", path);
	l->size = s.st_size;
	if (S_ISREG(s.st_mode) && looks_right(l)) {
		*ret = l;
		return true;
	}
	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "%s is no list of passwords that became known", path);
	return dais_err_hint(err,
	    "Lines of a SHA-1 in hexadecimal digits, a colon and a number are wanted, ordered by "
	    "digest, as the Pwned Passwords downloader writes them.");
}

static bool
is_listed(const struct dais_leaked *l, const char wanted[DIGEST_HEX])
{
	off_t low = 0, high = l->size;

	while (low < high) {
		off_t middle = low + (high - low) / 2, begin, next;
		char digest[DIGEST_HEX];
		int c;

		if (!line_from(l, middle, digest, &begin, &next) || begin >= high) {
			/* No line begins in the upper half. */
			high = middle;
			continue;
		}
		c = order(wanted, digest);
		if (c == 0)
			return true;
		if (c < 0)
			high = middle;
		else
			low = next;
	}
	return false;
}

bool
dais_leaked_has(const struct dais_leaked *list, struct dais_str password)
{
	unsigned char digest[SHA1_DIGEST_SIZE];
	char hex[DIGEST_HEX + 1];
	struct sha1_ctx sha;

	if (!list)
		return false;
	sha1_init(&sha);
	sha1_update(&sha, password.n, (const uint8_t *)password.p);
	sha1_digest(&sha, sizeof(digest), digest);
	(void)sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
	bool found = is_listed(list, hex);
	sodium_memzero(&sha, sizeof(sha));
	sodium_memzero(digest, sizeof(digest));
	sodium_memzero(hex, sizeof(hex));
	return found;
}
