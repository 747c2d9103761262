/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The facts that words state: found once, whichever rules ask for them.
 */
#include "check/check_priv.h"

struct finding {
	struct dais_arena *a;
	struct check_facts *found;
};

static void
keep(void *ctx, const struct dais_fact *f)
{
	struct finding *finding = ctx;

	dais_vec_push(finding->a, &finding->found->list, *f);
}

static const struct check_facts *
find(struct dais_check *c, enum dais_lang l, struct dais_str s, struct check_facts *ret)
{
	struct finding finding = { c->a, ret };

	if (!ret->known)
		dais_text_find_facts(l, s, keep, &finding);
	ret->known = true;
	return ret;
}

const struct check_facts *
dais_check_facts_of_text(struct dais_check *c, size_t text)
{
	struct check_text *t = &c->texts.v[text];

	return find(c, t->lang, t->s, &t->facts);
}

const struct check_facts *
dais_check_facts_of_para(struct dais_check *c, size_t para)
{
	struct check_para *p = &c->paras.v[para];

	return find(c, p->lang, p->text, &p->facts);
}
