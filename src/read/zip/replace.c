/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/zip/replace.h"

#include <stdlib.h>

#include <zip.h>

static void
free_source(zip_source_t **source)
{
	if (*source)
		zip_source_free(*source);
}

/* A source with a copy of @bytes: libzip 1.7 takes the memory of a source that it copies from for
 * its own, and frees it. */
static zip_source_t *
own_source(struct dais_str bytes, zip_error_t *why)
{
	void *copy = malloc(bytes.n ? bytes.n : 1);
	zip_source_t *source;

	if (!copy)
		return NULL;
	if (bytes.n)
		memcpy(copy, bytes.p, bytes.n);
	source = zip_source_buffer_create(copy, bytes.n, 1, why);
	if (!source)
		free(copy);
	return source; /* NOLINT(clang-analyzer-unix.Malloc): the source frees the copy */
}

static bool
broken(struct dais_str file, const zip_error_t *why, struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_INVALID,
	    "%.*s cannot be copied: its container is damaged (libzip error %d)", DAIS_STR_ARG(file),
	    zip_error_code_zip(why));
}

static bool
change(struct dais_arena *a, zip_t *zip, const struct dais_zip_change *c)
{
	const char *name = dais_arena_cstr(a, c->name);
	zip_int64_t i = zip_name_locate(zip, name, ZIP_FL_ENC_GUESS);
	zip_source_t *source = zip_source_buffer(zip, c->bytes.p, c->bytes.n, 0);
	zip_stat_t s;

	if (!source)
		return false;
	if (zip_stat_index(zip, i < 0 ? 0 : (zip_uint64_t)i, 0, &s) != 0) {
		zip_source_free(source);
		return false;
	}
	if (i < 0)
		i = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
	else if (zip_file_replace(zip, (zip_uint64_t)i, source, 0) != 0)
		i = -1;
	if (i < 0) {
		zip_source_free(source);
		return false;
	}
	return zip_file_set_mtime(
		   zip, (zip_uint64_t)i, s.valid & ZIP_STAT_MTIME ? s.mtime : 0, 0) == 0;
}

/* Takes what libzip wrote. */
static bool
take(zip_source_t *source, struct dais_buf *out)
{
	zip_stat_t s;
	void *to;

	if (zip_source_open(source) != 0)
		return false;
	if (zip_source_stat(source, &s) != 0)
		zip_stat_init(&s); /* of a size that is not known: nothing is taken */
	to = s.valid & ZIP_STAT_SIZE && s.size <= out->max ? dais_buf_extend(out, s.size) : NULL;
	if (to && zip_source_read(source, to, s.size) != (zip_int64_t)s.size)
		to = NULL;
	zip_source_close(source);
	return to != NULL;
}

bool
dais_zip_replace(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    const struct dais_zip_change *changes, size_t n, struct dais_buf *out, struct dais_err *err)
{
	__attribute__((cleanup(free_source))) zip_source_t *source = NULL;
	zip_error_t why;
	zip_t *zip;
	bool ok = true;

	zip_error_init(&why);
	source = own_source(bytes, &why);
	if (!source)
		return broken(file, &why, err);
	zip = zip_open_from_source(source, 0, &why);
	if (!zip)
		return broken(file, &why, err);
	zip_source_keep(source); /* the container gives it up when it is closed */
	for (size_t i = 0; ok && i < n; i++)
		ok = change(a, zip, &changes[i]);
	if (!ok || zip_close(zip) != 0) {
		why = *zip_get_error(zip);
		(void)broken(file, &why, err);
		zip_discard(zip);
		return false;
	}
	if (!take(source, out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "the copy of %.*s is larger than %zu MB",
		    DAIS_STR_ARG(file), out->max >> 20);
	return true;
}
