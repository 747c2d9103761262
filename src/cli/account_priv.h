/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files of dais account.
 */
#ifndef DAIS_CLI_ACCOUNT_PRIV_H
#define DAIS_CLI_ACCOUNT_PRIV_H

#include "auth/password.h"
#include "cli/cli.h"
#include "service/account/account.h"

/* What stands on the command line; NULL and false: not given. */
struct account_args {
	const char *db, *id, *email, *name, *language, *zone, *address, *scopes, *days, *format;
	const char *key_file, *leaked;
	struct dais_option_list roles;
	bool password_stdin, second;
};

/* What all actions work with. */
struct account_work {
	const struct account_args *args;
	struct dais_house *house;
	struct dais_arena *arena;
	struct dais_actor actor; /* the program */
	const char *who;         /* operand; NULL: none */
};

/* ---- arguments (account_read.c); errors: INVALID ---- */

/* False where @value is NULL: @action needs @what. */
bool account_needs(const char *value, const char *what, const char *action, struct dais_err *err);
/* The account that the operand names, by id or address. Errors: NOT_FOUND, those of the record. */
bool account_of_operand(
    struct account_work *w, const char *action, struct dais_account *ret, struct dais_err *err);
/* The roles of --role, added to @ret. */
bool account_read_roles(struct account_work *w, dais_grant_vec *ret, struct dais_err *err);
/* The language that @value names, English where it is NULL. */
bool account_read_language(const char *value, enum dais_lang *ret, struct dais_err *err);
/* The actions in the list @scopes, added to @ret: a bit of each enum dais_action. */
bool account_read_scopes(const char *scopes, unsigned *ret, struct dais_err *err);
/* The password of standard input, examined as one of @account and hashed. */
bool account_read_password(struct account_work *w, const struct dais_account *account,
    char ret_kept[DAIS_PASSWORD_KEPT_SIZE], struct dais_err *err);

/* ---- lists (account_list.c) ---- */

/* Prints all accounts; what happened to one, or to none. Errors: those of the record, IO. */
bool account_list(struct account_work *w, struct dais_err *err);
bool account_log(struct account_work *w, struct dais_err *err);

#endif
