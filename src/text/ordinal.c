/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers and ordinals as the language writes them.
 */
#include "base/buf.h"
#include "base/err.h"
#include "text/tables_priv.h"

/* The noun of phrase key @noun; aborts when it is none. */
static enum dais_noun
noun_of(const char *noun)
{
	if (strcmp(noun, "meeting") == 0)
		return DAIS_NOUN_MEETING;
	if (strcmp(noun, "session") == 0)
		return DAIS_NOUN_SESSION;
	DAIS_ASSERT(strcmp(noun, "sitting") == 0);
	return DAIS_NOUN_SITTING;
}

struct dais_str
dais_text_number(struct dais_arena *a, enum dais_lang l, unsigned n)
{
	const struct dais_text_table *t = dais_text_table(l);
	struct dais_str plain = dais_arena_printf(a, "%u", n);
	struct dais_str digits = dais_text_ref_str(t, t->digits);
	DAIS_BUF_AUTO b = { 0 };

	if (digits.n == 0)
		return plain;
	dais_buf_init(&b, 64);
	for (size_t i = 0; i < plain.n; i++) {
		/* All ten digits of a script take the same number of bytes. */
		size_t w = digits.n / 10, d = (size_t)(plain.p[i] - '0');

		dais_buf_put(&b, dais_str_sub(digits, d * w, (d + 1) * w));
	}
	return dais_buf_dup(&b, a);
}

/* The ordinal in figures: the pattern whose final digits fit is the first that matches, as the
 * tables have longer endings first. */
static struct dais_str
figures(struct dais_arena *a, enum dais_lang l, unsigned n, enum dais_ordinal_form form)
{
	const struct dais_text_table *t = dais_text_table(l);
	struct dais_str plain = dais_arena_printf(a, "%u", n);

	for (unsigned i = 0; i < t->n_figures[form]; i++) {
		const struct dais_text_figure *f = &t->figures[form][i];

		if (dais_str_has_suffix(plain, dais_text_ref_str(t, f->end)))
			return dais_text_fill_template(a, dais_text_ref_str(t, f->text),
			    (const struct dais_slot[]){
				{ "n", dais_text_number(a, l, n) }, { NULL, DAIS_STR_NONE } });
	}
	return dais_text_number(a, l, n);
}

static struct dais_str
ordinal(struct dais_arena *a, enum dais_lang l, unsigned n, enum dais_ordinal_form form)
{
	const struct dais_text_table *t = dais_text_table(l);

	if (n == 0 || n > t->words_to)
		return figures(a, l, n, form);
	return dais_text_ref_str(t, t->ordinals[form][n - 1]);
}

struct dais_str
dais_text_ordinal(struct dais_arena *a, enum dais_lang l, unsigned n, enum dais_gender g)
{
	switch (g) {
	case DAIS_GENDER_FEMININE:
		return ordinal(a, l, n, DAIS_FORM_FEMININE);
	case DAIS_GENDER_NEUTER:
		return ordinal(a, l, n, DAIS_FORM_NEUTER);
	case DAIS_GENDER_MASCULINE:
		break;
	}
	return ordinal(a, l, n, DAIS_FORM_MASCULINE);
}

struct dais_str
dais_text_gathering(struct dais_arena *a, enum dais_lang l, unsigned n, const char *noun)
{
	const struct dais_text_table *t = dais_text_table(l);
	const struct dais_text_gathering *g = &t->gatherings[noun_of(noun)];
	struct dais_str o = ordinal(a, l, n, (enum dais_ordinal_form)g->form);

	return dais_text_fill_template(a, dais_text_ref_str(t, g->text),
	    (const struct dais_slot[]){ { "ordinal", o }, { NULL, DAIS_STR_NONE } });
}

struct dais_str
dais_text_gathering_of(struct dais_arena *a, enum dais_lang l, unsigned n, const char *noun)
{
	const struct dais_text_table *t = dais_text_table(l);
	const struct dais_text_gathering *g = &t->gatherings[noun_of(noun)];
	struct dais_str o = ordinal(a, l, n, (enum dais_ordinal_form)g->of_form);

	return dais_text_fill_template(a, dais_text_ref_str(t, g->of),
	    (const struct dais_slot[]){ { "ordinal", o }, { NULL, DAIS_STR_NONE } });
}
