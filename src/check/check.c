/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The run: choose the rules, collect the texts once, call each rule, order the findings.
 */
#include "check/check_priv.h"

static bool
is_named(const char *id, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(v[i]);

		if (strncmp(id, v[i], len) == 0 && (id[len] == '\0' || id[len] == '-'))
			return true;
	}
	return false;
}

bool
dais_rule_is_chosen(const struct dais_rule *rule, const struct dais_check_options *opt)
{
	if (!opt)
		return rule->by_default;
	if (is_named(rule->id, opt->skip, opt->n_skip))
		return false;
	return opt->n_rules ? is_named(rule->id, opt->rules, opt->n_rules) : rule->by_default;
}

/* The English beside what the running rule said, from finding @from on: the rule says it again. */
static void
keep_english(const struct dais_check *c, size_t from)
{
	struct dais_check again = *c;
	struct dais_diags english;

	if (c->diags->list.n == from || !c->diags->keeps_english || c->lang == DAIS_LANG_EN)
		return;
	dais_diags_init(&english, c->a);
	english.limit = c->diags->limit;
	again.diags = &english;
	again.lang = DAIS_LANG_EN;
	c->rule->run(&again);
	dais_diags_take_english(c->diags, from, &english);
}

void
dais_check_record(
    const struct dais_record *r, const struct dais_check_options *opt, struct dais_diags *diags)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_check c = { .r = r, .diags = diags, .a = a, .lang = diags->lang };
	size_t from;

	dais_check_collect(&c);
	for (size_t i = 0; i < dais_rules_count(); i++) {
		c.rule = dais_rule_at(i);
		if (!c.rule->run || !dais_rule_is_chosen(c.rule, opt))
			continue;
		from = diags->list.n;
		c.rule->run(&c);
		keep_english(&c, from);
	}
	dais_diags_sort(diags);
}
