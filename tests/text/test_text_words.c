/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words of search: which forms find each other, how symbols and Chinese are cut, and that any
 * bytes are cut in order and within themselves.
 */
#include "base/buf.h"
#include "support/test.h"
#include "text/words.h"

/* "ctoc <ctoc/cop>cop <cop/wg>wg ...": the first keys with their pairs before them. */
static struct dais_str
cut(struct dais_arena *a, enum dais_lang l, const char *text)
{
	DAIS_WORDS_AUTO w = dais_words_new();
	DAIS_BUF_AUTO b = { 0 };
	struct dais_word word;

	dais_buf_init(&b, 1 << 16);
	dais_words_start(w, l, dais_str_from(text));
	while (dais_words_next(w, &word)) {
		if (b.n)
			dais_buf_put_char(&b, ' ');
		if (word.pair.n)
			dais_buf_printf(&b, "<%.*s>", DAIS_STR_ARG(word.pair));
		dais_buf_put(&b, word.keys[0]);
	}
	return dais_buf_dup(&b, a);
}

static void
check_cut(enum dais_lang l, const char *text, const char *expected)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	assert_string_equal(cut(a, l, text).p, expected);
}

/* Whether the only words of @x and @y, each in its language, share a key; of @y keys are told
 * only that begin as those of @x, if it @seeks. */
static bool
share_key(enum dais_lang l, const char *x, const char *y, bool seeks)
{
	dais_word_letters letters = 0;
	DAIS_WORDS_AUTO wx = dais_words_new();
	DAIS_WORDS_AUTO wy = dais_words_new();
	struct dais_word a, b;

	dais_words_start(wx, l, dais_str_from(x));
	dais_words_start(wy, l, dais_str_from(y));
	assert_true(dais_words_next(wx, &a));
	for (size_t i = 0; i < a.key_count; i++)
		letters |= dais_word_letter(a.keys[i]);
	if (seeks)
		dais_words_seek(wy, letters);
	assert_true(dais_words_next(wy, &b));
	for (size_t i = 0; i < a.key_count; i++)
		for (size_t k = 0; k < b.key_count; k++)
			if (dais_str_eq(a.keys[i], b.keys[k]))
				return true;
	return false;
}

static bool
find_each_other(enum dais_lang l, const char *x, const char *y)
{
	bool ret = share_key(l, x, y, false);

	assert_int_equal(share_key(l, x, y, true), ret);
	return ret;
}

/* What is not sought comes without its stems, and is not taken for all of the word later. */
static void
test_sought(void **state)
{
	DAIS_WORDS_AUTO w = dais_words_new();
	struct dais_word word;

	(void)state;
	for (int turn = 0; turn < 2; turn++) {
		bool seeks = turn == 0;

		dais_words_start(w, DAIS_LANG_EN, DAIS_STR("meetings"));
		dais_words_seek(
		    w, seeks ? dais_word_letter(DAIS_STR("~ereport")) : ~(dais_word_letters)0);
		assert_true(dais_words_next(w, &word));
		assert_int_equal(word.key_count, seeks ? 1 : 2);
		assert_true(dais_str_is(word.keys[0], "meetings"));
	}
}

