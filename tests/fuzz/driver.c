/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Replays files through a fuzz target without libFuzzer: each argument is a file or a folder of
 * files. Prints the name of a file before it is tried, so that a crash names its cause.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

#define FILE_MAX ((size_t)16 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t tried;

static bool
try_file(const char *path)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes;

	if (!dais_file_read(a, path, FILE_MAX, &bytes, &err)) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return false;
	}
	(void)printf("%s\n", path);
	(void)fflush(stdout);
	(void)LLVMFuzzerTestOneInput((const uint8_t *)bytes.p, bytes.n);
	tried++;
	return true;
}

static bool
try_folder(const char *path)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DIR *dir = opendir(path);
	bool ok = dir != NULL;

	for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir)) {
		if (e->d_name[0] != '.')
			ok = try_file(dais_file_join(a, path, e->d_name)) && ok;
	}
	if (dir)
		(void)closedir(dir);
	return ok;
}

int
main(int argc, char **argv)
{
	bool ok = true;

	(void)LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	for (int i = 1; i < argc; i++)
		ok = (dais_file_is_dir(argv[i]) ? try_folder(argv[i]) : try_file(argv[i])) && ok;
	(void)printf("%zu files tried\n", tried);
	return ok && tried ? 0 : 1;
}
