/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What each version of Landlock is asked for, against the numbers of its documentation; and what
 * each then holds, in a child, as far as this kernel goes.
 */
#include "support/test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sandbox_priv.h"

/* linux/landlock.h of Linux 6.12 by version: the rights on files, TCP, scopes, bytes of struct
 * landlock_ruleset_attr. */
static const struct {
	uint64_t files, network, scopes;
	size_t size;
} versions[] = {
	{ 0x1fff, 0, 0, 8 },
	{ 0x3fff, 0, 0, 8 },
	{ 0x7fff, 0, 0, 8 },
	{ 0x7fff, 3, 0, 16 },
	{ 0xffff, 3, 0, 16 },
	{ 0xffff, 3, 3, 24 },
	{ 0xffff, 3, 3, 24 }, /* 7 adds flags of what is logged */
	{ 0xffff, 3, 3, 24 },
};

static void
test_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(versions) / sizeof(*versions); i++) {
		size_t size = 0;
		struct fence_rules r = fence_rules_of((long)i + 1, &size);

		assert_int_equal(r.files, versions[i].files);
		assert_int_equal(r.network, versions[i].network);
		assert_int_equal(r.scopes, versions[i].scopes);
		assert_int_equal(size, versions[i].size);
	}
	/* What is given to a place is something that version 3 can forbid, and of a file no more
	 * than a file can have: the kernel refuses a rule with more. */
	assert_int_equal(FENCE_WRITE & ~0x7fffull, 0);
	assert_int_equal(FENCE_OF_FILES & ~0xc007ull, 0);
}

static char folder[64], inside[96], outside[96];

static bool
is_refused(int result)
{
	if (result >= 0)
		(void)close(result);
	return result < 0 && errno == EACCES;
}

/* The number of the first thing that is not as @version has it; 0: all is. */
static int
try_version(long version)
{
	const struct fence_place place = { inside, FENCE_WRITE };
	const struct sockaddr_in nobody = { .sin_family = AF_INET,
		.sin_port = htons(9),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	char path[128], moved[128];
	int fd, s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	(void)snprintf(path, sizeof(path), "%s/x", inside);
	(void)snprintf(moved, sizeof(moved), "%s/x", folder);
	if (s < 0 || !fence_places_as(version, &place, 1, false))
		return 1;
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, "x", 1) != 1 || ftruncate(fd, 0) != 0 || close(fd) != 0)
		return 2;
	if (!is_refused(open(outside, O_RDONLY | O_CLOEXEC)) ||
	    !is_refused(open(outside, O_WRONLY | O_CLOEXEC)) ||
	    !is_refused(open(moved, O_WRONLY | O_CREAT | O_CLOEXEC, 0600)))
		return 3;
	/* Without version 3 truncating cannot be forbidden. */
	if ((truncate(outside, 0) != 0) != (version >= 3))
		return 4;
	/* Out of its folder nothing can be moved in any version. */
	if (rename(path, moved) == 0 || unlink(path) != 0)
		return 5;
	if (connect(s, (const struct sockaddr *)&nobody, sizeof(nobody)) == 0 ||
	    (errno == EACCES) != (version >= 4))
		return 6;
	return 0;
}

static void
test_versions(void **state)
{
	long kernel = fence_rules_version();

	(void)state;
	if (!kernel)
		skip();
	for (long v = 1; v <= kernel && v <= 8; v++) {
		int status = -1;
		pid_t pid = fork();

		if (pid == 0)
			_exit(try_version(v));
		assert_true(pid > 0);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			fail_msg("version %ld: %d", v, status >> 8);
	}
	assert_false(fence_places_as(0, NULL, 0, false));
}

static int
make_folder(void **state)
{
	int fd;

	(void)state;
	(void)snprintf(folder, sizeof(folder), "/tmp/dais-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
	(void)snprintf(inside, sizeof(inside), "%s/inside", folder);
	(void)snprintf(outside, sizeof(outside), "%s/outside", folder);
	assert_int_equal(mkdir(inside, 0700), 0);
	fd = open(outside, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	return close(fd);
}

static int
remove_folder(void **state)
{
	(void)state;
	(void)unlink(outside);
	(void)rmdir(inside);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_versions),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
