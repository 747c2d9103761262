/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A record in a file of its own, a clock that stands still, and an outbox that remembers: the house
 * of the tests of accounts.
 */
#ifndef DAIS_TESTS_SERVICE_ACCOUNT_SUPPORT_H
#define DAIS_TESTS_SERVICE_ACCOUNT_SUPPORT_H

#include "service/account/account.h"
#include "service/notice/outbox.h"

struct account_mail {
	struct dais_str to, subject, text;
	enum dais_lang language;
};

/* What stands for the house here. */
struct account_house {
	struct dais_house *house;
	struct dais_arena *arena;
	DAIS_VEC(struct account_mail) mails;
};

struct account_house *account_house_open(void);
void account_house_close(struct account_house *t);
/* Moves the clock. */
void account_house_later(struct account_house *t, int64_t ms);

/* An account with one role everywhere (-1: none) and, when @password is given, that password. */
struct dais_account account_made(
    struct account_house *t, const char *name, const char *email, int role, const char *password);

#endif
