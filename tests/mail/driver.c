/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sends from the command line, for deliver.py: "driver mail URL FROM TO SUBJECT LANGUAGE TLS" with
 * the text on standard input, "driver hook URL ID SECONDS SECRET public|private" with the body.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "mail/mail.h"

static int
say(const struct dais_delivery_report *r)
{
	static const char *const names[] = { "done", "later", "never" };

	(void)printf("%s %u %lld %s\n", names[r->outcome], r->code, (long long)r->wait_s, r->why);
	return 0;
}

static int
complain(const struct dais_err *err)
{
	(void)fprintf(stderr, "%s\n", err->msg);
	return 2;
}

static int
mail(struct dais_arena *a, char **argv, struct dais_str text)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_delivery_report report;
	struct dais_mail_attachment *at;
	struct dais_str bytes;
	struct dais_mail m = {
		.from = { dais_str_from("Секретариат"), dais_str_from(argv[1]) },
		.to = { dais_str_from("وفد"), dais_str_from(argv[2]) },
		.subject = dais_str_from(argv[3]),
		.text = text,
		.language = dais_str_from(argv[4]),
		.message_id = DAIS_STR("1.2@example.org"),
		.date_ms = 1653292800000,
	};
	struct dais_mail_server server = { .url = argv[0],
		.seconds = 10,
		.tls = dais_str_is(dais_str_from(argv[5]), "required") ? DAIS_MAIL_TLS_REQUIRED
								       : DAIS_MAIL_TLS_IF_OFFERED };

	at = dais_vec_add(a, &m.attachments);
	*at = (struct dais_mail_attachment){ DAIS_STR("计划.ics"),
		DAIS_STR("text/calendar; method=PUBLISH; charset=utf-8"),
		DAIS_STR("BEGIN:VCALENDAR\r\n") };
	if (!dais_mail_print(&m, a, &bytes, &err) ||
	    !dais_mail_send(&server, m.from.address, m.to.address, bytes, &report, &err))
		return complain(&err);
	return say(&report);
}

static int
hook(char **argv, struct dais_str body)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_delivery_report report;
	struct dais_hook h = { .url = argv[0],
		.id = dais_str_from(argv[1]),
		.at_ms = strtoll(argv[2], NULL, 10) * 1000,
		.secret = dais_str_from(argv[3]),
		.private = dais_str_is(dais_str_from(argv[4]), "private"),
		.body = body,
		.seconds = 5 };

	return dais_hook_post(&h, &report, &err) ? say(&report) : complain(&err);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str input;

	if (!dais_file_read(a, "-", (size_t)1 << 20, &input, &err))
		return complain(&err);
	if (argc == 8 && dais_str_is(dais_str_from(argv[1]), "mail"))
		return mail(a, argv + 2, input);
	if (argc == 7 && dais_str_is(dais_str_from(argv[1]), "hook"))
		return hook(argv + 2, input);
	return 2;
}
