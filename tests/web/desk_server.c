/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The desk on a real server over a fresh record with the example, for tests in a browser. Whoever
 * has the cookie who=irina or who=jose is of the secretariat, who=claire translates into French,
 * who=amina into Arabic. Prints its address; ends at SIGTERM.
 *
 * usage: desk_server PACKAGE FOLDER
 */
#include <stdio.h>

#include "base/file.h"
#include "desk_people.h"

static void
person(unsigned n, const char *account, const char *name, enum dais_role role,
    dais_lang_set languages, struct dais_arena *a)
{
	struct dais_actor who = { .account = dais_str_from(account),
		.name = dais_str_from(name),
		.language = DAIS_LANG_EN,
		.scopes = ~0u };
	struct dais_grant *g = dais_vec_add(a, &who.grants);

	g->role = role;
	g->languages = languages;
	desk_people_set(n, &who);
}

static bool
fill(struct dais_house *h, const char *package, struct dais_arena *a, struct dais_err *err)
{
	struct dais_actor program = dais_actor_program();
	struct dais_diags diags;
	uint64_t change;

	dais_diags_init(&diags, a);
	return dais_house_import(
	    h, &program, package, DAIS_STR("untoc-2022"), false, &diags, &change, err);
}

static bool
serve(const char *package, const char *folder, struct dais_arena *a, struct dais_err *err)
{
	static struct dais_site site = { .address = "http://127.0.0.1" };
	static const struct dais_http_route *const tables[] = { dais_routes_assets,
		dais_routes_desk };
	struct dais_http_options options = { .listen = "127.0.0.1:0",
		.routes = tables,
		.n_routes = 2,
		.ctx = &site,
		.allowance_per_minute = 1000000,
		.problem = dais_site_problem };
	struct dais_house_options house = { .store = { .create = true } };

	house.store.where = dais_file_join(a, folder, "desk.db");
	if (!dais_house_open(&house, &site.house, err) || !fill(site.house, package, a, err) ||
	    !dais_http_start(&options, &site.http, err))
		return false;
	(void)printf("%.*s\n", DAIS_STR_ARG(dais_http_address(site.http)));
	(void)fflush(stdout);
	bool ok = dais_http_run(site.http, err);
	dais_http_free(site.http);
	dais_house_close(site.house);
	return ok;
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;

	if (argc != 3)
		return 2;
	person(0, "irina", "Irina Petrova", DAIS_ROLE_SECRETARIAT, 0, a);
	person(1, "jose", "José García", DAIS_ROLE_SECRETARIAT, 0, a);
	person(2, "claire", "Claire Dubois", DAIS_ROLE_TRANSLATOR, DAIS_LANG_BIT(DAIS_LANG_FR), a);
	person(3, "amina", "أمينة", DAIS_ROLE_TRANSLATOR, DAIS_LANG_BIT(DAIS_LANG_AR), a);
	if (serve(argv[1], argv[2], a, &err))
		return 0;
	(void)fprintf(stderr, "desk_server: %s\n", err.msg);
	return 1;
}
