/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * References and ordinals over one hundred that a formatter prints are found with the same value,
 * in six languages.
 */
#include "support/test.h"

#include "base/buf.h"
#include "text/refer.h"

struct seen {
	struct dais_reference first;
	struct dais_fact fact;
	unsigned n;
};

static void
keep(void *ctx, const struct dais_reference *f)
{
	struct seen *s = ctx;

	if (s->n++ == 0)
		s->first = *f;
}

static void
keep_fact(void *ctx, const struct dais_fact *f)
{
	struct seen *s = ctx;

	if (s->n++ == 0)
		s->fact = *f;
}

static struct seen
find(enum dais_lang l, struct dais_str s)
{
	struct seen seen = { .n = 0 };

	dais_text_find_references(l, s, keep, &seen);
	return seen;
}

static void
expect(bool ok, enum dais_lang l, struct dais_str s)
{
	if (!ok)
		fail_msg("%s: \"%.*s\" is not found as it was meant", dais_lang_code(l),
		    DAIS_STR_ARG(s));
}

static void
test_items(void **state)
{
	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		enum dais_lang lang = (enum dais_lang)l;

		for (unsigned n = 1; n <= 180; n++) {
			for (int letter = -1; letter < 12; letter++) {
				struct dais_str s = dais_text_item_ref(a, lang, n, letter);
				struct seen f = find(lang, s);

				expect(f.n == 1 &&
					   (f.first.kind == DAIS_REFERENCE_ITEM ||
					       (f.first.kind == DAIS_REFERENCE_PARAGRAPH &&
						   f.first.or_item)) &&
					   f.first.number == n && f.first.letter == letter &&
					   f.first.at == 0 && f.first.n == s.n,
				    lang, s);
			}
		}
	}
}

static void
test_resolutions(void **state)
{
	static const struct {
		const char *phrase;
		enum dais_reference_kind kind;
	} rows[] = {
		{ "mandate-resolution", DAIS_REFERENCE_RESOLUTION },
		{ "mandate-resolution", DAIS_REFERENCE_RESOLUTION },
		{ "mandate-decision", DAIS_REFERENCE_DECISION },
		{ "mandate-resolution", DAIS_REFERENCE_RESOLUTION },
	};

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		enum dais_lang lang = (enum dais_lang)l;

		for (unsigned i = 0; i < 4 * 40 * 40; i++) {
			struct dais_buf b = { 0 };
			struct dais_str number, s;
			struct seen f;
			unsigned x = i / 4 % 40 + 1, y = i / 160 * 7 + 1;

			dais_buf_init(&b, 64);
			if (i % 4 == 0)
				dais_buf_printf(&b, "%u/%u", x, y);
			else if (i % 4 == 1)
				dais_buf_printf(&b, "S-%u/%u", x, y);
			else if (i % 4 == 2)
				dais_buf_printf(&b, "%u/CP.%u", x, y);
			else
				dais_buf_printf(&b, "%u (%u)", 1000 + x, 1946 + y % 100);
			number = dais_buf_dup(&b, a);
			dais_buf_release(&b);
			s = dais_text_fill(a, lang, rows[i % 4].phrase,
			    (const struct dais_slot[]){
				{ "number", number }, { NULL, DAIS_STR_NONE } });
			f = find(lang, s);
			expect(f.n == 1 && f.first.kind == rows[i % 4].kind &&
				   dais_str_eq(dais_text_reference_value(a, s, &f.first), number),
			    lang, s);
		}
	}
}

static void
test_half_days(void **state)
{
	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		enum dais_lang lang = (enum dais_lang)l;
		struct dais_date d = { 2023, 12, 1 };

		for (int i = 0; i < 800; i++, d = dais_date_add(d, 1)) {
			struct dais_str s = dais_text_half_day(a, lang, d, i % 2 != 0);
			struct seen f = find(lang, s);

			expect(f.n == 1 && f.first.kind == DAIS_REFERENCE_HALF_DAY &&
				   dais_date_eq(f.first.date, d) &&
				   f.first.afternoon == (i % 2 != 0),
			    lang, s);
		}
	}
}

/* Ordinals from 101 on: hundreds before the ordinal below one hundred, in Arabic behind it. */
static void
test_hundreds(void **state)
{
	static const struct {
		enum dais_lang lang;
		const char *hundreds[9];
		const char *between, *after; /* of the hundreds and the ordinal, and behind both */
	} rows[] = {
		{ DAIS_LANG_EN,
		    { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine" },
		    " hundred and ", " session" },
		{ DAIS_LANG_FR,
		    { "cent", "deux cent", "trois cent", "quatre cent", "cinq cent", "six cent",
			"sept cent", "huit cent", "neuf cent" },
		    " ", " session" },
		{ DAIS_LANG_ES,
		    { "centésimo", "ducentésimo", "tricentésimo", "cuadringentésimo",
			"quingentésimo", "sexcentésimo", "septingentésimo", "octingentésimo",
			"noningentésimo" },
		    " ", " período de sesiones" },
		{ DAIS_LANG_RU,
		    { "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот",
			"восемьсот", "девятьсот" },
		    " ", " сессия" },
		{ DAIS_LANG_AR,
		    { "المائة", "المائتين", "الثلاثمائة", "الأربعمائة", "الخمسمائة", "الستمائة",
			"السبعمائة", "الثمانمائة", "التسعمائة" },
		    " بعد ", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		enum dais_lang l = rows[i].lang;

		for (unsigned n = 101; n < 1000; n++) {
			enum dais_gender g =
			    l == DAIS_LANG_ES ? DAIS_GENDER_MASCULINE : DAIS_GENDER_FEMININE;
			struct dais_str o, s;
			struct seen f = { .n = 0 };
			const char *hundred = rows[i].hundreds[n / 100 - 1];

			/* Spanish has words up to the tenth only. */
			if (n % 100 == 0 || (l == DAIS_LANG_ES && n % 100 > 10))
				continue;
			o = dais_text_ordinal(a, l, n % 100, g);
			if (l == DAIS_LANG_AR)
				s = dais_arena_printf(a, "الدورة %.*s%s%s", DAIS_STR_ARG(o),
				    rows[i].between, hundred);
			else
				s = dais_arena_printf(a, "%s%s%.*s%s", hundred, rows[i].between,
				    DAIS_STR_ARG(o), rows[i].after);
			dais_text_find_facts(l, s, keep_fact, &f);
			expect(f.n == 1 && f.fact.kind == DAIS_FACT_ORDINAL && f.fact.number == n,
			    l, s);
		}
	}
}

static void
test_chinese_hundreds(void **state)
{
	static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八",
		"九" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (unsigned n = 100; n < 1000; n++) {
		const char *tens = n / 10 % 10 ? digits[n / 10 % 10] : n % 10 ? "零" : "";
		struct dais_str s = dais_arena_printf(a, "第%s百%s%s%s届会议", digits[n / 100],
		    tens, n / 10 % 10 ? "十" : "", n % 10 ? digits[n % 10] : "");
		struct seen f = { .n = 0 };

		dais_text_find_facts(DAIS_LANG_ZH, s, keep_fact, &f);
		expect(f.n == 1 && f.fact.kind == DAIS_FACT_ORDINAL && f.fact.number == n,
		    DAIS_LANG_ZH, s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_resolutions),
		cmocka_unit_test(test_half_days),
		cmocka_unit_test(test_hundreds),
		cmocka_unit_test(test_chinese_hundreds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
