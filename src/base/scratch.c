/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A place is a folder of /tmp, held by a lock on it; the folders of a child lie in one that is
 * named by its number.
 */
#include "base/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define WHERE "/tmp"
#define NAME "dais-work-"
#define OPEN_FOLDERS 16

static char place[48]; /* empty: none was begun */
static int held = -1;

static int
take_away(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	(void)remove(path);
	return 0;
}

void
dais_scratch_take_away(const char *folder)
{
	(void)nftw(folder, take_away, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

/* The lock of a folder that is this user's own; -1: somebody has it, or it is not. */
static int
hold(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && st.st_uid == geteuid() && flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

static void
clear_what_is_left(void)
{
	DIR *all = opendir(WHERE);
	const struct dirent *e;

	while (all && (e = readdir(all)) != NULL) {
		char path[sizeof(WHERE) + NAME_MAX + 2];
		int fd;

		if (strncmp(e->d_name, NAME, strlen(NAME)) != 0)
			continue;
		(void)snprintf(path, sizeof(path), WHERE "/%s", e->d_name);
		fd = hold(path);
		if (fd < 0)
			continue;
		dais_scratch_take_away(path);
		(void)close(fd);
	}
	if (all)
		(void)closedir(all);
}

bool
dais_scratch_begin(struct dais_err *err)
{
	struct stat st;

	clear_what_is_left();
	/* Another that begins at this moment may take it away before it is held. */
	for (unsigned i = 0; i < 100; i++) {
		(void)snprintf(place, sizeof(place), WHERE "/" NAME "XXXXXX");
		if (!mkdtemp(place))
			break;
		held = hold(place);
		if (held >= 0 && fstat(held, &st) == 0 && st.st_nlink > 0)
			return true;
		if (held >= 0)
			(void)close(held);
	}
	place[0] = 0;
	return dais_err_errno(err, errno, "cannot make a temporary folder");
}

void
dais_scratch_end(void)
{
	if (!place[0])
		return;
	dais_scratch_take_away(place);
	(void)close(held);
	place[0] = 0;
}

static void
name_of(pid_t pid, char ret[DAIS_SCRATCH_MAX])
{
	(void)snprintf(ret, DAIS_SCRATCH_MAX, "%s/%lld", place, (long long)pid);
}

void
dais_scratch_end_of(pid_t pid)
{
	char folder[DAIS_SCRATCH_MAX];

	if (!place[0])
		return;
	name_of(pid, folder);
	dais_scratch_take_away(folder);
}

bool
dais_scratch_folder(char ret[DAIS_SCRATCH_MAX], struct dais_err *err)
{
	char own[DAIS_SCRATCH_MAX] = WHERE;
	int n;

	if (place[0]) {
		name_of(getpid(), own);
		if (mkdir(own, 0700) != 0 && errno != EEXIST)
			return dais_err_errno(err, errno, "cannot make a temporary folder");
	}
	n = snprintf(ret, DAIS_SCRATCH_MAX, "%s/dais-XXXXXX", own);
	DAIS_ASSERT(n > 0 && n < (int)DAIS_SCRATCH_MAX);
	if (!mkdtemp(ret))
		return dais_err_errno(err, errno, "cannot make a temporary folder");
	return true;
}
