/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests about documents: the dashboard, a package's documents, their states, files sent and
 * read.
 */
#include "desk_requests.h"

#include "service/house/release.h"
#include "service/house/standing.h"
#include "service/upload/upload.h"
#include "web/site.h"

static void
post(struct dais_http_exchange *x, unsigned status)
{
	desk_send(x);
	if (x->status != status)
		fail_msg("%u: %.*s", x->status,
		    DAIS_STR_ARG(
			dais_str_sub(x->body, x->body.n > 900 ? x->body.n - 900 : 0, x->body.n)));
}

#define LIST "/en/desk/untoc-2022/documents"

static void
test_pages_in_every_language(void **state)
{
	static const char *const pages[] = { "documents", "documents?shown=all&order=due",
		"documents?shown=all&move=author&body=CTOC/COP/WG.3", "untoc-2022/documents",
		"untoc-2022/documents/env-paper", "untoc-2022/documents/agenda" };
	struct test_house *t = *state;
	size_t packages;

	/* A page reads the summary as it stands, and says that it is behind. */
	assert_has(desk_get(t, &t->secretary, "/en/desk/documents")->body, "being counted");
	assert_ok(t, dais_standing_refresh_all(t->h, &packages, &t->err));
	assert_int_equal(dais_str_find(desk_get(t, &t->secretary, "/en/desk/documents")->body,
			     DAIS_STR("being counted"), 0),
	    SIZE_MAX);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
			const char *address = dais_arena_printf(
			    t->a, "/%s/desk/%s", dais_lang_code((enum dais_lang)l), pages[i])
						  .p;
			struct dais_http_exchange *x = desk_get(t, &t->secretary, address);

			assert_int_equal(x->status, 200);
			assert_has(x->body, "CTOC/COP/WG");
			assert_int_equal(dais_str_find(x->body, DAIS_STR("{count}"), 0), SIZE_MAX);
		}
	}
	assert_int_equal(desk_get(t, &t->secretary, LIST "/none")->status, 404);
	assert_int_equal(desk_get(t, NULL, LIST)->status, 403);
}

static size_t
count_cards(struct test_house *t, const char *address)
{
	struct dais_http_exchange *x = desk_get(t, &t->secretary, address);
	size_t n = 0;

	assert_int_equal(x->status, 200);
	for (size_t at = 0;
	    (at = dais_str_find(x->body, DAIS_STR("<li class=\"document-card"), at)) != SIZE_MAX;
	    at++)
		n++;
	return n;
}

/* The list goes on where a page before it ended; beyond its end it is empty. */
static void
test_the_list_goes_on(void **state)
{
	struct test_house *t = *state;
	size_t all = count_cards(t, LIST);

	assert_true(all > 1);
	assert_int_equal(count_cards(t, LIST "?skip=1"), all - 1);
	assert_int_equal(count_cards(t, LIST "?skip=2147483647"), 0);
	assert_int_equal(count_cards(t, LIST "?skip=-1"), all);
}

static void
test_a_document_from_its_making_to_its_end(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_form(t, &t->secretary, LIST);
	const char *seen;

	desk_field(x, "kind", "note");
	desk_field(x, "author", "secretariat");
	desk_field(x, "title-en", "A note\r\n");
	desk_field(x, "allot", "CTOC/COP/WG.2/2022/4 CTOC/COP/WG.3/2022/4");
	desk_field(x, "language", "en");
	desk_field(x, "language", "fr");
	desk_field(x, "item", "environment");
	post(x, 303);
	assert_true(dais_str_is(x->location, LIST "/note?did=document-added"));
	assert_string_equal(value_of(t, "document", "note"),
	    "{\"symbols\":[\"CTOC/COP/WG.2/2022/4\",\"CTOC/COP/WG.3/2022/4\"],\"kind\":\"note\","
	    "\"title\":{\"en\":\"A "
	    "note\"},\"author\":\"secretariat\",\"languages\":[\"en\",\"fr\"]}");
	assert_non_null(strstr(value_of(t, "item", "environment"), "\"note\"]"));
	seen =
	    dais_arena_printf(t->a, "%llu", (unsigned long long)revision_of(t, "document", "note"))
		.p;
	/* Changed by one; the other has not seen it. */
	for (int i = 0; i < 2; i++) {
		x = desk_form(t, i ? &t->other : &t->secretary, LIST "/note");
		desk_field(x, "seen", seen);
		desk_field(x, "kind", "note");
		desk_field(x, "author", "secretariat");
		desk_field(x, "title-en", i ? "His note" : "My note");
		desk_field(x, "symbols", "CTOC/COP/WG.3/2022/4\r\n");
		desk_field(x, "language", "en");
		post(x, i ? 409 : 303);
	}
	assert_string_equal(value_of(t, "document", "note"),
	    "{\"symbols\":[\"CTOC/COP/WG.3/2022/4\"],\"kind\":\"note\",\"title\":{\"en\":\"My "
	    "note\"},"
	    "\"author\":\"secretariat\",\"languages\":[\"en\"]}");
	assert_null(strstr(value_of(t, "item", "environment"), "\"note\""));
	x = desk_form(t, &t->secretary, LIST "/note/state");
	desk_field(x, "language", "en");
	desk_field(x, "was", "none");
	desk_field(x, "state", "issued");
	desk_field(x, "issued", "2022-03-01");
	post(x, 303);
	assert_non_null(strstr(value_of(t, "document", "note"),
	    "\"en\":{\"status\":\"issued\",\"issued\":\"2022-03-01\"}"));
	x = desk_form(t, &t->secretary, LIST "/note");
	desk_field(x, "seen",
	    dais_arena_printf(t->a, "%llu", (unsigned long long)revision_of(t, "document", "note"))
		.p);
	desk_field(x, "withdraw", "yes");
	post(x, 303);
	assert_string_equal(value_of(t, "document", "note"), "");
}

