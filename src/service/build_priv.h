/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files of this folder.
 */
#ifndef DAIS_SERVICE_BUILD_PRIV_H
#define DAIS_SERVICE_BUILD_PRIV_H

#include "service/build.h"

struct dais_fonts;

/* As dais_build_record() with fonts opened by the caller, on @threads threads. */
bool dais_build_with(const struct dais_record *r, struct dais_fonts *fonts, unsigned threads,
    const struct dais_build_options *opt, struct dais_diags *diags, struct dais_build_result *ret,
    struct dais_err *err);

#endif
