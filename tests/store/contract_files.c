/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Long files, which lie in parts: brought before the change, claimed by it, read piece by piece,
 * verified, moved between engines, and those of a record that was made before there were parts.
 */
#include "contract.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sql.h"

#define S(c) dais_str_from(c)
#define LONG ((size_t)2800000)
#define TYPE "application/pdf"
#define NOW ((int64_t)1700000000000)
#define MINUTE ((int64_t)60000)

/* Bytes that differ from part to part and from @seed to @seed. */
static struct dais_str
long_bytes(struct dais_arena *a, size_t n, uint64_t seed)
{
	char *p = dais_arena_alloc(a, n);

	for (size_t i = 0; i < n; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		p[i] = (char)(unsigned char)(seed >> 56);
	}
	return (struct dais_str){ p, n };
}

static struct dais_store_verdict
verify(struct dais_store *s)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store_verdict v;

	if (!dais_store_verify(s, NULL, NULL, &v, &err))
		fail_msg("%s", err.msg);
	return v;
}

/* Keeps a long file in one change. */
static struct dais_digest
keep(struct dais_store *s, struct dais_str bytes)
{
	struct dais_writing *w = contract_begin(s, "p", "");
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_digest d;

	if (!dais_store_file_put(w, bytes, S(TYPE), &d, &err))
		fail_msg("%s", err.msg);
	(void)contract_commit(w);
	return d;
}

static void
is_kept(struct dais_store *s, const struct dais_digest *d, struct dais_str bytes)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str got, type;

	if (!dais_store_file_get(s, d, a, &got, &type, &err))
		fail_msg("%s", err.msg);
	assert_true(dais_str_eq(got, bytes));
	assert_str(type, TYPE);
}

/* All of it in pieces of @step, as it is sent. */
static void
is_read(struct dais_store *s, const struct dais_store_file *f, struct dais_str bytes, size_t step)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	char *to = dais_arena_alloc(a, step);
	size_t n = 1;

	for (uint64_t at = 0; n; at += n) {
		if (!dais_store_file_read(s, f, at, to, step, &n, &err))
			fail_msg("%s", err.msg);
		assert_true(at + n <= bytes.n && n <= step);
		assert_memory_equal(to, bytes.p + at, n);
		assert_true(n || at == bytes.n);
	}
}

static void
test_long(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes = long_bytes(a, LONG, 1);
	struct dais_str at_edge = dais_str_sub(bytes, 0, 8 * DAIS_STORE_FILE_PART);
	struct dais_digest d = keep(s, bytes), again = keep(s, bytes), edge = keep(s, at_edge);
	struct dais_store_file f;
	char some[16];
	size_t n;

	(void)state;
	assert_true(dais_digest_eq(&d, &again));
	is_kept(s, &d, bytes);
	is_kept(s, &edge, at_edge);
	assert_true(dais_store_file_look(s, &d, a, &f, &err));
	assert_true(f.in_parts && f.size == LONG);
	assert_str(f.type, TYPE);
	is_read(s, &f, bytes, 32768);
	is_read(s, &f, bytes, 300001);
	assert_true(dais_store_file_read(s, &f, LONG - 5, some, sizeof(some), &n, &err));
	assert_int_equal(n, 5);
	assert_memory_equal(some, bytes.p + LONG - 5, 5);
	assert_true(dais_store_file_look(s, &edge, a, &f, &err));
	is_read(s, &f, at_edge, 65536);
	assert_true(verify(s).sound);
	assert_int_equal(verify(s).files, 2);
	/* One of a megabyte lies in its row. */
	d = keep(s, dais_str_sub(bytes, 0, DAIS_STORE_FILE_ROW));
	assert_true(dais_store_file_look(s, &d, a, &f, &err));
	assert_true(!f.in_parts && f.size == DAIS_STORE_FILE_ROW);
	dais_store_close(s);
}

static bool
claim(struct dais_store *s, const struct dais_digest *d, uint64_t size, struct dais_err *err)
{
	struct dais_writing *w = contract_begin(s, "p", "");

	*err = (struct dais_err)DAIS_ERR_INIT;
	if (dais_store_file_claim(w, d, size, S(TYPE), err)) {
		(void)contract_commit(w);
		return true;
	}
	dais_store_abandon(w);
	return false;
}

