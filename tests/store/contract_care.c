/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Verifying, making again, backup and restore; what happens to a record that is tampered with.
 */
#include "contract.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define S(c) dais_str_from(c)
#define CHANGES 30

static struct dais_store_verdict
verify(struct dais_store *s)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store_verdict v;

	if (!dais_store_verify(s, NULL, NULL, &v, &err))
		fail_msg("%s", err.msg);
	return v;
}

static bool
stop(void *ctx, uint64_t done, uint64_t total)
{
	(void)done;
	assert_true(total >= 1000);
	++*(int *)ctx;
	return false;
}

static void
test_verify(void **state)
{
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store_verdict v = verify(s);
	struct dais_writing *w;
	char id[16];
	int asked = 0;

	(void)state;
	assert_true(v.sound);
	assert_int_equal(v.changes + v.things + v.files, 0);
	contract_fill(s, 7, CHANGES);
	v = verify(s);
	if (!v.sound)
		fail_msg("%s", v.what.msg);
	assert_true(v.changes > CHANGES / 2 && v.things > 10 && v.files > 2);
	w = contract_begin(s, "many", "");
	for (unsigned i = 0; i < 1200; i++) {
		(void)snprintf(id, sizeof(id), "%u", i);
		contract_put(w, "item", id, "1");
	}
	(void)contract_commit(w);
	assert_true(verify(s).sound);
	assert_int_equal(verify(s).things, v.things + 1200);
	assert_false(dais_store_verify(s, stop, &asked, &v, &err));
	assert_int_equal(asked, 1);
	dais_store_close(s);
}

/* The log makes the same table of things again, whatever had become of it. */
static void
test_rebuild(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_store *s = contract_new();
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_str before;
		uint64_t changes = 0, latest = 0;

		contract_fill(s, seed * 77, CHANGES);
		before = contract_dump(s, a);
		assert_true(before.n > 100);
		contract_now()->run(contract_where(),
		    "DELETE FROM thing WHERE kind = 'item'; UPDATE thing SET value = '0';"
		    "INSERT INTO thing VALUES ('p', 'k', 'i', 1, '1', 1); DELETE FROM "
		    "change_thing");
		assert_false(verify(s).sound);
		assert_true(dais_store_rebuild(s, &changes, &err));
		assert_true(dais_store_latest(s, DAIS_STR_NONE, &latest, &err));
		assert_int_equal(changes, latest);
		assert_true(dais_str_eq(contract_dump(s, a), before));
		assert_true(verify(s).sound);
		dais_store_close(s);
	}
}

/* A fresh record to tamper with. */
static struct dais_store *
victim(void)
{
	struct dais_store *s = contract_new();

	contract_fill(s, 4711, 12);
	assert_true(verify(s).sound);
	contract_now()->run(contract_where(), contract_now()->unlock);
	return s;
}

static void
test_tampered_bytes(void **state)
{
	static const struct {
		const char *table, *column;
	} places[] = { { "change", "content" }, { "change", "digest" }, { "change", "package" },
		{ "thing", "value" }, { "thing", "id" }, { "thing", "kind" },
		{ "thing", "package" }, { "file", "bytes" }, { "file", "type" },
		{ "file", "digest" } };
	unsigned flips = 0;

	(void)state;
	for (unsigned i = 0; i < sizeof(places) / sizeof(*places); i++) {
		for (unsigned at = 0; at < 2; at++) {
			struct dais_store *s = victim();

			if (contract_now()->flip(contract_where(), places[i].table,
				places[i].column, at, 7 + i * 13)) {
				flips++;
				if (verify(s).sound)
					fail_msg("%s %s", places[i].table, places[i].column);
			}
			dais_store_close(s);
		}
	}
	assert_true(flips > 15);
}

