/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_CLI_SERVE_PRIV_H
#define DAIS_CLI_SERVE_PRIV_H

#include "cli/cli.h"
#include "net/http.h"
#include "service/account/provider.h"
#include "service/account/settings.h"
#include "web/background.h"

/* All that a server is started with. */
struct dais_serving {
	const char *db, *listen, *address, *name, *certificate, *key, *log;
	const struct dais_option_list *hosts, *proxies;
	struct dais_background_settings background;
	struct dais_account_provider provider; /* issuer NULL: none */
	struct dais_account_settings accounts;
	struct dais_http_options limits; /* those of serve_limits.c alone; 0: the server's own */
	bool fence, quiet, private_hooks;
};

/* Starts the workshop, opens the record, serves until it is told to stop. */
bool dais_serve_run(struct dais_serving *serving, struct dais_err *err);
/* Says what such a server would run into (serve_check.c), and gives the exit code. Effects: asks
 * the mail server and the provider; where there is a fence it holds this process from then on. */
int dais_serve_check(const struct dais_serving *serving);

/* ---- its limits (serve_limits.c) ---- */

enum dais_serve_limit {
	DAIS_LIMIT_ALLOWANCE,
	DAIS_LIMIT_CONNECTIONS,
	DAIS_LIMIT_ARRIVALS,
	DAIS_LIMIT_ALL,
	DAIS_LIMIT_MEMORY_IN,
	DAIS_LIMIT_MEMORY_OUT,
	DAIS_LIMIT_DISK_IN,
	DAIS_LIMIT_IDLE,
	DAIS_LIMIT_HEAD,
	DAIS_LIMIT_BODY,
	DAIS_LIMIT_REPLY,
	DAIS_LIMIT_END,
	DAIS_LIMIT_SLOWEST,
	DAIS_SERVE_LIMIT_COUNT
};

/* As the options give them; NULL: not given. */
extern const char *dais_serve_limit_texts[DAIS_SERVE_LIMIT_COUNT];
/* Writes those that are given into @ret. Errors: INVALID (no number, no unit, out of range). */
bool dais_serve_limits_read(struct dais_http_options *ret, struct dais_err *err);

/* ---- what it says (serve_log.c) ---- */

/* @path: a file, "-" for standard error, NULL for none; it must live as long as the server. */
bool dais_serve_log_open(const char *path, struct dais_err *err);
/* Opens the file by its name again, when whoever rotates logs has given it another; a failure is
 * complained of, and the one before goes on. For dais_http_options.reload. */
void dais_serve_log_open_again(void *ctx);
/* Adds the folder in which the fence must let it be opened again; a log in "/" cannot be, as the
 * fence would hold nothing. Errors: IO. */
bool dais_serve_log_folder(struct dais_arena *a, dais_fence_folders *folders, struct dais_err *err);
/* Writes @line with its end. What a full disk cuts off is lost, the lines after it are whole. */
void dais_serve_log(void *ctx, struct dais_str line);
/* A line of JSON on standard error; each kind (@doing, a literal) once a second. */
void dais_serve_complain(const char *doing, const struct dais_err *err);

#endif
