/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The shell of pages without a server, for pages made in tests.
 */
#ifndef DAIS_TESTS_WEB_SHELL_H
#define DAIS_TESTS_WEB_SHELL_H

#include "web/site.h"

/* Begins a page in @l with links to the styles and scripts of @assets (a folder). */
void shell_begin(struct dais_page *p, enum dais_lang l, struct dais_arena *a, const char *assets);
/* The whole page. */
struct dais_str shell_end(struct dais_page *p);

#endif
