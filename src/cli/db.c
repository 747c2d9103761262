/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais db: making a record and taking care of it.
 */

#include "base/clock.h"
#include "cli/db_priv.h"
#include "store/index.h"
#include "text/message.h"

#define SAY_EVERY_MS 2000 /* how far a long work is */

static struct dais_db_args args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'd', "db", "WHERE",
	    DAIS_MESSAGE("the record: a file, or postgresql://USER@HOST/DATABASE"), &args.db },
	{ DAIS_OPTION_STRING, 0, "as", "NAME",
	    DAIS_MESSAGE("import: name of the package in the record"), &args.as },
	{ DAIS_OPTION_FLAG, 0, "replace", NULL,
	    DAIS_MESSAGE("import: bring in the differences to a package that is there"),
	    &args.replace },
	{ DAIS_OPTION_STRING, 'o', "out", "DIR", DAIS_MESSAGE("export: where to"), &args.out },
	{ DAIS_OPTION_FLAG, 'a', "all", NULL,
	    DAIS_MESSAGE("export: all packages, each to DIR/NAME"), &args.all },
	{ DAIS_OPTION_STRING, 0, "release", "N",
	    DAIS_MESSAGE("export: release N instead of the working record"), &args.release },
	{ DAIS_OPTION_STRING, 0, "note", "WORDS",
	    DAIS_MESSAGE("release: words of the secretariat about it"), &args.note },
	{ DAIS_OPTION_FLAG, 0, "despite", NULL,
	    DAIS_MESSAGE("release: though the checker has errors"), &args.despite },
	{ DAIS_OPTION_STRING, 0, "head", "DIGEST",
	    DAIS_MESSAGE("verify: this digest, noted before, must be in the log"), &args.head },
	{ DAIS_OPTION_FLAG, 'n', "dry-run", NULL,
	    DAIS_MESSAGE("migrate: only say what would be done"), &args.dry_run },
	{ DAIS_OPTION_STRING, 't', "thing", "KIND/ID",
	    DAIS_MESSAGE("log: only changes of this thing"), &args.thing },
	{ DAIS_OPTION_STRING, 0, "after", "N",
	    DAIS_MESSAGE("log: from the change after N on, oldest first"), &args.after },
	{ DAIS_OPTION_STRING, 'l', "limit", "N", DAIS_MESSAGE("log: at most so many changes (20)"),
	    &args.limit },
	{ DAIS_OPTION_STRING, 'f', "format", "F", DAIS_MESSAGE("text or json"), &args.format },
	{ DAIS_OPTION_FLAG, 'q', "quiet", NULL, DAIS_MESSAGE("say nothing when all is well"),
	    &args.quiet },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_db_options(void)
{
	return options;
}

/* ---- shared ---- */

static bool
report(bool ok, const struct dais_err *err)
{
	if (!ok)
		(void)dais_cli_error(err);
	return ok;
}

bool
dais_db_open(const struct dais_db_args *a, bool read_only, struct dais_store **ret)
{
	const struct dais_store_options opt = { .where = a->db, .read_only = read_only };
	struct dais_err err = DAIS_ERR_INIT;

	return report(dais_store_open(&opt, ret, &err), &err);
}

bool
dais_db_open_house(const struct dais_db_args *a, bool read_only, struct dais_house **ret)
{
	const struct dais_house_options opt = { .store = {
						    .where = a->db, .read_only = read_only } };
	struct dais_err err = DAIS_ERR_INIT;

	return report(dais_house_open(&opt, ret, &err), &err);
}

bool
dais_db_number(const char *option, const char *text, int64_t max, uint64_t otherwise, uint64_t *ret,
    struct dais_err *err)
{
	int64_t v;

	*ret = otherwise;
	if (!text)
		return true;
	if (!dais_str_to_int(dais_str_from(text), 0, max, &v))
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "--%s is \"%s\", not a number", option, text);
	*ret = (uint64_t)v;
	return true;
}

void
dais_db_progress(bool verifying, uint64_t done, uint64_t total)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (!dais_cli_is_fancy(stderr))
		return;
	(void)fputs("\r\033[K", stderr);
	if (verifying)
		dais_cli_put_message(
		    dais_text_message(a, dais_cli_language(), "verifying: %llu of %llu",
			(unsigned long long)done, (unsigned long long)total),
		    dais_cli_language(), stderr);
	(void)fflush(stderr);
}