static void
test_brought(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes = long_bytes(a, LONG, 2);
	struct dais_digest d, other = { { 7 } };
	struct dais_store_file f;
	uint64_t before, after;
	size_t swept;

	(void)state;
	(void)contract_commit(contract_begin(s, "p", ""));
	assert_true(dais_store_file_bring(s, bytes, NOW, &d, &err));
	/* Nobody sees it, and nothing of it is in the log. */
	assert_false(dais_store_file_look(s, &d, a, &f, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	assert_int_equal(verify(s).unclaimed, 1);
	assert_int_equal(verify(s).files, 0);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_store_files_sweep(s, NOW + 4 * MINUTE, &swept, &err));
	assert_int_equal(swept, 0);
	assert_false(claim(s, &d, LONG + 1, &err));
	assert_int_equal(err.code, DAIS_ERR_BUSY);
	assert_false(claim(s, &other, LONG, &err));
	assert_int_equal(err.code, DAIS_ERR_BUSY);
	assert_true(claim(s, &d, LONG, &err));
	is_kept(s, &d, bytes);
	assert_true(verify(s).sound);
	assert_int_equal(verify(s).unclaimed, 0);
	assert_true(dais_store_latest(s, S("p"), &before, &err));
	assert_true(claim(s, &d, LONG, &err));
	assert_true(dais_store_latest(s, S("p"), &after, &err));
	assert_int_equal(before, after);
	assert_true(dais_store_files_sweep(s, NOW + 9 * MINUTE, &swept, &err));
	assert_int_equal(swept, 0);
	is_kept(s, &d, bytes);
	dais_store_close(s);
}

/* What nobody claims goes, and coming again helps. */
static void
test_unclaimed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes = long_bytes(a, LONG, 3);
	struct dais_digest d, e;
	size_t swept;

	(void)state;
	assert_true(dais_store_file_bring(s, bytes, NOW, &d, &err));
	assert_true(dais_store_file_bring(s, dais_str_sub(bytes, 1, LONG), NOW, &e, &err));
	assert_int_equal(verify(s).unclaimed, 2);
	assert_true(dais_store_files_sweep(s, NOW + 6 * MINUTE, &swept, &err));
	assert_int_equal(swept, 2);
	assert_int_equal(verify(s).unclaimed, 0);
	assert_false(claim(s, &d, LONG, &err));
	assert_int_equal(err.code, DAIS_ERR_BUSY);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_store_file_bring(s, bytes, NOW + 7 * MINUTE, &d, &err));
	assert_true(claim(s, &d, LONG, &err));
	is_kept(s, &d, bytes);
	dais_store_close(s);
}

/* Killed in the midst of a file that comes: what is there is no file, and it goes. */
static void
test_killed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_str bytes = long_bytes(a, 6 * LONG, 4);
	struct dais_digest d = dais_digest_of(bytes);
	unsigned cut = 0;

	(void)state;
	for (unsigned round = 0; round < 3; round++) {
		struct dais_err err = DAIS_ERR_INIT;
		uint64_t left;
		size_t swept;
		pid_t child = fork();

		assert_true(child >= 0);
		if (child == 0) {
			struct dais_digest mine;

			_exit(!dais_store_file_bring(
			    contract_open(contract_where()), bytes, NOW, &mine, &err));
		}
		while (!verify(s).unclaimed && waitpid(child, NULL, WNOHANG) == 0)
			continue;
		(void)kill(child, SIGKILL);
		(void)waitpid(child, NULL, 0);
		left = verify(s).unclaimed;
		assert_true(verify(s).sound && left == 1);
		if (claim(s, &d, bytes.n, &err))
			break; /* it had come whole */
		assert_int_equal(err.code, DAIS_ERR_BUSY);
		assert_int_equal(verify(s).files, 0);
		cut++;
		err = (struct dais_err)DAIS_ERR_INIT;
		assert_true(dais_store_files_sweep(s, NOW + 60 * MINUTE, &swept, &err));
		assert_int_equal(swept, left);
		assert_int_equal(verify(s).unclaimed, 0);
	}
	assert_true(cut > 0);
	dais_store_close(s);
}

