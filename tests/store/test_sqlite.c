/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The contract on SQLite, and what only a file can get wrong.
 */
#include "contract.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

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
	const char *path = contract_sqlite.place();
	struct stat st;

	(void)state;
	refused(path, false, DAIS_ERR_NOT_FOUND);
	refused("/nowhere/at/all.db", true, DAIS_ERR_NOT_FOUND);
	refused(contract_sqlite_folder(), true, DAIS_ERR_INVALID);
	write_file(path, text, sizeof(text));
	refused(path, true, DAIS_ERR_INVALID);
	refused(path, false, DAIS_ERR_INVALID);
	write_file(path, text, 0);
	refused(path, false, DAIS_ERR_INVALID);
	dais_store_close(contract_open(path));
	path = contract_sqlite.place();
	dais_store_close(contract_open(path));
	/* Hashes of passwords are in it. */
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

/* All rows of log, things and files, past the store. */
static struct dais_digest
dump_raw(const char *path)
{
	static const char *const queries[] = { "SELECT * FROM change ORDER BY number",
		"SELECT * FROM thing ORDER BY package, kind, id",
		"SELECT * FROM change_thing ORDER BY package, kind, id, number",
		"SELECT * FROM file ORDER BY digest" };
	struct dais_digest_state d;
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	dais_digest_begin(&d);
	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
		sqlite3_stmt *s = NULL;

		(void)sqlite3_prepare_v2(db, queries[i], -1, &s, NULL);
		while (s && sqlite3_step(s) == SQLITE_ROW) {
			for (int c = 0; c < sqlite3_column_count(s); c++) {
				const char *p = sqlite3_column_blob(s, c);

				dais_digest_add(
				    &d, (struct dais_str){ p, (size_t)sqlite3_column_bytes(s, c) });
			}
		}
		(void)sqlite3_finalize(s);
	}
	(void)sqlite3_close(db);
	return dais_digest_end(&d);
}

static bool
is_sound(const char *path)
{
	const struct dais_store_options options = { .where = path, .busy_ms = 1 };
	struct dais_store_verdict v = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;
	bool sound = dais_store_open(&options, &s, &err) &&
		     dais_store_verify(s, NULL, NULL, &v, &err) && v.sound;

	dais_store_close(s);
	return sound;
}

/* Whatever byte of the file is altered: it is found, or log, things and files are as they were. */
static void
test_flipped_bytes(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *path = contract_sqlite.place(), *other = contract_sqlite.place();
	struct dais_store *s = contract_open(path);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_digest head, whole, now;
	uint64_t seed = 88172645463325252u;
	struct dais_str bytes;
	unsigned found = 0;
	char *copy;

	(void)state;
	contract_fill(s, 12, 25);
	(void)unlink(other);
	assert_true(dais_store_backup(s, other, &head, &err));
	dais_store_close(s);
	assert_true(is_sound(other));
	whole = dump_raw(other);
	assert_true(dais_file_read(a, other, DAIS_STORE_FILE_MAX, &bytes, &err));
	copy = dais_arena_cstr(a, bytes);
	for (unsigned i = 0; i < 300; i++) {
		size_t at;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		at = (size_t)((seed >> 20) % bytes.n);
		copy[at] = (char)(copy[at] ^ (1 << (i % 8)));
		write_file(path, copy, bytes.n);
		copy[at] = bytes.p[at];
		if (!is_sound(path)) {
			found++;
			continue;
		}
		now = dump_raw(path);
		if (!dais_digest_eq(&now, &whole))
			fail_msg("byte %zu was altered and not found", at);
	}
	assert_true(found > 10);
}

/* No room is left: it is said, nothing is lost, and with room the work goes on. */
static void
test_full_disk(void **state)
{
	static char value[100000];
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct rlimit limit, before;
	struct dais_writing *w;
	uint64_t number = 0;
	char id[16];
	unsigned n = 0;

	(void)state;
	memset(value, '1', sizeof(value) - 1);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 3 << 20;
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	for (bool ok = true; ok && n < 100;) {
		(void)snprintf(id, sizeof(id), "%u", n);
		w = contract_begin(s, "p", "");
		if (dais_store_put(
			w, DAIS_STR("item"), dais_str_from(id), 1, dais_str_from(value), 0, &err)) {
			ok = dais_store_commit(w, &number, &err);
		} else {
			dais_store_abandon(w);
			ok = false;
		}
		n += ok;
	}
	assert_true(n > 3 && n < 100);
	assert_int_equal(err.code, DAIS_ERR_IO);
	assert_true(err.msg[0] != 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_true(is_sound(contract_where()));
	(void)snprintf(id, sizeof(id), "%u", n - 1);
	contract_is(s, "p", "item", id, value);
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "last", "1");
	assert_int_equal(contract_commit(w), n + 1);
	dais_store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_flipped_bytes),
		cmocka_unit_test(test_full_disk),
	};
	int failures = contract_run(&contract_sqlite);

	failures += cmocka_run_group_tests_name("SQLite file", tests, NULL, NULL);
	return failures ? 1 : 0;
}
