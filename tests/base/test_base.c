/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What holds values: arenas, vectors, buffers, maps; findings, files, threads, digests.
 */
#include "support/test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/map.h"
#include "base/parallel.h"
#include "base/vec.h"

static void
test_arena_keeps_what_it_gives(void **state)
{
	struct dais_arena *a = dais_arena_new(0);
	char *p[1000];

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		p[i] = dais_arena_alloc(a, i * 7);
		memset(p[i], (int)(i % 251), i * 7);
		assert_int_equal((uintptr_t)p[i] % 16, 0);
	}
	for (size_t i = 1; i < 1000; i++)
		assert_int_equal((unsigned char)p[i][i * 7 - 1], i % 251);
	dais_arena_free(a);
}

static void
note(void *ptr)
{
	*(int *)ptr = *(int *)ptr * 10 + 1;
}

static void
test_arena_defers_in_reverse(void **state)
{
	struct dais_arena *a = dais_arena_new(0);
	int first = 0, second = 0;

	(void)state;
	dais_arena_defer(a, note, &first);
	dais_arena_defer(a, note, &second);
	dais_arena_free(a);
	assert_int_equal(first, 1);
	assert_int_equal(second, 1);
}

static void
test_vec_grows(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_VEC(size_t) v = { NULL, 0, 0 };

	(void)state;
	for (size_t i = 0; i < 5000; i++)
		dais_vec_push(a, &v, i);
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(v.v[i], i);
}

struct words {
	struct dais_str in[6];
};

struct large {
	struct dais_str first;
	struct words by, proposal;
	struct dais_local at;
	struct dais_str zone;
	bool broken, withdrawn; /* and padding */
	struct dais_date approved;
};

/* A compiler that clears the padding of what is written whole must not clear anything else: gcc 12
 * does with -ftrivial-auto-var-init. */
static void __attribute__((noinline))
write_whole(struct large *to, const struct words *words, struct dais_str word, int n)
{
	struct large one = { .first = word,
		.by = *words,
		.proposal = *words,
		.at = { { 2022, 5, 23 }, 600 },
		.zone = word,
		.broken = n == 1,
		.withdrawn = n == 2,
		.approved = n ? (struct dais_date){ 0 } : (struct dais_date){ 2022, 5, 27 } };

	*to = one;
}

static void
test_large_structures(void **state)
{
	struct words words;
	struct dais_str word;
	struct large one;

	(void)state;
	memset(&words, 0x5a, sizeof(words));
	memset(&word, 0x5a, sizeof(word));
	write_whole(&one, &words, word, 1);
	assert_memory_equal(&one.first, &word, sizeof(word));
	assert_memory_equal(&one.by, &words, sizeof(words));
	assert_memory_equal(&one.proposal, &words, sizeof(words));
	assert_memory_equal(&one.zone, &word, sizeof(word));
	assert_true(one.broken && !one.withdrawn && one.at.minute == 600);
}

static void
test_buf_stops_at_its_maximum(void **state)
{
	DAIS_BUF_AUTO b = { 0 };

	(void)state;
	dais_buf_init(&b, 10);
	dais_buf_puts(&b, "12345");
	dais_buf_put_uint(&b, 67890);
	assert_false(dais_buf_has_failed(&b));
	dais_buf_put_char(&b, 'x');
	assert_true(dais_buf_has_failed(&b));
	assert_str(dais_buf_str(&b), "1234567890");
}

static void
test_map(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_map m;

	(void)state;
	dais_map_init(&m, a);
	assert_int_equal(dais_map_get(&m, DAIS_STR("x")), DAIS_MAP_NONE);
	for (unsigned i = 0; i < 3000; i++)
		assert_true(dais_map_add(&m, dais_arena_printf(a, "key %u", i), i));
	assert_false(dais_map_add(&m, DAIS_STR("key 7"), 1));
	for (unsigned i = 0; i < 3000; i++)
		assert_int_equal(dais_map_get(&m, dais_arena_printf(a, "key %u", i)), i);
}

