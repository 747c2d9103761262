/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words that are shortened by custom, whichever word of a text is the most frequent that begins so.
 */
#include "text/tables_priv.h"
#include "text/words_priv.h"

struct dais_str
dais_word_unshortened(enum dais_lang l, struct dais_str plain)
{
	const struct dais_text_table *t = dais_text_table(l);

	for (unsigned i = 0; i < t->n_shortened; i++)
		if (dais_str_eq(plain, dais_text_ref_str(t, t->shortened[i].shortened)))
			return dais_text_ref_str(t, t->shortened[i].whole);
	return DAIS_STR_NONE;
}
