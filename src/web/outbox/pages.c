/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The pages of the outbox, from their views.
 */
#include "web/outbox/outbox_priv.h"

#include "text/text.h"

struct dais_str
dais_outbox_path(struct dais_arena *a, const struct dais_notice *n)
{
	return dais_arena_printf(a, "/desk/%.*s/notices/%.*s", DAIS_STR_ARG(n->package),
	    DAIS_STR_ARG(dais_path_escape(a, n->id)));
}

/* "dates": the word for the key of interface file notice.yaml that begins with @kind. */
static struct dais_str
word_of(const struct dais_page *p, const char *kind, struct dais_str name)
{
	enum dais_say what;

	return dais_say_find(
		   dais_arena_printf(p->arena, "notice.%s-%.*s", kind, DAIS_STR_ARG(name)), &what)
		   ? dais_page_say(p, what)
		   : name;
}

/* "Notice of release 2", "Silence procedure (dates): opened". */
static struct dais_str
title_of(struct dais_page *p, const struct dais_notice *n)
{
	const struct dais_say_value values[] = {
		{ "object", word_of(p, "object", n->object.n ? n->object : n->silence) },
		{ "event", word_of(p, "event", n->event) },
	};

	if (n->silence.n)
		return dais_say_fill(
		    p->arena, p->language, DAIS_SAY_NOTICE_SILENCE_NAME, values, 2);
	return dais_page_say_with(p, DAIS_SAY_NOTICE_NOTICE_TITLE, "release",
	    dais_arena_printf(p->arena, "%u", n->release));
}

static enum dais_say
state_word(enum dais_notice_state state)
{
	switch (state) {
	case DAIS_NOTICE_DRAFT:
		return DAIS_SAY_NOTICE_STATE_DRAFT;
	case DAIS_NOTICE_SENT:
		return DAIS_SAY_NOTICE_STATE_SENT;
	case DAIS_NOTICE_WITHDRAWN:
		return DAIS_SAY_NOTICE_STATE_WITHDRAWN;
	}
	return DAIS_SAY_NOTICE_STATE_DRAFT;
}

static void
word_cell(struct dais_page *p, enum dais_say head, enum dais_say word)
{
	dais_page_open_cell(p, NULL, head);
	dais_page_put(p, word);
	dais_page_end(p);
}

static void
number_cell(struct dais_page *p, enum dais_say head, uint64_t n)
{
	dais_page_open_cell(p, "number", head);
	dais_xml_text(&p->xml, dais_arena_printf(p->arena, "%llu", (unsigned long long)n));
	dais_page_end(p);
}

static void
address_cell(struct dais_page *p, struct dais_str address)
{
	dais_page_element(p, "td", NULL);
	dais_page_symbol(p, address);
	dais_page_end(p);
}

/* ---- messages on their way ---- */

static enum dais_say
line_word(enum dais_outbox_state state)
{
	switch (state) {
	case DAIS_OUTBOX_WAITING:
		return DAIS_SAY_NOTICE_WAITING;
	case DAIS_OUTBOX_SENDING:
		return DAIS_SAY_NOTICE_STATE_SENDING;
	case DAIS_OUTBOX_UNDELIVERED:
		return DAIS_SAY_NOTICE_UNDELIVERED;
	}
	return DAIS_SAY_NOTICE_WAITING;
}

static void
write_next(struct dais_page *p, const struct dais_outbox_line *line, int64_t now)
{
	dais_page_open_cell(p, NULL, DAIS_SAY_NOTICE_NEXT_ATTEMPT);
	if (line->state == DAIS_OUTBOX_UNDELIVERED)
		dais_page_put(p, DAIS_SAY_NOTICE_NEXT_NONE);
	else if (line->state == DAIS_OUTBOX_SENDING || line->due_ms <= now)
		dais_page_put(p, DAIS_SAY_NOTICE_NEXT_NOW);
	else
		dais_page_instant(p, line->due_ms);
	dais_page_end(p);
}

static void
write_why(struct dais_page *p, const struct dais_outbox_line *line)
{
	dais_page_open_cell(p, NULL, DAIS_SAY_NOTICE_WHY);
	if (line->why.n) {
		dais_page_element(p, "span", NULL);
		dais_xml_attr_c(&p->xml, "lang", "en"); /* words of another server */
		dais_xml_attr_c(&p->xml, "dir", "ltr");
		dais_xml_text(&p->xml, line->why);
		dais_page_end(p);
	}
	if (line->may_have_arrived && !line->is_hook) {
		dais_xml_text_c(&p->xml, " ");
		dais_page_put(p, DAIS_SAY_NOTICE_MAY_HAVE_ARRIVED);
	}
	dais_page_end(p);
}

