/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The search, the same on every engine: whatever is typed, what was meant by it, and what is
 * offered.
 */
#include "contract_texts.h"

#include "text/words.h"

static void
what_was_meant_is_told(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *typed, *meant;
	} v[] = {
		{ DAIS_LANG_EN, "tecnical assistanse", "technical assistance" },
		{ DAIS_LANG_EN, "Technicla -draft", "Technical -draft" },
		{ DAIS_LANG_FR, "conferance", "conférence" },
		{ DAIS_LANG_RU, "технической помщи", "технической помощи" },
		{ DAIS_LANG_AR, "الاجتماعاتت", "اجتماعاته" }, { DAIS_LANG_AR, "الفريف", "الفريق" },
		{ DAIS_LANG_EN, "qqqqq", "" }, { DAIS_LANG_EN, "technical qqqqq", "technical" },
		{ DAIS_LANG_EN, "qqqqq technical wwwww -draft", "technical -draft" },
		{ DAIS_LANG_EN, "echnical assistance", "technical assistance" },
		{ DAIS_LANG_EN, "technicalassistance", "technical assistance" },
		{ DAIS_LANG_EN, "CTOC/COP/WG.3/2022/99", "CTOC/COP/WG.3/2022" },
		{ DAIS_LANG_EN, "A/1", "" }, /* restricted */
		{ DAIS_LANG_EN, "secert", "" }, /* restricted: no word of the public */
		{ DAIS_LANG_EN, "technical cooperation zz*", "technical cooperation" },
		{ DAIS_LANG_ZH, "会仪", "" }, { DAIS_LANG_ZH, "第13次会议", "第十三次会议" },
		{ DAIS_LANG_EN, "techni cal cooperation", "technical cooperation" },
		{ DAIS_LANG_EN, "T.E.C.H.N.I.C.A.L.", "Technical" },
		{ DAIS_LANG_EN, "qqqqq of the", "" }, /* nobody looks for these */
	};
	struct dais_store *s = contract_new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_search_query q = {
			.words = dais_str_from(v[i].typed), .language = v[i].l, .max = 5
		};
		struct dais_search_result r;

		contract_search_for(s, &q, a, &r);
		assert_int_equal(r.total, 0);
		if (!dais_str_is(r.meant, v[i].meant))
			fail_msg("%s means \"%.*s\", expected \"%s\"", v[i].typed,
			    DAIS_STR_ARG(r.meant), v[i].meant);
	}
	dais_store_close(s);
}

static void
suggestions_complete_what_is_typed(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *typed, *first;
		size_t n;
	} v[] = {
		{ DAIS_LANG_EN, "CTOC/COP/WG.2", "CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3", 2 },
		{ DAIS_LANG_EN, "ctoc/cop/wg.3/2022/", "CTOC/COP/WG.3/2022/4", 2 },
		{ DAIS_LANG_EN, "ctoc/cop/2020/11", "CTOC/COP/2020/11", 1 },
		{ DAIS_LANG_EN, "WG.3/2022", "",
		    0 }, /* symbols are completed from their beginning */
		{ DAIS_LANG_EN, "techn", "Technical assistance and international cooperation", 1 },
		{ DAIS_LANG_EN, "international coop",
		    "Technical assistance and international cooperation", 1 },
		{ DAIS_LANG_EN, "draft prot", "", 0 }, /* restricted */
		{ DAIS_LANG_FR, "conference des p", "Conférence des Parties", 1 },
		{ DAIS_LANG_ZH, "技术援", "技术援助工作组第十三次会议报告", 1 },
		{ DAIS_LANG_AR, "اجتماع", "تقرير عن اجتماع الفريق العامل", 1 },
		{ DAIS_LANG_EN, "t", "", 0 },
		{ DAIS_LANG_EN, "", "", 0 },
		{ DAIS_LANG_EN, "--", "", 0 },
		{ DAIS_LANG_EN, "\"techn", "", 0 },
	};
	struct dais_store *s = contract_new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		dais_search_suggestion_vec found;
		struct dais_err err = DAIS_ERR_INIT;

		if (!dais_search_suggest(
			s, dais_str_from(v[i].typed), v[i].l, false, 10, a, &found, &err))
			fail_msg("%s: %s", v[i].typed, err.msg);
		if (found.n != v[i].n)
			fail_msg("%s: %zu suggestions", v[i].typed, found.n);
		if (found.n)
			assert_str(found.v[0].words, v[i].first);
	}
	dais_store_close(s);
}

/* Every word of every text finds that text, typed as it stands there. */
static void
every_word_finds_its_text(void **state)
{
	struct dais_store *s = contract_new_index();
	DAIS_WORDS_AUTO words = dais_words_new();
	unsigned tried = 0;

	(void)state;
	for (size_t i = 0; i < contract_texts_n; i++) {
		const struct dais_str all[] = { dais_str_from(contract_texts[i].title),
			dais_str_from(contract_texts[i].text),
			dais_str_from(contract_texts[i].symbols) };

		for (size_t k = 0; k < 3; k++) {
			struct dais_word w;

			dais_words_start(words, contract_texts[i].l, all[k]);
			while (dais_words_next(words, &w)) {
				DAIS_ARENA_AUTO a = dais_arena_new(0);
				struct dais_search_query q = { .words = dais_str_sub(
								   all[k], w.at, w.at + w.n),
					.language = contract_texts[i].l,
					.restricted = true,
					.max = 20 };
				struct dais_search_result r;
				bool found = false;

				contract_search_for(s, &q, a, &r);
				for (size_t h = 0; h < r.hits.n; h++)
					found = found ||
						dais_str_is(r.hits.v[h].id, contract_texts[i].id);
				if (!found)
					fail_msg("%.*s does not find %s", DAIS_STR_ARG(q.words),
					    contract_texts[i].id);
				tried++;
			}
		}
	}
	assert_true(tried > 200);
	dais_store_close(s);
}

/* Whatever is typed is a query or is said to have no words. */
static void
nothing_typed_is_an_error_of_syntax(void **state)
{
	static const char *const typed[] = { "", " ", "-", "\"", "\"\"", "*", "-x", "- -", "a\"b",
		"a*b*", "(a OR b) NEAR/3 c", "a AND", "title:x", "^a", "'a' & !b", "a:*", "\\",
		"a'b''c", ") (", "--a", "-\"a", "\"a b", "{a}", "NOT", "$1",
		"a;DROP TABLE search_text", "=a/1", "@k1", "\xFF\xFE", "会-议",
		"a\x1F"
		"b" };
	struct dais_store *s = contract_new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_search_query q = {
			.words = dais_str_from(typed[i]), .language = DAIS_LANG_EN, .max = 20
		};
		struct dais_search_result r;
		struct dais_err err = DAIS_ERR_INIT;

		if (!dais_search(s, &q, a, &r, &err))
			assert_int_equal(err.code, DAIS_ERR_INVALID);
	}
	contract_finds(s, DAIS_LANG_EN, "=technical @assistance", "en1 en2");
	dais_store_close(s);
}

const struct CMUnitTest contract_search_typed[] = { cmocka_unit_test(what_was_meant_is_told),
	cmocka_unit_test(suggestions_complete_what_is_typed),
	cmocka_unit_test(every_word_finds_its_text),
	cmocka_unit_test(nothing_typed_is_an_error_of_syntax) };
const size_t contract_search_typed_n =
    sizeof(contract_search_typed) / sizeof(*contract_search_typed);
