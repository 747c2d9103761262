/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Starting and running the server: the workshop first, while nothing is open; then the record, the
 * sockets, the fence.
 */
#include <malloc.h>
#include <stdio.h>

#include "cli/serve_priv.h"
#include "service/account/second.h"
#include "web/desk/desk.h"

#define TABLES_MAX 16u

static size_t
tables(const struct dais_http_route **ret)
{
	size_t n = 0;

	ret[n++] = dais_routes_assets;
	ret[n++] = dais_routes_health;
	ret[n++] = dais_routes_account;
	ret[n++] = dais_routes_desk;
	ret[n++] = dais_routes_outbox;
	ret[n++] = dais_routes_portal;
	ret[n++] = dais_routes_feeds;
	ret[n++] = dais_routes_documents;
	ret[n++] = dais_routes_timetable;
	ret[n++] = dais_api_routes();
	return n;
}

/* The process that connects again for this one behind its fence may be lost, too: whoever watches
 * over this server starts another. */
static bool is_lost;

static void
watch_record(struct dais_site *site)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_store_is_cut_off(dais_house_store(site->house)))
		return;
	(void)dais_err_set(
	    &err, DAIS_ERR_IO, "the process that makes connections to the record has ended");
	dais_serve_complain("asking the record", &err);
	is_lost = true;
	dais_http_stop(site->http);
}

static void
tick(void *ctx)
{
	struct dais_site *site = ctx;

	watch_record(site);
	dais_site_tick(site);
	dais_background_tick(site);
}

static void
turn(void *ctx, int fd)
{
	(void)fd;
	dais_workshop_turn(ctx);
}

static bool
start(const struct dais_serving *s, struct dais_site *site, struct dais_err *err)
{
	static const struct dais_http_route *routes[TABLES_MAX];
	struct dais_http_options options = s->limits;

	options.listen = s->listen;
	options.certificate = s->certificate;
	options.key = s->key;
	options.hosts = s->hosts->v;
	options.n_hosts = s->hosts->n;
	options.proxies = s->proxies->v;
	options.n_proxies = s->proxies->n;
	options.routes = routes;
	options.n_routes = tables(routes);
	options.ctx = site;
	options.admit = dais_site_admit;
	options.language = dais_site_language;
	options.problem = dais_site_problem;
	options.tick = tick;
	options.reload = dais_serve_log_open_again;
	options.complain = dais_serve_complain;
	options.log = s->log ? dais_serve_log : NULL;
	if (!dais_http_start(&options, &site->http, err) ||
	    !dais_http_watch(
		site->http, dais_workshop_fd(site->workshop), turn, site->workshop, err))
		return false;
	return true;
}

static bool
fence(const struct dais_serving *s, struct dais_site *site, const dais_fence_folders *folders,
    struct dais_err *err)
{
	if (!s->fence || dais_http_fence(site->http, folders, err))
		return true;
	/* An older kernel holds a part of it. It serves, and whoever runs it is told. */
	if (err->code != DAIS_ERR_UNSUPPORTED)
		return false;
	dais_serve_complain("fencing the server in", err);
	*err = (struct dais_err)DAIS_ERR_INIT;
	return true;
}

/* The server serves without a key, too; whoever runs it is told who cannot sign in. */
static void
look_at_seals(struct dais_site *site)
{
	struct dais_second_sealing all;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_second_seal_all(site->house, &all, &err)) {
		dais_serve_complain("looking at the second factors", &err);
		return;
	}
	if (!all.shut)
		return;
	(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND,
	    "the key of %zu second factors is not here: only their recovery codes serve "
	    "(--key-file)",
	    all.shut);
	dais_serve_complain("looking at the second factors", &err);
}

static bool
nobody_can_sign_in(const struct dais_site *site)
{
	bool any = false;
	struct dais_err ignored = DAIS_ERR_INIT;

	return dais_account_any(site->house, &any, &ignored) && !any;
}

static void
say_address(const struct dais_serving *s, const struct dais_site *site)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str place = dais_store_place(a, s->db);

	if (s->quiet)
		return;
	dais_cli_say(stdout, "dais serves %.*s at %.*s", DAIS_STR_ARG(place),
	    DAIS_STR_ARG(dais_http_address(site->http)));
	dais_cli_say(stdout, "Press Ctrl-C to stop.");
	if (nobody_can_sign_in(site))
		dais_cli_say(stdout,
		    "Nobody can sign in yet: dais account add --db %.*s --email ADDRESS "
		    "--role administrator --role secretariat",
		    DAIS_STR_ARG(dais_cli_typed(a, place)));
	(void)fflush(stdout);
}

/* A page takes a megabyte or some and lets it go. What goes back to the system each time comes
 * again page by page, each with a fault: a fifth of the time of long replies. */
static void
keep_memory(void)
{
	(void)mallopt(M_MMAP_THRESHOLD, 4 << 20);
	(void)mallopt(M_TRIM_THRESHOLD, 16 << 20);
}

/* What the site is told lies in @a, which outlives the server. */
static bool
serve(const struct dais_serving *s, struct dais_site *site, struct dais_arena *a,
    struct dais_err *err)
{
	struct dais_house_options house = { .store = { .where = s->db }, .accounts = &s->accounts };
	dais_fence_folders folders = { 0 };
	uint64_t latest = 0;

	keep_memory();
	if (!dais_house_open(&house, &site->house, err) ||
	    !dais_store_latest(dais_house_store(site->house), DAIS_STR_NONE, &latest, err) ||
	    !dais_store_prepare_fence(dais_house_store(site->house), a, &folders, err) ||
	    !dais_serve_log_folder(a, &folders, err))
		return false;
	look_at_seals(site);
	site->told = site->looked = latest;
	site->released = latest;
	site->follow = dais_background_follow;
	site->publish = dais_background_publish;
	if (!start(s, site, err))
		return false;
	dais_site_renew(site);
	site->address = s->address ? s->address : dais_arena_cstr(a, dais_http_address(site->http));
	if (!fence(s, site, &folders, err))
		return false;
	say_address(s, site);
	return dais_http_run(site->http, err) &&
	       (!is_lost ||
		   dais_err_set(err, DAIS_ERR_IO, "the connection to the record was lost"));
}

bool
dais_serve_run(struct dais_serving *s, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_site site = { .name = s->name,
		.provider = s->provider.issuer ? &s->provider : NULL,
		.private_hooks = s->private_hooks,
		.complain = dais_serve_complain,
		.sends_mail = s->background.outbox.server.url != NULL };
	bool ok;

	s->background.record = s->db;
	ok = dais_serve_log_open(s->log, err) &&
	     dais_workshop_start(dais_background_kinds, &s->background, &site.workshop, err) &&
	     serve(s, &site, a, err);

	if (site.http)
		dais_http_free(site.http);
	if (site.workshop)
		dais_workshop_free(site.workshop);
	dais_background_end(&site);
	dais_desk_end_proofs(&site);
	dais_site_end_checks(&site);
	if (site.house)
		dais_house_close(site.house);
	return ok;
}
