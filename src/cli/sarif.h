/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings as SARIF 2.1.0, with all rules that dais knows.
 */
#ifndef DAIS_CLI_SARIF_H
#define DAIS_CLI_SARIF_H

#include "base/diag.h"
#include "write/json/findings.h"

/* Appends to @out a run with the findings @diags, the rules in the language @said_in, and the
 * @n_unread inputs that could not be read. */
void dais_cli_sarif(const struct dais_diags *diags, enum dais_lang said_in,
    const struct dais_json_unread *unread, size_t n_unread, struct dais_buf *out);

#endif
