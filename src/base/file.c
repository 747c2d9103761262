/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

static void
close_fd(const int *fd)
{
	if (*fd > STDIN_FILENO)
		(void)close(*fd);
}

static bool
open_failed(const char *path, int errnum, struct dais_err *err)
{
	(void)dais_err_errno(err, errnum, "cannot open \"%s\"", path);
	if (errnum == ENOENT || errnum == ENOTDIR)
		err->code = DAIS_ERR_NOT_FOUND;
	if (err->code == DAIS_ERR_NOT_FOUND)
		return dais_err_hint(err, "Check its name, and the folder it is in.");
	if (errnum == EACCES || errnum == EPERM)
		err->code = DAIS_ERR_DENIED;
	return false;
}

/* Reads @fd to its end into @b, whose maximum is one above the limit. */
static bool
read_all(int fd, struct dais_buf *b, const char *path, struct dais_err *err)
{
	char block[65536];

	for (;;) {
		ssize_t got = read(fd, block, sizeof(block));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return dais_err_errno(err, errno, "cannot read \"%s\"", path);
		if (got == 0)
			return true;
		dais_buf_put_bytes(b, block, (size_t)got);
		if (dais_buf_has_failed(b))
			return dais_err_set(
			    err, DAIS_ERR_LIMIT, "\"%s\" is larger than %zu bytes", path, b->max);
	}
}

bool
dais_file_read(struct dais_arena *a, const char *path, size_t max_bytes, struct dais_str *ret_bytes,
    struct dais_err *err)
{
	bool standard = strcmp(path, "-") == 0;
	__attribute__((cleanup(close_fd))) int fd =
	    standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, max_bytes);
	if (fd < 0)
		return open_failed(path, errno, err);
	if (!standard && fstat(fd, &st) == 0) {
		if (S_ISDIR(st.st_mode)) {
			(void)dais_err_set(
			    err, DAIS_ERR_INVALID, "\"%s\" is a folder, not a file", path);
			return dais_err_hint(err, "Name a file in it.");
		}
		if (!S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
			return dais_err_set(
			    err, DAIS_ERR_INVALID, "\"%s\" is not a regular file", path);
		if (S_ISREG(st.st_mode) && (size_t)st.st_size > max_bytes)
			return dais_err_set(err, DAIS_ERR_LIMIT,
			    "\"%s\" has %lld bytes, more than the %zu allowed", path,
			    (long long)st.st_size, max_bytes);
	}
	if (!read_all(fd, &b, path, err))
		return false;
	*ret_bytes = dais_buf_dup(&b, a);
	return true;
}

static bool
write_all(int fd, struct dais_str bytes)
{
	while (bytes.n) {
		ssize_t put = write(fd, bytes.p, bytes.n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes.p += put;
		bytes.n -= (size_t)put;
	}
	return true;
}

/* What is no regular file (a terminal, /dev/null, a pipe) is written to, never replaced. */
static bool
write_through(const char *path, struct dais_str bytes, struct dais_err *err)
{
	int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	bool ok = fd >= 0 && write_all(fd, bytes);
	int errnum = errno;

	if (fd >= 0 && close(fd) != 0 && ok) {
		ok = false;
		errnum = errno;
	}
	return ok || dais_err_errno(err, errnum, "cannot write \"%s\"", path);
}

/* Waits until the disk has the names in the folder of @path. Not every file system can be told to.
 */
static bool
sync_folder(const char *path)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *end = strrchr(path, '/');
	struct dais_str folder =
	    dais_str_sub(dais_str_from(path), 0, end ? (size_t)(end - path) + 1 : 0);
	int fd =
	    open(folder.n ? dais_arena_cstr(a, folder) : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd < 0 || fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
	int errnum = errno;

	if (fd >= 0)
		(void)close(fd);
	errno = errnum;
	return ok;
}

/* The file that @path leads to, where it is a link: a link is followed, never replaced, be it one
 * of a package whose files lie elsewhere or /dev/stdout. NULL, with errno: it leads nowhere. */
static const char *
behind_links(struct dais_arena *a, const char *path)
{
	struct stat st;
	const char *kept;
	char *real;

	if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode))
		return path;
	real = realpath(path, NULL);
	kept = real ? dais_arena_cstr(a, dais_str_from(real)) : NULL;
	free(real);
	return kept;
}

