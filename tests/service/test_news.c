/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"
#include "service/notice/say.h"

static struct dais_ml
in_all(const char *words)
{
	struct dais_ml ml = { 0 };

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = dais_str_from(words);
	return ml;
}

static void
every_kind_has_a_sentence_in_every_language(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (int k = 0; k < DAIS_NEWS_KIND_COUNT; k++) {
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
			struct dais_news news = { .kind = (enum dais_news_kind)k,
				.about = in_all("ABOUT"),
				.from = in_all("BEFORE"),
				.to = in_all("NOW"),
				.languages = DAIS_LANG_BIT(DAIS_LANG_RU) };
			struct dais_str s = dais_news_say(&news, (enum dais_lang)l, a);

			assert_true(s.n > 5);
			assert_int_equal(dais_str_find_char(s, '{', 0), SIZE_MAX);
		}
	}
}

static void
sentences_read_as_people_write(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_news version = { .kind = DAIS_NEWS_DOCUMENT_VERSION,
		.about = in_all("Rapport"),
		.languages = DAIS_LANG_BIT(DAIS_LANG_AR) | DAIS_LANG_BIT(DAIS_LANG_FR) };
	struct dais_news split = {
		.kind = DAIS_NEWS_ITEM_COMMON, .about = in_all("Water"), .from = in_all("A and B")
	};

	(void)state;
	assert_string_equal(dais_arena_cstr(a, dais_news_say(&version, DAIS_LANG_FR, a)),
	    "«\u00a0Rapport\u00a0» : disponible désormais dans les langues suivantes : arabe et "
	    "français");
	assert_string_equal(dais_arena_cstr(a, dais_news_say(&split, DAIS_LANG_EN, a)),
	    "“Water”: no longer an item common to A and B");
}

static void
a_missing_translation_is_shown_in_another_language(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_news news = { .kind = DAIS_NEWS_ITEM_NEW };

	(void)state;
	news.about.in[DAIS_LANG_ES] = DAIS_STR("Agua");
	assert_int_not_equal(
	    dais_str_find(dais_news_say(&news, DAIS_LANG_ZH, a), DAIS_STR("Agua"), 0), SIZE_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_has_a_sentence_in_every_language),
		cmocka_unit_test(sentences_read_as_people_write),
		cmocka_unit_test(a_missing_translation_is_shown_in_another_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
