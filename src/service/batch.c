/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Many packages: one a thread, fonts opened once.
 */
#include <pthread.h>

#include "base/file.h"
#include "base/parallel.h"
#include "read/package/load.h"
#include "service/build_priv.h"
#include "write/pdf/canvas.h"

struct batch {
	const char *const *dirs;
	const struct dais_build_options *opt;
	struct dais_fonts *fonts;
	pthread_mutex_t lock;
	struct dais_diags *diags;
	struct dais_build_result *result;
	size_t n, done;
	size_t failed;
	struct dais_err *err;
};

static const char *
base_name(struct dais_arena *a, const char *dir)
{
	struct dais_str s = dais_str_from(dir);
	size_t from = 0;

	while (s.n > 1 && s.p[s.n - 1] == '/')
		s.n--;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '/')
			from = i + 1;
	}
	return dais_arena_cstr(a, dais_str_sub(s, from, s.n));
}

static void
add_all(struct dais_diags *to, const struct dais_diags *from)
{
	for (size_t i = 0; i < from->list.n; i++)
		(void)dais_diags_copy(to, &from->list.v[i]);
}

static bool
build_one(struct batch *b, const char *dir, struct dais_arena *a, struct dais_diags *diags,
    struct dais_build_result *result, struct dais_err *err)
{
	struct dais_build_options opt = *b->opt;
	struct dais_record *r = NULL;

	opt.out = dais_file_join(a, b->opt->out, base_name(a, dir));
	opt.progress = NULL;
	if (!dais_package_load(a, dir, &r, diags, err))
		return false;
	if (diags->errors && !opt.draft)
		return dais_err_set(err, DAIS_ERR_INVALID, "%s has errors; nothing was made", dir);
	return dais_build_with(r, b->fonts, 1, &opt, diags, result, err);
}

static void
run_package(void *ctx, size_t i)
{
	struct batch *b = ctx;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_build_result result = { 0, 0 };
	struct dais_diags diags;
	bool ok;

	dais_diags_init_as(&diags, a, b->diags);
	ok = build_one(b, b->dirs[i], a, &diags, &result, &err);
	(void)pthread_mutex_lock(&b->lock);
	add_all(b->diags, &diags);
	b->result->written += result.written;
	b->result->kept += result.kept;
	if (!ok && b->failed++ == 0)
		*b->err = err;
	if (b->opt->progress)
		b->opt->progress(b->opt->ctx, b->dirs[i], result.written > 0, ++b->done, b->n);
	(void)pthread_mutex_unlock(&b->lock);
}

/* Two packages with the same folder name would write over each other. */
static bool
names_differ(const char *const *dirs, size_t n, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_map names;

	dais_map_init(&names, a);
	for (size_t i = 0; i < n; i++) {
		struct dais_str name = dais_str_from(base_name(a, dirs[i]));
		size_t other = dais_map_get(&names, name);

		if (other != DAIS_MAP_NONE) {
			(void)dais_err_set(err, DAIS_ERR_CONFLICT,
			    "%s and %s would both be built into the folder \"%.*s\"", dirs[other],
			    dirs[i], DAIS_STR_ARG(name));
			return dais_err_hint(
			    err, "Build them one by one, each with its own --out.");
		}
		(void)dais_map_add(&names, name, i);
	}
	return true;
}

bool
dais_build_batch(const char *const *dirs, size_t n, const struct dais_build_options *opt,
    struct dais_diags *diags, struct dais_build_result *ret, struct dais_err *err)
{
	struct batch b;

	if (!names_differ(dirs, n, err))
		return false;
	b = (struct batch){ .dirs = dirs,
		.opt = opt,
		.fonts = dais_fonts_new(),
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.diags = diags,
		.result = ret,
		.n = n,
		.err = err };
	dais_parallel_run(n, opt->threads, run_package, &b);
	dais_fonts_free(b.fonts);
	return b.failed == 0;
}