static void
again_button(struct dais_page *p, struct dais_str key, enum dais_say what)
{
	dais_page_form(p, dais_page_path(p, DAIS_STR("/desk/outbox")));
	if (key.n)
		dais_page_hidden(p, "key", key);
	dais_xml_open(&p->xml, "button");
	dais_xml_attr_c(&p->xml, "name", "do");
	dais_xml_attr_c(&p->xml, "value", what == DAIS_SAY_NOTICE_TRY_ALL_AGAIN ? "all" : "again");
	dais_xml_attr_c(&p->xml, "class", "quiet");
	dais_page_put(p, what);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
write_line(struct dais_page *p, const struct dais_outbox_line *line, int64_t now)
{
	dais_page_element(p, "tr", NULL);
	address_cell(p, line->to);
	word_cell(p, DAIS_SAY_NOTICE_STATE, line_word(line->state));
	number_cell(p, DAIS_SAY_NOTICE_ATTEMPTS, line->attempts);
	write_next(p, line, now);
	write_why(p, line);
	dais_page_element(p, "td", NULL);
	if (line->state != DAIS_OUTBOX_SENDING)
		again_button(p, line->key, DAIS_SAY_NOTICE_TRY_AGAIN);
	dais_page_end(p);
	dais_page_end(p);
}

/* What leads on to a further page: @path. */
static void
write_further(struct dais_page *p, struct dais_str path)
{
	dais_page_element(p, "p", "noprint");
	dais_page_link(p, dais_page_path(p, path), "button quiet");
	dais_page_put(p, DAIS_SAY_DESK_MORE);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

/* @from, @after: the places of these and of the next ones, or empty. @all: with a button for all of
 * them. */
static void
write_lines(struct dais_page *p, const dais_outbox_lines *lines, struct dais_str from,
    struct dais_str after, bool all)
{
	static const enum dais_say words[] = { DAIS_SAY_NOTICE_RECIPIENTS, DAIS_SAY_NOTICE_STATE,
		DAIS_SAY_NOTICE_ATTEMPTS, DAIS_SAY_NOTICE_NEXT_ATTEMPT, DAIS_SAY_NOTICE_WHY,
		DAIS_SAY_NOTICE_TRY_AGAIN };
	int64_t now = dais_house_now_ms(p->site->house);

	if (lines->n == 0 && !after.n)
		return;
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_NOTICE_MESSAGES);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_NOTICE_MESSAGES_LEAD);
	dais_page_element(p, "div", "scroll");
	dais_page_element(p, "table", "stack");
	dais_page_columns(p, words, sizeof(words) / sizeof(words[0]));
	dais_page_element(p, "tbody", NULL);
	for (size_t i = 0; i < lines->n; i++)
		write_line(p, &lines->v[i], now);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
	if (after.n)
		write_further(p, dais_arena_printf(p->arena, "/desk/outbox?messages=%.*s",
				     DAIS_STR_ARG(dais_path_escape(p->arena, after))));
	if (all && lines->n > 1)
		again_button(p, from, DAIS_SAY_NOTICE_TRY_ALL_AGAIN);
}

/* ---- the list ---- */

static void
write_row(struct dais_page *p, const struct dais_notice *n, struct dais_str name)
{
	dais_page_element(p, "tr", NULL);
	dais_page_element(p, "td", NULL);
	dais_page_link(p, dais_page_path(p, dais_outbox_path(p->arena, n)), NULL);
	dais_xml_text(&p->xml, name);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_element(p, "td", NULL);
	dais_xml_text(&p->xml, title_of(p, n));
	dais_page_end(p);
	word_cell(p, DAIS_SAY_NOTICE_STATE, state_word(n->state));
	dais_page_open_cell(p, NULL, DAIS_SAY_NOTICE_DATE);
	dais_page_instant(p, n->at_ms);
	dais_page_end(p);
	dais_page_end(p);
}

static void
write_server(struct dais_page *p, bool has_server)
{
	if (!has_server)
		dais_page_say_in(p, "p", "note", DAIS_SAY_NOTICE_NO_SERVER);
}

