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
dais_lang_of_tag(struct dais_str tag, enum dais_lang *ret_lang)
{
	static const struct {
		char code[4];
		enum dais_lang lang;
	} longer[] = { { "ara", DAIS_LANG_AR }, { "zho", DAIS_LANG_ZH }, { "chi", DAIS_LANG_ZH },
		{ "eng", DAIS_LANG_EN }, { "fra", DAIS_LANG_FR }, { "fre", DAIS_LANG_FR },
		{ "rus", DAIS_LANG_RU }, { "spa", DAIS_LANG_ES } };
	char code[3];
	struct dais_str first = { code, 0 };

	while (first.n < tag.n && tag.p[first.n] != '-' && tag.p[first.n] != '_') {
		if (first.n == sizeof(code))
			return false;
		code[first.n] = tag.p[first.n];
		if (code[first.n] >= 'A' && code[first.n] <= 'Z')
			code[first.n] = (char)(code[first.n] | 0x20);
		first.n++;
	}
	for (size_t i = 0; i < sizeof(longer) / sizeof(longer[0]); i++) {
		if (dais_str_is(first, longer[i].code)) {
			*ret_lang = longer[i].lang;
			return true;
		}
	}
	return dais_lang_parse(first, ret_lang);
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

enum dais_lang
dais_ml_lang(const struct dais_ml *ml, enum dais_lang l)
{
	if (ml->in[l].n)
		return l;
	if (ml->in[DAIS_LANG_EN].n)
		return DAIS_LANG_EN;
	for (int i = 0; i < DAIS_LANG_COUNT; i++)
		if (ml->in[i].n)
			return (enum dais_lang)i;
	return l;
}

struct dais_str
dais_ml_words(const struct dais_ml *ml, enum dais_lang l)
{
	return ml->in[dais_ml_lang(ml, l)];
}
