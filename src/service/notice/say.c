/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/notice/say.h"

#include <stdio.h>

#include "text/say.h"
#include "text/text.h"

/* Sentence of each kind; whether what it is about is the title of something, and quoted. */
static const struct {
	enum dais_say sentence;
	bool quoted;
} kinds[DAIS_NEWS_KIND_COUNT] = {
	[DAIS_NEWS_MEETING_NEW] = { DAIS_SAY_NOTICE_NEWS_MEETING_NEW, false },
	[DAIS_NEWS_DATES] = { DAIS_SAY_NOTICE_NEWS_DATES, false },
	[DAIS_NEWS_PLACE] = { DAIS_SAY_NOTICE_NEWS_PLACE, false },
	[DAIS_NEWS_MODALITY] = { DAIS_SAY_NOTICE_NEWS_MODALITY, false },
	[DAIS_NEWS_STATUS] = { DAIS_SAY_NOTICE_NEWS_STATUS, false },
	[DAIS_NEWS_ITEM_NEW] = { DAIS_SAY_NOTICE_NEWS_ITEM_NEW, true },
	[DAIS_NEWS_ITEM_CLOSED] = { DAIS_SAY_NOTICE_NEWS_ITEM_CLOSED, true },
	[DAIS_NEWS_ITEM_TITLE] = { DAIS_SAY_NOTICE_NEWS_ITEM_TITLE, true },
	[DAIS_NEWS_ITEM_MOVED] = { DAIS_SAY_NOTICE_NEWS_ITEM_MOVED, false },
	[DAIS_NEWS_ITEM_COMMON] = { DAIS_SAY_NOTICE_NEWS_ITEM_COMMON, false },
	[DAIS_NEWS_ANNOTATION] = { DAIS_SAY_NOTICE_NEWS_ANNOTATION, true },
	[DAIS_NEWS_DOCUMENT_NEW] = { DAIS_SAY_NOTICE_NEWS_DOCUMENT_NEW, true },
	[DAIS_NEWS_DOCUMENT_VERSION] = { DAIS_SAY_NOTICE_NEWS_DOCUMENT_VERSION, true },
	[DAIS_NEWS_DOCUMENT_TITLE] = { DAIS_SAY_NOTICE_NEWS_DOCUMENT_TITLE, true },
	[DAIS_NEWS_DOCUMENT_CLOSED] = { DAIS_SAY_NOTICE_NEWS_DOCUMENT_CLOSED, true },
	[DAIS_NEWS_SITTING_NEW] = { DAIS_SAY_NOTICE_NEWS_SITTING_NEW, false },
	[DAIS_NEWS_SITTING_CLOSED] = { DAIS_SAY_NOTICE_NEWS_SITTING_CLOSED, false },
	[DAIS_NEWS_SITTING_MOVED] = { DAIS_SAY_NOTICE_NEWS_SITTING_MOVED, false },
	[DAIS_NEWS_SITTING_ITEMS] = { DAIS_SAY_NOTICE_NEWS_SITTING_ITEMS, false },
	[DAIS_NEWS_SILENCE_OPENED] = { DAIS_SAY_NOTICE_NEWS_SILENCE_OPENED, false },
	[DAIS_NEWS_SILENCE_EXTENDED] = { DAIS_SAY_NOTICE_NEWS_SILENCE_EXTENDED, false },
	[DAIS_NEWS_SILENCE_REOPENED] = { DAIS_SAY_NOTICE_NEWS_SILENCE_REOPENED, false },
	[DAIS_NEWS_SILENCE_BROKEN] = { DAIS_SAY_NOTICE_NEWS_SILENCE_BROKEN, false },
	[DAIS_NEWS_SILENCE_WITHDRAWN] = { DAIS_SAY_NOTICE_NEWS_SILENCE_WITHDRAWN, false },
	[DAIS_NEWS_SILENCE_APPROVED] = { DAIS_SAY_NOTICE_NEWS_SILENCE_APPROVED, false },
	[DAIS_NEWS_SILENCE_CLOSED] = { DAIS_SAY_NOTICE_NEWS_SILENCE_CLOSED, false },
	[DAIS_NEWS_OTHER] = { DAIS_SAY_NOTICE_NEWS_OTHER, false },
};

static struct dais_str
best_of(const struct dais_ml *ml, enum dais_lang l)
{
	static const enum dais_lang then[] = { DAIS_LANG_EN, DAIS_LANG_FR, DAIS_LANG_ES,
		DAIS_LANG_RU, DAIS_LANG_AR, DAIS_LANG_ZH };

	if (ml->in[l].n)
		return ml->in[l];
	for (size_t i = 0; i < sizeof(then) / sizeof(then[0]); i++)
		if (ml->in[then[i]].n)
			return ml->in[then[i]];
	return DAIS_STR_NONE;
}

static struct dais_str
words_of(const struct dais_ml *ml, enum dais_lang l, bool quoted, struct dais_arena *a)
{
	struct dais_str s = best_of(ml, l);

	if (s.n == 0)
		return dais_say(l, DAIS_SAY_NOTICE_NONE);
	return quoted ? dais_text_quote(a, l, s) : s;
}

/* "Arabic, French and Spanish", in @l. */
static struct dais_str
languages_of(dais_lang_set set, enum dais_lang l, struct dais_arena *a)
{
	struct dais_str names[DAIS_LANG_COUNT];
	size_t n = 0;

	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++) {
		char key[24];

		if (!(set & DAIS_LANG_BIT(i)))
			continue;
		(void)snprintf(key, sizeof(key), "language-%s", dais_lang_code((enum dais_lang)i));
		names[n++] = dais_text_phrase(l, key);
	}
	return dais_text_list(a, l, names, n);
}

/* A title that is new in some languages only is told in one of these, to readers of the others. */
static enum dais_lang
changed_language(const struct dais_news *news, enum dais_lang l)
{
	if (!dais_str_eq(news->from.in[l], news->to.in[l]))
		return l;
	for (unsigned i = 0; i < DAIS_LANG_COUNT; i++)
		if (!dais_str_eq(news->from.in[i], news->to.in[i]))
			return (enum dais_lang)i;
	return l;
}

struct dais_str
dais_news_say(const struct dais_news *news, enum dais_lang l, struct dais_arena *a)
{
	enum dais_say sentence = kinds[news->kind].sentence;
	bool quoted = kinds[news->kind].quoted;
	enum dais_lang shown = changed_language(news, l);
	struct dais_say_value values[] = {
		{ "about", words_of(&news->about, l,
			       quoted || news->kind == DAIS_NEWS_ITEM_MOVED ||
				   news->kind == DAIS_NEWS_ITEM_COMMON,
			       a) },
		{ "from", words_of(&news->from, shown, quoted, a) },
		{ "to", words_of(&news->to, shown, quoted, a) },
		{ "languages", languages_of(news->languages, l, a) },
	};

	if (news->kind == DAIS_NEWS_ITEM_COMMON && dais_ml_is_empty(&news->to))
		sentence = DAIS_SAY_NOTICE_NEWS_ITEM_SPLIT;
	return dais_say_fill(a, l, sentence, values, sizeof(values) / sizeof(values[0]));
}