static void
test_translators_do_what_is_theirs(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_form(t, &t->translator, LIST "/env-paper/state");

	desk_field(x, "language", "fr");
	desk_field(x, "was", "none");
	desk_field(x, "state", "translation");
	post(x, 303);
	x = desk_form(t, &t->translator, LIST "/env-paper/state");
	desk_field(x, "language", "ru");
	desk_field(x, "was", "none");
	desk_field(x, "state", "translation");
	post(x, 403);
	x = desk_form(t, &t->translator, LIST);
	desk_field(x, "kind", "note");
	post(x, 403);
	x = desk_form(t, &t->secretary, LIST "/env-paper/state");
	desk_field(x, "language", "fr");
	desk_field(x, "was", "none"); /* it is in translation now */
	desk_field(x, "state", "editing");
	post(x, 409);
	x = desk_form(t, &t->secretary, LIST "/env-paper/state");
	desk_field(x, "state", "none of these");
	post(x, 422);
}

static struct dais_http_exchange *
send(struct test_house *t, const char *name, struct dais_str bytes, unsigned status)
{
	struct dais_http_exchange *x = desk_form(t, &t->translator, LIST "/env-paper/files");

	desk_field(x, "upload-language", "fr");
	*dais_vec_add(t->a, &x->request.uploads) = (struct dais_http_upload){ DAIS_STR("upload"),
		dais_str_from(name), DAIS_STR("text/plain"), bytes };
	post(x, status);
	return x;
}

static void
test_files_come_and_go(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x;

	send(t, "paper.txt", DAIS_STR("Les mots du document."), 303);
	send(t, "paper.exe", DAIS_STR("MZ"), 415);
	/* What the sender can put right is not folded away. */
	x = send(t, "paper.txt", DAIS_STR_NONE, 422);
	assert_has(x->body, "The file is empty");
	/* On the page of the document, where it is sent again. */
	assert_has(x->body, "<details class=\"panel\" open=\"open\"><summary>Upload");
	assert_has(x->body, "<option value=\"fr\" selected=\"selected\">French");
	/* The version is most likely that of the reader's language. */
	assert_has(desk_get(t, &t->secretary, LIST "/env-paper")->body,
	    "<option value=\"en\" selected=\"selected\">English");
	x = desk_get(t, &t->secretary, LIST "/env-paper");
	assert_has(x->body, "paper.txt");
	x = desk_get(t, &t->secretary, LIST "/env-paper/files/fr/txt");
	assert_int_equal(x->status, 200);
	assert_true(dais_str_is(x->body, "Les mots du document."));
	assert_int_equal(desk_get(t, &t->secretary, LIST "/env-paper/files/fr/pdf")->status, 404);
}

