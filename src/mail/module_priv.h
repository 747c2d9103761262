/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Between the halves of the module: compose.c prints messages, transfer.c hands them over.
 */
#ifndef DAIS_MAIL_MODULE_PRIV_H
#define DAIS_MAIL_MODULE_PRIV_H

#include <gmime/gmime.h>

#include "mail/engine.h"

/* As `print` of the engine. */
char *dais_mail_module_print(const struct dais_mail *m, size_t *ret_n, char ret_why[256]);

#endif
