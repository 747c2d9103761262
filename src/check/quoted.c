/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words an author gave for a reference: {{item transfer|point 2}}. They must state the fact of the
 * reference; which rule says so depends on its kind.
 */
#include "check/check_priv.h"

static bool
is_kind(struct dais_str kind, const char *const *kinds)
{
	for (; *kinds; kinds++) {
		if (dais_str_is(kind, *kinds))
			return true;
	}
	return false;
}

/* "the Working Group", "la Commission": the head of the official name without the rest. */
static bool
is_generic(struct dais_check *c, const struct dais_ref *ref, enum dais_lang l)
{
	size_t b = dais_map_get(&c->r->body_ids, ref->argument);
	const struct dais_body *body;

	if (b == DAIS_MAP_NONE)
		return false;
	body = &c->r->bodies.v[b];
	return dais_text_states_name(l, ref->words, body->name.in[l]) ||
	       (body->short_name.in[l].n &&
		   dais_text_states_name(l, ref->words, body->short_name.in[l])) ||
	       (body->of.in[l].n && dais_text_states_name(l, ref->words, body->of.in[l])) ||
	       (body->to.in[l].n && dais_text_states_name(l, ref->words, body->to.in[l]));
}

/* The record knows the fact: without the words the reference states it. */
static void
report(struct dais_check *c, const struct check_text *t, const struct dais_ref *ref,
    const struct dais_said *said, const char *what)
{
	struct dais_place p = t->place;
	struct dais_diag *g =
	    dais_check_say_at(c, &p, "the words \"%.*s\" do not state %s: it is \"%.*s\"",
		DAIS_STR_ARG(ref->words), dais_check_part(c, what), DAIS_STR_ARG(said->fact));

	dais_check_hint(c, g, "correct the words, or leave them out: {{%.*s %.*s}}",
	    DAIS_STR_ARG(ref->kind), DAIS_STR_ARG(ref->argument));
	p.text = dais_arena_printf(c->a, "{{%.*s %.*s|%.*s}}", DAIS_STR_ARG(ref->kind),
	    DAIS_STR_ARG(ref->argument), DAIS_STR_ARG(ref->words));
	dais_diag_add_edit(c->diags, g, &p,
	    dais_arena_printf(
		c->a, "{{%.*s %.*s}}", DAIS_STR_ARG(ref->kind), DAIS_STR_ARG(ref->argument)));
}

void
dais_check_quoted(struct dais_check *c, const char *const *kinds, const char *what)
{
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];
		const struct dais_ref *ref = t->kind == CHECK_WORDS ? &t->span->ref : NULL;
		struct dais_prose_place at = { c->r, t->lang,
			t->annotation ? t->annotation->body : 0 };
		struct dais_said said;

		if (!ref || !is_kind(ref->kind, kinds) || !dais_prose_say(&at, ref, c->a, &said) ||
		    dais_prose_agrees(&at, ref, &said, c->a))
			continue;
		if ((dais_str_is(ref->kind, "body") || dais_str_is(ref->kind, "short")) &&
		    is_generic(c, ref, t->lang))
			continue;
		report(c, t, ref, &said, what);
	}
}

void
dais_check_sil_17(struct dais_check *c) /* R-SIL-17 */
{
	static const char *const kinds[] = { "approved", NULL };

	dais_check_quoted(c, kinds, DAIS_MESSAGE("the date of the approval in the record"));
}