int
dais_db_put(const struct dais_buf *out, int code)
{
	return dais_cli_put(dais_buf_str(out)) ? code : DAIS_EXIT_USAGE;
}

/* ---- init, migrate ---- */

static int
print_made(const struct dais_store *s)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_str place = dais_store_place(a, args.db);
	struct dais_json w;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (args.json) {
		dais_json_begin(&w, &out, false);
		dais_json_object(&w);
		dais_json_pair(&w, "made", place);
		dais_json_pair_c(&w, "engine", dais_store_engine(s));
		dais_json_end(&w);
		dais_json_finish(&w);
	} else if (!args.quiet) {
		dais_cli_say(
		    stdout, "made an empty record; dais db import brings packages in. For people:");
		place = dais_cli_typed(a, place);
		(void)printf("  dais account add --db %.*s --email ADDRESS --role administrator "
			     "--role secretariat\n  dais serve --db %.*s\n",
		    DAIS_STR_ARG(place), DAIS_STR_ARG(place));
	}
	return dais_db_put(&out, DAIS_EXIT_OK);
}

static int
init(const struct dais_db_args *a)
{
	struct dais_store_options opt = { .where = a->db, .read_only = true };
	struct dais_err err = DAIS_ERR_INIT, none = DAIS_ERR_INIT;
	struct dais_store *s = NULL;
	int code;

	/* Making a record where there is one would do nothing and say "done". */
	if (dais_store_open(&opt, &s, &none)) {
		dais_store_close(s);
		(void)dais_err_set(&err, DAIS_ERR_CONFLICT, "there is a record already");
		(void)dais_err_hint(&err, "Nothing was done. Give --db another place.");
		return dais_cli_error(&err);
	}
	opt.read_only = false;
	opt.create = true;
	if (!dais_store_open(&opt, &s, &err))
		return dais_cli_error(&err);
	code = print_made(s);
	dais_store_close(s);
	return code;
}

/* What was done, or is to be done. */
struct migrated {
	dais_store_strs steps;
	uint64_t files; /* long ones put into parts */
	uint64_t texts; /* put into the search again */
};

static void
say_counts(const struct migrated *m)
{
	unsigned long long files = (unsigned long long)m->files,
			   texts = (unsigned long long)m->texts;

	if (files && args.dry_run)
		dais_cli_say(stdout, "long files to put into parts: %llu", files);
	else if (files)
		dais_cli_say(stdout, "long files put into parts: %llu", files);
	if (texts && args.dry_run)
		dais_cli_say(stdout, "texts to put into the search again: %llu", texts);
	else if (texts)
		dais_cli_say(stdout, "texts put into the search again: %llu", texts);
}

static void
say_migrated(const struct migrated *m)
{
	if (!m->steps.n && !m->files && !m->texts && !args.quiet)
		dais_cli_say(stdout, "the record is up to date; nothing was done");
	for (size_t i = 0; i < m->steps.n; i++)
		if (args.dry_run)
			dais_cli_say(stdout, "step to take: %.*s", DAIS_STR_ARG(m->steps.v[i]));
		else
			dais_cli_say(stdout, "step taken: %.*s", DAIS_STR_ARG(m->steps.v[i]));
	say_counts(m);
	/* Files alone are left where the last run was broken off behind its steps. */
	if ((m->steps.n || m->files) && !args.quiet)
		dais_cli_say(stdout,
		    "then dais db rebuild: it makes the index, the search and the summary of "
		    "documents again from the log");
}

static void
write_migrated(const struct migrated *m, struct dais_buf *out)
{
	struct dais_json w;

	dais_json_begin(&w, out, false);
	dais_json_object(&w);
	dais_json_pair_bool(&w, "dryRun", args.dry_run);
	dais_json_key(&w, "steps");
	dais_json_array(&w);
	for (size_t i = 0; i < m->steps.n; i++)
		dais_json_str(&w, m->steps.v[i]);
	dais_json_end(&w);
	dais_json_pair_int(&w, "files", (int64_t)m->files);
	dais_json_pair_int(&w, "texts", (int64_t)m->texts);
	dais_json_end(&w);
	dais_json_finish(&w);
}