/* Read and checked as the workshop does it; what was read is found after the release. */
static void
test_what_is_sent_is_read_and_found(void **state)
{
	struct test_house *t = *state;
	struct dais_upload u = { .package = PACKAGE,
		.document = DAIS_STR("env-paper"),
		.language = DAIS_LANG_FR,
		.format = DAIS_STR("txt"),
		.name = DAIS_STR("paper.txt"),
		.bytes =
		    DAIS_STR("CTOC/COP/WG.3/2022/3\n\nLe présent document parle de la marmotte des "
			     "montagnes et de la protection de la nature.\n") };
	struct dais_search_query q = { .words = DAIS_STR("marmotte"),
		.language = DAIS_LANG_FR,
		.in = DAIS_LANG_BIT(DAIS_LANG_FR),
		.max = 5 };
	struct dais_search_result found = { 0 };
	struct dais_release r;
	uint64_t change;
	struct dais_http_exchange *x;
	DAIS_BUF_AUTO answer = { 0 };

	dais_buf_init(&answer, DAIS_UPLOAD_ANSWER_MAX);
	assert_ok(t, dais_upload_work(NULL, dais_upload_question(&u, t->a), &answer, &t->err));
	assert_ok(t, dais_upload_keep(
			 t->h, &t->translator, &u, dais_buf_str(&answer), NULL, &change, &t->err));
	assert_non_null(strstr(value_of(t, "file", "env-paper/fr/txt"), "\"checked\":true"));
	assert_non_null(strstr(value_of(t, "file", "env-paper/fr/txt"), "\"text\":\""));
	/* Not issued: not public, not found. */
	assert_ok(t, dais_house_release(t->h, &t->secretary, PACKAGE,
			 &(const struct dais_release_terms){ UINT64_MAX, DAIS_STR_NONE, true },
			 &t->diags, &r, t->a, &t->err));
	assert_ok(t, dais_search(dais_house_store(t->h), &q, t->a, &found, &t->err));
	assert_int_equal(found.hits.n, 0);
	x = desk_form(t, &t->translator, LIST "/env-paper/state");
	desk_field(x, "language", "fr");
	desk_field(x, "was", "none");
	desk_field(x, "state", "issued");
	post(x, 303);
	assert_ok(t, dais_house_release(t->h, &t->secretary, PACKAGE,
			 &(const struct dais_release_terms){ UINT64_MAX, DAIS_STR_NONE, true },
			 &t->diags, &r, t->a, &t->err));
	assert_ok(t, dais_search(dais_house_store(t->h), &q, t->a, &found, &t->err));
	assert_int_equal(found.hits.n, 1);
	assert_true(dais_str_is(found.hits.v[0].id, "env-paper"));
	/* Another language than it says. */
	u.language = DAIS_LANG_FR;
	u.bytes =
	    DAIS_STR("The present document speaks of marmots and of the protection of nature, "
		     "and of the work of the Conference at its eleventh session.\n");
	dais_buf_clear(&answer);
	assert_ok(t, dais_upload_work(NULL, dais_upload_question(&u, t->a), &answer, &t->err));
	assert_ok(t, dais_upload_keep(
			 t->h, &t->translator, &u, dais_buf_str(&answer), NULL, &change, &t->err));
	assert_non_null(
	    strstr(value_of(t, "file", "env-paper/fr/txt"), "\"problem\":\"language\""));
	/* A page that is nothing but symbols. */
	DAIS_BUF_AUTO symbols = { 0 };
	dais_buf_init(&symbols, 100000);
	for (unsigned i = 1; i <= 24; i++) {
		for (unsigned k = 1; k <= 6; k++)
			dais_buf_printf(&symbols, "%sA/AC.%u/%u", k > 1 ? "-" : "", i, k);
		dais_buf_puts(&symbols, "\n");
	}
	dais_buf_puts(&symbols, "\nWorking Group on Firearms\nEighth meeting\n\n1. Opening.\n");
	u.bytes = dais_buf_str(&symbols);
	dais_buf_clear(&answer);
	assert_ok(t, dais_upload_work(NULL, dais_upload_question(&u, t->a), &answer, &t->err));
	assert_ok(t, dais_upload_keep(
			 t->h, &t->translator, &u, dais_buf_str(&answer), NULL, &change, &t->err));
	/* What came back damaged is not believed. */
	assert_fails(t,
	    dais_upload_keep(
		t->h, &t->translator, &u, DAIS_STR("\x07nonsense"), NULL, &change, &t->err),
	    DAIS_ERR_INTERNAL);
}

/* What the package reader says of a value is in the language of the page. */
static void
test_refusals_are_in_the_language_of_the_page(void **state)
{
	static const char *const lists[][2] = {
		{ "/fr/desk/untoc-2022/documents",
		    "<span class=\"field-problem\" id=\"symbols-problem\">«\u00A0CTOC//COP "
		    "7\u00A0» n’est pas une cote</span>" },
		{ "/ru/desk/untoc-2022/documents",
		    "<span class=\"field-problem\" id=\"symbols-problem\">«CTOC//COP 7» — не "
		    "условное обозначение</span>" },
		{ LIST, "<span class=\"field-problem\" id=\"symbols-problem\">“CTOC//COP 7” is not "
			"a document symbol</span>" },
	};
	struct test_house *t = *state;

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct dais_http_exchange *x = desk_form(t, &t->secretary, lists[i][0]);

		desk_field(x, "kind", "note");
		desk_field(x, "author", "secretariat");
		desk_field(x, "title-en", "A note");
		desk_field(x, "symbols", "CTOC//COP 7");
		desk_field(x, "language", "en");
		desk_field(x, "item", "environment");
		post(x, 422);
		assert_has(x->body, lists[i][1]);
		assert_true(dais_str_find(x->body, DAIS_STR("would break"), 0) == SIZE_MAX);
	}
}