void
dais_outbox_write_list(struct dais_page *p, const struct outbox_view *v)
{
	static const enum dais_say words[] = { DAIS_SAY_NOTICE_MEETING, DAIS_SAY_NOTICE_ABOUT,
		DAIS_SAY_NOTICE_STATE, DAIS_SAY_NOTICE_DATE };

	dais_page_say_in(p, "h1", NULL, DAIS_SAY_NOTICE_OUTBOX);
	dais_page_say_in(p, "p", "lead", DAIS_SAY_NOTICE_OUTBOX_LEAD);
	write_server(p, v->has_server);
	if (v->notices.n == 0) {
		if (!v->only_lines)
			dais_page_say_in(p, "p", NULL, DAIS_SAY_NOTICE_OUTBOX_EMPTY);
	} else {
		dais_page_element(p, "div", "scroll");
		dais_page_element(p, "table", "stack");
		dais_page_columns(p, words, sizeof(words) / sizeof(words[0]));
		dais_page_element(p, "tbody", NULL);
		for (size_t i = 0; i < v->notices.n; i++)
			write_row(p, &v->notices.v[i], v->names[i]);
		dais_page_end(p);
		dais_page_end(p);
		dais_page_end(p);
	}
	if (v->before)
		write_further(p, dais_arena_printf(p->arena, "/desk/outbox?before=%llu",
				     (unsigned long long)v->before));
	write_lines(p, &v->lines, v->lines_from, v->lines_after, true);
}

/* ---- one notice ---- */

static struct dais_str
own_path(struct dais_page *p, const struct dais_notice *n)
{
	return dais_page_path(p, dais_outbox_path(p->arena, n));
}

static void
write_languages(struct dais_page *p, const struct notice_view *v)
{
	dais_page_element(p, "ul", "links");
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		dais_page_element(p, "li", NULL);
		dais_page_link(p,
		    dais_arena_printf(p->arena, "%.*s?in=%s", DAIS_STR_ARG(own_path(p, v->notice)),
			dais_lang_code((enum dais_lang)l)),
		    NULL);
		if (l == v->in)
			dais_xml_attr_c(&p->xml, "aria-current", "true");
		dais_page_language(p, (enum dais_lang)l);
		dais_xml_text_c(&p->xml, dais_own_names[l]);
		dais_xml_close(&p->xml);
		/* Once it is sent every text is kept as it went: whether one was reworded is over.
		 */
		if (v->notice->state == DAIS_NOTICE_DRAFT &&
		    (v->notice->reworded & DAIS_LANG_BIT(l))) {
			dais_xml_text_c(&p->xml, " ");
			dais_page_say_in(p, "span", "tag", DAIS_SAY_NOTICE_REWORDED);
		}
		dais_page_end(p);
	}
	dais_page_end(p);
}

/* One form for words and recipients: what is sent is what stands on the page. */
static void
open_form(struct dais_page *p, const struct notice_view *v)
{
	dais_page_form(p, own_path(p, v->notice));
	dais_page_hidden(p, "seen",
	    dais_arena_printf(p->arena, "%llu", (unsigned long long)v->notice->revision));
	dais_page_hidden(p, "in", dais_str_from(dais_lang_code(v->in)));
}

static void
button(struct dais_page *p, const char *value, const char *class_name, enum dais_say what)
{
	dais_xml_open(&p->xml, "button");
	dais_xml_attr_c(&p->xml, "name", "do");
	dais_xml_attr_c(&p->xml, "value", value);
	if (class_name)
		dais_xml_attr_c(&p->xml, "class", class_name);
	dais_page_put(p, what);
	dais_xml_close(&p->xml);
}

static void
write_editor(struct dais_page *p, const struct notice_view *v)
{
	dais_page_element(p, "div", "form");
	dais_page_element(p, "div", "field");
	dais_page_label(p, "subject", DAIS_SAY_NOTICE_SUBJECT);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", "subject");
	dais_xml_attr_c(&p->xml, "name", "subject");
	dais_page_language(p, v->in);
	dais_xml_attr(&p->xml, "value", v->again ? v->subject : v->notice->subject.in[v->in]);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_element(p, "div", "field");
	dais_page_label(p, "text", DAIS_SAY_NOTICE_TEXT);
	dais_xml_open(&p->xml, "textarea");
	dais_xml_attr_c(&p->xml, "id", "text");
	dais_xml_attr_c(&p->xml, "name", "text");
	dais_xml_attr_c(&p->xml, "rows", "16");
	dais_page_language(p, v->in);
	dais_xml_text_c(&p->xml, "\n"); /* HTML drops the first one */
	dais_xml_text(&p->xml, v->again ? v->text : v->notice->text.in[v->in]);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_element(p, "p", "actions");
	button(p, "reword", NULL, DAIS_SAY_NOTICE_REWORD);
	if (v->notice->reworded & DAIS_LANG_BIT(v->in))
		button(p, "again", "quiet", DAIS_SAY_NOTICE_COMPOSE_AGAIN);
	dais_page_end(p);
	dais_page_end(p);
}

