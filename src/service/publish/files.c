/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/publish/files.h"

#include <stdio.h>

#include "base/file.h"

#define FILES_MAX 1000
#define NAME_BYTES 1000

void
dais_files_pack(const dais_house_files *files, struct dais_buf *out)
{
	dais_pack_uint(out, files->n);
	for (size_t i = 0; i < files->n; i++) {
		dais_pack_str(out, files->v[i].name);
		dais_pack_str(out, files->v[i].bytes);
	}
}

static bool
is_package_file(struct dais_str name)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		char file[16];

		(void)snprintf(file, sizeof(file), "text/%s.md", dais_lang_code((enum dais_lang)l));
		if (dais_str_is(name, file))
			return true;
	}
	return dais_str_is(name, "meeting.yaml") || dais_str_is(name, "profile.yaml") ||
	       dais_str_is(name, "planning.yaml");
}

bool
dais_files_lay_out(struct dais_unpack *u, const char *folder, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t n = (size_t)dais_unpack_uint(u, FILES_MAX);

	if (!dais_file_make_dirs(dais_file_join(a, folder, "text"), err))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct dais_str name = dais_unpack_text(u, NAME_BYTES);
		struct dais_str bytes = dais_unpack_bytes(u, DAIS_BUF_MAX);

		if (is_package_file(name) &&
		    !dais_file_write_fast(
			dais_file_join(a, folder, dais_arena_cstr(a, name)), bytes, err))
			return false;
	}
	if (u->failed)
		return dais_err_set(
		    err, DAIS_ERR_INTERNAL, "the files of the package came damaged");
	return true;
}