/* What was typed stays, and what is wrong with it stands beside the field. */
static void
test_a_refusal_keeps_what_was_typed(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = desk_form(t, &t->secretary, LIST);

	desk_field(x, "kind", "conference-room-paper");
	desk_field(x, "author", "chair");
	desk_field(x, "title-en", "A <note>");
	desk_field(x, "symbols", "CTOC/COP/WG.3/2022/77");
	desk_field(x, "allot", "written");
	desk_field(x, "slot", "next week");
	desk_field(x, "date", "31 June 2022");
	desk_field(x, "late-reason", "asked for late");
	desk_field(x, "language", "ru");
	desk_field(x, "item", "environment");
	desk_field(x, "why", "at the Chair's request");
	post(x, 422);
	assert_has(x->body, "<details class=\"panel\" id=\"add\" open=\"open\">");
	assert_has(x->body, "A &lt;note&gt;</textarea>");
	assert_has(x->body, "CTOC/COP/WG.3/2022/77</textarea>");
	assert_has(x->body, "<option value=\"chair\" selected=\"selected\">");
	assert_has(x->body, "<option value=\"conference-room-paper\" selected=\"selected\">");
	assert_has(x->body, "name=\"allot\" value=\"written\" checked=\"checked\"");
	assert_has(x->body, "name=\"language\" value=\"ru\" checked=\"checked\"");
	assert_lacks(x->body, "name=\"language\" value=\"fr\" checked=\"checked\"");
	assert_has(x->body, "name=\"item\" value=\"environment\" checked=\"checked\"");
	assert_has(x->body, "value=\"next week\"");
	assert_has(x->body, "value=\"31 June 2022\"");
	assert_has(x->body, "value=\"asked for late\"");
	assert_has(x->body, "value=\"at the Chair's request\"");
	/* Both days at once, each beside its field. */
	assert_has(x->body, "aria-describedby=\"slot-problem\"");
	assert_has(x->body, "id=\"slot-problem\">");
	assert_has(x->body, "id=\"date-problem\">");
	assert_has(x->body, "the calendar has no day \"31 June 2022\"");
	/* The state of a version, a day that is none: the form is open, the others are not. */
	x = desk_form(t, &t->secretary, LIST "/env-paper/state");
	desk_field(x, "language", "fr");
	desk_field(x, "was", "none");
	desk_field(x, "state", "issued");
	desk_field(x, "issued", "3/4/2021");
	desk_field(x, "why", "by mail");
	post(x, 422);
	assert_has(x->body, "value=\"3/4/2021\"");
	assert_has(x->body, "value=\"by mail\"");
	assert_has(x->body, "<option value=\"issued\" selected=\"selected\">");
	assert_has(x->body, "id=\"issued-problem\">");
	assert_has(x->body, "<details class=\"more\" open=\"open\">");
}

/* Someone else was faster: nothing is lost, and what the record says stands beside it. */
static void
test_a_collision_keeps_what_was_typed(void **state)
{
	struct test_house *t = *state;
	const char *seen = dais_arena_printf(
	    t->a, "%llu", (unsigned long long)revision_of(t, "document", "env-paper"))
			       .p;

	for (int who = 0; who < 2; who++) {
		struct dais_http_exchange *x =
		    desk_form(t, who ? &t->other : &t->secretary, LIST "/env-paper");

		desk_field(x, "seen", seen);
		desk_field(x, "kind", "background-paper");
		desk_field(x, "author", "secretariat");
		desk_field(x, "distribution", "general");
		desk_field(x, "title-en", who ? "Paper of the second" : "Paper of the first");
		desk_field(x, "item", who ? "transfer" : "environment");
		post(x, who ? 409 : 303);
		if (!who)
			continue;
		assert_has(x->body, "Paper of the second</textarea>");
		assert_has(x->body, "In the record now: Paper of the first");
		assert_has(x->body, "what you typed stands in the fields below");
		assert_has(x->body, "name=\"item\" value=\"transfer\" checked=\"checked\"");
	}
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown(f, desk_open, close_house)

int
main(void)
{
	desk_table = dais_routes_documents;
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_pages_in_every_language),
		DESK_TEST(test_the_list_goes_on),
		DESK_TEST(test_a_document_from_its_making_to_its_end),
		DESK_TEST(test_translators_do_what_is_theirs),
		DESK_TEST(test_files_come_and_go),
		DESK_TEST(test_what_is_sent_is_read_and_found),
		DESK_TEST(test_refusals_are_in_the_language_of_the_page),
		DESK_TEST(test_a_refusal_keeps_what_was_typed),
		DESK_TEST(test_a_collision_keeps_what_was_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
