/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/lang.h"

#include "base/err.h"

static const char *const codes[DAIS_LANG_COUNT] = { "ar", "zh", "en", "fr", "ru", "es" };

const char *
dais_lang_code(enum dais_lang l)
{
	DAIS_ASSERT((unsigned)l < DAIS_LANG_COUNT);
	return codes[l];
}

char
dais_lang_letter(enum dais_lang l)
{
	DAIS_ASSERT((unsigned)l < DAIS_LANG_COUNT);
	return "ACEFRS"[l];
}

bool
dais_lang_parse(struct dais_str s, enum dais_lang *ret_lang)
{
	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++) {
		if (dais_str_is(s, codes[i])) {
			*ret_lang = (enum dais_lang)i;
			return true;
		}
	}
	return false;
}

bool
dais_lang_is_rtl(enum dais_lang l)
{
	return l == DAIS_LANG_AR;
}

dais_lang_set
dais_ml_langs(const struct dais_ml *ml)
{
	dais_lang_set set = 0;

	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++) {
		if (ml->in[i].n)
			set |= 1u << i;
	}
	return set;
}

bool
dais_ml_is_empty(const struct dais_ml *ml)
{
	return dais_ml_langs(ml) == 0;
}

struct dais_str
dais_ml_words(const struct dais_ml *ml, enum dais_lang l)
{
	if (ml->in[l].n || ml->in[DAIS_LANG_EN].n)
		return ml->in[l].n ? ml->in[l] : ml->in[DAIS_LANG_EN];
	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++)
		if (ml->in[i].n)
			return ml->in[i];
	return DAIS_STR_NONE;
}
