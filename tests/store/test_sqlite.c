/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The contract on SQLite, and what only a file can get wrong.
 */
#include "contract.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/dais-store-XXXXXX";

static const char *
place(void)
{
	static char paths[8][64];
	static unsigned n;
	char *path = paths[n % 8];

	(void)snprintf(path, sizeof(paths[0]), "%s/%u.db", folder, n++);
	return path;
}

static void
refused(const char *where, bool create, enum dais_err_code code)
{
	const struct dais_store_options options = { .where = where, .create = create };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;

	assert_false(dais_store_open(&options, &s, &err));
	assert_int_equal(err.code, code);
	assert_true(err.msg[0] != 0);
}

static void
write_file(const char *path, const char *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), (ssize_t)n);
	assert_int_equal(close(fd), 0);
}

static void
test_places(void **state)
{
	static const char text[4096] = "this is a letter to the secretariat";
	const char *path = place();
	struct stat st;

	(void)state;
	refused(path, false, DAIS_ERR_NOT_FOUND);
	refused("/nowhere/at/all.db", true, DAIS_ERR_NOT_FOUND);
	refused(folder, true, DAIS_ERR_INVALID);
	write_file(path, text, sizeof(text));
	refused(path, true, DAIS_ERR_INVALID);
	refused(path, false, DAIS_ERR_INVALID);
	write_file(path, text, 0);
	refused(path, false, DAIS_ERR_INVALID);
	dais_store_close(contract_open(path));
	path = place();
	dais_store_close(contract_open(path));
	/* Hashes of passwords are in it. */
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
	};
	char command[128];
	int failures;

	if (!mkdtemp(folder))
		return 1;
	failures = contract_run("SQLite", place);
	failures += cmocka_run_group_tests_name("SQLite file", tests, NULL, NULL);
	(void)snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command) != 0 || failures ? 1 : 0;
}
