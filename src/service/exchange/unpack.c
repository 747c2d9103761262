/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/pack.h"
#include "read/zip/unzip.h"
#include "service/exchange/exchange.h"

#define FILES_MAX 16u
#define NAME_MAX_BYTES 64u

/* The files that make a package (doc/package.md). */
static bool
is_of_package(struct dais_str name)
{
	static const char *const names[] = { "meeting.yaml", "profile.yaml", "planning.yaml",
		"text/ar.md", "text/zh.md", "text/en.md", "text/fr.md", "text/ru.md",
		"text/es.md" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (dais_str_is(name, names[i]))
			return true;
	return false;
}

/* The folder that the package lies in: what stands before the shortest "meeting.yaml". */
static bool
find_folder(const struct dais_unzip *z, struct dais_str *ret)
{
	static const struct dais_str meeting = DAIS_STR_INIT("meeting.yaml");
	bool found = false;

	for (size_t i = 0; i < dais_unzip_count(z); i++) {
		struct dais_str name = dais_unzip_name(z, i);

		if (!dais_str_has_suffix(name, meeting))
			continue;
		struct dais_str folder = dais_str_sub(name, 0, name.n - meeting.n);
		if (folder.n && folder.p[folder.n - 1] != '/')
			continue;
		if (!found || folder.n < ret->n)
			*ret = folder;
		found = true;
	}
	return found;
}

bool
dais_exchange_unpack(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_unzip *z;
	struct dais_str folder = DAIS_STR_NONE;

	(void)ctx;
	if (!dais_unzip_open(a, question, DAIS_STR("the ZIP file"), &z, err))
		return false;
	if (!find_folder(z, &folder)) {
		dais_err_set(err, DAIS_ERR_INVALID, "the ZIP file holds no meeting.yaml");
		return dais_err_hint(err, "Send a file that dais has exported.");
	}
	for (size_t i = 0; i < dais_unzip_count(z); i++) {
		struct dais_str name = dais_unzip_name(z, i);
		DAIS_BUF_AUTO bytes = { 0 };

		if (!dais_str_has_prefix(name, folder))
			continue;
		name = dais_str_sub(name, folder.n, name.n);
		if (!is_of_package(name))
			continue;
		dais_buf_init(&bytes, DAIS_EXCHANGE_BYTES_MAX);
		if (!dais_unzip_read(z, i, &bytes, err))
			return false;
		dais_pack_str(answer, name);
		dais_pack_str(answer, dais_buf_str(&bytes));
	}
	return true;
}

bool
dais_exchange_files(
    struct dais_str answer, struct dais_arena *a, dais_house_files *ret, struct dais_err *err)
{
	struct dais_unpack u = { answer, false };

	while (u.rest.n && !u.failed && ret->n < FILES_MAX) {
		struct dais_str name = dais_unpack_text(&u, NAME_MAX_BYTES);
		struct dais_str bytes = dais_unpack_bytes(&u, DAIS_EXCHANGE_BYTES_MAX);

		if (!u.failed && is_of_package(name))
			dais_vec_push(a, ret, ((struct dais_house_file){ name, bytes }));
	}
	if (!dais_unpack_end(&u))
		return dais_err_set(
		    err, DAIS_ERR_INTERNAL, "the workshop did not answer with files");
	return true;
}