/* ---- the search ---- */

/* Makes the search again where it was made by other rules, portion by portion: what was done stays
 * done when this is ended, and a server that runs goes on with it. */
static bool
make_search(struct dais_store *s, uint64_t *ret_texts, struct dais_err *err)
{
	int64_t said = dais_clock_ms();
	uint64_t made, all;
	bool more;
	size_t done;

	if (!dais_search_is_behind(s, &more, err) || !dais_search_progress(s, &made, &all, err))
		return false;
	if (args.dry_run) {
		*ret_texts = more ? all - made : 0;
		return true;
	}
	while (more) {
		if (!dais_search_make(s, &done, &more, err))
			return false;
		made += done;
		*ret_texts += done;
		if (!args.quiet && dais_clock_ms() - said > SAY_EVERY_MS) {
			said = dais_clock_ms();
			dais_cli_say(stderr, "search: %llu of %llu texts", (unsigned long long)made,
			    (unsigned long long)all);
		}
	}
	return true;
}

/* Bytes of long files that were put into parts. */
static bool
say_files(void *ctx, uint64_t done, uint64_t total)
{
	int64_t *said = ctx;

	if (!args.quiet && dais_clock_ms() - *said > SAY_EVERY_MS) {
		*said = dais_clock_ms();
		dais_cli_say(stderr, "long files: %llu of %llu MiB",
		    (unsigned long long)(done >> 20), (unsigned long long)(total >> 20));
	}
	return true;
}

static bool
migrate_all(const struct dais_store_options *record, struct dais_arena *a, struct migrated *ret,
    struct dais_err *err)
{
	struct dais_store_options opt = *record;
	int64_t said = dais_clock_ms();
	struct dais_store *s = NULL;
	bool ok;

	if (!dais_store_migrate(
		record, args.dry_run, say_files, &said, a, &ret->steps, &ret->files, err))
		return false;
	/* Before its steps are taken the record cannot be asked how its search was made. */
	if (args.dry_run && ret->steps.n)
		return true;
	opt.read_only = args.dry_run;
	ok = dais_store_open(&opt, &s, err) && make_search(s, &ret->texts, err);
	dais_store_close(s);
	return ok;
}

static int
migrate(const struct dais_db_args *a)
{
	const struct dais_store_options opt = { .where = a->db };
	DAIS_ARENA_AUTO arena = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct migrated done = { 0 };
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!migrate_all(&opt, arena, &done, &err))
		return dais_cli_error(&err);
	if (a->json)
		write_migrated(&done, &out);
	else
		say_migrated(&done);
	return dais_db_put(&out, DAIS_EXIT_OK);
}

static int
list(const struct dais_db_args *a)
{
	DAIS_ARENA_AUTO arena = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;
	dais_store_strs names = { 0 };
	DAIS_BUF_AUTO out = { 0 };
	struct dais_json w;
	bool ok;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_db_open(a, true, &s))
		return DAIS_EXIT_USAGE;
	ok = dais_store_packages(s, DAIS_STR_NONE, INT32_MAX, arena, &names, &err);
	dais_store_close(s);
	if (!ok)
		return dais_cli_error(&err);
	if (!a->json) {
		for (size_t i = 0; i < names.n; i++)
			dais_buf_printf(&out, "%.*s\n", DAIS_STR_ARG(names.v[i]));
		return dais_db_put(&out, DAIS_EXIT_OK);
	}
	dais_json_begin(&w, &out, false);
	dais_json_object(&w);
	dais_json_key(&w, "packages");
	dais_json_array(&w);
	for (size_t i = 0; i < names.n; i++)
		dais_json_str(&w, names.v[i]);
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_db_put(&out, DAIS_EXIT_OK);
}

/* ---- which ---- */

struct action {
	const char *name;
	int (*run)(const struct dais_db_args *args);
	size_t min, max; /* operands */
	const char *operands;
	const char *own; /* options that are only its own, by name, with spaces around */
};