static void
test_diags_sort_is_stable(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;

	(void)state;
	dais_diags_init(&d, a);
	for (unsigned i = 0; i < 50; i++) {
		struct dais_place p = { .file = DAIS_STR("f"), .line = (i * 37) % 11 + 1 };

		(void)dais_diags_add(&d, "R", DAIS_SEVERITY_ERROR, &p, "%u", i);
	}
	dais_diags_sort(&d);
	assert_int_equal(d.errors, 50);
	for (size_t i = 1; i < d.list.n; i++) {
		const struct dais_diag *x = &d.list.v[i - 1], *y = &d.list.v[i];
		int64_t nx, ny;

		assert_true(x->places.v[0].line <= y->places.v[0].line);
		assert_true(dais_str_to_int(x->message, 0, 99, &nx));
		assert_true(dais_str_to_int(y->message, 0, 99, &ny));
		if (x->places.v[0].line == y->places.v[0].line)
			assert_true(nx < ny);
	}
}

static void
test_an_edit_keeps_its_words(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char words[] = "Monday";
	struct dais_place p = { .file = DAIS_STR("f"), .line = 3, .text = dais_str_from(words) };
	struct dais_diags d;
	struct dais_diag *g;

	(void)state;
	dais_diags_init(&d, a);
	g = dais_diags_add(&d, "R", DAIS_SEVERITY_ERROR, &p, "wrong weekday");
	dais_diag_add_edit(&d, g, &p, DAIS_STR("Tuesday"));
	words[0] = 'x';
	assert_int_equal(g->edits.n, 1);
	assert_true(dais_str_eq(g->edits.v[0].place.text, DAIS_STR("Monday")));
	assert_true(dais_str_eq(g->edits.v[0].words, DAIS_STR("Tuesday")));
}

/* What is no regular file is not replaced by one: as root that was the end of /dev/null. */
static void
check_pipe(const char *path)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct stat st;
	char got[8] = "";
	int fd;

	assert_int_equal(mkfifo(path, 0600), 0);
	fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_true(dais_file_write(path, DAIS_STR("words"), &err));
	assert_int_equal(read(fd, got, sizeof(got) - 1), 5);
	assert_string_equal(got, "words");
	assert_int_equal(stat(path, &st), 0);
	assert_true(S_ISFIFO(st.st_mode));
	(void)close(fd);
	(void)unlink(path);
}

/* A name that leads elsewhere goes on to do so: as root that was the end of /dev/stdout, and in a
 * package whose files lie elsewhere of what joined them. */
static void
check_links(struct dais_arena *a, const char *path)
{
	const char *link = dais_arena_printf(a, "%s.link", path).p;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str back;
	struct stat st;

	assert_true(dais_file_write(path, DAIS_STR("first"), &err));
	assert_int_equal(symlink("file", link), 0);
	assert_true(dais_file_write(link, DAIS_STR("second"), &err));
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_true(dais_file_read(a, path, 100, &back, &err));
	assert_str(back, "second");
	(void)unlink(path);
	assert_false(dais_file_write(link, DAIS_STR("third"), &err));
	assert_int_equal(err.code, DAIS_ERR_IO);
	assert_int_equal(err.errnum, ENOENT);
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	(void)unlink(link);
}

