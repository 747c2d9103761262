/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words that are shortened by custom, whichever word of a text is the most frequent that begins so.
 */
#include "text/words_priv.h"

struct dais_str
dais_word_unshortened(enum dais_lang l, struct dais_str plain)
{
	/* Folded; of several words what both languages shorten alike stands with each. */
	static const struct {
		enum dais_lang l;
		const char *shortened, *whole;
	} v[] = { { DAIS_LANG_EN, "art", "article" }, { DAIS_LANG_EN, "arts", "articles" },
		{ DAIS_LANG_EN, "para", "paragraph" }, { DAIS_LANG_EN, "paras", "paragraphs" },
		{ DAIS_LANG_EN, "par", "paragraph" }, { DAIS_LANG_EN, "res", "resolution" },
		{ DAIS_LANG_EN, "dec", "decision" }, { DAIS_LANG_EN, "doc", "document" },
		{ DAIS_LANG_EN, "docs", "documents" }, { DAIS_LANG_EN, "rep", "report" },
		{ DAIS_LANG_EN, "mtg", "meeting" }, { DAIS_LANG_EN, "sess", "session" },
		{ DAIS_LANG_EN, "ch", "chapter" }, { DAIS_LANG_EN, "govt", "government" },
		{ DAIS_LANG_EN, "intl", "international" }, { DAIS_LANG_EN, "org", "organization" },
		{ DAIS_LANG_EN, "wg", "working group" }, { DAIS_LANG_FR, "art", "article" },
		{ DAIS_LANG_FR, "par", "paragraphe" }, { DAIS_LANG_FR, "paras", "paragraphes" },
		{ DAIS_LANG_FR, "res", "résolution" }, { DAIS_LANG_FR, "dec", "décision" },
		{ DAIS_LANG_FR, "doc", "document" }, { DAIS_LANG_FR, "docs", "documents" },
		{ DAIS_LANG_FR, "chap", "chapitre" }, { DAIS_LANG_FR, "gt", "groupe de travail" },
		{ DAIS_LANG_ES, "art", "artículo" }, { DAIS_LANG_ES, "arts", "artículos" },
		{ DAIS_LANG_ES, "parr", "párrafo" }, { DAIS_LANG_ES, "res", "resolución" },
		{ DAIS_LANG_ES, "dec", "decisión" }, { DAIS_LANG_ES, "doc", "documento" },
		{ DAIS_LANG_ES, "cap", "capítulo" }, { DAIS_LANG_ES, "gt", "grupo de trabajo" },
		{ DAIS_LANG_RU, "ст", "статья" }, { DAIS_LANG_RU, "п", "пункт" },
		{ DAIS_LANG_RU, "пп", "пункты" }, { DAIS_LANG_RU, "рез", "резолюция" },
		{ DAIS_LANG_RU, "реш", "решение" }, { DAIS_LANG_RU, "док", "документ" },
		{ DAIS_LANG_RU, "гл", "глава" }, { DAIS_LANG_RU, "рг", "рабочая группа" } };

	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++)
		if (v[i].l == l && dais_str_is(plain, v[i].shortened))
			return dais_str_from(v[i].whole);
	return DAIS_STR_NONE;
}
