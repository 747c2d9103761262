/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Containers for fuzzing what stands in them: each part follows a line "=== name"; input that is
 * a container already stays one. */
#ifndef DAIS_TESTS_FUZZ_PARTS_H
#define DAIS_TESTS_FUZZ_PARTS_H

#include <zip.h>

#include "base/arena.h"
#include "base/err.h"

#define PARTS_MAX 12

/* The part that begins at *@at; false at the end. */
static inline bool
next_part(struct dais_str all, size_t *at, struct dais_str *ret_name, struct dais_str *ret_bytes)
{
	size_t name = dais_str_find(all, DAIS_STR("=== "), *at);
	size_t line = name == SIZE_MAX ? SIZE_MAX : dais_str_find_char(all, '\n', name);
	size_t end;

	if (line == SIZE_MAX)
		return false;
	end = dais_str_find(all, DAIS_STR("\n=== "), line);
	if (end == SIZE_MAX)
		end = all.n;
	*ret_name = dais_str_trim(dais_str_sub(all, name + 4, line));
	*ret_bytes = dais_str_sub(all, line + 1, end);
	*at = end;
	return true;
}

/* The container, in @a. */
static inline struct dais_str
pack_parts(struct dais_arena *a, struct dais_str all)
{
	zip_error_t why;
	zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &why);
	zip_t *z = zip_open_from_source(to, ZIP_TRUNCATE, &why);
	struct dais_str name, bytes, ret = DAIS_STR_NONE;
	size_t at = 0;
	zip_stat_t s;
	char *p;

	zip_source_keep(to);
	for (int i = 0; i < PARTS_MAX && next_part(all, &at, &name, &bytes); i++) {
		zip_source_t *from = zip_source_buffer(z, bytes.p, bytes.n, 0);
		zip_int64_t k = zip_file_add(z, dais_arena_cstr(a, name), from, 0);

		if (k < 0)
			zip_source_free(from);
		else
			zip_set_file_compression(z, (zip_uint64_t)k, ZIP_CM_STORE, 0);
	}
	if (zip_close(z) != 0)
		zip_discard(z);
	if (zip_source_open(to) == 0) {
		zip_source_stat(to, &s);
		p = dais_arena_alloc(a, s.size + 1);
		if (zip_source_read(to, p, s.size) == (zip_int64_t)s.size)
			ret = (struct dais_str){ p, s.size };
		zip_source_close(to);
	}
	zip_source_free(to);
	return ret;
}

/* The bytes of the input as a file, of exactly their size on the heap of the arena. */
static inline struct dais_str
container_of(struct dais_arena *a, const uint8_t *data, size_t size)
{
	struct dais_str all = { (const char *)data, size };

	if (dais_str_has_prefix(all, DAIS_STR("=== ")))
		return pack_parts(a, all);
	return dais_arena_dup(a, all);
}

#endif
