/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * LD_PRELOAD: of the calls that write files, counted in the file FAULT_COUNT (eight bytes, shared
 * with children), number FAULT_AT fails as on a disk that is full, and so do all later ones when
 * FAULT_ON is set. Without FAULT_AT they are counted only.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXPORTED __attribute__((visibility("default")))
/* The next definition of @name behind this one. */
#define REAL(name)                                                                                 \
	static __typeof__(&name) real;                                                             \
	if (!real)                                                                                 \
	real = (__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name)

static uint64_t *count, at;
static int goes_on;

__attribute__((constructor)) static void
map_count(void)
{
	const char *path = getenv("FAULT_COUNT"), *when = getenv("FAULT_AT");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *p = fd < 0 ? MAP_FAILED
			 : mmap(NULL, sizeof(*count), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (fd >= 0)
		(void)close(fd);
	at = when ? strtoull(when, NULL, 10) : 0;
	goes_on = getenv("FAULT_ON") != NULL;
	if (p != MAP_FAILED)
		count = p;
}

static int
fails(void)
{
	uint64_t n = count ? __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST) : 0;

	if (!at || n < at || (n > at && !goes_on))
		return 0;
	errno = ENOSPC;
	return 1;
}

/* Pipes and what is printed are another matter. */
static int
is_file(int fd)
{
	struct stat st;

	return fd > STDERR_FILENO && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

EXPORTED ssize_t
write(int fd, const void *p, size_t n)
{
	REAL(write);
	return is_file(fd) && fails() ? -1 : real(fd, p, n);
}

EXPORTED ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t to)
{
	REAL(pwrite64);
	return is_file(fd) && fails() ? -1 : real(fd, p, n, to);
}

EXPORTED int
fsync(int fd)
{
	REAL(fsync);
	return is_file(fd) && fails() ? -1 : real(fd);
}

EXPORTED int
fdatasync(int fd)
{
	REAL(fdatasync);
	return is_file(fd) && fails() ? -1 : real(fd);
}

EXPORTED int
rename(const char *from, const char *to)
{
	REAL(rename);
	return fails() ? -1 : real(from, to);
}

EXPORTED int
mkostemp(char *name, int flags)
{
	REAL(mkostemp);
	return fails() ? -1 : real(name, flags);
}

EXPORTED int
mkdir(const char *path, mode_t mode)
{
	REAL(mkdir);
	return fails() ? -1 : real(path, mode);
}

EXPORTED int
ftruncate64(int fd, off64_t n)
{
	REAL(ftruncate64);
	return fails() ? -1 : real(fd, n);
}
