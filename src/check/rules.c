/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The rules as one list: the chapters one behind another.
 */
#include "check/rules_priv.h"

static const struct check_chapter *const chapters[] = { &dais_check_rules_symbols,
	&dais_check_rules_agenda, &dais_check_rules_time, &dais_check_rules_documents,
	&dais_check_rules_approval };

#define CHAPTERS (sizeof(chapters) / sizeof(chapters[0]))

size_t
dais_rules_count(void)
{
	size_t n = 0;

	for (size_t i = 0; i < CHAPTERS; i++)
		n += chapters[i]->n;
	return n;
}

const struct dais_rule *
dais_rule_at(size_t at)
{
	for (size_t i = 0; i < CHAPTERS; i++) {
		if (at < chapters[i]->n)
			return &chapters[i]->rules[at];
		at -= chapters[i]->n;
	}
	return NULL;
}

const struct dais_rule *
dais_rule_find(struct dais_str id)
{
	for (size_t i = 0; i < dais_rules_count(); i++) {
		if (dais_str_is(id, dais_rule_at(i)->id))
			return dais_rule_at(i);
	}
	return NULL;
}
