/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings of files that were sent: kept, and told in six languages.
 */
#include "desk_requests.h"

#include "service/upload/upload.h"
#include "web/site.h"

static const char monday_in[DAIS_LANG_COUNT][48] = { "اليوم المذكور الاثنين", "星期一",
	"names a Monday, but 2022-05-24", "indique un lundi", "понедельник", "dice lunes" };

/* A record of before findings spoke six languages. */
static void
keep_as_of_old(struct test_house *t)
{
	struct dais_change_head head = { .who = t->translator.account,
		.action = DAIS_STR("set-version"),
		.package = PACKAGE,
		.at_ms = dais_house_now_ms(t->h) };
	struct dais_writing *w;
	uint64_t change;

	assert_ok(t, dais_store_begin(dais_house_store(t->h), &head, &w, &t->err));
	assert_ok(t, dais_store_put(w, DAIS_STR("file"), DAIS_STR("env-paper/es/txt"), 0,
			 DAIS_STR("{\"name\":\"old.txt\",\"size\":1,\"at\":0,\"checked\":true,"
				  "\"findings\":[\"the 24 names a Monday of old\"]}"),
			 DAIS_ANY, &t->err));
	assert_ok(t, dais_store_commit(w, &change, &t->err));
}

/* Whoever reads them later reads them in a language of their own. */
static void
test_findings_are_kept_in_six_languages(void **state)
{
	struct test_house *t = *state;
	struct dais_upload u = { .package = PACKAGE,
		.document = DAIS_STR("env-paper"),
		.language = DAIS_LANG_FR,
		.format = DAIS_STR("txt"),
		.name = DAIS_STR("paper.txt"),
		.bytes =
		    DAIS_STR("CTOC/COP/WG.3/2022/3\n\nLe Groupe de travail se réunira le lundi "
			     "24 mai 2022 à 10 heures.\n") };
	struct dais_http_exchange *x;
	uint64_t change;
	DAIS_BUF_AUTO answer = { 0 };

	dais_buf_init(&answer, DAIS_UPLOAD_ANSWER_MAX);
	assert_ok(t, dais_upload_work(NULL, dais_upload_question(&u, t->a), &answer, &t->err));
	assert_ok(t, dais_upload_keep(
			 t->h, &t->translator, &u, dais_buf_str(&answer), NULL, &change, &t->err));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		x = desk_get(t, &t->secretary,
		    dais_arena_cstr(
			t->a, dais_arena_printf(t->a, "/%s/desk/untoc-2022/documents/env-paper",
				  dais_lang_code((enum dais_lang)l))));
		assert_has(x->body, monday_in[l]);
		assert_has(x->body, "<span class=\"rule\">R-DATE-01</span>");
		assert_has(x->body, "<p class=\"hint\">");
		assert_true(l == DAIS_LANG_EN ||
			    dais_str_find(x->body, DAIS_STR("names a Monday"), 0) == SIZE_MAX);
	}
	keep_as_of_old(t);
	x = desk_get(t, &t->secretary, "/ar/desk/untoc-2022/documents/env-paper");
	assert_has(x->body, "<span lang=\"en\" dir=\"ltr\">The 24 names");
	assert_has(x->body, monday_in[DAIS_LANG_AR]);
	/* Findings in other languages that do not answer the English are not believed. */
	answer.n -= 8;
	assert_fails(t,
	    dais_upload_keep(
		t->h, &t->translator, &u, dais_buf_str(&answer), NULL, &change, &t->err),
	    DAIS_ERR_INTERNAL);
}

/* The first are kept, and no more is sent from the child than can come over. */
static void
test_a_file_full_of_errors(void **state)
{
	struct test_house *t = *state;
	struct dais_upload u = { .package = PACKAGE,
		.document = DAIS_STR("env-paper"),
		.language = DAIS_LANG_FR,
		.format = DAIS_STR("txt"),
		.name = DAIS_STR("paper.txt") };
	const char *value, *at;
	size_t kept = 0;
	uint64_t change;
	DAIS_BUF_AUTO bytes = { 0 }, answer = { 0 };

	dais_buf_init(&bytes, DAIS_UPLOAD_MAX);
	dais_buf_init(&answer, DAIS_UPLOAD_ANSWER_MAX);
	dais_buf_puts(&bytes, "CTOC/COP/WG.3/2022/3\n\n");
	for (int i = 0; i < 9000; i++)
		dais_buf_puts(&bytes,
		    "Le Groupe de travail se réunira le lundi 24 mai 2022 à 10 heures.\n\n");
	u.bytes = dais_buf_str(&bytes);
	assert_ok(t, dais_upload_work(NULL, dais_upload_question(&u, t->a), &answer, &t->err));
	assert_false(dais_buf_has_failed(&answer));
	assert_ok(t, dais_upload_keep(
			 t->h, &t->translator, &u, dais_buf_str(&answer), NULL, &change, &t->err));
	value = value_of(t, "file", "env-paper/fr/txt");
	for (at = strstr(value, "\"rule\":"); at; at = strstr(at + 1, "\"rule\":"))
		kept++;
	assert_int_equal(kept, DAIS_UPLOAD_FINDINGS_MAX);
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown(f, desk_open, close_house)

int
main(void)
{
	desk_table = dais_routes_documents;
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_findings_are_kept_in_six_languages),
		DESK_TEST(test_a_file_full_of_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
