/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words of the page around the document, for readers of the page only; no official text.
 */
#include "write/html/html_priv.h"

static const char *const words[DAIS_LANG_COUNT][HTML_WORD_COUNT] = {
	[DAIS_LANG_AR] = { "انتقل إلى الوثيقة", "المحتويات", "الحواشي", "حاشية",
	    "العودة إلى النص" },
	[DAIS_LANG_ZH] = { "跳到文件正文", "目录", "注", "注", "返回正文" },
	[DAIS_LANG_EN] = { "Skip to the document", "Contents", "Notes", "Note",
	    "Back to the text" },
	[DAIS_LANG_FR] = { "Aller au document", "Table des matières", "Notes", "Note",
	    "Retour au texte" },
	[DAIS_LANG_RU] = { "Перейти к документу", "Содержание", "Сноски", "Сноска",
	    "Вернуться к тексту" },
	[DAIS_LANG_ES] = { "Ir al documento", "Índice", "Notas", "Nota", "Volver al texto" },
};

const char *
dais_html_word(enum dais_lang l, enum html_word word)
{
	return words[l][word];
}
