/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a formatter prints, the finder finds again with the same value, in six languages.
 */
#include "support/test.h"

#include "text/text.h"

struct seen {
	struct dais_fact fact;
	unsigned n;
};

static void
keep(void *ctx, const struct dais_fact *f)
{
	struct seen *s = ctx;

	if (s->n++ == 0)
		s->fact = *f;
}

static struct seen
find(enum dais_lang l, struct dais_str s)
{
	struct seen seen = { .n = 0 };

	dais_text_find_facts(l, s, keep, &seen);
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
test_ordinals(void **state)
{
	static const char *const nouns[] = { "meeting", "session", "sitting" };

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);

		for (unsigned n = 1; n <= 199; n++) {
			for (size_t k = 0; k < 3; k++) {
				enum dais_lang lang = (enum dais_lang)l;
				struct dais_str of[] = { dais_text_gathering(a, lang, n, nouns[k]),
					dais_text_gathering_of(a, lang, n, nouns[k]) };

				for (size_t i = 0; i < 2; i++) {
					struct seen f = find(lang, of[i]);

					expect(f.n == 1 && f.fact.kind == DAIS_FACT_ORDINAL &&
						   f.fact.number == n && f.fact.noun &&
						   strcmp(f.fact.noun, nouns[k]) == 0,
					    lang, of[i]);
					expect(
					    dais_text_states_ordinal(lang, of[i], n), lang, of[i]);
					expect(!dais_text_states_ordinal(lang, of[i], n + 1), lang,
					    of[i]);
				}
			}
		}
	}
}

static void
test_dates(void **state)
{
	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		enum dais_lang lang = (enum dais_lang)l;
		struct dais_date d = { 2019, 12, 1 };

		for (int i = 0; i < 800; i++, d = dais_date_add(d, 1)) {
			struct dais_str date = dais_text_date(a, lang, d);
			struct dais_str day = dais_text_day(a, lang, d);
			struct seen f = find(lang, date), g = find(lang, day);

			expect(f.n == 1 && f.fact.kind == DAIS_FACT_DATE &&
				   dais_date_eq(f.fact.from, d) && f.fact.at == 0 &&
				   f.fact.n == date.n,
			    lang, date);
			expect(g.n == 1 && g.fact.kind == DAIS_FACT_WEEKDAY &&
				   dais_date_eq(g.fact.from, d) &&
				   g.fact.weekday == dais_date_weekday(d),
			    lang, day);
			expect(dais_text_states_date(lang, date, d), lang, date);
		}
	}
}

static void
test_ranges(void **state)
{
	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		enum dais_lang lang = (enum dais_lang)l;
		struct dais_date d = { 2021, 1, 1 };

		for (int i = 0; i < 400; i++, d = dais_date_add(d, 1)) {
			for (int days = 1; days < 70; days += 17) {
				struct dais_date to = dais_date_add(d, days);
				struct dais_str s = dais_text_range(a, lang, d, to);
				struct seen f = find(lang, s);

				expect(f.n == 1 && f.fact.kind == DAIS_FACT_RANGE &&
					   dais_date_eq(f.fact.from, d) &&
					   dais_date_eq(f.fact.to, to) && f.fact.n == s.n,
				    lang, s);
				expect(dais_text_states_range(lang, s, d, to), lang, s);
			}
		}
	}
}

static void
test_times(void **state)
{
	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		enum dais_lang lang = (enum dais_lang)l;

		for (int m = 0; m < 24 * 60; m++) {
			struct dais_str s = dais_text_time(a, lang, m);
			struct seen f = find(lang, s);

			expect(f.n == 1 && f.fact.kind == DAIS_FACT_TIME && f.fact.minute == m,
			    lang, s);
		}
	}
}

static void
test_openings(void **state)
{
	const struct dais_date d = { 2022, 5, 24 };

	(void)state;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		enum dais_lang lang = (enum dais_lang)l;
		struct dais_str s = dais_text_opening(a, lang, (struct dais_local){ d, 630 });
		struct dais_str h = dais_text_half_day(a, lang, d, true);
		struct seen f = find(lang, s), g = find(lang, h);

		expect(f.n == 2 && f.fact.kind == DAIS_FACT_WEEKDAY, lang, s);
		expect(g.n == 1 && g.fact.weekday == 2 && dais_date_eq(g.fact.from, d), lang, h);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ordinals),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_openings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
