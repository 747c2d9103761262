/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the module gives: the only code that sees GMime and libcurl.
 */
#ifndef DAIS_MAIL_ENGINE_H
#define DAIS_MAIL_ENGINE_H

#include "mail/mail.h"

struct dais_mail_engine {
	/* The printed message, from malloc(); NULL: why is in @ret_why. */
	char *(*print)(const struct dais_mail *m, size_t *ret_n, char ret_why[256]);
	/* As dais_mail_send() and dais_hook_post(), of what these have checked; set *@ret. @from
	 * NULL: dais_mail_try(). */
	void (*send)(const struct dais_mail_server *server, const char *from, const char *to,
	    struct dais_str bytes, struct dais_delivery_report *ret);
	void (*post)(
	    const struct dais_hook *hook, const char *signature, struct dais_delivery_report *ret);
};

#endif