static void
test_forms(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *x, *y;
	} same[] = {
		{ DAIS_LANG_EN, "environmental", "environment" },
		{ DAIS_LANG_EN, "governmental", "governments" },
		{ DAIS_LANG_EN, "chairperson", "Chair" }, { DAIS_LANG_EN, "chairmen", "chairs" },
		{ DAIS_LANG_FR, "environnementaux", "environnement" },
		{ DAIS_LANG_FR, "gouvernementale", "gouvernement" },
		{ DAIS_LANG_ES, "ambientales", "ambiente" }, { DAIS_LANG_AR, "آليات", "الآلية" },
		{ DAIS_LANG_AR, "بآلية", "والآليات" }, { DAIS_LANG_AR, "ڤيينا", "فيينا" },
		{ DAIS_LANG_AR, "مکتب", "المكتب" }, { DAIS_LANG_ZH, "權", "权" },
		{ DAIS_LANG_ZH, "國", "国" }, { DAIS_LANG_RU, "совещания", "совещание" },
		{ DAIS_LANG_RU, "Совещаниям", "совещание" },
		{ DAIS_LANG_RU, "СОТРУДНИЧЕСТВА", "сотрудничество" }, { DAIS_LANG_RU, "её", "ее" },
		{ DAIS_LANG_AR, "الاجتماعات", "اجتماع" }, { DAIS_LANG_AR, "والاجتماعات", "اجتماع" },
		{ DAIS_LANG_AR, "واجتماعاتها", "الاجتماع" }, { DAIS_LANG_AR, "للاجتماع", "اجتماع" },
		{ DAIS_LANG_AR, "الأطراف", "الاطراف" }, { DAIS_LANG_AR, "الأطراف", "أطراف" },
		{ DAIS_LANG_AR, "الاتِّفَاقِيَّة", "الاتفاقية" },
		{ DAIS_LANG_AR, "الاتفـــاقية", "اتفاقيات" },
		{ DAIS_LANG_AR, "لمكافحة", "المكافحة" }, { DAIS_LANG_AR, "مؤتمرات", "المؤتمر" },
		{ DAIS_LANG_AR, "المنظمه", "منظمة" }, { DAIS_LANG_AR, "فريق", "الفريق" },
		{ DAIS_LANG_AR, "الاعلى", "الأعلي" }, { DAIS_LANG_FR, "conférences", "conference" },
		{ DAIS_LANG_FR, "Conférence", "conférences" },
		{ DAIS_LANG_FR, "adoptée", "adoptee" }, { DAIS_LANG_FR, "adoptées", "adopté" },
		{ DAIS_LANG_FR, "ŒUVRES", "oeuvre" },
		{ DAIS_LANG_FR, "l’environnement", "environnement" },
		{ DAIS_LANG_FR,
		    "e\xCC\x81"
		    "tats",
		    "état" }, /* decomposed */
		{ DAIS_LANG_EN, "meetings", "Meeting" }, { DAIS_LANG_EN, "parties'", "party" },
		{ DAIS_LANG_ES, "reuniones", "reunion" },
		{ DAIS_LANG_ES, "Organización", "organizacion" }, { DAIS_LANG_ES, "niños", "nino" },
		{ DAIS_LANG_ZH, "\uFF37\uFF27", "wg" }, /* full width */
		{ DAIS_LANG_AR, "٢٠٢٢", "2022" }, { DAIS_LANG_AR, "تقارير", "التقرير" },
		{ DAIS_LANG_AR, "بتقاريرها", "تقرير" }, { DAIS_LANG_AR, "تقريرًا", "تقرير" },
		{ DAIS_LANG_AR, "اللجان", "لجنة" }, { DAIS_LANG_AR, "للجنة", "لجنة" },
		{ DAIS_LANG_AR, "للجنة", "اللجنة" }, { DAIS_LANG_AR, "لحقوق", "حق" },
		{ DAIS_LANG_AR, "والوثائق", "وثيقة" }, { DAIS_LANG_AR, "الوفد", "وفود" },
		{ DAIS_LANG_AR, "وبند", "البند" }, { DAIS_LANG_AR, "الوطنية", "وطني" },
		{ DAIS_LANG_AR, "ولمكافحة", "مكافحة" }, { DAIS_LANG_AR, "الدول", "دولة" },
		{ DAIS_LANG_AR, "الدولية", "دولي" }, { DAIS_LANG_EN, "women", "woman" },
		{ DAIS_LANG_EN, "children's", "child" },
		{ DAIS_LANG_EN, "organised", "organization" }, { DAIS_LANG_EN, "labour", "labor" },
		{ DAIS_LANG_EN, "programmes", "program" }, { DAIS_LANG_EN, "crises", "crisis" },
		{ DAIS_LANG_EN, "corrigenda", "corrigendum" },
		{ DAIS_LANG_EN, "behavioural", "behavior" }, { DAIS_LANG_FR, "travaux", "travail" },
		{ DAIS_LANG_ES, "mujeres", "mujer" }, { DAIS_LANG_ES, "nucleares", "nuclear" },
		{ DAIS_LANG_ES, "países", "pais" }, { DAIS_LANG_RU, "поправок", "поправки" },
		{ DAIS_LANG_RU, "участка", "участок" }, { DAIS_LANG_RU, "ребёнка", "ребенок" },
		{ DAIS_LANG_RU, "иностранцев", "иностранец" }, { DAIS_LANG_RU, "уроков", "урок" },
		{ DAIS_LANG_EN, "so\xC2\xADvereignty", "sovereignty" }, /* soft hyphen */
	};
	static const struct {
		enum dais_lang l;
		const char *x, *y;
	} apart[] = {
		{ DAIS_LANG_RU, "совещание", "совет" },
		{ DAIS_LANG_AR, "اجتماع", "مجتمع" },
		{ DAIS_LANG_AR, "لجنة", "جنة" },
		{ DAIS_LANG_AR, "فيينا", "في" },
		{ DAIS_LANG_EN, "comment", "commence" },
		{ DAIS_LANG_AR, "الدولي", "دولة" },
		{ DAIS_LANG_FR, "également", "égalité" },
		{ DAIS_LANG_FR, "hier", "heure" },
		{ DAIS_LANG_EN, "universal", "university" },
		{ DAIS_LANG_FR, "conférence", "conseil" },
		{ DAIS_LANG_EN, "nation", "native" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++)
		if (!find_each_other(same[i].l, same[i].x, same[i].y))
			fail_msg("%s does not find %s", same[i].x, same[i].y);
	for (size_t i = 0; i < sizeof(apart) / sizeof(*apart); i++)
		if (find_each_other(apart[i].l, apart[i].x, apart[i].y))
			fail_msg("%s finds %s", apart[i].x, apart[i].y);
}

