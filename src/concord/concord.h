/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Concordance of language versions: where two to six versions of one document disagree in fact.
 * What is compared: paragraphs and their numbers, symbols, dates, times, ordinals of gatherings,
 * numbers of resolutions and decisions, references to items, articles and paragraphs, figures.
 * A difference is reported when one version states a fact that no other has in the place of a
 * fact that the others share; what is merely left out is a freedom of translation, and told
 * only when asked for. Rules: R-CONC-01..10. No I/O. Method and measured precision:
 * doc/concord.md.
 */
#ifndef DAIS_CONCORD_CONCORD_H
#define DAIS_CONCORD_CONCORD_H

#include "base/diag.h"
#include "base/err.h"
#include "base/lang.h"
#include "read/flow/flow.h"

/* One of two versions in one language may be compared, too (two drafts of one document). */
#define DAIS_CONCORD_VERSIONS_MAX 6

struct dais_concord_options {
	bool omissions; /* report what one version leaves out, as well (R-CONC-10) */
};

struct dais_concord_version {
	enum dais_lang lang;
	const struct dais_flow *flow;
};

/* Compares @n versions of one document and adds what differs to @diags; the first place of a
 * finding is in the version that stands alone, or in the first version when none does.
 * Errors: INVALID (fewer than two versions or more than the maximum). */
bool dais_concord_documents(struct dais_arena *a, const struct dais_concord_version *v, size_t n,
    const struct dais_concord_options *opt, struct dais_diags *diags, struct dais_err *err);

/* A text whose lines stand for the same lines of the other texts. */
struct dais_concord_text {
	enum dais_lang lang;
	struct dais_str file;  /* as the user named it */
	struct dais_str bytes; /* UTF-8, as dais_str_is_text() asks */
};

/* Compares texts line by line; an empty line is a version that is not there.
 * Errors: INVALID (number of versions; different numbers of lines; not text). */
bool dais_concord_lines(struct dais_arena *a, const struct dais_concord_text *v, size_t n,
    const struct dais_concord_options *opt, struct dais_diags *diags, struct dais_err *err);

#endif
