/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the page of one's own account shows.
 */
#include "web/account/account_priv.h"

#define EVENTS_SHOWN ((size_t)20)
#define TOKEN_DAYS 90

static void
write_details(struct dais_page *p, const struct dais_account *account)
{
	const struct account_field name = { DAIS_SAY_ACCOUNT_NAME, "name", "text", "name",
		account->name, DAIS_SAY_COUNT, false, false };
	const struct account_field zone = { DAIS_SAY_ACCOUNT_ZONE, "zone", "text", NULL,
		account->zone, DAIS_SAY_ACCOUNT_ZONE_HINT, true, true };
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_DETAILS);
	dais_page_form(p, dais_page_path(p, DAIS_STR("/account")));
	dais_page_hidden(p, "revision",
	    dais_arena_printf(p->arena, "%llu", (unsigned long long)account->revision));
	account_put_field(p, &name);
	account_put_language(p, account->language);
	account_put_field(p, &zone);
	account_put_check(
	    p, "notices", "yes", account->notices, dais_page_say(p, DAIS_SAY_ACCOUNT_NOTICES));
	account_put_button(p, DAIS_SAY_ACCOUNT_SAVE, false);
	dais_page_end(p);
}

static void
put_present_password(struct dais_page *p, const char *id)
{
	const struct account_field present = { DAIS_SAY_ACCOUNT_PRESENT_PASSWORD, id, "password",
		"current-password", DAIS_STR_NONE, DAIS_SAY_COUNT, false, true };
	account_put_field(p, &present);
}

static void
write_password(struct dais_page *p, const struct dais_credential *credential)
{
	const struct account_field fresh = { DAIS_SAY_ACCOUNT_NEW_PASSWORD, "new-password",
		"password", "new-password", DAIS_STR_NONE, DAIS_SAY_ACCOUNT_PASSWORD_HINT, false,
		true, true };
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_PASSWORD);
	/* Who signs in by a provider alone gets a first password by a reset. */
	if (!credential->kept.n) {
		dais_page_element(p, "p", NULL);
		dais_page_link(p, dais_page_path(p, DAIS_STR("/reset")), NULL);
		dais_page_put(p, DAIS_SAY_ACCOUNT_RESET_TITLE);
		dais_xml_close(&p->xml);
		dais_page_end(p);
		return;
	}
	dais_page_form(p, dais_page_path(p, DAIS_STR("/account/password")));
	put_present_password(p, "password");
	account_put_field(p, &fresh);
	account_put_button(p, DAIS_SAY_ACCOUNT_CHANGE_PASSWORD, false);
	dais_page_end(p);
}

static void
write_second(struct dais_page *p, const struct dais_credential *credential)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_SECOND);
	dais_page_element(p, "p", NULL);
	if (credential->has_second)
		dais_xml_text(
		    &p->xml, dais_page_say_with(p, DAIS_SAY_ACCOUNT_SECOND_ON, "count",
				 dais_arena_printf(p->arena, "%zu", credential->recovery)));
	else
		dais_page_put(p, DAIS_SAY_ACCOUNT_SECOND_OFF);
	dais_page_end(p);
	if (!credential->kept.n)
		return; /* the provider has factors of its own */
	if (credential->has_second &&
	    dais_account_demands_second(dais_house_accounts(p->site->house), &p->actor->grants)) {
		dais_page_say_in(p, "p", NULL, DAIS_SAY_ACCOUNT_SECOND_DEMANDED);
		return;
	}
	dais_page_form(p, dais_page_path(p, credential->has_second ? DAIS_STR("/account/second/end")
								   : DAIS_STR("/account/second")));
	put_present_password(p, "second-password");
	account_put_button(p,
	    credential->has_second ? DAIS_SAY_ACCOUNT_SECOND_END : DAIS_SAY_ACCOUNT_SECOND_BEGIN,
	    true);
	dais_page_end(p);
}

static void
write_sessions(struct dais_page *p, const dais_session_vec *all, struct dais_str this)
{
	static const enum dais_say words[] = { DAIS_SAY_ACCOUNT_BROWSER,
		DAIS_SAY_ACCOUNT_NETWORK_ADDRESS, DAIS_SAY_ACCOUNT_BEGAN,
		DAIS_SAY_ACCOUNT_LAST_SEEN, DAIS_SAY_ACCOUNT_SESSION_END };
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_SESSIONS);
	account_open_table(p, DAIS_SAY_ACCOUNT_SESSIONS, words, 5);
	dais_page_element(p, "tbody", NULL);
	for (size_t i = 0; i < all->n; i++) {
		const struct dais_session *s = &all->v[i];
		dais_page_element(p, "tr", NULL);
		account_put_cell(p, words[0], account_browser_name(p->arena, s->agent));
		account_put_cell(p, words[1], s->address);
		account_put_moment(p, words[2], s->started_ms);
		account_put_moment(p, words[3], s->seen_ms);
		dais_page_element(p, "td", NULL);
		if (dais_str_eq(s->key, this))
			dais_page_put(p, DAIS_SAY_ACCOUNT_SESSION_THIS);
		else
			account_put_act(p, "/account/session/end", "session", s->key,
			    DAIS_SAY_ACCOUNT_SESSION_END);
		dais_page_end(p);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
	if (all->n > 1)
		account_put_act(p, "/account/session/end", NULL, DAIS_STR_NONE,
		    DAIS_SAY_ACCOUNT_SESSION_END_OTHERS);
}

