/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is shown once of the own account, and a step of it that is not done yet: a page that holds
 * nothing else, so that nobody has to look for it.
 */
#include "web/account/account_priv.h"

static void
put_code(struct dais_page *p, struct dais_str words)
{
	dais_page_element(p, "p", NULL);
	dais_xml_open(&p->xml, "code");
	dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
put_back(struct dais_page *p, bool is_done)
{
	dais_page_element(p, "p", NULL);
	dais_page_link(p, dais_page_path(p, DAIS_STR("/account")), is_done ? "button" : NULL);
	dais_page_put(p, DAIS_SAY_ACCOUNT_ACCOUNT);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
put_second(struct dais_page *p, const struct account_own_note *note)
{
	if (note->secret.n) {
		account_put_secret(
		    p, note->secret, p->actor->email, "/account/second/confirm", DAIS_STR_NONE);
		return;
	}
	account_note(p, false,
	    dais_page_say_with(p, DAIS_SAY_ACCOUNT_SECOND_ON, "count",
		dais_arena_printf(p->arena, "%zu", note->recovery.n)));
	account_put_recovery(p, &note->recovery);
}

bool
account_shows_once(const struct account_own_note *note)
{
	return note->secret.n || note->recovery.n || note->token.n || note->calendar.n;
}

void
account_show_once(struct dais_page *p, const struct account_own_note *note, unsigned status)
{
	enum dais_say title = note->token.n      ? DAIS_SAY_ACCOUNT_TOKENS
			      : note->calendar.n ? DAIS_SAY_ACCOUNT_CALENDAR
						 : DAIS_SAY_ACCOUNT_SECOND;

	account_open(p, title, DAIS_STR("/account"));
	if (note->has)
		account_note(p, note->bad, note->words);
	if (note->token.n) {
		account_note_say(p, false, DAIS_SAY_ACCOUNT_TOKEN_MADE);
		put_code(p, note->token);
	} else if (note->calendar.n) {
		account_note_say(p, false, DAIS_SAY_ACCOUNT_CALENDAR_MADE);
		put_code(p, dais_arena_printf(p->arena, "%s/%s/calendar/%.*s.ics",
				account_site_address(p->site), dais_lang_code(p->language),
				DAIS_STR_ARG(note->calendar)));
	} else {
		put_second(p, note);
	}
	put_back(p, !note->secret.n);
	account_close(p, status);
}