static void
test_tampered(void **state)
{
	static const char *const tricks[] = {
		"UPDATE file_part SET part = 1000 - part WHERE part IN (3, 997)",
		"UPDATE file_part SET part = part + 100",
		"DELETE FROM file_part WHERE part = 2",
		"DELETE FROM file_part WHERE part = (SELECT max(part) FROM file_part)",
		"DELETE FROM file_part",
		"UPDATE file_part SET bytes = (SELECT o.bytes FROM file_part AS o WHERE o.part = "
		"0) "
		"WHERE part = 1",
		"INSERT INTO file_part SELECT digest, part + 1, bytes FROM file_part WHERE part = "
		"(SELECT max(part) FROM file_part)",
		"DELETE FROM file",
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str bytes = long_bytes(a, LONG, 5);
	const struct contract_engine *e = contract_now();

	(void)state;
	for (unsigned i = 0; i < sizeof(tricks) / sizeof(*tricks) + 4; i++) {
		struct dais_store *s = contract_new();
		unsigned flip = i - (unsigned)(sizeof(tricks) / sizeof(*tricks));

		(void)keep(s, bytes);
		e->run(contract_where(), e->unlock);
		if (i < sizeof(tricks) / sizeof(*tricks))
			e->run(contract_where(), tricks[i]);
		else
			assert_true(e->flip(contract_where(), "file_part",
			    flip < 3 ? "bytes" : "digest", flip * 3, 99991 * (flip + 1)));
		if (verify(s).sound)
			fail_msg("trick %u", i);
		dais_store_close(s);
	}
}

static void
test_guarded(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes = long_bytes(a, LONG, 6);
	const struct contract_engine *e = contract_now();
	struct dais_digest d = keep(s, bytes), short_one;
	struct dais_writing *w = contract_begin(s, "p", "");

	(void)state;
	assert_true(dais_store_file_put(w, S("short"), S("text/plain"), &short_one, &err));
	(void)contract_commit(w);
	e->refused(contract_where(), "UPDATE file_part SET part = part + 100");
	e->refused(contract_where(), "DELETE FROM file_part");
	e->refused(contract_where(), "DELETE FROM file");
	e->refused(contract_where(), "UPDATE file SET bytes = '' WHERE type = 'text/plain'");
	e->refused(contract_where(), "UPDATE file SET type = 'text/html'");
	is_kept(s, &d, bytes);
	assert_true(verify(s).sound);
	dais_store_close(s);
}

/* A damaged part is said to be one, whichever way it is read. */
static void
test_missing_part(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes = long_bytes(a, LONG, 8), got, type;
	struct dais_digest d = keep(s, bytes);
	struct dais_store_file f;
	char some[16];
	size_t n;

	(void)state;
	contract_now()->run(contract_where(), contract_now()->unlock);
	contract_now()->run(contract_where(), "DELETE FROM file_part WHERE part = 2");
	assert_false(dais_store_file_get(s, &d, a, &got, &type, &err));
	assert_int_equal(err.code, DAIS_ERR_INTERNAL);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_store_file_look(s, &d, a, &f, &err));
	assert_true(dais_store_file_read(s, &f, 0, some, sizeof(some), &n, &err));
	assert_false(dais_store_file_read(
	    s, &f, 2 * DAIS_STORE_FILE_PART + 3, some, sizeof(some), &n, &err));
	assert_int_equal(err.code, DAIS_ERR_INTERNAL);
	dais_store_close(s);
}

static void
test_moved(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *to =
	    dais_arena_printf(a, "%s/long-%s", contract_sqlite_folder(), contract_now()->name).p;
	struct dais_store *s = contract_new(), *copy = NULL;
	struct dais_str bytes = long_bytes(a, LONG, 9);
	struct dais_digest d = keep(s, bytes), head;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store_verdict v;
	struct dais_store_file f;

	(void)state;
	(void)unlink(to);
	if (!dais_store_backup(s, to, &head, &err))
		fail_msg("%s", err.msg);
	dais_store_close(s);
	copy = contract_new();
	if (!dais_store_restore(copy, to, &v, &err))
		fail_msg("%s", err.msg);
	assert_true(v.sound && v.files == 1);
	is_kept(copy, &d, bytes);
	assert_true(dais_store_file_look(copy, &d, a, &f, &err));
	assert_true(f.in_parts);
	dais_store_close(copy);
}

