/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The link in every notice that ends notices, without signing in (RFC 8058: one click of the mail
 * program). Its token names the account and is signed with a secret of the record (area "secret"),
 * so that none has to be kept for each mail. It can end notices and nothing else.
 */
#ifndef DAIS_SERVICE_ACCOUNT_NOTICES_H
#define DAIS_SERVICE_ACCOUNT_NOTICES_H

#include "service/account/account.h"

/* "<site>/<language>/unsubscribe/<token>" for the mails of @account; in @a. Not
 * within a change: the secret is made when it is first needed. */
bool dais_account_notices_link(struct dais_house *h, const char *site, enum dais_lang language,
    struct dais_str account, struct dais_arena *a, struct dais_str *ret, struct dais_err *err);
/* Ends the notices of the account that @token names; that they had ended is no error. NOT_FOUND:
 * the token is none. */
bool dais_account_notices_end(struct dais_house *h, struct dais_str token, struct dais_err *err);

#endif
