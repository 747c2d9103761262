/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais completion: what bash, zsh and fish offer.
 */
#include "cli/completion_priv.h"

/* In the order of help. */
static const struct {
	const char *name;
	void (*print)(void);
} shells[] = {
	{ "bash", dais_completion_bash },
	{ "zsh", dais_completion_zsh },
	{ "fish", dais_completion_fish },
};

static const struct dais_option no_options[] = {
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

int
dais_cmd_completion(int argc, char **argv)
{
	struct dais_err err = DAIS_ERR_INIT;
	const char *shell = "bash";
	size_t n = 0;

	if (!dais_option_parse(argc, argv, no_options, &shell, 1, &n, &err))
		return dais_cli_error(&err);
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (strcmp(shells[i].name, shell) == 0) {
			shells[i].print();
			return DAIS_EXIT_OK;
		}
	}
	(void)dais_err_set(
	    &err, DAIS_ERR_NOT_FOUND, "there is no completion for the shell \"%s\"", shell);
	(void)dais_err_hint(&err, "Shells are bash, zsh and fish.");
	return dais_cli_error(&err);
}
