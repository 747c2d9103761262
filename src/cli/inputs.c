/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"

#define DEPTH_MAX 64u
#define INPUTS_MAX 1000000u

bool
dais_inputs_is_package(const char *path)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	return dais_file_exists(dais_file_join(a, path, "meeting.yaml"));
}

static bool
is_named_as_document(const char *name)
{
	static const char *const endings[] = { ".txt", ".docx", ".odt", ".html", ".htm", ".xhtml",
		".pdf", ".akn", ".akn.xml" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str lower = dais_str_lower_ascii(a, dais_str_from(name));

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (dais_str_has_suffix(lower, dais_str_from(endings[i])))
			return true;
	}
	return false;
}

static bool
add(struct dais_arena *a, struct dais_inputs *inputs, const char *path, struct dais_err *err)
{
	if (inputs->paths.n >= INPUTS_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "more than %u documents", INPUTS_MAX);
	dais_vec_push(a, &inputs->paths, path);
	return true;
}

static int
by_name(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

typedef DAIS_VEC(const char *) name_vec;

/* The names in @dir that are not hidden, in order. */
static bool
list(struct dais_arena *a, const char *dir, name_vec *names, struct dais_err *err)
{
	DIR *d = opendir(dir);
	const struct dirent *e;

	if (!d)
		return dais_err_errno(err, errno, "cannot open the folder \"%s\"", dir);
	while ((e = readdir(d))) {
		if (e->d_name[0] != '.')
			dais_vec_push(a, names, dais_arena_cstr(a, dais_str_from(e->d_name)));
	}
	(void)closedir(d);
	if (names->n)
		qsort(names->v, names->n, sizeof(*names->v), by_name);
	return true;
}

static bool
search(struct dais_arena *a, struct dais_inputs *inputs, const char *dir, unsigned depth,
    struct dais_err *err)
{
	name_vec names = { NULL, 0, 0 };

	if (dais_inputs_is_package(dir))
		return add(a, inputs, dir, err);
	if (depth >= DEPTH_MAX)
		return dais_err_set(
		    err, DAIS_ERR_LIMIT, "\"%s\" lies %u folders deep", dir, DEPTH_MAX);
	if (!list(a, dir, &names, err))
		return false;
	for (size_t i = 0; i < names.n; i++) {
		const char *path = dais_file_join(a, dir, names.v[i]);
		struct stat st, target;

		if (lstat(path, &st) != 0 || stat(path, &target) != 0)
			continue;
		if (S_ISDIR(st.st_mode)
			? !search(a, inputs, path, depth + 1, err)
			: S_ISREG(target.st_mode) && is_named_as_document(names.v[i]) &&
			      !add(a, inputs, path, err))
			return false;
	}
	return true;
}

/* "folder/" and "folder" are the same. */
static const char *
without_slash(struct dais_arena *a, const char *path)
{
	struct dais_str s = dais_str_from(path);

	while (s.n > 1 && s.p[s.n - 1] == '/')
		s.n--;
	return dais_arena_cstr(a, s);
}

/* Who names meeting.yaml means the package; else @file. */
static const char *
package_of(struct dais_arena *a, const char *file)
{
	const char *slash = strrchr(file, '/');

	if (strcmp(slash ? slash + 1 : file, "meeting.yaml") != 0 || !dais_file_exists(file))
		return file;
	if (!slash)
		return ".";
	return dais_arena_cstr(
	    a, (struct dais_str){ file, slash == file ? 1 : (size_t)(slash - file) });
}

bool
dais_inputs_add(
    struct dais_arena *a, struct dais_inputs *inputs, const char *operand, struct dais_err *err)
{
	size_t before = inputs->paths.n;

	if (!dais_file_is_dir(operand))
		return add(a, inputs, package_of(a, operand), err);
	if (!search(a, inputs, without_slash(a, operand), 0, err))
		return false;
	if (inputs->paths.n > before)
		return true;
	(void)dais_err_set(err, DAIS_ERR_NOT_FOUND,
	    "\"%s\" holds neither a package (meeting.yaml) nor documents", operand);
	return dais_err_hint(
	    err, "A file that is named otherwise is read when it is given by its own name.");
}
