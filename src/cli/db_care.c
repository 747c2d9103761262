/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais db verify, rebuild, backup, restore.
 */
#include <unistd.h>

#include "cli/db_priv.h"
#include "service/house/reindex.h"
#include "service/house/standing.h"
#include "text/err_say.h"

/* ---- verify ---- */

static bool
show_progress(void *ctx, uint64_t done, uint64_t total)
{
	(void)ctx;
	dais_db_progress(true, done, total);
	return true;
}

/* What is made from the record and no longer as it would be made. */
struct outdated {
	bool desk, index;
	struct dais_str desk_package, index_package; /* the first; empty: none in particular */
	struct dais_search_verdict search;
};

static bool
check_made(const struct dais_db_args *args, struct dais_arena *a, struct outdated *ret,
    struct dais_err *err)
{
	struct dais_house_options o = { .store = { .where = args->db, .read_only = true } };
	struct dais_house *h = NULL;
	bool ok, desk = true, index = true;

	if (!dais_house_open(&o, &h, err))
		return false;
	ok = dais_standing_verify(h, a, &desk, &ret->desk_package, err) &&
	     dais_house_index_verify(h, a, &index, &ret->index_package, err) &&
	     dais_search_verify(dais_house_store(h), show_progress, NULL, a, &ret->search, err);
	dais_db_progress(false, 0, 0);
	dais_house_close(h);
	ret->desk = !desk;
	ret->index = !index;
	return ok;
}

static void
say_outdated_search(const struct dais_search_verdict *v)
{
	if (!v->sound && v->package.n)
		dais_cli_say(stdout,
		    "the search has the word \"%.*s\" otherwise than %.*s %.*s of package %.*s: "
		    "run dais db rebuild",
		    DAIS_STR_ARG(v->word), DAIS_STR_ARG(v->kind), DAIS_STR_ARG(v->thing),
		    DAIS_STR_ARG(v->package));
	else if (!v->sound)
		dais_cli_say(stdout, "the search has words that no text has: run dais db rebuild");
	if (v->is_partial)
		dais_cli_say(stdout,
		    "the search is being made again, by dais db migrate or the server: not all "
		    "of its words were looked at");
}

static void
say_outdated(const struct outdated *o)
{
	say_outdated_search(&o->search);
	if (o->desk && o->desk_package.n)
		dais_cli_say(stdout,
		    "the desk is told something else of package %.*s than its record says: run "
		    "dais db rebuild",
		    DAIS_STR_ARG(o->desk_package));
	else if (o->desk)
		dais_cli_say(stdout, "the desk is told what no record says: run dais db rebuild");
	if (o->index && o->index_package.n)
		dais_cli_say(stdout,
		    "the index tells the public something else of package %.*s than its last "
		    "release says: run dais db rebuild",
		    DAIS_STR_ARG(o->index_package));
	else if (o->index)
		dais_cli_say(
		    stdout, "the index tells the public what no release says: run dais db rebuild");
}

static void
put_search(struct dais_json *w, const struct dais_search_verdict *v)
{
	if (v->is_partial)
		dais_json_pair_bool(w, "searchIsPartial", true);
	if (v->sound)
		return;
	dais_json_key(w, "outdatedSearch");
	dais_json_object(w);
	if (v->package.n) {
		dais_json_pair(w, "package", v->package);
		dais_json_pair(w, "kind", v->kind);
		dais_json_pair(w, "id", v->thing);
		dais_json_pair(w, "word", v->word);
	}
	dais_json_end(w);
}

static int
say_verdict(const struct dais_db_args *args, const struct dais_store_verdict *v,
    const struct outdated *o, int code)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *head = dais_digest_hex(a, &v->head).p;
	DAIS_BUF_AUTO out = { 0 };
	struct dais_json w;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (args->json) {
		dais_json_begin(&w, &out, false);
		dais_json_object(&w);
		dais_json_pair_bool(&w, "sound", v->sound);
		dais_json_pair_int(&w, "changes", (int64_t)v->changes);
		dais_json_pair_int(&w, "things", (int64_t)v->things);
		dais_json_pair_int(&w, "files", (int64_t)v->files);
		dais_json_pair_int(&w, "unclaimed", (int64_t)v->unclaimed);
		dais_json_pair_c(&w, "head", head);
		if (!v->sound) {
			dais_json_pair_int(&w, "change", (int64_t)v->change);
			dais_json_pair(
			    &w, "offence", dais_text_err_message(a, dais_cli_language(), &v->what));
		}
		if (o->desk)
			dais_json_pair(&w, "outdated", o->desk_package);
		if (o->index)
			dais_json_pair(&w, "outdatedIndex", o->index_package);
		if (v->sound)
			put_search(&w, &o->search);
		dais_json_end(&w);
		dais_json_finish(&w);
	} else if (!v->sound) {
		dais_cli_say(stdout, "the record has been tampered with or damaged: %.*s",
		    DAIS_STR_ARG(dais_text_err_message(a, dais_cli_language(), &v->what)));
		dais_cli_say(
		    stdout, "Keep this file as it is, and restore from a backup made before.");
	} else if (!args->quiet) {
		dais_cli_say(stdout,
		    "the record is sound; changes: %llu, things: %llu, files: %llu",
		    (unsigned long long)v->changes, (unsigned long long)v->things,
		    (unsigned long long)v->files);
		dais_cli_say(stdout, "head %s", head);
		if (v->unclaimed)
			dais_cli_say(stdout,
			    "files that are on their way or never came whole: %llu; the server "
			    "takes away what remains of them",
			    (unsigned long long)v->unclaimed);
	}
	if (!args->json)
		say_outdated(o);
	return dais_db_put(&out, code);
}

