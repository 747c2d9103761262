/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Modules: parts of dais that link a large library and are loaded when first needed, so that no
 * other start pays for it.
 */
#ifndef DAIS_BASE_MODULE_H
#define DAIS_BASE_MODULE_H

#include <stddef.h>

/* Loads the module @installed, or @built when the running program lies in the folder @build_root
 * where it was built, and returns the address of @symbol in it. Nothing that the user or the
 * working directory says has a part in the choice. NULL when it cannot: the reason is in @ret_why
 * (@size bytes). The module stays loaded. */
const void *dais_module_load(const char *build_root, const char *built, const char *installed,
    const char *symbol, char *ret_why, size_t size);

#endif