/* "Read what is not released yet; Edit items". */
static struct dais_str
scope_words(const struct dais_page *p, unsigned scopes)
{
	struct dais_str all = DAIS_STR_NONE;
	for (unsigned i = 0; i < DAIS_ACTION_COUNT; i++) {
		if (!(scopes & 1u << i))
			continue;
		struct dais_str one =
		    account_word(p, "action", dais_str_from(dais_action_name((enum dais_action)i)));
		all = account_join(p, all, one);
	}
	return all;
}

static void
write_token_list(struct dais_page *p, const dais_personal_token_vec *all)
{
	static const enum dais_say words[] = { DAIS_SAY_ACCOUNT_NAME, DAIS_SAY_ACCOUNT_TOKEN_SCOPES,
		DAIS_SAY_ACCOUNT_LAST_SEEN, DAIS_SAY_ACCOUNT_ENDS, DAIS_SAY_ACCOUNT_SESSION_END };
	if (all->n == 0)
		return;
	account_open_table(p, DAIS_SAY_ACCOUNT_TOKENS, words, 5);
	dais_page_element(p, "tbody", NULL);
	for (size_t i = 0; i < all->n; i++) {
		const struct dais_personal_token *t = &all->v[i];
		dais_page_element(p, "tr", NULL);
		account_put_cell(p, words[0], t->name);
		account_put_cell(p, words[1], scope_words(p, t->scopes));
		account_put_moment(p, words[2], t->used_ms);
		account_put_moment(p, words[3], t->ends_ms);
		dais_page_element(p, "td", NULL);
		account_put_act(
		    p, "/account/token/end", "token", t->key, DAIS_SAY_ACCOUNT_SESSION_END);
		dais_page_end(p);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
}

static void
write_tokens(struct dais_page *p, const dais_personal_token_vec *all)
{
	const struct account_field name = { DAIS_SAY_ACCOUNT_NAME, "token-name", "text", NULL,
		DAIS_STR_NONE, DAIS_SAY_COUNT, false, false };
	const struct account_field days = { DAIS_SAY_ACCOUNT_TOKEN_DAYS, "days", "number", NULL,
		dais_arena_printf(p->arena, "%d", TOKEN_DAYS), DAIS_SAY_COUNT, false, true };
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_TOKENS);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_ACCOUNT_TOKENS_WORDS);
	write_token_list(p, all);
	dais_page_form(p, dais_page_path(p, DAIS_STR("/account/token")));
	account_put_field(p, &name);
	account_put_field(p, &days);
	dais_xml_open(&p->xml, "fieldset");
	dais_page_say_in(p, "legend", NULL, DAIS_SAY_ACCOUNT_TOKEN_SCOPES);
	for (unsigned i = 0; i < DAIS_ACTION_COUNT; i++) {
		const char *action = dais_action_name((enum dais_action)i);
		if (dais_actor_may_somewhere(p->actor, (enum dais_action)i))
			account_put_check(p, "scope", action, false,
			    account_word(p, "action", dais_str_from(action)));
	}
	dais_page_end(p);
	put_present_password(p, "token-password");
	account_put_button(p, DAIS_SAY_ACCOUNT_TOKEN_MAKE, false);
	dais_page_end(p);
}

void
account_show_own(struct dais_page *p, const struct account_own_note *note, unsigned status)
{
	struct dais_house *h = p->site->house;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account account;
	struct dais_credential credential;
	dais_session_vec sessions;
	dais_personal_token_vec tokens;
	dais_audit_vec events;
	struct dais_calendar_filter calendar;
	dais_index_body_vec bodies = { 0 };
	struct dais_str id = p->actor->account;
	if (account_shows_once(note)) {
		account_show_once(p, note, status);
		return;
	}
	if (!dais_account_get(h, id, p->arena, &account, &err) ||
	    !dais_credential_of(h, id, p->arena, &credential, &err) ||
	    !dais_session_list(h, id, p->arena, &sessions, &err) ||
	    !dais_personal_token_list(h, id, p->arena, &tokens, &err) ||
	    !dais_calendar_filter_get(h, id, p->arena, &calendar, &err) ||
	    !account_calendar_bodies(p, &calendar, &bodies, &err) ||
	    !dais_audit_list(h, id, EVENTS_SHOWN, p->arena, &events, &err)) {
		account_fail(p, &err);
		return;
	}
	account_open(p, DAIS_SAY_ACCOUNT_ACCOUNT, DAIS_STR("/account"));
	if (note->has)
		account_note(p, note->bad, note->words);
	account_put_act(p, "/sign-out", NULL, DAIS_STR_NONE, DAIS_SAY_ACCOUNT_SIGN_OUT);
	if (dais_actor_may_somewhere(p->actor, DAIS_ACTION_MANAGE_ACCOUNTS)) {
		dais_page_element(p, "p", NULL);
		dais_page_link(p, dais_page_path(p, DAIS_STR("/accounts")), NULL);
		dais_page_put(p, DAIS_SAY_ACCOUNT_ACCOUNTS);
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	account_put_own_roles(p, &account.grants);
	write_details(p, &account);
	write_password(p, &credential);
	write_second(p, &credential);
	write_sessions(p, &sessions, dais_session_key(p->arena, dais_site_session(p->exchange)));
	write_tokens(p, &tokens);
	account_put_calendar(p, &calendar, &bodies);
	account_put_events(p, &events);
	account_close(p, status);
}
