/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Mails about accounts, in the language of their owners.
 */
#include <inttypes.h>

#include "auth/token.h"
#include "service/account/account_priv.h"
#include "service/account/link.h"
#include "service/outbox/outbox.h"
#include "text/say.h"

#define AREA_NOBODY "nobody"

static bool
post(struct dais_house *h, const struct dais_account *to, struct dais_str key,
    enum dais_say subject, struct dais_str text, struct dais_err *err)
{
	const struct dais_outbox_mail mail = { .key = key,
		.to_name = to->name,
		.to_address = to->email,
		.language = to->language,
		.subject = dais_say(to->language, subject),
		.text = text };
	return dais_outbox_post(h, NULL, &mail, err);
}

bool
account_mail_locked(struct dais_house *h, const struct dais_account *account, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	/* One a day, however often somebody tries. */
	struct dais_str key = dais_arena_printf(a, "account-locked/%.*s/%" PRId64,
	    DAIS_STR_ARG(account->id), dais_house_now_ms(h) / DAIS_DAY_MS);
	return post(h, account, key, DAIS_SAY_ACCOUNT_MAIL_LOCKED_SUBJECT,
	    dais_say(account->language, DAIS_SAY_ACCOUNT_MAIL_LOCKED), err);
}

bool
account_mail_nobody_locked(struct dais_house *h, struct dais_str email, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	int64_t now = dais_house_now_ms(h);
	struct dais_str key = dais_arena_printf(a, "locked/%.*s/%" PRId64,
	    DAIS_STR_ARG(dais_token_key(a, "dais nobody", dais_account_fold_email(a, email))),
	    now / DAIS_DAY_MS);
	struct dais_state state;
	struct dais_json_value *v;
	bool found;
	/* A mail is looked for among those sent, and is posted unless it waits already. */
	if (!account_state_look(h, AREA_NOBODY, key, a, &state, &v, &found, err))
		return false;
	if (account_state_set(h, NULL, AREA_NOBODY, key, DAIS_STR("{}"), now + DAIS_DAY_MS, 0, err))
		return true;
	if (err->code != DAIS_ERR_CONFLICT)
		return false;
	account_err_clear(err);
	return true;
}

bool
account_mail_changed(struct dais_house *h, const struct dais_account *account, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char lot[DAIS_TOKEN_LENGTH + 1];
	dais_token_make(lot);
	struct dais_str key =
	    dais_arena_printf(a, "account-changed/%.*s/%s", DAIS_STR_ARG(account->id), lot);
	return post(h, account, key, DAIS_SAY_ACCOUNT_MAIL_CHANGED_SUBJECT,
	    dais_say(account->language, DAIS_SAY_ACCOUNT_MAIL_CHANGED), err);
}

bool
account_mail_link(struct dais_house *h, const struct dais_account *to, bool is_reset,
    const char *site, struct dais_str token, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str words = dais_say(to->language,
	    is_reset ? DAIS_SAY_ACCOUNT_MAIL_RESET : DAIS_SAY_ACCOUNT_MAIL_INVITATION);
	struct dais_str address = dais_link_address(a, site, is_reset, to->language, token);
	struct dais_str text =
	    dais_arena_printf(a, "%.*s\n\n%.*s\n", DAIS_STR_ARG(words), DAIS_STR_ARG(address));
	/* The digest: the key is shown on the page of the outbox. */
	struct dais_str key = dais_arena_printf(
	    a, "account-link/%.*s", DAIS_STR_ARG(dais_token_key(a, "dais mail of a link", token)));
	return post(h, to, key,
	    is_reset ? DAIS_SAY_ACCOUNT_MAIL_RESET_SUBJECT
		     : DAIS_SAY_ACCOUNT_MAIL_INVITATION_SUBJECT,
	    text, err);
}
