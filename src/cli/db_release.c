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
latest_file(struct dais_house *h, struct dais_str package, uint64_t *ret, struct dais_err *err)
{
	return dais_store_latest_of_kind(dais_house_store(h), package, DAIS_STR("file"), ret, err);
}

/* Makes the documents of the last release that are missing, because the disk was full or the
 * machine stopped. *@ret_release stays 0: none was missing, or there is no release. */
static bool
complete(struct dais_house *h, struct dais_str package, unsigned *ret_release, size_t *ret_files,
    struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err none = DAIS_ERR_INIT;
	uint64_t before, after;

	if (!dais_house_released(h, package, 0, &s, &none))
		return true;
	*ret_release = s->release;
	if (!latest_file(h, package, &before, err) ||
	    !dais_publish_now(h, package, s->release, ret_files, err) ||
	    !latest_file(h, package, &after, err))
		return false;
	if (after == before)
		*ret_release = 0;
	return true;
}

static bool
say_missing(unsigned release, struct dais_err *err)
{
	(void)dais_err_context(err, "while making the documents of release %u", release);
	(void)dais_err_hint(
	    err, "It is published. Give the command again, and what is missing is made.");
	(void)dais_cli_error(err);
	return false;
}

static void
say_done(const struct dais_db_args *args, struct dais_str package, const struct dais_release *r,
    size_t files, struct dais_json *w)
{
	if (args->json)
		put_release(w, package, r, files);
	else if (!args->quiet)
		dais_cli_say(stdout, "%.*s: release %u, %zu news, %zu files", DAIS_STR_ARG(package),
		    r->number, r->news.n, files);
}

static bool
release_one(struct dais_house *h, const struct dais_db_args *args, struct dais_str package,
    struct dais_json *w)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_actor program = dais_actor_program();
	struct dais_err err = DAIS_ERR_INIT, missing = DAIS_ERR_INIT;
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
		/* Nothing has changed: perhaps not all was made. */
		if (err.code == DAIS_ERR_INVALID && !diags.errors &&
		    !complete(h, package, &release.number, &files, &missing))
			return say_missing(release.number, &missing);
		if (release.number) {
			say_done(args, package, &release, files, w);
			return true;
		}
		dais_cli_print_diags(&diags, stderr);
		if (err.code == DAIS_ERR_NOT_FOUND && !err.hint[0])
			(void)dais_err_hint(&err, "dais db list names what is there.");
		(void)dais_cli_error(&err);
		return false;
	}
	if (!dais_publish_now(h, package, release.number, &files, &err))
		return say_missing(release.number, &err);
	say_done(args, package, &release, files, w);
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
