/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The portal over a fresh record with the example released, for tests in a browser and for looking
 * at it. Prints its address. A line on the standard input changes the title of an item to that
 * line and releases; "-" alone releases a cancelled meeting. Ends when the input ends.
 * usage: serve_portal PACKAGE_FOLDER [PORT]
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "folder.h"
#include "service/house/edit.h"
#include "service/house/release.h"
#include "web/site.h"

#define PACKAGE DAIS_STR("untoc-2022")

static struct dais_site site;
static struct dais_actor secretary;

static void
fail(const struct dais_err *err)
{
	(void)fprintf(stderr, "serve_portal: %s (%s)\n", err->msg, err->context);
	exit(1);
}

static void
release(void)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags diags;
	struct dais_release r;
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t latest;

	dais_diags_init(&diags, a);
	if (!dais_store_latest(dais_house_store(site.house), PACKAGE, &latest, &err) ||
	    !dais_house_release(site.house, &secretary, PACKAGE,
		&(const struct dais_release_terms){ latest, DAIS_STR_NONE, true }, &diags, &r, a,
		&err) ||
	    !dais_store_latest(dais_house_store(site.house), PACKAGE, &latest, &err))
		fail(&err);
	dais_site_changed(&site, PACKAGE, latest, true);
}

static void
edit(const char *kind, const char *id, const char *path, struct dais_str json)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags diags;
	struct dais_house_edit *e;
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t change;

	dais_diags_init(&diags, a);
	if (!dais_edit_begin(site.house, &secretary, DAIS_ACTION_EDIT_MEETING, PACKAGE,
		DAIS_STR_NONE, a, &e, &err) ||
	    !dais_edit_set(e, dais_str_from(kind), dais_str_from(id), path, json, DAIS_ANY,
		DAIS_STR_NONE, &err) ||
	    !dais_edit_commit(e, &diags, &change, NULL, &err))
		fail(&err);
	dais_site_changed(&site, PACKAGE, change, false);
}

static void
heard(void *ctx, int fd)
{
	char line[400];
	ssize_t n = read(fd, line, sizeof(line) - 1);

	(void)ctx;
	if (n <= 0) {
		dais_http_stop(site.http);
		return;
	}
	while (n && line[n - 1] == '\n')
		n--;
	line[n] = 0;
	if (strcmp(line, "-") == 0) {
		edit("meeting", "ic@13", "status", DAIS_STR("\"cancelled\""));
	} else {
		char json[420];

		(void)snprintf(json, sizeof(json), "\"%s\"", line);
		edit("item", "environment", "title.en", dais_str_from(json));
	}
	release();
}

static void
tick(void *ctx)
{
	dais_site_tick(ctx);
}

static void
import(const char *folder, struct dais_arena *a)
{
	struct dais_actor program = dais_actor_program();
	struct dais_diags diags;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_grant *g;
	uint64_t change;

	secretary = (struct dais_actor){ .account = DAIS_STR("irina"), .scopes = ~0u };
	g = dais_vec_add(a, &secretary.grants);
	g->role = DAIS_ROLE_SECRETARIAT;
	dais_diags_init(&diags, a);
	if (!dais_house_import(site.house, &program, folder, PACKAGE, false, &diags, &change, &err))
		fail(&err);
}

int
main(int argc, char **argv)
{
	static const struct dais_http_route *const tables[] = { dais_routes_assets,
		dais_routes_portal, dais_routes_feeds };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char folder[TEST_FOLDER_MAX], listen[64], address[128];
	struct dais_house_options house = { .store = { .create = true } };
	struct dais_http_options http = { .listen = listen,
		.routes = tables,
		.n_routes = 3,
		.ctx = &site,
		.language = dais_site_language,
		.problem = dais_site_problem,
		.tick = tick,
		.allowance_per_minute = 1000000 };
	struct dais_err err = DAIS_ERR_INIT;

	if (argc < 2)
		return 2;
	(void)snprintf(listen, sizeof(listen), "127.0.0.1:%s", argc > 2 ? argv[2] : "0");
	house.store.where = dais_file_join(a, test_folder("portal", false, folder), "dais.db");
	if (!dais_house_open(&house, &site.house, &err))
		fail(&err);
	import(argv[1], a);
	release();
	if (!dais_http_start(&http, &site.http, &err) ||
	    !dais_http_watch(site.http, STDIN_FILENO, heard, NULL, &err))
		fail(&err);
	(void)snprintf(
	    address, sizeof(address), "%.*s", DAIS_STR_ARG(dais_http_address(site.http)));
	site.address = address;
	dais_site_renew(&site);
	(void)printf("%s\n", address);
	(void)fflush(stdout);
	if (!dais_http_run(site.http, &err))
		fail(&err);
	dais_http_free(site.http);
	dais_house_close(site.house);
	return 0;
}