/* A digest that was noted before must be that of some change: else the log was cut off. */
static bool
check_head(struct dais_store *s, const struct dais_digest *noted, struct dais_store_verdict *v,
    struct dais_err *err)
{
	uint64_t number = 0;

	if (!v->sound || !noted)
		return true;
	if (!dais_store_find_digest(s, noted, &number, err))
		return false;
	if (!number) {
		v->sound = false;
		v->what = (struct dais_err)DAIS_ERR_INIT;
		(void)dais_err_set(&v->what, DAIS_ERR_INTERNAL,
		    "the digest that was noted is not in the log, so that its end was cut off or "
		    "this is another record");
	}
	return true;
}

int
dais_db_verify(const struct dais_db_args *args)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store_verdict v;
	struct outdated outdated = { .search = { .sound = true } };
	struct dais_store *s = NULL;
	struct dais_digest noted;
	bool ok;

	if (args->head && !dais_digest_parse(dais_str_from(args->head), &noted)) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "--head is not a digest");
		(void)dais_err_hint(
		    &err, "It has 64 hexadecimal digits, as dais db verify prints them.");
		return dais_cli_error(&err);
	}
	if (!dais_db_open(args, true, &s))
		return DAIS_EXIT_USAGE;
	ok = dais_store_verify(s, show_progress, NULL, &v, &err);
	dais_db_progress(false, 0, 0);
	ok = ok && check_head(s, args->head ? &noted : NULL, &v, &err);
	dais_store_close(s);
	ok = ok && (!v.sound || check_made(args, a, &outdated, &err));
	if (!ok)
		return dais_cli_error(&err);
	return say_verdict(args, &v, &outdated,
	    v.sound && !outdated.desk && !outdated.index && outdated.search.sound
		? DAIS_EXIT_OK
		: DAIS_EXIT_FINDINGS);
}

/* ---- rebuild ---- */

int
dais_db_rebuild(const struct dais_db_args *args)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_house *h = NULL;
	uint64_t changes = 0;
	size_t packages = 0, noted = 0;
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };
	bool ok;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_db_open_house(args, false, &h))
		return DAIS_EXIT_USAGE;
	ok = dais_store_rebuild(dais_house_store(h), &changes, &err) &&
	     dais_house_reindex_all(h, &packages, &err) &&
	     dais_standing_refresh_all(h, &noted, &err);
	dais_house_close(h);
	if (!ok)
		return dais_cli_error(&err);
	if (args->json) {
		dais_json_begin(&w, &out, false);
		dais_json_object(&w);
		dais_json_pair_int(&w, "changes", (int64_t)changes);
		dais_json_pair_int(&w, "indexed", (int64_t)packages);
		dais_json_pair_int(&w, "noted", (int64_t)noted);
		dais_json_end(&w);
		dais_json_finish(&w);
	} else if (!args->quiet) {
		dais_cli_say(stdout,
		    "changes replayed: %llu; packages whose index was made again: %zu",
		    (unsigned long long)changes, packages);
	}
	return dais_db_put(&out, DAIS_EXIT_OK);
}

/* ---- backup, restore ---- */

static int
say_copied(const struct dais_db_args *args, const char *words, const struct dais_digest *head)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_json w;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (args->json) {
		dais_json_begin(&w, &out, false);
		dais_json_object(&w);
		dais_json_pair_c(&w, "file", args->operands[0]);
		dais_json_pair(&w, "head", dais_digest_hex(a, head));
		dais_json_end(&w);
		dais_json_finish(&w);
	} else if (!args->quiet) {
		dais_cli_say(stdout, "%s", dais_text_message_words(dais_cli_language(), words));
		dais_cli_say(stdout, "head %s", dais_digest_hex(a, head).p);
	}
	return dais_db_put(&out, DAIS_EXIT_OK);
}

int
dais_db_backup(const struct dais_db_args *args)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;
	struct dais_digest head;
	bool ok;

	if (!dais_db_open(args, true, &s))
		return DAIS_EXIT_USAGE;
	ok = dais_store_backup(s, args->operands[0], &head, &err);
	dais_store_close(s);
	return ok ? say_copied(args, DAIS_MESSAGE("the backup is made"), &head)
		  : dais_cli_error(&err);
}

/* A record that was made for it and could not be filled is not left behind. */
static int
give_up(const struct dais_db_args *args, bool made, const struct dais_err *err)
{
	/* SQLite writes to three files. */
	static const char *const ends[] = { "", "-wal", "-shm" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	for (size_t i = 0; made && i < sizeof(ends) / sizeof(ends[0]); i++)
		(void)unlink(dais_arena_printf(a, "%s%s", args->db, ends[i]).p);
	return dais_cli_error(err);
}

int
dais_db_restore(const struct dais_db_args *args)
{
	const struct dais_store_options opt = { .where = args->db, .create = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store_verdict v;
	struct dais_house *h = NULL;
	struct dais_store *s = NULL;
	size_t packages;
	bool ok, made = !strstr(args->db, "://") && access(args->db, F_OK) != 0;

	if (!dais_store_open(&opt, &s, &err))
		return give_up(args, made, &err);
	ok = dais_store_restore(s, args->operands[0], &v, &err);
	dais_store_close(s);
	if (!ok)
		return give_up(args, made, &err);
	if (!dais_db_open_house(args, false, &h))
		return DAIS_EXIT_USAGE;
	ok = dais_house_reindex_all(h, &packages, &err);
	dais_house_close(h);
	return ok ? say_copied(args, DAIS_MESSAGE("the record is restored and sound"), &v.head)
		  : dais_cli_error(&err);
}
