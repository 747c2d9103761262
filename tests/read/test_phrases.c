/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The phrases of share/reading: each is found in each language by its hashes, alone, at the start
 * of a text and in the middle of one, and never across the edge of a word. */
#include "read/text/read_priv.h"
#include "support/test.h"

#define LISTS (sizeof(struct read_words) / sizeof(struct read_list))

static const struct read_list *
list_of(enum dais_lang l, size_t i)
{
	return (const struct read_list *)(const void *)read_words_of(l) + i;
}

static void
check_phrase(const struct read_list *list, size_t index)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str phrase = dais_str_from(list->v[index]);
	struct dais_str text = dais_arena_printf(a, "Zzz 7, %s. Zzz", list->v[index]);
	struct dais_str longer = dais_arena_printf(a, "zzz%szzz", list->v[index]);
	struct phrase_place p;

	if (!read_is_phrase(list, phrase))
		fail_msg("%s is no phrase of its list", list->v[index]);
	assert_true(read_starts_phrase(list, phrase));
	assert_true(read_has_phrase(list, text));
	assert_true(read_find_phrase(list, text, 0, &p));
	assert_true(p.at >= 7 && p.at + p.n <= 7 + phrase.n);
	assert_false(read_is_phrase(list, text));
	/* A Chinese character is a word by itself. */
	if ((unsigned char)phrase.p[0] < 0xE3)
		assert_false(read_is_phrase(list, longer));
}

static void
test_every_phrase(void **state)
{
	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		for (size_t i = 0; i < LISTS; i++) {
			const struct read_list *list = list_of((enum dais_lang)l, i);

			assert_int_equal(list->id, i);
			for (size_t k = 0; k < list->n; k++)
				check_phrase(list, k);
		}
	}
}

static void
test_forms(void **state)
{
	const struct read_words *fr = read_words_of(DAIS_LANG_FR),
				*ar = read_words_of(DAIS_LANG_AR);

	(void)state;
	/* case, a decomposed accent, spaces, an apostrophe of print */
	assert_true(read_is_phrase(&fr->agenda, DAIS_STR("ORDRE DU JOUR  PROVISOIRE")));
	assert_true(read_has_phrase(&fr->agenda, DAIS_STR("Projet d\xE2\x80\x99ordre du jour")));
	assert_true(read_is_phrase(&fr->masthead, DAIS_STR("Ge\xCC\x81ne\xCC\x81rale")));
	/* vowel signs and tatweel */
	assert_true(read_is_phrase(&ar->annex, DAIS_STR("المرفـــق")));
	assert_false(read_is_phrase(&fr->agenda, DAIS_STR("")));
	assert_false(read_has_phrase(&fr->agenda, DAIS_STR("ordre")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_phrase),
		cmocka_unit_test(test_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
