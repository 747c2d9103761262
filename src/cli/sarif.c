/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/sarif.h"
#include "check/check.h"
#include "text/message.h"

void
dais_cli_sarif(const struct dais_diags *diags, enum dais_lang said_in,
    const struct dais_json_unread *unread, size_t n_unread, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t n = dais_rules_count();
	struct dais_json_rule *rules = DAIS_NEW_N(a, n, struct dais_json_rule);

	for (size_t i = 0; i < n; i++) {
		const struct dais_rule *r = dais_rule_at(i);

		rules[i] = (struct dais_json_rule){ .id = r->id,
			.severity = r->severity,
			.description = dais_text_message_words(said_in, r->statement),
			.help = r->source };
	}
	dais_sarif_write(diags, rules, n, unread, n_unread, out);
}
