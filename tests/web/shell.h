/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A page of the site that nobody has asked for, for writers in tests.
 */
#ifndef DAIS_TESTS_WEB_SHELL_H
#define DAIS_TESTS_WEB_SHELL_H

#include "web/site.h"

void shell_begin(struct dais_page *p, enum dais_lang l, struct dais_arena *a);
/* The whole page. */
struct dais_str shell_end(struct dais_page *p);

#endif
