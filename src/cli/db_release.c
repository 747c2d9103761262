/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais db release: what the public sees.
 */
#include "cli/db_priv.h"
#include "service/house/release.h"
#include "service/publish/publish.h"

static void
put_release(
    struct dais_json *w, struct dais_str package, const struct dais_release *r, size_t files)
{
	dais_json_object(w);
	dais_json_pair(w, "package", package);
	dais_json_pair_int(w, "release", r->number);
	dais_json_pair_int(w, "news", (int64_t)r->news.n);
	dais_json_pair_int(w, "files", (int64_t)files);
	dais_json_end(w);
}

static bool
release_one(struct dais_house *h, const struct dais_db_args *args, struct dais_str package,
    struct dais_json *w)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_actor program = dais_actor_program();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_release release = { 0 };
	struct dais_diags diags;
	uint64_t latest;
	size_t files = 0;

	dais_cli_diags_init(&diags, a);
	if (!dais_store_latest(dais_house_store(h), package, &latest, &err) ||
	    !dais_house_release(h, &program, package,
		&(const struct dais_release_terms){
		    latest, dais_str_from(args->note), args->despite },
		&diags, &release, a, &err)) {
		dais_cli_print_diags(&diags, stderr);
		if (err.code == DAIS_ERR_NOT_FOUND && !err.hint[0])
			(void)dais_err_hint(&err, "dais db list names what is there.");
		(void)dais_cli_error(&err);
		return false;
	}
	if (!dais_publish_now(h, package, release.number, &files, &err)) {
		(void)dais_err_context(
		    &err, "while making the documents of release %u", release.number);
		(void)dais_cli_error(&err);
		return false;
	}
	if (args->json)
		put_release(w, package, &release, files);
	else if (!args->quiet)
		dais_cli_say(stdout, "%.*s: release %u, %zu news, %zu files", DAIS_STR_ARG(package),
		    release.number, release.news.n, files);
	return true;
}

int
dais_db_release(const struct dais_db_args *args)
{
	struct dais_house *h = NULL;
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };
	bool ok = true;

	if (!dais_db_open_house(args, false, &h))
		return DAIS_EXIT_USAGE;
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, false);
	dais_json_array(&w);
	for (size_t i = 0; i < args->n; i++)
		ok = release_one(h, args, dais_str_from(args->operands[i]), &w) && ok;
	dais_json_end(&w);
	dais_json_finish(&w);
	dais_house_close(h);
	if (args->json)
		return dais_db_put(&out, ok ? DAIS_EXIT_OK : DAIS_EXIT_USAGE);
	return ok ? DAIS_EXIT_OK : DAIS_EXIT_USAGE;
}
