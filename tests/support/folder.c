/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * As base/scratch.c: a folder is held by a lock on it, which the kernel gives back however its
 * holder ends.
 */
#include "folder.h"

#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/scratch.h"

#define MOST 16u
#define LEFT_S 1800 /* one that is made at this moment is not held yet */

static char made[MOST][TEST_FOLDER_MAX];
static unsigned n_made;
static pid_t maker;

/* Programs that a child becomes do not hold it. -1: somebody else does. */
static int
hold(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

static void
take_away_all(void)
{
	if (getpid() != maker)
		return;
	while (n_made)
		dais_scratch_take_away(made[--n_made]);
}

static void
clear_what_is_left(const char *where, const char *name)
{
	char pattern[TEST_FOLDER_MAX];
	glob_t found = { 0 };

	(void)snprintf(pattern, sizeof(pattern), "%s/dais-%s-??????", where, name);
	if (glob(pattern, GLOB_NOSORT, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++) {
			struct stat st;
			int fd = hold(found.gl_pathv[i]);

			if (fd >= 0 && fstat(fd, &st) == 0 && time(NULL) - st.st_mtime > LEFT_S)
				dais_scratch_take_away(found.gl_pathv[i]);
			if (fd >= 0)
				(void)close(fd);
		}
	}
	globfree(&found);
}

const char *
test_folder(const char *name, bool in_memory, char ret[TEST_FOLDER_MAX])
{
	const char *where = in_memory && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	if (!n_made && !maker)
		(void)atexit(take_away_all);
	maker = getpid();
	clear_what_is_left("/dev/shm", name);
	clear_what_is_left("/tmp", name);
	(void)snprintf(ret, TEST_FOLDER_MAX, "%s/dais-%s-XXXXXX", where, name);
	if (n_made < MOST && mkdtemp(ret) && hold(ret) >= 0)
		return memcpy(made[n_made++], ret, TEST_FOLDER_MAX);
	perror("a temporary folder");
	exit(2);
}
