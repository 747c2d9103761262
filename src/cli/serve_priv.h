/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_CLI_SERVE_PRIV_H
#define DAIS_CLI_SERVE_PRIV_H

#include "cli/cli.h"
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
	unsigned allowance, connections; /* of one address; 0: the server's own */
	bool fence, quiet, private_hooks;
};

/* Starts the workshop, opens the record, serves until it is told to stop. */
bool dais_serve_run(struct dais_serving *serving, struct dais_err *err);

#endif
