/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A record in a file of its own, a clock that stands still, and an outbox that remembers: the house
 * of the tests of accounts.
 */
#ifndef DAIS_TESTS_SERVICE_ACCOUNT_SUPPORT_H
#define DAIS_TESTS_SERVICE_ACCOUNT_SUPPORT_H

#include "service/account/settings.h"
#include "service/account/sign_in.h"
#include "service/outbox/outbox.h"

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
/* The same as set-up and tear-down of cmocka: *@state is the house. */
int account_set_up(void **state);
int account_tear_down(void **state);
/* What the house has decided about its accounts; all empty at first. */
struct dais_account_settings *account_settings(struct account_house *t);
/* Moves the clock. */
void account_house_later(struct account_house *t, int64_t ms);

/* An account with one role everywhere (-1: none) and, when @password is given, that password. */
struct dais_account account_made(
    struct account_house *t, const char *name, const char *email, int role, const char *password);

#define ACCOUNT_PASSWORD "seven quiet herons"
/* Whose requests they are. */
extern const struct dais_client account_here;
/* Signs in with a password: both halves of the first step, the work done at once. */
struct dais_sign_in_answer account_tried(struct account_house *t, const char *email,
    const char *password, const struct dais_client *client);
bool account_is_signed_in(struct account_house *t, struct dais_str token);
/* The code of @secret now. */
struct dais_str account_code_of(struct account_house *t, struct dais_str secret);

#endif