static void
write_words(struct dais_page *p, const struct notice_view *v)
{
	dais_page_element(p, "h2", NULL);
	dais_page_language(p, v->in);
	dais_xml_text(&p->xml, v->notice->subject.in[v->in]);
	dais_page_end(p);
	dais_page_element(p, "pre", "mail");
	dais_page_language(p, v->in);
	dais_xml_text(&p->xml, v->notice->text.in[v->in]);
	dais_page_end(p);
}

/* "Irina Petrova irina@example.org English"; to be left out by a box in a draft. */
static void
write_recipient(struct dais_page *p, const struct notice_view *v, const struct dais_recipient *r)
{
	bool may_choose = v->may_send;

	dais_page_element(p, "li", NULL);
	if (may_choose)
		dais_page_open_box(p, "to", r->account,
		    !v->again || dais_outbox_is_chosen(p->exchange, r->account));
	dais_xml_open(&p->xml, "span");
	dais_xml_open(&p->xml, "bdi");
	dais_xml_text(&p->xml, r->name);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	dais_page_symbol(p, r->email);
	dais_xml_text_c(&p->xml, " ");
	dais_xml_open(&p->xml, "span");
	dais_xml_attr_c(&p->xml, "class", "soft");
	dais_xml_text(&p->xml, dais_page_language_name(p, r->language));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	if (may_choose)
		dais_page_end(p);
	dais_page_end(p);
}

static void
write_recipients(struct dais_page *p, const struct notice_view *v)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_NOTICE_RECIPIENTS);
	if (v->to.n == 0) {
		dais_page_say_in(p, "p", "note bad", DAIS_SAY_NOTICE_RECIPIENTS_NONE);
		return;
	}
	if (v->may_send)
		dais_page_say_in(p, "p", "hint", DAIS_SAY_NOTICE_RECIPIENTS_LEAD);
	if (v->notice->release)
		dais_page_say_in(p, "p", "hint", DAIS_SAY_NOTICE_CALENDAR);
	if (v->may_send)
		dais_page_hidden(p, "chosen", DAIS_STR("yes"));
	dais_page_element(p, "ul", "plain");
	for (size_t i = 0; i < v->to.n; i++)
		write_recipient(p, v, &v->to.v[i]);
	dais_page_end(p);
}

static void
write_actions(struct dais_page *p, const struct notice_view *v)
{
	dais_page_element(p, "p", "actions");
	if (v->to.n)
		button(p, "send", NULL, DAIS_SAY_NOTICE_SEND);
	button(p, "withdraw", "quiet", DAIS_SAY_NOTICE_WITHDRAW);
	dais_page_end(p);
}

void
dais_outbox_write_notice(struct dais_page *p, const struct notice_view *v)
{
	bool draft = v->notice->state == DAIS_NOTICE_DRAFT;

	dais_page_element(p, "p", "kicker");
	dais_xml_text(&p->xml, v->name);
	dais_page_end(p);
	dais_page_element(p, "h1", NULL);
	dais_xml_text(&p->xml, title_of(p, v->notice));
	dais_xml_text_c(&p->xml, " ");
	dais_page_say_in(p, "span", "tag", state_word(v->notice->state));
	dais_page_end(p);
	write_server(p, v->has_server);
	write_languages(p, v);
	if (draft && v->may_send) {
		open_form(p, v);
		write_editor(p, v);
		write_recipients(p, v);
		write_actions(p, v);
		dais_page_end(p);
	} else {
		write_words(p, v);
		if (draft)
			write_recipients(p, v);
	}
	/* What has come of it meanwhile, for whom nothing was overwritten. */
	if (draft && v->is_overtaken) {
		dais_page_say_in(p, "h2", NULL, DAIS_SAY_COMMON_CONFLICT);
		write_words(p, v);
	}
	write_lines(p, &v->lines, DAIS_STR_NONE, v->lines_after, false);
}
