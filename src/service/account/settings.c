/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/settings.h"

bool
dais_account_read_roles(struct dais_str text, unsigned *ret_roles, struct dais_err *err)
{
	struct dais_str one;
	*ret_roles = 0;
	if (dais_str_is(text, "none"))
		return true;
	if (dais_str_is(text, "all")) {
		*ret_roles = (1u << DAIS_ROLE_COUNT) - 1;
		return true;
	}
	while (dais_str_next(&text, ',', &one)) {
		int role = dais_role_parse(one);
		if (role < 0) {
			dais_err_set(
			    err, DAIS_ERR_INVALID, "\"%.*s\" names no role", DAIS_STR_ARG(one));
			return dais_err_hint(err,
			    "It is none, all, or roles with commas between them: administrator, "
			    "secretariat, editor, translator, chair, bureau, delegate, reader.");
		}
		*ret_roles |= 1u << (unsigned)role;
	}
	return true;
}

bool
dais_account_demands_second(
    const struct dais_account_settings *settings, const dais_grant_vec *grants)
{
	for (size_t i = 0; settings && i < grants->n; i++)
		if (settings->second_roles & 1u << grants->v[i].role)
			return true;
	return false;
}

enum dais_password_fault
dais_account_examine_password(const struct dais_account_settings *settings,
    struct dais_str password, struct dais_str name, struct dais_str email)
{
	const struct dais_str known[] = { name, email,
		dais_str_sub(email, 0, dais_str_find_char(email, '@', 0)) };
	enum dais_password_fault fault = dais_password_examine(password, known, 3);
	if (fault == DAIS_PASSWORD_GOOD && settings && dais_leaked_has(settings->leaked, password))
		return DAIS_PASSWORD_LEAKED;
	return fault;
}
