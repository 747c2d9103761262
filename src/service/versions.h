/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Language versions of a document, of any format, read and compared (concord/concord.h) in a child
 * that can do no harm (base/sandbox.h).
 */
#ifndef DAIS_SERVICE_VERSIONS_H
#define DAIS_SERVICE_VERSIONS_H

#include "base/diag.h"
#include "base/err.h"
#include "base/lang.h"

struct dais_versions_options {
	bool aligned;                    /* texts whose lines stand for each other */
	bool omissions;                  /* what one version leaves out, as well */
	const enum dais_lang *languages; /* one a file; NULL: found in each */
	enum dais_lang said_in;          /* language of the findings */
	bool keeps_english;              /* beside findings in another language (base/diag.h) */
	const char *const *rules;        /* only findings of these; NULL: all */
	size_t n_rules;
};

/* Compares the @n files ("-" is standard input) and adds what differs to @diags, in order of
 * place, in the language of @opt. Errors: INVALID (number of versions; aligned texts of different
 * length), those of reading and of the sandbox. Effects: makes a process. */
bool dais_versions_compare(const char *const *files, size_t n,
    const struct dais_versions_options *opt, struct dais_diags *diags, struct dais_err *err);

#endif
