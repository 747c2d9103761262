/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/zip/unzip.h"

#include <zip.h>

#define PIECE ((size_t)1 << 16)

struct dais_unzip {
	struct dais_arena *arena;
	struct dais_str file;
	zip_t *zip;
	size_t n;
	size_t total; /* unpacked so far */
};

static void
discard(void *zip)
{
	zip_discard(zip);
}

static bool
broken(struct dais_str file, const zip_error_t *why, struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_INVALID,
	    "%.*s is cut short or damaged: its list of parts cannot be read (libzip error %d)",
	    DAIS_STR_ARG(file), zip_error_code_zip(why));
}

bool
dais_unzip_open(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_unzip **ret, struct dais_err *err)
{
	struct dais_unzip *z = DAIS_NEW(a, struct dais_unzip);
	zip_error_t why;
	zip_source_t *source;
	zip_int64_t n;

	zip_error_init(&why);
	source = zip_source_buffer_create(bytes.p, bytes.n, 0, &why);
	if (!source)
		return broken(file, &why, err);
	*z = (struct dais_unzip){ .arena = a, .file = file };
	z->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
	if (!z->zip) {
		zip_source_free(source);
		return broken(file, &why, err);
	}
	dais_arena_defer(a, discard, z->zip);
	n = zip_get_num_entries(z->zip, 0);
	if (n > DAIS_UNZIP_MEMBERS_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "%.*s has more than %u parts",
		    DAIS_STR_ARG(file), DAIS_UNZIP_MEMBERS_MAX);
	z->n = n > 0 ? (size_t)n : 0;
	*ret = z;
	return true;
}

size_t
dais_unzip_count(const struct dais_unzip *z)
{
	return z->n;
}

struct dais_str
dais_unzip_name(const struct dais_unzip *z, size_t i)
{
	return dais_str_from(zip_get_name(z->zip, i, ZIP_FL_ENC_GUESS));
}

size_t
dais_unzip_find(const struct dais_unzip *z, struct dais_str name)
{
	const char *c = dais_arena_cstr(z->arena, name);
	zip_int64_t i = zip_name_locate(z->zip, c, ZIP_FL_ENC_GUESS);

	if (i < 0)
		i = zip_name_locate(z->zip, c, ZIP_FL_ENC_GUESS | ZIP_FL_NOCASE);
	return i < 0 ? DAIS_UNZIP_NONE : (size_t)i;
}

static bool
too_large(const struct dais_unzip *z, struct dais_str name, struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_LIMIT,
	    "%.*s: the part %.*s unpacks to more than any document holds", DAIS_STR_ARG(z->file),
	    DAIS_STR_ARG(dais_str_sub(name, 0, 100)));
}

static bool
unreadable(const struct dais_unzip *z, struct dais_str name, const char *what,
    enum dais_err_code code, struct dais_err *err)
{
	return dais_err_set(err, code, "%.*s: the part %.*s %s", DAIS_STR_ARG(z->file),
	    DAIS_STR_ARG(dais_str_sub(name, 0, 100)), what);
}

/* The most bytes that the member may unpack to. */
static size_t
most(const struct dais_unzip *z, const zip_stat_t *s)
{
	size_t left = DAIS_UNZIP_TOTAL_MAX - z->total;
	size_t by_ratio = s->valid & ZIP_STAT_COMP_SIZE && s->comp_size < DAIS_UNZIP_TOTAL_MAX
			      ? (size_t)s->comp_size * DAIS_UNZIP_RATIO_MAX
			      : 0;

	if (by_ratio < DAIS_UNZIP_FREE)
		by_ratio = DAIS_UNZIP_FREE;
	return by_ratio < left ? by_ratio : left;
}

static bool
unpack(struct dais_unzip *z, zip_file_t *f, struct dais_str name, struct dais_buf *out,
    struct dais_err *err)
{
	for (;;) {
		size_t had = out->n;
		size_t room = out->max - had < PIECE ? out->max - had : PIECE;
		char one;
		char *to = room ? dais_buf_extend(out, room) : &one;
		zip_int64_t got = zip_fread(f, to, room ? room : 1);

		out->n = had;
		if (got < 0)
			return unreadable(
			    z, name, DAIS_MESSAGE("is damaged"), DAIS_ERR_INVALID, err);
		if (got == 0)
			return true;
		if (!room)
			return too_large(z, name, err);
		out->n = had + (size_t)got;
		z->total += (size_t)got;
	}
}

bool
dais_unzip_read(struct dais_unzip *z, size_t i, struct dais_buf *out, struct dais_err *err)
{
	struct dais_str name = dais_unzip_name(z, i);
	zip_stat_t s;
	zip_file_t *f;
	bool ok;

	dais_buf_init(out, DAIS_UNZIP_TOTAL_MAX);
	if (zip_stat_index(z->zip, i, 0, &s) != 0)
		return unreadable(z, name, DAIS_MESSAGE("is damaged"), DAIS_ERR_INVALID, err);
	if (s.valid & ZIP_STAT_ENCRYPTION_METHOD && s.encryption_method != ZIP_EM_NONE)
		return unreadable(z, name, DAIS_MESSAGE("is encrypted"), DAIS_ERR_UNSUPPORTED, err);
	if (s.valid & ZIP_STAT_COMP_METHOD && s.comp_method != ZIP_CM_STORE &&
	    s.comp_method != ZIP_CM_DEFLATE)
		return unreadable(z, name,
		    DAIS_MESSAGE("is packed in a way that documents do not use"),
		    DAIS_ERR_UNSUPPORTED, err);
	dais_buf_init(out, most(z, &s));
	if (s.valid & ZIP_STAT_SIZE && s.size > out->max)
		return too_large(z, name, err);
	f = zip_fopen_index(z->zip, i, 0);
	if (!f)
		return unreadable(z, name, DAIS_MESSAGE("is damaged"), DAIS_ERR_INVALID, err);
	ok = unpack(z, f, name, out, err);
	zip_fclose(f);
	return ok;
}
