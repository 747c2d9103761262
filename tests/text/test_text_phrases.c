/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Phrases are complete; folding, names and time zones.
 */
#include "support/test.h"

#include "text/text.h"

/* Keys that other rooms of the house rely on. */
static const char *const keys[] = { "annotated-provisional-agenda", "annotated-provisional-agendas",
	"provisional-agenda", "provisional-agendas", "annotations", "documentation", "annex",
	"proposed-organization-of-work", "date-and-time", "item-of-agenda", "title-or-description",
	"continued", "common-item", "common-item-of", "no-document-item", "cross-reference",
	"meeting", "session", "sitting", "distribution-general", "distribution-limited",
	"distribution-restricted", "original-language", "only", "language-self", "original-ar",
	"language-es", "draft", "resolution", "decision", "rule", "mandate-resolution",
	"schedule-item-one", "schedule-item-many", "schedule-joint", "schedule-joint-many",
	"schedule-adoption", "schedule-adoption-joint", "title-block", "modality-hybrid",
	"footnote-reissued", "footnote-late", "silence-procedure", "extended-bureau", "mark-stop" };

static bool
has_phrase(const char *key)
{
	for (size_t i = 0; i < dais_text_phrase_count(); i++)
		if (strcmp(dais_text_phrase_key(i), key) == 0)
			return true;
	return false;
}

static void
test_complete(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (!has_phrase(keys[i]))
			fail_msg("no phrase \"%s\"", keys[i]);
	assert_true(dais_text_phrase_count() > 120);
	for (size_t i = 0; i < dais_text_phrase_count(); i++)
		for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
			struct dais_str s =
			    dais_text_phrase((enum dais_lang)l, dais_text_phrase_key(i));

			if (s.n == 0 || !dais_str_is_text(s, NULL))
				fail_msg("%s has no words in %s", dais_text_phrase_key(i),
				    dais_lang_code((enum dais_lang)l));
		}
}

static void
test_terms(void **state)
{
	(void)state;
	assert_str(dais_text_term(DAIS_LANG_FR, "common-item"), "point commun");
	assert_str(dais_text_phrase(DAIS_LANG_FR, "common-item"), "(point commun)");
	assert_true(dais_text_is_term("silence-procedure"));
	assert_false(dais_text_is_term("schedule-joint"));
}

static void
test_fill(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_slot slots[] = { { "number", DAIS_STR("2") },
		{ "quoted", DAIS_STR("«x»") }, { "when", DAIS_STR("W") }, { NULL, DAIS_STR_NONE } };

	(void)state;
	assert_str(dais_text_fill(a, DAIS_LANG_RU, "schedule-item-one", slots),
	    "Пункт 2 повестки дня, озаглавленный «x», планируется рассмотреть W.");
	assert_str(dais_text_fill(a, DAIS_LANG_ZH, "schedule-item-one", slots),
	    "题为«x»的议程项目2将于W审议。");
}

static void
test_turns(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char turn[] = "a\xE2\x80\xAA"
		      "b";

	(void)state;
	/* U+202A..U+202E; on both sides of them no more. */
	for (unsigned last = 0xa9; last <= 0xaf; last++) {
		turn[3] = (char)last;
		assert_int_equal(
		    dais_text_turns(dais_str_from(turn)), last >= 0xaa && last <= 0xae);
	}
	turn[2] = '\x81';
	for (unsigned last = 0xa5; last <= 0xaa; last++) {
		turn[3] = (char)last;
		assert_int_equal(
		    dais_text_turns(dais_str_from(turn)), last >= 0xa6 && last <= 0xa9);
	}
	assert_str(dais_text_without_turns(a, DAIS_STR("x\u202efdp.exe\u2069")), "xfdp.exe");
	/* Joiners and marks of direction are letters' own. */
	assert_str(
	    dais_text_without_turns(a, DAIS_STR("می\u200cخواهم\u200f")), "می\u200cخواهم\u200f");
}

