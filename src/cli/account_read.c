/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What stands on the command line of dais account: roles, languages, scopes, passwords.
 */
#include "base/file.h"
#include "cli/account_priv.h"
#include "service/account/settings.h"

#define STDIN_MAX ((size_t)4096)

static bool
take_languages(struct dais_str list, dais_lang_set *ret, struct dais_err *err)
{
	struct dais_str one;
	while (dais_str_next(&list, ',', &one)) {
		enum dais_lang l;
		if (!dais_lang_parse(one, &l))
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "\"%.*s\" is none of the six languages", DAIS_STR_ARG(one));
		*ret |= DAIS_LANG_BIT(l);
	}
	return true;
}

/* "translator@CTOC/COP/WG.3+untoc-2022:fr,ru". */
static bool
read_role(const char *text, struct dais_grant *ret, struct dais_err *err)
{
	struct dais_str rest = dais_str_from(text);
	*ret = (struct dais_grant){ 0 };
	size_t at = dais_str_find_char(rest, ':', 0);
	if (at != SIZE_MAX &&
	    !take_languages(dais_str_sub(rest, at + 1, rest.n), &ret->languages, err))
		return false;
	rest = dais_str_sub(rest, 0, at);
	at = dais_str_find_char(rest, '+', 0);
	if (at != SIZE_MAX)
		ret->package = dais_str_sub(rest, at + 1, rest.n);
	rest = dais_str_sub(rest, 0, at);
	at = dais_str_find_char(rest, '@', 0);
	if (at != SIZE_MAX)
		ret->body = dais_str_sub(rest, at + 1, rest.n);
	int role = dais_role_parse(dais_str_sub(rest, 0, at));
	if (role < 0) {
		dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" names no role", text);
		return dais_err_hint(err,
		    "Roles are administrator, secretariat, editor, translator, chair, bureau, "
		    "delegate, reader; with @BODY, +PACKAGE and :LANGUAGES behind them.");
	}
	ret->role = (enum dais_role)role;
	return true;
}

bool
account_read_roles(struct account_work *w, dais_grant_vec *ret, struct dais_err *err)
{
	for (size_t i = 0; i < w->args->roles.n; i++)
		if (!read_role(w->args->roles.v[i], dais_vec_add(w->arena, ret), err))
			return false;
	return true;
}

bool
account_read_language(const char *value, enum dais_lang *ret, struct dais_err *err)
{
	*ret = DAIS_LANG_EN;
	if (!value || dais_lang_parse(dais_str_from(value), ret))
		return true;
	return dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is none of the six languages", value);
}

bool
account_needs(const char *value, const char *what, const char *action, struct dais_err *err)
{
	if (value)
		return true;
	(void)dais_err_set(err, DAIS_ERR_INVALID, "dais account %s needs %s", action, what);
	return dais_err_hint(err, "See dais help account.");
}

bool
account_of_operand(
    struct account_work *w, const char *action, struct dais_account *ret, struct dais_err *err)
{
	if (!account_needs(
		w->who, DAIS_MESSAGE("the id or the address of an account"), action, err))
		return false;
	struct dais_str who = dais_str_from(w->who);
	return dais_str_find_char(who, '@', 0) != SIZE_MAX
		   ? dais_account_find(w->house, who, w->arena, ret, err)
		   : dais_account_get(w->house, who, w->arena, ret, err);
}

bool
account_read_password(struct account_work *w, const struct dais_account *account,
    char ret_kept[DAIS_PASSWORD_KEPT_SIZE], struct dais_err *err)
{
	static const char *const faults[] = {
		[DAIS_PASSWORD_SHORT] = DAIS_MESSAGE("it has fewer than 12 characters"),
		[DAIS_PASSWORD_LONG] = DAIS_MESSAGE("it has more than 256 bytes"),
		[DAIS_PASSWORD_COMMON] = DAIS_MESSAGE("it is among the first that are tried"),
		[DAIS_PASSWORD_PERSONAL] =
		    DAIS_MESSAGE("it is too close to the name or the address"),
		[DAIS_PASSWORD_NOT_TEXT] = DAIS_MESSAGE("it is not UTF-8 text"),
		[DAIS_PASSWORD_LEAKED] =
		    DAIS_MESSAGE("it is in the list of those that became known"),
	};
	struct dais_str bytes, password;
	if (!dais_file_read(w->arena, "-", STDIN_MAX, &bytes, err))
		return false;
	if (!dais_str_next_line(&bytes, &password))
		password = DAIS_STR_NONE;
	enum dais_password_fault fault = dais_account_examine_password(
	    dais_house_accounts(w->house), password, account->name, account->email);
	if (fault != DAIS_PASSWORD_GOOD)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the password is refused: %s", faults[fault]);
	return dais_password_keep(password, ret_kept, err);
}

bool
account_read_scopes(const char *scopes, unsigned *ret, struct dais_err *err)
{
	struct dais_str list = dais_str_from(scopes), one;
	while (dais_str_next(&list, ',', &one)) {
		int action = dais_action_parse(one);
		if (action < 0) {
			struct dais_near near = { .word = one };
			for (int i = 0; i < DAIS_ACTION_COUNT; i++)
				dais_near_try(
				    &near, dais_str_from(dais_action_name((enum dais_action)i)));
			dais_err_set(
			    err, DAIS_ERR_INVALID, "\"%.*s\" is no scope", DAIS_STR_ARG(one));
			if (near.best.n)
				return dais_err_hint(err, "Did you mean \"%s\"?", near.best.p);
			return dais_err_hint(err, "man dais-account lists them.");
		}
		*ret |= 1u << (unsigned)action;
	}
	return true;
}