static void
test_tampered_rows(void **state)
{
	static const char *const tricks[] = {
		"DELETE FROM thing WHERE revision = (SELECT max(revision) FROM thing)",
		"INSERT INTO thing VALUES ('one', 'item', 'new', 1, '1', 3)",
		"UPDATE thing SET position = position + 1 WHERE revision = (SELECT max(revision) "
		"FROM thing)",
		"UPDATE thing SET revision = revision - 1 WHERE revision = (SELECT max(revision) "
		"FROM thing)",
		"DELETE FROM change_thing WHERE number = 2; DELETE FROM change WHERE number = 2",
		"DELETE FROM change_thing WHERE number = 3",
		"UPDATE change_thing SET id = 'z' WHERE number = 3",
		"DELETE FROM change_thing WHERE number = (SELECT max(number) FROM change);"
		"DELETE FROM change WHERE number = (SELECT max(number) FROM change)",
		"DELETE FROM file WHERE digest = (SELECT digest FROM file ORDER BY digest LIMIT 1)",
		"UPDATE change SET number = 1000 WHERE number = (SELECT max(number) FROM change)",
	};

	(void)state;
	for (unsigned i = 0; i < sizeof(tricks) / sizeof(*tricks); i++) {
		struct dais_store *s = victim();
		struct dais_store_verdict v;

		contract_now()->run(contract_where(), tricks[i]);
		v = verify(s);
		if (v.sound || !v.what.msg[0])
			fail_msg("%s", tricks[i]);
		dais_store_close(s);
	}
}

/* The log cannot be altered by mistake. */
static void
test_guarded(void **state)
{
	struct dais_store *s = contract_new();
	struct dais_store_verdict v;

	(void)state;
	contract_fill(s, 4711, 12);
	v = verify(s);
	contract_now()->refused(contract_where(), "UPDATE change SET package = 'x'");
	contract_now()->refused(contract_where(), "DELETE FROM change");
	contract_now()->refused(contract_where(), "UPDATE file SET type = 'x'");
	contract_now()->refused(contract_where(), "DELETE FROM file");
	assert_true(verify(s).sound);
	assert_int_equal(verify(s).changes, v.changes);
	dais_store_close(s);
}

static void
set_state(struct dais_store *s, const char *key, int64_t due, int64_t ends)
{
	const struct dais_state entry = { S("password"), S(key), S("\xff\x01hash"), due, ends, 0 };
	struct dais_err err = DAIS_ERR_INIT;

	assert_true(dais_store_state_set(s, &entry, 0, &err));
}

