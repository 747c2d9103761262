/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Accounts as JSON, and what their values may be.
 */
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "mail/mail.h"
#include "service/account/account_priv.h"
#include "text/text.h"

void
account_put_grants(struct dais_json *w, const dais_grant_vec *grants)
{
	dais_json_array(w);
	for (size_t i = 0; i < grants->n; i++) {
		const struct dais_grant *g = &grants->v[i];
		dais_json_object(w);
		dais_json_pair_c(w, "role", dais_role_name(g->role));
		if (g->body.n)
			dais_json_pair(w, "body", g->body);
		if (g->package.n)
			dais_json_pair(w, "package", g->package);
		if (g->languages) {
			dais_json_key(w, "languages");
			dais_json_array(w);
			for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
				if (g->languages & DAIS_LANG_BIT(l))
					dais_json_c(w, dais_lang_code((enum dais_lang)l));
			dais_json_end(w);
		}
		dais_json_end(w);
	}
	dais_json_end(w);
}

static bool
read_grant(const struct dais_json_value *v, struct dais_grant *ret, struct dais_err *err)
{
	int role = dais_role_parse(dais_json_get_str(v, "role"));
	if (role < 0)
		return dais_err_set(err, DAIS_ERR_INVALID, "no such role: \"%.*s\"",
		    DAIS_STR_ARG(dais_json_get_str(v, "role")));
	ret->role = (enum dais_role)role;
	ret->body = dais_json_get_str(v, "body");
	ret->package = dais_json_get_str(v, "package");
	const struct dais_json_value *languages = dais_json_get(v, "languages");
	for (size_t i = 0; languages && i < languages->members.n; i++) {
		enum dais_lang l;
		if (!dais_lang_parse(languages->members.v[i].value->text, &l))
			return dais_err_set(err, DAIS_ERR_INVALID, "no such language: \"%.*s\"",
			    DAIS_STR_ARG(languages->members.v[i].value->text));
		ret->languages |= DAIS_LANG_BIT(l);
	}
	return true;
}

bool
dais_account_read_grants(struct dais_arena *a, const struct dais_json_value *v, dais_grant_vec *ret,
    struct dais_err *err)
{
	for (size_t i = 0; v && i < v->members.n; i++)
		if (!read_grant(v->members.v[i].value, dais_vec_add(a, ret), err))
			return false;
	return true;
}

struct dais_str
account_print(struct dais_arena *a, const struct dais_account *account)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, DAIS_THING_VALUE_MAX);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair(&w, "name", account->name);
	dais_json_pair(&w, "email", account->email);
	dais_json_pair_c(&w, "language", dais_lang_code(account->language));
	if (account->zone.n)
		dais_json_pair(&w, "zone", account->zone);
	dais_json_key(&w, "grants");
	account_put_grants(&w, &account->grants);
	if (account->disabled)
		dais_json_pair_bool(&w, "disabled", true);
	if (!account->notices)
		dais_json_pair_bool(&w, "notices", false);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_str_trim(dais_buf_dup(&b, a));
}

bool
account_read(struct dais_arena *a, const struct dais_thing *thing, struct dais_account *ret,
    struct dais_err *err)
{
	struct dais_json_value *v;
	if (!dais_json_parse(a, thing->value, &v, err))
		return dais_err_context(err, "while reading account %.*s", DAIS_STR_ARG(thing->id));
	*ret = (struct dais_account){ .id = thing->id,
		.name = dais_json_get_str(v, "name"),
		.email = dais_json_get_str(v, "email"),
		.zone = dais_json_get_str(v, "zone"),
		.disabled = dais_json_get_bool(v, "disabled"),
		.notices = !dais_json_get(v, "notices") || dais_json_get_bool(v, "notices"),
		.revision = thing->revision };
	if (!dais_lang_parse(dais_json_get_str(v, "language"), &ret->language))
		ret->language = DAIS_LANG_EN;
	if (!dais_account_read_grants(a, dais_json_get(v, "grants"), &ret->grants, err))
		return dais_err_context(err, "while reading account %.*s", DAIS_STR_ARG(thing->id));
	return true;
}

static bool
is_id(struct dais_str id)
{
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];
		bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (!is_letter && (c != '-' || i == 0))
			return false;
	}
	return id.n >= 1 && id.n <= DAIS_ACCOUNT_ID_MAX && !dais_str_is(id, "dais");
}

bool
dais_account_is_email(struct dais_str email)
{
	return email.n <= DAIS_ACCOUNT_EMAIL_MAX && dais_mail_is_address(email);
}

struct dais_str
dais_account_fold_email(struct dais_arena *a, struct dais_str email)
{
	return dais_str_lower_ascii(a, dais_str_trim(email));
}

/* One line without control characters. */
static bool
is_line(struct dais_str s, size_t max)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return s.n <= max && dais_str_is_text(s, NULL);
}

static bool
is_zone(struct dais_str zone)
{
	UChar id[64], canonical[64];
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0;
	UBool is_system = 0;
	if (zone.n > 60)
		return false;
	u_strFromUTF8(id, 64, &n, zone.p, (int32_t)zone.n, &status);
	(void)ucal_getCanonicalTimeZoneID(id, n, canonical, 64, &is_system, &status);
	return U_SUCCESS(status) && is_system;
}

bool
account_examine(const struct dais_account *account, struct dais_err *err)
{
	if (!is_id(account->id)) {
		dais_err_set(err, DAIS_ERR_INVALID, "\"%.*s\" cannot be the id of an account",
		    DAIS_STR_ARG(account->id));
		return dais_err_hint(err,
		    "An id has 1 to %d letters a to z, figures and hyphens, and no hyphen first.",
		    DAIS_ACCOUNT_ID_MAX);
	}
	if (!account->name.n || !is_line(account->name, DAIS_ACCOUNT_NAME_MAX))
		return dais_err_set(err, DAIS_ERR_INVALID, "a name has one line of 1 to %d bytes",
		    DAIS_ACCOUNT_NAME_MAX);
	if (dais_text_turns(account->name))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "a name has no characters that turn the direction of writing");
	if (!dais_account_is_email(account->email))
		return dais_err_set(err, DAIS_ERR_INVALID, "\"%.*s\" is no e-mail address",
		    DAIS_STR_ARG(account->email));
	if (account->zone.n && !is_zone(account->zone)) {
		dais_err_set(err, DAIS_ERR_INVALID, "no such time zone: \"%.*s\"",
		    DAIS_STR_ARG(account->zone));
		return dais_err_hint(err, "Zones are named like Europe/Vienna or Africa/Nairobi.");
	}
	if (account->grants.n > DAIS_ACCOUNT_GRANTS_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "an account has at most %d roles",
		    DAIS_ACCOUNT_GRANTS_MAX);
	for (size_t i = 0; i < account->grants.n; i++)
		if (!is_line(account->grants.v[i].body, 200) ||
		    !is_line(account->grants.v[i].package, 80))
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "a role has a body or a package that cannot be one");
	return true;
}
