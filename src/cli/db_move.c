/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais db import, export: packages into the record and out of it.
 */
#include <libgen.h>
#include <stdlib.h>

#include "base/file.h"
#include "cli/db_priv.h"
#include "service/actor/actor.h"

/* The name of a package in the record, from the name of its folder: lower case, and what a name
 * may not have is "-". */
static struct dais_str
name_of(struct dais_arena *a, const char *dir)
{
	char *real = realpath(dir, NULL);
	char *base = dais_arena_cstr(a, dais_str_from(real ? real : dir));
	struct dais_str name = dais_str_lower_ascii(a, dais_str_from(basename(base)));
	char *out = dais_arena_cstr(a, name);
	size_t n = 0;

	free(real);
	for (size_t i = 0; i < name.n && n < 80; i++) {
		char c = name.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		if (plain || (n && c == '.'))
			out[n++] = c;
		else if (n && out[n - 1] != '-')
			out[n++] = '-';
	}
	return (struct dais_str){ out, n };
}

/* Prints what became of one; returns whether it is in the record now. The name of one that changed
 * goes behind the others in `changed`. */
static bool
import_one(struct dais_house *h, const struct dais_db_args *args, const char *dir,
    struct dais_str name, struct dais_json *w, struct dais_buf *changed)
{
	const struct dais_actor actor = dais_actor_program();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change = 0;
	bool ok;

	dais_cli_diags_init(&diags, a);
	ok = dais_house_import(h, &actor, dir, name, args->replace, &diags, &change, &err);
	dais_cli_print_diags(&diags, stderr);
	if (!ok) {
		(void)dais_err_context(&err, "%s", dir);
		(void)dais_cli_error(&err);
		return false;
	}
	if (change)
		dais_buf_printf(changed, " %.*s", DAIS_STR_ARG(name));
	if (args->json) {
		dais_json_object(w);
		dais_json_pair(w, "package", name);
		dais_json_pair_c(w, "from", dir);
		dais_json_pair_int(w, "change", (int64_t)change);
		dais_json_end(w);
	} else if (!args->quiet && change) {
		dais_cli_say(stdout, "%s is in the record as %.*s (change %llu)", dir,
		    DAIS_STR_ARG(name), (unsigned long long)change);
	} else if (!args->quiet) {
		dais_cli_say(stdout, "%s is in the record already as %.*s; nothing has changed",
		    dir, DAIS_STR_ARG(name));
	}
	return true;
}

/* What is in the record is not yet on the portal, which an administrator learns best here. */
static void
print_release(const struct dais_db_args *args, const struct dais_buf *changed)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (args->json || args->quiet || !changed->n)
		return;
	dais_cli_say(stdout, "The public sees what is published:");
	(void)printf("  dais db release --db %.*s%.*s\n",
	    DAIS_STR_ARG(dais_cli_typed(a, dais_store_place(a, args->db))),
	    DAIS_STR_ARG(dais_buf_str(changed)));
}

int
dais_db_import(const struct dais_db_args *args)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_house *h = NULL;
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 }, changed = { 0 };
	bool ok = true;

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_buf_init(&changed, DAIS_BUF_MAX);
	if (args->as && args->n > 1) {
		(void)dais_err_set(
		    &err, DAIS_ERR_INVALID, "--as names one package, not %zu", args->n);
		(void)dais_err_hint(&err, "Import them one by one, or let folders give the names.");
		return dais_cli_error(&err);
	}
	if (!dais_db_open_house(args, false, &h))
		return DAIS_EXIT_USAGE;
	dais_json_begin(&w, &out, false);
	dais_json_array(&w);
	for (size_t i = 0; i < args->n; i++) {
		const char *dir = args->operands[i];
		struct dais_str name = args->as ? dais_str_from(args->as) : name_of(a, dir);

		/* One that cannot be read does not stop the rest. */
		ok = import_one(h, args, dir, name, &w, &changed) && ok;
	}
	dais_json_end(&w);
	dais_json_finish(&w);
	dais_house_close(h);
	print_release(args, &changed);
	return args->json ? dais_db_put(&out, ok ? DAIS_EXIT_OK : DAIS_EXIT_USAGE)
	       : ok       ? DAIS_EXIT_OK
			  : DAIS_EXIT_USAGE;
}

static bool
export_one(struct dais_house *h, const struct dais_db_args *args, struct dais_str name,
    unsigned release, const char *dir, struct dais_json *w)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_house_export(h, name, release, dir, &err)) {
		(void)dais_err_context(&err, "%.*s", DAIS_STR_ARG(name));
		if (err.code == DAIS_ERR_NOT_FOUND && !err.hint[0])
			(void)dais_err_hint(&err, "dais db list names what is there.");
		(void)dais_cli_error(&err);
		return false;
	}
	if (args->json) {
		dais_json_object(w);
		dais_json_pair(w, "package", name);
		dais_json_pair_c(w, "to", dir);
		dais_json_pair_int(w, "release", release);
		dais_json_end(w);
	} else if (!args->quiet) {
		dais_cli_say(stdout, "%.*s is in %s", DAIS_STR_ARG(name), dir);
	}
	return true;
}

static bool
check_export(const struct dais_db_args *args, uint64_t *ret_release, struct dais_err *err)
{
	if (!args->out) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "where to?");
		return dais_err_hint(err, "Use: dais db export NAME --db WHERE --out DIR");
	}
	if (!args->all == !args->n) {
		(void)dais_err_set(err, DAIS_ERR_INVALID,
		    args->all ? "--all and names of packages go ill together" : "which package?");
		return dais_err_hint(err, "Name packages, or give --all. dais db list names them.");
	}
	return dais_db_number("release", args->release, INT32_MAX, 0, ret_release, err);
}

static bool
export_all(struct dais_house *h, const struct dais_db_args *args, const dais_store_strs *names,
    unsigned release, struct dais_json *w)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	bool alone = names->n == 1 && !args->all, ok = true;

	for (size_t i = 0; i < names->n; i++)
		ok = export_one(h, args, names->v[i], release,
			 alone ? args->out
			       : dais_file_join(a, args->out, dais_arena_cstr(a, names->v[i])),
			 w) &&
		     ok;
	return ok;
}

int
dais_db_export(const struct dais_db_args *args)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_house *h = NULL;
	dais_store_strs names = { 0 };
	uint64_t release = 0;
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };
	bool ok;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_db_open_house(args, true, &h))
		return DAIS_EXIT_USAGE;
	if (!check_export(args, &release, &err)) {
		dais_house_close(h);
		return dais_cli_error(&err);
	}
	for (size_t i = 0; i < args->n; i++)
		dais_vec_push(a, &names, dais_str_from(args->operands[i]));
	ok = !args->all ||
	     dais_store_packages(dais_house_store(h), DAIS_STR_NONE, INT32_MAX, a, &names, &err);
	if (!ok)
		(void)dais_cli_error(&err);
	dais_json_begin(&w, &out, false);
	dais_json_array(&w);
	ok = ok && export_all(h, args, &names, (unsigned)release, &w);
	dais_json_end(&w);
	dais_json_finish(&w);
	dais_house_close(h);
	return args->json ? dais_db_put(&out, ok ? DAIS_EXIT_OK : DAIS_EXIT_USAGE)
	       : ok       ? DAIS_EXIT_OK
			  : DAIS_EXIT_USAGE;
}