static bool
write_file(
    const char *name, struct dais_str bytes, mode_t new_mode, bool sync, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct stat old = { .st_mode = S_IFREG | new_mode };
	const char *path;
	char *tmp;
	bool ok, renamed = false;
	int fd, errnum;

	/* Pipes have no path that a link could lead to. */
	if (stat(name, &old) == 0 && !S_ISREG(old.st_mode) && !S_ISDIR(old.st_mode))
		return write_through(name, bytes, err);
	path = behind_links(a, name);
	if (!path) {
		(void)dais_err_errno(err, errno, "cannot write \"%s\"", name);
		return dais_err_hint(err, "It is a link; check where it leads.");
	}
	tmp = dais_arena_cstr(a, dais_arena_printf(a, "%s.XXXXXX", path));
	fd = mkostemp(tmp, O_CLOEXEC);
	if (fd < 0) {
		(void)dais_err_errno(err, errno, "cannot write \"%s\"", path);
		return dais_err_hint(
		    err, "Check that the folder exists and that you may write in it.");
	}
	ok = write_all(fd, bytes) && fchmod(fd, old.st_mode & 07777) == 0 &&
	     (!sync || fsync(fd) == 0);
	errnum = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		errnum = errno;
	}
	renamed = ok && rename(tmp, path) == 0;
	if (ok && (!renamed || (sync && !sync_folder(path)))) {
		ok = false;
		errnum = errno;
	}
	if (ok)
		return true;
	if (!renamed)
		(void)unlink(tmp);
	(void)dais_err_errno(err, errnum, "cannot write \"%s\"", path);
	if (!renamed && (errnum == ENOSPC || errnum == EDQUOT))
		return dais_err_hint(err, "The disk is full; what was there before is untouched.");
	return false;
}

bool
dais_file_write(const char *path, struct dais_str bytes, struct dais_err *err)
{
	return write_file(path, bytes, 0644, true, err);
}

bool
dais_file_write_private(const char *path, struct dais_str bytes, struct dais_err *err)
{
	return write_file(path, bytes, 0600, true, err);
}

bool
dais_file_write_fast(const char *path, struct dais_str bytes, struct dais_err *err)
{
	return write_file(path, bytes, 0644, false, err);
}

/* Where the file system cannot refuse to replace, it is looked before: better than not at all. */
static bool
rename_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	if (!dais_file_exists(to))
		return rename(from, to) == 0;
	errno = EEXIST;
	return false;
}

bool
dais_file_place(const char *from, const char *to, struct dais_err *err)
{
	int errnum;

	if (rename_new(from, to) && sync_folder(to))
		return true;
	errnum = errno;
	(void)dais_err_errno(err, errnum, "cannot write \"%s\"", to);
	if (errnum == EEXIST)
		err->code = DAIS_ERR_CONFLICT;
	return false;
}

bool
dais_file_make_dirs(const char *path, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char *copy = dais_arena_cstr(a, dais_str_from(path));
	size_t n = strlen(copy);

	for (size_t i = 1; i <= n; i++) {
		char kept = copy[i];

		if (kept != '/' && kept != '\0')
			continue;
		copy[i] = '\0';
		if (mkdir(copy, 0777) != 0) {
			int why = errno;

			if (why == ENOTDIR || (why == EEXIST && !dais_file_is_dir(copy))) {
				(void)dais_err_set(
				    err, DAIS_ERR_INVALID, "\"%s\" is a file, not a folder", copy);
				return dais_err_hint(err, "Name another folder.");
			}
			if (why != EEXIST)
				return dais_err_errno(
				    err, why, "cannot create the folder \"%s\"", copy);
		}
		copy[i] = kept;
	}
	return true;
}

bool
dais_file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool
dais_file_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

struct dais_str
dais_file_identity(struct dais_arena *a, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return DAIS_STR_NONE;
	return dais_arena_printf(
	    a, "%llu:%llu", (unsigned long long)st.st_dev, (unsigned long long)st.st_ino);
}

char *
dais_file_join(struct dais_arena *a, const char *dir, const char *name)
{
	return dais_arena_cstr(a, dais_arena_printf(a, "%s/%s", dir, name));
}

int
dais_file_hold(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX) != 0) {
		(void)close(fd);
		fd = -1;
	}
	return fd;
}

void
dais_file_let_go(int held)
{
	if (held >= 0)
		(void)close(held);
}
