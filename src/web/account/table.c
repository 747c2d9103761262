/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables of accounts. On a phone each row is a block whose cells say what they are.
 */
#include "text/text.h"
#include "web/account/account_priv.h"

/* What is wider than the window scrolls, and the keyboard must reach it (WCAG 2.1.1). */
void
account_open_table(struct dais_page *p, enum dais_say label, const enum dais_say *words, size_t n)
{
	dais_page_element(p, "div", "scroll");
	dais_xml_attr_c(&p->xml, "role", "region");
	dais_xml_attr_c(&p->xml, "tabindex", "0");
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, label));
	dais_page_element(p, "table", "stack");
	dais_page_columns(p, words, n);
}

void
account_put_cell(struct dais_page *p, enum dais_say head, struct dais_str words)
{
	dais_page_open_cell(p, NULL, head);
	dais_xml_open(&p->xml, "bdi");
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

void
account_put_moment(struct dais_page *p, enum dais_say head, int64_t at_ms)
{
	dais_page_open_cell(p, NULL, head);
	if (at_ms)
		dais_page_instant(p, at_ms);
	else
		dais_page_put(p, DAIS_SAY_ACCOUNT_NEVER);
	dais_page_end(p);
}

struct dais_str
account_join(const struct dais_page *p, struct dais_str list, struct dais_str one)
{
	return list.n ? dais_arena_printf(p->arena, "%.*s%.*s%s%.*s", DAIS_STR_ARG(list),
			    DAIS_STR_ARG(dais_text_phrase(p->language, "mark-semicolon")),
			    p->language == DAIS_LANG_ZH ? "" : " ", DAIS_STR_ARG(one))
		      : one;
}

void
account_put_events(struct dais_page *p, const dais_audit_vec *events)
{
	static const enum dais_say words[] = { DAIS_SAY_ACCOUNT_TIME, DAIS_SAY_ACCOUNT_EVENT,
		DAIS_SAY_ACCOUNT_NETWORK_ADDRESS };
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_EVENTS);
	account_open_table(p, DAIS_SAY_ACCOUNT_EVENTS, words, 3);
	dais_page_element(p, "tbody", NULL);
	for (size_t i = 0; i < events->n; i++) {
		dais_page_element(p, "tr", NULL);
		account_put_moment(p, words[0], events->v[i].at_ms);
		account_put_cell(p, words[1], account_word(p, "event", events->v[i].what));
		account_put_cell(p, words[2], events->v[i].address);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
}
