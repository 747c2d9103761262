/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"
#include "mail/mail.h"

static void
addresses_are_told_from_others(void **state)
{
	static const char *const good[] = { "a@b.org", "first.last+tag@mission.example.org",
		"root@localhost", "o'brien@x-y.int" };
	static const char *const bad[] = { "", "@", "a@", "@b.org", "a b@c.org", "a@b", "a@b..org",
		"a@-b.org", "a@b-.org", ".a@b.org", "a.@b.org", "a..b@c.org",
		"a@b.org\r\nBcc: c@d.org", "a@b.org,c@d.org", "<a@b.org>", "\"a\"@b.org",
		"a@b.org.", "\xc3\xa9@b.org" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!dais_mail_is_address(dais_str_from(good[i])))
			fail_msg("%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (dais_mail_is_address(dais_str_from(bad[i])))
			fail_msg("%s", bad[i]);
}

static struct dais_mail
letter(void)
{
	return (struct dais_mail){
		.from = { DAIS_STR("Secretariat"), DAIS_STR("secretariat@example.org") },
		.to = { DAIS_STR("Delegate"), DAIS_STR("delegate@example.org") },
		.subject = DAIS_STR("Release 2"),
		.text = DAIS_STR("One line.\n"),
		.language = DAIS_STR("en"),
		.message_id = DAIS_STR("1@example.org"),
	};
}

static void
a_header_is_one_line(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_mail m = letter();
	struct dais_str out;

	(void)state;
	assert_true(dais_mail_print(&m, a, &out, &err));
	assert_int_not_equal(
	    dais_str_find(out, DAIS_STR("Auto-Submitted: auto-generated\r\n"), 0), SIZE_MAX);
	m.subject = DAIS_STR("Release 2\r\nBcc: everyone@example.org");
	assert_false(dais_mail_print(&m, a, &out, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	m = letter();
	m.to.name = DAIS_STR("Delegate\nBcc: everyone@example.org");
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_mail_print(&m, a, &out, &err));
	m = letter();
	dais_vec_push(a, &m.attachments,
	    ((struct dais_mail_attachment){ DAIS_STR("a.ics\r\nX-More: yes"),
		DAIS_STR("text/calendar"), DAIS_STR("BEGIN:VCALENDAR\n") }));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_mail_print(&m, a, &out, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
}

static void
addresses_of_hooks_are_judged(void **state)
{
	struct dais_delivery_report report;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_hook hook = { .url = "http://example.org/",
		.secret = DAIS_STR("0123456789abcdef01234567") };

	(void)state;
	assert_false(dais_hook_post(&hook, &report, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	hook.url = "file:///etc/passwd";
	hook.private = true;
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_hook_post(&hook, &report, &err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_told_from_others),
		cmocka_unit_test(a_header_is_one_line),
		cmocka_unit_test(addresses_of_hooks_are_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