static void
test_backup(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new(), *copy;
	struct dais_err err = DAIS_ERR_INIT;
	const char *to =
	    dais_arena_printf(a, "%s/backup-%s", contract_sqlite_folder(), contract_now()->name).p;
	struct dais_store_verdict v = { 0 };
	struct dais_digest head;
	struct dais_state got;
	struct stat st;

	(void)state;
	contract_fill(s, 99, CHANGES);
	set_state(s, "anna", 0, 0);
	set_state(s, "session", 0, 99);
	set_state(s, "message", 99, 0);
	assert_true(dais_store_backup(s, to, &head, &err));
	v = verify(s);
	assert_true(dais_digest_eq(&head, &v.head));
	assert_int_equal(stat(to, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(dais_store_backup(s, to, &head, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	copy = contract_new();
	err = (struct dais_err)DAIS_ERR_INIT;
	if (!dais_store_restore(copy, to, &v, &err))
		fail_msg("%s", err.msg);
	assert_true(v.sound);
	assert_true(dais_digest_eq(&v.head, &head));
	assert_true(dais_str_eq(contract_dump(copy, a), contract_dump(s, a)));
	assert_true(dais_store_state_get(copy, "password", S("anna"), 1, a, &got, &err));
	assert_true(dais_str_eq(got.value, S("\xff\x01hash")));
	assert_false(dais_store_state_get(copy, "password", S("session"), 1, a, &got, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_state_get(copy, "password", S("message"), 1, a, &got, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_restore(copy, to, &v, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	dais_store_close(copy);
	dais_store_close(s);
}

/* A backup with one byte altered, or cut off, is refused and leaves the record empty. */
static void
test_damaged_backup(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	const char *to =
	    dais_arena_printf(a, "%s/damaged-%s", contract_sqlite_folder(), contract_now()->name).p;
	struct dais_store_verdict v;
	struct dais_digest head;
	struct dais_str bytes;
	uint64_t latest = 0;

	(void)state;
	contract_fill(s, 99, 8);
	assert_true(dais_store_backup(s, to, &head, &err));
	assert_true(dais_file_read(a, to, DAIS_STORE_FILE_MAX, &bytes, &err));
	dais_store_close(s);
	s = contract_new();
	for (size_t i = 0; i < 2; i++) {
		assert_true(dais_file_write(to, dais_str_sub(bytes, 0, bytes.n / (i + 2)), &err));
		err = (struct dais_err)DAIS_ERR_INIT;
		assert_false(dais_store_restore(s, to, &v, &err));
		assert_true(err.code == DAIS_ERR_INVALID || err.code == DAIS_ERR_INTERNAL);
	}
	assert_true(dais_file_write(to, S("no backup at all, of anything"), &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_restore(s, to, &v, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_restore(s, "/nowhere/at/all", &v, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_store_latest(s, DAIS_STR_NONE, &latest, &err));
	assert_int_equal(latest, 0);
	assert_true(verify(s).sound);
	dais_store_close(s);
}

static void
test_migrate(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_store_options options = { .where = contract_where() };
	struct dais_err err = DAIS_ERR_INIT;
	dais_store_strs steps = { 0 };
	struct dais_str script;
	uint64_t files = 0;

	(void)state;
	contract_fill(s, 5, 5);
	assert_true(dais_store_migrate(&options, false, NULL, NULL, a, &steps, &files, &err));
	assert_int_equal(steps.n, 0);
	dais_store_close(s);
	contract_now()->run(contract_where(), contract_now()->set_schema_newer);
	assert_false(dais_store_open(&options, &s, &err));
	assert_int_equal(err.code, DAIS_ERR_UNSUPPORTED);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_migrate(&options, false, NULL, NULL, a, &steps, &files, &err));
	assert_int_equal(err.code, DAIS_ERR_UNSUPPORTED);
	err = (struct dais_err)DAIS_ERR_INIT;
	/* As it was before there was an index. */
	options.where = contract_now()->place();
	assert_true(dais_file_read(a, contract_now()->first_form, 1 << 20, &script, &err));
	contract_now()->run(options.where, dais_arena_cstr(a, script));
	assert_false(dais_store_open(&options, &s, &err));
	assert_int_equal(err.code, DAIS_ERR_UNSUPPORTED);
	assert_non_null(strstr(err.hint, "dais db migrate"));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_store_migrate(&options, true, NULL, NULL, a, &steps, &files, &err));
	assert_true(steps.n >= 2);
	assert_str(steps.v[0], "2: index");
	assert_false(dais_store_open(&options, &s, &err));
	steps.n = 0;
	err = (struct dais_err)DAIS_ERR_INIT;
	if (!dais_store_migrate(&options, false, NULL, NULL, a, &steps, &files, &err))
		fail_msg("%s", err.msg);
	assert_true(steps.n >= 2);
	assert_true(dais_store_open(&options, &s, &err));
	contract_fill(s, 5, 5);
	assert_true(verify(s).sound);
	dais_store_close(s);
}

const struct CMUnitTest contract_care[] = {
	cmocka_unit_test(test_verify),
	cmocka_unit_test(test_rebuild),
	cmocka_unit_test(test_tampered_bytes),
	cmocka_unit_test(test_tampered_rows),
	cmocka_unit_test(test_guarded),
	cmocka_unit_test(test_backup),
	cmocka_unit_test(test_damaged_backup),
	cmocka_unit_test(test_migrate),
};
const size_t contract_care_n = sizeof(contract_care) / sizeof(*contract_care);