static void
test_files_appear_whole(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char dir[] = "/tmp/dais-test-XXXXXX";
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str back;
	const char *path;

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_true(dais_file_make_dirs(dais_file_join(a, dir, "x/y/z"), &err));
	path = dais_file_join(a, dir, "x/y/z/file");
	assert_true(dais_file_write(path, DAIS_STR("first"), &err));
	assert_true(dais_file_write_fast(path, DAIS_STR("second"), &err));
	assert_true(dais_file_read(a, path, 100, &back, &err));
	assert_str(back, "second");
	assert_false(dais_file_read(a, path, 3, &back, &err));
	assert_int_equal(err.code, DAIS_ERR_LIMIT);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_file_read(a, dir, 100, &back, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_file_read(a, dais_file_join(a, dir, "none"), 100, &back, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_file_write(dais_file_join(a, dir, "none/file"), DAIS_STR("x"), &err));
	assert_int_equal(err.code, DAIS_ERR_IO);
	(void)unlink(path);
	check_pipe(path);
	check_links(a, path);
	(void)rmdir(dais_file_join(a, dir, "x/y/z"));
	(void)rmdir(dais_file_join(a, dir, "x/y"));
	(void)rmdir(dais_file_join(a, dir, "x"));
	assert_int_equal(rmdir(dir), 0); /* nothing temporary is left */
}

static void
mark(void *ctx, size_t i)
{
	((unsigned char *)ctx)[i]++;
}

/* A file gets a name that is free, and takes nobody else's. */
static void
test_files_are_placed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char dir[] = "/tmp/dais-test-XXXXXX";
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str got;
	const char *from, *to;

	(void)state;
	assert_non_null(mkdtemp(dir));
	from = dais_file_join(a, dir, "part");
	to = dais_file_join(a, dir, "whole");
	assert_true(dais_file_write(from, DAIS_STR("first"), &err));
	assert_true(dais_file_place(from, to, &err));
	assert_false(dais_file_exists(from));
	assert_true(dais_file_write(from, DAIS_STR("second"), &err));
	assert_false(dais_file_place(from, to, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_file_exists(from));
	assert_true(dais_file_read(a, to, 100, &got, &err));
	assert_str(got, "first");
	assert_int_equal(unlink(from), 0);
	assert_int_equal(unlink(to), 0);
	assert_false(dais_file_place(from, to, &err));
	assert_int_equal(err.code, DAIS_ERR_IO);
	assert_int_equal(rmdir(dir), 0);
}

static void
test_parallel_runs_each_once(void **state)
{
	unsigned char seen[5000] = { 0 };

	(void)state;
	dais_parallel_run(sizeof(seen), 8, mark, seen);
	for (size_t i = 0; i < sizeof(seen); i++)
		assert_int_equal(seen[i], 1);
}

static void
test_digest_is_blake2b(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_digest d = dais_digest_of(DAIS_STR("abc"));

	(void)state;
	assert_str(dais_digest_hex(a, &d),
	    "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void
test_vec_adds_zeroed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_VEC(int) v = { NULL, 0, 0 };

	(void)state;
	for (int i = 1; i <= 9; i++)
		dais_vec_push(a, &v, i);
	v.n = 2;
	assert_int_equal(*dais_vec_add(a, &v), 0);
	assert_int_equal(v.n, 3);
	assert_int_equal(v.v[1], 2);
}

static void
test_messages_are_text(void **state)
{
	(void)state;
	struct dais_err err = DAIS_ERR_INIT;
	(void)dais_err_set(&err, DAIS_ERR_INVALID, "\"%.3s\" is no date", "a\u00e9\u4e2d");
	assert_string_equal(err.msg, "\"a\u00e9\" is no date");
	(void)dais_err_hint(&err, "as in %.4s.", "a\u00e9\u4e2d");
	assert_string_equal(err.hint, "as in a\u00e9.");
	char longest[1000];
	memset(longest, 'x', sizeof(longest));
	memcpy(longest + sizeof(err.msg) - 3, "\u4e2d", 4);
	struct dais_err cut = DAIS_ERR_INIT;
	(void)dais_err_set(&cut, DAIS_ERR_INVALID, "%s", longest);
	assert_true(dais_str_is_text(dais_str_from(cut.msg), NULL));
	assert_int_equal(strlen(cut.msg), sizeof(cut.msg) - 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_arena_keeps_what_it_gives),
		cmocka_unit_test(test_arena_defers_in_reverse),
		cmocka_unit_test(test_vec_grows),
		cmocka_unit_test(test_vec_adds_zeroed),
		cmocka_unit_test(test_large_structures),
		cmocka_unit_test(test_buf_stops_at_its_maximum),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_messages_are_text),
		cmocka_unit_test(test_diags_sort_is_stable),
		cmocka_unit_test(test_an_edit_keeps_its_words),
		cmocka_unit_test(test_files_appear_whole),
		cmocka_unit_test(test_files_are_placed),
		cmocka_unit_test(test_parallel_runs_each_once),
		cmocka_unit_test(test_digest_is_blake2b),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