static void
test_fold(void **state)
{
	static const char *const same[][2] = { { "s ’ouvrira", "s'ouvrira" },
		{ "«\xC2\xA0L’État\xC2\xA0»", "\"l'état\"" },
		{ "Date  et\n heure", "date et heure" }, { "10–12", "10-12" },
		{ "جدول الأعمال المؤقَّت", "جدول الأعمال المؤقت" },
		{ "ПОВЕСТКА ДНЯ", "повестка дня" }, { "e\xCC\x81tat", "état" },
		{ "Stra\xC3\x9F"
		  "e",
		    "strasse" },
		{ "soft\xC2\xADhyphen", "softhyphen" }, { " trimmed ", "trimmed" },
		{ "\xEF\xBC\xA1", "ａ" }, { "One Two  THREE \t four ", "one two three four" },
		{ "A b \"C d\" E-f 'g h", "a b \"c d\" e-f'g h" } };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++)
		assert_str(dais_text_fold(a, dais_str_from(same[i][0])), same[i][1]);
}

static void
test_names(void **state)
{
	struct name {
		enum dais_lang l;
		const char *s, *name;
		bool same;
	};
	static const struct name names[] = {
		{ DAIS_LANG_RU, "Рабочей группы по международному сотрудничеству",
		    "Рабочая группа по международному сотрудничеству", true },
		{ DAIS_LANG_RU, "Комиссией", "Комиссия по предупреждению преступности", true },
		{ DAIS_LANG_RU, "Комитета", "Комиссия по предупреждению преступности", false },
		{ DAIS_LANG_AR, "للفريق العامل المعني بالتعاون الدولي",
		    "الفريق العامل المعني بالتعاون الدولي", true },
		{ DAIS_LANG_AR, "للجنة", "اللجنة المخصصة", true },
		{ DAIS_LANG_FR, "Groupe de travail", "Groupe de travail sur l’assistance technique",
		    true },
		{ DAIS_LANG_FR, "Groupe de travail sur les armes",
		    "Groupe de travail sur l’assistance technique", false },
		{ DAIS_LANG_EN, "Conference", "Conference of the Parties", true },
		{ DAIS_LANG_EN, "Commission", "Conference of the Parties", false },
		{ DAIS_LANG_ZH, "缔约方会议", "联合国打击跨国有组织犯罪公约缔约方会议", true },
		{ DAIS_LANG_ZH, "委员会", "联合国打击跨国有组织犯罪公约缔约方会议", false },
		{ DAIS_LANG_EN, "", "Conference", false },
		{ DAIS_LANG_RU, "Вене", "Вена", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (dais_text_states_name(names[i].l, dais_str_from(names[i].s),
			dais_str_from(names[i].name)) != names[i].same)
			fail_msg("\"%s\" and \"%s\"", names[i].s, names[i].name);
}

static void
test_zone(void **state)
{
	const struct dais_str vienna = DAIS_STR("Europe/Vienna");
	int m = -1;

	(void)state;
	assert_true(dais_text_zone_offset(vienna, (struct dais_local){ { 2022, 5, 23 }, 600 }, &m));
	assert_int_equal(m, 120);
	assert_true(dais_text_zone_offset(vienna, (struct dais_local){ { 2022, 1, 23 }, 600 }, &m));
	assert_int_equal(m, 60);
	/* In the gap (27 March 2022, 2 to 3 a.m.) and the overlap (30 October) the former holds. */
	assert_true(dais_text_zone_offset(vienna, (struct dais_local){ { 2022, 3, 27 }, 150 }, &m));
	assert_int_equal(m, 60);
	assert_true(
	    dais_text_zone_offset(vienna, (struct dais_local){ { 2022, 10, 30 }, 150 }, &m));
	assert_int_equal(m, 120);
	assert_true(dais_text_zone_offset(
	    DAIS_STR("America/New_York"), (struct dais_local){ { 2022, 7, 1 }, 0 }, &m));
	assert_int_equal(m, -240);
	assert_true(
	    dais_text_zone_offset(DAIS_STR("UTC"), (struct dais_local){ { 2022, 7, 1 }, 0 }, &m));
	assert_int_equal(m, 0);
	assert_false(dais_text_zone_offset(
	    DAIS_STR("Europe/Vien"), (struct dais_local){ { 2022, 7, 1 }, 0 }, &m));
	assert_false(
	    dais_text_zone_offset(DAIS_STR(""), (struct dais_local){ { 2022, 7, 1 }, 0 }, &m));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_complete),
		cmocka_unit_test(test_terms),
		cmocka_unit_test(test_fill),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_turns),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
