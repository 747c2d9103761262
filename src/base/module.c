/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/module.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

#include "base/str.h"

static bool
runs_in(const char *folder)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	struct dais_str exe = { path, n > 0 ? (size_t)n : 0 }, root = dais_str_from(folder);

	return exe.n > root.n && dais_str_has_prefix(exe, root) && exe.p[root.n] == '/';
}

const void *
dais_module_load(const char *build_root, const char *built, const char *installed,
    const char *symbol, char *ret_why, size_t size)
{
	void *module = dlopen(runs_in(build_root) ? built : installed, RTLD_NOW | RTLD_LOCAL);
	const void *found = module ? dlsym(module, symbol) : NULL;

	if (!found) {
		const char *why = dlerror();
		const char *path = runs_in(build_root) ? built : installed;

		/* What the loader says of a file that is not there is the longest and the least
		 * helpful, and always in English. */
		if (access(path, R_OK) != 0)
			(void)snprintf(ret_why, size, "%s", path);
		else
			(void)snprintf(ret_why, size, "%s", why ? why : path);
	}
	return found;
}
