/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Errors of the YAML parser as findings; inside src/read/package only.
 */
#ifndef DAIS_READ_PACKAGE_YAML_SYNTAX_H
#define DAIS_READ_PACKAGE_YAML_SYNTAX_H

#include <yaml.h>

#include "base/diag.h"

/* Adds the error at which @p has stopped as a finding at @place of @bytes, which are UTF-8, with
 * what to do about it. */
void dais_yaml_report(struct dais_diags *d, const yaml_parser_t *p, const struct dais_place *place,
    struct dais_str bytes);

#endif