static void
test_cut(void **state)
{
	(void)state;
	check_cut(DAIS_LANG_EN, "CTOC/COP/WG.3/2022/2",
	    "ctoc <ctoc/cop>cop <cop/wg>wg <wg/3>3 <3/2022>2022 <2022/2>2");
	check_cut(DAIS_LANG_EN, "WG3, WG.3; wg 3", "wg <wg/3>3 wg <wg/3>3 wg 3");
	check_cut(DAIS_LANG_EN, "GC(65)/1/Add.1", "gc <gc/65>65 <65/1>1 <1/add>add <add/1>1");
	check_cut(DAIS_LANG_EN, "sub-item COVID-19", "sub item covid <covid/19>19");
	check_cut(
	    DAIS_LANG_EN, "and/or e.g. Parties' 13th", "and <and/or>or e g parties 13 <13/th>th");
	check_cut(DAIS_LANG_EN, "1,000 or 10.30 a.m.", "1 <1/000>000 or 10 <10/30>30 a m");
	check_cut(DAIS_LANG_EN, "the State's report", "the state report");
	check_cut(DAIS_LANG_EN, "'s 's", "s s");
	check_cut(DAIS_LANG_FR, "l’ordre du jour d'aujourd'hui", "ordre du jour aujourd hui");
	check_cut(DAIS_LANG_FR, "A/l'eau", "a <a/eau>eau");
	check_cut(DAIS_LANG_ZH, "第13次会议", "第 <第/13>13 <13/次>次 <次会>会 <会议>议");
	check_cut(DAIS_LANG_ZH, "缔约方，会议", "缔 <缔约>约 <约方>方 会 <会议>议");
	check_cut(DAIS_LANG_AR, "الوثيقة CTOC/COP، البند ٤", "الوثيقه ctoc <ctoc/cop>cop البند 4");
	check_cut(DAIS_LANG_EN, "... -- / (  ", "");
	check_cut(DAIS_LANG_EN, "a./-.b", "a b");
}

static void
collect(void *ctx, struct dais_str word)
{
	dais_buf_printf(ctx, "[%.*s]", DAIS_STR_ARG(word));
}

