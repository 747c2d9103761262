/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Temporary folders: those of a child go when it has ended, those of a lost process when the next
 * one begins, and those of one that lives stay.
 */
#include "support/test.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/scratch.h"

static bool
is_there(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

static void
wait_for(pid_t pid)
{
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		continue;
}

/* A folder with a file in it, made in a child that is killed. */
static pid_t
make_in_child(char ret[DAIS_SCRATCH_MAX])
{
	struct dais_err err = DAIS_ERR_INIT;
	char file[DAIS_SCRATCH_MAX + 4];
	int pipes[2];
	pid_t pid;

	assert_int_equal(pipe(pipes), 0);
	pid = fork();
	if (pid == 0) {
		if (!dais_scratch_folder(ret, &err))
			_exit(1);
		(void)snprintf(file, sizeof(file), "%s/x", ret);
		if (!dais_file_write_fast(file, DAIS_STR("x"), &err) ||
		    write(pipes[1], ret, DAIS_SCRATCH_MAX) != DAIS_SCRATCH_MAX)
			_exit(1);
		(void)raise(SIGKILL);
	}
	assert_int_equal(read(pipes[0], ret, DAIS_SCRATCH_MAX), DAIS_SCRATCH_MAX);
	(void)close(pipes[0]);
	(void)close(pipes[1]);
	wait_for(pid);
	return pid;
}

static void
test_children(void **state)
{
	struct dais_err err = DAIS_ERR_INIT;
	char one[DAIS_SCRATCH_MAX] = "", other[DAIS_SCRATCH_MAX] = "";
	pid_t first, second;

	(void)state;
	assert_true(dais_scratch_begin(&err));
	first = make_in_child(one);
	second = make_in_child(other);
	assert_true(is_there(one) && is_there(other));
	dais_scratch_end_of(first);
	assert_false(is_there(one));
	assert_true(is_there(other));
	dais_scratch_end_of(first); /* there is nothing any more */
	dais_scratch_end_of(second);
	assert_false(is_there(other));
	(void)make_in_child(one);
	dais_scratch_end();
	assert_false(is_there(one));
	/* Without a place it stays until it is taken away. */
	(void)make_in_child(one);
	assert_true(is_there(one));
	dais_scratch_take_away(one);
	assert_false(is_there(one));
}

static void
test_lost(void **state)
{
	struct dais_err err = DAIS_ERR_INIT;
	char lost[DAIS_SCRATCH_MAX] = "", own[DAIS_SCRATCH_MAX] = "";
	int pipes[2];
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(pipes), 0);
	pid = fork();
	if (pid == 0) {
		if (!dais_scratch_begin(&err) || !dais_scratch_folder(lost, &err) ||
		    write(pipes[1], lost, sizeof(lost)) != sizeof(lost))
			_exit(1);
		(void)pause();
	}
	assert_int_equal(read(pipes[0], lost, sizeof(lost)), sizeof(lost));
	/* It lives. */
	assert_true(dais_scratch_begin(&err));
	assert_true(dais_scratch_folder(own, &err));
	assert_true(is_there(lost));
	dais_scratch_end();
	assert_false(is_there(own));
	(void)kill(pid, SIGKILL);
	wait_for(pid);
	assert_true(is_there(lost));
	assert_true(dais_scratch_begin(&err));
	assert_false(is_there(lost));
	dais_scratch_end();
	(void)close(pipes[0]);
	(void)close(pipes[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_children),
		cmocka_unit_test(test_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
