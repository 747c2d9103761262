/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Members of a container, and containers made to do harm. */
#include "support/test.h"

#include <stdlib.h>

#include <zip.h>

#include "read/zip/unzip.h"

#define BOMB ((size_t)48 << 20)

/* A container made by libzip; free() it. */
static struct dais_str
make(const char *name, const void *bytes, size_t n, const char *password)
{
	zip_error_t e;
	zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &e);
	zip_t *z = zip_open_from_source(to, ZIP_TRUNCATE, &e);
	zip_int64_t i = zip_file_add(z, name, zip_source_buffer(z, bytes, n, 0), 0);
	zip_stat_t s;
	char *p;

	if (password)
		zip_file_set_encryption(z, (zip_uint64_t)i, ZIP_EM_AES_256, password);
	zip_source_keep(to);
	assert_int_equal(zip_close(z), 0);
	zip_source_open(to);
	zip_source_stat(to, &s);
	p = malloc(s.size);
	zip_source_read(to, p, s.size);
	zip_source_close(to);
	zip_source_free(to);
	return (struct dais_str){ p, s.size };
}

static void
test_read(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str bytes = make("word/document.xml", "hello hello hello", 17, NULL);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_unzip *z;
	DAIS_BUF_AUTO out = { 0 };
	size_t i;

	(void)state;
	assert_true(dais_unzip_open(a, bytes, DAIS_STR("f.docx"), &z, &err));
	assert_int_equal(dais_unzip_count(z), 1);
	assert_int_equal(dais_unzip_find(z, DAIS_STR("other")), DAIS_UNZIP_NONE);
	i = dais_unzip_find(z, DAIS_STR("Word/Document.xml"));
	assert_int_equal(i, 0);
	assert_str(dais_unzip_name(z, i), "word/document.xml");
	assert_true(dais_unzip_read(z, i, &out, &err));
	assert_str(dais_buf_str(&out), "hello hello hello");
	free((char *)(uintptr_t)bytes.p);
}

/* Opens @bytes and reads the first member; both must not succeed. */
static void
assert_refused(struct dais_str bytes, enum dais_err_code code, const char *words)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_unzip *z;
	DAIS_BUF_AUTO out = { 0 };

	if (dais_unzip_open(a, bytes, DAIS_STR("f.docx"), &z, &err))
		assert_false(dais_unzip_read(z, 0, &out, &err));
	assert_int_equal(err.code, code);
	if (!strstr(err.msg, words))
		fail_msg("got \"%s\", expected \"%s\"", err.msg, words);
}

static void
test_refused(void **state)
{
	char *zeros = calloc(BOMB, 1);
	struct dais_str bomb = make("a.xml", zeros, BOMB, NULL);
	struct dais_str locked = make("a.xml", "secret", 6, "password");
	struct dais_str good = make("a.xml", "hello hello hello hello", 23, NULL);
	char *bad = malloc(good.n);

	(void)state;
	assert_refused(bomb, DAIS_ERR_LIMIT, "f.docx: the part a.xml unpacks to more");
	assert_refused(locked, DAIS_ERR_UNSUPPORTED, "is encrypted");
	assert_refused(
	    dais_str_sub(good, 0, good.n - 30), DAIS_ERR_INVALID, "cut short or damaged");
	assert_refused(DAIS_STR("PK\3\4"), DAIS_ERR_INVALID, "cut short or damaged");
	assert_refused(DAIS_STR("no container"), DAIS_ERR_INVALID, "cut short or damaged");
	memcpy(bad, good.p, good.n);
	bad[37] ^= 0x55; /* in the packed bytes */
	assert_refused((struct dais_str){ bad, good.n }, DAIS_ERR_INVALID, "is damaged");
	free(bad);
	free(zeros);
	free((char *)(uintptr_t)bomb.p);
	free((char *)(uintptr_t)locked.p);
	free((char *)(uintptr_t)good.p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
