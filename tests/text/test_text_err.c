/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>

#include "support/test.h"
#include "text/err_say.h"

#define assert_said(said, words)                                                                   \
	do {                                                                                       \
		struct dais_str said_ = (said);                                                    \
		if (!dais_str_is(said_, words))                                                    \
			fail_msg("\"%.*s\", not \"%s\"", DAIS_STR_ARG(said_), words);              \
	} while (0)

static void
errors_are_said_again(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_err_set(&err, DAIS_ERR_INVALID, "\"%.*s\" is not a language", 2, "xxyy");
	(void)dais_err_hint(&err, "Languages are ar, zh, en, fr, ru and es.");
	assert_true(dais_text_err_is_in(DAIS_LANG_RU, &err));
	assert_said(dais_text_err_say(a, DAIS_LANG_EN, &err), "\"xx\" is not a language");
	assert_said(dais_text_err_say(a, DAIS_LANG_RU, &err), "«xx» — не язык");
	assert_said(dais_text_err_advice(a, DAIS_LANG_RU, &err), "Языки: ar, zh, en, fr, ru и es.");
}

static void
the_system_is_quoted_in_the_language(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_err_errno(&err, ENOSPC, "cannot write \"%s\"", "a.pdf");
	assert_string_equal(err.msg, "cannot write \"a.pdf\": No space left on device");
	assert_said(dais_text_err_say(a, DAIS_LANG_ES, &err),
	    "no se puede escribir “a.pdf”: no queda espacio en el disco");
	assert_said(dais_text_err_say(a, DAIS_LANG_EN, &err), err.msg);
}

static void
frames_stand_before_the_message(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no package \"%.*s\"", 1, "p");
	(void)dais_err_context(&err, "while reading %s", "inner");
	(void)dais_err_context(&err, "while asking %s", "outer");
	assert_said(dais_text_err_say(a, DAIS_LANG_EN, &err),
	    "while asking outer, while reading inner: there is no package \"p\"");
	assert_said(dais_text_err_say(a, DAIS_LANG_RU, &err),
	    "при запросе к outer: при чтении inner: нет пакета «p»");
	assert_said(dais_text_err_message(a, DAIS_LANG_RU, &err), "нет пакета «p»");
	/* More frames than are kept apart: all of them as they stand. */
	(void)dais_err_context(&err, "while reading %s", "third");
	(void)dais_err_context(&err, "while reading %s", "fourth");
	assert_true(dais_str_has_prefix(dais_text_err_say(a, DAIS_LANG_RU, &err),
	    DAIS_STR("while reading fourth, while reading third, while asking outer, ")));
}

static void
values_may_be_messages(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_err_set(&err, DAIS_ERR_UNSUPPORTED, "\"%.*s\" is %s", 1, "x", "an RTF document");
	(void)dais_err_hint(&err, "%s", "Open it in a word processor and save it as DOCX.");
	assert_said(dais_text_err_say(a, DAIS_LANG_FR, &err), "« x » : un document RTF");
	assert_said(dais_text_err_advice(a, DAIS_LANG_FR, &err),
	    "L’ouvrir dans un traitement de texte et l’enregistrer en DOCX.");
}

static void
what_has_no_translation_stays(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_err_set(&err, DAIS_ERR_INTERNAL, "this is said by nobody: %d", 7);
	assert_false(dais_text_err_is_in(DAIS_LANG_ZH, &err));
	assert_said(dais_text_err_say(a, DAIS_LANG_ZH, &err), "this is said by nobody: 7");
}

/* Words that were said before, which have no spaces in Chinese, were borrowed from the error. */
static void
what_is_said_outlives_the_error(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str words, advice;

	(void)dais_err_set(&err, DAIS_ERR_INVALID, "%s", "时间与规定的会议时间不符");
	(void)dais_err_hint(&err, "%s", "请查看时间表。");
	words = dais_text_err_message(a, DAIS_LANG_ZH, &err);
	advice = dais_text_err_advice(a, DAIS_LANG_ZH, &err);
	memset(&err, 'x', sizeof(err));
	assert_said(words, "时间与规定的会议时间不符");
	assert_said(advice, "请查看时间表。");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_are_said_again),
		cmocka_unit_test(the_system_is_quoted_in_the_language),
		cmocka_unit_test(frames_stand_before_the_message),
		cmocka_unit_test(values_may_be_messages),
		cmocka_unit_test(what_has_no_translation_stays),
		cmocka_unit_test(what_is_said_outlives_the_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