static const struct action actions[] = {
	{ "init", init, 0, 0, "", " " },
	{ "import", dais_db_import, 1, DAIS_DB_OPERANDS_MAX, "DIR...", " as replace " },
	{ "export", dais_db_export, 0, DAIS_DB_OPERANDS_MAX, "NAME... --out DIR",
	    " out all release " },
	{ "release", dais_db_release, 1, DAIS_DB_OPERANDS_MAX, "NAME...", " note despite " },
	{ "list", list, 0, 0, "", " " },
	{ "log", dais_db_log, 0, 1, "[NAME]", " thing after limit " },
	{ "verify", dais_db_verify, 0, 0, "", " head " },
	{ "rebuild", dais_db_rebuild, 0, 0, "", " " },
	{ "backup", dais_db_backup, 1, 1, "FILE", " " },
	{ "restore", dais_db_restore, 1, 1, "FILE", " " },
	{ "migrate", migrate, 0, 0, "", " dry-run " },
};
#define ACTIONS_N (sizeof(actions) / sizeof(*actions))

static const struct action *
find_action(const char *name, struct dais_err *err)
{
	struct dais_near near = { .word = dais_str_from(name) };

	for (size_t i = 0; i < ACTIONS_N; i++) {
		if (strcmp(name, actions[i].name) == 0)
			return &actions[i];
		dais_near_try(&near, dais_str_from(actions[i].name));
	}
	(void)dais_err_set(err, DAIS_ERR_INVALID, "dais db cannot \"%s\"", name);
	if (near.best.n)
		(void)dais_err_hint(err, "Did you mean \"%s\"?", near.best.p);
	else
		(void)dais_err_hint(err, "See dais help db.");
	return NULL;
}

/* An option that has no part in what is asked for is refused rather than passed over. */
static bool
check_options(const struct action *a, struct dais_err *err)
{
	for (const struct dais_option *o = options; o->name; o++) {
		bool given = o->type == DAIS_OPTION_FLAG ? *(bool *)o->target
							 : *(const char **)o->target != NULL;
		const struct action *of = NULL;
		char word[32];

		(void)snprintf(word, sizeof(word), " %s ", o->name);
		for (size_t i = 0; i < ACTIONS_N && !of; i++)
			of = strstr(actions[i].own, word) ? &actions[i] : NULL;
		if (given && of && of != a)
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "--%s is for dais db %s, not for dais db %s", o->name, of->name,
			    a->name);
	}
	return true;
}

static bool
check_args(const struct action *a, struct dais_err *err)
{
	if (!args.db || !*args.db) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "which record?");
		return dais_err_hint(
		    err, "Name it: --db meetings.db, or --db postgresql://USER@HOST/DATABASE.");
	}
	if (args.n < a->min || args.n > a->max) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "dais db %s takes %s", a->name,
		    a->max ? a->operands : DAIS_MESSAGE("no more arguments"));
		return dais_err_hint(err, "Use: dais db %s --db WHERE %s", a->name, a->operands);
	}
	if (args.format && strcmp(args.format, "text") != 0 && strcmp(args.format, "json") != 0) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not a format", args.format);
		return dais_err_hint(err, "Formats are text and json.");
	}
	args.json = args.format && strcmp(args.format, "json") == 0;
	return check_options(a, err);
}

int
dais_cmd_db(int argc, char **argv)
{
	const struct action *a;
	struct dais_err err = DAIS_ERR_INIT;
	const char *operands[DAIS_DB_OPERANDS_MAX + 1];
	size_t n = 0;

	if (!dais_option_parse(argc, argv, options, operands, DAIS_DB_OPERANDS_MAX + 1, &n, &err))
		return dais_cli_error(&err);
	if (n == 0) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "what is to be done with the record?");
		(void)dais_err_hint(&err,
		    "One of init, import, export, release, list, log, verify, rebuild, "
		    "backup, restore, migrate. See dais help db.");
		return dais_cli_error(&err);
	}
	a = find_action(operands[0], &err);
	if (!a)
		return dais_cli_error(&err);
	args.n = n - 1;
	memcpy(args.operands, operands + 1, args.n * sizeof(*operands));
	if (!check_args(a, &err))
		return dais_cli_error(&err);
	return a->run(&args);
}