static void
test_chinese(void **state)
{
	DAIS_BUF_AUTO b = { 0 };

	(void)state;
	dais_buf_init(&b, 1000);
	dais_words_of_chinese(DAIS_STR("技术援助会议"), collect, &b);
	assert_string_equal(b.p, "[技术][援助][会议]");
	dais_buf_clear(&b);
	dais_words_of_chinese(DAIS_STR("国际合作工作组和秘书处的报告"), collect, &b);
	assert_string_equal(b.p, "[国际][合作][工作组][秘书处][报告]");
	dais_buf_clear(&b);
	dais_words_of_chinese(DAIS_STR("公约的目的"), collect, &b);
	assert_string_equal(b.p, "[公约][目的]");
	dais_buf_clear(&b);
	dais_words_of_chinese(DAIS_STR("的"), collect, &b);
	assert_string_equal(b.p, "[的]");
	dais_buf_clear(&b);
	dais_words_of_chinese(DAIS_STR("移交被判刑人员"), collect, &b);
	assert_string_equal(b.p, "[移交][判刑][人员]");
	dais_buf_clear(&b);
	dais_words_of_chinese(DAIS_STR("会"), collect, &b);
	assert_string_equal(b.p, "[会]");
	dais_buf_clear(&b);
	dais_words_of_chinese(DAIS_STR(""), collect, &b);
	assert_true(b.n == 0);
}

/* What is typed short or in figures, as texts write it. */
static void
test_as_written(void **state)
{
	static const char *const numbers[][2] = { { "第13次会议", "第十三次会议" },
		{ "第十七条", "第17条" }, { "五月二十三日", "5月23日" }, { "20周年", "二十周年" },
		{ "2022年", "" }, { "100次", "" }, { "会议", "" }, { "", "" } };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		assert_str(
		    dais_words_other_numerals(a, dais_str_from(numbers[i][0])), numbers[i][1]);
	assert_str(dais_word_unshortened(DAIS_LANG_EN, DAIS_STR("para")), "paragraph");
	assert_str(dais_word_unshortened(DAIS_LANG_RU, DAIS_STR("п")), "пункт");
	assert_str(dais_word_unshortened(DAIS_LANG_EN, DAIS_STR("п")), "");
}

/* Any bytes: words follow each other within the text, keys are different and not too long, and
 * each key but a stem is made again from the bytes it stands for. */
static void
test_any_bytes(void **state)
{
	static const char *const parts[] = { "a", "É", "ж", "ا", "ـ", "会", "1", "٣", "/", ".", "-",
		"'", "’", " ", "\xCC\x81", "\xC2\xAD", "\xE2\x80\x8F", "\xFF", "\xE2\x80", "s", "l",
		"ß", "Ａ", "(", ")", "_", "\xF0\xA0\x80\x80", "ي", "ال", "ing", "İ" };
	uint32_t seed = 1;

	(void)state;
	for (int turn = 0; turn < 3000; turn++) {
		DAIS_WORDS_AUTO w = turn % 500 == 0 ? dais_words_new() : NULL;
		static struct dais_words *kept;
		DAIS_BUF_AUTO b = { 0 };
		struct dais_word word;
		size_t end = 0;

		if (!kept)
			kept = dais_words_new();
		dais_buf_init(&b, 4096);
		dais_buf_puts(&b, "");
		for (int i = 0; i < 1 + turn % 120; i++) {
			seed = seed * 1664525u + 1013904223u;
			dais_buf_puts(&b, parts[(seed >> 8) % (sizeof(parts) / sizeof(*parts))]);
		}
		dais_words_start(
		    w ? w : kept, (enum dais_lang)(turn % DAIS_LANG_COUNT), dais_buf_str(&b));
		while (dais_words_next(w ? w : kept, &word)) {
			assert_true(word.n > 0 && word.at >= end && word.at + word.n <= b.n);
			end = word.at + word.n;
			assert_in_range(word.key_count, 1, DAIS_WORD_KEYS);
			for (size_t i = 0; i < word.key_count; i++) {
				assert_in_range(word.keys[i].n, 1, DAIS_WORD_MAX_BYTES);
				assert_true(dais_str_is_text(word.keys[i], NULL));
				for (size_t k = 0; k < i; k++)
					assert_false(dais_str_eq(word.keys[i], word.keys[k]));
			}
		}
		if (turn == 2999)
			dais_words_free(kept);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_forms),
		cmocka_unit_test(test_sought), cmocka_unit_test(test_cut),
		cmocka_unit_test(test_chinese), cmocka_unit_test(test_as_written),
		cmocka_unit_test(test_any_bytes) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
