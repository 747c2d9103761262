/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A translated XLIFF file put into a package: read in a child that can do no harm
 * (base/sandbox.h), for it comes from a translator's program.
 */
#ifndef DAIS_SERVICE_TRANSLATION_H
#define DAIS_SERVICE_TRANSLATION_H

#include "base/diag.h"
#include "base/err.h"

struct dais_translation_result {
	size_t changed, total; /* texts that changed, texts with a translation */
};

/* Merges the XLIFF 2.1 file @file into the package in folder @dir, and writes its files unless
 * @dry_run. Problems of the package go to @package, those of the translation to @diags; with an
 * error in either nothing is written and the result is true all the same. Errors: those of
 * reading, of writing and of the sandbox. Effects: makes a process. */
bool dais_translation_merge(const char *file, const char *dir, bool dry_run,
    struct dais_diags *package, struct dais_diags *diags, struct dais_translation_result *ret,
    struct dais_err *err);

#endif
