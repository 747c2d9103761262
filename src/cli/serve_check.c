/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais serve --check: what a server with these settings would run into, found before readers find
 * it. Nothing is served, sent or written.
 */
#include <stdio.h>

#include "auth/oidc.h"
#include "base/file.h"
#include "cli/serve_priv.h"
#include "web/site.h"

static unsigned wrong;

static void
is_wrong(const struct dais_err *err)
{
	wrong++;
	(void)fflush(stdout); /* what was said before stands before it */
	(void)dais_cli_error(err);
}

static void
complain(const char *doing, const struct dais_err *why)
{
	(void)doing;
	is_wrong(why);
}

static void
look_at_record(const struct dais_serving *s, struct dais_arena *a)
{
	struct dais_house_options options = { .store = { .where = s->db },
		.accounts = &s->accounts };
	struct dais_house *house = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t latest = 0;
	bool any = true;

	if (dais_house_open(&options, &house, &err) &&
	    dais_store_latest(dais_house_store(house), DAIS_STR_NONE, &latest, &err) &&
	    dais_account_any(house, &any, &err))
		dais_cli_say(stdout, "record: %.*s; changes: %llu",
		    DAIS_STR_ARG(dais_store_place(a, s->db)), (unsigned long long)latest);
	else
		is_wrong(&err);
	if (!any) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "nobody can sign in");
		(void)dais_err_hint(&err, "dais account add makes the first account.");
		is_wrong(&err);
	}
	if (house)
		dais_house_close(house);
}

static void
look_at_mail(const struct dais_serving *s)
{
	const struct dais_mail_server *server = &s->background.outbox.server;
	struct dais_delivery_report report;
	struct dais_err err = DAIS_ERR_INIT;

	if (!server->url) {
		dais_cli_say(stdout, "no mail server: notices wait in the outbox");
		return;
	}
	if (!dais_mail_try(server, &report, &err)) {
		is_wrong(&err);
	} else if (report.outcome != DAIS_DELIVERY_DONE) {
		(void)dais_err_set(
		    &err, DAIS_ERR_IO, "the mail server %s: %s", server->url, report.why);
		is_wrong(&err);
	} else {
		dais_cli_say(stdout, "the mail server answers: %s", server->url);
	}
}

static void
look_at_provider(const struct dais_serving *s, struct dais_arena *a)
{
	const struct dais_oidc_provider provider = { .issuer = dais_str_from(s->provider.issuer),
		.client_id = dais_str_from(s->provider.client),
		.authorities = dais_str_from(s->provider.authorities) };
	struct dais_oidc_metadata metadata;
	struct dais_err err = DAIS_ERR_INIT;

	if (!s->provider.issuer)
		return;
	if (dais_oidc_discover(&provider, a, &metadata, &err)) {
		dais_cli_say(stdout, "the provider answers: %s", s->provider.issuer);
		return;
	}
	(void)dais_err_context(&err, "while asking %s", s->provider.issuer);
	is_wrong(&err);
}

/* Where to listen, but at any port: a server may be running at this one. */
static const char *
beside(struct dais_arena *a, const char *listen)
{
	const char *port = strrchr(listen, ':');

	if (!port || strncmp(listen, "unix:", 5) == 0)
		return port ? "127.0.0.1:0" : listen;
	return dais_arena_cstr(a, dais_arena_printf(a, "%.*s:0", (int)(port - listen), listen));
}

/* The fence holds this process from then on: it is the last thing that is looked at. */
static void
look_at_server(const struct dais_serving *s, struct dais_arena *a)
{
	struct dais_http_options options = s->limits;
	const dais_fence_folders folders = { 0 };
	struct dais_http *http = NULL;
	struct dais_err err = DAIS_ERR_INIT;

	options.listen = beside(a, s->listen);
	options.certificate = s->certificate;
	options.key = s->key;
	options.proxies = s->proxies->v;
	options.n_proxies = s->proxies->n;
	options.complain = complain;
	if (!dais_http_start(&options, &http, &err)) {
		is_wrong(&err);
		return;
	}
	if (s->certificate)
		dais_cli_say(stdout, "certificate: %s; its last day: %.*s", s->certificate,
		    DAIS_STR_ARG(dais_date_print(
			a, dais_local_from_ms(dais_http_certificate_ends_ms(http)).date)));
	if (s->fence && !dais_http_fence(http, &folders, &err))
		is_wrong(&err);
	dais_http_free(http);
}

int
dais_serve_check(const struct dais_serving *s)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	look_at_record(s, a);
	look_at_mail(s);
	look_at_provider(s, a);
	look_at_server(s, a);
	if (wrong)
		return DAIS_EXIT_FINDINGS;
	dais_cli_say(stdout, "nothing is wrong");
	return DAIS_EXIT_OK;
}