/* As it lay before there were parts: all of it in its row. The guards are gone. */
static void
put_together(struct dais_store *s, const struct dais_digest *d, struct dais_str bytes)
{
	const struct dais_sql_value values[] = { dais_sql_digest(d), dais_sql_bytes(bytes) };
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t touched;

	if (!dais_sql_run(
		dais_store_sql(s), DAIS_SQL_FILE_PART_REMOVE, values, 1, &touched, &err) ||
	    !dais_sql_run(dais_store_sql(s), DAIS_SQL_FILE_EMPTY, values, 2, &touched, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(touched, 1);
}

/* One that is there is not written a second time, wherever it lies. */
static void
test_brought_again(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes = long_bytes(a, LONG, 10);
	struct dais_digest d = keep(s, bytes), again;
	int64_t parts = -1;

	(void)state;
	contract_now()->run(contract_where(), contract_now()->unlock);
	put_together(s, &d, bytes);
	if (!dais_store_file_bring(s, bytes, NOW, &again, &err))
		fail_msg("%s", err.msg);
	assert_true(dais_digest_eq(&d, &again));
	assert_true(dais_sql_number(dais_store_sql(s), DAIS_SQL_FILE_PART_SUM,
	    DAIS_SQL_ARGS(dais_sql_digest(&d)), &parts, &err));
	assert_int_equal(parts, 0);
	assert_true(claim(s, &d, LONG, &err));
	is_kept(s, &d, bytes);
	assert_true(verify(s).sound);
	dais_store_close(s);
}

static bool
stop_soon(void *ctx, uint64_t done, uint64_t total)
{
	unsigned *left = ctx;

	assert_true(done <= total);
	return (*left)-- > 0;
}

static void
test_divided(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	const struct dais_store_options options = { .where = contract_where() };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store_file f;
	struct dais_str bytes[3];
	struct dais_digest d[3], before, after;
	dais_store_strs steps = { 0 };
	uint64_t files = 0;
	unsigned left = 0;

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		bytes[i] = long_bytes(a, LONG / (i + 1) + DAIS_STORE_FILE_ROW, 20 + i);
		d[i] = keep(s, bytes[i]);
	}
	contract_now()->run(contract_where(), contract_now()->unlock);
	for (unsigned i = 0; i < 3; i++)
		put_together(s, &d[i], bytes[i]);
	before = verify(s).head;
	assert_true(verify(s).sound);
	is_kept(s, &d[1], bytes[1]);
	assert_true(dais_store_file_look(s, &d[1], a, &f, &err));
	assert_true(!f.in_parts && f.size == bytes[1].n);
	assert_true(dais_store_migrate(&options, true, NULL, NULL, a, &steps, &files, &err));
	assert_int_equal(files, 3);
	/* Broken off after the first, it goes on with the others. */
	assert_false(
	    dais_store_migrate(&options, false, stop_soon, &left, a, &steps, &files, &err));
	assert_int_equal(files, 1);
	assert_true(verify(s).sound);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_store_migrate(&options, false, NULL, NULL, a, &steps, &files, &err));
	assert_int_equal(files, 2);
	assert_int_equal(steps.n, 0);
	for (unsigned i = 0; i < 3; i++) {
		is_kept(s, &d[i], bytes[i]);
		assert_true(dais_store_file_look(s, &d[i], a, &f, &err));
		assert_true(f.in_parts && f.size == bytes[i].n);
	}
	after = verify(s).head;
	assert_true(verify(s).sound && dais_digest_eq(&before, &after));
	dais_store_close(s);
}

const struct CMUnitTest contract_files[] = {
	cmocka_unit_test(test_long),
	cmocka_unit_test(test_brought),
	cmocka_unit_test(test_unclaimed),
	cmocka_unit_test(test_killed),
	cmocka_unit_test(test_tampered),
	cmocka_unit_test(test_guarded),
	cmocka_unit_test(test_missing_part),
	cmocka_unit_test(test_moved),
	cmocka_unit_test(test_brought_again),
	cmocka_unit_test(test_divided),
};
const size_t contract_files_n = sizeof(contract_files) / sizeof(*contract_files);
