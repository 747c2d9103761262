/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings as data for other programs: the form of `dais check --format json`, and SARIF 2.1.0
 * (OASIS) for code hosts and editors.
 */
#ifndef DAIS_WRITE_JSON_FINDINGS_H
#define DAIS_WRITE_JSON_FINDINGS_H

#include "base/buf.h"
#include "base/diag.h"

/* What a reader of the findings may want to know of a rule. */
struct dais_json_rule {
	const char *id;
	enum dais_severity severity;
	const char *description; /* one sentence */
	const char *help;        /* what to do; may be NULL */
};

/* A document that was to be checked and could not be read. */
struct dais_json_unread {
	struct dais_str file;
	const char *message;
	const char *hint; /* may be empty */
};

/* {"findings": [{"rule", "severity", "message", "hint", "places": [PLACE], "edits": [{"place":
 * PLACE, "words"}]}]}, where PLACE is {"file", "page", "line", "column", "text"}. What is not known
 * is left out. "edits" is a certain repair: the text of each place becomes the words. "unread":
 * [{"file", "message", "hint"}] is there when @n_unread is not 0, "dropped" when there were more
 * than the limit. */
void dais_json_findings_write(const struct dais_diags *d, const struct dais_json_unread *unread,
    size_t n_unread, struct dais_buf *out);
/* SARIF with the @n rules of @rules; findings of other rules have no index. Each of @unread is a
 * notification of the run (3.20.21). */
void dais_sarif_write(const struct dais_diags *d, const struct dais_json_rule *rules, size_t n,
    const struct dais_json_unread *unread, size_t n_unread, struct dais_buf *out);

#endif
