/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A new password looked at while it is typed: the rules that it will be held against when it is
 * sent, and no others. Nothing of it is kept.
 */
#include "mark/json.h"
#include "service/house/house.h"
#include "web/account/account_priv.h"

#define REPLY_MAX ((size_t)16384)

/* "7 of at least 12 characters", what is wrong with it, or that it can be used. */
static struct dais_str
words_of(struct dais_page *p, struct dais_str password, enum dais_password_fault fault)
{
	const struct dais_say_value values[] = {
		{ "count", dais_arena_printf(p->arena, "%zu", dais_str_count(password)) },
		{ "least", dais_arena_printf(p->arena, "%d", DAIS_PASSWORD_CHARACTERS_MIN) }
	};

	if (fault == DAIS_PASSWORD_GOOD)
		return dais_page_say(p, DAIS_SAY_ACCOUNT_PASSWORD_FITS);
	if (fault == DAIS_PASSWORD_SHORT)
		return dais_say_fill(
		    p->arena, p->language, DAIS_SAY_ACCOUNT_PASSWORD_COUNT, values, 2);
	return dais_page_say(p, account_fault_word(fault));
}

void
account_examine_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_str password = dais_http_field(x, "password");
	struct dais_str name = dais_http_field(x, "name"), email = dais_http_field(x, "email");
	enum dais_password_fault fault;
	struct dais_json w;
	struct dais_page p;
	DAIS_BUF_AUTO out = { 0 };

	if (!dais_site_check_form(site, x) || !dais_page_begin(site, x, &p))
		return;
	fault = dais_account_examine_password(dais_house_accounts(site->house), password,
	    name.n ? name : p.actor->name, email.n ? email : p.actor->email);
	dais_buf_init(&out, REPLY_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	dais_json_pair_bool(&w, "good", fault == DAIS_PASSWORD_GOOD);
	dais_json_pair_int(&w, "characters", (int64_t)dais_str_count(password));
	dais_json_pair(&w, "words", words_of(&p, password, fault));
	dais_json_end(&w);
	dais_json_finish(&w);
	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	dais_http_reply(x, 200, "application/json", dais_buf_dup(&out, p.arena));
}
